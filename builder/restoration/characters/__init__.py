"""Signs, script variants and figures that were exchanged."""

"""The theme as a site needs it: without scripts and rules that no page uses."""

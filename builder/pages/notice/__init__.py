"""A notice's page and that of its restoration."""

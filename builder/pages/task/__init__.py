"""A task's page."""

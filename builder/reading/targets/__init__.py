"""Numbers that a task must reach."""

"""Tasks that stand in tables."""

"""Which tasks of two notices answer each other."""

"""Bodies made responsible and their roles."""

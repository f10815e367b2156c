"""Fuzzing: what any bytes must keep to on their way from a file to its JSON."""

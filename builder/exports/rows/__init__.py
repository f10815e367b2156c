"""The rows of the data tables."""

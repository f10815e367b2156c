"""Which written names are one body."""

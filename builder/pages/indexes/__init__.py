"""The ways in: home and the indexes."""

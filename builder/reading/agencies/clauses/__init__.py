"""Responsibility clauses: where they stand and who has which role in them."""

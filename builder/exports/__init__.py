"""The ledger as data that other programs read."""

"""The ledger: all notices resolved against the registry and against each other."""

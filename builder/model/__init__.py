"""The nouns: notice, ledger, addresses, edit kinds, finding codes, errors."""

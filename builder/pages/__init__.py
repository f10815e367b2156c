"""The ledger as complete Markdown files."""

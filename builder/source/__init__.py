"""Raw files as they were received, decoded and nothing more."""

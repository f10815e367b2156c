"""Sidecars: the YAML beside a source that says what its text does not; read, checked and written."""

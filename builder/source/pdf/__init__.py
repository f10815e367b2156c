"""PDF to text and tables."""

"""Word (.docx) to text and tables."""

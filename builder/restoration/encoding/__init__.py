"""Text decoded with the wrong code page."""

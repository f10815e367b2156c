"""Lines and spaces that come from the page, not from the text."""

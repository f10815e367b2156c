"""What every reader needs: numerals, dates, role words, page labels, lines."""

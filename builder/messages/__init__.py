"""What the program says to a person, in English and Chinese."""

"""The word lists of time limits (`words.yml`)."""

from __future__ import annotations

from pathlib import Path

from builder.language.wordlists import alternatives, read_words

TIME_WORDS = read_words("words.yml", Path(__file__).parent)
PATTERN_OF = {name: alternatives(words) for name, words in TIME_WORDS.items()}
"""A pattern of each list."""

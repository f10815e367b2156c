"""The word lists of this room, read from their YAML files, and patterns of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml


def read_words(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of a file beside this one: key → words, in order, each once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=loader)
    return {key: tuple(dict.fromkeys(value.split())) for key, value in raw.items()}


def alternatives(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, so that 委员会办公室 is not read as 委."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

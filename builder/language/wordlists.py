"""Word lists, read from the YAML files of a room, and patterns of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from builder.language import lazy_re as re


def read_words(name: str, room: Path = Path(__file__).parent) -> dict[str, tuple[str, ...]]:
    """The lists of the file `name` in the folder `room` (this one, where none is given): key → words, in
    order, each once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load((room / name).read_text(encoding="utf-8"), Loader=loader)
    return {key: tuple(dict.fromkeys(value.split())) for key, value in raw.items()}


def alternatives(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, so that 委员会办公室 is not read as 委.

    Words that begin alike are a group behind what they begin with: the engine asks for each beginning once."""
    return _grouped(sorted(set(words), key=lambda word: (-len(word), word)))


def _grouped(words: list[str]) -> str:
    """The words as alternatives; those of one first sign stay in their order, which no other's can change."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    return "|".join(
        _escaped(first) + (_escaped(rest[0]) if len(rest) == 1 else f"(?:{_grouped(rest)})")
        for first, rest in rests.items()
    )


def _escaped(word: str) -> str:
    return word if word.isalnum() else re.escape(word)  # most words are; to ask costs a tenth of escaping

"""Word lists and other knowledge, read from the YAML files of a room, and patterns of words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from builder.language import lazy_re as re


def read_data(name: str, room: Path) -> Any:
    """What the YAML file `name` of the program holds, in the folder `room`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((room / name).read_text(encoding="utf-8"), Loader=loader)


def read_words(name: str, room: Path = Path(__file__).parent) -> dict[str, tuple[str, ...]]:
    """The lists of the file `name` in the folder `room` (this one, where none is given): key → words, in
    order, each once."""
    return {key: tuple(dict.fromkeys(value.split())) for key, value in read_data(name, room).items()}


def alternatives(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, so that 委员会办公室 is not read as 委.

    Words that begin alike are a group behind what they begin with: the engine asks for each beginning once."""
    return _grouped(sorted(sorted(set(words)), key=len, reverse=True))


def _grouped(words: list[str]) -> str:
    """The words as alternatives; those of one first sign stay in their order, which no other's can change."""
    alike: dict[str, list[str]] = {}
    for word in words:
        alike.setdefault(word[:1], []).append(word)
    return "|".join(
        [
            _escaped(each[0]) if len(each) == 1 else f"{_escaped(first)}(?:{_grouped([word[1:] for word in each])})"
            for first, each in alike.items()
        ]
    )


def _escaped(word: str) -> str:
    return word if word.isalnum() else re.escape(word)  # most words are; to ask costs a tenth of escaping

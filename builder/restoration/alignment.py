"""Where two lines differ, in bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]
"""(tag, start and end in the left line, start and end in the right one), as difflib has it."""

_MOST_PAIRS = 60_000
"""Pairs of equal characters of two lines, which is what difflib works through: paragraphs of 3,000 characters have
fewer; lines of one character again and again would take it hours."""


def opcodes(left: str, right: str) -> Sequence[Opcode]:
    """The opcodes that turn `left` into `right`. Where they repeat themselves so much that the search for the
    longest equal stretches would not end, all between their common beginning and end counts as one difference."""
    if left == right:
        return [("equal", 0, len(left), 0, len(right))] if left else []
    times = Counter(right)
    if sum(count * times[char] for char, count in Counter(left).items()) <= _MOST_PAIRS:
        return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    start = _common(left, right)
    end = _common(left[start:][::-1], right[start:][::-1])
    i, j = len(left) - end, len(right) - end
    tag = "insert" if start == i else "delete" if start == j else "replace"
    found: list[Opcode] = [(tag, start, i, start, j)]
    if start:
        found.insert(0, ("equal", 0, start, 0, start))
    if end:
        found.append(("equal", i, len(left), j, len(right)))
    return found


def _common(left: str, right: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))

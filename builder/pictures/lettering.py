"""How wide words are, and how they break into lines, without asking any font.

Chinese signs are one em wide in every Chinese font; others are taken to be as wide as they are in the
wider of the common sans-serif fonts. So a picture is the same on every machine.
"""

from __future__ import annotations

import math
import unicodedata

_NARROW = 0.6
"""Width in em of a digit, a small letter or a sign of half width."""

_BROAD = frozenset("mw%&@")
"""Signs of half width that are almost one em wide; so are capitals."""

_NOT_FIRST = frozenset("，。、；：！？）】》〉”’…,.;:!?)]")
"""Signs that no line begins with (GB/T 15834—2011)."""


def width_of(words: str) -> float:
    """Width in em."""
    return sum(_width(sign) for sign in words)


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    full = unicodedata.east_asian_width(sign) in "WFA" or sign in _BROAD or sign.isupper()
    return 1 if full else _NARROW


def cut(words: str, width: float) -> str:
    """`words`, ended with … where they are wider than `width` em."""
    if width_of(words) <= width:
        return words
    return _fitting(words, width - 1) + "…"


def _fitting(words: str, width: float) -> str:
    """The longest beginning of `words` that is at most `width` em wide, of one sign at least."""
    total = 0.0
    for index, sign in enumerate(words):
        total += _width(sign)
        if total > width:
            return words[: max(index, 1)]
    return words


def lines_of(words: str, width: float, most: int = 2, *, even: bool = True) -> list[str]:
    """`words` in at most `most` lines of at most `width` em; the last is cut where they do not fit. `even`:
    of like length, so that no line is left with one sign. Line breaks in `words` are kept, and each
    stands for a line."""
    pieces = words.split("\n")
    if len(pieces) > 1:
        return [cut(piece, width) for piece in pieces[:most]]
    total = width_of(words)
    count = min(most, max(1, math.ceil(total / width)))
    each = min(width, total / count + 1) if even and total <= width * count else width
    lines: list[str] = []
    rest = words
    while len(lines) < count - 1 and width_of(rest) > each:
        head = _fitting(rest, each)
        while len(head) > 1 and rest[len(head)] in _NOT_FIRST:
            head = head[:-1]
        lines.append(head.rstrip(" "))
        rest = rest[len(head) :].lstrip(" ")
    return [*lines, cut(rest, width)]

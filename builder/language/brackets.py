"""Brackets of a text, matched in one pass; either width, round, square or ornate, closes the other."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

OPENING = "(（[［【〔{｛"
CLOSING = ")）]］】〕}｝"
_SIGN_OR_QUOTE = re.compile(f"[{re.escape(OPENING + CLOSING)}“”]")


@dataclass(frozen=True, slots=True)
class Pair:
    """`text[open]` and `text[close]` are the brackets; `outer` where no other pair encloses it."""

    open: int
    close: int
    outer: bool


@lru_cache(64)  # readers ask for each short stretch of one text
def _signs(text: str) -> tuple[int, ...]:
    """The places of brackets and quotation marks."""
    return tuple(sign.start() for sign in _SIGN_OR_QUOTE.finditer(text))


def pairs(text: str, start: int, end: int, *, quotes: bool = False) -> list[Pair]:
    """The pairs that lie in `text[start:end]`, by the place where they open; the unmatched are left out. `quotes`:
    “ and ” are a pair as well."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    signs = _signs(text)
    first = bisect_left(signs, start)
    for at in signs[first : bisect_left(signs, end, first)]:
        if text[at] in OPENING or (quotes and text[at] == "“"):
            opened.append(at)
        elif opened and (quotes or text[at] not in "“”"):
            found.append((opened.pop(), at))
    found.sort()
    out, reach = [], -1
    for open_, close in found:
        out.append(Pair(open_, close, open_ > reach))
        reach = max(reach, close)
    return out


def depths(text: str, start: int, end: int, *, quotes: bool = False) -> list[int]:
    """For each place of `text[start:end]`, how many brackets enclose it; the brackets themselves count as inside.
    `quotes`: quotation marks as well."""
    found = pairs(text, start, end, quotes=quotes)
    if not found:
        return [0] * (end - start)
    steps = [0] * (end - start + 1)
    for pair in found:
        steps[pair.open - start] += 1
        steps[pair.close + 1 - start] -= 1
    return list(accumulate(steps[:-1]))

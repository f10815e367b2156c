"""Brackets of a text, matched in one pass; either width, round, square or ornate, closes the other."""

from __future__ import annotations

from itertools import accumulate

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

OPENING = "(（[［【〔{｛"
CLOSING = ")）]］】〕}｝"
_SIGN = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_SIGN_OR_QUOTE = re.compile(f"[{re.escape(OPENING + CLOSING)}“”]")


@dataclass(frozen=True, slots=True)
class Pair:
    """`text[open]` and `text[close]` are the brackets; `outer` where no other pair encloses it."""

    open: int
    close: int
    outer: bool


def pairs(text: str, start: int, end: int, *, quotes: bool = False) -> list[Pair]:
    """The pairs that lie in `text[start:end]`, by the place where they open; the unmatched are left out. `quotes`:
    “ and ” are a pair as well."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for sign in (_SIGN_OR_QUOTE if quotes else _SIGN).finditer(text, start, end):
        if sign[0] in OPENING or sign[0] == "“":
            opened.append(sign.start())
        elif opened:
            found.append((opened.pop(), sign.start()))
    found.sort()
    out, reach = [], -1
    for open_, close in found:
        out.append(Pair(open_, close, open_ > reach))
        reach = max(reach, close)
    return out


def depths(text: str, start: int, end: int, *, quotes: bool = False) -> list[int]:
    """For each place of `text[start:end]`, how many brackets enclose it; the brackets themselves count as inside.
    `quotes`: quotation marks as well."""
    steps = [0] * (end - start + 1)
    found = pairs(text, start, end, quotes=quotes)
    for pair in found:
        steps[pair.open - start] += 1
        steps[pair.close + 1 - start] -= 1
    return list(accumulate(steps[:-1])) if found else steps[:-1]

"""Brackets of a text, matched in one pass; either width, round, square or ornate, closes the other."""

from __future__ import annotations

from dataclasses import dataclass

OPENING = "(（[［【〔{｛"
CLOSING = ")）]］】〕}｝"


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
    for i in range(start, end):
        char = text[i]
        if char in OPENING or (quotes and char == "“"):
            opened.append(i)
        elif opened and (char in CLOSING or (quotes and char == "”")):
            found.append((opened.pop(), i))
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
    for pair in pairs(text, start, end, quotes=quotes):
        steps[pair.open - start] += 1
        steps[pair.close + 1 - start] -= 1
    out, depth = [], 0
    for step in steps[:-1]:
        depth += step
        out.append(depth)
    return out

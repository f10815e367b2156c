"""A notice that stands twice in one file: where its second copy lies."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

from builder.language import lazy_re as re
from builder.model.table import Table

_WIDTH = 12
"""Signs of a passage that is looked for again."""
_SHORTEST = 80
"""Signs of a text that can hold a notice twice."""
_SAME = 0.85
"""Share of the copy that stands before it, in the same order; an edition of the same notice has most words."""
_LEAST = 0.28
"""Share of the text that the copy takes: two copies are the text, a passage said again is not."""
_DRIFT = 0.1
"""Share of the text by which the copies may grow apart in length."""


def second_copy(text: str, tables: Sequence[Table] = ()) -> tuple[int, int] | None:
    """The extent of the second copy of what stands before it; None where the text is there once. `tables`: a table
    of tasks that says again what the items above say is no copy."""
    words = "".join(text.split())
    if len(words) < _SHORTEST:
        return None
    fewest = _LEAST * _SAME * len(words)
    passages = len(words) - _WIDTH + 1
    if passages - len({words[at : at + _WIDTH] for at in range(passages)}) < fewest:  # a cheap bound of `again`
        return None
    first = _first_places(words)
    again = [at for at, before in enumerate(first) if before >= 0]
    if len(again) < fewest:
        return None
    start, last = _run(first, again, len(words))
    if last <= start or first[start] > start - (last - start) * (1 - _DRIFT) * _SAME:
        return None
    size = last + _WIDTH - start
    inside = [
        at
        for at in again
        if start <= at <= last and abs((at - first[at]) - (start - first[start])) <= _DRIFT * len(words)
    ]
    if size < _LEAST * len(words) or _covered(inside) < _SAME * size:
        return None
    further = [at for at in again if at > start]  # a third copy follows the second
    if _covered(further) >= _SAME * (further[-1] - start):
        last = further[-1]
    places = [match.start() for match in re.finditer(r"\S", text)]
    begin, end = places[start], places[min(last + _WIDTH, len(words)) - 1] + 1
    begin = _line_start(text, begin)
    return None if _is_table(begin, end, tables) else (begin, end)


def _first_places(words: str) -> array[int]:
    """For each place of the text where the passage there stands before it, without a sign in common; -1 for none."""
    known: dict[str, int] = {}
    found = array("l")
    for at in range(len(words) - _WIDTH + 1):
        before = known.setdefault(words[at : at + _WIDTH], at)
        found.append(before if before <= at - _WIDTH else -1)
    return found


def _run(first: array[int], again: Sequence[int], size: int) -> tuple[int, int]:
    """The first and the last passage of the longest run whose places keep their distance from those before."""
    best = (0, 0)
    begin = again[0]
    previous = again[0]
    for at in again[1:]:
        moved = abs((at - first[at]) - (begin - first[begin])) > _DRIFT * size
        if moved or at - previous > _DRIFT * size:
            begin = at
        previous = at
        if at - begin > best[1] - best[0]:
            best = (begin, at)
    return best


def _covered(places: Sequence[int]) -> int:
    """How many signs the passages at ascending places take in."""
    steps = (after - before for before, after in pairwise(places))
    return sum(min(step, _WIDTH) for step in steps) + _WIDTH


def _line_start(text: str, at: int) -> int:
    """The beginning of the line of a place, where less than a passage stands before it there."""
    start = text.rfind("\n", 0, at) + 1
    return start if at - start < _WIDTH else at


def _is_table(begin: int, end: int, tables: Sequence[Table]) -> bool:
    cells = {cell for table in tables for row in table.rows for cell in row if cell and len(row) > 1}
    inside = sum(stop - start for start, stop in cells if begin <= start < end)
    return inside * 2 > end - begin

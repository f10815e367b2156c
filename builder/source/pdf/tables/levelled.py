"""The upright lines of tables that draw only level ones: between their columns, where no row has words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char, Edge
from builder.source.pdf.rows import lines_of
from builder.source.pdf.tables.grid import Grid, is_same_edge

_SAME = 3.0
"""Points by which the ends of the lines of one table may differ."""
_NARROWEST = 150.0
"""Points from the left to the right side of such a table, at least."""
_LEAST_LINES, _LEAST_HEADS = 4, 2
"""Level lines of a table, which has a row of headings and two others, and headings of known kinds."""
_APART = 0.8
"""Ems between two headings."""
_GAP = 0.25
"""Ems between the words of two columns, at least."""
_ACROSS = 0.2
"""Share of the rows whose words run across two columns, as chapters do, at most."""


class _Table(NamedTuple):
    """Where the rows of a table are divided (`ys`, from top to bottom), its sides, and where its columns divide."""

    ys: tuple[float, ...]
    left: float
    right: float
    between: tuple[float, ...]


def columns_drawn(edges: Sequence[Edge], chars: Sequence[Char], before: Grid | None) -> list[Edge]:
    """The sides and inner upright lines of tables that have but level lines, row by row, where no word crosses them.
    `before`: the table at the end of the page before, which may go on here without its headings."""
    level = sorted((edge for edge in edges if edge.top == edge.bottom), key=lambda edge: edge.top)
    upright = [edge for edge in edges if edge.x0 == edge.x1]
    found: list[Edge] = []
    for lines in _alike(level):
        left, right = lines[0].x0, lines[0].x1
        ys = [edge.top for edge in lines]
        if any(
            left + _SAME < edge.x0 < right - _SAME and edge.top < ys[-1] and edge.bottom > ys[0] for edge in upright
        ):
            continue
        inside = [each for each in chars if left <= (each.x0 + each.x1) / 2 <= right and ys[0] < each.bottom]
        ends = [end for edge in level if ys[0] < edge.top < ys[-1] for end in (edge.x0, edge.x1)]
        for table in _tables(ys, left, right, inside, ends, before):
            within = [edge.top for edge in level if left - _SAME <= edge.x0 and edge.x1 <= right + _SAME]
            rows = sorted({y for y in within if table.ys[0] <= y <= table.ys[-1]})
            found += _uprights(table, rows, inside)
    return found


def _alike(level: Sequence[Edge]) -> list[list[Edge]]:
    """Level lines that begin and end together, from top to bottom, where these are enough for a table."""
    groups: list[list[Edge]] = []
    for edge in (each for each in level if each.x1 - each.x0 >= _NARROWEST):
        for group in groups:
            if abs(group[0].x0 - edge.x0) <= _SAME and abs(group[0].x1 - edge.x1) <= _SAME:
                if edge.top - group[-1].top > _SAME:
                    group.append(edge)
                break
        else:
            groups.append([edge])
    return [group for group in groups if len(group) >= 2]


def _tables(
    ys: Sequence[float],
    left: float,
    right: float,
    chars: Sequence[Char],
    ends: Sequence[float],
    before: Grid | None,
) -> list[_Table]:
    """The tables between level lines: each begins with a row of headings, the first may go on with that before."""
    bands = [_between(chars, *band) for band in pairwise(ys)]
    heads = [at for at, band in enumerate(bands) if _are_headings(band)]
    found: list[_Table] = []
    goes_on = before is not None and before.ruled and is_same_edge(before.edges[0], left)
    if goes_on and before is not None and is_same_edge(before.right, right) and 0 not in heads:
        found.append(_Table(tuple(ys[: heads[0] + 1] if heads else ys), left, right, before.edges[1:]))
    for at, following in pairwise([*heads, len(bands)]):
        last = next((number for number in range(at + 1, following) if not bands[number]), following)
        rows = ys[at : last + 1]
        if len(rows) < _LEAST_LINES and not (goes_on and at == 0):
            continue
        between = _divisions(bands[at], bands[at + 1 : last], ends, (left, right))
        if between and 2 * sum(_fills(band, between) > 1 for band in bands[at + 1 : last]) >= last - at - 1:
            found.append(_Table(tuple(rows), left, right, between))
    return found


def _fills(chars: Sequence[Char], between: Sequence[float]) -> int:
    """In how many columns there are words."""
    return len({bisect_right(between, (each.x0 + each.x1) / 2) for each in chars})


def _between(chars: Sequence[Char], top: float, bottom: float) -> list[Char]:
    """The characters between two level lines that are seen."""
    return [each for each in chars if top < (each.top + each.bottom) / 2 < bottom and not each.text.isspace()]


def _pieces(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters parted where none stands over or under the gap between them."""
    pieces: list[list[Char]] = []
    end = 0.0
    for char in sorted(chars, key=lambda each: each.x0):
        if not pieces or char.x0 - end >= _APART * char.size:
            pieces.append([])
        pieces[-1].append(char)
        end = max(end, char.x1)
    return pieces


def _are_headings(chars: Sequence[Char]) -> bool:
    words = ("".join(each.text for line in lines_of(piece) for each in line) for piece in _pieces(chars))
    return sum(column_kind(each) is not None for each in words) >= _LEAST_HEADS


def _divisions(
    heads: Sequence[Char], rows: Sequence[Sequence[Char]], ends: Sequence[float], sides: tuple[float, float]
) -> tuple[float, ...] | None:
    """Where the columns below these headings divide: in the widest gap between two headings that hardly a row has
    words in; there at the end of a level line, or where the headings have their columns' middles. None where there is
    no such gap."""
    gaps: list[tuple[float, float]] = []
    spread = [(min(each.x0 for each in piece), max(each.x1 for each in piece)) for piece in _pieces(heads)]
    for (first, last), (start, end) in pairwise(spread):
        low, high = (first + last) / 2, (start + end) / 2
        crossed = [[char for char in row if char.x0 < high and char.x1 > low] for row in rows]
        most = max(1, int(_ACROSS * len(rows)))
        best = _common([_free(row, low, high) for row in crossed], low, high, len(rows) - most)
        if best is None:
            return None
        gaps.append(best)
    middles = _by_middles([(start + end) / 2 for start, end in spread], gaps, sides)
    if middles:
        return middles
    drawn = [[at for at in ends if gap[0] - _SAME <= at <= gap[1] + _SAME] for gap in gaps]
    return tuple(own[0] if own else (gap[0] + gap[1]) / 2 for own, gap in zip(drawn, gaps, strict=True))


def _by_middles(
    middles: Sequence[float], gaps: Sequence[tuple[float, float]], sides: tuple[float, float]
) -> tuple[float, ...]:
    """Where columns divide whose middles are these; () where the gaps or the right side of the table say otherwise."""
    found = [sides[0]]
    for middle in middles:
        found.append(2 * middle - found[-1])
    inside = all(low <= at <= high for at, (low, high) in zip(found[1:-1], gaps, strict=True))
    return tuple(found[1:-1]) if inside and is_same_edge(found[-1], sides[1]) else ()


def _free(chars: Sequence[Char], low: float, high: float) -> list[tuple[float, float]]:
    """The gaps between `low` and `high` that characters leave free."""
    least = _GAP * max((char.size for char in chars), default=0.0)
    gaps: list[tuple[float, float]] = []
    at = low
    for char in sorted(chars, key=lambda each: each.x0):
        if char.x0 - at >= least:
            gaps.append((at, char.x0))
        at = max(at, char.x1)
    return [*gaps, (at, high)] if high > at else gaps


def _common(
    gaps: Sequence[Sequence[tuple[float, float]]], low: float, high: float, least: int
) -> tuple[float, float] | None:
    """The widest stretch among those that most rows leave free, which are at least `least`."""
    places = sorted({low, high, *(at for row in gaps for gap in row for at in gap)})
    counts = [
        sum(any(gap[0] <= start and end <= gap[1] for gap in row) for row in gaps) for start, end in pairwise(places)
    ]
    most = max(counts, default=0)
    if not gaps or most < least:
        return None
    stretches: list[tuple[float, float]] = []
    for (start, end), count in zip(pairwise(places), counts, strict=True):
        if count < most:
            continue
        if stretches and stretches[-1][1] == start:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return max(stretches, key=lambda each: each[1] - each[0])


def _uprights(table: _Table, rows: Sequence[float], chars: Sequence[Char]) -> list[Edge]:
    """The sides of a table, and the lines between its columns in each row that no word crosses."""
    found = [Edge(x, table.ys[0], x, table.ys[-1]) for x in (table.left, table.right)]
    for top, bottom in pairwise(rows):
        free = _free(_between(chars, top, bottom), table.left, table.right)
        found += [Edge(x, top, x, bottom) for x in table.between if any(low <= x <= high for low, high in free)]
    return found

"""The level lines of tables that draw only upright ones: above each row, where nearly all its cells begin on one line.

Only where the longest cells close their sentences above every such line: rows whose words stand in the middle of their
height, or that close none, are not told apart, and then there are no rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char, Edge
from builder.source.pdf.rows import lines_of
from builder.source.pdf.tables.grid import Grid, is_same_edge

_SAME = 3.0
"""Points by which the ends of the lines of one table may differ."""
_LEAST_UPRIGHT, _LEAST_HEADS, _LEAST_CELLS, _LEAST_ALIKE = 4, 2, 3, 3
"""Upright lines of a table, its sides with them; its headings of known kinds; the cells that begin on the first line of
a row; and such rows where neither headings nor numbers tell them, at least."""
_CLOSED, _OPEN = "。；！？", "、，："
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")


class _Line(NamedTuple):
    """What a line of a table says in each column, and its middle in points from the top."""

    words: tuple[str, ...]
    middle: float

    @property
    def filled(self) -> int:
        return sum(map(bool, self.words))


def with_rows_drawn(edges: Sequence[Edge], chars: Sequence[Char], before: Grid | None) -> list[Edge]:
    """`edges` with the lines between the rows of tables that draw none but below their headings; without the upright
    ones of such whose rows cannot be told. `before`: the table at the end of the page before, which may go on here."""
    found = list(edges)
    for lines in _tables(edges):
        xs = sorted({edge.x0 for edge in lines})
        top, bottom = lines[0].top, lines[0].bottom
        inner = [
            edge.top
            for edge in edges
            if edge.top == edge.bottom
            and top + _SAME < edge.top < bottom - _SAME
            and xs[0] < edge.x1
            and edge.x0 < xs[-1]
        ]
        if len(xs) < _LEAST_UPRIGHT or max(inner, default=0.0) - min(inner, default=0.0) > _SAME:
            continue
        held = [char for char in chars if top < (char.top + char.bottom) / 2 < bottom and not char.text.isspace()]
        said = [_line(line, xs) for line in lines_of([char for char in held if xs[0] < char.x0 < xs[-1]])]
        held_on = before.edges if before is not None and before.ruled else ()
        goes_on = len(held_on) == len(xs) - 1 and all(map(is_same_edge, held_on, xs))
        starts = _between_rows(said, inner[0] if inner else None, goes_on)
        if starts is None:
            found = [each for each in found if each.x0 != each.x1 or not (top - _SAME < each.top < bottom)]
        elif starts:  # the end of a page may leave its first row without an upper line
            found += [Edge(xs[0], y, xs[-1], y) for y in (top, *starts, bottom)]
    return found


def _tables(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The upright lines that begin and end together."""
    groups: list[list[Edge]] = []
    for edge in _joined(edges):
        alike = (
            group for group in groups if abs(group[0].top - edge.top) + abs(group[0].bottom - edge.bottom) <= _SAME
        )
        group = next(alike, None)
        if group is None:
            groups.append([edge])
        else:
            group.append(edge)
    return groups


def _joined(edges: Sequence[Edge]) -> list[Edge]:
    """Upright lines, those that go on with each other as one."""
    found: list[Edge] = []
    for edge in sorted(edge for edge in edges if edge.x0 == edge.x1):
        if found and found[-1].x0 == edge.x0 and edge.top - found[-1].bottom <= _SAME:
            found[-1] = found[-1]._replace(bottom=max(edge.bottom, found[-1].bottom))
        else:
            found.append(edge)
    return found


def _line(chars: Sequence[Char], xs: Sequence[float]) -> _Line:
    words = [""] * (len(xs) - 1)
    for char in chars:
        words[min(max(bisect_right(xs, (char.x0 + char.x1) / 2) - 1, 0), len(words) - 1)] += char.text
    return _Line(tuple(words), (chars[0].top + chars[0].bottom) / 2)


def _between_rows(lines: Sequence[_Line], below_heads: float | None, goes_on: bool) -> list[float] | None:
    """Where the rows of a table begin, of which `lines` are all, but for its first; [] where it is no such table, None
    where they cannot be told. Where it `goes_on` from the page before, the first row may be the rest of one."""
    columns = range(len(lines[0].words)) if lines else range(0)
    heads = _heads(lines, below_heads)
    said = ["".join(line.words[at] for line in heads) for at in columns]
    headed = sum(column_kind(each) is not None for each in said) >= _LEAST_HEADS
    body = lines[len(heads) :] if headed else lines
    if not body or not (headed or (goes_on and below_heads is None)):
        return []
    longest = max(columns, key=lambda at: sum(len(line.words[at]) for line in body))
    numbers = next((at for at in columns if column_kind(said[at]) == "number"), None) if headed else _counting(body)
    if numbers is None:
        begun = [at for at in range(1, len(body)) if _begins(body[:at], body[at], longest)]
    else:
        begun = [at for at, line in enumerate(body) if at and (line.words[numbers].isdecimal() or _is_chapter(line))]
    few = numbers is None and len(begun) < _LEAST_ALIKE and (not headed or body[0].filled < _LEAST_CELLS)
    counted = sum(line.words[numbers].isdecimal() for line in body) if numbers is not None else 0
    if not begun or few or counted == 1:
        return []  # one row
    whole = [
        body[at].filled >= max(_LEAST_CELLS, len(columns) - 2) and bool(body[at].words[longest])
        for at in begun
        if not _is_chapter(body[at])
    ]
    if not all(whole) or (numbers is None and _last(body, longest)[-1:] not in _CLOSED):
        return None
    starts = [(above.middle + line.middle) / 2 for above, line in pairwise(body)]
    first = [(heads[-1].middle + body[0].middle) / 2] if headed and below_heads is None else []
    return [*first, *(starts[at - 1] for at in begun)]


def _heads(lines: Sequence[_Line], below: float | None) -> Sequence[_Line]:
    """The lines of headings: those above the only level line, or the first, with what breaks 序 · 号."""
    if below is not None:
        return [line for line in lines if line.middle < below]
    broken = len(lines) > 1 and "序" in lines[0].words and "".join(lines[1].words) == "号"
    return lines[: 2 if broken else 1]


def _counting(lines: Sequence[_Line]) -> int | None:
    """The column, one of the first two, in which numbers count rows."""
    for at in range(min(2, len(lines[0].words))):
        said = [line.words[at] for line in lines if line.words[at]]
        if said and all(each.isdecimal() for each in said):
            return at
    return None


def _begins(above: Sequence[_Line], line: _Line, longest: int) -> bool:
    """Whether a row begins with a line: most of its cells have words there, and nothing above is left open."""
    if _is_chapter(line) or _is_chapter(above[-1]):
        return True
    if not line.words[longest] or line.filled < max(_LEAST_CELLS, len(line.words) - 1):
        return False
    lasts = [_last(above, at) for at in range(len(line.words))]
    return lasts[longest][-1:] in _CLOSED and not any(last[-1:] in _OPEN for last in lasts if last)


def _last(lines: Sequence[_Line], column: int) -> str:
    return next((line.words[column] for line in reversed(lines) if line.words[column]), "")


def _is_chapter(line: _Line) -> bool:
    """Whether a line is a chapter's, which runs over the columns from the first on."""
    return bool(_CHAPTER.match(line.words[0])) and not any(line.words[2:])

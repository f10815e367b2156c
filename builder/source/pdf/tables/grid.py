"""The tables of a page, and those that ruling lines make."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.language.broken_names import begins_another
from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char
from builder.source.pdf.rows import Row, lines_of, row_of
from builder.source.pdf.tables.ruling import MOST_CROSSINGS

_FIRST_WORD = re.compile(r"[（《“‘【〔(\[]*(?:[A-Za-z0-9.%‰/:+-]+|.)[、，。；：！？）》”’】〕,.;:!?)\]%％]*")
"""Words with the signs that no row begins with, which go into the next row together."""
_MONTH_BEGUN = re.compile(r"(?:19|20)[0-9]{2}\s?[.年]\s?1\Z")  # 2027.1 above 2
_CROWDED = 0.75
"""Share of the height of a row, below which the next one lies on it."""
_SPREAD = re.compile(r"[\u4e00-\u9fff]\S?(?: [\u4e00-\u9fff]\S?)+")
"""Few signs that are spread over the width of a narrow cell."""
_LATIN = 0.6
"""Ems of a letter or figure, about."""
_LEAST_HEADS = 2
"""Headings of known kinds in a row, from which on it is a table alone: the headings above the end of a page."""
_SHAKY = 4.0
"""Points by which the columns of a table may differ from page to page."""
_SHORTEST_FRAMED, _FRAMED = 200, 0.8
"""Characters within a frame around a text, and the share of them in its one cell, at least."""


class GridCell(NamedTuple):
    """The words of a cell; `same_left`, `same_above`: it is merged with the one there, which has the words. `room`:
    the ems that its last row leaves free, so that its words may go on over the page; `covered`: some of its characters
    are not seen, or lie on each other."""

    text: str
    same_left: bool = False
    same_above: bool = False
    room: float = math.inf
    covered: bool = False


class Grid(NamedTuple):
    """A table on a page, all rows of one length; `top` and `bottom` in points from the top of the page. `drawn`: the
    characters in it, by their identity. `edges`: where its columns begin, in points from the left; `ruled`: lines
    divide them, the last of which is `right`. `heads`: its first rows that say the headings of the table on the page
    before again; `unsure`: what the end of that page cut could be judged by little. `lines`: where its rows begin, and
    where the last ends; `beside`: the page on which its right half stands.
    `counted`: where in its rows the numbers stand by which they were told, where no lines divide them."""

    top: float
    bottom: float
    columns: int
    rows: tuple[tuple[GridCell, ...], ...]
    drawn: frozenset[int]
    edges: tuple[float, ...]
    ruled: bool
    right: float = 0.0
    heads: int = 0
    unsure: bool = False
    lines: tuple[float, ...] = ()
    beside: int = 0
    counted: str = ""


def words_outside(chars: Sequence[Char], grids: Iterable[Grid]) -> list[Char]:
    """The characters that stand in none of the grids."""
    inside: set[int] = set().union(*(grid.drawn for grid in grids))
    return [char for char in chars if id(char) not in inside]


def ruled_grid(
    cells: Sequence[tuple[float, float, float, float]], chars: Sequence[Char], before: Grid | None
) -> Grid | None:
    """The grid of these cells with its words; None where it has fewer than two rows or columns, or no words. One row
    is enough where the columns are those of the table `before`, or it is one of headings."""
    xs = _borders(edge for cell in cells for edge in (cell[0], cell[2]))
    ys = _borders(edge for cell in cells for edge in (cell[1], cell[3]))
    goes_on = before is not None and before.ruled and _are_same(before.edges, xs[:-1])
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_CROSSINGS:
        return None
    owner: dict[tuple[int, int], int] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for y in range(_index(ys, top), _index(ys, bottom)):
            for x in range(_index(xs, x0), _index(xs, x1)):
                owner.setdefault((y, x), number)
    held: dict[int, list[Char]] = {}
    drawn: set[int] = set()
    for char in chars:
        place = bisect_right(ys, (char.top + char.bottom) / 2) - 1, bisect_right(xs, (char.x0 + char.x1) / 2) - 1
        at = owner.get(place)
        if at is not None:
            held.setdefault(at, []).append(char)
            drawn.add(id(char))
    if not held:
        return None
    lines = {number: _lines(inside) for number, inside in held.items()}
    sides = {number: (cells[number][0], cells[number][2]) for number in lines}
    padding = min((_padding(own, *sides[at]) for at, own in lines.items() if len(own) > 1), default=math.inf)
    words = {number: _words(own, *sides[number], padding) for number, own in lines.items()}
    if not goes_on and _is_frame([text for text, *_ in words.values()]):
        return None
    rows: list[tuple[GridCell, ...]] = []
    nothing = ("", math.inf, False)
    for y in range(len(ys) - 1):
        row: list[GridCell] = []
        for x in range(len(xs) - 1):
            at = owner.get((y, x))
            left = at is not None and x > 0 and owner.get((y, x - 1)) == at
            above = at is not None and y > 0 and owner.get((y - 1, x)) == at
            text, room, covered = nothing if at is None or left or above else words.get(at, nothing)
            row.append(GridCell(text, left, above, room, covered))
        rows.append(tuple(row))
    if not goes_on and not any(sum(bool(cell.text) for cell in row) > 1 for row in rows):
        return None  # the backgrounds of paragraphs that begin at several places
    if not goes_on and len(rows) == 1 and sum(column_kind(cell.text) is not None for cell in rows[0]) < _LEAST_HEADS:
        return None
    return Grid(
        ys[0], ys[-1], len(xs) - 1, tuple(rows), frozenset(drawn), tuple(xs[:-1]), True, xs[-1], lines=tuple(ys)
    )


def is_same_edge(edge: float, other: float) -> bool:
    """Whether these are one edge of a table's columns on two pages."""
    return abs(edge - other) <= _SHAKY


def _are_same(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(map(is_same_edge, edges, others))


def _is_frame(texts: Sequence[str]) -> bool:
    """Whether one cell has nearly all the words of a long text, below no headings of columns: lines that a page draws
    around its text, as browsers print them."""
    longest, total = max(map(len, texts)), sum(map(len, texts))
    headings = sum(column_kind(text) is not None for text in texts)
    return total > _SHORTEST_FRAMED and longest >= _FRAMED * total and headings < 2


def _borders(edges: Iterable[float]) -> list[float]:
    """The places of edges, those within a point of each other as one."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > 1:
            found.append(edge)
    return found


def _index(borders: Sequence[float], edge: float) -> int:
    return bisect_right(borders, edge + 0.01) - 1


def _lines(chars: Sequence[Char]) -> list[Row]:
    return [row for line in lines_of(chars) if (row := row_of(line))]


def _padding(rows: Sequence[Row], start: float, end: float) -> float:
    """The points that rows leave free beside them between two edges."""
    return max(0.0, min((min(row.left - start, end - row.right) for row in rows), default=0.0))


def _words(rows: Sequence[Row], start: float, end: float, padding: float = math.inf) -> tuple[str, float, bool]:
    """(words, room, covered) of a cell between two edges, as in GridCell: rows that were broken at the edge are one
    again. `padding`: the points that other cells of the table leave free, where these are fewer, as in centred rows."""
    space = end - start - 2 * min(padding, _padding(rows, start, end))
    pieces: list[str] = []
    wide = max((row.right - row.left for row in rows), default=0.0)
    for row, following in zip_longest(rows, rows[1:]):
        spread = following is not None and wide - (row.right - row.left) < 1 and _SPREAD.fullmatch(row.text)
        pieces.append(row.text.replace(" ", "") if spread else row.text)
        if following is None:
            break
        if not _goes_on(row, following, space) or begins_another("".join(pieces), following.text):
            pieces.append(" ")
    room = (space - (rows[-1].right - rows[-1].left)) / rows[-1].size if rows else math.inf
    covered = any(row.covered for row in rows) or any(map(_lie_on_each_other, rows, rows[1:]))
    return "".join(pieces), room, covered


def _lie_on_each_other(row: Row, following: Row) -> bool:
    """Whether two rows of one size have no room for both: those of cells that are too low for their words."""
    near = following.top - row.top < _CROWDED * min(row.size, following.size)
    return near and abs(row.size - following.size) < 1 and row.left < following.right and following.left < row.right


def _goes_on(row: Row, following: Row, space: float) -> bool:
    """Whether a row in a cell with so much space ends only because the space does, and no Latin word with it."""
    before, after = row.text[-1], following.text[0]
    if _MONTH_BEGUN.search(row.text) and after.isdecimal():
        return True
    digits = before.isdecimal() and after.isdecimal()
    if not digits and before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return space - (row.right - row.left) < needed_room(following.text) * row.size


def needed_room(words: str) -> float:
    """The ems that the first of the words needs, which no row divides: 2021, 局）."""
    first = _FIRST_WORD.match(words)
    return 0.1 + sum(_LATIN if sign.isascii() else 1.0 for sign in (first[0] if first else words[:1]))


def cell_of(chars: Sequence[Char], start: float, end: float) -> GridCell:
    text, room, covered = _words(_lines(chars), start, end, 0.0) if chars else ("", math.inf, False)
    return GridCell(text, room=room, covered=covered)

"""The tables of a page: by their ruling lines, and where there are none by the place of their columns."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.language.broken_names import begins_another
from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char, Edge
from builder.source.pdf.rows import Row, lines_of, row_of
from builder.source.pdf.ruling import MOST_CROSSINGS, ruled_cells

_FIRST_WORD = re.compile(r"[（《“‘【〔(\[]*(?:[A-Za-z0-9.%‰/:+-]+|.)[、，。；：！？）》”’】〕,.;:!?)\]%％]*")
"""Words with the signs that no row begins with, which go into the next row together."""
_CROWDED = 0.75
"""Share of the height of a row, below which the next one lies on it."""
_SPREAD = re.compile(r"[\u4e00-\u9fff]\S?(?: [\u4e00-\u9fff]\S?)+")
"""Few signs that are spread over the width of a narrow cell."""
_LATIN = 0.6
"""Ems of a letter or figure, about."""
_APART = 1.0
"""Ems between the words of two columns that no line divides."""
_NEAR = 0.8
"""Ems by which words may begin beside their column's heading."""
_LONGEST_HEADING = 10  # characters
_LEAST_HEADS = 2
"""Headings of known kinds in a row, from which on it is a table alone: the headings above the end of a page."""
_SHAKY = 4.0
"""Points by which the columns of a table may differ from page to page."""
_MOST_ABOVE = 2
"""Lines that may stand above a table that goes on from the page before."""
_SHORTEST_FRAMED, _FRAMED = 200, 0.8
"""Characters within a frame around a text, and the share of them in its one cell, at least."""
_FARTHEST = 3.0
"""Heights of a row after which no further row belongs to a table without lines."""


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
    where the last ends; `beside`: the page on which its right half stands."""

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


def grids_of(chars: Sequence[Char], edges: Sequence[Edge], before: Grid | None = None) -> list[Grid]:
    """The tables of a page with these characters and ruling lines. `before`: the table at the end of the page before,
    which may go on here."""
    ruled = [grid for cells in ruled_cells(edges) if (grid := _filled(cells, chars, before))]
    outside = words_outside(chars, ruled)
    carried = _carried_on(outside, before) if before is not None and not before.ruled else None
    if carried is not None:
        return [*ruled, carried, *_aligned(words_outside(outside, [carried]))]
    return [*ruled, *_aligned(outside)]


def words_outside(chars: Sequence[Char], grids: Iterable[Grid]) -> list[Char]:
    """The characters that stand in none of the grids."""
    inside: set[int] = set().union(*(grid.drawn for grid in grids))
    return [char for char in chars if id(char) not in inside]


def _filled(
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
    words = {number: _words(inside, cells[number][0], cells[number][2]) for number, inside in held.items()}
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


def _words(chars: Sequence[Char], start: float, end: float) -> tuple[str, float, bool]:
    """(words, room, covered) of a cell between two edges, as in GridCell: rows that were broken at the edge are one
    again."""
    rows = [row for line in lines_of(chars) if (row := row_of(line))]
    padding = min((min(row.left - start, end - row.right) for row in rows), default=0.0)
    space = end - start - 2 * max(0.0, padding)
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
    digits = before.isdecimal() and after.isdecimal()
    if not digits and before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return space - (row.right - row.left) < needed_room(following.text) * row.size


def needed_room(words: str) -> float:
    """The ems that the first of the words needs, which no row divides: 2021, 局）."""
    first = _FIRST_WORD.match(words)
    return 0.1 + sum(_LATIN if sign.isascii() else 1.0 for sign in (first[0] if first else words[:1]))


def _cell(chars: Sequence[Char], start: float, end: float) -> GridCell:
    text, room, covered = _words(chars, start, end) if chars else ("", math.inf, False)
    return GridCell(text, room=room, covered=covered)


class _Line(NamedTuple):
    """A line of a page, cut where something divides its words: the characters of each piece, and its row."""

    pieces: tuple[tuple[tuple[Char, ...], Row], ...]
    top: float
    bottom: float
    size: float


def _aligned(chars: Sequence[Char]) -> list[Grid]:
    """Tables without lines: below a row of at least three short headings, rows whose words begin under them."""
    lines = [line for found in lines_of(chars) if (line := _cut(found))]
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        head = lines[at]
        end = at + 1
        if _are_headings([row.text for _, row in head.pieces]):
            starts = [row.left for _, row in head.pieces]
            while end < len(lines) and _continues(lines[end - 1], lines[end], starts):
                end += 1
            grid = _placed(lines[at:end], starts)
            if grid is not None:
                grids.append(grid)
                at = end
                continue
        at += 1
    return grids


def _are_headings(words: Sequence[str]) -> bool:
    """Whether the pieces of a line may head columns; 联 系 电 话 are the characters of one label."""
    spaced = sum(len(each) == 1 for each in words)
    return len(words) >= 3 and 2 * spaced <= len(words) and all(len(each) <= _LONGEST_HEADING for each in words)


def _cut(line: Sequence[Char]) -> _Line | None:
    row = row_of(line)
    if row is None:
        return None
    pieces: list[list[Char]] = []
    end = 0.0
    for char in line:
        if char.text.isspace():
            continue
        if not pieces or char.x0 - end >= _APART * row.size:
            pieces.append([])
        pieces[-1].append(char)
        end = char.x1
    rows = tuple((tuple(piece), made) for piece in pieces if (made := row_of(piece)))
    return _Line(rows, row.top, max(char.bottom for char in line), row.size)


def _column(row: Row, starts: Sequence[float]) -> int | None:
    """The column in which a piece stands; None where it begins left of all, or reaches into the next."""
    at = bisect_right(starts, row.left + _NEAR * row.size) - 1
    if at < 0 or (at + 1 < len(starts) and row.right > starts[at + 1] + 0.2 * row.size):
        return None
    return at


def _continues(before: _Line, line: _Line, starts: Sequence[float]) -> bool:
    """Whether a line belongs to the table whose last line is `before`."""
    if line.top - before.bottom > _FARTHEST * line.size:
        return False
    places = [_column(row, starts) for _, row in line.pieces]
    return None not in places and len(set(places)) == len(places)


def _carried_on(chars: Sequence[Char], before: Grid) -> Grid | None:
    """The rows at the top of a page that go on with a table without lines: words under the same columns."""
    lines = [line for found in lines_of(chars) if (line := _cut(found))]
    starts = before.edges
    for first in range(min(_MOST_ABOVE + 1, len(lines))):
        end = first
        while end < len(lines) and (_continues(lines[end - 1] if end > first else lines[end], lines[end], starts)):
            end += 1
        held = lines[first:end]
        if held and 2 * sum(len(line.pieces) >= 2 for line in held) >= len(held):
            groups: list[list[_Line]] = []
            for line in held:
                if not groups or _column(line.pieces[0][1], starts) == 0:
                    groups.append([])
                groups[-1].append(line)
            return _grid(groups, starts)
    return None


def _placed(lines: Sequence[_Line], starts: Sequence[float]) -> Grid | None:
    """The grid of lines under headings: a row begins where its first column has words. None where there are fewer than
    two rows below the headings, or hardly any with words in several columns."""
    groups: list[list[_Line]] = []
    for line in lines:
        if not groups or _column(line.pieces[0][1], starts) == 0:
            groups.append([])
        groups[-1].append(line)
    if len(groups) < 3 or sum(any(len(line.pieces) >= 3 for line in group) for group in groups) < len(groups) - 1:
        return None
    return _grid(groups, starts)


def _grid(groups: Sequence[Sequence[_Line]], starts: Sequence[float]) -> Grid:
    """The grid of rows, each of lines whose pieces begin in columns that start there."""
    lines = [line for group in groups for line in group]
    widest = [0.0] * len(starts)
    for line in lines:
        for _, row in line.pieces:
            at = _column(row, starts) or 0
            widest[at] = max(widest[at], row.right - starts[at])
    rows: list[tuple[GridCell, ...]] = []
    for group in groups:
        held: list[list[Char]] = [[] for _ in starts]
        for line in group:
            for piece, row in line.pieces:
                held[_column(row, starts) or 0] += piece
        rows.append(
            tuple(_cell(chars, start, start + width) for chars, start, width in zip(held, starts, widest, strict=True))
        )
    drawn = frozenset(id(char) for line in lines for piece, _ in line.pieces for char in piece)
    return Grid(lines[0].top, lines[-1].bottom, len(starts), tuple(rows), drawn, tuple(starts), False)

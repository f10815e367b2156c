"""Tables of a page that no lines divide: by the place of their columns, and of the numbers that count their rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char
from builder.source.pdf.rows import Row, lines_of, row_of
from builder.source.pdf.tables.counted import counted_grid
from builder.source.pdf.tables.grid import Grid, GridCell, cell_of

_APART = 1.0
"""Ems between the words of two columns that no line divides."""
_NEAR = 0.8
"""Ems by which words may begin beside their column's heading."""
_LONGEST_HEADING = 10  # characters
_MOST_ABOVE = 2
"""Lines that may stand above a table that goes on from the page before."""
_FARTHEST = 3.0
"""Heights of a row after which no further row belongs to a table without lines."""


class _Line(NamedTuple):
    """A line of a page, cut where something divides its words: the characters of each piece, and its row."""

    pieces: tuple[tuple[tuple[Char, ...], Row], ...]
    top: float
    bottom: float
    size: float


def aligned(chars: Sequence[Char]) -> list[Grid]:
    """Tables without lines: below a row of at least three short headings, rows that are counted, or whose words begin
    under them."""
    drawn, lines = _cut_lines(chars)
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        head = lines[at]
        end = at + 1
        if _are_headings([row.text for _, row in head.pieces]):
            above = drawn[at - 1] if at else ()
            grid = counted_grid(head.pieces, above, drawn[end:]) if _says_headings(head) else None
            if grid is not None:
                grids.append(grid)
                while at < len(lines) and lines[at].top < grid.bottom:
                    at += 1
                continue
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
    if words[0].isdecimal():
        return False  # a row of a table whose headings were not read
    spaced = sum(len(each) == 1 for each in words)
    return len(words) >= 3 and 2 * spaced <= len(words) and all(len(each) <= _LONGEST_HEADING for each in words)


def _says_headings(line: _Line) -> bool:
    """Whether two pieces of a line are headings of columns of known kinds."""
    return sum(column_kind(row.text) is not None for _, row in line.pieces) > 1


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


def _cut_lines(chars: Sequence[Char]) -> tuple[list[list[Char]], list[_Line]]:
    """The lines of a page that say something: their characters, and cut."""
    both = [(found, line) for found in lines_of(chars) if (line := _cut(found))]
    return [found for found, _ in both], [line for _, line in both]


def carried_on(chars: Sequence[Char], before: Grid) -> Grid | None:
    """The rows at the top of a page that go on with a table without lines: words under the same columns."""
    drawn, lines = _cut_lines(chars)
    starts = before.edges
    if any(map(_says_headings, lines[: _MOST_ABOVE + 1])):
        return None
    for first in range(min(_MOST_ABOVE + 1, len(lines))):
        last = before.rows[-1][0].text
        grid = counted_grid((), (), drawn[first:], before)
        if grid is not None and last.isdecimal() and grid.rows[0][0].text == str(int(last) + 1):
            return grid
    if before.counted:
        return None
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
            tuple(
                cell_of(chars, start, start + width) for chars, start, width in zip(held, starts, widest, strict=True)
            )
        )
    drawn = frozenset(id(char) for line in lines for piece, _ in line.pieces for char in piece)
    return Grid(lines[0].top, lines[-1].bottom, len(starts), tuple(rows), drawn, tuple(starts), False)

"""What the end of a page does to a table: which of its rows it cut, and which cells go on below it.

A cell that is merged over several rows has its words on its first page; below the end of the page the rest of it is
blank, or holds the last of its words. So what stands there is judged by the whole row and by the whole column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.language.broken_names import begins_another, opens_name
from builder.language.table_heads import column_kind
from builder.source.pdf.tables.grid import Grid, GridCell, is_same_edge, needed_room

_LONGEST_NUMBER = 7  # figures
_OWN, _FEW = 0.9, 3
"""Share of a column's cells with words of their own, from which on each row is held to have such; and the rows from
which on that share says something."""
_CLOSED = "。；！？;"
_MOST_HEADS = 4

Cells = Sequence[GridCell]


class Halves(NamedTuple):
    """A table above the end of a page and below it. `heads`: rows below that say the headings again; `unsure`: whether
    the end of the page cut a row could be judged by little."""

    above: Grid
    below: Grid
    heads: int
    unsure: bool


def over_page(above: Grid, below: Grid) -> Halves:
    """Two halves of a table, with the row that the end of the page cut whole in the first. In the second, what goes on
    with a cell above is merged with it (`same_above`) in the first row below its headings."""
    heads = repeated_heads(above, below)
    if len(below.rows) <= heads or not above.rows:
        return Halves(above, below, heads, False)
    cut, unsure = _judged(above, below, heads) if above.ruled else (_goes_on(above, below.rows[heads]), False)
    if cut:
        whole = above
        for column, cell in enumerate(below.rows[heads]):
            whole = _with_rest(whole, column, cell)
        rows = below.rows[:heads] + below.rows[heads + 1 :]
        return Halves(whole, below._replace(rows=rows), heads, unsure)
    return _carried(above, below, heads, unsure) if above.ruled else Halves(above, below, heads, unsure)


def repeated_heads(above: Grid, below: Grid) -> int:
    """How many rows of the second half say again what stands at the top of the first, as headings do on each page."""
    best = 0
    for first in range(min(_MOST_HEADS, len(above.rows))):
        count = 0
        for one, other in zip(above.rows[first:_MOST_HEADS], below.rows, strict=False):
            said = [cell.text for cell in one]
            if said != [cell.text for cell in other] or not any(said):
                break
            count += 1
        if first and sum(column_kind(cell.text) is not None for row in below.rows[:count] for cell in row) < 2:
            count = 0
        best = max(best, count)
    return best


def fitted(above: Grid, below: Grid) -> Grid | None:
    """The second half of a table with the columns of the first, of which it may lack some that no line divides on its
    page; None where they are others."""
    if above.columns == below.columns:
        return below
    if not (above.ruled and below.ruled and below.columns < above.columns and is_same_edge(above.right, below.right)):
        return None
    places = [next((at for at, x in enumerate(above.edges) if is_same_edge(x, edge)), None) for edge in below.edges]
    if None in places or len(below.edges) < 2:
        return None
    rows = []
    for row in below.rows:
        cells = [GridCell("", same_left=True)] * above.columns
        for at, cell in zip(places, row, strict=True):
            cells[at or 0] = cell
        rows.append(
            tuple(
                cells[at]
                if at in places
                else cells[max(p for p in places if p is not None and p < at)]._replace(text="", same_left=True)
                for at in range(above.columns)
            )
        )
    return below._replace(rows=tuple(rows), columns=above.columns, edges=above.edges)


def _judged(above: Grid, below: Grid, heads: int) -> tuple[bool, bool]:
    """(cut, unsure): whether the first row below the headings is the rest of the last one above."""
    row, lasts = below.rows[heads], above.rows[-1]
    last = [_origin(above, column) for column in range(above.columns)]
    if [cell.same_left for cell in row] != [cell.same_left for cell in lasts]:
        return False, False
    own, few = _own_columns(above, below, heads)
    if any(_counts_on(last[at].text, row[at].text) for at in own):
        return False, False
    longest = max(own, key=lambda at: _length(above, below, at), default=None)
    begun = longest is not None and bool(row[longest].text)
    closed = begun and longest is not None and last[longest].text[-1:] in _CLOSED
    if few and closed:
        return False, True
    if begun and longest is not None and is_open(last[longest], row[longest].text):
        ended = [
            each[longest].text[-1:] in _CLOSED for each in (*above.rows[max(heads, 1) : -1], *below.rows[heads + 1 :])
        ]
        if sum(ended) >= max(_FEW, _OWN * len(ended)):
            return True, False
    if not own:
        return not row[0].text, True
    if any(not row[at].text for at in own):
        return True, closed
    broken = [
        _breaks_number(above.rows, row[at], at) if row[at].text.isdecimal() else is_open(last[at], row[at].text)
        for at in own
    ]
    return all(broken), any(broken) and not all(broken) and longest is not None and broken[own.index(longest)]


def _length(above: Grid, below: Grid, column: int) -> int:
    return sum(len(row[column].text) for grid in (above, below) for row in grid.rows)


def _own_columns(above: Grid, below: Grid, heads: int) -> tuple[list[int], bool]:
    """(columns, few): those in which nearly each row has words of its own; `few`: so few rows stand there that this
    is but a guess."""
    rows = [*above.rows[max(heads, 1) : -1], *below.rows[heads + 1 :]]
    rows = [row for row in rows if not all(cell.same_left for cell in row[1:])]  # chapters
    few = len(rows) < _FEW
    rows = [*rows, above.rows[-1]] if few else rows
    shares = [sum(bool(row[at].text) for row in rows) / len(rows) for at in range(above.columns)]
    return [at for at, share in enumerate(shares) if share >= _OWN], few


def _origin(grid: Grid, column: int) -> GridCell:
    """The cell with the words of the last one in a column, with which it may be merged."""
    return grid.rows[_origin_row(grid, column)][column]


def _origin_row(grid: Grid, column: int) -> int:
    at = len(grid.rows) - 1
    while at and grid.rows[at][column].same_above:
        at -= 1
    return at


def _with_rest(grid: Grid, column: int, rest: GridCell) -> Grid:
    """The grid with the last words of the last cell of a column."""
    if not rest.text:
        return grid
    at = _origin_row(grid, column)
    at = len(grid.rows) - 1 if grid.rows[at][column].same_above else at
    cell = grid.rows[at][column]
    glue = " " if begins_another(cell.text, rest.text) else ""
    whole = GridCell(cell.text + glue + rest.text, cell.same_left, False, rest.room, cell.covered or rest.covered)
    rows = [*grid.rows]
    rows[at] = (*rows[at][:column], whole, *rows[at][column + 1 :])
    return grid._replace(rows=tuple(rows))


def _carried(above: Grid, below: Grid, heads: int, unsure: bool) -> Halves:
    """The halves, where a row of its own begins the second, and some of its cells are merged with those above."""
    row, lasts = [*below.rows[heads]], above.rows[-1]
    following = below.rows[heads + 1] if len(below.rows) > heads + 1 else None
    body = [*above.rows[max(heads, 1) :], *below.rows[heads:]]
    for column, cell in enumerate(row):
        others = [*above.rows[1:], *below.rows[heads + 1 :]]
        merges = any(each[column].same_above for each in body)
        spans = following is not None and following[column].same_above
        origin = _origin(above, column)
        if cell.text:
            if merges and not cell.same_left and _is_rest(origin, cell.text):
                above = _with_rest(above, column, cell)
                row[column] = GridCell("", cell.same_left, True)
            continue
        blanks = any(not each[column].text and not each[column].same_above for each in others)
        goes_on = spans or lasts[column].same_above or (not blanks and (merges or bool(others)))
        if not cell.same_left and goes_on and (origin.text or lasts[column].same_above):
            row[column] = GridCell("", cell.same_left, True)
    rows = (*below.rows[:heads], tuple(row), *below.rows[heads + 1 :])
    return Halves(above, below._replace(rows=rows), heads, unsure)


def _is_rest(above: GridCell, words: str) -> bool:
    """Whether words are the last of those of a merged cell: they go on with a name that is broken there."""
    name = above.text.split()[-1] if above.text else ""
    return is_open(above, words) and (opens_name(name) or "、" in above.text or words[0] in "、，）")


def is_open(above: GridCell, words: str) -> bool:
    """Whether the words of a cell that the end of a page cut may go on so: its last row is full, and ends neither its
    sentence nor a name before another."""
    if not above.text or not words or above.text[-1] in _CLOSED or above.room > needed_room(words):
        return False
    name = above.text.split()[-1]
    return not begins_another(above.text, words) and not (opens_name(words) and opens_name(name) and name[-1] != "、")


def _goes_on(above: Grid, row: Cells) -> bool:
    """Whether the first row of a table without lines is the rest of the last one on the page before."""
    last = above.rows[-1]
    both = [(cell, rest) for cell, rest in zip(last, row, strict=True) if rest.text]
    if row[0].text or not both or not all(cell.text for cell, _ in both):
        return False
    return 2 * len(both) < len(row) or any(is_open(cell, rest.text) for cell, rest in both)


def _counts_on(above: str, words: str) -> bool:
    """Whether a row is numbered one more than the last."""
    figures = all(each.isdecimal() and len(each) <= _LONGEST_NUMBER for each in (above, words))
    return figures and int(words) == int(above) + 1


def _breaks_number(rows: Sequence[Cells], cell: GridCell, column: int) -> bool:
    """Whether a cell goes on with the number of the last of `rows`: 101 above 1, below 1010."""
    before, above = (each[column].text for each in rows[-2:]) if len(rows) > 1 else ("", "")
    return _counts_on(before, above + cell.text) and above.isdecimal()

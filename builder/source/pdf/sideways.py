"""Tables wider than their paper, whose right half a workbook prints on pages of its own, after all of the left half."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from builder.language.table_heads import column_kind
from builder.source.pdf.joining import EDGE_ROWS, Page, is_edge
from builder.source.pdf.rows import Row
from builder.source.pdf.tables.grid import Grid, GridCell, is_same_edge

_LEAST_ROWS = 3
_SHAKY = 1.5
"""Points by which the lines between rows may differ."""
_FILLED = 0.6
"""Share of the rows that have words in a column that stands alone, at least."""
_ONE_COLUMN = Grid(0.0, 0.0, 1, (), frozenset(), (0.0,), True)


def halves_beside(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the right halves of tables beside the left ones: with lines at the same heights, and headings of
    other columns above the first of them."""
    found = list(pages)
    tables = [_table(page) for page in found]
    after = 0  # pages from a left half to its right one
    for number in range(1, len(found)):
        for before in [number - after] if after else range(number):
            left = tables[before]
            if left is None or left.beside or not left.ruled:
                continue
            own = tables[number]
            right = own or _column(found[number], left)
            if right is not None and _are_halves(left, right, bool(after)):
                tables[before] = whole = _whole(left, right, number + 1)
                found[before] = _with(found[before], left, whole)
                rest = (each for each in found[number].content if each is not own and not _is_within(each, left, right))
                found[number] = found[number]._replace(content=tuple(rest))
                tables[number], after = None, number - before
                break
    return found


def _table(page: Page) -> Grid | None:
    """The table of a page that holds but one, and rows that may be titles or edges."""
    grids = [each for each in page.content if isinstance(each, Grid)]
    edges = all(map(is_edge, (each for each in page.content if not isinstance(each, Grid))))
    return grids[0] if len(grids) == 1 and edges else None


def _is_within(each: Row | Grid, left: Grid, right: Grid) -> bool:
    """Whether a row of a page is one of the cells of a table with a single column."""
    return right.columns == 1 and isinstance(each, Row) and left.lines[0] <= each.top + each.size / 2 <= left.lines[-1]


def _column(page: Page, left: Grid) -> Grid | None:
    """The only column of a page that holds no table: its rows, each between two lines of the table on its left."""
    rows = [each for each in page.content if isinstance(each, Row)]
    inside = [row for row in rows if _is_within(row, left, _ONE_COLUMN)]
    if len(rows) < len(page.content) or len(rows) - len(inside) > 2 * EDGE_ROWS or not all(map(is_edge, rows)):
        return None
    words = [""] * (len(left.lines) - 1)
    for row in inside:
        words[bisect_right(left.lines, row.top + row.size / 2) - 1] += row.text
    if not inside or sum(map(bool, words)) < _FILLED * len(words):
        return None
    start, end = min(row.left for row in inside), max(row.right for row in inside)
    cells = tuple((GridCell(text),) for text in words)
    return _ONE_COLUMN._replace(rows=cells, edges=(start,), right=end, lines=left.lines)


def _are_halves(left: Grid, right: Grid, known: bool) -> bool:
    """Whether two tables have lines at the same heights, and the second has headings of which the first has none.
    `known`: a page as far before as this one had such a half, below which they need not stand again."""
    if len(left.lines) != len(right.lines) or len(left.lines) <= (1 if known else _LEAST_ROWS):
        return False
    alike = all(abs(one - other) <= _SHAKY for one, other in zip(left.lines, right.lines, strict=True))
    same = left.columns == right.columns and all(map(is_same_edge, left.edges, right.edges))
    heads = [{cell.text for cell in row if column_kind(cell.text)} for row in (left.rows[0], right.rows[0])]
    return alike and not same and (known or bool(heads[1])) and not heads[0] & heads[1]


def _whole(left: Grid, right: Grid, page: int) -> Grid:
    shift = left.right - right.edges[0]
    return left._replace(
        rows=tuple((*one, *other) for one, other in zip(left.rows, right.rows, strict=True)),
        columns=left.columns + right.columns,
        edges=(*left.edges, *(edge + shift for edge in right.edges)),
        right=right.right + shift,
        beside=page,
    )


def _with(page: Page, old: Grid, new: Grid) -> Page:
    return page._replace(content=tuple(new if each is old else each for each in page.content))

"""Tables that go on over a page: their halves follow each other but for page numbers and running heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.language.broken_names import opens_name
from builder.language.document_lines import is_body
from builder.source.pdf.rows import Row
from builder.source.pdf.tables import Grid, GridCell

EDGE_ROWS = 2
LONGEST_EDGE = 40  # characters
"""How many rows, and of what length, may stand above or below a table that goes on: a page number, a running head."""

_LONGEST_NUMBER = 7  # figures
_PICTURED = 0.3
"""Share of a page, from which on a picture is what the page shows."""


class Page(NamedTuple):
    """Rows and grids of a page, from top to bottom; `pictured`: the share of it that pictures cover; `unknown` of
    `signs` characters have no name in their font."""

    width: float
    content: tuple[Row | Grid, ...]
    pictured: float
    signs: int
    unknown: int

    @property
    def is_picture(self) -> bool:
        """Whether its words are a picture: it has no others, or only a running head, a number, a scanner's mark."""
        if not self.signs:
            return self.pictured > 0
        few = len(self.content) <= 2 * EDGE_ROWS and all(map(_is_edge, self.content))
        return few and self.pictured >= _PICTURED


def joined_over_pages(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the words of rows that were cut by the end of a page put back together, on the page before."""
    found = list(pages)
    for at in range(1, len(found)):
        before, after = _last_grid(found[at - 1]), _first_grid(found[at])
        if before is None or after is None:
            continue
        grid, rest = found[at - 1].content[before], found[at].content[after]
        if isinstance(grid, Grid) and isinstance(rest, Grid) and goes_on(grid, rest):
            whole, less = _cut_row(grid, rest)
            found[at - 1] = _with(found[at - 1], before, whole)
            found[at] = _with(found[at], after, less)
    return found


def ending_grid(page: Page) -> Grid | None:
    """The table with which a page ends, but for what stands at its foot."""
    at = _last_grid(page)
    found = page.content[at] if at is not None else None
    return found if isinstance(found, Grid) else None


def goes_on(grid: Grid, rest: Grid) -> bool:
    """Whether `rest`, on the next page, may be the same table."""
    return grid.columns == rest.columns


def repeats_head(grid: Grid, rest: Grid) -> bool:
    """Whether the table goes on with its first row again, as it does at the top of a page."""
    return bool(grid.rows and rest.rows) and [cell.text for cell in grid.rows[0]] == [
        cell.text for cell in rest.rows[0]
    ]


def _is_edge(row: Row | Grid) -> bool:
    """Whether this may be a page number or a running head."""
    return isinstance(row, Row) and len(row.text) <= LONGEST_EDGE


def _last_grid(page: Page) -> int | None:
    after = [at for at, each in enumerate(page.content) if isinstance(each, Grid)]
    if not after or len(page.content) - after[-1] - 1 > EDGE_ROWS:
        return None
    return after[-1] if all(map(_is_edge, page.content[after[-1] + 1 :])) else None


def _first_grid(page: Page) -> int | None:
    first = next((at for at, each in enumerate(page.content) if isinstance(each, Grid)), None)
    if first is None or first > EDGE_ROWS:
        return None
    return first if all(map(_is_edge, page.content[:first])) else None


def _cut_row(grid: Grid, rest: Grid) -> tuple[Grid, Grid]:
    """The two halves of a table, with the row that the end of the page cut whole in the first."""
    head = 1 if repeats_head(grid, rest) else 0
    if len(rest.rows) <= head or not grid.rows:
        return grid, rest
    row, last = rest.rows[head], grid.rows[-1]
    begins = row[0].text and not _breaks_name(last[0], row[0]) and not _breaks_number(grid.rows, row[0])
    if begins or not _was_cut(last, row):
        return grid, rest
    whole = tuple(GridCell(b.text + a.text, b.same_left, b.same_above, a.full) for a, b in zip(row, last, strict=True))
    rows = rest.rows[:head] + rest.rows[head + 1 :]
    return grid._replace(rows=(*grid.rows[:-1], whole)), rest._replace(rows=rows)


def _breaks_name(above: GridCell, cell: GridCell) -> bool:
    """Whether the first cell of a row goes on with a body's name that fills the one above: 某市东 above 风水利局. Any
    other words there begin a row of their own."""
    name = above.text.split()[-1] if above.text else ""
    return (
        above.full and opens_name(name) and not is_body(name) and not opens_name(cell.text) and cell.text[0].isalpha()
    )


def _breaks_number(rows: Sequence[Sequence[GridCell]], cell: GridCell) -> bool:
    """Whether the first cell of a row goes on with the number of the last of `rows`: 101 above 1, below 1010."""
    before, above = (each[0].text for each in rows[-2:]) if len(rows) > 1 else ("", "")
    figures = all(words.isdecimal() and len(words) < _LONGEST_NUMBER for words in (before, above, cell.text))
    return figures and int(above + cell.text) == int(before) + 1


def _was_cut(last: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    """Whether the words of a row, the first on its page, go on with those of the last on the page before: each cell
    with words stands below one with words, and it has few such, or one of these fills its cell to the end."""
    both = [(above, cell) for above, cell in zip(last, row, strict=True) if cell.text]
    if not both or not all(above.text for above, _ in both):
        return False
    return 2 * len(both) < len(row) or any(above.full and above.text[-1] not in "。；！？" for above, _ in both)


def _with(page: Page, at: int, grid: Grid) -> Page:
    content = (*page.content[:at], *((grid,) if grid.rows else ()), *page.content[at + 1 :])
    return page._replace(content=content)

"""Tables that go on over a page: their halves follow each other but for page numbers and running heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.source.pdf.rows import Row
from builder.source.pdf.tables.breaks import fitted, over_page
from builder.source.pdf.tables.grid import Grid

EDGE_ROWS = 2
LONGEST_EDGE = 40  # characters
"""How many rows, and of what length, may stand above or below a table that goes on: a page number, a running head."""

_PICTURED = 0.3
"""Share of a page, from which on a picture is what the page shows."""


class Page(NamedTuple):
    """Rows and grids of a page, from top to bottom; `pictured`: the share of it that pictures cover; `unknown` of
    `signs` characters have no name in their font. `is_scan`: they are what a scanner recognised in the picture above
    them. `band`: what divides its two columns of text, from side to side."""

    width: float
    content: tuple[Row | Grid, ...]
    pictured: float
    signs: int
    unknown: int
    is_scan: bool = False
    band: tuple[float, float] | None = None

    @property
    def is_picture(self) -> bool:
        """Whether its words are a picture: it has no others, or only a running head, a number, a scanner's mark."""
        if not self.signs:
            return self.pictured > 0
        few = len(self.content) <= 2 * EDGE_ROWS and all(map(is_edge, self.content))
        return few and self.pictured >= _PICTURED


def joined_over_pages(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the words of rows that were cut by the end of a page put back together, on the page before."""
    found = list(pages)
    at = 0  # the page that ends with the table, while pages after it may go on with it
    for number in range(1, len(found)):
        before, after = _last_grid(found[at]), _first_grid(found[number])
        grid = found[at].content[before] if before is not None else None
        rest = found[number].content[after] if after is not None else None
        halves = None
        if isinstance(grid, Grid) and isinstance(rest, Grid) and (fitting := fitted(grid, rest)):
            halves = over_page(grid, fitting)
            below = halves.below._replace(heads=halves.heads, unsure=halves.unsure)
            found[at] = _with(found[at], before or 0, halves.above)
            found[number] = _with(found[number], after or 0, below)
        if halves is None or halves.below.rows or not all(map(is_edge, found[number].content)):
            at = number
    return found


def ending_grid(page: Page) -> Grid | None:
    """The table with which a page ends, but for what stands at its foot."""
    at = _last_grid(page)
    found = page.content[at] if at is not None else None
    return found if isinstance(found, Grid) else None


def is_edge(row: Row | Grid) -> bool:
    """Whether this may be a page number or a running head, or the address that a browser prints."""
    return isinstance(row, Row) and is_short(row.text)


def is_short(words: str) -> bool:
    """Whether a row is as short as those at the edges of pages, or an address with the page's number."""
    return len(" ".join(words.split())) <= LONGEST_EDGE or words.strip().startswith(("http://", "https://", "file://"))


def _last_grid(page: Page) -> int | None:
    after = [at for at, each in enumerate(page.content) if isinstance(each, Grid)]
    if not after or len(page.content) - after[-1] - 1 > EDGE_ROWS:
        return None
    return after[-1] if all(map(is_edge, page.content[after[-1] + 1 :])) else None


def _first_grid(page: Page) -> int | None:
    first = next((at for at, each in enumerate(page.content) if isinstance(each, Grid)), None)
    if first is None or first > EDGE_ROWS:
        return None
    return first if all(map(is_edge, page.content[:first])) else None


def _with(page: Page, at: int, grid: Grid) -> Page:
    content = (*page.content[:at], *((grid,) if grid.rows else ()), *page.content[at + 1 :])
    return page._replace(content=content)

"""The tables of an HTML page as grids: which cells stand where, merged ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.table_heads import column_kind
from builder.model.table import Cell, Table
from builder.restoration.webpage.tags import Tag, attribute

_NO_WORDS = re.compile(r"<[^<>]*>|&nbsp;?|&#160;|&emsp;|&ensp;|\s+")
_WIDEST = 400  # columns of a table of data
_PARAGRAPH = re.compile(r"<(?:p|div|h[1-6])\b", re.I)
_LEAST_PARAGRAPHS, _PAGE_SHARE = 5, 0.8
"""Paragraphs of the cell that holds a page, and its share of the table."""
_LAYOUT_CELL = 30_000  # characters with their markup: no cell of a table of data is longer


@dataclass(slots=True)
class GridCell:
    """`opens`: where its opening tag begins; `start` and `end`: its content; `column`: the first that
    it covers; `tabs`: those between it and the cell before it in its row."""

    opens: int
    start: int
    end: int
    columns: int
    rows: int
    column: int = 0
    tabs: int = 0


@dataclass(slots=True)
class Grid:
    """A table; `opens` is where its opening tag begins."""

    opens: int
    rows: list[list[GridCell]] = field(default_factory=list)
    nested: bool = False
    too_wide: bool = False
    holds_page: bool = False

    @property
    def layout(self) -> bool:
        """Whether the table only lays out the page."""
        if self.nested or self.too_wide or self.holds_page or len(self.rows) < 2 or max(map(len, self.rows)) < 2:
            return True
        return any(cell.end - cell.start > _LAYOUT_CELL for row in self.rows for cell in row)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)

    def is_banner(self, row: Sequence[GridCell]) -> bool:
        """Whether a row is one cell over all columns: a title of the table, whose lines stay lines."""
        return len(row) == 1 and row[0].columns == self.width


def find_grids(text: str, tags: Sequence[Tag]) -> list[Grid]:
    """All tables, in the order in which they close; a cell that is not closed ends where the next begins."""
    found: list[Grid] = []
    around: list[tuple[Grid, list[GridCell]]] = []  # tables with the cell that is open in each

    def end_cell(at: int) -> None:
        for cell in around[-1][1]:
            cell.end = at
        around[-1][1].clear()

    for tag in tags:
        if tag.kind == "open" and tag.name == "table":
            if around:
                around[-1][0].nested = True
            around.append((Grid(tag.start), []))
        elif not around:
            continue
        elif tag.kind == "close" and tag.name == "table":
            end_cell(tag.start)
            found.append(around.pop()[0])
        elif tag.name in ("tr", "tbody", "thead", "tfoot"):
            end_cell(tag.start)
            if tag.kind == "open" and tag.name == "tr":
                around[-1][0].rows.append([])
        elif tag.name in ("td", "th"):
            end_cell(tag.start)
            if tag.kind == "open":
                grid, cells = around[-1]
                if not grid.rows:
                    grid.rows.append([])
                cells.append(GridCell(tag.start, tag.end, tag.end, _span(tag, "colspan"), _span(tag, "rowspan")))
                grid.rows[-1].append(cells[-1])
    while around:
        end_cell(len(text))
        found.append(around.pop()[0])
    for grid in found:
        grid.rows = [row for row in grid.rows if row]
        _settle(grid)
        grid.holds_page = _holds_page(grid, text)
    return found


def _holds_page(grid: Grid, text: str) -> bool:
    """Whether one cell of a table has nearly all that is in it, in paragraphs, below no headings of columns."""
    cells = [cell for row in grid.rows for cell in row]
    longest = max(cells, key=lambda cell: cell.end - cell.start, default=None)
    if longest is None or longest.end - longest.start < _PAGE_SHARE * sum(cell.end - cell.start for cell in cells):
        return False
    if len(_PARAGRAPH.findall(text, longest.start, longest.end)) < _LEAST_PARAGRAPHS:
        return False
    heads = (_NO_WORDS.sub("", text[cell.start : cell.end]) for row in grid.rows[:2] for cell in row if cell != longest)
    return sum(column_kind(words) is not None for words in heads) < 2


def _span(tag: Tag, name: str) -> int:
    value = attribute(tag, name)
    return min(max(int(value), 1), 200) if value.isdecimal() and len(value) < 5 else 1


def _settle(grid: Grid) -> None:
    """Gives each cell its column: the first that no cell above reaches into."""
    free_from = [0] * (_WIDEST + 1)
    """For each column the first row that no cell above reaches into."""
    for number, row in enumerate(grid.rows):
        column = before = 0
        for cell in row:
            while column < _WIDEST and free_from[column] > number:
                column += 1
            cell.column, cell.tabs = column, column - before
            before = column
            end = column + cell.columns
            if end > _WIDEST:
                grid.too_wide = True
                return
            free_from[column:end] = [number + cell.rows] * cell.columns
            column = end


def as_table(grid: Grid, text: str) -> Table:
    """The table with its cells' places in `text`."""
    rows: list[list[Cell]] = [[None] * grid.width for _ in grid.rows]
    for number, row in enumerate(grid.rows):
        for cell in row:
            if _NO_WORDS.sub("", text[cell.start : cell.end]):
                for line in rows[number : number + cell.rows]:
                    line[cell.column : cell.column + cell.columns] = [(cell.start, cell.end)] * cell.columns
    return Table(tuple(map(tuple, rows)))

"""Tables in plain text: rows of cells divided by tabs, or by strokes (甲 | 乙 | 丙 |) as a page's table was copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.language import lazy_re as re
from builder.language.table_heads import column_kind
from builder.model.table import Cell, Table, words_of

_STROKED_ROW = r"[^|\n]*\|[^|\n]*\|[^\n]*\|[ \u3000]*"
_STROKED_ROWS = re.compile(rf"(?:^{_STROKED_ROW}(?:\n|\Z)){{3,}}", re.MULTILINE)
_AROUND = "| \u3000\r\n"
_RULE = re.compile(r"[-:—| \u3000\r\n]+")
"""The line that Markdown draws below the headings."""
_LABEL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?=\D)")


def is_row(line: str) -> bool:
    """Whether a line has cells, so that labels in it begin no paragraph."""
    return "\t" in line or bool(re.fullmatch(_STROKED_ROW, line))


def find_tabbed(text: str) -> list[Table]:
    """The runs of at least two lines with tabs, and headings of columns alone above a line without. Rows with fewer
    cells than the widest are filled up; below a first row, one cell beside blank ones is a row too.
    A line between two rows that has no tab ends the table."""
    tables = list(_stroked(text)) if "|" in text else []
    rows: list[list[Cell]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in (line if rows and line.strip() else line.strip()):
            rows.append(_cells(line, at))
        elif line.strip() or at >= len(text):
            if len(rows) >= 2 or (rows and _are_headings(text, rows[0])):
                width = max(map(len, rows))
                tables.append(Table(tuple((*row, *[None] * (width - len(row))) for row in rows)))
            rows = []
        at += len(line) + 1
    return sorted(tables, key=lambda table: min(cell[0] for row in table.rows for cell in row if cell))


def _stroked(text: str) -> Iterator[Table]:
    """Rows that end with a stroke, below headings. A row with fewer cells lacks those that were merged with the row
    above, if its first cell and the one above that have labels (1.检修闸门 over 2.更换启闭机); else it is not known
    which it lacks, and there is no table."""
    for run in _STROKED_ROWS.finditer(text):
        rows: list[list[Cell]] = []
        at = run.start()
        for line in run.group().splitlines(keepends=True):
            if not _RULE.fullmatch(line):
                rows.append(_cells(line.strip(_AROUND), at + len(line) - len(line.lstrip(_AROUND)), "|"))
            at += len(line)
        filled = _filled_up(text, rows) if rows and _are_headings(text, rows[0]) else None
        if filled:
            yield Table(tuple(filled))


def _filled_up(text: str, rows: Sequence[list[Cell]]) -> list[tuple[Cell, ...]] | None:
    """Rows of one width, with the cells above where cells were merged; None where it is not known which a row lacks."""
    head, *rest = rows
    width = max(map(len, rows))
    if len(head) < width and all(len(row) == width for row in rest):
        return None
    filled: list[tuple[Cell, ...]] = [(*[None] * (width - len(head)), *head)]
    for row in rest:
        merged = width - len(row)
        if merged and not all(cell and _LABEL.match(text, cell[0]) for cell in (row[0], filled[-1][merged])):
            return None
        filled.append((*filled[-1][:merged], *row))
    return filled


def _are_headings(text: str, row: list[Cell]) -> bool:
    """Whether at least two columns of a row are known by their headings."""
    return sum(1 for cell in row if column_kind(words_of(cell, text))) >= 2


def _cells(line: str, at: int, divider: str = "\t") -> list[Cell]:
    cells: list[Cell] = []
    for piece in line.rstrip("\r").split(divider):
        start = at + len(piece) - len(piece.lstrip())
        cells.append((start, start + len(piece.strip())) if piece.strip() else None)
        at += len(piece) + 1
    return cells

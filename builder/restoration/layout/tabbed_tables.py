"""Tables in plain text: rows of cells divided by tabs."""

from __future__ import annotations

from builder.language.table_heads import column_kind
from builder.model.table import Cell, Table, words_of


def find_tabbed(text: str) -> list[Table]:
    """The runs of at least two lines with tabs, and headings of columns alone above a line without. Rows with fewer
    cells than the widest are filled up; below a first row, one cell beside blank ones is a row too.
    A line between two rows that has no tab ends the table."""
    tables: list[Table] = []
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
    return tables


def _are_headings(text: str, row: list[Cell]) -> bool:
    """Whether at least two columns of a row are known by their headings."""
    return sum(1 for cell in row if column_kind(words_of(cell, text))) >= 2


def _cells(line: str, at: int) -> list[Cell]:
    cells: list[Cell] = []
    for piece in line.rstrip("\r").split("\t"):
        start = at + len(piece) - len(piece.lstrip())
        cells.append((start, start + len(piece.strip())) if piece.strip() else None)
        at += len(piece) + 1
    return cells

"""A table as places in a text, so that its words stay where the no-loss rule can see them."""

from __future__ import annotations

from builder.language.lazy_dataclasses import dataclass

Cell = tuple[int, int] | None
"""(start, end) of a cell's words, or None where it is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all rows of one length. A merged cell's span stands at each place that it covers."""

    rows: tuple[tuple[Cell, ...], ...]


def words_of(cell: Cell, text: str) -> str:
    """The words of a cell, stripped; "" where it is empty."""
    return text[cell[0] : cell[1]].strip() if cell else ""

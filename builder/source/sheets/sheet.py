"""A sheet as a reader of the program that wrote it sees it: shown cells, merged areas, and what is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from builder.language.lazy_dataclasses import dataclass

Place = tuple[int, int]
"""(row, column), counted from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cells` hold the words that are shown, by their places, empty ones left out; those of a merged cell stand at
    its first place. `unread`: places whose words may be others than the program that wrote the sheet shows, and why
    in Chinese. `boxes`: lines of its text boxes. `shown` is false for a hidden sheet."""

    name: str
    cells: Mapping[Place, str]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unread: Mapping[Place, str] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    shown: bool = True

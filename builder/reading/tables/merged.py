"""Cells that a table leaves blank because they are merged with the ones above, and those that say 同上."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.language import lazy_re as re
from builder.language.role_words import ROLE_ORDER
from builder.model.table import Cell, words_of

_DITTO = re.compile(r"[（(]?(?:同上|同前|〃|″|＂|\"|”)[)）]?")


def filled_down(text: str, rows: Sequence[Sequence[Cell]], columns: Mapping[str, Sequence[int]]) -> list[list[Cell]]:
    """The rows of a table of tasks with the cells above in place of those that stand for them.

    A row without a number below one with a number goes on with it: pasted tables and old files lose which cells
    were merged. Its number, and each of its blank cells before the first that has words, are those above; so is its
    time limit, and its lead; its other bodies only where it names none at all."""
    number = columns.get("number", ())
    roles = [column for role in ROLE_ORDER for column in columns.get(role, ())]
    found: list[list[Cell]] = []
    for row in rows:
        cells = [
            above if cell and _DITTO.fullmatch(words_of(cell, text)) else cell
            for cell, above in zip(row, found[-1] if found else [None] * len(row), strict=True)
        ]
        own = {cell for cell in cells if cell}
        contents = columns.get("content", ())
        says = any(cells[column] for column in (contents[1:] if len(own) == 1 else contents))
        if found and number and says and not any(cells[at] or not found[-1][at] for at in number):
            _continue(cells, found[-1], columns, [*number], roles)
        found.append(cells)
    return found


def _continue(
    cells: list[Cell], above: Sequence[Cell], columns: Mapping[str, Sequence[int]], number: list[int], roles: list[int]
) -> None:
    """Gives a row that goes on with the one above what it shares with it."""
    named = [column for column in roles if cells[column]]
    contents = columns.get("content", ())
    first = next((at for at, column in enumerate(contents) if cells[column]), 0)
    lead = [] if any(cells[column] for column in columns.get("lead", ())) else columns.get("lead", ())
    shared = [*number, *contents[:first], *(lead if named else roles), *columns.get("limit", ())]
    for column in shared:
        cells[column] = cells[column] or above[column]

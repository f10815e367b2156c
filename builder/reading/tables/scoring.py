"""Tables in which bodies are scored (考核细则): each row says what one of them, or all, must do for its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.language import lazy_re as re
from builder.language.table_heads import is_criteria, is_of_scores
from builder.model.table import Cell, words_of
from builder.reading.agencies.names.bodies import may_be_listed

SCORED = "scored"
"""The key of the column whose cells name who is scored."""

_PARTS = re.compile(r"[、，,；;\s]+")
_MOST = 0.5
"""Share of a column's cells that name bodies, where it is the column of those who are scored."""


def scored_columns(
    text: str, rows: Sequence[Sequence[Cell]], headings: Sequence[str], columns: Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    """The columns of a table of scores, by the headings above `rows`: `columns`, with the criteria among the contents
    and the column that names bodies; {} where it is no such table, or names nobody."""
    contents = [at for at, heading in enumerate(headings) if at in columns.get("content", ()) or is_criteria(heading)]
    if not contents or not any(map(is_of_scores, headings)):
        return {}
    named = {at: _share_of_bodies(text, [row[at] for row in rows]) for at in range(len(headings))}
    column = max(named, key=lambda at: (named[at], -at))
    contents = [at for at in contents if at > column] or [at for at in contents if at != column]
    if named[column] < _MOST or not contents:
        return {}
    return {**{kind: [*found] for kind, found in columns.items()}, "content": contents, SCORED: [column]}


def names_bodies(words: str) -> bool:
    """Whether the words of a cell are names of bodies and nothing else."""
    parts = [part for part in _PARTS.split(words) if part]
    return bool(parts) and all(len(part) > 1 and may_be_listed(part) for part in parts)


def _share_of_bodies(text: str, cells: Sequence[Cell]) -> float:
    words = [words_of(cell, text) for cell in dict.fromkeys(cells) if cell]
    return sum(map(names_bodies, words)) / len(words) if len(words) > 1 else 0.0

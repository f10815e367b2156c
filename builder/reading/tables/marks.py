"""Tables in which a sign below the name of a body gives it the task of the row: √ below 市水务局, or 牵头 there.

Such a table is turned into one with columns of bodies, whose cells are the names above the signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import ROLE_ORDER, Role
from builder.language.table_heads import column_kind, is_side_head, part_of_head
from builder.model.table import Cell, Table, words_of
from builder.reading.tables.scoring import names_bodies

_TICKS = "√✓✔☑"
_SIGNS = f"{_TICKS}●■◆▲△★☆○◎"
_SIGN = re.compile(rf"[{_SIGNS}]")
_LEGEND = re.compile(rf"([{_SIGNS}])[”\"」’]?(?:的|表示|代表|标注|标记|为|是|指|[：:—－-])*(?:该)?([一-龥]{{2,6}})")
"""What a sign means: ▲为牵头单位, “★”表示牵头."""
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_MOST_HEADS = 3
"""The rows in which the names of bodies may stand, counted from the top of a table."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A table with signs below names of bodies, and the names in columns of their own behind those that it has.
    `head` is the number of the row with the names, `width` how many columns it had, `marks` which of these hold signs,
    and `roles` the new columns of each role; none where it is not known what the signs mean."""

    table: Table
    head: int
    width: int
    marks: frozenset[int]
    roles: Mapping[str, list[int]]


def read_marks(text: str, table: Table) -> Marked | None:
    """The table with its bodies in columns; None where it marks nobody."""
    for at, row in enumerate(table.rows[:_MOST_HEADS]):
        below = table.rows[at + 1 :]
        signed = [column for column, cell in enumerate(row) if cell and _has_signs(text, below, column, cell)]
        marks = [column for column in signed if names_bodies(_BRACKET.sub("", words_of(row[column], text)))]
        if len(marks) > 1 and len({row[column] for column in marks}) == len(marks):
            found = _spread(text, table, at, marks)
            unclear = any(not re.search(r"\d", words_of(row[column], text)) for column in signed if column not in marks)
            return replace(found, roles={}) if unclear else found
    return None


def _has_signs(text: str, below: Sequence[Sequence[Cell]], column: int, head: tuple[int, int]) -> bool:
    """Whether nothing but signs, or words of roles, stands in a column whose head is of no known kind."""
    said = {words_of(row[column], text) for row in below if row[column] and not _is_across(row)} - {""}
    name = words_of(head, text)
    return bool(said) and all(map(_is_mark, said)) and column_kind(name) is None and not is_side_head(name)


def _is_across(row: Sequence[Cell]) -> bool:
    return len({cell for cell in row if cell}) == 1


def _is_mark(words: str) -> bool:
    return bool(_SIGN.fullmatch(words)) or _role(words) is not None


def _role(words: str) -> Role | None:
    """The role that a word below a name says: 牵头, 主责."""
    kind = column_kind(part_of_head(words))
    return next((role for role in ROLE_ORDER if role == kind), None)


def _mark(text: str, cell: Cell) -> str:
    """The sign or word of a cell; all ticks are one sign."""
    words = words_of(cell, text)
    return _TICKS[0] if words and words in _TICKS else words


def _spread(text: str, table: Table, at: int, marks: Sequence[int]) -> Marked:
    above = table.rows[at - 1] if at else (None,) * len(table.rows[at])
    heads = table.rows[at]
    body = table.rows[at + 1 :]
    said = {_mark(text, row[column]) for row in body for column in marks if row[column] and not _is_across(row)}
    meaning = _meaning(text, said - {""}, above[marks[0]])
    places = [(column, role) for role in ROLE_ORDER for column in marks if role in meaning.values()]
    width = len(heads)
    rows = [(*row, *[None] * len(places)) for row in table.rows[: at + 1]]
    for row in body:
        rows.append((*row, *_named(text, row, heads, places, meaning)))
    roles: dict[str, list[int]] = {}
    for number, (_, role) in enumerate(places, width):
        roles.setdefault(role, []).append(number)
    return Marked(Table(tuple(rows)), at, width, frozenset(marks), roles)


def _named(
    text: str,
    row: Sequence[Cell],
    heads: Sequence[Cell],
    places: Sequence[tuple[int, Role]],
    meaning: Mapping[str, Role],
) -> Iterator[Cell]:
    across = _is_across(row)
    for column, role in places:
        yield heads[column] if not across and meaning.get(_mark(text, row[column])) == role else None


def _meaning(text: str, said: set[str], above: Cell) -> dict[str, Role]:
    """The role that each mark gives. One sign alone gives that of the heading above the names, else makes
    responsible; of several each must be explained. {} where one is not."""
    legend = {
        _TICKS[0] if sign in _TICKS else sign: role for sign, words in _LEGEND.findall(text) if (role := _role(words))
    }
    known = {mark: role for mark in said if (role := _role(mark) or legend.get(mark))}
    if len(known) == len(said):
        return known
    return {mark: _role(words_of(above, text)) or "responsible" for mark in said} if len(said) == 1 else {}

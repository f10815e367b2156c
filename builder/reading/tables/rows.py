"""Tables of tasks (任务分工表): each row a task, its bodies and its time limit in columns of their own.

A table may say again what the plan's items say, with the bodies beside: such a row is no second task,
and its bodies belong to the item. The columns are known by their headings (`table_words.yml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from builder.language.role_words import role_of_column
from builder.model.notice import AgencyMention, Role
from builder.model.table import Cell, Table, words_of
from builder.reading.agencies.groups import is_collective
from builder.reading.agencies.lists import read_list

Columns = dict[str, list[int]]

_GRAM = 3
_SAME = 0.8
"""Share of a row's three-character sequences that an item must have for the row to say the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of tasks. `label` is its 序号, or its count; rows of one merged number are `part`
    1, 2, … of `parts`. `name` and `content` say what is to be done, `bodies` are cells and the roles of
    their columns; `start`/`end` hold the cells that the row above does not have, its number left out."""

    label: str
    part: int
    name: Cell
    content: tuple[int, int]
    bodies: tuple[tuple[tuple[int, int], Role], ...]
    limits: tuple[tuple[int, int], ...]
    start: int
    end: int
    parts: int = 1


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str], re.Pattern[str]]:
    import yaml

    known = yaml.safe_load(Path(__file__).with_name("table_words.yml").read_text(encoding="utf-8"))
    columns = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in known["columns"].items()}
    return columns, re.compile(known["internal"]), re.compile(known["nobody"])


def read_rows(text: str, table: Table) -> list[Row]:
    """The rows of a table of tasks, its heading left out; none where it is a table of other things."""
    head, columns = _columns(text, table)
    if not columns:
        return []
    nobody = _words()[2]
    found: list[Row] = []
    counts: dict[str, int] = {}
    above: set[Cell] = set()
    for row in table.rows[head + 1 :]:
        contents = [row[at] for at in columns["content"]]
        content = next((cell for cell in reversed(contents) if cell and words_of(cell, text)), None)
        fresh = {cell for cell in row if cell and cell not in above}
        above = {cell for cell in row if cell}
        if content is None or len(above) < 2 or not fresh:
            continue  # a heading across the table, an empty row, or one that says nothing new
        number = next((row[at] for at in columns.get("number", []) if row[at]), None)
        label = _number(words_of(number, text)) or str(len(counts) + 1)
        counts[label] = counts.get(label, 0) + 1
        own = [cell for cell in fresh if cell and cell != number] or [content]
        found.append(
            Row(
                label,
                counts[label],
                next((cell for cell in contents if cell and cell != content), None),
                content,
                _bodies(text, row, columns),
                tuple(
                    cell
                    for at in columns.get("limit", [])
                    if (cell := row[at]) and not nobody.match(words_of(cell, text))
                ),
                min(start for start, _ in own),
                max(end for _, end in own),
            )
        )
    return [replace(row, parts=counts[row.label]) for row in found]


def _bodies(text: str, row: Sequence[Cell], columns: Columns) -> tuple[tuple[tuple[int, int], Role], ...]:
    nobody = _words()[2]
    roles: tuple[Role, ...] = ("lead", "responsible", "supporting")
    found: list[tuple[tuple[int, int], Role]] = []
    for role in roles:
        for at in columns.get(role, []):
            cell = row[at]
            if cell and not nobody.match(words_of(cell, text)) and (cell, role) not in found:
                found.append((cell, role))
    return tuple(found)


def _number(words: str) -> str:
    match = re.fullmatch(r"[（(]?([0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})[)）、.．]?", words)
    return match[1] if match else ""


def _columns(text: str, table: Table) -> tuple[int, Columns]:
    """The row of headings and what its columns are; no columns where it is no table of tasks."""
    patterns, internal, _ = _words()
    for at, row in enumerate(table.rows[:4]):
        columns: Columns = {}
        for column, cell in enumerate(row):
            heading = re.sub(r"\s", "", words_of(cell, text))
            if not heading or len(heading) > 20 or internal.search(heading):
                continue
            named = next((name for name, pattern in patterns.items() if pattern.fullmatch(heading)), None)
            kind = named or role_of_column(heading)
            if kind:
                columns.setdefault(kind, []).append(column)
        told = any(role in columns for role in ("lead", "responsible", "supporting"))
        if told and "content" not in columns:
            widest = _widest(text, table, at, {column for found in columns.values() for column in found})
            if widest is not None:
                columns["content"] = [widest]
        if told and "content" in columns and len(columns) > 1:
            return at, columns
    return 0, {}


def _widest(text: str, table: Table, head: int, taken: set[int]) -> int | None:
    """The column with the most words, for a table whose heading names none as its content."""
    sizes: dict[int, int] = {}
    for row in table.rows[head + 1 :]:
        for column, cell in enumerate(row):
            if column not in taken:
                sizes[column] = sizes.get(column, 0) + len(words_of(cell, text))
    return max(sizes, key=lambda column: (sizes[column], -column)) if sizes else None


def read_row_bodies(text: str, row: Row, jurisdiction: str | None) -> tuple[AgencyMention, ...]:
    """The bodies of a row with the roles of their columns, each once, the first role it has."""
    mentions: dict[str, AgencyMention] = {}
    for (start, end), role in row.bodies:
        for body in read_list(text, start, end).bodies:
            mention = AgencyMention(
                body.name,
                body.written,
                role,
                "clause",
                is_collective(body.name, jurisdiction),
                body.alias,
                body.start,
                body.end,
            )
            mentions.setdefault(body.name, mention)
    return tuple(mentions.values())


def _grams(words: str) -> set[str]:
    plain = re.sub(r"\W", "", words)
    return {plain[at : at + _GRAM] for at in range(len(plain) - _GRAM + 1)} or {plain}


def repeated(text: str, rows: Sequence[Row], tasks: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each row the index of the task that says the same, or None."""
    said: dict[str, list[int]] = {}
    for index, (start, end) in enumerate(tasks):
        for gram in _grams(text[start:end]):
            said.setdefault(gram, []).append(index)
    found: list[int | None] = []
    for row in rows:
        own = _grams(text[row.content[0] : row.content[1]])
        shared = Counter(index for gram in own for index in said.get(gram, ()))
        best = min(shared, key=lambda index: (-shared[index], index), default=None)
        found.append(best if best is not None and shared[best] >= _SAME * len(own) else None)
    return found


def tabbed_tables(text: str, known: Sequence[Table]) -> list[Table]:
    """The tables that the restoration gives, and where it gives none the runs of lines with tabs."""
    if known:
        return list(known)
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line.strip():
            cells: list[Cell] = []
            start = at
            for words in line.split("\t"):
                inner = words.strip()
                begin = start + words.index(inner) if inner else start
                cells.append((begin, begin + len(inner)) if inner else None)
                start += len(words) + 1
            rows.append(tuple(cells))
        elif rows:
            width = max(len(row) for row in rows)
            if len(rows) > 1:
                tables.append(Table(tuple((*row, *([None] * (width - len(row)))) for row in rows)))
            rows = []
        at += len(line) + 1
    return tables

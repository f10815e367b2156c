"""The numbered rows of tables as items of the outline: each row that is a task, and the rows that head groups."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.model.notice import OutlineItem
from builder.model.table import words_of
from builder.reading.tables.rows import Group, Row

_ACROSS = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]?")
"""The number that opens a cell which goes across a table: 一、强化巡护."""


def row_items(text: str, rows: Sequence[tuple[Row, str]], level: int) -> list[OutlineItem]:
    """An item for each numbered row of a table, and one for the head of each group, in their order. `rows`: each with
    the id of its task; `level`: that of the outermost of them. A row without a number is no item."""
    items: list[OutlineItem] = []
    chains = [[group.label for group in row.groups] for row, _ in rows]
    for at, (row, task_id) in enumerate(rows):
        for depth, group in enumerate(row.groups, 1):
            if at == 0 or chains[at - 1][:depth] != chains[at][:depth]:
                last = max(
                    other.end
                    for (other, _), chain in zip(rows, chains, strict=True)
                    if chain[:depth] == chains[at][:depth]
                )
                above = task_id.split("/")[: depth - len(row.groups) - 1 - (row.parts > 1)]
                items += _group_item(text, group, "/".join(above), level + depth - 1, last)
        if row.number:
            label, start = words_of(row.number, text), row.number[0]
            depth = level + len(row.groups) + (row.parts > 1)
            heading = row_heading(text, row)
            items.append(OutlineItem(task_id, label, depth, heading, row.start, row.end, min(start, row.start)))
    return items


def row_heading(text: str, row: Row) -> str | None:
    """The cell that names a row; several sentences are no name."""
    name = words_of(row.name, text)
    return None if re.search("[。！？].", name) else name or None


def _group_item(text: str, group: Group, group_id: str, level: int, end: int) -> list[OutlineItem]:
    number, name = group.number, group.name
    label = _ACROSS.match(text, *number) if number else None
    if number is None or label is None:
        return []
    heading = text[label.end() : number[1]].strip() or words_of(name, text)
    start = label.end() if label.end() < number[1] else name[0] if name else number[1]
    return [OutlineItem(group_id, label[0], level, heading or None, start, end, number[0])]

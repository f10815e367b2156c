"""Tasks from tables: rows that say what no item says, and bodies for items that a table repeats."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from builder.language import lazy_re as re
from builder.model.notice import AgencyMention, Deadline, Due, Front, OutlineItem, Task
from builder.model.table import Table
from builder.outline.ids import unique_id
from builder.outline.model import Outline
from builder.reading.agencies.responsibility import BodyContext
from builder.reading.agencies.sentences.mentions import read_inline
from builder.reading.citations import read_citations
from builder.reading.problems import outside
from builder.reading.tables.items import row_heading, row_items
from builder.reading.tables.rows import Row, read_row_bodies, read_tables, repeated, said_in
from builder.reading.targets.targets import read_targets
from builder.reading.time.deadlines import read_deadlines

_BY = "完成时限："
_IN = "实施时间："
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ROLES = ("lead", "responsible", "supporting")


def read_table_tasks(
    text: str,
    tables: Sequence[Table],
    outline: Outline,
    tasks: Sequence[Task],
    base: datetime.date | None,
    front: Front,
    context: BodyContext,
) -> tuple[list[Task], list[OutlineItem], list[tuple[str, str]]]:
    """All tasks in the order of the text: `tasks`, with the bodies and time limits that tables give to those
    which name none, and a task for each row that repeats none of them; the items of the outline that the numbered
    rows of such tables are; and the paths of these (`Notice.paths`).

    The id of such a task is that of the item or the label of the attachment that the table stands in, then the
    number of its row: 附件2/3, 二/(一)/3; a merged number counts its rows: 附件2/3/1. Where a row would have the id of
    something else, the ids of that table name it: 二/(一)/表/3, 表2/3. The only attachment that a notice without items
    lists is its plan: its rows are 1, 2, …"""
    found = list(tasks)
    taken = {item.id: 1 for item in outline.items}
    known = dict(outline.paths)
    at_paths = {known.get(item_id, item_id) for item_id in taken}
    items: list[OutlineItem] = []
    paths: list[tuple[str, str]] = []
    spans = [(task.start, task.end) for task in tasks]
    said = said_in(text, spans) if tables else {}
    for rows in read_tables(text, tables):
        same = repeated(text, rows, spans, said)
        given: dict[int, list[Row]] = {}
        for row, at in zip(rows, same, strict=True):
            if at is not None:
                given.setdefault(at, []).append(row)
        for at, repeats in given.items():
            found[at] = _with_rows(text, found[at], repeats, base, context)
        fresh = [row for row, at in zip(rows, same, strict=True) if at is None]
        if fresh:
            above = _item_around(outline, fresh[0].start)
            path = _path(outline, fresh[0].start, known.get(above, above), at_paths)
            prefix = above if taken.keys().isdisjoint(_down_to(fresh, above)) else path
            ids = [unique_id("/".join(filter(None, (prefix, *_labels(row)))), taken) for row in fresh]
            of_rows = _row_tasks(text, list(zip(fresh, ids, strict=True)), base, front, outline, context)
            level = next((item.level for item in outline.items if item.id == above), 0)
            of_table = row_items(text, list(zip(fresh, ids, strict=True)), level + 1)
            items += of_table
            below = len(f"{prefix}/".lstrip("/"))
            ids += [item.id for item in of_table]
            paths += [(each, f"{path}/{each[below:]}".lstrip("/")) for each in dict.fromkeys(ids)]
            found += of_rows
            within = next((_extent(table) for table in tables if _holds(table, fresh[0].start)), None)
            found = [task for task in found if not _only_holds(text, task, fresh[0].start, within)]
    return sorted(found, key=lambda task: task.start), items, [each for each in paths if each[0] != each[1]]


def _extent(table: Table) -> tuple[int, int]:
    """From the first cell of a table to the last."""
    cells = [cell for row in table.rows for cell in row if cell]
    return min(start for start, _ in cells), max(end for _, end in cells)


def _holds(table: Table, at: int) -> bool:
    return any(cell and cell[0] <= at < cell[1] for row in table.rows for cell in row)


def _only_holds(text: str, task: Task, first: int, table: tuple[int, int] | None) -> bool:
    """Whether a task says nothing but the heading above a table, whose first row that is a task begins at `first`."""
    if not task.start < first < task.end:
        return False
    top = min(first, table[0]) if table else first
    if task.clause and text.find(task.clause, task.start, top) >= 0:
        return False
    above = text[task.start : text.rfind("\n", task.start, top) + 1].split("\n")
    said = "\n".join(line for line in above if "\t" not in line).strip("。：: \n")
    return said == (task.heading or "") or len(said) <= 20


def _with_rows(text: str, task: Task, rows: Sequence[Row], base: datetime.date | None, context: BodyContext) -> Task:
    """A task with the bodies of the rows that repeat it, where it has no clause of its own."""
    if not task.clause:
        agencies: dict[str, AgencyMention] = {}
        for row in rows:
            for mention in read_row_bodies(text, row, context):
                known = agencies.get(mention.name)
                # Who leads in one row and supports in another leads.
                if known is None or _ROLES.index(mention.role) < _ROLES.index(known.role):
                    agencies[mention.name] = mention
        if agencies:
            task = replace(task, agencies=tuple(agencies.values()))
    limits = [limit for row in rows for limit in _times(text, row, base)]
    stated = {(limit.type, limit.date, limit.rule) for limit in task.deadlines}
    fresh = [limit for limit in dict.fromkeys(limits) if (limit.type, limit.date, limit.rule) not in stated]
    return replace(task, deadlines=(*task.deadlines, *fresh))


def _labels(row: Row) -> list[str]:
    """Of the groups that a row stands in, of the row, and which of the rows of a merged number it is."""
    return [*(group.label for group in row.groups), row.label, *([str(row.part)] if row.parts > 1 else [])]


def _down_to(rows: Sequence[Row], above: str) -> set[str]:
    """The ids of rows and of what they stand under in their table, where their labels go on from `above`."""
    return {
        "/".join([*filter(None, [above]), *labels[:depth]])
        for labels in map(_labels, rows)
        for depth in range(1, len(labels) + 1)
    }


def _row_tasks(
    text: str,
    rows: Sequence[tuple[Row, str]],
    base: datetime.date | None,
    front: Front,
    outline: Outline,
    context: BodyContext,
) -> list[Task]:
    """A task for each row, given with its id."""
    known = {item.id for item in outline.items}
    tasks: list[Task] = []
    for row, task_id in rows:
        above = task_id.split("/")
        chapter = tuple(each for n in range(1, len(above)) if (each := "/".join(above[:n])) in known)
        cells = {cell for cell in (*row.limits, *row.periods, row.problem) if cell and row.start <= cell[0] < row.end}
        running = _outside(text, row, cells, base)
        limits = _times(text, row, base)
        tasks.append(
            Task(
                id=task_id,
                kind="task",
                heading=row_heading(text, row),
                text=text[row.start : row.end],
                start=row.start,
                end=row.end,
                clause=None,  # a cell names bodies, it is no clause
                agencies=read_row_bodies(text, row, context) or _acting(text, row, front),
                deadlines=(*running, *limits),
                due=Due(None, "none"),
                targets=outside(row.problem, read_targets(text, row.start, row.end, "task")),
                citations=read_citations(text, row.start, row.end),
                label=row.label,
                chapter=chapter,
                problem=row.problem,
            )
        )
    return tasks


def _acting(text: str, row: Row, front: Front) -> tuple[AgencyMention, ...]:
    """The bodies that the words of a row make act, where no column names any."""
    found: dict[str, AgencyMention] = {}
    for cell in filter(None, (row.name, row.content)):
        for mention in read_inline(text, *cell, front.jurisdiction, {}, "plan", front.addressees):
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _outside(text: str, row: Row, cells: set[tuple[int, int]], base: datetime.date | None) -> list[Deadline]:
    """The time limits in the running words of a row outside `cells`, of which some have limits of their own."""
    return [
        limit
        for limit in read_deadlines(text, row.start, row.end, base, "task")
        if not any(start <= limit.start < end for start, end in cells)
    ]


def _times(text: str, row: Row, base: datetime.date | None) -> list[Deadline]:
    """What the cells of the columns of times say."""
    cells = [(cell, _BY) for cell in row.limits] + [(cell, _IN) for cell in row.periods]
    return [limit for cell, label in cells for limit in _cell_limits(text, cell, label, row, base)]


def _cell_limits(text: str, cell: tuple[int, int], label: str, row: Row, base: datetime.date | None) -> list[Deadline]:
    """What a cell says, read as if its heading stood before it."""
    start, end = cell
    what = " ".join(text[row.content[0] : row.content[1]].split())
    year = _BARE_YEAR.fullmatch(text[start:end].strip())
    words = label + (f"{year[0]}年" if year else text[start:end])
    shift = start - len(label)
    return [
        replace(
            limit,
            written=year[0] if year else limit.written,
            start=limit.start + shift,
            end=min(limit.end + shift, start + len(text[start:end].rstrip())),
            what=what,
        )
        for limit in read_deadlines(words, 0, len(words), base, "task")
        if limit.start >= len(label)
    ]


def _item_around(outline: Outline, start: int) -> str:
    """The id of the item that a table stands in, else the label of its attachment, "" for neither."""
    block = next((block for block in outline.blocks if block.start <= start < block.end), None)
    return (block.item if block is not None else None) or _attachment(outline, start)


def _attachment(outline: Outline, start: int) -> str:
    """The label of the attachment that a table stands in; "" where that is the plan itself."""
    part = next((part for part in outline.parts if part.start <= start < part.end), None)
    return part.label if part is not None and part.kind == "annex" and part != outline.only_attachment() else ""


def _path(outline: Outline, start: int, around: str, paths: set[str]) -> str:
    """What the paths of a table's rows begin with, unlike the path of any item and any other table: 附件2,
    二/(一)/表, 表2. It is added to `paths`. "" for the first table of a text that has no items: its rows are the
    outermost. `around`: the path of what the table stands in."""
    label = _attachment(outline, start)
    if label:
        first = not any(path == label or path.startswith(f"{label}/") for path in paths)
    else:
        first = not outline.items and not paths
    found, base = label, f"{label or around}/表".lstrip("/")
    if not first:
        found = next(each for n in count(1) if (each := base if n == 1 else f"{base}{n}") not in paths)
    paths.add(found)
    return found

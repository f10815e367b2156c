"""Tables of tasks (任务分工表): each row a task, its bodies and its time limit in columns of their own.

A table may say again what the plan's items say, with the bodies beside: such a row is no second task,
and its bodies belong to the item. The columns are known by their headings (`language/table_heads.yml`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import LEAD, ROLE_ORDER, SUPPORTING
from builder.language.table_heads import (
    column_kind,
    internal_role,
    is_form_label,
    is_measure,
    is_problem,
    is_total,
    part_of_head,
    says_nobody,
)
from builder.model.notice import AgencyMention, Role
from builder.model.table import Cell, Table, words_of
from builder.outline.labels import id_part
from builder.reading.agencies.clauses.find import Clause
from builder.reading.agencies.clauses.roles import Assigned, Assignment, mark_beside, read_roles
from builder.reading.agencies.lists.members import read_list
from builder.reading.agencies.responsibility import BodyContext, mentions_of
from builder.reading.tables.marks import Marked, read_marks
from builder.reading.tables.merged import filled_down
from builder.reading.tables.scoring import SCORED, names_bodies, scored_columns

Columns = dict[str, list[int]]

_ACROSS = re.compile(r"[（(]?([一二三四五六七八九十]{1,3})[、)）]")
_IS_NUMBER = re.compile(r"\d{1,3}(?:[.．]\d{1,3})*[.．、]?\s*\Z")
_LEAST_ENTRIES = 2
"""Rows with labels of entries that make a table a form."""
_GRAM = 3
_SAME = 0.8
"""Share of a row's three-character sequences that an item must have for the row to say the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """What heads some rows: 一 with the cells of its number and its name, which may be one."""

    label: str
    number: Cell
    name: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of tasks. `label` is its 序号, or its count; rows of one merged number are `part`
    1, 2, … of `parts`. `name` and `content` say what is to be done, `bodies` are cells and the roles of
    their columns, `limits` the days by which and `periods` the times in which; `start`/`end` hold the cells that
    the row above does not have, its number and what stands before it left out. `number` is the cell of its number, or
    its label at the beginning of another; `groups` are those that it stands in, the outermost first; `problem` says
    what is wrong, where another cell says what is done about it."""

    label: str
    part: int
    name: Cell
    content: tuple[int, int]
    bodies: tuple[tuple[tuple[int, int], Role], ...]
    limits: tuple[tuple[int, int], ...]
    periods: tuple[tuple[int, int], ...]
    start: int
    end: int
    parts: int = 1
    number: Cell = None
    groups: tuple[Group, ...] = ()
    problem: Cell = None


def read_tables(text: str, tables: Sequence[Table]) -> list[list[Row]]:
    """The rows of each table; one without headings goes on with those of the table before it, if it is as wide."""
    found: list[list[Row]] = []
    known: tuple[int, Columns] = (0, {})
    for each in tables:
        marked = read_marks(text, each)
        table = marked.table if marked else each
        head, columns = _marked_columns(text, marked) if marked else _columns(text, table)
        width = len(table.rows[0]) if table.rows else 0
        goes_on = not (columns or marked) and width == known[0] and _are_numbered(text, table, known[1])
        columns = known[1] if goes_on else columns
        rows = table.rows[0 if goes_on else head + 1 :]
        found.append(_read_rows(text, rows, columns, marked.width if marked else width) if columns else [])
        known = (width, columns)
    return found


def read_rows(text: str, table: Table) -> list[Row]:
    """The rows of a table of tasks, its heading left out; none where it is a table of other things."""
    return read_tables(text, [table])[0]


def _are_numbered(text: str, table: Table, columns: Columns) -> bool:
    """Whether each row of a table has a number in the column of numbers."""
    cells = [_number_cell(text, row, columns) for row in table.rows]
    return all(_number(words_of(cell, text)) for cell in cells)


def _read_rows(text: str, rows: Sequence[Sequence[Cell]], columns: Columns, width: int) -> list[Row]:
    """The rows below the headings. Rows of sums and the rows that head a group of numbered ones (一、强化巡护) are no
    tasks. `width`: the columns that the table has on the page."""
    rows = filled_down(text, rows, columns)
    numbers = [_number_cell(text, row, columns) for row in rows]
    groups = _groups(text, rows, numbers)
    found: list[Row] = []
    counts: dict[_Key, int] = {}
    keys: list[_Key] = []
    merged = len(set(numbers) - {None}) < len([number for number in numbers if number])
    above: set[Cell] = set()
    of_row: tuple[Group, ...] = ()
    labelled = _are_labelled(text, rows, columns)
    for row, number, (group, heads) in zip(rows, numbers, groups, strict=True):
        contents = [row[at] for at in columns["content"]]
        if heads:
            named = next(filter(None, contents), None) or next((cell for cell in row if cell and cell != number), None)
            of_row = (Group(group, number or next(filter(None, row)), named),)
        content = next((cell for cell in reversed(contents) if cell and words_of(cell, text)), None)
        fresh = {cell for cell in row if cell and cell not in above}
        above = {cell for cell in row if cell}
        if (
            content is None
            or len(above) < 2
            or not fresh
            or heads
            or _is_sum(text, row)
            or _are_heads(text, row, columns)
        ):
            continue  # a heading across the table, an empty row, or one that says nothing new
        own = [cell for cell in row[_number_column(columns) : width] if cell in fresh and cell != number] or [content]
        name = next((cell for cell in contents if cell and cell != content), None)
        chain = of_row if group else ()
        start = min(start for start, _ in own)
        if labelled:
            chain, name = tuple(_groups_of_cells(text, row[: row.index(content)])), None
            number, content = _cut_label(text, content)
            start = content[0]
        ids = tuple(each.label for each in chain)
        label = _number(words_of(number, text)) or str(len(counts) + 1)
        key = (ids, label, number if merged else None)
        keys.append(key)
        counts[key] = counts.get(key, 0) + 1
        found.append(
            Row(
                label,
                counts[key],
                name,
                content,
                _bodies(text, row, columns),
                _times(text, row, columns, "limit"),
                _times(text, row, columns, "period"),
                start,
                max(end for _, end in own),
                number=number,
                groups=chain,
                problem=next((row[at] for at in columns.get("problem", []) if row[at] != content), None),
            )
        )
    return [replace(row, parts=counts[key]) for row, key in zip(found, keys, strict=True)]


_Key = tuple[tuple[str, ...], str, Cell]
"""What rows of one number share: the labels above, the number, and its cell where the table shows which are merged."""


def _is_sum(text: str, row: Sequence[Cell]) -> bool:
    """Whether a row is one of sums, or of points above all."""
    return any(cell and is_total(words_of(cell, text)) for cell in row)


def _are_heads(text: str, row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row says the headings again, as those at the top of a page do."""
    bodies = [(words_of(row[at], text), role) for role in ROLE_ORDER for at in columns.get(role, []) if row[at]]
    return bool(bodies) and all(column_kind(words) == role for words, role in bodies)


_LABEL = re.compile(
    r"\s*(?:[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[、.．](?!\d))\s*"
)


def _are_labelled(text: str, rows: Sequence[Sequence[Cell]], columns: Columns) -> bool:
    """Whether there is no column of numbers, because each cell that says what to do opens with its label: 1.检修闸门."""
    if "number" in columns or len(rows) < 2:
        return False
    cells = [row[columns["content"][-1]] for row in rows]
    return len(set(cells)) == len(cells) and all(cell and _LABEL.match(text, *cell) for cell in cells)


def _cut_label(text: str, cell: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The label of a cell and the rest of it."""
    found = _LABEL.match(text, *cell)
    end = found.end() if found else cell[0]
    return (cell[0], len(text[:end].rstrip())), (end, cell[1])


def _groups_of_cells(text: str, cells: Sequence[Cell]) -> Iterator[Group]:
    """The groups that the cells before a row's content are: 一、管好水库 and (一)检修."""
    for cell in dict.fromkeys(cells):
        if cell and _LABEL.match(text, *cell):
            number, name = _cut_label(text, cell)
            yield Group(id_part(text[slice(*number)]), number, name)


def _number_column(columns: Columns) -> int:
    """Where a row's own cells begin: those before its number are of the group of rows."""
    return min(columns.get("number", [0]))


def _number_cell(text: str, row: Sequence[Cell], columns: Columns) -> Cell:
    return next((row[at] for at in columns.get("number", []) if row[at]), None)


def _groups(text: str, rows: Sequence[Sequence[Cell]], numbers: Sequence[Cell]) -> list[tuple[str, bool]]:
    """For each row the number of the group that it stands in, "" for none, and whether it is the group's head: a row
    numbered 一、 above rows numbered 1, or one that goes across the table, right above a numbered row or where numbers
    begin anew."""
    figures = [_number(words_of(cell, text)) for cell in numbers]
    plain = [figure for figure in figures if figure.isdecimal()]
    restarts = len(set(plain)) < len(plain) and plain.count("1") > 1
    following = [""] * len(figures)  # for each row the next number below it
    for at in range(len(figures) - 2, -1, -1):
        following[at] = figures[at + 1] or following[at + 1]
    group = ""
    found: list[tuple[str, bool]] = []
    for at, (row, figure) in enumerate(zip(rows, figures, strict=True)):
        cells = {cell for cell in row if cell}
        below = following[at]
        opens = restarts or (at + 1 < len(rows) and figures[at + 1].isdecimal())
        across = _ACROSS.match(words_of(next(iter(cells)), text)) if len(cells) == 1 and opens else None
        numbered = bool(figure) and not figure.isdecimal()
        heads = across is not None or (numbered and below.isdecimal())
        if heads:
            group = across[1] if across else figure
        found.append(("" if numbered and not heads else group, heads))
    return found


def _times(text: str, row: Sequence[Cell], columns: Columns, kind: str) -> tuple[tuple[int, int], ...]:
    cells = (row[at] for at in columns.get(kind, []))
    return tuple(cell for cell in cells if cell and not says_nobody(words_of(cell, text)))


def _bodies(text: str, row: Sequence[Cell], columns: Columns) -> tuple[tuple[tuple[int, int], Role], ...]:
    found: list[tuple[tuple[int, int], Role]] = []
    for role in ROLE_ORDER:
        for at in columns.get(role, []):
            cell = row[at]
            if cell and not says_nobody(words_of(cell, text)) and (cell, role) not in found:
                found.append((cell, role))
    for at in columns.get(SCORED, []):
        cell = row[at]
        if cell and names_bodies(words_of(cell, text)):
            found.append((cell, "responsible"))
    return tuple(found)


def _number(words: str) -> str:
    match = re.fullmatch(r"[（(]?([0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})[)）、.．]?", words)
    return match[1] if match else ""


def _columns(text: str, table: Table) -> tuple[int, Columns]:
    """The row of headings and what its columns are; no columns where it is no table of tasks."""
    if _is_form(text, table):
        return 0, {}
    for at, row in enumerate(table.rows[:4]):
        if _IS_NUMBER.match(next((words for cell in row if (words := words_of(cell, text))), "")):
            continue  # a row of the table's own, whatever else it says: 1.1.3 招标代理机构
        below = table.rows[at + 1] if at + 1 < len(table.rows) else ()
        parts = _parts_of_heads(text, row, below)
        headings = [part or words_of(cell, text) for part, cell in zip(parts, row, strict=True)]
        columns: Columns = {}
        for column, heading in enumerate(headings):
            kind = column_kind(heading)
            if kind in (None, "content") and _are_numbers(text, table, at, column):
                kind = "number"  # below no heading, or below that of the words beside it
            if kind and not _are_measures(text, table, at, column):
                columns.setdefault(kind, []).append(column)
        if not any(role in columns for role in ROLE_ORDER):
            for column, heading in enumerate(headings):  # 责任科室: whose else, in the table of one body
                if role := internal_role(heading):
                    columns.setdefault(role, []).append(column)
        told = any(role in columns for role in ROLE_ORDER)
        if not told and (of_scores := scored_columns(text, table.rows[at + 1 :], headings, columns)):
            return at, of_scores
        if told and "content" not in columns:
            widest = _widest(text, table, at, {column for found in columns.values() for column in found})
            if widest is not None and headings[widest]:  # beside an entry to fill in stands nothing
                columns["content"] = [widest]
        if told and "content" in columns and len(columns) > 1:
            problems = [column for column in columns["content"] if is_problem(headings[column])]
            if 0 < len(problems) < len(columns["content"]):
                columns["problem"] = problems
            return at + any(parts), columns
    return 0, {}


def _marked_columns(text: str, marked: Marked) -> tuple[int, Columns]:
    """As `_columns`, of a table that marks its bodies: their columns, with those beside them, whose headings may stand
    in the row above."""
    rows, head = marked.table.rows, marked.head
    columns: Columns = {}
    for column in range(marked.width):
        cell = rows[head][column] or (rows[head - 1][column] if head else None)
        kind = None if column in marked.marks else column_kind(words_of(cell, text))
        if kind in (None, "content") and column not in marked.marks and _are_numbers(text, marked.table, head, column):
            kind = "number"
        if kind:
            columns.setdefault(kind, []).append(column)
    if "content" not in columns:
        widest = _widest(text, marked.table, head, {*marked.marks, *(at for found in columns.values() for at in found)})
        columns["content"] = [widest] if widest is not None and widest < marked.width else []
    for role, named in marked.roles.items():
        columns[role] = [*columns.get(role, []), *named]
    return head, columns if marked.roles and columns["content"] else {}


def _is_form(text: str, table: Table) -> bool:
    """Whether a table is to be filled in: several of its rows have labels of such entries. That of tasks has them at
    most in its headings."""
    rows = {tuple(words_of(cell, text) for cell in row) for row in table.rows}
    return sum(any(map(is_form_label, row)) for row in rows) >= _LEAST_ENTRIES


def _are_numbers(text: str, table: Table, head: int, column: int) -> bool:
    """Whether the cells of a column below the headings are 1, 2, 3 … in order, each once or merged over rows."""
    below = [row[column] for row in table.rows[head + 1 :] if row[column]]
    numbers = [words_of(cell, text) for cell in dict.fromkeys(below)]
    return len(numbers) > 1 and numbers == [str(count) for count in range(1, len(numbers) + 1)]


def _are_measures(text: str, table: Table, head: int, column: int) -> bool:
    """Whether all cells of a column say in what something is counted: 单位 above 台, 套."""
    below = [words for row in table.rows[head + 1 :] if (words := words_of(row[column], text))]
    return bool(below) and all(map(is_measure, below))


def _parts_of_heads(text: str, row: Sequence[Cell], below: Sequence[Cell]) -> list[str]:
    """The headings in a second row of such, which divide one above: 牵头 and 配合 below 责任单位; all "" where the
    row below is none."""
    fresh = [words_of(cell, text) if cell and cell != above else "" for cell, above in zip(below, row, strict=False)]
    parts = [part_of_head(words) for words in fresh]
    known = len(parts) == len(row) and all(part or not words for part, words in zip(parts, fresh, strict=True))
    return parts if known and sum(map(bool, parts)) > 1 else [""] * len(row)


def _widest(text: str, table: Table, head: int, taken: set[int]) -> int | None:
    """The column with the most words, for a table whose heading names none as its content."""
    sizes: dict[int, int] = {}
    for row in table.rows[head + 1 :]:
        for column, cell in enumerate(row):
            if column not in taken:
                sizes[column] = sizes.get(column, 0) + len(words_of(cell, text))
    return max(sizes, key=lambda column: (sizes[column], -column)) if sizes else None


# 市水务局牵头，市财政局配合 · 市水务局（牵头） · 牵头单位：市水务局 · 市水务局会同市财政局
_SAYS_ROLES = re.compile(rf"按照?(?:各自)?职责|(?<![总副])(?:{LEAD}|{SUPPORTING}|会同)|负责|由|[:：]|落实|承办|实施")


def read_row_bodies(text: str, row: Row, context: BodyContext) -> tuple[AgencyMention, ...]:
    """The bodies of a row with the roles of their columns, each once, the first role it has. A cell may say roles of
    its own; where no column is of those who lead, the notice's own rules say who does (列首位的为牵头单位)."""
    mentions: dict[str, AgencyMention] = {}
    if any(role == "lead" for _, role in row.bodies):
        context = replace(context, leading=())
    for (start, end), role in row.bodies:
        for mention in mentions_of(Clause(start, end, _assignment(text, start, end, role)), text, context):
            mentions.setdefault(mention.name, mention)
    return tuple(mentions.values())


def _assignment(text: str, start: int, end: int, role: Role) -> Assignment:
    """Who has which role by a cell of a column that gives `role`."""
    if _SAYS_ROLES.search(text, start, end):
        return read_roles(text, start, end, role)
    listing = read_list(text, start, end)
    assigned = tuple(Assigned(body, role, mark_beside(text, body)) for body in listing.bodies)
    return Assignment(assigned, role == "lead", listing.open, (), labelled=True)


def _grams(words: str) -> set[str]:
    plain = re.sub(r"\W", "", words)
    return {plain[at : at + _GRAM] for at in range(len(plain) - _GRAM + 1)} or {plain}


def said_in(text: str, tasks: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """By run of characters: the indexes of the tasks that have it."""
    said: dict[str, list[int]] = {}
    for index, (start, end) in enumerate(tasks):
        for gram in _grams(text[start:end]):
            said.setdefault(gram, []).append(index)
    return said


def repeated(
    text: str, rows: Sequence[Row], tasks: Sequence[tuple[int, int]], said: Mapping[str, Sequence[int]]
) -> list[int | None]:
    """For each row the index of the task that says the same, or None; an item that holds the table does not. `said`: as
    `said_in` gives it."""
    found: list[int | None] = []
    for row in rows:
        own = _grams(text[row.content[0] : row.content[1]])
        shared = Counter(
            index
            for gram in own
            for index in said.get(gram, ())
            if not tasks[index][0] <= row.content[0] < tasks[index][1]
        )
        best = min(shared, key=lambda index: (-shared[index], index), default=None)
        found.append(best if best is not None and shared[best] >= _SAME * len(own) else None)
    return found

"""Tables in plain text: rows of cells divided by tabs, or by strokes (甲 | 乙 | 丙 |) as a page's table was copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.language import lazy_re as re
from builder.language.numerals import integer_of
from builder.language.table_heads import column_kind
from builder.model.table import Cell, Table, words_of

_STROKED_ROW = r"[^|\n]*\|[^|\n]*\|[^\n]*\|[ \u3000]*"
_STROKED_ROWS = re.compile(rf"(?:^{_STROKED_ROW}(?:\n|\Z)){{3,}}", re.MULTILINE)
_AROUND = "| \u3000\r\n"
_RULE = re.compile(r"[-:—| \u3000\r\n]+")
"""The line that Markdown draws below the headings."""
_LABEL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?=\D)")

_GROUP = re.compile(r"\s*[（(]?([一二三四五六七八九十]{1,3})[)）、][^。；\t]{2,40}")
_CHAPTER = re.compile(r"^[^\S\n]*[一二三四五六七八九十]{1,3}、", re.MULTILINE)
_NUMBERED = re.compile(r"\s*[0-9]{1,3}[.．、]?\t")
_CLOSED = "。；：！？"
_BROKEN = 15
"""Characters of the shortest line without a tab that may begin a row whose first cell is broken."""
_MOST_PIECES = 12
"""Lines of a row whose cells are broken."""


def is_row(line: str) -> bool:
    """Whether a line has cells, so that labels in it begin no paragraph."""
    return "\t" in line or bool(re.fullmatch(_STROKED_ROW, line))


def find_tabbed(text: str) -> list[Table]:
    """The runs of at least two lines with tabs, and headings of columns alone above a line without. Rows with fewer
    cells than the widest are filled up; below a first row, one cell beside blank ones is a row too.
    A line between two rows that has no tab ends the table, unless it is a piece of a row or heads a group of
    numbered rows (一、强化巡护)."""
    tables = list(_stroked(text)) if "|" in text else []
    rows: list[list[Cell]] = []
    groups = 0  # the number of the last group of rows
    lines = [*_whole_rows(text), ("", len(text))]
    for index, (line, at) in enumerate(lines):
        if "\t" in (line if rows and line.strip() else line.strip()):
            rows.append(_cells(line, at))
        elif (
            rows and _heads_group(line, lines[index + 1 : index + 2], groups) and (groups or _heads_groups(text, rows))
        ):
            groups += 1
            rows.append(_cells(line, at))
        elif line.strip() or at >= len(text):
            if len(rows) >= 2 or (rows and _are_headings(text, rows[0])):
                width = max(map(len, rows))
                tables.append(Table(tuple((*row, *[None] * (width - len(row))) for row in rows)))
            rows, groups = [], 0
    return sorted(tables, key=lambda table: min(cell[0] for row in table.rows for cell in row if cell))


def _heads_group(line: str, following: Sequence[tuple[str, int]], groups: int) -> bool:
    """Whether a line between rows heads those below it: it counts from 一 on, and a numbered row follows."""
    label = _GROUP.fullmatch(line)
    goes_on = label is not None and integer_of(label[1]) == groups + 1
    return goes_on and any(_NUMBERED.match(words) for words, _ in following)


def _heads_groups(text: str, rows: Sequence[list[Cell]]) -> bool:
    """Whether what counts from 一 on below these rows are groups, no chapters: the first stands right below headings
    of columns, or those stand below a chapter."""
    start = min((cell[0] for cell in rows[0] if cell), default=0)
    return _are_headings(text, rows[0]) and (len(rows) == 1 or _CHAPTER.search(text, 0, start) is not None)


def _whole_rows(text: str) -> Iterator[tuple[str, int]]:
    """The lines with their places; below headings the lines of one row as one, where line ends within cells broke it
    and together they have as many cells as there are headings."""
    lines: list[tuple[str, int]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((line, at))
        at += len(line) + 1
    width = index = 0
    while index < len(lines):
        line, at = lines[index]
        if "\t" in line.strip() and _are_headings(text, _cells(line, at)):
            width = line.count("\t")
        pieces = _pieces_of_row(lines, index, width) if width else 1
        yield "\n".join(words for words, _ in lines[index : index + pieces]), at
        index += pieces


def _pieces_of_row(lines: Sequence[tuple[str, int]], first: int, tabs: int) -> int:
    """How many lines from `first` on are one row with `tabs` between its cells; 1 where it cannot be told."""
    words = lines[first][0]
    begun = "\t" in words or (len(words) >= _BROKEN and words[-1] not in _CLOSED and not _LABEL.match(words.lstrip()))
    found = words.count("\t")
    if not begun or found >= tabs:
        return 1
    for last in range(first + 1, min(first + _MOST_PIECES, len(lines))):
        piece = lines[last][0]
        if not piece.strip() or _NUMBERED.match(piece) or _LABEL.match(piece.lstrip()):
            return 1
        found += piece.count("\t")
        if found >= tabs:
            return last + 1 - first if found == tabs else 1
    return 1


def _stroked(text: str) -> Iterator[Table]:
    """Rows that end with a stroke, below headings. A row with fewer cells lacks those that were merged with the row
    above, if its first cell and the one above that have labels (1.检修闸门 over 2.更换启闭机); else it is not known
    which it lacks, and there is no table."""
    for run in _STROKED_ROWS.finditer(text):
        rows: list[list[Cell]] = []
        at = run.start()
        for line in run.group().splitlines(keepends=True):
            if not _RULE.fullmatch(line):
                rows.append(_cells(line.strip(_AROUND), at + len(line) - len(line.lstrip(_AROUND)), "|"))
            at += len(line)
        filled = _filled_up(text, rows) if rows and _are_headings(text, rows[0]) else None
        if filled:
            yield Table(tuple(filled))


def _filled_up(text: str, rows: Sequence[list[Cell]]) -> list[tuple[Cell, ...]] | None:
    """Rows of one width, with the cells above where cells were merged; None where it is not known which a row lacks."""
    head, *rest = rows
    width = max(map(len, rows))
    if len(head) < width and all(len(row) == width for row in rest):
        return None
    filled: list[tuple[Cell, ...]] = [(*[None] * (width - len(head)), *head)]
    for row in rest:
        merged = width - len(row)
        if merged and not all(cell and _LABEL.match(text, cell[0]) for cell in (row[0], filled[-1][merged])):
            return None
        filled.append((*filled[-1][:merged], *row))
    return filled


def _are_headings(text: str, row: list[Cell]) -> bool:
    """Whether at least two columns of a row are known by their headings."""
    return sum(1 for cell in row if column_kind(words_of(cell, text))) >= 2


def _cells(line: str, at: int, divider: str = "\t") -> list[Cell]:
    cells: list[Cell] = []
    for piece in line.rstrip("\r").split(divider):
        start = at + len(piece) - len(piece.lstrip())
        cells.append((start, start + len(piece.strip())) if piece.strip() else None)
        at += len(piece) + 1
    return cells

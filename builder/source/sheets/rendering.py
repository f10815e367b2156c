"""The text of a workbook: the title above each table a line, its rows lines of cells joined by tabs, its notes lines.

A sheet that holds a notice's words in single cells is lines alone. What a reader of the workbook does not see
(hidden sheets, rows, columns) is left out and told.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.language.role_words import ROLE_ORDER
from builder.language.table_heads import column_kind
from builder.messages.translation import _
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.model.table import Cell, Table
from builder.source.sheets.limits import MOST_COVERED
from builder.source.sheets.sheet import Place, Sheet
from builder.source.word.package import LimitExceeded

_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_TOLD = 20
"""Places that are named in a message, at most."""


class SheetText(NamedTuple):
    """The text of all sheets, its tables, and what was not read, with places in the text."""

    text: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def compose_sheets(sheets: Iterable[Sheet]) -> SheetText:
    """The text of the sheets that are shown. LimitExceeded where a sheet is larger than any notice's."""
    writer = _Writer()
    found = [sheet for sheet in sheets if sheet.cells or sheet.boxes]
    shown = [sheet for sheet in found if sheet.shown]
    for sheet in shown:
        writer.sheet(sheet, named=len(shown) > 1)
    if hidden := [sheet.name for sheet in found if not sheet.shown]:
        message = f"工作表{'、'.join(f'“{name}”' for name in hidden)}是隐藏的，没有读出。"
        writer.findings.append(Finding(FindingCode.CELLS_HIDDEN, message, writer.length, writer.length))
    return SheetText("\n".join(writer.lines), tuple(writer.tables), tuple(writer.findings))


class _Grid:
    """The shown cells of a sheet: `rows` hold (column, place of the words) for each row in which words begin."""

    def __init__(self, sheet: Sheet) -> None:
        self.words = sheet.cells
        self._budget = MOST_COVERED
        moved, covered = self._merged(sheet)
        begins: dict[int, dict[int, Place]] = {}
        for place in sheet.cells:
            row, column = moved.get(place, place)
            if row not in sheet.hidden_rows and column not in sheet.hidden_columns and place not in covered:
                begins.setdefault(row, {})[column] = place
        self.begins = begins
        self.rows = sorted(begins)
        self.columns = sorted({column for row in begins.values() for column in row})
        self.filled: dict[int, dict[int, Place]] = {row: dict(cells) for row, cells in begins.items()}
        for top, left, bottom, right in sheet.merged:
            if (top, left) not in sheet.cells:
                continue
            columns = self.columns[bisect_left(self.columns, left) : bisect_right(self.columns, right)]
            for row in self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]:
                self._spend(len(columns))
                self.filled[row].update(dict.fromkeys(columns, (top, left)))

    def _merged(self, sheet: Sheet) -> tuple[dict[Place, Place], set[Place]]:
        """(first place of a merged cell → its first place that is shown, places that a merged cell hides)."""
        moved: dict[Place, Place] = {}
        covered: set[Place] = set()
        places = sorted(sheet.cells)
        rows = [row for row, _ in places]
        for top, left, bottom, right in sheet.merged:
            at = next((row for row in range(top, bottom + 1) if row not in sheet.hidden_rows), None)
            column = next((each for each in range(left, right + 1) if each not in sheet.hidden_columns), None)
            if at is not None and column is not None:
                moved[top, left] = at, column
            within = places[bisect_left(rows, top) : bisect_right(rows, bottom)]
            self._spend(len(within))
            covered.update(place for place in within if left <= place[1] <= right and place != (top, left))
        return moved, covered

    def _spend(self, places: int) -> None:
        self._budget -= places
        if self._budget < 0:
            raise LimitExceeded(_("the merged cells of a sheet cover more than {most:,} places", most=MOST_COVERED))

    def is_lone(self, row: int) -> bool:
        """Whether nothing but one cell's words stands in a row."""
        return len(set(self.filled[row].values())) == 1

    def is_across(self, row: int) -> bool:
        """Whether a row's words begin in the first column."""
        return min(self.filled[row]) == self.columns[0]

    def is_head(self, row: int) -> bool:
        """Whether a row heads a table of tasks: it names a column of bodies, and another."""
        places = set(self.filled[row].values())
        kinds = [kind for place in places if (kind := column_kind(self.words[place]))]
        return len(kinds) > 1 and any(role in kinds for role in ROLE_ORDER)


class _Block(NamedTuple):
    """Rows that follow each other: lines, or a table."""

    rows: Sequence[int]
    is_table: bool


def _blocks(grid: _Grid) -> list[_Block]:
    """Each table begins at its head, or, in a sheet without one, at the first row of more than one cell; the rows of
    one cell across that end it are titles of the next or notes."""
    rows = grid.rows
    lone = [grid.is_lone(row) for row in rows]
    heads = [at for at, row in enumerate(rows) if not lone[at] and grid.is_head(row)]
    starts = [at for at in heads if at - 1 not in heads] or [at for at in range(len(rows)) if not lone[at]][:1]
    blocks: list[_Block] = []
    end = 0
    for start, following in itertools.pairwise([*starts, len(rows)]):
        blocks.append(_Block(rows[end:start], False))
        end = following
        while end > start + 1 and lone[end - 1] and grid.is_across(rows[end - 1]):
            end -= 1
        blocks.append(_Block(rows[start:end], True))
    return [*blocks, _Block(rows[end:], False)]


class _Writer:
    """Collects lines, tables and findings; `length` is that of the text so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.findings: list[Finding] = []
        self.length = 0

    def line(self, line: str) -> None:
        self.lines.append(line)
        self.length += len(line) + 1

    def sheet(self, sheet: Sheet, *, named: bool) -> None:
        grid = _Grid(sheet)
        self._hidden(sheet)
        spans: dict[Place, tuple[int, int]] = {}
        if named and not _UNNAMED.fullmatch(sheet.name.strip()) and not _is_said(sheet.name, grid):
            self.line(_flat(sheet.name))
        for block in _blocks(grid):
            self._block(grid, block, spans)
        for box in sheet.boxes:
            self.line(box)
        for place, why in sorted(sheet.unread.items()):
            if place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns:
                name = f"{_column(place[1])}{place[0] + 1}"
                start, end = spans.get(place, (self.length, self.length))
                self.findings.append(Finding(FindingCode.CELL_UNREAD, f"单元格 {name}：{why}。", start, end))

    def _block(self, grid: _Grid, block: _Block, spans: dict[Place, tuple[int, int]]) -> None:
        rows: list[tuple[Cell, ...]] = []
        for row in block.rows:
            begins = grid.begins[row]
            if not block.is_table and len(begins) == 1:
                (place,) = begins.values()
                start = self.length
                for line in filter(None, map(str.strip, grid.words[place].splitlines())):
                    self.line(line)
                spans[place] = start, self.length - 1
                continue
            words: list[str] = []
            at = self.length
            for column in grid.columns:
                said = ""
                if column in begins:
                    said = _flat(grid.words[begins[column]])
                    spans[begins[column]] = at, at + len(said)
                words.append(said)
                at += len(said) + 1
            self.line("\t".join(words))
            filled = grid.filled[row]
            rows.append(tuple(spans[filled[column]] if column in filled else None for column in grid.columns))
        if block.is_table and len(grid.columns) > 1:
            self.tables.append(Table(tuple(rows)))

    def _hidden(self, sheet: Sheet) -> None:
        """Tells of the hidden rows and columns in which something stands."""
        rows = sorted({row for row, _ in sheet.cells if row in sheet.hidden_rows})
        columns = sorted({column for _, column in sheet.cells if column in sheet.hidden_columns})
        if rows or columns:
            said = [f"第 {_listed([str(row + 1) for row in rows])} 行"] if rows else []
            said += [f"第 {_listed(list(map(_column, columns)))} 列"] if columns else []
            message = f"工作表“{sheet.name}”{'、'.join(said)}是隐藏的（或被筛选掉），没有读出。"
            self.findings.append(Finding(FindingCode.CELLS_HIDDEN, message, self.length, self.length))


def _is_said(name: str, grid: _Grid) -> bool:
    """Whether the words above the first table say the name of the sheet."""
    above = "".join(grid.words[place] for row in grid.rows[:3] for place in grid.begins[row].values())
    return "".join(name.split()) in "".join(above.split())


def _flat(words: str) -> str:
    """The words of a cell as one line: its own line breaks become spaces."""
    return " ".join(filter(None, map(str.strip, words.replace("\t", " ").splitlines())))


def _listed(names: list[str]) -> str:
    return "、".join(names[:_TOLD]) + ("等" if len(names) > _TOLD else "")


def _column(number: int) -> str:
    """The letters of a column, A for 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

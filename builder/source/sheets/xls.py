"""Sheets of an .xls (Excel 97–2003, also the .et of WPS), read by xlrd, which knows its formats and hidden rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from builder.messages.translation import _
from builder.source.sheets.limits import MOST_COLUMNS, MOST_MERGED, MOST_ROWS
from builder.source.sheets.number_formats import BUILT_IN, plain, show
from builder.source.sheets.sheet import Place, Sheet
from builder.source.word.package import LimitExceeded

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(raw: bytes) -> Iterator[Sheet]:
    """The sheets in their order. Whatever xlrd meets in a broken file, and LimitExceeded, where they cannot be read."""
    import xlrd

    with xlrd.open_workbook(
        file_contents=raw, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), on_demand=True
    ) as book:
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            yield _sheet(book, sheet)
            book.unload_sheet(number)


def _sheet(book: Any, sheet: Any) -> Sheet:
    cells: dict[Place, str] = {}
    unread: dict[Place, str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            words, why = _value(book, sheet, row, column)
            if words.strip():
                if row >= MOST_ROWS or column >= MOST_COLUMNS:
                    raise LimitExceeded(
                        _(
                            "a sheet reaches beyond {rows:,} rows or {columns} columns",
                            rows=MOST_ROWS,
                            columns=MOST_COLUMNS,
                        )
                    )
                cells[row, column] = words
            if why:
                unread[row, column] = why
    if len(sheet.merged_cells) > MOST_MERGED:
        raise LimitExceeded(_("a sheet has more than {most:,} merged cells", most=MOST_MERGED))
    return Sheet(
        sheet.name,
        cells,
        tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        frozenset(row for row, found in sheet.rowinfo_map.items() if found.hidden or found.height == 0),
        frozenset(column for column, found in sheet.colinfo_map.items() if found.hidden or found.width == 0),
        unread,
        shown=sheet.visibility == 0,
    )


def _value(book: Any, sheet: Any, row: int, column: int) -> tuple[str, str]:
    """(words, why they may not be what is shown)."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == _TEXT:
        return str(value), ""
    if kind == _BOOLEAN:
        return ("TRUE" if value else "FALSE"), ""
    if kind == _ERROR:
        from xlrd import error_text_from_code

        return error_text_from_code.get(value, "#ERR"), "公式出错"
    if kind not in (_NUMBER, _DATE):
        return "", ""
    key = book.xf_list[sheet.cell_xf_index(row, column)].format_key
    style = book.format_map.get(key)
    code = (style.format_str if style else None) or BUILT_IN.get(key, "General")
    shown = show(value, code, since_1904=bool(book.datemode))
    return (plain(value), "数字的格式未能读懂") if shown is None else (shown, "")

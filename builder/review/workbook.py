"""核对表, the workbook in which a person compares what was read with the notice, written and read back."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.language.invisible import legible
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.notice import Notice
from builder.review.checklist import CATEGORIES, Cells, Row
from builder.review.deciding import Filled
from builder.review.facts import FIELDS, NAMES
from builder.source.sheets.extract import read_workbook
from builder.source.sheets.sheet import Sheet
from builder.source.sidecar.statements import STATES
from builder.source.word.package import LimitExceeded

SHEET, ABOUT, IDENTITY = "核对表", "说明", "请勿改动"
_FORM = "1"
_KEY, _STATE = "编号（请勿改动）", "状态（请勿改动）"
_COLUMNS: Mapping[str, int] = {
    _KEY: 8,
    _STATE: 8,
    "种类": 8,
    "条目": 12,
    "原文": 26,
    "程序读作": 30,
    "所在句子": 60,
    "位置": 9,
    "把握": 18,
    "页面": 12,
    "核对": 8,
    "改为": 20,
    "类别": 10,
    "原文用词": 20,
    "理由": 20,
}
"""By header: the width of the column. A person fills in the last five."""
_FILLED = ("核对", "改为", "类别", "原文用词", "理由")
_HELP = (
    "一行是程序从通知里读出的一处。对照原件，在“核对”一列选一种，其余不动：",
    "正确：程序读对了。存疑的行选正确，是说看过了，没有漏读。",
    "改为：程序读错了。在“改为”写应当是什么（单位名称、日期、数字、文件名、标题），在“类别”选应当是哪一类；不改的留空。",
    "删除：这里没有这一处；任务一行选删除，是说这一条不是任务。",
    "漏读：写在每项任务末尾的空行，选种类，在“原文用词”照抄原文的字；单位选类别，时限、指标在“改为”写日期、数字。",
    "失效：换了文件以后，原来核定的地方不在了，列在最前面，选“删除”去掉那条核定。",
    "漏读不止一处的，把空行整行复制。程序没有当作任务的条目，选漏读就补为任务。",
    "单位只有一部分字对的，在“改为”写对的名称；要换成原文里别的字，写在“原文用词”。",
    "进展：本站收录的报告可能说到这项任务。确是说这项任务的，选正确，在“类别”选已完成、推进中、未完成或其他；说的日子不是报告的日期，写在“改为”。",
    "“理由”可以不填，填了的会登在网页上。没有选“核对”的行不会有任何改动。",
)


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back: the id of its notice, and its rows."""

    notice: str
    rows: tuple[Filled, ...]


def workbook_bytes(notice: Notice, rows: Sequence[Row], home: str | None) -> bytes:
    """The workbook of a notice. `home`: the address of the site, for links to its pages."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    title = legible(notice.front.plan_title or notice.front.title or notice.id)
    # The one date in the file: a fixed one, so that the same notice gives the same bytes.
    book.set_properties({"title": f"核对表：{title}", "created": datetime.datetime(1980, 1, 1)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EDE4"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    task = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "bg_color": "#F7F5F0"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "bg_color": "#FFFBE6"})
    sheet = book.add_worksheet(SHEET)
    names = list(_COLUMNS)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _COLUMNS[name], None, {"hidden": name in (_KEY, _STATE)})
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(rows, start=1):
        for column, (name, words) in enumerate(zip(names, _words(row), strict=True)):
            form = open_ if name in _FILLED else task if row.kind == "task" else plain
            if name == "页面" and home:
                sheet.write_url(line, column, f"{home}{row.address}", form, "打开")
            elif words:
                # 32,767 characters is the most that a cell holds (ECMA-376).
                sheet.write_string(line, column, legible(words)[:32767], form)
            else:
                sheet.write_blank(line, column, None, form)
        _validate(sheet, line, names, row)
    sheet.freeze_panes(1, names.index("原文"))
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    about = book.add_worksheet(ABOUT)
    about.set_column(0, 0, 110)
    for line, words in enumerate((f"核对表：{title}", *_HELP)):
        about.write_string(line, 0, words, head if line == 0 else plain)
    identity = book.add_worksheet(IDENTITY)
    for line, words in enumerate((_FORM, notice.id)):
        identity.write_string(line, 0, words)
    identity.hide()
    book.close()
    return out.getvalue()


def _words(row: Row) -> list[str]:
    """The words of a row, column by column."""
    said = [row.cells.verdict, row.cells.now, row.cells.category, row.cells.words, row.cells.reason]
    about = [row.name, row.place, row.quote, row.read, row.sentence, row.paragraph, row.sure, row.address]
    return [row.key, row.state, *about, *said]


def _validate(sheet: Any, line: int, names: list[str], row: Row) -> None:
    """Lists to choose from, by what the row is about."""
    kinds = [NAMES[kind] for kind in FIELDS]
    lists = {"核对": list(row.verdicts)}
    if row.kind and (choices := list(CATEGORIES[row.kind])):
        lists["类别"] = choices
    if row.sort == "progress":
        lists["类别"] = list(STATES)
    elif not row.kind:
        lists["种类"] = kinds
        lists["类别"] = list(dict.fromkeys(choice for kind in FIELDS for choice in CATEGORIES[kind]))
    for name, choices in lists.items():
        column = names.index(name)
        message = {"error_title": name, "error_message": "请从列表中选一项"}
        sheet.data_validation(line, column, line, column, {"validate": "list", "source": choices, **message})


def read_filled(content: bytes, path: Path) -> Returned:
    """The rows of a workbook that was filled in. InputError where it is no 核对表, or one of another form."""
    hint = _("give the workbook that `taizhang review` wrote, saved as .xlsx")
    if not content.startswith(b"PK\x03\x04"):
        raise InputError(_("is no workbook (.xlsx)"), hint, path)
    try:
        sheets = {sheet.name: sheet for sheet in read_workbook(content, path)}
    except LimitExceeded as error:
        raise InputError(_("cannot be read: {why}", why=error), hint, path) from None
    sheet, identity = sheets.get(SHEET), sheets.get(IDENTITY)
    if sheet is None or identity is None or identity.cells.get((0, 0), "").strip() != _FORM:
        raise InputError(
            _("is no 核对表: the sheets {sheet} and {identity} are not there", sheet=SHEET, identity=IDENTITY),
            hint,
            path,
        )
    columns = {words.strip(): column for (row, column), words in sheet.cells.items() if row == 0}
    if missing := [name for name in (_KEY, _STATE, "种类", *_FILLED) if name not in columns]:
        raise InputError(
            _("has no column {columns}", columns="、".join(missing)), _("put the first row back as it was"), path, 1
        )
    last = max((row for row, _ in sheet.cells), default=0)
    rows = [_filled(sheet, columns, row, path) for row in range(1, last + 1)]
    return Returned(identity.cells.get((1, 0), "").strip(), tuple(row for row in rows if row))


def _filled(sheet: Sheet, columns: Mapping[str, int], row: int, path: Path) -> Filled | None:
    def cell(name: str) -> str:
        return " ".join(sheet.cells.get((row, columns[name]), "").split())

    cells = Cells(*(cell(name) for name in _FILLED))
    if unread := next(
        (sheet.unread[row, columns[name]] for name in _FILLED if (row, columns[name]) in sheet.unread), ""
    ):
        raise InputError(
            _("a cell that was filled in cannot be read: {unread}", unread=unread),
            _("write plain words"),
            path,
            row + 1,
        )
    key = sheet.cells.get((row, columns[_KEY]), "")
    if not key:
        if any((cells.verdict, cells.now, cells.category, cells.words)):
            hint = _("copy a whole row of the same task, and fill in the copy")
            raise InputError(_("a filled row has no number in its hidden first column"), hint, path, row + 1)
        return None
    try:
        sort, task, kind, quote, nth = json.loads(key)
        known = NAMES[kind] if kind else cell("种类")
        return Filled(row + 1, str(sort), str(task), known, str(quote), int(nth), cell(_STATE), cells)
    except (ValueError, TypeError, KeyError):
        raise InputError(
            _("the number in the hidden first column was changed"), _("write the workbook anew"), path, row + 1
        ) from None

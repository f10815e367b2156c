"""The table of responsibilities 责任分工表 of a plan, the table of items 事项表 of a report, as a workbook and as
CSV: what offices make by hand."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterable

from builder.exports.declaration import Export, Files, Offer
from builder.exports.rows import Row
from builder.exports.tables import csv_bytes
from builder.language.invisible import legible
from builder.ledger.qualifiers import qualifier_in, qualifier_of
from builder.ledger.task_titles import task_title
from builder.model.addresses import notice_address
from builder.model.ledger import Ledger
from builder.model.notice import Notice, Task

_BASIS = {"own": "条目写明", "default": "通知统一规定", "none": "原文未写明"}
_DAY = "到期日"


def _bodies(task: Task, *roles: str) -> str:
    """As the notice names them, a second name in its bracket: 市委编办(市审改办)."""
    return "、".join(dict.fromkeys(body.both for body in task.agencies if body.role in roles))


def _chapter(notice: Notice, task: Task) -> str:
    """The headings above a task with their numbers, as written."""
    items = {item.id: item for item in notice.outline}
    above = [items[chapter] for chapter in task.chapter if chapter in items]
    return " / ".join(f"{item.label}{item.heading or ''}" for item in above)


def _due_basis(notice: Notice, task: Task) -> str:
    """Why the task is due then, with the word that leaves room: 条目写明（原则上）."""
    room = ""
    if task.due.basis == "default" and task.due.convention is not None:
        room = qualifier_in(notice.conventions[task.due.convention].quote)
    elif task.due.basis == "own":
        room = next((qualifier_of(notice.text, limit) for limit in task.deadlines if limit.date == task.due.date), "")
    return _BASIS[task.due.basis] + (f"（{room}）" if room else "")


def _limits(notice: Notice, task: Task) -> str:
    """The words of the limits; those of the notice's rule where it gives the day."""
    words = [limit.written for limit in task.deadlines]
    if task.due.basis == "default" and task.due.convention is not None:
        words.append(notice.conventions[task.due.convention].quote)
    return "；".join(words)


_COLUMNS: dict[str, tuple[int, Callable[[Notice, Task], str]]] = {
    "序号": (10, lambda _, task: task.id.replace("/", "")),
    "章节": (24, _chapter),
    "性质": (12, lambda _, task: "报告的事项" if task.kind == "progress" else "今后的任务"),
    "任务": (34, lambda _, task: task_title(task)),
    "事项": (34, lambda _, task: task_title(task)),
    "牵头单位": (20, lambda _, task: _bodies(task, "lead")),
    "责任单位": (30, lambda _, task: _bodies(task, "responsible")),
    "配合单位": (20, lambda _, task: _bodies(task, "supporting")),
    "由谁做的": (30, lambda _, task: _bodies(task, "lead", "responsible", "supporting")),
    "责任分工（原文）": (30, lambda _, task: task.clause or ""),
    "时限（原文）": (20, _limits),
    _DAY: (13, lambda _, task: task.due.date or ""),
    "到期日依据": (14, _due_basis),
    "指标": (20, lambda _, task: "；".join(target.written for target in task.targets)),
    "报告的数字": (20, lambda _, task: "；".join(target.written for target in task.targets)),
    "引用文件": (30, lambda _, task: "；".join(f"《{citation.title}》" for citation in task.citations)),
    "原文": (90, lambda _, task: task.text),
}
"""By header: the width of the column, and what stands in it."""
_OF_PLAN = (
    "序号 章节 任务 牵头单位 责任单位 配合单位 责任分工（原文） 时限（原文） 到期日 到期日依据 指标 引用文件 原文"
)
_OF_REPORT = "序号 章节 性质 事项 由谁做的 时限（原文） 到期日 报告的数字 引用文件 原文"


def sheet_name(notice: Notice) -> str:
    return "责任分工表" if notice.front.kind == "plan" else "事项表"


def header(notice: Notice) -> list[str]:
    return (_OF_PLAN if notice.front.kind == "plan" else _OF_REPORT).split()


def responsibility_rows(notice: Notice) -> list[Row]:
    """One row for each task, the columns of `header`, all text."""
    return [{name: _COLUMNS[name][1](notice, task) for name in header(notice)} for task in notice.tasks]


def workbook_bytes(notice: Notice) -> bytes:
    """An XLSX workbook with one sheet: header row frozen, filters, wrapped text. Texts stay texts; days are days."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    title = legible(notice.front.plan_title or notice.front.title or notice.id)
    # The one date in the file: a fixed one, so that the same notice gives the same bytes.
    book.set_properties({"title": title, "created": datetime.datetime(1980, 1, 1)})
    sheet = book.add_worksheet(sheet_name(notice))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EDE4"})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top", "border": 1})
    names = header(notice)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _COLUMNS[name][0])
        sheet.write_string(0, column, name, head)
    rows = responsibility_rows(notice)
    for line, row in enumerate(rows, start=1):
        for column, name in enumerate(names):
            if name == _DAY and re.fullmatch(r"\d{4}-\d\d-\d\d", row[name]):
                sheet.write_datetime(line, column, datetime.datetime.fromisoformat(row[name]), date)
            elif not row[name]:
                sheet.write_blank(line, column, None, body)
            else:
                # 32,767 characters is the most that a cell holds (ECMA-376).
                sheet.write_string(line, column, legible(row[name])[:32767], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def notice_tables(ledger: Ledger) -> Files:
    """`tasks.xlsx` and `tasks.csv` beside each notice's page."""
    files: Files = {}
    for notice in ledger.notices:
        files[f"{notice_address(notice.id)}tasks.xlsx"] = workbook_bytes(notice)
        files[f"{notice_address(notice.id)}tasks.csv"] = csv_bytes(header(notice), responsibility_rows(notice))
    return files


def _offers(ledger: Ledger) -> Iterable[Offer]:
    for notice in ledger.notices:
        page, name = notice_address(notice.id), sheet_name(notice)
        yield Offer(page, f"{name}（Excel）", f"{page}tasks.xlsx")
        yield Offer(page, f"{name}（CSV）", f"{page}tasks.csv")


WORKBOOKS = Export(
    {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"},
    lambda ledger, _: notice_tables(ledger),
    _offers,
    "xlsx",
)

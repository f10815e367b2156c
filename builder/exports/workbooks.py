"""The table of responsibilities 责任分工表 of a notice as a workbook and as CSV: what offices make by hand."""

from __future__ import annotations

import datetime
import io

from builder.addresses import notice_address
from builder.exports.tables import Row, csv_bytes
from builder.ledger.model import Ledger
from builder.notice import Notice, Role, Task

HEADER = [
    "序号",
    "章节",
    "任务",
    "牵头单位",
    "责任单位",
    "配合单位",
    "时限（原文）",
    "到期日",
    "到期日依据",
    "指标",
    "引用文件",
    "原文",
]
_WIDTHS = [10, 24, 34, 20, 30, 20, 20, 13, 14, 20, 30, 90]
_BASIS = {"own": "条目写明", "default": "通知统一规定", "none": "原文未写明"}


def _bodies(task: Task, role: Role) -> str:
    return "、".join(dict.fromkeys(body.name for body in task.agencies if body.role == role))


def responsibility_rows(notice: Notice) -> list[Row]:
    """One row for each task, the columns of `HEADER`, all text."""
    headings = {item.id: item.heading for item in notice.outline}
    return [
        dict(
            zip(
                HEADER,
                [
                    task.id,
                    " / ".join(heading for item in task.chapter if (heading := headings.get(item))),
                    task.heading or (task.text[:40] + "……" if len(task.text) > 42 else task.text),
                    _bodies(task, "lead"),
                    _bodies(task, "responsible"),
                    _bodies(task, "supporting"),
                    "；".join(limit.written for limit in task.deadlines),
                    task.due.date or "",
                    _BASIS[task.due.basis],
                    "；".join(target.written for target in task.targets),
                    "；".join(f"《{citation.title}》" for citation in task.citations),
                    task.text,
                ],
                strict=True,
            )
        )
        for task in notice.tasks
    ]


def workbook_bytes(notice: Notice) -> bytes:
    """An XLSX workbook with one sheet: header row frozen, filters, wrapped text. Texts stay texts."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # The one date in the file: a fixed one, so that the same notice gives the same bytes.

    book.set_properties(
        {"title": notice.front.plan_title or notice.front.title or notice.id, "created": datetime.datetime(1980, 1, 1)}
    )
    sheet = book.add_worksheet("责任分工表")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EDE4"})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, (name, width) in enumerate(zip(HEADER, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    rows = responsibility_rows(notice)
    for line, row in enumerate(rows, start=1):
        for column, name in enumerate(HEADER):
            # 32,767 characters is the most that a cell holds (ECMA-376).
            sheet.write_string(line, column, row[name][:32767], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(HEADER) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def notice_tables(ledger: Ledger) -> dict[str, str | bytes]:
    """`tasks.xlsx` and `tasks.csv` beside each notice's page."""
    files: dict[str, str | bytes] = {}
    for notice in ledger.notices:
        files[f"{notice_address(notice.id)}tasks.xlsx"] = workbook_bytes(notice)
        files[f"{notice_address(notice.id)}tasks.csv"] = csv_bytes(HEADER, responsibility_rows(notice))
    return files

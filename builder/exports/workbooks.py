"""The table of responsibilities 责任分工表 of a plan, the table of items 事项表 of a report, as a workbook and as
CSV: what offices make by hand. The workbook has a second sheet 时限表: who must do what by when."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.exports.declaration import Export, ExportInput, Files, Made, Offer
from builder.exports.rows.limits import deadline_rows, duty_rows
from builder.exports.rows.row import Row
from builder.exports.tables import csv_bytes
from builder.language import lazy_re as re
from builder.language.invisible import legible
from builder.language.role_words import ROLE_NAMES
from builder.ledger.due import rule_for_all
from builder.ledger.duties import BASES
from builder.ledger.index import index_of
from builder.ledger.qualifiers import qualifier_in, qualifier_of
from builder.ledger.statements import progress_told
from builder.ledger.task_titles import task_place, task_title
from builder.model.addresses import notice_address, task_address
from builder.model.ledger import Ledger, TaskKey
from builder.model.notice import Notice, Task

if TYPE_CHECKING:
    import xlsxwriter

_BASIS = {"own": "条目写明", "default": "通知统一规定", "none": "原文未写明"}
Said = Mapping[TaskKey, tuple[str, ...]]
"""What was said of the progress of tasks."""
_NOTHING: Said = {}
_DAY, _LINK, _PROGRESS = "到期日", "网页", "完成情况"
_DAYS = (_DAY, "日期")


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
    room, rule = "", rule_for_all(notice, task)
    if rule:
        room = qualifier_in(rule.quote)
    elif task.due.basis == "own":
        room = next((qualifier_of(notice.text, limit) for limit in task.deadlines if limit.date == task.due.date), "")
    return _BASIS[task.due.basis] + (f"（{room}）" if room else "")


def _limit_words(notice: Notice, task: Task) -> str:
    """The words of the limits; those of the notice's rule where it gives the day."""
    rule = rule_for_all(notice, task)
    return "；".join([*(limit.written for limit in task.deadlines), *([rule.quote] if rule else ())])


def _page(notice: Notice, task: Task, home: str) -> str:
    return f"{home}{task_address(notice, task.id)}"


_COLUMNS: dict[str, tuple[int, Callable[[Notice, Task, str], str]]] = {
    "序号": (10, lambda notice, task, _home: task_place(notice.path[task.id])),
    "章节": (24, lambda notice, task, _home: _chapter(notice, task)),
    "性质": (12, lambda _notice, task, _home: "报告的事项" if task.kind == "progress" else "今后的任务"),
    "任务": (34, lambda _notice, task, _home: task_title(task)),
    "事项": (34, lambda _notice, task, _home: task_title(task)),
    "牵头单位": (20, lambda _notice, task, _home: _bodies(task, "lead")),
    "责任单位": (30, lambda _notice, task, _home: _bodies(task, "responsible")),
    "配合单位": (20, lambda _notice, task, _home: _bodies(task, "supporting")),
    "由谁做的": (30, lambda _notice, task, _home: _bodies(task, "lead", "responsible", "supporting")),
    "责任分工（原文）": (30, lambda _notice, task, _home: task.clause or ""),
    "时限（原文）": (20, lambda notice, task, _home: _limit_words(notice, task)),
    _DAY: (13, lambda _notice, task, _home: task.due.date or ""),
    "到期日依据": (14, lambda notice, task, _home: _due_basis(notice, task)),
    "指标": (20, lambda _notice, task, _home: "；".join(target.written for target in task.targets)),
    "报告的数字": (20, lambda _notice, task, _home: "；".join(target.written for target in task.targets)),
    "引用文件": (30, lambda _notice, task, _home: "；".join(f"《{citation.title}》" for citation in task.citations)),
    "编号": (30, lambda notice, task, _home: TaskKey.of(notice, task)),
    _LINK: (40, _page),
    _PROGRESS: (40, lambda _notice, _task, _home: ""),
    "原文": (90, lambda _notice, task, _home: task.text),
}
"""By header: the width of the column, and what stands in it."""
_OF_PLAN = (
    "序号 章节 任务 牵头单位 责任单位 配合单位 责任分工（原文） 时限（原文） 到期日 到期日依据 指标 引用文件 原文"
    " 编号 网页"
)
_OF_REPORT = "序号 章节 性质 事项 由谁做的 时限（原文） 到期日 报告的数字 引用文件 原文 编号 网页"
_LIMITS = {
    "序号": 10, "任务": 34, "时限（原文）": 24, "日期": 13, "持续到": 24, "单位": 24, "角色": 8, "依据": 18,
    "限定的事项": 50, "编号": 30, "网页": 40,
}  # fmt: skip
"""The columns of the second sheet, with their widths."""


def sheet_name(notice: Notice) -> str:
    return "责任分工表" if notice.front.kind == "plan" else "事项表"


def header(notice: Notice, said: Said) -> list[str]:
    """The columns of the notice's table; 完成情况 only where somebody said something of it."""
    names = (_OF_PLAN if notice.front.kind == "plan" else _OF_REPORT).split()
    if any(TaskKey.of(notice, task) in said for task in notice.tasks):
        names.insert(names.index("原文"), _PROGRESS)
    return names


def responsibility_rows(notice: Notice, home: str | None = None, said: Said = _NOTHING) -> list[Row]:
    """One row for each task, the columns of `header`, all text. `home`: the site's address, where pages have one;
    `said`: what was said of the progress of tasks."""
    names = header(notice, said)
    rows = [{name: _COLUMNS[name][1](notice, task, home or "") for name in names} for task in notice.tasks]
    for row, task in zip(rows, notice.tasks, strict=True):
        if _PROGRESS in row:
            row[_PROGRESS] = "\n".join(said.get(TaskKey.of(notice, task), ()))
    return rows


def limit_rows(notice: Notice, duties: Iterable[Row], home: str | None = None) -> list[Row]:
    """One row for each limit of each task and each body or group that it binds, all text. `duties`: the rows of the
    data table that are the notice's."""
    tasks = {TaskKey.of(notice, task): task for task in notice.tasks}
    limits = {row["deadline"]: row for task in notice.tasks for row in deadline_rows(notice, task)}
    rows = []
    for duty in duties:
        if duty["via"] is not None:
            continue
        task, limit = tasks[duty["task"]], limits[duty["deadline"]]
        rows.append(
            {
                "序号": task_place(notice.path[task.id]),
                "任务": task_title(task),
                "时限（原文）": duty["written"],
                "日期": "" if duty["type"] == "recurring" else duty["date"] or "",
                "持续到": limit["until_why"] or "",
                "单位": duty["name"] or "原文未写明",
                "角色": ROLE_NAMES[duty["role"]] if duty["role"] else "",
                "依据": BASES[duty["basis"]] if duty["name"] else "",
                "限定的事项": duty["what"] or "",
                "编号": duty["task"],
                _LINK: _page(notice, task, home or ""),
            }
        )
    return rows


Sheets = tuple[tuple[str, Mapping[str, int], Sequence[Row]], ...]
"""Of each sheet: its name, the columns with their widths, the rows."""


def workbook_sheets(
    notice: Notice, limits: Sequence[Row] = (), home: str | None = None, said: Said = _NOTHING
) -> Sheets:
    """The table of the notice, and that of `limits` where there are any."""
    widths = {name: _COLUMNS[name][0] for name in header(notice, said)}
    sheets: Sheets = ((sheet_name(notice), widths, responsibility_rows(notice, home, said)),)
    return (*sheets, ("时限表", _LIMITS, limits)) if limits else sheets


def workbook_title(notice: Notice) -> str:
    return legible(notice.front.plan_title or notice.front.title or notice.id)


def workbook_bytes(title: str, sheets: Sheets, *, linked: bool) -> bytes:
    """An XLSX workbook. Header rows frozen, filters, wrapped text. Texts stay texts; days are days; pages are links
    where the site's address is known (`linked`)."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # The one date in the file: a fixed one, so that the same notice gives the same bytes.
    book.set_properties({"title": title, "created": datetime.datetime(1980, 1, 1)})
    for name, widths, rows in sheets:
        _write_sheet(book, name, widths, rows, linked=linked)
    book.close()
    return out.getvalue()


def _write_sheet(
    book: xlsxwriter.Workbook, title: str, widths: Mapping[str, int], rows: Sequence[Row], *, linked: bool
) -> None:
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EDE4"})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top", "border": 1})
    for column, (name, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(rows, start=1):
        for column, name in enumerate(widths):
            if name in _DAYS and re.fullmatch(r"\d{4}-\d\d-\d\d", row[name]):
                sheet.write_datetime(line, column, datetime.datetime.fromisoformat(row[name]), date)
            elif not row[name]:
                sheet.write_blank(line, column, None, body)
            elif name == _LINK and linked:
                sheet.write_url(line, column, row[name], body)
            else:
                # 32,767 characters is the most that a cell holds (ECMA-376).
                sheet.write_string(line, column, legible(row[name])[:32767], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(widths) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def said_of(notice: Notice, said: Said) -> list[tuple[str, ...]]:
    """What was said of the progress of the tasks of one notice, () of a task of which nothing was."""
    return [said.get(TaskKey.of(notice, task), ()) for task in notice.tasks] if said else []


def _files(made: ExportInput) -> Files:
    """`tasks.xlsx` and `tasks.csv` beside each notice's page."""
    files: Files = {}
    index = index_of(made.ledger)
    said, home = progress_told(made.ledger.progress), made.site.url

    def of(notice: Notice, page: str) -> Made:
        duties = [row for task in notice.tasks for row in duty_rows(index, notice, task)]
        sheets = workbook_sheets(notice, limit_rows(notice, duties, home), home, said)
        table = csv_bytes(header(notice, said), responsibility_rows(notice, home, said))
        book = workbook_bytes(workbook_title(notice), sheets, linked=bool(home))
        return Made({f"{page}tasks.xlsx": book, f"{page}tasks.csv": table})

    for notice in made.ledger.notices:
        page = notice_address(notice.id)
        # The rows of duties that are shown come from the notice alone: those of members of groups are not.
        values = made.identity(notice), said_of(notice, said), home
        made.kept.leave(files, f"{page}tasks", values, partial(of, notice, page))
    return files


def _offers(ledger: Ledger) -> Iterable[Offer]:
    for notice in ledger.notices:
        page, name = notice_address(notice.id), sheet_name(notice)
        yield Offer(page, f"{name}（Excel）", f"{page}tasks.xlsx")
        yield Offer(page, f"{name}（CSV）", f"{page}tasks.csv")


WORKBOOKS = Export(
    {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"},
    _files,
    _offers,
    "xlsx",
)

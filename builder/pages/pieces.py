"""Pieces that several kinds of page are made of: links to a task, its bodies, its days, lists of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from builder.addresses import agency_address, deadline_address, notice_address
from builder.ledger.model import Agency, DueEntry
from builder.notice import Notice
from builder.pages import wording
from builder.pages.anchors import FactKind, convention_anchor, fact_anchor, item_anchor, paragraph_anchor
from builder.pages.atlas import Atlas, Entry
from builder.pages.escaping import inline
from builder.pages.links import relative
from builder.pages.marking import Mark
from builder.pages.rendering import joined, link
from builder.pages.tables import Cell, table


def notice_name(notice: Notice) -> str:
    """The name of the plan or report itself, else of the covering notice, else its id."""
    return notice.front.plan_title or notice.front.title or notice.id


def notice_date(notice: Notice) -> str | None:
    return notice.front.written or notice.front.published


def made_from(notices: Iterable[Notice]) -> str:
    """The line that says what a page was made from."""
    return "、".join(
        dict.fromkeys(f"source_texts/{notice.source_name} (sha256 {notice.source_sha256[:12]})" for notice in notices)
    )


def years(notices: Iterable[Notice], dates: Iterable[str | None]) -> tuple[str, ...]:
    """The years of notices and dates, in order, for the filter of the search."""
    found = {date[:4] for date in [*(notice_date(notice) for notice in notices), *dates] if date and date[:4].isdigit()}
    return tuple(sorted(found))


def full_name(body: Agency) -> str:
    return body.full_name or body.name


def body_link(here: str, body: Agency) -> Markup:
    return link(here, agency_address(body.id), body.name)


def task_link(here: str, entry: Entry) -> Markup:
    return link(here, entry.address, entry.title)


def task_number(entry: Entry) -> Cell:
    """The label of a task as it is written, which sorts by its place in the notice."""
    numbers = [f"{int(part):04d}" if part.isdigit() else part for part in entry.number.replace(".", "-").split("-")]
    return Cell(entry.short_label, f"{entry.notice.id} {'.'.join(numbers)}")


def bodies(here: str, atlas: Atlas, entry: Entry, roles: Sequence[str]) -> Markup:
    """The bodies that a task names in any of these roles, each once, linked; 原文未写明 where there is none."""
    found: dict[str, Markup] = {}
    for part in atlas.responsibilities_of.get(entry.key, ()):
        if part.via is None and part.mention.role in roles:
            found.setdefault(part.agency, body_link(here, atlas.ledger.agencies[part.agency]))
    return joined(list(found.values()))


def due_page_name(page: str) -> str:
    return wording.OPEN_LABELS.get(page) or wording.day(page)


def due_words(entry: DueEntry) -> str:
    """The day of an entry of the calendar as readers see it; the words of the limit where it has no day."""
    if entry.page not in wording.OPEN_LABELS:
        kind = entry.deadline.type if entry.deadline else "by"
        return f"自{wording.day(entry.page)}起" if kind == "from" else wording.day(entry.page)
    if entry.deadline is None:
        return "原文未写明"
    return wording.recurrence(entry.deadline) if entry.page == "recurring" else entry.deadline.written


def when(here: str, atlas: Atlas, entry: Entry) -> Cell:
    """The days of a task, linked, the latest that binds the whole task first."""
    items: dict[str, Markup] = {}
    due = atlas.due_of.get(entry.key, [])
    for item in sorted(due, key=lambda item: item.page != entry.task.due.date):
        words = due_words(item)
        items.setdefault(
            words, inline(words) if words == "原文未写明" else link(here, deadline_address(item.page), words)
        )
    dates = sorted(item.page for item in due if item.page[:1].isdigit())
    return Cell(joined(list(items.values())) or "原文未写明", entry.task.due.date or (dates[0] if dates else "9999"))


def task_table(here: str, atlas: Atlas, entries: Sequence[Entry], caption: object, *, others: bool = True) -> Markup:
    """Tasks of one notice: who leads, who else is responsible (unless left out), and by when."""
    rows: list[list[Cell | object]] = []
    for entry in entries:
        lead = bodies(here, atlas, entry, ("lead",))
        rest = bodies(here, atlas, entry, ("responsible", "supporting"))
        row: list[Cell | object] = [task_number(entry), task_link(here, entry), lead or "—"]
        if others:
            row.append(rest or ("—" if lead else "原文未写明"))
        rows.append([*row, when(here, atlas, entry)])
    columns = ["序号", "任务", "牵头单位", *(["其他责任单位"] if others else []), "时限"]
    return table(caption, columns, rows, tools=True, style="tz-tasks")


def task_tables(here: str, atlas: Atlas, entries: Sequence[Entry], *, others: bool = True) -> list[Markup]:
    """Tasks of several notices: a table for each, under the notice's name."""
    notices = {entry.notice.id: entry.notice for entry in entries}
    tables = []
    for notice in notices.values():
        own = [entry for entry in entries if entry.notice.id == notice.id]
        name = link(here, notice_address(notice.id), notice_name(notice))
        tables.append(task_table(here, atlas, own, Markup(f"{name}：{len(own)} 项"), others=others))
    return tables


def fact_marks(here: str, atlas: Atlas, entry: Entry, *, anchored: bool) -> list[Mark]:
    """The marks of a task's bodies, time limits, figures and documents. `anchored`: they get the
    ids by which other pages point to the words (on the notice's own page)."""
    task, notice = entry.task, entry.notice
    marks = []

    def mark(start: int, end: int, style: str, kind: FactKind, index: int, target: str | None) -> None:
        anchor = fact_anchor(task.id, kind, index) if anchored else None
        href = relative(here, target) if target is not None else None
        marks.append(Mark(start, end, style, href, anchor))

    for index, mention in enumerate(task.agencies):
        body = atlas.agency_of(entry.key, mention.start, mention.end, mention.name)
        style = {"lead": "m-lead", "responsible": "m-body", "supporting": "m-support"}[mention.role]
        mark(mention.start, mention.end, style, "b", index, agency_address(body.id) if body else None)
    pages = {
        (item.deadline.start, item.deadline.end): item.page for item in atlas.due_of.get(entry.key, ()) if item.deadline
    }
    for index, limit in enumerate(task.deadlines):
        page = pages.get((limit.start, limit.end))
        mark(limit.start, limit.end, "m-time", "d", index, deadline_address(page) if page else None)
    for index, target in enumerate(task.targets):
        mark(target.start, target.end, "m-figure", "n", index, None)
    for index, citation in enumerate(task.citations):
        document = atlas.document_of(notice, task, citation)
        mark(citation.start, citation.end, "m-document", "l", index, atlas.document_page(document))
    return marks


def convention_marks(notice: Notice, *, anchored: bool) -> list[Mark]:
    return [
        Mark(rule.start, rule.end, "m-rule", None, convention_anchor(index) if anchored else None)
        for index, rule in enumerate(notice.conventions)
    ]


def unsure_spans(notice: Notice) -> list[tuple[int, int]]:
    """Where words were restored without proof."""
    return [(edit.start, edit.end) for edit in notice.edits if not edit.certain and edit.end > edit.start]


def source_link(here: str, entry: Entry, words: str = "见原文", anchor: str | None = None) -> Markup:
    """To the words themselves, in the full text on the notice's page: to the numbered item, or to the
    paragraph where a task of a table has no number in the text."""
    notice, task = entry.notice, entry.task
    numbered = any(item.id == task.id and item.label_start < item.start for item in notice.outline)
    place = item_anchor(task.id) if numbered else paragraph_anchor(notice.text, task.start)
    return link(here, notice_address(notice.id), words, anchor or place)


def place_line(atlas: Atlas, entry: Entry) -> list[str]:
    """The headings that a task stands under, from the outside in, as written."""
    return [f"{item.label}{item.heading or ''}" for item in atlas.chapters(entry.notice, entry.task)]

"""Pieces that several kinds of page are made of: links to a task, its bodies, its days, lists of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup

from builder.language import lazy_re as re
from builder.ledger.due import rule_for_all
from builder.ledger.duties import bound_and_why
from builder.ledger.index import Entry, LedgerIndex, Tally, notice_name
from builder.ledger.qualifiers import qualifier_in, qualifier_of
from builder.model.addresses import agency_address, deadline_address, notice_address
from builder.model.edit_kinds import EditKind
from builder.model.ledger import Agency, DueEntry, Duty
from builder.model.notice import AgencyMention, Notice
from builder.pages import wording
from builder.pages.markdown.escaping import finalize, inline
from builder.pages.markdown.links import (
    FactKind,
    convention_anchor,
    fact_anchor,
    item_anchor,
    paragraph_anchor,
    relative,
)
from builder.pages.markdown.marking import Mark
from builder.pages.markdown.rendering import joined, link
from builder.pages.markdown.tables import Cell, number_cell, table


def counted(entries: Iterable[Entry]) -> str:
    """5 项任务、23 项报告的事项: what all pages say of how many there are; 0 项任务 where there is none."""
    tally = Tally.of(entries)
    tasks = f"{tally.tasks} 项任务" if tally.tasks or not tally.reported else ""
    reported = f"{tally.reported} 项报告的事项" if tally.reported else ""
    return "、".join(filter(None, [tasks, reported]))


COUNTED = ["任务", "报告的事项"]
"""The columns that `numbers` fills."""


def numbers(entries: Iterable[Entry]) -> list[Cell | object]:
    """How many tasks and how many items of reports, for a row of a table."""
    tally = Tally.of(entries)
    return [number_cell(tally.tasks), number_cell(tally.reported)]


def addressed_to(notice: Notice) -> str:
    """The line that names the addressees, as written; the names alone where no line has them all."""
    names = [name for name in notice.front.addressees if name]
    lines = [line.strip() for line in notice.text.split("\n")]
    for shown in (*lines, *map("".join, pairwise(lines))):
        at = 0
        for name in names:
            at = shown.find(name, at) + len(name) if name in shown[at:] else len(shown) + 1
        if names and at <= len(shown):
            rest = re.match(r"[^:：。]{0,20}(?=[:：]|$)", shown[at:])
            return shown[shown.find(names[0]) : at + (rest.end() if rest else 0)]
    return "、".join(names)


def notice_date(notice: Notice) -> str | None:
    return notice.front.dated


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


def named_count(index: LedgerIndex, entries: Iterable[Entry]) -> str:
    """12 个机构、3 个统称: who is named in these tasks, members of groups not counted; "" where nobody is."""
    found = {part.agency for e in entries for part in index.responsibilities_of.get(e.key, ()) if part.via is None}
    groups = sum(index.ledger.agencies[agency].group for agency in found)
    said = [f"{len(found) - groups} 个机构" if len(found) > groups else "", f"{groups} 个统称" if groups else ""]
    return "、".join(filter(None, said))


def task_number(entry: Entry) -> Cell:
    """The label of a task as it is written, which sorts by its place in the notice."""
    numbers = [f"{int(part):04d}" if part.isdigit() else part for part in entry.number.replace(".", "-").split("-")]
    return Cell(entry.short_label, f"{entry.notice.id} {'.'.join(numbers)}")


_AND_OTHERS = re.compile(r"等(?![级次于候待])(?:[\d一二三四五六七八九十]+个)?(?:有关|相关)?(?:部门|单位|机构|机关)?")
"""What follows the last name of a list that goes on."""


def bodies(here: str, index: LedgerIndex, entry: Entry, roles: Sequence[str]) -> Markup:
    """The bodies that a task names in any of these roles, each once, linked; a second body that the notice
    puts in brackets beside one stays beside it, and so does the 等 that leaves a list open."""
    found: dict[str, list[AgencyMention]] = {}
    for part in index.responsibilities_of.get(entry.key, ()):
        if part.via is None and part.mention.role in roles:
            found.setdefault(part.agency, []).append(part.mention)
    return joined(
        [
            Markup(f"{body_link(here, index.ledger.agencies[agency])}{_beside(entry, mentions)}")
            for agency, mentions in found.items()
        ]
    )


def _beside(entry: Entry, mentions: Iterable[AgencyMention]) -> Markup:
    """What the notice writes beside the mentions of one body: a second body in brackets, the 等 of an open list."""
    beside: dict[str, None] = {}
    for mention in mentions:
        if mention.second_body:
            beside[f"({mention.second_body})"] = None
        if others := _AND_OTHERS.match(entry.notice.text, mention.end):
            beside[others[0]] = None
    return inline("".join(beside))


def bound_bodies(here: str, index: LedgerIndex, item: DueEntry) -> Markup:
    """Whom a limit binds, who leads first, and what says so: its own sentence, or that they are the task's."""
    duties, said = bound_and_why(index.bound_by.get((item.task, item.deadline), ()))
    if not duties:  # a task without a limit, or a limit of a task without a body
        return bodies(here, index, index.entries[item.task], tuple(wording.ROLES)) or inline("原文未写明")
    bound = [
        Markup(f"{_bound_name(here, index, duty)}{inline('（牵头）' if duty.role == 'lead' else '')}")
        for duty in duties
    ]
    return Markup(f'{joined(bound)}<span class="tz-quoted">{inline(said)}</span>')


def _bound_name(here: str, index: LedgerIndex, duty: Duty) -> Markup:
    """The body of a limit as its own sentence names it, or as the task does, with what is written beside it."""
    if duty.limit is not None and duty.basis in ("own-sentence", "own-clause"):
        mentions = [each for each in duty.limit.binds if (each.agency, each.name) == (duty.agency, duty.name)]
    else:
        parts = index.responsibilities_of.get(duty.task, ())
        mentions = [part.mention for part in parts if part.via is None and part.agency == duty.agency]
    body = index.ledger.agencies.get(duty.agency or "")
    name = body_link(here, body) if body else inline(duty.name)
    return Markup(f"{name}{_beside(index.entries[duty.task], mentions)}")


def names_written(index: LedgerIndex, entry: Entry) -> str:
    """The bodies of a task as its notice writes them, for readers who type what they read."""
    parts = index.responsibilities_of.get(entry.key, ())
    return " ".join(dict.fromkeys(name for part in parts for name in (part.mention.both, part.mention.bare)))


def due_page_name(page: str) -> str:
    return wording.OPEN_LABELS.get(page) or wording.day(page)


def due_words(index: LedgerIndex, item: DueEntry) -> str:
    """The day of an entry of the calendar as readers see it, with the word that leaves it room (原则上); the
    words of the limit where it has no day."""
    limit = item.deadline
    if limit is None:
        room = qualifier_in(due_written(index, item))
        return "原文未写明" if item.page in wording.OPEN_LABELS else f"{room}{wording.day(item.page)}"
    room = qualifier_of(index.entries[item.task].notice.text, limit) if item.task in index.entries else ""
    if item.page not in wording.OPEN_LABELS:
        return f"{room}自{wording.day(item.page)}起" if limit.type == "from" else f"{room}{wording.day(item.page)}"
    return wording.recurrence(limit, room) if item.page == "recurring" else limit.written


def due_written(index: LedgerIndex, item: DueEntry) -> str:
    """The words of the notice that give an entry of the calendar its day; "" where there are none."""
    if item.deadline is not None:
        return " ".join(item.deadline.written.split())
    entry = index.entries[item.task]
    rule = rule_for_all(entry.notice, entry.task)
    return rule.quote if rule else ""


def quoted(words: str, *, named: bool = False) -> Markup:
    """Words of the notice beside what is made of them; `named`: said to be the notice's."""
    return Markup(f'<span class="tz-quoted">{inline(f"（原文“{words}”）" if named else f"“{words}”")}</span>')


def when(here: str, index: LedgerIndex, entry: Entry, *, named: bool = False) -> Cell:
    """The days of a task in the order of time, linked, each with the words that it is read from; `named`: which
    are said to be the notice's."""
    due = sorted(index.due_of.get(entry.key, []), key=lambda item: (not item.page[:1].isdigit(), item.page))
    items: dict[tuple[str, str], list[str]] = {}
    for item in due:
        words, written = due_words(index, item), due_written(index, item)
        own = items.setdefault((item.page, words), [])
        if written and written != words and written not in own:
            own.append(written)
    shown = []
    for (page, words), own in items.items():
        if words == "原文未写明":
            shown.append(inline("—" if entry.task.kind == "progress" else words))
        else:
            day = link(here, deadline_address(page), words)
            shown.append(Markup(f"{day}{Markup('').join(quoted(each, named=named) for each in own)}"))
    dates = [item.page for item in due if item.page[:1].isdigit()]
    return Cell(joined(shown) or "原文未写明", entry.task.due.date or (dates[0] if dates else "9999"))


def task_table(
    here: str, index: LedgerIndex, entries: Sequence[Entry], whose: object, *, others: bool = True
) -> Markup:
    """Tasks of one notice: who leads, who else is responsible (unless left out), and by when. What a report
    tells has a table of its own: who did it. `whose`: what each caption says before it counts the rows of its table."""
    reported = [entry for entry in entries if entry.task.kind == "progress"]
    assigned = [entry for entry in entries if entry.task.kind != "progress"]
    tables = [
        _reported_table(here, index, reported, Markup(f"{finalize(whose)}：{counted(reported)}")),
        _assigned_table(here, index, assigned, Markup(f"{finalize(whose)}：{counted(assigned)}"), others),
    ]
    return Markup("\n\n").join(filter(None, tables))


def _assigned_table(here: str, index: LedgerIndex, entries: Sequence[Entry], caption: object, others: bool) -> Markup:
    rows: list[list[Cell | object]] = []
    led = any(bodies(here, index, entry, ("lead",)) for entry in entries)
    for entry in entries:
        lead = bodies(here, index, entry, ("lead",))
        rest = bodies(here, index, entry, ("responsible", "supporting"))
        row: list[Cell | object] = [task_number(entry), task_link(here, entry)]
        if led:
            row.append(lead or "—")
        if others or not led:
            row.append(rest or ("—" if lead else "原文未写明"))
        rows.append([*row, when(here, index, entry)])
    who = [*(["牵头单位"] if led else []), *(["其他责任单位" if led else "责任单位"] if others or not led else [])]
    columns = ["序号", "任务", *who, "时限"]
    names = [names_written(index, entry) for entry in entries]
    return table(caption, columns, rows, tools=True, style="tz-tasks", found_by=names)


def _reported_table(here: str, index: LedgerIndex, entries: Sequence[Entry], caption: object) -> Markup:
    rows: list[list[Cell | object]] = [
        [
            task_number(entry),
            task_link(here, entry),
            bodies(here, index, entry, ("lead", "responsible", "supporting")) or "—",
        ]
        for entry in entries
    ]
    names = [names_written(index, entry) for entry in entries]
    return table(caption, ["序号", "报告的事项", "由谁做的"], rows, tools=True, style="tz-tasks", found_by=names)


def task_tables(here: str, index: LedgerIndex, entries: Sequence[Entry], *, others: bool = True) -> list[Markup]:
    """Tasks of several notices: a table for each, under the notice's name."""
    notices = {entry.notice.id: entry.notice for entry in entries}
    tables = []
    for notice in notices.values():
        own = [entry for entry in entries if entry.notice.id == notice.id]
        name = link(here, notice_address(notice.id), notice_name(notice))
        tables.append(task_table(here, index, own, name, others=others))
    return tables


def fact_marks(here: str, index: LedgerIndex, entry: Entry, *, anchored: bool) -> list[Mark]:
    """The marks of a task's bodies, time limits, figures and documents. `anchored`: they get the
    ids by which other pages point to the words (on the notice's own page)."""
    task, notice = entry.task, entry.notice
    marks = []

    def mark(start: int, end: int, style: str, kind: FactKind, position: int, target: str | None) -> None:
        anchor = fact_anchor(notice, task.id, kind, position) if anchored else None
        href = relative(here, target) if target is not None else None
        marks.append(Mark(start, end, style, href, anchor))

    for position, mention in enumerate(task.agencies):
        body = index.agency_of(entry.key, mention.start, mention.end, mention.name)
        style = {"lead": "m-lead", "responsible": "m-body", "supporting": "m-support"}[mention.role]
        mark(mention.start, mention.end, style, "b", position, agency_address(body.id) if body else None)
    pages = {
        (item.deadline.start, item.deadline.end): item.page for item in index.due_of.get(entry.key, ()) if item.deadline
    }
    for position, limit in enumerate(task.deadlines):
        page = pages.get((limit.start, limit.end))
        mark(limit.start, limit.end, "m-time", "d", position, deadline_address(page) if page else None)
    for position, target in enumerate(task.targets):
        mark(target.start, target.end, "m-figure", "n", position, None)
    for position, citation in enumerate(task.citations):
        document = index.document_of(notice, task, citation)
        mark(citation.start, citation.end, "m-document", "l", position, index.document_page(document))
    return marks


def convention_marks(notice: Notice, *, anchored: bool) -> list[Mark]:
    return [
        Mark(rule.start, rule.end, "m-rule", None, convention_anchor(position) if anchored else None)
        for position, rule in enumerate(notice.conventions)
    ]


def remark_spans(notice: Notice) -> list[tuple[int, int, str]]:
    """Where words were restored without proof, or stand though the notice is wrong there: with the style of each."""
    return [
        (edit.start, edit.end, "m-sic" if edit.kind is EditKind.AS_WRITTEN else "m-unsure")
        for edit in notice.edits
        if edit.end > edit.start and (not edit.certain or edit.kind is EditKind.AS_WRITTEN)
    ]


def source_link(here: str, entry: Entry, words: str = "见原文", anchor: str | None = None) -> Markup:
    """To the words themselves, in the full text on the notice's page: to the numbered item, or to the
    paragraph where a task of a table has no number in the text."""
    notice, task = entry.notice, entry.task
    numbered = any(item.id == task.id and item.label_start < item.start for item in notice.outline)
    place = item_anchor(notice, task.id) if numbered else paragraph_anchor(notice.text, task.start)
    return link(here, notice_address(notice.id), words, anchor or place)


def place_line(index: LedgerIndex, entry: Entry) -> list[str]:
    """The headings that a task stands under, from the outside in, as written, and its own label."""
    chapters = index.chapters(entry.notice, entry.task)
    headings = [f"{item.label}{' ' * item.label[-1:].isdigit()}{item.heading or ''}".strip() for item in chapters]
    return [*headings, entry.own_label]

"""Reading: from the restored text to the notice, with its tasks and what each of them says.

Each fact of a task comes from the task's own words; what the notice says once for all (conventions,
short names, its date and place) is read first and handed to the readers.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from builder.language import lazy_re as re
from builder.model.finding_codes import FindingCode
from builder.model.notice import Citation, Convention, Due, Finding, Front, Notice, Task
from builder.model.table import Table
from builder.outline.model import Outline
from builder.outline.outline import outline
from builder.places.divisions import Divisions, load_divisions
from builder.reading.agencies.clauses.find import find_clauses
from builder.reading.agencies.clauses.leading import LeadRule, find_lead_rules, reaching
from builder.reading.agencies.lead_ins import bodies_above, opens_with_body
from builder.reading.agencies.responsibility import BodyContext, read_aliases, read_responsibility, signs_of
from builder.reading.binding import bind_limits
from builder.reading.citations import read_citations
from builder.reading.conventions import bind, due, read_conventions, short_names, unapplied
from builder.reading.coverage.net import findings_of
from builder.reading.front_matter.front import read_front
from builder.reading.front_matter.titles import find_titles
from builder.reading.problems import outside, problem_of
from builder.reading.prose import fold
from builder.reading.second_copy import second_copy
from builder.reading.tables.tasks import read_table_tasks
from builder.reading.targets.targets import read_targets
from builder.reading.tasks import Selected, TaskKind, as_decided, select_tasks
from builder.reading.time.deadlines import read_deadlines
from builder.restoration.layout.tables.tabbed_tables import find_tabbed
from builder.restoration.restored import Restored
from builder.source.source import Source


def read(
    restored: Restored,
    source: Source,
    divisions: Divisions | None = None,
    kinds: Mapping[str, TaskKind] = MappingProxyType({}),
) -> Notice:
    """The notice in a restored text. Never fails; what cannot be placed is among the findings. `divisions`: the
    places that it may be of, the program's own table where none are given. `kinds`: by id of item, what a person
    says it is."""
    text = restored.text
    tables: Sequence[Table] = restored.tables or find_tabbed(text)
    copy = second_copy(text, tables)
    found = outline(
        text[: copy[0]] + re.sub("[^\n]", " ", text[slice(*copy)]) + text[copy[1] :] if copy else text, tables
    )
    front, missing = read_front(restored, source, found, divisions or load_divisions())
    base = datetime.date.fromisoformat(front.dated) if front.dated else _first_of_year(front)
    selected = as_decided(select_tasks(text, found, front.kind, base.year if base else None), found, kinds)
    conventions = read_conventions(text, base=base)
    aliases = read_aliases(text)
    context = BodyContext(
        jurisdiction=front.jurisdiction,
        addressees=tuple(front.addressees),
        leading=_leading(text, selected, tables),
        aliases=aliases,
        signs=signs_of(fold(text)),
    )
    headings = {item.id: item.heading or "" for item in found.items}
    ids = headings.keys()
    tasks: list[Task] = []
    findings: list[Finding] = [*restored.findings, *missing, *found.findings, *unapplied(text, conventions)]
    for each in selected:
        task, uncertain = _read_task(text, each, ids, _base_of(each.item.id, headings, base), context)
        tasks.append(task)
        if task.clause:
            context = replace(context, previous=task.agencies)
        findings += uncertain
    tasks, inherited = _with_bodies_above(text, tasks, found, context)
    findings += inherited
    tables = [table for table in tables if not (copy and _lies_in(copy, table))]
    tasks, rows, paths = read_table_tasks(text, tables, found, tasks, base, front, context)
    if not found.items and not tasks:
        findings.append(Finding(FindingCode.NO_ITEMS, "全文没有编号的条目，未能读出任务。", 0, min(len(text), 80)))
    notice = Notice(
        id=source.id,
        front=front,
        conventions=conventions,
        text=text,
        outline=tuple(sorted([*found.items, *rows], key=lambda item: item.label_start)),
        tasks=tuple(_bound(task, conventions) for task in tasks),
        citations=_other_citations(text, found, tasks),
        edits=restored.edits,
        findings=tuple(findings),
        source_name=source.name,
        source_sha256=source.sha256,
        recognised_by=source.recognised_by,
        short_names=short_names(aliases, conventions),
        paths=(*found.paths, *paths),
    )
    if tasks:
        findings = [finding for finding in findings if finding.code is not FindingCode.NO_ITEMS]
    findings = [*findings, *findings_of(notice, found)]
    if copy:
        findings = [finding for finding in findings if not _within(copy, finding.start)]
        findings.append(Finding(FindingCode.NOTICE_REPEATED, _REPEATED, *copy))
    return replace(notice, findings=_ordered(findings))


def _leading(text: str, selected: Sequence[Selected], tables: Sequence[Table]) -> tuple[LeadRule, ...]:
    """What the notice says of who leads in its clauses and in its tables."""
    rules = find_lead_rules(fold(text))
    if not rules:
        return ()
    ends = [clause.end for each in selected for clause in find_clauses(text, each.start, each.end)]
    ends += [cell[1] for table in tables for row in table.rows for cell in row if cell]
    return tuple(reaching(rules, max(ends, default=0)))


_REPEATED = "同一份文件在原文中收录了两遍，第二遍没有再读；请核对两遍是否相同，删去一遍后重新收录。"


def _within(copy: tuple[int, int], at: int) -> bool:
    return copy[0] <= at < copy[1]


def _lies_in(copy: tuple[int, int], table: Table) -> bool:
    return any(_within(copy, cell[0]) for row in table.rows for cell in row if cell)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.code)))


_YEAR = re.compile(r"(?<![0-9—～~-])((?:19|20)[0-9]{2})年(?![—～~至-])")


_YEAR_OF_NUMBER = re.compile(r"[〔\[(（]((?:19|20)[0-9]{2})[〕\])）]")


def _first_of_year(front: Front) -> datetime.date | None:
    """The first day of the one year that the title of an undated notice names (2026年入学申请指引), else of that of its
    number (〔2021〕12号)."""
    years = set(_YEAR.findall(front.title or "") or _YEAR_OF_NUMBER.findall(front.document_number or ""))
    return datetime.date(int(years.pop()), 1, 1) if len(years) == 1 else None


def _base_of(item_id: str, headings: Mapping[str, str], base: datetime.date | None) -> datetime.date | None:
    """The day from which the limits of an item without a year are computed: the notice's own, or the
    first of the year that a heading above names (2025年度工作安排), the nearest first."""
    for above in reversed(_above(item_id)):
        years = set(_YEAR.findall(headings.get(above, "")))
        if len(years) == 1 and base and int(year := years.pop()) > base.year:
            return datetime.date(int(year), 1, 1)
    return base


def _read_task(
    text: str, each: Selected, ids: Collection[str], base: datetime.date | None, context: BodyContext
) -> tuple[Task, Iterable[Finding]]:
    start, end = each.start, each.end
    kind: Literal["plan", "report"] = "report" if each.kind == "progress" else "plan"
    responsible = read_responsibility(text, start, end, replace(context, kind=kind))
    problem = problem_of(text, start, end) if each.kind == "task" else None
    limits = outside(problem, read_deadlines(text, start, end, base, each.kind))
    task = Task(
        id=each.item.id,
        kind=each.kind,
        heading=each.item.heading,
        text=text[start:end],
        start=start,
        end=end,
        clause=responsible.clause,
        agencies=responsible.agencies,
        deadlines=bind_limits(text, start, end, limits, responsible, context),
        due=Due(None, "none"),
        targets=outside(problem, read_targets(text, start, end, each.kind, base)),
        citations=read_citations(text, start, end),
        label=each.item.label,
        chapter=tuple(above for above in _above(each.item.id) if above in ids),
        problem=problem,
    )
    return task, responsible.findings


def _with_bodies_above(
    text: str, tasks: Sequence[Task], found: Outline, context: BodyContext
) -> tuple[list[Task], list[Finding]]:
    """`tasks`, those that name nobody with the bodies of the words that lead in their list, and a finding for each such
    list."""
    below: dict[str, int] = {}
    for item in found.items:
        below.setdefault(item.id.rpartition("/")[0], item.label_start)
    above = {
        item.id: bodies_above(text, item.start, below[item.id], context) for item in found.items if item.id in below
    }
    given: dict[str, Task] = {}
    completed: list[Task] = []
    for task in tasks:
        owner = next((each for each in reversed(_above(task.id)) if above.get(each)), None)
        nobody = task.kind == "task" and not (task.agencies or task.clause)
        if owner and nobody and not opens_with_body(text, task.start, task.end, context):
            task = replace(task, agencies=above[owner])
            given[owner] = task
        completed.append(task)
    findings = [
        Finding(
            FindingCode.BODY_FROM_ABOVE,
            f"以下没有写单位的各条，单位按这里的“{'、'.join(body.written for body in above[owner])}”读出，请对照原文。",
            above[owner][0].start,
            last.end,
        )
        for owner, last in given.items()
    ]
    return completed, findings


def _bound(task: Task, conventions: Sequence[Convention]) -> Task:
    """The task with the rules of the notice that bind it, and the day by which they make it due. What a
    report says was done is due on no day."""
    if task.kind == "progress":
        return task
    return replace(task, conventions=bind(conventions, task), due=due(task.deadlines, conventions))


def _above(item_id: str) -> list[str]:
    """The ids of the enclosing items, from the outside in: 二/(一)/1 → 二, 二/(一)."""
    parts = item_id.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _other_citations(text: str, found: Outline, tasks: Sequence[Task]) -> tuple[Citation, ...]:
    """The documents named outside tasks, each once; the title line that is printed in 《》 names none."""
    whole = [
        (title.start, title.end)
        for part in found.parts
        for title in find_titles(text, found, part)
        if text[title.start : title.end].strip().startswith("《")
        and text[title.start : title.end].strip().endswith("》")
    ]
    taken = sorted([*whole, *((task.start, task.end) for task in tasks)])
    citations: dict[tuple[str, str | None], Citation] = {}
    at = 0
    for start, end in [*taken, (len(text), len(text))]:
        if start > at:
            for citation in read_citations(text, at, start):
                citations.setdefault((citation.title, citation.number), citation)
        at = max(at, end)
    return tuple(_once(citations.values()))


def _once(citations: Iterable[Citation]) -> list[Citation]:
    """A document cited with its number and without is one document."""
    known = list(citations)
    numbered = {citation.title for citation in known if citation.number}
    return [citation for citation in known if citation.number or citation.title not in numbered]

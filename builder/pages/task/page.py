"""A task's page: the sentence itself, then who, when, how much, under what law, where it stands, and what answers
it."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts, SourceFacts
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import ROLE_ORDER
from builder.ledger.horizon import end_of
from builder.ledger.index import Entry, LedgerIndex, made_from, notice_name
from builder.ledger.qualifiers import qualifier_of
from builder.model.addresses import agency_address, comparison_address, deadline_address, notice_address
from builder.model.ledger import Agency, Responsibility
from builder.model.notice import Deadline, Decision
from builder.pages import wording
from builder.pages.decisions import decision_mark, task_decisions
from builder.pages.fragments import (
    bodies,
    body_link,
    bound_bodies,
    convention_marks,
    due_words,
    fact_marks,
    full_name,
    notice_date,
    place_line,
    remark_spans,
    source_link,
    when,
    years,
)
from builder.pages.linked_data import task_data
from builder.pages.markdown.escaping import finalize, inline
from builder.pages.markdown.links import convention_anchor, fact_anchor, page_path
from builder.pages.markdown.marking import Mark, marked, paragraphs, passages
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, joined, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.notice.provenance import content_source, issuer_names, quoted_title
from builder.pages.notice.restoration import changes_words
from builder.pages.statements import ended_by, progress_lines

_NAMED = 6
"""How many bodies the description of a page names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Another task that this one answers or is answered by, with the passages side by side."""

    entry: Entry
    notice_name: str
    why: str
    person: bool
    mine: Markup
    theirs: Markup
    comparison: str


def plan_task(
    index: LedgerIndex, site: SiteFacts, entry: Entry, before: Entry | None, after: Entry | None
) -> tuple[str, str]:
    """Path and text of the page of one task. `before` and `after`: its neighbours in the notice."""
    here, notice, task = entry.address, entry.notice, entry.task
    remarks = [span for span in remark_spans(notice) if span[0] < task.end and span[1] > task.start]
    marks = fact_marks(here, index, entry, anchored=False) + convention_marks(notice, anchored=False)
    words = [marked(notice.text, *span, marks, remarks) for span in paragraphs(notice.text, task.start, task.end)]
    parts = index.responsibilities_of.get(entry.key, [])
    named = [part for part in parts if part.via is None]
    context = {
        "entry": entry,
        "notice": notice,
        "notice_name": notice_name(notice),
        "notice_address": notice_address(notice.id),
        "task": task,
        "place_line": place_line(index, entry),
        "source": source_link(here, entry),
        "words": words,
        "styles": _styles(marks, task.start, task.end),
        "unsure": sum(style == "m-unsure" for _, _, style in remarks),
        "restored": [
            edit for edit in notice.edits if edit.start < task.end and edit.end > task.start and changes_words(edit)
        ],
        "lead": bodies(here, index, entry, ("lead",)),
        "responsible": bodies(here, index, entry, ("responsible",)),
        "supporting": bodies(here, index, entry, ("supporting",)),
        "doers": bodies(here, index, entry, tuple(wording.ROLES)),
        "when": when(here, index, entry, named=True).content,
        "dated": bool(task.deadlines or task.due.date),
        "missing": _missing(entry, named),
        "who_table": _who(here, index, entry, named),
        "members": _members(here, index, parts),
        "when_table": _when(here, index, entry),
        "target_table": _targets(here, entry),
        "document_table": _documents(here, index, entry),
        "findings": [
            (wording.SEVERITIES[finding.severity], wording.finding_words(finding))
            for finding in index.findings_of(notice)
            if task.start <= finding.start < finding.end <= task.end
        ],
        "draft": site.sources.get(notice.id, SourceFacts()).draft,
        "ended": ended_by(here, index, notice),
        "progress": progress_lines(here, index, entry.key),
        "decisions": task_decisions(notice, task),
        "conventions": [
            (notice.conventions[position], convention_anchor(position))
            for position in task.conventions
            if position < len(notice.conventions)
        ],
        "topics": index.topics_of.get(entry.key, []),
        "upward": _answers(index, entry, "upward"),
        "downward": _answers(index, entry, "downward"),
        "reports": _answers(index, entry, "reports"),
        "alike": _answers(index, entry, "alike"),
        "before": before,
        "after": after,
        "cited_as": _cited_as(index, site, entry),
    }
    return page_path(here), render("task.md.j2", _head(index, site, entry, named), site, **context)


def _head(index: LedgerIndex, site: SiteFacts, entry: Entry, named: list[Responsibility]) -> Head:
    notice = entry.notice
    agencies = [index.ledger.agencies[part.agency] for part in named]
    charged = [index.ledger.agencies[part.agency] for part in index.responsibilities_of.get(entry.key, [])]
    issuer = "、".join(issuer_names(index, notice))
    due = index.due_of.get(entry.key, [])
    names = list(dict.fromkeys(_called(index, part) for part in named))
    who = "、".join(names[:_NAMED]) + (f"等{len(names)}个" if len(names) > _NAMED else "") or "原文未写明"
    day = "、".join(dict.fromkeys(due_words(index, item) for item in due)) or "原文未写明"
    description = f"{notice_name(notice)}：{entry.title}。"
    if entry.task.kind == "task":
        description += f"责任单位：{who}。时限：{day}。"
    elif names:
        description += f"由谁做的：{who}。"
    return Head(
        entry.address,
        f"{entry.title} - {notice_name(notice)}",
        wording.TASK_KINDS[entry.task.kind],
        made_from([notice]),
        description,
        notice.front.jurisdiction,
        tuple(dict.fromkeys(full_name(body) for body in (*agencies, *charged))),
        years([notice], [item.page for item in due]),
        article_tags(
            site,
            entry.title,
            notice_date(notice),
            source=content_source(index, site, notice),
            keywords=(
                *(topic.name for topic in index.topics_of.get(entry.key, ())),
                *(body.name for body in agencies),
                *(item.heading for item in reversed(index.chapters(notice, entry.task))),
                wording.TASK_KINDS[entry.task.kind],
                notice.front.jurisdiction,
            ),
            author=issuer,
            description=description,
            here=entry.address,
        ),
        linked=task_data(site, index, entry, named),
    )


def _called(index: LedgerIndex, part: Responsibility) -> str:
    beside = part.mention.second_body
    return index.ledger.agencies[part.agency].name + (f"({beside})" if beside else "")


def _styles(marks: list[Mark], start: int, end: int) -> list[str]:
    """The kinds of marks that stand in the words, for the key below them."""
    order = ("m-lead", "m-body", "m-support", "m-time", "m-figure", "m-document", "m-rule")
    present = {mark.style for mark in marks if start <= mark.start < mark.end <= end}
    return [style for style in order if style in present]


def _missing(entry: Entry, named: list[Responsibility]) -> list[str]:
    """What the notice does not say of a task. A report owes nobody a body, a day or a figure."""
    task = entry.task
    if task.kind == "progress":
        return []
    said = {
        "责任单位": named,
        "时限": task.deadlines or task.due.date,
        "数量要求": task.targets,
        "提到的文件": task.citations,
    }
    return [name for name, there in said.items() if not there]


def _who(here: str, index: LedgerIndex, entry: Entry, named: list[Responsibility]) -> Markup:
    rows: list[list[Cell | object]] = []
    reported = entry.task.kind == "progress"
    index_of = {mention.start: position for position, mention in reversed(list(enumerate(entry.task.agencies)))}
    for part in named:
        body = index.ledger.agencies[part.agency]
        mention = part.mention
        position = index_of.get(mention.start, 0)
        is_above = mention.basis == "inline" and mention.start < entry.task.start
        basis = wording.ABOVE if is_above else wording.BASES[mention.basis]
        row: list[Cell | object] = [
            Cell(body_link(here, body), body.name),
            Cell(wording.ROLES[mention.role], str(ROLE_ORDER[mention.role])),
            link(
                here,
                notice_address(entry.notice.id),
                mention.written,
                fact_anchor(entry.notice, entry.task.id, "b", position),
            ),
            _vouched(
                here,
                mention.decision,
                f"{basis}；{_full(body)}{wording.full_name_basis(body)}",
            ),
        ]
        rows.append(row[:1] + row[2:] if reported else row)
    if reported:
        return table("报告说由谁做的", ["机构", "原文写法", "依据"], rows, style="tz-quiet")
    return table("责任单位", ["机构", "角色", "原文写法", "依据"], rows, style="tz-quiet")


def _full(body: Agency) -> str:
    """The full name beside the one by which the page calls a body: 全称广东省财政厅，; 全称 where they are one."""
    return "" if body.group else "全称" if full_name(body) == body.name else f"全称{full_name(body)}，"


def _vouched(here: str, decision: Decision | None, words: str | Markup) -> Markup:
    """`words` with the mark of a person's decision before them."""
    mark = decision_mark(here, decision)
    return Markup(f"{mark}；{finalize(words)}") if mark else finalize(words)


def _members(here: str, index: LedgerIndex, parts: list[Responsibility]) -> list[tuple[Markup, Markup]]:
    """Each group named, with the bodies that it binds."""
    groups: dict[str, list[Markup]] = {}
    for part in parts:
        if part.via is not None and part.via in index.ledger.agencies:
            body = index.ledger.agencies[part.agency]
            groups.setdefault(part.via, []).append(body_link(here, body))
    named = index.ledger.agencies
    return [
        (link(here, agency_address(group), named[group].name), joined(list(dict.fromkeys(members))))
        for group, members in groups.items()
    ]


def _when(here: str, index: LedgerIndex, entry: Entry) -> Markup:
    rows: list[list[Cell | object]] = []
    task = entry.task
    for item in index.due_of.get(entry.key, []):
        limit = item.deadline
        if limit is None and item.basis == "none":
            continue
        words: object = "—"
        what: object = "整项任务"
        kind = "截止"
        if limit is not None:
            position = next((i for i, other in enumerate(task.deadlines) if other == limit), 0)
            words = link(
                here, notice_address(entry.notice.id), limit.written, fact_anchor(entry.notice, task.id, "d", position)
            )
            what, kind = limit.what or "—", wording.LIMIT_TYPES[limit.type]
        rows.append(
            [
                Cell(link(here, deadline_address(item.page), due_words(index, item)), item.page),
                kind,
                words,
                what,
                bound_bodies(here, index, item),
                _vouched(here, limit.decision, _reading(entry, limit)) if limit else item.why,
            ]
        )
    return table("时限", ["日期", "种类", "原文", "限定的事项", "由谁", "理解为"], rows, style="tz-quiet")


def _reading(entry: Entry, limit: Deadline) -> str:
    """What a time limit is taken to mean; of a recurring one also when it first falls."""
    times = (
        wording.first_times(limit, notice_date(entry.notice), end_of(entry.notice, limit))
        if limit.type == "recurring"
        else ""
    )
    return wording.limit_reading(limit, qualifier_of(entry.notice.text, limit)) + (f"；{times}" if times else "")


def _targets(here: str, entry: Entry) -> Markup:
    rows: list[list[Cell | object]] = [
        [
            link(
                here,
                notice_address(entry.notice.id),
                target.written,
                fact_anchor(entry.notice, entry.task.id, "n", position),
            ),
            target.what or "—",
            _vouched(here, target.decision, wording.target_reading(target)),
        ]
        for position, target in enumerate(entry.task.targets)
    ]
    return table(
        "数量要求" if entry.task.kind == "task" else "报告的数字",
        ["原文", "所指事项", "理解为"],
        rows,
        style="tz-quiet",
    )


def _documents(here: str, index: LedgerIndex, entry: Entry) -> Markup:
    rows: list[list[Cell | object]] = []
    for position, citation in enumerate(entry.task.citations):
        target = index.document_page(index.document_of(entry.notice, entry.task, citation))
        title = f"《{citation.title}》"
        rows.append(
            [
                link(here, target, title) if target else inline(title),
                citation.number or "—",
                _vouched(
                    here,
                    citation.decision,
                    link(
                        here,
                        notice_address(entry.notice.id),
                        "见原文",
                        fact_anchor(entry.notice, entry.task.id, "l", position),
                    ),
                ),
            ]
        )
    return table("提到的文件", ["文件", "文号", "出处"], rows, style="tz-quiet")


def _answers(index: LedgerIndex, entry: Entry, direction: str) -> list[Answer]:
    found = []
    for pair in index.counterparts_of.get(entry.key, []):
        mine_first = pair.a == entry.key
        wanted = {
            "implements": "downward" if mine_first else "upward",
            "reports": "reports" if mine_first else "upward",
            "same-subject": "alike",
        }[pair.relation]
        other = index.entries.get(pair.b if mine_first else pair.a)
        if wanted != direction or other is None:
            continue
        a, b = index.entries[pair.a], index.entries[pair.b]
        left = passages(a, [(shared.a_start, shared.a_end) for shared in pair.shared])
        right = passages(b, [(shared.b_start, shared.b_end) for shared in pair.shared])
        found.append(
            Answer(
                other,
                notice_name(other.notice),
                pair.why,
                pair.source == "person",
                left if mine_first else right,
                right if mine_first else left,
                comparison_address(a.notice.id, b.notice.id),
            )
        )
    return found


def _cited_as(index: LedgerIndex, site: SiteFacts, entry: Entry) -> str:
    notice = entry.notice
    issuer = "、".join(issuer_names(index, notice))
    number = f"（{notice.front.document_number}）" if notice.front.document_number else ""
    date = notice_date(notice)
    return "".join(
        [
            f"{issuer}：" if issuer else "",
            f"{quoted_title(site, notice)}{number}{entry.cited}",
            f"，{wording.day(date)}" if date else "",
            f"，载{site.name}",
            f"，{site.url}{entry.address}" if site.url else "",
            "。",
        ]
    )

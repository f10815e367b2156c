"""A notice's page: what it is, the table of who does what by when, the full text with a name for every place, and
how the text was restored; and beside it the page that sets restored and raw text side by side."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from builder.addresses import document_address, notice_address, task_address, walk_address
from builder.notice import Edit, Notice, OutlineItem
from builder.pages import wording
from builder.pages.anchors import fact_anchor, item_anchor, paragraph_anchor
from builder.pages.atlas import Atlas, Entry
from builder.pages.escaping import inline
from builder.pages.links import page_path, relative
from builder.pages.marking import Mark, marked
from builder.pages.pieces import (
    convention_marks,
    fact_marks,
    full_name,
    made_from,
    notice_date,
    notice_name,
    task_table,
    unsure_spans,
    years,
)
from builder.pages.rendering import Head, link, render
from builder.pages.site import SiteFacts, SourceFacts
from builder.pages.tables import Cell, table

_SHOWN_ROW_LIMIT = 200
"""How many restored places the table of the notice's page lists; systematic ones are summed up before."""

_CONTEXT = 12
"""How many characters around a restored place are shown."""


def notice_entries(atlas: Atlas, notice: Notice) -> list[Entry]:
    return [atlas.entries[f"{notice.id}/{task.id}"] for task in notice.tasks]


def plan_notice(atlas: Atlas, site: SiteFacts, notice: Notice) -> list[tuple[str, str]]:
    """Path and text of the notice's page and, where the text was restored, of the page of its restoration."""
    here = notice_address(notice.id)
    source = site.sources.get(notice.id, SourceFacts())
    entries = notice_entries(atlas, notice)
    context = {
        "notice": notice,
        "name": notice_name(notice),
        "source": source,
        "facts": _facts(atlas, notice, source),
        "entries": entries,
        "agency_count": len({part.agency for e in entries for part in atlas.responsibilities_of.get(e.key, ())}),
        "dates": sorted(
            {item.page for e in entries for item in atlas.due_of.get(e.key, ()) if item.page[:1].isdigit()}
        ),
        "tasks": task_table(here, atlas, entries, f"{len(entries)} 项，按原文次序", with_notice=False),
        "walks": [
            (walk_address(a, b), notice_name(atlas.notices[b if a == notice.id else a]), len(pairs))
            for (a, b), pairs in atlas.walks.items()
            if notice.id in (a, b)
        ],
        "text": _full_text(here, atlas, notice),
        "edit_table": _edit_sums(notice),
        "doubtful": [edit for edit in notice.edits if not edit.certain],
        "findings": [
            (finding, paragraph_anchor(notice.text, finding.start) if finding.end > finding.start else None)
            for finding in (*notice.findings, *atlas.ledger.findings.get(notice.id, ()))
        ],
        "restoration": f"{here}restoration/",
    }
    pages = [(page_path(here), render("notice.md.j2", _head(atlas, site, notice), site, **context))]
    if notice.edits:
        pages.append(_restoration(site, notice, source))
    return pages


def _facts(atlas: Atlas, notice: Notice, source: SourceFacts) -> list[tuple[str, object]]:
    """The metadata that an office discloses with a document, in the usual order; 原文未写明 where it is not given."""
    front = notice.front
    return [
        ("索引号", front.index_number or "原文未写明"),
        ("文号", front.document_number or "原文未写明"),
        ("发文机关", "、".join(front.issuers) or "原文未写明"),
        ("成文日期", wording.day(front.written)),
        ("公开日期", wording.day(front.published)),
        ("有效性", front.validity or "未注明"),
        *([("主题分类", front.topic_class)] if front.topic_class else []),
        *([("公开责任部门", front.publisher)] if front.publisher else []),
        ("地区", front.jurisdiction or "原文未写明"),
        ("主送", "、".join(front.addressees) or "原文未写明"),
    ]


def _head(atlas: Atlas, site: SiteFacts, notice: Notice) -> Head:
    front = notice.front
    entries = notice_entries(atlas, notice)
    agencies = {
        part.agency: None for e in entries for part in atlas.responsibilities_of.get(e.key, ()) if part.via is None
    }
    due = [item.page for e in entries for item in atlas.due_of.get(e.key, ())]
    date = notice_date(notice)
    issuer = "、".join(front.issuers)
    what = "项任务，附责任分工表和全文" if front.kind == "plan" else "个报告事项，附全文"
    description = f"{notice_name(notice)}，{issuer}{wording.day(date) if date else ''}。共{len(entries)}{what}。"
    return Head(
        notice_address(notice.id),
        notice_name(notice),
        "通知",
        made_from([notice]),
        description,
        front.jurisdiction,
        tuple(full_name(atlas.ledger.agencies[agency]) for agency in agencies),
        years([notice], due),
        {
            "ArticleTitle": notice_name(notice),
            "PubDate": f"{front.published or front.written} 00:00" if date else "",
            "ContentSource": issuer or site.name,
            "Keywords": ",".join(filter(None, [front.document_number, front.jurisdiction, front.topic_class])),
            "Author": issuer,
            "Description": description,
            "Url": f"{site.url}{notice_address(notice.id)}" if site.url else "",
        },
        contents=True,
    )


def _full_text(here: str, atlas: Atlas, notice: Notice) -> Markup:
    """Every paragraph of the restored text, with its anchor, its marks, and headings as headings."""
    text = notice.text
    marks = convention_marks(notice, anchored=True)
    for entry in notice_entries(atlas, notice):
        marks += fact_marks(here, atlas, entry, anchored=True)
    marks += _outside(here, atlas, notice)
    tasks = {task.id: task_address(notice.id, task.id) for task in notice.tasks}
    marks += [_label(here, item, tasks.get(item.id)) for item in notice.outline if item.label_start < item.start]
    marks.sort(key=lambda mark: mark.start)
    unsure = unsure_spans(notice)
    starts = {item.label_start: item for item in notice.outline}
    waiting = iter([*marks, Mark(len(text) + 1, len(text) + 1, "")])
    following = next(waiting)
    here_marks: list[Mark] = []
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        start, end = at, at + len(line)
        at = end + 1
        here_marks = [mark for mark in here_marks if mark.end > start]
        while following.start < end:
            here_marks.append(following)
            following = next(waiting)
        if not line.strip():
            continue
        words = marked(text, start, end, here_marks, unsure)
        item = starts.get(start + len(line) - len(line.lstrip()))
        if item and _is_heading(item, line):
            level = "#" * min(6, item.level + 2)
            blocks.append(f"{level} {words} {{ #p{number} .tz-item }}")
        else:
            blocks.append(f"{words}\n{{: #p{number}{_bearing(notice, line)} }}")
    return Markup("\n\n".join(blocks))


def _label(here: str, item: OutlineItem, target: str | None) -> Mark:
    """The label of an item, with the item's anchor; that of a task leads to the task's page."""
    return Mark(
        item.label_start, item.start, "m-label", relative(here, target) if target else None, item_anchor(item.id)
    )


def _outside(here: str, atlas: Atlas, notice: Notice) -> list[Mark]:
    """The documents named outside tasks."""
    marks = []
    for index, citation in enumerate(notice.citations):
        document = atlas.document_of(notice, None, citation)
        target = document_address(document.id) if document else None
        marks.append(
            Mark(
                citation.start,
                citation.end,
                "m-document",
                relative(here, target) if target else None,
                fact_anchor(None, "l", index),
            )
        )
    return marks


def _is_heading(item: OutlineItem, line: str) -> bool:
    words = line.strip().removeprefix(item.label).strip().rstrip("。")
    return item.heading is not None and words == item.heading.strip().rstrip("。")


def _bearing(notice: Notice, line: str) -> str:
    """How a line stands on the sheet: titles in the middle, signature and date to the right."""
    words = line.strip()
    front = notice.front
    bare = words.strip("《》")
    if bare in (front.title, front.plan_title):
        return " .tz-sheet-title"
    if words in front.issuers or (front.written and words == wording.day(front.written)):
        return " .tz-sheet-signature"
    if words == front.document_number:
        return " .tz-sheet-number"
    return ""


def _edit_sums(notice: Notice) -> Markup:
    """Restored places by kind: how many, how many without proof, an example."""
    kinds = sorted(notice.edits, key=lambda edit: edit.kind)
    rows: list[list[Cell | object]] = []
    for kind, group in groupby(kinds, key=lambda edit: edit.kind):
        edits = list(group)
        sample = max(edits, key=lambda edit: (len(edit.source) <= 24, len(edit.source)))
        rows.append(
            [
                wording.edit_kind(kind),
                Cell(str(len(edits)), f"{len(edits):06d}"),
                Cell(str(sum(not edit.certain for edit in edits)), f"{sum(not edit.certain for edit in edits):06d}"),
                f"{_excerpt(sample.source)} → {_excerpt(sample.restored)}",
            ]
        )
    return table("按种类汇总", ["修复种类", "处数", "其中未证实", "举例"], rows)


def _excerpt(words: str, length: int = 24) -> str:
    shown = words.replace("\n", "↵")
    return (shown if len(shown) <= length else f"{shown[:length]}…") or "（无）"


def _restoration(site: SiteFacts, notice: Notice, source: SourceFacts) -> tuple[str, str]:
    here = f"{notice_address(notice.id)}restoration/"
    matter = [edit for edit in notice.edits if _matters(edit)]
    rows: list[list[Cell | object]] = [
        [
            Cell(
                link(here, notice_address(notice.id), "见全文", paragraph_anchor(notice.text, edit.start)),
                f"{edit.start:08d}",
            ),
            edit.source or "（无）",
            _in_context(notice, edit),
            wording.edit_kind(edit.kind),
            ("已证实" if edit.certain else "未证实") + (f"：{edit.reason}" if edit.reason else ""),
        ]
        for edit in matter[:_SHOWN_ROW_LIMIT]
    ]
    name = notice_name(notice)
    head = Head(
        here,
        f"文字修复说明 - {name}",
        "修复说明",
        made_from([notice]),
        f"{name}的文字修复说明：哪些地方与收到的原始文本不同，根据是什么。",
        notice.front.jurisdiction,
        (),
        years([notice], []),
        {
            "ArticleTitle": "文字修复说明",
            "PubDate": f"{notice_date(notice)} 00:00" if notice_date(notice) else "",
            "ContentSource": site.name,
        },
    )
    text = render(
        "restoration.md.j2",
        head,
        site,
        notice=notice,
        name=name,
        address=notice_address(notice.id),
        source=source,
        edit_table=_edit_sums(notice),
        places=table("逐处对照", ["位置", "原始文本", "修复后（前后文）", "种类", "是否证实"], rows, tools=True),
        shown=len(rows),
        total=len(matter),
    )
    return page_path(here), text


def _matters(edit: Edit) -> bool:
    """Whether a restored place deserves a row of its own: one that changed words, or is unproven."""
    return not edit.certain or (bool(edit.restored.strip()) and edit.source.strip() != edit.restored.strip())


def _in_context(notice: Notice, edit: Edit) -> Markup:
    text = notice.text.replace("\n", " ")
    low, high = max(0, edit.start - _CONTEXT), min(len(text), edit.end + _CONTEXT)
    mark = Mark(edit.start, edit.end, "m-restored")
    words = marked(text, low, high, [mark])
    return Markup(f"{inline('…') if low else ''}{words}{inline('…') if high < len(text) else ''}")

"""A notice's page: what it is, the table of who does what by when, the full text with a name for every place, and
how the text was restored."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts, SourceFacts
from builder.exports.workbooks import sheet_name
from builder.ledger.chapters import chapters_of
from builder.ledger.index import LedgerIndex, made_from, notice_name
from builder.model.addresses import (
    comparison_address,
    document_address,
    notice_address,
    task_address,
    task_list_address,
)
from builder.model.notice import Notice, OutlineItem
from builder.pages import wording
from builder.pages.decisions import notice_decisions, review_words
from builder.pages.fragments import (
    addressed_to,
    convention_marks,
    counted,
    fact_marks,
    full_name,
    named_count,
    notice_date,
    remark_spans,
    task_table,
    years,
)
from builder.pages.indexes.tasks import chapter_anchor
from builder.pages.linked_data import notice_data
from builder.pages.markdown.links import fact_anchor, item_anchor, page_path, paragraph_anchor, relative
from builder.pages.markdown.marking import Mark, marked
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, outward, render
from builder.pages.notice.provenance import content_source, issuer_names, issuers_signed, page_facts
from builder.pages.notice.restoration import changes_words, edit_sums, plan_restoration
from builder.pages.statements import ended_by, notice_relations

_WHOLE = 30
"""So many tasks at most stand in a table on the notice's own page; more are on a page of theirs."""


def plan_notice(index: LedgerIndex, site: SiteFacts, notice: Notice) -> list[tuple[str, str]]:
    """Path and text of the notice's page and, where the text was restored, of the page of its restoration."""
    here = notice_address(notice.id)
    source = site.sources.get(notice.id, SourceFacts())
    entries = index.entries_of_notice(notice)
    context = {
        "notice": notice,
        "sheet": sheet_name(notice),
        "name": notice_name(notice),
        "source": source,
        "facts": _facts(index, notice, source),
        "entries": entries,
        "named": named_count(index, entries),
        "dates": sorted(
            {item.page for e in entries for item in index.due_of.get(e.key, ()) if item.page[:1].isdigit()}
        ),
        "tasks": task_table(here, index, entries, "按原文次序") if len(entries) <= _WHOLE else "",
        "chapters": [
            (chapter.words, chapter_anchor(number), counted(chapter.entries))
            for number, chapter in enumerate(chapters_of(index, notice), 1)
            if chapter.words
        ],
        "task_list": task_list_address(notice.id),
        "total": counted(entries),
        "comparisons": [
            (comparison_address(a, b), notice_name(index.notices[b if a == notice.id else a]), pairs)
            for a, b, _relation, pairs in index.comparisons_of.get(notice.id, ())
        ],
        "text": _full_text(here, index, notice),
        "edit_table": edit_sums(notice),
        "repaired": sum(changes_words(edit) for edit in notice.edits),
        "proofs": wording.edit_proofs(edit for edit in notice.edits if changes_words(edit)),
        "unproven": [edit for edit in notice.edits if not edit.certain],
        "findings": [
            (finding, paragraph_anchor(notice.text, finding.start) if finding.end > finding.start else None)
            for finding in index.findings_of(notice)
        ],
        "draft": source.draft,
        "ended": ended_by(here, index, notice),
        "relations": notice_relations(here, index, notice),
        "decisions": notice_decisions(here, index, notice),
        "restoration": f"{here}restoration/",
    }
    pages = [(page_path(here), render("notice.md.j2", _head(index, site, notice), site, **context))]
    if notice.edits:
        pages += plan_restoration(site, notice, source)
    return pages


def _facts(index: LedgerIndex, notice: Notice, source: SourceFacts) -> list[tuple[str, object]]:
    """The metadata that an office discloses with a document, in the usual order; 原文未写明 where it is not given."""
    front = notice.front
    page = page_facts(notice, source)
    return [
        ("索引号", page["索引号"]),
        ("文号", front.document_number or "原文未写明"),
        ("发文机关", issuers_signed(index, notice) or "原文未写明"),
        ("成文日期", wording.day(front.written)),
        ("公开日期", page["公开日期"]),
        *([("转载网页日期", page["转载网页日期"])] if "转载网页日期" in page else []),
        ("有效性", page["有效性"]),
        *([("来源", source.name)] if source.name else []),
        ("原文网址", outward(source.url, "来源页面") if source.url else "没有登记发文机关或来源的网址"),
        *([("主题分类", front.topic_class)] if front.topic_class else []),
        *([("公开责任部门", front.publisher)] if front.publisher else []),
        ("地区", front.jurisdiction or "原文未写明"),
        ("主送", addressed_to(notice) or "原文未写明"),
        ("人工核对", review_words(notice, source.reviewed)),
    ]


def _head(index: LedgerIndex, site: SiteFacts, notice: Notice) -> Head:
    front = notice.front
    entries = index.entries_of_notice(notice)
    agencies = {
        part.agency: None for e in entries for part in index.responsibilities_of.get(e.key, ()) if part.via is None
    }
    due = [item.page for e in entries for item in index.due_of.get(e.key, ())]
    topics = dict.fromkeys(topic.name for e in entries for topic in index.topics_of.get(e.key, ()))
    date = notice_date(notice)
    issuer = "、".join(issuer_names(index, notice))
    what = f"项任务，附{sheet_name(notice)}和全文" if front.kind == "plan" else "项，附全文"
    name = notice_name(notice)
    if site.sources.get(notice.id, SourceFacts()).made_up_title:
        name += "（标题由整理者拟定）"
    by = f"{issuer}{wording.day(date) if date else ''}"
    description = f"{name}{f'，{by}' if by else ''}。共{len(entries)}{what}。"
    return Head(
        notice_address(notice.id),
        notice_name(notice),
        "通知",
        made_from([notice]),
        description,
        front.jurisdiction,
        tuple(full_name(index.ledger.agencies[agency]) for agency in agencies),
        years([notice], due),
        article_tags(
            site,
            notice_name(notice),
            notice_date(notice),
            source=content_source(index, site, notice),
            keywords=(front.document_number, front.jurisdiction, front.topic_class, wording.KINDS[front.kind], *topics),
            author=issuer,
            description=description,
            here=notice_address(notice.id),
        ),
        contents=True,
        linked=notice_data(site, notice, issuer_names(index, notice)),
        names=tuple(filter(None, [front.document_number, front.title])),
        other_names=tuple(dict.fromkeys(wording.day(day) for day in (front.written, front.disclosed) if day)),
    )


def _full_text(here: str, index: LedgerIndex, notice: Notice) -> Markup:
    """Every paragraph of the restored text, with its anchor, its marks, and headings as headings."""
    text = notice.text
    marks = convention_marks(notice, anchored=True)
    for entry in index.entries_of_notice(notice):
        marks += fact_marks(here, index, entry, anchored=True)
    marks += _outside(here, index, notice)
    tasks = {task.id: task_address(notice, task.id) for task in notice.tasks}
    marks += [
        _label(here, notice, item, tasks.get(item.id)) for item in notice.outline if item.label_start < item.start
    ]
    marks.sort(key=lambda mark: mark.start)
    remarks = remark_spans(notice)
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
        words = marked(text, start, end, here_marks, remarks)
        item = starts.get(start + len(line) - len(line.lstrip()))
        if item and _is_heading(item, line):
            level = "#" * min(6, item.level + 2)
            blocks.append(f"{level} {words} {{ #p{number} .tz-item }}")
        else:
            blocks.append(f"{words}\n{{: #p{number}{_bearing(notice, line)} }}")
    return Markup("\n\n".join(blocks))


def _label(here: str, notice: Notice, item: OutlineItem, target: str | None) -> Mark:
    """The label of an item, with the item's anchor; that of a task leads to the task's page."""
    return Mark(
        item.label_start,
        item.start,
        "m-label",
        relative(here, target) if target else None,
        item_anchor(notice, item.id),
    )


def _outside(here: str, index: LedgerIndex, notice: Notice) -> list[Mark]:
    """The documents named outside tasks."""
    marks = []
    for position, citation in enumerate(notice.citations):
        document = index.document_of(notice, None, citation)
        target = document_address(document.id) if document else None
        marks.append(
            Mark(
                citation.start,
                citation.end,
                "m-document",
                relative(here, target) if target else None,
                fact_anchor(notice, None, "l", position),
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

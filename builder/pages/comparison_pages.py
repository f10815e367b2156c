"""Pages of what notices have in common: a cited document, a topic, one notice compared with another."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.counterparts.comparison import compare
from builder.ledger.index import Entry, LedgerIndex, made_from, notice_name, relation_of
from builder.model.addresses import comparison_address, document_address, notice_address, topic_address
from builder.model.ledger import Counterpart, Document, Topic
from builder.pages import wording
from builder.pages.fragments import counted, task_link, task_tables, years
from builder.pages.markdown.links import fact_anchor, page_path
from builder.pages.markdown.marking import Mark, marked, passages
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.search_names import document_names

_CONTEXT = 40
"""How many characters before and after a citation are shown."""


def plan_document(index: LedgerIndex, site: SiteFacts, document: Document) -> tuple[str, str]:
    """Everything that cites a document."""
    here = document_address(document.id)
    title = f"《{document.title}》"
    notices = list({cited[0]: index.notices[cited[0]] for cited in document.cited_by}.values())
    rows: list[list[Cell | object]] = []
    for notice_id, key, citation in document.cited_by:
        notice = index.notices[notice_id]
        entry = index.entries.get(key) if key else None
        own = entry.task.citations if entry else notice.citations
        position = next((i for i, other in enumerate(own) if other == citation), 0)
        anchor = fact_anchor(notice, entry.task.id if entry else None, "l", position)
        low, high = max(0, citation.start - _CONTEXT), min(len(notice.text), citation.end + _CONTEXT)
        words = marked(notice.text.replace("\n", " "), low, high, [Mark(citation.start, citation.end, "m-document")])
        rows.append(
            [
                task_link(here, entry) if entry else link(here, notice_address(notice_id), "（任务之外的段落）"),
                Markup(f"{'…' if low else ''}{words}{'…' if high < len(notice.text) else ''}"),
                link(here, notice_address(notice_id), "见原文", anchor),
                link(here, notice_address(notice_id), notice_name(notice)),
            ]
        )
    published = index.notices.get(document.notice or "")
    description = f"{title}在收录的通知中被提到{len(rows)}处。"
    names, other_names = document_names(document)
    head = Head(
        here,
        title,
        "提到的文件",
        made_from(notices),
        description,
        year=years(notices, []),
        portal=article_tags(
            site,
            title,
            site.date,
            keywords=(document.title, document.number, "提到的文件", *map(notice_name, notices)),
            description=description,
            here=here,
        ),
        names=names,
        other_names=other_names,
    )
    text = render(
        "document.md.j2",
        head,
        site,
        title=title,
        document=document,
        written="、".join(dict.fromkeys(f"《{citation.title}》" for _, _, citation in document.cited_by)),
        count=len(rows),
        published=link(here, notice_address(published.id), notice_name(published)) if published else None,
        places=table("提到它的地方", ["任务", "前后文", "出处", "所在通知"], rows, tools=True),
    )
    return page_path(here), text


def plan_topic(index: LedgerIndex, site: SiteFacts, topic: Topic) -> tuple[str, str]:
    """The tasks of one subject, across notices."""
    here = topic_address(topic.id)
    entries = index.entries_of_topic(topic)
    notices = list({entry.notice.id: entry.notice for entry in entries}.values())
    description = f"主题“{topic.name}”：{len(notices)} 份通知中的 {counted(entries)}。"
    head = Head(
        here,
        topic.name,
        "主题",
        made_from(notices),
        description,
        year=years(notices, []),
        portal=article_tags(
            site,
            topic.name,
            site.date,
            keywords=(topic.name, "主题", *(notice.front.jurisdiction for notice in notices)),
            description=description,
            here=here,
        ),
        subjects=(*topic.name.split("、"), *topic.words),
    )
    tables = task_tables(here, index, entries)
    return page_path(here), render("topic.md.j2", head, site, topic=topic, count=counted(entries), tables=tables)


@dataclass(frozen=True, slots=True)
class Step:
    """A task of the first notice, and what answers it: (the other task, why, its words, the other's words).
    `bound` is False where it is given to other places by name."""

    entry: Entry
    answers: list[tuple[Entry, str, Markup, Markup]]
    bound: bool


def plan_comparison(
    index: LedgerIndex, site: SiteFacts, first: str, second: str, pairs: list[Counterpart]
) -> tuple[str, str]:
    """One notice compared with another: for each task of the first, what the second says; where
    nothing was found, that and no more."""
    here = comparison_address(first, second)
    a, b = index.notices[first], index.notices[second]
    steps = []
    for compared in compare(index, first, second):
        entry = index.entries[compared.task]
        answers = []
        for pair in compared.counterparts:
            other = index.entries[pair.b]
            mine = passages(entry, [(shared.a_start, shared.a_end) for shared in pair.shared])
            theirs = passages(other, [(shared.b_start, shared.b_end) for shared in pair.shared])
            answers.append((other, pair.why, mine, theirs))
        steps.append(Step(entry, answers, compared.bound))
    answered = {pair.b for pair in pairs}
    name = f"{notice_name(a)}与{notice_name(b)}对照"
    relation = wording.RELATIONS[relation_of(pairs)]
    description = f"逐条对照：{notice_name(a)}的每项任务，在{notice_name(b)}中有什么对应。"
    head = Head(
        here,
        name,
        "对照",
        made_from([a, b]),
        description,
        year=years([a, b], []),
        portal=article_tags(
            site,
            name,
            site.date,
            keywords=("对照", relation, notice_name(a), notice_name(b), a.front.jurisdiction, b.front.jurisdiction),
            description=description,
            here=here,
        ),
        contents=False,
    )
    text = render(
        "comparison.md.j2",
        head,
        site,
        first=a,
        second=b,
        first_name=notice_name(a),
        second_name=notice_name(b),
        name=name,
        steps=steps,
        found=sum(bool(step.answers) for step in steps),
        reports=b.front.kind == "report",
        unmatched=[entry for entry in index.entries_of_notice(b) if entry.key not in answered],
    )
    return page_path(here), text

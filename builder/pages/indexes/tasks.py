"""The index of tasks: the ways to narrow them down, and the tasks of each notice in a table of its chapters."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.exports.workbooks import sheet_name
from builder.ledger.chapters import Chapter, chapters_of
from builder.ledger.index import LedgerIndex, made_from, notice_name
from builder.model.addresses import (
    agency_address,
    deadline_address,
    notice_address,
    place_address,
    task_list_address,
    topic_address,
)
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.fragments import COUNTED, counted, due_page_name, full_name, notice_date, numbers, task_table, years
from builder.pages.indexes.columns import column_head
from builder.pages.indexes.home import most_charged
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import column_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, table

_BODIES = 12
"""How many bodies are named here; all are on the index of bodies."""


def chapter_anchor(number: int) -> str:
    """`number` counts from 1 in the order of the notice."""
    return f"chapter-{number}"


def plan_task_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "tasks/"
    head = column_head(
        index,
        here,
        "任务",
        "收录的通知中的全部任务：按通知、地区、机构、期限和主题查找",
        "任务,牵头单位,责任单位,时限",
        contents=True,
    )
    rows: list[list[Cell | object]] = [
        [
            link(here, task_list_address(notice.id), notice_name(notice)),
            notice.front.jurisdiction or "原文未写明",
            Cell(wording.day(notice_date(notice)), notice_date(notice) or ""),
            *numbers(index.entries_of_notice(notice)),
        ]
        for notice in index.ledger.notices
    ]
    due_years: dict[str, list[str]] = {}
    for page in index.due_on:
        due_years.setdefault(page[:4] if page[:1].isdigit() else page, []).append(page)
    context = {
        "lead": f"{len(rows)} 份通知，共 {counted(index.entries.values())}。",
        "by_notice": table("按通知", ["通知", "地区", "日期", *COUNTED], rows, tools=True, style="tz-quiet"),
        "places": [
            (link(here, place_address(place.id), place.path, "tasks"), counted(entries))
            for place, notices, _ in index.places
            if notices and (entries := index.entries_of_place(place))
        ],
        "bodies": [
            (link(here, agency_address(body.id), full_name(body)), counted(entries))
            for body, entries in most_charged(index)[:_BODIES]
        ],
        "days": [
            (
                link(here, "deadlines/", f"{year}年到期", f"y{year}")
                if year.isdigit()
                else link(here, deadline_address(year), due_page_name(year)),
                counted(index.entries[item.task] for page in pages for item in index.due_on[page]),
            )
            for year, pages in due_years.items()
        ],
        "topics": [
            (link(here, topic_address(topic.id), topic.name), counted(index.entries_of_topic(topic)))
            for topic in index.ledger.topics
        ],
    }
    return page_path(here), render("tasks.md.j2", head, site, **context)


def plan_task_list(index: LedgerIndex, site: SiteFacts, notice: Notice) -> tuple[str, str]:
    """Path and text of the page of the tasks of one notice."""
    here, name = task_list_address(notice.id), notice_name(notice)
    entries = index.entries_of_notice(notice)
    sheet = sheet_name(notice)
    description = f"{name}的{sheet}：{counted(entries)}，谁负责、何时完成。"
    head = Head(
        here,
        f"{sheet} - {name}",
        "栏目",
        made_from([notice]),
        description,
        notice.front.jurisdiction,
        year=years([notice], []),
        portal=column_tags(sheet, description, f"{name},{sheet}"),
        contents=True,
    )
    chapters = chapters_of(index, notice)
    text = render(
        "task_list.md.j2",
        head,
        site,
        name=name,
        sheet=sheet,
        total=counted(entries),
        notice_address=notice_address(notice.id),
        chapters=[
            (chapter_anchor(number), chapter.words, _chapter(here, index, name, chapter))
            for number, chapter in enumerate(chapters, 1)
        ],
    )
    return page_path(here), text


def _chapter(here: str, index: LedgerIndex, name: str, chapter: Chapter) -> Markup:
    return task_table(here, index, chapter.entries, chapter.words or name)

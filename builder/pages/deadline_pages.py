"""A day's page: what falls due on it; the pages of recurring limits and of tasks without a date; the calendar."""

from __future__ import annotations

from markupsafe import Markup

from builder.addresses import deadline_address
from builder.ledger.model import DueEntry
from builder.pages import wording
from builder.pages.anchors import fact_anchor
from builder.pages.atlas import Atlas
from builder.pages.links import page_path
from builder.pages.pieces import (
    bodies,
    due_page_name,
    due_words,
    full_name,
    made_from,
    notice_date,
    notice_name,
    source_link,
    task_link,
    years,
)
from builder.pages.rendering import Head, joined, link, render
from builder.pages.site import SiteFacts
from builder.pages.tables import Cell, table

_NAMED = 6
"""How many tasks of a day the calendar names."""


def plan_deadline(atlas: Atlas, site: SiteFacts, page: str, items: list[DueEntry]) -> tuple[str, str]:
    here = deadline_address(page)
    items = [item for item in items if item.task in atlas.entries]
    dated = [day for day in atlas.due_on if day[:1].isdigit()]
    at = dated.index(page) if page in dated else None
    name = due_page_name(page)
    entries = [atlas.entries[key] for key in dict.fromkeys(item.task for item in items)]
    notices = list({entry.notice.id: entry.notice for entry in entries}.values())
    agencies = [
        full_name(atlas.ledger.agencies[part.agency])
        for entry in entries
        for part in atlas.responsibilities_of.get(entry.key, ())
        if part.via is None
    ]
    latest = max(filter(None, (notice_date(notice) for notice in notices)), default=None)
    description = f"{name}：已收录文件中的{len(entries)}项任务、责任单位和原文写法。"
    head = Head(
        here,
        name,
        "期限",
        made_from(notices),
        description,
        None,
        tuple(dict.fromkeys(agencies)),
        years([], [page]) if at is not None else years(notices, []),
        {
            "ArticleTitle": name,
            "PubDate": f"{latest} 00:00" if latest else "",
            "ContentSource": site.name,
            "Description": description,
            "Url": f"{site.url}{here}" if site.url else "",
        },
    )
    text = render(
        "deadline.md.j2",
        head,
        site,
        name=name,
        page=page,
        dated=at is not None,
        count=len(entries),
        bodies=len(set(agencies)),
        items=_table(here, atlas, page, items),
        before=dated[at - 1] if at else None,
        after=dated[at + 1] if at is not None and at + 1 < len(dated) else None,
    )
    return page_path(here), text


def _table(here: str, atlas: Atlas, page: str, items: list[DueEntry]) -> object:
    rows: list[list[Cell | object]] = []
    for item in items:
        entry = atlas.entries[item.task]
        limit = item.deadline
        if limit is not None:
            index = next((i for i, other in enumerate(entry.task.deadlines) if other == limit), 0)
            words = source_link(here, entry, limit.written, fact_anchor(entry.task.id, "d", index))
        else:
            words = source_link(here, entry)
        row: list[Cell | object] = [
            task_link(here, entry),
            joined(
                list(
                    filter(
                        None,
                        [
                            bodies(here, atlas, entry, ("lead",)),
                            bodies(here, atlas, entry, ("responsible", "supporting")),
                        ],
                    )
                )
            )
            or "原文未写明",
        ]
        if page == "recurring":
            row.append(due_words(item))
        if page != "none" or limit is not None:
            row.append(limit.what if limit and limit.what else item.why)
        else:
            row.append(item.why)
        row += [words, link(here, f"notices/{entry.notice.id}/", notice_name(entry.notice))]
        rows.append(row)
    columns = [
        "任务",
        "责任单位",
        *(["频次"] if page == "recurring" else []),
        "说明" if page == "none" else "限定的事项",
        "原文",
        "所在文件",
    ]
    return table(f"{due_page_name(page)}的任务", columns, rows, tools=True)


def plan_calendar(atlas: Atlas, site: SiteFacts) -> tuple[str, str]:
    """The index of days: by year and month."""
    here = "deadlines/"
    by_year: dict[str, list[list[Cell | object]]] = {}
    for page, items in atlas.due_on.items():
        if page[:1].isdigit():
            day = Cell(link(here, deadline_address(page), wording.day(page)), page)
            by_year.setdefault(page[:4], []).append([day, _named(here, atlas, items)])
    notices = atlas.ledger.notices
    head = Head(
        here,
        "期限",
        "期限",
        made_from(notices),
        "按年月排列的全部时限，以及定期任务和没有写明日期的任务。",
        portal={
            "ColumnName": "期限",
            "ColumnDescription": "按年月排列的全部时限",
            "ColumnKeywords": "时限,截止日期,任务",
            "ColumnType": "任务台账",
        },
    )
    rest = [(page, due_page_name(page), len(items)) for page, items in atlas.due_on.items() if not page[:1].isdigit()]
    tables = [
        (year, table(f"{year}年的时限", ["日期", "任务"], days, style="tz-quiet tz-days"))
        for year, days in by_year.items()
    ]
    return page_path(here), render("calendar.md.j2", head, site, tables=tables, rest=rest)


def _named(here: str, atlas: Atlas, items: list[DueEntry]) -> Markup:
    """The tasks of a day by name, the first few of many."""
    entries = [atlas.entries[key] for key in dict.fromkeys(item.task for item in items) if key in atlas.entries]
    starts = {item.task for item in items if item.deadline is not None and item.deadline.type == "from"}
    names = [
        Markup(f"{task_link(here, entry)}{'（从这天起）' if entry.key in starts else ''}") for entry in entries[:_NAMED]
    ]
    rest = f" 等 {len(entries)} 项" if len(entries) > _NAMED else ""
    return Markup(f"{joined(names)}{rest}")

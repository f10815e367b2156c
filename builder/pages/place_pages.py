"""A place's page: its notices and reports, its tasks and when they are due, its bodies, and what answers them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import Entry, LedgerIndex, made_from, notice_name
from builder.model.addresses import (
    comparison_address,
    deadline_address,
    notice_address,
    place_address,
    task_list_address,
)
from builder.model.ledger import Agency, DueEntry, Jurisdiction, TaskKey
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.fragments import (
    bodies as bodies_of,
)
from builder.pages.fragments import (
    counted,
    due_page_name,
    notice_date,
    task_link,
    years,
)
from builder.pages.indexes.agencies import bodies_table
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, joined, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.search_names import place_names
from builder.places.renaming import later_name

_NAMED = 6
"""How many tasks of a day are named; a longer list is on the day's own page."""


def plan_place(
    index: LedgerIndex, site: SiteFacts, place: Jurisdiction, notices: Sequence[Notice], bodies: Sequence[Agency]
) -> tuple[str, str]:
    here = place_address(place.id)
    listed = index.paged_places
    above = index.ledger.jurisdictions.get(place.parent or "")
    above = above if above and above.level != "nation" else None
    below = index.paged_within.get(place.id, [])
    entries = index.entries_of_place(place)
    own = {entry.key for notice in notices for entry in index.entries_of_notice(notice)}
    given = [entry for entry in entries if entry.key not in own]
    due = _due(index, own, given, bodies)
    sources = list({notice.id: notice for notice in (*notices, *(entry.notice for entry in entries))}.values())
    description = f"{place.path}：{len(notices)} 份通知，{counted(entries)}，{len(bodies)} 个机构和统称。"
    names, other_names = place_names(place, listed)
    head = Head(
        here,
        place.path,
        "地区",
        made_from(sources),
        description,
        place.path,
        year=years(sources, []),
        portal=article_tags(
            site,
            place.path,
            site.date,
            keywords=chain(place.names, (place.path, "地区"), (body.name for body in bodies)),
            description=description,
            here=here,
        ),
        names=names,
        other_names=other_names,
    )
    text = render(
        "place.md.j2",
        head,
        site,
        place=place,
        level=wording.LEVELS.get(place.level),
        above=(link(here, place_address(above.id), above.path) if above.id in listed else above.path)
        if above
        else None,
        later=later_name(place),
        below=joined([link(here, place_address(each.id), each.name) for each in below]),
        notices=[
            (
                link(here, notice_address(notice.id), notice_name(notice)),
                notice_date(notice),
                link(here, task_list_address(notice.id), counted(index.entries_of_notice(notice))),
            )
            for notice in notices
        ],
        given=_given(here, index, given),
        given_count=counted(given),
        days=_days(here, index, due),
        undated=_undated(here, index, due),
        comparisons=[
            (comparison_address(a, b), notice_name(index.notices[a]), notice_name(index.notices[b]), pairs)
            for a, b, relation, pairs in sorted({each for n in notices for each in index.comparisons_of.get(n.id, ())})
            if relation != "same-subject"
        ],
        bodies=bodies_table(index, here, list(bodies), f"{place.name}的机构"),
    )
    return page_path(here), text


def _given(here: str, index: LedgerIndex, given: list[Entry]) -> list[tuple[Markup, str]]:
    """The notices of other places that give tasks to bodies of this one, with how many."""
    found: dict[str, list[Entry]] = {}
    for entry in given:
        found.setdefault(entry.notice.id, []).append(entry)
    return [
        (link(here, task_list_address(notice), notice_name(index.notices[notice])), counted(entries))
        for notice, entries in found.items()
    ]


def _due(
    index: LedgerIndex, own: set[TaskKey], given: list[Entry], bodies: Sequence[Agency]
) -> dict[str, list[DueEntry]]:
    """What is due of the place's own tasks, and of those that others give to its bodies what binds them, by page."""
    bound = {item for body in bodies for item in index.due_of_body(body)}
    bound.update(item for entry in given for item in index.due_of.get(entry.key, ()) if item.basis == "none")
    bound.update(item for key in own for item in index.due_of.get(key, ()))
    return index.on_pages(bound)


def _days(here: str, index: LedgerIndex, due: dict[str, list[DueEntry]]) -> Markup:
    """The days on which tasks of the place fall due, each with its first few tasks and who leads them."""
    rows: list[list[Cell | object]] = []
    for page, items in due.items():
        if not page[:1].isdigit():
            continue
        entries = [index.entries[key] for key in dict.fromkeys(item.task for item in items)]
        rows.append(
            [
                Cell(link(here, deadline_address(page), wording.day(page)), page),
                counted(entries),
                Markup("<br>").join(_with_lead(here, index, entry) for entry in entries[:_NAMED])
                + (Markup("<br>…") if len(entries) > _NAMED else Markup("")),
            ]
        )
    return table("写明日期的任务", ["日期", "项数", "任务和牵头单位"], rows, style="tz-quiet tz-days")


def _with_lead(here: str, index: LedgerIndex, entry: Entry) -> Markup:
    lead = bodies_of(here, index, entry, ("lead",))
    return Markup(f"{task_link(here, entry)}{f'（{lead}牵头）' if lead else ''}")


def _undated(here: str, index: LedgerIndex, due: dict[str, list[DueEntry]]) -> list[tuple[Markup, str]]:
    """The pages of its tasks that have no day of their own."""
    return [
        (
            link(here, deadline_address(page), due_page_name(page)),
            counted(index.entries[item.task] for item in items),
        )
        for page, items in due.items()
        if not page[:1].isdigit()
    ]

"""A place's page: the notices of its own, and its bodies with what they are charged with."""

from __future__ import annotations

from collections.abc import Sequence

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, made_from, notice_name
from builder.model.addresses import agency_address, notice_address, place_address
from builder.model.ledger import Agency, Jurisdiction
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.fragments import counted, full_name, notice_date, years
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, joined, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.search_names import place_names


def plan_place(
    index: LedgerIndex, site: SiteFacts, place: Jurisdiction, notices: Sequence[Notice], bodies: Sequence[Agency]
) -> tuple[str, str]:
    here = place_address(place.id)
    listed = {each.id for each, _, _ in index.places}
    above = index.ledger.jurisdictions.get(place.parent or "")
    above = above if above and above.level != "nation" else None
    below = [each for each in index.ledger.jurisdictions.values() if each.parent == place.id and each.id in listed]
    rows: list[list[Cell | object]] = []
    for body in sorted(bodies, key=lambda body: (-len(index.entries_of_body(body)), body.id)):
        count = len(index.entries_of_body(body))
        rows.append(
            [
                Cell(
                    link(here, agency_address(body.id), body.name if body.group else full_name(body)), full_name(body)
                ),
                "、".join(body.names_as_written) or "—",
                Cell(str(count), f"{count:06d}"),
            ]
        )
    entries = [entry for body in bodies for entry in index.entries_of_body(body)]
    sources = list({notice.id: notice for notice in (*notices, *(entry.notice for entry in entries))}.values())
    latest = max(filter(None, map(notice_date, sources)), default=None)
    description = f"{place.path}：{len(notices)}份通知，{len(bodies)}个机构及其任务。"
    names, other_names = place_names(place)
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
            latest,
            keywords=(*place.names, place.path, "地区", *(body.name for body in bodies)),
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
        below=joined([link(here, place_address(each.id), each.name) for each in below]),
        notices=[
            (link(here, notice_address(notice.id), notice_name(notice)), notice_date(notice), counted(notice))
            for notice in notices
        ],
        bodies=table(f"{place.name}的机构", ["机构", "原文写法", "任务数"], rows, tools=True),
    )
    return page_path(here), text

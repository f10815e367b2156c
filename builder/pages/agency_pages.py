"""A body's page: its names, place and kind, its tasks by role, its days in order, and who it works with."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import Entry, LedgerIndex, made_from
from builder.model.addresses import agency_address, place_address
from builder.model.ledger import Agency, Jurisdiction, Responsibility
from builder.pages import wording
from builder.pages.fragments import body_link, due_words, due_written, full_name, notice_date, task_tables, years
from builder.pages.linked_data import body_data
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.links import page_path
from builder.pages.markdown.rendering import Head, joined, link, render

_PARTNERS = 12
"""How many of the bodies that it works with are named."""


def plan_agency(index: LedgerIndex, site: SiteFacts, body: Agency) -> tuple[str, str]:
    here = agency_address(body.id)
    parts = [part for part in index.duties_of.get(body.id, []) if part.task in index.entries]
    entries = index.entries_of_body(body)
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    reported = [part for part in parts if index.entries[part.task].task.kind == "progress"]
    parts = [part for part in parts if part not in reported]
    own = [part for part in parts if part.via is None]
    roles = [
        (name, _tables(here, index, [part for part in own if part.mention.role == role]))
        for role, name in wording.ROLES.items()
    ]
    groups = [
        (
            index.ledger.agencies[via].name,
            _tables(here, index, [part for part in parts if part.via == via], others=False),
        )
        for via in dict.fromkeys(part.via for part in parts if part.via and part.via in index.ledger.agencies)
    ]
    days = _days(index, entries)
    context = {
        "body": body,
        "full": full_name(body),
        "place": _place_link(here, place, charged=bool(parts or reported)),
        "level": wording.LEVELS.get(place.level) if place else None,
        "members": joined(
            [body_link(here, index.ledger.agencies[m]) for m in body.members if m in index.ledger.agencies]
        ),
        "groups": joined([body_link(here, group) for group in index.groups_of.get(body.id, [])]),
        "successor": _successor(here, index, body),
        "counts": [
            (wording.ROLES[role], len({p.task for p in own if p.mention.role == role})) for role in wording.ROLES
        ],
        "through": len({part.task for part in parts if part.via}),
        "total": len({part.task for part in parts}),
        "reported": len({part.task for part in reported}),
        "reported_tables": _tables(here, index, reported),
        "roles": [(name, tasks) for name, tasks in roles if tasks],
        "group_tables": groups,
        "days": days,
        "partners": _partners(here, index, body, own),
    }
    dates = [notice_date(entry.notice) for entry in entries]
    latest = max(filter(None, dates), default=None)
    assigned = len({part.task for part in parts})
    description = f"{full_name(body)}在本站收录的通知中承担的{assigned}项任务：角色、时限和出处。"
    if not assigned:
        description = f"{full_name(body)}在本站收录的通知中的出处。"
    head = Head(
        here,
        full_name(body),
        "机构",
        made_from(entry.notice for entry in entries) + "、registry",
        description,
        place.path if place else None,
        (full_name(body),),
        years([entry.notice for entry in entries], [day for day, _ in days]),
        {
            "ArticleTitle": full_name(body),
            "PubDate": f"{latest} 00:00" if latest else "",
            "ContentSource": site.name,
            "Keywords": ",".join(dict.fromkeys([body.name, *body.names_as_written])),
            "Description": description,
            "Url": f"{site.url}{here}" if site.url else "",
        },
        linked=body_data(site, index, body),
    )
    return page_path(here), render("agency.md.j2", head, site, **context)


def _place_link(here: str, place: Jurisdiction | None, *, charged: bool) -> Markup | None:
    """To the page of a body's place, which there is where one of its bodies is charged with something."""
    if place is None:
        return None
    return link(here, place_address(place.id), place.path) if charged else inline(place.path)


def _tables(here: str, index: LedgerIndex, parts: list[Responsibility], *, others: bool = True) -> list[Markup]:
    entries = [index.entries[key] for key in dict.fromkeys(part.task for part in parts)]
    return task_tables(here, index, entries, others=others)


def _successor(here: str, index: LedgerIndex, body: Agency) -> Markup | None:
    if body.successor is None:
        return None
    known = index.ledger.agencies.get(body.successor.agency or "")
    return body_link(here, known) if known else inline(body.successor.name)


def _days(index: LedgerIndex, entries: list[Entry]) -> list[tuple[str, list[tuple[str, str, Entry]]]]:
    """The body's days in order, each with the tasks that fall due and the words that say so; what has no date
    is left to the tables."""
    days: dict[str, list[tuple[str, str, Entry]]] = {}
    for entry in entries:
        for item in index.due_of.get(entry.key, ()):
            if item.page[:1].isdigit():
                days.setdefault(item.page, []).append((due_words(index, item), due_written(index, item), entry))
    return sorted(days.items())


def _partners(here: str, index: LedgerIndex, body: Agency, own: list[Responsibility]) -> list[tuple[Markup, int]]:
    """The bodies named with it in the same tasks, the most frequent first."""
    counts: Counter[str] = Counter()
    for task in dict.fromkeys(part.task for part in own):
        counts.update(
            {p.agency for p in index.responsibilities_of.get(task, ()) if p.via is None and p.agency != body.id}
        )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]
    return [(body_link(here, index.ledger.agencies[agency]), count) for agency, count in ranked]

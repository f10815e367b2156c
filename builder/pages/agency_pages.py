"""A body's page: its names, place and kind, its tasks by role, its days in order, and who it works with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import Entry, LedgerIndex, made_from, notice_name
from builder.model.addresses import agency_address, notice_address, place_address
from builder.model.ledger import Agency, Jurisdiction, Responsibility, TaskKey
from builder.pages import wording
from builder.pages.fragments import body_link, due_words, due_written, full_name, task_tables, years
from builder.pages.linked_data import body_data
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.links import page_path, paragraph_anchor
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, joined, link, render
from builder.pages.search_names import body_names
from builder.pages.statements import agency_progress

_PASSAGES = 8
"""How many sentences outside tasks are quoted."""

_PARTNERS = 12
"""How many of the bodies that it works with are named."""


def plan_agency(index: LedgerIndex, site: SiteFacts, body: Agency) -> tuple[str, str]:
    """Path and text of the page of a body or group."""
    here = agency_address(body.id)
    parts = [part for part in index.duties_of.get(body.id, []) if part.task in index.entries]
    reported = [part for part in parts if index.entries[part.task].task.kind == "progress"]
    assigned = [part for part in parts if part not in reported]
    days = _days(index, body)
    context = {
        **_facts(here, index, body, charged=bool(parts)),
        **_assigned(here, index, body, assigned),
        "reported": _count(reported),
        "reported_tables": _tables(here, index, reported),
        "days": days,
        "undated": _undated(index, body, parts),
        "by_sentence": len({item.task for item in index.due_of_body(body)} - {part.task for part in parts}),
        "progress": agency_progress(here, index, body.id),
    }
    head = _head(index, site, body, _count(assigned), [day for day, _ in days])
    return page_path(here), render("agency.md.j2", head, site, **context)


def _count(parts: Iterable[Responsibility]) -> int:
    """How many tasks: one that names a body twice is one."""
    return len({part.task for part in parts})


def _facts(here: str, index: LedgerIndex, body: Agency, *, charged: bool) -> dict[str, object]:
    """Who a body is, and what groups and bodies it belongs to."""
    known = index.ledger.agencies
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    return {
        "body": body,
        "full": full_name(body),
        "place": _place_link(here, place, charged=charged),
        "level": wording.LEVELS.get(place.level) if place else None,
        "members": joined([body_link(here, known[member]) for member in body.members if member in known]),
        "groups": joined([body_link(here, group) for group in index.groups_of.get(body.id, [])]),
        "successor": _successor(here, index, body),
    }


def _assigned(here: str, index: LedgerIndex, body: Agency, parts: list[Responsibility]) -> dict[str, object]:
    """A body's tasks: those that name it, by role, and those that it has as a member of a group."""
    own = [part for part in parts if part.via is None]
    by_role = {role: [part for part in own if part.mention.role == role] for role in wording.ROLES}
    known = index.ledger.agencies
    groups = dict.fromkeys(part.via for part in parts if part.via and part.via in known)
    return {
        "counts": [(wording.ROLES[role], _count(of_role)) for role, of_role in by_role.items()],
        "named": _count(own),
        "total": _count(parts),
        "groups_charged": [
            (body_link(here, known[via]), _count(part for part in parts if part.via == via)) for via in groups
        ],
        "possible": _possible(here, index, body, parts),
        "passages": _passages(here, index, body)[:_PASSAGES],
        "more_passages": len(index.passages_of.get(body.id, ())) - _PASSAGES,
        "roles": [(wording.ROLES[role], _tables(here, index, of_role)) for role, of_role in by_role.items() if of_role],
        "group_tables": [
            (known[via].name, _tables(here, index, [part for part in parts if part.via == via], others=False))
            for via in groups
        ],
        "partners": _partners(here, index, body, own),
    }


@dataclass(frozen=True, slots=True)
class Possible:
    """The tasks of groups of unknown members that may include a body: how many, how many of them are its own
    anyway, and of each group."""

    total: int
    own: int
    groups: list[tuple[Markup, int]]


def _passages(here: str, index: LedgerIndex, body: Agency) -> list[Markup]:
    """What is said of it outside tasks, each sentence with its notice, linked to its paragraph."""
    lines = []
    for passage in index.passages_of.get(body.id, ()):
        notice = passage.notice
        where = link(here, notice_address(notice.id), notice_name(notice), paragraph_anchor(notice.text, passage.start))
        lines.append(Markup(f"{inline(f'“{notice.text[passage.start : passage.end].strip()}”')}（{where}）"))
    return lines


def _possible(here: str, index: LedgerIndex, body: Agency, parts: list[Responsibility]) -> Possible | None:
    tasks: set[TaskKey] = set()
    groups = []
    for group in index.open_groups_of.get(body.id, ()):
        entries = [entry for entry in index.entries_of_body(group) if entry.task.kind == "task"]
        if entries:
            tasks.update(entry.key for entry in entries)
            groups.append((body_link(here, group), len(entries)))
    return Possible(len(tasks), len(tasks & {part.task for part in parts}), groups) if groups else None


def _head(index: LedgerIndex, site: SiteFacts, body: Agency, assigned: int, days: list[str]) -> Head:
    here, name = agency_address(body.id), full_name(body)
    notices = [entry.notice for entry in index.entries_of_body(body)]
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    what = f"承担的{assigned}项任务：角色、时限和出处。" if assigned else "的出处。"
    description = f"{name}在本站收录的通知中{what}"
    names, other_names = body_names(index, body)
    return Head(
        here,
        name,
        "机构",
        made_from(notices) + "、registry",
        description,
        place.path if place else None,
        (name,),
        years(notices, days),
        article_tags(
            site,
            name,
            site.date,
            keywords=(body.name, *body.names_as_written),
            description=description,
            here=here,
        ),
        linked=body_data(site, index, body),
        names=names,
        other_names=other_names,
    )


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


def _days(index: LedgerIndex, body: Agency) -> list[tuple[str, list[tuple[str, str, Entry]]]]:
    """The days whose limits bind the body, in order, each with the tasks that fall due and the words that say so."""
    days: dict[str, list[tuple[str, str, Entry]]] = {}
    for item in index.due_of_body(body):
        if item.page[:1].isdigit():
            words = due_words(index, item), due_written(index, item)
            days.setdefault(item.page, []).append((*words, index.entries[item.task]))
    return sorted(days.items())


def _undated(index: LedgerIndex, body: Agency, parts: list[Responsibility]) -> list[tuple[str, str, str, Entry]]:
    """The limits without a date that bind the body by their own sentence only: page, what they mean, words, task. Those
    of its own tasks stand in the tables."""
    own = {part.task for part in parts}
    return [
        (item.page, due_words(index, item), due_written(index, item), index.entries[item.task])
        for item in index.due_of_body(body)
        if item.page in wording.OPEN_LABELS and item.task not in own
    ]


def _partners(here: str, index: LedgerIndex, body: Agency, own: list[Responsibility]) -> list[tuple[Markup, int]]:
    """The bodies named with it in the same tasks, the most frequent first."""
    counts: Counter[str] = Counter()
    for task in dict.fromkeys(part.task for part in own):
        counts.update(
            {p.agency for p in index.responsibilities_of.get(task, ()) if p.via is None and p.agency != body.id}
        )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]
    return [(body_link(here, index.ledger.agencies[agency]), count) for agency, count in ranked]

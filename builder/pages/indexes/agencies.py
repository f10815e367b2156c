"""The index of bodies: a table for each place, with totals that lead there."""

from __future__ import annotations

from collections.abc import Set

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex
from builder.model.addresses import agency_address
from builder.model.ledger import Agency
from builder.pages.fragments import COUNTED, full_name, numbers
from builder.pages.indexes.columns import column_head
from builder.pages.markdown.links import page_path
from builder.pages.markdown.rendering import link, render
from builder.pages.markdown.tables import Cell, number_cell, table

_NOWHERE = "全国或地方不明"


def plan_agency_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "agencies/"
    head = column_head(index, here, "机构", "被点名负责任务的机构，及其任务数", "机构,牵头单位,责任单位", contents=True)
    by_place: dict[str, list[Agency]] = {}
    having = {notice.front.jurisdiction for notice in index.ledger.notices}
    for body in _listed(index):
        by_place.setdefault(_place(index, body, having), []).append(body)
    places = sorted(by_place.items(), key=lambda item: (item[0] == _NOWHERE, item[0]))
    bodies, groups = bodies_and_groups(index)
    text = render(
        "agencies.md.j2",
        head,
        site,
        lead=f"共 {_said(bodies, groups)}。",
        places=[
            (place, _said(*_divided(of_place)), index.part(bodies_table, here, of_place, f"{place}的机构"))
            for place, of_place in places
        ],
    )
    return page_path(here), text


def bodies_table(index: LedgerIndex, here: str, bodies: list[Agency], caption: str) -> Markup:
    """Bodies of one place, or of a place and those in it: the place's own first, groups after single bodies, those with
    most tasks first."""
    rows: list[list[Cell | object]] = []
    known = index.ledger.jurisdictions
    paths = {body.id: place.path if (place := known.get(body.jurisdiction or "")) else "" for body in bodies}
    several = len(set(paths.values())) > 1
    most = sorted(bodies, key=lambda body: (-len(index.entries_of_body(body)), body.id))
    for body in sorted(most, key=lambda body: (len(paths[body.id]), body.group)):
        name = link(here, agency_address(body.id), body.name if body.group else full_name(body))
        leads = {part.task for part in index.duties_of.get(body.id, ()) if part.mention.role == "lead"}
        rows.append(
            [
                Cell(Markup(f"{name}{'' if body.resolved else '（待核实）'}"), full_name(body)),
                "、".join(body.names_as_written) or "—",
                *([paths[body.id] or "—"] if several else []),
                *numbers(index.entries_of_body(body)),
                number_cell(len(leads)),
            ]
        )
    return table(
        caption,
        ["机构", "原文写法", *(["地区"] if several else []), *COUNTED, "其中牵头"],
        rows,
        tools=True,
    )


def bodies_and_groups(index: LedgerIndex) -> tuple[int, int]:
    """How many bodies are charged with something, by name or through a group; how many groups are named."""
    return _divided(_listed(index))


def _listed(index: LedgerIndex) -> list[Agency]:
    return [body for body in index.ledger.agencies.values() if index.entries_of_body(body) or body.group]


def _divided(bodies: list[Agency]) -> tuple[int, int]:
    groups = sum(body.group for body in bodies)
    return len(bodies) - groups, groups


def _said(bodies: int, groups: int) -> str:
    said = [f"{bodies} 个机构" if bodies or not groups else "", f"{groups} 个统称" if groups else ""]
    return "、".join(filter(None, said))


def _place(index: LedgerIndex, body: Agency, having: Set[str | None]) -> str:
    """The full name of the place that a body is listed under: the nearest around it that is one of those `having` a
    notice, else its own; so that the nineteen districts that one phrase names do not make nineteen tables."""
    places = index.ledger.jurisdictions
    own = place = places.get(body.jurisdiction or "")
    while place is not None and place.path not in having:
        place = places.get(place.parent or "")
    found = place or own
    return found.path if found else _NOWHERE

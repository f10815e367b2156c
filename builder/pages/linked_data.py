"""What a page is about, in the words of schema.org (JSON-LD), for search engines and other programs.

A notice is a Legislation, a body a GovernmentOrganization, a task an Action. Only what the notice says
or the registry knows is stated; a task's state is not, since no notice says it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from builder.addresses import agency_address, notice_address
from builder.ledger.model import Agency
from builder.notice import Notice
from builder.pages.atlas import Atlas, Entry
from builder.pages.pieces import full_name, notice_name
from builder.pages.site import SiteFacts

Node = Mapping[str, object]

_AGENTS = 12
"""How many bodies an Action names: a group of a hundred would outweigh the page; the JSON beside it has all."""


def script_text(node: Node) -> str:
    """The node as the content of a `<script>` element: no `<` stands in it, so nothing can end the element."""
    known = {"@context": "https://schema.org", **{key: value for key, value in node.items() if value}}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _named(kind: str, name: str, site: SiteFacts, address: str | None = None) -> Node:
    """The address of its page is what tells a thing apart from others of its name."""
    url = f"{site.url}{address}" if site.url and address else None
    return {"@type": kind, **({"@id": url} if url else {}), "name": name, **({"url": url} if url else {})}


def _place(name: str | None) -> Node | None:
    return {"@type": "AdministrativeArea", "name": name} if name else None


def _legislation(site: SiteFacts, notice: Notice) -> dict[str, object]:
    front = notice.front
    return {
        **_named("Legislation", notice_name(notice), site, notice_address(notice.id)),
        "legislationIdentifier": front.document_number,
    }


def notice_data(site: SiteFacts, notice: Notice) -> str:
    front = notice.front
    source = site.sources.get(notice.id)
    return script_text(
        _legislation(site, notice)
        | {
            "legislationDate": front.written,
            "datePublished": front.published,
            "legislationPassedBy": [_named("GovernmentOrganization", name, site) for name in front.issuers],
            "legislationJurisdiction": _place(front.jurisdiction),
            "inLanguage": "zh-CN",
            "isBasedOn": source.url if source else None,
        }
    )


def body_data(site: SiteFacts, atlas: Atlas, body: Agency) -> str:
    place = atlas.ledger.jurisdictions.get(body.jurisdiction or "")
    names = dict.fromkeys(name for name in (body.name, *body.names_as_written) if name != full_name(body))
    return script_text(
        {
            **_named("GovernmentOrganization", full_name(body), site, agency_address(body.id)),
            "alternateName": list(names),
            "areaServed": _place(place.path if place else None),
        }
    )


def task_data(site: SiteFacts, entry: Entry, agencies: Iterable[Agency]) -> str:
    """`endTime` is the day of the whole task, where it has one."""
    bodies = list(dict.fromkeys(agencies))[:_AGENTS]
    return script_text(
        {
            **_named("Action", entry.title, site, entry.address),
            "agent": [
                _named("GovernmentOrganization", full_name(body), site, agency_address(body.id)) for body in bodies
            ],
            "endTime": entry.task.due.date,
            "object": {key: value for key, value in _legislation(site, entry.notice).items() if value},
        }
    )

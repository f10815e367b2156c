"""What a page is about, in the words of schema.org (JSON-LD), for search engines and other programs.

A notice is a Legislation, or a Report where it tells what was done; a body a GovernmentOrganization; a task a
PlanAction with the day that it is scheduled to, or an Action where it has none: `endTime` would say that it ended then.
The data are a Dataset. Only what the notice says
or the registry knows is stated; a task's state is not, since no notice says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.config.site import SiteFacts
from builder.exports.declaration import LICENCE
from builder.language.invisible import json_text
from builder.ledger.index import Entry, LedgerIndex, notice_name
from builder.model.addresses import agency_address, notice_address
from builder.model.ledger import Agency, Responsibility
from builder.model.notice import Notice
from builder.pages.fragments import full_name

Node = Mapping[str, object]

_UP = "../"
"""From the page of the data to the site's root, where the site's address is not known."""

_AGENTS = 12
"""How many bodies an Action names: a group of a hundred would outweigh the page; the JSON beside it has all."""


def script_text(node: Node) -> str:
    """The node as the content of a `<script>` element: no `<` stands in it, so nothing can end the element."""
    known = {"@context": "https://schema.org", **{key: value for key, value in node.items() if value}}
    return json_text(known, compact=True).replace("<", "\\u003c")


def _named(kind: str, name: str, site: SiteFacts, address: str | None = None) -> Node:
    """The address of its page is what tells a thing apart from others of its name."""
    url = f"{site.url}{address}" if site.url and address else None
    return {"@type": kind, **({"@id": url} if url else {}), "name": name, **({"url": url} if url else {})}


def _place(name: str | None) -> Node | None:
    return {"@type": "AdministrativeArea", "name": name} if name else None


def _work(site: SiteFacts, notice: Notice) -> dict[str, object]:
    """What the notice is: a report orders nothing, so it is no legislation."""
    kind, number = (
        ("Report", "reportNumber") if notice.front.kind == "report" else ("Legislation", "legislationIdentifier")
    )
    return {**_named(kind, notice_name(notice), site, notice_address(notice.id)), number: notice.front.document_number}


def notice_data(site: SiteFacts, notice: Notice, issued_by: Iterable[str]) -> str:
    """`issued_by`: the full names of the issuers. A page that passes the notice on says nothing of when it was
    published, so its date is left out."""
    front = notice.front
    source = site.sources.get(notice.id)
    issuers = [_named("GovernmentOrganization", name, site) for name in issued_by]
    place = _place(front.jurisdiction)
    if front.kind == "report":
        said: dict[str, object] = {"dateCreated": front.written, "author": issuers, "spatialCoverage": place}
    else:
        said = {"legislationDate": front.written, "legislationPassedBy": issuers, "legislationJurisdiction": place}
    return script_text(
        _work(site, notice)
        | said
        | {
            "datePublished": front.disclosed,
            "inLanguage": "zh-CN",
            "isBasedOn": source.url if source else None,
        }
    )


def body_data(site: SiteFacts, index: LedgerIndex, body: Agency) -> str:
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    names = dict.fromkeys(name for name in (body.name, *body.names_as_written) if name != full_name(body))
    return script_text(
        {
            **_named(
                "AdministrativeArea" if body.place_only else "GovernmentOrganization",
                full_name(body),
                site,
                agency_address(body.id),
            ),
            "alternateName": list(names),
            "containedInPlace" if body.place_only else "areaServed": _place(place.path if place else None),
        }
    )


def task_data(site: SiteFacts, index: LedgerIndex, entry: Entry, named: Iterable[Responsibility]) -> str:
    """`scheduledTime` is the day of the whole task, where it has one; bodies that support it are participants."""
    day = entry.task.due.date
    agents: dict[str, Node] = {}
    helpers: dict[str, Node] = {}
    for part in named:
        body = index.ledger.agencies[part.agency]
        if body.place_only:
            continue  # a place is nobody who acts
        node = _named("GovernmentOrganization", full_name(body), site, agency_address(body.id))
        (helpers if part.mention.role == "supporting" else agents).setdefault(body.id, node)
    return script_text(
        {
            **_named("PlanAction" if day else "Action", entry.title, site, entry.address),
            "agent": list(agents.values())[:_AGENTS],
            "participant": [node for body, node in helpers.items() if body not in agents][:_AGENTS],
            "scheduledTime": day,
            "object": {key: value for key, value in _work(site, entry.notice).items() if value},
        }
    )


def data_set(site: SiteFacts, notices: Iterable[Notice], description: str, page: str) -> str:
    """All data of the site, with each file to take along. `page`: the address of the page that describes them."""
    notices = list(notices)
    dates = sorted(filter(None, (notice.front.dated for notice in notices)))
    offered = {
        download.path: download
        for at, downloads in site.downloads.items()
        if at.partition("#")[0] == page
        for download in downloads
    }
    return script_text(
        {
            **_named("Dataset", f"{site.name}：全部数据", site, page),
            "description": description,
            "inLanguage": "zh-CN",
            "license": LICENCE["path"],
            "isAccessibleForFree": True,
            "keywords": ["政府通知", "任务", "责任单位", "时限"],
            "temporalCoverage": f"{dates[0]}/{dates[-1]}" if dates else None,
            "spatialCoverage": [
                _place(name) for name in dict.fromkeys(notice.front.jurisdiction for notice in notices) if name
            ],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": download.label,
                    "encodingFormat": download.media_type,
                    "contentUrl": f"{site.url or _UP}{path}",
                }
                for path, download in offered.items()
            ],
            "isBasedOn": [{key: value for key, value in _work(site, notice).items() if value} for notice in notices],
        }
    )

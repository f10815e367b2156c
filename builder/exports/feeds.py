"""Atom feeds (RFC 4287): the site's notices, those withdrawn too, and each body's tasks with what was said of them.

A feed has the day of the build, an entry its notice's own date.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import partial
from xml.etree import ElementTree as ET

from builder.exports.declaration import DATA, Export, ExportInput, ExportSite, Files, Made, Offer
from builder.language.invisible import legible
from builder.ledger.statements import STATE_NAMES
from builder.ledger.statements import told as told_of
from builder.ledger.task_titles import task_title
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Agency, Ledger, TaskKey
from builder.model.notice import Notice
from builder.model.statements import Progress

_WHOLE = f"{DATA}taizhang.atom"
_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:taizhang")


def _identity(key: str) -> str:
    """A permanent id that does not depend on where the site stands."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, key)}"


def _moment(notice: Notice, built: str) -> str:
    """When an entry was last changed: the notice's own date; of one without a date the day of the build."""
    return f"{notice.front.dated or built}T00:00:00Z"


def _issued_by(ledger: Ledger, notice: Notice) -> str:
    """The issuers by their full names, where the registry knows them."""
    known = [issuer.full_name for issuer in ledger.issuers.get(notice.id, ())]
    return "、".join(known or notice.front.issuers)


_Entry = tuple[str, str, str, str, str, str]
"""Key, title, moment, summary, address, author."""


def _feed(
    title: str, key: str, author: str, entries: Iterable[_Entry], home: str | None, page: str, built: str
) -> bytes:
    """Links are given where the site's address `home` is known; `page`: the address of the page that the feed
    is of. The author of the feed is the site, that of an entry who issued the notice."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})

    def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
        node = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        node.text = None if text is None else legible(text)
        return node

    listed = sorted(entries, key=lambda entry: (entry[2], entry[0]), reverse=True)
    add(feed, "id", _identity(key))
    add(feed, "title", title)
    add(feed, "updated", f"{built}T00:00:00Z")
    add(add(feed, "author"), "name", author)
    if home:
        add(feed, "link", rel="alternate", href=f"{home}{page}")
    for entry_key, entry_title, moment, summary, address, by in listed:
        entry = add(feed, "entry")
        add(entry, "id", _identity(entry_key))
        add(entry, "title", entry_title)
        add(entry, "updated", moment)
        add(add(entry, "author"), "name", by or author)
        add(entry, "summary", summary)
        if home:
            add(entry, "link", rel="alternate", href=f"{home}{address}")
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def site_feed(ledger: Ledger, site: ExportSite) -> bytes:
    """The notices published here and those that were withdrawn, latest first."""
    name, built = site.name, site.built
    published = [
        (
            notice.id,
            notice.front.plan_title or notice.front.title or notice.id,
            _moment(notice, built),
            f"{_issued_by(ledger, notice) or '发文机关原文未写明'}；共 {len(notice.tasks)} 项",
            notice_address(notice.id),
            _issued_by(ledger, notice),
        )
        for notice in ledger.notices
    ]
    withdrawn = [
        (
            f"{gone.notice} withdrawn",
            f"已撤下：{gone.title}",
            f"{gone.date or built}T00:00:00Z",
            f"撤下的原因：{gone.reason}" if gone.reason else "已撤下",
            gone.address,
            "",
        )
        for gone in site.withdrawn
    ]
    return _feed(name, "site", name, [*published, *withdrawn], site.url, "", built)


def _of_body(path: str, feed: Callable[[Agency], bytes], body: Agency) -> Made:
    return Made({path: feed(body)})


def _agency_feeds(made: ExportInput) -> Files:
    """`agency.atom` beside each body's page: the tasks that name it, by path below `docs/`."""
    ledger, name, url, built = made.ledger, made.site.name, made.site.url, made.site.built
    tasks = {TaskKey.of(notice, task): (notice, task) for notice in ledger.notices for task in notice.tasks}
    duties: dict[str, dict[TaskKey, None]] = {body: {} for body in ledger.agencies}
    for part in ledger.responsibilities:
        duties[part.agency][part.task] = None

    told: dict[TaskKey, list[Progress]] = {}
    for key, said in ledger.progress:
        told.setdefault(key, []).append(said)

    def feed(body: Agency) -> bytes:
        entries = [
            (
                f"{body.id} {key}",
                task_title(task),
                _moment(notice, built),
                task.text,
                task_address(notice, task.id),
                _issued_by(ledger, notice),
            )
            for key in duties[body.id]
            for notice, task in [tasks[key]]
        ]
        entries += [
            (
                f"{body.id} {key} {said.as_of} {said.state} {said.said_by}",
                f"{STATE_NAMES[said.state]}（据{said.said_by}）：{task_title(task)}",
                f"{said.as_of}T00:00:00Z",
                told_of(said),
                task_address(notice, task.id),
                said.said_by,
            )
            for key in duties[body.id]
            for notice, task in [tasks[key]]
            for said in told.get(key, ())
        ]
        page = agency_address(body.id)
        return _feed(f"{body.full_name} - {name}", f"agency {body.id}", name, entries, url, page, built)

    files: Files = {}
    for body in ledger.agencies.values():
        path = f"{agency_address(body.id)}agency.atom"
        progress = [(key, told[key]) for key in duties[body.id] if key in told]
        values = (
            body.id,
            body.full_name,
            name,
            url,
            built,
            made.told_of[body.id],
            progress,
        )
        made.kept.leave(files, path, values, partial(_of_body, path, feed, body))
    return files


def _files(made: ExportInput) -> Files:
    return {**_agency_feeds(made), _WHOLE: site_feed(made.ledger, made.site)}


def _offers(ledger: Ledger) -> Iterable[Offer]:
    for body in ledger.agencies:
        yield Offer(agency_address(body), "任务订阅（Atom）", f"{agency_address(body)}agency.atom")
    for page in ("", "notices/", DATA):
        yield Offer(page, "通知订阅（Atom）", _WHOLE)


FEEDS = Export({"atom": "application/atom+xml"}, _files, _offers)

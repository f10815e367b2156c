"""The rows of what tasks have in common: topics, places, cited documents."""

from __future__ import annotations

from builder.exports.rows.row import Row
from builder.ledger.index import index_of
from builder.model.addresses import document_address, place_address, topic_address
from builder.model.ledger import Document, Ledger, Topic


def topic_row(topic: Topic) -> Row:
    return {"key": topic.id, "name": topic.name, "tasks": list(topic.tasks), "url": topic_address(topic.id)}


def place_rows(ledger: Ledger) -> list[Row]:
    """The places of notices and bodies, and those that they lie in; the nation stands for all and has no page."""
    index = index_of(ledger)
    paged = {place.id: (notices, bodies) for place, notices, bodies in index.places}
    return [
        {
            "key": place.id,
            "name": place.name,
            "full_name": place.path,
            "level": place.level,
            "code": place.code,
            "parent": place.parent if place.parent in ledger.jurisdictions else None,
            "notices": [notice.id for notice in paged.get(place.id, ((), ()))[0]],
            "agencies": [body.id for body in paged.get(place.id, ((), ()))[1]],
            "url": place_address(place.id) if place.id in paged else None,
        }
        for place in ledger.jurisdictions.values()
    ]


def document_row(document: Document) -> Row:
    return {
        "key": document.id,
        "name": document.title,
        "number": document.number,
        "notice": document.notice,
        "basis": document.basis,
        "cited_in": list(dict.fromkeys(notice for notice, _, _ in document.cited_by)),
        "tasks": list(dict.fromkeys(task for _, task, _ in document.cited_by if task)),
        "url": document_address(document.id),
    }

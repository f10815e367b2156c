"""Every generated page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from builder.config.site import SiteFacts
from builder.ledger.index import Atlas
from builder.model.ledger import Ledger
from builder.pages import index_pages
from builder.pages.agency_pages import plan_agency
from builder.pages.comparison_pages import plan_document, plan_topic, plan_walk
from builder.pages.data_page import plan_data
from builder.pages.deadline_pages import plan_calendar, plan_deadline
from builder.pages.notice_page import notice_entries, plan_notice
from builder.pages.place_pages import plan_place
from builder.pages.status_pages import plan_changes, plan_quality
from builder.pages.task_page import plan_task


def plan_pages(ledger: Ledger, site: SiteFacts) -> dict[str, str]:
    """Paths below docs/ → complete Markdown texts, in a fixed order. Nothing is written.

    ValueError where two pages would have one address."""
    pages: dict[str, str] = {}
    for path, text in _all(Atlas(ledger), site):
        if path in pages:
            raise ValueError(f"two pages at {path}")
        pages[path] = text
    return pages


def _all(atlas: Atlas, site: SiteFacts) -> Iterator[tuple[str, str]]:
    ledger = atlas.ledger
    yield index_pages.plan_home(atlas, site)
    yield index_pages.plan_notice_index(atlas, site)
    yield index_pages.plan_task_index(atlas, site)
    yield index_pages.plan_agency_index(atlas, site)
    yield plan_calendar(atlas, site)
    yield index_pages.plan_document_index(atlas, site)
    yield index_pages.plan_topic_index(atlas, site)
    yield index_pages.plan_place_index(atlas, site)
    yield index_pages.plan_walk_index(atlas, site)
    yield index_pages.plan_site_map(atlas, site)
    yield plan_quality(atlas, site)
    yield plan_changes(atlas, site)
    yield plan_data(atlas, site)
    for notice in ledger.notices:
        yield from plan_notice(atlas, site, notice)
        row = notice_entries(atlas, notice)
        for before, entry, after in zip([None, *row], row, [*row[1:], None], strict=False):
            yield plan_task(atlas, site, entry, before, after)
    for body in ledger.agencies.values():
        yield plan_agency(atlas, site, body)
    for page, items in atlas.due_on.items():
        yield plan_deadline(atlas, site, page, items)
    for document in ledger.documents.values():
        yield plan_document(atlas, site, document)
    for place, notices, bodies in atlas.places:
        yield plan_place(atlas, site, place, notices, bodies)
    for topic in ledger.topics:
        yield plan_topic(atlas, site, topic)
    for (first, second), pairs in atlas.walks.items():
        yield plan_walk(atlas, site, first, second, pairs)

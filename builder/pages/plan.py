"""Every generated page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, notice_name
from builder.model.addresses import comparison_address
from builder.model.ledger import Ledger
from builder.pages.agency_pages import plan_agency
from builder.pages.comparison_pages import plan_comparison, plan_document, plan_topic
from builder.pages.data_page import plan_data
from builder.pages.deadline_pages import plan_calendar, plan_deadline
from builder.pages.indexes import lists
from builder.pages.indexes.agencies import plan_agency_index
from builder.pages.indexes.home import plan_home, plan_site_map
from builder.pages.indexes.tasks import plan_task_index, plan_task_list
from builder.pages.notice.page import plan_notice
from builder.pages.place_pages import plan_place
from builder.pages.status_pages import plan_changes, plan_moved, plan_quality
from builder.pages.task.page import plan_task


def plan_pages(ledger: Ledger, site: SiteFacts) -> dict[str, str]:
    """Paths below docs/ → complete Markdown texts, in a fixed order. Nothing is written.

    ValueError where two pages would have one address."""
    pages: dict[str, str] = {}
    for path, text in _all(LedgerIndex(ledger), site):
        if path in pages:
            raise ValueError(f"two pages at {path}")
        pages[path] = text
    return pages


def _all(index: LedgerIndex, site: SiteFacts) -> Iterator[tuple[str, str]]:
    ledger = index.ledger
    yield plan_home(index, site)
    yield lists.plan_notice_index(index, site)
    yield plan_task_index(index, site)
    yield plan_agency_index(index, site)
    yield plan_calendar(index, site)
    yield lists.plan_document_index(index, site)
    yield lists.plan_topic_index(index, site)
    yield lists.plan_place_index(index, site)
    yield lists.plan_comparison_index(index, site)
    yield plan_site_map(index, site)
    yield plan_quality(index, site)
    yield plan_changes(index, site)
    yield plan_data(index, site)
    for notice in ledger.notices:
        yield from plan_notice(index, site, notice)
        yield plan_task_list(index, site, notice)
        row = index.entries_of_notice(notice)
        for before, entry, after in zip([None, *row], row, [*row[1:], None], strict=False):
            yield plan_task(index, site, entry, before, after)
    for body in ledger.agencies.values():
        yield plan_agency(index, site, body)
    for page, items in index.due_on.items():
        yield plan_deadline(index, site, page, items)
    for document in ledger.documents.values():
        yield plan_document(index, site, document)
    for place, notices, bodies in index.places:
        yield plan_place(index, site, place, notices, bodies)
    for topic in ledger.topics:
        yield plan_topic(index, site, topic)
    yield plan_moved(site, "walks/", "comparisons/", "对照", ledger.notices)
    for (first, second), pairs in index.comparisons.items():
        yield plan_comparison(index, site, first, second, pairs)
        both = (index.notices[first], index.notices[second])
        title = f"{'与'.join(map(notice_name, both))}对照"
        yield plan_moved(site, f"walks/{first}/{second}/", comparison_address(first, second), title, both)

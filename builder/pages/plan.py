"""Every generated page of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, index_of, notice_name
from builder.model.addresses import comparison_address
from builder.model.ledger import Ledger
from builder.model.notice import Notice
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
from builder.pages.traced import Plan, Planned, PlannedBefore, Portion, Put, Step, pages_of

Text = TypeVar("Text")


def plan_pages(ledger: Ledger, site: SiteFacts) -> dict[str, str]:
    """Paths below docs/ → complete Markdown texts, in a fixed order. Nothing is written.

    ValueError where two pages would have one address."""
    index = index_of(ledger)
    return _by_path(page for plan, handed in _steps(index) for page in pages_of(plan(index, site, *handed)))


def portions_left(index: LedgerIndex, site: SiteFacts, before: PlannedBefore, put: Put) -> list[Portion]:
    """What is left to plan of `plan_pages`, where some of it was planned `before`: `pages_again` takes what becomes of
    these portions. `put` keeps each text."""
    return before.portions(_steps(index), index, site, put)


def pages_again(before: PlannedBefore, made: Iterable[Planned]) -> dict[str, object]:
    """As `plan_pages`, with what `put` returned in the place of each text, None in that of one that stands already as
    it was planned `before`. `made`: of all portions that were left, in order."""
    return _by_path(before.pages(made))


def plan_pages_of(notice: Notice, index: LedgerIndex, site: SiteFacts) -> dict[str, str]:
    """The pages among `plan_pages` that a notice and its tasks have for themselves."""
    return _by_path(
        page for plan, handed in _steps_of_notice(index, notice) for page in pages_of(plan(index, site, *handed))
    )


def _by_path(planned: Iterable[tuple[str, Text]]) -> dict[str, Text]:
    pages: dict[str, Text] = {}
    for path, text in planned:
        if path in pages:
            raise ValueError(f"two pages at {path}")
        pages[path] = text
    return pages


_WHOLE: tuple[Plan, ...] = (
    plan_home,
    lists.plan_notice_index,
    plan_task_index,
    plan_agency_index,
    plan_calendar,
    lists.plan_document_index,
    lists.plan_topic_index,
    lists.plan_place_index,
    lists.plan_comparison_index,
    plan_site_map,
    plan_quality,
    plan_changes,
    plan_data,
)
"""Pages that there is one of."""


def _steps(index: LedgerIndex) -> Iterator[Step]:
    ledger = index.ledger
    for plan in _WHOLE:
        yield plan, ()
    for notice in ledger.notices:
        yield from _steps_of_notice(index, notice)
    for body in ledger.agencies.values():
        yield plan_agency, (body,)
    for page, items in index.due_on.items():
        yield plan_deadline, (page, items)
    for document in ledger.documents.values():
        yield plan_document, (document,)
    for place, notices, bodies in index.places:
        yield plan_place, (place, notices, bodies)
    for topic in ledger.topics:
        yield plan_topic, (topic,)
    yield _plan_moved, ("walks/", "comparisons/", "对照", ledger.notices)
    for (first, second), pairs in index.comparisons.items():
        yield plan_comparison, (first, second, pairs)
        both = (index.notices[first], index.notices[second])
        title = f"{'与'.join(map(notice_name, both))}对照"
        yield _plan_moved, (f"walks/{first}/{second}/", comparison_address(first, second), title, both)


def _steps_of_notice(index: LedgerIndex, notice: Notice) -> Iterator[Step]:
    yield plan_notice, (notice,)
    yield plan_task_list, (notice,)
    row = index.entries_of_notice(notice)
    for before, entry, after in zip([None, *row], row, [*row[1:], None], strict=False):
        yield plan_task, (entry, before, after)


def _plan_moved(
    _index: LedgerIndex, site: SiteFacts, here: str, address: str, title: str, notices: Iterable[Notice]
) -> tuple[str, str]:
    return plan_moved(site, here, address, title, notices)

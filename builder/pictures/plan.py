"""Pictures: what the ledger says, for those who would rather look. Static SVG, light and dark, each told in words too.

`plan_pictures(ledger)` gives the files and says on which page each picture stands. A picture answers one
question; where the ledger has nothing to show, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from builder.config.site import Picture
from builder.exports.declaration import Files, KeptFiles, Made
from builder.ledger.index import LedgerIndex, index_of
from builder.model.addresses import agency_address, comparison_address, notice_address
from builder.model.ledger import Ledger
from builder.pictures.bodies import picture_chapters, picture_pairs
from builder.pictures.chart import Figure
from builder.pictures.comparisons import picture_comparison
from builder.pictures.drawing import draw, origin_of, size_of
from builder.pictures.palette import DARK, LIGHT
from builder.pictures.times import picture_months, picture_years

__all__ = ["Pictures", "plan_pictures"]

_HOME = "pictures/"
"""Where the pictures of the home page lie; those of other pages lie beside their page."""

_CALENDAR_LEAST, _BODY_LEAST = 2, 3
"""So many months at least make a picture, for the whole calendar and for a body."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """`files`: text of SVG files by path below docs/; `by_page`: the pictures by the address of their page."""

    files: Files
    by_page: dict[str, tuple[Picture, ...]]


def plan_pictures(ledger: Ledger, kept: KeptFiles | None = None) -> Pictures:
    """Every picture of the site, drawn for light and for dark ground; those that are `kept` stand."""
    index, kept = index_of(ledger), kept or KeptFiles()
    files: Files = {}
    by_page: dict[str, tuple[Picture, ...]] = {}
    for address, figures in _figures(index):
        pictures = []
        for figure in figures:
            path = f"{address or _HOME}{figure.name}"
            values = figure.title, figure.chart, origin_of(figure)
            size = cast(tuple[int, int], kept.add(files, path, values, partial(_drawn, path, figure)))
            pictures.append(Picture(figure.title, f"{path}.svg", figure.text, f"{path}-dark.svg", size))
        if pictures:
            by_page[address] = tuple(pictures)
    return Pictures(files, by_page)


def _drawn(path: str, figure: Figure) -> Made:
    """The files of a picture, with its size."""
    light, dark = draw(figure, LIGHT), draw(figure, DARK)
    return Made({f"{path}.svg": light, f"{path}-dark.svg": dark}, size_of(light))


def _figures(index: LedgerIndex) -> Iterator[tuple[str, list[Figure]]]:
    """The pictures of each page, by its address."""
    everything = list(index.entries.values())
    yield "", _drawable(picture_years(index, everything, "收录的通知"))
    yield "deadlines/", _drawable(picture_months(index, index.ledger.due, "各月到期的任务有多少项", _CALENDAR_LEAST))
    yield "agencies/", _drawable(picture_pairs(index))
    for notice in index.ledger.notices:
        entries = index.entries_of_notice(notice)
        yield (
            notice_address(notice.id),
            _drawable(picture_chapters(index, notice), picture_years(index, entries, "这份通知")),
        )
    for body in index.ledger.agencies.values():
        timeline = picture_months(index, index.due_of_body(body), f"{body.name}各月到期的任务", _BODY_LEAST)
        yield agency_address(body.id), _drawable(timeline)
    for (first, second), pairs in index.comparisons.items():
        comparison = picture_comparison(index, index.notices[first], index.notices[second], pairs)
        yield comparison_address(first, second), _drawable(comparison)


def _drawable(*figures: Figure | None) -> list[Figure]:
    return [figure for figure in figures if figure is not None]

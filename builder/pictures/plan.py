"""Pictures: what the ledger says, for those who would rather look. Static SVG, light and dark, each told in words too.

`plan_pictures(ledger)` gives the files and says on which page each picture stands. A picture answers one
question; where the ledger has nothing to show, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import starmap
from typing import cast

from builder.config.site import Picture
from builder.exports.declaration import Files, KeptFiles, Made, identity
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import LedgerIndex, index_of
from builder.model.addresses import agency_address, comparison_address, notice_address
from builder.model.ledger import Agency, Counterpart, Ledger
from builder.model.notice import Notice
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
    for address, values, figures in _figures(index):
        drawn = kept.add(files, f"{address or _HOME} pictures", values, partial(_drawn, address or _HOME, figures))
        if drawn:
            by_page[address] = tuple(starmap(Picture, cast(_Drawn, drawn)))
    return Pictures(files, by_page)


def _drawn(folder: str, figures: _Figures) -> Made:
    """The files of the pictures of a page, with what the page says of each."""
    files: Files = {}
    told = []
    for figure in filter(None, figures()):
        path = f"{folder}{figure.name}"
        light, dark = draw(figure, LIGHT), draw(figure, DARK)
        files |= {f"{path}.svg": light, f"{path}-dark.svg": dark}
        told.append((figure.title, f"{path}.svg", figure.text, f"{path}-dark.svg", size_of(light)))
    return Made(files, told)


_Drawn = list[tuple[str, str, str, str, tuple[int, int]]]
"""The fields of `Picture`."""
_Figures = Callable[[], list[Figure | None]]


def _figures(index: LedgerIndex) -> Iterator[tuple[str, object, _Figures]]:
    """The pictures of each page, by its address, after the values that they follow from."""
    everything = list(index.entries.values())
    yield _seen("", picture_years(index, everything, "收录的通知"))
    yield _seen("deadlines/", picture_months(index, index.ledger.due, "各月到期的任务有多少项", _CALENDAR_LEAST))
    yield _seen("agencies/", picture_pairs(index))
    for notice in index.ledger.notices:
        of_notice = partial(_of_notice, index, notice)
        yield notice_address(notice.id), (identity(index.ledger, notice), _names(index, notice)), of_notice
    for body in index.ledger.agencies.values():
        if tasks := index.limits_of.get(body.id):
            notices = dict.fromkeys(task.notice_id for task in tasks)
            of_others = body.name, [identity(index.ledger, index.notices[notice]) for notice in notices]
            yield agency_address(body.id), of_others, partial(_of_body, index, body)
    for (first, second), pairs in index.comparisons.items():
        both = index.notices[first], index.notices[second]
        values = [identity(index.ledger, notice) for notice in both], [(pair.a, pair.b) for pair in pairs]
        yield comparison_address(first, second), values, partial(_of_pair, index, *both, pairs)


def _seen(address: str, figure: Figure | None) -> tuple[str, object, _Figures]:
    """A picture of all notices: it follows from itself, as nearly every change is one of what it is made of."""
    return address, figure and (figure.title, figure.text, figure.chart, origin_of(figure)), lambda: [figure]


def _of_notice(index: LedgerIndex, notice: Notice) -> list[Figure | None]:
    return [picture_chapters(index, notice), picture_years(index, index.entries_of_notice(notice), "这份通知")]


def _names(index: LedgerIndex, notice: Notice) -> list[str]:
    """What the bodies of a notice are called, which other notices may have a say in."""
    bodies = {part.agency: None for part in index.parts_of.get(notice.id, ()) if part.via is None}
    return [known.name for body in bodies if (known := index.ledger.agencies.get(body))]


def _of_body(index: LedgerIndex, body: Agency) -> list[Figure | None]:
    return [picture_months(index, index.due_of_body(body), f"{body.name}各月到期的任务", _BODY_LEAST)]


def _of_pair(index: LedgerIndex, first: Notice, second: Notice, pairs: list[Counterpart]) -> list[Figure | None]:
    return [picture_comparison(index, first, second, pairs)]

"""Moments that share their words, and the years that they leave out: 2016、2017年, 3—5月, 6月底…12月底前."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.reading.prose import Prose
from builder.reading.time.context import around
from builder.reading.time.moments import Moment, moments
from builder.reading.time.patterns import DASH

# 6月27日10:00—7月1日15:00 · 3月1日0时至6月30日24时
_HOUR = r"(?: ?(?:零|上午|中午|下午|晚上?)?(?:\d{1,2}(?:[:时点](?:\d{2}分?)?)|时)(?:整|起)?)?"
_STRETCH = re.compile(rf"{_HOUR} ?(?:{DASH}|至|到|日?起至|开始至|起到|开始到) ?")
ROW = re.compile(r" ?(?:、|和|及|与|以及|(?<=上)(?=下)) ?(?:到|于|在)?")
_REACH = 200  # characters: as far a named year holds for the months after it
# Marks of a year that is only named: a document's or a plan's, one compared with, one gone by
_IN_PASSING = ("described", "governed", "compared_with", "basis_of_comparison", "since", "past", "stated_past", "of")
_FAR = 6  # months: a month named without its year that lies further back belongs to the next year

Years = dict[Moment, int | None]
"""The year of each moment; None where nothing at hand settles it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Moments that share their words: one, a row (2016、2017年) or a stretch (3—5月)."""

    moments: tuple[Moment, ...]
    stretch: bool = False

    @property
    def start(self) -> int:
        return self.moments[0].start

    @property
    def end(self) -> int:
        return self.moments[-1].end


def groups(prose: Prose) -> Iterator[Group]:
    """The moments of the prose, those together that a mark or 至 joins."""
    row: list[Moment] = []
    stretch = False
    for moment in moments(prose):
        if row:
            gap = prose.folded[row[-1].end : moment.start]
            if len(row) == 1 and _STRETCH.fullmatch(gap):
                stretch = True
            elif stretch or not ROW.fullmatch(gap):
                yield _group(row, stretch)
                row, stretch = [], False
        row.append(moment)
    if row:
        yield _group(row, stretch)


def _group(row: list[Moment], stretch: bool) -> Group:
    """The moments with what the last one says for all: 9、12月底 are two ends of months."""
    last = row[-1]
    shared = []
    for moment in row:
        if not stretch and moment.loose and moment.unit == "year":
            moment = replace(moment, unit=last.unit, number=last.number, day=last.day, part=last.part, edge=last.edge)
        elif not stretch and moment.unit == last.unit and last.edge and not moment.edge:
            moment = replace(moment, edge=last.edge)
        shared.append(moment)
    return Group(tuple(shared), stretch)


def years_of(prose: Prose, found: Iterable[Group], base: date | None) -> Years:
    """The year of each moment: its own, that of the moment before it in its paragraph, or one computed from
    the base."""
    years: Years = {}
    carried = _Named()  # the year of a time in which something is done
    mentioned = _Named()  # the last year named, be it in passing: 落实2019年的规划
    for group in found:
        passing = any(moment.has_year for moment in group.moments) and _in_passing(prose, group, base)
        for moment in group.moments:
            near, seen = carried.at(prose, group.start), mentioned.at(prose, group.start)
            years[moment] = year = _year_of(moment, base, near, seen)
            if moment.has_year and moment.unit != "plan":
                mentioned = _Named(year, moment.end)
                carried = carried if passing else mentioned
    return years


@dataclass(frozen=True, slots=True)
class _Named:
    """A year, and where its words end."""

    year: int | None = None
    end: int = 0

    def at(self, prose: Prose, start: int) -> int | None:
        """The year as far as it holds: within its paragraph, and near."""
        if start - self.end > _REACH or "\n" in prose.folded[self.end : start]:
            return None
        return self.year


def _in_passing(prose: Prose, group: Group, base: date | None) -> bool:
    """Whether the years of a group are only named, or gone by and no limit: 2020年项目于6月底前完工, in 2021."""
    context = around(prose, group.start, group.end)
    last = group.moments[-1]
    gone = base is not None and _gone(last, last.year, base) and not context.has("before")
    return gone or context.has(*_IN_PASSING)


def _year_of(moment: Moment, base: date | None, carried: int | None, mentioned: int | None) -> int | None:
    if moment.year is not None:
        return moment.year
    if moment.short is not None:
        return _full_year(moment.short, base)
    if moment.relative is not None:
        return base.year + moment.relative if base else None
    if moment.of_base or moment.unit == "plan":
        return base.year if base else None
    if moment.shift is not None:
        of = mentioned if mentioned is not None else _nearest_year(moment, base)
        return of + moment.shift if of is not None else None
    if carried is not None:
        return carried
    year = _nearest_year(moment, base)
    # in December: 落实2019年任务,6月底前完成
    if base and mentioned == base.year + 1 and _gone(moment, year, base):
        return mentioned
    return year


def _nearest_year(moment: Moment, base: date | None) -> int | None:
    """The year that a month without one belongs to: the notice's own, or the next where the month lies
    more than half a year back (3月底前 in a notice of October)."""
    if base is None:
        return None
    last = moment.last_day(base.year)
    if last is not None and moment.shift is None and base.month - last.month > _FAR:
        return base.year + 1
    return base.year


def _full_year(figures: int, base: date | None) -> int | None:
    """The year that ends in two figures, the one nearest to the base date; None more than 15 years away from it."""
    if base is None:
        return None
    year = min((base.year // 100 * 100 + figures + more for more in (-100, 0, 100)), key=lambda y: abs(y - base.year))
    return year if abs(year - base.year) <= 15 else None


def _gone(moment: Moment, year: int | None, base: date) -> bool:
    last = moment.last_day(year)
    return last is not None and last < base


def of_base(moment: Moment, base: date | None) -> Moment:
    """本月 and 本季度 as the month and quarter of the base day."""
    if not moment.of_base or base is None:
        return moment
    return replace(moment, number=base.month if moment.unit == "month" else (base.month + 2) // 3)

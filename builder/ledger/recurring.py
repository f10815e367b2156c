"""Recurring limits: what the rule of one says, and when it comes next, as a function of dates alone.

The rule is `<how often>[ by|on <limit>][ from <start>[ to <end>]]`, as `builder/reading/time/recurrence_words.py`
writes it: "yearly by 01-31", "quarterly by 1-10" (first month, tenth day), "monthly by 05",
"every 5 years from 2018", "monthly from 2018-10 to 2018-12".
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from builder.model.notice import Deadline

_NAMES = {
    "yearly": (1, "year"),
    "half-yearly": (1, "half-year"),
    "quarterly": (1, "quarter"),
    "monthly": (1, "month"),
    "half-monthly": (1, "half-month"),
    "weekly": (1, "week"),
    "daily": (1, "day"),
    "every working day": (1, "working day"),
    "every term": (1, "term"),
    "every school year": (1, "school year"),
}
_RULE = re.compile(
    rf"(?:(?P<name>{'|'.join(_NAMES)})|every (?P<count>\d+)(?:-(?P<upto>\d+))? (?P<unit>year|quarter|month|week|day|working day|term|school year)s)"
    r"(?: (?P<word>by|on) (?:(?P<month>\d{1,2})-)?(?P<day>\d\d))?"
    r"(?: from (?P<since>\d{4}(?:-\d\d)?)(?: to (?P<until>\d{4}(?:-\d\d)?))?)?"
)
MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
"""How long a unit is, of those that are whole months."""

_LAST = 31
_HORIZON = 9999


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rule taken apart: each `count` (to `upto`) of `unit`, by or on the `day` of the `month`.

    `month` is that of the year, or of the quarter (1 to 3); None for the last one of the period. `day`
    None is the period's last. `since` and `until` are a year or a year and month (2018, 2018-10)."""

    count: int
    unit: str
    upto: int | None = None
    month: int | None = None
    day: int | None = None
    exact: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def last(self) -> datetime.date | None:
        """The last day on which it holds; None where the rule does not say."""
        return _last_day(self.until)


def rhythm_of(limit: Deadline) -> Rhythm | None:
    """What the rule of a recurring limit says; None where it is no rule of this form."""
    found = _RULE.fullmatch(limit.rule or "")
    if found is None:
        return None
    count, unit = _NAMES[found["name"]] if found["name"] else (int(found["count"]), found["unit"])
    month, day, upto = (int(found[key]) if found[key] else None for key in ("month", "day", "upto"))
    if day is None and limit.date and (yearly := re.fullmatch(r"(\d\d)-(\d\d)", limit.date)) and unit == "year":
        month, day = int(yearly[1]), int(yearly[2])
    return Rhythm(count, unit, upto, month, day, found["word"] == "on", found["since"], found["until"])


def next_occurrences(limit: Deadline, base: datetime.date, count: int = 3) -> tuple[datetime.date, ...]:
    """The first `count` last days of the periods of a recurring limit, on or after `base`; fewer where
    the rule says until when.

    A limit within the period (每年1月底前) counts where the rule or the date gives it; otherwise a period
    ends on its last day (每季度 on 31 March, 30 June…; a week on its Sunday). Periods of several units that do
    not divide the year are counted from the limit's first day (自2018年起每隔5年: 2018, 2023…); where there is
    none, no day follows.
    Rhythms that are no calendar (每学期, 每工作日, 每3—5年) give ()."""
    rhythm = rhythm_of(limit)
    if rhythm is None or rhythm.upto:
        return ()
    first = datetime.date.fromisoformat(limit.from_) if limit.from_ else _first_day(rhythm.since)
    months = MONTHS.get(rhythm.unit, 0) * rhythm.count
    if first is None and rhythm.count > 1 and not (months and 12 % months == 0):
        return ()
    start = max(base, first) if first else base
    ends = (day for day in _ends(rhythm, first, start) if day >= start and (not rhythm.last or day <= rhythm.last))
    return tuple(islice(ends, count))


def _ends(rhythm: Rhythm, first: datetime.date | None, start: datetime.date) -> Iterator[datetime.date]:
    """The last days of the periods from that of `start` on, to the horizon of dates."""
    if rhythm.unit in MONTHS:
        length = MONTHS[rhythm.unit] * rhythm.count
        # Periods that divide the year lie as the calendar has them; others begin with the first day's.
        opening = first.year * 12 + (first.month - 1 if length < 12 else 0) if first and 12 % length else 0
        if rhythm.unit == "year" and rhythm.count > 1:
            length, within = 12 * rhythm.count, rhythm.month or 12  # the year counted from is the first to end
        else:
            within = rhythm.month or length
        at = opening + max(0, (start.year * 12 + start.month - 1 - opening) // length) * length
        while at // 12 < _HORIZON:
            month = at + within - 1
            yield _day_of(month // 12, month % 12 + 1, rhythm.day or _LAST)
            at += length
    elif rhythm.unit == "half-month":
        for year in range(start.year, _HORIZON):
            for month in range(1, 13):
                yield datetime.date(year, month, 15)
                yield _day_of(year, month, _LAST)
    elif rhythm.unit in ("week", "day"):
        step = datetime.timedelta(days=rhythm.count * (7 if rhythm.unit == "week" else 1))
        day = first or start
        if rhythm.unit == "week" and rhythm.count == 1:
            day += datetime.timedelta(days=6 - day.weekday())
        elif first and start > first:
            day += -(-(start - first) // step) * step
        while day.year < _HORIZON:
            yield day
            day += step


def _day_of(year: int, month: int, day: int) -> datetime.date:
    """The day, or the last one of the month where that is shorter."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _first_day(when: str | None) -> datetime.date | None:
    if when is None:
        return None
    year, _, month = when.partition("-")
    return datetime.date(int(year), int(month or 1), 1)


def _last_day(when: str | None) -> datetime.date | None:
    if when is None:
        return None
    year, _, month = when.partition("-")
    return _day_of(int(year), int(month or 12), _LAST)

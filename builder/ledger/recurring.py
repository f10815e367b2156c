"""Recurring limits: when one comes next, as a function of dates alone."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from itertools import islice

from builder.model.notice import Deadline
from builder.model.recurrence import Recurrence

MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
"""How long a unit is, of those that are whole months."""

_LAST = 31
_HORIZON = 9999


def is_yearly(rule: Recurrence) -> bool:
    """Whether it comes back once a year, or less often."""
    return rule.unit == "school year" or MONTHS.get(rule.unit, 0) * rule.count >= MONTHS["year"]


def next_occurrences(limit: Deadline, base: datetime.date, count: int = 3) -> tuple[datetime.date, ...]:
    """The first `count` last days of the periods of a recurring limit, on or after `base`; fewer where
    the rule says until when.

    A limit within the period (每年1月底前) counts where the rule or the date gives it; otherwise a period
    ends on its last day (每季度 on 31 March, 30 June…; a week on its Sunday). Periods of several units that do
    not divide the year are counted from the limit's first day (自2018年起每隔5年: 2018, 2023…); where there is
    none, no day follows.
    What is no calendar (每学期, 每工作日, 每3—5年) gives ()."""
    rule = limit.rule
    if rule is None or rule.upto:
        return ()
    first = datetime.date.fromisoformat(limit.from_) if limit.from_ else rule.first
    months = MONTHS.get(rule.unit, 0) * rule.count
    if first is None and rule.count > 1 and not (months and 12 % months == 0):
        return ()
    start = max(base, first) if first else base
    ends = (day for day in _ends(rule, first, start) if day >= start and (not rule.last or day <= rule.last))
    return tuple(islice(ends, count))


def _ends(rule: Recurrence, first: datetime.date | None, start: datetime.date) -> Iterator[datetime.date]:
    """The last days of the periods from that of `start` on, to the horizon of dates."""
    if rule.unit in MONTHS:
        length = MONTHS[rule.unit] * rule.count
        # Periods that divide the year lie as the calendar has them; others begin with the first day's.
        opening = first.year * 12 + (first.month - 1 if length < 12 else 0) if first and 12 % length else 0
        if rule.unit == "year" and rule.count > 1:
            length, within = 12 * rule.count, rule.month or 12  # the year counted from is the first to end
        else:
            within = rule.month or length
        at = opening + max(0, (start.year * 12 + start.month - 1 - opening) // length) * length
        while at // 12 < _HORIZON:
            month = at + within - 1
            yield _day_of(month // 12, month % 12 + 1, rule.day or _LAST)
            at += length
    elif rule.unit == "half-month":
        for year in range(start.year, _HORIZON):
            for month in range(1, 13):
                yield datetime.date(year, month, 15)
                yield _day_of(year, month, _LAST)
    elif rule.unit in ("week", "day"):
        step = datetime.timedelta(days=rule.count * (7 if rule.unit == "week" else 1))
        day = first or start
        if rule.unit == "week" and rule.count == 1:
            day += datetime.timedelta(days=6 - day.weekday())
        elif first and start > first:
            day += -(-(start - first) // step) * step
        while day.year < _HORIZON:
            yield day
            day += step


def _day_of(year: int, month: int, day: int) -> datetime.date:
    """The day, or the last one of the month where that is shorter."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))

"""When a recurring limit comes next, as a function of dates alone."""

from __future__ import annotations

import datetime
import re

from builder.notice import Deadline

_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_DAYS = {"daily": 1, "weekly": 7, "every 10 days": 10}
_EVERY = re.compile(r"every (\d+) (years?|quarters?|months?|weeks?|days?)\b")
_UNIT_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_UNIT_DAYS = {"week": 7, "day": 1}


def next_occurrences(limit: Deadline, base: datetime.date, count: int = 3) -> tuple[datetime.date, ...]:
    """The first `count` last days of the periods of a recurring limit, on or after `base`.

    A limit within the period (每年1月底前) counts where the rule or the date gives it; otherwise a period
    ends on its last day (每季度 on 31 March, 30 June…). Periods of several years are counted from the
    limit's first day (自2018年起每隔5年: 2018, 2023…); where there is none, no day follows. Rhythms that are
    no calendar (每学期, 每工作日, 每3—5年) give ()."""
    rule = limit.rule or ""
    months = _period_months(rule)
    first = datetime.date.fromisoformat(limit.from_) if limit.from_ else None
    start = max(base, first) if first else base
    if months is None:
        days = _period_days(rule)
        anchor = first or (base if days == 1 else None)
        if days is None or anchor is None:
            return ()
        ahead = -(-(start - anchor).days // days) * days
        return tuple(anchor + datetime.timedelta(days=ahead + days * i) for i in range(count))
    by = re.search(r" by (?:(\d\d)-)?(\d\d)(?= |$)", rule) or re.fullmatch(r"(\d\d)-(\d\d)", limit.date or "")
    if months > 12 or (months == 12 and first and "every" in rule):
        if first is None:
            return ()
        years = (first.year + i * months // 12 for i in range(400))
        ends = [_end(year, int(by[1]) if by and by[1] else 12, int(by[2]) if by else 31) for year in years]
    else:
        ends = _ends(start.year, months, by)
    found: list[datetime.date] = []
    for end in ends:
        if end >= start:
            found.append(end)
        if len(found) == count:
            break
    return tuple(found)


def _period_months(rule: str) -> int | None:
    every = _EVERY.match(rule)
    if every:
        unit = every[2].rstrip("s")
        return int(every[1]) * _UNIT_MONTHS[unit] if unit in _UNIT_MONTHS else None
    name = re.match(r"[a-z-]+", rule)
    return _MONTHS.get(name[0]) if name else None


def _period_days(rule: str) -> int | None:
    every = _EVERY.match(rule)
    if every:
        unit = every[2].rstrip("s")
        return int(every[1]) * _UNIT_DAYS[unit] if unit in _UNIT_DAYS else None
    return next((days for name, days in _DAYS.items() if rule.startswith(name)), None)


def _ends(year: int, months: int, by: re.Match[str] | None) -> list[datetime.date]:
    """The limits of periods of `months` months in a century from `year` on. `by` as MM-DD is a day of
    the year, as DD one of each period's last month."""
    ends = []
    for at in range(year, year + 100):
        if by and by[1] and months == 12:
            ends.append(_end(at, int(by[1]), int(by[2])))
        else:
            ends += [_end(at, month, int(by[2]) if by else 31) for month in range(months, 13, months)]
    return ends


def _end(year: int, month: int, day: int) -> datetime.date:
    """The day, or the last one of the month where that is shorter."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return min(
        datetime.date(year, month, min(day, 28)) + datetime.timedelta(days=max(0, day - 28)),
        following - datetime.timedelta(days=1),
    )

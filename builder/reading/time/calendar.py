"""The calendar behind the words: years, half-years, quarters, months, ten-day parts, five-year plans.

Each stretch of time is a `Period` with its first and last day; arithmetic only, no language.
Years outside 1900–2100 give None: such a figure is no year of a notice.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from builder.language.lazy_dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1900, 2100

# Months that begin the terms of the Chinese school year.
TERM_MONTHS = {"春": 3, "秋": 9}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def year_period(year: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_period(year: int, first: int, last: int) -> Period | None:
    """Whole months of one year: a half-year is (1, 6) or (7, 12), a quarter (1, 3) …"""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= first <= last <= 12:
        return None
    return Period(date(year, first, 1), month_end(year, last))


def ten_days_period(year: int, month: int, part: str) -> Period | None:
    """上旬 1–10, 中旬 11–20, 下旬 21 to the end of the month."""
    whole = months_period(year, month, month)
    if whole is None:
        return None
    first = {"上": 1, "中": 11, "下": 21}[part]
    return Period(whole.first.replace(day=first), whole.last if part == "下" else whole.first.replace(day=first + 9))


def day_period(year: int, month: int, day: int) -> Period | None:
    """One day; None where the calendar has no such day (2019-02-30)."""
    whole = months_period(year, month, month)
    if whole is None or not 1 <= day <= whole.last.day:
        return None
    return Period(whole.first.replace(day=day), whole.first.replace(day=day))


def plan_period(number: int) -> Period | None:
    """The years of a five-year plan: “十三五” (13) is 2016–2020. Regular since the sixth (1981–1985)."""
    if number < 6:
        return None
    first, last = year_period(1951 + 5 * number), year_period(1955 + 5 * number)
    return Period(first.first, last.last) if first and last else None


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def school_term(year: int, season: str) -> Period | None:
    """The spring term begins in March, the autumn term in September; where they end is not fixed, so
    the period is their first month only."""
    return months_period(year, TERM_MONTHS[season], TERM_MONTHS[season])


def after(base: date, count: int, unit: str) -> date | None:
    """The last day of a span of `count` units that begins at `base`; a month's missing day is its
    last (31 Jan + 1 month = 28 Feb). None for units that no calendar settles: 工作日, 小时."""
    if not 0 < count < 10_000:
        return None
    if unit in ("日", "天", "自然日"):
        return base + timedelta(days=count)
    if unit in ("周", "星期"):
        return base + timedelta(weeks=count)
    months = {"月": 1, "年": 12}.get(unit, 0) * count
    if not months:
        return None
    index = base.year * 12 + base.month - 1 + months
    year, month = divmod(index, 12)
    if year > LAST_YEAR:
        return None
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))

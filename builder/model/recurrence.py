"""How often a limit comes back: 每年1月底前, 自2018年起每5年, 每季度首月10日前."""

from __future__ import annotations

import calendar
import datetime

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

_NAMES = {
    "yearly": "year",
    "half-yearly": "half-year",
    "quarterly": "quarter",
    "monthly": "month",
    "half-monthly": "half-month",
    "weekly": "week",
    "daily": "day",
    "every working day": "working day",
    "every term": "term",
    "every school year": "school year",
}
UNITS = tuple(_NAMES.values())
_NAME_OF = {unit: name for name, unit in _NAMES.items()}
_RULE = re.compile(
    rf"(?:(?P<name>{'|'.join(_NAMES)})"
    r"|every (?P<count>\d+)(?:-(?P<upto>\d+))? (?P<unit>year|quarter|month|week|day|working day|term|school year)s)"
    r"(?: (?P<word>by|on) (?:(?P<month>\d\d?)-)?(?P<day>\d\d))?"
    r"(?: from (?P<since>\d{4}(?:-\d\d)?)(?: to (?P<until>\d{4}(?:-\d\d)?))?)?"
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Each `count` (to `upto`) of `unit`, by the `day` of the `month`, or on it where `exact`.

    `month` is one of the year where `of_year`, else of the quarter (1 to 3); None for the last one of the period.
    `day` None is the period's last. `since` and `until` are a year or a year and month (2018, 2018-10).

    `str()` gives the rule as data carry it, `parse` reads it: "yearly by 01-31", "quarterly by 1-10" (first month,
    tenth day), "monthly by 05", "every 5 years from 2018", "monthly from 2018-10 to 2018-12"."""

    count: int
    unit: str
    upto: int | None = None
    month: int | None = None
    day: int | None = None
    of_year: bool = False
    exact: bool = False
    since: str | None = None
    until: str | None = None

    @classmethod
    def parse(cls, rule: str) -> Recurrence:
        """ValueError where `rule` is none of this form."""
        found = _RULE.fullmatch(rule)
        if found is None:
            raise ValueError(f"not a rule of recurrence: {rule!r}")
        month, day, upto = (int(found[key]) if found[key] else None for key in ("month", "day", "upto"))
        return cls(
            count=int(found["count"] or 1),
            unit=_NAMES[found["name"]] if found["name"] else found["unit"],
            upto=upto,
            month=month,
            day=day,
            of_year=len(found["month"] or "") == 2,
            exact=found["word"] == "on",
            since=found["since"],
            until=found["until"],
        )

    def __str__(self) -> str:
        if self.count == 1 and self.upto is None:
            often = _NAME_OF[self.unit]
        else:
            often = f"every {self.count}{f'-{self.upto}' if self.upto else ''} {self.unit}s"
        month = "" if self.month is None else f"{self.month:02d}-" if self.of_year else f"{self.month}-"
        within = "" if self.day is None else f" {'on' if self.exact else 'by'} {month}{self.day:02d}"
        span = f" from {self.since}{f' to {self.until}' if self.until else ''}" if self.since else ""
        return often + within + span

    @property
    def month_day(self) -> str | None:
        """MM-DD of a limit that falls on a day of the year."""
        return f"{self.month:02d}-{self.day:02d}" if self.of_year and self.day else None

    @property
    def first(self) -> datetime.date | None:
        """The first day of the time from which it runs."""
        if self.since is None:
            return None
        year, _, month = self.since.partition("-")
        return datetime.date(int(year), int(month or 1), 1)

    @property
    def last(self) -> datetime.date | None:
        """The last day on which it holds; None where the rule does not say."""
        if self.until is None:
            return None
        year, _, month = self.until.partition("-")
        return datetime.date(int(year), int(month or 12), calendar.monthrange(int(year), int(month or 12))[1])

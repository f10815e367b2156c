"""When tasks are due: by year, and by month of each year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import Entry, LedgerIndex
from builder.model.ledger import DueEntry, TaskKey
from builder.pictures.chart import Bar, BarChart, Dot, DotChart, Figure, distinct

_YEARS = 12
"""So many years are shown; what is earlier is summed up in a row."""

_MONTHS = 12

_EVERY_YEAR = "每年"


@dataclass(slots=True)
class Dues:
    """Tasks by when they are due, each task once in each place. `days`: by ISO date; `yearly`: by month,
    for what falls into the same month of every year; `recurring`, `undated`: of the pages of those
    names; `starts`: what begins on a day and has no end."""

    days: dict[str, set[TaskKey]] = field(default_factory=dict)
    yearly: dict[int, set[TaskKey]] = field(default_factory=dict)
    recurring: set[TaskKey] = field(default_factory=set)
    undated: set[TaskKey] = field(default_factory=set)
    starts: set[TaskKey] = field(default_factory=set)

    def years(self) -> dict[str, set[TaskKey]]:
        groups: dict[str, set[TaskKey]] = {}
        for day, tasks in sorted(self.days.items()):
            groups.setdefault(day[:4], set()).update(tasks)
        return groups

    def months(self) -> dict[str, dict[int, set[TaskKey]]]:
        """By year, then by month from 1."""
        groups: dict[str, dict[int, set[TaskKey]]] = {}
        for day, tasks in sorted(self.days.items()):
            groups.setdefault(day[:4], {}).setdefault(int(day[5:7]), set()).update(tasks)
        return groups


def dues_of(items: Iterable[DueEntry]) -> Dues:
    """When the tasks of these entries of the calendar are due."""
    dues = Dues()
    for item in items:
        _place(dues, item.task, item)
    return dues


def _asked(index: LedgerIndex, items: Iterable[DueEntry]) -> list[DueEntry]:
    """Without what a report says was done: it is due on no day, and its having none tells nothing."""
    return [item for item in items if item.task in index.entries and index.entries[item.task].task.kind != "progress"]


def _place(dues: Dues, key: TaskKey, item: DueEntry) -> None:
    limit = item.deadline
    if item.page == "recurring":
        dues.recurring.add(key)
        if limit and limit.rule and limit.rule.month_day and limit.rule.month:
            dues.yearly.setdefault(limit.rule.month, set()).add(key)
    elif item.page == "none":
        dues.undated.add(key)
    elif limit and limit.type == "from":
        dues.starts.add(key)
    else:
        dues.days.setdefault(item.page, set()).add(key)


def picture_years(index: LedgerIndex, entries: Sequence[Entry], whose: str) -> Figure | None:
    """How many tasks each year brings, and how many have no date; None where no task has one.
    `whose`: 《…》, or the words for all notices."""
    dues = dues_of(_asked(index, (item for entry in entries for item in index.due_of.get(entry.key, ()))))
    years = dues.years()
    if not years:
        return None
    early = list(years)[:-_YEARS] if len(years) > _YEARS else []
    earlier = set[TaskKey]().union(*(years[year] for year in early))
    rows = [
        *([Bar(f"{early[-1]}年及以前", len(earlier))] if early else []),
        *(Bar(f"{year}年", len(tasks)) for year, tasks in years.items() if year not in early),
        *([Bar("定期", len(dues.recurring), hollow=True)] if dues.recurring else []),
        *([Bar("没有写明日期", len(dues.undated), hollow=True)] if dues.undated else []),
    ]
    if len(rows) < 2:
        return None
    notes = _asides(dues, rows)
    in_words = "，".join(f"{row.label}{row.count}项" for row in rows)
    text = f"{whose}共{sum(entry.task.kind == 'task' for entry in entries)}项任务，按时限所在的年份：{in_words}。{''.join(notes)}"
    return Figure(
        "years",
        "各年到期的任务有多少项",
        text,
        BarChart(tuple(rows), tuple(notes)),
        distinct(e.notice for e in entries),
    )


def _asides(dues: Dues, rows: Sequence[Bar]) -> list[str]:
    several = sum(row.count for row in rows) > len(
        set[TaskKey]().union(dues.recurring, dues.undated, *dues.days.values())
    )
    return [
        *(["一项任务有几个时限的，在每处各计一次。"] if several else []),
        *([f"另有{len(dues.starts)}项写明从某日起做，没有画入。"] if dues.starts else []),
    ]


def picture_months(index: LedgerIndex, items: Iterable[DueEntry], title: str, least: int) -> Figure | None:
    """The months in which tasks are due by these entries of the calendar, a row for each year; None where there are
    fewer than `least` such months."""
    asked = _asked(index, items)
    dues = dues_of(asked)
    months = dues.months()
    rows: dict[str, dict[int, set[TaskKey]]] = {f"{year}年": months[year] for year in list(months)[-_YEARS:]}
    if dues.yearly:
        rows[_EVERY_YEAR] = dict(sorted(dues.yearly.items()))
    if not months or sum(map(len, rows.values())) < least:
        return None
    most = max(len(tasks) for row in rows.values() for tasks in row.values())
    dots = tuple(
        Dot(position, month - 1, str(len(tasks)), "ring" if year == _EVERY_YEAR else "full", len(tasks) / most)
        for position, (year, row) in enumerate(rows.items())
        for month, tasks in row.items()
    )
    early = set[TaskKey]().union(*(tasks for year in list(months)[:-_YEARS] for tasks in months[year].values()))
    loose = dues.recurring - set[TaskKey]().union(*dues.yearly.values())
    notes = [
        "圆内数字：这个月到期的任务项数。",
        *([f"更早的年份还有{len(early)}项，没有画入。"] if early else []),
        *([f"另有{len(loose)}项定期的任务没有固定的月份。"] if loose else []),
        *([f"另有{len(dues.starts)}项写明从某日起做，没有画入。"] if dues.starts else []),
    ]
    in_words = "。".join(
        f"{year}：" + "，".join(f"{month}月{len(tasks)}项" for month, tasks in row.items())
        for year, row in rows.items()
    )
    return Figure(
        "months",
        title,
        f"按月份到期的任务。{in_words}。{''.join(notes[1:])}",
        DotChart(tuple(rows), ("1月", *map(str, range(2, _MONTHS + 1))), dots, tuple(notes)),
        distinct(index.entries[item.task].notice for item in asked),
    )

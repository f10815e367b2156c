"""Calendars (RFC 5545): each time limit of a body as an all-day event."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from builder.addresses import agency_address
from builder.ledger.model import Ledger, TaskKey
from builder.notice import Deadline, Notice, Task

if TYPE_CHECKING:
    from icalendar import Event

_EVERY = re.compile(r"every (\d+) (year|month|week|day)s?")
_FREQUENCY = {"year": "yearly", "month": "monthly", "week": "weekly", "day": "daily"}
_NAMED = {
    "yearly": ("yearly", 1),
    "half-yearly": ("monthly", 6),
    "quarterly": ("monthly", 3),
    "monthly": ("monthly", 1),
    "weekly": ("weekly", 1),
    "daily": ("daily", 1),
}


def recurrence(limit: Deadline, start: datetime.date) -> tuple[datetime.date, dict[str, object]] | None:
    """First day and RRULE parts of a recurring limit, from `start` (the notice's date) on; None where
    its rule says no rhythm. A limit without a day falls on the last day of its first period."""
    rule = limit.rule or ""
    every = _EVERY.match(rule)
    if every:
        frequency, interval = _FREQUENCY[every[2]], int(every[1])
    else:
        name = next((name for name in sorted(_NAMED, key=len, reverse=True) if rule.startswith(name)), None)
        if name is None:
            return None
        frequency, interval = _NAMED[name]
    first = datetime.date.fromisoformat(limit.from_) if limit.from_ else start
    if limit.date and re.fullmatch(r"\d\d-\d\d", limit.date):
        month, day = map(int, limit.date.split("-"))
        day = min(day, 28) if month == 2 else day
        first = next(
            date for year in (first.year, first.year + 1) if (date := datetime.date(year, month, day)) >= first
        )
    elif frequency == "yearly":
        first = datetime.date(first.year, 12, 31)
    elif frequency == "monthly":
        last = (first.month - 1) // interval * interval + interval
        first = (datetime.date(first.year + last // 12, last % 12 + 1, 1)) - datetime.timedelta(days=1)
        # The 31st is not in every month: the last day of each is meant.
        return first, {"freq": frequency, "interval": interval, "bymonthday": -1}
    return first, {"freq": frequency, "interval": interval}


def _events(notice: Notice, task: Task, stamp: datetime.datetime) -> Iterable[Event]:
    """An event for each limit of a task that has a day or a rhythm."""
    from icalendar import Event

    key = f"{notice.id}/{task.id}"
    base = datetime.date.fromisoformat(notice.front.written or notice.front.published or "1970-01-01")
    limits: list[tuple[str, str, datetime.date, dict[str, object] | None, str]] = []
    seen: Counter[str] = Counter()
    for limit in task.deadlines:
        found: tuple[datetime.date, dict[str, object] | None] | None = None
        if limit.type == "recurring":
            found = recurrence(limit, base)
        elif (day_of := limit.date or limit.reckoned) and re.fullmatch(r"\d{4}-\d\d-\d\d", day_of):
            found = datetime.date.fromisoformat(day_of), None
        if found:
            # By its words, and which of the same words it is: places shift when a text is corrected.
            words = f"{limit.type} {limit.written}"
            seen[words] += 1
            limits.append((limit.written, limit.what, *found, f"{words} {seen[words]}"))
    if task.due.basis == "default" and task.due.date and task.due.convention is not None:
        quote = notice.conventions[task.due.convention].quote
        limits.append((quote, "", datetime.date.fromisoformat(task.due.date), None, "default"))
    for written, what, day, rule, identity in limits:
        uid = hashlib.sha256(f"{key} {identity}".encode()).hexdigest()[:32] + "@taizhang"
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        if rule:
            event.add("rrule", rule)
        event.add("summary", f"{written}:{task.heading or what or task.text[:30]}")
        bodies = "、".join(dict.fromkeys(body.name for body in task.agencies))
        event.add(
            "description",
            "\n".join(
                filter(
                    None,
                    [
                        what,
                        f"责任单位：{bodies}" if bodies else "",
                        f"出处：{notice.front.plan_title or notice.front.title} {task.id}",
                    ],
                )
            ),
        )
        event.add("transp", "TRANSPARENT")
        yield event


def calendar_bytes(ledger: Ledger, tasks: Iterable[TaskKey], name: str, epoch: int) -> bytes:
    """A calendar of the limits of `tasks`; `epoch` is the date of the build. CRLF, UTF-8."""
    from icalendar import Calendar

    stamp = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    wanted = set(tasks)
    calendar = Calendar()
    calendar.add("prodid", "-//Taizhang//ledger of tasks//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for notice in ledger.notices:
        for task in notice.tasks:
            if f"{notice.id}/{task.id}" in wanted:
                for event in _events(notice, task, stamp):
                    calendar.add_component(event)
    return bytes(calendar.to_ical())


def agency_calendars(ledger: Ledger, epoch: int) -> dict[str, str | bytes]:
    """`agency.ics` beside each body's page, by path below `docs/`."""
    duties: dict[str, list[TaskKey]] = {body: [] for body in ledger.agencies}
    for part in ledger.responsibilities:
        duties[part.agency].append(part.task)
    return {
        f"{agency_address(body)}agency.ics": calendar_bytes(ledger, tasks, ledger.agencies[body].full_name, epoch)
        for body, tasks in duties.items()
    }


def whole_calendar(ledger: Ledger, epoch: int) -> bytes:
    """The limits of all tasks."""
    return calendar_bytes(
        ledger, (f"{notice.id}/{task.id}" for notice in ledger.notices for task in notice.tasks), "全部期限", epoch
    )

"""Calendars (RFC 5545): each time limit of a body as an all-day event."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.language.invisible import legible
from builder.ledger.qualifiers import last_day
from builder.ledger.recurring import MONTHS, next_occurrences
from builder.ledger.task_titles import task_title
from builder.model.addresses import agency_address, task_address
from builder.model.ledger import Ledger, TaskKey
from builder.model.notice import Deadline, Notice, Task

if TYPE_CHECKING:
    from icalendar import Event

_FROM_WHEN = "原文未写明从何时起算，此处从成文日期起算。"
_FREQUENCY = {"year": "yearly", "week": "weekly", "day": "daily"}


def recurrence(limit: Deadline, start: datetime.date) -> tuple[datetime.date, dict[str, object]] | None:
    """First day and RRULE parts of a recurring limit, from `start` (the notice's date) on; None where
    its rule gives no day. A limit without a day falls on the last day of each period."""
    rule, days = limit.rule, next_occurrences(limit, start, 1)
    if rule is None or not days:
        return None
    parts: dict[str, object] = {"freq": _FREQUENCY.get(rule.unit, "monthly"), "interval": rule.count}
    if rule.unit == "half-month":
        parts["bymonthday"] = [15, -1]
    elif parts["freq"] == "monthly":
        parts["interval"] = rule.count * MONTHS[rule.unit]
        if rule.day is None or rule.day == 31:
            # The 31st is not in every month: the last day of each is meant.
            parts["bymonthday"] = -1
        elif rule.day > 28:
            parts |= {"bymonthday": list(range(28, rule.day + 1)), "bysetpos": -1}
    if rule.last:
        parts["until"] = rule.last
    return days[0], parts


def _events(notice: Notice, task: Task, stamp: datetime.datetime, home: str | None) -> Iterable[Event]:
    """An event for each limit of a task that has a day or a rule. One that recurs ends with the years that
    the plan's title names. `home`: the site's address, for the link to the task's page."""
    from icalendar import Event

    key = f"{notice.id}/{task.id}"
    dated = notice.front.dated
    base = datetime.date.fromisoformat(dated) if dated else stamp.date()
    limits: list[tuple[str, str, str, datetime.date, dict[str, object] | None, str]] = []
    seen: Counter[str] = Counter()
    last = last_day(notice)
    for limit in task.deadlines:
        found: tuple[datetime.date, dict[str, object] | None] | None = None
        note = ""
        if limit.type == "recurring":
            found = recurrence(limit, base)
            if not found and (found := recurrence(replace(limit, from_=base.isoformat()), base)):
                note = _FROM_WHEN
            if found and found[1] and last and "until" not in found[1]:
                found = found[0], ({**found[1], "until": last} if found[0] <= last else None)
                note += f"规划名称写明到{last.year}年，此处只排到该年年底。"
        elif day_of := limit.date or limit.computed:
            found = datetime.date.fromisoformat(day_of), None
        if found:
            # By its words, and which of the same words it is: places shift when a text is corrected.
            words = f"{limit.type} {limit.written}"
            seen[words] += 1
            limits.append((limit.written, limit.what, note, *found, f"{words} {seen[words]}"))
    if task.due.basis == "default" and task.due.date and task.due.convention is not None:
        quote = notice.conventions[task.due.convention].quote
        limits.append((quote, "", "", datetime.date.fromisoformat(task.due.date), None, "default"))
    for written, what, note, day, rule, identity in limits:
        uid = hashlib.sha256(f"{key} {identity}".encode("utf-8", "surrogatepass")).hexdigest()[:32] + "@taizhang"
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        if rule:
            event.add("rrule", rule)
        event.add("summary", legible(f"{written}：{task.heading or what or task_title(task)}"))
        if home:
            event.add("url", f"{home}{task_address(notice.id, task.id)}")
        bodies = "、".join(dict.fromkeys(body.both for body in task.agencies))
        source = f"出处：《{notice.front.plan_title or notice.front.title}》第{task.id.replace('/', '')}项"
        event.add(
            "description",
            legible("\n".join(filter(None, [what, note, f"责任单位：{bodies}" if bodies else "", source]))),
        )
        event.add("transp", "TRANSPARENT")
        yield event


def calendar_bytes(ledger: Ledger, tasks: Iterable[TaskKey], name: str, epoch: int, home: str | None) -> bytes:
    """A calendar of the limits of `tasks`; `epoch` is the date of the build, `home` the site's address. CRLF, UTF-8."""
    from icalendar import Calendar

    stamp = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    wanted = set(tasks)
    calendar = Calendar()
    calendar.add("prodid", "-//Taizhang//ledger of tasks//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", legible(name))
    for notice in ledger.notices:
        for task in notice.tasks:
            if f"{notice.id}/{task.id}" in wanted:
                for event in _events(notice, task, stamp, home):
                    calendar.add_component(event)
    return bytes(calendar.to_ical())


def agency_calendars(ledger: Ledger, epoch: int, home: str | None = None) -> dict[str, str | bytes]:
    """`agency.ics` beside each body's page, by path below `docs/`."""
    duties: dict[str, list[TaskKey]] = {body: [] for body in ledger.agencies}
    for part in ledger.responsibilities:
        duties[part.agency].append(part.task)
    return {
        f"{agency_address(body)}agency.ics": calendar_bytes(ledger, tasks, ledger.agencies[body].full_name, epoch, home)
        for body, tasks in duties.items()
    }


def whole_calendar(ledger: Ledger, epoch: int, home: str | None = None) -> bytes:
    """The limits of all tasks."""
    return calendar_bytes(
        ledger,
        (f"{notice.id}/{task.id}" for notice in ledger.notices for task in notice.tasks),
        "全部期限",
        epoch,
        home,
    )

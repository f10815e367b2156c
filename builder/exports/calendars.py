"""Calendars (RFC 5545): each time limit of a body as an all-day event."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.exports.declaration import DATA, Export, ExportSite, Files, Offer
from builder.language.invisible import legible
from builder.ledger.horizon import End, end_of
from builder.ledger.recurring import MONTHS, next_occurrences
from builder.ledger.task_titles import task_title
from builder.model.addresses import agency_address, task_address
from builder.model.ledger import Ledger, TaskKey
from builder.model.notice import Deadline, Notice, Task

if TYPE_CHECKING:
    from icalendar import Event

_WHOLE = f"{DATA}taizhang.ics"
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


@dataclass(frozen=True, slots=True)
class _Limit:
    """What becomes an event: the words of a limit, what they bind, its first day and RRULE parts, a note for readers.
    `identity` tells the limits of a task apart."""

    written: str
    what: str
    day: datetime.date
    rule: dict[str, object] | None
    note: str
    identity: str


def _limits(notice: Notice, task: Task, base: datetime.date) -> Iterable[_Limit]:
    """The limits of a task that have a day, or a rule and an end; `base`: the day from which one is counted."""
    seen: Counter[str] = Counter()
    for limit in task.deadlines:
        found = _recurring(limit, base, end_of(notice, limit)) if limit.type == "recurring" else _single(limit)
        if found:
            # By its words, and which of the same words it is: places shift when a text is corrected.
            words = f"{limit.type} {limit.written}"
            seen[words] += 1
            yield _Limit(limit.written, limit.what, *found, f"{words} {seen[words]}")
    if task.due.basis == "default" and task.due.date and task.due.convention is not None:
        quote = notice.conventions[task.due.convention].quote
        yield _Limit(quote, "", datetime.date.fromisoformat(task.due.date), None, "", "default")


def _single(limit: Deadline) -> tuple[datetime.date, None, str] | None:
    day = limit.date or limit.computed
    return (datetime.date.fromisoformat(day), None, "") if day else None


def _recurring(
    limit: Deadline, base: datetime.date, end: End | None
) -> tuple[datetime.date, dict[str, object] | None, str] | None:
    """Nothing for a limit of which nobody said until when it holds, or from when its periods are counted: a calendar
    would announce days that no notice orders."""
    found = recurrence(limit, base) if end else None
    if not end or not found or found[0] > end.day:
        return None
    day, rule = found
    note = f"{end.why}，此处排到{end.day.year}年{end.day.month}月{end.day.day}日。"
    return day, {**rule, "until": end.day}, note


def _events(notice: Notice, task: Task, stamp: datetime.datetime, home: str | None) -> Iterable[Event]:
    """An event for each limit of a task. `home`: the site's address, for the link to the task's page."""
    from icalendar import Event

    dated = notice.front.dated
    base = datetime.date.fromisoformat(dated) if dated else stamp.date()
    bodies = "、".join(dict.fromkeys(body.both for body in task.agencies))
    source = f"出处：《{notice.front.plan_title or notice.front.title}》第{task.id.replace('/', '')}项"
    for limit in _limits(notice, task, base):
        identity = f"{notice.id}/{task.id} {limit.identity}".encode("utf-8", "surrogatepass")
        said = [limit.what, limit.note, f"责任单位：{bodies}" if bodies else "", source]
        event = Event()
        event.add("uid", hashlib.sha256(identity).hexdigest()[:32] + "@taizhang")
        event.add("dtstamp", stamp)
        event.add("dtstart", limit.day)
        event.add("dtend", limit.day + datetime.timedelta(days=1))
        if limit.rule:
            event.add("rrule", limit.rule)
        event.add("summary", legible(f"{limit.written}：{task.heading or limit.what or task_title(task)}"))
        if home:
            event.add("url", f"{home}{task_address(notice.id, task.id)}")
        event.add("description", legible("\n".join(filter(None, said))))
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
            if TaskKey.of(notice, task) in wanted:
                for event in _events(notice, task, stamp, home):
                    calendar.add_component(event)
    return bytes(calendar.to_ical())


def agency_calendars(ledger: Ledger, epoch: int, home: str | None = None) -> Files:
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
        (TaskKey.of(notice, task) for notice in ledger.notices for task in notice.tasks),
        "全部期限",
        epoch,
        home,
    )


def _files(ledger: Ledger, site: ExportSite) -> Files:
    return {
        **agency_calendars(ledger, site.epoch, site.url),
        _WHOLE: whole_calendar(ledger, site.epoch, site.url),
    }


def _offers(ledger: Ledger) -> Iterable[Offer]:
    for body in ledger.agencies:
        yield Offer(agency_address(body), "期限日历（iCalendar）", f"{agency_address(body)}agency.ics")
    for page in ("", "deadlines/", DATA):
        yield Offer(page, "全部期限的日历（iCalendar）", _WHOLE)


CALENDARS = Export({"ics": "text/calendar"}, _files, _offers, "ics")

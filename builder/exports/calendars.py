"""Calendars (RFC 5545): each time limit of a body as an all-day event."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.exports.declaration import DATA, Export, ExportInput, ExportSite, Files, Made, Offer
from builder.language.invisible import legible
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.due import rule_for_all
from builder.ledger.duties import bound_and_why
from builder.ledger.horizon import End, end_for, end_of
from builder.ledger.index import Entry, LedgerIndex, index_of
from builder.ledger.recurring import MONTHS, next_occurrences
from builder.ledger.statements import progress_told
from builder.model.addresses import agency_address
from builder.model.ledger import Agency, Duty, Ledger, TaskKey
from builder.model.notice import Deadline, Notice

if TYPE_CHECKING:
    from icalendar import Event

_WHOLE = f"{DATA}taizhang.ics"
_LONGEST_TITLE = 60
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


def _limits(index: LedgerIndex, entry: Entry, body: Agency | None) -> Iterable[tuple[_Limit, Sequence[Duty]]]:
    """The limits of a task that have a day, or a rule and an end, with whom each binds; of `body` alone where given.
    What recurs is counted from the notice's date, where that is unknown from the limit's first day."""
    seen: Counter[str] = Counter()
    base = entry.notice.front.dated
    for limit in entry.task.deadlines:
        if limit.type == "recurring":
            end = end_of(entry.notice, limit)
            found = _recurring(limit, base or limit.from_, end_for(body, end) if body else end)
        else:
            found = _single(limit)
        if found:
            # By its words, and which of the same words it is: places shift when a text is corrected.
            words = f"{limit.type} {limit.written}"
            seen[words] += 1
            shown = _Limit(limit.written, limit.what, *found, f"{words} {seen[words]}")
            yield shown, index.bound_by.get((entry.key, limit), ())
    rule = rule_for_all(entry.notice, entry.task)
    if rule and (day := entry.task.due.date):
        shown = _Limit(rule.quote, "", datetime.date.fromisoformat(day), None, "", "default")
        yield shown, index.bound_by.get((entry.key, None), ())


def _single(limit: Deadline) -> tuple[datetime.date, None, str] | None:
    day = limit.date or limit.computed
    return (datetime.date.fromisoformat(day), None, "") if day else None


def _recurring(
    limit: Deadline, base: str | None, end: End | None
) -> tuple[datetime.date, dict[str, object] | None, str] | None:
    """Nothing for a limit of which nobody said until when it holds, or from when its periods are counted: a calendar
    would announce days that no notice orders."""
    found = recurrence(limit, datetime.date.fromisoformat(base)) if end and base else None
    if not end or not found or found[0] > end.day:
        return None
    day, rule = found
    note = f"{end.why}，此处排到{end.day.year}年{end.day.month}月{end.day.day}日。"
    return day, {**rule, "until": end.day}, note


def _whom(duties: Sequence[Duty]) -> str:
    """责任单位：县政府（本句所指）; "" where nobody is named."""
    named, why = bound_and_why(duties)
    return f"责任单位：{'、'.join(dict.fromkeys(duty.name for duty in named))}（{why}）" if named else ""


def _binding(index: LedgerIndex, body: Agency | None) -> Iterator[tuple[Entry, _Limit, Sequence[Duty]]]:
    """The limits that bind `body`, or all: in the order of the tasks."""
    for key in index.limits_of.get(body.id, {}) if body else index.entries:
        entry = index.entries[key]
        for limit, duties in _limits(index, entry, body):
            if body is None or any(duty.agency == body.id for duty in duties):
                yield entry, limit, duties


_Told = tuple[str, datetime.date, dict[str, object] | None, str, str | None, str]
"""Of an event: identity, day, RRULE parts, title, address of its page, description."""


def _told(entry: Entry, limit: _Limit, duties: Sequence[Duty], site: ExportSite, told: Iterable[str] = ()) -> _Told:
    front, task = entry.notice.front, entry.task
    source = f"出处：《{front.plan_title or front.title}》{entry.cited}"
    said = [limit.what, limit.note, _whom(duties), *told, source]
    return (
        f"{entry.notice.id}/{task.id} {limit.identity}",
        limit.day,
        limit.rule,
        _fitting(f"{limit.written}：{task.heading or limit.what or entry.title}"),
        f"{site.url}{entry.address}" if site.url else None,
        "\n".join(filter(None, said)),
    )


def _event(told: _Told, epoch: int) -> Event:
    from icalendar import Event

    identity, day, rule, title, address, description = told
    event = Event()
    event.add("uid", hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32] + "@taizhang")
    event.add("dtstamp", datetime.datetime.fromtimestamp(epoch, datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    if rule:
        event.add("rrule", rule)
    event.add("summary", legible(title))
    if address:
        event.add("url", address)
    event.add("description", legible(description))
    event.add("transp", "TRANSPARENT")
    return event


def _fitting(title: str) -> str:
    """The title of an event as far as calendars show it; the rest stands in its description."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


class _Lines(dict[str, str]):
    """The lines of events in a calendar, by all that is told of them: a limit binds several bodies, and each has a
    calendar."""

    def __init__(self, epoch: int) -> None:
        self._epoch = epoch

    def of(self, told: _Told) -> str:
        key = repr(told)
        lines = self.get(key)
        if lines is None:
            lines = self[key] = _event(told, self._epoch).to_ical().decode("utf-8")
        return lines


def _calendar(name: str, events: str) -> bytes:
    """A calendar of the lines of its `events`: CRLF, UTF-8."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Taizhang//ledger of tasks//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", legible(name))
    empty: str = calendar.to_ical().decode("utf-8")
    return f"{empty.removesuffix(_END)}{events}{_END}".encode()


_END = "END:VCALENDAR\r\n"


def _files(made: ExportInput) -> Files:
    """`agency.ics` beside the page of each body that has a day, and one of all limits."""
    index, progress = index_of(made.ledger), progress_told(made.ledger.progress)
    epoch = made.site.epoch
    written = _Lines(epoch)

    def lines(binding: Iterable[tuple[Entry, _Limit, Sequence[Duty]]]) -> str:
        told = (_told(*each, made.site, progress.get(each[0].key, ())) for each in binding)
        return "".join(map(written.of, told))

    def of_notice(notice: Notice) -> Made:
        entries = index.entries_of_notice(notice)
        return Made({}, lines((entry, *each) for entry in entries for each in _limits(index, entry, None)))

    def of_body(path: str, body: Agency) -> Made:
        events = lines(_binding(index, body))
        return Made({path: _calendar(body.full_name, events)} if events else {})  # RFC 5545 knows no empty calendar

    files: Files = {}
    site, whole = (made.site.url, epoch), []
    for notice in made.ledger.notices:
        said = [progress.get(TaskKey.of(notice, task), ()) for task in notice.tasks] if progress else []
        values = site, made.identity(notice), said
        whole.append(made.kept.add(files, f"{_WHOLE} {notice.id}", values, partial(of_notice, notice)))
    events = "".join(map(str, whole))
    if events:
        files[_WHOLE] = _calendar("全部期限", events)
    for body in made.ledger.agencies.values():
        path = f"{agency_address(body.id)}agency.ics"
        tasks = index.limits_of.get(body.id, {})
        of_others = (site, body, made.told_of[body.id], [(task, progress[task]) for task in tasks if task in progress])
        made.kept.leave(files, path, of_others, partial(of_body, path, body))
    return files


def _offers(ledger: Ledger) -> Iterable[Offer]:
    """Only of what is written."""
    index = index_of(ledger)
    for body in ledger.agencies.values():
        if any(True for _ in _binding(index, body)):
            yield Offer(agency_address(body.id), "期限日历（iCalendar）", f"{agency_address(body.id)}agency.ics")
    if any(True for _ in _binding(index, None)):
        for page in ("", "deadlines/", DATA):
            yield Offer(page, "全部期限的日历（iCalendar）", _WHOLE)


CALENDARS = Export({"ics": "text/calendar"}, _files, _offers, "ics")

"""Why a limit that was read has no day: each is a finding at its place, since it stands on no day's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.finding_codes import FindingCode
from builder.model.notice import Deadline, Finding
from builder.reading.prose import Prose
from builder.reading.time.moments import Moment, moments

_LEAP_YEAR = 2000


def undated_limits(limits: Iterable[Deadline]) -> Iterator[Finding]:
    """A finding for each limit that should have a day and has none."""
    return (_finding(limit) for limit in limits if limit.type in ("by", "during", "from") and limit.date is None)


def _finding(limit: Deadline) -> Finding:
    last = list(moments(Prose.of(limit.written, 0, len(limit.written))))[-1:]
    place = (limit.start, limit.end)
    if last and _impossible(last[0]):
        return Finding(FindingCode.DATE_IMPOSSIBLE, f"时限“{limit.written}”：历法上没有这一天。", *place)
    if last and (unsaid := _unsaid(last[0])):
        return Finding(FindingCode.LIMIT_WITHOUT_DAY, f"时限“{limit.written}”{unsaid}，推不出日期。", *place)
    if not last:
        return Finding(FindingCode.LIMIT_WITHOUT_DAY, f"时限“{limit.written}”没有写明到哪一天，推不出日期。", *place)
    return Finding(FindingCode.LIMIT_UNDATED, f"时限“{limit.written}”缺少年份，推不出日期。", *place)


def _impossible(moment: Moment) -> bool:
    """A day that the calendar lacks, in the year named or in any year."""
    return moment.unit == "day" and moment.period(moment.year or _LEAP_YEAR) is None


def _unsaid(moment: Moment) -> str:
    """What the words leave open besides the year; empty where only the year is wanting."""
    if moment.unit in ("festival", "term") and moment.last_day(_LEAP_YEAR) is None:
        return "没有固定的日子"
    if moment.number == 0 and moment.unit in ("month", "quarter"):
        return "没有写明是哪个月" if moment.unit == "month" else "没有写明是哪个季度"
    if moment.unit == "year" and moment.edge == "start":
        return "没有确定的截止日"
    return ""

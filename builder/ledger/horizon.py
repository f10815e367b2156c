"""How long a recurring limit holds: as long as its own words, its plan or the body that it binds.

A plan ends with the years of its name (规划(2015—2020年), 2019年度…, “十四五”…), with the time of validity that it
gives itself (有效期5年), or with the span that it says it is carried out in. Where nothing says until when, nothing
is announced: no next day, no event."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.dates import read_date
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import integer_of
from builder.ledger.recurring import is_yearly
from builder.model.ledger import Agency
from builder.model.notice import Deadline, Notice
from builder.reading.prose import Prose
from builder.reading.time.calendar import day_before, plan_period
from builder.reading.time.ranges import groups, years_of

OPEN = "原文未写明持续到何时"


@dataclass(frozen=True, slots=True)
class End:
    """The last day on which a recurring limit holds, and the words for readers that say why (规划名称写明到2020年)."""

    day: datetime.date
    why: str


_TO = r"\s*(?:-|—|–|－|~|～|至|到)+\s*"
# (2016—2020年), 2021年至2023年; not 2016年
_YEARS = re.compile(rf"(?<!\d)20\d\d年?{_TO}(20\d\d)年?(?!\d)")
# “十四五”规划; not 十五年
_FIVE_YEARS = re.compile("十([一二三四五六])五")
# 2019年度…活动, 2024年…要点; not where the year is that of a meeting, of a check that was made, of a winter, a day
_OTHERS = "会议|督查|督察|考评|审计|巡视|反馈|检查发现|以来"
_ONE_YEAR = re.compile(rf"(?<!\d)(20\d\d)年度?(?!\d|[^（）()]{{0,24}}(?:{_OTHERS})|版|修订|[冬春秋采底末前起])")
_WITHIN = re.compile(r"《[^《》]*》")
# 关于印发《…规划(2016—2020年)》的通知 names its own plan; 关于贯彻《…》的意见 another's
_ISSUES = re.compile(r"(?:印发|发布|公布|下达|施行)《([^《》]*)》")
_OWN = r"(?:本|此)(?:意见|方案|办法|通知|规定|规划|细则|计划|规则|制度|纲要|要点)"
_IN_FORCE = r"(?:施行|实施|执行|生效)(?:[^。\n]{0,20}?[，,、；;])?"
# 本意见自印发之日起施行，有效期5年; not 服务协议有效期为1年, 按本方案签订的协议有效期为1年
_VALID = re.compile(
    rf"{_OWN}(?:的|[^。\n]{{0,40}}?{_IN_FORCE})?有效期限?(?:为|是|至|到|截至)*(?P<span>[^，,。；;\n]{{1,30}})"
)
# 实施期限：2021年1月至2023年12月, 用三年时间(2021—2023年)
_CARRIED_OUT = re.compile(
    r"(?:规划期|实施期|执行期|工作周期|行动时间|活动时间|实施时间|整治时间|工作时间|开展时间)限?(?:为|是|[:：])?(?P<span>[^。；;\n]{4,40})"
    r"|[一二两三四五六七八九十\d]年(?:左右)?的?(?:时间|内)?[(（](?P<years>[^()（）。\n]{6,20})[)）]"
)
_LENGTH = re.compile(r"^\s*([一二两三四五六七八九十\d]{1,3})个?年")
# 2021 and 2023 of (2021—2023)
_YEAR_ONLY = re.compile(r"(?<![\d.])20\d\d(?!\s*[\d年./]|-\d\d?(?!\d))")


@dataclass(frozen=True, slots=True)
class _Time:
    """Until when a plan holds. `year`: its time is one year at most, so that it cannot be what ends a limit that
    comes back each year (自2019年起每2年 in 2019年度…)."""

    end: End
    year: bool = False


def end_of(notice: Notice, limit: Deadline) -> End | None:
    """Until when a recurring limit of the notice holds: by its own words, else as its plan does, the earlier one where
    the plan's name and text differ; None where the notice does not say."""
    rule = limit.rule
    if rule is not None and rule.last:
        return End(rule.last, f"原文写明到{rule.last.year}年")
    yearly = rule is not None and is_yearly(rule)
    ends = [time.end for time in _times(_Same(notice)) if not (yearly and time.year)]
    return min(ends, key=lambda end: end.day, default=None)


class _Same:
    """A notice as a key: hashing all that it holds would take as long as reading its text."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice

    def __hash__(self) -> int:
        return id(self.notice)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.notice is other.notice


@lru_cache(maxsize=1000)
def _times(same: _Same) -> tuple[_Time, ...]:
    """Until when the plan holds by each of what says so."""
    notice = same.notice
    return tuple(time for time in (_named(notice), _valid_until(notice), _carried_out(notice)) if time)


def _named(notice: Notice) -> _Time | None:
    """By the years of the name; the one year of a report is that of which it tells."""
    front = notice.front
    titles = [_WITHIN.sub("", title) for title in (front.plan_title or "", front.title)]
    if not front.plan_title and (issued := _ISSUES.search(front.title)):
        titles.append(issued[1])
    for title in titles:
        if found := _YEARS.search(title):
            return _Time(End(datetime.date(int(found[1]), 12, 31), f"规划名称写明到{found[1]}年"))
        five = _FIVE_YEARS.search(title)
        if five and (period := plan_period(10 + (integer_of(five[1]) or 0))):
            return _Time(End(period.last, f"“十{five[1]}五”到{period.last.year}年为止"))
        years = set(_ONE_YEAR.findall(title))
        if front.kind != "report" and len(years) == 1 and (year := years.pop()) >= (front.dated or "")[:4]:
            return _Time(End(datetime.date(int(year), 12, 31), f"名称写明是{year}年的工作"), year=True)
    return None


def _valid_until(notice: Notice) -> _Time | None:
    """By the time of validity that the notice gives itself, wherever it says so: 本意见…有效期5年."""
    for found in _VALID.finditer(notice.text):
        begins = read_date(found[0]) or notice.front.dated
        length = _LENGTH.match(found["span"])
        if not length:
            days = _days(notice, *found.span("span"))
        elif begins and (years := integer_of(length[1])):
            days = [day_before(_years_on(datetime.date.fromisoformat(begins), years))]
        else:
            continue
        if days:
            return _Time(_told(max(days)))
    return None


def _carried_out(notice: Notice) -> _Time | None:
    """By the time in which the plan is carried out; that of one task (活动时间：3月20日至27日) is the task's alone."""
    for found in _CARRIED_OUT.finditer(notice.text):
        if any(task.start <= found.start() < task.end for task in notice.tasks):
            continue
        days = _days(notice, *found.span("span" if found["span"] else "years"))
        if days:
            return _Time(_told(max(days)), year=min(days).year == max(days).year)
    return None


def _told(day: datetime.date) -> End:
    return End(day, f"原文写明到{day.year}年{day.month}月{day.day}日")


def _days(notice: Notice, start: int, end: int) -> list[datetime.date]:
    """The last day of each time named in `text[start:end]`; years and months are said once: 2016年3月至6月."""
    words = _YEAR_ONLY.sub(r"\g<0>年", notice.text[start:end])
    prose = Prose.of(words, 0, len(words))
    base = datetime.date.fromisoformat(notice.front.dated) if notice.front.dated else None
    times = years_of(prose, groups(prose), base).items()
    return [day for moment, year in times if (day := moment.last_day(year))]


def _years_on(day: datetime.date, years: int) -> datetime.date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def end_for(body: Agency, end: End | None) -> End | None:
    """`end` for one body: a body whose work has passed to another is bound to nothing after the year in which that was
    decided. By when each place carried it out is not known; all had to within about that year."""
    why = passed_on(body)
    if end is None or why is None or body.successor is None or body.successor.date is None:
        return end
    return min(end, End(datetime.date(int(body.successor.date[:4]), 12, 31), why), key=lambda each: each.day)


def passed_on(body: Agency) -> str | None:
    """Who does the work of a body that is no more, and since when that is decided."""
    heir = body.successor
    return f"{body.name}的职责{heir.date[:4]}年起由{heir.name}承接" if heir and heir.date else None

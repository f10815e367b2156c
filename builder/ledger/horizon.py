"""How long a recurring limit holds: as long as its own words, its plan or the body that it binds.

A plan ends with the years of its name (规划(2015—2020年), 2019年度…, “十四五”…), with the time of validity that it
gives itself (有效期5年), or with the span that it says it is carried out in. Where nothing says until when, nothing
is announced: no next day, no event."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from builder.language.dates import read_date
from builder.language.numerals import integer_of
from builder.model.ledger import Agency
from builder.model.notice import Deadline, Notice
from builder.reading.time.calendar import plan_period

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
_OWN = r"(?:本|该|此)(?:意见|方案|办法|通知|规定|规划|细则|计划|规则|制度|纲要|要点)"
# 本意见自印发之日起施行，有效期5年; not 服务协议有效期为1年
_VALID = re.compile(rf"{_OWN}[^。\n]{{0,40}}?有效期限?(?:为|是|至|到|截至)*(?P<span>[^。\n]{{1,16}})")
# 实施期限：2021年1月至2023年12月, 用三年时间(2021—2023年)
_CARRIED_OUT = re.compile(
    r"(?:规划期|实施期|执行期|工作周期|行动时间|活动时间|实施时间|整治时间|工作时间|开展时间)限?(?:为|是|[:：])?(?P<span>[^。；;\n]{4,40})"
    r"|[一二两三四五六七八九十\d]年(?:左右)?的?(?:时间|内)?[(（](?P<years>[^()（）。\n]{6,20})[)）]"
)
_LENGTH = re.compile(r"^\s*([一二两三四五六七八九十\d]{1,3})个?年")
_LAST = re.compile(r"(?<!\d)(20\d\d)年?(?:(\d{1,2})月)?(?:(\d{1,2})日)?")


def end_of(notice: Notice, limit: Deadline) -> End | None:
    """Until when a recurring limit of the notice holds; None where the notice does not say."""
    if limit.rule is not None and limit.rule.last:
        return End(limit.rule.last, f"原文写明到{limit.rule.last.year}年")
    return plan_end(notice)


def plan_end(notice: Notice) -> End | None:
    """The end of the plan itself: by its name, else by its own words; the earlier one where they differ."""
    found = [end for end in (_named_end(notice), _stated_end(notice)) if end]
    return min(found, key=lambda end: end.day, default=None)


def _named_end(notice: Notice) -> End | None:
    front = notice.front
    titles = [_WITHIN.sub("", title) for title in (front.plan_title or "", front.title)]
    if not front.plan_title and (issued := _ISSUES.search(front.title)):
        titles.append(issued[1])
    for title in titles:
        if found := _YEARS.search(title):
            return End(datetime.date(int(found[1]), 12, 31), f"规划名称写明到{found[1]}年")
        five = _FIVE_YEARS.search(title)
        if five and (period := plan_period(10 + (integer_of(five[1]) or 0))):
            return End(period.last, f"“十{five[1]}五”到{period.last.year}年为止")
        years = set(_ONE_YEAR.findall(title))
        if len(years) == 1 and (year := years.pop()) >= (front.dated or "")[:4]:
            return End(datetime.date(int(year), 12, 31), f"名称写明是{year}年的工作")
    return None


def _stated_end(notice: Notice) -> End | None:
    for pattern in (_VALID, _CARRIED_OUT):
        for found in pattern.finditer(notice.text):
            given = found.groupdict()
            if day := _day_in(given.get("span") or given.get("years") or "", _begins(notice, found)):
                return End(day, f"原文写明到{day.year}年{day.month}月{day.day}日")
    return None


def _begins(notice: Notice, found: re.Match[str]) -> datetime.date | None:
    """The day from which a time of validity runs: the one named beside it, else the notice's own."""
    day = read_date(found[0]) or notice.front.dated
    return datetime.date.fromisoformat(day) if day else None


def _day_in(words: str, begins: datetime.date | None) -> datetime.date | None:
    """The last day of a time in `words`: 5年 from its beginning, 2021年1月至2023年12月."""
    if length := _LENGTH.match(words):
        years = integer_of(length[1])
        if begins is None or not years:
            return None
        return _valid(begins.year + years, begins.month, begins.day) - datetime.timedelta(days=1)
    days = [_valid(int(year), int(month or 12), int(day or 31)) for year, month, day in _LAST.findall(words)]
    return max(days, default=None)


def _valid(year: int, month: int, day: int) -> datetime.date:
    month = min(max(month, 1), 12)
    return datetime.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


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

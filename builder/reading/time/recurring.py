"""Limits that come back: a repetition with the limit within it and the year from which it runs.

每年1月底前 is "yearly by 01-31", 自2016年底起每年 "yearly from 2016", 2018—2020年每年 "yearly from 2018 to
2020", 每月10日、25日前 two limits, 每季度首月10日前 "quarterly by 1-10" (first month, tenth day), as
`Recurrence` writes them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import islice

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import integer_of
from builder.model.recurrence import Recurrence
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.time.calendar import day_period, months_period
from builder.reading.time.context import Around, around
from builder.reading.time.limit import Limit
from builder.reading.time.moments import Moment
from builder.reading.time.patterns import HAN_DAYS
from builder.reading.time.ranges import ROW, Group, Years
from builder.reading.time.recurrence_words import Repetition, recurrences

# 每年(应于)1月底前: what may stand between a repetition and the limit within it
_WITHIN_YEAR = re.compile(r"(?:应当?|都|要|须|需|必须|均|至少|定期|分别|不迟于|最迟|于|在|的|,|到|至){0,6}")
# 自2017年起,县政府每年: what may stand between the year from which it runs and the repetition
_RUNNING_FROM = re.compile(r",?[^,。;!?\n]{0,24}")
_NEAR = 25
# 每月5日前 · 每季度首月10日前 · 每月底前
_DAY_WITHIN = re.compile(
    r"(?:的)?"
    r"(?P<which>首月|首个月|第[一二三1-3] ?个?月|末月|最后一?个?月)?的?"
    r"(?:(?:3[01]|[12]\d|0?[1-9]) ?[日号]? ?(?:至|到|-|—|~) ?)?(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号](?:之?前)?"
)
_MORE_DAYS_WITHIN = re.compile(r"(?:、|和|及|或)(3[01]|[12]\d|0?[1-9]) ?[日号](?:之?前)?")
_NEXT_MONTH = re.compile(r"(?:次月|当月|下月|下个月)(?:(3[01]|[12]\d|0?[1-9]) ?[日号]|(?:月?[底末]))之?前")
# 本月25日前 · 本周五前 · 下周三下班前
_THIS_MONTH = re.compile(rf"本月(?P<day>3[01]|[12]\d|0?[1-9]|{HAN_DAYS}) ?[日号](?:之?前|以前)")
_WEEKDAY = re.compile(
    r"(?P<which>[本下])(?:个)?(?:周|星期)(?P<day>[一二三四五六日天末])?"
    r"(?:上午|中午|下午)?(?:\d{1,2}[:时点](?:\d{2}分?)?)?(?:下班)?(?:之前|以前|前(?!期|述))"
)
# 季度末月20日前 · 季度首月10日前, without 每
_MONTH_OF_A_QUARTER = re.compile(
    r"(?<![每一二三四第本])季度?(?:的)?(?P<which>[首末])个?(?:月)?的?(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号](?:之?前|以前)"
)
_END_WITHIN = re.compile(r"(?:月|年|季)?(?:底|末|终(?!了))之?前?")
# 每周五17:00前 · 每日17时前
_HOUR_WITHIN = re.compile(r"[一二三四五六日天]?(?:上午|中午|下午)?(?:\d{1,2}[:时点](?:\d{2}分?)?|下班)?之?前")
# 每月最后一个工作日前 · 每季度第一个月内 · 每月前5个工作日内: a time within, without a day of the calendar
_COUNTED_WITHIN = re.compile(
    r"的?(?:最后一?个?|第[一二三1-3] ?个?|首个?|前 ?(?:\d{1,2}|[一二三四五六七八九十])个?)(?:工作日|月|周[一二三四五日]?|星期[一二三四五日]?)"
    r"(?:底|末)?(?:之?前|以?内)?"
    r"|的?[上中下]旬(?:之?前|以?内)?"
    r"|(?:末|结束|终了|届满|完)?(?:后|之后)(?:\d{1,2}|[一二两三四五六七八九十]+)个?(?:工作日|日|天)(?:之?内|以内)"
)
# 每半年(6月底、12月底前)报送 · 每季度末(分别在3月、6月、9月和12月底)
_BRACKET = re.compile(r" ?\((?:即|分别)?(?:于|在|为)?")
_MONTH_OF_QUARTER = {"首": 1, "一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "末": 3, "最": 3}
# Since no year is at hand for MM-DD, February ends on the 28th.
_COMMON_YEAR = 2001
_WEEK = ("一", "二", "三", "四", "五", "六", "日")
_YEARLY, _QUARTERLY, _MONTHLY = (Recurrence(1, unit) for unit in ("year", "quarter", "month"))
_WEEKLY, _DAILY = (Recurrence(1, unit) for unit in ("week", "day"))


@dataclass(frozen=True, slots=True)
class _Run:
    """The time in which a repetition runs; `start` is where its words begin, those that say so included."""

    start: int
    first: date | None = None
    last: date | None = None

    def bound(self, rule: Recurrence) -> Recurrence:
        """The rule for that time, in years; in months where it lies within one year."""
        if self.first is None:
            return rule
        if self.last is None:
            return replace(rule, since=f"{self.first.year}")
        form = "%Y-%m" if self.first.year == self.last.year else "%Y"
        return replace(rule, since=self.first.strftime(form), until=self.last.strftime(form))


def recurring_limits(prose: Prose, groups: list[Group], years: Years, used: set[int]) -> Iterator[Limit]:
    """The recurring limits by place; the indexes of the groups that they take up are added to `used`."""
    seen: set[tuple[int, Recurrence]] = set()
    later = cache(lambda rule, within: _coming_back(prose, groups, rule, within))  # many repetitions ask for the same
    at = 0
    for repeated in recurrences(prose):
        sentence, clause = prose.sentence(repeated.start), prose.clause(repeated.start)
        while at < len(groups) and groups[at].end <= repeated.start:
            at += 1
        if at < len(groups) and groups[at].end <= repeated.end:  # 一季度一通报: no quarter is meant
            used.add(at)
            at += 1
        run = _run(prose, repeated, groups, at - 1, years, used)
        within = list(_limits_within(prose, repeated, groups, at, used))
        for i, (start, end, rule) in enumerate(within or [(repeated.start, repeated.end, repeated.rule)]):
            rule = run.bound(rule)
            if (clause[0], rule) not in seen:
                seen.add((clause[0], rule))
                yield Limit(start if i else run.start, end, "recurring", rule=rule, first=run.first)
        # 每月…,次月5日前上报
        following = (
            _NEXT_MONTH.search(prose.folded, repeated.end, min(sentence[1], repeated.end + LONGEST_PASSAGE))
            if repeated.rule == _MONTHLY
            else None
        )
        if following:
            rule = run.bound(_by_day(following))
            yield Limit(following.start(), following.end(), "recurring", rule=rule, first=run.first)
        # …,并于次年1月底前上报: a second limit of the same repetition; not 下达下一年度计划
        candidates = later(repeated.rule, bool(within))
        for i in islice(candidates, bisect_left(candidates, at), None):
            if groups[i].start >= min(sentence[1], repeated.end + LONGEST_PASSAGE):
                break
            if i not in used:
                used.add(i)
                moment, context = groups[i].moments[0], around(prose, groups[i].start, groups[i].end)
                limited = context.has("before", "arrival", "latest") or moment.unit != "year" or moment.edge
                for start, end, rule in _month_days(repeated.rule, groups[i], context) if limited else ():
                    yield Limit(start, end, "recurring", rule=run.bound(rule), first=run.first)


def _coming_back(prose: Prose, groups: list[Group], rule: Recurrence, within: bool) -> list[int]:
    """The indexes of the groups that come back with a repetition before them; `within`: it has a limit of its own."""
    yearly = within and rule == _YEARLY
    return [
        i
        for i, group in enumerate(groups)
        if _repeats(rule, group.moments[0]) or (yearly and _within_the_year(prose, group))
    ]


def _in_bracket(prose: Prose, repeated: Repetition, groups: list[Group], at: int) -> tuple[list[int], int]:
    """The groups in a bracket straight behind a repetition, which tell when each time falls due, and its end."""
    edge = _END_WITHIN.match(prose.folded, repeated.end)
    opening = _BRACKET.match(prose.folded, edge.end() if edge else repeated.end)
    closing = prose.folded.find(")", opening.end()) if opening else -1
    inside = []
    while opening and at < len(groups) and groups[at].start < closing:
        if groups[at].start >= opening.end() and not groups[at].moments[0].has_year:
            inside.append(at)
        at += 1
    return inside, closing + 1


def _bare_edge(moment: Moment) -> bool:
    """年底, 年初 and the like without a year."""
    return bool(moment.edge) and not moment.has_year and moment.shift is None


def _within_the_year(prose: Prose, group: Group) -> bool:
    """Whether a limit names no year, so that it belongs to each year as the one before it does: 每年4月底前报送,…于5月底前清算."""
    moment = group.moments[0]
    unsaid = not (moment.has_year or moment.of_base) and moment.shift is None
    dated = moment.unit in ("month", "day") and moment.number > 0
    return unsaid and dated and around(prose, group.start, group.end).has("before")


def _repeats(rule: Recurrence, moment: Moment) -> bool:
    """Whether a moment behind a repetition comes back with it: 每年…次年1月底前, 每月…月底前."""
    unsaid = moment.number == 0 and not moment.of_base
    return (
        (rule == _YEARLY and (moment.shift == 1 or (moment.unit == "year" and _bare_edge(moment))))
        or (rule == _MONTHLY and unsaid and moment.unit == "month")
        or (rule == _QUARTERLY and unsaid and moment.unit == "quarter")
    )


def next_month_limits(prose: Prose, found: Iterable[Limit], base: date | None) -> Iterator[Limit]:
    """Where no 每月 is said: 次月5日前报送 is each month all the same, 下月5日前 the month after the base day."""
    taken = {limit.start for limit in found}
    for match in _NEXT_MONTH.finditer(prose.folded):
        if match.start() in taken or prose.fenced(match.start()):
            continue
        if match[0].startswith("下"):
            yield Limit(match.start(), match.end(), "by", _next_month(base, int(match[1] or 31)))
        elif match[0].startswith("次月"):
            yield Limit(match.start(), match.end(), "recurring", rule=_by_day(match))


def near_limits(prose: Prose, base: date | None) -> Iterator[Limit]:
    """Days counted from the day of the notice (本月25日前, 下周三前), and quarters that no 每 names (季度末月20日前)."""
    for match in _THIS_MONTH.finditer(prose.folded):
        if not prose.fenced(match.start()):
            day = day_period(base.year, base.month, integer_of(match["day"]) or 0) if base else None
            yield Limit(match.start(), match.end(), "by", day.last if day else None)
    for match in _WEEKDAY.finditer(prose.folded):
        if not prose.fenced(match.start()):
            yield Limit(match.start(), match.end(), "by", _weekday(base, match["which"], match["day"]))
    for match in _MONTH_OF_A_QUARTER.finditer(prose.folded):
        if not prose.fenced(match.start()):
            rule = replace(_QUARTERLY, month=_MONTH_OF_QUARTER[match["which"]], day=int(match["day"]))
            yield Limit(match.start(), match.end(), "recurring", rule=rule)


def _weekday(base: date | None, which: str, day: str | None) -> date | None:
    """The day of this or the next week, which begin on Monday; the week's last where none is said."""
    if base is None:
        return None
    place = _WEEK.index(day) if day in _WEEK else len(_WEEK) - 1
    return base + timedelta(days=min(place, len(_WEEK) - 1) - base.weekday() + (len(_WEEK) if which == "下" else 0))


def _by_day(match: re.Match[str]) -> Recurrence:
    """次月5日前: each month by that day, or by its end where none is said."""
    return replace(_MONTHLY, day=int(match[1]) if match[1] else None)


def _next_month(base: date | None, day: int) -> date | None:
    if base is None:
        return None
    month = months_period(base.year + base.month // 12, base.month % 12 + 1, base.month % 12 + 1)
    return month.first.replace(day=min(day, month.last.day)) if month else None


def next_year_limits(prose: Prose, group: Group) -> Iterator[Limit]:
    """于次年1月底前报送, where no year is named before: each year."""
    context = around(prose, group.start, group.end)
    for start, end, rule in _month_days(_YEARLY, group, context):
        yield Limit(start, end, "recurring", rule=rule)


def _run(prose: Prose, repeated: Repetition, groups: list[Group], before: int, years: Years, used: set[int]) -> _Run:
    """The time in which a repetition runs, where the group of moments before it says so: 自2018年起,一般每隔5年."""
    unbound = _Run(repeated.start)
    if before < 0 or before in used:
        return unbound
    group = groups[before]
    context = around(prose, group.start, group.end)
    if not 0 <= repeated.start - context.end <= _NEAR:
        return unbound
    gap = prose.folded[context.end : repeated.start]
    if not _RUNNING_FROM.fullmatch(gap) or prose.sentence(group.start) != prose.sentence(repeated.start):
        return unbound
    first = group.moments[0].first_day(years[group.moments[0]])
    if context.has("onwards"):
        used.add(before)
        return _Run(context.start, first)
    row = len(group.moments) > 1 and all(moment.unit == "year" for moment in group.moments)
    if (group.stretch or row or group.moments[0].unit == "plan") and gap in ("", ",", "期间", "期间,"):
        used.add(before)
        return _Run(context.start, first, group.moments[-1].last_day(years[group.moments[-1]]))
    return unbound


def _limits_within(
    prose: Prose, repeated: Repetition, groups: list[Group], at: int, used: set[int]
) -> Iterator[tuple[int, int, Recurrence]]:
    """(start and end of the words, rule) of each limit within the repetition."""
    inside, closing = _in_bracket(prose, repeated, groups, at)
    if inside:
        used.update(inside)
        yield repeated.start, closing, repeated.rule
        return
    found, end = at, repeated.end
    while found < len(groups) and not groups[found].moments[0].has_year:
        group = groups[found]
        # 每年底: 年 belongs to both; 每年4月底前和10月底前: the second belongs to the year too
        gap = prose.folded[end : min(group.start, end + _NEAR)]
        if group.end <= end or not (ROW if found > at else _WITHIN_YEAR).fullmatch(gap):
            break
        used.add(found)
        if prose.folded.startswith("前后", group.end):  # 每年4月30日前后: about that day
            yield repeated.start, group.end + len("前后"), repeated.rule
            return
        context = around(prose, group.start, group.end)
        yield from _month_days(repeated.rule, group, context)
        found, end = found + 1, context.end
    if found > at:
        return
    if (match := _DAY_WITHIN.match(prose.folded, end)) and repeated.rule in (_MONTHLY, _QUARTERLY):
        month = next((_MONTH_OF_QUARTER[c] for c in match["which"] or "" if c in _MONTH_OF_QUARTER), None)
        rule = replace(repeated.rule, month=month, day=int(match["day"]))
        yield repeated.start, match.end(), rule
        while match := _MORE_DAYS_WITHIN.match(prose.folded, match.end()):
            yield match.start(1), match.end(), replace(rule, day=int(match[1]))
    elif (repeated.rule in (_WEEKLY, _DAILY) and (match := _HOUR_WITHIN.match(prose.folded, end))) or (
        match := _COUNTED_WITHIN.match(prose.folded, end)
    ):
        yield repeated.start, match.end(), repeated.rule
    elif match := _END_WITHIN.match(prose.folded, end):
        last = _of_year(_YEARLY, date(_COMMON_YEAR, 12, 31)) if repeated.rule == _YEARLY else repeated.rule
        yield repeated.start, match.end(), last


def _of_year(rule: Recurrence, day: date, *, exact: bool = False) -> Recurrence:
    return replace(rule, month=day.month, day=day.day, of_year=True, exact=exact)


def _month_days(rule: Recurrence, group: Group, context: Around) -> Iterator[tuple[int, int, Recurrence]]:
    """(start, end, rule) of moments that come back each year: by their last day; a bare day is that day itself."""
    for moment in group.moments[-1:] if group.stretch else group.moments:
        end = context.end if moment is group.moments[-1] else moment.end
        day = (moment.last_day_before if context.has("before") else moment.last_day)(_COMMON_YEAR)
        if day is None or context.has("onwards") or moment.of_base:
            yield moment.start, end, rule
            continue
        exact = moment.unit == "day" and not context.has("before") and not group.stretch
        yield moment.start, end, _of_year(rule, day, exact=exact)

"""Time limits of a task, read by grammar; the notice's own date is the only date they are reckoned from.

What the words around a moment (`time_grammar`, `time_context`) or a repetition (`recurrence`) make of it:

| type | words | date |
|---|---|---|
| by | 到2016年底, 2018年前, 2017年10月底前, 年底前, 完成时限:2024年10月 | the last day that keeps it |
| during | 2016年, 2018年第四季度, 年内, 2016—2018年, “十三五”期间 | its last day |
| from | 自2018年起, 2019年9月1日起, 即日起 | the first day |
| recurring | 每年1月底前, 自2018年起每隔5年, 每季度 | the limit within the year, MM-DD |
| within | 作出决定之日起10个工作日内, 两年内 | none, but for a span from the issue of this notice |
| open | 完成时限:长期坚持 | none |

A word that needs a year it does not name (12月底前, 年底前, 明年) takes it from the moment before it in
the same item, else from the base date; without either the date is None, and nothing is guessed.
「前」 after a year, quarter or month is strict (2018年前 ends on 2017-12-31), after an end or a day not.

Not time limits: years in names (《》, 文号, 三年行动计划), what has happened (2018年以来, 已于2015年, a
bare time before the base date), what is compared with (比2015年增长), what describes a thing
(2019年度的工作, 2020年目标). A `progress` task has only the limits that lie ahead of the base date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from builder.notice import Deadline
from builder.reading.limit import Kind, Limit
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.recurrence import Recurrence, recurrences
from builder.reading.time_context import Around, around
from builder.reading.time_grammar import Moment, moments
from builder.reading.time_labels import Label, labels, open_limits
from builder.reading.time_spans import spans

_STRETCH = re.compile(r" ?(?:-{1,2}|—{1,2}|–|―|~|至|到|日?起至|开始至|起到|开始到) ?")
_ROW = re.compile(r" ?(?:、|和|及|与|以及) ?(?:到|于|在)?")
# 每年(应于)1月底前: what may stand between a repetition and the limit within it
_WITHIN_YEAR = re.compile(r"(?:应当?|都|要|须|需|必须|均|至少|定期|分别|不迟于|最迟|于|在|的|,|到|至)*")
# 自2017年起,县政府每年: what may stand between the year from which it runs and the repetition
_RUNNING_FROM = re.compile(r",?[^,。;!?\n]{0,24}")
# 每月5日前 · 每季度首月10日前 · 每月底前
_DAY_WITHIN = re.compile(
    r"(?:的)?(?P<which>首月|首个月|第[一二三]个?月|末月|最后一?个?月)?(?P<day>3[01]|[12]\d|0?[1-9]) ?[日号](?:之?前)?"
)
_END_WITHIN = re.compile(r"(?:月|年|季)?(?:底|末)之?前?")
_MONTH_OF_QUARTER = {"首": 1, "一": 1, "二": 2, "三": 3, "末": 3, "最": 3}
# What makes a progress report speak of what is to come
_AHEAD = re.compile(r"将|拟|计划|力争|争取|确保|预计|下一步|要|规划")
# Where the purpose begins, and what must be done by then ends: 2016年全面实现网上考试,提高人员素质
_PURPOSE = re.compile(
    r",(?:进一步|不断|切实|有效|充分)?(?:提高|提升|促进|推动|确保|保障|为|使|让|从而|以便?|充分发挥|营造|增强|形成|满足|更好)"
)
# Since no year is at hand for MM-DD, February ends on the 28th.
_COMMON_YEAR = 2001
_FAR = 6  # months: a month named without its year that lies further back belongs to the next year


@dataclass(frozen=True, slots=True)
class _Group:
    """Moments that share their words: one, a row (2016、2017年) or a stretch (3—5月)."""

    moments: tuple[Moment, ...]
    stretch: bool = False

    @property
    def start(self) -> int:
        return self.moments[0].start

    @property
    def end(self) -> int:
        return self.moments[-1].end


def read_deadlines(text: str, start: int, end: int, base: date | None, kind: Kind) -> tuple[Deadline, ...]:
    """The time limits in `text[start:end]`, by place. `base` is the notice's own date (成文日期); without
    it a limit that needs it keeps its words and type, and has no date."""
    prose = Prose.of(text, start, end)
    given = labels(prose)
    found = sorted(_limits(prose, base, given), key=lambda limit: (limit.start, limit.end))
    if kind in ("progress", "report"):
        found = [limit for limit in found if _lies_ahead(prose, limit, base)]
    deadlines = []
    for i, limit in enumerate(found):
        until = found[i + 1].start if i + 1 < len(found) else len(prose.folded)
        what_start, what_end = _what(prose, limit, until, given)
        day = limit.yearly if limit.type == "recurring" else limit.day.isoformat() if limit.day else None
        deadlines.append(
            Deadline(
                written=text[start + limit.start : start + limit.end],
                type=limit.type,
                date=day,
                rule=limit.rule,
                from_=limit.first.isoformat() if limit.first else None,
                what=text[start + what_start : start + what_end],
                start=start + limit.start,
                end=start + limit.end,
            )
        )
    return tuple(deadlines)


def _limits(prose: Prose, base: date | None, given: tuple[Label, ...]) -> Iterator[Limit]:
    groups = list(_groups(prose))
    years = _years(groups, base)
    used: set[int] = set()
    yield from _recurring(prose, groups, years, used)
    for i, group in enumerate(groups):
        if i not in used:
            yield from _single(prose, group, years, base, given)
    yield from spans(prose, base)
    yield from open_limits(prose, given)


def _groups(prose: Prose) -> Iterator[_Group]:
    row: list[Moment] = []
    stretch = False
    for moment in moments(prose):
        if row:
            gap = prose.folded[row[-1].end : moment.start]
            if len(row) == 1 and _STRETCH.fullmatch(gap):
                stretch = True
            elif stretch or not _ROW.fullmatch(gap):
                yield _group(row, stretch)
                row, stretch = [], False
        row.append(moment)
    if row:
        yield _group(row, stretch)


def _group(row: list[Moment], stretch: bool) -> _Group:
    """The moments with what the last one says for all: 9、12月底 are two ends of months."""
    last = row[-1]
    shared = []
    for moment in row:
        if moment.loose and moment.unit == "year" and not stretch:
            moment = replace(moment, unit=last.unit, number=last.number, day=last.day, part=last.part, edge=last.edge)
        elif moment.loose and moment.unit == "month" and not stretch:
            moment = replace(moment, edge=last.edge)
        shared.append(moment)
    return _Group(tuple(shared), stretch)


def _years(groups: Iterable[_Group], base: date | None) -> dict[Moment, int | None]:
    """The year of each moment: its own, that of the moment before it, or one reckoned from the base."""
    years: dict[Moment, int | None] = {}
    carried: int | None = None
    for group in groups:
        for moment in group.moments:
            if moment.year is not None:
                year: int | None = moment.year
            elif moment.relative is not None:
                year = base.year + moment.relative if base else None
            elif moment.of_base or moment.unit == "plan":
                year = base.year if base else None
            else:
                year = carried if carried is not None else _nearest_year(moment, base)
                if year is not None and moment.shift is not None:
                    year += moment.shift
            years[moment] = year
            if moment.has_year and moment.unit != "plan":
                carried = year
    return years


def _nearest_year(moment: Moment, base: date | None) -> int | None:
    """The year that a month without one belongs to: the notice's own, or the next where the month lies
    more than half a year back (3月底前 in a notice of October)."""
    if base is None:
        return None
    last = moment.last_day(base.year)
    if last is not None and moment.shift is None and base.month - last.month > _FAR:
        return base.year + 1
    return base.year


def _of_base(moment: Moment, base: date | None) -> Moment:
    if not moment.of_base or base is None:
        return moment
    return replace(moment, number=base.month if moment.unit == "month" else (base.month + 2) // 3)


def _recurring(prose: Prose, groups: list[_Group], years: dict[Moment, int | None], used: set[int]) -> Iterator[Limit]:
    seen: set[tuple[int, str]] = set()
    at = 0
    for repeated in recurrences(prose):
        sentence = prose.sentence(repeated.start)
        while at < len(groups) and groups[at].end <= repeated.start:
            at += 1
        start, first, until = _running_from(prose, repeated, groups, at - 1, years, used)
        since = f" from {first.year}" if first else ""
        if until:
            since += f" to {until.year}"
        limits = list(_limits_within(prose, repeated, groups, at, used)) or [(repeated.start, repeated.end, None, "")]
        for i, (opening, end, yearly, by) in enumerate(limits):
            rule = f"{repeated.often}{by}{since}"
            if (sentence[0], rule) not in seen:
                seen.add((sentence[0], rule))
                yield Limit(opening if i else start, end, "recurring", yearly=yearly, rule=rule, first=first)
        # …,并于次年1月底前上报: a second limit of the same repetition
        i = at
        while i < len(groups) and groups[i].start < sentence[1]:
            moment = groups[i].moments[0]
            if i not in used and repeated.often == "yearly" and moment.shift == 1:
                used.add(i)
                context = around(prose, groups[i].start, groups[i].end)
                for opening, end, yearly, by in _month_days(groups[i], context):
                    yield Limit(opening, end, "recurring", yearly=yearly, rule=f"yearly{by}{since}", first=first)
            i += 1


def _running_from(
    prose: Prose,
    repeated: Recurrence,
    groups: list[_Group],
    before: int,
    years: dict[Moment, int | None],
    used: set[int],
) -> tuple[int, date | None, date | None]:
    """(where the words begin, the first day, the last) of a repetition: 自2018年起,一般每隔5年."""
    if before < 0 or before in used:
        return repeated.start, None, None
    group = groups[before]
    context = around(prose, group.start, group.end)
    gap = prose.folded[context.end : repeated.start] if context.end <= repeated.start else "。"
    if not _RUNNING_FROM.fullmatch(gap) or prose.sentence(group.start) != prose.sentence(repeated.start):
        return repeated.start, None, None
    first = group.moments[0].first_day(years[group.moments[0]])
    if context.onwards:
        used.add(before)
        return context.start, first, None
    if (group.stretch or group.moments[0].unit == "plan") and gap in ("", ",", "期间", "期间,"):
        used.add(before)
        return context.start, first, group.moments[-1].last_day(years[group.moments[-1]])
    return repeated.start, None, None


def _limits_within(
    prose: Prose, repeated: Recurrence, groups: list[_Group], at: int, used: set[int]
) -> Iterator[tuple[int, int, str | None, str]]:
    """(start, end of the words, MM-DD, " by …") of each limit within the repetition."""
    if at < len(groups):
        group = groups[at]
        # 每年底: 年 belongs to both
        gap = prose.folded[repeated.end : group.start]
        if group.end > repeated.end and not group.moments[0].has_year and _WITHIN_YEAR.fullmatch(gap):
            used.add(at)
            yield from _month_days(group, around(prose, group.start, group.end))
            return
    if (match := _DAY_WITHIN.match(prose.folded, repeated.end)) and repeated.often in ("monthly", "quarterly"):
        day = f"{int(match['day']):02d}"
        if match["which"]:
            day = f"{next(_MONTH_OF_QUARTER[c] for c in match['which'] if c in _MONTH_OF_QUARTER)}-{day}"
        yield repeated.start, match.end(), None, f" by {day}"
    elif match := _END_WITHIN.match(prose.folded, repeated.end):
        yearly = "12-31" if repeated.often == "yearly" else None
        yield repeated.start, match.end(), yearly, f" by {yearly}" if yearly else ""


def _month_days(group: _Group, context: Around) -> Iterator[tuple[int, int, str | None, str]]:
    """(start, end, MM-DD, " by MM-DD") of moments that come back each year; a bare day is " on MM-DD"."""
    for moment in group.moments[-1:] if group.stretch else group.moments:
        end = context.end if moment is group.moments[-1] else moment.end
        day = (moment.last_day_before if context.before else moment.last_day)(_COMMON_YEAR)
        if day is None or context.onwards or moment.of_base:
            yield moment.start, end, None, ""
            continue
        word = "on" if moment.unit == "day" and not context.before and not group.stretch else "by"
        yield moment.start, end, f"{day:%m-%d}", f" {word} {day:%m-%d}"


def _single(
    prose: Prose, group: _Group, years: dict[Moment, int | None], base: date | None, given: tuple[Label, ...]
) -> Iterator[Limit]:
    """The limits of one group of moments by what stands around it; none where it is no limit."""
    context = around(prose, group.start, group.end)
    labelled = any(label.value <= group.start < label.end for label in given)
    first = group.moments[0]
    if context.dismissed or (context.past and not labelled):
        return
    days = [(_of_base(moment, base), years[moment]) for moment in group.moments]
    ends = [moment.end for moment in group.moments]
    ends[-1] = context.end
    starts = [moment.start for moment in group.moments]
    starts[0] = context.start

    if context.from_issue:
        last, year = days[-1]
        yield Limit(context.start, context.end, "during", last.last_day(year), first=base)
        return
    if group.stretch:
        (opening, opening_year), (closing, closing_year) = days[0], days[-1]
        last_day = closing.last_day(closing_year)
        if (context.described and not labelled) or _gone(last_day, base) or _names_plan(prose, group):
            return
        yield Limit(
            context.start, context.end, "during", last_day, first=opening.first_day(opening_year), labelled=labelled
        )
        return
    if context.onwards:
        opening, year = days[0]
        day = opening.first_day(year)
        if not (day and base and day < date(base.year, 1, 1)):
            yield Limit(context.start, context.end, "from", day, first=day)
        return
    if context.departure:
        return
    if context.before:
        if not (context.governed and context.described):
            for (moment, year), start, end in zip(days, starts, ends, strict=True):
                yield Limit(start, end, "by", moment.last_day_before(year), labelled=labelled)
        return
    bare_word = prose.folded[context.end : context.end + 1]
    for (moment, year), start, end in zip(days, starts, ends, strict=True):
        last_day = moment.last_day(year)
        if labelled:
            yield Limit(start, end, "by", last_day, labelled=True)
        elif _gone(last_day, base) or bare_word == "的":
            continue
        elif context.arrival:
            yield Limit(start, end, "by", last_day)
        elif first.unit == "festival" or (first.annual and not context.inside and not moment.edge):
            continue
        elif moment.edge == "end" and context.free and not context.described:
            yield Limit(start, end, "by", last_day)
        elif (context.inside and not context.governed) or (context.free and not context.described):
            yield Limit(start, end, "during", last_day)


def _gone(day: date | None, base: date | None) -> bool:
    return day is not None and base is not None and day < base


def _names_plan(prose: Prose, group: _Group) -> bool:
    """规划(2016—2020年): the years in the bracket belong to the plan's name."""
    left = prose.folded[max(0, group.start - 3) : group.start]
    return bool(re.search(r"[》”划案要见]\($", left))


def _lies_ahead(prose: Prose, limit: Limit, base: date | None) -> bool:
    if limit.type not in ("by", "during", "from") or _gone(limit.day, base):
        return False
    first, last = prose.sentence(limit.start)
    return _AHEAD.search(prose.folded, first, min(last, first + LONGEST_PASSAGE)) is not None


def _what(prose: Prose, limit: Limit, until: int, given: tuple[Label, ...]) -> tuple[int, int]:
    """The words that must be done by the limit: what follows it in its sentence, as far as the next limit
    or the purpose; its whole clause where the subject stands before it; the item itself where a label
    or a bracket of its own gives the limit."""
    folded = prose.folded
    sentence_start, sentence_end = prose.sentence(limit.start)
    clause_start, _ = prose.clause(limit.start)
    if limit.labelled:
        opening = max(folded.rfind("(", 0, limit.start), folded.rfind("[", 0, limit.start))
        return _trim(folded, 0, min(opening if opening > 0 else limit.start, LONGEST_PASSAGE))
    start = limit.end
    while start < sentence_end and folded[start] in ", 、:":
        start += 1
    if folded[start : start + 1] in (")", "]"):
        start += 1
        while start < len(folded) and folded[start] in "。 ,:;\n":
            start += 1
        _, sentence_end = prose.sentence(min(start, len(folded)))
    elif _SUBJECT.search(folded, clause_start, limit.start):
        start = clause_start
    end = min(sentence_end, start + LONGEST_PASSAGE)
    if limit.end < until < end:
        mark = folded.rfind(",", limit.end, until)
        end = mark if mark > start + 3 else until
    if purpose := _PURPOSE.search(folded, max(start, limit.end), end):
        end = purpose.start()
    if end - start < 2:
        start, end = sentence_start, min(sentence_end, sentence_start + LONGEST_PASSAGE)
    return _trim(folded, start, end)


# A subject before the limit in its clause: more than particles (并于, 力争)
_SUBJECT = re.compile(
    r"[\u4e00-\u9fff]{2,}(?<!力争)(?<!争取)(?<!确保)(?<!其中)(?<!同时)(?<!原则上)(?<!计划)(?<!分别于)(?<!并于)$"
)


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] in " ,、:。;\n\t":
        start += 1
    while end > start and folded[end - 1] in " ,、:。;\n\t":
        end -= 1
    return start, end

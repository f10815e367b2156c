"""Time limits of a task, read by grammar; the notice's own date is the only date they are reckoned from.

What the words around a moment (`time_grammar`, `time_context`) or a repetition (`recurrence`) make of it:

| type | words | date |
|---|---|---|
| by | 到2016年底, 2018年前, 2017年10月底前, 年底前, 完成时限:2024年10月 | the last day that keeps it |
| during | 2016年, 2018年第四季度, 年内, 2016—2018年, “十三五”期间 | its last day |
| from | 自2018年起, 2019年9月1日起, 即日起 | the first day |
| recurring | 每年1月底前, 自2018年起每隔5年, 每季度 | the limit within the year, MM-DD |
| within | 作出决定之日起10个工作日内, 两年内 | none; `reckoned` for a span from the issue of this notice |
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
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from builder.model.notice import Deadline
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.time.bound_words import bound_words
from builder.reading.time.context import around
from builder.reading.time.durations import spans
from builder.reading.time.labels import Label, labels, open_limits
from builder.reading.time.limit import Kind, Limit
from builder.reading.time.ranges import Group, Years, groups, of_base, years_of
from builder.reading.time.recurring import next_month_limits, next_year_limits, recurring_limits

# What makes a progress report speak of what is to come
_AHEAD = re.compile(r"将(?!\d)|拟|计划|力争|争取|确保|预计|下一步|要")
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff》”](?<!阶段)(?<!步骤)(?<!期)[(\[]$")
_A_YEAR = re.compile(r"\d年|[今本明]年|\d日?前[和及与、]$")
_CLOSE = 6  # characters


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
        what_start, what_end = bound_words(prose, limit, until)
        day = limit.day.isoformat() if limit.day else None
        deadlines.append(
            Deadline(
                written=text[start + limit.start : start + limit.end],
                type=limit.type,
                date=limit.yearly if limit.type == "recurring" else None if limit.type == "within" else day,
                rule=limit.rule,
                from_=limit.first.isoformat() if limit.first else None,
                what=text[start + what_start : start + what_end],
                start=start + limit.start,
                end=start + limit.end,
                reckoned=day if limit.type == "within" else None,
            )
        )
    return tuple(deadlines)


def _limits(prose: Prose, base: date | None, given: tuple[Label, ...]) -> Iterator[Limit]:
    found = list(groups(prose))
    years = years_of(prose, found, base)
    used: set[int] = set()
    repeated = list(recurring_limits(prose, found, years, used))
    yield from repeated
    yield from next_month_limits(prose, repeated, base)
    for i, group in enumerate(found):
        if i not in used:
            yield from _single(prose, group, years, base, given)
    ends = [limit.end for limit in repeated]
    for span in spans(prose, base):
        # 每季度结束后10日内 is the repetition's own limit
        i = bisect_right(ends, span.end) - 1
        if i < 0 or span.start - ends[i] > _CLOSE or "," in prose.folded[ends[i] : span.end]:
            yield span
    yield from open_limits(prose, given, base)


def _single(prose: Prose, group: Group, years: Years, base: date | None, given: tuple[Label, ...]) -> Iterator[Limit]:
    """The limits of one group of moments by what stands around it; none where it is no limit."""
    context = around(prose, group.start, group.end)
    i = bisect_right(given, group.start, key=lambda label: label.value) - 1
    labelled = i >= 0 and group.start < given[i].end
    first = group.moments[0]
    if context.dismissed or (context.past and not labelled) or _names_plan(prose, group) or _signs(prose, group):
        return
    sentence_start, _ = prose.sentence(group.start)
    if (
        first.shift == 1
        and not group.stretch
        and context.before
        and not _A_YEAR.search(prose.folded, sentence_start, group.start)
    ):
        yield from next_year_limits(prose, group)
        return
    days = [(of_base(moment, base), years[moment]) for moment in group.moments]
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
        if (context.described and not labelled) or _gone(last_day, base):
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
        for (moment, year), start, end in zip(days, starts, ends, strict=True):
            day = moment.last_day_before(year)
            if not (context.described and (context.governed or _gone(day, base))):
                yield Limit(start, end, "by", day, labelled=labelled)
        return
    bare_word = prose.folded[context.end : context.end + 1]
    for (moment, year), start, end in zip(days, starts, ends, strict=True):
        last_day = moment.last_day(year)
        if labelled and not (given[i].value < start and context.free and context.verb):
            yield Limit(start, end, "by", last_day, labelled=True)
        elif _gone(last_day, base) or bare_word == "的":
            continue
        elif context.arrival:
            yield Limit(start, end, "by", last_day)
        elif first.unit == "festival":
            if context.inside and moment.has_year:
                yield Limit(start, end, "during")
        elif first.dotted or (first.annual and not context.inside and not moment.edge):
            continue
        elif moment.edge == "end" and context.free and not context.described:
            yield Limit(start, end, "by", last_day)
        elif (context.inside and moment.has_year and not context.governed) or (context.free and not context.described):
            yield Limit(start, end, "during", last_day)


def _gone(day: date | None, base: date | None) -> bool:
    return day is not None and base is not None and day < base


def _names_plan(prose: Prose, group: Group) -> bool:
    """规划(2016—2020年), 指标体系(2023年): years alone in a bracket belong to the name before it, but for
    a stage: 第一阶段(2018年)."""
    if any(moment.unit != "year" for moment in group.moments) or prose.folded[group.end : group.end + 1] not in (
        ")",
        "]",
    ):
        return False
    return _NAME_BEFORE.search(prose.folded, max(0, group.start - 4), group.start) is not None


def _signs(prose: Prose, group: Group) -> bool:
    """A day or a year alone on its line belongs to a signature or a title."""
    first, last = prose.sentence(group.start)
    alone = not prose.folded[first : group.start].strip(" (") and not prose.folded[group.end : last].strip(" )")
    return alone and group.moments[0].unit in ("day", "year") and not group.moments[0].edge


def _lies_ahead(prose: Prose, limit: Limit, base: date | None) -> bool:
    if limit.type != "by" or limit.day is None or _gone(limit.day, base):
        return False
    first, last = prose.sentence(limit.start)
    return _AHEAD.search(prose.folded, first, min(last, first + LONGEST_PASSAGE)) is not None

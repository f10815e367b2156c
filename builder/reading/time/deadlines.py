"""Time limits of a task, read by grammar; the notice's own date is the only date they are computed from.

What the words around a moment (`moments`, `context`, `rules`) or a repetition (`recurring`) make of it:

| type | words | date |
|---|---|---|
| by | 到2016年底, 2018年前, 2017年10月底前, 年底前, 完成时限:2024年10月 | the last day that keeps it |
| during | 2016年, 2018年第四季度, 年内, 2016—2018年, “十三五”期间 | its last day |
| from | 自2018年起, 2019年9月1日起, 即日起 | the first day |
| recurring | 每年1月底前, 自2018年起每隔5年, 每季度 | the limit within the year, MM-DD |
| within | 作出决定之日起10个工作日内, 两年内 | none; `computed` for a span from the issue of this notice |
| open | 完成时限:长期坚持 | none |

A word that needs a year it does not name (12月底前, 年底前, 明年) takes it from the moment before it in
the same item, else from the base date; without either the date is None, and nothing is guessed.
「前」 after a year, quarter or month is strict (2018年前 ends on 2017-12-31), after an end or a day not.

Not time limits: when the notice comes into force (本办法自…起施行), years in names (《》, 文号,
三年行动计划), what has happened (2018年以来, 已于2015年, a bare time before the base date), what is
compared with (比2015年增长), what describes a thing (2019年度的工作, 2020年目标). A `progress` task
has only the limits that lie ahead of the base date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import Deadline
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.statements import in_a_list_of_cases
from builder.reading.time.context import around
from builder.reading.time.durations import spans
from builder.reading.time.labels import Label, labels, open_limits
from builder.reading.time.limit import Kind, Limit
from builder.reading.time.moments import Moment
from builder.reading.time.patterns import PATTERN_OF
from builder.reading.time.ranges import Group, Years, groups, of_base, years_of
from builder.reading.time.recurring import near_limits, next_month_limits, next_year_limits, recurring_limits
from builder.reading.time.rules import STATED, Reading, Rule, rule_for
from builder.reading.time.scope import scope

# What makes a progress report speak of what is to come
_AHEAD = re.compile(r"将(?!\d)|拟|计划|力争|争取|确保|预计|下一步|要")
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff》”](?<!阶段)(?<!步骤)(?<!时间)(?<!期)[(\[]$")
_A_YEAR = re.compile(r"\d年|[今本明]年|\d日?前[和及与、]$")
_FIRST_YEAR = re.compile(r"(?<![\d每])(?:第?一|首)年")
_CASE = re.compile(r"[^,。;\n]{2,40}的(?=,)")
_CLOSE = 6  # characters
_DOES = re.compile(rf" ?(?:正式|全面)?(?!完成|办结|落实|到位|实现)(?:{PATTERN_OF['verbs']}|动工|投用|投产)")
_ACTS = re.compile(f"{PATTERN_OF['verbs']}|{PATTERN_OF['more_verbs']}|[、和及与至到—-]")
_NEW = re.compile("^(?:新[建增]|续建|在建)(?=[一-龥])")
_SEASON = re.compile(r"[今明]?[春夏秋冬]")
_THIS_NOTICE = re.compile(r"[本该][\u4e00-\u9fff]{1,8}$")
_THIS_PAPER = re.compile(
    r"本(?:办法|通知|意见|规定|细则|方案|条例|措施|政策|规则|预案|标准|实施意见|实施细则|制度|公告|通告)"
)
_IN_FORCE = re.compile(r"(?:正式)?(?:施行|实施|执行|生效)(?=[,。;)]|\s|$)")
# Readings that one moment settles for its whole group
_FOR_ALL: tuple[Reading, ...] = ("each-year", "during-from-issue", "from")


def read_deadlines(text: str, start: int, end: int, base: date | None, kind: Kind) -> tuple[Deadline, ...]:
    """The time limits in `text[start:end]`, by place. `base` is the notice's own date (成文日期); without
    it a limit that needs it keeps its words and type, and has no date."""
    prose = Prose.of(text, start, end)
    given = labels(prose)
    found = sorted(_limits(prose, base, given), key=lambda limit: (limit.start, limit.end))
    found = [
        limit for limit in found if not (_comes_into_force(prose, limit) or in_a_list_of_cases(prose, limit.start))
    ]
    if kind in ("progress", "report"):
        found = [limit for limit in found if _lies_ahead(prose, limit, base)]
    deadlines = []
    for i, limit in enumerate(found):
        until = found[i + 1].start if i + 1 < len(found) else len(prose.folded)
        what_start, what_end = scope(prose, limit, until)
        day = limit.day.isoformat() if limit.day else None
        deadlines.append(
            Deadline(
                written=text[start + limit.start : start + limit.end],
                type=limit.type,
                date=None if limit.type in ("recurring", "within") else day,
                rule=limit.rule,
                from_=limit.first.isoformat() if limit.first else None,
                what=text[start + what_start : start + what_end],
                start=start + limit.start,
                end=start + limit.end,
                computed=day if limit.type == "within" else None,
            )
        )
    return tuple(deadlines)


def why_no_limit(prose: Prose, start: int, end: int) -> str:
    """The name of the rule by which the words of time at `start:end` ask for nothing, whatever the notice's date; an
    empty string where none says so."""
    found = _groups(prose)
    first = bisect_right(found, start, key=lambda group: group.end)
    if first == len(found) or found[first].start >= end:
        return ""
    group = found[first]
    year = {"year"} if group.moments[-1].has_year else set()
    rule = rule_for(around(prose, group.start, group.end).marks | _group_marks(prose, group) | year)
    return rule.name if rule.name in STATED else ""


@lru_cache(64)
def _groups(prose: Prose) -> tuple[Group, ...]:
    return tuple(groups(prose))


def _comes_into_force(prose: Prose, limit: Limit) -> bool:
    """本办法自…起施行, 本办法由…解释,自…起施行: the notice's own beginning, which no task has to keep."""
    if limit.type != "from" or not _IN_FORCE.match(prose.folded, limit.end):
        return False
    if _THIS_NOTICE.search(prose.folded, max(0, limit.start - 10), limit.start):
        return True
    sentence, clause = prose.sentence(limit.start)[0], prose.clause(limit.start)[0]
    own = sentence == clause and prose.folded.startswith("施行", limit.end)
    opens = not prose.folded[clause : limit.start].strip()
    return opens and (own or _THIS_PAPER.search(prose.folded, sentence, limit.start) is not None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a row of `rules` makes of one moment of a group, or of the two ends of a stretch; `start:end` takes
    in the words that belong to it."""

    rule: Rule
    group: Group
    moments: tuple[Moment, ...]
    start: int
    end: int
    labelled: bool


def decisions(
    prose: Prose, group: Group, years: Years, base: date | None, given: tuple[Label, ...]
) -> Iterator[Decision]:
    """How the moments of a group are read, one after the other, as far as the one that decides for all."""
    context = around(prose, group.start, group.end)
    i = bisect_right(given, group.start, key=lambda label: label.value) - 1
    label = given[i] if i >= 0 and group.start < given[i].end else None
    marks = context.marks | _group_marks(prose, group)
    for moments in [group.moments] if group.stretch else [(moment,) for moment in group.moments]:
        start = context.start if moments[0] is group.moments[0] else moments[0].start
        end = context.end if moments[-1] is group.moments[-1] else moments[-1].end
        own = _moment_marks(moments, years, base)
        if label and label.closes:
            own.add("labelled")
            if (label.value < start and {"free", "verb"} <= marks) or _says_what(prose, end, label):
                own.add("explained")
        rule = rule_for(marks | own)
        if rule.reading in _FOR_ALL:
            yield Decision(rule, group, group.moments, context.start, context.end, label is not None)
            return
        yield Decision(rule, group, moments, start, end, label is not None)


def _says_what(prose: Prose, end: int, label: Label) -> bool:
    """Whether the value says what is done in its time: 完成时限:9月投入使用. What is completed in it must be so by its
    end."""
    return _DOES.match(prose.folded, end, label.end) is not None


def _group_marks(prose: Prose, group: Group) -> set[str]:
    first = group.moments[0]
    sentence_start, _ = prose.sentence(group.start)
    given = {
        "stretch": group.stretch,
        "named": _names_plan(prose, group),
        "signed": _signs(prose, group),
        "next": first.shift == 1 and not _A_YEAR.search(prose.folded, sentence_start, group.start),
        "case": _CASE.match(prose.folded, group.end) is not None,
        "counted": first.shift == 1 and _FIRST_YEAR.search(prose.folded, sentence_start, group.start) is not None,
        "festival": first.unit == "festival",
        "season": first.unit == "festival" and _SEASON.match(first.part) is not None,
        "dotted": first.dotted,
        "annual": first.annual,
    }
    return {name for name, holds in given.items() if holds}


def _moment_marks(moments: tuple[Moment, ...], years: Years, base: date | None) -> set[str]:
    first, last = of_base(moments[0], base), of_base(moments[-1], base)
    begins, ends = first.first_day(years[moments[0]]), last.last_day(years[moments[-1]])
    given = {
        "year": last.has_year,
        "edge": bool(last.edge),
        "end": last.edge == "end",
        "bare": last.unit == "year" and not (moments[-1].has_year or moments[-1].edge or moments[-1].shift is not None),
        "long_gone": base is not None and ends is not None and ends.year < base.year - 1,
        "gone": _gone(ends, base),
        "gone_before": _gone(last.last_day_before(years[moments[-1]]), base),
        "gone_first": begins is not None and base is not None and begins < date(base.year, 1, 1),
    }
    return {name for name, holds in given.items() if holds}


def _limits(prose: Prose, base: date | None, given: tuple[Label, ...]) -> Iterator[Limit]:
    found = list(groups(prose))
    years = years_of(prose, found, base)
    used: set[int] = set()
    repeated = list(recurring_limits(prose, found, years, used))
    yield from repeated
    yield from next_month_limits(prose, repeated, base)
    near = sorted(near_limits(prose, base), key=lambda limit: limit.start)
    yield from near
    starts, reach = [limit.start for limit in near], list(accumulate((limit.end for limit in near), max))
    for i, group in enumerate(found):
        if (
            i not in used
            and not (i + 1 < len(found) and _lends_year(prose, group, found[i + 1]))
            and not ((before := bisect_left(starts, group.end)) and reach[before - 1] > group.start)
        ):
            for decision in decisions(prose, group, years, base, given):
                yield from _decided(prose, decision, years, base)
    ends = [limit.end for limit in repeated]
    for span in spans(prose, base):
        # 每季度结束后10日内 is the repetition's own limit
        i = bisect_right(ends, span.end) - 1
        if i < 0 or span.start - ends[i] > _CLOSE or "," in prose.folded[ends[i] : span.end]:
            yield span
    yield from open_limits(prose, given, base)


def _lends_year(prose: Prose, group: Group, following: Group) -> bool:
    """Whether a year is only that of the time after it in its clause: 2025年新建项目第一季度开工, 今年年内."""
    moment, part = group.moments[0], following.moments[0]
    if len(group.moments) > 1 or moment.unit != "year" or moment.edge or part.has_year:
        return False
    if following.start >= prose.clause(group.start)[1]:
        return False
    between = _NEW.sub("", prose.folded[group.end : following.start])
    if _ACTS.search(between):
        return False
    context = around(prose, group.start, group.end)
    return (context.start, context.end) == (group.start, group.end) and "的" not in between


def _decided(prose: Prose, decision: Decision, years: Years, base: date | None) -> Iterator[Limit]:
    """The limit that a decision makes."""
    opening, closing = (of_base(decision.moments[i], base) for i in (0, -1))
    opening_year, closing_year = (years[decision.moments[i]] for i in (0, -1))
    place, labelled = (decision.start, decision.end), decision.labelled
    match decision.rule.reading:
        case "each-year":
            yield from next_year_limits(prose, decision.group)
        case "during-from-issue":
            yield Limit(*place, "during", closing.last_day(closing_year), first=base)
        case "during-stretch" | "by-stretch":
            first, day = opening.first_day(opening_year), closing.last_day(closing_year)
            ends = decision.rule.reading == "by-stretch" and closing.edge == "end"
            yield Limit(*place, "by" if ends else "during", day, first=first, labelled=labelled)
        case "from":
            day = opening.first_day(opening_year)
            yield Limit(*place, "from", day, first=day)
        case "by-before":
            yield Limit(*place, "by", closing.last_day_before(closing_year), labelled=labelled)
        case "by":
            bound = labelled and decision.rule.name == "labelled"
            yield Limit(*place, "by", closing.last_day(closing_year), labelled=bound)
        case "during":
            undated = decision.rule.name == "festival-inside"
            yield Limit(*place, "during", None if undated else closing.last_day(closing_year))


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
    unit = group.moments[0].unit
    return alone and (unit == "year" or (unit == "day" and not group.stretch)) and not group.moments[0].edge


def _lies_ahead(prose: Prose, limit: Limit, base: date | None) -> bool:
    if limit.type != "by" or limit.day is None or _gone(limit.day, base):
        return False
    first, last = prose.sentence(limit.start)
    return _AHEAD.search(prose.folded, first, min(last, first + LONGEST_PASSAGE)) is not None

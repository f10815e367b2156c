"""The moments that words of time spell, put together from the named pieces (`patterns`).

A `Moment` is one expression (2017年10月底, 上半年, “十三五”末, 12月31日); it knows what is written and
what period that is, once a year is known. What the moment *means* (by, from, during) is said by the
words around it: that is `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import integer_of
from builder.reading.prose import Prose
from builder.reading.time import calendar
from builder.reading.time.calendar import Period
from builder.reading.time.patterns import DAYS, LINK, PIECES, TIME_WORDS

_RE = {piece.name: re.compile(piece.pattern) for piece in PIECES}
_LONE = r"(?<![\d.一二三四五六七八九十每第])"
"""A part of a year without the year is not the tail of a longer numeral (13月, 三十月)."""
_HEADS = (
    ("year", ""),
    ("short_year", ""),
    ("loose_year", ""),
    ("relative_year", ""),
    ("plan", ""),
    ("festival", ""),
    ("season", r"(?=[今明])"),
    ("loose_half", ""),
    ("half", ""),
    ("loose_quarter", r"(?<![每个\d.一二三四五六七八九十])"),
    ("quarter", r"(?<![每个])"),
    ("term", ""),
    ("month", _LONE),
    ("loose_month", _LONE),
    ("bare_end", ""),
    ("bare_middle", ""),
    ("bare_month", _LONE),
    ("bare_quarter", r"(?<![每第一二三四1-4])"),
    ("bare_within", ""),
    ("eight_figures", ""),
    ("dotted_day", ""),
)
# Only such a character begins a moment; to ask for it first is what makes the search fast.
_FIRST = (
    "(?=[0-9今全本下来明后次翌同当去上第春秋年月季“\"’'一二三四五六七八九十"
    + "".join(sorted({word[0] for name in ("feasts", "seasons") for word in TIME_WORDS[name]}))
    + "])"
)


def _without_groups(pattern: str) -> str:
    return pattern.replace("(?", "\0").replace("(", "(?:").replace("\0", "(?")


_HEAD = re.compile(
    _FIRST
    + "(?:"
    + "|".join(before + _without_groups(_RE[name].pattern) for name, before in _HEADS)
    + r"|(?<![\d.])20\d{2}[./-]\d)"
)

_MORE_DAYS = re.compile(rf"{LINK}({DAYS})(?: ?([日号])(?![游常志照产])|(?={LINK}(?:{DAYS}) ?[日号]))")

Unit = Literal["plan", "year", "half", "quarter", "month", "ten-days", "day", "festival", "term"]
Edge = Literal["", "end", "start", "middle"]
_FIXED_FESTIVALS = {
    "元旦": (1, 1), "五一": (5, 1), "五一劳动": (5, 1), "五一国际劳动": (5, 1), "劳动": (5, 1), "六一": (6, 1),
    "儿童": (6, 1), "七一": (7, 1), "建党": (7, 1), "八一": (8, 1), "建军": (8, 1), "教师": (9, 10), "十一": (10, 1),
    "国庆": (10, 1),
}  # fmt: skip
_HOLIDAYS = re.compile("(?:小?长假|假期|假日|黄金周)$")
_RELATIVE_YEARS = {"今": 0, "全": 0, "本": 0, "明": 1, "后": 2, "去": -1, "上": -1}


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression at `start:end` of a `Prose`.

    `year` is None where the words leave it out; `relative` then counts from the base year (明年 1),
    `shift` from the year named before (次年 1, 当年 0). `of_base`: the month or quarter of the base day
    (本月). `number` is the half, quarter, month or five-year plan; `part` a tenth of a month (上中下).
    `edge`: the end, start or middle of the unit. `loose`: its unit's sign is left to the next moment
    (2016 in 2016、2017年). `annual`: 年度. `dotted`: 2019.12.31. `short`: a year of two figures. A month or
    quarter that is not said (月底, 季末) has the number 0."""

    start: int
    end: int
    unit: Unit
    year: int | None = None
    relative: int | None = None
    shift: int | None = None
    of_base: bool = False
    number: int = 0
    day: int = 0
    part: str = ""
    edge: Edge = ""
    loose: bool = False
    annual: bool = False
    dotted: bool = False
    short: int | None = None

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.relative is not None or self.short is not None or self.unit == "plan"

    def period(self, year: int | None) -> Period | None:
        """The days of the unit, its edge left aside, in `year`; None where that cannot be computed."""
        if self.unit == "plan":
            return calendar.plan_period(self.number)
        if year is None or (self.number == 0 and self.unit in ("month", "quarter")):
            return None
        match self.unit:
            case "year":
                return calendar.year_period(year)
            case "half":
                return calendar.months_period(year, 6 * self.number - 5, 6 * self.number)
            case "quarter":
                return calendar.months_period(year, 3 * self.number - 2, 3 * self.number)
            case "month":
                return calendar.months_period(year, self.number, self.number)
            case "ten-days":
                return calendar.ten_days_period(year, self.number, self.part)
            case "term":
                return calendar.school_term(year, self.part)
            case "festival":
                named = _HOLIDAYS.sub("", self.part).strip('“”"、').replace("”", "")
                fixed = _FIXED_FESTIVALS.get(named.removesuffix("节"))
                return calendar.day_period(year, *fixed) if fixed else None
        return calendar.day_period(year, self.number, self.day)

    def last_day(self, year: int | None) -> date | None:
        """The last day of what is written: 2017年 → 12-31, 6月初 → 06-10, 年中 → 06-30. None for 年初."""
        period = self.period(year)
        if period is None or self.unit == "term":
            return None
        if self.edge in ("", "end"):
            return period.last
        if self.unit == "month":
            return period.first.replace(day=10)
        if self.unit == "year" and self.edge == "middle":
            return period.first.replace(month=6, day=30)
        return None

    def first_day(self, year: int | None) -> date | None:
        """The day on which it begins: 2018年 → 01-01; the end of a year begins on its last day."""
        period = self.period(year)
        if period is None:
            return None
        if self.edge == "end":
            return period.last
        if self.edge == "middle":
            return period.first.replace(month=7) if self.unit == "year" else None
        return period.first

    def last_day_before(self, year: int | None) -> date | None:
        """The last day that keeps 「…前」: 2018年前 → 2017-12-31, but 2018年底前 and 12月31日前 → the day itself."""
        if self.edge or self.unit == "day":
            return self.last_day(year)
        period = self.period(year)
        if period is None:
            return None
        return period.last if self.unit == "half" and self.number == 1 else calendar.day_before(period.first)


def moments(prose: Prose) -> Iterator[Moment]:
    """The moments in the prose, in order; those within names are left out, but for “十三五”期间."""
    at = 0
    while head := _HEAD.search(prose.folded, at):
        at = head.end()
        moment = _read(prose.folded, head.start())
        if moment is None or _in_part(prose.folded, moment):
            continue
        at = max(at, moment.end)
        if moment.unit not in ("plan", "festival") and prose.fenced(moment.start):
            continue
        yield moment
        # 5月1日至15日 · 5月10—15日: the later days leave the month to the first
        while moment.unit == "day" and (more := _MORE_DAYS.match(prose.folded, at)):
            at = more.end()
            moment = Moment(more.start(1), at, "day", number=moment.number, day=int(more[1]), loose=not more[2])
            yield moment


# What a time that was read in part touches: 25年 before 10月, 0630前 behind 2024年
_RUNS_ON_LEFT = re.compile(r"(?:\d|第[一三四五六]) ?[年月]$")
_RUNS_ON_RIGHT = re.compile(r" ?\d{1,4}(?:[年月日号./-]|之?前|以前)")


def _in_part(folded: str, moment: Moment) -> bool:
    """Whether what was read touches more of a date, so that it is no date as it stands."""
    if moment.unit == "plan":
        return False
    before = folded[max(0, moment.start - 3) : moment.start]
    if (
        moment.unit == "month"
        and moment.number == 0
        and not moment.of_base
        and before.endswith(("次", "当", "下", "个"))
    ):
        return True
    if _RUNS_ON_LEFT.search(before) and not moment.has_year:
        return True
    return not moment.loose and _RUNS_ON_RIGHT.match(folded, moment.end) is not None


def _read(folded: str, at: int) -> Moment | None:
    """The moment that begins at `at`."""
    if match := _RE["dotted"].match(folded, at):
        day = int(match[4] or 0)
        return Moment(
            at, match.end(), "day" if day else "month", int(match[1]), number=int(match[3]), day=day, dotted=True
        )
    if match := _RE["eight_figures"].match(folded, at):
        year, month, day = (int(figures) for figures in match.groups())
        return Moment(at, match.end(), "day", year, number=month, day=day, dotted=True)
    if match := _RE["plan"].match(folded, at):
        edge: Edge = "end" if "末" in match[2] else "middle" if match[2] == "中期" else ""
        return Moment(at, match.end(), "plan", number=integer_of(match[1]) or 0, edge=edge)
    if match := _RE["bare_end"].match(folded, at):
        return Moment(at, match.end(), "year", edge="end")
    if match := _RE["bare_middle"].match(folded, at):
        return Moment(at, match.end(), "year", edge="middle")
    if match := _RE["bare_within"].match(folded, at):
        return Moment(at, match.end(), "year")
    if match := _RE["bare_month"].match(folded, at):
        own = match[0].startswith("本")
        return Moment(at, match.end(), "month", of_base=own, edge="" if match[0] == "本月" else "end")
    if match := _RE["bare_quarter"].match(folded, at):
        own = match[0].startswith("本")
        return Moment(at, match.end(), "quarter", of_base=own, edge="end" if match[0].endswith("末") else "")
    for name in ("year", "loose_year", "relative_year"):
        if match := _RE[name].match(folded, at):
            return _read_part(folded, _with_year(match, loose=name == "loose_year"))
    if match := _RE["short_year"].match(folded, at):
        return _read_part(folded, Moment(at, match.end(), "year", short=int(match[1])))
    part = _read_part(folded, Moment(at, at, "year"))
    return part if part.unit != "year" else None


def _with_year(match: re.Match[str], loose: bool) -> Moment:
    words, (start, end) = match[0], match.span()
    if words in ("今明两年", "明后两年"):
        return Moment(start, end, "year", relative=1 if words[0] == "今" else 2)
    if words[0] in _RELATIVE_YEARS:
        return Moment(start, end, "year", relative=_RELATIVE_YEARS[words[0]])
    if words[0] in "次翌来下同当第":
        return Moment(start, end, "year", shift=0 if words[0] in "同当" else 1)
    return Moment(start, end, "year", integer_of(words.removesuffix("年").strip()), loose=loose)


def _read_part(folded: str, moment: Moment) -> Moment:
    """The moment with the part of the year and the edge that follow it, if any."""
    if moment.loose:
        return moment
    at = moment.end
    if at > moment.start:
        if folded.startswith("度", at):
            moment, at = replace(moment, end=at + 1, annual=True), at + 1
        while at < len(folded) and folded[at] == " ":
            at += 1
        if folded.startswith("的", at):
            at += 1
    if match := _RE["dotted_day"].match(folded, at):
        return replace(moment, end=match.end(), unit="day", number=int(match[1]), day=int(match[2]))
    if match := _RE["loose_half"].match(folded, at):
        return replace(moment, end=match.end(), unit="half", number=1, loose=True)
    if match := _RE["loose_quarter"].match(folded, at):
        return replace(moment, end=match.end(), unit="quarter", number=integer_of(match[1]) or 0, loose=True)
    if match := _RE["half"].match(folded, at):
        moment = replace(moment, end=match.end(), unit="half", number="上下".index(match[1]) + 1)
    elif match := _RE["quarter"].match(folded, at):
        moment = replace(moment, end=match.end(), unit="quarter", number=integer_of(match[1] or match[2]) or 0)
    elif match := _RE["term"].match(folded, at):
        return replace(moment, end=match.end(), unit="term", part=match[1])
    elif match := _RE["festival"].match(folded, at) or _RE["season"].match(folded, at):
        return replace(moment, end=match.end(), unit="festival", part=match[1])
    elif match := _RE["loose_month"].match(folded, at):
        return replace(moment, end=match.end(), unit="month", number=int(match[1]), loose=True)
    elif match := _RE["month"].match(folded, at):
        return _read_day(folded, replace(moment, end=match.end(), unit="month", number=integer_of(match[1]) or 0))
    return _read_edge(folded, moment)


def _read_day(folded: str, moment: Moment) -> Moment:
    at = moment.end
    while at < len(folded) and folded[at] == " ":
        at += 1
    if match := _RE["loose_day"].match(folded, at):
        return replace(moment, end=match.end(), unit="day", day=int(match[1]), loose=True)
    if match := _RE["day"].match(folded, at):
        return replace(moment, end=match.end(), unit="day", day=integer_of(match[1]) or 0)
    if match := _RE["bare_day"].match(folded, at):
        return replace(moment, end=match.end(), unit="day", day=int(match[1]))
    if match := _RE["ten_days"].match(folded, at):
        return replace(moment, end=match.end(), unit="ten-days", part=match[1])
    return _read_edge(folded, moment)


def _read_edge(folded: str, moment: Moment) -> Moment:
    names = ("year_end", "year_start", "year_middle") if moment.unit == "year" else ("part_end", "part_start")
    if moment.end == moment.start:
        return moment
    edges: tuple[Edge, ...] = ("end", "start", "middle")
    for name, edge in zip(names, edges, strict=False):
        if match := _RE[name].match(folded, moment.end):
            return replace(moment, end=match.end(), edge=edge)
    return moment

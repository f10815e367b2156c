"""The words of a time: named pieces, each with an example and a counter-example, and the moments they spell.

A `Moment` is one expression (2017年10月底, 上半年, “十三五”末, 12月31日); it knows what is written and
what period that is, once a year is known. What the moment *means* (by, from, during) is said by the
words around it: that is `timelimits`.

All patterns run over folded text (see `prose.fold`) and look a bounded distance ahead: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from builder.reading import calendar_words as calendar
from builder.reading.calendar_words import Period
from builder.reading.numerals import YEAR_DIGITS, integer_of
from builder.reading.prose import Prose


class Piece(NamedTuple):
    """One named part of the grammar: it matches the whole `example`, and nothing at the start of `counter`."""

    name: str
    pattern: str
    example: str
    counter: str


_LINK = r" ?(?:-{1,2}|—{1,2}|–|―|~|至|到|、|和|及|与) ?"
_MONTHS = r"1[0-2]|0?[1-9]"
_DAYS = r"3[01]|[12]\d|0?[1-9]"
_HAN_MONTHS = r"十[一二]?|[一二三四五六七八九]"
_HAN_DAYS = r"三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_NOT_END = r"(?![线层数部座色图单稿气蕴下端梢位])"
_NOT_START = r"(?![步级次审中任衷心始稿创试诊核评期选])"
# What may follow 年中 or 年终 where they are times and not the beginning of another word (年中国, 年终考核)
_CLOSED = r"(?=前|之前|以前|,|。|;|、|\)|完成|实现|$)"

PIECES = (
    Piece(
        "year",
        rf"(?:(?<!\d)(?:19|20)\d{{2}}|(?<![一二三四五六七八九十]){YEAR_DIGITS}) ?年(?![级轻龄代限费检报薪均产])",
        "2016年",
        "16年",
    ),
    # The first year of 2016、2017年 or 2016—2018年 leaves its 年 to the last
    Piece("loose_year", rf"(?<!\d)(?:19|20)\d{{2}}(?=(?:{_LINK}(?:19|20)\d{{2}}){{1,6}} ?年)", "2016", "2016个"),
    Piece("relative_year", r"今年|本年(?!级)|明年|后年|次年|翌年|同年|当年(?!度)|去年|上一?年(?!级)", "今年", "每年"),
    Piece("half", r"([上下])半年", "上半年", "半年"),
    Piece("quarter", r"第? ?([一二三四1-4]) ?季度(?!学)", "第四季度", "四个季度"),
    Piece("term", r"([春秋])季(?:学期|开学)", "秋季学期", "秋季"),
    Piece("month", rf"({_MONTHS}|{_HAN_MONTHS}) ?月份?(?![度均报薪亮票])", "10月份", "3个月"),
    # The first months of 6、9、12月 or 3—5月
    Piece("loose_month", rf"({_MONTHS})(?=(?:{_LINK}(?:{_MONTHS})){{1,5}} ?月)", "6", "6个月"),
    Piece("day", rf"({_DAYS}|{_HAN_DAYS}) ?[日号](?![游常志照产])", "31日", "31个"),
    Piece("loose_day", rf"({_DAYS})(?=(?:{_LINK}(?:{_DAYS})){{1,3}} ?[日号])", "10", "10天"),
    Piece("ten_days", r"([上中下])旬", "中旬", "上半"),
    Piece("year_end", rf"年?(?:底|末){_NOT_END}|年终{_CLOSED}", "年底", "底线"),
    Piece("year_start", rf"年?初{_NOT_START}", "年初", "初步"),
    Piece("year_middle", rf"年?年中{_CLOSED}|中{_CLOSED}", "年中", "中国"),
    Piece("part_end", rf"月?(?:底|末){_NOT_END}", "月底", "底线"),
    Piece("part_start", rf"月?初{_NOT_START}", "初", "初步"),
    Piece("dotted", rf"(?<![\d.])(20\d{{2}})([./-])({_MONTHS})(?:\2({_DAYS}))?(?![\d.%])", "2019.12.31", "2019.13"),
    Piece(
        "plan",
        r"[“\"]?(十[一二三四五六七八九]?|[六七八九])五[”\"]?(?:规划)?(时期|期间|规划期内|末期?|期末|中期|内)",
        "“十三五”期间",
        "“十三五”规划",
    ),
    Piece(
        "festival",
        r"(元旦|春节|清明节?|[“\"]?五一[”\"]?(?:国际)?(?:劳动节)?|劳动节|端午节?|[“\"]七一[”\"]|中秋节?|[“\"]?十一[”\"]|国庆节?|汛期|供暖季|采暖季)(?=前|之前|以前)",
        "春节",
        "两节",
    ),
    # Without a year of their own: 年底(前), 本月底, 本季度末, 年内
    Piece("bare_end", rf"(?<![\d〇零一二三四五六七八九])年(?:底|末){_NOT_END}", "年底", "年级"),
    Piece("bare_month", rf"本?月(?:底|末){_NOT_END}|本月", "本月底", "月度"),
    Piece("bare_quarter", r"本?季度?末|本季度", "本季度末", "季度"),
    Piece(
        "bare_within", r"(?<![一二两三四五六七八九十\d几多每半来全])(?:年度?)(?=内(?![部容设控外需河涝]))", "年", "年底"
    ),
)
_EXPECTED_AFTER = {
    "loose_year": "、2017年",
    "loose_month": "、9月",
    "loose_day": "-12日",
    "festival": "前",
    "bare_within": "内",
    "year_middle": "前",
}
"""What the example of a piece needs behind it."""

_RE = {piece.name: re.compile(piece.pattern) for piece in PIECES}
_LONE = r"(?<![\d.一二三四五六七八九十每第])"
"""A part of a year without the year is not the tail of a longer numeral (13月, 三十月)."""
_HEADS = (
    ("year", ""),
    ("loose_year", ""),
    ("relative_year", ""),
    ("plan", ""),
    ("festival", ""),
    ("half", ""),
    ("quarter", r"(?<![每个])"),
    ("term", ""),
    ("month", _LONE),
    ("loose_month", _LONE),
    ("bare_end", ""),
    ("bare_month", _LONE),
    ("bare_quarter", r"(?<![每第一二三四1-4])"),
    ("bare_within", ""),
)
_HEAD = re.compile(
    "|".join(before + re.sub(r"\((?!\?)", "(?:", _RE[name].pattern) for name, before in _HEADS)
    + r"|(?<![\d.])20\d{2}[./-]\d"
)

_MORE_DAYS = re.compile(rf"{_LINK}({_DAYS})(?: ?([日号])(?![游常志照产])|(?={_LINK}(?:{_DAYS}) ?[日号]))")

Unit = Literal["plan", "year", "half", "quarter", "month", "ten-days", "day", "festival", "term"]
Edge = Literal["", "end", "start", "middle"]
_FIXED_FESTIVALS = {"元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "七一": (7, 1), "十一": (10, 1), "国庆": (10, 1)}
_RELATIVE_YEARS = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "上": -1}


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression at `start:end` of a `Prose`.

    `year` is None where the words leave it out; `relative` then counts from the base year (明年 1),
    `shift` from the year named before (次年 1, 当年 0). `of_base`: the month or quarter of the base day
    (本月). `number` is the half, quarter, month or five-year plan; `part` a tenth of a month (上中下).
    `edge`: the end, start or middle of the unit. `loose`: its unit's sign is left to the next moment
    (2016 in 2016、2017年). `annual`: 年度."""

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

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.relative is not None or self.unit == "plan"

    def period(self, year: int | None) -> Period | None:
        """The days of the unit, its edge left aside, in `year`; None where that cannot be reckoned."""
        if self.unit == "plan":
            return calendar.plan_period(self.number)
        if year is None:
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
                fixed = next((day for name, day in _FIXED_FESTIVALS.items() if name in self.part), None)
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
        if moment is None:
            continue
        at = max(at, moment.end)
        if moment.unit != "plan" and prose.fenced(moment.start):
            continue
        yield moment
        # 5月1日至15日 · 5月10—15日: the later days leave the month to the first
        while moment.unit == "day" and (more := _MORE_DAYS.match(prose.folded, at)):
            at = more.end()
            moment = Moment(more.start(1), at, "day", number=moment.number, day=int(more[1]), loose=not more[2])
            yield moment


def _read(folded: str, at: int) -> Moment | None:
    """The moment that begins at `at`."""
    if match := _RE["dotted"].match(folded, at):
        day = int(match[4] or 0)
        return Moment(at, match.end(), "day" if day else "month", int(match[1]), number=int(match[3]), day=day)
    if match := _RE["plan"].match(folded, at):
        edge: Edge = "end" if "末" in match[2] else "middle" if match[2] == "中期" else ""
        return Moment(at, match.end(), "plan", number=integer_of(match[1]) or 0, edge=edge)
    if match := _RE["bare_end"].match(folded, at):
        return Moment(at, match.end(), "year", edge="end")
    if match := _RE["bare_within"].match(folded, at):
        return Moment(at, match.end(), "year")
    if match := _RE["bare_month"].match(folded, at):
        return Moment(at, match.end(), "month", of_base=True, edge="" if match[0] == "本月" else "end")
    if match := _RE["bare_quarter"].match(folded, at):
        return Moment(at, match.end(), "quarter", of_base=True, edge="end" if match[0].endswith("末") else "")
    for name in ("year", "loose_year", "relative_year"):
        if match := _RE[name].match(folded, at):
            return _read_part(folded, _with_year(match, loose=name == "loose_year"))
    part = _read_part(folded, Moment(at, at, "year"))
    return part if part.unit != "year" else None


def _with_year(match: re.Match[str], loose: bool) -> Moment:
    words, (start, end) = match[0], match.span()
    if words[0] in _RELATIVE_YEARS:
        return Moment(start, end, "year", relative=_RELATIVE_YEARS[words[0]])
    if words[0] in "次翌同当":
        return Moment(start, end, "year", shift=1 if words[0] in "次翌" else 0)
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
    if match := _RE["half"].match(folded, at):
        moment = replace(moment, end=match.end(), unit="half", number="上下".index(match[1]) + 1)
    elif match := _RE["quarter"].match(folded, at):
        moment = replace(moment, end=match.end(), unit="quarter", number=integer_of(match[1]) or 0)
    elif match := _RE["term"].match(folded, at):
        return replace(moment, end=match.end(), unit="term", part=match[1])
    elif match := _RE["festival"].match(folded, at):
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

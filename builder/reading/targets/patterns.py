"""The words of a figure: numeral, multiplier, unit, and what compares it (不少于24次, 60%以上, 翻一番).

Each pattern stands with an example of what it takes and, after "not", of what it leaves. Patterns run
over folded text (`prose.fold`) and look a bounded distance ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import FIGURE, HAN, SCALE, integer_of, quantity_of
from builder.language.wordlists import alternatives, read_words

Compare = Literal[">=", "<=", "=", ">", "<"]

PREFIX_SIGNS: dict[str, Compare] = {
    "at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "about": "="
}  # fmt: skip
SUFFIX_SIGNS: dict[str, Compare] = {"or_more": ">=", "or_less": "<=", "or_so": "="}
WORDS = read_words("words.yml", Path(__file__).parent)
PATTERN_OF = {name: alternatives(words) for name, words in WORDS.items()}

_PREFIXES: dict[str, Compare] = {word: sign for name, sign in PREFIX_SIGNS.items() for word in WORDS[name]}
_SUFFIXES: dict[str, Compare] = {word: sign for name, sign in SUFFIX_SIGNS.items() for word in WORDS[name]}
_ABOUT = rf"{PATTERN_OF['about']}|近|接近|超|逾|将近"
_ODD = r"多|余|来"
# What the unit must not be the beginning of: 3个月 is settled by order; 个人, 部门, 期间, 项目(3项目), 年度
# 元/人/日, 元/平米: of what each
_UNIT = (
    f"(?!所(?:示(?!范)|述|属))(?P<unit>(?:(?:{PATTERN_OF['latin_units']})(?![A-Za-z])|{PATTERN_OF['units']})"
    # 40台(套)以上: counted in either
    f"(?:[/每](?:{PATTERN_OF['per_units']})){{0,2}}(?:\\((?:[套次处个条人批场期件户座台组盏])\\))?)"
)
# 最多不超过: the nearer word is the one
_PREFIX = f"(?P<prefix>(?![最至][多少长高低]不)(?:{alternatives(_PREFIXES)}))"
_SUFFIX = f"(?P<suffix>{alternatives(_SUFFIXES)})"
# 至少举办一期 · 不超过的 : the verb may stand between 至少 and the figure
_BETWEEN = (
    r"(?:(?<=至少)(?:每年|每季度?|每月|每半年|每个?[\u4e00-\u9fff()、]{1,8}?)?[\u4e00-\u9fff]{0,6}?"
    r"|(?<=[过低高少于])(?:本|当地|同期|全|我)(?:[省市县区镇])?(?:上年度?)?"
    r"|(?<=[过低高少于])每(?:年|季度?|月|周|日|天|人|户|亩|村|镇|县|个[\u4e00-\u9fff]{1,4})"
    r"|(?<=在)|(?<=最多)[\u4e00-\u9fff]{0,4}?|(?:了|过|达到|达|为|到|至)?)"
)

_NUMERAL = rf"(?:(?<![\d.A-Za-z/+-])(?P<figure>{FIGURE})|(?P<han>{HAN}|半))"
_UPTO = rf"(?:(?P<low_unit>%|个)?(?:-|—|–|~|至|到)(?P<upto>{FIGURE}|(?<=[一-十]至){HAN}))?"
FIGURE_WORDS = re.compile(
    rf"(?:{_PREFIX}{_BETWEEN})?(?:(?:{_ABOUT})(?=\d))?±?{_NUMERAL}{_UPTO}"
    rf"(?P<odd>{_ODD})?(?P<scale>{SCALE})?(?P<odd2>{_ODD})? ?{_UNIT}(?:的)?{_SUFFIX}?"
)
# 争取资金2.5亿, 投资3000万以上: money without its 元
_SUM = re.compile(
    rf"(?:{_PREFIX}{_BETWEEN})?(?<![\d.A-Za-z/+-])(?P<figure>{FIGURE})(?P<odd>{_ODD})?(?P<scale>万亿|千万|百万|亿|万)"
    rf"(?P<odd2>{_ODD})?{_SUFFIX}?(?=[,。;、)\n]|和|$)"
)
_MONEY = re.compile(rf"(?:{PATTERN_OF['money']})[^,。;\n]{{0,8}}$")
# 百分之九十(以上) · 三分之二以上 · 九成以上 · 一半
_SHARE = re.compile(
    rf"(?:{_PREFIX}(?:[\u4e00-\u9fff]{{1,10}}的)?)?(?:(?<![\d/.])(?P<over>[1-9]\d?)/(?P<under>[1-9]\d?)(?![\d/年月])"
    rf"|(?P<of>百|{HAN}|\d{{1,2}})分之(?P<part>{HAN}(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?![立为果本都效员长交品功就型份分家年人语套绩])(?P<half_tenth>半)?"
    rf"|(?P<moiety>(?<![多大近])一半|半数(?=以上))|(?P<whole>百分百))"
    rf"(?:{_SUFFIX})?"
)
# 容积率不大于2.0 · 死亡率控制在0.02以内: without a unit, of a measure that has none, last in its clause
_BARE = re.compile(
    rf"(?:(?<=[率比数度值]){_PREFIX}(?:到|在|为)?|(?:率|比|系数|指数|强度|值)(?:达到?|提[高升][到至]|降[低至到]{{1,2}}))"
    rf"(?<![\d.A-Za-z/+-])(?P<figure>\d{{1,3}}(?:\.\d{{1,4}})?){_SUFFIX}?(?=[,。;)\n]|、(?!\d)|$)"
)
# 增速高于全省平均水平2个百分点
_OVER_A_LEVEL = re.compile(r"(?P<word>高于|快于|优于|低于|超过|少于)(?!年)[\u4e00-\u9fff]{2,14}$")
_BELOW = ("低于", "少于")
# 翻一番 · 翻两番 · 翻番 · 减半
_DOUBLED = re.compile(
    r"(?:翻(?P<times>[一二两三])?番|(?:实现|数量|规模|产值|收入|总量)(?P<double>倍增)"
    rf"|(?P<halved>减半|压缩一半|缩短一半|减少一半|压减一半)){_SUFFIX}?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start:end` of its prose (comparing words taken in). `number_start:number_end` is the
    numeral with its unit; `compared` is False where nothing compares it; `han`: written in characters."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | int
    unit: str
    compare: Compare
    compared: bool
    prefix: str
    suffix: str
    han: bool


def figures(folded: str) -> Iterator[Figure]:
    """All figures with a unit, by place, whether they are targets or not."""
    found = [*_counted(folded), *_sums(folded), *_shares(folded), *_doubled(folded), *_bare(folded)]
    found.sort(key=lambda figure: (figure.number_start, -figure.end))
    reach = -1
    for figure in found:
        if figure.number_start >= reach:
            yield figure
            reach = figure.number_end


def _counted(folded: str) -> Iterator[Figure]:
    for match in FIGURE_WORDS.finditer(folded):
        numeral = match["figure"] or match["han"]
        value = quantity_of(numeral, match["scale"] or "")
        if value is None:
            continue
        number_start = match.start("figure") if match["figure"] else match.start("han")
        compare, compared = _compare(match)
        if match["upto"] and not compared:
            compare, compared = ">=", True
        elif match["upto"] and compare in ("<", "<="):  # 控制在10%～15%
            value = quantity_of(match["upto"], match["scale"] or "") or value
        if not match["prefix"] and folded[max(0, number_start - 1) : number_start] in ("近", "超", "逾"):
            compare = "<" if folded[number_start - 1] == "近" else ">"
        level = _OVER_A_LEVEL.search(folded, max(0, number_start - 20), number_start) if not compared else None
        if level and "百分点" in match["unit"]:
            compare = "<" if level["word"] in _BELOW else ">"
        yield Figure(
            start=match.start() if match["prefix"] else number_start,
            end=match.end() if match["suffix"] else match.end("unit"),
            number_start=number_start,
            number_end=match.end("unit"),
            value=value,
            unit=match["unit"],
            compare=compare,
            compared=compared,
            prefix=match["prefix"] or "",
            suffix=match["suffix"] or "",
            han=match["figure"] is None,
        )


def _sums(folded: str) -> Iterator[Figure]:
    for match in _SUM.finditer(folded):
        value = quantity_of(match["figure"], match["scale"])
        if value is None or not _MONEY.search(folded, max(0, match.start() - 14), match.start()):
            continue
        compare, compared = _compare(match)
        end = match.start("suffix") if match["suffix"] else match.end()
        start = match.start("figure")
        opening = match.start() if match["prefix"] else start
        words = (match["prefix"] or "", match["suffix"] or "")
        yield Figure(opening, match.end(), start, end, value, "元", compare, compared, *words, False)


def _bare(folded: str) -> Iterator[Figure]:
    for match in _BARE.finditer(folded):
        value = quantity_of(match["figure"])
        if value is None or match["prefix"] in WORDS["about"]:
            continue
        compare, compared = _compare(match)
        start = match.start("figure")
        words = (match["prefix"] or "", match["suffix"] or "")
        opening = match.start() if match["prefix"] else start
        yield Figure(opening, match.end(), start, match.end("figure"), value, "", compare, compared, *words, False)


def _shares(folded: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(folded):
        value = _share(match)
        if value is None:
            continue
        compare, compared = _compare(match)
        if match["over"] and not compared:  # 6/30
            continue
        start = match.end("prefix") if match["prefix"] else match.start()
        number_end = match.start("suffix") if match["suffix"] else match.end()
        yield Figure(
            match.start(),
            match.end(),
            start,
            number_end,
            value,
            "%",
            compare,
            compared,
            match["prefix"] or "",
            match["suffix"] or "",
            False,
        )


def _share(match: re.Match[str]) -> float | int | None:
    """The share in per cent."""
    if match["moiety"] or match["whole"]:
        return 50 if match["moiety"] else 100
    if match["over"]:
        over, under = int(match["over"]), int(match["under"])
        share = round(over * 100 / under, 2)
        return (int(share) if share == int(share) else share) if over < under else None
    if match["tenths"]:
        return (integer_of(match["tenths"]) or 0) * 10 + (5 if match["half_tenth"] else 0)
    whole, _, decimals = match["part"].partition("点")
    part = quantity_of(whole)
    of = 100 if match["of"] == "百" else integer_of(match["of"])
    if part is None or not of:
        return None
    if decimals:
        part = float(f"{part}.{''.join(str(integer_of(digit)) for digit in decimals)}")
    if of == 100:
        return part
    share = round(part * 100 / of, 2)
    return int(share) if share == int(share) else share


def _doubled(folded: str) -> Iterator[Figure]:
    for match in _DOUBLED.finditer(folded):
        value: int
        if match["halved"]:
            value, unit = 50, "%"
        else:
            value, unit = 2 ** (integer_of(match["times"] or "一") or 1), "倍"
        compare: Compare = _SUFFIXES[match["suffix"]] if match["suffix"] else "="
        place = (match.start(), match.end())
        yield Figure(*place, *place, value, unit, compare, True, "", match["suffix"] or "", False)


def _compare(match: re.Match[str]) -> tuple[Compare, bool]:
    """What the words around the figure say of it, and whether they say anything."""
    if match["prefix"] and match["prefix"] not in ("约", "大约", "最高", "最低", "最长"):
        return _PREFIXES[match["prefix"]], True
    if match["suffix"]:
        return _SUFFIXES[match["suffix"]], True
    groups = match.groupdict()
    if groups.get("odd") or groups.get("odd2"):
        return ">", False
    return (_PREFIXES[match["prefix"]], True) if match["prefix"] else ("=", False)

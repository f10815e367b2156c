"""The words of a figure: numeral, multiplier, unit, and what compares it (不少于24次, 60%以上, 翻一番).

Each pattern stands with an example of what it takes and, after "not", of what it leaves. Patterns run
over folded text (`prose.fold`) and look a bounded distance ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.language.numerals import FIGURE, HAN, SCALE, integer_of, quantity_of

Compare = Literal[">=", "<=", "=", ">", "<"]

# Time is a figure to be reached only where it is compared or shortened: 时限压缩至5个工作日; else it is a time limit.
TIME_UNITS = frozenset(("个工作日", "工作日", "小时", "个小时", "分钟", "秒", "天", "日", "个月", "年", "周", "个季度"))
# Sizes that mark out which things are meant where 以上 is followed by their name: 投资1亿元以上项目, 50人以上企业
MEASURES = frozenset(
    ("元", "美元", "吨", "公斤", "千克", "斤", "岁", "米", "公里", "千米", "平方米", "平方公里", "立方米", "亩", "公顷", "千瓦", "兆瓦", "千瓦时",
     "蒸吨", "人", "张", "周岁", "毫米", "厘米", "度", "床", "伏", "千伏", "分")
)  # fmt: skip
_UNITS = (
    "微克/立方米", "毫克/立方米", "吨标准煤", "个百分点", "百分点", "个工作日", "工作日", "平方公里", "平方千米", "平方米", "立方米", "千瓦时",
    "人次", "批次", "场次", "班次", "件次", "户次", "家次", "车次", "架次", "课时", "学时", "学分", "个小时", "小时", "分钟", "个月", "个季度",
    "美元", "欧元", "蒸吨", "公顷", "公里", "千米", "公斤", "千克", "毫米", "厘米", "千瓦", "兆瓦", "千伏", "标准箱", "标箱", "周岁",
    "%", "‰", "个", "家", "项", "件", "次", "人", "名", "户", "所", "条", "座", "处", "辆", "台", "套", "部", "批", "期", "场", "篇", "份",
    "例", "起", "宗", "门", "间", "栋", "幢", "片", "块", "张", "本", "册", "种", "类", "支", "对", "只", "头", "株", "棵", "艘", "架", "列",
    "班", "轮", "倍", "元", "吨", "斤", "亩", "米", "度", "床", "伏", "颗", "枚", "口", "眼", "笔", "单", "款", "届", "堂", "节", "幅", "首",
    "道", "顶", "盏", "根", "具", "位", "分", "天", "日", "年", "周", "岁", "秒", "字", "页", "点", "级", "星", "强", "环",
)  # fmt: skip
# What the unit must not be the beginning of: 3个月 is settled by order; 个人, 部门, 期间, 项目(3项目), 年度
_UNIT = "(?P<unit>" + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True)) + ")"
# Marks of order, rank and age, which count nothing
NOT_COUNTED = frozenset(("届", "级", "周岁", "日", "强", "星", "点", "环", "节", "字", "分"))

_ABOUT = r"约|大约|近|接近|超|逾|将近"
_ODD = r"多|余|来"
_PREFIXES: dict[str, Compare] = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "不得少于": ">=", "不得低于": ">=", "不能少于": ">=", "不能低于": ">=", "应不少于": ">=",
    "不应低于": ">=", "不应少于": ">=", "最低": ">=", "至少": ">=", "最少": ">=", "≥": ">=", ">=": ">=",
    "不超过": "<=", "不高于": "<=", "不多于": "<=", "不大于": "<=", "不得超过": "<=", "不得高于": "<=", "不得多于": "<=", "不能超过": "<=",
    "不应超过": "<=", "不超出": "<=", "不超": "<=", "控制在": "<=", "最多": "<=", "至多": "<=", "最长": "<=", "最高": "<=", "≤": "<=", "<=": "<=",
    "超过": ">", "高于": ">", "大于": ">", "多于": ">", "突破": ">", "超": ">", "逾": ">", ">": ">",
    "低于": "<", "少于": "<", "小于": "<", "不到": "<", "不足": "<", "不满": "<", "近": "<", "接近": "<", "将近": "<", "<": "<",
    "约": "=", "大约": "=",
}  # fmt: skip
_SUFFIXES: dict[str, Compare] = {
    "以上": ">=", "及以上": ">=", "或以上": ">=", "(含)以上": ">=", "以下": "<=", "及以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "左右": "=", "上下": "=",
}  # fmt: skip
_PREFIX = "(?P<prefix>" + "|".join(re.escape(word) for word in sorted(_PREFIXES, key=len, reverse=True)) + ")"
_SUFFIX = "(?P<suffix>" + "|".join(re.escape(word) for word in sorted(_SUFFIXES, key=len, reverse=True)) + ")"
# 至少举办一期 · 不超过的 : the verb may stand between 至少 and the figure
_BETWEEN = r"(?:(?<=至少)(?:每年|每季度?|每月|每半年|每个?[\u4e00-\u9fff()、]{1,8}?)?[\u4e00-\u9fff]{0,6}?|(?<=在)|(?<=最多)[\u4e00-\u9fff]{0,4}?|(?:了|过|达到|达|为|到|至)?)"

_NUMERAL = rf"(?:(?<![\d.A-Za-z/+-])(?P<figure>{FIGURE})|(?P<han>{HAN}|半))"
_UPTO = rf"(?:(?P<low_unit>%|个)?(?:-|—|–|~|至|到)(?P<upto>{FIGURE}|(?<=[一-十]至){HAN}))?"
FIGURE_WORDS = re.compile(
    rf"(?:{_PREFIX}{_BETWEEN})?(?:(?:{_ABOUT})(?=\d))?{_NUMERAL}{_UPTO}(?P<odd>{_ODD})?(?P<scale>{SCALE})?(?P<odd2>{_ODD})? ?{_UNIT}(?:的)?{_SUFFIX}?"
)
# 百分之九十(以上) · 三分之二以上 · 九成以上 · 一半
_SHARE = re.compile(
    rf"(?:{_PREFIX})?(?:(?P<of>百|{HAN}|\d{{1,2}})分之(?P<part>{HAN}(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)|(?P<tenths>[一二三四五六七八九])成(?![立为果本都效员长交品功就型份分家年人语套绩])(?P<half_tenth>半)?|(?P<moiety>(?<![多大近])一半))(?:{_SUFFIX})?"
)
# 翻一番 · 翻两番 · 翻番 · 减半
_DOUBLED = re.compile(
    r"翻(?P<times>[一二两三])?番|(?:实现|数量|规模|产值|收入|总量)(?P<double>倍增)|(?P<halved>减半|压缩一半|缩短一半|减少一半|压减一半)"
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
    found = [*_counted(folded), *_shares(folded), *_doubled(folded)]
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
        if not match["prefix"] and folded[max(0, number_start - 1) : number_start] in ("近", "超", "逾"):
            compare = "<" if folded[number_start - 1] == "近" else ">"
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


def _shares(folded: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(folded):
        value = _share(match)
        if value is None:
            continue
        compare, compared = _compare(match)
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
    if match["moiety"]:
        return 50
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
        yield Figure(match.start(), match.end(), match.start(), match.end(), value, unit, "=", True, "", "", False)


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

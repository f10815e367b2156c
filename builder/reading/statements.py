"""Sentences that ask for nothing of what stands in them: they tell what happened, define a level, say whom a reward is
for.

A row is looked for in the sentence of a place (a figure), in which the place itself is written ◇.
"""

from __future__ import annotations

from typing import NamedTuple

from builder.language import lazy_re as re
from builder.reading.prose import Prose

_REACH = 120  # characters of a sentence on either side of a place

_LEVEL = r"[ⅠⅡⅢⅣⅤI1-5一二三四五]{1,3}级"
_MISHAP = r"(?:预警|事故|事件|灾害|险情|灾情)"
_GIVES = (
    r"(?:给予|予以|奖励|奖补|补贴|补助|资助|贴息|享受|优先|免于|免予|取消|追究|通报|约谈|责令|从重|不予|不再|视情"
    r"|可以?(?!持续))"
)
_DEMANDS = (
    r"力争|争取|确保|(?<![主重需首])要(?![求点素])|应(?![急对])|必须|务必|将(?!近)|拟|目标|计划|控制"
    r"|不(?:得|超|低|高|少)|实现|压减|降至|降到|降低|下降◇|凡|对|的,|完成|新增|增长"
)


class Statement(NamedTuple):
    """The first figure of `example` is none to be reached by this row, that of `counter` is not excluded by it.
    `unless`: words of the sentence, in which ◇ stands before the place, by which it asks for something all the same."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    example: str
    counter: str


def _row(name: str, pattern: str, example: str, counter: str, *, unless: str = "") -> Statement:
    return Statement(name, re.compile(pattern), re.compile(unless) if unless else None, example, counter)


STATEMENTS = (
    _row(
        "level",
        rf"^[^,。;:]{{0,12}}?(?:{_LEVEL}|{_MISHAP})\)?(?:{_MISHAP}|标准)?(?:\({_LEVEL}\))?:"
        r"(?:是指|指)?(?:预[计测]|造成|因|有|发生|出现|死亡|一次|24|未来|◇)",
        "Ⅱ级预警:预计未来有3个以上乡镇降雪。",
        "Ⅱ级响应:派出3个以上工作组。",
    ),
    _row(
        "told",
        r"同比|环比|据[^,。;]{0,6}统计|(?<![易能止范免])发生了?[^,。;区建]{0,16}?◇|◇[^,。;]{0,4}发生"
        r"|占(?:全部|全)?[^,。;]{0,8}总[数量]的|(?:死亡|重伤|受灾|受伤)[^,。;]{0,4}?◇|经济损失",
        "上半年发生事故12起。",
        "力争全年事故起数下降12%以上。",
        unless=_DEMANDS,
    ),
    _row("defined", r"是指[^。;◇]*◇", "本办法所称小店是指面积50平方米以下的店铺。", "新建面积50平方米以上。"),
    _row(
        "rewarded",
        rf"(?:^|[,;:、]|每年)(?:对|凡)(?!标|接(?![待受纳收])|外|口|照|应)[^。;◇]{{0,80}}◇"
        rf"[^。;◇]{{0,60}}?的[^,。;◇]{{0,24}},[^。;◇]{{0,40}}?{_GIVES}",
        "对产值达到3亿元、纳税及时的企业,给予奖励。",
        "对企业开展培训,组织3场。",
        unless=rf"{_GIVES}[^。;◇]*◇",
    ),
)


# 申请人应当具备下列条件:(一)…
_OPENS_CASES = re.compile(
    r"(?:具备|具有|符合|满足|达到)(?:以下|下列|如下|上述)[^。;:\n]{0,10}(?:条件|要求|标准|资格|情形)[^。:\n]{0,30}"
    r"(?::|。(?=\s*\(?[一1①]))"
)
_NO_MEMBER = re.compile(r"\n[ \t]*(?![ \t(]*(?:[一二三四五六七八九十\d]{1,3}|[①-⑳])[)、.．])[^\n]")
_LONGEST_LIST = 600


def in_a_list_of_cases(prose: Prose, at: int) -> bool:
    """Whether the place stands in the members of a list that says what somebody must be or have to be considered."""
    first = max(0, at - _LONGEST_LIST)
    opened = max((opening.end() for opening in _OPENS_CASES.finditer(prose.folded, first, at)), default=-1)
    return opened >= 0 and _NO_MEMBER.search(prose.folded, opened, at) is None


def why_unasked(prose: Prose, start: int, end: int) -> str:
    """The name of the row by which the sentence asks for nothing at `start:end`, an empty string where none fits."""
    if in_a_list_of_cases(prose, start):
        return "condition"
    first, last = prose.sentence(start)
    before, after = prose.folded[max(first, start - _REACH) : start], prose.folded[end : min(last, end + _REACH)]
    words, whole = f"{before}◇{after}", f"{before}◇{prose.folded[start:end]}{after}"
    return next(
        (row.name for row in STATEMENTS if row.pattern.search(words) and not (row.unless and row.unless.search(whole))),
        "",
    )

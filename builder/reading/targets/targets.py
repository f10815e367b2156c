"""Numbers that a task must reach, or that a report says were reached.

In a plan a figure is a target where something compares it (不少于24次, 60%以上), where it is a share,
or where a verb asks for it (培育100家, 完成500所). In a report every counted figure is one.
A figure in a name or a quotation, an order or a rank (第6), a date, an age, a number of things that are
only counted off (等6类群体), a size that marks out which things are meant (投资1亿元以上的项目), a
state from which something starts (从3.68万亿元增长到…) and a condition (连续3次不合格的) are none.

`value` has the multiplier worked in (10万名 → 100000 名); a range gives its lower end; 九成 and 百分之九十
are 90 %; 翻一番 is 2 倍.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache

from builder.language import lazy_re as re
from builder.model.notice import Target
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.statements import why_unasked
from builder.reading.targets.context import (
    ASKS,
    CONDITION,
    EACH_TIME,
    NAMED_BEFORE,
    NAMED_ROW,
    RHYTHM,
    ROW,
    ROWS,
    SLOGAN,
    WORKS_UPON,
)
from builder.reading.targets.patterns import WORDS, Figure, figures
from builder.reading.targets.surroundings import stated_otherwise
from builder.reading.time.limit import Kind

_ASK_REACH = 24
_AROUND = 60
# 2023年(全市)完成…; not 2023年底前…, 较2023年…, 2023年以来…
_IN_A_YEAR = re.compile(
    r"(?<![较比至到自从\d与同在—~-])((?:19|20)\d{2})年(?![底末以前起度至到—-])(?!.*(?:20\d{2}年|(?<!达)到|至|力争|将|要|确保))"
)
# A number in characters below it is seldom counted: 两个中心, 十大工程
_MANY = 20
# 最高, 最低 and the like are no bounds of their own: 最高奖励10万元
_BOUNDS = frozenset(WORDS["at_least"] + WORDS["at_most"]) - {"最低", "最高", "最长"}
_INSIDE = ("内", "以内", "之内")
_LEAST = ("不低于", "不少于", "不得低于", "不得少于", "至少")
# 超过3年的 · 低于0.01毫米的地膜: which things are meant
_MARKS_OUT = frozenset(("超过", "高于", "大于", "多于", "低于", "少于", "小于", "不到", "不足", "不满", "近"))
_MEANT = frozenset(WORDS["measures"]) | frozenset(WORDS["time_units"])


def read_targets(text: str, start: int, end: int, kind: Kind, base: date | None = None) -> tuple[Target, ...]:
    """The figures to be reached (or, in a report, reached) in `text[start:end]`, by place. `base` is the notice's own
    date: what a year before it brought is no target."""
    prose = Prose.of(text, start, end)
    reached = kind in ("progress", "report")
    targets = []
    last: Figure | None = None  # the last target taken, for what stands in a row with it
    barred: Figure | None = None  # the last figure that can be none, likewise
    for figure in _figures(prose.folded):
        between = (last.end, figure.start) if last and figure.unit == last.unit else None
        same_bound = between is not None and (
            ROW.fullmatch(prose.folded, *between) is not None
            or (not reached and NAMED_ROW.fullmatch(prose.folded, *between) is not None)
        )
        in_row = same_bound or (
            between is not None and not reached and NAMED_BEFORE.fullmatch(prose.folded, *between) is not None
        )
        if not _may_count(prose, figure, reached) or (barred and _shares_row(prose, barred, figure)):
            barred = figure
            continue
        if not (
            not (base and not reached and _of_a_past_year(prose, figure, base.year))
            and (
                (in_row and not ROWS["done_so_far"].fits(_before(prose, figure)))
                or (_reached(prose, figure) if reached else _asked(prose, figure))
            )
        ):
            continue
        compare = last.compare if same_bound and last and not figure.compared else figure.compare
        what_start, what_end = prose.clause(figure.number_start)
        what_start = max(what_start, figure.start - LONGEST_PASSAGE)
        what_end = max(figure.end, min(what_end, figure.end + LONGEST_PASSAGE))
        targets.append(
            Target(
                written=text[start + figure.start : start + figure.end],
                value=figure.value,
                unit=figure.unit,
                compare=compare,
                what=text[start + what_start : start + what_end].strip(),
                start=start + figure.start,
                end=start + figure.end,
            )
        )
        last = replace(figure, compare=compare)
    return tuple(targets)


def _shares_row(prose: Prose, barred: Figure, figure: Figure) -> bool:
    """Whether the figure stands in a row with one that is no target: 减免150元、300元."""
    return (
        figure.unit == barred.unit
        and not figure.compared
        and ROW.fullmatch(prose.folded, barred.number_end, figure.start) is not None
    )


def _may_count(prose: Prose, figure: Figure, reached: bool) -> bool:
    """Whether the figure can be a target at all: not in a name, no date, rank, age, part or condition."""
    folded, at = prose.folded, figure.number_start
    if prose.fenced(at) or prose.fenced(figure.number_end - 1):
        return False
    # 平均分不低于90分 is asked for, 得80分 is a rule of scoring
    if figure.unit in WORDS["not_counted"] and not (
        figure.unit in ("分", "字") and (figure.prefix in _BOUNDS or figure.suffix in ("以内", "之内"))
    ):
        return False
    left = folded[max(0, at - 24) : at]
    follows = folded[figure.number_end : figure.number_end + _ASK_REACH]
    if (
        ROWS["ordinal"].fits(left)
        or ROWS["every"].fits(left)
        or SLOGAN.search(folded, figure.start, min(len(folded), figure.end + 3))
    ):
        return False
    # 持证人数不足4人的; 二期工程
    if figure.prefix == "不足" or (figure.unit == "期" and figure.han and not figure.compared):
        return False
    if figure.unit.startswith("年") and figure.value >= 1900:  # 2025年每年
        return False
    if figure.unit == "岁" and not ROWS["reached_age"].fits(left):
        return False
    loose = not figure.compared or figure.suffix in _INSIDE
    if (
        not reached
        and loose
        and figure.unit in WORDS["time_units"]
        and not (ROWS["made_shorter"].fits(folded[max(0, figure.start - 24) : at]) or ROWS["as_a_stock"].fits(follows))
    ):
        return False
    if figure.unit in WORDS["time_units"] and not (
        ROWS["shortened"].fits(folded[max(0, figure.start - 16) : at]) or ROWS["as_a_stock"].fits(follows)
    ):
        return False
    if ROWS["state_before"].fits(left) and ROWS["changes"].fits(follows):
        return False
    if figure.unit == "位" and ROWS["moved_in_rank"].fits(left):
        return False
    if ROWS["kind_of_thing"].fits(follows) or (figure.unit == "次" and RHYTHM.search(left)):
        return False
    if figure.unit in ("次", "轮", "遍") and figure.value == 1 and not figure.compared and EACH_TIME.search(left):
        return False
    if figure.unit in WORDS["measures"] and ROWS["place_around"].fits(left) and ROWS["within_reach"].fits(follows):
        return False
    share_told = reached and left.endswith("占比")  # 占比27%, of what a report counts
    if ROWS["compared_with"].fits(left) and not figure.compared and not share_told:
        return False
    clause_start, clause_end = prose.clause(at)
    if clause_end - clause_start < LONGEST_PASSAGE and (
        CONDITION.search(folded[clause_start:clause_end])
        or (folded.startswith(("的,", "的;"), clause_end - 1) and not figure.prefix.startswith("至少"))
    ):
        return False
    if _why_none(prose, figure, reached):
        return False
    return not _marks_out(folded, figure, clause_start)


def _why_none(prose: Prose, figure: Figure, reached: bool) -> str:
    """The name of the rule by which what stands around the figure says that it is nothing to be reached."""
    clause_start, clause_end = prose.clause(figure.number_start)
    return stated_otherwise(
        prose.folded[max(clause_start, figure.start - _AROUND) : figure.start],
        prose.folded[figure.number_end : min(clause_end, figure.number_end + _AROUND)],
        figure.unit,
        kind="report" if reached else "plan",
        compared=figure.compared,
    ) or ("" if reached else why_unasked(prose, figure.start, figure.end))


def why_no_target(prose: Prose, start: int, end: int, kind: Kind) -> str:
    """The name of the rule by which the words of amount at `start:end` of a task are no target, an empty string where
    none says so."""
    found = _figures(prose.folded)
    at = bisect_right(found, start, key=lambda figure: figure.end)
    if at == len(found) or found[at].start >= end:
        return ""
    figure, reached = found[at], kind in ("progress", "report")
    paid = "" if reached or figure.compared else _paid(prose, figure, _before(prose, figure))
    return paid or _why_none(prose, figure, reached)


@lru_cache(64)
def _figures(folded: str) -> tuple[Figure, ...]:
    return tuple(figures(folded))


def _before(prose: Prose, figure: Figure) -> str:
    """The words before the figure in its clause, as far as they say what is asked for."""
    clause_start, _ = prose.clause(figure.number_start)
    return prose.folded[max(clause_start, figure.start - _ASK_REACH) : figure.start]


def _of_a_past_year(prose: Prose, figure: Figure, year: int) -> bool:
    """Whether the clause says in which past year the figure was reached: 2023年完成投资10亿元, in 2024."""
    clause_start, _ = prose.clause(figure.number_start)
    named = _IN_A_YEAR.search(prose.folded, max(clause_start, figure.start - LONGEST_PASSAGE), figure.start)
    return named is not None and int(named[1]) < year


def _marks_out(folded: str, figure: Figure, clause_start: int) -> bool:
    """Whether the figure says which things are meant: 投资1亿元以上的项目, 厚度低于0.01毫米的地膜, 7座以上客车."""
    before = folded[max(clause_start, figure.start - _ASK_REACH) : figure.start]
    follows = folded[figure.end : figure.end + 4]
    if figure.unit == "元" and figure.prefix in (*_MARKS_OUT, "超", "突破") and ROWS["kind_of_firm"].fits(follows):
        return True  # 产值超百亿元企业
    if figure.unit != "%" and follows.startswith("的"):
        if figure.prefix in _MARKS_OUT:
            return True
        if figure.prefix in _BOUNDS and figure.unit in _MEANT and not ASKS.search(before):
            return True
    if figure.suffix not in ("以上", "及以上", "或以上", "以下", "及以下"):
        return False
    if not ROWS["name_follows"].fits(follows) or ROWS["goes_on"].fits(follows):
        return False
    if (
        figure.unit.split("/")[0] in WORDS["measures"]
        or figure.unit in WORDS["time_units"]
        or ROWS["forbids"].fits(before)
    ):
        return True
    if figure.unit in WORDS["classing_units"]:
        return not ROWS["asks_directly"].fits(before) or ROWS["before_class"].fits(before)
    return False


def _paid(prose: Prose, figure: Figure, before: str) -> str:
    """The name of the rule by which the figure is what somebody is given, or at what rate; `before`: the words before
    it in its clause."""
    given = ROWS["given"].fits(before) and not ROWS["raised_to"].fits(before)
    if given and figure.prefix not in _LEAST and figure.unit not in WORDS["receivers"]:
        return "given"
    clause_start, _ = prose.clause(figure.number_start)
    ahead = prose.folded[max(clause_start, figure.start - _AROUND) : figure.start]
    behind = prose.folded[figure.number_end : figure.number_end + _AROUND]
    at_a_rate = not (figure.compared or figure.han) and ROWS["by_rate"].fits(ahead)
    return "rate-of-payment" if at_a_rate and ROWS["rate_of_payment"].fits(behind) else ""


def _asked(prose: Prose, figure: Figure) -> bool:
    """Whether a plan asks for the figure."""
    folded, at = prose.folded, figure.number_start
    clause_start, _ = prose.clause(at)
    before = folded[max(clause_start, figure.start - _ASK_REACH) : figure.start]
    if figure.prefix in _BOUNDS:
        before = before.removesuffix("最高").removesuffix("最低")  # 累计最高不得超过5万元
    if _paid(prose, figure, before):
        return False
    if "/" in figure.unit and before.endswith(("标准", "按", "按照")):  # 过渡费按5元/平米支付
        return True
    follows = folded[figure.number_end : figure.number_end + _ASK_REACH]
    person = figure.unit in ("名", "人", "位") and ROWS["names_persons"].fits(before)
    opened = ROWS["opens_with_act"].fits(before) and ROWS["clause_end"].fits(follows)
    asks = ASKS.search(before) is not None or person or opened
    if figure.han:
        zero = folded.startswith("零", at) and figure.unit in ("次", "起", "例")
        many = (
            figure.value >= _MANY and asks and folded[at] not in "百千万亿" and not ROWS["part_of_text"].fits(follows)
        )
        built = asks and figure.unit in WORDS["built_units"] and ROWS["clause_end"].fits(follows)
        bound = figure.compared and (figure.prefix in _BOUNDS or (asks and figure.suffix == "以上"))
        return zero or many or built or person or bound
    if not figure.compared and ROWS["done_so_far"].fits(before):
        return False
    if figure.compared or figure.unit in ("%", "‰", "倍", "个百分点", "百分点"):
        return True
    if ROWS["part_of_text"].fits(follows):
        return False
    if ROWS["counted_off"].fits(before):
        return (
            before.rstrip().endswith("等")
            and WORKS_UPON.search(folded, max(clause_start, at - LONGEST_PASSAGE), at) is not None
        )
    if ROWS["measured"].fits(before) and ROWS["clause_end"].fits(follows):
        return True
    return asks or (ROWS["worked_upon"].fits(before) and ROWS["is_worked_upon"].fits(follows))


def _reached(prose: Prose, figure: Figure) -> bool:
    """Whether a report gives the figure as reached: every counted one but the field of a ranking."""
    folded, at = prose.folded, figure.number_start
    if figure.han:
        return False
    before, follows = folded[max(0, at - 6) : at], folded[figure.number_end : figure.number_end + _ASK_REACH]
    return not (ROWS["field_of_rank"].fits(before) and ROWS["among"].fits(follows))

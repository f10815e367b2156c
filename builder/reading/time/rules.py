"""What the marks around a moment make of it: a table of rows, of which the first that applies decides.

The marks are those of `context` and, about the moment itself:

| mark | means |
|---|---|
| labelled | it is in the value of a label (完成时限:…) |
| explained | … and a sentence of its own stands in that value |
| named | years in a bracket behind a name: 规划(2016—2020年) |
| signed | a day alone on its line: a signature |
| next | 次年, where its sentence names no year |
| stretch | 2016—2018年 |
| long_gone | the base date lies more than a year behind its last day |
| gone, gone_before | the base date has passed its last day; the last day before it |
| gone_first | its first day lies in an earlier year than the base date |
| case | its clause is a case: 2018年新认定的,… |
| counted | 第二年, where its sentence counts the years from the first |
| festival, season, dotted, annual | 春节; 今冬明春; 2019.12.31; 年度 |
| bare | a year that is not said: 年内 |
| year, edge, end | it names its year; the beginning, middle or end of its unit; the end |
"""

from __future__ import annotations

from collections.abc import Set
from typing import Literal, NamedTuple

Reading = Literal[
    "none", "each-year", "during-from-issue", "during-stretch", "by-stretch", "from", "by-before", "by", "during"
]
"""The limit that a moment is: none; each year by it; from the issue of this notice to it; from the first
to the last of a stretch; by the end of one that ends so (2016—2017年底前); from its first day on; by the last day
before it; by its last day; in it."""


class Rule(NamedTuple):
    """The reading of a moment that has all marks of `marks` and none of `without`. The first moment of
    `example` is read so; none in `counter` is. Both are read in a notice of 2018-03-20."""

    name: str
    reading: Reading
    marks: frozenset[str]
    without: frozenset[str]
    example: str
    counter: str


def _rule(name: str, reading: Reading, marks: str, without: str, example: str, counter: str) -> Rule:
    return Rule(name, reading, frozenset(marks.split()), frozenset(without.split()), example, counter)


RULES = (
    # What is no limit, whatever else is said
    _rule("since", "none", "since", "", "2016年以来,我市开展清理。", "2018年以内完成清理。"),
    _rule("later", "none", "later", "", "2020年以后按新办法办理。", "2020年以前全部取消。"),
    _rule("compared", "none", "compared_with", "", "比2019年增长一成。", "并于2019年增长一成。"),
    _rule("counted-to", "none", "counted_to", "", "年限计算截止到2018年12月。", "报名截止到2018年12月。"),
    _rule("valid", "none", "validity", "", "有效期自2018年1月1日至2020年12月31日。", "有效期内完成,至2020年12月。"),
    _rule(
        "period", "none", "natural_period stretch", "", "全县休渔期为5月1日至8月1日。", "集中整治期为5月1日至5月31日。"
    ),
    _rule(
        "period-behind",
        "none",
        "natural_period_behind",
        "",
        "5月1日至8月31日为全市禁渔期。",
        "5月1日至8月31日为集中整治期。",
    ),
    _rule("imprint", "none", "imprint issuer", "", "县水务局2018年5月20日印发", "县水务局2018年5月20日印发方案。"),
    _rule("blank", "none", "blank year", "", "签字:2018年 月 日", "签字:2018年5月完成。"),
    _rule("standing", "none", "as_of standing", "", "截至2018年底,全县现有泵站9座。", "到2018年底,全县拥有泵站9座。"),
    _rule("taken", "none", "taken matter", "", "将第一季度任务完成情况报送。", "于第一季度报送任务完成情况。"),
    _rule("base", "none", "basis_of_comparison", "", "2019年的基础上再提高一成。", "2019年基本完成清理。"),
    _rule("done", "none", "stated_past", "", "已于2018年5月完成清理。", "应于2018年5月完成清理。"),
    _rule(
        "failed",
        "none",
        "unfulfilled",
        "",
        "2018年底前仍未完成任务的,予以通报。",
        "2018年底前完成任务的,予以表扬。",
    ),
    _rule("past", "none", "past", "labelled", "2018年,我市已完成清理。", "完成时限:2018年。清理已完成大半。"),
    _rule("named", "none", "named", "", "落实发展规划(2018-2020年)。", "第一阶段(2018-2020年)。"),
    _rule("signed", "none", "signed", "until", "完成清理。\n2018年5月20日", "完成清理。\n2018年底"),
    _rule(
        "whom",
        "none",
        "upon before relative_clause",
        "",
        "对于2018年9月以前建成使用的场所,不再办理。",
        "对于2018年9月以前的账目要清理。",
    ),
    _rule(
        "already",
        "none",
        "before already",
        "",
        "2018年9月前已批准开设的店铺,由街道登记。",
        "2018年9月前登记已批准开设的店铺。",
    ),
    _rule(
        "case", "none", "case free", "before arrival latest labelled", "2018年新认定的,给予奖励。", "2018年认定新企业。"
    ),
    _rule("counted", "none", "counted", "", "力争一年准备,第二年开工。", "次年第一季度开工。"),
    _rule("upon", "none", "upon stretch", "", "对2018-2020年期间开业的企业给予补助。", "2018-2020年对新企业给予补助。"),
    # Next year, stretches and beginnings
    _rule(
        "next-described",
        "none",
        "next relative_clause",
        "before edge",
        "在下一年度省里组织的督查中免检。",
        "在下一年度的督查中免检。",
    ),
    _rule("each-year", "each-year", "next before", "stretch", "于次年1月底前报送。", "2018年总结于次年1月底前报送。"),
    _rule(
        "each-year-in",
        "each-year",
        "next free",
        "stretch described onwards departure",
        "次年第一季度完成复核。",
        "2018年公示,次年第一季度完成复核。",
    ),
    _rule(
        "from-issue",
        "during-from-issue",
        "from_issue",
        "",
        "即日起至2018年12月31日,开展整治。",
        "至2018年12月31日,完成整治。",
    ),
    _rule(
        "stretch-described",
        "none",
        "stretch described",
        "labelled",
        "执行2018-2020年目标。",
        "2018-2020年开展整治。",
    ),
    _rule("stretch-gone", "none", "stretch gone", "", "2015-2017年,开展整治。", "2016-2018年,开展整治。"),
    _rule(
        "stretch-before",
        "by-stretch",
        "stretch before",
        "",
        "2018-2020年底前完成整治。",
        "2018-2020年开展整治。",
    ),
    _rule("stretch", "during-stretch", "stretch", "", "2018-2020年开展整治。", "2018年开展整治。"),
    _rule("latest-from", "by", "latest onwards", "", "最迟应当自2018年9月1日起施行。", "自2018年9月1日起施行。"),
    _rule("begun", "none", "onwards gone_first", "", "自2015年起,实行登记。", "自2018年1月起,实行登记。"),
    _rule("onwards", "from", "onwards", "", "自2019年起,实行登记。", "2019年起草办法。"),
    _rule("departure", "none", "departure", "", "从2019年实行登记。", "于2019年实行登记。"),
    # …前
    _rule(
        "before-governed",
        "none",
        "before described governed",
        "",
        "落实2030年前碳达峰行动方案。",
        "2030年前落实碳达峰行动。",
    ),
    _rule(
        "before-gone",
        "none",
        "before described gone_before",
        "",
        "2017年底前的存量全部登记。",
        "2018年底前的存量全部登记。",
    ),
    _rule(
        "before-long-gone",
        "none",
        "before long_gone",
        "verb",
        "2005年底前省级劳模的信息需要更正。",
        "2018年底前更正劳模的信息。",
    ),
    _rule("before", "by-before", "before", "", "2018年6月前完成清理。", "2018年前三季度完成清理。"),
    # The value of a label
    _rule("labelled", "by", "labelled", "explained", "完成时限:2018年10月", "2018年10月完成清理。"),
    # What has gone, and what the moment only describes
    _rule("gone", "none", "gone", "", "2017年完成清理。", "2018年完成清理。"),
    _rule("effort", "during", "effort", "", "经过2018年的努力,建成示范区。", "2018年的任务全部完成。"),
    _rule("of", "none", "of", "", "2018年的任务全部完成。", "2018年任务全部完成。"),
    # 到…, 最迟…
    _rule("arrival", "by", "arrival", "", "到2018年底全部完成。", "2018年底全部完成。"),
    _rule("latest", "by", "latest", "", "最迟2018年6月完成。", "不超过2018年6月的数量。"),
    _rule("until", "by", "until", "", "报名于2018年6月30日24时止。", "报名于2018年6月30日24时开始。"),
    # Units of their own
    _rule(
        "festival-inside",
        "during",
        "festival inside year",
        "",
        "2018年国庆节期间开展检查。",
        "国庆节期间开展检查。",
    ),
    _rule("season", "during", "season free", "described governed", "今冬明春完成植树。", "做好今冬明春防火工作。"),
    _rule("festival", "none", "festival", "", "国庆节期间开展检查。", "国庆节前开展检查。"),
    _rule("dotted", "none", "dotted", "", "2018.12完成清理。", "2018年12月完成清理。"),
    _rule("annual", "none", "annual", "inside edge bringing_about", "2018年度清理河道。", "2018年度完成清理。"),
    # A bare time
    _rule("end", "by", "end free", "described", "2018年底全部完成。", "上报2018年底数据。"),
    _rule("inside", "during", "inside year", "governed", "2018年内市局完成清理。", "落实2018年内任务。"),
    _rule("inside-bare", "by", "inside bare free", "described", "年内完成清理。", "2018年内完成清理。"),
    _rule("free", "during", "free", "described", "2018年完成清理。", "落实2018年目标。"),
    _rule("no-time", "none", "", "", "落实2018年目标。", "2018年完成清理。"),
)


STATED = frozenset(("valid", "period", "period-behind", "imprint", "blank"))
"""The rows by which a moment asks for nothing, whatever the notice's date."""


def rule_for(marks: Set[str]) -> Rule:
    """The row that decides: the last one applies to everything."""
    return next(rule for rule in RULES if rule.marks <= marks and not rule.without & marks)

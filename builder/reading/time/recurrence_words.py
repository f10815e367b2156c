"""Words of repetition: 每年, 每季度, 每两年, 一般每隔5年, 按月. What the notice asks for again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.language import lazy_re as re
from builder.language.numerals import HAN, integer_of
from builder.model.recurrence import Recurrence
from builder.reading.prose import Prose
from builder.reading.time.patterns import PATTERN_OF

_COUNT = rf"\d{{1,2}}|{HAN}"
_TO = r" ?(?:-|—|–|~|至|到) ?"
# 每年 · 每季度 · 每半年 · 每两年 · 每3—5年 · 每隔5年 · 每学期; not 每年级, 每月饼, 每日常, 每股
_EVERY = (
    rf"每(?:间?隔|逢|到)? ?(?:(?P<count>{_COUNT})(?:{_TO}(?P<upto>\d{{1,2}}|{HAN}))? ?个?(?P<units>年|季度|月|周|星期|工作日|天|日|学期|学年)"
    r"|(?:一?个)?(?P<unit>年度?|季度?|月份?|周|工作日|星期|天|日|半年度?|半个?月|旬|学期|学年))(?![级轻代均薪饼饭票刊节岁边期]|报(?:表|制度|机制|[,。、]|$))"
)
# 按季度向社会公开 · 按月调度; not 按年度计划, 按季度的
_ADVERB = (
    r"(?<!的)(?:按|分|逐)(?P<by>年度?|季度?|月[份度]?|学年|学期|周|半年度?|旬)"
    r"(?=(?:定期|及时|集中|汇总|统一)?"
    r"(?:向|对|将|公布|公开|报|上报|通报|汇总|开展|组织|调度|更新|发布|统计|进行|分析|研究|召开|考核|评估|拨付|通知|督促|督查|梳理|编制|推送|反馈|抄送|会商|检查|监测|排名|评价|结算))"
)
# 一年一次 · 半年一次 · 一季度至少一次 · 两年一轮 · 一年不少于4次; not 12月各组织一次, 6月15日组织一次
_ONCE = (
    rf"(?<![\d每下近第前月〇零一二两三四五六七八九十])(?<!(?<!原则)上)(?<!月 )(?!(?:\d{{1,2}}|十[一二]?) ?月|[二三四两2-4] ?季)(?P<span>{HAN}|半"
    rf"|\d{{1,2}}) ?个?(?P<once>年|季度?"
    rf"|月|周|学期|(?<=一)[日天](?=一)|[日天](?=一次(?!性))"
    r"|[日天](?=[\u4e00-\u9fff]{0,2}(?:完成|开展|进行|组织|清理|巡查|检查)))"
    rf"(?:至少|不少于)?(?!时间|内|来|多|以|前|后)[\u4e00-\u9fff]{{0,4}}?(?:[一1](?:次|轮|届|遍"
    rf"|{PATTERN_OF['rhythmic']}|考核?|评估?|评议?|检查?|调度|通报|更新"
    rf"|报|巡查?|督查?|小结|总结)|[两二三四2-4][次轮]|(?<=[于少])(?:{HAN}|\d{{1,2}})次)"
)
# 一年一修订, 半年一评议
_ONE_EACH = (
    r"(?<![\d每上下近第前月〇零一二两三四五六七八九十])(?P<each>[一两二三半])(?P<every>年|季度?|月|周|天|日)一"
    r"(?![一-龥][、,])[一-龥]{1,2}(?=[,。;、”\"]|制度|机制|$)"
)
# 双月召开联席会议
_ODD_MONTHS = r"(?P<odd>(?:每?逢)?[双单]月)(?=[一-龥]{0,4}(?:召开|开展|组织|报送|调度|通报|检查|例会))"
# 实行月通报制度 · 周调度、月通报、季考评机制: a rhythm that names a mechanism; not 年度考核制度, 5月通报
_MECHANISM = (
    r"(?:(?<=[、“\"行立实持善全施])|(?<![^,。;:\n])(?=(?:半年|[年季月周日旬])[一-龥]{2}、(?:半年|[年季月周日旬])[一-龥]{2}))"
    rf"(?P<rhythm>半年|年(?=一|(?:考核|考评|评议|总结|述职)[,。;”\"])|季|月|周|日|旬)一?(?:{PATTERN_OF['rhythmic']})"
    r"(?=[、”\"]|制度|机制|制[,。;、]|工作制|(?<=、[一-龥]{3})[,。;])"
)
# 隔月召开一次
_EVERY_OTHER = r"(?<![间每相])隔(?P<skipped>年|月|周|季|日)(?![离断])"
_PATTERN = re.compile(f"{_EVERY}|{_ADVERB}|{_ONCE}|{_MECHANISM}|{_EVERY_OTHER}|{_ONE_EACH}|{_ODD_MONTHS}")
# “每月一检查、一季一评估、半年一通报”: quoted, and nothing but rhythms
_RHYTHM = r"(?:每|一|逐|按)?(?:年|半年|季度?|双?月|周|日|天|旬)度?一?[\u4e00-\u9fff]{2,4}"
_RHYTHMS = re.compile(rf"[“\"]{_RHYTHM}(?:[、,]{_RHYTHM})*[”\"]")
_UNITS = {
    "年": "year", "年度": "year", "季": "quarter", "季度": "quarter", "月": "month", "月份": "month", "月度": "month", "周": "week",
    "星期": "week", "天": "day", "日": "day", "工作日": "working day", "半年": "half-year", "半年度": "half-year",
    "半月": "half-month", "半个月": "half-month", "学期": "term", "学年": "school year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repetition:
    """Words of repetition at `start:end` of a `Prose`; `rule` is how often, without the limit within it."""

    start: int
    end: int
    rule: Recurrence


def recurrences(prose: Prose) -> Iterator[Repetition]:
    """The words of repetition, in order; 每年每季度 is one, and means each quarter."""
    pending: Repetition | None = None
    for match in _PATTERN.finditer(prose.folded):
        if _is_name(prose, match) or _is_rate(prose.folded, match):
            continue
        rule = _rule(match)
        if rule is None:
            continue
        found = Repetition(match.start(), match.end(), rule)
        if pending is not None and pending.end == found.start:
            found = Repetition(pending.start, found.end, found.rule)
        elif pending is not None:
            yield pending
        pending = found
    if pending is not None:
        yield pending


def _is_name(prose: Prose, match: re.Match[str]) -> bool:
    """Whether the words stand in a name: “一日一练”活动. Several rhythms in quotes are meant: “一月一调度、一季一通报”."""
    fence = prose.fence(match.start())
    if fence is None:
        return False
    alone = match["each"] is not None and not re.search("[、,]", prose.folded[slice(*fence)])
    return alone or _RHYTHMS.fullmatch(prose.folded, *fence) is None


_PER_HEAD = re.compile(r"(?:每[生人户亩家床车辆头只]|人均|户均|亩均) ?\Z")
# 每月最低工资标准: how large something is
_OF_A_STANDARD = re.compile(r"(?:最低|平均|人均|基本)?[\u4e00-\u9fff]{0,4}(?:标准|工资|收入|生活费|养老金)")
_SUM = re.compile(r" ?\d+(?:\.\d+)?万?元")
# 营业时间为每日8时至18时
_HOURS = re.compile(r"(?:营业|开放|服务|办公|上班|运营|值班)时间(?:为|是|:)? ?\Z")
_FOR_YEARS = re.compile(r"连续(?:\d|[一二两三四五])年\Z")
_GRANT = re.compile(r"[^,。;]{0,8}(?:补助|补贴|奖励|资助|奖补|贴息)[^,。;]{0,14}元")
_COSTS = re.compile(r"[^,。;]{0,14}元")


def _is_rate(folded: str, match: re.Match[str]) -> bool:
    """Whether the words say what something costs, or when it is open: 每生每年5元."""
    before = folded[max(0, match.start() - 8) : match.start()]
    granted = _FOR_YEARS.search(before) and folded.startswith("给予", match.end())
    if granted or _OF_A_STANDARD.match(folded, match.end()) or _HOURS.search(before):
        return True
    each = _PER_HEAD.search(folded, max(0, match.start() - 4), match.start())
    return bool((_COSTS if each else _SUM).match(folded, match.end()) or _GRANT.match(folded, match.end()))


def _rule(match: re.Match[str]) -> Recurrence | None:
    if unit := match["unit"] or match["by"] or match["rhythm"]:
        return Recurrence(10, "day") if unit == "旬" else Recurrence(1, _UNITS[unit])
    if match["skipped"]:
        return Recurrence(2, _UNITS[match["skipped"]])
    if match["odd"]:
        return Recurrence(2, "month")
    pairs = (("count", "units"), ("each", "every"), ("span", "once"))
    words, unit = next((match[count], match[unit]) for count, unit in pairs if match[unit])
    if words == "半":
        return Recurrence(1, _UNITS[f"半{unit}"]) if unit in ("年", "月") else None
    count = integer_of(words)
    if not count:
        return None
    return Recurrence(count, _UNITS[unit], upto=integer_of(match["upto"]) if match["upto"] else None)

"""Words of repetition: 每年, 每季度, 每两年, 一般每隔5年, 按月. What the notice asks for again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import HAN, integer_of
from builder.model.recurrence import Recurrence
from builder.reading.prose import Prose
from builder.reading.time.patterns import PATTERN_OF

_CLAUSE = re.compile(r"[,。;:\n]")
_COUNT = rf"\d{{1,2}}|{HAN}"
_TO = r" ?(?:-|—|–|~|至|到) ?"
# 每年 · 每季度 · 每半年 · 每两年 · 每3—5年 · 每隔5年 · 每学期; not 每年级, 每月饼, 每日常, 每股
_EVERY = (
    rf"每(?:间?隔|逢|到)? ?(?:(?P<count>{_COUNT})(?:{_TO}(?P<upto>\d{{1,2}}|{HAN}))? ?个?(?P<units>年|季度|月|周|星期|工作日|天|日|学期|学年)"
    r"|(?:一?个)?(?P<unit>年度?|季度?|月份?|周|工作日|星期|天|日|半年度?|半个?月|旬|学期|学年))(?![级轻代均薪饼饭票刊节岁边期]|报(?:表|制度|机制|[,。、]|$))"
)
# 按季度向社会公开 · 按月调度; not 按年度计划, 按季度的
_ADVERB = (
    r"(?<![的未不])(?:按|分|逐)(?P<by>年度?|季度?|月[份度]?|学年|学期|周|半年度?|旬)"
    r"(?=(?:[、或和](?:年度?|季度?|月[份度]?))?(?:视[^,。;]{2,8}需要|定期|及时|集中|汇总|统一)?"
    r"(?:向|对|将|公布|公开|报|上报|通报|汇总|开展|组织|调度|更新|发布|统计|进行|分析|研究|召开|考核|评估|拨付|通知|督促|督查"
    r"|梳理|编制|推送|反馈|抄送|会商|检查|监测|排名|评价|结算|做好|制定|申报|报备|审核|清查|盘点|召集|举办|编报))"
)
# 一年一次 · 半年一次 · 一季度至少一次 · 两年一轮 · 一年不少于4次; not 12月各组织一次, 6月15日组织一次
_ONCE = (
    rf"(?<![\d每任下近第前月〇零一二两三四五六七八九十])(?<!(?<!原则)上)(?<!月 )(?!(?:\d{{1,2}}|十[一二]?) ?月|[二三四两2-4] ?季)(?P<span>{HAN}|半"
    rf"|\d{{1,2}}) ?个?(?P<once>年|季度?"
    rf"|月|周|学期|(?<=一)[日天](?=一)|[日天](?=一次(?!性))"
    r"|[日天](?=[\u4e00-\u9fff]{0,2}(?:完成|开展|进行|组织|清理|巡查|检查)))"
    rf"(?:至少|不少于)?(?!时间|内|来|多|以|前|后)[\u4e00-\u9fff]{{0,4}}?(?:[一1](?:次|轮|届|遍"
    rf"|{PATTERN_OF['rhythmic']}|考核?|评估?|评议?|检查?|调度|通报|更新"
    rf"|报|巡查?|督查?|小结|总结)|[两二三四2-4][次轮]|(?<=[于少])(?:{HAN}|\d{{1,2}})次)"
)
# 一年一修订, 半年一评议; 一月一日起 is a day
_ONE_EACH = (
    r"(?<![\d每上下近第前月〇零一二两三四五六七八九十])(?P<each>[一两二三半])(?P<every>年|季度?|月(?!一[日号])|周|天|日)一"
    r"(?![一-龥][、,])[一-龥]{1,2}(?=[,。;、”\"]|制度|机制|$)"
)
# 双月召开联席会议
_ODD_MONTHS = r"(?P<odd>(?:每?逢)?[双单]月)(?=[一-龥]{0,4}(?:召开|开展|组织|报送|调度|通报|检查|例会))"
# 实行月通报制度 · 周调度、月通报、季考评机制: a rhythm that names a mechanism; not 年度考核制度, 5月通报
_MECHANISM = (
    r"(?:(?<=[、“\"行立实持施到])|(?<![^,。;:\n])(?=(?:半年|[年季月周日旬])[一-龥]{2}、(?:半年|[年季月周日旬])[一-龥]{2}))"
    rf"(?P<rhythm>半年|年(?=一|(?:考核|考评|评议|总结|述职)[,。;”\"])|季|月|周|日|旬)一?(?:{PATTERN_OF['rhythmic']})"
    r"(?=[、”\"]|制度|机制|制[,。;、]|工作制|(?<=、[一-龥]{3})[,。;])"
)
# 隔月召开一次
_EVERY_OTHER = r"(?<![间每相])隔(?P<skipped>年|月|周|季|日)(?![离断])"
_PATTERN = re.compile(f"{_EVERY}|{_ADVERB}|{_ONCE}|{_MECHANISM}|{_EVERY_OTHER}|{_ONE_EACH}|{_ODD_MONTHS}")
# “每月一检查、一季一评估、半年一通报”: quoted, and nothing but rhythms
_RHYTHM = r"(?:每|一|逐|按)?(?:年|半年|季度?|双?月|周|日|天|旬)度?一?[\u4e00-\u9fff]{2,4}"
_RHYTHMS = re.compile(rf"[“\"]{_RHYTHM}(?:[、,]{_RHYTHM})*[”\"]")
_RHYTHMIC = re.compile(PATTERN_OF["rhythmic"])
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
        if _is_name(prose, match) or asks_for_nothing(prose.folded, *match.span()):
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
    words = prose.folded[slice(*fence)]
    # “一日一练”活动, “每月一题”: not “每月一调度”
    named = match["each"] is not None or not _RHYTHMIC.search(words)
    return (named and not re.search("[、,]", words)) or _RHYTHMS.fullmatch(prose.folded, *fence) is None


_PER_HEAD = re.compile(r"(?:每[生人户亩家床车辆头只]|人均|户均|亩均) ?\Z")
_COSTS = re.compile(r"(?:[^,。;]|(?<=\d),(?=\d)){0,14}元")
# 多年来,我局每年组织会商: what has been done
_ALL_ALONG = re.compile(r"(?:以来|多年来|近[几些]?年来|历年来),[^,。;:\n]{0,12}(?<![要应须])\Z")
_REACH = 16


class Unasked(NamedTuple):
    """In `example` the repetition asks for nothing, for what stands before it in its clause and after it; in
    `counter` it does."""

    name: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    example: str
    counter: str


def _unasked(name: str, before: str, after: str, example: str, counter: str) -> Unasked:
    return Unasked(name, re.compile(f"(?:{before})$"), re.compile(after), example, counter)


UNASKED = (
    _unasked("in-a-row", "连续", "", "连续2年发生2次事故。", "每2年开展1次检查。"),
    _unasked("done-for-so-long", "(?<!每)满", "", "干满5年享受一次。", "每满5年开展一次。"),
    _unasked("paid-in-years", r"[前后第][\d一二三四五]年", r"\d", "给予前3年每年100%的补助。", "前3年每年检查。"),
    _unasked(
        "how-large",
        "",
        r"(?:最低|平均|人均|基本)?[\u4e00-\u9fff]{0,4}(?:标准|工资|收入|生活费|养老金)",
        "不超过每月最低工资标准。",
        "每月开展检查。",
    ),
    _unasked(
        "part-of-it",
        "少于|低于|高于|超过|等于",
        r"(?![^,。;]{0,6}?(?:[\d一两二三四五六七八九十]+|半) ?(?:次|轮|遍|个|篇|场|期))",
        "不得少于每周总课时的四成。",
        "不得少于每周两次。",
    ),
    _unasked("sum", "", r" ?\d+(?:\.\d+)?万?元", "每月2000元。", "每月报送。"),
    _unasked(
        "grant",
        "",
        r"[^,。;]{0,8}(?:(?:补助|补贴|奖励|资助|奖补|贴息)[^,。;]{0,14}元|给予[^,。;\d]{0,6}\d[\d.]*万?元)",
        "每年给予50元补贴。",
        "每年安排专项资金。",
    ),
    _unasked(
        "how-much-is-paid",
        r"(?:补贴|补助|津贴|奖补|租金|资助|费|标准)(?:按|为|是|,)?",
        r"(?:最高|最低|最多)?(?:可|可达|达|为|不低于|不高于|不超过|不少于|发放|支付){0,2} ?\d[\d.]*万?元",
        "养护补贴每年不低于2万元。",
        "市财政每年安排不低于2万元。",
    ),
    _unasked(
        "cap",
        "",
        r"(?:最高|最多|累计|总额)(?:不超过|不高于|为|可达)? ?\d[\d.]*[万亿]?元",
        "每年最高不超过60万元。",
        "每年投入不低于60万元。",
    ),
    _unasked(
        "allowance",
        "",
        r"(?:津贴|补贴|补助|慰问金|扣|罚|课时)[^,。;\d]{0,8}\d",
        "每月津贴300元。",
        "每月发放津贴。",
    ),
    _unasked("at-a-standard", "标准", r"[^。;]{2,30}\d元", "补助标准每年每亩不低于80元。", "按标准每年拨付。"),
    _unasked(
        "opening-hours",
        r"(?:营业|开放|服务|办公|上班|运营|值班)时间(?:为|是|:)? ?",
        "",
        "办公时间为每日8时。",
        "每日8时报送。",
    ),
    _unasked(
        "working-hours",
        "",
        r"(?:工作|上班|休息|授课|服务)(?:时间)?(?:不超过|为)?\d+(?:个)?(?:小时|天|学时)",
        "每周工作40小时。",
        "每周工作例会。",
    ),
    _unasked("granted-for-years", r"连续(?:\d|[一二两三四五])年", "给予", "连续三年每年给予补助。", "每年给予指导。"),
    _unasked(
        "what-one-may-have",
        "",
        r"(?:只|仅|最多|限)?(?:可以?|能)?(?:享受|申领|领取|申请|提取|报销)",
        "每人每年只享受一次。",
        "每年组织申报一次。",
    ),
    _unasked(
        "what-it-brings",
        "",
        r"可(?:新增|实现|增加|节约|节省|减少|带来|创造|吸纳|处理|生产|产|节|为)",
        "投产后每年可实现产值3亿元。",
        "每年实现增收。",
    ),
    _unasked(
        "relief",
        "",
        r"(?:分别|可)?(?:减免|免收|免缴|减收|减征|返还)",
        "每学期减免学费300元。",
        "每学期核算减免的学费。",
    ),
    _unasked("enough-of-it", "", r"(?:都|均)?有(?:足够|充足)", "保证每天有充足的睡眠。", "每天有专人值守。"),
    _unasked(
        "season-of-a-year",
        r"(?<!时间)(?<!时限)(?<!期限)(?:为|是)",
        r"\d{1,2}月(?:\d{1,2}[日号])?(?:至|到|[-—~])",
        "汛期为每年5月至9月。",
        "汛期于每年5月至9月组织巡查。",
    ),
    _unasked(
        "season-behind",
        "",
        rf"[^,。;]{{4,24}}为[^,。;]{{0,8}}(?:{PATTERN_OF['natural_periods']})期",
        "每年5月至9月为主汛期。",
        "每年5月至9月为集中培训期。",
    ),
    _unasked(
        "hours-of-a-week",
        "",
        r"[一二三四五六日]至(?:每?周|星期)?[一二三四五六日] ?(?:上午)?\d{1,2}[:时点]",
        "每周一至周五8:30开馆。",
        "每周一至周五开展巡查。",
    ),
    _unasked(
        "with-that-of-each",
        "与|同|和",
        r"[^,。;]{2,16}(?:挂钩|衔接|结合|同步|一致)",
        "与每年资金安排挂钩。",
        "每年与资金安排挂钩。",
    ),
    _unasked(
        "at-which-rate",
        "以|按照?",
        r"[^,。;]{1,16}的(?:速度|增速|幅度|比例)",
        "以每年3%的速度增长。",
        "每年增长3%。",
    ),
    _unasked(
        "at-so-much",
        "按照?|以",
        r"(?:不低于|不高于|不超过|\d)|[^,。;、]{1,12}(?:人均|总数|标准)",
        "按照每年不低于300元标准补贴。",
        "每年检查不低于两次。",
    ),
    _unasked(
        "what-is-given-up",
        "打破|改变|取消|废止|停止",
        r"[^,。;]{1,20}(?:做法|模式|惯例|规定|制度|方式)",
        "打破每年集中申报一次的做法。",
        "每年集中申报一次。",
    ),
    _unasked(
        "of-whom",
        r"^凡(?!是)[^,。;]{0,8}",
        r"[^,。;]{2,30}",
        "凡每年组织义诊三次的单位。",
        "每年组织义诊三次。",
    ),
    _unasked(
        "case",
        "",
        r"[^,。;]{2,30}(?:以上|合格|达标|等次|次数?|优秀)的,",
        "每年考核合格的,可续聘。",
        "每年考核一次,合格的可续聘。",
    ),
)


def asks_for_nothing(folded: str, start: int, end: int) -> str:
    """The name of the row by which the repetition at `start:end` says how much, of whom or what for, and asks for no
    act; an empty string where it asks."""
    before = _CLAUSE.split(folded[max(0, start - _REACH) : start])[-1]
    after = folded[end : end + 40]
    if _PER_HEAD.search(before) and _COSTS.match(after):
        return "per-head"
    if _ALL_ALONG.search(folded, max(0, start - 2 * _REACH), start):
        return "all-along"
    return next((row.name for row in UNASKED if row.before.search(before) and row.after.match(after)), "")


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

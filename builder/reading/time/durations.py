"""Spans of time: 作出决定之日起10个工作日内, 印发之日起30日内, 两年内, 用3年左右时间, 即日起.

A span runs from an event, so it has no date. Only where the event is the issue of this notice itself
(本方案印发之日起), or a span of years names none (两年内), is its last day computed, from the notice's own
date. Working days need a calendar of holidays and are never computed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from builder.language import lazy_re as re
from builder.language.numerals import HAN, integer_of
from builder.reading.prose import Prose
from builder.reading.time import calendar
from builder.reading.time.limit import Limit
from builder.reading.time.patterns import DASH, PATTERN_OF

_DOES = f"(?:全面|基本|全部|初步)?(?:{PATTERN_OF['verbs']}|{PATTERN_OF['more_verbs']}|达到)"
_COUNT = rf"(?<![\d.第每上下〇零一二两三四五六七八九十])(?:\d{{1,3}}|{HAN}|半)"
# 10个工作日内 · 两年内 · 半年之内; not 2020年内, 上半年内, 任期内
_SPAN = re.compile(
    rf"(?:[TD]\+|(?<![A-Za-z+]))({_COUNT})(?P<upto>(?:-|—|~|至|到)(?:\d{{1,3}}|{HAN}))? ?个?(?P<unit>工作日"
    rf"|自然日|日|天|周|星期|月|年|小时|分钟|学期|季度)"
    rf"(?:左右)?(?:的?时间)?(?:之内|以内|内(?![部容设控外需河涝蒙地陆]))"
)
# 不得超过30天(自批准之日起计算): the event stands behind
_COUNTED_FROM = re.compile(
    rf"不(?:得|能|应)?(?:超过|迟于|晚于)({_COUNT}) ?个?(?:工作日|自然日|日|天|周|月)(?=\(?(?:自|从)[^,。;()]{{2,24}}(?:之日)?起)"
)
# 限期三日拆除 · 为期三个月。 · 3年左右建成 · 省方案出台后2个月完成 · 不超过10日作出答复
_UNIT = r"(?:个?(?:工作日|自然日|日|天|周|星期|年|小时)|个月)"
_TIMED = re.compile(
    rf"限(?:期|时|定)?(?:在|于)?{_COUNT} ?{_UNIT}(?!内|以内|之[内前]|以?前)"
    rf"|(?:集中|集中利用|集中用)(?:{_COUNT}) ?{_UNIT}(?:的?时间)"
    rf"|(?<!开展)(?<!进行)为期{_COUNT} ?{_UNIT}(?=[,。;)]|$)"
    rf"|(?:(?<![^,。;:、\n])|力争|争取|计划|预计)(?:\d{{1,2}}|{HAN}) ?(?:个月|年)左右(?=(?:的?时间)?,?{_DOES})"
    rf"|(?<=后) ?(?:\d{{1,3}}|{HAN}|半) ?个?(?:工作日|月|天|年)(?={_DOES}|作出|出具|给予|答复|向)"
    rf"|(?:提前|(?<=[开满届束效施行日工]前))(?:至少)?(?:\d{{1,3}}|{HAN}|半) ?{_UNIT}"
    r"(?=,?(?:以?书面|向|告知|通知|通报|报告|报送|报备|公告|公布|发布|申请|提出|提交|预约|申报))"
    rf"|(?<=[召结开][开束始幕]) ?(?:\d{{1,3}}|{HAN}) ?个?(?:工作日|天|日|小时|月)(?:之?前|以前)(?=,?(?:{_DOES}|[公通预]告|送达))"
    rf"|最[迟晚](?:[一-龥]{{0,4}}(?:时间|时限))?不(?:得|能|应)?(?:超过|迟于|晚于){_COUNT} ?(?:{_UNIT}|分钟)(?!前)"
    rf"|(?:最长|最多)?不(?:得|能|应)?超过{_COUNT} ?个?(?:工作日|自然日|日|天)"
    r"(?=(?:作出|出具|给予|予以)?(?:答复|决定|办结|回复|反馈|意见|结论))"
    r"|(?:当日|当天)(?=内?(?:办结|完成|上报|反馈|处置|整改|报送|清运|清理|回复|答复|出具|受理|移交|销号|进行|审核|作出|提交))"
)
# 本届政府任期内 · 规划期末
_TERM = re.compile(
    r"(?:本届[\u4e00-\u9fff]{0,6}任期内|(?<![\u4e00-\u9fff])(?:到|至)?规划期(?P<end>末)?(?(end)|内))(?:之?前|以前)?"
    rf"(?=,|[\u4e00-\u9fff]{{0,8}}{_DOES})"
)
# 用3年左右时间 · 利用3-5年时间 · 经过两年努力 · 未来五年 · 今后三年内; not 过去五年
_EFFORT = re.compile(
    rf"(?:利用|通过|经过|用|力争|争取)(?:\d{{1,2}}|{HAN}|半)(?:(?:-|—|~|至|到)(?:\d{{1,2}}|{HAN}))? ?(?:个月|年|个?(?:周|星期)|天)(?:左右"
    rf"(?:的?(?:时间|努力))?|的?(?:时间|努力))"
    rf"|(?:今后|未来|接下来)的?(?:\d{{1,2}}|{HAN})(?:(?:-|—|~|至|到)(?:\d{{1,2}}|{HAN}))? ?(?:个月|年)(?:的?时间)?[内里]?"
    rf"(?![是为的]|重点|主要|工作|目标|任务|发展|规划|行动)"
)
# 用3年时间(2021—2023年): the years are the limit
_YEARS_BEHIND = re.compile(rf" ?\((?:20\d{{2}}) ?年?(?:{DASH}|至|到)20\d{{2}} ?年\)")
# (自本方案)印发之日起 · 本文印发后; the noun or the verb says that it is this notice
_ISSUE = re.compile(
    r"(?P<preposition>自|从|在|于)?(?P<this>本|此)?(?P<noun>通知|文件|方案|意见|规划|要点|办法|计划|细则|规定|公告|分工|文)?(?:正式)?"
    r"(?P<verb>印发|下发|发文|发出|签发|发布|公布|出台|施行|实施|颁布)(?:之日|当日|之时)?(?:起|后|之后|以后)[的,]? ?(?:在)?$"
)
# 规范性文件 · 《条例》: the noun is part of another document's name; not 要在方案印发后
_NAMED = re.compile(r"[\u4e00-\u9fff》”](?<![自从在于要应并])$")
_ISSUE_ONLY = ("印发", "下发", "发文", "发出", "签发")
# 收到申请后 · 作出决定之日起
_EVENT = re.compile(r"(?:之日|当日|之时|次日)?(?:起|后|之后|以后)[的,]? ?(?:在|的)?$|之日$")
_EVENT_VERB = re.compile(PATTERN_OF["events"])
# 一年内发生多起…的 · 三年内不得…: conditions
_CONDITION = re.compile(
    r" ?,?不(?:得|准|许|能|允许|可)| ?有效(?![^,。;])"
    # 2年内须办理过户的,须经批准
    r"|[^,。;]{2,24}的,(?:须|应|由|可|不|视|按|退|经)"
    # 一年内,同一单位违约三次以上的,
    r"|,?[^,。;]{2,40}(?:以上|以下|[次起人件]|达到[^,。;]{1,10})(?:\(含\))?的[,;]"
    r"| ?(?:不[^,。;]{1,8}的(?:,|视为)|发生|不再|不予|未(?!来)|累计|出现|被|连续|受[到过]|再次|有(?![效序力关])|多次|无|没有|禁止|两次|\d+次|免|仍)"
)
# 将时限压缩至5个工作日内: a figure to be reached (targets)
_FIGURE = re.compile(
    r"(?:压缩|缩短|压减|减少|控制|精简|减|缩减|降低|提速|降|限定|限制|优化|稳定|不超过)(?:到|至|为|在|成)?(?:了)?(?:不超过|最多|平均)?的? ?$"
)
# 毕业5年内高校毕业生: whose span it is, not how long there is to act
# 持48小时内核酸检测报告, 未在1个月内退回的
_HELD = re.compile(r"(?:持|凭|提供|出示|携带|提交|未能?[在于]|申[请报]之?日前) ?$")
# 三年内的企业, 半小时内车程
_DESCRIBES = re.compile(r"的(?!时间)[\u4e00-\u9fff]{2,8}|(?:车程|交通圈|通勤|生活圈|步行|可达|可及)")
_OF_PERSONS = re.compile(r"(?:出生|怀孕|妊娠|毕业|离校|退役|退休|入职|创办|开业|落户|离任|出狱|刑满释放) ?$")
# 登记5年内退出的企业, 公布3年内驾龄的驾驶人: the span stands before a thing and tells which
_TAKES_A_THING = re.compile(
    rf"(?:{PATTERN_OF['verbs']}|{PATTERN_OF['more_verbs']}|{PATTERN_OF['governing']})(?<![要应须将取拟]) ?$"
)
_OF_A_THING = re.compile(r"[^,。;:、\n]{1,14}?的(?![,。;])[\u4e00-\u9fff]|以上|以下")
# 三年内建成的项目, 10日内作出的决定: done in that time is what is spoken of
_DONE_IN_IT = re.compile(
    rf"(?:已|新)?(?:{PATTERN_OF['relative']}|作出|退出|到期|毕业|申请|取得|改变|转让|收到)的(?![,。;])|[驾工党教司]龄"
)
# 回访10年内交付的住宅: the object of a verb that no list knows, at the head of its clause or behind 要
_TAKEN = re.compile(
    rf"(?:^|[,。;:、)]|要|应当?|须|必须|负责|[局委办厅部院队处站所])(?!{PATTERN_OF['adverbial']})(?P<verb>[一-龥]{{2,3}})$"
)
_DESCRIBED_THING = re.compile(r"[\u4e00-\u9fff]{2,6}的[\u4e00-\u9fff]{2}")
_ADVERB_LAST = re.compile(rf"(?:{PATTERN_OF['adverbial']}|[在于自从起后前到至])$")
# 5年内享受补贴, 在3年内按限额扣减: how long a benefit runs
_BENEFIT = re.compile(
    r"(?:[^,。;]{0,12})(?:享受|保留|可不|扣减|在?计算|减免|免征|减征|免缴|免收|免费|减半|补贴|补助|贴息|返还|奖励|优惠|给予|继续(?:按|享受|使用|执行))"
)
# 对入职后6年内取得资格的人员: whom it concerns
_OF_WHOM = re.compile(r"(?:^|[,。;:])(?:对|凡)[^,。;:]{0,24}$")
_WHO = re.compile(r"[^,。;:]{2,20}的[\u4e00-\u9fff]{2}")
# 取消其3年内评先资格
_DEPRIVED = re.compile(r"(?:取消|撤销|暂停|停止|限制|剥夺)(?:其|该[\u4e00-\u9fff]{0,6}|相关[\u4e00-\u9fff]{0,4})?$")
_PAST = re.compile(r"(?:结转(?:以后)?|近|过去|(?<![开满届束效施行日始工])前|最近|上|连续|满|以往|此前|这) ?$")
# 即日起 · 自本通知印发之日起(实行); not 即日起至12月31日, 印发之日起30日内
_FROM_ISSUE = re.compile(
    rf"(?:自|从)?即日起(?! ?(?:[到至]|{DASH}|(?:\d{{1,3}}|{HAN}|半)个?[年月天日]))"
    rf"|(?:自|从)(?:本|此)?《?(?:通知|文件|方案|意见|办法|规定|细则|规划|要点|文)?》?(?:印发|下发|发布|公布|发文)之日起(?![到至]"
    rf"| ?,? ?(?:\d|{HAN}|半|满))"
)


def spans(prose: Prose, base: date | None) -> Iterator[Limit]:
    """The spans in the prose; `base` is the day from which a span runs that begins with this notice."""
    folded = prose.folded
    efforts = [
        match.span()
        for match in _EFFORT.finditer(folded)
        if not prose.fenced(match.start()) and not _YEARS_BEHIND.match(folded, match.end())
    ]
    yield from (Limit(start, end, "within") for start, end in efforts)
    yield from (
        Limit(match.start(), match.end(), "within")
        for match in _COUNTED_FROM.finditer(folded)
        if not prose.fenced(match.start())
    )
    for match in _SPAN.finditer(folded):
        i = bisect_right(efforts, (match.start(), match.end())) - 1
        if i >= 0 and match.start() < efforts[i][1]:  # 未来5年内
            continue
        if prose.fenced(match.start()) or _CONDITION.match(folded, match.end()):
            continue
        sentence_start, _ = prose.sentence(match.start())
        left = folded[max(sentence_start, match.start() - 48) : match.start()]
        if left.endswith("年"):  # 2021年、2022年两年内
            continue
        if any(each.search(left) for each in (_FIGURE, _HELD, _PAST, _OF_PERSONS, _DEPRIVED)):
            continue
        if _OF_WHOM.search(left) and _WHO.match(folded, match.end()):
            continue
        if _EVENT.search(left) is None and (
            _DONE_IN_IT.match(folded, match.end())
            or (_TAKES_A_THING.search(left) and _OF_A_THING.match(folded, match.end()))
        ):
            continue
        if (
            _EVENT.search(left) is None
            and _TAKEN.search(left)
            and not _ADVERB_LAST.search(left)
            and _DESCRIBED_THING.match(folded, match.end())
        ):
            continue
        if _DESCRIBES.match(folded, match.end()):
            continue
        if match["unit"] == "年" and _EVENT.search(left) is None and _BENEFIT.match(folded, match.end()):
            continue
        issue = _issue(left)
        if issue is not None:
            count = integer_of(match[1])
            day = calendar.after(base, count, match["unit"]) if base and count else None
            yield Limit(match.start() - len(left) + issue, match.end(), "within", day)
        else:
            start = _event_start(left)
            unnamed = start == len(left) and match["unit"] == "年" and not match["upto"]
            yield Limit(
                match.start() - len(left) + start, match.end(), "within", _years_on(base, match[1]) if unnamed else None
            )
    for match in _TIMED.finditer(folded):
        i = bisect_right(efforts, (match.start(), match.end())) - 1
        if not prose.fenced(match.start()) and not (i >= 0 and match.start() < efforts[i][1]):
            yield Limit(match.start(), match.end(), "within")
    for match in _TERM.finditer(folded):
        if not prose.fenced(match.start()):
            yield Limit(match.start(), match.end(), "by" if match["end"] else "during")
    for match in _FROM_ISSUE.finditer(folded):
        if not prose.fenced(match.start()):
            yield Limit(match.start(), match.end(), "from", base, first=base)


def _years_on(base: date | None, count: str) -> date | None:
    """The end of a span of years that names no event: it can only run from the notice."""
    if base is None:
        return None
    return calendar.after(base, 6, "月") if count == "半" else calendar.after(base, integer_of(count) or 0, "年")


def _issue(left: str) -> int | None:
    """Where the words begin by which the span runs from the issue of this notice; None if it does not."""
    match = _ISSUE.search(left)
    if match is None:
        return None
    before = left[: match.start()]
    begin = match.end("preposition") if match["preposition"] in ("在", "于") else match.start()
    own = match["this"] or (
        match["verb"] in _ISSUE_ONLY and (match["noun"] or match["preposition"] or not _NAMED.search(before))
    )
    return begin if own and not (match["noun"] and not match["this"] and _NAMED.search(before)) else None


def _event_start(left: str) -> int:
    """Where in `left` the event begins from which the span runs; its end where there is none."""
    event = _EVENT.search(left)
    if event is None:
        return len(left)
    clause = max(left.rfind(mark, 0, event.start()) for mark in ",:()、") + 1
    for preposition in ("自", "从", "在", "于"):
        at = left.rfind(preposition, clause, event.start())
        if at >= 0 and preposition in "自从":
            return at
        if at >= 0:
            return at + 1
    verb = _EVENT_VERB.search(left, clause, event.start())
    return verb.start() if verb else clause

"""The words around a moment: what they make of it, and whether it is a limit at all.

Each pattern stands with an example of what it takes and, after "not", of what it leaves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.reading.prose import Prose

_LOOK_BACK = 16

# What may stand between a moment and its 前 or 起: (含当日), (星期五), 17:00, 24时, 下班
_CLOCK = r"(?:\((?:含|周|星期)[^)\n]{0,6}\))?(?: ?(?:上午|中午|下午|晚上?)?\d{1,2}[:时点](?:\d{2}分?)?)?(?:下班)?"
# 前 · 之前 · 以前 · 前提交 · 前列出; not 前期, 前三季度, 前提, 前列, 前置
_BEFORE = r"(?:之前|以前|前(?![期置沿端瞻述茅来往景后身锋途线茬言半]|列(?![出入])|提(?![交出供请升高前])|移(?![交送])|方(?!案)|[一二三四五六七八九十\d两]+(?:个|季度|名|位|批|届|类)))"
# 起 · 开始; not 起草, 起步, 起至 (a stretch)
_ONWARDS = r"(?:日?起(?![草步点诉底降用重飞算来伏止码到至])|开始|始)"
# 内 · 期间; not 内蒙古, 内部
_INSIDE = r"(?:之内|以内|内(?![部容设控外需河涝蒙地陆])|期间)"
_RELATION = re.compile(
    rf"(?:{_CLOCK}(?P<before>{_BEFORE})|(?:(?:零|\d{{1,2}})[时点])?(?P<onwards>{_ONWARDS})|(?P<since>以来|为止|至今|迄今)|(?P<later>以后|之后|后(?![续备台]))|(?P<inside>{_INSIDE}))?"
)
# 到2016年底 · 截至 · 最迟; the first three are part of the words of the limit
_ARRIVAL = re.compile(
    r"(?P<kept>截止到|截止至|截止|截至|到|至|提前到|延长至) ?$|(?:不迟于|不晚于|最迟(?:于|不超过)?|最晚(?:于|不超过)?|赶在) ?$"
    r"|截止(?:时间|日期|期限)(?:为|是)?:? ?$"
)
# 前三季度: the first three, of which the third is the moment
_FIRST_QUARTERS = re.compile(r"前[二三23] ?季度")
# 自2018年 · 从2018年
_DEPARTURE = re.compile(r"(?:自从|自|从) ?$")
# 即日起至12月31日 · 印发之日起至2020年底
_FROM_ISSUE = re.compile(
    r"(?:(?:自|从)?(?:本?[\u4e00-\u9fff]{0,4}(?:印发|下发|发布|公布)之日|即日|现在)起 ?(?:至|到)) ?$"
)

# 比2015年 · 与2019年相比 · 以2020年为基期; not 并于2015年
_COMPARED_LEFT = re.compile(
    r"(?:有效期?限?(?:截止|截)?[至到为]?|比|较|同|与|以|相当于|(?<!不)超过|高于|低于|恢复到|维持在?) ?$"
)
_COMPARED_RIGHT = re.compile(r"(?:相比|同期|同比|的?基础上|为(?:基[数期准]|底数|起点)|基数|相当|持平|水平)")
# 年底前没有完成任务的,予以扣分: a condition, not a limit
_FAILED_RIGHT = re.compile(r" ?(?:仍|还|尚)?(?:没有?|未能?|不能)[^,。;\n]{0,30}的(?=[,。;\n]|$)")
# 2019年度的 · 2020年目标 · 2018年版 · 2020年前三季度: the moment describes a thing
_DESCRIBES = re.compile(
    r"(?:的(?!第)|[-—~]?\d|版|届|级|修订|第|是|以?来|预算|决算|财政|国民经济|远景|目标|高考|中考|春运|全国两会|立法|成果|数据|情况|毕业生?|应届"
    r"|前[一二三四\d](?:季度|个月)"
    r"|(?:国家|全国|世界|国际|全民|中国)[^,。;\n]{0,12}?(?:日|节|周|月)(?![前底内起]))"
)
# 2021年出台的政策: done in that year to what is named
_RELATIVE = re.compile(
    r"(?:已|新)?(?:组织|出台|制定|印发|发布|建成|实施|开展|立项|批准|下达|通过|公布|认定|新增|到期|施行|举办|竣工|完成|开工|投产|登记|备案|办理|形成|发生|成立|设立|注册|签订)的"
)
# 2024年工作要点 · 2018年实施方案; not 2018年制定实施方案, whose verb brings the document about
_NAMES_PAPER = re.compile(
    r"[^,。;:!?\n]{0,16}?(?:要点|计划|方案|责任书|任务书|报告|年鉴|规划|纲要|清单|名单|任务|指标|培训班|会议精神|会议部署)(?:[,。;:!?)、\n的和及]|$)"
)
# 6月—9月为集中攻坚期
_IS_STAGE = re.compile(r"为[^,。;\n]{0,10}(?:期|阶段)")
_BRINGS_ABOUT = re.compile(
    r" ?(?:要|应当?|须|将|全面|全部|基本|研究|抓紧|集中)?(?:完成|制定|制订|印发|出台|发布|公布|公开|修订|报送|上报|提交|启动|实现|编制|举办|组织|落实|形成|建立|开展|下达|分解|梳理)"
)
# 完成2020年… · 落实2030年前碳达峰行动方案: the verb before takes the thing described as its object
_GOVERNS = re.compile(
    r"(?:完成|实现|做好|开展|落实|制定|制订|编制|执行|贯彻|实施|推进|发布|印发|出台|修订|按照|根据|依据|围绕|对照|公布|公开|参照|组织|报送|总结|对|达到|继续|落实好|按|包括|为|优于|修改|审议|听取|学习|汇总) ?$"
)
# 力争2025年 · 应于2016年 · 分别于2016: an adverb, a modal or a preposition before; the moment stands free
_ADVERBIAL = re.compile(
    r"(?:力争|争取|确保|计划|预计|拟|将|要|须|应|应当|并|于|在|其中|同时|且|另外|原则上|一般|务必|必须|可|均|全部|都|先|或|也|则|力求|保证|分别|再|即) ?$"
)
_VERBS = (
    "完成|实现|建成|达到|达|启动|开展|印发|出台|制定|制订|推开|推广|推行|实施|建立|形成|取得|开始|健全|建设|培育|新建|新增|投入|上线|运行|覆盖|消除|淘汰|关停|整改|验收|试点|试行|执行|举办|召开|编制|修订|发布|公布|公开"
    "|报送|上报|提交|开工|竣工|交付|开通|启用|设立|成立|落实|纳入|实行|有所|取消|下降|降低|提高|提升|增长|增加|减少|控制|打造|构建|扩大|安排|选取|选择|改造|推进|推动|做到|压缩|压减|清理"
)
_MORE_VERBS = (
    "维修|修缮|搭建|选派|轮训|培训|派出|引进|签订|拨付|支付|兑现|补助|到位|结束|衔接|评估|考核|检查|督查|督导|通报|总结|部署|动员|宣传|摸底|排查|普查|调查|调研|清查|登记|发放|征集|筛选|确定|明确|下达|下发|转发|分解|细化"
    "|拆除|关闭|搬迁|安置|脱贫|摘帽|销号|整治|治理|修复|恢复|绿化|种植|创建|争创|申报|评选|命名|挂牌|通过|投产|投用|使用|接入|对接|共享|通车|办理|办结|受理|处理|处置|解决|化解|查处|打击|取缔|退出|停止|禁止|给予|支持|保障|确保"
    "|盘活|融资|筹措|招引|签约|吸纳|转移|减免|接待|检测|抽检|抽查|监测|巡查|走访|接种|筛查|攻坚|攻关|突破|见效|实行|投资|计划|预计|拟|举行|不低于|不少于|不超过|超过|做好|抓好|办好|研究|探索|谋划|起草|征求|审议|组织|力争|争取|全覆盖|要|应|须|将"
)
_VERB = re.compile(
    r" ?(?:基本|全面|全部|初步|普遍|率先|逐步|集中|分别|均|都|要|应当?|须|将|力争|争取|确保|可|拟|再|新|同步|正式|继续|进一步|共|累计|分期|分批|陆续|如期|提前|按期|组织|至少){0,3}"
    rf"(?:{_VERBS}|对|所有|各|每|以)"
)
# 2019年中国国际进口博览会筹备工作。: nothing is done in the rest of the clause
_ANY_VERB = re.compile(f"{_VERBS}|{_MORE_VERBS}")
_OPENERS = ',。;:!?\n\t()[]【】”" —'
# 已于2015年 · 早在2014年
_STATED_PAST = re.compile(r"(?:已经?(?:于|在)?|曾经?(?:于|在)?|早在) ?$")
# 2018年,我市已…; not 已建成的, 已有
_PAST_RIGHT = re.compile(
    r"[^。;!?\n]{0,20}?(?:已经|已(?!有|建|批准|投|纳入|设|签|取得|登记|办)|曾|[成定发开行](?:立|展)?了)"
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one moment, or a row of them. `start` and `end` take in the words that belong to
    it (到…, …前, 自…起)."""

    start: int
    end: int
    before: bool
    onwards: bool
    inside: bool
    arrival: bool
    departure: bool
    from_issue: bool
    dismissed: bool
    """A comparison, a time since which or after which something is, a stated past, or a condition."""
    described: bool
    """It tells which year's thing is meant."""
    free: bool
    """It stands where an adverb of time stands."""
    governed: bool
    past: bool
    verb: bool
    """What is done in it follows at once."""


def around(prose: Prose, start: int, end: int) -> Around:
    """The context of the moment at `start:end`."""
    folded = prose.folded
    sentence_start, _ = prose.sentence(start)
    if _FIRST_QUARTERS.match(folded, max(sentence_start, start - 1), end):
        start -= 1
    left = folded[max(sentence_start, start - _LOOK_BACK) : start]
    relation = _RELATION.match(folded, end)
    assert relation is not None  # every part of it may be empty
    tail = relation.end()
    arrival, departure, from_issue = _ARRIVAL.search(left), _DEPARTURE.search(left), _FROM_ISSUE.search(left)
    first = start
    if from_issue:
        first = start - (len(left) - from_issue.start())
    elif arrival and arrival["kept"]:
        first = start - (len(left) - arrival.start())
    elif departure:
        first = start - (len(left) - departure.start())
    described = _describes(prose, tail)
    governed = _GOVERNS.search(left) is not None
    verb = _VERB.match(folded, tail) is not None
    opened = not left or left[-1] in _OPENERS or _ADVERBIAL.search(left) is not None
    return Around(
        start=first,
        end=tail,
        before=relation["before"] is not None,
        onwards=relation["onwards"] is not None,
        inside=relation["inside"] is not None,
        arrival=arrival is not None,
        departure=departure is not None,
        from_issue=from_issue is not None,
        dismissed=bool(
            relation["since"]
            or relation["later"]
            or _COMPARED_LEFT.search(left)
            or _COMPARED_RIGHT.match(folded, tail)
            or _STATED_PAST.search(left)
            or _FAILED_RIGHT.match(folded, tail)
        ),
        described=described,
        free=opened or (not governed and verb),
        governed=governed,
        past=_PAST_RIGHT.match(folded, tail) is not None,
        verb=verb,
    )


def _describes(prose: Prose, tail: int) -> bool:
    """Whether what follows a moment is the thing that it describes, and not what is done in it."""
    folded = prose.folded
    if _BRINGS_ABOUT.match(folded, tail) or _IS_STAGE.match(folded, tail):
        return _RELATIVE.match(folded, tail) is not None
    if _DESCRIBES.match(folded, tail) or _RELATIVE.match(folded, tail):
        return True
    if _NAMES_PAPER.match(folded, tail):
        return True
    _, clause_end = prose.clause(tail)
    rest = folded[tail : min(clause_end, tail + 60)]
    return len(rest) > 3 and "\u4e00" <= rest[0] <= "\u9fff" and not _ANY_VERB.search(rest)

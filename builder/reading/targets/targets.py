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

import re
from dataclasses import replace

from builder.model.notice import Target
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.targets.patterns import MEASURES, NOT_COUNTED, TIME_UNITS, Figure, figures
from builder.reading.time.limit import Kind

# Verbs that ask for a number: 培育100家, 建成44个, 新增就业86万人
_ASKS = re.compile(
    r"(?:达到|达|建成|建设|建立|新建|改建|扩建|改扩建|打造|培育|培养|培训|完成|新增|改造|创建|引进|引育|招引|引入|扶持|支持|选择|选取|选拔|遴选|设置|设立|配备|配齐|配置|增加|增长|增至|提高|提升|下降|降低|降至|降到|减少|减至"
    r"|压减|压缩|缩短|覆盖|推动|实现|发展|组建|举办|开展|组织|召开|发放|发布|制定|制订|推出|实施|推广|整治|关停|淘汰|治理|修复|营造|种植|绿化|扩大|预留|安排|投入|取消|下放|清理|出台|编制|选派|派驻|招聘|招录|聘任|聘请"
    r"|评选|评定|认定|命名|申报|净增|抓好|抓实|争创|创成|获批|争取|落实|筹集|筹措|盘活|开通|开工|竣工|投产|建好|办好|办理|检查|抽查|走访|慰问|救助|帮扶|资助|服务|惠及|解决|签约|转化|授权|登记|归集|保持|稳定在|维持在|控制|放宽|延长|限制|力争|确保|不断|规模|总量|数量|面积|人数|比例|比重|占比|率|累计|合计|共|各|每|为|用于|有|其中|调整|梳理|公布|纳入|审核|审查|督办|更新|受理|征集|筛选|拨付|投放|采购|接待|参保|释放|加装|搬迁|安置|带动|吸引|提供|检测|抽检|筛查|接种|轮训|招生|招收|增设|布设|铺设|疏浚|清淤|拆除|收购|供应|造林|植树|吸纳|输出|将$)"
)
_ASK_REACH = 24
# 等6类群体 · 以下5项 · 上述3个: counted off, not asked for
_COUNTED_OFF = re.compile(
    r"(?:等|以下|上述|下列|前述|如下|前|这|该|全部|其他|其余|另外|现有|原有|已有|原|含|包括|涉及|分为|分|共分) ?$"
)
_WORKS_UPON = re.compile(r"实现|完成|取消|新增|建成|打造|办理")
# 3个方面 · 4项原则 · 5个阶段: parts of a text or a method
_PARTS = re.compile(
    r" ?(?:方面|环节|阶段|步骤|原则|层面|维度|要点|关键|部分|重点领域|重点方面|重点任务|大|专项行动|制度|机制|任务|措施|工作(?!站|室|人员|坊|者)|工作小组|专班|部委|部门(?!以上))"
)
_ORDINAL_LEFT = re.compile(r"(?:第|No\.?|№|排名|位列|位居|名列|编号|代码|热线|电话|邮编|[*×]|\d[-—:.]|[A-Za-z]) ?$")
_EVERY_LEFT = re.compile(r"(?:每|每隔|每满|逐) ?$")
# 超过3年的 · 低于0.01毫米的地膜 · 1亿元以上(的)项目 · 3年以上工作经验: which things are meant
_MARKS_OUT = frozenset(("超过", "高于", "大于", "多于", "低于", "少于", "小于", "不到", "不足", "不满", "近"))
_NAME_FOLLOWS = re.compile(r"(?:的|[\u4e00-\u9fff])")
_VERB_FOLLOWS = re.compile(
    r"(?:完成|实现|达到|建成|纳入|得到|通过|开展|参加|参与|建立|接受|掌握|取得|满意|能|可|为|是|由|在|用于|不|应|须|要|均|都|以|和|及|与|或|等|左右)"
)
# 对连续3次…的, 凡…的: a condition
_CONDITION = re.compile(r"^(?:涉及|对|对于|凡|如|若|因|经|一年内|连续|累计|发生|有|达到|超过|未|逾期|在)[^,。;]*的$")
# 从2.1万亿元(增长)到 · 由76%提高至: the state before
_STATE_BEFORE = re.compile(r"(?:从|由|自) ?(?:20\d{2}年)?(?:的|约)? ?$")
_CHANGES = re.compile(
    r" ?(?:个|家|户)?(?:大幅|进一步|稳步|逐步)?(?:增长|提高|提升|增加|上升|增|升|跃升|扩大|扩展|发展|下降|降|减|压减|压缩|缩短|缩减|调整|提速|精简|优化|变)?(?:到|至|为|成)"
)
# 相较去年22件59人: what is compared with; not 比2015年增长20%
_COMPARED = re.compile(r"(?:较|比(?![重例率])|相比|同期)(?:去年|上年|20\d{2}年)?(?:同期)?的?(?:\d+[\u4e00-\u9fff])? ?$")
# 人均预期寿命达到78岁; not 65岁以上老年人
_REACHED_AGE = re.compile(r"(?:达到?|提高[到至]|升[到至]) ?$")
_GIVES = re.compile(r"(?:给予|奖励|补助|补贴|奖补|罚款|处以|资助|最高)[^,。;]{0,12}$|一次性[^,。;率]{0,12}$|处 ?$")
# 资助200名技能人才, 发放补贴1.6万户: how many, not how much
_RECEIVERS = frozenset(("人", "名", "户", "家", "例", "位", "人次", "户次"))
_AT_LEAST = ("不低于", "不少于", "不得低于", "不得少于", "至少")
# 在全国82个地市中排名: the field of a ranking, not what was reached
_FIELD = re.compile(r"(?:在|于)(?:全国|全省|全市|广东|[\u4e00-\u9fff]{2,3})?$")
_AMONG = re.compile(r"[^,。;]{0,20}中(?:排|位|名|居|列)|[^,。;]{0,12}之一")
# 较上年提升2位: places gained in a ranking
_RANK_MOVES = re.compile(r"(?:提升|上升|跃升|前移|晋升|前进|下降|后移|下滑)了? ?$")
# 最多跑一次 · 一次办好 · 一网通办
_SLOGAN = re.compile(r"(?:最多|只|仅)(?:跑|检查|填|进|找|交|报|见|查)|少跑|跑[零一]|一次(?:办|跑|告知|不)|一[窗网门站]")
# Between the numbers of a row: 85%、77% · 10000元、5000元和3000元
_ROW = re.compile(r" ?(?:、|和|及|与|,|以及) ?(?:至少|分别|不少于)?")
# 资助200名技能人才、2000名重点人才和100名领军人才: each with its own name
_NAMED_ROW = re.compile(r"[\u4e00-\u9fff“”（）()]{1,24}[,、和及与]")
_SHORTENED = re.compile(
    r"(?:压缩|缩短|压减|缩减|减少|控制|精简|减|降低|降|限制|延长|放宽|提速|时间|时长|时限|学习|培训|累计|平均|不少|不低|不超|至少)[^,。;]{0,10}$"
)


def read_targets(text: str, start: int, end: int, kind: Kind) -> tuple[Target, ...]:
    """The figures to be reached (or, in a report, reached) in `text[start:end]`, by place."""
    prose = Prose.of(text, start, end)
    reached = kind in ("progress", "report")
    targets = []
    last: Figure | None = None  # the last target taken, for what stands in a row with it
    for figure in figures(prose.folded):
        in_row = (
            last is not None
            and figure.unit == last.unit
            and (
                _ROW.fullmatch(prose.folded, last.end, figure.start) is not None
                or (not reached and _NAMED_ROW.fullmatch(prose.folded, last.end, figure.start) is not None)
            )
        )
        if not (
            _may_count(prose, figure, reached)
            and (in_row or (_reached(prose, figure) if reached else _asked(prose, figure)))
        ):
            continue
        compare = last.compare if in_row and last and not figure.compared else figure.compare
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


def _may_count(prose: Prose, figure: Figure, reached: bool) -> bool:
    """Whether the figure can be a target at all: not in a name, no date, rank, age, part or condition."""
    folded, at = prose.folded, figure.number_start
    if prose.fenced(at) or prose.fenced(figure.number_end - 1) or figure.unit in NOT_COUNTED:
        return False
    left = folded[max(0, at - 24) : at]
    if (
        _ORDINAL_LEFT.search(left)
        or _EVERY_LEFT.search(left)
        or _SLOGAN.search(folded, figure.start, min(len(folded), figure.end + 3))
    ):
        return False
    if figure.unit == "年" and figure.value >= 1900:
        return False
    if figure.unit == "岁" and not _REACHED_AGE.search(left):
        return False
    if figure.unit in TIME_UNITS and not _SHORTENED.search(folded[max(0, figure.start - 16) : at]):
        return False
    if _STATE_BEFORE.search(left) and _CHANGES.match(folded, figure.number_end):
        return False
    if figure.unit == "位" and _RANK_MOVES.search(left):
        return False
    if figure.unit == "人" and folded.startswith("间", figure.number_end):  # 2人间病房
        return False
    if _COMPARED.search(left) and not figure.compared:
        return False
    clause_start, clause_end = prose.clause(at)
    if clause_end - clause_start < LONGEST_PASSAGE and _CONDITION.search(folded[clause_start:clause_end]):
        return False
    return not _marks_out(folded, figure)


def _marks_out(folded: str, figure: Figure) -> bool:
    """Whether the figure says which things are meant: 投资1亿元以上的项目, 厚度低于0.01毫米的地膜."""
    follows = folded[figure.end : figure.end + 4]
    if figure.prefix in _MARKS_OUT and figure.unit != "%" and follows.startswith("的"):
        return True
    if figure.suffix in ("以上", "及以上", "或以上", "以下", "及以下") and (
        figure.unit in MEASURES or figure.unit in TIME_UNITS
    ):
        return bool(_NAME_FOLLOWS.match(follows)) and not _VERB_FOLLOWS.match(follows)
    return False


def _asked(prose: Prose, figure: Figure) -> bool:
    """Whether a plan asks for the figure."""
    folded, at = prose.folded, figure.number_start
    clause_start, _ = prose.clause(at)
    before = folded[max(clause_start, figure.start - _ASK_REACH) : figure.start]
    if _GIVES.search(before) and figure.prefix not in _AT_LEAST and figure.unit not in _RECEIVERS:
        return False
    asks = _ASKS.search(before) is not None
    if figure.han:
        zero = folded.startswith("零", at) and figure.unit in ("次", "起", "例")
        return zero or (figure.compared and (figure.prefix in _AT_LEAST or (asks and figure.suffix == "以上")))
    if figure.compared or figure.unit in ("%", "倍", "个百分点", "百分点"):
        return True
    if _PARTS.match(folded, figure.number_end):
        return False
    if _COUNTED_OFF.search(before):
        return (
            before.rstrip().endswith("等")
            and _WORKS_UPON.search(folded, max(clause_start, at - LONGEST_PASSAGE), at) is not None
        )
    return asks


def _reached(prose: Prose, figure: Figure) -> bool:
    """Whether a report gives the figure as reached: every counted one but the field of a ranking."""
    folded, at = prose.folded, figure.number_start
    if figure.han:
        return False
    return not (_FIELD.search(folded[max(0, at - 6) : at]) and _AMONG.match(folded, figure.number_end))

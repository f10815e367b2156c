"""The words around a moment as a set of marks: …前, 到…, 自…起, 比…, …的. What they make of it: `rules`.

Each pattern is a row with an example, of which it takes the words on its side of the moment, and a
counter-example.
"""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.reading.pattern_rows import left, right
from builder.reading.prose import Prose
from builder.reading.time.patterns import DASH, PATTERN_OF

_LOOK_BACK = 16
_MODAL = r"(?<![主重首紧])要(?![素点求闻件])|(?<![供反效相响])应(?![急用])|须|(?<!大)将(?!军)"
_ANY_VERB = re.compile(f"{PATTERN_OF['verbs']}|{PATTERN_OF['more_verbs']}|{_MODAL}|[\u4e00-\u9fff]完(?!善)|完毕")
_OPENERS = ',。;:!?\n\t()[]【】”" —'

# What may stand between a moment and its 前 or 起: (含当日), (星期五), 17:00, 24时, 下班
_CLOCK = r"(?:\([^()\n]{1,8}\))?(?: ?(?:上午|中午|下午|晚上?)?\d{1,2}[:时点](?:\d{2}[时分]?)?)?(?:下班)?"
_NO_BEFORE = (
    r"[期置沿端瞻述茅来往景后身锋途线茬言半]|列(?![出入])|提(?![交出供请升高前])|移(?![交送])|方(?!案)"
    r"|[一二三四五六七八九十\d两]+(?:个|季度|名|位|批|届|类)"
)


# Words straight behind the moment that belong to it; the first row that fits is the one
RELATIONS = (
    right("before", rf"{_CLOCK}(?:之前|以前|前夕|前(?!{_NO_BEFORE}))", "(周五)下班前", "前三季度"),
    right(
        "onwards",
        r"(?:(?:零|\d{1,2})[时点])?(?:日?起(?![草步点诉底降用重飞算来伏止码到至])|开始|始)|"
        rf"(?:{DASH}|至)(?:长期|今后|以后)",
        "起",
        "起草",
    ),
    right("until", rf"(?={_CLOCK}止(?![步痛损血]))", "24时止", "止损"),
    right("since", r"以来|为止|至今|迄今", "以来", "来"),
    right("later", r"以后|之后|后(?![续备台])", "后", "后续"),
    right("inside", r"之内|以内|内(?![部容设控外需河涝蒙地陆])|期间", "期间", "内蒙古"),
)
# Words straight before the moment that belong to it
OPENINGS = (
    left(
        "from_issue",
        r"(?:自|从)?(?:本?[\u4e00-\u9fff]{0,4}(?:印发|下发|发布|公布|发文|发出|签发|出台|施行|实施)之日|即日|现在)起 ?(?:至|到|"
        rf"{DASH})",
        "即日起至",
        "即日",
    ),
    left("arrival", r"截止到|截止至|截止|截至|(?<![虑识意遇感])到|至|提前到|延长至", "截至", "至少"),
    left("departure", r"自从|自|从", "自", "自行"),
)
# Words straight before the moment that say of it what they say
LEFT = (
    left(
        "latest",
        r"不迟于|不晚于|(?:最迟|至迟|最晚|至晚)(?:应当?|须|要)?(?:于|在|自|不超过)?|赶在|截止(?:时间|日期|期限)(?:为|是)?:?"
        r"|(?:完成|整改|办结|落实|实施|工作|申报|报名|受理)(?:时间|日期|期限|时限)(?:为|是|定为|截止到?|延长?至)",
        "最迟不超过",
        "超过",
    ),
    left(
        "compared_with",
        r"有效期?限?(?:截止|截)?[至到为]?|比|较|同|与|以|相当于|(?<!不)超过|高于|低于|(?<!不)(?<!不[得能应会])(?<!最)(?:晚于|早于)|恢复到|维持在?",
        "高于",
        "最迟不超过",
    ),
    left(
        "validity",
        r"(?:有效期限?|执行期限?|政策期限?|适用(?:于|时间|期限?)|(?:计算|统计|核算)(?:时间|期间|时段))(?:为|是|:)?(?:自|从|于|在)?",
        "有效期自",
        "有效期内",
    ),
    left("as_of", "截[至止]到?", "截至", "至"),
    left("issuer", r"(?:办公室|公司|[局厅委府部院会处])", "县水务局", "务必"),
    left(
        "natural_period",
        rf"(?:{PATTERN_OF['natural_periods']})期(?:限|间)?(?:一般)?(?:(?:为|是|:)(?:每年)?|\((?:每年)?)"
        r"|[期季](?:为|是)每年",
        "防火期为",
        "整治期为",
    ),
    left(
        "counted_to",
        r"(?:计算|统计|核算)(?:时间)?(?:均|统一)?(?:截止|截至)(?:到|至|于)?|任职时间(?:截止|截至)(?:到|至|于)?",
        "年限计算截止到",
        "截止到",
    ),
    left("taken", r"(?:将|把)(?:(?:第?[一二三四1-4](?:季度)?|上半年)[、和及与])*", "将第一、", "于第一、"),
    left("upon", r"(?<![应针面相反])对于?其?|按照?其?", "对", "应对"),
    left("on", r"(?<![属用位处由至基对关等低高多少])于", "应于", "用于"),
    left("stated_past", r"已经?(?:于|在)?|曾经?(?:于|在)?|早在", "已于", "并于"),
    left("governed", PATTERN_OF["governing"], "落实", "力争"),
    left("adverbial", PATTERN_OF["adverbial"], "力争", "落实"),
)
# Words behind the moment and its relation
RIGHT = (
    right(
        "basis_of_comparison",
        r"相比|同期|同比|的?基础上|为(?:基[数期准]|底数|起点)|基数|相当|持平|水平",
        "的基础上",
        "基本",
    ),
    right(
        "unfulfilled",
        r" ?(?:仍|还|尚)?(?:没有?|未能?|不能)[^,。;\n]{0,30}的(?=[,。;\n]|$)",
        "仍未完成任务的",
        "完成任务的",
    ),
    right(
        "past",
        r"[^。;!?\n]{0,20}?(?:已经|已(?!有|建|批准|投|纳入|设|签|取得|登记|办)|曾|[成定发开行](?:立|展)?了)"
        r"|[^。;!?\n]{0,60}?(?:[进举]行了|取得了|召开了|出台了|印发了|下发了|开展了|组织了|完成了|实现了|建立了|形成了)(?!的|[^,。;]{0,12}基础)",
        ",我市已完成",
        "已建成的",
    ),
    right("already", r"已经?[^,。;:、]{1,12}的[\u4e00-\u9fff]{2}", "已批准设立的小店", "已批准,"),
    right("relative_clause", r"[^,。;:、]{2,20}的[\u4e00-\u9fff]{2}", "建成使用的场所", "的账目"),
    right(
        "matter",
        r"(?:[、和及与](?:第?[一二三四1-4]季度|下半年|全年|全部))*[^,。;\d]{0,12}(?:情况|报表|数据|总结|成果|小结)",
        "及全年任务完成情况",
        "完成任务",
    ),
    right(
        "natural_period_behind",
        rf"为[^,。;\n]{{0,8}}(?:{PATTERN_OF['natural_periods']})期",
        "为全市禁渔期",
        "为集中攻坚期",
    ),
    right(
        "imprint",
        r" ?印发(?=$|[ \n。(]|附件|打字|校对|\d|共印)",
        "印发附件",
        "印发方案",
    ),
    right("blank", r" ?月 ?日", "月日", "月底"),
    right("standing", r",[^,。;]{0,16}(?:所辖|管辖|共有|现有|拥有|库存|余额)", ",全县现有", ",全县完成"),
    right("stage", r"为[^,。;\n]{0,10}(?:期|阶段)", "为集中攻坚期", "为目标"),
    right(
        "bringing_about",
        rf" ?(?:{PATTERN_OF['before_bringing_about']})?(?:{PATTERN_OF['bringing_about']})",
        "全面完成",
        "目标",
    ),
    right("done_then", rf"(?:已|新)?(?:{PATTERN_OF['relative']})的", "新出台的", "出台"),
    right(
        "thing",
        r"(?:工作)?(?:总结|小结|报告|报表|计划)(?=于|应|要|须|在|分别|报|由)|"
        rf"的(?!第)|[-—~]?\d(?![\d.]*%)|{PATTERN_OF['things']}|前[一二三四\d](?:季度|个月)|(?:项目|任务|工程|计划)[于应要须由在]"
        r"|(?:国家|全国|世界|国际|全民|中国)[^,。;\n]{0,12}?(?:日|节|周|月)(?![前底内起])",
        "前三季度",
        "的第一个月",
    ),
    right(
        "paper",
        rf"(?:(?!(?<!已)(?:完成|制[定订]|编制|印发|出台|启动)(?!的))[^,。;:!?\n]){{0,16}}?(?:{PATTERN_OF['papers']})"
        r"(?:[,。;:!?)、\n的和及]|$|为|共|另行|详?见|附后|[在以][^,。;\n]{1,20}(?:为|安排))",
        "民生工作要点。",
        "要点评三次",
    ),
    right(
        "verb",
        rf" ?(?:{PATTERN_OF['before_verbs']}){{0,3}}(?:{PATTERN_OF['verbs']}|对|由(?!于|此)|所有|各|每|以|逐[一个项]|统一|一并)",
        "基本完成",
        "工作基本完成",
    ),
    # 通过“九五”期间的努力
    right("effort", r"的?(?:不懈|共同|持续|艰苦|辛勤)?(?:努力|奋斗|攻坚)(?=[,，、])", "的努力,", "的努力方向"),
    right("of", "的", "的", "前"),
)
# 二、发展目标2020年,出台…: a heading that has lost its line end
_AFTER_HEADING = re.compile(r"(?:目标|任务|步骤)$")
# 7月1日15:00填报, 6月30日24时结束
_OF_DAY = re.compile(r" ?(?:上午|中午|下午|晚上?)?(?:\d{1,2}:\d{2}|\d{1,2}[时点](?:\d{2}分|半|整)?)(?![前止起])")
# 前三季度: the first three, of which the third is the moment
_FIRST_QUARTERS = re.compile(r"前[二三23] ?季度")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one moment, or a row of them. `start` and `end` take in the words that belong to
    it (到…, …前, 自…起). `marks` are the names of the rows that fit and `described` (it tells which year's
    thing is meant), `opened` (it begins its clause) and `free` (it stands where an adverb of time stands)."""

    start: int
    end: int
    marks: frozenset[str]

    def has(self, *names: str) -> bool:
        """Whether one of the marks is among them."""
        return not self.marks.isdisjoint(names)


@lru_cache(1024)  # what repeats, what lends its year and what is due ask for the same moments
def around(prose: Prose, start: int, end: int) -> Around:
    """The context of the moment at `start:end`."""
    folded = prose.folded
    sentence_start, _ = prose.sentence(start)
    if _FIRST_QUARTERS.match(folded, max(sentence_start, start - 1), end):
        start -= 1
    left = folded[max(sentence_start, start - _LOOK_BACK) : start]
    marks: set[str] = set()
    tail, first = end, start
    for row in RELATIONS:
        if relation := row.pattern.match(folded, end):
            marks.add(row.name)
            tail = relation.end()
            break
    else:
        if clock := _OF_DAY.match(folded, end):
            tail = clock.end()
    for row in reversed(OPENINGS):
        if opening := row.pattern.search(left):
            marks.add(row.name)
            first = start - (len(left) - opening.start())
    marks.update(row.name for row in LEFT if row.pattern.search(left))
    marks.update(row.name for row in RIGHT if row.pattern.match(folded, tail))
    if not left or left[-1] in _OPENERS or "adverbial" in marks or _AFTER_HEADING.search(left):
        marks.add("opened")
    if _describes(prose, tail, marks):
        marks.add("described")
    if "opened" in marks or ("verb" in marks and "governed" not in marks):
        marks.add("free")
    return Around(first, tail, frozenset(marks))


def _describes(prose: Prose, tail: int, marks: set[str]) -> bool:
    """Whether what follows a moment is the thing that it describes, and not what is done in it."""
    if marks & {"bringing_about", "stage"}:
        return "done_then" in marks
    if marks & {"thing", "done_then", "paper"}:
        return True
    # 2019年中国国际进口博览会筹备工作。: nothing is done in the rest of the clause
    _, clause_end = prose.clause(tail)
    rest = prose.folded[tail : min(clause_end, tail + 60)]
    if "on" in marks:
        return False
    return len(rest) > 3 and "\u4e00" <= rest[0] <= "\u9fff" and not _ANY_VERB.search(rest)

"""Rules by which a notice says who leads in its clauses: by place (列首位的为牵头单位), by the marks that part groups of
bodies (逗号前为牵头单位，分号后为配合单位), and what the rest are then (其余为配合单位).

A rule within a clause binds from that clause on; one in a sentence of its own (说明, 注, the notice's letter) binds all
clauses, or those that its own 以上 or 以下 point to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import LEAD, SUPPORTING, Role
from builder.language.wordlists import alternatives
from builder.reading.agencies.patterns import named

_MARKS = {
    "逗号": ",，", "顿号": "、", "分号": ";；", "句号": "。", "冒号": ":：", "斜杠": "/／", "斜线": "/／", "竖线": "|｜",
    "空格": " \u3000", "“,”": ",，", "“、”": "、", "“;”": ";；", "“/”": "/／", "“|”": "|｜",
    '","': ",，", '"、"': "、", '";"': ";；",
}  # fmt: skip
"""The marks that part groups of bodies, by the names that rules give them."""
_UNIT = "(?:(?:责任|承办|落实|负责|承担|主体|参与)?(?:单位|部门|机构|主体|处室|科室|地区)|者)"
_LEADER = rf"(?:总?(?:{LEAD})(?:或者?[一-龥]{{2}})?|(?:主要|首要|第一|主体)责任|总?(?:负责|主责))(?:责任)?(?:单位|部门|机构|主体|方|者|处室|科室)?"
_IS = r"(?:即为|作为|为|是|系|即|担任)"
_OF_TASK = r"(?:(?:该|本|此|相应|对应|各)项?(?:重点)?(?:工作|任务|事项|措施)?的?)?"
_LEADS = (
    rf"(?:的?(?:均|都|一律|应|应当|则|要)*(?:{_IS}{_OF_TASK}{_LEADER}|(?:总体?)?(?:{LEAD})(?!单位|部门|机构|人)|负(?:总责|主要责任|主体责任|牵头责任)"
    rf"|负责(?:{LEAD})|(?:承担|履行)(?:{LEAD})(?:责任|职责)))"
)
_PLACED = "(?:(?:排列|排名|排序|位列|位于|名列|位居|居于|列在|列示|所列|列出|标注|列|排|居|位|处|写)(?:在|于|为)?|在)?"
_FIRST_PLACE = (
    rf"{_PLACED}(?:(?:首|第[一1])(?:顺位|序位|顺序|位|名|个|家)|首列|首|第一"
    rf"|最?前(?:面|列|端)|最前|(?<=[列排居位在])前(?=者|的|为)|第[一1](?={_UNIT}))(?:位|名|个|家)?的?"
    rf"{_UNIT}?"
)
_FIRST_NOT_ALONE = rf"{_PLACED}(?:首|第[一1])(?:顺位|序位|位|名|个|家)的?{_UNIT}?|{_PLACED}第[一1]的?{_UNIT}"
_MARK = f"(?:{alternatives(_MARKS)})"
_BEFORE = rf"(?:第一个|首个|以|用)?(?P<mark>{_MARK})(?:以|之)?前(?:面|部分|边)?的?{_UNIT}?"
_FIRST = named(
    "first place leads",
    rf"(?<![一二三四五六七八九十])(?:以|由)?{_FIRST_PLACE}{_LEADS}"
    rf"|(?<![一-龥])(?:{LEAD})(?:责任)?(?:单位|部门)(?:均|都)?(?:{_IS}|指)?[^,;。:()\n]{{0,16}}?"
    rf"(?:{_FIRST_NOT_ALONE}|{_PLACED}第一)(?=[,;。)\]\n]|\Z)",
    example="排在首位的为牵头单位",
    counter="第一责任人为主要领导",
)
_BEFORE_MARK = named(
    "those before a mark lead", rf"{_BEFORE}{_LEADS}", example="逗号前为牵头单位", counter="逗号前为姓名"
)
_PARTED = named(
    "a mark parts who leads",
    rf"(?:{LEAD})(?:责任)?(?:单位|部门)(?:与|和|、|及)(?P<rest>[一-龥]{{2}})(?:单位|部门)(?:之间)?(?:均|统一)?(?:用|以|由)"
    rf"(?P<parts>{_MARK})(?:隔开|分隔|分开|区分|间隔|区别)"
    rf"|(?:{LEAD})(?:责任)?(?:单位|部门)(?:均|统一)?(?:用|以|由)(?P<parts2>{_MARK})(?:与|和)"
    rf"(?P<rest2>[一-龥]{{2}})(?:单位|部门)(?:隔开|分隔|分开|区分|间隔|区别)",
    example="牵头单位与配合单位以分号隔开",
    counter="牵头单位以书面形式报告",
)
_REST = named(
    "what the rest are",
    rf"(?:其余|其他|其它|其后|(?<![一-龥])后|后面|之后|后者|剩余|余下|另外|{_MARK}(?:以|之)?后)(?:面|部分|边|均|都|各)?的?(?:几个|各)?{_UNIT}?"
    rf"(?:的?(?:均|都|则|一律|应)?{_IS}{_OF_TASK}(?P<role>(?:{SUPPORTING})+|责任|参与|参加|成员|承办|落实)(?:责任)?(?:单位|部门|机构|方|者|处室)?"
    rf"|(?:按照?[^,;。]{{0,10}}|分别|积极|密切|共同|做好)*(?P<helps>{SUPPORTING}))",
    example="其余为配合单位",
    counter="其余单位要提高认识",
)
_LIKEWISE = r"(?:[,。;]?(?:以|以下)?(?:下|后|余)(?:均|皆|都)?同(?![时意志步等样类期一])|[,。;]?以此类推)?"
LIKEWISE = named("holds below too", _LIKEWISE[:-1], example=",以下均同", counter="下同时")
_REST_WITHIN = 24
_POINTED_AT = "(?=各|任务|工作|事项|措施|内容|责任|所列|表|条款)"
_POINTS = re.compile(
    rf"(?P<up>(?<![个家位])(?:以上|上述|上列|上表){_POINTED_AT})|(?P<down>(?<![个家位])(?:以下|下列|下述|下表){_POINTED_AT})"
)
_MAY_STATE = re.compile(f"{LEAD}|总责|主责|第一责任")
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

LEAD_MARKS = "★☆▲△▼▽◆◇●○◎■□※＊*#"
"""Signs by which a list marks who leads, where the text says so: 带★的为牵头单位."""
_SIGN = rf"[“\"]?(?P<sign>[{LEAD_MARKS}])[”\"]?(?:字?号|标记|标识|标志|符号)?"
_ROLE_OF_SIGN = rf"(?P<role>总?(?:{LEAD})|(?:{SUPPORTING})+|(?:主要|首要|第一)?责任|主责)"
_SIGN_FIRST = named(
    "sign and what it means",
    rf"{_SIGN}(?:标[注记识])?的?{_UNIT}?的?(?:均|都)?(?:即?为|是|系|表示|代表|指|:){_OF_TASK}{_ROLE_OF_SIGN}",
    example="带★的为牵头单位",
    counter="★市水务局",
)
_SIGN_LAST = named(
    "what a sign means and the sign",
    rf"{_ROLE_OF_SIGN}(?:责任)?(?:单位|部门)(?:名称)?(?:之?[前后]面?)?(?:均|都|统一)?(?:以|用|标注?|标有|标明|加注?|带|打|注有?|有|为)+{_SIGN}",
    example="牵头单位前标★",
    counter="牵头单位：★市水务局",
)


@dataclass(frozen=True, slots=True)
class LeadRule:
    """`text[start:end]` says that the first body leads, or where `marks` is not empty all bodies before the first of
    these marks; `rest`: the role of the others, None where nothing is said. It binds clauses that end behind `from_`
    and not behind `until`."""

    start: int
    end: int
    marks: str = ""
    rest: Role | None = None
    from_: int = 0
    until: int | None = None


def rule_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places in a clause that say how to read it and name nobody."""
    if not _MAY_STATE.search(text, start, end):
        return []
    return [(start + rule.start, start + rule.end) for rule in find_lead_rules(text[start:end].translate(_FOLD))]


def find_signs(folded: str) -> list[tuple[int, int, str, Role]]:
    """Where a text, widths folded, says what a sign beside a body means (带★的为牵头单位, 配合单位前标△): its start and end,
    the sign and the role; what it says of the others (其余为配合单位) as the sign "".

    A text without such signs is not looked through."""
    found: list[tuple[int, int, str, Role]] = []
    if not any(sign in folded for sign in LEAD_MARKS):
        return found
    for pattern in (_SIGN_FIRST, _SIGN_LAST):
        for match in pattern.finditer(folded):
            found.append((match.start(), match.end(), match["sign"], _role(match["role"])))
            rest = _REST.search(folded, match.end(), _sentence_end(folded, match.end(), len(folded)))
            if rest and rest.start() - match.end() <= _REST_WITHIN:
                found.append((*rest.span(), "", _role_of_rest(rest["role"] or rest["helps"])))
    return sorted(found)


def _role(words: str) -> Role:
    if re.search(rf"{LEAD}|主要责任|首要责任|第一责任", words):
        return "lead"
    return _role_of_rest(words)


@lru_cache(64)  # conventions, clauses and tables ask for those of the whole text
def find_lead_rules(folded: str, start: int = 0, end: int | None = None) -> tuple[LeadRule, ...]:
    """The rules stated in `folded[start:end]`, a text with widths folded, in order."""
    stop = len(folded) if end is None else end
    found: list[LeadRule] = []
    for match, marks, rest in sorted(_stated(folded, start, stop), key=lambda each: each[0].start()):
        if found and match.start() < found[-1].end:
            continue
        said = _REST.search(folded, match.end(), min(stop, _sentence_end(folded, match.end(), stop)))
        near = said if said and said.start() - match.end() <= _REST_WITHIN else None
        if near and rest is None:
            rest = _role_of_rest(near["role"] or near["helps"])
        last = near.end() if near else match.end()
        likewise = LIKEWISE.match(folded, last, stop)
        from_, until = _bounds(folded, match.start())
        found.append(LeadRule(match.start(), likewise.end() if likewise else last, marks, rest, from_, until))
    return tuple(found)


def _stated(folded: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], str, Role | None]]:
    for match in _FIRST.finditer(folded, start, stop):
        yield match, "", None
    for match in _BEFORE_MARK.finditer(folded, start, stop):
        yield match, _MARKS[match["mark"]], None
    for match in _PARTED.finditer(folded, start, stop):
        yield match, _MARKS[match["parts"] or match["parts2"]], _role_of_rest(match["rest"] or match["rest2"])


def _role_of_rest(words: str) -> Role:
    return "supporting" if re.search(SUPPORTING, words) else "responsible"


def _sentence_end(folded: str, at: int, stop: int) -> int:
    found = re.compile(r"[。\n)\]]").search(folded, at, stop)
    return found.start() if found else stop


def _bounds(folded: str, at: int) -> tuple[int, int | None]:
    """Which clauses a rule at `at` binds: behind which place, and before which, None for no end."""
    line = folded.rfind("\n", 0, at) + 1
    before = folded[line:at]
    opened = max(before.rfind(mark) for mark in "([{【〔")
    closed = max(before.rfind(mark) for mark in ")]}】〕")
    if opened > closed and not re.search(r"(?:注|备注|说明)", before[opened : opened + 4]):
        return at, None  # within a clause
    if _LABELLED.search(before):
        return at, None
    sentence = max(before.rfind("。"), before.rfind(";")) + 1
    points = _POINTS.search(before, sentence)
    if points:
        return (0, at) if points["up"] else (at, None)
    return 0, None


_LABELLED = re.compile(rf"(?:责任|(?:{LEAD})|(?:{SUPPORTING})|落实|承办|负责)(?:单位|部门):[^。]*$")


_LOOKS = "加粗|粗体|黑体|楷体|仿宋|斜体|下划线|划线|划横线|横线|标[红黄蓝]|[红蓝黑]色|[红黑]字|字体|字号|阴影|底[纹色]|括号|[逗顿分句]号|斜杠|空格"
_OF_ROLE = rf"(?:{LEAD}|{SUPPORTING}|责任|承办|落实)(?:责任)?(?:单位|部门|方|者)"
_BY_LOOK = named(
    "role by the look of names",
    rf"(?:{_LOOKS})[^。;\n]{{0,16}}?{_OF_ROLE}|{_OF_ROLE}[^。;\n]{{0,12}}?(?:以|用|为|加|标注?)(?:{_LOOKS})",
    example="加粗的为牵头单位",
    counter="黑体字标题",
)
_BY_PLACE = named(
    "role by other places",
    rf"前[两二三四五2-5](?:位|个|家|名)的?{_UNIT}?的?(?:均|都)?(?:{_IS}[^,。;\n]{{0,4}}{_LEADER}|(?:{LEAD})(?!单位|部门))"
    rf"|(?:排列?|列|位|居)(?:名|序|列|在|于)*(?:首位?|第[一二三123]|最?前|末|最?后)[^。;,\n]{{0,12}}"
    rf"(?:{_IS}[^。;,\n]{{0,6}}{_OF_ROLE}|(?:{LEAD})(?!单位|部门))",
    example="前两位为牵头单位",
    counter="前两年牵头完成",
)
_GIVES = named(
    "bodies given to tasks that do not name them",
    rf"(?:凡)?(?:未|没有|无)(?:明确|注明|标明|列明|写明|列出|标注|确定|载明)[^。;,\n]{{0,6}}(?:单位|部门)的?[^。;\n]{{0,14}}由[^。;\n]{{2,40}}"
    rf"|(?:以上|以下|上述|下列|各项|所有|全部)(?:各项)?(?:重点)?(?:任务|工作|事项|措施|内容)[^。;\n]{{0,10}}(?:均|都|一律|皆)需?"
    r"(?:由|涉及|需)[^。;\n]{2,40}(?:负责|落实|牵头|配合|实施)"
    rf"|{_OF_ROLE}(?:中)?(?:均|都|皆|一律)(?:为|是|含|包括|包含|由|涉及)(?!独立|法人)[^。;\n]{{2,40}}",
    example="未列明责任单位的任务，由各县区落实",
    counter="责任单位均要重视",
)


def find_unapplied(folded: str, rules: Iterable[LeadRule]) -> Iterator[tuple[int, int]]:
    """The places that say how to read who does what and that no rule takes up: by how names look, by a place other than
    the first, for tasks that name nobody."""
    stated = [(rule.start, rule.end) for rule in rules] + [found[:2] for found in find_signs(folded)]
    taken = [(max(folded.rfind(mark, 0, start) for mark in "。\n") + 1, end) for start, end in stated]
    for pattern in (_BY_LOOK, _BY_PLACE, _GIVES):
        for match in pattern.finditer(folded):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match.span()


def reaching(rules: Iterable[LeadRule], last: int) -> Iterator[LeadRule]:
    """The rules, those that stand behind the `last` clause of the notice bound to all of it: a note at the foot."""
    for rule in rules:
        yield replace(rule, from_=0) if rule.from_ >= last else rule


def rule_for(rules: Iterable[LeadRule], start: int, end: int) -> LeadRule | None:
    """The rule that binds the clause from `start` to `end`: of several the one stated last before its end, else the
    last of all."""
    binding = [rule for rule in rules if rule.from_ < end and (rule.until is None or start < rule.until)]
    before = [rule for rule in binding if rule.start < end]
    return max(before or binding, key=lambda rule: rule.start, default=None)


def led_by(rule: LeadRule, text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many of the bodies at `spans`, in order, lead by the rule; 0 where no mark parts them."""
    if not rule.marks:
        return 1
    for count, ((_, end), (start, _)) in enumerate(pairwise(spans), 1):
        if any(mark in text[end:start] for mark in rule.marks):
            return count
    return 0

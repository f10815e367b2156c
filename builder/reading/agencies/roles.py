"""The words of a clause → who has which role: 牵头单位:A;责任单位:B · A牵头,B、C配合 · A会同B负责.

lead 牵头, 主办, A in A会同B; supporting 配合, 协助, 参加, 参与, B in A会同B; all else responsible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.language.brackets import depths
from builder.language.role_words import BARE_LABEL, DUTY, LABEL, LEAD, NOUN, UNKNOWN_LABEL, VERB, WORDS, role_of
from builder.language.wordlists import alternatives
from builder.model.notice import Role
from builder.reading.agencies.ellipsis import Body
from builder.reading.agencies.levels import known_office_end
from builder.reading.agencies.lists import read_list, starts_as_body
from builder.reading.agencies.names import may_be_listed
from builder.reading.agencies.offices import is_sentence
from builder.reading.agencies.patterns import named

_NOTE = r"(?:[(（\[［][^()（）\[\]［］]{1,20}[)）\]］])?"
_OTHER_LABEL = re.compile(
    r"(?:(?<=[\s,，;；。)）\]］】(（\[［【])|\A)[^\s,，;；。:：、()（）\[\]［］【】0-9]{2,10}[:：∶]"
)
"""完成时限: · 责任领导: · any other short label; what it introduces is not a list of bodies."""

# What makes 牵头, 负责 … part of a noun: 牵头单位, 负责人, 指导中心, 执行局.
_NOT_NOUN = (
    r"(?!公室|单位|部门|机构|机关|处室|科室|医院|学校|院校|企业|中心|小组|主体|地区|城市|工作(?:局|委|办|组|领导|专班)|人(?!民|力|才)|方(?!案|便|面)|者|局(?!面)|委(?!托|派)|办(?!理|好|结|成|公)|处(?!理|置|罚)"
    r"|科(?!学|技)|站|所(?!有|属|需|辖|在)|部(?!署|分)|组(?!织|建|成)|室|院|会(?!同|商)|制(?![定订发作])|型|期|性)"
)
_MEETING = re.compile(r"会同(?!级)|商(?=[国省市县区州财教公民司][^务业贸标会店城品场])")
_ROLE_REMARK = re.compile(rf"总?(?:{DUTY}|负责)(?:{NOUN})?")
_LEADER_REMARK = re.compile(rf"(?:其中)?[:：]?(?:由)?(.{{2,20}}?)(?:为|是)?总?(?:{LEAD})(?:单位|部门|负责)?")
LEAD_MARKS = "★☆▲△◆◇●○◎■□※＊*#"
"""Signs by which a list marks who leads, where the text says so: 带★的为牵头单位."""
_MARK_LEADS = re.compile(
    rf"(?P<mark>[{LEAD_MARKS}])[”\"]?(?:号|标记|标识|标志|符号)?(?:标注)?的?(?:责任|承办)?(?:单位|部门)?(?:的)?均?(?:即?为|是|系|表示|代表|指)"
    rf"(?:本项|该项)?(?:工作|任务)?的?(?:总?(?:{LEAD})|第一责任)"
)
_FIRST_LEADS = re.compile(
    rf"(?:列|排|排名|位列|名列)?在?(?:第一|首|最前面?|第1)(?:位|个|家|名)?的?(?:责任)?(?:单位|部门|责任单位|责任部门)?(?:为|是|系|即为|即|牵头)(?:本项|该项|此项)?(?:工作|任务)?的?(?:总?(?:{LEAD})|单位牵头|$)"
)
_SKIPPED = re.compile(
    r"\s*(?:(?:排名|排序)?不分先后|(?:列|排|位列|排名)在?(?:第|首|最前)|首位|第一(?:责任单位[为是系即]|[位个家])|下同|不另|同上|不再|均需|(?:注[:：]?\s*)?(?:以?[带标注有]+)?[“\"]?[★☆▲△◆◇●○◎■□※＊*#][”\"]?(?:号|标记|标识|标志)?(?:标注)?的?(?:责任|承办)?(?:单位|部门)?均?[为是系表代]|长期坚持|长期推进|持续推进|持续实施|常年|立即|即时|即行|适时|限期|逐年|常态化|已完成"
    r"|(?:到|于|在|自|截至|力争|确保|计划)?(?:[12１２]\d{3}年|\d{1,2}月|每年|每季度|每月|年底|今年|明年|全年|上半年|下半年))"
)


_LABEL_PATTERN = re.compile(
    rf"(?P<label>{LABEL}){_NOTE}\s*(?:[:：∶]|(?:为|是)[:：]?(?!主|本|核|重|总?牵头)|(?<=[位门室])[ \u3000\t]+(?=[一-龥]))"
    rf"|(?<=[(（\[［【〔;；，,\n])\s*(?P<bare>{BARE_LABEL})[:：∶](?=\s*[一-龥])"
    rf"|(?<![一-龥])(?P<unknown>{UNKNOWN_LABEL}){_NOTE}\s*[:：∶]"
    rf"|[\[［【〔](?P<boxed>{LABEL}){_NOTE}[\]］】〕][ \u3000\t]*[:：]?(?![\s（(]*$)"
)
"""牵头单位: · 责任单位(部门): · 市级责任单位: · 责任处室: · 责任单位(列第一的为牵头单位): as group `label`,
【责任单位】 as group `boxed`; 认领单位: as group `unknown`."""
_KNOWN_AT_END = re.compile(rf"(?:{DUTY})(?:{NOUN})$")
_VERB = re.compile(rf"(?:{VERB}|\d{{2,4}}年){_NOT_NOUN}")
_ADVERB = re.compile(
    rf"(?:{alternatives(WORDS['adverbs'])}"
    rf"|(?:按照?|依照?|依据|根据|结合|在)(?:各自)?的?(?:{alternatives(WORDS['manner'])}|[和与、])+内?)+$"
)
# 市财政局按分片包干要求负责: how, in words that no list knows
_MANNER = named(
    "manner",
    r"(?:按照?|依照|依据|根据|结合|围绕|对照|立足)(?=.)[^,，。;；:：、()（）]{1,16}$",
    example="市财政局按分片包干原则",
    counter="按市财政局、",
)
_AFTER_VERB = re.compile(f"(?:{alternatives(WORDS['after_verbs'])})*")


LEVEL_LABEL = re.compile(
    r"(?:(?<=[(（\[［【〔;；。\n\t])|\A)\s{0,20}(?:国家|中央|省|自治区|兵团|市|州|盟|地|师市|县|区|旗|镇|乡|街道|村|团|省市|市县|县市|县区|区县|旗县|市州|县乡|镇村|乡镇|镇街|县[(（]市、区[)）])"
    r"(?:级|本级|直|属|层面|级层面)?(?:部门|单位)?[:：∶](?=\s*[一-龥])"
)
"""市级: in (市级:市教育局;县级:各县区教育局): a list of bodies by level."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body and the role that the words give it; `mark`: the sign beside it (★)."""

    body: Body
    role: Role
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a clause says. `explicit_lead`: a word makes someone lead; `first_leads`: the clause itself says that
    the first named leads; `open`: 等 leaves its list open; `unread`: places that name nobody known as a body;
    `labelled`: it has a label of bodies; `guessed`: labels and words of manner that no list knows."""

    assigned: tuple[Assigned, ...]
    explicit_lead: bool
    first_leads: bool
    open: bool
    unread: tuple[tuple[int, int], ...]
    labelled: bool
    lead_mark: str = ""
    guessed: tuple[tuple[int, int], ...] = ()


def lead_mark(words: str) -> str:
    """The sign that marks who leads (带★的为牵头单位 → ★), or nothing."""
    said = _MARK_LEADS.search(words)
    return said["mark"] if said else ""


def says_first_leads(words: str) -> bool:
    """列第一的为牵头单位 and the like."""
    return bool(_FIRST_LEADS.search(words))


def read_roles(text: str, start: int, end: int, given: Role | None = None) -> Assignment:
    """Who is made responsible by the words of a clause, its brackets aside; `given`: the role of a label before them."""
    assigned: list[Assigned] = []
    unread: list[tuple[int, int]] = []
    guessed: list[tuple[int, int]] = []
    is_open = labelled = False
    for found in find_labels(text, start, end):
        if found["unknown"]:
            guessed.append(found.span("unknown"))
    for label, from_, to in _labelled(text, start, end, given):
        labelled = labelled or label is not None
        for sentence_start, sentence_end in _sentences(text, from_, to):
            lists = _Lists(label, guessed)
            for role, list_start, list_end in _segments(text, sentence_start, sentence_end, lists):
                listing = read_list(text, list_start, list_end)
                is_open = is_open or listing.open
                for body in listing.bodies:
                    if body.certain or (len(body.name) <= 20 and not is_sentence(body.name)):
                        assigned.append(
                            Assigned(
                                body,
                                role_of(body.remark) if _ROLE_REMARK.fullmatch(body.remark) else role,
                                _mark_beside(text, body),
                            )
                        )
                    if not body.certain:
                        unread.append((body.start, body.end))
    leaders = {said[1] for entry in assigned if (said := _LEADER_REMARK.fullmatch(entry.body.remark))}
    if leaders:
        assigned = [
            replace(e, role="lead" if e.body.written in leaders or e.body.name in leaders else e.role) for e in assigned
        ]
    return Assignment(
        assigned=tuple(sorted(assigned, key=lambda entry: entry.body.start)),
        explicit_lead=any(entry.role == "lead" for entry in assigned),
        first_leads=says_first_leads(text[start:end]),
        open=is_open,
        unread=tuple(unread),
        labelled=labelled,
        lead_mark=lead_mark(text[start:end]),
        guessed=tuple(guessed),
    )


def _mark_beside(text: str, body: Body) -> str:
    """The sign that stands right before or after a body."""
    return next(
        (
            char
            for char in text[body.end : body.end + 1] + text[max(0, body.start - 1) : body.start]
            if char in LEAD_MARKS
        ),
        "",
    )


def find_labels(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The labels of bodies in `text[start:end]`; one that no list knows only where a body follows."""
    at = start
    while found := _LABEL_PATTERN.search(text, at, end):
        label = found["unknown"]
        if label and (_KNOWN_AT_END.search(label) or starts_as_body(label)):
            at = found.start() + 1  # 市工信局配合单位: the label is its end
            continue
        at = found.end()
        if not label or starts_as_body(text[at : min(end, at + 20)].lstrip()):
            yield found


def _labelled(text: str, start: int, end: int, given: Role | None) -> Iterator[tuple[Role | None, int, int]]:
    """The stretches of a clause, each with the role of the label before it; None where it has no label."""
    marks: list[tuple[int, int, Role | None]] = []
    for found in find_labels(text, start, end):
        words = found["label"] or found["boxed"] or found["bare"] or found["unknown"]
        if words.startswith(("成员", "工作", "建设", "组织", "监督")) and found[0][-1] in "为是":
            continue
        marks.append((found.start(), found.end(), role_of(words)))
    taken = {end_of for _, end_of, _ in marks}
    for found in LEVEL_LABEL.finditer(text, start, end):
        if found.end() not in taken:
            above = [role for start_of, _, role in marks if start_of < found.start()]
            marks.append((found.start(), found.end(), above[-1] if above else given or "responsible"))
    known = {end_of for _, end_of, _ in marks}
    for found in _OTHER_LABEL.finditer(text, start, end):
        if found.end() not in known:
            marks.append((found.start(), found.end(), None))
    marks.sort()
    if not marks:
        yield given, start, end
        return
    if text[start : marks[0][0]].strip():
        yield given, start, marks[0][0]
    for i, (_, after, role) in enumerate(marks):
        to = marks[i + 1][0] if i + 1 < len(marks) else end
        if role:
            yield role, after, to


# A、B按职责分工: how, and no verb after it
_BY_DUTY = re.compile(
    r"等?(?:有关|相关)?(?:部门|单位)?(?:按照?|依照?|依据|根据)(?:各自)?的?(?:工作|部门|法定|岗位|任务|管理|属地|职能|分管|行业|业务)*(?:职责|职能|职权|分工|属地|领域|条线)(?:任务|职责|职能|和|、|权限|分工|管理|原则)*\s*$"
)
_OF_OTHERS = re.compile(
    r"\s*(?:以下|下列|注|备注|说明|上述|不再|(?:(?:本[一-龥]{2})?(?:具体|各项|其他|其余|所有|以上|相关)?(?:各项)?(?:任务|工作|事项|措施|内容)|责任单位)[^、,，:：]{0,10}(?:均|都|还))"
)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences that name bodies; one on how to read the others (以下责任单位均包括…) is the notice's, not this
    task's."""
    for from_, to, _ in _pieces(text, start, end, ";；。\n"):
        if text[from_:to].strip() and not _OF_OTHERS.match(text, from_, to):
            yield from_, to


def _pieces(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int, str]]:
    """The pieces between `marks`, brackets kept whole, with the mark that ends each."""
    at = start
    depth = depths(text, start, end)
    for i in range(start, end):
        if depth[i - start] == 0 and text[i] in marks:
            yield at, i, text[i]
            at = i + 1
    yield at, end, ""


_OF_CLASS_AT_END = re.compile(r"的[^的]{0,16}(?:部门|单位|机构|机关|企业|地区|政府|[县区市]|乡镇)\s*$")


def _segments(text: str, start: int, end: int, lists: _Lists) -> Iterator[tuple[Role, int, int]]:
    """The lists of bodies in a sentence, each with its role; a list without a verb of its own waits for the next."""
    for from_, to, _ in _pieces(text, start, end, ",，"):
        yield from _segments_of_piece(text, start, from_, to, lists)
    yield from lists.settle("responsible")


class _Lists:
    """The lists of one sentence whose role is not said yet: `waiting` for a verb; in A会同B, A is in `before`, B in
    `with_`. `guessed` takes the places of words of manner that no list knows."""

    def __init__(self, label: Role | None, guessed: list[tuple[int, int]]) -> None:
        self.label = label
        self.guessed = guessed
        self.waiting: list[tuple[int, int]] = []
        self.with_: list[tuple[int, int]] = []
        self.before: list[tuple[int, int]] = []
        self.has_settled = False

    def settle(self, role: Role) -> Iterator[tuple[Role, int, int]]:
        """All lists so far with the role that a verb gives them; the label's role is stronger than 负责."""
        by_verb = self.label if self.label and role == "responsible" else role
        given: tuple[tuple[Role, list[tuple[int, int]]], ...] = (
            ("lead", self.before),
            (by_verb, self.waiting),
            ("supporting", self.with_),
        )
        for of_list, spans in given:
            for span in spans:
                yield of_list, *span
            spans.clear()

    def settle_apart(self, earlier: list[tuple[int, int]], role: Role, from_: int) -> Iterator[tuple[Role, int, int]]:
        """`earlier` lists are responsible where the `role` of those from `from_` on is another: A,B配合."""
        weak = role == "supporting" and not self.has_settled if self.label is None else role != "responsible"
        if earlier and weak:
            mine = [span for span in self.waiting if span[0] >= from_]
            self.waiting[:] = earlier
            yield from self.settle("responsible")
            self.waiting[:] = mine

    def meet(self, at: int, meeting: re.Match[str], stop: int, *, is_named: bool) -> None:
        """Those named so far, and from `at` on where `is_named`, meet those after 会同."""
        self.before += [*self.waiting, *([(at, meeting.start())] if is_named else [])]
        self.waiting.clear()
        self.with_.append((meeting.end(), stop))

    def add(self, at: int, stop: int) -> None:
        (self.with_ or self.waiting).append((at, stop))


def _segments_of_piece(text: str, start: int, from_: int, to: int, lists: _Lists) -> Iterator[tuple[Role, int, int]]:
    """The lists that a verb in `text[from_:to]` settles; `start`: where the sentence begins."""
    at = from_
    earlier = [] if lists.with_ or lists.before else list(lists.waiting)
    while at < to:
        if _SKIPPED.match(text, at, to) or (at > start and _OF_OTHERS.match(text, at, to)):
            return
        if lists.with_ and not lists.before and at == from_ and _verb(text, at, to):
            yield from lists.settle("responsible")  # A牵头,会同B,C负责: what B takes part in is said
        verb = None if lists.label and _OF_CLASS_AT_END.search(text[at:to]) else _verb(text, at, to)
        stop = verb.stop if verb else to
        if verb and verb.manner:
            lists.guessed.append(verb.manner)
        if verb is None and (how := _BY_DUTY.search(text, at, to)):
            stop = how.start()
        if meeting := _MEETING.search(text, at, stop):
            lists.meet(at, meeting, stop, is_named=bool(text[at : meeting.start()].strip("由 \u3000")))
        elif text[at:stop].strip():
            lists.add(at, stop)
        if verb is None:
            return
        role = role_of(text[verb.start : verb.end])
        yield from lists.settle_apart(earlier, role, from_)
        lists.has_settled = True
        yield from lists.settle(role)
        at = _next_subject(text, verb.end, to)


def _next_subject(text: str, at: int, end: int) -> int:
    """Where, after a verb, the next body begins (A牵头B配合; A负责X、B负责Y); `end` where none does."""
    rest = _AFTER_VERB.match(text, at, end)
    at = rest.end() if rest else at
    while at < end and text[at].isspace():
        at += 1
    if starts_as_body(text[at:end]) or _MEETING.match(text, at, end):
        return at
    for mark in re.compile("[、和及]").finditer(text, at, end):
        if starts_as_body(text[mark.end() : end]) and _verb(text, mark.end(), end):
            return mark.end()
    return end


_AFTER_ETC = re.compile(r"等[^等]*$")
_ETC_AT_END = named(
    "等 at the end", r"等(?:有关|相关|各)?(?:部门|单位|机构)?$", example="水务等部门", counter="等级评定"
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb at `text[start:end]`, which ends a list of bodies at `stop`; `manner`: where words between the two say
    how in a way that no list knows."""

    stop: int
    start: int
    end: int
    manner: tuple[int, int] | None = None


_VERBS_IN_NAMES = ("组织", "建立", "研究", "开展", "提供", "保障", "加强")
"""Verbs that after a short name may belong to it: 农村组织, 科技研究."""


def _verb(text: str, start: int, end: int) -> _Verb | None:
    """What the bodies that a piece begins with do."""
    depth = depths(text, start, end)
    for found in _VERB.finditer(text, start, end):
        if depth[found.start() - start]:
            continue
        member = max(text.rfind(mark, start, found.start()) for mark in "、和及与") + 1 or start
        if known_office_end(text[member:end].lstrip()) > found.start() - member:
            continue
        before = text[start : found.start()]
        how = adverb = _ADVERB.search(before)
        manner = _MANNER.search(before)
        if manner and (adverb is None or manner.start() < adverb.start()):
            how = manner
        names = before[: how.start()] if how else before
        last = re.split(r"[、及和与]", names.strip())[-1].strip()
        stem = _AFTER_ETC.sub("", last) or last
        is_name_only = how is None and found[0] in _VERBS_IN_NAMES and len(last) < 4
        if (
            not last
            or found[0].startswith(WORDS["strong_verbs"])
            or last.endswith((")", "）"))
            or _ETC_AT_END.search(last)
            or (may_be_listed(stem) and not is_name_only)
        ):
            place = (start + manner.start(), found.start()) if manner and how is manner and names.strip() else None
            return _Verb(start + len(names), found.start(), found.end(), place)
    return None

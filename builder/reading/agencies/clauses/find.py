"""Where the responsibility clauses of an item stand: in brackets of any kind, or as a labelled line.

A bracket is a clause where it has a label of bodies (责任单位:), where it is a list of bodies with what they
do (A牵头,B配合), or where it is nothing but bodies at the end of a paragraph. A bracket that explains,
counts or gives a short name is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from builder.language import lazy_re as re
from builder.language.brackets import CLOSING, OPENING, Pair, depths, pairs
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import DOING, DUTY, LABEL, LEAD, NOUN, SUPPORTING, role_of
from builder.language.wordlists import alternatives
from builder.model.notice import Role
from builder.reading.agencies.clauses.role_patterns import LEVEL_LABEL
from builder.reading.agencies.clauses.roles import Assignment, find_labels, read_roles
from builder.reading.agencies.lists.members import starts_as_body
from builder.reading.agencies.names.levels import level_word
from builder.reading.agencies.names.offices import ends_as_body, is_known_office
from builder.reading.agencies.patterns import LISTS, named


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` is the clause as written, brackets included; `same_as_above` where it says 同上."""

    start: int
    end: int
    assignment: Assignment
    same_as_above: bool = False


_LINE_END = re.compile(r"[\n。]")
_SENTENCE_END = "。;；!！?？\n"
_EXPLAINS = named(
    "bracket that explains",
    r"^\s*(?:(?:以下|下)?(?:统?简称|称)|含(?!山)|不含|包括|如(?!皋|东)|例如|即|见|详见|附件|附表|附[:：]|指(?!导|挥)|其中"
    r"|不包括|特别是|尤其)|设在|代章|联系人|联系电话|简称|^[\d一二三四五六七八九十.,，、%\s-]+$",
    example="以下简称市防指",
    counter="市防指负责",
)
_DUTY = named(
    "word of duty",
    rf"{LEAD}|{SUPPORTING}|负责|主责|承办|指导|督导|(?:{DOING}|推进|完成|办理)$",
    example="市水务局落实",
    counter="落实资金",
)
_SAME_AS = r"(?:同上|同前|同第?[\d一二三四五六七八九十(（)）]+[项条]?)"
_SAME = named(
    "same as above",
    rf"^\s*(?:(?:{DUTY})?(?:{NOUN})?[和及、与]?){{0,2}}[:：]?{_SAME_AS}\s*$",
    example="责任单位：同上",
    counter="同上级对接",
)
_ABOVE = named(
    "label, same as above",
    r"^[(（\[【〔]?(?:[^:：]{2,12}[:：]|(?:[一-龥]{2}单位[和及、与]?){1,2}|[一-龥]{2}部门)?\s*同[上前]\s*[)）\]】〕]?$",
    example="牵头单位：同上",
    counter="同步",
)
_WHEN = named(
    "only a time",
    r"^(?:[到在于至自从]?[\d一二三四五六七八九十○〇零]+[年月日]|[前底末内后起]|年[底末内初]|完成|启动|落实|上半年|下半年"
    r"|第?[一二三四1-4]季度|以前|之前|开始|每年|由|[\s,，、])+$",
    example="2021年6月底前完成，由",
    counter="2021年项目",
)
_PERSONS_FIRST = named(
    "persons first",
    r"^(?:[^,，;；]{0,20}(?:领导|负责人|负责同志|书记|长)[^,，;；]{1,12}[,，;；]\s*)+$",
    example="牵头领导王某某，",
    counter="市水务局，",
)
_PERSON_LABEL = named(
    "label of a person",
    rf"(?:{DUTY}|分管|挂钩|包联|联系|负责|市|县|区|省|镇)(?:领导|人)(?:[(（][^()（）]*[)）])?[:：]",
    example="责任领导：",
    counter="责任单位：",
)


@cache
def _bare_label() -> re.Pattern[str]:
    """A label without a colon: 责任单位."""
    return re.compile(rf"\s*{LABEL}\s*")


@cache
def _line_label() -> re.Pattern[str]:
    """(责任单位)市教育局, 责任单位 市教育局: a label without a colon, at the start of a line."""
    return re.compile(
        rf"(?:\A|(?<=[\n。]))[ \u3000\t]*(?P<from>[(（]?(?P<label>{LABEL})(?:[)）][:：]?[ \u3000\t]*|[ \u3000\t]+))"
    )


_LABEL_BEFORE = named(
    "label and its value before a label",
    r"(?:^|[\n。；;，,\s])[一-龥]{2,8}[:：∶][^:：。；;\n]{1,24}$",
    example="责任领导：李四",
    counter="有以下要求",
)


@lru_cache(maxsize=4096)
def find_clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    """The clauses of `text[start:end]` in order; they do not overlap. Kept, since which items are tasks is decided by
    their clauses, which are then read."""
    found = [
        Clause(pair.open, pair.close + 1, assignment, _is_above(text, pair.open + 1, pair.close))
        for pair in pairs(text, start, end)
        if pair.outer and (assignment := _bracket(text, start, end, pair)) is not None
    ]
    found += _labelled_lines(text, start, end, [clause.start for clause in found])
    found = found or _bare(text, start, end) or _without_colons(text, start, end)
    return tuple(sorted(found, key=lambda clause: clause.start))


def _is_above(text: str, start: int, end: int) -> bool:
    """Whether the words only say that the bodies are those of the clause before: 责任单位:同上."""
    return end - start <= 16 and bool(_ABOVE.match(text[start:end]))


def _labelled_lines(text: str, start: int, end: int, brackets: list[int]) -> Iterator[Clause]:
    """The clauses without brackets, from their label to the end of their line; `brackets`: where bracketed ones
    begin."""
    depth = depths(text, start, end)
    labels: list[tuple[int, int, int, Role | None]] = [
        (found.start(), found.start(), found.end(), None)
        for found in find_labels(text, start, end)
        if depth[found.start() - start] == bool(found["boxed"])
        and found[0][-1] not in "为是"
        and (found["boxed"] or _opens_sentence(text, start, found.start()))
    ]
    labels += [
        (found.start("from"), found.end(), found.end(), role_of(found["label"]))
        for found in _line_label().finditer(text, start, end)
        if found.end() < end
        and not depth[found.end() - start]
        and starts_as_body(text[found.end() : min(end, found.end() + 40)])
    ]
    reach = start
    for from_, words, after, role in sorted(labels, key=lambda label: label[:3]):
        if from_ < reach:
            continue
        following = bisect_left(brackets, after)
        stop = _sentence_end(text, after, brackets[following] if following < len(brackets) else end)
        assignment = read_roles(text, words, stop, role)
        above = _is_above(text, from_, stop)
        if assignment.assigned or above:
            yield Clause(from_, stop, assignment, above)
            reach = stop


def _opens_sentence(text: str, start: int, at: int) -> bool:
    """Whether a labelled line begins here: after a stop, a bracket or a gap, or after another label and its value
    (责任领导：李四责任单位：县教育局)."""
    before = text[max(start, at - 8) : at]
    stripped = before.rstrip(" \u3000\t\u00a0")
    if not stripped or stripped != before or stripped[-1] in _SENTENCE_END + CLOSING + OPENING:
        return True
    return bool(_LABEL_BEFORE.search(text, max(start, at - 40), at))


def _sentence_end(text: str, at: int, end: int) -> int:
    """The end of a labelled line: of the sentence, or of the line; a further labelled line belongs to it."""
    while True:
        mark = _LINE_END.search(text, at, end)
        stop = mark.start() if mark else end
        following = re.compile(r"[\n。]\s*").match(text, stop, end)
        label = next(find_labels(text, following.end(), end), None) if following else None
        if not following or not label or label.start() != following.end() or label[0][-1] in "为是":
            while stop > at and text[stop - 1].isspace():
                stop -= 1
            return stop
        at = label.end()


def _bracket(text: str, start: int, end: int, pair: Pair) -> Assignment | None:
    """What the bracket assigns, if it is a clause."""
    from_, to = pair.open + 1, pair.close
    words = text[from_:to]
    if len(words.strip()) < 2:
        return None
    if _SAME.match(words):
        return Assignment((), False, False, ((pair.open, pair.close + 1),), True)
    if _bare_label().fullmatch(words):
        return None
    labelled = any(True for _ in find_labels(text, from_, to))
    if not labelled and (_EXPLAINS.search(words) or not _names_someone(words)):
        return None
    assignment = read_roles(text, from_, to)
    if labelled or _PERSON_LABEL.search(words):
        return assignment
    if not any(entry.body.certain for entry in assignment.assigned):
        return None
    if _inside_sentence(text, start, end, pair):
        return None
    opening = text[from_ : assignment.assigned[0].body.start]
    if (
        _DUTY.search(words)
        and (len(opening) <= 8 or _WHEN.match(opening) or _PERSONS_FIRST.match(opening))
        and (assignment.assigned[0].body.certain or len(assignment.unread) * 2 <= len(assignment.assigned))
    ):
        return assignment
    return assignment if _only_bodies(text, start, end, pair, assignment) else None


_LIMIT_AT_END = named(
    "limit at the end",
    r"[,，;；]\s*(?:[一-龥]{2,4}时[限间][:：])?(?:到|于|自|在|截至|力争|确保)?"
    r"(?:[12]\d{3}年|\d{1,2}月|每年|每季度|每月|全年|年底|年内|今年|明年|长期|持续|立即|适时)[^,，;；、]*$",
    example="市水务局，2021年6月底前",
    counter="市水务局，市财政局",
)
_GOES_ON = named(
    "sentence goes on",
    r"^(?![一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章条项]|具体|主要|其中|措施)[一-龥《“]",
    example="用于堤防加固",
    counter="二、重点任务",
)
_NAMES_SOMEONE = named(
    "character that names hold",
    r"[委局厅部办院会政府室处所队区省市县镇地位司团校社组心署关行联馆台站场警检]",
    example="市水务局",
    counter="详见上文",
)


def _inside_sentence(text: str, start: int, end: int, pair: Pair) -> bool:
    """Whether the sentence goes on around the bracket: 资金（由市财政局负责安排）用于…"""
    before = text[max(start, pair.open - 8) : pair.open].rstrip()[-1:]
    return (
        bool(before)
        and before not in _SENTENCE_END
        and bool(_GOES_ON.match(text[pair.close + 1 : min(end, pair.close + 9)]))
    )


def _names_someone(words: str) -> bool:
    """A quick look before the words are read: no body's name is without one of these characters."""
    return bool(_NAMES_SOMEONE.search(words))


def _only_bodies(text: str, start: int, end: int, pair: Pair, assignment: Assignment) -> bool:
    """A bracket that is nothing but bodies counts at the end of a paragraph or between sentences, and not as
    the second name of what stands before it."""
    words = LEVEL_LABEL.sub("", _LIMIT_AT_END.sub("", text[pair.open + 1 : pair.close]))
    words = re.sub(r"[(（][^()（）]*[)）]|[\s、,，;；及和与等]", "", words)
    named = sum(len(entry.body.written) for entry in assignment.assigned)
    if len(assignment.unread) * 3 > len(assignment.assigned) or named < len(words) - 6:
        return False
    before = text[max(start, pair.open - 40) : pair.open].rstrip()[-1:]
    after = text[pair.close + 1 : min(end, pair.close + 40)].lstrip(" \u3000。;；")[:1]
    ends = not after or after in "\n(（[［【"
    if not before or before in _SENTENCE_END:
        return True
    if ends_as_body(text[max(start, pair.open - 6) : pair.open]):
        return False
    first = assignment.assigned[0].body
    closes = text[pair.close + 1 : pair.close + 2] in ("；", ";", "。") and first.certain and level_word(first.name)
    return (ends and len(assignment.assigned) >= 2) or (bool(closes) and is_known_office(first.name[1:]))


_DUTY_WORDS = re.compile(f"(?:{alternatives(LISTS['duty_filling'])}|[\\s、,，;；])*")
_SHARED_OUT = named(
    "duties shared out",
    rf"分工负责|职责负责|(?:{LEAD})[^。]*(?:负责|{SUPPORTING}|落实)|(?:负责|{LEAD})$",
    example="市水务局牵头，市财政局配合",
    counter="市水务局配合",
)


def _bare(text: str, start: int, end: int) -> list[Clause]:
    """A last paragraph or sentence without brackets that is nothing but bodies and their duties."""
    stop = end
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in "。;；"):
        stop -= 1
    from_ = max(text.rfind(mark, start, stop) for mark in "。\n") + 1
    while 0 < from_ < stop and text[from_].isspace():
        from_ += 1
    words = text[from_:stop]
    if from_ <= start or not 4 <= len(words) <= 400 or not _SHARED_OUT.search(words) or not starts_as_body(words):
        return []
    if "由" in words:  # 资金由财政部门负责: the sentence says it
        return []
    assignment = read_roles(text, from_, stop)
    if not assignment.assigned or assignment.unread:
        return []
    return [Clause(from_, stop, assignment)] if _DUTY_WORDS.fullmatch(_beside(text, from_, stop, assignment)) else []


def _beside(text: str, start: int, end: int, assignment: Assignment) -> str:
    """What stands in `text[start:end]` beside the bodies that were read."""
    rest, at = "", start
    for entry in assignment.assigned:
        rest, at = rest + text[at : entry.body.start], max(at, entry.body.end)
    return rest + text[at:end]


@cache
def glued_label() -> re.Pattern[str]:
    """清运不及时责任单位环卫公司: a label behind words, right before a name."""
    return re.compile(
        rf"(?<![各有相其关的、和及与])(?P<label>{LABEL})(?=[一-龥])(?!均|为|是|由|分别|包括|有|并|及|和|与|应|要|须|可|在|对|按|批|同意)"
    )


def _without_colons(text: str, start: int, end: int) -> list[Clause]:
    """Labels in the last line of an item whose copy lost its marks, where nothing but bodies follows them to the end
    of the line: …清运不及时责任单位环卫公司配合单位街道办事处."""
    stop = end
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in "。;；"):
        stop -= 1
    labels = list(glued_label().finditer(text, max(start, text.rfind("\n", start, stop)), stop))
    if not labels:
        return []
    ends = [label.start() for label in labels[1:]] + [stop]
    found: list[Assignment] = []
    for label, to in zip(reversed(labels), reversed(ends), strict=True):
        assignment = read_roles(text, label.end(), to, role_of(label["label"]))
        if not _is_list(text, label.end(), to, assignment):
            break
        found.insert(0, assignment)
    if not found:
        return []
    first = labels[-len(found)].start()
    return [Clause(first, stop, _joined(found))]


_LIST_MARKS = re.compile(r"[\s、,，和等]*")


def _is_list(text: str, start: int, end: int, assignment: Assignment) -> bool:
    """Whether the words are bodies and marks between them, at least half of the bodies known."""
    known = sum(entry.body.certain for entry in assignment.assigned)
    return 0 < len(assignment.assigned) <= 2 * known and bool(
        _LIST_MARKS.fullmatch(_beside(text, start, end, assignment))
    )


def _joined(parts: Sequence[Assignment]) -> Assignment:
    assigned = tuple(entry for part in parts for entry in part.assigned)
    return Assignment(
        assigned,
        explicit_lead=any(entry.role == "lead" for entry in assigned),
        open=any(part.open for part in parts),
        unread=tuple(span for part in parts for span in part.unread),
        labelled=True,
    )

"""The words of a clause → who has which role: 牵头单位:A;责任单位:B · A牵头,B、C配合 · A会同B负责.

lead 牵头, 主办, A in A会同B; supporting 配合, 协助, 参加, 参与, B in A会同B; all else responsible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.notice import Role
from builder.reading.bodies import Body, Listing, read_list, starts_as_body
from builder.reading.bodynames import ends_as_body, is_collective
from builder.reading.brackets import CLOSING, OPENING

_DUTY = r"(?:牵头|责任|主责|主办|主管|承办|实施|落实|执行|配合|协办|协作|协同|协助|参与|参加|参建|会办|督导|督办|监督|监管|指导|负责|组织|推进|支持|联系|包保|完成|建设|申报|成员|分工)"
_WHO = r"(?:单位|部门|处室|科室|股室|机关|主体|机构|地区|地方|院系|学院|县区|区县|处|科|方|局|委办局|人|领导|市领导|县领导|省领导|区领导|人员)"
# 牵头单位: · 责任单位(部门): · 市级责任单位: · 牵头及责任单位: · 责任处室:
LABEL = re.compile(
    rf"(?P<label>[^\s,，;；。:：、()（）\[\]［］【】]{{0,6}}?{_DUTY}(?:[和及、/]?{_DUTY})*(?:{_WHO}(?:[和及、/]{_WHO})*)(?:[(（][^()（）]{{1,8}}[)）])?)\s*(?:[:：]|为[:：]?|是[:：])"
)
# 完成时限: · 进度安排: · any other short label; what it introduces is not a list of bodies.
OTHER_LABEL = re.compile(r"(?<![^\s,，;；。)）\]］】(（\[［【])[^\s,，;；。:：、()（）\[\]［］【】0-9]{2,10}[:：]")

_PERSON_LABEL = re.compile(r"(?:领导|人|人员)(?:[(（][^()（）]*[)）])?$")
_LEAD = re.compile(r"牵头|主办")
_SUPPORT = re.compile(r"配合|协办|协作|协同|协助|参与|参加|会办|支持")

# What makes 牵头, 负责 … part of a name or a noun: 牵头单位, 负责人, 指导中心, 执行局.
_NOUN = r"(?!单位|部门|机构|机关|处室|医院|学校|企业|中心|小组|主体|地区|城市|人(?!民|力)|方(?!案)|者|局|委(?!托|派)|办(?!理|好|结|成)|处(?!理|置|罚)|科(?!学)|站|所(?!有|属|需|辖)|部(?!署)|组(?!织|建|成)|室|院|制|型)"
_VERB = re.compile(
    rf"(?:牵头|负总责|负责|配合|协助|协同|协作|参与|参加|主办|承办|协办|会办|指导|督导|组织实施|组织落实|落实|实施|承担|主责|监督|支持|统筹|督促|推进|执行|完成|办理|抓好|做好|制定|开展){_NOUN}"
)
_ADVERB = re.compile(
    r"(?:(?:共同|分别|联合|各自|具体|统一|全面|协同|密切|积极|主要|依法|同步|各负其责|分头|分工|会商|一并|直接|统筹|组织|按要求|按规定|按程序|均|都|要|应|应当|须)"
    r"|(?:按|按照|依|依据|依照|根据|结合|在)(?:照)?(?:各自)?(?:的)?(?:工作|部门|法定|岗位|任务|管理)?(?:职责|职能|职权|权限|分工|属地|行业|任务)(?:任务|职责|职能|和|与|、|权限|分工|管理|原则|范围|规定|要求)*(?:内|内分工)?)+$"
)
_MEETING = re.compile(r"会同(?!级)|商(?=[国省市县区州][^务业贸标会店城品场])")
_FIRST_LEADS = re.compile(
    r"(?:列|排|名列|位列|排名)?(?:在)?(?:第一|首|最前面?)(?:位|个|家|名)?(?:的)?(?:单位|部门|责任单位|责任部门)?(?:为|是|系|即为)(?:本项工作)?(?:的)?(?:总?牵头|主办|第一责任)"
)
_REMARK = re.compile(
    r"下同|不再列出|不再一一列出|排名不分先后|排名第|列第|列首|排首|排第|首位|第一位|第一个|以下简称|不另|同上$|以下责任单位|以下均|完成时限|时限|[12１２]\d{3}年|长期|持续|\d+月|底前|年内"
)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body and the role that the words give it."""

    body: Body
    role: Role


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a clause says. `explicit_lead` is False where no word makes anyone lead; `first_leads` where the
    clause itself says that the first named leads; `unread` are places that name nobody the program knows."""

    assigned: tuple[Assigned, ...]
    explicit_lead: bool
    first_leads: bool
    open: bool
    unread: tuple[tuple[int, int], ...]


def first_leads(words: str) -> bool:
    """列第一的为牵头单位 and the like."""
    return bool(_FIRST_LEADS.search(words))


def role_of(words: str) -> Role:
    """The role that a label or a verb gives: 牵头单位 → lead, 配合 → supporting, 责任单位 → responsible."""
    if _LEAD.search(words):
        return "lead"
    if _SUPPORT.search(words):
        return "supporting"
    return "responsible"


def read_roles(text: str, start: int, end: int) -> Assignment:
    """Who is made responsible by the words of a clause, its brackets aside."""
    assigned: list[Assigned] = []
    unread: list[tuple[int, int]] = []
    is_open = False
    for role, from_, to in _labelled(text, start, end):
        for segment_role, seg_start, seg_end in _segments(text, from_, to, role):
            listing = read_list(text, seg_start, seg_end)
            is_open = is_open or listing.open
            for body in listing.bodies:
                if body.certain or role is not None or _short(body.name):
                    assigned.append(Assigned(body, segment_role))
                if not body.certain:
                    unread.append((body.start, body.end))
    words = text[start:end]
    return Assignment(
        tuple(assigned),
        any(entry.role == "lead" for entry in assigned),
        first_leads(words),
        is_open,
        tuple(unread),
    )


def _short(name: str) -> bool:
    return len(name) <= 12


def _labelled(text: str, start: int, end: int) -> Iterator[tuple[Role | None, int, int]]:
    """The stretches of a clause, each with the role of the label before it; None where it has no label."""
    marks: list[tuple[int, int, Role | None, bool]] = []
    for found in LABEL.finditer(text, start, end):
        label = found["label"]
        marks.append((found.start(), found.end(), role_of(label), not _PERSON_LABEL.search(label)))
    for found in OTHER_LABEL.finditer(text, start, end):
        if not any(a < found.end() and found.start() < b for a, b, _, _ in marks):
            marks.append((found.start(), found.end(), None, False))
    marks.sort()
    if not marks:
        yield None, start, end
        return
    if text[start : marks[0][0]].strip():
        yield None, start, marks[0][0]
    for i, (_, after, role, of_bodies) in enumerate(marks):
        to = marks[i + 1][0] if i + 1 < len(marks) else end
        if of_bodies:
            yield role, after, to


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces between commas, semicolons and stops, brackets kept whole, with the mark that ends each."""
    depth, at = 0, start
    for i in range(start, end):
        char = text[i]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in ",，;；。\n":
            yield at, i, char
            at = i + 1
    yield at, end, ""


def _segments(text: str, start: int, end: int, label: Role | None) -> Iterator[tuple[Role, int, int]]:
    """The lists of bodies in a stretch, each with its role."""
    waiting: list[tuple[int, int]] = []
    supporting: list[tuple[int, int]] = []
    leading: list[tuple[int, int]] = []
    for from_, to, mark in _pieces(text, start, end):
        at = from_
        while at < to:
            if _REMARK.search(text[at:to]) and not starts_as_body(text[at:to].strip()):
                break
            verb = _verb(text, at, to)
            stop = verb[0] if verb else to
            meeting = next((m for m in _MEETING.finditer(text, at, stop)), None)
            if meeting:
                leading += [*waiting, (at, meeting.start())]
                waiting = []
                supporting.append((meeting.end(), stop))
            elif supporting:
                supporting.append((at, stop))
            elif text[at:stop].strip():
                waiting.append((at, stop))
            if verb is None:
                break
            role = role_of(text[verb[0] : verb[1]])
            for span in leading:
                yield "lead", *span
            for span in waiting:
                yield role if label is None or role != "responsible" else label, *span
            for span in supporting:
                yield "supporting", *span
            waiting, supporting, leading = [], [], []
            at = verb[1]
            rest = re.compile(r"(?:负责|组织|落实|实施|推进|开展|完成|做好|工作|抓好|,|，)*").match(text, at, to)
            at = rest.end() if rest else at
            if not starts_as_body(text[at:to]) and not _MEETING.match(text, at, to):
                break
        if mark in ";；。\n" and mark and (waiting or supporting or leading):
            yield from _leftover(leading, waiting, supporting, label)
            waiting, supporting, leading = [], [], []
    yield from _leftover(leading, waiting, supporting, label)


def _leftover(
    leading: list[tuple[int, int]], waiting: list[tuple[int, int]], supporting: list[tuple[int, int]], label: Role | None
) -> Iterator[tuple[Role, int, int]]:
    for span in leading:
        yield "lead", *span
    for span in waiting:
        yield label or "responsible", *span
    for span in supporting:
        yield "supporting", *span


def _verb(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the list of bodies in a piece gives way to what they do, and where the verb ends."""
    depth = 0
    open_until = start
    for i in range(start, end):
        if text[i] in OPENING:
            depth += 1
        elif text[i] in CLOSING:
            depth = max(0, depth - 1)
        if depth:
            open_until = i + 2
    for found in _VERB.finditer(text, start, end):
        if found.start() < open_until and sum(text.count(c, start, found.start()) for c in OPENING) > sum(
            text.count(c, start, found.start()) for c in CLOSING
        ):
            continue
        before = text[start : found.start()]
        adverb = _ADVERB.search(before)
        names = before[: adverb.start()] if adverb else before
        last = re.split(r"[、及和与]", names.strip())[-1]
        stem = re.sub(r"等[^等]*$", "", last)
        if not last.strip() or ends_as_body(stem) or is_collective(last) or last.endswith(("等", ")", "）")) or found[0] in ("牵头", "负责", "配合"):
            return start + len(names), found.end()
    return None

"""What a task is called: its heading, else the first clause that says what is to be done, as the notice has it; and
where it stands.

A title is never cut inside a word: a clause that is too long ends at a sign of its own list (、) with 等."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.notice import Task

_USUAL = 28
"""As many clauses as fit into this many characters make a title."""
_LONGEST = 60
"""One clause may be so long."""
_NAMED = ("附件", "表", "通知")
"""Parts of a notice that ids begin with where the item is not one of the plan itself."""
_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_CLAUSE = re.compile(r"[^,，:：]+")
# A clause that only says when: 到2016年底前, 每年
_TIME = re.compile(r"[到至自从在]?(?:\d{4}年|每|今|明年)\S{0,6}$")
# A clause that leads up to the duty and is none: 按照省市的统一部署, 以服务群众为导向, 为进一步规范管理; not 为群众提供服务
_OPENING = re.compile(
    r"(?:按照?|根据|依据|依照|遵照|遵循|围绕|紧紧围绕|紧扣|结合|针对|鉴于|由于|本着|基于|随着)(?!规定$)"
    r"|为了?(?:进一步|深入|贯彻|全面|切实|加快|推进|落实|确保|保障|促进|加强|规范|提高|做好|更好)"
    r"|以.*为(?:重点|基础|目标|主线|抓手|契机|核心|导向|载体|突破口|中心|统领|引领|指导)$"
    r"|在.*(?:基础上|前提下|同时|统一部署下|领导下)$"
)
# A clause that needs the next: 对保留的行政许可事项, 凡涉及群众利益的
_NEEDS_MORE = re.compile(r"(?:对|凡|涉及|经)|.*(?:的|时|后|前)$")
# Where a clause without any sign may end
_JOINT = re.compile(r"(?<=的)|(?=[和与及并或])")


def task_title(task: Task) -> str:
    """The heading of a task, else its first clause of substance; of a row of a table, that of its longest cell;
    the label where there are no words."""
    if task.heading and len(task.heading) <= _LONGEST:
        return " ".join(task.heading.split())
    words = task.heading or max(task.text.split("\t"), key=len)
    return first_duty(words) or task.label or task.id


def task_place(task_id: str) -> str:
    """Where a task stands in its notice: 二/(一)/2 → 二(一)2, 附件1/13 → 附件1第13项, 附件/第三条 → 附件第三条. A
    decimal label says those above it: 3/3.1/3.1.2/(1) → 3.1.2(1)."""
    parts = task_id.split("/")
    said = [part for part, next_ in zip(parts, [*parts[1:], ""], strict=True) if not next_.startswith(f"{part}.")]
    part, *below = said
    joined = "".join(below)
    if not joined or not part.startswith(_NAMED):
        return part + joined
    return f"{part}{joined}" if joined.startswith("第") else f"{part}第{joined}项"


def cited_place(task_id: str) -> str:
    """The same after the title of its notice: 第二(一)2项, 附件1第13项, 第三条."""
    place = task_place(task_id)
    return place if place.startswith(("第", *_NAMED)) else f"第{place}项"


def first_duty(text: str) -> str:
    """实行目录管理,到2016年底前,… → 实行目录管理; 根据…职能,按照…原则,合理配置执法力量,… → 合理配置执法力量."""
    spoken = [
        [found.span() for found in _CLAUSE.finditer(text, *sentence.span()) if found[0].strip()]
        for sentence in _SENTENCE.finditer(text)
        if sentence[0].strip()
    ]
    for clauses in spoken:
        first = 0
        while first < len(clauses) and _leads_up(text[slice(*clauses[first])].strip()):
            first += 1
        if first < len(clauses):
            return _joined(text, clauses[first:])
    return _joined(text, spoken[0]) if spoken else ""


def _leads_up(clause: str) -> bool:
    return bool(_OPENING.match(clause) or _TIME.match(clause))


def _joined(text: str, clauses: list[tuple[int, int]]) -> str:
    """The first clause, and those after it that fit; not one that only says when, at the end."""
    start, last, whole = clauses[0][0], 0, False
    for i in range(1, len(clauses)):
        whole = whole or not (_NEEDS_MORE.match(text[slice(*clauses[i - 1])].strip()) or clauses[i - 1][1] - start < 4)
        if clauses[i][1] - start > (_USUAL if whole else _LONGEST):
            break
        last = i
    while last and _TIME.match(text[slice(*clauses[last])].strip()):
        last -= 1
    return _fitting(" ".join(text[start : clauses[last][1]].split()))


def _fitting(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    listed = words.rfind("、", 6, _LONGEST)
    if listed > 0:
        return f"{words[:listed]}等"
    ends = [found.start() for found in _JOINT.finditer(words, 6, _LONGEST)]
    return words[: ends[-1]] if ends else words[:_LONGEST]

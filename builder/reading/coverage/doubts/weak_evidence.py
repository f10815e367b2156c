"""Facts that were read by weak evidence: each kind of evidence that proved wrong often is a finding at the fact.

The rows were chosen by measurement, on 142 annotated notices as the program read them before it was tuned to any of
them. A row of plans stands where at least half of the tasks that it speaks of, and that nothing else was said of, were
read wrongly, over at least four notices; the others where nearly all were. Rows of plans hold for forms that the
program does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from builder.language import lazy_re as re
from builder.model.finding_codes import FindingCode
from builder.model.notice import AgencyMention, Finding, Notice, Task
from builder.reading.agencies.names.acts import ACTS
from builder.reading.coverage.doubts.unfamiliar import is_known
from builder.reading.coverage.places import Spans
from builder.reading.prose import fold

Span = tuple[int, int]
Kind = Literal["task", "body", "limit", "target"]

_ABOUT: dict[Kind, frozenset[FindingCode]] = {
    "task": frozenset({FindingCode.TASK_UNCERTAIN, FindingCode.ITEMS_MERGED}),
    "body": frozenset(
        {
            FindingCode.BODY_UNREAD,
            FindingCode.DUTY_UNREAD,
            FindingCode.BODY_UNCERTAIN,
            FindingCode.BODY_NAME_UNCERTAIN,
            FindingCode.ROLE_UNCERTAIN,
        }
    ),
    "limit": frozenset({FindingCode.LIMIT_UNREAD, FindingCode.LIMIT_UNCERTAIN, FindingCode.TASK_UNCERTAIN}),
    "target": frozenset({FindingCode.TARGET_UNREAD, FindingCode.TARGET_UNCERTAIN, FindingCode.TASK_UNCERTAIN}),
}
"""By kind of fact: the findings beside which no row has to speak of a task. Who doubts a task doubts its times and
figures."""
_NUMBERING = frozenset(
    {FindingCode.LABEL_UNREAD, FindingCode.LABEL_REPEATED, FindingCode.LABEL_ORDER, FindingCode.LEVEL_SKIPPED}
)
"""Findings behind which items may stand at other levels, or hold others."""
_OPENING = 30
"""Characters of a task's beginning."""
_SHOWN = 3
"""Places that a message quotes."""
_VAGUE = re.compile("有关|相关|其[他它]")
_SENTENCE_END = re.compile(r"[。;\n]")
_LEADS = re.compile(r"[^,。;\n]{0,12}牵头|[^。;\n]{0,40}会同|[^。;\n]{0,6}(?:联合|与)")
"""What follows a body that leads, as the words themselves say."""
_BESIDE = re.compile(r"会同[^,。;\n]*\Z")
_REACH = 60
_AHEAD = re.compile(
    r"下一?步|力求|力争|将(?:会|继续(?!教育)|进一步|根据|按照?|对(?!外)|在(?!建|岗|职)|于|陆续|逐步|适时|择机)"
    r"|(?<![^。;,:是既也还\n])(?:[^,。;:\n]{0,5}[^,。;:\n需重主必首紧概提机只还就纲纪摘简])?"
    rf"要(?={ACTS.pattern})"
)
_REPEATED = re.compile(r"\[[0-9]+\](?:/|\Z)")
"""The mark of a label that stood before, in the id of an item: 二[2]/(一)."""
_OTHER_TITLE = re.compile(r"(?:函|通报|批复|决定|意见|纪要)\Z")
# not 整改问题45个, 坚持问题导向: what was dealt with
_FAULT = re.compile(
    r"(?<!整改)(?<!解决)(?<!化解)(?<!处理)(?<!办理)(?<!排查)(?<!反映)(?<!交办)问题(?!导向)|不足|短板|原因"
)


class Weak(NamedTuple):
    """A kind of evidence: where it doubts facts of `kind` in a task, given the words of the notice, widths folded.
    `says` has a place for the words there."""

    name: str
    kind: Kind
    code: FindingCode
    doubted: Callable[[Task, str], Sequence[Span]]
    says: str


def _inline(task: Task) -> list[AgencyMention]:
    return [body for body in task.agencies if body.basis == "inline" and body.start >= task.start]


def _restored(task: Task, folded: str) -> Sequence[Span]:
    """Names that are not as written: 环保 → 环保部门, 农场 → 各农场, 甲办(乙办) → 甲办. A bracket that only gives a short
    name for the rest of the text is no part of one; a level alone (市、县人民政府) is sure."""
    return [
        (body.start, body.end)
        for body in _inline(task)
        if len(written := fold(body.bare if body.second_body is None else "".join(body.written.split()))) > 1
        and written != fold(body.name)
    ]


def _vague(task: Task, folded: str) -> Sequence[Span]:
    return [(body.start, body.end) for body in _inline(task) if _VAGUE.search(body.name)]


def _told_apart(task: Task, folded: str) -> Sequence[Span]:
    """Bodies that lead or help by other words than 牵头, 会同 and 联合."""
    return [
        (body.start, body.end)
        for body in _inline(task)
        if (body.role == "lead" and not _LEADS.match(folded, body.end))
        or (body.role == "supporting" and not _BESIDE.search(folded, max(task.start, body.start - _REACH), body.start))
    ]


def _limits_of_nobody(task: Task, folded: str) -> Sequence[Span]:
    return [] if task.agencies else _limits(task, folded)


def _stretches(task: Task, folded: str) -> Sequence[Span]:
    """Times in which, or from which, something is to be so."""
    stretches = {limit.start for limit in task.deadlines if limit.type in ("during", "from")}
    return [span for span in _limits(task, folded) if span[0] in stretches]


def _targets_of_nobody(task: Task, folded: str) -> Sequence[Span]:
    return [] if task.agencies else [(target.start, target.end) for target in task.targets]


def _ahead(task: Task, folded: str) -> Sequence[Span]:
    return [found.span() for found in _AHEAD.finditer(folded, task.start, task.end)]


def _limits(task: Task, folded: str) -> Sequence[Span]:
    """The limits, but for those of a stage, in a bracket: 准备阶段（6月底前）."""
    return [(limit.start, limit.end) for limit in task.deadlines if folded[limit.start - 1] != "("]


def _opens_with_fault(task: Task, folded: str) -> Sequence[Span]:
    found = _FAULT.search(folded, task.start, min(task.end, task.start + _OPENING))
    return [found.span()] if found else []


def _repeated(task: Task, folded: str) -> Sequence[Span]:
    return _whole(task, folded) if _REPEATED.search(task.id) else []


def _whole(task: Task, folded: str) -> Sequence[Span]:
    return [(task.start, min(task.end, task.start + _OPENING))]


_TASK, _NAME, _ROLE = FindingCode.TASK_UNCERTAIN, FindingCode.BODY_NAME_UNCERTAIN, FindingCode.ROLE_UNCERTAIN
_LIMIT, _TARGET = FindingCode.LIMIT_UNCERTAIN, FindingCode.TARGET_UNCERTAIN
ANY = (
    Weak(
        "repeated",
        "task",
        _TASK,
        _repeated,
        "“{}”这一条或者上一级的序号前面已经用过，可能是目录、重复的内容或者归错了上级",
    ),
)
PLANS = (
    Weak("restored", "body", _NAME, _restored, "单位“{}”读出的名称与这里的写法不同，补出或者略去的字可能不对"),
    Weak("vague", "body", _NAME, _vague, "单位“{}”没有写明是哪些，前后可能还有承担的单位没有读出"),
    Weak("told-apart", "body", _ROLE, _told_apart, "单位“{}”是牵头还是配合，由句子的说法推断"),
    Weak(
        "limit-of-nobody", "limit", _LIMIT, _limits_of_nobody, "时限“{}”所在的这一条没有读到由谁做，可能不是完成的期限"
    ),
    Weak("stretch", "limit", _LIMIT, _stretches, "时限“{}”写的是一段时间，可能只说明事情发生的时间"),
    Weak("target-of-nobody", "target", _TARGET, _targets_of_nobody, "数字“{}”所在的这一条没有读到由谁做，可能不是指标"),
)
REPORTS = (
    Weak("ahead", "task", _TASK, _ahead, "这一条按已经做的事读出，其中写着“{}”，可能是要做的任务"),
    Weak(
        "fault",
        "task",
        _TASK,
        _opens_with_fault,
        "这一条按已经做的事读出，开头写着“{}”，可能是存在的问题或者整改的任务",
    ),
    Weak(
        "limit", "limit", _LIMIT, _limits, "这一条按已经做的事读出，时限“{}”可能是以后的期限，也可能只说明已经做的时间"
    ),
)
NUMBERING = Weak("numbering", "task", _TASK, _whole, "前面有序号没有读通，这一条“{}”可能归错了上级，或者并进了别的条目")
OTHER_TITLE = Weak("other-title", "task", _TASK, _whole, "标题没有写明是报告，这一条“{}”却按已经做的事读出")
"""Rows in the order in which they are asked; of one kind of fact the first that finds something speaks for a task."""


def weak_facts(notice: Notice, said: Iterable[Finding]) -> Iterator[Finding]:
    """For each task and each kind of fact at most one finding. `said`: what was found before, beside which findings of
    the same kind are left out. Tasks behind a fault of the numbering have one at least."""
    rows = _rows(notice)
    folded = fold(notice.text)
    before = [finding for finding in said if finding.end]
    broken = min((finding.start for finding in before if _breaks_numbering(finding)), default=len(folded))
    anything = Spans((finding.start, finding.end) for finding in before)
    spans = {
        kind: Spans((finding.start, finding.end) for finding in before if finding.code in codes)
        for kind, codes in _ABOUT.items()
    }
    kind = "progress" if notice.front.kind == "report" else "task"
    for task in (task for task in notice.tasks if task.kind == kind):
        asked = {row.kind for row in rows if spans[row.kind].touch(task.start, task.end)}
        found = []
        for row in rows:
            if row.kind not in asked and (doubted := row.doubted(task, folded)):
                asked.add(row.kind)
                found.append(_finding(notice.text, folded, row, doubted))
        if task.start > broken and not found and not anything.touch(task.start, task.end):
            found.append(_finding(notice.text, folded, NUMBERING, _whole(task, folded)))
        yield from found


def _breaks_numbering(finding: Finding) -> bool:
    return finding.code in _NUMBERING and not finding.slight


def _rows(notice: Notice) -> Sequence[Weak]:
    """The rows that hold for a notice."""
    if notice.front.kind == "report":
        return (*ANY, *REPORTS, OTHER_TITLE) if _OTHER_TITLE.search(notice.front.title or "") else (*ANY, *REPORTS)
    return ANY if is_known(notice) else (*ANY, *PLANS)


def _finding(text: str, folded: str, row: Weak, doubted: Sequence[Span]) -> Finding:
    """The finding on what is doubted first, with the rest of its sentence that is: a note, since no word there is
    wrong."""
    start = min(doubted)[0]
    stop = _SENTENCE_END.search(folded, start + 1)
    there = sorted(span for span in doubted if span[0] < (stop.start() if stop else len(folded)))
    words = "、".join("".join(text[low:high].split()) for low, high in there[:_SHOWN])
    return Finding(row.code, f"{row.says.format(words)}，请对照原文。", start, there[-1][1], slight=True)

"""Items in which several paragraphs each end in a clause on who is responsible: the tasks of a list whose numbers were
not read, or that has none (●, 首先), run together into one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from builder.language import lazy_re as re
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Notice, Task

_LEAST = 25
"""Characters before the first body with which a paragraph without a full stop says what is to be done, and not only who
is responsible."""


_NEXT_LABEL = re.compile(
    r"[责办合头实施位局委厅部院]\s*[)）\]】〕。；]\s*(?:[。；]\s*)?"
    r"(?=[①-⑳●◆■▲★◇]|[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?![0-9])|第[一二三四五六七八九十]{1,3}[、，])"
)
"""The end of a clause behind which the label of another item stands: …负责）②完善…"""


def merged_items(notice: Notice) -> Iterator[Finding]:
    """A finding for each task of several, at the second paragraph that has a clause of its own."""
    for task in notice.tasks:
        if len(found := list(_paragraphs(notice.text, task))) > 1:
            names = f"“{task.label}”" if task.label else "这一条"
            message = f"{names}里有 {len(found)} 段各自写明了由谁负责，可能是几项任务，合成了一项；请对照原文。"
            yield Finding(FindingCode.ITEMS_MERGED, message, *found[1])
        elif (at := _label_inside(notice.text, task)) is not None:
            message = "写明由谁负责之后，同一段里又起了一个序号，可能是几项任务，合成了一项；请对照原文。"
            yield Finding(FindingCode.ITEMS_MERGED, message, at, min(at + _LEAST, task.end))


def _label_inside(text: str, task: Task) -> int | None:
    """Where a label stands between two clauses of one paragraph; None where none does."""
    bodies = sorted(_own_clauses(task))
    for before, after in pairwise(bodies):
        found = _NEXT_LABEL.search(text, before, after)
        if found and "\n" not in text[before:after]:
            return found.end()
    return None


def _paragraphs(text: str, task: Task) -> Iterator[tuple[int, int]]:
    """The paragraphs of a task that say what is to be done and by whom, each with its lines of clauses as one."""
    starts = [task.start, *(at + 1 for at in range(task.start, task.end) if text[at] == "\n")]
    first: dict[int, int] = {}
    for at in _own_clauses(task):
        line = bisect_right(starts, at) - 1
        first[line] = min(at, first.get(line, at))
    before = -2
    for line in sorted(first):
        ahead = text[starts[line] : first[line]]
        if line > before + 1 or len(ahead) >= _LEAST or "。" in ahead:
            end = text.find("\n", first[line], task.end)
            yield starts[line], end if end >= 0 else task.end
        before = line


def _own_clauses(task: Task) -> list[int]:
    """Where the bodies of clauses stand in a task; those of a table that says it again stand elsewhere."""
    return [body.start for body in task.agencies if body.basis == "clause" and task.start <= body.start < task.end]

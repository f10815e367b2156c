"""The sentences of a task that hold given words, those words marked: one side of a pair set side by side."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from builder.ledger.index import Entry
from builder.pages import wording
from builder.pages.escaping import inline
from builder.pages.marking import Mark, marked

_SENTENCE_ENDS = "。；;！!？?\n"


def passages(entry: Entry, shared: Iterable[tuple[int, int]]) -> Markup:
    """`shared`: spans in the notice's text. Where none lies in the task, its opening words."""
    text, task = entry.notice.text, entry.task
    spans = sorted({(start, end) for start, end in shared if task.start <= start < end <= task.end})
    shown: list[tuple[int, int]] = []
    for start, end in spans:
        low = max([task.start, *(text.rfind(sign, task.start, start) + 1 for sign in _SENTENCE_ENDS)])
        stops = [stop for sign in _SENTENCE_ENDS if (stop := text.find(sign, end - 1, task.end)) >= 0]
        high = min([task.end, *(stop + 1 for stop in stops)])
        if shown and low <= shown[-1][1]:
            shown[-1] = (shown[-1][0], max(high, shown[-1][1]))
        else:
            shown.append((low, high))
    if not shown:
        return inline(wording.short(task.text, 120))
    marks = [Mark(start, end, "m-shared") for start, end in spans]
    flat = text.replace("\n", " ")
    pieces, at = [], task.start
    for low, high in shown:
        if text[at:low].strip():
            pieces.append("……")
        pieces.append(marked(flat, low, high, marks))
        at = high
    if text[at : task.end].strip():
        pieces.append("……")
    return Markup("".join(pieces))

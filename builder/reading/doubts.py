"""What the reader met and could not make whole: said to the officer who answers for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.notice import Finding, Task
from builder.outline import Outline
from builder.reading.prose import title_spans


def closing_duties(text: str, found: Outline) -> list[Finding]:
    """Closing paragraphs stay in the text and are no tasks; a reader is told where they stand."""
    closing = [block for block in found.blocks if block.kind == "closing" and text[block.start : block.end].strip()]
    if not closing:
        return []
    place = (closing[0].start, closing[-1].end)
    return [Finding("note", "closing-paragraph", "文末有未编号的段落，其中的要求不列为任务，原文照录。", *place)]


def open_titles(text: str) -> list[Finding]:
    """《 that is never closed: which words are the document's name cannot be told."""
    within = title_spans(text, 0, len(text))
    found, at = [], text.find("《")
    while at >= 0:
        if not any(start <= at < end for start, end in within):
            message = "左书名号“《”没有与它配对的“》”，其后的文件名没有读出。"
            found.append(Finding("warning", "title-unclosed", message, at, at + 1))
        at = text.find("《", at + 1)
    return found


def undated_limits(tasks: Sequence[Task]) -> Iterable[Finding]:
    """Time limits with a day, whose year the notice does not give: they stand on no day's page."""
    for task in tasks:
        for limit in task.deadlines:
            if limit.type in ("by", "during", "from") and limit.date is None:
                message = f"时限“{limit.written}”缺少年份，推不出日期。"
                yield Finding("warning", "limit-undated", message, limit.start, limit.end)

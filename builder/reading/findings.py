"""What the reader met and could not make whole: said to the officer who answers for the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Task
from builder.outline.model import Outline
from builder.reading.prose import title_spans


def closing_duties(text: str, found: Outline) -> list[Finding]:
    """Closing paragraphs stay in the text and are no tasks; a reader is told where they stand."""
    closing = [block for block in found.blocks if block.kind == "closing" and text[block.start : block.end].strip()]
    if not closing:
        return []
    place = (closing[0].start, closing[-1].end)
    return [Finding(FindingCode.CLOSING_PARAGRAPH, "文末有未编号的段落，其中的要求不列为任务，原文照录。", *place)]


_DUTY = re.compile(
    r"(?<![需重主必首紧概提机只还就纲纪摘])要(?![求点素件领义旨闻道害么不强])"  # 各市要突出重点, but not 主要, 要求
    r"|应当|必须|不得"
    r"|由[^,，。;；]{2,30}?(?:负责|组织|牵头|承担|统筹|会同)"  # 由市委依法治市办组织开展
    r"|(?:^|[。;；])(?:各|全)[^,，。;；]{1,14}?(?:根据|结合|按照)[^。;；]{0,30}?(?:开展|制定|做好|落实|推进)"
)
"""Words by which a paragraph asks somebody for something."""
_AIMS = re.compile(r"指导思想|总体要求|目标|原则|意义|必要性")
"""Headings of chapters that say what for, not who does what; 工作目标: also opens such a paragraph."""


_OPENS = re.compile(
    r"制定本|特制定|制定[以如]下|提出[以如]下|如下[:：]|如下(?:方案|意见|安排)|现[^。]{0,40}(?:印发|转发)"
)
"""An opening paragraph says what the document is for and that it follows."""


def unnumbered_duties(text: str, found: Outline, tasks: Sequence[Task]) -> Iterable[Finding]:
    """Paragraphs without a number that ask for something and stand in no task, as at the head of a chapter
    (珠三角九市…要…): a finding for each, with its place. The covering notice and what follows it only say so."""
    covered = sorted((task.start, task.end) for task in tasks)
    headings = {item.id: item.heading or "" for item in found.items}
    starts = {item.id: item.start for item in found.items}
    covers = [(part.start, part.end) for part in found.parts if part.kind == "cover"]
    for block in found.blocks:
        if block.kind not in ("paragraph", "item", "text") or any(a <= block.start < b for a, b in covers):
            continue
        above = (block.item or "").split("/")
        names = [headings.get("/".join(above[:depth]), "") for depth in range(1, len(above) + 1)]
        start = starts.get(block.item or "", block.start) if block.kind == "item" else block.start
        if any(_AIMS.search(name) for name in names) or _AIMS.match(text[start : block.end].strip()[:8], 0):
            continue
        for low, high in _gaps(start, block.end, covered):
            words = text[low:high]
            bare = words.strip().rstrip("。")
            if (
                len(bare) > 12
                and bare not in (name.rstrip("。") for name in names)
                and _DUTY.search(words)
                and not _OPENS.search(words)
            ):
                low += len(words) - len(words.lstrip())
                message = "这一段没有编号，其中的要求不列为任务，原文照录。"
                yield Finding(FindingCode.UNNUMBERED_DUTY, message, low, low + len(words.strip()))


def _gaps(start: int, end: int, covered: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The stretches of start:end outside `covered`, which is ordered."""
    for low, high in covered[max(0, bisect_left(covered, (start, start)) - 1) :]:
        if low >= end:
            break
        if high <= start:
            continue
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def open_titles(text: str) -> list[Finding]:
    """《 that is never closed: which words are the document's name cannot be told."""
    within = title_spans(text, 0, len(text))
    found, at = [], text.find("《")
    while at >= 0:
        if not any(start <= at < end for start, end in within):
            message = "左书名号“《”没有与它配对的“》”，其后的文件名没有读出。"
            found.append(Finding(FindingCode.TITLE_UNCLOSED, message, at, at + 1))
        at = text.find("《", at + 1)
    return found


def undated_limits(tasks: Sequence[Task]) -> Iterable[Finding]:
    """Time limits with a day, whose year the notice does not give: they stand on no day's page."""
    for task in tasks:
        for limit in task.deadlines:
            if limit.type in ("by", "during", "from") and limit.date is None:
                message = f"时限“{limit.written}”缺少年份，推不出日期。"
                yield Finding(FindingCode.LIMIT_UNDATED, message, limit.start, limit.end)

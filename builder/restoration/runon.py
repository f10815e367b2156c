"""Line ends that were lost: a whole notice on one line, or `　　` where paragraphs began.

A break is put back only where the text itself shows it: before a label that continues the row of
labels and follows the end of a sentence or of a heading; around the number and after the addressees
at a notice's head; for `　　`, the shift with which every paragraph begins. An enumeration inside a
sentence (…的:(一)…;(二)…) keeps its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.addresses import number_of
from builder.restoration.lostheads import foot_breaks, head_breaks
from builder.restoration.revision import Change
from builder.restoration.titles import known_titles

LOST, SHIFT = "序号前丢失的换行", "段首的两个全角空格代替了换行"
HEAD = "公文首部或落款处丢失的换行"

_LINE = re.compile(r"[^\n]+")
_SHIFT = re.compile(r"(?<=\S)\u3000{2,}(?=\S)")

_LABELS = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、(?=[^\s，。、；：])"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[)）](?=[^\s，。、；：)）])"),
    re.compile(r"(?P<number>[0-9]{1,2})[.．](?=[^\s0-9，。、；：])"),
)
_SENTENCE_END = re.compile(r"[。！？](?:[”’）)》】]{0,2})\s*\Z|[）)】\]]\s*\Z")
_ANNOUNCED = re.compile(r"(?:如下|以下)[^。，；]{0,12}[：:]\Z")
# What the first item follows: 具体措施：1. … · （一）政策意见征集1. …, a heading that lost its line end.
_ITEMS_AFTER = re.compile(
    r"(?:措施|任务|内容|要求|目标|分工|工作)[：:]\Z|[（(][一二三四五六七八九十]{1,3}[)）][^。；：，]{2,40}\Z"
)
_SECOND = re.compile(r"[。）) ]二、")
_ONE = re.compile(r"(?<![这第统唯之专万单划同不])一是(?=[\u4e00-\u9fff])")


def restore_line_ends(text: str) -> list[Change]:
    """Changes that put line ends back."""
    changes: list[Change] = []
    titles: frozenset[str] | None = None
    for line in _LINE.finditer(text):
        words = line.group()
        if "\t" in words:
            continue
        breaks = {start: (end, SHIFT) for start, end in _shifts(words)}
        if len(words) > 60 and not breaks:
            titles = known_titles(text) if titles is None else titles
            for at in (*head_breaks(words), *foot_breaks(words, titles)):
                breaks.setdefault(at, (at, HEAD))
        for at in _labels(words):
            start = at
            while start > 0 and words[start - 1].isspace():
                start -= 1
            breaks.setdefault(start, (at, LOST))
        changes += [
            Change(line.start() + start, line.start() + end, "\n", "line-break", True, reason)
            for start, (end, reason) in breaks.items()
            if start > 0 and words[end:].strip()
        ]
    return changes


def _shifts(words: str) -> Iterator[tuple[int, int]]:
    """`　　` inside a line, where it comes more than once or the line begins with it."""
    found = list(_SHIFT.finditer(words))
    if len(found) >= 2 or (found and words.startswith("\u3000\u3000") and len(words) > 60):
        for match in found:
            if not _set_wide(words, match.start(), match.end()):
                yield match.span()


def _set_wide(words: str, start: int, end: int) -> bool:
    """附　　件: single characters set wide."""
    return bool(re.search(r"(?:\A|\s)\S\Z", words[:start]) and re.match(r"\S(?:\s|\Z)", words[end:]))


def _labels(words: str) -> list[int]:
    """Labels inside a line that continue the row, from the outermost shape in."""
    if len(words) < 12:
        return []
    found = [list(_row(words, shape)) for shape in range(3)]
    chapters, sections, items = found
    breaks: set[int] = {at for at in chapters if at > 0}
    run_on = bool(breaks) or (0 in chapters and bool(sections))
    if run_on or (len(sections) >= 2 and all(_SENTENCE_END.search(words, max(0, at - 4), at) for at in sections if at)):
        breaks |= {at for at in sections if at > 0}
    if run_on or len([at for at in sections if at]) >= 2:
        breaks |= {at for at in items if at > 0}
    starts = sorted({0, *chapters, *sections} if breaks or chapters or sections else {0})
    return sorted(breaks | set(_after_headings(words, starts)))


def _row(words: str, shape: int) -> Iterator[int]:
    """Where labels of a shape stand that go on counting: 一 after the first, each one more than the last.

    Deeper shapes begin anew; a chapter's row must begin at the line's first or with 一."""
    expected: set[int] | None = None
    for match in _LABELS[shape].finditer(words):
        at = match.start()
        number = number_of(match["number"])
        if not (at == 0 or _may_begin(words, at, shape)):
            continue
        if expected is None:
            if number != 1 and at > 0 and shape == 0:
                continue
        elif number not in expected and not (number == 1 and shape > 0):
            continue
        yield at
        expected = {number + 1}


def _may_begin(words: str, at: int, shape: int) -> bool:
    """Whether a paragraph can begin here: after a sentence, a closing bracket, a space, or a heading."""
    before = words[max(0, at - 80) : at]
    if _SENTENCE_END.search(before):
        return True
    if shape == 0:
        counted = before.endswith((" ", "\u3000")) and _SECOND.search(words, at, at + 5000)
        return bool(counted or _ANNOUNCED.search(before))
    if before.endswith((" ", "\u3000")):
        return True
    if shape == 2:
        return bool(_ITEMS_AFTER.search(before))
    # A heading that ran into the label below it: 一、总体要求（一）指导思想。
    return shape == 1 and bool(re.search(r"[一二三四五六七八九十]{1,3}、[^。；：]{2,70}\Z", before))


def _after_headings(words: str, starts: list[int]) -> Iterator[int]:
    """`一是` right after a heading that lost its line end: (一)…履行职责一是加强组织领导."""
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        match = _ONE.search(words, start, min(end, start + 60))
        heading = words[start : match.start()] if match else ""
        label = next((found for shape in _LABELS if (found := shape.match(heading))), None)
        if (
            match
            and label
            and len(heading.strip()) - label.end() >= 4
            and not re.search(r"[。；：:]|[，,]\s*\Z", heading)
        ):
            yield match.start()

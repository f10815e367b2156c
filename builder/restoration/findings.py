"""What restoration cannot vouch for: characters that are lost for good, and edits without proof."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from builder.language.invisible import directing, hidden
from builder.model.finding_codes import FindingCode
from builder.model.notice import Edit, Finding
from builder.restoration.mirror.pinyin_readings import SYLLABLE
from builder.restoration.revision import Change

_KUN_JIN_KAO = re.compile("锟斤拷|锟斤|斤拷|锟")
_RUINED_LINE = re.compile(r"[^\n]*锟斤拷[^\n]*")
_CUT = rf"(?<=[\u4e00-\u9fff])[?\ufffd]\(?{SYLLABLE} ?\)|[?\ufffd]。"
"""A reading or an invisible sign that cut a character apart, where nothing was made of it."""
_MARKS = re.compile(
    _CUT + "|"
    "[\ufffd\ue000-\uf8ff]+|(?<=[\u4e00-\u9fff])□+(?=[\u4e00-\u9fff\ufffd])|(?<=[\u4e00-\u9fff、，])\\?{1,2}(?=[\u4e00-\u9fff])"
)


def spare_ruined(text: str, changes: list[Change]) -> list[Change]:
    """`changes` without those that would make words of lines of which nothing is left: layout may go on."""
    if "锟斤拷" not in text:
        return changes
    ruined = [line.span() for line in _RUINED_LINE.finditer(text) if len(_KUN_JIN_KAO.findall(line.group())) >= 2]
    ends = [end for _, end in ruined]

    def is_ruined(change: Change) -> bool:
        at = bisect_right(ends, change.start)
        return at < len(ruined) and ruined[at][0] < change.end

    return [
        change
        for change in changes
        if not (text[change.start : change.end] + change.restored).strip() or not is_ruined(change)
    ]


def find_lost(text: str) -> tuple[Finding, ...]:
    """A finding for each place where characters are lost, or one for a text that is lost as a whole."""
    ruined = len(_KUN_JIN_KAO.findall(text))
    if ruined >= 3:
        first = _KUN_JIN_KAO.search(text)
        start = first.start() if first else 0
        message = "全文经两次错误转码（“锟斤拷”），原来的文字已无法恢复，须另找原文。"
        return (Finding(FindingCode.TEXT_DESTROYED, message, start, len(text)),)
    return tuple(
        Finding(FindingCode.LOST_CHARACTER, "此处原有文字已丢失，无法恢复，照原样显示。", match.start(), match.end())
        for match in _MARKS.finditer(text)
    )


_NOT_WORDS = ("byte-shift", "chrome", "code-page")
"""Kinds of edits whose source is no text that anybody was to read."""


def find_hidden(text: str, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """A finding for each place where marks of direction made words look other than they are, or would have; the
    words from there to the end of the line are those that they govern. And one for all other signs that show nothing."""
    findings, others = [], Counter[str]()
    first = None
    for edit in edits:
        if edit.kind in _NOT_WORDS:
            continue
        source = html.unescape(edit.source)
        marks = directing(source)
        others.update(invisible := hidden(source))
        if first is None and invisible:
            first = edit
        if marks:
            stop = text.find("\n", edit.start)
            message = (
                f"原件在此处有改变文字显示次序的控制符（{'、'.join(marks)}），已去除；原件所见与这里的次序可能不同。"
            )
            findings.append(Finding(FindingCode.HIDDEN_DIRECTION, message, edit.start, len(text) if stop < 0 else stop))
    if first is not None:
        said = "、".join(f"{number} {count} 处" for number, count in sorted(others.items()))
        message = f"原件有不可见的格式字符（{said}），已去除。"
        findings.append(Finding(FindingCode.HIDDEN_CHARACTERS, message, first.start, first.end))
    return tuple(findings)


def find_unproven(edits: Iterable[Edit]) -> tuple[Finding, ...]:
    """A finding for each edit that is not certain."""
    return tuple(
        Finding(
            FindingCode.RESTORED_WITHOUT_PROOF,
            f"此处原为“{edit.source}”，现文字为程序推断，未能确证。",
            edit.start,
            edit.end,
        )
        for edit in edits
        if not edit.certain
    )


def search_given_up(start: int, end: int) -> Finding:
    """A finding for a text in which so much looks damaged that the search for what it was is left off."""
    message = "自此往后疑似错位的字符过多，超出程序的检索限度，未再逐处修复。"
    return Finding(FindingCode.SEARCH_GIVEN_UP, message, start, end)

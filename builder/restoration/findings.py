"""What restoration cannot vouch for: characters that are lost for good, and edits without proof."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from builder.language import lazy_re as re
from builder.language.invisible import directing, hidden
from builder.model.finding_codes import FindingCode
from builder.model.notice import Edit, Finding
from builder.restoration.encoding.readability import unreadable_lines
from builder.restoration.mirror.pinyin_readings import SYLLABLE
from builder.restoration.revision import Change

_KUN_JIN_KAO = re.compile("锟斤拷|锟斤|斤拷|锟")
_HAN = re.compile("[\u3400-\u9fff]")
_QUOTED = re.compile("“[^“”\n]{0,200}”|《[^《》\n]{0,200}》")
_DESTROYED_SHARE = 0.3
"""Where so many of a line's Chinese characters are what a second wrong decoding leaves, the line is lost."""
_LONGEST_QUOTED = 40
"""Characters of the source in a message."""
_LEAST_SIGNS, _CODE_SHARE, _FEW_HAN = 20, 0.95, 20
"""So many signs that are no blanks a text must have to be judged as a whole; a larger share of ASCII is no notice,
unless so many Chinese characters stand among it: a notice may hold long addresses of pages."""
_BLANK = re.compile(r"\s")
_PLAIN = re.compile(r"[\x00-\x08\x0e-\x1b!-\x7f]")
"""Characters of ASCII but for blanks."""
_LINE = re.compile(r"[^\r\n]+")
_CUT = rf"(?<=[\u4e00-\u9fff])[?\ufffd]\(?{SYLLABLE} ?\)|[?\ufffd]。"
"""A reading or an invisible sign that cut a character apart, where nothing was made of it."""
_MARKS = re.compile(
    _CUT + "|"
    "[\ufffd\ue000-\uf8ff]+|(?<=[\u4e00-\u9fff])□+(?=[\u4e00-\u9fff\ufffd])"
    "|(?<=[\u4e00-\u9fff、，])\\?{1,2}(?=[\u4e00-\u9fff])|\\?{4,}"
)

_CHOICES = re.compile(r"(?<![\u4e00-\u9fff])□[^□\n\t，。；]{1,16}(?:□[^□\n\t，。；]{1,16})+")
"""Boxes to tick in a form: □是□否."""


def skip_unrecoverable(text: str, changes: list[Change]) -> list[Change]:
    """`changes` without those that would make words of lines of which nothing is left, or that are no readable
    Chinese: layout may go on, and the line is shown as it stands."""
    destroyed = [line.span() for line in _LINE.finditer(text) if _is_destroyed(line.group())] if "锟" in text else []
    unreadable = [*unreadable_lines(text)] if any(change.kind.words for change in changes) else []
    if not destroyed and not unreadable:
        return changes
    return [
        change
        for change in changes
        if not (
            (_makes_words(text, change) and _within(change, destroyed))
            or (change.kind.words and _within(change, unreadable))
        )
    ]


def _makes_words(text: str, change: Change) -> bool:
    return bool((text[change.start : change.end] + change.restored).strip())


def _within(change: Change, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a change touches one of `places` (ordered, apart)."""
    at = bisect_right(places, (change.start, len(places) and places[-1][1]))
    return any(change.start < end and start < change.end for start, end in places[max(0, at - 1) : at + 1])


def _lies_in(at: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of `places` (ordered, apart)."""
    before = bisect_right(places, (at, at + 1))
    return any(start <= at < end for start, end in places[max(0, before - 1) : before + 1])


def _is_destroyed(line: str) -> bool:
    """Whether a line is what two wrong decodings leave, not one that speaks of it in quotation marks."""
    line = _QUOTED.sub("", line)
    destroyed = sum(len(found) for found in _KUN_JIN_KAO.findall(line))
    return destroyed >= 6 and destroyed >= _DESTROYED_SHARE * len(_HAN.findall(line))


def find_unreadable(text: str) -> tuple[Finding, ...]:
    """A finding for each stretch of lines that no code page makes readable."""
    if _holds_no_chinese(text):
        message = "全文几乎没有汉字，不是可读的中文公文，照原样显示，没有从中读出任何内容。"
        return (Finding(FindingCode.UNREADABLE_TEXT, message, 0, len(text)),)
    found: list[tuple[int, int]] = []
    for start, end in unreadable_lines(text):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    message = "此处文字因编码错误已不是可读的中文，照原样显示，没有从中读出任何内容。"
    return tuple(Finding(FindingCode.UNREADABLE_TEXT, message, start, end) for start, end in found)


def _holds_no_chinese(text: str) -> bool:
    """Whether a text is no Chinese nor another people's writing: code that was not read, question marks for all
    characters."""
    signs = len(text) - len(_BLANK.findall(text))
    plain = len(_PLAIN.findall(text))
    return signs >= _LEAST_SIGNS and plain > _CODE_SHARE * signs and len(_HAN.findall(text)) < _FEW_HAN


def find_unrecoverable(text: str) -> tuple[Finding, ...]:
    """A finding for each place where characters are lost, or one for a text that is lost as a whole."""
    destroyed = [line for line in _LINE.finditer(text) if _is_destroyed(line.group())] if "锟" in text else []
    if destroyed:
        message = "全文经两次错误转码（“锟斤拷”），原来的文字已无法恢复，须另找原文。"
        return (Finding(FindingCode.TEXT_DESTROYED, message, destroyed[0].start(), len(text)),)
    choices = [match.span() for match in _CHOICES.finditer(text)] if "□" in text else []
    return tuple(
        Finding(FindingCode.LOST_CHARACTER, "此处原有文字已丢失，无法恢复，照原样显示。", match.start(), match.end())
        for match in _MARKS.finditer(text)
        if match[0] != "□" or not _lies_in(match.start(), choices)
    )


_NOT_WORDS = ("byte-shift", "chrome", "code-page")
"""Kinds of edits whose source is no text that anybody was to read."""


def find_hidden(text: str, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """A finding for each place where marks of direction made words look other than they are, or would have; the
    words from there to the end of the line are those that they govern. And one for all other signs that show
    nothing."""
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
        Finding(FindingCode.RESTORED_WITHOUT_PROOF, _unproven(edit), edit.start, edit.end)
        for edit in edits
        if not edit.certain
    )


def _unproven(edit: Edit) -> str:
    source = "".join(edit.source.split())
    source = source if len(source) <= _LONGEST_QUOTED else source[: _LONGEST_QUOTED - 1] + "…"
    if not source and not edit.restored.strip():
        return f"此处补上了分隔（{edit.reason}），未能确证。"
    if edit.restored:
        return f"此处原为“{source}”，现文字为程序推断，未能确证。"
    return f"此处原有“{source}”，程序认为不是正文而略去，未能确证。"


def search_given_up(start: int, end: int) -> Finding:
    """A finding for a text in which so much looks damaged that the search for what it was is left off."""
    message = "自此往后疑似错位的字符过多，超出程序的检索限度，未再逐处修复。"
    return Finding(FindingCode.SEARCH_GIVEN_UP, message, start, end)

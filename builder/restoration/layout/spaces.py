"""Spaces inside lines.

Chinese is written without them; most are layout (a title set in two lines, a date set wide) or come
from typesetting. A few divide what belongs apart and stay: two issuers (中共江西省委 江西省人民政府), a
label or an office and what follows (第十八条 各级…, 省长 王某某), entries of a list, signatures side by side.
Spaces beside Latin letters stay too; beside figures they are layout as well (2024年4月22 日).
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.broken_names import may_go_on, opens_name
from builder.language.document_lines import is_body
from builder.language.numerals import integer_of
from builder.language.role_words import BARE_LABEL, LABEL
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

_SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
_GAP = re.compile(rf"(?<=\S){_SPACE}+(?=\S)")
_WIDE_CHAR = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’—…·×"
_IS_WIDE = re.compile(f"[{_WIDE_CHAR}]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_SIGN = re.compile("[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff60“”‘’—…,;]")

_ROW = re.compile("[0-9]{1,3} [\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_INSIDE = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff，。、；：])")

_LABEL = re.compile(
    r"(?:第[一二三四五六七八九十百零〇0-9]{1,6}[章节条编]|附\s?件?[0-9一二三四五六七八九十]{0,2}|[一二三四五六七八九十]{1,3}[、.]|[0-9]{1,3}[.、．])\Z"
)
_BODY = re.compile(r"(?:委|府|厅|局|部|院|会|办|室|署|社|中心|公司|集团|党组|军区|[省市县区州])\Z")
_BODY_BEGINS = re.compile(
    r"(?:中共|中国|中央|国务院|国家|全国|最高|[\u4e00-\u9fff]{2,8}(?:省|市|县|区|州|自治)|[\u4e00-\u9fff]{2,12}(?:委员会|人民政府|办公厅|办公室|厅|局|部|院))"
)
_ROLE_BEGINS = re.compile(rf"{BARE_LABEL}[：:]")
_ROLE_LINE = re.compile(rf"\s*(?:{LABEL})[：:]")
_PIECE_BEFORE, _PIECE_AFTER = re.compile(r"[^\s、，,；;。：:]{2,20}\Z"), re.compile(r"[^\s、，,；;。]{2,20}")
_OFFICE = re.compile(
    r"(?:省长|市长|县长|区长|州长|镇长|乡长|主席|书记|主任|局长|厅长|部长|院长|检察长|会长|记者|代表)\Z"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}(?=\Z|\s|[，。、）)])")
_DATE_BEFORE = re.compile("[0-9年月]")
_ALONE_LEFT, _ALONE_RIGHT = re.compile(r"(?:(?<!.)|\s)\S\Z", re.S), re.compile(r"\S(?!\S)")
_LONGEST_LABEL = 40
"""Characters from the beginning of a line in which its label ends, spaces included."""
_DATE_AFTER = re.compile(r"[年月日号]|[0-9]{1,2}\s?[月日]")
_POINT = re.compile(r"(?:[0-9]{1,2}[.．、](?![0-9])|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])\s?\S")
"""A numbered point in a cell, which begins a line of its own there."""


def drop_spaces(text: str) -> list[Change]:
    """Changes that take out the spaces of layout. Lines with tabs are rows of tables: inside their
    cells the spaces between characters stay."""
    changes: list[Change] = []
    scattered = _is_scattered(text)
    numbered = _numbered_heads(text)
    at = 0
    for line in text.split("\n"):
        if at in numbered:
            length = numbered[at] - at
            changes += _line(line[length:], at + length, scattered)
        elif len(line) > 2:
            changes += _line(line, at, scattered)
        at += len(line) + 1
    return changes


_BARE_NUMERAL = re.compile(
    rf"^{_SPACE}*([一二三四五六七八九十]{{1,3}}){_SPACE}+(?=[\u4e00-\u9fff“《]|(?:19|20)[0-9]{{2}}年)", re.MULTILINE
)


def _numbered_heads(text: str) -> dict[int, int]:
    """For lines that open with a label that has no sign behind it (一　总体要求), where the label and its space end.
    Such lines count on: one alone is a word set wide."""
    found = [(match.start(), match.end(), integer_of(match[1]) or 0) for match in _BARE_NUMERAL.finditer(text)]
    numbers = [0, *(number for _, _, number in found), 0]
    return {
        start: end
        for (start, end, number), before, after in zip(found, numbers, numbers[2:], strict=False)
        if number == before + 1 > 1 or after == number + 1
    }


def _line(line: str, offset: int, scattered: bool) -> list[Change]:
    gaps = [gap for gap in _GAP.finditer(line) if "\t" not in gap.group()]
    if not gaps or (not scattered and _is_list(line, len(gaps))):
        return []
    changes = []
    for gap in gaps:
        restored = _restored(line, gap.start(), gap.end(), scattered, "\t" in line)
        if restored != gap.group():
            changes.append(
                Change(offset + gap.start(), offset + gap.end(), restored, EditKind.SPACING, True, "排版空格")
            )
    return changes


def _is_list(line: str, gaps: int) -> bool:
    """Whether the spaces divide the entries of a list, or the cells of a row that lost its tabs: short
    words, none of them a sentence (序号 任务 牵头单位), or a row's number first (1 深化… 市委编办)."""
    if "\t" in line:
        return False
    if gaps >= 2 and _ROW.match(line):
        return True
    pieces = line.split()
    if gaps < 2 or any(sign in line for sign in "。；，"):
        return False
    longest = 15 if gaps > 2 else 8
    return max(map(len, pieces)) <= longest and sum(len(piece) >= 2 for piece in pieces) * 4 >= 3 * len(pieces)


def _is_scattered(text: str) -> bool:
    """Whether spaces stand all over the words of a text, so that none of them can mean anything. Those between two
    bodies in a cell, each on a line of its own there, are not such."""
    sentences = [line for line in text.split("\n") if "。" in line or "，" in line]
    narrow = sum(
        not ("\t" in line and _is_between_bodies(line, *gap.span()))
        for line in sentences
        if " " in line
        for gap in _INSIDE.finditer(line)
    )
    return narrow >= 5 and narrow * 120 > sum(map(len, sentences))


def _restored(line: str, start: int, end: int, scattered: bool, row: bool) -> str:
    """What a gap becomes. `row`: the line is a row of a table."""
    before, after, gap = line[start - 1], line[end], line[start:end]
    if "\t" in (before, after):
        return ""
    if row and _POINT.match(line, end):
        return gap
    left, right = line[max(0, start - 14) : start], line[end : end + 14]
    if before.isdigit() or after.isdigit():
        return _beside_figures(line, start, end)
    if not (_IS_WIDE.match(before) or _IS_WIDE.match(after)) or _LETTER.match(before) or _LETTER.match(after):
        return " "
    if not (_IDEOGRAPH.match(before) and _IDEOGRAPH.match(after)):
        labelled = _LABEL.search(left) and not scattered and len(gap) == 1
        return gap if labelled else ""
    if row and (not scattered or _is_between_bodies(line, start, end)):
        return gap  # 部  门: the words of a cell as they are set; whoever reads them strips them
    if is_set_wide(line, start, end):
        return ""
    if len(gap) >= 2 and gap[0] != "\u3000" and _BODY.search(left) and _BODY_BEGINS.match(right):
        return "  "  # signatures side by side
    if scattered:
        return ""
    divides = (
        _LABEL.search(left)
        or (_BODY.search(left) and (_BODY_BEGINS.match(right) or _ROLE_BEGINS.match(right)))
        or (_OFFICE.search(left) and _NAME.match(right))
        or (_ROLE_LINE.match(line) and _is_between_bodies(line, start, end))
    )
    return gap[0] if divides else ""


def _is_between_bodies(line: str, start: int, end: int) -> bool:
    """Whether a gap divides two whole names of bodies: 县水务局 县住建局, but not 县发展 改革局."""
    left, right = _PIECE_BEFORE.search(line, 0, start), _PIECE_AFTER.match(line, end)
    if left is None or right is None or not is_body(left.group()) or may_go_on(left.group(), right.group()):
        return False
    return opens_name(right.group()) or is_body(right.group())


def _beside_figures(line: str, start: int, end: int) -> str:
    """What a gap beside a figure becomes: nothing between figure and ideograph (2024年4月22 日), but the
    figure at a line's beginning may be a label, and two figures are two."""
    before, after = line[start - 1], line[end]
    if not (_IDEOGRAPH.match(before) or _IDEOGRAPH.match(after)):
        if before.isascii() and after.isascii():
            return " "  # a formula, a command
        return "" if _SIGN.match(before) or _SIGN.match(after) else " "
    if _DATE_BEFORE.match(before) and _DATE_AFTER.match(line, end):
        return ""
    labelled = start < _LONGEST_LABEL and line[:start].strip().isdigit()
    return line[start] if labelled or end - start > 1 else ""


def is_set_wide(line: str, start: int, end: int) -> bool:
    """Whether the gap stands between characters that are set wide, each by itself: 附  件, 部 门."""
    return _ALONE_LEFT.search(line, max(0, start - 2), start) is not None and _ALONE_RIGHT.match(line, end) is not None

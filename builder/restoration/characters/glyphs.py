"""Signs that stand for others: radicals for characters, signs of private fonts, invisible marks.

Programs that print a page to PDF, and fonts of old systems, leave code points behind that look right
and are not what was written: ⽅ (a radical) for 方, U+E010 for a decimal point. The tables are in
`glyphs.yml`. A sign whose meaning cannot be known stays, and is a finding (`find_unrecoverable`).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.invisible import CONTROLS, DIRECTION, FORMAT
from builder.language.wordlists import read_data
from builder.model.edit_kinds import EditKind
from builder.restoration.characters.script_forms import forms
from builder.restoration.revision import Change

_INVISIBLE = CONTROLS.replace("\x0b\x0c", "") + DIRECTION + FORMAT  # a form feed parts pages, and is told by them
_LOOKALIKE = "\u2e80-\u2eff\u2f00-\u2fd5\uf900-\ufad9"
_PRIVATE = "\ue000-\uf8ff"
_SIGN = re.compile(f"[{_INVISIBLE}]+|[{_LOOKALIKE}]|[{_PRIVATE}]+|\u2802(?:[ \u00a0]?\u2802)*[ \u00a0]?")
_OPENS_ITEM = re.compile(
    r"[ \u3000]{0,4}(?:[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、](?![0-9])"
    r"|第[一二三四五六七八九十百]{1,5}[章条])"
)
_SHOWS_NOTHING = re.compile(f"[{_INVISIBLE}]")
_ANY = re.compile(f"[{_INVISIBLE}{_LOOKALIKE}{_PRIVATE}\u2802]")


@cache
def _tables() -> dict[str, dict[str, str]]:
    return read_data("glyphs.yml", Path(__file__).parent)  # type: ignore[no-any-return]


def restore_glyphs(text: str) -> list[Change]:
    """Changes that put the characters for signs that stand for them."""
    if not _ANY.search(text):
        return _number_brackets(text)
    changes = _number_brackets(text)
    for match in _SIGN.finditer(text):
        change = _change(match.group(), match.start(), match.end(), text)
        if change is not None:
            changes.append(change)
    return changes


_NUMBER_BRACKETS = re.compile(
    "(?<=[\u4e00-\u9fff])(?P<open>[„‚‹«﹝［「『〈<{]|\u3014)(?P<year>(?:19|20)[0-9]{2})(?P<close>[‟”’›»﹞］」』〉>}]|\u3015)"
    "(?=第?[0-9]{1,5}号)"
)
"""The year of a document's number between signs that a font shows as 〔〕 (GB/T 9704—2012, 7.2.5)."""


def _number_brackets(text: str) -> list[Change]:
    """Changes that put 〔〕 around the year of a document's number, where a font's stand-ins are."""
    return [
        Change(*match.span(sign), char, EditKind.GLYPH, True, "发文字号年份的六角括号")
        for match in _NUMBER_BRACKETS.finditer(text)
        for sign, char in (("open", "〔"), ("close", "〕"))
        if match[sign] != char
    ]


def _change(signs: str, start: int, end: int, text: str) -> Change | None:
    first = signs[0]
    if _SHOWS_NOTHING.match(first):
        return Change(start, end, "", EditKind.GLYPH, True, "不可见字符")
    if first == "\u2802":
        shown = "×" * signs.count("\u2802")
        return Change(
            start,
            end,
            shown,
            EditKind.GLYPH,
            False,
            "原字体中的符号变成了盲文点，很可能是×",
        )
    if "\ue000" <= first <= "\uf8ff":
        return _private(signs, start, end, text)
    char = _tables()["radicals"].get(first) or unicodedata.normalize("NFKC", first)
    if char in forms().traditional and not _in_traditional(text):
        char = forms().simple[char]  # Unicode equates the radical of 户 with 戶
    return Change(start, end, char, EditKind.GLYPH, True, "部首符号代替了汉字") if char != first else None


def _private(signs: str, start: int, end: int, text: str) -> Change | None:
    """Signs of private use: known ones by the tables; others by what stands around them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    known = _tables()["private"]
    if all(sign in known for sign in signs):
        return Change(
            start,
            end,
            "".join(known[sign] for sign in signs),
            EditKind.GLYPH,
            True,
            "专用区字符，含义已有定例",
        )
    if len(signs) == 1 and before.isdigit() and re.match(r"[0-9]{1,3}(?:[元%％‰万亿倍]|个百分点)", text[end : end + 8]):
        return Change(start, end, ".", EditKind.GLYPH, False, "原字体的自造字符，位于数字之间，推断为小数点")
    if _OPENS_ITEM.match(text, end) and (len(signs) > 1 or (before and before in "。；：）)")):
        return Change(start, end, "\n", EditKind.GLYPH, False, "原字体的自造字符，位于序号前，推断为另起一段的缩进")
    if not before or not after or before.isspace() or after.isspace():
        return Change(start, end, "", EditKind.GLYPH, False, "原字体的自造字符，位于行首行末，推断为空格")
    return None


@lru_cache(maxsize=2)
def _in_traditional(text: str) -> bool:
    """Whether a text is written with Traditional characters rather than Simplified ones."""
    known = forms()
    traditional = sum(map(known.traditional.__contains__, text))
    return traditional > sum(map(known.simplified.__contains__, text))

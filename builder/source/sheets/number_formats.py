"""Numbers of a workbook as its number formats show them (ISO/IEC 29500-1, 18.8.31).

A cell holds 0.8 where a reader sees 80%, and 46203 where a reader sees a day. Dates are written in one form, to the
precision that the format shows: 46203 is 2026年6月30日 under `yyyy-mm-dd`, and 2026年6月 under `yyyy"年"m"月"`.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from builder.language import lazy_re as re

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy",
    31: "yyyy年m月d日", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy年m月", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "¥#,##0", 43: "#,##0.00",
    44: "¥#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.00E+00", 49: "@", 50: "yyyy年m月", 51: "m月d日",
    52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Formats that files name by number alone; 27 to 58 as in the Chinese edition (18.8.30)."""

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<science>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)|(?P<digits>[0#?][0#?.,]*|\.[0#?]+)|(?P<percent>%)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<bound>-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
_LAST_DAY = 2958465  # 9999-12-31
_MOST_DIGITS = 30


class _Section(NamedTuple):
    """One of the up to four sections of a format; `pieces`: (kind, words) in their order."""

    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None

    def has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.pieces)


def plain(value: float) -> str:
    """A number as the format General shows it, without exponents."""
    words = format(Decimal(format(value, ".15g")), "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def show(value: float, code: str, *, since_1904: bool = False) -> str | None:
    """`value` under the number format `code`; None where the format is of a kind that is not read here (fractions,
    exponents, spans of time) or the number is no date under a format of dates."""
    sections = _sections(code)
    section, negative = _chosen(sections, value)
    if section is None or not section.pieces:
        return plain(value) if not sections else ""
    if section.has("science") or section.has("elapsed"):
        return None
    if section.has("date"):
        return _date(value, section, since_1904)
    return _number(value, section, negative)


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    pieces: list[tuple[str, str]] = []
    condition: tuple[str, float] | None = None
    for match in _PIECE.finditer(code):
        kind, words = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "bracket":
            if bound := _CONDITION.fullmatch(words):
                condition = bound["sign"], float(bound["bound"])
            elif _ELAPSED.fullmatch(words):
                pieces.append(("elapsed", words))
        elif kind == "other" and words == ";":
            sections.append(_Section(tuple(pieces), condition))
            pieces, condition = [], None
        elif kind:
            pieces.append(("literal" if kind in ("quoted", "escaped", "currency", "other") else kind, words))
    if code:
        sections.append(_Section(tuple(pieces), condition))
    return tuple(sections)


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section | None, bool]:
    """The section for a number, and whether it takes a minus sign."""
    numeric = sections[:3]
    for section in numeric:
        if section.condition and _holds(section.condition, value):
            return section, value < 0
    free = [section for section in numeric if section.condition is None]
    if not free:
        return (sections[-1], value < 0) if sections else (None, False)
    if any(section.condition for section in numeric) or len(free) == 1:
        return free[-1], value < 0
    if value < 0:
        return free[1], False
    return (free[2], False) if value == 0 and len(free) > 2 else (free[0], False)


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, ">": value > bound, "<=": value <= bound, ">=": value >= bound,
        "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _number(value: float, section: _Section, negative: bool) -> str | None:
    """A number with the literal words around it; None where they stand between its digits, or it is a fraction."""
    digits = [words for kind, words in section.pieces if kind in ("digits", "general")]
    if len(digits) > 1:
        return None
    size = abs(value) * 100 ** sum(kind == "percent" for kind, _ in section.pieces)
    out: list[str] = ["-"] if negative else []
    for kind, words in section.pieces:
        if kind == "general":
            out.append(plain(size))
        elif kind == "digits":
            out.append(_digits(size, words))
        elif kind == "literal" and words == "@":
            out.append(plain(size))
        else:
            out.append(words)
    return "".join(out).strip()


def _digits(size: float, form: str) -> str:
    whole, _, part = form.partition(".")
    scale = len(form) - len(form.rstrip(","))
    whole, part = whole.rstrip(","), part.rstrip(",")[:_MOST_DIGITS]
    number = Decimal(format(size, ".15g")) / (Decimal(1000) ** scale)
    rounded = format(number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP), "f")
    before, _, after = rounded.partition(".")
    before = before.zfill(min(whole.count("0"), _MOST_DIGITS)) if before != "0" or "0" in whole or part else ""
    if "," in whole and before:
        before = f"{int(before):,}" if len(before) > 3 else before
    needed = len(part.rstrip("#?"))
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    return f"{before}.{after}" if after else before


def _date(value: float, section: _Section, since_1904: bool) -> str | None:
    """A date as far as the format shows it; with its year, which the cell knows where the format leaves it out."""
    forms = _units(section)
    days = int(value)
    minutes = round((value - days) * 1440)
    clock = f"{minutes // 60}:{minutes % 60:02}" if forms & {"h"} and 0 <= minutes < 1440 else ""
    if not forms & {"y", "month", "d"}:
        return clock or None
    day = _day(days, since_1904)
    if day is None:
        return None
    words = f"{day.year}年"
    if forms & {"month", "d"}:
        words += f"{day.month}月"
    if "d" in forms:
        words += f"{day.day}日"
    return f"{words} {clock}" if clock and minutes else words


def _units(section: _Section) -> set[str]:
    """What a format of dates shows: y, month, d, h. `m` beside hours or seconds is minutes."""
    letters = [words[0].lower() for kind, words in section.pieces if kind == "date"]
    found: set[str] = set()
    for at, letter in enumerate(letters):
        beside = {*letters[max(at - 1, 0) : at], *letters[at + 1 : at + 2]}
        if letter == "m":
            found.add("h" if ("h" in letters[max(at - 1, 0) : at]) or "s" in beside else "month")
        else:
            found.add({"e": "y", "a": "d", "s": "h"}.get(letter, letter))
    return found


def _day(days: int, since_1904: bool) -> datetime.date | None:
    if since_1904:
        days += 1462
    # The day 60 is 1900-02-29, which there was not; those before it are one less than the count says.
    if days == 60 or not 1 <= days <= _LAST_DAY:
        return None
    return datetime.date(1899, 12, 31 if days < 60 else 30) + datetime.timedelta(days=days)

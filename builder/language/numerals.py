"""Numbers in words and figures: 24, 1.5, 二十四, 两, 二〇一五, 半, 3万, 4.93万亿.

A numeral is read as written or not at all: a word that is no numeral gives None, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

# 24 · 1.5 · 10,000; not 12345 in 12345热线, which has no unit after it: that is for the caller to see.
FIGURE = r"\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15}(?:\.\d{1,6})?"
# 二十四 · 两 · 一百二十; not 二〇一五 (YEAR_DIGITS), whose digits stand in places.
HAN = r"[零一二两三四五六七八九十百千]{1,8}"
# 万 · 亿 · 万亿 · 千 (3千): what multiplies the numeral before it.
SCALE = r"万亿|千万|百万|千亿|[千万亿]"
YEAR_DIGITS = r"[一二][〇零○ＯO0一二三四五六七八九]{3}"

_SCALE_VALUES = {
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_PLACES = re.compile(r"[〇零○ＯO0一二三四五六七八九]{2,}")


def integer_of(words: str) -> int | None:
    """The whole number that `words` spell: 24, 二十四, 两, 十, 二〇一五. None where they spell none."""
    if words.isdecimal():
        return int(words)
    if _PLACES.fullmatch(words):
        return int("".join(c if c.isdecimal() else str(_DIGIT[c]) for c in words))
    total = section = digit = 0
    for char in words:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char in _LARGE:
            total = (total + section + digit) * _LARGE[char]
            section = digit = 0
        else:
            return None
    return total + section + digit if words else None


def quantity_of(numeral: str, scale: str = "") -> int | float | None:
    """The number of a numeral with its multiplier: ("4.93", "万亿") → 4930000000000, ("半", "") → 0.5."""
    if numeral == "半":
        value = Decimal("0.5")
    else:
        try:
            value = Decimal(numeral.replace(",", ""))
        except InvalidOperation:
            whole = integer_of(numeral)
            if whole is None:
                return None
            value = Decimal(whole)
    value *= _SCALE_VALUES.get(scale, 1)
    return int(value) if value == value.to_integral_value() else float(value)

"""Numbers in words and figures: 24, 1.5, 二十四, 两, 二〇一五, 半, 3万, 4.93万亿.

A numeral is read as written or not at all: a word that is no numeral gives None, never a guess.
`integer_of` and `numeral_of` are inverse.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from builder.language import lazy_re as re

ZERO = "〇○零Oo0ＯоО"
"""How the zero of 二〇一五 is written; on keyboards without it as O, o, 0, Ｏ or the Cyrillic letter."""
_DIGITS = "零一二三四五六七八九"
_DIGIT = {c: i for i, c in enumerate(_DIGITS)} | dict.fromkeys(ZERO, 0) | {"两": 2}
_SMALL = (("千", 1000), ("百", 100), ("十", 10))
_LARGE = (("亿", 10**8), ("万", 10**4))

# 24 · 1.5 · 10,000 · 1,132.5; not 12345 in 12345热线, which has no unit after it: that is for the caller to see.
FIGURE = r"\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
# 二十四 · 两 · 一百二十; not 二〇一五 (YEAR_DIGITS), whose digits stand in places.
HAN = r"[零一二两三四五六七八九十百千]{1,8}"
# 万 · 亿 · 万亿 · 千 (3千, not 3千米): what multiplies the numeral before it.
SCALE = r"万亿|千万|百万|千亿|[万亿]|千(?![米克瓦伏卡])"
YEAR_DIGITS = rf"[一二][{ZERO}一二三四五六七八九]{{3}}"

_SCALE_VALUES = {
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_PLACES = re.compile(rf"[{ZERO}\d一二三四五六七八九]{{2,}}")


@lru_cache(maxsize=1024)
def integer_of(words: str) -> int | None:
    """The whole number that `words` spell: 24, １２, ③, 二十四, 两, 十, 二〇一五, 三万二千. None where they spell none
    (一二十), or where two numbers are meant by the words (一百五: 105 or 150)."""
    plain = unicodedata.normalize("NFKC", words)
    if plain.isdecimal():
        return int(plain)
    if _PLACES.fullmatch(plain):
        return int("".join(c if c.isdecimal() else str(_DIGIT[c]) for c in plain))
    return _spelled(plain)


def numeral_of(number: int) -> str:
    """12 → 十二, 105 → 一百零五, 12000 → 一万二千; ASCII digits where it is negative or 10¹⁶ and more."""
    if not 0 <= number < 10**16:
        return str(number)
    words = _written(number)
    return words[1:] if words.startswith("一十") else words


@lru_cache(maxsize=1024)
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


def _spelled(words: str) -> int | None:
    """The value of a numeral with units: each larger unit before the smaller, 零 only for what is left out."""
    for unit, value in _LARGE:
        before, found, after = words.rpartition(unit)
        if found:
            times, rest = _spelled(before), _rest(after, value)
            return None if not times or times >= value or rest is None else times * value + rest
    return _below_10000(words)


def _rest(words: str, below: int) -> int | None:
    """What stands after 亿 or 万; 0 where nothing does. None where it is not smaller than that unit."""
    if not words:
        return 0
    zero, bare = words[0] == "零", words.removeprefix("零")
    rest = _spelled(bare)
    return rest if rest and rest < (below // 10 if zero else below) else None


def _below_10000(words: str) -> int | None:
    total, left, gap, open_ = 0, words, False, 10**4
    for unit, value in _SMALL:
        digit, found, after = left.partition(unit)
        if not found:
            continue
        if digit.startswith("零") and total:
            digit = digit[1:]
        if len(digit) > 1 or (digit and not _DIGIT.get(digit)):
            return None
        total += (_DIGIT[digit] if digit else 1) * value
        left, open_ = after, value
    if not left:
        return total or None
    gap = left[0] == "零" and total > 0
    digit = left[1:] if gap else left
    if len(digit) != 1 or digit not in _DIGIT or (total and (not _DIGIT[digit] or (open_ > 10 and not gap))):
        return None
    return total + _DIGIT[digit]


def _written(number: int) -> str:
    for unit, value in _LARGE:
        if number >= value:
            high, low = divmod(number, value)
            between = "零" if 0 < low < value // 10 else ""
            return _written(high) + unit + between + (_written(low) if low else "")
    if number < 10:
        return _DIGITS[number]
    words, gap = "", False
    for unit, value in (*_SMALL, ("", 1)):
        if digit := number // value % 10:
            words += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(words)
    return words

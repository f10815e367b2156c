"""Numerals: read as written or not at all; reading and writing are inverse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.language.numerals import integer_of, numeral_of

READ = [
    ("24", 24),
    ("１２", 12),
    ("③", 3),
    ("㉑", 21),
    ("两", 2),
    ("零", 0),
    ("十", 10),
    ("十二", 12),
    ("二十四", 24),
    ("一百零五", 105),
    ("一百一十", 110),
    ("一千二百", 1200),
    ("三千零八", 3008),
    ("三万二千", 32000),
    ("一万零三十", 10030),
    ("一万亿", 10**12),
    ("二〇一五", 2015),
    ("二○", 20),
    ("二OO八", 2008),
    ("二0一九", 2019),
]
UNREAD = ["", "甲", "万", "一二十", "十十", "一百五", "一百零零五", "十二三", "零十", "二百三百", "一万二万", "十二月"]


@pytest.mark.parametrize(("words", "value"), READ)
def test_integer_of_numeral(words: str, value: int) -> None:
    assert integer_of(words) == value


@pytest.mark.parametrize("words", UNREAD)
def test_integer_of_other_words_is_none(words: str) -> None:
    assert integer_of(words) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1001, "一千零一"),
     (12000, "一万二千"), (100000, "十万"), (10**8 + 5, "一亿零五"), (10**16, "10000000000000000")],
)  # fmt: skip
def test_chinese_of_number(number: int, expected: str) -> None:
    assert numeral_of(number) == expected


@given(st.one_of(st.integers(0, 20_000), st.integers(0, 10**16 - 1)))
def test_reading_inverts_writing(number: int) -> None:
    assert integer_of(numeral_of(number)) == number


@given(st.text(alphabet="零一二两三十百千万亿〇", max_size=8))
def test_reading_never_raises(words: str) -> None:
    value = integer_of(words)
    assert value is None or value >= 0

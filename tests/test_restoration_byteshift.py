"""GBK read one byte off: labels that continue, figures that were swallowed, and damage made on clean text."""

from __future__ import annotations

import re

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.restoration.byte_shift.repair import repair_byte_shift
from builder.restoration.encoding.gbk import charset, decode, encode, half_width
from builder.restoration.mirror.pinyin import remove_pinyin
from builder.restoration.revision import Change, Revision
from tests.conftest import ROOT

CLEAN = (ROOT / "tests" / "gold" / "002.clean.txt").read_text("utf-8").splitlines()
NOTES = {
    "關": "(guān)",
    "創": "(chuàng )",
    "會": "(huì )",
    "實": "(shí)",
    "進": "(jìn)",
    "規": "(guī)",
    "務": "(wù)",
    "應": "(yīng)",
}
HEADING = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),:;?!"}
_TABLE: dict[str, str] = {}


def traditional(text: str) -> str:
    """As a mirror with one character for each has it."""
    convert = opencc.OpenCC("s2t").convert
    return "".join(_TABLE.setdefault(char, convert(char)) for char in text)


def damaged(line: str) -> str:
    """What a mirror makes of a Traditional line: readings put after bytes that spell a noted character,
    an invisible sign before 。 and 、, also where they only seem to be; signs half-width at the end."""
    indented = "\u3000\u3000" + line if line.startswith("(") else line
    data = bytes(byte for pair in encode(indented.translate(HEADING)) for byte in pair)
    for char, note in NOTES.items():
        spelt = char.encode("gbk")
        data = data.replace(spelt, spelt + note.encode("gbk"))
    for sign in ("。", "、"):
        data = data.replace(sign.encode("gbk"), b"\x01" + sign.encode("gbk"))
    return half_width(decode(list(data)).replace("\x01", "")).lstrip("\u3000")


def restored(text: str) -> tuple[str, list[Change]]:
    changes = repair_byte_shift(text)
    revision = Revision.of(text).apply(changes)
    revision = revision.apply(remove_pinyin(revision.text))
    return re.sub(r"(?m)^\u3000+", "", revision.text), changes


@pytest.mark.slow
def test_damaged_text_is_restored() -> None:
    """Nearly all lines of a notice come back; of the rest, few without a word of doubt."""
    lines = [
        half_width(traditional(line)) for line in CLEAN if line and "?" not in "".join(map(chr, sum(encode(line), ())))
    ]
    text, changes = restored("\n".join(map(damaged, lines)))
    harmed = [
        number for number, line in enumerate(lines) if re.sub(r"\([^()]*[a-z][^()]*\)", "", damaged(line)) != line
    ]
    wrong = [number for number in harmed if text.split("\n")[number] != lines[number]]
    assert len(harmed) >= 10
    assert len(wrong) <= 0.15 * len(harmed)
    assert len(changes) >= len(harmed) - len(wrong)


@pytest.mark.slow
@given(st.lists(st.sampled_from([line for line in CLEAN if len(line) > 8]), min_size=1, max_size=4, unique=True))
@settings(max_examples=20, deadline=None)
def test_line_count_is_kept(lines: list[str]) -> None:
    text = "\n".join(damaged(half_width(traditional(line))) for line in lines)
    assert restored(text)[0].count("\n") == text.count("\n")


ROW = "(四)進(jìn)一步深化政務(wù)公開,落實(shí)責任,創(chuàng )建機制。\n"
LABELS = [
    pytest.param("?。┘訌妼π姓嗔Φ闹萍s和監督", "(六)加強對行政權力的制約和監督", id="the whole label vanished"),
    pytest.param("?。ㄈ娀瘷z查考核,落實(shí)責任", "(三)強化檢查考核,落實責任", id="half a label vanished"),
]


@pytest.mark.parametrize("number", ["二十", "二十二", "二十三"])
def test_label_with_three_dropped_pairs_is_restored(number: str) -> None:
    before = {"二十": "十九", "二十二": "二十一", "二十三": "二十二"}[number]
    harmed = damaged(traditional(f"({number})严格执行有关规定,落实责任"))
    assert restored(ROW.replace("四", before) + harmed)[0].split("\n")[1].startswith(f"({number})嚴")


def test_unlikely_chinese_is_uncertain() -> None:
    """The bytes allow it, and nothing else was found: no proof all the same."""
    changes = repair_byte_shift(ROW + damaged(traditional("(五)鼋鼍黼黻氍毹")))
    assert not any(change.certain for change in changes)


@pytest.mark.parametrize("heading", ["健全服务制度,完善各项措施。", "加强政府工作,落实各项责任。", "2025年完成办理。"])
def test_character_without_any_byte_left_is_uncertain(heading: str) -> None:
    """服 and 府: both pairs that their bytes made with their neighbours' were dropped; 健全政务制度 leaves the same."""
    (change,) = (
        each for each in repair_byte_shift(ROW + damaged(traditional("(五)" + heading))) if each.end > len(ROW)
    )
    assert not change.certain


@pytest.mark.parametrize("heading", ["健全工作推进机制。", "健全政府工作推进机制。"])
def test_word_that_may_have_vanished_whole_is_uncertain(heading: str) -> None:
    """政府 leaves no byte between 全 and 工: both headings leave the same."""
    harmed = damaged(traditional("(五)" + heading))
    assert harmed == damaged(traditional("(五)健全工作推进机制。"))
    (change,) = (each for each in repair_byte_shift(ROW + harmed) if each.end > len(ROW))
    assert not change.certain
    assert "政府" in change.reason


def test_reading_with_fewer_characters_than_may_have_stood_there_is_uncertain() -> None:
    """Of 著力強化村, what is left fits 之見基洛 too, which is shorter by one."""
    harmed = damaged(traditional("(五)着力强化村务公开,落实责任。").replace("着", "著"))
    (change,) = (each for each in repair_byte_shift(ROW + harmed) if each.end > len(ROW))
    assert not change.certain


def test_another_reading_is_named_once() -> None:
    """全家庭醫 is found by the search, and as what three characters may have left."""
    (change,) = (
        each
        for each in repair_byte_shift(ROW + damaged(traditional("(五)深化家庭医生服务,落实责任。")))
        if each.end > len(ROW)
    )
    assert change.reason.count("全家庭醫") == 1


def test_opening_bracket_of_a_clause_is_restored() -> None:
    """牽 vanished but for a byte: all that is left behind the ? are everyday signs, and one that Chinese never holds."""
    harmed = damaged("(" + traditional("牵头单位:市教育局)"))
    assert harmed.startswith("?。款^單位")
    assert restored(ROW + harmed)[0].split("\n")[1] == traditional("(牵头单位:市教育局)")


@pytest.mark.parametrize(("harmed", "written"), LABELS)
def test_partial_label_is_restored(harmed: str, written: str) -> None:
    assert restored(ROW.replace("四", "五") + harmed)[0].split("\n")[1] == written


def test_dropped_digit_of_year_is_restored() -> None:
    harmed = damaged(traditional("加快规范家库,2021年底前落实责任"))
    assert "?021年" in harmed  # the comma was read one byte off and took the figure along
    assert "2021年底前" in restored(ROW + harmed)[0]


@pytest.mark.slow
def test_ambiguous_restoration_is_uncertain() -> None:
    """A pair that vanished between words which both are Chinese: no proof, the next best is named."""
    changes = [change for line in CLEAN for change in repair_byte_shift(ROW + damaged(traditional(line)))]
    uncertain = [change for change in changes if not change.certain]
    assert uncertain
    assert all("次选" in change.reason for change in uncertain)


def test_every_gbk_pair_is_restored_or_dropped() -> None:
    known = charset()
    assert all(decode(list(pair)) == char for char, pair in known.pair.items())
    assert decode([0xAF, 0xD0]) == ""  # user-defined
    assert decode([0x8E, 0x28, 0x67]) == "?g"  # a lead takes the bracket along

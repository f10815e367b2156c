"""Repairs of bytes and signs: code pages, glyphs, width, junk, figures, dates, lost characters.

Tables by origin: `wild` cut from real files, `made` by the same mechanism, `keep` must not change.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.restoration.characters.copy_protection import remove_copy_noise
from builder.restoration.characters.glyphs import restore_glyphs
from builder.restoration.characters.label_signs import restore_label_signs
from builder.restoration.characters.ocr import restore_figures
from builder.restoration.characters.signature_dates import complete_dates
from builder.restoration.characters.width import narrow
from builder.restoration.encoding.codepage import decode_again
from builder.restoration.encoding.utf8gbk import reread_utf8
from builder.restoration.findings import find_unrecoverable
from builder.restoration.revision import Change, Revision, rebuild_source
from builder.restoration.webpage.metadata import Entry

SOUND = (
    "（二）强化“跨省通办”事项动态管理。通过北京市政务服务事项管理系统统一管理、更新维护“跨省通办”事项，"
    "逐一明确通办范围、业务模式、应用场景等要素。（各区、市各相关部门按分管领域负责，2023年12月底前完成）"
)


def repaired(repair: Callable[[str], list[Change]], text: str) -> str:
    return Revision.of(text).apply(repair(text)).text


# ---- code pages


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text.encode().decode("latin-1"), id="utf8-as-latin1"),
        pytest.param(lambda text: "".join(_cp1252(byte) for byte in text.encode()), id="utf8-as-cp1252"),
        pytest.param(
            lambda text: text.encode().decode("latin-1").replace("\xa0", " "), id="no-break-spaces-made-plain"
        ),
        pytest.param(lambda text: text.encode().decode("latin-1").encode().decode("latin-1"), id="twice"),
        pytest.param(lambda text: text.encode("gbk").decode("latin-1"), id="gbk-as-latin1"),
        pytest.param(lambda text: text.encode("gb18030").decode("latin-1"), id="gb18030-as-latin1"),
    ],
)
def test_western_code_pages_are_undone(damage: Callable[[str], str]) -> None:
    text = f"{SOUND}\n一、总体要求\n{SOUND}"
    assert repaired(decode_again, damage(text)) == text


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_marked_undefined_bytes(mark: str) -> None:
    """Windows-1252 has no sign for five bytes: the language finds them, and no such place is certain."""
    broken = "".join(mark if char in "\x81\x8d\x8f\x90\x9d" else char for char in map(_cp1252, SOUND.encode()))
    changes = decode_again(broken)
    assert Revision.of(broken).apply(changes).text == SOUND
    assert all(not change.certain for change in changes if mark in broken[change.start : change.end])


def test_big5_as_latin1_is_undone() -> None:
    text = "為深入推進依法行政，加快建設法治政府，結合本市實際，制定本規劃。"
    assert repaired(decode_again, text.encode("big5").decode("latin-1")) == text


def test_valid_lines_are_unchanged() -> None:
    broken = SOUND.encode().decode("latin-1")
    assert (
        repaired(decode_again, f"{SOUND}\n{broken}\nMüller & Söhne, 25°C ± 2")
        == f"{SOUND}\n{SOUND}\nMüller & Söhne, 25°C ± 2"
    )


@pytest.mark.parametrize("text", [SOUND, "Café Müller, façade à la carte", "×÷±°§", "", "GB/T 9704—2012"])
def test_text_that_code_page_repair_keeps(text: str) -> None:
    assert decode_again(text) == []
    assert reread_utf8(text) == []


def as_gbk(text: str) -> str:
    """UTF-8 read as GBK, with ? for what GBK lacks, as browsers and editors do."""
    raw, out, at = text.encode(), "", 0
    while at < len(raw):
        size = 1 if raw[at] < 0x81 else 2
        piece = raw[at : at + size]
        try:
            out += "€" if piece == b"\x80" else piece.decode("gbk")
        except UnicodeDecodeError:
            out += "?"
            size = 1 if len(piece) == 1 or piece[1] < 0x80 else 2
        at += size
    return out


def test_utf8_as_gbk_with_dropped_pairs() -> None:
    broken = as_gbk(SOUND)
    assert "?" in broken
    changes = reread_utf8(broken)
    assert Revision.of(broken).apply(changes).text == SOUND
    assert any(change.certain for change in changes), "what has all its bytes is proven"
    assert all(not change.certain for change in changes if "?" in broken[change.start : change.end])


def test_utf8_as_gbk_without_loss_is_certain() -> None:
    text = "依法行政、公开公正"
    broken = text.encode().decode("gb18030", "strict") if len(text.encode()) % 2 == 0 else as_gbk(text)
    if "?" not in broken:
        assert all(change.certain for change in reread_utf8(broken))


# ---- glyphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("法治政府⽰范创建⽅案", "法治政府示范创建方案", id="wild-kangxi-radicals-of-a-browser-print"),
        pytest.param("实施意⻅，部⻔、⻓期、⻰江", "实施意见，部门、长期、龙江", id="wild-supplement-radicals"),
        pytest.param("不得\uf967", "不得不", id="made-compatibility-ideograph"),
        pytest.param(
            "现通知如下：\ue5e5\ue5e5一、加强巡查。", "现通知如下：\n一、加强巡查。", id="made-indent-before-a-label"
        ),
        pytest.param("人均不少于1\ue01020元的专项经费", "人均不少于1.20元的专项经费", id="wild-decimal-point"),
        pytest.param("科技成果产业化。\ue5f9\ue5f9\n\n利用", "科技成果产业化。\n\n利用", id="wild-space-of-the-font"),
        pytest.param("\uf06c组织领导", "●组织领导", id="made-wingdings-bullet"),
        pytest.param("黑龙江省⠂ ⠂ 示范县", "黑龙江省××示范县", id="wild-braille"),
        pytest.param("加强\u200b领导\ufeff。\u00ad", "加强领导。", id="made-invisible"),
        pytest.param("王\ue123明", "王\ue123明", id="keep-unknown-sign-stays-visible"),
        pytest.param("一、总体要求①〔2015〕“三证合一”", "一、总体要求①〔2015〕“三证合一”", id="keep-ordinary-text"),
    ],
)
def test_glyph_variants_become_common_characters(text: str, expected: str) -> None:
    assert repaired(restore_glyphs, text) == expected


# ---- width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("应当在２４小时内移送２名", "应当在24小时内移送2名", id="wild-figures"),
        pytest.param("标准的１５０％支付", "标准的150%支付", id="wild-percent"),
        pytest.param("增长３．５％", "增长3.5%", id="made-decimal-point"),
        pytest.param("１．深化改革", "1．深化改革", id="made-point-of-a-label-stays"),
        pytest.param("使用ＡＰＰ办理", "使用APP办理", id="made-letters"),
        pytest.param("（2021－2025），增长5％；", "（2021－2025），增长5％；", id="keep-punctuation"),
        (
            "第２条　この規則は公布の日から施行する。\n２０２１年５月施行",
            "第２条　この規則は公布の日から施行する。\n2021年5月施行",
        ),  # Japanese
    ],
)
def test_full_width_letters_and_figures_become_narrow(text: str, expected: str) -> None:
    assert repaired(narrow, text) == expected


# ---- junk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "明确工作职责。BT ZZ $Y #` &6 QV ED x Y2022年6月底前，5 [: S$ tC gy Df M1 9+由各区负责；47 2 n~ o ) \"0 b? + ^ _2指导。f` T ^ s GN + =)",
            "明确工作职责。2022年6月底前，由各区负责；指导。",
            id="wild-between-clauses-and-before-a-year",
        ),
        pytest.param("扩大WiFi 6、5G + VR应用。A B C三类，共12 345个", "扩大WiFi 6、5G + VR应用。A B C三类，共12 345个", id="keep-latin"),
        pytest.param("网址：http://www.gov.cn/a?b=1&c=2 电话：010 8888 9999", "网址：http://www.gov.cn/a?b=1&c=2 电话：010 8888 9999", id="keep-address"),
        pytest.param("改革。a $ b # c完成", "改革。a $ b # c完成", id="keep-one-place-is-no-proof"),
        pytest.param(
            "分工如下：\n| --- | --- | ---: |\n| 1 | 2 | 修路\n| 2 | 2 | 架桥\n| --- | --- | --- | --- |\n| 3 | 2 | 植树",
            "分工如下：\n| --- | --- | ---: |\n| 1 | 2 | 修路\n| 2 | 2 | 架桥\n| --- | --- | --- | --- |\n| 3 | 2 | 植树",
            id="keep-the-edges-of-a-table",
        ),
        pytest.param(
            "后缀：\n| `.md` | 纯文本 |\n| `.csv` | Auto | 表 |\n| `.rtf` | Auto | 文 |\n| `.odt` | Auto | 文 |",
            "后缀：\n| `.md` | 纯文本 |\n| `.csv` | Auto | 表 |\n| `.rtf` | Auto | 文 |\n| `.odt` | Auto | 文 |",
            id="keep-cells-of-single-words",
        ),
        pytest.param("甲，', () => { a }。乙，', () => { a }。", "甲，', () => { a }。乙，', () => { a }。", id="keep-what-comes-again"),
    ],
)  # fmt: skip
def test_copy_protection_noise_is_removed(text: str, expected: str) -> None:
    assert repaired(remove_copy_noise, text) == expected


# ---- figures and dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "电力公司出资8000，地方政府出资2000，形成的资产",
            "电力公司出资80%，地方政府出资20%，形成的资产",
            id="wild-percent-read-as-00",
        ),
        pytest.param("到2O19年l2月", "到2019年12月", id="made-letters-in-a-date"),
        pytest.param("出资8000元，其中2000元自筹", "出资8000元，其中2000元自筹", id="keep-with-units"),
        pytest.param("补助8000，其中3000。", "补助8000，其中3000。", id="keep-no-hundred"),
        pytest.param("二OO八年OA系统", "二OO八年OA系统", id="keep-characters-and-letters"),
    ],
)
def test_figures_misread_by_ocr_are_restored(text: str, expected: str) -> None:
    assert repaired(restore_figures, text) == expected


PAGE = [Entry("时间", "2019-07-15", 0, 10, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("某办公室\n2019 年715\n关于", "某办公室\n2019年7月15日\n关于", id="wild-month-and-day-lost"),
        pytest.param("2019年7月15", "2019年7月15日", id="made-day-lost"),
        pytest.param("2019 715日", "2019年7月15日", id="made-year-and-month-lost"),
        pytest.param("2019年7月15日", "2019年7月15日", id="keep-whole"),
        pytest.param("2019 年716", "2019 年716", id="keep-another-day"),
        pytest.param("2018 年715", "2018 年715", id="keep-another-year"),
        pytest.param("到2019 年715项", "到2019 年715项", id="keep-inside-a-sentence"),
    ],
)
def test_signature_date_is_restored(text: str, expected: str) -> None:
    changes = complete_dates(text, PAGE)
    assert Revision.of(text).apply(changes).text == expected
    assert all("2019-07-15" in change.reason for change in changes)


def test_date_without_evidence_is_unchanged() -> None:
    assert complete_dates("2019 年715", []) == []


# ---- lost characters


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("推进中?金融机构、?会安宁", ["lost-character", "lost-character"], id="wild-question-marks"),
        pytest.param("推进□□改革\ufffd", ["lost-character", "lost-character"], id="made-boxes"),
        pytest.param("是否缴存 □是□否\n房屋类型：□新建□存量□其他", [], id="boxes-to-tick"),
        pytest.param("锟斤拷十锟斤拷锟斤拷强锟斤拷织", ["text-destroyed"], id="wild-kun-jin-kao"),
        pytest.param("是否同意? 完成率95%。□同意 □不同意", [], id="keep-questions-and-boxes-to-tick"),
    ],
)
def test_unrecoverable_characters_are_findings(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in find_unrecoverable(text)] == codes


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("锛銆€鐨?的、，。\nÃ¥é\xa0 a0２\ue010⠂⽰"), max_size=60))
def test_character_repairs_lose_nothing(text: str) -> None:
    for repair in (decode_again, reread_utf8, restore_glyphs, narrow, remove_copy_noise, restore_figures):
        revision = Revision.of(text).apply(repair(text))
        assert rebuild_source(revision.text, revision.edits) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一?检修水库\n（一）登记。\n二?疏浚沟渠", "一、检修水库\n（一）登记。\n二、疏浚沟渠"),
        ("　　一\ufffd检修水库\n　　二\ufffd疏浚沟渠", "　　一、检修水库\n　　二、疏浚沟渠"),
        ("一?检修水库", None),
        ("一?检修水库\n三?疏浚沟渠", None),
        ("一、检修水库\n一?怎样申请\n二?何时办结", None),
    ],
)
def test_signs_behind_numbers_of_chapters(text: str, expected: str | None) -> None:
    revision = Revision.of(text).apply(restore_label_signs(text))
    assert revision.text == (expected or text)
    assert not any(change.certain for change in restore_label_signs(text))

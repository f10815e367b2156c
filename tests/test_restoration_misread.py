"""Lines of any wrong code page, escapes, unreadable text, and whether Traditional text is a mirror's work."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from builder.model.finding_codes import FindingCode
from builder.restoration.encoding.readability import is_unreadable
from builder.restoration.pipeline import restore
from builder.restoration.restored import Restored
from builder.source.source import read_source, source_of

SENTENCES = (
    "一、整治河道。市水利局要会同各区人民政府，于2021年6月底前完成清淤，逐段验收并建立台账。",
    "二、加强统筹协调。各部门要提高认识，落实责任，推进重点工作任务落地见效。",
)


def restored(text: str, sidecar: str | None = None, tmp: Path | None = None) -> Restored:
    if sidecar is not None and tmp is not None:
        path = tmp / "a-2021-b.txt"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".yml").write_text(sidecar, encoding="utf-8")
        return restore(read_source(path))
    return restore(source_of(text, "a-2021-b.txt"))


def codes(found: Restored) -> set[str]:
    return {str(finding.code) for finding in found.findings}


def joined(raw: bytes) -> str:
    """GBK read as UTF-8 where two bytes happen to be, else as Latin-1."""
    out, at = "", 0
    while at < len(raw):
        for size in (3, 2):
            try:
                char = raw[at : at + size].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(char) == 1 and raw[at] >= 0x80:
                out, at = out + char, at + size
                break
        else:
            out, at = out + raw[at : at + 1].decode("latin-1"), at + 1
    return out


DAMAGE: dict[str, Callable[[str], str]] = {
    "utf-8 as mac roman": lambda text: text.encode("utf-8").decode("mac_roman"),
    "utf-8 as cp437": lambda text: text.encode("utf-8").decode("cp437"),
    "utf-8 as latin-1": lambda text: text.encode("utf-8").decode("latin-1"),
    "gbk as latin-1": lambda text: text.encode("gbk").decode("latin-1"),
    "gbk as mac roman": lambda text: text.encode("gbk").decode("mac_roman"),
    "gbk as latin-1 and utf-8": lambda text: joined(text.encode("gbk")),
    "unicode escapes": lambda text: "".join(c if c < "\x80" else f"\\u{ord(c):04x}" for c in text),
    "byte escapes": lambda text: "".join(
        c if c < "\x80" else "".join(f"\\x{byte:02x}" for byte in c.encode("utf-8")) for c in text
    ),
    "percent escapes": lambda text: quote(text, safe="\n"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode("utf-8")).decode("ascii"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("kind", DAMAGE)
def test_wrong_code_pages_are_undone(kind: str, sentence: str) -> None:
    found = restored(DAMAGE[kind](sentence + "\n"))
    assert found.text == sentence


@pytest.mark.parametrize("wrong", ["big5hkscs", "cp949", "cp932"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_east_asian_misreadings_are_undone_or_reported(wrong: str, sentence: str) -> None:
    found = restored(sentence.encode("gbk").decode(wrong, "replace") + "\n")
    assert found.text == sentence or {"unreadable-text", "restored-without-proof", "lost-character"} & codes(found)


@pytest.mark.parametrize("text", ["清理河道", "市财政局", "推进政务服务"])
def test_utf8_of_even_length_read_as_gbk(text: str) -> None:
    raw = text.encode("utf-8")
    raw += b"," * (len(raw) % 2)
    assert restored(raw.decode("gbk", "strict") + "\n").text == raw.decode("utf-8")


@pytest.mark.parametrize("wrong", ["cp1251", "koi8_r"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_cyrillic_misreadings_are_undone_or_reported(wrong: str, sentence: str) -> None:
    found = restored(sentence.encode("gbk").decode(wrong, "replace") + "\n")
    assert found.text == sentence or {"unreadable-text", "restored-without-proof", "lost-character"} & codes(found)


@pytest.mark.parametrize(
    ("line", "unreadable"),
    [
        ("2022─Ω2╘┬7╚╒", True),
        ("├──┼──┤", False),
        ("温度│Ω│备注", False),
        ("МИНИСТЕРСТВО финансов Российской Федерации", False),
    ],
)
def test_parts_of_boxes_and_cyrillic_words(line: str, unreadable: bool) -> None:
    assert is_unreadable(line) == unreadable


def test_a_line_of_rare_names_in_a_sound_text_is_readable() -> None:
    sound = "一、清理河道淤泥，修缮堤岸。\n" * 12
    assert "unreadable-text" not in codes(restored(sound + "顓頊生鯀。\n"))
    assert "unreadable-text" in codes(restored(sound + SENTENCES[0].encode("gbk").decode("koi8_r") + "\n"))


def test_lines_of_common_characters_beside_unreadable_ones_are_unreadable() -> None:
    lines = [words.encode("gbk").decode("euc_kr", "replace") for words in ("临江市城管局关于除雪的通知", *SENTENCES)]
    lines = [line + "\ufffd" for line in lines]  # something was lost, so that nothing can be read again
    assert not is_unreadable(lines[0])
    (error,) = (each for each in restored("\n".join(lines) + "\n").findings if each.code.severity == "error")
    assert (error.start, error.end) == (0, sum(map(len, lines)) + len(lines) - 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: base64.b64encode(text.encode("utf-8")).decode("ascii"),
        lambda text: text.encode("utf-7").decode("ascii"),
        lambda text: re.sub("[^\x00-\x7f]", "?", text),
    ],
)
def test_text_without_chinese_is_error(wrong: Callable[[str], str]) -> None:
    errors = [each for each in restored(wrong(SENTENCES[0] * 3) + "\n").findings if each.code.severity == "error"]
    assert [each.code for each in errors] == [FindingCode.UNREADABLE_TEXT]


def test_single_escaped_character_is_of_encoding_of_all() -> None:
    """=D2=BB alone is a letter of UTF-8 too: what the others are written with tells."""
    lines = [quopri.encodestring(line.encode("gb18030")).decode() for line in (*SENTENCES, "(一)抓好落实。")]
    assert restored("\n".join(lines)).text.split("\n")[-1] == "(一)抓好落实。"


def test_short_lines_and_signs_of_escaped_text_are_read() -> None:
    title = "临江市河道整治计划"
    lines = [line.encode("unicode_escape").decode() for line in (title, "(2015-2020年)", *SENTENCES, "表彰××县。")]
    assert restored("\n".join(lines)).text == "\n".join((title, "(2015-2020年)", *SENTENCES, "表彰××县。"))


@pytest.mark.parametrize("code", ["mac_roman", "cp437", "cp850"])
def test_line_too_short_to_judge_is_read_as_the_others(code: str) -> None:
    lines = [line.encode("gbk").decode(code) for line in ("临江市河道整治计划", "(2016年)", *SENTENCES)]
    assert "(2016年)" in restored("\n".join(lines)).text


def test_reading_that_the_language_chose_among_bytes_is_uncertain() -> None:
    found = restored("\n".join(joined(line.encode("gbk")) for line in SENTENCES))
    assert {edit.certain for edit in found.edits if edit.kind == "code-page"} == {False}
    assert "restored-without-proof" in codes(found)


def test_misread_text_is_no_traditional() -> None:
    """GBK as EUC-JP shows characters that have Simplified forms; to write these would make it worse, and certain."""
    found = restored("\n".join(line.encode("gbk").decode("euc_jp", "replace") for line in SENTENCES * 6))
    assert not [edit for edit in found.edits if edit.kind == "script"]
    assert {"unreadable-text", "restored-without-proof", "lost-character"} & codes(found)


def test_lines_of_question_marks_under_sound_title_are_lost() -> None:
    title = "某市人民政府办公室关于印发全市水利工程维护管理办法的通知"
    found = restored(f"{title}\n" + f"{'?' * 24}\n" * 40)
    (lost,) = (each for each in found.findings if each.code == FindingCode.LOST_CHARACTER)
    assert found.text[lost.start : lost.end] == "?" * 24 * 40


def test_long_addresses_of_pages_are_no_loss() -> None:
    links = "\n".join(f"https://www.example.org/gongkai/shuili/fangan/{number:08}/index.html" for number in range(40))
    assert "unreadable-text" not in codes(restored(f"临江市水利局关于公布各县水库名录网址的通知\n{links}\n"))


def test_unreadable_text_is_error_and_unchanged() -> None:
    lossy = SENTENCES[0].encode("utf-8").decode("cp1252", "ignore")
    found = restored(f"某市水利局关于整治河道的通知\n{lossy}\n")
    errors = [finding for finding in found.findings if finding.code == FindingCode.UNREADABLE_TEXT]
    assert len(errors) == 1
    assert lossy[:20] in found.text[errors[0].start : errors[0].end]
    assert not [edit for edit in found.edits if edit.certain and (edit.source + edit.restored).strip()]


@pytest.mark.parametrize(
    "text",
    [
        "附：协议（节录）\nLe présent règlement entre en vigueur après sa publication : santé, énergie, développement.",
        "Настоящее соглашение вступает в силу со дня подписания.",
        "第一条　この法律は、環境の保全について、基本理念を定めるものとする。",
        "一、清理骞河淤泥，修缮濂溪书院，保护崬岭古树。",
        "臣亮言：先帝创业未半而中道崩殂，今天下三分，益州疲弊，此诚危急存亡之秋也。",
        "┌──┬──┐\n│序号│事项│\n└──┴──┘",
        "参数 \\u4e00 表示“一”，%20 表示空格。",
        "赵甲 钱乙 孙丙 李丁 周戊 吴己 郑庚 王辛",
    ],
)
def test_valid_text_is_not_redecoded(text: str) -> None:
    found = restored(text)
    assert not {"unreadable-text", "restored-without-proof"} & codes(found)
    assert not [edit for edit in found.edits if (edit.source + edit.restored).strip()]


def test_destroyed_text_differs_from_text_about_damage() -> None:
    assert "text-destroyed" in codes(restored("锟斤拷锟斤拷锟斤拷水锟斤拷局关锟节猴拷锟斤拷锟斤拷锟斤拷通知\n"))
    assert "text-destroyed" not in codes(restored("一、网页中有“锟斤拷锟斤拷”字样的，由市大数据局负责更正编码。\n"))


# ---- Traditional script


@pytest.mark.parametrize(
    ("text", "kept", "code"),
    [
        ("公告\n主旨：行政院修正資訊安全辦法，透過網路公布。\n", "資訊安全辦法", "script-kept"),
        ("北岸市政府函\n主旨：檢送「道路資訊圖」，請查照。\n說明：請各區轉知。\n", "檢送「道路資訊圖」", "script-kept"),
        ("通告\n運輸署會同環境保護署檢討有關安排，屆時會公布詳情。\n", "運輸署會同環境保護署", "script-kept"),
        ("各縣區人民政府：\n一、市財政局要落實資金，加強協調。\n", "市财政局要落实资金", "script-simplified"),
    ],
)
def test_only_mainland_traditional_text_is_simplified(text: str, kept: str, code: str) -> None:
    found = restored(text)
    assert kept in found.text
    assert code in codes(found)


def test_sidecar_sets_script(tmp_path: Path) -> None:
    text = "公告\n主旨：行政院修正安全辦法，即日實施。\n"
    simplified = restored(text, "script: simplify\n", tmp_path)
    assert "行政院修正安全办法" in simplified.text
    assert not {"script-kept", "script-simplified"} & codes(simplified)
    assert "安全辦法" in restored(text, "script: keep\n", tmp_path).text


@pytest.mark.parametrize("name", ["張乾", "陳著"])
def test_names_keep_their_characters(name: str) -> None:
    found = restored(f"關於{name}同志任職的通知\n各縣人民政府：\n任命{name}為某市人民政府參事，幹部要著手落實。\n")
    assert found.text.count(name[1] + "同志") == 1
    assert "干部要着手落实" in found.text


# ---- what is no damage


@pytest.mark.parametrize(
    "text",
    [
        "一、判定方法。当x<s>y时，取s；其余情形取y。",
        "一、运行命令：cd /srv ; ls -a 2 ; sh start.sh -n 1 ; exit 完成部署。",
        "一、归档材料（第—6—页除外），存放温度为—8—℃。",
        "语文识字表\n一、地名：歙(shè)县、婺(wù)源、涪(fú)陵、亳(bó)州。\n二、生字：数(shù)、学(xué)、导(dǎo)。",
        "一、分配资金。甲镇3000，乙镇7000，其余另行安排。",
        "某县湿地调查公报\n概述：为保护湿地，现将调查情况公布如下，全县湿地面积稳定。\n一、基本情况。湿地类型多样。",
    ],
)
def test_words_resembling_damage_are_unchanged(text: str) -> None:
    assert restored(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⼾籍制度改革由⻔⼾⽹站公布。", "户籍制度改革由门户网站公布。"),
        ("按照《河道办法》（某政发„2012‟6号）落实。", "按照《河道办法》（某政发〔2012〕6号）落实。"),
        ("各单位要关（guān）注创（chuàng）新，发（fā）挥作用，实（shí）现目标。", "各单位要关注创新，发挥作用，实现目标。"),
    ],
)  # fmt: skip
def test_stand_in_characters_are_restored(text: str, expected: str) -> None:
    assert restored(text).text == expected

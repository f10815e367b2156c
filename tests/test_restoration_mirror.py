"""What mirrors did to notices, undone and proven: pinyin, GBK one byte off, Traditional by machine."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.restoration.byte_shift.repair import repair_byte_shift
from builder.restoration.characters.script import simplify
from builder.restoration.mirror.pinyin import remove_pinyin
from builder.restoration.mirror.replay import unproven
from builder.restoration.pipeline import restore
from builder.restoration.restored import Restored
from builder.restoration.revision import Revision
from builder.source.source import read_source, source_of
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

MIRRORED = ("guangdong-2015-fazhi-shifanqu", "jiangmen-2019-fazhi-baogao")


@pytest.fixture(scope="module", params=MIRRORED)
def mirrored(request: pytest.FixtureRequest) -> tuple[str, Restored]:
    source = read_source(ROOT / "source_texts" / f"{request.param}.txt")
    return source.text, restore(source)


def test_replay_reproduces_source(mirrored: tuple[str, Restored]) -> None:
    source, restored = mirrored
    assert unproven(Revision(source, restored.text, restored.edits)) == []


def test_ambiguous_replay_is_uncertain(mirrored: tuple[str, Restored]) -> None:
    """One place in each: 行政法体 instead of 行政体 would have left the same bytes, and reads nearly as well; of 府 in
    政府重大行政决策 neither byte is left."""
    _, restored = mirrored
    doubtful = [edit for edit in restored.edits if not edit.certain]
    words = "(一)深化行政体" if "珠三角" in restored.text else "库,为政府重大行政决"
    assert [edit.restored.strip() for edit in doubtful] == [words]
    assert all("次选" in edit.reason and "不能确定" in edit.reason for edit in doubtful)


def test_wrong_character_is_not_proven(mirrored: tuple[str, Restored]) -> None:
    """The proof can fail: another word in the place of a restored one does not give the source back."""
    source, restored = mirrored
    shifted = next(edit for edit in restored.edits if edit.kind == "byte-shift")
    words = "".join("错" if "\u4e00" <= char <= "\u9fff" else char for char in shifted.restored)
    text = restored.text[: shifted.start] + words + restored.text[shifted.end :]
    wrong = type(shifted)(*[words if name == "restored" else getattr(shifted, name) for name in shifted.__slots__])
    edits = tuple(wrong if edit is shifted else edit for edit in restored.edits)
    assert unproven(Revision(source, text, edits)) != []


def test_restored_text_matches_original() -> None:
    source = read_source(ROOT / "source_texts" / f"{MIRRORED[0]}.txt")
    wanted = (ROOT / "tests" / "gold" / "000.clean.txt").read_text("utf-8")
    assert re.sub(r"\s", "", restore(source).text) == re.sub(r"\s", "", wanted)


# (as a mirror has it, within a mirror's text; as it was) -- in the wild: the headings and words of two notices
CONTEXT = "廣東省人民政府關(guān)于創(chuàng )建法治政府,進(jìn)一步規(guī)范執法,落實(shí)責任。\n"
BYTES = [
    pytest.param(
        "?。ㄒ唬┥罨姓w制改革,加快轉變政府職能。",
        "(一)深化行政體制改革,加快轉變政府職能。",
        id="a lost byte, two pairs vanished",
    ),
    pytest.param("?。ǘ┘訌姾透倪M(jìn)政府立法", "(二)加強和改進(jìn)政府立法", id="a lost byte"),
    pytest.param(
        "?。ㄈ┙⒔∪茖W(xué)民主決策機制", "(三)建立健全科學(xué)民主決策機制", id="a vanished pair in the middle"
    ),
    pytest.param("給予通報表?yè)P;對工作不力的", "給予通報表揚;對工作不力的", id="a reading put across two characters"),
]


@pytest.mark.parametrize(("damaged", "written"), BYTES)
def test_misaligned_bytes_are_restored(damaged: str, written: str) -> None:
    text = CONTEXT + damaged
    revision = Revision.of(text).apply(repair_byte_shift(text))
    assert revision.text.replace("\u3000", "") == CONTEXT + written


@pytest.mark.parametrize(
    "text",
    [
        "为什么?因为群众有需要。",
        "谁负责?怎么办?何时完成?",
        "Is this GBK? 不是。",
        "价格为?元(待定)",
        "??无法识别??",
    ],
)
def test_real_question_mark_is_kept(text: str) -> None:
    assert repair_byte_shift(text) == []


def test_pinyin_of_common_characters_is_removed() -> None:
    text = "關(guān)于創(chuàng )建法治政府示範區,進(jìn)一步綜(zong)(zong)合執法"
    assert Revision.of(text).apply(remove_pinyin(text)).text == "關于創建法治政府示範區,進一步綜合執法"


@pytest.mark.parametrize(
    "text", ["亳(bó)州市谯城区", "(a)项和(b)项", "A(an)级", "郴(chēn)州市、亳(bó)州市、枞阳(zōng)县的地名"]
)
def test_original_pinyin_is_kept(text: str) -> None:
    assert remove_pinyin(text) == []


# As machines made it Traditional, and as it was written: the traps that words decide
SCRIPT = [
    ("著力推進政府職能轉變", "着力推进政府职能转变"),
    ("著作權登記機關應當公開", "著作权登记机关应当公开"),
    ("徵求意見後報市政府審定", "征求意见后报市政府审定"),
    ("嚴格準入管理,核准備案", "严格准入管理,核准备案"),
    ("乾安縣人民政府應當落實", "乾安县人民政府应当落实"),
    ("剩餘資金統籌用於鄉村建設", "剩余资金统筹用于乡村建设"),
]


@pytest.mark.parametrize(("traditional", "written"), SCRIPT)
def test_machine_traditional_is_simplified(traditional: str, written: str) -> None:
    assert Revision.of(traditional).apply(simplify(traditional)).text == written


# With Taiwan's words, as pages in the wild mix them with the mainland's
TAIWAN = [
    ("依託政府入口網站和網際網路,加強網路安全,最佳化辦事程式", "依托政府门户网站和互联网,加强网络安全,优化办事程序"),
    (
        "推動軟體和積體電路產業發展,建設伺服器集群,方便民眾辦事",
        "推动软件和集成电路产业发展,建设服务器集群,方便群众办事",
    ),
]


@pytest.mark.parametrize(("traditional", "written"), TAIWAN)
def test_taiwan_wording_is_reverted(traditional: str, written: str) -> None:
    assert Revision.of(traditional).apply(simplify(traditional)).text == written


def test_word_of_both_sides_is_uncertain() -> None:
    """整合 may be the publisher's own, however well 集成 fits."""
    text = "依託政府入口網站和網際網路,加強網路安全,推進系統整合為綜合服務窗口"
    assert {change.certain for change in simplify(text) if change.restored == "集成"} <= {False}
    assert any(change.certain for change in simplify(text) if change.restored == "互联网")


def test_shared_wording_is_no_evidence_of_conversion() -> None:
    text = "建立健全辦事程序,執行有關文件,整合資料,提高效能,創建示範項目"
    assert (
        Revision.of(text).apply(simplify(text)).text == "建立健全办事程序,执行有关文件,整合资料,提高效能,创建示范项目"
    )


@pytest.mark.parametrize(
    "text", ["乾安县、瞭望塔、著名商标、藉此机会", "本通知自印发之日起施行。附:繁體字样例", "覆盖面、后勤、里程、批准"]
)
def test_simplified_text_is_unchanged(text: str) -> None:
    assert simplify(text) == []


CLEAN = (ROOT / "tests" / "gold" / "002.clean.txt").read_text("utf-8").splitlines()


@given(st.lists(st.sampled_from(CLEAN), min_size=1, max_size=6, unique=True))
@settings(max_examples=25, deadline=None)
def test_undamaged_words_are_unchanged(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert repair_byte_shift(text) == []
    assert remove_pinyin(text) == []
    assert simplify(text) == []


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_restored_without_loss(text: str) -> None:
    restored = restore(source_of(text))
    pieces, at = [], 0
    for edit in restored.edits:
        pieces += [restored.text[at : edit.start], edit.source]
        at = edit.end
    assert "".join([*pieces, restored.text[at:]]) == text

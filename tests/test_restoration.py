"""Restoration as a whole: nothing lost, the gold texts, damaged excerpts, what must come through unchanged."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.edit_kinds import EditKind
from builder.restoration.findings import find_unproven
from builder.restoration.pipeline import restore
from builder.restoration.placing import Places
from builder.restoration.restored import Restored
from builder.restoration.revision import Change, Revision, rebuild_source, rebuild_text
from builder.source.source import Source, read_source, source_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
GOLD = Path(__file__).parent / "gold"
SOURCES = sorted((ROOT / "source_texts").glob("*.txt"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def distance(text: str, other: str) -> int:
    """Characters that differ between two texts, white space aside."""
    matcher = difflib.SequenceMatcher(None, squeezed(text), squeezed(other), autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal")


def check_no_loss(source: Source, restored: Restored) -> None:
    assert rebuild_source(restored.text, restored.edits) == source.text
    assert rebuild_text(source.text, restored.edits) == restored.text
    for edit in restored.edits:
        assert source.text[edit.source_start : edit.source_end] == edit.source
        assert restored.text[edit.start : edit.end] == edit.restored
        assert edit.source != edit.restored or edit.kind is EditKind.AS_WRITTEN
        assert edit.kind
        assert edit.reason
    for fact in restored.metadata:
        assert 0 <= fact.source_start <= fact.source_end <= len(source.text)
    assert not re.search(r"\n\n|^[^\S\t]|[^\S\t]$|[\r\f\u2028]", restored.text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem[:30])
def test_edits_rebuild_source(path: Path) -> None:
    source = read_source(path)
    restored = restore(source)
    check_no_loss(source, restored)
    again = restore(source_of(restored.text))
    assert again.text == restored.text, "what is restored stays as it is"


@pytest.mark.parametrize(
    ("name", "gold"),
    [
        pytest.param("guangdong-2015-fazhi-shifanqu", "000"),
        pytest.param("chengdu-2015-fazhi-guihua", "002"),
        pytest.param("hegang-2019-shifan-chuangjian", "004"),
    ],
)
def test_restored_text_matches_gold(name: str, gold: str) -> None:
    restored = restore(read_source(ROOT / "source_texts" / f"{name}.txt")).text
    expected = (GOLD / f"{gold}.clean.txt").read_text(encoding="utf-8")
    assert squeezed(restored) == squeezed(expected)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.clean.txt")), ids=lambda path: path.stem[:3])
def test_undamaged_text_is_unchanged(path: Path) -> None:
    text = path.read_text(encoding="utf-8").strip()
    restored = restore(source_of(text))
    assert restored.text == text
    assert restored.edits == ()


def test_lost_and_proven_edits_differ() -> None:
    edits = restore(read_source(ROOT / "source_texts/hegang-2019-shifan-chuangjian.txt")).edits
    date = next(edit for edit in edits if edit.kind == "date")
    assert (date.source, date.restored, date.certain) == ("2019 年715", "2019年7月15日", True)
    assert "2019-07-15" in date.reason
    lost = next(edit for edit in edits if "×" in edit.restored)
    assert (lost.restored, lost.certain) == ("××", False)


def test_destroyed_text_is_not_restored() -> None:
    text = "锟斤拷十锟斤拷锟斤拷强锟斤拷织锟届导�锟斤拷锟斤拷锟叫规范ｏ。\n\n  锟斤拷一锟斤拷要锟斤拷。"
    restored = restore(source_of(text))
    assert squeezed(restored.text) == squeezed(text)
    assert [finding.code for finding in restored.findings] == ["text-destroyed"]


# ---- properties

WORDS = [
    "一、",
    "（一）",
    "1.",
    "关于",
    "印发",
    "《",
    "》",
    "的通知",
    "。",
    "，",
    "；",
    "：",
    "\n",
    "\r\n",
    "　　",
    "  ",
    "\t",
    "\f",
]
WORDS += [
    "<p>",
    "</p>",
    "<td>",
    "<br",
    "&nbsp;",
    "&#20013;",
    "?",
    "\ufffd",
    "锛",
    "銆",
    "€",
    "Ã",
    "¼",
    "⽰",
    "０",
    "％",
    "\ue010",
]
WORDS += [
    "2015年7月6日",
    "某府发〔2015〕20号",
    "各区县政府：",
    "索引号：",
    "来源：",
    "浏览量",
    "打印",
    "首页",
    "—3—",
    "相关报道：",
]
WORDS += [
    "關(guān)",
    "創(chuàng )",
    "?。ㄒ唬",
    "的",
    "为深入贯彻落实上级部署",
    "牵头单位",
    "人民政府",
    "a $ b # c",
    "锟斤拷",
]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=40), st.sampled_from(["a.txt", "a.html"])
)
def test_restoration_of_any_text_loses_nothing(pieces: list[str], name: str) -> None:
    source = source_of("".join(pieces), name)
    check_no_loss(source, restore(source))


@given(st.text(alphabet="甲乙丙丁 \n", max_size=30), st.data())
def test_offsets_map_through_changes(text: str, data: st.DataObject) -> None:
    """A span that no change touches is found again where its words stand."""
    revision = Revision.of(text)
    for _ in range(data.draw(st.integers(0, 3))):
        length = len(revision.text)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        revision = revision.apply(
            [Change(start, end, data.draw(st.text(alphabet="XY", max_size=2)), EditKind.OCR, True, "made")]
        )
    places = Places(revision)
    for start in range(len(revision.text)):
        if any(edit.start <= start < edit.end for edit in revision.edits):
            continue
        source_start, source_end = places.in_source(start, start + 1)
        assert text[source_start:source_end] == revision.text[start]
        assert places.in_text(source_start, source_end) == (start, start + 1)


@pytest.mark.parametrize(("kind", "certain"), [(EditKind.GLYPH, True), (EditKind.BYTE_SHIFT, False)])
def test_icon_in_words_taken_away_leaves_their_edit_certain(kind: EditKind, certain: bool) -> None:
    changed = Revision.of("分\uf09a享\n").apply([Change(1, 2, "●", kind, False, "图标")])
    (edit,) = changed.apply([Change(0, 3, "", EditKind.CHROME, True, "页面元素")]).edits
    assert edit.certain is certain


def test_unproven_edit_is_told_in_few_words() -> None:
    source = "页" * 500
    (edit,) = Revision.of(source + "文").apply([Change(0, 500, "", EditKind.CHROME, False, "页面元素")]).edits
    (told,) = find_unproven([edit])
    assert len(told.message) < 80
    assert "略去" in told.message

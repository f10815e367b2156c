"""How well damage is undone, measured: the notices' own text damaged with fixed seeds, and restored.

The text is that of `tests/gold/*.clean.txt`, as it was published. What a mirror does to bytes is made by the
project's own model of it (`restoration.mirror.damage`). The language's statistics know these notices; how
restoration fares on others is measured by `python -m benchmarks.byteshift`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import opencc
import pytest

from builder.model.edit_kinds import EditKind
from builder.restoration.encoding.gbk import half_width
from builder.restoration.mirror.damage import damaged, notes_of
from builder.restoration.pipeline import restore
from builder.restoration.revision import rebuild_source
from builder.source.source import source_of

GOLD = sorted((Path(__file__).parent / "gold").glob("*.clean.txt"))
EXCERPTS, LENGTH = 4, 700
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),:;!?"}
_RADICALS = str.maketrans("一人力口土大工水火田目立行見言", "⼀⼈⼒⼝⼟⼤⼯⽔⽕⽥⽬⽴⾏⾒⾔")
_READINGS = "規(guī) 範(fàn) 執(zhí) 場(chǎng) 務(wù) 實(shí) 權(quán) 點(diǎn) 構(gòu) 監(jiān) 業(yè) 責(zé) 審(shěn) 標(biāo) 辦(bàn)"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def wrong(text: str, gold: str) -> int:
    """Characters that differ, white space aside."""
    codes = SequenceMatcher(None, squeezed(text), squeezed(gold), autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in codes if kind != "equal")


def excerpts(path: Path) -> list[str]:
    """Stretches of whole paragraphs of about LENGTH characters, chosen by a fixed seed."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    choice = random.Random(path.name)
    found = []
    for _ in range(EXCERPTS):
        at = end = choice.randrange(max(1, len(lines) - 4))
        while end < len(lines) and sum(map(len, lines[at:end])) < LENGTH:
            end += 1
        found.append("\n".join(lines[at:end]))
    return found


def as_mirror(text: str, choice: random.Random) -> str:
    """Traditional by machine, readings put in over the bytes, a sign before each full stop."""
    notes = notes_of((note[0], note[1:]) for note in choice.sample(_READINGS.split(), 9))
    convert = opencc.OpenCC("s2t").convert
    lines = ("\u3000\u3000" + convert(half_width(line)).translate(_WIDE) for line in text.split("\n"))
    return "\n".join(half_width(damaged(line, notes, (), True)).lstrip("\u3000") for line in lines)


def as_wrong_page(encoding: str) -> Callable[[str, random.Random], str]:
    """Bytes of `encoding` read as Latin-1."""
    return lambda text, _: "\n".join(line.encode(encoding, "replace").decode("latin-1") for line in text.split("\n"))


def as_entities(text: str, choice: random.Random) -> str:
    return "".join(f"&#{ord(char)};" if char > "\u3400" and choice.random() < 0.2 else char for char in text)


def as_tags(text: str, choice: random.Random) -> str:
    return "".join(f'<p style="x">{line}</p>' if choice.random() < 0.9 else f"{line}<br/>" for line in text.split("\n"))


def as_wrapped(text: str, choice: random.Random) -> str:
    width = choice.randrange(28, 40)
    return "\n".join("\n".join(line[at : at + width] for at in range(0, len(line), width)) for line in text.split("\n"))


def as_radicals(text: str, choice: random.Random) -> str:
    return "".join(char.translate(_RADICALS) if choice.random() < 0.5 else char for char in text)


def as_invisible(text: str, choice: random.Random) -> str:
    return "".join(char + ("\u200b" if choice.random() < 0.05 else "") for char in text)


DAMAGE: dict[str, tuple[Callable[[str, random.Random], str], float]] = {
    "mirror": (as_mirror, 0.002),
    "gbk as latin-1": (as_wrong_page("gbk"), 0.0),
    "utf-8 as latin-1": (as_wrong_page("utf-8"), 0.0),
    "entities": (as_entities, 0.0),
    "tags": (as_tags, 0.0),
    "wrapped": (as_wrapped, 0.0),
    "radicals": (as_radicals, 0.0),
    "invisible": (as_invisible, 0.0),
}
"""Kind of damage → how it is made, and the share of characters that may be wrong when it is undone."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAMAGE)
def test_simulated_damage_is_restored(kind: str) -> None:
    damage, allowed = DAMAGE[kind]
    choice = random.Random(kind)
    errors = length = 0
    for path in GOLD:
        for gold in excerpts(path):
            broken = damage(gold, choice)
            assert broken != gold
            restored = restore(source_of(broken))
            assert rebuild_source(restored.text, restored.edits) == broken
            left = wrong(restored.text, gold)
            assert left <= wrong(broken, gold)
            errors += left
            length += len(squeezed(gold))
    assert errors <= allowed * length


@pytest.mark.slow
def test_mirror_damage_splits_characters() -> None:
    """What the figure above rests on: the damage is of the hard kind, not only of inserted readings."""
    choice = random.Random("mirror")
    broken = [as_mirror(gold, choice) for path in GOLD for gold in excerpts(path)]
    kinds = {edit.kind for text in broken for edit in restore(source_of(text)).edits}
    assert {EditKind.BYTE_SHIFT, EditKind.ANNOTATION, EditKind.SCRIPT} <= kinds


def test_undamaged_text_is_unchanged() -> None:
    for path in GOLD:
        for gold in excerpts(path):
            assert wrong(restore(source_of(gold)).text, gold) == 0

"""How often restoration is wrong where it says that it is certain, on damage whose gold is known.

`python -m benchmarks.byteshift [--tables N] [--seed N] [--more FOLDER] [--wrong]` damages each notice
of the project, and of further folders, as a mirror does (Traditional by machine, readings put in over
GBK bytes, pairs without a character vanished), restores it, and compares line by line. Each notice is
left out of the language's statistics while it is restored. The same notices and numbers give the same
figures.
"""

from __future__ import annotations

import argparse
import random
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import opencc

from builder.restoration.byte_shift.repair import find_stretches, is_certain
from builder.restoration.byte_shift.selection import Stretch
from builder.restoration.characters.script_forms import forms
from builder.restoration.encoding import trigram_model as language
from builder.restoration.encoding.gbk import charset, encode, half_width
from builder.restoration.encoding.trigram_model import fold
from builder.restoration.mirror.damage import Notes, damaged, notes_of
from builder.restoration.mirror.pinyin_readings import characters_read
from builder.restoration.mirror.profile import survey
from builder.restoration.mirror.replay import _table
from builder.restoration.pipeline import restore
from builder.restoration.revision import Revision
from builder.restoration.statistics.derive import NOTICE_WEIGHT
from builder.source.source import read_source, source_of

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = (".txt", ".html", ".docx", ".pdf")
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),:;!?"}
MARGINS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13)
_NOTED = 90
"""Characters that a made-up table notes; the two real ones at hand are seen to note 51 and 59."""


@dataclass(frozen=True)
class Table:
    """A mirror's program: `notes` by character, the characters that it writes for Simplified ones, and
    whether it puts an invisible sign before 。 and 、."""

    name: str
    notes: dict[str, str]
    written: dict[str, str]
    signs: bool
    inserted: Notes

    def traditional(self, line: str) -> str:
        """The line as the mirror has it before the damage, signs half-width."""
        return half_width("".join(self.written.get(char) or _one(char) for char in line))


@dataclass(frozen=True)
class Outcome:
    """A stretch that was read one byte off, as it was restored."""

    table: str
    notice: str
    stretch: Stretch
    shown: str
    gold: str
    right: bool


# -- notices ---------------------------------------------------------------------------------


_folders = [ROOT / "source_texts"]


@lru_cache(maxsize=1)
def notices() -> dict[str, list[str]]:
    """The lines of each notice at hand, as its publisher wrote them; damaged ones as they were restored."""
    found: dict[str, list[str]] = {}
    for folder in _folders:
        for path in sorted(folder.glob("*")):
            if path.suffix in SUFFIXES and path.stem not in found:
                text = restore(read_source(path)).text
                found[path.stem] = [line for line in text.split("\n") if _fits(line)]
    return found


def _fits(line: str) -> bool:
    """Whether GBK holds all of a line that is no table's row."""
    return (
        bool(line.strip()) and not re.search(r"[\t?\ufffd]", line) and (0x3F,) not in encode("".join(map(_one, line)))
    )


@lru_cache(maxsize=1)
def _s2t() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@lru_cache(maxsize=8000)
def _one(char: str) -> str:
    return str(_s2t().convert(char))


# -- damage ----------------------------------------------------------------------------------


def tables(count: int, first_seed: int = 0) -> list[Table]:
    """What the two real mirrors at hand are seen to do, and made-up tables from `first_seed`, `count` in all."""
    made = []
    for path in sorted((ROOT / "source_texts").glob("*.txt")):
        source = read_source(path)
        if notes := survey(source.text, forms()).notes:
            restored = restore(source)
            written = _table(Revision(source.text, restored.text, restored.edits))
            made.append(Table(path.stem, notes, written, True, notes_of(notes.items())))
    readings = _readings()
    chars = sorted(readings)
    for seed in range(first_seed, first_seed + count - len(made)):
        notes = {char: readings[char] for char in random.Random(seed).sample(chars, _NOTED)}
        made.append(Table(f"made-up {seed}", notes, made[0].written, seed % 2 == 0, notes_of(notes.items())))
    return made[:count]


def _readings() -> dict[str, str]:
    """The note of each Traditional character that has one reading, of those that notices often write."""
    often = Counter("".join(_one(char) for lines in notices().values() for line in lines for char in line))
    of: dict[str, list[str]] = {}
    for syllable in _syllables():
        for char in characters_read(syllable):
            of.setdefault(char, []).append(syllable)
    return {
        char: f"({of[char][0]})"
        for char, times in often.most_common(600)
        if char in forms().traditional and char in charset().pair and len(of.get(char, ())) == 1 and times > 1
    }


def _syllables() -> list[str]:
    from builder.restoration.mirror.pinyin_readings import _readings as known

    return sorted(known()[1])


def damage(line: str, table: Table) -> str:
    """What a mirror makes of an indented line: bytes are replaced, signs made half-width at the end."""
    words = "\u3000\u3000" + table.traditional(line).translate(WIDE)
    return half_width(damaged(words, table.inserted, (), table.signs)).lstrip("\u3000")


# -- statistics ------------------------------------------------------------------------------


@contextmanager
def left_out(text: str) -> Iterator[None]:
    """While it lasts, the language's statistics are without `text`, if it is among what they were derived from."""
    shipped = language._shipped
    counts = shipped()
    folded = fold(text)
    number = {char: counts.number.get(char, language._UNKNOWN) for char in set(folded)}

    def keys(size: int) -> Counter[int]:
        found: Counter[int] = Counter()
        for at in range(len(folded) - size + 1):
            key = 0
            for char in folded[at : at + size]:
                key = key << 13 | number[char]
            found[key] += 1
        return found

    triples = keys(3)
    if sum(1 for key in triples if key in counts.triple) < 0.9 * len(triples):
        yield
        return
    pair, after_pair, triple = dict(counts.pair), dict(counts.after_pair), dict(counts.triple)
    single, after_single = list(counts.single), list(counts.after_single)
    for key, times in triples.items():
        if key in triple and not _lessened(triple, key, times):
            after_pair[key >> 13] = _level(max(0.0, language._VALUE[after_pair.get(key >> 13, 0)] - 1))
    for key, times in keys(2).items():
        if key in pair and not _lessened(pair, key, times):
            after_single[key >> 13] = max(0.0, after_single[key >> 13] - 1)
    for char, times in Counter(folded).items():
        single[number[char]] = max(0.0, single[number[char]] - NOTICE_WEIGHT * times)
    without = replace(
        counts,
        pair=pair,
        after_pair=after_pair,
        triple=triple,
        single=single,
        after_single=after_single,
        total=sum(single),
        keys=array("I", sorted(pair)),
    )
    longer = dict(language._longer())
    for key, times in keys(4).items():
        if key in longer:
            _lessened(longer, key, times)
    whole = language._longer
    language._shipped = lambda: without  # type: ignore[assignment]
    language._longer = lambda: longer  # type: ignore[assignment]
    language._leading.cache_clear()
    try:
        yield
    finally:
        language._shipped, language._longer = shipped, whole
        language._leading.cache_clear()


def _lessened(counts: dict[int, int], key: int, times: int) -> bool:
    """Takes `times` out of one count; False where nothing but rounding is left of it."""
    held = language._VALUE[counts[key]]
    left = held - NOTICE_WEIGHT * times
    if left < 0.08 * held:  # the scale's steps are 9 %
        del counts[key]
        return False
    counts[key] = _level(left)
    return True


def _level(value: float) -> int:
    from builder.restoration.statistics.derive import level

    return level(value)


# -- measuring -------------------------------------------------------------------------------


@dataclass
class Lines:
    """Damaged lines as the whole of restoration returns them: `right` or wrong, `certain` or not.
    `wrong`: what was written, what was read, and the edits."""

    counts: Counter[tuple[bool, bool]]
    wrong: list[tuple[str, str, str, bool]]


def measure(count: int, first_seed: int = 0) -> tuple[Lines, list[Outcome]]:
    texts = notices()
    lines = Lines(Counter(), [])
    outcomes: list[Outcome] = []
    for table in tables(count, first_seed):
        for name, gold in texts.items():
            with left_out("\n".join(gold)):
                source = "\n".join(damage(line, table) for line in gold)
                _compare(source, gold, lines)
                outcomes += _stretches(table, name, source, gold)
    return lines, outcomes


def _bare(text: str) -> str:
    return re.sub(r"\s", "", half_width(text))


def _compare(source: str, gold: list[str], lines: Lines) -> None:
    restored = restore(source_of(source))
    shown = dict(_shown([_bare(line) for line in gold], restored.text.split("\n")))
    at = 0
    for number, (harmed, wanted) in enumerate(zip(source.split("\n"), gold, strict=True)):
        start, end = at, at + len(harmed)
        at = end + 1
        if not re.search(r"[?\ufffd]", harmed):
            continue
        right = _bare(shown.get(number, "")) == _bare(wanted)
        certain = all(edit.certain for edit in restored.edits if edit.source_start < end and edit.source_end > start)
        lines.counts[right, certain] += 1
        if not right:
            lines.wrong.append((wanted, harmed, shown.get(number, ""), certain))


def _shown(gold: list[str], restored: list[str]) -> Iterator[tuple[int, str]]:
    """For each line of the gold, by number, the restored line in its place."""
    matched = SequenceMatcher(None, gold, [_bare(line) for line in restored], autojunk=False)
    for _, i, j, k, m in matched.get_opcodes():
        for number in range(i, j):
            yield number, restored[k + number - i] if j - i == m - k else "".join(restored[k:m])


def _stretches(table: Table, notice: str, source: str, gold: list[str]) -> Iterator[Outcome]:
    """Each stretch found; right where the rest of its line allows it as it was restored."""
    found = find_stretches(source)
    at = 0
    for harmed, wanted in zip(source.split("\n"), gold, strict=True):
        here = [stretch for stretch in found if at <= stretch.start < at + len(harmed) + 1]
        written = re.sub(r"\s", "", table.traditional(wanted))
        for stretch in here:
            pattern, place = "", at
            for other in here:
                pattern += _kept(source[place : other.start])
                pattern += re.escape(re.sub(r"\s", "", stretch.restored)) if other is stretch else ".*"
                place = other.end
            pattern += _kept(source[place : at + len(harmed)])
            right = bool(re.fullmatch(pattern, written))
            yield Outcome(table.name, notice, stretch, source[stretch.start : stretch.end], wanted, right)
        at += len(harmed) + 1


def _kept(text: str) -> str:
    """A pattern of what was kept beside a stretch, without its notes."""
    return re.escape(re.sub(r"\s", "", re.sub(r"\([a-zü\u00e0-\u01dc]{1,6} ?\)", "", text)))


def _rows(outcomes: Iterable[Outcome]) -> Iterator[str]:
    cells: dict[tuple[int, int], Counter[tuple[bool, bool]]] = {}
    for outcome in outcomes:
        stretch = outcome.stretch
        bucket = max(margin for margin in MARGINS if margin <= max(0, stretch.margin))
        cells.setdefault((min(stretch.dropped, 4), bucket), Counter())[outcome.right, is_certain(stretch)] += 1
    yield "| dropped pairs | margin from | right, certain | right, uncertain | wrong, certain | wrong, uncertain |"
    yield "|---|---|---|---|---|---|"
    for (dropped, bucket), counts in sorted(cells.items()):
        figures = " | ".join(str(counts[right, certain]) for right in (True, False) for certain in (True, False))
        yield f"| {dropped}{'+' if dropped == 4 else ''} | {bucket} | {figures} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.byteshift", description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=4, help="how many mirrors damage each notice (default: 4)")
    parser.add_argument("--seed", type=int, default=0, help="number of the first made-up mirror (default: 0)")
    parser.add_argument("--more", type=Path, action="append", default=[], help="a further folder of notices")
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones too")
    asked = parser.parse_args()
    _folders.extend(asked.more)
    lines, outcomes = measure(asked.tables, asked.seed)
    total = lines.counts.total()
    print(f"{total} damaged lines")
    for right in (True, False):
        for certain in (True, False):
            print(
                f"  {'right' if right else 'WRONG'}, {'certain' if certain else 'uncertain'}: "
                f"{lines.counts[right, certain]}"
            )
    sure = [outcome for outcome in outcomes if is_certain(outcome.stretch)]
    print(
        f"{len(outcomes)} stretches, {sum(not outcome.right for outcome in outcomes)} wrong; "
        f"{len(sure)} certain, {sum(not outcome.right for outcome in sure)} wrong"
    )
    print("\n".join(_rows(outcomes)))
    if asked.wrong:
        for wanted, harmed, shown, certain in lines.wrong:
            print(f"{'CERTAIN' if certain else 'uncertain'}\n  {wanted}\n  {harmed}\n  {shown}")


if __name__ == "__main__":
    main()

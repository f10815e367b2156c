"""Mandarin readings of characters (statistics/README.md tells where they come from)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

_LETTER = "[a-zêüɑɡ\u00e0-\u01dcḿ\u01f8\u01f9]"
SYLLABLE = f"{_LETTER}{{1,6}}[1-5]?"
"""Pattern of what may be a syllable of pinyin, toned (guān, guan1) or not (guan)."""


@lru_cache(maxsize=1)
def _readings() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Readings of each character, between spaces; characters of each toneless syllable."""
    of: dict[str, str] = {}
    having: dict[str, list[str]] = {}
    for line in files("builder.restoration.statistics").joinpath("readings.txt").read_text("utf-8").splitlines():
        syllable, chars = line.split(" ")
        for char in chars:
            of[char] = f"{of.get(char, ' ')}{syllable} "
        having.setdefault(toneless(syllable), []).extend(chars)
    return of, having


@lru_cache(maxsize=4096)
def toneless(syllable: str) -> str:
    """guān, guan1 → guan; lǜ, lü, lv → lv."""
    bare = unicodedata.normalize("NFD", syllable.replace("ɑ", "a").replace("ɡ", "g"))
    bare = bare.replace("u\u0308", "v").rstrip("12345")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def is_reading(char: str, syllable: str) -> bool:
    """Whether `syllable` is a reading of `char`, tones aside: which tone a mirror's table gives to
    an unstressed syllable or a word like 不 varies."""
    readings = _readings()[0].get(char)
    return readings is not None and toneless(syllable) in map(toneless, readings.split())


def characters_read(syllable: str) -> list[str]:
    """The characters that may be read so, tones aside."""
    return _readings()[1].get(toneless(syllable), [])

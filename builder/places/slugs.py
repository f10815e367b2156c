"""ASCII ids from Chinese words, for things that the registry gives no id.

An id depends on the words alone, so that it never changes when other notices come: pinyin to be read,
and a piece of a hash, since many words share their pinyin. The table of syllables is the program's own:
were it a library's, the next release of the library could move pages.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from builder.language import lazy_re as re


@cache
def _syllables() -> dict[str, str]:
    """The syllable of each character of GB 2312, without its tone."""
    found: dict[str, str] = {}
    for line in Path(__file__).with_name("syllables.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split(" ")
            found.update(dict.fromkeys(characters, syllable))
    return found


def characters_by_sound() -> dict[str, str]:
    """a → 啊阿嗄锕: every syllable with the characters of GB 2312 that sound so."""
    found: dict[str, list[str]] = {}
    for character, syllable in _syllables().items():
        found.setdefault(syllable, []).append(character)
    return {syllable: "".join(characters) for syllable, characters in found.items()}


def syllables(words: str) -> list[str]:
    """省法制办 → sheng, fa, zhi, ban. Nothing where a sign of the words is not in the table."""
    found = [_syllables().get(char, "") for char in words]
    return found if all(found) else []


def slug(words: str, limit: int = 40) -> str:
    """排沙镇 → paishazhen: lower-case letters and digits, at most `limit` characters; `x` for nothing. A
    character that the table lacks is left out."""
    return re.sub(r"[^a-z0-9]", "", "".join(_syllables().get(char, char) for char in words.lower()))[:limit] or "x"


def unique_slug(words: str, limit: int = 40) -> str:
    """A slug that no other words share: 省重点办 → shengzhongdianban-5c1f2a."""
    return f"{slug(words, limit)}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"

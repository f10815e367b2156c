"""Pinyin that a mirror put in brackets after characters: 關(guān), 創(chuàng ), 綜(zong)(zong).

A publisher notes readings too, once, for characters that people may not know: 亳(bó)州. A
mirror's program notes the everyday ones, and many of them; that is how the two are told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.characters.script_forms import everyday, forms
from builder.restoration.mirror.pinyin_readings import is_reading
from builder.restoration.mirror.profile import NOTE_SYLLABLE, NOTED
from builder.restoration.revision import Change

_NAME_ENDS = re.compile("[\u4e00-\u9fff]{1,2}[、，。；]")
"""The rest of a name that ends a member of a list: 亳(bó)州、."""
_FEW = 3
"""Fewer noted characters than this are a mirror's only where all are Traditional."""


def remove_pinyin(text: str) -> list[Change]:
    """Changes that take out the bracketed readings which a mirror inserted after characters.

    Certain where each bracket holds a reading of its character; a bracket that does not is taken
    out, as uncertain, where the mirror puts the same one after the same character again."""
    noted = list(NOTED.finditer(text))
    right = [_reads(found["char"], found["notes"]) for found in noted]
    if _is_original(text, noted) or not _by_program(
        [found["char"] for found, fits in zip(noted, right, strict=True) if fits]
    ):
        return []
    counts = Counter(found.group() for found in noted)
    changes = []
    for found, fits in zip(noted, right, strict=True):
        if fits or counts[found.group()] > 1:
            reason = "镜像站插入的拼音" if fits else "镜像站反复插入的括注，与该字读音不合"
            changes.append(Change(found.start("notes"), found.end("notes"), "", EditKind.ANNOTATION, fits, reason))
    return changes


def _is_original(text: str, noted: Sequence[re.Match[str]]) -> bool:
    """Whether most notes stand in lists of characters and names, as in a word list for schools: a mirror's program
    notes characters inside words."""
    listed = sum(text[found.end() : found.end() + 1] in "、；，。,;\n" or _NAME_ENDS.match(text, found.end()) is not None
                 for found in noted)  # fmt: skip
    return 4 * listed >= 3 * len(noted) and any("、" in text[found.end() : found.end() + 3] for found in noted)


def _reads(char: str, notes: str) -> bool:
    return all(is_reading(char, syllable) for syllable in set(NOTE_SYLLABLE.findall(notes)))


def _by_program(chars: list[str]) -> bool:
    """Whether a program, not the publisher, noted these characters with their readings."""
    if not chars:
        return False
    if len(chars) < _FEW:
        return all(char in forms().traditional for char in chars)
    return 2 * sum(map(everyday, chars)) > len(chars)

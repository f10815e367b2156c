"""What a mirror's program does to the bytes of a text: the damage that restoration undoes, made again.

Readings are put after pairs of bytes that spell noted characters, wherever such a pair occurs, and an
invisible sign before 。 and 、, also behind the bytes of an indentation that only seem to spell 。: there
the characters are cut apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language import lazy_re as re
from builder.restoration.encoding.gbk import charset, decode, encode, half_width
from builder.restoration.mirror.pinyin_readings import SYLLABLE, is_reading
from builder.restoration.mirror.profile import Mirror

_FULL_STOP, _COMMA = (0xA1, 0xA3), (0xA1, 0xA2)
_INVISIBLE = 0x01
"""Stands for the invisible sign: no trail byte, so that a lead before it is lost."""
_CALL = re.compile(rf"(.)[?\ufffd]\(?({SYLLABLE})( ?)\)")
Notes = dict[tuple[int, int], tuple[int, ...]]
"""What is inserted, by the two bytes that it follows."""
Call = tuple[str, str, str]
"""A note that cut a character apart: the character before it, the reading, the note."""


def notes_of(notes: Iterable[tuple[str, str]]) -> Notes:
    """What is inserted after the characters that have notes."""
    pairs = charset().pair
    return {pairs[char]: _spelt(note) for char, note in notes if char in pairs}


def insertions(mirror: Mirror) -> tuple[Notes, ...]:
    """What a mirror may insert: all notes that were seen, and, where they are not the same, those only that follow
    their character each time."""
    notes = notes_of(mirror.notes.items())
    always = notes_of((char, note) for char, note in mirror.notes.items() if char in mirror.always)
    return (notes,) if notes == always else (notes, always)


def calls_in(text: str) -> list[Call]:
    """The notes in `text` that cut a character apart."""
    return [(call[1], call[2], f"({call[2]}{call[3]})") for call in _CALL.finditer(text)]


def damaged(words: str, notes: Notes, calls: Sequence[Call], signs: bool) -> str:
    """`words` (in the mirror's script and width) with the damage made, as `seen` has it. `notes` are what the
    mirror inserts, and `calls` what it is seen to insert across two characters of these words. `signs`: whether
    the invisible sign stands before each 。 and 、, or only after an indentation."""
    data: list[int] = []
    aligned: list[bool] = []
    for char in encode(words):
        data += char
        aligned += (True,) if len(char) == 1 else (True, False)
    return decode(_inserted(data, aligned, notes | _across(data, aligned, calls) if calls else notes, signs)).replace(
        chr(_INVISIBLE), ""
    )


def seen(text: str) -> str:
    """`text` as the comparison takes it: width, layout spaces and the sign for a lost byte aside."""
    return half_width(text).replace("\ufffd", "?").strip(" \t\r\n\u3000\xa0")


def _spelt(note: str) -> tuple[int, ...]:
    return tuple(byte for piece in encode(note) for byte in piece)


def _across(data: list[int], aligned: list[bool], calls: Sequence[Call]) -> Notes:
    """The notes of `calls` by the bytes across two characters that spell a character which is read so: the
    mirror notes it, though the text may not hold it elsewhere."""
    chars = charset().char
    found: Notes = {}
    for at in range(1, len(data) - 1):
        if aligned[at]:
            continue
        before, char = chars.get((data[at - 1], data[at])), chars.get((data[at], data[at + 1]))
        for previous, reading, note in calls:
            if char and before == previous and is_reading(char, reading):
                found[(data[at], data[at + 1])] = _spelt(note)
    return found


def _inserted(data: list[int], aligned: list[bool], notes: Notes, signs: bool) -> list[int]:
    """The bytes with what the mirror's program inserts."""
    out: list[int] = []
    at, end = 0, len(data)
    indent = True  # nothing but the bytes of ideographic spaces so far
    while at < end:
        byte = data[at]
        if byte >= 0x81 and at + 1 < end:
            pair = (byte, data[at + 1])
            if byte == 0xA1 and (
                (signs and pair in (_FULL_STOP, _COMMA) and aligned[at]) or (indent and pair == _FULL_STOP)
            ):
                out += (_INVISIBLE, *pair)
                at += 2
                indent = False
                continue
            if pair in notes:
                out += (*pair, *notes[pair])
                at += 2
                indent = False
                continue
        out.append(byte)
        at += 1
        indent = indent and byte == 0xA1
    return out

"""Proof by replay: the damage, applied again to the restored text, must give the source.

The mirror's program is modelled as it worked: the text in the characters of the mirror, its signs
full-width, as GBK bytes; readings inserted by search and replace over the bytes, wherever they spell
a noted character, also across two; an invisible sign before each 。 in the same way; then decoded.
Where this gives a line of the source back character for character, the line's edits are proven.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product

from builder.notice import Edit
from builder.restoration.forms import forms
from builder.restoration.gbk import charset, decode, encode, half_width
from builder.restoration.mirror import Mirror, survey
from builder.restoration.readings import SYLLABLE, is_reading
from builder.restoration.revision import Revision

KINDS = ("byte-shift", "annotation", "script")
"""The kinds of edits that a mirror's program makes necessary."""
_FULL_STOP, _COMMA = (0xA1, 0xA3), (0xA1, 0xA2)
_INVISIBLE = 0x01
"""Stands for the invisible sign: no trail byte, so that a lead before it is lost."""
_WIDTHS = tuple({ord(sign): ord(sign) + 0xFEE0 for sign in signs} for signs in ("(),:;!?", "()", ""))
"""Which signs were full-width where the mirror made them half-width afterwards."""
_EATEN = re.compile(r"[?\ufffd](/?(?:span|p|br|div|strong|font|a|b|td|tr|li)\b[^<>\n]*>)$")
"""A tag whose first byte was taken along by the lead before it."""
_CALL = re.compile(rf"(.)[?\ufffd]\(?({SYLLABLE})( ?)\)")
Notes = dict[tuple[int, int], tuple[int, ...]]
"""What is inserted, by the two bytes that it follows."""
_PROVEN = "；重演损坏，与原文件逐字相符"
_TWO_WAYS = "；重演损坏，与原文件逐字相符，但别的读法也相符"
_UNPROVEN = "；重演损坏，与原文件不全相符"


def prove(revision: Revision) -> Revision:
    """`revision` with its byte-shift, annotation and script edits marked uncertain, with the reason,
    where replaying the damage on the restored words does not give the source back.

    Where it does, an edit is certain but for those whose repair could not tell between readings that
    all give the source back (what vanished leaves no trace to compare).

    To be called after the last repair. Edits of other kinds are left as they are, and so is a text
    in which no reading was inserted and no byte shifted."""
    if not any(edit.kind in KINDS[:2] for edit in revision.edits):
        return revision
    program = _program(revision)
    edits = list(revision.edits)
    for line in _lines(revision):
        mirrored = [number for number in range(*line.edits) if edits[number].kind in KINDS]
        differing = program.differences(line) if mirrored else []
        for number in mirrored:
            edits[number] = _judged(edits[number], line.start, differing)
    return replace(revision, edits=tuple(edits))


def unproven(revision: Revision) -> list[tuple[int, int]]:
    """The places of the source (start, end) that replaying the damage does not give back."""
    program = _program(revision)
    return [
        (line.start + start, line.start + end) for line in _lines(revision) for start, end in program.differences(line)
    ]


def _judged(edit: Edit, line_start: int, differing: Sequence[tuple[int, int]]) -> Edit:
    """`edit` as the replay of its line judges it."""
    start, end = edit.source_start - line_start, edit.source_end - line_start
    met = any(start < max(b, a + 1) and a < max(end, start + 1) for a, b in differing)
    if met:
        return replace(edit, certain=False, reason=edit.reason + _UNPROVEN)
    return replace(edit, reason=edit.reason + (_PROVEN if edit.certain else _TWO_WAYS))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the source, from `start` to `end`, and the words that were on it, layout kept.
    `edits`: the numbers (first, last + 1) of the edits on it."""

    start: int
    end: int
    edits: tuple[int, int]
    source: str
    words: str


def _lines(revision: Revision) -> Iterator[_Line]:
    """The lines of the source that the program changed. An edit that covers a line end joins its lines."""
    source, edits = revision.source, revision.edits
    at, number = 0, 0
    while at < len(source):
        words: list[str] = []
        place, first = at, number
        while True:
            stop = source.find("\n", place)
            stop = len(source) if stop < 0 else stop
            while number < len(edits) and edits[number].source_start < stop:
                edit = edits[number]
                words.append(source[place : edit.source_start])
                eaten = _EATEN.search(edit.source)
                words.append((edit.restored + ("<" + eaten[1] if eaten else "")) if edit.kind in KINDS else edit.source)
                place = edit.source_end
                number += 1
            if place <= stop:
                break
        words.append(source[place:stop])
        if source[at:stop].strip():
            yield _Line(at, stop, (first, number), source[at:stop], "".join(words))
        at = stop + 1


@dataclass(frozen=True, slots=True)
class _Program:
    """What the mirror did: `table` from Simplified to its own characters, `notes` by the bytes that
    they follow: all that were seen, and those that follow each time."""

    mirror: Mirror
    table: dict[str, str]
    notes: tuple[Notes, ...]

    def differences(self, line: _Line) -> list[tuple[int, int]]:
        """Where (start, end in the line) the source is not what the damage gives; none where proven."""
        wanted = _seen(line.source)
        best: list[tuple[int, int]] | None = None
        calls = [(call[1], call[2], f"({call[2]}{call[3]})") for call in _CALL.finditer(line.source)]
        for words in self._written(line):
            data, aligned = _bytes(words)
            across = _across(data, aligned, calls)
            for notes, signs in product(self.notes, (False, True)):
                given = _seen(_damaged(data, aligned, notes | across, signs))
                if given == wanted:
                    return []
                if best is None:
                    best = [
                        (i, j)
                        for tag, i, j, _, _ in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes()
                        if tag != "equal"
                    ]
        return best or []

    def _written(self, line: _Line) -> Iterator[str]:
        """What may have stood on the mirror's page before the damage: with signs of either width, and
        with the indentation that a mark at the beginning of the line swallowed."""
        words = "".join(self.table.get(char, char) for char in line.words)
        indents = ("", "\u3000", "\u3000\u3000") if line.source.lstrip()[:1] in ("?", "\ufffd") else ("",)
        for wide in _WIDTHS if self.mirror.halved else _WIDTHS[2:]:
            for indent in indents:
                yield indent + (words.translate(wide).lstrip() if indent else words.translate(wide))


def _bytes(words: str) -> tuple[list[int], list[bool]]:
    """The bytes of `words`, and for each whether a character begins there."""
    data: list[int] = []
    aligned: list[bool] = []
    for char in encode(words):
        data += char
        aligned += [True] + [False] * (len(char) - 1)
    return data, aligned


def _across(data: list[int], aligned: list[bool], calls: Sequence[tuple[str, str, str]]) -> Notes:
    """The notes of `calls` (character before, reading, note) by the bytes across two characters that spell a character
    which is read so: the mirror notes it, though the text may not hold it elsewhere."""
    chars = charset().char
    found: Notes = {}
    for at in range(1, len(data) - 1) if calls else ():
        if aligned[at]:
            continue
        before, char = chars.get((data[at - 1], data[at])), chars.get((data[at], data[at + 1]))
        for previous, reading, note in calls:
            if char and before == previous and is_reading(char, reading):
                found[(data[at], data[at + 1])] = tuple(byte for piece in encode(note) for byte in piece)
    return found


def _damaged(data: list[int], aligned: list[bool], notes: Notes, signs: bool) -> str:
    """What the mirror's program makes of the bytes. `signs`: whether the invisible sign stands before
    each 。 and 、, or only after an indentation."""
    out: list[int] = []
    at = 0
    indent = True  # nothing but the bytes of ideographic spaces so far
    while at < len(data):
        pair = (data[at], data[at + 1]) if at + 1 < len(data) else (0, 0)
        if (signs and pair in (_FULL_STOP, _COMMA) and aligned[at]) or (pair == _FULL_STOP and indent):
            out += (_INVISIBLE, *pair)
            at += 2
        elif pair in notes:
            out += (*pair, *notes[pair])
            at += 2
        else:
            out.append(data[at])
            at += 1
        indent = indent and out[-1] == 0xA1
    return decode(out).replace(chr(_INVISIBLE), "")


def _seen(text: str) -> str:
    """`text` as the comparison takes it: width, layout spaces and the sign for a lost byte aside."""
    return half_width(text).replace("\ufffd", "?").strip(" \t\r\n\u3000\xa0")


def _program(revision: Revision) -> _Program:
    mirror = survey(revision.source, forms())
    pairs = charset().pair
    notes = {
        pairs[char]: tuple(byte for piece in encode(note) for byte in piece)
        for char, note in mirror.notes.items()
        if char in pairs
    }
    always = {pair: note for pair, note in notes.items() if charset().char[pair] in mirror.always}
    return _Program(mirror, _table(revision), (notes, always))


def _table(revision: Revision) -> dict[str, str]:
    """The mirror's own character for each Simplified one, as most of the text shows it; OpenCC's
    where the text does not."""
    import opencc

    known = forms().simple
    seen: dict[str, Counter[str]] = {}
    for edit in revision.edits:
        if edit.kind == "script" and len(edit.source) == len(edit.restored):
            for written, form in zip(edit.source, edit.restored, strict=True):
                seen.setdefault(form, Counter())[written] += 1
    for char in revision.source:
        if char in known:
            seen.setdefault(known[char], Counter())[char] += 1
    table = {form: images.most_common(1)[0][0] for form, images in seen.items()}
    if survey(revision.source, forms()).traditional:
        convert = opencc.OpenCC("s2t").convert
        for form in dict.fromkeys(revision.text):
            if form not in table and form > "\u3400" and form not in revision.source:
                table[form] = convert(form)[:1] or form
    return table

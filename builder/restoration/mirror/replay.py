"""Proof by replay: the damage, applied again to the restored text, must give the source.

The mirror's program is modelled as it worked: the text in the characters of the mirror, its signs
full-width, as GBK bytes; readings inserted by search and replace over the bytes, wherever they spell
a noted character, also across two; an invisible sign before each 。 in the same way; then decoded.
Where this gives a line of the source back character for character, the line's edits are proven.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.model.notice import Edit
from builder.restoration.alignment import opcodes
from builder.restoration.characters.script_forms import forms
from builder.restoration.mirror.damage import Notes, calls_in, damaged, insertions, seen
from builder.restoration.mirror.profile import Mirror, survey
from builder.restoration.revision import Revision

KINDS = (EditKind.BYTE_SHIFT, EditKind.ANNOTATION, EditKind.SCRIPT)
"""The kinds of edits that a mirror's program makes necessary."""
_WIDTHS = tuple({ord(sign): ord(sign) + 0xFEE0 for sign in signs} for signs in ("(),:;!?", "()", ""))
"""Which signs were full-width where the mirror made them half-width afterwards."""
_EATEN = re.compile(r"[?\ufffd](/?(?:span|p|br|div|strong|font|a|b|td|tr|li)\b[^<>\n]*>)$")
"""A tag whose first byte was taken along by the lead before it."""
_PROVEN = "；重演损坏，与原文件逐字相符"
_TWO_WAYS = "；重演损坏，与原文件逐字相符，但别的读法也相符"
_UNPROVEN = "；重演损坏，与原文件不全相符"


def prove(revision: Revision) -> Revision:
    """`revision` with its byte-shift, annotation and script edits marked uncertain, with the reason,
    where replaying the damage on the restored words does not give the source back.

    Where it does, an edit is certain but for those whose repair could not tell between readings that
    all give the source back (what was dropped leaves no trace to compare).

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
        return replace(edit, proof="none", reason=edit.reason + _UNPROVEN)
    if edit.certain:
        return replace(edit, proof="replayed", reason=edit.reason + _PROVEN)
    return replace(edit, reason=edit.reason + _TWO_WAYS)


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
        wanted = seen(line.source)
        first: str | None = None
        calls = calls_in(line.source)
        for words in self._written(line):
            for notes, signs in product(self.notes, (True, False)):
                given = seen(damaged(words, notes, calls, signs))
                if given == wanted:
                    return []
                if first is None:
                    first = given
        return [(i, j) for tag, i, j, _, _ in opcodes(wanted, first or "") if tag != "equal"]

    def _written(self, line: _Line) -> Iterator[str]:
        """What may have stood on the mirror's page before the damage: with signs of either width, and
        with the indentation that a mark at the beginning of the line swallowed."""
        words = "".join(self.table.get(char, char) for char in line.words)
        indents = ("\u3000", "", "\u3000\u3000") if line.source.lstrip()[:1] in ("?", "\ufffd") else ("",)
        for wide in _WIDTHS if self.mirror.halved else _WIDTHS[2:]:
            for indent in indents:
                yield indent + (words.translate(wide).lstrip() if indent else words.translate(wide))


def _program(revision: Revision) -> _Program:
    mirror = survey(revision.source, forms())
    return _Program(mirror, _table(revision), insertions(mirror))


def _table(revision: Revision) -> dict[str, str]:
    """The mirror's own character for each Simplified one, as most of the text shows it; OpenCC's
    where the text does not."""
    import opencc

    known = forms().simple
    seen: dict[str, Counter[str]] = {}
    for edit in revision.edits:
        if edit.kind == EditKind.SCRIPT and len(edit.source) == len(edit.restored):
            for written, form in zip(edit.source, edit.restored, strict=True):
                seen.setdefault(form, Counter())[written] += 1
    for char, times in Counter(revision.source).items():
        if char in known:
            seen.setdefault(known[char], Counter())[char] += times
    table = {form: images.most_common(1)[0][0] for form, images in seen.items()}
    if survey(revision.source, forms()).traditional:
        convert = opencc.OpenCC("s2t").convert
        for form in dict.fromkeys(revision.text):
            if form not in table and form > "\u3400" and form not in revision.source:
                table[form] = convert(form)[:1] or form
    return table

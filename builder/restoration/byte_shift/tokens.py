"""The tokens of a stretch that was read one byte off: what the text shows there, byte by byte."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.restoration.byte_shift.context import CALL, CLOSING, ORPHAN, ShiftedText
from builder.restoration.byte_shift.heading_numbers import Labels
from builder.restoration.encoding.gbk import FULL_WIDTH_ROW

LOST = "□"
"""Stands for a character that cannot be known."""
NO_LEAD = 0x80
"""A trail byte that is no lead byte: read one byte off it is a `?` that takes nothing along."""
_TAG = re.compile(rf"[{ORPHAN}](?=/?(?:span|p|br|div|strong|font|a|b|td|tr|li|o:p)\b[^<>\n]*>)")
_YEAR = re.compile("(?:0[012]|9[0-9])[0-9](?=[年—-])")
"""The rest of a year that lost its first figure."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that the text shows while it is out of step. `trail`: the byte that completes the pending lead, or
    None where a `?` hides it; then `read` is the syllable that the character was noted with, if it was. `lead`: the
    byte that waits then, None where the reading is back in step, with `kept` left over in the text."""

    end: int
    trail: int | None
    lead: int | None = None
    read: str = ""
    kept: str = ""


class Tokens:
    """The tokens of one text."""

    def __init__(self, shifted: ShiftedText, labels: Labels) -> None:
        self._text, self._pairs = shifted.text, shifted.charset.pair
        self._halved = shifted.mirror.halved
        self._labels = labels

    def at(self, at: int) -> Iterator[Token]:
        """The ways to take what stands at `at`, the longest first: what the others leave of it is but a note. There
        are none where no text that is out of step can show this."""
        char = self._text[at : at + 1]
        if char and char in ORPHAN:
            if call := CALL.match(self._text, at):
                yield Token(call.end(), None, read=call[1])
            elif _TAG.match(self._text, at):
                yield Token(at + 1, None, kept="<")
            else:
                yield Token(at + 1, None, kept=self._swallowed(at + 1))
            yield Token(at + 1, NO_LEAD)
            if char == "?" and self._halved:
                yield Token(at + 1, FULL_WIDTH_ROW, 0xBF)
        elif pair := self._pairs.get(char):
            trail, lead = pair
            if lead >= 0x81:
                yield Token(at + 1, trail, lead)
            elif lead < 0x80:
                yield Token(at + 1, trail, kept=chr(lead))
        elif "\x20" < char < "\x7f":
            if char >= "\x40":
                yield Token(at + 1, ord(char))
            if self._halved:
                yield Token(at + 1, FULL_WIDTH_ROW, ord(char) + 0x80)

    def _swallowed(self, at: int) -> str:
        """The ASCII character that a `?` before `at` took along, LOST where it cannot be known. The `?` took nothing
        before a sign or the end of a line: there the mirror's own insertion was."""
        if year := _YEAR.match(self._text, at):
            return "2" if year[0].startswith("0") else "1"
        if (figure := self._labels.swallowed(at - 3)) is not None:
            return figure or LOST
        follow = self._text[at : at + 1]
        return "" if not follow.strip() or follow in CLOSING or follow in ORPHAN else LOST

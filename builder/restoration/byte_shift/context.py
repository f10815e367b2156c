"""A text that was read one byte off in places, and what it shows: its mirror, its script, its language."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.restoration.characters.script_forms import forms
from builder.restoration.encoding.gbk import charset
from builder.restoration.encoding.trigram_model import Language, fold
from builder.restoration.mirror.pinyin_readings import SYLLABLE
from builder.restoration.mirror.profile import NOTE, survey

ORPHAN = "?\ufffd"
"""What decoders write for a lead byte without a trail."""
CALL = re.compile(rf"[{ORPHAN}]\(?({SYLLABLE}) ?\)")
"""A note that cut a character apart; its group is the reading."""
CLOSING = "。，、；：！？）》”"
"""Signs that no line begins with."""
_NOTES = re.compile(f"(?:{NOTE})+")
_UNSURE = re.compile(rf"[{ORPHAN}][^\n]{{0,40}}")
"""What follows a mark of damage is no example of the language."""
_REACH = 40
"""Characters of the source that are looked at for the few that stand before a place."""


class ShiftedText:
    """`text` with what is known of it as a whole. `foreign`: the characters that its script does not write."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms = forms()
        self.charset = charset()
        self.mirror = survey(text, self.forms)
        self.language = Language(self.forms.plain(without_notes(_UNSURE.sub("", text))))
        self.foreign = self.forms.simplified if self.mirror.traditional else self.forms.traditional

    def plain(self, start: int, end: int) -> str:
        """`text[start:end]` as the statistics know it, without notes."""
        return self.folded(without_notes(self.text[start:end]))

    def folded(self, words: str) -> str:
        """`words` as the statistics know them: Simplified, half-width, figures and candidates as one."""
        return fold(self.forms.plain(words))

    def before(self, at: int, size: int) -> str:
        """The `size` characters before `at` as the statistics know them; line ends stand for those before the text."""
        return ("\n" * size + self.plain(max(0, at - _REACH), at))[-size:]

    def behind(self, at: int, size: int = 1) -> str:
        """The `size` characters from `at` on as the statistics know them; fewer where less follows."""
        return self.plain(at, at + 12)[:size]

    def within_line(self, at: int) -> bool:
        """Whether more than an indentation stands before `at` on its line."""
        return self.text[:at].rstrip(" \t\u3000")[-1:] not in ("", "\n", "\r")


def without_notes(text: str) -> str:
    """`text` without the readings that were inserted."""
    return _NOTES.sub("", text)

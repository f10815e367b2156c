"""Whether a text in Traditional characters was written so, or is a mainland notice that a mirror converted.

A mirror shows itself by the readings that it puts in and by what that does to bytes; a mainland notice by its bodies
and set phrases, as one of Hong Kong, Macau or Taiwan does. What was assumed is always said, and the sidecar's
`script` decides where the program is wrong.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import read_data
from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.restoration.characters.script import is_written_elsewhere, traditional_lines
from builder.restoration.characters.script_forms import forms, holds_traditional
from builder.restoration.encoding.readability import likelihood
from builder.restoration.revision import Revision

_LIKE_A_NOTICE = -5.0
"""Text that is likelier than this (natural logarithm, a character) is written as the mainland's notices are."""
_NO_NOTICE = -10.0
"""Text that is less likely than this, as a wrong code page leaves it, is none that a mirror made."""
_SAMPLE = 4000  # characters
_OF_MIRRORS = frozenset((EditKind.ANNOTATION, EditKind.BYTE_SHIFT))
"""Kinds of edits that only a mirror's work makes necessary."""


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """`simplify`: the Traditional lines are to be made Simplified; `assumed`: the text does not prove which, so that
    it is to be said."""

    simplify: bool
    assumed: bool = False

    def findings(self, text: str) -> tuple[Finding, ...]:
        """The finding about the restored text, at its first line."""
        if not self.assumed:
            return ()
        end = max(0, text.find("\n"))
        if self.simplify:
            message = "原文为繁体字，按内地文件由他站转为繁体处理，已转回简体。"
            return (Finding(FindingCode.SCRIPT_SIMPLIFIED, message, 0, end),)
        message = "原文为繁体字，未见内地机关或转码痕迹，可能是香港、澳门、台湾的文件，照原样保留，未转为简体。"
        return (Finding(FindingCode.SCRIPT_KEPT, message, 0, end),)


def choose_script(revision: Revision, wanted: Literal["keep", "simplify"] | None) -> ScriptChoice:
    """What is to be done with the Traditional lines of a text, `wanted` by its sidecar or as the text shows."""
    if wanted is not None:
        return ScriptChoice(wanted == "simplify")
    if not holds_traditional(revision.text):
        return ScriptChoice(True)
    if not any(traditional_lines(revision.text, forms())):
        kept = is_written_elsewhere(revision.text, forms())
        return ScriptChoice(not kept, assumed=kept)
    words = forms().plain(revision.text)
    if likelihood(words[:_SAMPLE]) < _NO_NOTICE:
        return ScriptChoice(False, assumed=True)
    if any(edit.certain and edit.kind in _OF_MIRRORS for edit in revision.edits):
        return ScriptChoice(True)
    known = _evidence()
    mainland = sum(word in words for word in known["mainland"])
    elsewhere = sum(word in words for word in known["elsewhere"])
    if mainland > elsewhere or (mainland == elsewhere and likelihood(words) > _LIKE_A_NOTICE):
        return ScriptChoice(True, assumed=True)
    return ScriptChoice(False, assumed=True)


@cache
def _evidence() -> dict[str, tuple[str, ...]]:
    raw = read_data("script_evidence.yml", Path(__file__).parent)
    return {key: tuple(words.split()) for key, words in raw.items()}

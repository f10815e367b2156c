"""Numbers of footnotes in a page, which link to the note and back: named as those of office files are."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.restoration.webpage.tags import Tag, attribute

OPENS, CLOSES = "〔脚注", "〕"
_TAG = re.compile("<[^<>]*>")
_RAISED = re.compile("<sup", re.I)
_NAMED = re.compile("footnote|_ftn", re.I)


def note_marks(text: str, tags: Sequence[Tag], closings: dict[int, int]) -> dict[int, str]:
    """Where the tags around the number of a note begin → what is put there: 各乡镇〔脚注1〕."""
    marks: dict[int, str] = {}
    for at, last in closings.items():
        tag = tags[at]
        if tag.name != "a" or not attribute(tag, "href").startswith("#"):
            continue
        inside = text[tag.end : tags[last].start]
        said = _TAG.sub("", inside).strip()
        if said.isdecimal() and len(said) < 3 and (_RAISED.search(inside) or _NAMED.search(tag.attributes)):
            marks |= {tag.start: OPENS, tags[last].start: CLOSES}
    return marks

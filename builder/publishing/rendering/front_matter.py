"""The front matter of our pages: a line for each value, written as JSON, which is YAML too."""

from __future__ import annotations

import json

from builder.language import lazy_re as re

_BLOCK = re.compile(r"---\n((?:[a-z_]+: [\"\[{].*\n)+)---\n\n*")
_TEXT = re.compile(r'"[^"\\]*(?:\\["\\][^"\\]*)*"')
_STRUCTURE = re.compile(r"[\[\]{},: ]*")
# What YAML refuses, folds or reads as something else.
_OTHER = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

Meta = dict[str, object]


def read_front_matter(source: str) -> tuple[str, Meta] | None:
    """The Markdown of a page below its front matter, and its values. None where it is written in another way than
    ours, so that YAML has to be asked."""
    block = _BLOCK.match(source)
    if block is None or _OTHER.search(block[1]):
        return None
    values: Meta = {}
    for line in block[1].splitlines():
        name, _, written = line.partition(": ")
        if name in values or _STRUCTURE.fullmatch(_TEXT.sub("", written)) is None:
            return None
        try:
            values[name] = json.loads(written)
        except ValueError:
            return None
    return source[block.end() :], values

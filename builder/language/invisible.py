"""Signs that show nothing and yet change what is seen: controls, marks of direction, invisible format characters.

Text that carries them can look other than it is (Unicode Technical Report 36, "bidirectional text spoofing").
Restoration takes them out of a notice and says so; what is published shows any that remain by their number.
"""

from __future__ import annotations

import json

from builder.language import lazy_re as re

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
"""C0 and C1 controls without tab, line feed, carriage return and next line, as the inside of a character class."""

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of direction (Unicode Standard Annex 9)."""

FORMAT = (
    "\u00ad\u034f\u115f\u1160\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
"""Soft hyphens, joiners, zero-width spaces, fillers and tags. Mongolian has format characters of its own, which are
part of its spelling and no matter here."""

_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Lone surrogates and noncharacters: XML, YAML and UTF-8 refuse them."""

_DIRECTION = re.compile(f"[{DIRECTION}]")
_HIDDEN = re.compile(f"[{CONTROLS}{FORMAT}]".replace("\x0b\x0c", ""))
_SHOWN = re.compile(f"[{CONTROLS}\x85{DIRECTION}{FORMAT}]|\r(?!\n)|(?P<none>[{_NO_CHARACTER}])")


def directing(text: str) -> list[str]:
    """The marks of direction in `text`, each once, by number: U+202E."""
    return list(dict.fromkeys(map(number_of, _DIRECTION.findall(text))))


def hidden(text: str) -> list[str]:
    """The numbers of the other signs in `text` that show nothing, in order."""
    return list(map(number_of, _HIDDEN.findall(text)))


def number_of(sign: str) -> str:
    """U+202E."""
    return f"U+{ord(sign):04X}"


def legible(text: str) -> str:
    """`text` with each sign that shows nothing as its number (‹U+202E›), and � for what is no character."""
    return _SHOWN.sub(lambda sign: "\ufffd" if sign["none"] else f"‹{number_of(sign[0])}›", text)


def json_text(value: object, *, indent: int | None = None, compact: bool = False) -> str:
    """`value` as JSON in which signs that show nothing stand as escapes: the same value, and nothing hidden."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ":") if compact else None)
    return _SHOWN.sub(lambda sign: json.dumps(sign[0])[1:-1], text)

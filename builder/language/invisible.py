"""Signs that show nothing and yet change what is seen: controls, marks of direction, invisible format characters.

Text that carries them can look other than it is (Unicode Technical Report 36, "bidirectional text spoofing").
Restoration takes them out of a notice and says so; what is published shows any that remain by their number.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

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


_PRINTABLE = "\u034f\u115f\u1160\u3164\uffa0"
"""Those of the signs above that Unicode counts among the printable."""


def is_plain(text: str) -> bool:
    """True of most text without any sign that shows nothing, found out fast; False of all text with one."""
    return text.isprintable() and (text.isascii() or not any(sign in text for sign in _PRINTABLE))


def legible(text: str) -> str:
    """`text` with each sign that shows nothing as its number (‹U+202E›), and � for what is no character."""
    if is_plain(text):
        return text
    return _SHOWN.sub(lambda sign: "\ufffd" if sign["none"] else f"‹{number_of(sign[0])}›", text)


def json_text(value: object, *, indent: int | None = None, compact: bool = False) -> str:
    """`value`, of what JSON knows, as JSON in which signs that show nothing stand as escapes: the same value, and
    nothing hidden. As `json.dumps` writes it, which takes several times as long where lines are indented."""
    if indent is not None:
        text = _indented(value, "\n", " " * indent)
    else:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":") if compact else None)
    if is_plain(text if indent is None else text.replace("\n", "")):
        return text
    return _SHOWN.sub(lambda sign: json.dumps(sign[0])[1:-1], text)


def _indented(value: object, line: str, step: str) -> str:
    """`line`: a line end and the indentation of the value's own line."""
    below = line + step
    if isinstance(value, dict) and value:
        if _NESTED.isdisjoint(map(type, value.values())):
            return f"{{{below}{_flat(f',{below}')(value)[1:-1]}{line}}}"
        fields = [f"{_key(key)}: {_indented(each, below, step)}" for key, each in value.items()]
        return f"{{{below}{f',{below}'.join(fields)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{below}{f',{below}'.join([_indented(each, below, step) for each in value])}{line}]"
    return _escaped(value) if isinstance(value, str) else "null" if value is None else _flat(",")(value)


_NESTED = frozenset({dict, list, tuple})
_escaped = json.encoder.encode_basestring


@cache
def _flat(between: str) -> Callable[[object], str]:
    """JSON of values that hold no others, with these signs between fields."""
    return json.JSONEncoder(ensure_ascii=False, separators=(between, ": ")).encode


def _key(key: object) -> str:
    return _escaped(key) if isinstance(key, str) else _escaped(json.dumps(key))

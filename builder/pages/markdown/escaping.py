"""The border between the words of notices and the Markdown of pages.

Text of a notice is untrusted: whatever it holds, a page shows it letter for letter. It can never
become markup, HTML, a link, a reference, an attribute list or an emoji shortcode. Templates print
every value through `finalize`, so a value is escaped unless it is `Markup`, which only this
module and the modules that compose escaped pieces make.
"""

from __future__ import annotations

import json
from functools import lru_cache

from markupsafe import Markup

from builder.language import lazy_re as re
from builder.language.invisible import legible

# Every ASCII sign that Markdown, its extensions in use or HTML give a meaning anywhere in a line.
_SIGNS = {char: f"&#{ord(char)};" for char in "\\`*_{}[]#|!~^$+='"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
}
_SIGN = re.compile("[" + re.escape("".join(_SIGNS)) + "]")
# Signs that only mean something at the beginning of a line: lists, rules, underlines of headings, definitions.
_OPENING = re.compile(r"^(?:(?P<number>\d+)(?P<mark>[.)])|(?P<sign>[-:]))")
# Bare addresses, mail addresses and shortcodes, for engines that would make something of them.
_COLON = re.compile(r":(?=[\w+\-]+:|//)")
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """`text` on one line: line ends and ASCII spaces become one space, signs that show nothing their numbers.

    Ideographic spaces stay as they are."""
    return legible(_SPACES.sub(" ", text)).strip(" ")


@lru_cache(maxsize=50_000)
def inline(text: str) -> Markup:
    """`text` as Markdown that shows it letter for letter, anywhere in a line and in an attribute's value."""
    line = _SIGN.sub(lambda sign: _SIGNS[sign[0]], one_line(text))
    line = _WWW.sub("&#46;", _COLON.sub("&#58;", line)).replace("@", "&#64;")
    opening = _OPENING.match(line)
    if opening:
        mark = opening["mark"] or opening["sign"]
        line = f"{opening['number'] or ''}&#{ord(mark)};{line[opening.end() :]}"
    return Markup(line)


# What the converter takes for a reference of its own when it writes an attribute, and leaves as it is.
_REFERENCE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def attribute(text: str) -> Markup:
    """`text` as the value of an attribute in a table or block that the converter reads and writes anew."""
    return inline(_REFERENCE.sub("&amp;", one_line(text)))


def finalize(value: object) -> Markup:
    """What a template prints for `value`: `Markup` as it is, None as nothing, all else escaped."""
    if isinstance(value, Markup):
        return value
    return Markup("") if value is None else inline(str(value))


def yaml_value(value: object) -> str:
    """`value` (text, number, list or mapping) as one line of YAML; text on one line."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value

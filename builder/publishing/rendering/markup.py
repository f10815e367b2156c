"""Tags and attribute lists of our pages' Markdown, written as Python-Markdown writes them."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.serializers import _escape_attrib_html

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

State = Literal["block", "span", "off"]
"""How the content of an element is read: as blocks of Markdown, as a line of it, or not at all."""
Attributes = tuple[tuple[str, str], ...]

BLOCKS = frozenset(
    {
        *("details", "div", "dl", "figcaption", "figure", "nav", "ol", "p", "section", "table", "ul"),
        *("caption", "dd", "dt", "li", "summary", "tbody", "td", "th", "thead", "tr"),
    }
)
"""The elements that templates write around Markdown. `caption` is none of the converter's blocks; its place among the
parts of a table is the same."""
_SPANS = frozenset({"dd", "dt", "li", "p", "summary", "td", "th"})
_ATTRIBUTE = re.compile(r'\s+([a-z][a-z-]*)(?:="([^"\n]*)")?')
_LIST_NAME = re.compile(r"[A-Za-z][\w-]*")


class UnknownMarkdown(Exception):
    """The page holds something that only the converter itself reads."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of an element: as it is written, how its content is read, its id."""

    written: str
    state: State
    anchor: str


@lru_cache(maxsize=4096)
def opening(name: str, attributes: str, within: State) -> Opening:
    """<`name` `attributes`> in an element that is read as `within`. UnknownMarkdown where it is no such tag."""
    found: dict[str, str] = {}
    at = 0
    for attribute in _ATTRIBUTE.finditer(attributes):
        if attribute.start() != at or attribute[1] in found:
            raise UnknownMarkdown
        at = attribute.end()
        found[attribute[1]] = attribute[1] if attribute[2] is None else html.unescape(attribute[2])
    if attributes[at:].strip():
        raise UnknownMarkdown
    asked = found.pop("markdown", "0")
    if asked not in ("0", "1", "span"):
        raise UnknownMarkdown
    if name == "caption":
        if asked != "0" or attributes:
            raise UnknownMarkdown
        return Opening("<caption>", "span", "")
    return Opening(f"<{name}{written(found.items())}>", _state(name, asked, within), found.get("id", ""))


def _state(name: str, asked: str, within: State) -> State:
    if asked == "0" or within == "off":
        return "off"
    return "span" if within == "span" or asked == "span" or name in _SPANS else "block"


def written(attributes: Iterable[tuple[str, str]]) -> str:
    """Attributes as they are written in a tag, by name."""
    return "".join(f' {name}="{_escape_attrib_html(value)}"' for name, value in sorted(attributes))


@lru_cache(maxsize=4096)
def attribute_list(source: str) -> Attributes:
    """`.m #place key=value` as attributes, by name. UnknownMarkdown where the converter would leave some of it."""
    pairs, rest = get_attrs_and_remainder(source)
    found: dict[str, str] = {}
    for name, value in pairs:
        if value is None:
            raise UnknownMarkdown
        if name == ".":
            found["class"] = f"{found['class']} {value}" if found.get("class") else value
        elif _LIST_NAME.fullmatch(name):
            found[name] = value
        else:
            raise UnknownMarkdown
    if rest:
        raise UnknownMarkdown
    return tuple(sorted(found.items()))

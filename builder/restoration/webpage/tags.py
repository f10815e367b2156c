"""Where the tags of HTML are in a text. Offsets matter more here than a tree: every tag becomes an
edit at its place, and broken markup (a lost </td>, a stray </span>) must not move any word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from builder.language import lazy_re as re

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*(?::[a-zA-Z0-9]+)?)
        (?P<attributes>(?:\s|/(?!>))(?:[^<>"'=]|=\s*"[^"]{0,100000}"|=\s*'[^']{0,100000}'|[="'])*+|)\s*/?>""",
    re.X,
)
_OTHER = re.compile(r"<[!?][^<>]{0,2000}>")
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([a-zA-Z_][\w:.-]*+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

RAW = {"script", "style", "textarea", "title", "xmp", "noscript", "iframe", "noframes", "template"}
"""Elements whose content is no markup, or nothing that a reader sees."""

VOID = {"br", "hr", "img", "input", "meta", "link", "base", "col", "area", "embed", "param", "source", "wbr"}
"""Elements that are never closed."""

BLOCK = {
    *(
        "p",
        "div",
        "br",
        "hr",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
    ),
    *("table", "tbody", "thead", "tfoot", "tr", "caption", "section", "article", "header", "main", "form", "fieldset"),
    *("center", "body", "html", "head", "figure", "figcaption", "address", "title", "option"),
}
"""Elements that stand on lines of their own."""

INLINE = {
    *(
        "span",
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "font",
        "sub",
        "sup",
        "small",
        "big",
        "img",
        "td",
        "th",
        "label",
        "input",
    ),
    *(
        "del",
        "ins",
        "strike",
        "tt",
        "code",
        "abbr",
        "mark",
        "nobr",
        "wbr",
        "col",
        "colgroup",
        "meta",
        "link",
        "base",
        "o:p",
        "st1",
    ),
    *(
        "ruby",
        "rt",
        "rp",
        "button",
        "select",
        "nav",
        "footer",
        "aside",
        "object",
        "embed",
        "param",
        "canvas",
        "svg",
        "path",
        "map",
    ),
    *(
        "area",
        "video",
        "audio",
        "source",
        "picture",
        "time",
        "bdo",
        "cite",
        "q",
        "kbd",
        "var",
        "samp",
        "dfn",
        "marquee",
        "iframe",
    ),
    *("script", "style", "noscript", "textarea", "template", "ucapcontent", "ucaptitle", "founder-content", "wps"),
}


class Tag(NamedTuple):
    """`kind`: open, close, or drop (a comment, a declaration, an element with all its content)."""

    kind: Literal["open", "close", "drop"]
    name: str
    start: int
    end: int
    attributes: str


def find_tags(text: str, known_only: bool) -> Iterator[Tag]:
    """The tags of `text` in order. `known_only`: leave alone what is no element of HTML, as `<` and
    `>` may be signs of a plain text."""
    at = 0
    no_more: set[str] = set()  # closings that were looked for and are not in the rest
    while (at := text.find("<", at)) >= 0:
        following = text[at + 1 : at + 2]
        if following == "!" and text.startswith("<!--", at) and "-->" not in no_more:
            end = text.find("-->", at + 4)
            if end >= 0:
                yield Tag("drop", "!--", at, end + 3, "")
                at = end + 3
                continue
            no_more.add("-->")
        if following == "%" and "%>" not in no_more:  # a template's code: <%@ page … %>
            end = text.find("%>", at + 2)
            if end >= 0:
                yield Tag("drop", "%", at, end + 2, "")
                at = end + 2
                continue
            no_more.add("%>")
        if following in ("!", "?") and (other := _OTHER.match(text, at)):
            yield Tag("drop", "!", at, other.end(), "")
            at = other.end()
            continue
        tag = _TAG.match(text, at)
        if tag is None:
            at += 1
            continue
        name = tag["name"].lower()
        if known_only and name not in BLOCK and name not in INLINE and not name.startswith(("o:", "w:", "v:", "st1:")):
            at += 1
            continue
        end = tag.end()
        if name in RAW and not tag["close"] and not text[at:end].endswith("/>") and name not in no_more:
            closing = _closing(name).search(text, end)
            if closing:
                yield Tag("drop", name, at, closing.end(), tag["attributes"])
                at = closing.end()
                continue
            no_more.add(name)
        yield Tag("close" if tag["close"] else "open", name, at, end, tag["attributes"])
        at = end


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute of a tag, "" where it has none."""
    for match in _ATTRIBUTE.finditer(tag.attributes):
        if match[1].lower() == name:
            return next((value for value in match.groups()[1:] if value is not None), "")
    return ""


_CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.I) for name in RAW}


def _closing(name: str) -> re.Pattern[str]:
    return _CLOSINGS[name]

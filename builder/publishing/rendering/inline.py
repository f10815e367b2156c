"""A line of our pages' Markdown: links, pictures, marks, line breaks. All other signs stand for themselves, or the
line is left to the converter."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from builder.language import lazy_re as re
from builder.publishing.rendering.markup import Attributes, UnknownMarkdown, attribute_list, written

_TAG = r"</?(?:span|br)(?:\ [a-z][a-z-]*(?:=\"[^\"<>\[\]`\\&*{}\n]*\")?)*>"
_READ = re.compile(
    rf"""
      (?P<tag>{_TAG})
    | (?P<picture>!?)\[(?P<words>[^\[\]`\\{{}}!]*)\]\((?P<url>[A-Za-z0-9_/.:\#?=%,~@+;-]+)\)
      (?:\{{[ ]?(?P<list>[.\#a-z][^{{}}\n\[\]<>`\\&]*)\}})?
    | \*\*(?P<strong>[^*_\[\]<>`\\{{}}!\s](?:[^*_\[\]<>`\\{{}}!\n]*[^*_\[\]<>`\\{{}}!\s])?)\*\*
    | (?P<break>[ ]{{2}}\n)
    | (?P<unknown>[\[\]<>*_`\\{{}}!] | [ ]\n | &(?!(?:\#[0-9]{{1,7}}|[a-z]{{1,8}});))
    """,
    re.X,
)
_PLAIN = re.compile(r"[^\[\]<>*_`\\{}!&\n]*")
_ANCHOR = re.compile(r' id="([^"]*)"')
_TEXT = re.compile(rf"(?:[^<>&]|&(?:\#[0-9]{{1,7}}|[a-z]{{1,8}});|{_TAG})*", re.X)

Resolve = Callable[[str], str]
"""The address that a link of the page leads to, as it stands in the site. UnknownMarkdown where there is none."""


class Inline:
    """The inline Markdown of one page. `anchors`: ids of its links; `raw_anchors`: those in tags that the
    converter does not read."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self.anchors: list[str] = []
        self.raw_anchors: list[str] = []

    def read(self, text: str) -> str:
        """The HTML of `text`, which begins and ends with no blank."""
        if text.strip() != text:
            raise UnknownMarkdown
        if _PLAIN.fullmatch(text):
            return text
        return _READ.sub(self._replaced, text)

    def verbatim(self, text: str) -> str:
        """`text` of an element that the converter does not read: all that matters is that it is whole."""
        if _TEXT.fullmatch(text) is None:
            raise UnknownMarkdown
        if "<" in text:
            self.raw_anchors += _ANCHOR.findall(text)
        return text

    def _replaced(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "tag":
            tag = found["tag"]
            if ' id="' in tag:
                self.raw_anchors += _ANCHOR.findall(tag)
            return tag
        if kind in ("url", "list"):
            return self._link(found)
        if kind == "strong":
            return f"<strong>{found['strong']}</strong>"
        if kind == "break":
            return "<br />\n"
        raise UnknownMarkdown

    def _link(self, found: re.Match[str]) -> str:
        words = found["words"]
        given = _split(found["list"] or "", bool(found["picture"]))
        url = self._resolve(found["url"])
        if given.anchor:
            self.anchors.append(given.anchor)
        if found["picture"]:
            if _PLAIN.fullmatch(words) is None:
                raise UnknownMarkdown
            return f"<img{written([('alt', words), ('src', url), *given.attributes])} />"
        if _PLAIN.fullmatch(words) is None:
            words = _READ.sub(self._replaced, words)
        return f'<a{given.before} href="{url}"{given.after}>{words}</a>'


class _Given:
    """The attributes that a list gives a link: before and after `href`, by name."""

    __slots__ = ("after", "anchor", "attributes", "before")

    def __init__(self, attributes: Attributes) -> None:
        self.attributes = attributes
        self.anchor = dict(attributes).get("id", "")
        self.before = written(each for each in attributes if each[0] < "href")
        self.after = written(each for each in attributes if each[0] > "href")


@lru_cache(maxsize=4096)
def _split(source: str, picture: bool) -> _Given:
    attributes = attribute_list(source.strip(" ")) if source else ()
    if any(name in ("alt", "src") if picture else name in ("href", "name") for name, _ in attributes):
        raise UnknownMarkdown
    return _Given(attributes)

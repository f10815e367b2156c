"""What search knows of a page, read from its HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from builder.language import lazy_re as re

SEARCHED = "data-searched"
"""The attribute of the element whose words are searched."""
_LEFT_OUT = "data-unsearched", "data-quoted"
"""Attributes of what is on every page, and of another notice's words: neither is what a page says."""
_SILENT = frozenset({"script", "style", "template", "nav", "noscript"})
_PARAGRAPHS = (
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "caption",
    "figcaption",
    "summary",
    "label",
)
_FRAMES = (
    "div",
    "section",
    "table",
    "tr",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "figure",
    "details",
    "form",
    "option",
    "hr",
)
_BLOCKS = frozenset(_PARAGRAPHS + _FRAMES)
FACETS = ("kind", "place", "agency", "year")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`address` below the site's root; `blocks`: the words of each paragraph, cell or heading, in order. `facets`:
    what filters choose by. `names`: what the page is asked for by; `other_names`: by what it may be meant; `subjects`:
    words of it that are known by their sounds as well."""

    address: str
    title: str
    blocks: tuple[str, ...]
    names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def facet(self, name: str) -> str:
        return next(iter(self.facets.get(name, ())), "")


def read_page(path: Path, address: str) -> SearchPage | None:
    """The page in the file `path`; None where it has nothing to search."""
    raw = path.read_bytes()
    if SEARCHED.encode() not in raw:
        return None
    root = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))
    article = next((element for element in root.iter() if SEARCHED in element.attrib), None)
    if article is None:
        return None
    heading = article.find(".//h1")
    title = _plain("".join(map(str, heading.itertext()))) if heading is not None else address
    marks: dict[str, list[str]] = {}
    for mark in article.iter("span"):
        if name := mark.get("data-facet"):
            marks.setdefault(name, []).extend(map(_plain, mark.get("data-value", "").split("\n")))
    return SearchPage(
        address,
        title,
        tuple(_blocks(article)),
        tuple(marks.get("name", ())),
        tuple(marks.get("other-name", ())),
        tuple(marks.get("subject", ())),
        {name: tuple(dict.fromkeys(marks.get(name, ()))) for name in FACETS},
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _blocks(article: etree._Element) -> Iterator[str]:
    words: list[str] = []
    for piece in (*_pieces(article), None):
        if piece is not None:
            words.append(piece)
            continue
        if text := _plain("".join(words)):
            yield text
        words.clear()


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The words below an element, None where a block begins or ends."""
    if not isinstance(element.tag, str) or element.tag in _SILENT or "hidden" in element.attrib:
        return
    if any(name in element.attrib for name in _LEFT_OUT):
        return
    block = element.tag in _BLOCKS
    if block:
        yield None
    yield " " if element.tag == "br" else element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield None

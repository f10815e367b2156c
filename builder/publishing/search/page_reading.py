"""What search knows of a page, read from its HTML."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from lxml import etree

from builder.language.lazy_dataclasses import dataclass

SEARCHED = "data-searched"
"""The attribute of the element whose words are searched."""
_LEFT_OUT = frozenset({"data-unsearched", "data-quoted", "hidden"})
"""Attributes of what is on every page, of another notice's words, of what is not shown: none is what a page says."""
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
_ARTICLE = etree.XPath(f"(//*[@{SEARCHED}])[1]")
_LISTS = frozenset({"栏目", "期限", "说明"})
_LONGEST_LIST = 40_000
"""Characters of a list of the whole site past which it is found by its name only: all that it lists has a page."""
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
    found = _ARTICLE(root) if root is not None else None
    article = found[0] if isinstance(found, list) and found else None
    if not isinstance(article, etree._Element):
        return None
    heading = article.find(".//h1")
    title = _plain("".join(map(str, heading.itertext()))) if heading is not None else address
    marks: dict[str, list[str]] = {}
    for mark in article.iter("span"):
        if name := mark.get("data-facet"):
            marks.setdefault(name, []).extend(map(_plain, mark.get("data-value", "").split("\n")))
    most = None if _LISTS.isdisjoint(marks.get("kind", ())) else _LONGEST_LIST
    said = _words(article, most)
    blocks = [title] if said is None else [text for words in said if (text := _plain("".join(words)))]
    return SearchPage(
        address,
        title,
        tuple(blocks),
        tuple(marks.get("name", ())),
        tuple(marks.get("other-name", ())),
        tuple(marks.get("subject", ())),
        {name: tuple(dict.fromkeys(marks.get(name, ()))) for name in FACETS},
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


class _TooLongError(Exception):
    pass


def _words(article: etree._Element, most: int | None) -> list[list[str]] | None:
    """The pieces of words of each block; None where there are more than `most` characters."""
    blocks: list[list[str]] = [[]]
    left = most

    def say(text: str) -> None:
        nonlocal left
        blocks[-1].append(text)
        if left is not None:
            left -= len(text.strip())
            if left < 0:
                raise _TooLongError

    def read(element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or not _LEFT_OUT.isdisjoint(element.keys()):
            return
        if tag in _BLOCKS:
            blocks.append([])
        if tag == "br":
            say(" ")
        elif element.text:
            say(element.text)
        for child in element:
            read(child)
            if child.tail:
                say(child.tail)
        if tag in _BLOCKS:
            blocks.append([])

    try:
        read(article)
    except _TooLongError:
        return None
    return blocks

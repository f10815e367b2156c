"""The Markdown that our templates write, to the HTML that Python-Markdown with MkDocs' extensions makes of it.

Only forms that templates use are read: headings, paragraphs with an attribute list below, lists without lists in them,
tables and other elements around Markdown (`markdown="1"`), raw elements of one line. Whatever else a page holds, and
whatever would be read in two ways, raises UnknownMarkdown, and the converter reads the page.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import field
from typing import TypedDict

from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.rendering.inline import Inline
from builder.publishing.rendering.known_lines import KnownLines, key_of
from builder.publishing.rendering.markup import (
    BLOCKS,
    Attributes,
    Opening,
    State,
    UnknownMarkdown,
    attribute_list,
    opening,
    written,
)


class TocToken(TypedDict):
    """A heading as the converter's table of contents has it."""

    level: int
    id: str
    name: str
    children: list[TocToken]


@dataclass(frozen=True, slots=True)
class Article:
    """A page's content, its headings of levels 2 to 4, and all ids that a link may lead to."""

    content: str
    contents: list[TocToken]
    anchors: frozenset[str]


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_ELEMENT = re.compile(rf"<(/?)({'|'.join(sorted(BLOCKS, key=len, reverse=True))})((?:\s[^<>]*)?)>")
_HEADING = re.compile(r"(#{1,6}) +([^ \n].*)")
_HEADING_LIST = re.compile(r" +\{ ?([.#a-z][^{}\n]*)\} *$")
_PARAGRAPH_LIST = re.compile(r"\{: ?([.#a-z][^{}\n]*)\}")
_ITEM = re.compile(r"(?:(-)|\d+\.) +(.+)")
_RAW = re.compile(r"<div(?: [^<>]*)?>(?:(?!</?div).)*</div>")
_RAW_ID = re.compile(r'\sid="([^"]*)"')
_UNREAD = re.compile(r"[#>+=~|:_-]|\d+[.)]|\*(?!\*[^* ])| ")
"""How no item and no line of a paragraph begins: the converter might read something else in it."""
_CONTENTS = range(2, 5)


@dataclass(slots=True)
class _Frame:
    """An element that is open: how it begins, its content so far. `items`: of a list that may go on, groups of items
    between blank lines."""

    name: str
    written: str
    state: State
    parts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)
    ordered: bool = False
    goes_on: bool = False


def read_article(body: str, resolve: Callable[[str], str], known: KnownLines | None = None) -> Article:
    """The HTML of `body`, a page's Markdown below its front matter; `resolve` says where a link leads; lines that are
    `known` are not read. UnknownMarkdown where the converter has to read it."""
    if _CONTROL.search(body):
        raise UnknownMarkdown
    return (_Reader(resolve) if known is None else _KnowingReader(resolve, known)).read(body)


class _Reader:
    def __init__(self, resolve: Callable[[str], str]) -> None:
        self._inline = Inline(resolve)
        self._frames = [_Frame("", "", "block")]
        self._paragraph: list[str] = []
        self._headings: list[tuple[int, str | None, str]] = []
        self._ids: list[str] = []

    def read(self, body: str) -> Article:
        lines = [*body.split("\n"), ""]
        for number, line in enumerate(lines[:-1]):
            self._line(line, lines[number + 1])
        self._end_paragraph()
        if len(self._frames) != 1:
            raise UnknownMarkdown
        self._end_list()
        return self._finished("\n".join(self._frames[0].parts).strip())

    def _line(self, line: str, following: str) -> None:
        if not line:
            self._end_paragraph()
            self._frames[-1].goes_on = False
            return
        first = line[0]
        if first == "<" and (found := _ELEMENT.match(line)):
            self._end_paragraph()
            if len(self._frames) == 1 and 'markdown="' not in found[3]:
                self._raw(line, following)
            else:
                self._elements(line)
            return
        if self._frames[-1].state != "block":
            raise UnknownMarkdown
        if first == "#" and not self._paragraph and not self._frames[-1].goes_on:
            self._heading(line, following)
        elif not self._paragraph and (item := _ITEM.fullmatch(line)):
            self._item(item)
        elif self._frames[-1].goes_on and line.startswith("  ") and not line.startswith("   "):
            self._continued(line)
        elif self._frames[-1].goes_on:  # the converter takes it for more of the item
            raise UnknownMarkdown
        else:
            self._paragraph.append(line)

    def _add(self, part: str) -> None:
        if self._frames[-1].items:
            self._end_list()
        self._frames[-1].parts.append(part)

    def _raw(self, line: str, following: str) -> None:
        """An element of one line that the converter leaves as it is, with the blank line after it."""
        if following or _RAW.fullmatch(line) is None:
            raise UnknownMarkdown
        self._inline.raw_anchors += _RAW_ID.findall(line)
        self._add(f"{line}\n")

    def _heading(self, line: str, following: str) -> None:
        found = _HEADING.fullmatch(line)
        if following or found is None:
            raise UnknownMarkdown
        words, attributes = found[2], Attributes()
        if given := _HEADING_LIST.search(words):
            words, attributes = words[: given.start()], attribute_list(given[1].strip(" "))
        if words.endswith("#") or any(name == "data-toc-label" for name, _ in attributes):
            raise UnknownMarkdown
        level, inner = len(found[1]), self._inline.read(words)
        known = dict(attributes)
        anchor = known.get("id")
        if anchor:
            self._ids.append(anchor)
        known["id"] = anchor or f"\x02{len(self._headings)}\x03"
        self._headings.append((level, anchor, inner))
        self._add(f"<h{level}{written(known.items())}>{inner}</h{level}>")

    def _item(self, found: re.Match[str]) -> None:
        frame = self._frames[-1]
        ordered = found[1] is None
        if _UNREAD.match(found[2]):
            raise UnknownMarkdown
        # A list below another is one with it to the converter.
        if frame.ordered != ordered if frame.items else frame.parts and frame.parts[-1].endswith(("</ul>", "</ol>")):
            raise UnknownMarkdown
        frame.ordered = ordered
        if not frame.goes_on:
            frame.items.append([])
        frame.goes_on = True
        frame.items[-1].append(found[2])

    def _continued(self, line: str) -> None:
        """The second line of an item, after a line break."""
        items = self._frames[-1].items[-1]
        if not items[-1].endswith("  ") or items[-1].endswith("   "):
            raise UnknownMarkdown
        items[-1] = f"{items[-1]}\n{line}"

    def _end_list(self) -> None:
        frame = self._frames[-1]
        if not frame.items:
            return
        written_items = []
        last_group = len(frame.items) - 1
        for number, group in enumerate(frame.items):
            for at, item in enumerate(group):
                words = self._inline.read(item)
                # Items beside a blank line are paragraphs.
                if (at == 0 and number > 0) or (at == len(group) - 1 and number < last_group):
                    words = f"\n<p>{words}</p>\n"
                written_items.append(f"<li>{words}</li>\n")
        name = "ol" if frame.ordered else "ul"
        frame.parts.append(f"<{name}>\n{''.join(written_items)}</{name}>")
        frame.items, frame.goes_on = [], False

    def _end_paragraph(self) -> None:
        lines = self._paragraph
        if not lines:
            return
        self._paragraph = []
        attributes = ""
        if len(lines) > 1 and (given := _PARAGRAPH_LIST.fullmatch(lines[-1])):
            lines.pop()
            found = attribute_list(given[1].strip(" "))
            self._ids += [value for name, value in found if name == "id"]
            attributes = written(found)
        if any(_UNREAD.match(line) for line in lines):
            raise UnknownMarkdown
        self._add(f"<p{attributes}>{self._inline.read(chr(10).join(lines))}</p>")

    def _elements(self, line: str) -> None:
        """A line that begins with a tag of an element around Markdown: tags, and the text between them."""
        at = 0
        begun: tuple[str, str] | None = None
        for tag in _ELEMENT.finditer(line):
            text, at = line[at : tag.start()], tag.end()
            if begun:
                name, attributes = begun
                begun = None
                if tag[1] and tag[2] == name:
                    self._whole(name, opening(name, attributes, self._frames[-1].state), text)
                    continue
                self._open(name, attributes)
            if text:
                self._frames[-1].text.append(text)
            if tag[1]:
                self._close(tag[2])
            else:
                begun = tag[2], tag[3]
        if begun:
            self._open(*begun)
        if line[at:].strip():
            raise UnknownMarkdown

    def _open(self, name: str, attributes: str) -> None:
        begun = opening(name, attributes, self._frames[-1].state)
        if begun.anchor:
            self._ids.append(begun.anchor)
        self._end_list()
        self._frames.append(_Frame(name, begun.written, begun.state))

    def _whole(self, name: str, begun: Opening, text: str) -> None:
        """An element without others in it."""
        if begun.anchor:
            self._ids.append(begun.anchor)
        self._add(f"{begun.written}{self._inner(begun.state, text)}</{name}>")

    def _inner(self, state: State, text: str) -> str:
        """What an element without others in it holds."""
        if state == "span":
            return self._inline.read(text)
        if state == "off":
            return self._inline.verbatim(text)
        if text:
            raise UnknownMarkdown
        return ""

    def _close(self, name: str) -> None:
        if len(self._frames) == 1 or self._frames[-1].name != name:
            raise UnknownMarkdown
        self._end_list()
        frame = self._frames.pop()
        text = "".join(frame.text)
        if frame.parts:
            if text:
                raise UnknownMarkdown
            between = "\n\n" if frame.state == "span" else "\n"
            inner = f"\n{between.join(frame.parts)}\n"
        else:
            inner = self._inner(frame.state, text)
        self._add(f"{frame.written}{inner}</{name}>")

    def _finished(self, content: str) -> Article:
        used = {*self._ids, *self._inline.anchors}
        counters: dict[str, int] = {}
        contents: list[TocToken] = []
        for number, (level, given, inner) in enumerate(self._headings):
            name = strip_tags(inner) if "<" in inner else " ".join(inner.split())
            anchor = given
            if not anchor:
                anchor = str(unique(slugify(html.unescape(name), "-"), used, counters))
                content = content.replace(f"\x02{number}\x03", anchor)
            if level in _CONTENTS:
                contents.append(TocToken(level=level, id=anchor, name=name, children=[]))
        return Article(content, nest_toc_tokens(contents), frozenset({*used, *self._inline.raw_anchors}))


class _KnowingReader(_Reader):
    """Takes lines that it knows for what they were read as."""

    def __init__(self, resolve: Callable[[str], str], known: KnownLines) -> None:
        super().__init__(self._asked)
        self._resolve = resolve
        self._known = known
        self._links: list[str] = []

    def _asked(self, link: str) -> str:
        self._links.append(link)
        return self._resolve(link)

    def _elements(self, line: str) -> None:
        frame, inline = self._frames[-1], self._inline
        key = key_of(frame.state, line)
        if known := self._known.find(key):
            part, ids, anchors, raw_anchors, links = known
            for link in links:
                self._resolve(link)
            self._ids += ids
            inline.anchors += anchors
            inline.raw_anchors += raw_anchors
            self._add(part)
            return
        self._end_list()
        self._links.clear()
        depth, text, parts = len(self._frames), len(frame.text), len(frame.parts)
        lists = self._ids, inline.anchors, inline.raw_anchors
        lengths = list(map(len, lists))
        super()._elements(line)
        is_whole = self._frames[-1] is frame and len(self._frames) == depth and len(frame.text) == text
        if is_whole and len(frame.parts) == parts + 1:
            ids, anchors, raw_anchors = (each[before:] for each, before in zip(lists, lengths, strict=True))
            self._known.keep(key, (frame.parts[-1], ids, anchors, raw_anchors, list(dict.fromkeys(self._links))))

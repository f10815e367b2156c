"""HTML to text: whole pages, and what is left of tags and entities in plain text.

Every tag is cut or becomes the break that it makes on the page: a new line, or a tab between the
cells of a table that holds data. Tables that only lay out a page (nested, or of one column) make lines.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.model.table import Table
from builder.restoration.revision import Change
from builder.restoration.webpage.html_tables import Grid, as_table, find_grids
from builder.restoration.webpage.lists import item_labels
from builder.restoration.webpage.notes import CLOSES as NOTE_CLOSES
from builder.restoration.webpage.notes import OPENS as NOTE_OPENS
from builder.restoration.webpage.notes import note_marks
from builder.restoration.webpage.tags import BLOCK, Tag, attribute, find_tags
from builder.restoration.webpage.unseen import closings_of, without_unseen

_ENTITY = re.compile(
    r"&(?:amp;)?(?:(?P<whole>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    r"|(?P<bare>#[0-9]{4,6}|(?:nbsp|lt|gt|amp|quot|[lr][ds]quo|mdash|hellip|middot|ensp|emsp|copy)(?![a-zA-Z=])))"
)
"""A character reference, also escaped twice, and the common ones without their closing semicolon."""

REASON = "网页标记"


@dataclass(frozen=True, slots=True)
class Markup:
    """`tables`, `meta` (name, value, start, end) and `links` (start, end of their words) in offsets of the
    text before `changes`."""

    changes: list[Change]
    tables: list[Table]
    meta: list[tuple[str, str, int, int]]
    links: list[tuple[int, int]]


def drop_markup(text: str, page: bool) -> Markup:
    """Tags to text. `page`: the text is HTML as a whole, so that its own line ends mean nothing."""
    tags = list(find_tags(text, known_only=not page)) if "<" in text else []
    if not tags:
        return Markup([], [], [], [])
    page = page or _is_fragment(text, tags)
    if not page:
        closed = closings_of(tags)
        tags = [tag for at, tag in enumerate(tags) if at in closed or not _is_comparison(text, tag)]
    meta = [
        (attribute(tag, "name"), html.unescape(attribute(tag, "content")).strip(), tag.start, tag.end)
        for tag in tags
        if tag.name == "meta" and attribute(tag, "name") and attribute(tag, "content").strip()
    ]
    tags = list(without_unseen(text, tags))
    grids = [grid for grid in find_grids(text, tags) if not grid.layout]
    links = [(tags[at].end, tags[last].start) for at, last in closings_of(tags).items() if tags[at].name == "a"]
    changes = _changes(_marks(text, tags, grids, page), text)
    return Markup(changes, [as_table(grid, text) for grid in grids], meta, sorted(links))


def resolve_entities(text: str) -> list[Change]:
    """Character references to characters: &nbsp; &#20013; also where they were escaped twice."""
    changes = []
    for match in _ENTITY.finditer(text) if "&" in text else ():
        name = match["whole"] or match["bare"]
        char = html.unescape(f"&{name};")
        if not char.startswith("&") or name == "amp":
            changes.append(Change(match.start(), match.end(), char, EditKind.MARKUP, True, "网页字符实体"))
    return changes


def _is_comparison(text: str, tag: Tag) -> bool:
    """Whether a tag of a plain text that nothing closes is a quantity between signs of comparison: a<b>c."""
    return (
        tag.kind == "open"
        and len(tag.name) == 1
        and not tag.attributes.strip()
        and (text[tag.start - 1 : tag.start].isalnum() or text[tag.end : tag.end + 1].isalnum())
        and tag.end - tag.start == 3
    )


def _is_fragment(text: str, tags: Sequence[Tag]) -> bool:
    """Whether a plain text is a piece of HTML: it begins with a tag, and tags make most of its lines."""
    breaks = sum(tag.kind != "close" and tag.name in BLOCK for tag in tags)
    return text[: tags[0].start].strip() == "" and tags[0].name in BLOCK and 2 * breaks > text.strip().count("\n")


_LABEL = re.compile(r"[0-9]+\.|[一二三四五六七八九十百]+、|（(?:[0-9]+|[一二三四五六七八九十百]+)）|[①-⑳]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CELL_BREAK, _WRAP = "|", "w"  # marks: a new block inside a cell, a line end that a page's author typed

_Mark = tuple[int, int, str]
"""(start, end, what it makes): "\\n", "\\t"…, " ", _CELL_BREAK, _WRAP, the number of an item (1. or 一、), what
stands around that of a note, or nothing."""


def _marks(text: str, tags: Sequence[Tag], grids: Sequence[Grid], page: bool) -> Iterator[_Mark]:
    """The tags, and in a page the space that means nothing there, in order."""
    tabs = {cell.opens: cell.tabs for grid in grids for row in grid.rows for cell in row}
    banners = {cell.opens for grid in grids for row in grid.rows for cell in row if grid.is_banner(row)}
    data = {grid.opens for grid in grids}
    labels = item_labels(text, tags) if page else {}
    closings = closings_of(tags)
    notes = note_marks(text, tags, closings) if page else {}
    inside: list[bool] = []  # for each table around: whether it holds data
    banner = False
    preformatted = at = 0
    paired = set(closings.values())
    for index, tag in enumerate(tags):
        if page and not preformatted:
            yield from _spaces(text, at, tag.start)
        at = tag.end
        if tag.name == "pre" and tag.kind != "drop":
            preformatted = max(0, preformatted + (1 if tag.kind == "open" else -1))
        if tag.name == "table" and tag.kind == "open":
            inside.append(tag.start in data)
        if tag.name in ("td", "th"):
            banner = tag.start in banners
        # In a plain text a closing tag without its opening one is residue inside a paragraph.
        residue = not page and tag.kind == "close" and index not in paired
        yield tag.start, tag.end, "" if residue else _mark(tag, bool(inside) and inside[-1] and not banner, tabs)
        if tag.start in labels or tag.start in notes:
            yield tag.end, tag.end, labels.get(tag.start) or notes[tag.start]
        if tag.name == "table" and tag.kind == "close" and inside:
            inside.pop()
    if page:
        yield from _spaces(text, at, len(text))


def _mark(tag: Tag, data: bool, tabs: dict[int, int]) -> str:
    """What a tag makes. `data`: it stands in a table of data; `tabs`: those before each cell of such."""
    if tag.kind == "drop":
        return ""
    if tag.name in ("td", "th"):
        return "\t" * tabs.get(tag.start, 0) if data else "\n"
    if tag.name not in BLOCK:
        return ""
    return "\n" if not data or tag.name in ("tr", "table", "caption") else _CELL_BREAK


def _spaces(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The spaces of a page's words that are line ends, or border on tags."""
    for spaces in _SPACES.finditer(text, start, end):
        broken = not spaces.group().strip(" ")
        if not broken or spaces.start() == start or spaces.end() == end:
            yield spaces.start(), spaces.end(), " " if broken else _WRAP


def _changes(marks: Iterator[_Mark], text: str) -> list[Change]:
    """One change for each run of marks that touch."""
    changes: list[Change] = []
    run_start = run_end = 0
    run: list[str] = []
    for start, end, mark in [*marks, (len(text) + 1, 0, "")]:
        if start != run_end or not run:
            if run:
                restored = _break(run, text[run_start - 1 : run_start], text[run_end : run_end + 1])
                if restored != text[run_start:run_end]:
                    changes.append(Change(run_start, run_end, restored, EditKind.MARKUP, True, REASON))
            run_start, run = start, []
        run.append(mark)
        run_end = end
    return changes


def _break(run: Sequence[str], before: str, after: str) -> str:
    """What a run of marks makes between two characters (empty at the text's ends)."""
    marks = "".join(run)
    if NOTE_OPENS in marks or NOTE_CLOSES in marks:  # …〕, a new block, 〔脚注…
        plain = _break([mark for mark in run if mark not in (NOTE_OPENS, NOTE_CLOSES)], before, after)
        return NOTE_CLOSES * marks.count(NOTE_CLOSES) + plain + NOTE_OPENS * marks.count(NOTE_OPENS)
    if "\n" in marks:
        labels = _LABEL.findall(marks)
        return "\n" + "\t" * marks.rpartition("\n")[2].count("\t") + (labels[-1] if labels else "")
    if "\t" in marks:
        return "\t" * marks.count("\t")
    if not before or not after:
        return ""
    if _CELL_BREAK in marks or " " in marks:
        return " "
    return " " if _WRAP in marks and before.isascii() and after.isascii() else ""

"""Footnotes of pages, named as those of office files are, and what stands in boxes: put behind the item beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from builder.language import lazy_re as re
from builder.source.pdf.joining import EDGE_ROWS, Page, is_edge
from builder.source.pdf.rows import Row
from builder.source.pdf.tables.grid import Grid

_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,3}[.．、](?![0-9])|附件"
    r"|第[一二三四五六七八九十百]+[章节条]"
)
_NUMBER = re.compile(r"[0-9]{1,2}(?=[^0-9.．、]|\Z)")
_WORD = re.compile("[\u4e00-\u9fff]")
_SMALLER = 0.95
"""Share of the size of the text that refers to a note, which the note has at most."""

Note = tuple[str, Row]


def with_notes_in_place(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the notes at their feet, and the words beside their text, which would stand inside what goes on,
    before the first item that begins below what refers to them, or at the end."""
    found: list[Page] = []
    waiting: list[Row] = []
    for page in pages:
        content, notes = _divided(page)
        placed: list[Row | Grid] = []
        for each in content:
            if waiting and (isinstance(each, Grid) or _ITEM.match(each.text)):
                placed += waiting
                waiting = []
            if isinstance(each, Row) and each.aside:
                waiting.append(each)
                continue
            if isinstance(each, Row) and each.marks:
                waiting += [row for number, row in notes if any(mark == number for _, mark in each.marks)]
                each = _named(each, {number for number, _ in notes})
            placed.append(each)
        found.append(page._replace(content=tuple(placed)))
    if waiting:
        found[-1] = found[-1]._replace(content=(*found[-1].content, *waiting))
    return found


def _divided(page: Page) -> tuple[list[Row | Grid], list[Note]]:
    """What stands on a page but its notes, and these by their numbers, each as one row."""
    sizes = {mark: each.size for each in page.content if isinstance(each, Row) for _, mark in each.marks}
    kept: list[Row | Grid] = []
    notes: list[Note] = []
    for _, column in groupby(page.content, lambda each: each.column if isinstance(each, Row) else 0):
        rest, found = _without_notes(list(column), sizes)
        kept += rest
        notes += found
    return kept, notes


def _without_notes(content: list[Row | Grid], sizes: dict[str, float]) -> tuple[list[Row | Grid], list[Note]]:
    """What stands in a column but the notes at its foot, and these."""
    first = next((at for at, each in enumerate(content) if _opening(each, sizes)), len(content))
    notes: list[Note] = []
    at = first
    for row in content[first:]:
        number = _opening(row, sizes)
        if not isinstance(row, Row) or not (number or _goes_on(notes[-1][1], row)):
            break
        if number:
            words = row.text[len(number) :].strip()
            notes.append(
                (number, row._replace(text=f"〔脚注{number}〕{words}", left=row.left + 2 * row.size, marks=()))
            )
        else:
            last, begun = notes[-1]
            notes[-1] = last, begun._replace(text=begun.text + row.text)
        at += 1
    rest = content[at:]
    if not notes or len(rest) > EDGE_ROWS or not all(map(is_edge, rest)):
        return content, []
    return [*content[:first], *rest], notes


def _goes_on(note: Row, row: Row) -> bool:
    """Whether a row is of the note above it, and no number of a page."""
    return abs(row.size - note.size) < 1 and _WORD.search(row.text) is not None and not row.text.startswith("第")


def _opening(row: Row | Grid, sizes: dict[str, float]) -> str:
    """The number of the note that a row begins, which is set smaller than the text that refers to it; else ""."""
    match = _NUMBER.match(row.text) if isinstance(row, Row) else None
    return match[0] if match and isinstance(row, Row) and row.size <= _SMALLER * sizes.get(match[0], 0.0) else ""


def _named(row: Row, numbers: set[str]) -> Row:
    """A row with the raised numbers of notes named: 〔脚注1〕."""
    text = row.text
    for place, mark in reversed(row.marks):
        if mark in numbers:
            text = f"{text[:place]}〔脚注{mark}〕{text[place + len(mark) :]}"
    return row._replace(text=text, marks=())

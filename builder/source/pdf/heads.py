"""Running heads by their place and size: of the only page, and those that return on few pages."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.document_lines import NUMBER, is_letterhead
from builder.source.pdf.joining import Page, is_edge
from builder.source.pdf.rows import Row

_LEAST_ROWS, _SMALLER, _APART, _MARGIN = 5, 0.85, 1.6, 80.0
"""Of the only page that may have a running head: its rows; and of that head the share of the size of the text, its ems
to the next row and the points from the edge of the page."""
_NO_HEAD = re.compile("附|〔|（|[(]|[0-9]{4}年|密级|主动公开")
_RETURNS, _SHAKY = 2, 1.5
"""Pages at whose top a head stands, at least, and the points by which its places may differ."""
_FIRST_ROWS = 2


def running_heads(pages: Sequence[Page]) -> set[int]:
    """The running heads of pages, by the identity of their rows. A document's number that stands in them alone is kept
    where it stands first: red heads are made so."""
    if len(pages) == 1:
        head = _only_head(pages[0])
        return set() if head is None else {id(head)}
    rows = [each for page in pages for each in page.content if isinstance(each, Row)]
    text = sorted(row.size for row in rows)[len(rows) // 2] if rows else 0.0
    tops = [
        [row for row in page.content[:_FIRST_ROWS] if isinstance(row, Row) and _may_head(row, text)] for page in pages
    ]
    found: list[Row] = []
    for at, page in enumerate(tops):
        others = [row for other in (*tops[:at], *tops[at + 1 :]) for row in other]
        found += [row for row in page if sum(_is_same(row, other) for other in others) >= _RETURNS - 1]
    first, *later = (page.content[0] if page.content else None for page in pages)
    if isinstance(first, Row) and is_letterhead(first.text):  # a red head in the page header returns in later sections
        found += [top for top in later if isinstance(top, Row) and _is_same(first, top)]
    heads = {id(row) for row in found}
    for row in found:
        number = NUMBER.search(row.text)
        said = any(number[0] in other.text for other in rows if id(other) not in heads) if number else True
        if not said:
            heads.discard(id(row))
    return heads


def _may_head(row: Row, text: float) -> bool:
    return row.top <= _MARGIN and row.size <= _SMALLER * text and is_edge(row) and not row.text.startswith("附")


def _is_same(row: Row, other: Row) -> bool:
    words = (re.sub(r"\s|[0-9]+(?=\Z)", "", each.text) for each in (row, other))
    return abs(row.top - other.top) <= _SHAKY and len(set(words)) == 1


def _only_head(page: Page) -> Row | None:
    """The running head of the only page, which returns nowhere: smaller than the text, and apart from it."""
    rows = [each for each in page.content if isinstance(each, Row)]
    if len(rows) < _LEAST_ROWS or rows[0] is not page.content[0]:
        return None
    head, text = rows[0], sorted(row.size for row in rows[1:])[len(rows) // 2]
    apart = rows[1].top - head.top >= _APART * head.size
    smaller = head.size <= _SMALLER * min(text, rows[1].size)
    return (
        head if smaller and apart and is_edge(head) and head.top <= _MARGIN and not _NO_HEAD.match(head.text) else None
    )

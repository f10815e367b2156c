"""Names of bodies that were broken over the lines of a table's cell: 市住房 · 城乡建设局 is one body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.language import lazy_re as re
from builder.language.broken_names import may_go_on, opens_name
from builder.language.document_lines import is_body
from builder.model.edit_kinds import EditKind
from builder.model.table import Table
from builder.restoration.revision import Change

_REASON = "表格单元格内折断的名称"
_LONGEST = 60  # characters of a cell that only names bodies
_MOST_PIECES = 4
_PIECE = re.compile(r"[^\s、，,；;。/]+")


def join_cell_lines(text: str, tables: Sequence[Table]) -> list[Change]:
    """Changes that take the spaces out of broken names in the cells of `tables` (places in `text`)."""
    cells = {cell for table in tables for row in table.rows for cell in row if cell}
    return [
        Change(start, end, "", EditKind.LINE_BREAK, True, _REASON)
        for cell in sorted(cells)
        if cell[1] - cell[0] <= _LONGEST
        for start, end in _inside_names(text, *cell)
    ]


def _inside_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spaces and line ends that stand inside the name of a body."""
    pieces = list(_PIECE.finditer(text, start, end))
    at = 0
    while at < len(pieces):
        last = _last_of_name(text, pieces, at)
        yield from ((pieces[i].end(), pieces[i + 1].start()) for i in range(at, last))
        at = last + 1


def _last_of_name(text: str, pieces: Sequence[re.Match[str]], at: int) -> int:
    """The piece with which the name ends that piece `at` begins: the same one where it is whole, or no name."""
    name, last = pieces[at].group(), at
    for number in range(at + 1, min(at + _MOST_PIECES, len(pieces)) if opens_name(name) else 0):
        following = pieces[number].group()
        between = text[pieces[number - 1].end() : pieces[number].start()]
        if not may_go_on(name, following) or between.strip():
            break
        name += following
        last = number if is_body(name) else last
    return last

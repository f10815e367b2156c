"""Tables whose cells run together on one line: 序号工作任务责任单位完成时限1检修闸门。市水务局6月底前2清理河道。…

The headings are divided where each piece is a known one, the rows before the numbers that count on. A row's content
ends with its last full stop; behind it stand the bodies, and the time limit from where a time begins or the last name
of a body ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from builder.language import lazy_re as re
from builder.language.document_lines import is_body
from builder.language.role_words import ROLE_ORDER
from builder.language.table_heads import column_kind, is_side_head
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

REASON = "表格的各格连成了一行，按序号、句号和单位名称分开"

_HEADS = re.compile(r"(?:序号|编号|项次)[一-龥（()）]{6,40}(?=1[一-龥“《])")
_TIME = re.compile(r"(?:19|20)[0-9]{2}年|[0-9]{1,2}月|每[年季月周]|持续|长期|常态|全年|立即|即时")
_MARKS = re.compile("[、，,；;]")
_OPENS_ROW = re.compile("(?![年月日号时])[一-龥“《]")
_NO_ROW_AFTER = frozenset("0123456789.．第")
_LEAST_ROWS = 3
_LONGEST_HEAD = 12
_LONGEST_NAME = 30
_LONGEST_ROW = 2000


def divide_run_on_tables(text: str) -> list[Change]:
    """Changes that put the tabs and line ends of such tables back. Where the bodies of a row begin is uncertain, so
    that each row is told."""
    changes: list[Change] = []
    tables = list(_HEADS.finditer(text))
    for heads, below in zip_longest(tables, tables[1:]):
        end = text.find("\n", heads.end(), below.start() if below else len(text))
        pieces = _split_heads(heads.group())
        kinds = tuple(_kind(heads.group()[start:stop]) for start, stop in pieces)
        if not _is_plain(kinds):
            continue
        words = text[heads.end() : end if end >= 0 else below.start() if below else len(text)]
        rows = _rows(words, "limit" in kinds)
        stops = [*(at for at, _ in rows[1:]), len(words)]
        known = sum(_names_bodies(words, cells, stop) for (_, cells), stop in zip(rows, stops, strict=True))
        if len(rows) < _LEAST_ROWS or known * 3 < len(rows) * 2:
            continue
        marks = [(heads.start(), "\n"), *((heads.start() + start, "\t") for start, _ in pieces[1:])]
        for number, (content, *others) in rows:
            marks += [(heads.end() + number, "\n"), (heads.end() + content, "\t")]
            changes += [_put(heads.end() + cell, "\t", cell != others[0]) for cell in others]
        changes += [_put(at, mark, True) for at, mark in marks]
    return changes


def _put(at: int, mark: str, certain: bool) -> Change:
    return Change(at, at, mark, EditKind.LINE_BREAK, certain, REASON)


@cache
def _kind(heading: str) -> str | None:
    return column_kind(heading) or ("beside" if is_side_head(heading) else None)


def _is_plain(kinds: Sequence[str | None]) -> bool:
    """Whether the columns are number, content, bodies, and perhaps a time limit and what stays empty: only these can
    be told apart without a mark."""
    bare = [kind for kind in kinds if kind != "beside"]
    return (
        bare[:2] == ["number", "content"] and bare[2:3] != [] and bare[2] in ROLE_ORDER and bare[3:] in ([], ["limit"])
    )


def _split_heads(words: str) -> list[tuple[int, int]]:
    """The headings of which `words` consist, as few as can be; none where they cannot be divided."""
    best: list[list[tuple[int, int]] | None] = [[], *[None] * len(words)]
    for end in range(2, len(words) + 1):
        for start in range(max(0, end - _LONGEST_HEAD), end - 1):
            before, piece = best[start], words[start:end]
            if (
                before is not None
                and _is_heading(piece)
                and (best[end] is None or len(before) + 1 < len(best[end] or ()))
            ):
                best[end] = [*before, (start, end)]
    return best[-1] or []


@cache
def _is_heading(piece: str) -> bool:
    """Whether a piece is one heading, and not two of different kinds: 工作任务责任单位."""
    kind = _kind(piece)
    divided = ((_kind(piece[:at]), _kind(piece[at:])) for at in range(2, len(piece) - 1))
    return kind is not None and not any(first and second and first != second for first, second in divided)


def _rows(words: str, limited: bool) -> list[tuple[int, list[int]]]:
    """Where the rows of `words` begin, each with the places of its cells behind the number; the last one that cannot
    be divided has one cell."""
    rows: list[tuple[int, list[int]]] = []
    at: int | None = 0
    while at is not None:
        content = at + len(str(len(rows) + 1))
        stops = _next_numbers(words, content, len(rows) + 2)
        row = next(((stop, cells) for stop in stops if (cells := _cells(words, content, stop, limited))), None)
        rows.append((at, row[1] if row else _cells(words, content, len(words), limited) or [content]))
        at = row[0] if row else None
    return rows


def _next_numbers(words: str, start: int, number: int) -> Iterator[int]:
    """Where `number` may open the row below one that begins at `start`: not a part of another number, nor of a date."""
    sign, last = str(number), start + _LONGEST_ROW
    at = words.find(sign, start + 1, last)
    while at > 0:
        if words[at - 1] not in _NO_ROW_AFTER and _OPENS_ROW.match(words, at + len(sign)):
            yield at
        at = words.find(sign, at + 1, last)


def _cells(words: str, start: int, stop: int, limited: bool) -> list[int]:
    """Where content, bodies and time limit of a row begin; none where `words[start:stop]` is no row."""
    bodies = words.rfind("。", start, stop) + 1
    if bodies <= start + 2 or bodies >= stop:
        return []
    if time := _TIME.search(words, bodies, stop) if limited else None:
        names = _MARKS.split(words[bodies : time.start()])
        fits = all(1 < len(name) <= _LONGEST_NAME for name in names)
        return [start, bodies, time.start()] if fits else []
    last = max((mark.end() for mark in _MARKS.finditer(words, bodies, stop)), default=bodies)
    ends = range(min(stop, last + _LONGEST_NAME), last + 1, -1)
    limit = next((end for end in ends if is_body(words[last:end])), 0)
    if not limit or (limit < stop and not limited):
        return []
    return [start, bodies, *([limit] if limit < stop else [])]


def _names_bodies(words: str, cells: Sequence[int], stop: int) -> bool:
    """Whether the list of bodies of a row that ends at `stop` has one that is surely a body."""
    end = cells[2] if len(cells) > 2 else stop
    return len(cells) > 1 and any(map(is_body, _MARKS.split(words[cells[1] : end])))

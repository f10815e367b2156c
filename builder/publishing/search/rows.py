"""The rows of tables, which bundles bring pieces to: put together, or those of the last index with the pieces of the
bundles that changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from builder.publishing.search.tables import BREAK

Rows = dict[bytes, bytes | bytearray]
Pieces = Mapping[bytes, bytes]


class UnprovenError(Exception):
    """Rows that are not made of the bundles that they are said to be made of."""


def joined(count: int, marked: Sequence[bytes], pieces: Callable[[int], Pieces]) -> Rows:
    """The rows of `count` bundles; `pieces` loads those of one by its number."""
    rows: dict[bytes, bytearray] = {}
    for number, mark in zip(range(count), marked, strict=True):
        for key, piece in pieces(number).items():
            row = rows.get(key)
            if row is None:
                rows[key] = bytearray(mark + piece)
            else:
                row += mark
                row += piece
    return dict(rows)


def renew(rows: Rows, marked: Sequence[bytes], number: int, before: Pieces, after: Pieces) -> None:
    """Put the pieces of a bundle `after` a change in the place of those `before` it. UnprovenError where these do not
    stand there."""
    mark = marked[number]
    order = {each[1:]: place for place, each in enumerate(marked)}
    for key, piece in after.items():
        last = before.get(key)
        if last is None:
            rows[key] = _added(rows.get(key, b""), order, mark, piece)
        elif last != piece:
            rows[key] = _replaced(rows.get(key, b""), mark, last, mark + piece)
    for key in before.keys() - after.keys():
        row = _replaced(rows.get(key, b""), mark, before[key], b"")
        if row:
            rows[key] = row
        else:
            del rows[key]


def _replaced(row: bytes | bytearray, mark: bytes, last: bytes, piece: bytes) -> bytes:
    at = row.find(mark)
    end = row.find(BREAK, at + 1)
    if end < 0:
        end = len(row)
    if at < 0 or row[at + len(mark) : end] != last:
        raise UnprovenError
    return b"".join((row[:at], piece, row[end:]))


def _added(row: bytes | bytearray, order: Mapping[bytes, int], mark: bytes, piece: bytes) -> bytes:
    if mark in row:
        raise UnprovenError
    pieces = bytes(row).split(BREAK)[1:]
    bundle = mark[1:]
    at = bisect_left(pieces, order[bundle], key=lambda each: order[each[: len(bundle)]])
    return b"".join(BREAK + each for each in (*pieces[:at], bundle + piece, *pieces[at:]))

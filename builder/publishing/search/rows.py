"""The rows of tables, which bundles bring pieces to: put together, or those of the last index with the pieces of the
bundles that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from builder.publishing.search.tables import BREAK, TableFile, TableWriter, in_order, number_of, place_of

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
    for key, piece in after.items():
        last = before.get(key)
        if last is None:
            rows[key] = _added(rows.get(key, b""), mark, piece)
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


def _added(row: bytes | bytearray, mark: bytes, piece: bytes) -> bytes:
    if mark in row:
        raise UnprovenError
    pieces = bytes(row).split(BREAK)[1:]
    bundle = mark[1:]
    at = bisect_left(pieces, number_of(bundle), key=lambda each: number_of(each[: len(bundle)]))
    return b"".join(BREAK + each for each in (*pieces[:at], bundle + piece, *pieces[at:]))


def renew_table(
    writer: TableWriter,
    files: Sequence[TableFile],
    marked: Sequence[bytes],
    changes: Mapping[int, tuple[Pieces, Pieces]],
) -> None:
    """Write the table that the `files` of the last index are, with the pieces of bundles before and after a change, by
    their numbers. UnprovenError as in `renew`."""
    by_file = _by_file(files, changes)
    if by_file and not files:
        raise UnprovenError
    for number, file in enumerate(files):
        changed = by_file.get(number)
        if changed is None:
            writer.take(number, file)
            continue
        content = _renewed(writer.content_of(number), marked, changed)
        if content is not None and writer.put(number, file, content):
            continue
        rows = dict(writer.rows_of(number))
        for bundle, (before, after) in changed.items():
            renew(rows, marked, bundle, before, after)
        for key in in_order(rows):
            writer.add(key, rows[key])
    writer.flush()


def _renewed(content: bytes, marked: Sequence[bytes], changes: Mapping[int, tuple[Pieces, Pieces]]) -> bytes | None:
    """The content of a file of a table, renewed where its rows stand; None where one of them comes or goes, or a piece
    of one. UnprovenError as in `renew`."""
    content = b"\n" + content
    for bundle, (before, after) in changes.items():
        if before.keys() != after.keys():
            return None
        mark = marked[bundle]
        for key, last in before.items():
            at = content.find(b"\n%b " % key) + len(key) + 2
            start = content.find(mark, at)
            end = start + len(mark)
            line_end = content.find(b"\n", at)
            if at < len(key) + 2 or not at <= start < line_end:
                raise UnprovenError
            if not content.startswith(last, end) or content[end + len(last)] not in _BEHIND:
                raise UnprovenError
            content = b"".join((content[:end], after[key], content[end + len(last) :]))
    return content[1:]


_BEHIND = b"\n" + BREAK
"""What stands behind a piece of a row."""


def _by_file(
    files: Sequence[TableFile], changes: Mapping[int, tuple[Pieces, Pieces]]
) -> dict[int, dict[int, tuple[dict[bytes, bytes], dict[bytes, bytes]]]]:
    """The pieces that differ, by the number of the file that has their key, or would have it, and that of the
    bundle."""
    firsts = [place_of(file.first.encode("utf-8")) for file in files]
    found: dict[int, dict[int, tuple[dict[bytes, bytes], dict[bytes, bytes]]]] = {}
    for bundle, both in changes.items():
        for key in both[0].keys() | both[1].keys():
            before, after = (pieces.get(key) for pieces in both)
            if before == after:
                continue
            at = max(0, bisect_right(firsts, place_of(key)) - 1)
            differ = found.setdefault(at, {}).setdefault(bundle, ({}, {}))
            if before is not None:
                differ[0][key] = before
            if after is not None:
                differ[1][key] = after
    return found

"""Tables of short texts, cut into files of which a browser fetches only those that it needs.

A row is a line, its key before a blank. Keys are sorted, so that the first key of each file says which one holds a key,
or all keys that begin alike. Numbers ascend and are written as differences, in base 32: the digits of `DIGITS`, the
lowest first, 32 added to each but the last.

A row of numbers is a piece for each bundle that has the key: `A`, the mark of the bundle, the numbers, which count from
the bundle's beginning, the first of them plus 1. No difference is 0, so that `A` stands nowhere else; a bundle that
changes, or is moved, changes no other piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import sub
from pathlib import Path

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BREAK = b"A"
"""What a piece of a row begins with."""
_MARKS = DIGITS[1:]
_SIZE = 16_000
"""About how many bytes a file has at most."""


def encode(numbers: Iterable[int]) -> str:
    """[3, 40, 41] → D lB B: 3, then 37, then 1. ValueError where numbers do not ascend."""
    pieces: list[str] = []
    before = 0
    for number in numbers:
        pieces.append(_WRITTEN[number - before])
        before = number
    return "".join(pieces)


def piece_of(numbers: Sequence[int]) -> str:
    """A bundle's piece of a row, without its mark; the numbers ascend, and none is there twice."""
    if len(numbers) == 1:
        return _WRITTEN[numbers[0] + 1]
    differences = map(sub, islice(numbers, 1, None), numbers)
    return _WRITTEN[numbers[0] + 1] + "".join(map(_WRITTEN.__getitem__, differences))


def marks(count: int) -> list[bytes]:
    """The beginning of the pieces of each of so many bundles, in order; all of one length."""
    width = 1
    while len(_MARKS) ** width < count:
        width += 1
    return [BREAK + _mark(number, width) for number in range(count)]


def _mark(number: int, width: int) -> bytes:
    signs = ""
    for _ in range(width):
        number, digit = divmod(number, len(_MARKS))
        signs = _MARKS[digit] + signs
    return signs.encode("ascii")


class _Written(dict[int, str]):
    """Differences, encoded; the small ones are kept."""

    def __missing__(self, difference: int) -> str:
        if difference < 0:
            raise ValueError("the numbers of a table ascend")
        digits, left = "", difference
        while left >= 32:
            digits += DIGITS[32 + left % 32]
            left //= 32
        digits += DIGITS[left]
        if difference < 1 << 16:
            self[difference] = digits
        return digits


_WRITTEN = _Written()


def in_order(keys: Iterable[bytes]) -> list[bytes]:
    """UTF-8 keys as JavaScript compares them: by their 16-bit units, in which signs past U+FFFF come before U+E000."""
    return sorted(keys, key=lambda key: key.translate(_UNITS))


_UNITS = bytes(range(0xEE)) + b"\xfe\xff" + bytes(range(0xF0, 0x100))


def write_json(path: Path, value: object) -> None:
    """The smallest JSON of `value`, UTF-8."""
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")


def write_table(
    folder: Path,
    name: str,
    rows: Iterable[tuple[bytes, bytes | bytearray]],
    size: int = _SIZE,
) -> list[str]:
    """Write `rows`, whose keys are in order, to `name-0.txt` and so on, each of about `size` bytes. Returns the first
    key of each."""
    firsts: list[str] = []
    for first, content in _parts(rows, size):
        with open(f"{folder}/{name}-{len(firsts)}.txt", "wb", buffering=0) as file:
            file.write(content)
        firsts.append(first.decode("utf-8"))
    return firsts


def _parts(rows: Iterable[tuple[bytes, bytes | bytearray]], size: int) -> Iterator[tuple[bytes, bytes]]:
    part: list[bytes | bytearray] = []
    first, length = b"", 0
    for key, row in rows:
        if part and length + len(row) > size:
            yield first, b"".join(part)
            part, length = [], 0
        if not part:
            first = key
        part += (key, b" ", row, b"\n")
        length += len(key) + len(row) + 2
    if part:
        yield first, b"".join(part)

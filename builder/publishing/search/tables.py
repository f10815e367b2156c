"""Tables of short texts, cut into files of which a browser fetches only those that it needs.

A row is a line, its key before a blank. Keys are sorted, so that the first key of each file says which one holds a key,
or all keys that begin alike. Numbers ascend and are written as differences, in base 32: the digits of `DIGITS`, the
lowest first, 32 added to each but the last.

A row of numbers is a piece for each bundle that has the key: `A`, the mark of the bundle, the numbers, which count from
the bundle's beginning, the first of them plus 1. No difference is 0, so that `A` stands nowhere else; a bundle that
changes, or is moved, changes no other piece.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import sub
from pathlib import Path
from typing import NamedTuple

from builder.language.lazy_dataclasses import dataclass
from builder.publishing.atomic_write import link_or_copy
from builder.publishing.tree_writer import Stamp, stamp

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BREAK = b"A"
"""What a piece of a row begins with."""
_MARKS = DIGITS[1:]
_DIGITS = {ord(sign): digit for digit, sign in enumerate(_MARKS)}
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


def number_of(mark: bytes) -> int:
    """The number of the bundle whose mark, without the break, this is."""
    number = 0
    for sign in mark:
        number = number * len(_MARKS) + _DIGITS[sign]
    return number


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
    """UTF-8 keys as JavaScript compares them."""
    return sorted(keys, key=place_of)


def place_of(key: bytes) -> bytes:
    """A UTF-8 key, so that bytes come in the order of 16-bit units, in which signs past U+FFFF come before U+E000."""
    return key.translate(_UNITS)


_UNITS = bytes(range(0xEE)) + b"\xfe\xff" + bytes(range(0xF0, 0x100))


def write_json(path: Path, value: object) -> None:
    """The smallest JSON of `value`, UTF-8."""
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file of a table: its `stamp`, its first key, how long the row of that is, the signs that keys begin with."""

    stamp: Stamp
    first: str
    first_row: int
    signs: str


class _Whole(NamedTuple):
    """A file that is written with the rows of one of the last index: as it stands there, or with other `content`."""

    number: int
    known: TableFile
    content: bytes | None = None


class TableWriter:
    """Writes the rows of a table, whose keys are in order, to `name-0.txt` and so on in `folder`, each of about `size`
    bytes. Files of the same table in the folder `last` are taken over where their rows are a file again."""

    def __init__(self, folder: Path, name: str, last: Path | None = None, size: int | None = None) -> None:
        self.files: list[TableFile] = []
        self._start = f"{folder}/{name}"
        self._last = f"{last}/{name}" if last else ""
        self._size = size or _SIZE
        self._part: list[tuple[bytes, bytes | bytearray]] = []
        self._whole: _Whole | None = None
        self._length = 0

    def add(self, key: bytes, row: bytes | bytearray) -> None:
        """The next row."""
        if self._length and self._length + len(row) > self._size:
            self.flush()
        elif self._whole:
            content = self._whole.content
            self._part = self.rows_of(self._whole.number) if content is None else _rows(content)
            self._whole = None
        self._part.append((key, row))
        self._length += len(key) + len(row) + 2

    def take(self, number: int, file: TableFile) -> None:
        """All rows of the file of that number in the folder `last`."""
        if self._length and self._length + file.first_row <= self._size:
            for key, row in self.rows_of(number):
                self.add(key, row)
            return
        self.flush()
        self._whole = _Whole(number, file)
        self._length = int(file.stamp.partition("-")[0])

    def put(self, number: int, file: TableFile, content: bytes) -> bool:
        """All rows of the file of that number, whose `content` is another now, its keys are not. False, and nothing is
        done, where these rows are no file by themselves any more."""
        first_row = content.index(b"\n") - len(file.first.encode("utf-8")) - 1
        last = content.rfind(b"\n", 0, -1) + 1
        last_row = len(content) - content.index(b" ", last) - 2
        if (self._length and self._length + first_row <= self._size) or (last and last + last_row > self._size):
            return False
        self.flush()
        self._whole = _Whole(number, TableFile("", file.first, first_row, file.signs), content)
        self._length = len(content)
        return True

    def content_of(self, number: int) -> bytes:
        """A file in the folder `last`."""
        with open(f"{self._last}-{number}.txt", "rb", buffering=0) as file:
            return file.read()

    def rows_of(self, number: int) -> list[tuple[bytes, bytes | bytearray]]:
        """The rows of a file in the folder `last`."""
        return _rows(self.content_of(number))

    def flush(self) -> None:
        """Write what is left; the next row begins a file."""
        if not self._length:
            return
        path = f"{self._start}-{len(self.files)}.txt"
        is_there = self._whole and self._whole.content is None and stamp(path) == self._whole.known.stamp
        if not is_there:
            # One that stands there may be a file of the site that stands too: it is not written to.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        if self._whole:
            number, known, content = self._whole
            if content is None:
                if not is_there:
                    link_or_copy(f"{self._last}-{number}.txt", path)
            else:
                with open(path, "wb", buffering=0) as file:
                    file.write(content)
            self.files.append(TableFile(stamp(path) or "", known.first, known.first_row, known.signs))
        else:
            with open(path, "wb", buffering=0) as file:
                file.write(b"".join(piece for key, row in self._part for piece in (key, b" ", row, b"\n")))
            first, row = self._part[0]
            signs = "".join(dict.fromkeys(key.decode("utf-8")[0] for key, _ in self._part))
            self.files.append(TableFile(stamp(path) or "", first.decode("utf-8"), len(row), signs))
        self._part, self._whole, self._length = [], None, 0


def _rows(content: bytes) -> list[tuple[bytes, bytes | bytearray]]:
    return [(key, row) for key, _, row in (line.partition(b" ") for line in content.split(b"\n")[:-1])]


def write_table(
    folder: Path, name: str, rows: Iterable[tuple[bytes, bytes | bytearray]], size: int | None = None
) -> list[TableFile]:
    """Write all `rows` of a table, whose keys are in order."""
    writer = TableWriter(folder, name, size=size)
    for key, row in rows:
        writer.add(key, row)
    writer.flush()
    return writer.files

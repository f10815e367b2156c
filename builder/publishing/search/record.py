"""What the last index was made of, so that the next takes over what nothing has changed of.

A record in the cache says of each page its stamp (size, time of change, number on the disk: as make and rsync know
files), and what was found in it; of each file of words, its stamp and the bundle that it is of; and of which bundles
the rows are that are kept beside it. It can be deleted at any time; what it does not know, or knows otherwise, is made
anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from builder.publishing.atomic_write import replace_file
from builder.publishing.search.rows import Rows
from builder.publishing.tree_writer import Stamp

_RECORD, _ROWS, _NEW = "last.json", "last.rows", ".new"
_LINES_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True)
class KnownPage:
    """`digest`: of its bytes, "" where it has nothing to search; `bundle`: the name of the one that it is in."""

    stamp: Stamp
    digest: str
    size: int
    kind: str
    bundle: str


@dataclass(slots=True)
class Record:
    """`pages` by address. `bundles`: the names of all, in order, of which the rows with the checksum `rows` are made;
    `words`: the files of the slices of each, with their stamps."""

    program: str = ""
    pages: dict[str, KnownPage] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    words: dict[str, list[tuple[str, Stamp]]] = field(default_factory=dict)
    rows: str = ""


def read_record(cache: Path, program: str) -> Record:
    """The record kept in `cache`; an empty one where there is none that is whole and by this program."""
    try:
        checksum, _, raw = (cache / _RECORD).read_bytes().partition(b"\n")
        if hashlib.sha256(raw).hexdigest().encode("ascii") != checksum:
            return Record(program)
        made_by, pages, bundles, words, rows = json.loads(raw)
        if made_by != program:
            return Record(program)
        return Record(
            program,
            {
                address: KnownPage(stamp, digest, size, kind, bundles[bundle] if bundle >= 0 else "")
                for address, (stamp, digest, size, kind, bundle) in pages.items()
            },
            bundles,
            {name: [(file, stamp) for file, stamp in files] for name, files in words.items()},
            rows,
        )
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return Record(program)


def store_record(cache: Path, record: Record) -> None:
    """Keep the record in `cache`. One that cannot be written only costs time."""
    numbers = {name: number for number, name in enumerate(record.bundles)}
    pages = {
        address: [page.stamp, page.digest, page.size, page.kind, numbers.get(page.bundle, -1)]
        for address, page in record.pages.items()
    }
    raw = json.dumps([record.program, pages, record.bundles, record.words, record.rows], separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        path = cache / _RECORD
        replace_file(path, hashlib.sha256(raw).hexdigest().encode("ascii") + b"\n" + raw, cache / (_RECORD + _NEW))


def last_rows(cache: Path, checksum: str) -> Rows | None:
    """The rows kept in `cache`; None where they are not those with this `checksum`."""
    rows: Rows = {}
    try:
        with (cache / _ROWS).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != checksum:
                return None
            file.seek(0)
            for line in file:
                key, _, row = line.partition(b" ")
                rows[key] = row[:-1]
    except OSError:
        return None
    return rows


class RowsFile:
    """The rows as they are written, to be kept in `cache`, where that can be written."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / _ROWS
        self._lines: list[bytes | bytearray] = []
        self._digest = hashlib.sha256()
        self._file: BinaryIO | None = None
        with contextlib.suppress(OSError):
            self._file = self._beside.open("wb")

    @property
    def _beside(self) -> Path:
        return self._path.with_name(_ROWS + _NEW)

    def write(self, key: bytes, row: bytes | bytearray) -> None:
        self._lines += (key, b" ", row, b"\n")
        if len(self._lines) > _LINES_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        content = b"".join(self._lines)
        self._lines.clear()
        self._digest.update(content)
        if self._file:
            try:
                self._file.write(content)
            except OSError:
                self._give_up(self._file)

    def _give_up(self, file: BinaryIO) -> None:
        self._file = None
        with contextlib.suppress(OSError):
            file.close()
        with contextlib.suppress(OSError):
            self._beside.unlink()

    def keep(self) -> str:
        """Put the rows into their place. Returns their checksum."""
        self._flush()
        if self._file:
            try:
                self._file.close()
                self._beside.replace(self._path)
            except OSError:
                self._give_up(self._file)
        return self._digest.hexdigest()


def forget_record(cache: Path, names: Iterable[str] = (_RECORD, _ROWS)) -> None:
    """Remove what `cache` holds of the last index, bundles aside."""
    with contextlib.suppress(OSError):
        for name in names:
            for path in (cache / name, cache / (name + _NEW)):
                path.unlink(missing_ok=True)

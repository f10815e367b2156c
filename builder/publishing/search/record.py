"""What the last index was made of, so that the next takes over what nothing has changed of.

A record in the cache says of each page its stamp (size, time of change, number on the disk: as make and rsync know
files), and what was found in it; of each file of words and tables, its stamp; and of which bundles the index is made,
whose rows of sounds are kept beside it. It can be deleted at any time; what it does not know, or knows otherwise, is
made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from builder.language.lazy_dataclasses import dataclass
from builder.publishing.atomic_write import replace_file
from builder.publishing.search.rows import Rows
from builder.publishing.search.tables import TableFile
from builder.publishing.tree_writer import Stamp

_RECORD, _ROWS, _NEW = "last.json", "last.rows", ".new"


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
    """`pages` by address. `bundles`: the names of all, in order, of which the index is made; `words`: the files of the
    slices of each, with their stamps; `tables`: the files of each table; `rows`: the checksum of the rows of sounds,
    which their files do not show by bundles."""

    program: str = ""
    pages: dict[str, KnownPage] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    words: dict[str, list[tuple[str, Stamp]]] = field(default_factory=dict)
    tables: dict[str, list[TableFile]] = field(default_factory=dict)
    rows: str = ""


def read_record(cache: Path, program: str) -> Record:
    """The record kept in `cache`; an empty one where there is none that is whole and by this program."""
    try:
        checksum, _, raw = (cache / _RECORD).read_bytes().partition(b"\n")
        if hashlib.sha256(raw).hexdigest().encode("ascii") != checksum:
            return Record(program)
        made_by, pages, bundles, words, tables, rows = json.loads(raw)
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
            {name: [TableFile(*file) for file in files] for name, files in tables.items()},
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
    tables = {
        name: [[file.stamp, file.first, file.first_row, file.signs] for file in files]
        for name, files in record.tables.items()
    }
    made = [record.program, pages, record.bundles, record.words, tables, record.rows]
    raw = json.dumps(made, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        path = cache / _RECORD
        replace_file(path, hashlib.sha256(raw).hexdigest().encode("ascii") + b"\n" + raw, cache / (_RECORD + _NEW))


def last_rows(cache: Path, checksum: str) -> Rows | None:
    """The rows of sounds kept in `cache`; None where they are not those with this `checksum`."""
    try:
        raw = (cache / _ROWS).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(raw).hexdigest() != checksum:
        return None
    rows = (line.partition(b" ") for line in raw.split(b"\n"))
    return {key: row for key, _, row in rows if key}


def store_rows(cache: Path, rows: Rows) -> str:
    """Keep rows of sounds in `cache`, where that can be written. Returns their checksum."""
    raw = b"\n".join(key + b" " + row for key, row in sorted(rows.items()))
    with contextlib.suppress(OSError):
        replace_file(cache / _ROWS, raw, cache / (_ROWS + _NEW))
    return hashlib.sha256(raw).hexdigest()


def forget_record(cache: Path, names: Iterable[str] = (_RECORD, _ROWS)) -> None:
    """Remove what `cache` holds of the last index, bundles aside."""
    with contextlib.suppress(OSError):
        for name in names:
            for path in (cache / name, cache / (name + _NEW)):
                path.unlink(missing_ok=True)

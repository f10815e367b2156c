"""What Python's compiler makes of the patterns, kept from one run to the next in the user's folder of caches.

Compiling the patterns that one notice asks for takes longer than reading it; making them from kept code takes a
fiftieth of that. `re.compile` ends in a call of the engine (`_sre`) with the code of a pattern; we keep that code, as
Python keeps bytecode, for one release of Python each. The engine checks any code that it is given, and where the file
is missing, damaged or of another release, patterns are compiled. It may be deleted at any time.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import itertools
import json
import os
import re
import struct
import sys
from array import array
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FORM = "each by its key"
"""How the file is made; another form is another file."""
try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    from builder.language import first_signs

    _RELEASE = f"{sys.version} {_sre.MAGIC} {_FORM}" if array("I").itemsize == _sre.CODESIZE else ""
except (ImportError, AttributeError):  # another Python: its patterns are compiled each time
    _RELEASE = ""

_MOST = 3000
"""So many patterns are kept; beyond, those of the last run only: the others may be of programs that are gone."""
_ROW = struct.Struct("<16sQI")
"""One of the table that the file begins with, ended by one of zeros: key, where its record begins, its size."""
_DIGEST = 16
"""Bytes of a key and of a checksum."""

Entry = tuple[int, int, dict[str, int], list[str | None], bytes]
"""Flags, number of groups, their numbers by name, their names by number, code."""


class Kept:
    """The records of the file at `path`, each of them looked at when it is asked for, and those that this run made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records = _load(path)
        self.used: dict[bytes, memoryview | bytes] = {}
        self.is_new = False

    def make(self, pattern: str, flags: int) -> re.Pattern[str]:
        key = key_of(pattern, flags)
        if record := self.records.get(key):
            with contextlib.suppress(Exception):  # whatever is wrong with a record, the pattern is at hand
                made = _made(pattern, _entry(key, record))
                self.used[key] = record
                return made
        with contextlib.suppress(Exception):  # a Python whose compiler is another
            entry = _compiled(pattern, flags)
            made = _made(pattern, entry)
            self.used[key] = _record(key, entry)
            self._save_at_end()
            return made
        return re.compile(pattern, flags)

    def _save_at_end(self) -> None:
        if not self.is_new:
            self.is_new = True
            atexit.register(self.save)
            if workers := sys.modules.get("multiprocessing.util"):
                workers.Finalize(self, self.save, exitpriority=1)  # a worker ends without what `atexit` has

    def save(self) -> None:
        """Write the file, whole or not at all, with what other runs kept meanwhile."""
        if not self.is_new:
            return
        self.is_new = False
        records = {**_load(self.path), **self.used}
        if len(records) > _MOST:
            records = self.used
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for left in self.path.parent.glob(f"{self.path.name}.*"):  # of a run that was killed
                left.unlink(missing_ok=True)
            beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
            beside.write_bytes(_dumped(records))
            beside.replace(self.path)


def kept(pattern: str, flags: int) -> re.Pattern[str]:
    """As `re.compile(pattern, flags)`, from kept code where there is some."""
    file = _kept()
    return file.make(pattern, flags) if file else re.compile(pattern, flags)


@cache
def _kept() -> Kept | None:
    folder = user_folder()
    with contextlib.suppress(OSError):
        return Kept(folder / file_name()) if _RELEASE and folder else None
    return None


def file_name() -> str:
    """Another one for each release of Python, and where `first_signs.py`, which adds to the code, is another."""
    made_by = _RELEASE.encode() + Path(first_signs.__file__).read_bytes()
    return f"patterns-{hashlib.sha256(made_by).hexdigest()[:16]}.bin"


def user_folder() -> Path | None:
    """The user's folder of caches for this program, whether it is there or not; None where a user has none."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "taizhang"
    except RuntimeError:  # a user without a home
        return None
    return folder if folder.is_absolute() else None


def _compiled(pattern: str, flags: int) -> Entry:
    """As `re._compiler.compile` does it, up to its last line, and the signs with which a match may begin."""
    tree = _parser.parse(pattern, flags)
    numbers: dict[str, int] = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in numbers.items():
        names[number] = name
    code = array(
        "I", first_signs.with_first_signs(_compiler._code(tree, flags), tree, flags | tree.state.flags)
    ).tobytes()
    return flags | tree.state.flags, tree.state.groups - 1, numbers, names, code


def _made(pattern: str, entry: Entry) -> re.Pattern[str]:
    flags, groups, numbers, names, code = entry
    made: re.Pattern[str] = _sre.compile(pattern, flags, array("I", code).tolist(), groups, numbers, tuple(names))
    return made


def key_of(pattern: str, flags: int) -> bytes:
    """What the record of a pattern is found by."""
    return hashlib.sha256(f"{flags} {pattern}".encode("utf-8", "surrogatepass")).digest()[:_DIGEST]


def _record(key: bytes, entry: Entry) -> bytes:
    """A checksum over the key too, then a line of JSON with all but the code, then the code."""
    *head, code = entry
    content = json.dumps(head).encode() + b"\n" + code
    return hashlib.sha256(key + content).digest()[:_DIGEST] + content


def _entry(key: bytes, record: memoryview | bytes) -> Entry:
    """What `_record` was given; ValueError where the record is damaged."""
    checksum, content = bytes(record[:_DIGEST]), bytes(record[_DIGEST:])
    if checksum != hashlib.sha256(key + content).digest()[:_DIGEST]:
        raise ValueError(key)
    head, _, code = content.partition(b"\n")
    flags, groups, numbers, names = json.loads(head)
    return flags, groups, numbers, names, code


def _dumped(records: Mapping[bytes, memoryview | bytes]) -> bytes:
    """The table, then the records."""
    at = _ROW.size * (len(records) + 1)
    rows: list[bytes] = []
    for key, record in records.items():
        rows.append(_ROW.pack(key, at, len(record)))
        at += len(record)
    return b"".join([*rows, bytes(_ROW.size), *records.values()])


def _load(path: Path) -> dict[bytes, memoryview]:
    """The records of the file by their keys, none of them looked at; none where it is missing or has no whole table."""
    try:
        stored = memoryview(path.read_bytes())
    except OSError:
        return {}
    records: dict[bytes, memoryview] = {}
    with contextlib.suppress(struct.error):
        for at in itertools.count(0, _ROW.size):
            key, start, size = _ROW.unpack_from(stored, at)
            if not size:
                return records
            records[key] = stored[start : start + size]
    return {}

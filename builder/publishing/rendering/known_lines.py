"""The lines of a long page as they were read before: an edit changes few lines of a list of all tasks.

What a line becomes follows from itself, from the element that it stands in, from the page's address and from what all
pages have in common. Where its links lead is asked again. The file can be deleted at any time; one that is not whole,
or of another world, counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from builder.publishing.atomic_write import write_file

KnownLine = tuple[str, list[str], list[str], list[str], list[str]]
"""A line that is whole elements: its HTML; the ids in it of elements, of links, and in tags that the converter does not
read; its links as they are written."""
_FEW = 0.05
"""So great a part of the lines is read each time before the file is written anew, which takes as long."""


class KnownLines:
    """Those of one page, kept in the file at `path`; `world`: a text that is another one where anything is that all of
    them depend on. With `anew` the file is not read."""

    def __init__(self, path: Path, world: str, *, anew: bool = False) -> None:
        self._path = path
        self._world = world
        self._last = {} if anew else _load(path, world)
        self._next: dict[str, KnownLine] = {}
        self._new = 0

    def find(self, key: str) -> KnownLine | None:
        """The line of that `key`, where it is known."""
        found = self._last.get(key)
        if found is not None:
            self._next[key] = found
        return found

    def keep(self, key: str, line: KnownLine) -> None:
        """Know a line from now on."""
        self._next[key] = line
        self._new += 1

    def store(self) -> None:
        """Write the file, whole or not at all, where it lacks more than a few. One that cannot be written only costs
        time."""
        if self._new <= _FEW * len(self._last):
            return
        raw = json.dumps([self._world, self._next], ensure_ascii=False).encode("utf-8", "surrogatepass")
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_file(beside, hashlib.sha256(raw).digest() + raw)
            os.replace(beside, self._path)


def key_of(state: str, line: str) -> str:
    """A short text for a line in an element that is read so."""
    return hashlib.blake2b(f"{state} {line}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _load(path: Path, world: str) -> dict[str, KnownLine]:
    try:
        stored = path.read_bytes()
        if hashlib.sha256(memoryview(stored)[32:]).digest() != stored[:32]:
            return {}
        made_in, lines = json.loads(stored[32:].decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return {}
    return lines if made_in == world else {}

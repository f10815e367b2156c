"""What is in large folders, looked at again and again: only those within are read once more that something was put into
or taken from, also since the build before.

A folder is known by its number on the disk and the times of its last change, which a system sets whenever an entry
comes or goes. One that changed just now is not trusted yet: a second change may have the same time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from builder.publishing.atomic_write import replace_file

_SETTLED = 2_000_000_000
"""Nanoseconds."""
DROPPED_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in folders that a person looked at."""


class Entries(NamedTuple):
    """The names of the files in a folder (links are files) and of the folders; `is_odd`: whether there are links, or
    what systems drop, which is not among the files."""

    files: list[str]
    folders: list[str]
    is_odd: bool


_State = tuple[int, int, int]
"""Of a folder: its number on the disk and the times of its last change, in nanoseconds."""


class Listing:
    """The folders below `folder`. `known`: as they were seen before, by their paths, "" or ending in `/`."""

    def __init__(self, folder: str, known: dict[str, tuple[_State, Entries]] | None = None) -> None:
        self._folder = folder
        self.known = known or {}

    def folders(self) -> dict[str, Entries]:
        """All folders as they are now; one that cannot be read is left out."""
        before, self.known = self.known, {}
        settled = time.time_ns() - _SETTLED
        found: dict[str, Entries] = {}
        left = [""]
        while left:
            below = left.pop()
            try:
                stat = os.stat(f"{self._folder}/{below}")
                state = stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns
                last = before.get(below)
                if last is None or last[0] != state:
                    last = state, _entries(f"{self._folder}/{below}")
            except OSError:
                continue
            if stat.st_mtime_ns < settled and stat.st_ctime_ns < settled:
                self.known[below] = last
            found[below] = entries = last[1]
            left += [f"{below}{name}/" for name in entries.folders]
        return found

    def under(self, folder: str) -> Listing:
        """The same, of the folder that has another name by now."""
        return Listing(folder, self.known)


def _entries(folder: str) -> Entries:
    files: list[str] = []
    folders: list[str] = []
    is_odd = False
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.name not in DROPPED_BY_SYSTEMS:
                files.append(entry.name)
                is_odd = is_odd or entry.is_symlink()
            else:
                is_odd = True
    return Entries(files, folders, is_odd)


_listings: dict[str, Listing] = {}


def folders_below(folder: str | Path) -> dict[str, Entries]:
    """`folder` itself as "", and all folders below it, their paths ending in `/`."""
    place = os.fspath(folder)
    return _listings.setdefault(place, Listing(place)).folders()


def files_below(folder: str | Path) -> list[str]:
    """The files below `folder` (links count as files), as paths with `/`; what systems drop is left out, and what
    cannot be read."""
    return [f"{below}{name}" for below, entries in folders_below(folder).items() for name in entries.files]


def pages_below(site: str | Path) -> list[str]:
    """The pages among `files_below` a site."""
    return [path for path in files_below(site) if path.endswith(".html")]


def renamed(before: Path, after: Path) -> None:
    """Say that a folder has another name; what is known of the one that had it is forgotten."""
    listing = _listings.pop(os.fspath(before), None)
    place = os.fspath(after)
    _listings.pop(place, None)
    if listing is not None:
        _listings[place] = listing.under(place)


def forget_listing(folder: Path) -> None:
    """Say that a folder is no longer asked for."""
    _listings.pop(os.fspath(folder), None)


def exchanged(one: Path, other: Path) -> None:
    """Say that two folders took each other's name."""
    beside = one.with_name(f"{one.name}\0")
    for before, after in ((one, beside), (other, one), (beside, other)):
        renamed(before, after)


def store_listings(path: Path, folders: Iterable[Path]) -> None:
    """Keep at `path` what is known of `folders`. A list that cannot be written only costs time."""
    lines = []
    for place in map(os.fspath, folders):
        if listing := _listings.get(place):
            lines.append(place)
            for below, (state, entries) in listing.known.items():
                parts = below[:-1], "/".join(entries.files), "/".join(entries.folders), "1" if entries.is_odd else ""
                lines.append("//".join((" ".join(map(str, state)), *parts)))
            lines.append("")
    raw = "\0".join(lines).encode("utf-8", "surrogateescape")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, hashlib.sha256(raw).digest() + raw, path.with_suffix(".new"))


def recall_listings(path: Path) -> None:
    """Know the folders as `store_listings` kept them at `path`, where that is whole."""
    with contextlib.suppress(OSError, ValueError):
        content = path.read_bytes()
        if hashlib.sha256(content[32:]).digest() != content[:32]:
            return
        lines = iter(content[32:].decode("utf-8", "surrogateescape").split("\0"))
        for place in lines:
            known: dict[str, tuple[_State, Entries]] = {}
            while line := next(lines, ""):
                state, below, files, folders, is_odd = line.split("//")
                entries = Entries(_names(files), _names(folders), bool(is_odd))
                number, modified, changed = map(int, state.split(" "))
                known[f"{below}/" if below else ""] = (number, modified, changed), entries
            _listings.setdefault(place, Listing(place, known))


def _names(joined: str) -> list[str]:
    return joined.split("/") if joined else []

"""The site before the one that stands, kept in the cache for the next to be made in: what stays the same is there
already, and a change costs what changes, not a link to every file.

It holds files only that are those of the site that stands, one and the same on the disk. A list beside it names the
files that it lacks, and by what both folders are known; where either is not the one that the list speaks of, the spare
folder is removed. It can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Set
from pathlib import Path

from builder.publishing.atomic_write import link_or_copy, replace_file, write_file
from builder.publishing.listing import files_below, renamed
from builder.publishing.manifest import MANIFEST, Manifest
from builder.publishing.tree_writer import stamp

_UNFINISHED = Manifest("unfinished", frozenset()).content()


class Spare:
    """The spare folder of the site in the folder `site`. Files of the site that stands, or another one `before` it, are
    taken into the next by `take`, and `settle` removes all others; those in the folder `apart` stay, where they are
    those of the site that stands, for who takes them later."""

    def __init__(self, folder: Path, site: Path, apart: str, before: Path | None = None) -> None:
        self._folder = folder
        self._list = folder.with_suffix(".list")
        self._site = site
        self._before = before or site
        self._apart = f"{apart}/"
        self.beside = site
        self._standing: frozenset[str] = frozenset()
        self._there: Set[str] = frozenset()
        self._folders: set[str] = set()
        self.taken: set[str] = set()

    def begin(self, beside: Path, standing: Manifest | None) -> None:
        """Let the empty folder `beside` be the spare one, where it can be used; `standing`: what the site holds."""
        self.beside = beside
        self._standing = standing.files - {MANIFEST} if standing else frozenset()
        lacking = self._lacking()
        with contextlib.suppress(OSError):
            if standing is not None and lacking is not None:
                os.rename(self._folder, beside)
                renamed(self._folder, beside)
                self._there = self._standing - lacking
        self.forget()

    def _lacking(self) -> frozenset[str] | None:
        """The files that the spare folder lacks; None where it cannot be used."""
        try:
            site, spare, lacking = json.loads(self._list.read_bytes())
            if site == stamp(self._site / MANIFEST) and spare == stamp(self._folder / MANIFEST):
                return frozenset(lacking)
        except (OSError, ValueError, TypeError):
            pass
        return None

    def forget(self) -> None:
        """Remove the spare folder and its list."""
        with contextlib.suppress(OSError):
            self._list.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def take(self, path: str) -> None:
        """Let a file of the site that stands be one of the next. OSError where it cannot be."""
        if path not in self._there:
            new = f"{self.beside}/{path}"
            folder = os.path.dirname(new)
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)
                self._folders.add(folder)
            link_or_copy(f"{self._before}/{path}", new)
        self.taken.add(path)

    def settle(self) -> None:
        """Remove what is in the next site and was not taken, by what is there; before anything is written there, since
        it would be written into the site that stands. What others took from the cache is taken once more."""
        there = frozenset(files_below(self.beside)) - {MANIFEST}
        others = {path for path in there - self.taken if path not in self._there or not path.startswith(self._apart)}
        _remove(str(self.beside), others)
        self._there = there - others
        for path in self.taken - there:
            os.makedirs(os.path.dirname(self.beside / path), exist_ok=True)
            self.take(path)

    def end(self, old: Path, now: Set[str]) -> None:
        """Keep the folder `old`, which the site was before. `now`: what the site that took its place holds."""
        lacking = (self._standing | now) - self.taken
        try:
            replace_file(old / MANIFEST, _UNFINISHED, old / f"{MANIFEST}.new")
            _remove(str(old), lacking & self._standing)
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            os.rename(old, self._folder)
            renamed(old, self._folder)
            self._store(lacking)
        except OSError:  # on another disk, say
            self.forget()

    def make(self, now: Set[str]) -> None:
        """Link all files of a site that stands where none stood before; nothing is kept where the disk has no links."""
        folders = set()
        try:
            for path in now:
                new = f"{self._folder}/{path}"
                folder = os.path.dirname(new)
                if folder not in folders:
                    os.makedirs(folder, exist_ok=True)
                    folders.add(folder)
                os.link(f"{self._site}/{path}", new)
            write_file(self._folder / MANIFEST, _UNFINISHED)
            self._store(frozenset())
        except OSError:
            self.forget()

    def _store(self, lacking: Set[str]) -> None:
        known = [stamp(self._site / MANIFEST), stamp(self._folder / MANIFEST), sorted(lacking)]
        content = json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogateescape")
        replace_file(self._list, content, self._list.with_suffix(".new"))


def _remove(folder: str, paths: Iterable[str]) -> None:
    """Remove files below `folder`, and the folders that are empty without them."""
    parents: set[str] = set()
    for path in paths:
        with contextlib.suppress(OSError):
            os.unlink(f"{folder}/{path}")
        parent = os.path.dirname(path)
        while parent and parent not in parents:
            parents.add(parent)
            parent = os.path.dirname(parent)
    for parent in sorted(parents, reverse=True):
        with contextlib.suppress(OSError):
            os.rmdir(f"{folder}/{parent}")

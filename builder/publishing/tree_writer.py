"""Writing generated files: all is made first, in memory or in files beside their places, then moved in."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path, PurePosixPath

from builder.config.input_files import unwritable
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.atomic_write import replace_file, write_file
from builder.publishing.listing import files_below
from builder.publishing.locking import hold
from builder.publishing.manifest import MANIFEST, Kind, Manifest, read_manifest
from builder.publishing.ownership import check_writable, is_staging

Stamp = str


def stamp(path: str | Path | None) -> Stamp | None:
    """What a file is known by: its size, the time of its last change, its number on the disk. None where there is
    none."""
    try:
        found = os.stat(path) if path is not None else None
    except OSError:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}" if found else None


Content = str | bytes | Path
"""Of a file: its text, its bytes, or a file on the same disk that has them."""


def write_tree(
    folder: Path, files: Mapping[str, Content], kind: Kind = "pages", standing: AbstractSet[str] = frozenset()
) -> tuple[int, int]:
    """Make the generated files of `kind` below `folder` exactly `files` (path below `folder` → content) and those that
    are known to be `standing`.

    Files that stand there already with the same bytes are left alone; files of the last run that
    are no longer planned are removed; files that this program did not write are never touched
    (InputError where one stands in the way). Returns how many were (written, removed).

    However the run ends, every file that it wrote is listed, and the next run makes the folder whole."""
    with staging(folder, kind) as staged:
        return staged.write(files, standing)


@contextlib.contextmanager
def staging(folder: Path, kind: Kind = "pages") -> Iterator[Staging]:
    """Hold `folder`, in which generated files of `kind` are to be written. InputError as of `write_tree`."""
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(hold(folder))
            check_writable(folder, kind)
            for left in folder.iterdir():
                if is_staging(left):
                    shutil.rmtree(left)
        except OSError as error:
            raise unwritable(folder, error) from error
        yield Staging(folder, kind, held)


class Staging:
    """Files on their way to their places below `folder`, which is held: in a folder beside them, until all are there.
    `staged` keeps that folder."""

    def __init__(self, folder: Path, kind: Kind, staged: contextlib.ExitStack) -> None:
        self.folder = folder
        self._kind = kind
        self._staged = staged
        self._count = 0

    @cached_property
    def beside(self) -> Path:
        """The folder of files that are on their way."""
        return Path(self._staged.enter_context(tempfile.TemporaryDirectory(prefix=".writing-", dir=self.folder)))

    def begin(self) -> None:
        """Make the folder `beside`, for several processes to keep files in."""
        try:
            self.beside.touch()
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def put(self, path: str, content: str | bytes) -> Path | None:
        """Keep the content of a file without holding it in memory; None where it stands already. Several processes may
        do so once there is a folder `beside`."""
        raw = content.encode("utf-8") if isinstance(content, str) else content
        try:
            if _stands(f"{self.folder}/{path}", raw):
                return None
            self._count += 1
            at = self.beside / f"{os.getpid()}{self._count:08}"
            write_file(at, raw)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        return at

    def write(self, files: Mapping[str, Content | None], standing: AbstractSet[str] = frozenset()) -> tuple[int, int]:
        """As `write_tree`; of content that is None, the file stands already."""
        wanted = {path: content for path, content in files.items() if content is not None}
        try:
            return self._write(wanted, standing | (files.keys() - wanted.keys()))
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _write(self, wanted: Mapping[str, Content], standing: AbstractSet[str]) -> tuple[int, int]:
        folder = self.folder
        manifest = read_manifest(folder)
        before = manifest.files if manifest else frozenset()
        _refuse_links(folder, before | wanted.keys() | standing)
        stale = sorted(before - wanted.keys() - standing)
        after = Manifest(self._kind, frozenset(wanted) | standing)
        changed: list[tuple[str, Path]] = []
        for path, content in _changed(folder, wanted, before):
            at = content if isinstance(content, Path) else self.beside / str(len(changed))
            if isinstance(content, bytes):
                write_file(at, content)
            changed.append((path, at))
        if not changed and manifest == after:
            return 0, 0
        # The list of both runs first: an interruption between here and the end leaves nothing unlisted.
        both = Manifest(self._kind, before | after.files)
        if manifest != both:
            replace_file(folder / MANIFEST, both.content(), self.beside / MANIFEST)
        # What is stale goes first: a file of the last run may have the name of a folder of this one.
        _remove(folder, stale)
        parents: set[str] = set()
        for path, at in changed:
            target = f"{folder}/{path}"
            if (parent := os.path.dirname(target)) not in parents:
                os.makedirs(parent, exist_ok=True)
                parents.add(parent)
            os.replace(at, target)
        if after != both:
            replace_file(folder / MANIFEST, after.content(), self.beside / MANIFEST)
        return len(changed), len(stale)


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """InputError where a folder that generated files lie in is a link: they would be written elsewhere."""
    parents: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in parents:
            parents.add(parent)
            parent = parent.rpartition("/")[0]
    for parent in sorted(parents):
        if os.path.islink(f"{folder}/{parent}"):
            raise InputError(
                _("a link stands where a generated folder would be"), _("move or rename it"), folder / parent
            )


def _changed(folder: Path, wanted: Mapping[str, Content], before: frozenset[str]) -> Iterator[tuple[str, bytes | Path]]:
    """Those of `wanted` that do not stand in `folder` yet, one after the other, so that no more than one of them is in
    memory twice. InputError where something of another's has their place."""
    free: set[str] = set()
    for path, content in sorted(wanted.items()):
        raw = content.encode("utf-8") if isinstance(content, str) else content
        if isinstance(raw, bytes) and _stands(f"{folder}/{path}", raw):
            continue
        for place in (path, *map(str, PurePosixPath(path).parents[:-1])):
            if place in free:
                break
            if _is_foreign(folder, place, before, is_file=place == path):
                what = _("a file of yours stands where a page would be generated")
                raise InputError(what, _("move or rename it"), folder / place)
            free.add(place)
        yield path, raw


def _stands(target: str, content: bytes) -> bool:
    """Whether the file is there already, and no link to one."""
    try:
        found = os.lstat(target)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with open(target, "rb") as file:
            return file.read() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_foreign(folder: Path, path: str, before: frozenset[str], *, is_file: bool) -> bool:
    """Whether what stands at `path`, where a file or a folder is to stand, was not written by the last run."""
    place = folder / path
    if not place.is_dir() or place.is_symlink():
        return path not in before and os.path.lexists(place)
    return is_file and any(f"{path}/{below}" not in before for below in files_below(place))


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove generated files, and the folders that are empty without them."""
    parents: set[Path] = set()
    for path in paths:
        # Where an earlier run was killed, a file may be a folder by now, and a folder a file.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if (folder / path).is_symlink() or not (folder / path).is_dir():
                (folder / path).unlink()
        parents.update(parent for parent in (folder / path).parents if folder in parent.parents)
    for parent in sorted(parents, reverse=True):
        with contextlib.suppress(OSError):
            parent.rmdir()

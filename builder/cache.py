"""Notices that were read before: a file for each in the project's cache, named by all that reading depends on.

An entry is the pickled `Notice` behind a checksum. Unpickling can run any function that the bytes name, and a
folder may come from another person with its cache; so only the classes of `builder.model` can be made, which
do nothing but hold values. An entry that is cut, damaged or of another kind counts as none: the source is at hand.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from builder.language.kept_patterns import user_folder
from builder.model.errors import InputError
from builder.model.ledger import Jurisdiction
from builder.model.notice import Notice
from builder.model.resolved import Resolved
from builder.publishing.locking import hold, is_held
from builder.source.raw_file import RawNotice

LIBRARIES = ("OpenCC", "PyYAML", "pdfminer.six", "pdfplumber", "xlrd")
"""The distributions that take part in reading a notice; another version of one may read another text."""

_SETTLED = 2_000_000_000
"""Nanoseconds."""
_SUFFIX = ".notice"
_STAGING = ".writing-"
PLAN, FILES, PAIRS = "pages.plan", "files.plan", "pairs.plan"
"""The names of the entries that say what the pages and the data files of the last build were made from, and which
tasks of two notices answer each other."""
PIECES = tuple(f"pieces-{number}.plan" for number in range(16))
"""Those that hold the rows of tables: an edit changes few of them."""
_MAKERS = ("Jinja2", "MarkupSafe", "Markdown", "segno", "icalendar", "XlsxWriter")
"""The distributions that take part in making them."""


def reader(places: tuple[Jurisdiction, ...] = ()) -> str:
    """A fingerprint of what reads: all files of this program, Python, the libraries, the places of the registry."""
    return hashlib.sha256(f"{program()}\n{places!r}".encode()).hexdigest()


@cache
def program() -> str:
    """A fingerprint of all files of this program, Python and the libraries that read. It is kept in the user's folder
    of caches while no file has another stamp, and no library was installed or removed."""
    root = Path(__file__).parent
    files = sorted(_files(root))
    stamps = {path: _stamp(path) for path in (*sys.path, *files)}
    state = hashlib.sha256(f"{sys.version}\n{stamps!r}".encode()).hexdigest()
    folder = user_folder()
    kept = folder / f"program-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}" if folder else None
    if kept:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            known, _, fingerprint = kept.read_text("ascii").partition(" ")
            if known == state and len(fingerprint) == len(state):
                return fingerprint
    fingerprint = _fingerprint(root, files)
    # What was written just now may be written once more without another stamp.
    if kept and max(changed for _, changed, _ in stamps.values()) < time.time_ns() - _SETTLED:
        with contextlib.suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            beside = kept.with_name(f"{kept.name}.{os.getpid()}")
            beside.write_text(f"{state} {fingerprint}", "ascii")
            beside.replace(kept)
    return fingerprint


def _files(folder: str | Path) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path


def _stamp(path: str) -> tuple[int, int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0, 0
    return found.st_size, found.st_mtime_ns, found.st_ino


def _fingerprint(root: Path, files: Iterable[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in LIBRARIES:
        digest.update(f"\n{name} {_version(name)}".encode())
    for path in map(Path, files):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def maker() -> str:
    """A fingerprint of what makes pages and data files."""
    return " ".join([program(), *map(_version, _MAKERS)])


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # loads all that reads mail

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "none"


def entry(folder: Path, notice: RawNotice, fingerprint: str) -> Path:
    """Where `notice`, as made by what has that `fingerprint` (`reader`; for resolved notices, the registry too), is
    kept in the cache `folder`."""
    sidecar = notice.sidecar.sha256 if notice.sidecar else "none"
    made = notice.made.sha256 if notice.made else "none"
    facts = f"{fingerprint}\n{notice.file.path.name}\n{notice.file.sha256}\n{sidecar}\n{made}"
    return folder / f"{hashlib.sha256(facts.encode('utf-8', 'surrogateescape')).hexdigest()}{_SUFFIX}"


def load(path: Path) -> Notice | None:
    """The notice in the entry at `path`, or None where there is none that can be trusted."""
    found = load_value(path)
    return found if isinstance(found, Notice) else None


def load_resolved(path: Path) -> Resolved | None:
    """The notice, resolved alone, in the entry at `path`, or None where there is none that can be trusted."""
    found = load_value(path)
    return found if isinstance(found, Resolved) else None


def load_value(path: Path) -> object:
    """The value in the entry at `path`, or None where there is none that can be trusted."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    checksum, pickled = stored[:32], memoryview(stored)[32:]
    if checksum != _checksum(path, pickled):
        return None
    try:
        with _uncollected():
            return _Unpickler(io.BytesIO(pickled)).load()
    except Exception:  # whatever is wrong with an entry, the source is at hand
        return None


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no circles among the values that are made within the block: there are none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def store(path: Path, value: object) -> None:
    """Keep `value`, of builtins and what `builder.model` defines, in the entry at `path`: beside it first, so that a
    run that is killed leaves a whole one or none. A cache that cannot be written only costs time."""
    with contextlib.suppress(OSError, InputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=path.parent) as staged, hold(Path(staged)):
            beside = Path(staged) / path.name
            pickled = pickle.dumps(value)
            with beside.open("wb") as file:
                file.write(_checksum(path, pickled))
                file.write(pickled)
            beside.replace(path)


def tidy(folder: Path) -> None:
    """Remove what killed runs left in the cache `folder`."""
    for left in folder.glob(f"{_STAGING}*"):
        if not is_held(left):
            shutil.rmtree(left, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove the entries of the cache `folder`, and it and the folder that it is in where nothing else is in them."""
    with contextlib.suppress(OSError):
        tidy(folder)
        for path in (*folder.glob(f"*{_SUFFIX}"), *(folder / name for name in (PLAN, FILES, PAIRS, *PIECES))):
            path.unlink(missing_ok=True)
        folder.rmdir()
        folder.parent.rmdir()


def _checksum(path: Path, pickled: bytes | memoryview) -> bytes:
    """Over the name too: an entry under the name of another is none."""
    digest = hashlib.sha256(path.name.encode())
    digest.update(pickled)
    return digest.digest()


class _Unpickler(pickle.Unpickler):
    """Makes the values of `builder.model` and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        found = super().find_class(module, name) if module.startswith("builder.model.") else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a notice")
        return found

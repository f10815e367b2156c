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
import json
import os
import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any

_FORM = "first signs"
"""What is in the file beside the compiler's own code; another one is another file."""
try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    from builder.language.first_signs import with_first_signs

    _RELEASE = f"{sys.version} {_sre.MAGIC} {_FORM}" if array("I").itemsize == _sre.CODESIZE else ""
except (ImportError, AttributeError):  # another Python: its patterns are compiled each time
    _RELEASE = ""

_MOST = 3000
"""So many patterns are kept; beyond, those of the last run only: the others may be of programs that are gone."""
_DIGEST = hashlib.sha256().digest_size

Key = tuple[str, int]
Entry = tuple[int, int, dict[str, int], list[str | None], bytes]
"""Flags, number of groups, their numbers by name, their names by number, code."""


class Kept:
    """The entries of the file at `path`, and those that this run made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = _load(path)
        self.used: dict[Key, Entry] = {}
        self.is_new = False

    def make(self, pattern: str, flags: int) -> re.Pattern[str]:
        key = pattern, flags
        if key in self.entries:
            with contextlib.suppress(Exception):  # whatever is wrong with an entry, the pattern is at hand
                made = _made(pattern, self.entries[key])
                self.used[key] = self.entries[key]
                return made
        with contextlib.suppress(Exception):  # a Python whose compiler is another
            entry = _compiled(pattern, flags)
            made = _made(pattern, entry)
            self.used[key] = entry
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
        entries = {**_load(self.path), **self.used}
        if len(entries) > _MOST:
            entries = self.used
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for left in self.path.parent.glob(f"{self.path.name}.*"):  # of a run that was killed
                left.unlink(missing_ok=True)
            beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
            beside.write_bytes(_dumped(entries))
            beside.replace(self.path)


def kept(pattern: str, flags: int) -> re.Pattern[str]:
    """As `re.compile(pattern, flags)`, from kept code where there is some."""
    file = _kept()
    return file.make(pattern, flags) if file else re.compile(pattern, flags)


@cache
def _kept() -> Kept | None:
    folder = user_folder()
    name = f"patterns-{hashlib.sha256(_RELEASE.encode()).hexdigest()[:16]}.bin"
    return Kept(folder / name) if _RELEASE and folder else None


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
    code = array("I", with_first_signs(_compiler._code(tree, flags), tree, flags | tree.state.flags)).tobytes()
    return flags | tree.state.flags, tree.state.groups - 1, numbers, names, code


def _made(pattern: str, entry: Entry) -> re.Pattern[str]:
    flags, groups, numbers, names, code = entry
    made: re.Pattern[str] = _sre.compile(pattern, flags, array("I", code).tolist(), groups, numbers, tuple(names))
    return made


def _dumped(entries: dict[Key, Entry]) -> bytes:
    """A checksum, then a line of JSON with all but the code, then the code of all."""
    head = [
        [pattern, asked, flags, groups, numbers, names, len(code)]
        for (pattern, asked), (flags, groups, numbers, names, code) in entries.items()
    ]
    content = json.dumps(head).encode() + b"\n" + b"".join(entry[-1] for entry in entries.values())
    return hashlib.sha256(content).digest() + content


def _load(path: Path) -> dict[Key, Entry]:
    """The entries of the file; none where it is missing or no whole one."""
    try:
        stored = path.read_bytes()
    except OSError:
        return {}
    content = memoryview(stored)[_DIGEST:]
    if stored[:_DIGEST] != hashlib.sha256(content).digest():
        return {}
    at = stored.index(b"\n", _DIGEST) + 1
    entries: dict[Key, Entry] = {}
    head: list[list[Any]] = json.loads(stored[_DIGEST:at])
    for pattern, asked, flags, groups, numbers, names, size in head:
        entries[pattern, asked] = (flags, groups, numbers, names, stored[at : at + size])
        at += size
    return entries

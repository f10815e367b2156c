"""Files as they were received: read once, so that all that is said of one is said of the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from builder.config.input_files import LARGEST_NOTICE, LARGEST_YAML, read_input, unreadable
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.source.converted.kept import Conversion, kept_beside
from builder.source.sidecar.keys import is_annotation


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file and its bytes. `stamp`: (size in bytes, time of the last change in nanoseconds, inode) when it was read,
    by which a later change is seen."""

    path: Path
    content: bytes
    stamp: tuple[int, int, int]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class RawNotice:
    """A raw notice, and its sidecar where it has one. `made`: what another program made of it, read in its place;
    `conversion`: how, where that was done now; where it was kept, the sidecar says it."""

    file: RawFile
    sidecar: RawFile | None
    made: RawFile | None = None
    conversion: Conversion | None = None

    @property
    def files(self) -> tuple[RawFile, ...]:
        return tuple(file for file in (self.file, self.sidecar, self.made) if file)


def read_raw(path: Path, *, largest: int = LARGEST_NOTICE) -> RawFile:
    """The file at `path`. InputError as `read_input`."""
    try:
        # Taken first: a change while the file is read is a change after it was read.
        stamp = _stamp(path.stat())
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    return RawFile(path, read_input(path, largest=largest), stamp)


def read_raw_notice(path: Path, sidecar: Path | None = None) -> RawNotice:
    """The notice at `path`, with its sidecar: `sidecar`, or `<stem>.yml` beside the file where there is one that
    is no annotation."""
    file = read_raw(path)
    kept = kept_beside(path)
    made = read_raw(kept) if kept else None
    if sidecar is not None:
        return RawNotice(file, read_raw(sidecar, largest=LARGEST_YAML), made)
    beside = path.with_suffix(".yml")
    said = read_raw(beside, largest=LARGEST_YAML) if os.path.lexists(beside) else None
    return RawNotice(file, None if said is None or is_annotation(said.content) else said, made)


def check_unchanged(notices: Iterable[RawNotice]) -> None:
    """InputError naming the first file that has changed or vanished since it was read."""
    for file in (file for notice in notices for file in notice.files):
        try:
            what = _("changed while the build ran") if _stamp(file.path.stat()) != file.stamp else ""
        except OSError:
            what = _("vanished while the build ran")
        if what:
            raise InputError(what, _("build again when it is complete"), file.path)


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino

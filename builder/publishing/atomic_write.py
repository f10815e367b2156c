"""Steps on disk: a file taken over, and those done whole or not at all, a file replaced, two folders exchanged."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from pathlib import Path

from builder.config.input_files import unwritable

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_KNOWN_HERE = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def write_file(path: str | Path, content: bytes, *, durable: bool = False) -> None:
    """Write the new file `path`; with `durable` it is on the disk, not only on its way there, on return."""
    with open(path, "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Let `target` be the file `source` too; a copy where the disk has no links, or is another."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def replace_file(path: Path, content: bytes, beside: Path) -> None:
    """Make `content` the content of `path`, by way of the new file `beside` on the same disk."""
    write_file(beside, content, durable=True)
    os.replace(beside, path)


def replace_input(path: Path, content: bytes) -> None:
    """Make `content` the content of a person's file, whole or not at all. InputError where it cannot be written."""
    try:
        with tempfile.TemporaryDirectory(prefix=".taizhang-", dir=path.parent) as folder:
            replace_file(path, content, Path(folder) / path.name)
    except OSError as error:
        raise unwritable(path, error) from error


def exchange(one: Path, other: Path) -> bool:
    """Let two existing folders take each other's name in one step (`renameat2(2)`, Linux 3.15). False, with
    nothing done, where the system or the file system has no such step; OSError where it is refused."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_KNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))

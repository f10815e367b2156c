"""Files of a person read and written with care: what is no file is refused before it is opened for good, and
whatever the system refuses becomes one line with the place and the way out."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

from builder.messages.foreign import reason
from builder.messages.translation import _
from builder.model.errors import InputError

LARGEST_NOTICE = 200 * 1024 * 1024  # bytes; the longest plans with pictures are below 30 MB
LARGEST_YAML = 4 * 1024 * 1024  # bytes; above, no person wrote it
_FULL = (errno.ENOSPC, errno.EDQUOT)


def read_input(path: Path, *, largest: int = LARGEST_NOTICE) -> bytes:
    """The bytes of the regular file at `path`. InputError where there is none (a folder, pipe or device is none:
    a pipe would wait for ever, a device never ends), where it may not be read, where it is longer than `largest`
    bytes, and where its name is not UTF-8, which no page or address could name."""
    check_name(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                folder = stat.S_ISDIR(found.st_mode)
                what = _("is a folder, not a file") if folder else _("is a pipe or device, not a file")
                raise InputError(what, _("name a file"), path)
            raw = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if len(raw) > largest:
        raise InputError(
            _("is larger than {size} MB", size=largest >> 20), _("leave out what is not needed, or divide it"), path
        )
    return raw


def check_name(path: Path) -> None:
    """InputError where the name of a file is not UTF-8."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(_("its name is not UTF-8"), _("rename it"), path) from None


def unreadable(path: Path, error: OSError | ValueError) -> InputError:
    """What to tell a person where `path` cannot be read."""
    if isinstance(error, IsADirectoryError):
        return InputError(_("is a folder, not a file"), _("name a file"), path)
    return InputError(_("cannot be read: {why}", why=reason(error)), _("check the path and its rights"), path)


def unwritable(path: Path, error: OSError) -> InputError:
    """What to tell a person where `path`, or the file that `error` names, cannot be written; for a full disk which
    one and how much is free."""
    path = Path(os.fsdecode(error.filename)) if error.filename else path
    if error.errno in _FULL:
        disk = _disk(path)
        free = shutil.disk_usage(disk).free / 1024**2
        return InputError(
            _("the disk of {disk} is full: {free:.1f} MB are free for you", disk=disk, free=free),
            _("make room on it"),
            path,
        )
    return InputError(_("cannot be written: {why}", why=reason(error)), _("choose a place that you may write to"), path)


def refused(error: OSError) -> InputError:
    """What to tell a person where the system refuses something and it is not known what it was asked for."""
    if error.filename is None:
        return InputError(_("the system refuses: {why}", why=reason(error)), _("make room or choose another place"))
    path = Path(os.fsdecode(error.filename))
    return unwritable(path, error) if error.errno in _FULL else unreadable(path, error)


def _disk(path: Path) -> Path:
    """Where the disk that holds `path`, or would hold it, is mounted."""
    folder = path.absolute()
    while not os.path.ismount(folder) and folder != folder.parent:
        folder = folder.parent
    return folder

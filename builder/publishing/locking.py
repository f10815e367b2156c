"""Two runs at once: whoever writes to a folder holds it until it is done, and the second says so."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from builder.messages.translation import _
from builder.model.errors import InputError

try:
    import fcntl
except ImportError:  # Windows: no advisory locks on folders, two runs at once are not told of each other
    fcntl = None  # type: ignore[assignment]

_held: set[int] = set()


def _release() -> None:
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    # A worker that outlives a killed run must not hold what the run held.
    os.register_at_fork(after_in_child=_release)


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the existing `folder` while the block runs. The system lets go of it however the process ends, so
    nothing is left to clean up. InputError where another run holds it; without effect on a file system that
    knows no locks."""
    descriptor = _lock(folder)
    try:
        yield
    finally:
        if descriptor in _held:
            _held.discard(descriptor)
            os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Whether a living run holds `folder`."""
    try:
        with hold(folder):
            return False
    except InputError:
        return True


def _lock(folder: Path) -> int:
    """The descriptor of the lock, or -1 where none can be had."""
    if fcntl is None:
        return -1
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return -1
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            raise InputError(_("another run is writing here"), _("wait until it is done"), folder) from None
        return -1
    _held.add(descriptor)
    return descriptor

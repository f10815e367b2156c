"""Other programs, run within a time limit in a folder of their own; nothing of them is left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from builder.messages.foreign import reason
from builder.messages.translation import _
from builder.model.errors import InputError


def run_program(command: Sequence[str], folder: Path, seconds: int, path: Path) -> str:
    """What a program prints. It runs in `folder`, which is its home, without a network where the system can take that
    away. InputError, naming `path`, where it fails or does not end in time; then all that it started is ended."""
    name = Path(command[0]).name
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
    }
    if os.name == "nt":
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            [*_without_network(), *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(
            _("{name} cannot be started: {why}", name=name, why=reason(error)), _("install it anew"), path
        ) from None
    try:
        said = process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        raise InputError(
            _("{name} did not end in {seconds} seconds", name=name, seconds=seconds),
            _("save the file as .docx or PDF"),
            path,
        ) from None
    finally:
        _end(process)
    words = said.decode("utf-8", "replace")
    if process.returncode:
        last = (words.strip().splitlines() or [_("it says nothing")])[-1][:200]
        raise InputError(_("{name} fails: {why}", name=name, why=last), _("save the file as .docx or PDF"), path)
    return words


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program with all that it started."""
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _without_network() -> tuple[str, ...]:
    """What is put before a command so that it has no network: a name space of its own, where Linux allows it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--map-root-user", "--net")
    try:
        done = subprocess.run([*words, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return ()
    return words if done.returncode == 0 else ()

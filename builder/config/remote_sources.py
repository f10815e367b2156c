"""Raw notices that lie elsewhere: the files at an address that fsspec reads, brought into the project's cache."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from builder.config.input_files import LARGEST_NOTICE, unwritable
from builder.messages.foreign import reason
from builder.messages.options import Address
from builder.messages.progress import warn
from builder.messages.translation import _
from builder.model.errors import InputError

FOLDER = "sources"
"""The folder of the cache in which each address has one of its own."""
_RECORD = "fetched.json"
_FILES = "files"
_FILES_AT_ONCE = 32
_VERSIONS = ("ETag", "etag", "sha", "md5Hash", "content_md5", "LastModified", "last_modified", "updated", "mtime")
"""What file systems say of a file that changes with its content; one of which none is said is fetched each time."""


class _File(NamedTuple):
    """A file at an address. `place`: what its file system calls it; `version`: None where it says none."""

    name: str
    place: str
    version: list[str] | None


def fetch(address: Address, cache: Path) -> Path:
    """The folder below `cache` that holds the files at `address`, byte for byte; only those are fetched that changed,
    and those that are gone there are removed. InputError where it cannot be reached, and the folder is as it was."""
    system, files = _listed(address)
    if not files:
        raise InputError(_("no file there"), _("name the folder that holds the notices"), address)
    folder = cache / FOLDER / hashlib.sha256(address.encode()).hexdigest()[:16]
    try:
        (folder / _FILES).mkdir(parents=True, exist_ok=True)
        known = _known(folder)
        wanted = [file for file in files if file.version is None or known.get(file.name) != file.version]
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder) as beside:
            for first in range(0, len(wanted), _FILES_AT_ONCE):
                _bring(system, address, wanted[first : first + _FILES_AT_ONCE], Path(beside))
            # From here on nothing is asked of the address: it was all there, or nothing is changed.
            (folder / _RECORD).unlink(missing_ok=True)
            for file in wanted:
                (Path(beside) / file.name).replace(folder / _FILES / file.name)
        names = {file.name for file in files}
        for left in (folder / _FILES).iterdir():
            if left.name not in names:
                left.unlink()
        record = {file.name: [*file.version, *_stamp(folder / _FILES / file.name)] for file in files if file.version}
        (folder / _RECORD).write_text(json.dumps(record), "utf-8")
    except OSError as error:
        raise unwritable(folder, error) from error
    warn(
        _(
            "{address}: {count} files, {fetched} of them fetched, are read from {folder}",
            address=address,
            count=len(files),
            fetched=len(wanted),
            folder=folder / _FILES,
        )
    )
    return folder / _FILES


def forget(cache: Path) -> None:
    """Remove what was fetched into `cache`, and nothing else."""
    with contextlib.suppress(OSError):
        for folder in (cache / FOLDER).iterdir():
            for path in (*(folder / _FILES).iterdir(), folder / _RECORD):
                path.unlink(missing_ok=True)
            (folder / _FILES).rmdir()
            folder.rmdir()
        (cache / FOLDER).rmdir()
        cache.rmdir()


def _listed(address: Address) -> tuple[Any, list[_File]]:
    """The file system of `address`, and the files there."""
    try:
        import fsspec
    except ImportError as error:
        raise InputError(
            _("sources at an address need the library fsspec"), _("install it: pip install 'taizhang[remote]'"), address
        ) from error
    try:
        # Not what this process listed before: it may have changed since.
        system, root = fsspec.core.url_to_fs(address, skip_instance_cache=True)
        entries = system.ls(root, detail=True)
    except ImportError as error:  # the library for this kind of address is not installed; its message names it
        raise InputError(_("cannot be reached: {why}", why=_line(error)), _("install that library"), address) from error
    except Exception as error:  # each file system has errors of its own
        raise _unreachable(address, error) from error
    return system, sorted(_files(entries, root.strip("/"), quoted="http" in system.protocol))


def _files(entries: Iterable[Mapping[str, Any]], root: str, *, quoted: bool) -> Iterable[_File]:
    """The files among `entries` of the folder `root`. `quoted`: whether names are parts of web addresses; a page that
    lists a folder then also links elsewhere, and to itself in another order (`?C=N`)."""
    for entry in entries:
        above, _slash, name = entry["name"].strip("/").rpartition("/")
        if above != root or name.startswith((".", "?")):
            continue
        name = unquote(name) if quoted else name
        if "/" in name or "\\" in name or "\0" in name:
            raise InputError(_("its name is no name of a file"), _("rename it"), entry["name"])
        if entry.get("type", "file") != "file":
            raise InputError(
                _("is no file: nothing in it would be read"), _("move it out of the folder of sources"), entry["name"]
            )
        size = entry.get("size")
        if size and size > LARGEST_NOTICE:
            raise InputError(
                _("is larger than {size} MB", size=LARGEST_NOTICE >> 20),
                _("leave out what is not needed, or divide it"),
                entry["name"],
            )
        said = [f"{key}={entry[key]}" for key in _VERSIONS if entry.get(key)]
        yield _File(name, entry["name"], [*said, f"size={size}"] if said else None)


def _bring(system: Any, address: Address, files: list[_File], beside: Path) -> None:
    try:
        contents = system.cat([file.place for file in files], on_error="raise")
        for file in files:
            (beside / file.name).write_bytes(contents[file.place] if isinstance(contents, dict) else contents)
    except OSError as error:
        if error.filename and str(error.filename).startswith(str(beside)):
            raise
        raise _unreachable(address, error) from error
    except Exception as error:
        raise _unreachable(address, error) from error


def _unreachable(address: Address, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        error = OSError(errno.ENOENT, os.strerror(errno.ENOENT))  # some file systems say the address only
    why = reason(error) if isinstance(error, OSError) and error.strerror else _line(error)
    return InputError(_("cannot be reached: {why}", why=why), _("check the address and your rights to it"), address)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _known(folder: Path) -> dict[str, list[str]]:
    """Of each file that stands in `folder` as it was fetched, the version that it had at its address."""
    try:
        record = json.loads((folder / _RECORD).read_bytes())
        return {name: said[:-2] for name, said in record.items() if said[-2:] == _stamp(folder / _FILES / name)}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _stamp(path: Path) -> list[str]:
    found = path.stat()
    return [str(found.st_size), str(found.st_mtime_ns)]

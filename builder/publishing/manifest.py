"""The list that this program leaves in every folder it writes: the proof of what there is its own."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError

MANIFEST = ".generated.json"
"""Name of the list, in the folder that the files were written to. MkDocs neither copies nor removes hidden files."""

PROGRAM = "taizhang"
_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")

Kind = Literal["pages", "site", "export", "unfinished"]
"""What a folder holds: generated pages (`docs/`), a finished site, exported data, or a site that is being
built or taken away, of which everything is this program's."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: paths of the generated files below the folder, with `/` between their parts."""

    kind: Kind
    files: frozenset[str]

    def content(self) -> bytes:
        listed = {"program": PROGRAM, "kind": self.kind, "files": sorted(self.files)}
        return (json.dumps(listed, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """The list in `folder`, or None where there is none. InputError where one is there that cannot be read,
    or that names a file outside the folder."""
    path = folder / MANIFEST
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _read(path, ())
    return _read(path, (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))


@lru_cache(maxsize=4)
def _read(path: Path, stamp: tuple[int, ...]) -> Manifest:
    """The list at `path`, which is replaced as a whole whenever it changes: then it has another stamp."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        said = None
    found = _manifest(said)
    if found is None:
        raise InputError(
            _("the list of generated files cannot be read"),
            _("remove it together with the generated files beside it; all of them are written anew"),
            path,
        )
    return found


def _manifest(said: Any) -> Manifest | None:
    if isinstance(said, list):
        # Version 0.1 wrote the paths alone, for pages and for exports.
        pages = any(isinstance(path, str) and path.endswith(".md") for path in said)
        said = {"program": PROGRAM, "kind": "pages" if pages else "export", "files": said}
    if not isinstance(said, dict) or said.get("program") != PROGRAM or said.get("kind") not in get_args(Kind):
        return None
    files = said.get("files")
    if not isinstance(files, list) or not all(map(_is_path, files)):
        return None
    return Manifest(said["kind"], frozenset(files))


def _is_path(said: object) -> bool:
    return isinstance(said, str) and is_below(said)


def is_below(path: str) -> bool:
    """Whether the relative `path` names a file below the folder that it is joined to, whatever it is."""
    if _PLAIN.fullmatch(path):
        return True
    parts = path.split("/")
    return (
        not any(part in ("", ".", "..") for part in parts)
        and not PurePosixPath(path).is_absolute()
        and ("\\" not in path and "\0" not in path and not (len(path) > 1 and path[1] == ":"))
    )

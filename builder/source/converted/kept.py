"""The converted file that is kept beside a notice: a build reads it, and needs no other program.

`taizhang add` writes it as `<id>.converted.docx` (or `.xlsx`), the text of a scan as `<id>.recognised.txt`, and records
in the sidecar what it was made from and by what. A build is a function of its inputs: where the record does not hold,
the notice is refused, not converted anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import N_, _
from builder.model.errors import InputError

Made = Literal["converted", "recognised"]

_ENDINGS: tuple[str, ...] = (".converted.docx", ".converted.xlsx", ".recognised.txt")
_ANEW = N_("move the file and its sidecar out of the folder, and add it anew with `taizhang add`")


@dataclass(frozen=True, slots=True)
class Conversion:
    """The record in a sidecar: the SHA-256 of the original and of what was made of it, and `by` which program."""

    original: str
    sha256: str
    by: str
    made: Made = "converted"


def is_kept(path: Path) -> bool:
    """Whether a file in the folder of sources is no notice, but what was made of one."""
    return path.name.endswith(_ENDINGS)


def kept_beside(path: Path) -> Path | None:
    """The file that was made of the notice at `path`, where there is one."""
    beside = (path.with_name(path.stem + ending) for ending in _ENDINGS)
    return next((each for each in beside if each.is_file()), None)


def refuse_orphans(files: Iterable[Path], stems: Iterable[str]) -> None:
    """InputError where one of `files` was made of a notice that is not there; `stems` are those of the notices."""
    known = set(stems)
    for path in files:
        stem = next((path.name.removesuffix(ending) for ending in _ENDINGS if path.name.endswith(ending)), None)
        if stem is not None and stem not in known:
            raise InputError(_("a converted file without its notice"), _("add {stem}, or remove it", stem=stem), path)


def check_record(record: Conversion, original: str, kept: tuple[Path, str] | None, path: Path) -> None:
    """InputError where the notice at `path` (its SHA-256 `original`) or what was made of it (`kept`: path and SHA-256)
    is not what the record says."""
    if record.original != original:
        raise InputError(_("is another file than that which was converted"), _(_ANEW), path)
    if kept is None:
        raise InputError(
            _("its converted file is missing") if record.made == "converted" else _("its recognised file is missing"),
            _(_ANEW),
            path,
        )
    if kept[1] != record.sha256:
        raise InputError(_("has changed since it was made; corrections go into the sidecar"), _(_ANEW), kept[0])

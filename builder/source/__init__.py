"""Sources: raw files as they were received, decoded and nothing more.

`read_source` is the only door: everything that cannot be read is refused here, with one line that
names the file, the place and the mend (`InputError`). What comes after never fails on a text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.errors import InputError
from builder.sidecar import Sidecar, read_sidecar
from builder.source.decoding import decode

Media = Literal["text", "html", "docx", "pdf"]

_LEGAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """One raw notice. `text` is the decoded file (line ends as they are; for docx and pdf the text
    that was extracted, one paragraph a line, table cells joined by tabs); `sha256` is of the bytes;
    `name` is the file's name; `encoding` a Python codec name, or the format for docx and pdf."""

    id: str
    path: Path
    name: str
    sha256: str
    text: str
    encoding: str
    media: Media
    sidecar: Sidecar


def read_source(path: Path | str, sidecar: Path | str | None = None) -> Source:
    """The notice in the file at `path`, with its sidecar: `sidecar`, or `<stem>.yml` beside the file
    where there is one. InputError where either cannot be read."""
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", "check the path and its rights", path) from None
    beside = Path(sidecar) if sidecar is not None else path.with_suffix(".yml")
    facts = read_sidecar(beside) if sidecar is not None or beside.is_file() else Sidecar()
    text, encoding, media = decode(raw, path, facts.encoding)
    digest = hashlib.sha256(raw).hexdigest()
    return Source(notice_id(path.stem, digest), path, path.name, digest, text, encoding, media, facts)


def source_of(text: str, name: str = "text.txt") -> Source:
    """A source from text that is already in memory, without a file or sidecar."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    path = Path(name)
    return Source(notice_id(path.stem, digest), path, name, digest, text, "utf-8", "text", Sidecar())


def notice_id(stem: str, sha256: str) -> str:
    """The id of a notice: its file's stem where that is a legal slug (`[a-z0-9-]+`), else derived
    from it (`000_10ED` → `000-10ed`); from the file's bytes where nothing ASCII is left."""
    if _LEGAL_ID.fullmatch(stem):
        return stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug or f"notice-{sha256[:8]}"


def check_ids(sources: Iterable[Source]) -> None:
    """InputError where two sources have one id."""
    seen: dict[str, Source] = {}
    for source in sources:
        if source.id in seen:
            raise InputError(
                f"has the id {source.id!r}, which {seen[source.id].path} has too",
                "rename one of the two files",
                source.path,
            )
        seen[source.id] = source

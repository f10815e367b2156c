"""Sidecars: the YAML beside a source that says what its text does not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction: the source's words `written` become `restored`. `by`, `date` (ISO) and
    `reason` are shown on the notice's page; `line` is its line in the sidecar."""

    written: str
    restored: str
    by: str
    date: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person says of a source. None or () where nothing is said; dates are ISO 8601.

    `jurisdiction` is an id of the registry or a place's name; a value here wins over the text's."""

    path: Path | None = None
    title: str | None = None
    plan_title: str | None = None
    kind: str | None = None
    jurisdiction: str | None = None
    source_name: str | None = None
    source_url: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    validity: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    written: str | None = None
    published: str | None = None
    issuers: tuple[str, ...] = ()
    encoding: str | None = None
    notes: str | None = None
    corrections: tuple[Correction, ...] = ()


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at `path`; InputError where it is no legal sidecar."""
    return Sidecar(path)

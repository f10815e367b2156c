"""Restoration: the text as its publisher wrote it, and the proof of each change."""

from __future__ import annotations

from dataclasses import dataclass

from builder.notice import Edit, Finding
from builder.restoration.layout import drop_layout
from builder.restoration.revision import Revision
from builder.source import Source


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the restored text: rows of cells, a cell being its (start, end) there, or None
    where it is empty. A merged cell's span stands at each place that it covers."""

    rows: tuple[tuple[tuple[int, int] | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a page's metadata block (索引号: …), cut from the text; `source_start` and
    `source_end` are where its value stands in the decoded source."""

    key: str
    value: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Restored:
    """`text`: one paragraph a line, no empty lines, no indentation. `edits`: each difference from
    `source.text`, in order. `metadata`: what the page around the notice says of it."""

    text: str
    edits: tuple[Edit, ...]
    tables: tuple[Table, ...] = ()
    metadata: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()


def restore(source: Source) -> Restored:
    """The restored text of a source. Never fails; what cannot be restored becomes a finding."""
    revision = Revision.of(source.text)
    revision = revision.apply(drop_layout(revision.text))
    return Restored(revision.text, revision.edits)

"""What persons state of a notice besides its text: how it stands to other notices, what was said of its progress."""

from __future__ import annotations

from typing import Literal

from builder.language.lazy_dataclasses import dataclass

RelationKind = Literal["repeals", "amends", "replaces", "interprets"]
ProgressState = Literal["done", "in-progress", "not-done", "other"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a notice does to another: `notice` its id where that is published here, else its `title` (and `number`).
    `line`: where the sidecar says so."""

    kind: RelationKind
    notice: str | None = None
    title: str | None = None
    number: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody said of a task: in which `state` it was `as_of` a day (ISO 8601), `said_by` whom, in which words
    (`quote`), and where: `source`, the id of a notice here or a web address. `line`: where the sidecar says so."""

    task: str
    as_of: str
    state: ProgressState
    said_by: str
    source: str
    quote: str
    line: int = 0

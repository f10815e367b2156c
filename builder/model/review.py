"""What is known of a person's comparing the facts of a notice with the notice itself."""

from __future__ import annotations

from builder.language.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Review:
    """`reviewed:` of a sidecar: who compared how many of the facts with the notice, and when (ISO 8601). `reading`
    identifies what was read then: where that has changed since, the review is one of an earlier reading."""

    by: str
    date: str
    checked: int
    of: int
    reading: str

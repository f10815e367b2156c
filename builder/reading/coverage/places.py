"""The places of a text that could state a fact, and what became of each of them.

A place is *covered* by a fact that was read, *excluded* by a named rule that says why it states none, or *found*:
then it becomes a finding. There is no fourth state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal

from builder.language.lazy_dataclasses import dataclass

Kind = Literal["duty", "body", "time", "amount"]
Fate = Literal["covered", "excluded", "found"]


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` could state a fact of this kind."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a place. `rule`: the name of the rule that excludes it, empty elsewhere."""

    place: Place
    fate: Fate
    rule: str = ""


class Spans:
    """Stretches of a text, asked whether they touch a place. Built once, each question is a binary search."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            elif start < end:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the spans shares a character with `start:end`."""
        at = bisect_left(self._ends, start + 1)
        return at < len(self._starts) and self._starts[at] < end

    def gaps(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """The stretches of `start:end` that no span covers."""
        at = bisect_left(self._ends, start + 1)
        while start < end:
            low, high = (self._starts[at], self._ends[at]) if at < len(self._starts) else (end, end)
            if low > start:
                yield start, min(low, end)
            start, at = max(start, high), at + 1

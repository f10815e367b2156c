"""Which tasks of two notices can be alike enough at all, told from how many words they share before these are weighed.

Most notices of one place have little to do with each other. That must cost next to nothing, since the pairs of notices
grow with the square of their number. No bound leaves out what would be found.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from builder.ledger.counterparts.weighing import CHAPTER, SUBJECTS, WHOLE, Side, alike, covering, weights

_NUMBERS = 128
"""Tasks that share so many n-grams are looked at whatever else they share."""


class Bounds:
    """Which tasks of two notices may have as much as `needed` that speaks for them; `telling` is how much each subject
    tells that both notices speak of. `common`: the n-grams that both have; `pairs`: the tasks, in order, for which the
    number of n-grams that they share may suffice."""

    def __init__(self, here: Side, there: Side, telling: Mapping[str, float], needed: float) -> None:
        self._here, self._there = here, there
        self._needed = needed
        count = len(here.tasks) + len(there.tasks)
        self._heaviest = weights(count)[2]
        """The most that an n-gram weighs which both have."""
        self._spoken = _said_by_subjects(here, there, telling)
        self.common = here.grams & there.grams
        bits = {gram: 1 << at for at, gram in enumerate(self.common)}
        ours, theirs = (
            [sum(map(bits.__getitem__, task.grams & self.common)) for task in side.tasks] for side in (here, there)
        )
        self._norms = _least_norms(here.masses(count), ours), _least_norms(there.masses(count), theirs)
        self.pairs = list(self._sharing_enough(ours, theirs))

    def allow(self, i: int, j: int, weight: float) -> bool:
        """Whether it suffices that two tasks share words of this weight."""
        said = self._spoken[i].get(j, 0.0) + _said_by_words(weight, self._norms[0][i], self._norms[1][j])
        if said + CHAPTER < self._needed:
            return False
        return said + CHAPTER * alike(self._here.headings[i], self._there.headings[j]) >= self._needed

    def _sharing_enough(self, ours: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
        lightest = int(min(self._norms[1], default=0.0))
        for i, (bits, norm) in enumerate(zip(ours, self._norms[0], strict=True)):
            by_number = _said_by_numbers(self._heaviest, int(norm), lightest)
            least = bisect_left(by_number, self._needed - CHAPTER)
            likely = [j for j, other in enumerate(theirs) if (bits & other).bit_count() >= least]
            if self._spoken[i]:
                likely = sorted({*likely, *self._spoken[i]})
            for j in likely:
                if self.allow(i, j, self._heaviest * (bits & theirs[j]).bit_count()):
                    yield i, j


def _least_norms(masses: list[float], common: list[int]) -> list[float]:
    """The norms of tasks, were the words that the other notice has of no weight."""
    return [math.sqrt(max(0.0, mass - bits.bit_count())) for mass, bits in zip(masses, common, strict=True)]


def _said_by_subjects(here: Side, there: Side, telling: Mapping[str, float]) -> dict[int, dict[int, float]]:
    """By a task here and one there: what the subjects say that they share."""
    found: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for name, tells in telling.items():
        for i in here.speaking_of[name]:
            weight = SUBJECTS * tells * here.tasks[i].subjects[name]
            for j in there.speaking_of[name]:
                found[i][j] += weight * there.tasks[j].subjects[name]
    return found


def _said_by_words(weight: float, one: float, other: float) -> float:
    """What shared words of at most such a weight can say for two tasks of at least such norms. The words that a task
    shares are its own: its norm is not below the root of their weight."""
    if weight == 0:
        return 0.0
    root = math.sqrt(weight)
    return covering(weight) + WHOLE * weight / (max(one, root) * max(other, root))


@lru_cache(maxsize=4096)
def _said_by_numbers(heaviest: float, one: int, other: int) -> list[float]:
    """By number of n-grams shared: what they can say at most."""
    return [_said_by_words(number * heaviest, one, other) for number in range(_NUMBERS)]

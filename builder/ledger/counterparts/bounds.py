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

from builder.ledger.counterparts.weighing import CHAPTER, SUBJECTS, WHOLE, Side, covering, weights

_NUMBERS = 128
"""Tasks that share so many n-grams are looked at whatever else they share."""
_Said = dict[int, dict[int, float]]
"""By a task here and one there: what speaks for the two."""


class Bounds:
    """Which tasks of two notices may have as much as `needed` that speaks for them; `telling` is how much each subject
    tells that both notices speak of. `common`: the n-grams that both have; `pairs`: the tasks, in order, for which the
    number of n-grams that they share may suffice."""

    def __init__(self, here: Side, there: Side, telling: Mapping[str, float], needed: float) -> None:
        self._needed = needed
        count = len(here.tasks) + len(there.tasks)
        self._heaviest = weights(count)[2]
        """The most that an n-gram weighs which both have."""
        self._said = _said_by_names(here, there, telling)
        self.common = here.grams & there.grams
        bits = {gram: 1 << at for at, gram in enumerate(self.common)}
        ours, theirs = (
            [sum(map(bits.__getitem__, task.grams & self.common)) for task in side.tasks] for side in (here, there)
        )
        self._norms = _least_norms(here.masses(count), ours), _least_norms(there.masses(count), theirs)
        self.pairs = list(self._sharing_enough(ours, theirs))

    def allow(self, i: int, j: int, weight: float) -> bool:
        """Whether it suffices that two tasks share words of this weight."""
        return self._said[i].get(j, 0.0) + _said_by_words(weight, self._norms[0][i], self._norms[1][j]) >= self._needed

    def _sharing_enough(self, ours: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
        lightest = int(min(self._norms[1], default=0.0))
        for i, (bits, norm) in enumerate(zip(ours, self._norms[0], strict=True)):
            by_number = _said_by_numbers(self._heaviest, int(norm), lightest)
            fewest = [bisect_left(by_number, self._needed)] * len(theirs)
            for j, said in self._said[i].items():
                fewest[j] = bisect_left(by_number, self._needed - said)
            for j, (other, least) in enumerate(zip(theirs, fewest, strict=True)):
                shared = (bits & other).bit_count()
                if shared >= least and self.allow(i, j, self._heaviest * shared):
                    yield i, j


def _least_norms(masses: list[float], common: list[int]) -> list[float]:
    """The norms of tasks, were the words that the other notice has of no weight."""
    return [math.sqrt(max(0.0, mass - bits.bit_count())) for mass, bits in zip(masses, common, strict=True)]


def _said_by_names(here: Side, there: Side, telling: Mapping[str, float]) -> _Said:
    """What shared subjects and headings say."""
    found: _Said = defaultdict(lambda: defaultdict(float))
    for gram in here.headed.keys() & there.headed.keys():
        for i in here.headed[gram]:
            row = found[i]
            for j in there.headed[gram]:
                row[j] += 1
    for i, row in found.items():
        ours = len(here.tasks[i].chapter_grams)
        for j, shared in row.items():
            row[j] = CHAPTER * shared / math.sqrt(ours * len(there.tasks[j].chapter_grams) + 1)
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

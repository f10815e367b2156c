"""What speaks for two tasks being alike, and the tasks of a notice with all that can be counted in it alone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import field
from functools import cached_property
from itertools import chain

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.counterparts.measures import Profile

SUBJECTS, COVERAGE, WHOLE, CHAPTER, BIAS = 5.0, 4.5, 12.0, 3.0, -6.0
_FREQUENT = 3
"""An n-gram in more than one in so many tasks tells nothing."""
ROOM = 2.0
"""Rare n-grams that a sentence must share before its coverage counts fully: short ones are alike by chance."""


def weights(count: int) -> list[float]:
    """By the number of tasks that have an n-gram, of `count` in two notices: its squared inverse document frequency,
    1 for one that a single task has."""
    top = math.log(max(count, 2)) ** 2
    most = count // _FREQUENT
    return [0.0] + [math.log(count / n) ** 2 / top if n <= most else 0.0 for n in range(1, count + 1)]


def covering(weight: float) -> float:
    """The most that sentences can cover of each other in tasks that share words of so much weight."""
    return COVERAGE * weight / (weight + ROOM)


def alike(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """How alike the headings are that two tasks stand under."""
    return len(ours & theirs) / math.sqrt(len(ours) * len(theirs) + 1)


@dataclass(frozen=True)
class Side:
    """The tasks of one notice, with what can be said of them without the other."""

    tasks: tuple[Profile, ...]
    _masses: dict[int, list[float]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def having(self) -> Counter[str]:
        """By n-gram: how many tasks have it."""
        return Counter(chain.from_iterable(p.grams for p in self.tasks))

    @cached_property
    def grams(self) -> frozenset[str]:
        return frozenset(self.having)

    @cached_property
    def speaking_of(self) -> dict[str, list[int]]:
        """By subject: the positions of the tasks that speak of it."""
        return _positions(p.subjects for p in self.tasks)

    @cached_property
    def headings(self) -> list[frozenset[str]]:
        """By task: the n-grams of the headings that it stands under."""
        return [p.chapter_grams for p in self.tasks]

    @cached_property
    def _numbers(self) -> list[Counter[int]]:
        """By task: how many of its grams are in so many tasks."""
        return [Counter(map(self.having.__getitem__, p.grams)) for p in self.tasks]

    def masses(self, count: int) -> list[float]:
        """By task: the weight of its grams among `count` tasks, were none of them in the other notice."""
        if count not in self._masses:
            by_number = weights(count)
            self._masses[count] = [
                math.fsum(number * by_number[tasks] for tasks, number in numbers.items()) for numbers in self._numbers
            ]
        return self._masses[count]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How much a subject tells here, 0–1. A task that names it in passing counts less than one that is about it,
        and one alone never makes it rarer than once."""
        frequency: dict[str, float] = defaultdict(float)
        for p in self.tasks:
            for name, weight in p.subjects.items():
                frequency[name] += min(1.0, weight) ** 2
        top = math.log(len(self.tasks) + 1)
        return {name: math.log((len(self.tasks) + 1) / max(n, 1.0)) / top for name, n in frequency.items()}


def _positions(sets: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(sets):
        for name in names:
            found[name].append(at)
    return dict(found)

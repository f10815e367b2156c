"""How far a task of one notice answers a task of another: a strength with its evidence.

Four things are weighed. Subjects that both speak of count the more the fewer tasks of either notice speak
of them (`双随机` in one task of each says much, 法治政府 in all says nothing). The sentence of one that a
sentence of the other covers best, the similarity of the whole tasks, and that of the chapters they stand in
are taken from character bi- and trigrams, weighed by the square of their inverse document frequency.
All weights come from the two notices alone, so that a third one changes nothing between them. What can be counted
in one notice is counted once (`Side`); of a pair of notices only tasks are weighed that can be alike enough (`Bounds`).

The constants were set on the pairs in tests/data, which were read by hand before.
"""

from __future__ import annotations

import math
from itertools import repeat
from operator import add

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.counterparts.bounds import Bounds
from builder.ledger.counterparts.measures import Measure, Profile
from builder.ledger.counterparts.weighing import (
    BIAS,
    CHAPTER,
    COVERAGE,
    ROOM,
    SUBJECTS,
    WHOLE,
    Side,
    alike,
    covering,
    weights,
)

_BARELY = 0.05
"""Sentences that cover so little of each other are not named."""
_TOLERANCE = 1e-6
"""What rounding may make of a strength."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two tasks compared. `strength` 0–1; `subjects` shared, the most telling first; `measures` the pairs
    of sentences that cover each other, best first."""

    a: Profile
    b: Profile
    strength: float
    subjects: tuple[str, ...]
    measures: tuple[tuple[Measure, Measure], ...]


def compare(here: Side, there: Side, least: float, bias: float = 0.0, enough: int = 1) -> list[Similarity]:
    """The pairs of tasks that have a subject or rare words in common and a strength of at least `least`, in order;
    `bias` is added to what speaks for each. None where there cannot be as many as `enough`."""
    telling = {name: here.rarity[name] * there.rarity[name] for name in here.rarity if name in there.rarity}
    needed = math.log(least / (1 - least)) - BIAS - bias - _TOLERANCE
    bounds = Bounds(here, there, telling, needed)
    if len(bounds.pairs) < enough:
        return []
    words = _Words(here, there, bounds.common)
    found = []
    for i, j in bounds.pairs:
        weight = words.shared(i, j)
        if not bounds.allow(i, j, weight):
            continue
        a, b = here.tasks[i], there.tasks[j]
        shared = {
            name: telling[name] * a.subjects[name] * b.subjects[name] for name in a.subjects if name in b.subjects
        }
        similarity = (
            SUBJECTS * sum(shared.values())
            + WHOLE * weight / (words.norm(i, j) or 1.0)
            + CHAPTER * alike(here.headings[i], there.headings[j])
        )
        if similarity + covering(weight) < needed:
            continue
        pairs = words.covered(a, b)
        similarity += BIAS + bias + COVERAGE * max((coverage for coverage, _, _ in pairs), default=0.0)
        strength = 1 / (1 + math.exp(-similarity))
        if (shared or pairs) and strength >= least:
            names = tuple(sorted(shared, key=lambda name: (-shared[name], name)))
            found.append(Similarity(a, b, strength, names, tuple((m, n) for _, m, n in pairs)))
    return found


class _Words:
    """The n-grams of two notices, weighed by their squared inverse document frequency in both."""

    def __init__(self, here: Side, there: Side, common: frozenset[str]) -> None:
        self._here, self._there = here, there
        self._common = common
        self._count = len(here.tasks) + len(there.tasks)
        self._weights = weights(self._count)
        """By the number of tasks that have a gram."""
        self._weight_of = {gram: self._weights[here.having[gram] + there.having[gram]] for gram in common}
        self._norms: dict[tuple[bool, int], float] = {}
        self._masses: dict[int, float] = {}

    def shared(self, i: int, j: int) -> float:
        """The weight of the n-grams that two tasks share."""
        return sum(map(self._weight_of.__getitem__, sorted(self._here.tasks[i].grams & self._there.tasks[j].grams)))

    def norm(self, i: int, j: int) -> float:
        return self._norm(self._here, i) * self._norm(self._there, j)

    def _norm(self, side: Side, at: int) -> float:
        key = side is self._here, at
        if key not in self._norms:
            mass = side.masses(self._count)[at]
            for gram in sorted(side.tasks[at].grams & self._common):
                mass += self._weight_of[gram] - self._weights[side.having[gram]]
            self._norms[key] = math.sqrt(max(0.0, mass))
        return self._norms[key]

    def covered(self, a: Profile, b: Profile) -> list[tuple[float, Measure, Measure]]:
        """The sentences that share rare words, with the share of the lighter one that is covered, best first."""
        found = []
        for m in a.measures:
            for n in b.measures:
                weight = sum(map(self._weight_of.__getitem__, sorted(m.grams & n.grams)))
                coverage = weight / (min(self._mass(m), self._mass(n)) + ROOM) if weight else 0.0
                if coverage > _BARELY:
                    found.append((coverage, m, n))
        return sorted(found, key=lambda pair: (-pair[0], pair[1].start, pair[2].start))

    def _mass(self, measure: Measure) -> float:
        if id(measure) not in self._masses:
            here, there = (map(side.having.get, measure.grams, repeat(0)) for side in (self._here, self._there))
            self._masses[id(measure)] = math.fsum(map(self._weights.__getitem__, map(add, here, there)))
        return self._masses[id(measure)]

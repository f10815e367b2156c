"""How far a task of one notice answers a task of another: a strength with its evidence.

Four things are weighed. Subjects that both speak of count the more the fewer tasks of either notice speak
of them (`双随机` in one task of each says much, 法治政府 in all says nothing). The sentence of one that a
sentence of the other covers best, the similarity of the whole tasks, and that of the chapters they stand in
are taken from character bi- and trigrams, weighed by the square of their inverse document frequency.
All weights come from the two notices alone, so that a third one changes nothing between them. What can be counted
in one notice is counted once (`Side`); for a pair of notices only the n-grams that both have are looked at.

The constants were set on the pairs in tests/data, which were read by hand before.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from builder.ledger.counterparts.measures import Measure, Profile

SUBJECTS, COVERAGE, WHOLE, CHAPTER, BIAS = 5.0, 4.5, 12.0, 3.0, -6.0
_FREQUENT = 3
"""An n-gram in more than one in so many tasks tells nothing."""
ROOM = 2.0
"""Rare n-grams that a sentence must share before its coverage counts fully: short ones are alike by chance."""
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


@dataclass(frozen=True)
class Side:
    """The tasks of one notice, with what can be said of them without the other."""

    tasks: tuple[Profile, ...]

    @cached_property
    def having(self) -> dict[str, list[int]]:
        """By n-gram: the positions of the tasks that have it."""
        return _positions(p.grams for p in self.tasks)

    @cached_property
    def speaking_of(self) -> dict[str, list[int]]:
        """By subject: the positions of the tasks that speak of it."""
        return _positions(p.subjects for p in self.tasks)

    @cached_property
    def numbers(self) -> list[Counter[int]]:
        """By task: how many of its grams are in so many tasks."""
        return [Counter(len(self.having[gram]) for gram in p.grams) for p in self.tasks]

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


def compare(here: Side, there: Side, least: float, bias: float = 0.0) -> list[Similarity]:
    """The pairs of tasks that have a subject or rare words in common and a strength of at least `least`, in order;
    `bias` is added to what speaks for each.

    Linear in the n-grams that both notices have; sentences are compared only of tasks whose words could suffice."""
    words = _Words(here, there)
    telling = {name: here.rarity[name] * there.rarity[name] for name in here.rarity if name in there.rarity}
    needed = math.log(least / (1 - least)) - BIAS - bias - _TOLERANCE
    candidates = words.sharing((needed - CHAPTER) / (COVERAGE / ROOM + WHOLE / words.lightest))
    candidates.update((i, j) for name in telling for i in here.speaking_of[name] for j in there.speaking_of[name])
    found = []
    for i, j in sorted(candidates):
        a, b = here.tasks[i], there.tasks[j]
        shared = {
            name: telling[name] * a.subjects[name] * b.subjects[name] for name in a.subjects if name in b.subjects
        }
        weight = words.shared.get((i, j), 0.0)
        similarity = (
            SUBJECTS * sum(shared.values())
            + WHOLE * weight / (words.norm(i, j) or 1.0)
            + CHAPTER * _alike(a.chapter_grams, b.chapter_grams)
        )
        if similarity + COVERAGE * weight / (weight + ROOM) < needed:
            continue
        pairs = words.covered(a, b)
        similarity += BIAS + bias + COVERAGE * max((coverage for coverage, _, _ in pairs), default=0.0)
        strength = 1 / (1 + math.exp(-similarity))
        if (shared or pairs) and strength >= least:
            names = tuple(sorted(shared, key=lambda name: (-shared[name], name)))
            found.append(Similarity(a, b, strength, names, tuple((m, n) for _, m, n in pairs)))
    return found


class _Words:
    """The n-grams of two notices, weighed by their squared inverse document frequency, 1 for one that a single task
    has. `shared`: by pair of tasks, the weight of what both have; `lightest`: the least norm of any pair."""

    def __init__(self, here: Side, there: Side) -> None:
        self._here, self._there = here, there
        count = len(here.tasks) + len(there.tasks)
        top = math.log(max(count, 2)) ** 2
        most = count // _FREQUENT
        weights = [0.0] + [math.log(count / n) ** 2 / top if n <= most else 0.0 for n in range(1, count + 1)]
        self._weights = weights
        """By the number of tasks that have a gram."""
        masses = [
            [math.fsum(number * weights[tasks] for tasks, number in numbers.items()) for numbers in side.numbers]
            for side in (here, there)
        ]
        self.shared: dict[tuple[int, int], float] = defaultdict(float)
        for gram in sorted(here.having.keys() & there.having.keys()):
            rows, columns = here.having[gram], there.having[gram]
            weight = weights[len(rows) + len(columns)]
            for positions, mass in zip((rows, columns), masses, strict=True):
                less = weight - weights[len(positions)]
                for at in positions:
                    mass[at] += less
            if weight:
                for i in rows:
                    for j in columns:
                        self.shared[i, j] += weight
        self._norms = [[math.sqrt(max(0.0, mass)) for mass in each] for each in masses]
        self.lightest = math.prod(min(norms, default=0.0) for norms in self._norms) or _TOLERANCE
        self._masses: dict[int, float] = {}

    def sharing(self, least: float) -> set[tuple[int, int]]:
        """The pairs of tasks that share words of at least such a weight."""
        return {pair for pair, weight in self.shared.items() if weight >= least}

    def norm(self, i: int, j: int) -> float:
        return self._norms[0][i] * self._norms[1][j]

    def covered(self, a: Profile, b: Profile) -> list[tuple[float, Measure, Measure]]:
        """The sentences that share rare words, with the share of the lighter one that is covered, best first."""
        found = []
        for m in a.measures:
            for n in b.measures:
                weight = sum(map(self._weight, sorted(m.grams & n.grams)))
                coverage = weight / (min(self._mass(m), self._mass(n)) + ROOM) if weight else 0.0
                if coverage > _BARELY:
                    found.append((coverage, m, n))
        return sorted(found, key=lambda pair: (-pair[0], pair[1].start, pair[2].start))

    def _weight(self, gram: str) -> float:
        return self._weights[len(self._here.having.get(gram, ())) + len(self._there.having.get(gram, ()))]

    def _mass(self, measure: Measure) -> float:
        if id(measure) not in self._masses:
            self._masses[id(measure)] = math.fsum(map(self._weight, measure.grams))
        return self._masses[id(measure)]


def _alike(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / math.sqrt(len(ours) * len(theirs) + 1)

"""How far a task of one notice answers a task of another: a strength with its evidence.

Four things are weighed. Subjects that both speak of count the more the fewer tasks of either notice speak
of them (`双随机` in one task of each says much, 法治政府 in all says nothing). The sentence of one that a
sentence of the other covers best, the similarity of the whole tasks, and that of the chapters they stand in
are taken from character bi- and trigrams, weighed by the square of their inverse document frequency.
All weights come from the two notices alone, so that a third one changes nothing between them.

The constants were set on the pairs in tests/data, which were read by hand before.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.ledger.counterparts.measures import Measure, Profile, grams_of

SUBJECTS, COVERAGE, WHOLE, CHAPTER, BIAS = 5.0, 4.5, 12.0, 3.0, -6.0
_FREQUENT = 3
"""An n-gram in more than one in so many tasks tells nothing."""
_ROOM = 2.0
"""Rare n-grams that a sentence must share before its coverage counts fully: short ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two tasks compared. `strength` 0–1; `subjects` shared, the most telling first; `measures` the pairs
    of sentences that cover each other, best first."""

    a: Profile
    b: Profile
    strength: float
    subjects: tuple[str, ...]
    measures: tuple[tuple[Measure, Measure], ...]


def compare(tasks: Sequence[Profile], others: Sequence[Profile], bias: float = 0.0) -> list[Similarity]:
    """All pairs of tasks that have a subject or rare words in common; `bias` is added to what speaks for
    each. Linear in the shared n-grams."""
    count = len(tasks) + len(others)
    weights = _gram_weights((*tasks, *others), count)
    telling = _telling(tasks, others)
    whole = _overlap([p.grams for p in tasks], [p.grams for p in others], weights)
    covered = _covered(tasks, others, weights)
    norms = {id(p): math.sqrt(_mass(p.grams, weights)) for p in (*tasks, *others)}
    found = []
    for i, a in enumerate(tasks):
        for j, b in enumerate(others):
            shared = {
                name: telling[name] * a.subjects[name] * b.subjects[name] for name in a.subjects if name in b.subjects
            }
            pairs = covered.get((i, j), [])
            if not shared and not pairs:
                continue
            similarity = (
                BIAS
                + bias
                + SUBJECTS * sum(shared.values())
                + COVERAGE * max((coverage for coverage, _, _ in pairs), default=0.0)
                + WHOLE * whole.get((i, j), 0.0) / (norms[id(a)] * norms[id(b)] or 1.0)
                + CHAPTER * _alike(a.chapter, b.chapter)
            )
            names = tuple(sorted(shared, key=lambda name: (-shared[name], name)))
            best = sorted(pairs, key=lambda pair: (-pair[0], pair[1].start, pair[2].start))
            found.append(Similarity(a, b, 1 / (1 + math.exp(-similarity)), names, tuple((m, n) for _, m, n in best)))
    return found


def _gram_weights(profiles: Sequence[Profile], count: int) -> dict[str, float]:
    """The squared inverse document frequency of each n-gram, 1 for one that a single task has."""
    frequency = Counter(gram for p in profiles for gram in p.grams)
    top = math.log(max(count, 2)) ** 2
    return {gram: math.log(count / n) ** 2 / top for gram, n in frequency.items() if n * _FREQUENT <= count}


def _mass(grams: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[gram] for gram in sorted(grams) if gram in weights)


def _telling(tasks: Sequence[Profile], others: Sequence[Profile]) -> dict[str, float]:
    """How much a subject tells, 0–1: the product of its rarity in either notice. A task that names it in
    passing counts less than one that is about it, and one alone never makes it rarer than once."""

    def rarity(profiles: Sequence[Profile]) -> dict[str, float]:
        frequency: dict[str, float] = defaultdict(float)
        for p in profiles:
            for name, weight in p.subjects.items():
                frequency[name] += min(1.0, weight) ** 2
        top = math.log(len(profiles) + 1)
        return {name: math.log((len(profiles) + 1) / max(n, 1.0)) / top for name, n in frequency.items()}

    here, there = rarity(tasks), rarity(others)
    return {name: here[name] * there[name] for name in here if name in there}


def _overlap(
    rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]], weights: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """For each pair of sets the weight of what they share, through an index from n-gram to set."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, grams in enumerate(columns):
        for gram in grams:
            if gram in weights:
                index[gram].append(j)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for i, grams in enumerate(rows):
        for gram in sorted(grams & index.keys()):
            for j in index[gram]:
                shared[i, j] += weights[gram]
    return shared


def _covered(
    tasks: Sequence[Profile], others: Sequence[Profile], weights: Mapping[str, float]
) -> dict[tuple[int, int], list[tuple[float, Measure, Measure]]]:
    """By pair of tasks: sentences that share rare words, with the share of the lighter one that is covered."""
    mine = [(i, m) for i, p in enumerate(tasks) for m in p.measures]
    theirs = [(j, n) for j, p in enumerate(others) for n in p.measures]
    mass = {id(m): _mass(m.grams, weights) for _, m in (*mine, *theirs)}
    found: dict[tuple[int, int], list[tuple[float, Measure, Measure]]] = defaultdict(list)
    for (x, y), weight in _overlap([m.grams for _, m in mine], [n.grams for _, n in theirs], weights).items():
        (i, m), (j, n) = mine[x], theirs[y]
        coverage = weight / (min(mass[id(m)], mass[id(n)]) + _ROOM)
        if coverage > 0.05:
            found[i, j].append((coverage, m, n))
    return found


def _alike(chapter: str, other: str) -> float:
    ours, theirs = grams_of(chapter, (2,)), grams_of(other, (2,))
    return len(ours & theirs) / math.sqrt(len(ours) * len(theirs) + 1)

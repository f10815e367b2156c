"""One plan compared with another notice: what each task of the one finds in the other, or that it finds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import LedgerIndex
from builder.model.ledger import Counterpart, Jurisdiction, TaskKey
from builder.model.notice import Task


@dataclass(frozen=True, slots=True)
class Step:
    """A task of the plan, with its counterparts in the other notice, strongest first.

    Without any, it says exactly that: none was found, not that nothing was done. `bound` is False
    where the task is given to other places by name (惠州、江门、肇庆市开展…), so that none is to be expected."""

    task: TaskKey
    counterparts: tuple[Counterpart, ...]
    bound: bool


def compare(index: LedgerIndex, a_notice: str, b_notice: str) -> tuple[Step, ...]:
    """For each task of a, in its order, the pairs that it has in b. KeyError where there is no such notice."""
    plan, other = index.notices[a_notice], index.notices[b_notice]
    pairs: dict[TaskKey, list[Counterpart]] = defaultdict(list)
    for pair in index.comparisons.get((a_notice, b_notice), ()):
        pairs[pair.a].append(pair)
    for pair in index.comparisons.get((b_notice, a_notice), ()):
        pairs[pair.b].append(pair)
    here, there = (index.place(notice.front.jurisdiction) for notice in (plan, other))
    return tuple(
        Step(
            key,
            tuple(sorted(pairs[key], key=lambda pair: (pair.rank, pair.b))),
            not (here and there) or binds(task, here.id, there.id, index.ledger.jurisdictions),
        )
        for task in plan.tasks
        for key in [TaskKey.of(plan, task)]
    )


def binds(task: Task, here: str, there: str, places: Mapping[str, Jurisdiction]) -> bool:
    """Whether a task of a notice of the place `here` is meant for the place `there`: one that names bodies
    of other places within `here` only is not."""
    return reaches(places_named(task, here, places), there, places)


def places_named(task: Task, here: str, places: Mapping[str, Jurisdiction]) -> list[str]:
    """The places within `here` whose bodies a task names."""
    named = {
        body.partition("/")[0]
        for mention in task.agencies
        for body in (mention.members or ((mention.agency,) if mention.agency else ()))
    }
    return sorted(place for place in named if place != here and _inside(place, here, places))


def reaches(named: Sequence[str], there: str, places: Mapping[str, Jurisdiction]) -> bool:
    """Whether a task that names bodies of these places is meant for the place `there`; one that names none is."""
    return not named or any(_inside(there, p, places) or _inside(p, there, places) for p in named)


def _inside(place: str, outer: str, places: Mapping[str, Jurisdiction]) -> bool:
    at: str | None = place
    while at is not None:
        if at == outer:
            return True
        at = places[at].parent if at in places else None
    return False

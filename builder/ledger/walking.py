"""One plan walked against another: what each task of the one finds in the other, or that it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from builder.ledger.model import Counterpart, Ledger, TaskKey


@dataclass(frozen=True, slots=True)
class Step:
    """A task of the plan that is walked, with its counterparts in the other notice, strongest first.
    None of them says exactly that: no counterpart was found, not that nothing was done."""

    task: TaskKey
    counterparts: tuple[Counterpart, ...]


def walk(ledger: Ledger, a_notice: str, b_notice: str) -> tuple[Step, ...]:
    """For each task of a, in its order, the pairs that it has in b. KeyError where there is no such notice."""
    notices = {notice.id: notice for notice in ledger.notices}
    plan, _ = notices[a_notice], notices[b_notice]
    pairs: dict[TaskKey, list[Counterpart]] = {f"{plan.id}/{task.id}": [] for task in plan.tasks}
    for pair in ledger.counterparts:
        sides = {pair.a.partition("/")[0]: pair.a, pair.b.partition("/")[0]: pair.b}
        if sides.keys() == {a_notice, b_notice} and sides[a_notice] in pairs:
            pairs[sides[a_notice]].append(pair)
    return tuple(
        Step(key, tuple(sorted(found, key=lambda pair: (-pair.strength, pair.b)))) for key, found in pairs.items()
    )

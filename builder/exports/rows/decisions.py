"""The table of what persons decided of the facts: a row for each fact added, changed or removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.exports.notice_json import AS_READ
from builder.model.ledger import TaskKey
from builder.model.notice import AgencyMention, Citation, Deadline, Decision, Notice, Target, Task

Fact = AgencyMention | Deadline | Target | Citation | Task


def decided(notice: Notice) -> Iterator[tuple[Task | None, Decision, Fact | None]]:
    """(task, decision, fact as it is now) of all that a person decided, in the order of the text; the fact is None
    where it was removed, the task where the fact stands outside tasks or is the task itself that was removed."""
    for removed in notice.removed:
        yield None, removed, None
    for citation in notice.citations:
        if citation.decision:
            yield None, citation.decision, citation
    for task in notice.tasks:
        if task.decision:
            yield task, task.decision, task
        facts: tuple[Fact, ...] = (*task.agencies, *task.deadlines, *task.targets, *task.citations)
        for fact in facts:
            if fact.decision:
                yield task, fact.decision, fact
        for removed in task.removed:
            yield task, removed, None


def decision_rows(notice: Notice) -> list[dict[str, Any]]:
    """The rows of the table `decisions` for one notice: what a person decided, with its place in the restored text."""
    rows = []
    for task, decision, fact in decided(notice):
        place = fact or decision.read
        gone = decision.read if isinstance(decision.read, Task) else None
        of = task or gone
        rows.append(
            {
                "notice": notice.id,
                "task": TaskKey.of(notice, of) if of else None,
                "fact": decision.fact,
                "operation": operation_of(decision, fact),
                "written": written_of(notice, place) if place else "",
                "by": decision.by,
                "date": decision.date,
                "reason": decision.reason,
                "read": None if decision.read is None else AS_READ[type(decision.read)](decision.read),
                "start": place.start if place else 0,
                "end": place.end if place else 0,
            }
        )
    order = {row_task: at for at, row_task in enumerate(TaskKey.of(notice, task) for task in notice.tasks)}
    return sorted(rows, key=lambda row: (row["start"], order.get(row["task"], -1)))


def operation_of(decision: Decision, fact: Fact | None) -> str:
    """add, change or remove."""
    return "remove" if fact is None else "change" if decision.read else "add"


def written_of(notice: Notice, fact: Fact) -> str:
    """The words of a fact; of a task its first ones."""
    return notice.text[fact.start : min(fact.end, fact.start + 40) if isinstance(fact, Task) else fact.end]

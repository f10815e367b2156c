"""The rows of time limits, and of who must do what by when."""

from __future__ import annotations

from builder.exports.rows.row import Row
from builder.ledger.due import rule_for_all, task_limits
from builder.ledger.horizon import OPEN, end_of
from builder.ledger.index import LedgerIndex
from builder.ledger.qualifiers import qualifier_in, qualifier_of
from builder.model.ledger import Duty, TaskKey
from builder.model.notice import Convention, Deadline, Notice, Task


def deadline_rows(notice: Notice, task: Task) -> list[Row]:
    """The limits of a task, that of the notice's rule for all after its own."""
    rows = [_deadline(notice, task, limit) for limit in task.deadlines]
    rule = rule_for_all(notice, task)
    return [*rows, _default(notice, task, rule)] if rule else rows


def _default(notice: Notice, task: Task, rule: Convention) -> Row:
    return {
        "deadline": _deadline_key(notice, task, None),
        "task": TaskKey.of(notice, task),
        "written": rule.quote,
        "type": "by",
        "date": task.due.date,
        "rule": None,
        "from": None,
        "until": None,
        "until_why": None,
        "what": None,
        "qualifier": qualifier_in(rule.quote) or None,
        "basis": "default",
        "start": rule.start,
        "end": rule.end,
    }


def _deadline_key(notice: Notice, task: Task, limit: Deadline | None) -> str:
    """Which limit of the task it is, from 1; 0 for the notice's rule for all."""
    number = 0 if limit is None else task.deadlines.index(limit) + 1
    return f"{TaskKey.of(notice, task)}#{number}"


def _deadline(notice: Notice, task: Task, limit: Deadline) -> Row:
    end = end_of(notice, limit) if limit.type == "recurring" else None
    return {
        "deadline": _deadline_key(notice, task, limit),
        "task": TaskKey.of(notice, task),
        "written": limit.written,
        "type": limit.type,
        "date": limit.day,
        "rule": str(limit.rule) if limit.rule else None,
        "from": limit.from_,
        "until": end.day.isoformat() if end else None,
        "until_why": end.why if end else OPEN if limit.type == "recurring" else None,
        "what": limit.what,
        "qualifier": qualifier_of(notice.text, limit) or None,
        "basis": "own",
        "start": limit.start,
        "end": limit.end,
    }


def duty_rows(index: LedgerIndex, notice: Notice, task: Task) -> list[Row]:
    """Who must do what by when; a limit that binds nobody who is known has a row too, so that none is missing."""
    nobody: tuple[Duty | None, ...] = (None,)
    return [
        _duty(notice, task, limit, duty)
        for limit in task_limits(notice, task)
        for duty in index.bound_by.get((TaskKey.of(notice, task), limit)) or nobody
    ]


def _duty(notice: Notice, task: Task, limit: Deadline | None, duty: Duty | None) -> Row:
    rule = rule_for_all(notice, task)
    return {
        "task": TaskKey.of(notice, task),
        "deadline": _deadline_key(notice, task, limit),
        "agency": duty.agency if duty else None,
        "name": duty.name if duty else None,
        "role": duty.role if duty else None,
        "written": limit.written if limit else rule and rule.quote,
        "type": limit.type if limit else "by",
        "date": limit.day if limit else task.due.date,
        "rule": str(limit.rule) if limit and limit.rule else None,
        "from": limit.from_ if limit else None,
        "what": limit.what if limit else None,
        "basis": duty.basis if duty else "task" if limit else "default",
        "via": duty.via if duty else None,
    }

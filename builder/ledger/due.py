"""The time limits of each task: its own, and the one that the notice's rule for all gives it. What is due when: one
entry for each of them, and one for tasks that have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model.ledger import DueEntry, TaskKey
from builder.model.notice import Convention, Deadline, Notice, Task

RECURRING, NONE = "recurring", "none"


def rule_for_all(notice: Notice, task: Task) -> Convention | None:
    """The rule of the notice that gives a task the day by which it is due; None where that is its own or has no day."""
    convention = task.due.convention
    return notice.conventions[convention] if task.due.basis == "default" and convention is not None else None


def task_limits(notice: Notice, task: Task) -> Iterator[Deadline | None]:
    """The limits of a task; None for that of the notice's rule for all, after its own."""
    yield from task.deadlines
    if rule_for_all(notice, task):
        yield None


def due_entries(notices: Sequence[Notice]) -> tuple[DueEntry, ...]:
    """The calendar: dates in order, then recurring limits, then tasks without a date."""
    entries = [
        (rank, entry)
        for rank, (notice, task) in enumerate((notice, task) for notice in notices for task in notice.tasks)
        for entry in _of_task(notice, task)
    ]
    return tuple(entry for _, entry in sorted(entries, key=lambda pair: (_page_order(pair[1].page), pair[0])))


def _page_order(page: str) -> tuple[int, str]:
    return ((RECURRING, NONE).index(page) + 1 if page in (RECURRING, NONE) else 0, page)


def _of_task(notice: Notice, task: Task) -> Iterator[DueEntry]:
    key = TaskKey.of(notice, task)
    for limit in task.deadlines:
        page, why = _page_and_why(limit)
        yield DueEntry(key, page, limit, "own", why)
    rule = rule_for_all(notice, task)
    if rule and task.due.date:
        why = f"这项任务没有另写截止日期，按通知的统一规定：“{rule.quote}”。"
        yield DueEntry(key, task.due.date, None, "default", why)
    elif not task.deadlines:
        yield DueEntry(key, NONE, None, "none", "原文未写明时限。")


def _page_and_why(limit: Deadline) -> tuple[str, str]:
    """The deadline page that a limit stands on, and why, for readers."""
    words = f"原文写明“{limit.written}”"
    if limit.type == "recurring":
        return RECURRING, f"{words}，按期重复。"
    if limit.type == "within":
        return (
            (limit.computed, f"{words}，截止日由成文日期推算。")
            if limit.computed
            else (NONE, f"{words}，从所说的事发生时起算，推不出日期。")
        )
    if limit.type == "open" or not limit.date:
        return NONE, f"{words}，没有截止日期。"
    if limit.type == "from":
        return limit.date, f"{words}，这一天是起始日，不是截止日。"
    if limit.type == "during":
        return limit.date, f"{words}，这是该段时间的最后一天。"
    return limit.date, f"{words}。"

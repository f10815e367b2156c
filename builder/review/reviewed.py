"""What was read, in one short word: by which a review is known to be of this reading and of no earlier one."""

from __future__ import annotations

import hashlib

from builder.model.notice import Notice


def fingerprint(notice: Notice) -> str:
    """Twelve hexadecimal digits over the text and all facts, those that persons decided included."""
    tasks = [
        (
            (task.id, task.kind, task.heading, task.start, task.end),
            [(body.name, body.role, body.start, body.end) for body in task.agencies],
            [(limit.type, limit.date, str(limit.rule), limit.from_, limit.start) for limit in task.deadlines],
            [(target.value, target.unit, target.compare, target.start) for target in task.targets],
            [(citation.title, citation.number, citation.start) for citation in task.citations],
        )
        for task in notice.tasks
    ]
    citations = [(citation.title, citation.number, citation.start) for citation in notice.citations]
    return hashlib.sha256(repr((notice.text, tasks, citations)).encode("utf-8", "surrogatepass")).hexdigest()[:12]

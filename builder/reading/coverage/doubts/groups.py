"""Groups of bodies in clauses that only a comma parts, where the notice does not say what the groups do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.language.brackets import depths
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Notice, Task
from builder.reading.prose import fold


def unnamed_groups(notice: Notice) -> Iterator[Finding]:
    """One finding at the first clause in which commas part groups of bodies (县水利局，县财政局、县审计局), all read as
    responsible, since no rule says who leads."""
    if any(rule.kind == "lead-is-first" for rule in notice.conventions):
        return
    folded = fold(notice.text)
    spans = [span for task in notice.tasks if (span := _groups(folded, task))]
    if spans:
        count = f"（全文共 {len(spans)} 处）" if len(spans) > 1 else ""
        message = f"这里用逗号把单位分成几组{count}，原文没有说明各组的分工，都按责任单位读出，请核对谁牵头、谁配合。"
        yield Finding(FindingCode.ROLE_UNCERTAIN, message, *spans[0])


def _groups(folded: str, task: Task) -> tuple[int, int] | None:
    """Where the bodies of a clause stand that a comma parts into a first one and a list joined by 、, None where all
    are parted alike or their roles are told apart."""
    bodies = sorted((body for body in task.agencies if body.basis == "clause"), key=lambda body: body.start)
    if len(bodies) < _FEWEST or {body.role for body in bodies} != {"responsible"}:
        return None
    between = [_marks(folded[left.end : right.start]) for left, right in pairwise(bodies)]
    if between[0] != "," or "、" not in between[1:]:
        return None
    return bodies[0].start, bodies[-1].end


_FEWEST = 3
"""Bodies of which one may lead a group of others."""


def _marks(words: str) -> str:
    """The mark that parts two bodies, outside brackets; empty where other words do."""
    depth = depths(words, 0, len(words))
    bare = "".join(char for char, deep in zip(words, depth, strict=True) if not deep).strip(")）等 ")
    return bare if bare in (",", "、") else ""

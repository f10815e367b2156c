"""What a person should know of a numbering: gaps, repeats, skipped levels."""

from __future__ import annotations

from collections.abc import Sequence, Set

from builder.language.document_lines import Line, is_titlelike
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.outline.tree import Node


def find_breaks(nodes: Sequence[Node], ids: Sequence[str], lines: Sequence[Line]) -> list[Finding]:
    """A finding for each label that does not continue its row, and for each level passed over that items beside it
    have. `ids`: of `nodes`."""
    found: list[Finding] = []
    skipped: set[int | None] = set()
    levels = _levels_below(nodes)
    labelled = {node.label.line for node in nodes}
    for at, node in enumerate(nodes):
        label = node.label
        place = (label.start, label.end)
        written = label.written.strip()
        if node.broken == "gap":
            message = f"序号不连续：“{written}”之前应为第{node.expected}项。"
            found.append(Finding(FindingCode.LABEL_GAP, message, _unlabelled(nodes, at, lines, labelled), label.end))
        elif node.broken == "repeat" or (node.broken == "restart" and not _subheaded(nodes, at, lines)):
            message = f"序号“{written}”重复出现，本站编为“{ids[at]}”。"
            end = min(_end_of_row(nodes, at), lines[-1].end) if node.broken == "restart" else label.end
            found.append(
                Finding(FindingCode.LABEL_REPEATED, message, label.start, end, slight=node.broken == "restart")
            )
        elif node.broken == "order":
            found.append(
                Finding(FindingCode.LABEL_ORDER, f"序号“{written}”倒退，前一项之后应为第{node.expected}项。", *place)
            )
        # 一、 with 1. right below it throughout is how many notices are numbered.
        between = node.skipped and any(level < node.level for level in levels[node.parent])
        if between and node.parent not in skipped:
            skipped.add(node.parent)
            found.append(Finding(FindingCode.LEVEL_SKIPPED, f"“{written}”与上一级之间缺少一级序号。", *place))
    return found


def _levels_below(nodes: Sequence[Node]) -> dict[int | None, set[int]]:
    """By parent: the levels of the items directly below it."""
    levels: dict[int | None, set[int]] = {}
    for node in nodes:
        levels.setdefault(node.parent, set()).add(node.level)
    return levels


def _unlabelled(nodes: Sequence[Node], at: int, lines: Sequence[Line], labelled: Set[int]) -> int:
    """Where the words begin that may be the item whose label is missing: the first paragraph without a label after the
    item that should precede it."""
    label = nodes[at].label
    before = at - 1
    while before > 0 and nodes[before].level > nodes[at].level:
        before -= 1
    first = nodes[before].label.line + 1 if at else label.line
    return next((lines[index].start for index in range(first, label.line) if index not in labelled), label.start)


def _end_of_row(nodes: Sequence[Node], at: int) -> int:
    """Where the last item of a row that begins anew at node `at` opens: a heading above them may be lost, so that the
    address of none is sure."""
    last = nodes[at]
    for node in nodes[at + 1 :]:
        if node.level < last.level or node.broken:
            break
        if node.level == last.level:
            last = node
    return last.label.text + 1 if last is not nodes[at] else last.label.end


def _subheaded(nodes: Sequence[Node], at: int, lines: Sequence[Line]) -> bool:
    """Whether a heading without a number stands before a row that begins anew: 具体措施："""
    before = lines[nodes[at].label.line - 1] if nodes[at].label.line else None
    if before is None or nodes[at - 1].label.line == before.index:
        return False
    return len(before.words.strip()) <= 40 and (
        before.words.rstrip().endswith(("：", ":")) or is_titlelike(before.words)
    )

"""Ids of items, unique in a notice."""

from __future__ import annotations

from collections.abc import Sequence

from builder.outline.labels import id_part
from builder.outline.tree import Node


def item_ids(nodes: Sequence[Node], prefix: str, taken: dict[str, int]) -> list[str]:
    """Ids unlike those of `taken`, to which they are added (`unique_id`); where two compete, the one whose label opens
    a paragraph keeps it."""
    ids: list[str] = [""] * len(nodes)
    for run_in in (False, True):
        for at, node in enumerate(nodes):
            if node.label.line_start == run_in:
                continue
            above = ids[node.parent] if node.parent is not None else prefix
            if node.parent is not None and not above:
                continue
            ids[at] = unique_id(f"{above}/{id_part(node.label.written)}".lstrip("/"), taken)
    for at, node in enumerate(nodes):  # below an item inside a paragraph
        if not ids[at]:
            above = ids[node.parent] if node.parent is not None else prefix
            ids[at] = unique_id(f"{above}/{id_part(node.label.written)}".lstrip("/"), taken)
    return ids


def unique_id(item_id: str, taken: dict[str, int]) -> str:
    """The id, with a count where it is taken (一[2]). `taken`: by id, which its last count is."""
    if item_id not in taken:
        taken[item_id] = 1
        return item_id
    count = taken[item_id] + 1
    while (found := f"{item_id}[{count}]") in taken:
        count += 1
    taken[item_id] = count
    taken[found] = 1
    return found

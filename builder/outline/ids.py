"""Ids of items, unique in a notice and with addresses of their own."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.addresses import task_slug
from builder.outline.labels import id_part
from builder.outline.tree import Node


def item_ids(nodes: Sequence[Node], prefix: str, slugs: set[str]) -> list[str]:
    """Ids whose slugs are unique too; where two compete, the one whose label opens a paragraph keeps it."""
    ids: list[str] = [""] * len(nodes)
    counts: dict[str, int] = {}
    for run_in in (False, True):
        for at, node in enumerate(nodes):
            if node.label.line_start == run_in:
                continue
            above = ids[node.parent] if node.parent is not None else prefix
            if node.parent is not None and not above:
                continue
            ids[at] = _unique(f"{above}/{id_part(node.label.written)}".lstrip("/"), slugs, counts)
    for at, node in enumerate(nodes):  # below an item inside a paragraph
        if not ids[at]:
            above = ids[node.parent] if node.parent is not None else prefix
            ids[at] = _unique(f"{above}/{id_part(node.label.written)}".lstrip("/"), slugs, counts)
    return ids


def _unique(item_id: str, slugs: set[str], counts: dict[str, int]) -> str:
    found, count = item_id, counts.get(item_id, 1)
    while task_slug(found) in slugs:
        count += 1
        found = f"{item_id}[{count}]"
    counts[item_id] = count
    slugs.add(task_slug(found))
    return found

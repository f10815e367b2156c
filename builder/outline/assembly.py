"""The outline of a text from the readings of its parts: items with ids and headings, blocks that tile."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language.document_lines import Line
from builder.model.notice import Finding, OutlineItem
from builder.outline.breaks import find_breaks
from builder.outline.extents import Reading
from builder.outline.headings import Opening, choose_headings, read_article, read_opening
from builder.outline.ids import item_ids
from builder.outline.model import Block, BlockKind, Outline, Part
from builder.outline.parts import Span

_COVER = "通知"
"""What stands for the covering letter where an id has to name it."""


def assemble(text: str, lines: Sequence[Line], spans: Sequence[Span], readings: Sequence[Reading]) -> Outline:
    """The outline of all parts: items with their final ids, blocks that tile `text`, findings by place."""
    items: list[OutlineItem] = []
    run_in: set[str] = set()
    findings: list[Finding] = []
    cuts: list[tuple[int, BlockKind, str | None]] = []
    all_ids, paths = _ids(readings)
    for reading, ids in zip(readings, all_ids, strict=True):
        headings = _headings(text, reading)
        if reading.span.kind == "annex" and reading.nodes:
            items.append(_annex_item(reading.span.label, lines, reading))
        for at, node in enumerate(reading.nodes):
            items.append(
                OutlineItem(
                    ids[at],
                    "".join(node.label.written.split()),
                    node.level,
                    headings[at],
                    node.label.text,
                    reading.ends[at],
                    node.label.start,
                )
            )
            if not node.label.line_start:
                run_in.add(ids[at])
        findings += find_breaks(reading.nodes, ids, lines)
        cuts += _cuts(lines, reading, ids)
    parts = _tile_parts(text, lines, spans)
    blocks = _tile(text, cuts)
    return Outline(tuple(items), blocks, parts, frozenset(run_in), tuple(findings), paths)


def _ids(readings: Sequence[Reading]) -> tuple[list[list[str]], tuple[tuple[str, str], ...]]:
    """The ids of the items of each part; and the paths of those of the covering letter, whose ids name it only where
    the plan has one of them too."""
    taken: dict[str, int] = {}
    ids: dict[int, list[str]] = {}
    for at, reading in enumerate(readings):
        if reading.span.kind != "cover":
            ids[at] = item_ids(reading.nodes, reading.span.label if reading.span.kind == "annex" else "", taken)
    planned = any(reading.span.kind == "main" and reading.nodes for reading in readings)
    paths: list[tuple[str, str]] = []
    for at, reading in enumerate(readings):
        if reading.span.kind == "cover":
            ids[at] = item_ids(reading.nodes, "", {})
            if not taken.keys().isdisjoint(ids[at]):
                ids[at] = item_ids(reading.nodes, _COVER, taken)
            elif planned:
                paths += [(item_id, f"{_COVER}/{item_id}") for item_id in ids[at]]
    return [ids[at] for at in range(len(readings))], tuple(paths)


def _annex_item(label: str, lines: Sequence[Line], reading: Reading) -> OutlineItem:
    head = lines[reading.span.first]
    titles = [
        lines[index].words.strip()
        for index, kind in sorted(reading.kinds.items())
        if kind == "title" and index <= head.index + 4
    ]
    end = max(reading.ends)
    return OutlineItem(
        label, label.partition("[")[0], 1, "".join(titles) or None, head.end, max(end, head.end), head.start
    )


def _headings(text: str, reading: Reading) -> list[str | None]:
    nodes = reading.nodes
    openings: list[Opening] = []
    rows: dict[tuple[int | None, int], list[int]] = {}
    listed: set[tuple[int | None, int]] = set()  # rows whose last item ends with ；, so that the next is another clause
    for at, node in enumerate(nodes):
        place = node.parent, node.level
        stop = reading.ends[at]
        parent = at + 1 < len(nodes) and nodes[at + 1].parent == at
        if at + 1 < len(nodes):
            stop = min(stop, nodes[at + 1].label.start)
        words = text[node.label.text : max(stop, node.label.text)]
        own_line = node.label.line_start or parent
        opening = read_article(words) if node.label.shape == "条" else read_opening(words.rstrip(), parent)
        if place in listed:
            opening = Opening(None, None)
        openings.append(opening if own_line else Opening(None, opening.sentence or opening.line))
        rows.setdefault(place, []).append(at)
        (listed.add if words.rstrip().endswith(("；", ";")) else listed.discard)(place)
    chosen: list[str | None] = [None] * len(nodes)
    by_level: dict[int, list[list[int]]] = {}
    for (_, level), row in rows.items():
        by_level.setdefault(level, []).append(row)
    for level_rows in by_level.values():
        for row, headings in zip(
            level_rows, choose_headings([[openings[at] for at in row] for row in level_rows]), strict=True
        ):
            for at, heading in zip(row, headings, strict=True):
                chosen[at] = heading
    return chosen


def _cuts(lines: Sequence[Line], reading: Reading, ids: Sequence[str]) -> list[tuple[int, BlockKind, str | None]]:
    """Where blocks begin in a part: at each line, and at each label inside a line."""
    cuts: list[tuple[int, BlockKind, str | None]] = []
    nodes = reading.nodes
    nodes_of: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        nodes_of.setdefault(node.label.line, []).append(at)
    current: int | None = None
    for index in range(reading.span.first, reading.span.last):
        line = lines[index]
        kind: BlockKind = reading.kinds.get(
            index, "table" if line.table else "text" if current is not None else "paragraph"
        )
        owner = None if index in reading.kinds else reading.cut.get(index, current)
        opens = nodes_of.get(index, [])
        if not opens or not nodes[opens[0]].label.line_start:
            cuts.append((line.start, kind, ids[owner] if owner is not None else None))
        for at in opens:
            cuts.append((line.start if nodes[at].label.line_start else nodes[at].label.start, "item", ids[at]))
            current = at
        if opens and opens[-1] == len(nodes) - 1 and reading.closing is not None:
            cuts.append((reading.closing, "closing", None))
    return cuts


def _tile(text: str, cuts: Sequence[tuple[int, BlockKind, str | None]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    bounds = [0, *(start for start, _, _ in cuts[1:]), len(text)]
    for (_, kind, item), start, end in zip(cuts, bounds, bounds[1:], strict=False):
        if blocks and kind == "table" and blocks[-1].kind == "table" and blocks[-1].item == item:
            blocks[-1] = Block("table", blocks[-1].start, end, item)
        elif end > start:
            blocks.append(Block(kind, start, end, item))
    return tuple(blocks) if blocks or not text else (Block("paragraph", 0, len(text)),)


def _tile_parts(text: str, lines: Sequence[Line], spans: Sequence[Span]) -> tuple[Part, ...]:
    bounds = [0, *(lines[span.first].start for span in spans[1:]), len(text)]
    return tuple(
        Part(span.kind, start, end, span.label) for span, start, end in zip(spans, bounds, bounds[1:], strict=False)
    )

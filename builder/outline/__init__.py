"""The outline of a notice: its numbered items and what every other paragraph is.

`outline(text)` never fails, and its blocks tile the text: what has no other function is `paragraph`.

Ids are the labels from the outermost level down, joined by `/`: 二/(一)/1. Items of the covering notice
begin with 通知 where the plan has numbered items too, items of attachments with the attachment's label
(附件2/一). A label that its parent has had before, or whose address another has taken, gets its count in
square brackets: the second 三、 of a plan is 三[2], its first item 三[2]/(一).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.addresses import task_slug
from builder.notice import Finding, OutlineItem
from builder.outline.blocks import classify_front, classify_tail, closes
from builder.outline.headings import Opening, choose_headings, read_opening
from builder.outline.labels import Label, find_labels, id_part
from builder.outline.lines import Line, split_lines
from builder.outline.model import Block, BlockKind, Outline, Part
from builder.outline.parts import Span, split_parts
from builder.outline.tree import Node, build
from builder.table import Table

__all__ = ["Block", "Outline", "Part", "draw", "outline"]


def outline(text: str, tables: Iterable[Table] = ()) -> Outline:
    """The outline of a restored text (paragraphs separated by newlines). `tables`: where its tables are."""
    lines = split_lines(text)
    in_table = _table_lines(lines, tables)
    lines = [Line(line.index, line.start, line.end, line.words, line.index in in_table) for line in lines]
    labels = {line.index: [] if line.table else find_labels(text, line.start, line.end, line.index) for line in lines}
    numbered = frozenset(index for index, found in labels.items() if found and found[0].line_start)
    unbroken = frozenset(index for index, found in labels.items() if _lost_breaks(lines[index], found))
    spans = split_parts(lines, numbered) if lines else []
    readings = [_read_part(text, lines, span, labels, numbered, unbroken) for span in spans]
    return _assemble(text, lines, spans, readings)


def _table_lines(lines: Sequence[Line], tables: Iterable[Table]) -> set[int]:
    """Indexes of lines within tables: those given, and runs of lines with tabs between their cells."""
    extents = []
    for table in tables:
        cells = [cell for row in table.rows for cell in row if cell]
        if cells:
            extents.append((min(start for start, _ in cells), max(end for _, end in cells)))
    found = {line.index for line in lines for start, end in extents if line.start < end and start < line.end}
    tabbed = [line.index for line in lines if "\t" in line.words.strip()]
    return found | {index for index in tabbed if index - 1 in tabbed or index + 1 in tabbed}


def _lost_breaks(line: Line, labels: Sequence[Label]) -> bool:
    """Whether a paragraph holds several items: its line breaks were lost."""
    return (
        line.end - line.start > 800 and sum(1 for label in labels if not label.line_start and label.after_sentence) > 3
    )


class _Reading:
    """One part, read: its nodes, where the text of each ends, and its other paragraphs."""

    def __init__(self, span: Span, nodes: list[Node]) -> None:
        self.span = span
        self.nodes = nodes
        self.kinds: dict[int, BlockKind] = {}  # line → kind, for lines that are not text of items
        self.ends: list[int] = []
        self.cut: dict[int, int | None] = {}  # line → node that takes it instead of the last one (None: nobody)


def _read_part(
    text: str,
    lines: Sequence[Line],
    span: Span,
    labels: dict[int, list[Label]],
    numbered: frozenset[int],
    unbroken: frozenset[int],
) -> _Reading:
    own = lines[span.first : span.last]
    # The list of attachments is numbered and is no outline; it is found before labels are read.
    kinds = dict(zip((line.index for line in own), classify_front(own, span.headed, numbered), strict=True))
    skipped = {index for index, kind in kinds.items() if kind in ("attachments", "annex")}
    nodes = build([label for line in own if line.index not in skipped for label in labels[line.index]], unbroken)
    reading = _Reading(span, nodes)
    if not nodes:
        reading.kinds = kinds
        return reading
    first, last = nodes[0].label.line, nodes[-1].label.line
    reading.kinds = {
        index: kind
        for index, kind in kinds.items()
        if index < first or (index == first and not nodes[0].label.line_start)
    }
    tail = lines[last + 1 : span.last]
    _settle_tail(reading, text, lines, tail)
    _settle_between(reading, lines)
    reading.ends = _ends(reading, text, lines)
    return reading


def _settle_tail(reading: _Reading, text: str, lines: Sequence[Line], tail: Sequence[Line]) -> None:
    """Tell what follows the last item of a part: its own paragraphs, the closing, signature and notes."""
    nodes = reading.nodes
    kinds = classify_tail(tail)
    named = _only_heading(lines, nodes, len(nodes) - 1)
    siblings = [
        at for at, node in enumerate(nodes[:-1]) if node.parent == nodes[-1].parent and node.level == nodes[-1].level
    ]
    single = len(siblings) > 1 and not any(_has_paragraphs(nodes, at) for at in siblings)
    closing = False
    kept = 0
    for line, kind in zip(tail, kinds, strict=True):
        if kind == "paragraph":
            belongs = named and not kept
            clause = line.words.lstrip().startswith(("（", "(", "[", "【", "责任", "牵头", "完成时限", "配合"))
            closing = closing or not (
                belongs or clause or not (closes(line.words, last=True) or (single and not named))
            )
            if closing:
                reading.kinds[line.index] = "closing"
            kept += 1
        elif kind != "table" or closing:
            reading.kinds[line.index] = kind
            closing = closing or kind in ("date", "signature")


def _has_paragraphs(nodes: Sequence[Node], at: int) -> bool:
    """Whether further paragraphs follow the first of a node before the next label."""
    return at + 1 < len(nodes) and nodes[at + 1].label.line - nodes[at].label.line > 1


def _only_heading(lines: Sequence[Line], nodes: Sequence[Node], at: int) -> bool:
    """Whether the first line of a node says no more than its heading."""
    label = nodes[at].label
    words = lines[label.line].words[label.text - lines[label.line].start :].rstrip()
    return read_opening(words, True).line is not None


def _settle_between(reading: _Reading, lines: Sequence[Line]) -> None:
    """Paragraphs after the last item of a chapter that speak to all belong to the chapter."""
    nodes = reading.nodes
    for at, node in enumerate(nodes[:-1]):
        following = nodes[at + 1]
        if following.level >= node.level or node.parent is None:
            continue
        top = node.parent
        while (above := nodes[top].parent) is not None:
            top = above
        owner: int | None = None
        for index in range(node.label.line + 1, following.label.line):
            if owner is None and closes(lines[index].words, last=False):
                owner = top
            if owner is not None:
                reading.cut[index] = owner


def _ends(reading: _Reading, text: str, lines: Sequence[Line]) -> list[int]:
    """Where the text of each node ends, children included, the space after it left out."""
    nodes, span = reading.nodes, reading.span
    last_line = max(
        (i for i in range(nodes[-1].label.line, span.last) if i not in reading.kinds or i == nodes[-1].label.line),
        default=0,
    )
    final = lines[last_line].end
    ends: list[int] = []
    for at, node in enumerate(nodes):
        stop = final
        for later in nodes[at + 1 :]:
            if later.level <= node.level:
                stop = later.label.start
                break
        inside = [
            index
            for index, owner in reading.cut.items()
            if node.label.start < lines[index].start < stop and not _within(nodes, at, owner)
        ]
        if inside:
            stop = lines[min(inside)].start
        ends.append(max(node.label.text, _trim(text, node.label.text, stop)))
    return [min(end, len(text)) for end in ends]


def _within(nodes: Sequence[Node], at: int, owner: int | None) -> bool:
    """Whether `owner` is the node or below it."""
    while owner is not None:
        if owner == at:
            return True
        owner = nodes[owner].parent
    return False


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _assemble(text: str, lines: Sequence[Line], spans: Sequence[Span], readings: Sequence[_Reading]) -> Outline:
    items: list[OutlineItem] = []
    run_in: set[str] = set()
    findings: list[Finding] = []
    cuts: list[tuple[int, BlockKind, str | None]] = []
    slugs: set[str] = set()
    mains = [reading for reading in readings if reading.span.kind == "main" and reading.nodes]
    for reading in readings:
        prefix = _prefix(reading.span, bool(mains))
        ids = _ids(reading.nodes, prefix, slugs)
        headings = _headings(text, reading)
        if prefix.startswith("附件") and reading.nodes:
            items.append(_annex_item(prefix, lines, reading))
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
        findings += _findings(reading.nodes, ids)
        cuts += _cuts(lines, reading, ids)
    parts = _tile_parts(text, lines, spans)
    blocks = _tile(text, cuts)
    if not items:
        findings.append(Finding("warning", "no-items", "全文没有编号的条目，未能读出任务。", 0, min(len(text), 80)))
    return Outline(tuple(items), blocks, parts, frozenset(run_in), tuple(findings))


def _prefix(span: Span, planned: bool) -> str:
    if span.kind == "annex":
        return span.label
    return "通知" if span.kind == "cover" and planned else ""


def _annex_item(prefix: str, lines: Sequence[Line], reading: _Reading) -> OutlineItem:
    head = lines[reading.span.first]
    titles = [
        lines[index].words.strip()
        for index, kind in sorted(reading.kinds.items())
        if kind == "title" and index <= head.index + 4
    ]
    end = max(reading.ends)
    return OutlineItem(prefix, prefix, 1, "".join(titles) or None, head.end, max(end, head.end), head.start)


def _ids(nodes: Sequence[Node], prefix: str, slugs: set[str]) -> list[str]:
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


def _headings(text: str, reading: _Reading) -> list[str | None]:
    nodes = reading.nodes
    openings: list[Opening] = []
    rows: dict[tuple[int | None, int], list[int]] = {}
    for at, node in enumerate(nodes):
        stop = reading.ends[at]
        parent = at + 1 < len(nodes) and nodes[at + 1].parent == at
        if at + 1 < len(nodes):
            stop = min(stop, nodes[at + 1].label.start)
        words = text[node.label.text : max(stop, node.label.text)]
        own_line = node.label.line_start or parent
        opening = read_opening(words.rstrip(), parent)
        openings.append(opening if own_line else Opening(None, opening.sentence or opening.line))
        rows.setdefault((node.parent, node.level), []).append(at)
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


def _findings(nodes: Sequence[Node], ids: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    skipped: set[int | None] = set()
    for at, node in enumerate(nodes):
        label = node.label
        place = (label.start, label.end)
        written = label.written.strip()
        if node.broken == "gap":
            found.append(
                Finding("warning", "label-gap", f"序号不连续：“{written}”之前应为第{node.expected}项。", *place)
            )
        elif node.broken in ("repeat", "restart"):
            found.append(
                Finding(
                    "warning" if node.broken == "repeat" else "note",
                    "label-repeated",
                    f"序号“{written}”重复出现，本站编为“{ids[at]}”。",
                    *place,
                )
            )
        elif node.broken == "order":
            found.append(
                Finding("warning", "label-order", f"序号“{written}”倒退，前一项之后应为第{node.expected}项。", *place)
            )
        if node.skipped and node.parent not in skipped:
            skipped.add(node.parent)
            found.append(Finding("note", "level-skipped", f"“{written}”与上一级之间缺少一级序号。", *place))
    return found


def _cuts(lines: Sequence[Line], reading: _Reading, ids: Sequence[str]) -> list[tuple[int, BlockKind, str | None]]:
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


def draw(found: Outline, text: str) -> str:
    """The tree as text, one item a line: id, label, heading or the first words."""
    rows = []
    for item in found.items:
        own = text[item.start : item.end].partition("\n")[0]
        says = item.heading if item.heading is not None else f"· {own[:16]}"
        rows.append("  " * item.id.count("/") + f"{item.id} L{item.level} {says}")
    return "\n".join(rows)

"""One part of a text, read: its numbered items, where the text of each ends, what the rest is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from builder.language import lazy_re as re
from builder.language.brackets import OPENING
from builder.language.document_lines import Line, heads_box, is_note, is_remark
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import CLAUSE_LINE, DOING, LEAD, SUPPORTING
from builder.outline.blocks import classify_front, classify_tail, closes, ends_document, lists_to_the_end, turns_to_all
from builder.outline.headings import continues, read_opening
from builder.outline.labels import Label
from builder.outline.model import BlockKind
from builder.outline.parts import Span
from builder.outline.tree import Node, build


@dataclass(slots=True)
class Reading:
    """A part while it is read. `kinds`: of the lines that are no text of items; `ends`: where the text of
    each node ends; `cut`: lines that belong to another node than the last one before them; `closing`:
    where in the line of the last node the closing begins, its line break lost."""

    span: Span
    nodes: list[Node]
    kinds: dict[int, BlockKind] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    cut: dict[int, int] = field(default_factory=dict)
    closing: int | None = None


def read_part(
    text: str,
    lines: Sequence[Line],
    span: Span,
    labels: dict[int, list[Label]],
    numbered: frozenset[int],
    unbroken: frozenset[int],
) -> Reading:
    """One part: what each line is, the tree of its labels, where title, items and closing words end.
    `labels`: by index of line; `numbered`, `unbroken`: lines that open with a label, lines whose breaks were lost."""
    own = lines[span.first : span.last]
    # The list of attachments is numbered and is no outline; it is found before labels are read.
    kinds = dict(zip((line.index for line in own), classify_front(own, span.headed, numbered), strict=True))
    skipped = {index for index, kind in kinds.items() if kind in ("attachments", "annex")}
    foot = next((at for at in range(span.first, span.last) if lists_to_the_end(lines, at)), span.last)
    listed = {index for index in range(foot, span.last) if not is_note(lines[index].words)}
    kinds |= dict.fromkeys(listed, "attachments")
    skipped |= listed | {line.index for line in own if is_remark(line.words)}
    candidates = [label for line in own if line.index not in skipped for label in labels[line.index]]
    nodes = build(_outside_boxes(candidates, own), unbroken)
    reading = Reading(span, nodes)
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
    reading.closing = _closing_within(text, nodes[-1].label.text, lines[last].end)
    _settle_tail(reading, lines, tail)
    reading.kinds |= dict.fromkeys(listed, "attachments")
    _settle_between(reading, lines)
    reading.ends = _ends(reading, text, lines)
    return reading


def _outside_boxes(labels: Sequence[Label], lines: Sequence[Line]) -> list[Label]:
    """The labels without those of boxes (专栏), which count from 1 on within the row around them."""
    boxes = [line.index for line in lines if heads_box(line.words)]
    if not boxes:
        return list(labels)
    kept: list[Label] = []
    within: tuple[str, int] | None = None  # shape and last number of the box's row
    for label in labels:
        if within is None or label.shape != within[0] or label.number != within[1] + 1:
            opens = label.number == 1 and label.line - 1 in boxes and label.shape in ("1", "(1)", "1)", "①", "(一)")
            within = (label.shape, 1) if opens else None
        else:
            within = (label.shape, label.number)
        if within is None:
            kept.append(label)
    return kept


def _settle_tail(reading: Reading, lines: Sequence[Line], tail: Sequence[Line]) -> None:
    """Tell what follows the last item of a part: its own paragraphs, the closing, signature and notes."""
    nodes = reading.nodes
    kinds = classify_tail(tail)
    named = _only_heading(lines, nodes, len(nodes) - 1)
    siblings = [
        at for at, node in enumerate(nodes[:-1]) if node.parent == nodes[-1].parent and node.level == nodes[-1].level
    ]
    plain = bool(siblings) and not any(_has_paragraphs(nodes, at) for at in siblings)
    single = plain and len(siblings) > 1
    closing = reading.closing is not None
    kept = 0
    for line, kind in zip(tail, kinds, strict=True):
        if kind == "paragraph":
            belongs = named and kept == 0
            clause = line.words.lstrip().startswith(tuple(OPENING)) or CLAUSE_LINE.match(line.words)
            ends = closes(line.words, last=True) or (single and not named) or (plain and turns_to_all(line.words))
            closing = closing or ends_document(line.words) or (ends and not belongs and not clause)
            if closing:
                reading.kinds[line.index] = "closing"
            if kept or not continues(lines[line.index - 1].words, line.words):
                kept += 1
        elif kind != "table" or closing:
            reading.kinds[line.index] = kind
            closing = closing or kind in ("date", "signature")


_CLAUSE_ENDS = re.compile(
    rf"(?:负责|{LEAD}|{SUPPORTING}|{DOING}"
    rf"|[位门]\s*[：:](?:[^（()）]|[（(][^（()）]{{1,12}}[)）]){{2,200}})[)）\]】〕]\s*(?=各|本|此|特此|请各|以上)"
)


def _closing_within(text: str, start: int, end: int) -> int | None:
    """Where after its last clause the line of the last item goes on to speak to all: …负责）各地区要…"""
    for match in _CLAUSE_ENDS.finditer(text, start, end):
        if closes(text[match.end() : match.end() + 40], last=True):
            return match.end()
    return None


def _has_paragraphs(nodes: Sequence[Node], at: int) -> bool:
    """Whether further paragraphs follow the first of a node before the next label."""
    return at + 1 < len(nodes) and nodes[at + 1].label.line - nodes[at].label.line > 1


def _only_heading(lines: Sequence[Line], nodes: Sequence[Node], at: int) -> bool:
    """Whether the first line of a node says no more than its heading."""
    label = nodes[at].label
    words = lines[label.line].words[label.text - lines[label.line].start :].rstrip()
    return read_opening(words, True).line is not None


def _settle_between(reading: Reading, lines: Sequence[Line]) -> None:
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


def _ends(reading: Reading, text: str, lines: Sequence[Line]) -> list[int]:
    """Where the text of each node ends, children included, the space after it left out."""
    nodes, span = reading.nodes, reading.span
    last_line = max(
        (i for i in range(nodes[-1].label.line, span.last) if i not in reading.kinds or i == nodes[-1].label.line),
        default=0,
    )
    final = lines[last_line].end if reading.closing is None else reading.closing
    ends: list[int] = []
    for at, node in enumerate(nodes):
        later = next((n for n in range(at + 1, len(nodes)) if nodes[n].level <= node.level), None)
        stop = final if later is None else nodes[later].label.start
        inside = [
            index
            for index, owner in reading.cut.items()
            if node.label.start < lines[index].start < stop and not _within(nodes, at, owner)
        ]
        if inside:
            stop = lines[min(inside)].start
        ends.append(max(node.label.text, _trim(text, node.label.text, stop)))
    for at in range(len(nodes) - 1, -1, -1):  # an item without words ends behind the space after its label
        parent = nodes[at].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[at])
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

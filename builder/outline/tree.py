"""From candidates to the tree: which labels are labels, how deep each stands, what follows what.

Levels go by the shape of the label. Each part of a text is read with several orders of shapes (the
official one, and the order in which the shapes first occur), and the one that leaves the fewest
breaks in numbering is kept. A label that opens a paragraph is one unless it may be a quantity; a label
inside a paragraph (line breaks lost, or a run-in list) must continue or open a row of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.language.lazy_dataclasses import dataclass
from builder.outline.labels import RANK, Label, heads_decimals

Break = str  # "gap", "repeat", "order", "restart"


@dataclass(frozen=True, slots=True)
class Node:
    """A label in its place. `parent` is an index into the nodes of the part, or None; `level` counts
    from 1 by shape; `broken` says how the number fails to continue its row, and `expected` what
    would have; `skipped` that a level lies between it and its parent."""

    label: Label
    level: int
    parent: int | None
    broken: Break | None = None
    expected: int = 0
    skipped: bool = False


_WORDED = frozenset(["编", "部分", "章", "节", "条", "第一", "一", "(一)"])
"""Shapes that no quantity has: at the head of a line they are labels whatever their number."""

_RULED = frozenset(["章", "节", "条"])
"""Shapes of rules and regulations, whose numbers run through."""

_Open = tuple[float, int, Label, bool]
"""An open row while a part is read: rank, index of its last node, that node's label, whether it was a repeat."""


def build(labels: Sequence[Label], unbroken: frozenset[int] = frozenset()) -> list[Node]:
    """The nodes of one part. `unbroken`: numbers of the lines whose line breaks were lost."""
    chapters = _decimal_chapters(labels)

    def variant(label: Label) -> str:
        return "1" if chapters and label.shape == "1" and label.start not in chapters else _variant(label)

    first_seen = list(dict.fromkeys(variant(label) for label in labels if label.line_start or label.line in unbroken))
    orders: list[Callable[[Label], float]] = [_official]
    if first_seen:
        position = {variant: rank for rank, variant in enumerate(first_seen)}
        orders.append(lambda label: position.get(variant(label), _official(label) + len(position)))
    if {"1、", "1."} <= set(first_seen) or {"一、", "一."} <= set(first_seen):
        # 1、 above 1.: two shapes; otherwise the two are one shape written by two hands.
        orders.insert(1, lambda label: _official(label) - (0.5 if _variant(label) in ("1、", "一、") else 0))
    if "条" in first_seen and {"一、", "一."} & set(first_seen[: first_seen.index("条")]):
        # 一、 above articles that run on below it, not 一、 below an article.
        orders.insert(0, lambda label: RANK["一"] + 0.5 if label.shape == "条" else _official(label))
    readings = [_read(labels, order, unbroken) for order in orders]
    best = min(readings, key=_breaks)
    return _by_depth(best) if chapters else best


def _by_depth(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with the levels that decimals count: 2.2.1 is of the third, what stands below it one deeper."""
    found: list[Node] = []
    for node in nodes:
        found.append(replace(node, level=1 if node.parent is None else found[node.parent].level + 1))
    return found


def _decimal_chapters(labels: Sequence[Label]) -> frozenset[int]:
    """Where the figures stand that decimals are below (2 above 2.1), and those that go on counting them (7附则): in
    such a text any other figure is of an item below; none where fewer than two are."""
    chapters: dict[int, int] = {}
    figures = [at for at, label in enumerate(labels) if label.shape == "1"]
    for at in figures:
        following = labels[at + 1] if at + 1 < len(labels) else None
        if following and following.number == 1 and heads_decimals(labels[at], following):
            chapters.setdefault(labels[at].number, labels[at].start)
    if len(chapters) < 2:
        return frozenset()
    last = max(chapters)
    row = 0  # the last number of the row of items below
    for at in figures:
        label = labels[at]
        if label.start == chapters.get(label.number):
            row = 0
        elif label.line_start and label.start > chapters[last] and label.number == last + 1 != row + 1:
            chapters[label.number], last = label.start, label.number
        else:
            row = label.number
    return frozenset(chapters.values())


def _official(label: Label) -> float:
    """Its rank among all shapes; 1.1.1 stands below 1.1."""
    return RANK[label.shape] + (0.1 * len(label.parts) if label.shape == "1.1" else 0)


def _variant(label: Label) -> str:
    if label.shape in ("1", "一"):
        return label.shape + ("、" if label.written.endswith("、") else ".")
    return label.shape if label.shape != "1.1" else ".".join("1" * len(label.parts))


def _breaks(nodes: Sequence[Node]) -> int:
    """How badly a reading fits: breaks in numbering, less what it leaves out."""
    cost = {"gap": 3, "repeat": 3, "order": 3, "restart": 2, None: 0}
    return sum(cost[node.broken] for node in nodes) - len(nodes)


def _read(labels: Sequence[Label], order: Callable[[Label], float], unbroken: frozenset[int]) -> list[Node]:
    reader = _Reader(labels, [order(label) for label in labels], unbroken)
    for at in range(len(labels)):
        reader.take(at)
    return reader.nodes()


class _Reader:
    """The candidates of a part while they are read in one order of shapes, one after another."""

    def __init__(self, labels: Sequence[Label], ranks: Sequence[float], unbroken: frozenset[int]) -> None:
        self.labels, self.ranks, self.unbroken = labels, ranks, unbroken
        self.following = _following(labels, ranks)
        self.below_figures = any(label.shape == "1" for label in labels)
        self.kept: list[tuple[float, Label, int | None, Break | None, int]] = []
        self.stack: list[_Open] = []
        self.last: dict[float, int] = {}  # the last number of each rank, for rows that run on across parents
        self.ignored: dict[tuple[float, int], int] = {}  # rows that are only text: (rank, line) → last number

    def take(self, at: int) -> None:
        """Keep the candidate as a label in its place, or pass it over."""
        label, rank = self.labels[at], self.ranks[at]
        depth = len(self.stack)
        while depth and self.stack[depth - 1][0] > rank:
            depth -= 1
        sibling = self.stack[depth - 1] if depth and self.stack[depth - 1][0] == rank else None
        above = self.stack[: depth - 1] if sibling else self.stack[:depth]
        fits = self._fits(label, rank, sibling)
        if not self._is_label(at, sibling, fits):
            return
        broken = None if fits else _break(label, sibling)
        expected = sibling[2].number + 1 if sibling else self.last.get(rank, 0) + 1
        parent = above[-1][1] if above else None
        self.stack = [*above, (rank, len(self.kept), label, broken == "repeat")]
        self.last[rank] = label.number
        self.kept.append((rank, label, parent, broken, expected))

    def _fits(self, label: Label, rank: float, sibling: _Open | None) -> bool:
        """Whether the number continues its row, or opens one."""
        runs_on = label.number == self.last.get(rank, 0) + 1
        if sibling is None:
            return label.number == 1 or runs_on
        expected = sibling[2].number + 1
        return (
            label.number == expected
            or (sibling[3] and label.number == expected + 1)
            or (label.shape in _RULED and runs_on)
            or (label.shape == "1.1" and label.number == 1)
        )

    def _is_label(self, at: int, sibling: _Open | None, fits: bool) -> bool:
        """Whether the candidate is a label: at the head of a line nearly always, elsewhere as part of a row."""
        label, rank = self.labels[at], self.ranks[at]
        excerpt = self._opens_excerpt(label)
        if label.shape == "1.1" and not (
            excerpt or _continues_decimal(label, [entry[2] for entry in self.stack], self.below_figures)
        ):
            return False
        if (label.line_start and not label.doubtful) or _on_label(self.labels, at):
            sudden = sibling is None and rank not in self.last and label.number > 3 and label.shape not in _WORDED
            # a number that no row leads up to
            return excerpt or not sudden or _leads_row(self.labels, self.following, at)
        if label.shape == "1" and heads_decimals(label, self.labels[at + 1] if at + 1 < len(self.labels) else None):
            return True
        key, later = (rank, label.line), self.following[at]
        if self.ignored.get(key) == label.number - 1:
            self.ignored[key] = label.number
            return False
        if _inside(label, sibling, fits, self.labels[later] if later is not None else None, self.unbroken):
            return True
        if label.number == 1:
            self.ignored[key] = 1
        return False

    def _opens_excerpt(self, label: Label) -> bool:
        """Whether a decimal label of three or more parts, which no quantity has, is the first of its text: an excerpt
        begins with 6.1.2."""
        return (
            label.line_start
            and len(label.parts) > 2
            and all(each.shape not in ("1", "1.1") for _, each, *_ in self.kept)
        )

    def nodes(self) -> list[Node]:
        """What was kept, with levels that count from 1 by shape."""
        levels = {rank: level for level, rank in enumerate(sorted({entry[0] for entry in self.kept}), 1)}
        nodes: list[Node] = []
        for rank, label, parent, broken, expected in self.kept:
            above = levels[self.kept[parent][0]] if parent is not None else 0
            decimal = parent is not None and self.kept[parent][1].shape == "1.1"  # (1) stands below 2.1 as below 2.1.1
            skipped = levels[rank] > above + 1 and not decimal
            nodes.append(Node(label, levels[rank], parent, broken, expected, skipped))
        return nodes


def _break(label: Label, sibling: _Open | None) -> Break:
    """How a number fails to continue its row."""
    if sibling is None:
        return "gap"
    if label.number == 1:
        return "restart"
    if label.number == sibling[2].number:
        return "repeat"
    return "gap" if label.number > sibling[2].number + 1 else "order"


def _following(labels: Sequence[Label], ranks: Sequence[float]) -> list[int | None]:
    """For each candidate the next one of its rank, or None."""
    found: list[int | None] = [None] * len(labels)
    latest: dict[float, int] = {}
    for at in range(len(labels) - 1, -1, -1):
        found[at] = latest.get(ranks[at])
        latest[ranks[at]] = at
    return found


def _leads_row(labels: Sequence[Label], following: Sequence[int | None], at: int) -> bool:
    """Whether a number at the head of a line opens a row of its own: an excerpt begins with its tenth item."""
    for _ in range(2):
        later = following[at]
        if later is None or not labels[later].line_start or labels[later].number != labels[at].number + 1:
            return False
        at = later
    return True


def _inside(
    label: Label,
    sibling: _Open | None,
    fits: bool,
    later: Label | None,
    unbroken: frozenset[int],
) -> bool:
    """Whether a candidate inside a paragraph (or a doubtful one at its head) is a label."""
    if label.doubtful and later is not None and later.line_start and later.number == label.number:
        return False  # 二、三级医院… where 二、 itself is still to come
    lost = label.line in unbroken
    if lost and label.shape in _RULED:
        return sibling is None or label.number > sibling[2].number  # also past articles left out: 第四条…。第八条…
    if not fits:
        return _skips(label, sibling, later, lost)
    if label.after_heading and sibling is None and label.shape in ("一", "(一)", "条"):
        return label.number > 1 or (later is not None and later.number == 2)
    below_heading = label.after_heading and label.shape == "1" and sibling is None and label.number == 1
    if below_heading and later is not None and later.line == label.line and later.after_stop:
        return later.number == 2  # （二）报送制度1.建立台账。2.按月报送。
    if not (label.after_sentence or (lost and label.shape == "(一)")):
        return False
    if label.number == 1:
        # A row is opened by 1 only where 2 follows: in the same paragraph, or at the head of a later one.
        return later is not None and later.number == 2 and (later.line == label.line or later.line_start)
    if lost:
        return True
    if later is not None and later.line_start and later.number == label.number:
        return False  # a reference ahead of the item itself
    if sibling is None:
        return label.doubtful or label.after_stop  # a row that runs on across chapters: 第六条 所有单位…
    if sibling[2].line == label.line:
        return True  # in the paragraph of its elder sibling: a row of a run-in list, or lost line breaks
    leads_on = later is not None and later.number == label.number + 1 and later.line_start
    return label.doubtful or leads_on or label.after_stop


def _skips(label: Label, sibling: _Open | None, later: Label | None, lost: bool) -> bool:
    """Whether （六） goes on after （四） behind a full stop of the same paragraph: items between are left out, which
    is told as a break."""
    number, line = (sibling[2].number, sibling[2].line) if sibling else (0, later.line if later else -1)
    return (
        label.shape == "(一)"
        and label.after_sentence
        and number < label.number <= number + 3
        and (lost or line == label.line)
    )


def _on_label(labels: Sequence[Label], at: int) -> bool:
    """Whether the first of a row stands right behind the label at the head of its line: （一）1.…"""
    before = labels[at - 1] if at else None
    return labels[at].number == 1 and before is not None and before.line_start and before.text == labels[at].start


def _continues_decimal(label: Label, open_labels: Sequence[Label], below_figures: bool) -> bool:
    """1.1 below 1., 1.2 after 1.1, 1.1.1 below 1.1; where the text has no 1. (not `below_figures`), 2.1 after 1.3
    too."""
    for parent in reversed(open_labels):
        if parent.shape not in ("1", "1.1"):
            continue  # (2) below 2.1 does not stand in the way of 2.2
        if parent.shape == "1.1" and parent.parts[:-1] == label.parts[:-1]:
            return label.parts[-1] > parent.parts[-1]
        if parent.parts == label.parts[:-1]:
            return True
    return not below_figures and label.parts[-1] == 1

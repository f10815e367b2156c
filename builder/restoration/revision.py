"""A text under restoration: what it is now, and how it came from its source.

Each repair is a function `str -> list[Change]`; `Revision.apply` composes its changes with those
of the repairs before it, so that at the end each difference from the source is one `Edit` and
the no-loss rule of CONTRACT holds by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.notice import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """Replace `text[start:end]` of the current text by `restored` (`start == end` inserts)."""

    start: int
    end: int
    restored: str
    kind: str
    certain: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """`text` is `source` with `edits` applied; edits are ordered and do not overlap."""

    source: str
    text: str
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, source: str) -> Revision:
        return cls(source, source)

    def apply(self, changes: Iterable[Change]) -> Revision:
        """The revision with `changes` made, all given in offsets of the current text.

        Changes must not overlap each other (ValueError). A change that meets the restored words of
        an earlier edit becomes one edit with it: its kind is the first that is more than layout (the
        damage that lies deepest), it is certain only where all are, and the reasons are joined."""
        todo = sorted(changes, key=lambda change: (change.start, change.end))
        for before, after in pairwise(todo):
            if after.start < before.end:
                raise ValueError(f"changes overlap: {before} and {after}")
        if not todo:
            return self
        out: list[Edit] = []
        pieces: list[str] = []
        at = 0  # how far the current text has been copied
        length = 0  # how long the new text is
        edits = self.edits
        i = 0  # next earlier edit
        shift = 0  # source offset minus text offset, in kept text before `at`

        def keep(until: int) -> None:
            nonlocal at, length
            if until > at:
                pieces.append(self.text[at:until])
                length += until - at
                at = until

        def emit(start: int, end: int, restored: str, kind: str, certain: bool, reason: str) -> None:
            nonlocal at, length
            source = self.source[start:end]
            if source != restored:
                out.append(Edit(start, end, source, length, length + len(restored), restored, kind, certain, reason))
            pieces.append(restored)
            length += len(restored)

        j = 0
        while i < len(edits) or j < len(todo):
            # An earlier edit that ends before the next change begins (or only touches it) stays.
            if i < len(edits) and (j == len(todo) or edits[i].end <= todo[j].start):
                edit = edits[i]
                keep(edit.start)
                emit(edit.source_start, edit.source_end, edit.restored, edit.kind, edit.certain, edit.reason)
                at = edit.end
                shift = edit.source_end - edit.end
                i += 1
                continue
            # A group: the change and all that overlaps it, edits and changes in turn.
            first = todo[j]
            j += 1
            start, end = first.start, first.end
            group, old = [first], []
            while True:
                if i < len(edits) and edits[i].start < end:
                    old.append(edits[i])
                    start, end = min(start, edits[i].start), max(end, edits[i].end)
                    i += 1
                elif j < len(todo) and todo[j].start < end:
                    group.append(todo[j])
                    end = max(end, todo[j].end)
                    j += 1
                else:
                    break
            keep(start)
            if old:
                source_start = min(start + shift, old[0].source_start)
                source_end = old[-1].source_end + (end - old[-1].end)
            else:
                source_start, source_end = start + shift, end + shift
            restored, cursor = [], start
            for change in group:
                restored += [self.text[cursor : change.start], change.restored]
                cursor = change.end
            restored.append(self.text[cursor:end])
            reasons = dict.fromkeys(r for r in [*(e.reason for e in old), *(c.reason for c in group)] if r)
            emit(
                source_start,
                source_end,
                "".join(restored),
                _kind([*(e.kind for e in old), *(c.kind for c in group)]),
                all(e.certain for e in old) and all(c.certain for c in group),
                "；".join(reasons),
            )
            at, shift = end, source_end - end
        keep(len(self.text))
        return Revision(self.source, "".join(pieces), tuple(out))


_LAYOUT = frozenset(("layout", "line-break", "spacing", "page-number", "running-head"))
"""Kinds that move no word: beside another kind they say less of what was done."""


def _kind(kinds: Sequence[str]) -> str:
    """The kind of an edit that several changes made."""
    return next((kind for kind in kinds if kind not in _LAYOUT), kinds[-1])


def rebuild_source(text: str, edits: Iterable[Edit]) -> str:
    """The decoded source, from the restored text and its edits."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.source]
        at = edit.end
    return "".join([*pieces, text[at:]])


def rebuild_text(source: str, edits: Iterable[Edit]) -> str:
    """The restored text, from the decoded source and its edits."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [source[at : edit.source_start], edit.restored]
        at = edit.source_end
    return "".join([*pieces, source[at:]])

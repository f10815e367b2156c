"""A text under restoration: what it is now, and how it came from its source.

Each repair is a function `str -> list[Change]`; `Revision.apply` composes its changes with those
of the repairs before it, so that at the end each difference from the source is one `Edit` and
the no-loss rule (edits and kept pieces rebuild source and text) holds by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.model.notice import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """Replace `text[start:end]` of the current text by `restored` (`start == end` inserts)."""

    start: int
    end: int
    restored: str
    kind: EditKind
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
        """The source before anything is changed."""
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
        longer = 0  # by how much the new text is longer, so far
        edits = self.edits
        i = j = 0  # next earlier edit, next change
        shift = 0  # source offset minus text offset, in kept text before `at`
        while i < len(edits) or j < len(todo):
            # An earlier edit that ends before the next change begins (or only touches it) stays.
            if i < len(edits) and (j == len(todo) or edits[i].end <= todo[j].start):
                edit = edits[i]
                out.append(_moved(edit, longer) if longer else edit)
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
            if old:
                source_start = min(start + shift, old[0].source_start)
                source_end = old[-1].source_end + (end - old[-1].end)
                made = self._merged(start, end, group, old)
            else:
                source_start, source_end = start + shift, end + shift
                made = first if len(group) == 1 else self._merged(start, end, group, old)
            source, written = self.source[source_start:source_end], made.restored
            if source != written or made.kind is EditKind.AS_WRITTEN:
                place = start + longer
                out.append(
                    Edit(
                        source_start,
                        source_end,
                        source,
                        place,
                        place + len(written),
                        written,
                        made.kind,
                        made.kind.proof if made.certain else "none",
                        made.reason,
                    )
                )
            pieces += (self.text[at:start], written)
            longer += len(written) - (end - start)
            at, shift = end, source_end - end
        pieces.append(self.text[at:])
        return Revision(self.source, "".join(pieces), tuple(out))

    def _merged(self, start: int, end: int, group: Sequence[Change], old: Sequence[Edit]) -> Change:
        """Changes and the earlier edits that they meet, as one change of `text[start:end]`."""
        restored, cursor = [], start
        for change in group:
            restored += [self.text[cursor : change.start], change.restored]
            cursor = change.end
        restored.append(self.text[cursor:end])
        parts: list[Edit | Change] = [*old, *group]
        reasons = dict.fromkeys(part.reason for part in parts if part.reason)
        kind = _kind([part.kind for part in parts])
        taken_away = not any(restored)
        # What an icon was meant to be matters no more where the words around it go.
        certain = all(part.certain or (taken_away and part.kind is EditKind.GLYPH) for part in parts)
        return Change(start, end, "".join(restored), kind, certain, "；".join(reasons))


def _moved(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by) if by else edit


def _kind(kinds: Sequence[EditKind]) -> EditKind:
    """The kind of an edit that several changes made: layout says less of what was done than any other."""
    return next((kind for kind in kinds if not kind.layout), kinds[-1])


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

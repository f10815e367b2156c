"""Corrections by a person: made first, and left alone by every repair after them."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change, Revision
from builder.source.sidecar.keys import Sidecar, place_corrections


def correct(text: str, sidecar: Sidecar) -> list[Change]:
    """The changes that the sidecar asks for. InputError where its words do not fit the source,
    which `read_source` has found out before."""
    changes = []
    places = place_corrections(sidecar.corrections, text, sidecar.path)
    for correction, (start, end) in zip(sidecar.corrections, places, strict=True):
        reason = f"{correction.reason}（{correction.by}，{correction.date}）"
        if correction.restored == correction.written:
            changes.append(Change(start, end, correction.restored, EditKind.AS_WRITTEN, True, reason))
        else:
            changes.append(Change(start, end, correction.restored, EditKind.CORRECTION, True, reason))
    return changes


def skip_corrected(revision: Revision, changes: Iterable[Change]) -> list[Change]:
    """`changes` without those that would alter a corrected place."""
    corrected = [edit for edit in revision.edits if edit.kind in (EditKind.CORRECTION, EditKind.AS_WRITTEN)]
    if not corrected:
        return list(changes)
    return [
        change
        for change in changes
        if not any(change.start < edit.end and edit.start < change.end for edit in corrected)
    ]

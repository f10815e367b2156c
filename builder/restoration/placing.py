"""From places in a text under restoration to places in its source, and back."""

from __future__ import annotations

from bisect import bisect_right

from builder.restoration.revision import Revision


class Places:
    """Translates spans for one revision. A border inside an edit moves to that edit's border, so
    that a span takes in whole edits on the way to the source, and leaves them out on the way back."""

    def __init__(self, revision: Revision) -> None:
        self._edits = revision.edits
        self._starts = [edit.start for edit in revision.edits]
        self._source_starts = [edit.source_start for edit in revision.edits]

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        """The source's span that became `text[start:end]`."""
        at = bisect_right(self._starts, start) - 1
        source_start = start
        if at >= 0:
            edit = self._edits[at]
            source_start = edit.source_start if start < edit.end else edit.source_end + start - edit.end
        if end <= start:
            return source_start, source_start
        at = bisect_right(self._starts, end - 1) - 1
        source_end = end
        if at >= 0:
            edit = self._edits[at]
            source_end = edit.source_end if end <= edit.end else edit.source_end + end - edit.end
        return source_start, max(source_start, source_end)

    def in_text(self, source_start: int, source_end: int) -> tuple[int, int]:
        """The text's span that came from `source[source_start:source_end]`; empty where nothing is left."""
        at = bisect_right(self._source_starts, source_start) - 1
        start = source_start
        if at >= 0:
            edit = self._edits[at]
            if source_start >= edit.source_end:
                start = edit.end + source_start - edit.source_end
            else:
                start = edit.start if source_start == edit.source_start else edit.end
        at = bisect_right(self._source_starts, source_end - 1) - 1
        end = source_end
        if at >= 0:
            edit = self._edits[at]
            end = edit.start if source_end < edit.source_end else edit.end + source_end - edit.source_end
        return start, max(start, end)

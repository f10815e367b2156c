"""Words that came out of a PDF one line too early.

Where the end of a line stands a hair above its beginning, text extraction makes two rows of it, the
end first, shifted to where it stood on the page. The shift itself is the proof: it is as wide as
the row below, and both together are a full line.
"""

from __future__ import annotations

from builder.language.document_lines import is_date, is_number
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import find_rows
from builder.restoration.revision import Change

REASON = "下一行的行末被提前抽出：缩进与下一行等长，合起来正好满行"
_SLACK = 2  # characters


def reorder_lines(text: str) -> list[Change]:
    """Changes that move such words to the end of the row that they belong to."""
    if "      " not in text:
        return []
    rows = find_rows(text)
    lengths = sorted(len(row.words) for row in rows)
    full = lengths[-1 - len(lengths) // 20] if lengths else 0
    margin = min((row.shift for row in rows), default=0)
    changes = []
    for early, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        shifted = early.shift - margin
        if shifted < 10 or row.shift - margin > 1 or after.shift - margin > 1 or early.closed:
            continue
        if is_number(early.words) or is_date(early.words):
            continue  # they stand so by themselves
        if abs(shifted - len(row.words)) <= _SLACK and abs(len(early.words) + len(row.words) - full) <= _SLACK:
            changes.append(Change(early.start, early.end, "", EditKind.LINE_ORDER, True, REASON))
            changes.append(Change(row.end, row.end, early.words, EditKind.LINE_ORDER, True, REASON))
    return changes

"""Page layout in plain text: empty lines, indentation, spaces at line ends."""

from __future__ import annotations

import re

from builder.restoration.revision import Change

_EDGES = re.compile(r"[\s\ufeff]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029][\s\ufeff]*|\A[\s\ufeff]+|[\s\ufeff]+\Z")


def drop_layout(text: str) -> list[Change]:
    """One paragraph a line: runs of line ends and the spaces around them become one newline."""
    changes = []
    for run in _EDGES.finditer(text):
        restored = "" if run.start() == 0 or run.end() == len(text) else "\n"
        if run.group() != restored:
            changes.append(Change(run.start(), run.end(), restored, "layout", reason="layout of the page"))
    return changes

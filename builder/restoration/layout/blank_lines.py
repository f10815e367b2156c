"""Page layout in plain text: empty lines, indentation, spaces at line ends."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

_RUN = re.compile(r"[\s\ufeff]+")
_LINE_END = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def drop_layout(text: str) -> list[Change]:
    """One paragraph a line: runs of line ends and the spaces around them become one newline."""
    changes = []
    for run in _RUN.finditer(text):
        edge = run.start() == 0 or run.end() == len(text)
        restored = "" if edge else "\n"
        if run.group() != restored and (edge or _LINE_END.search(run.group())):
            changes.append(Change(run.start(), run.end(), restored, EditKind.LAYOUT, True, "版面空白"))
    return changes

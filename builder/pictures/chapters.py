"""The parts that a notice's tasks fall into, at the depth where they say most and are still few."""

from __future__ import annotations

from dataclasses import dataclass

from builder.ledger.index import Entry, LedgerIndex
from builder.model.notice import Notice
from builder.pages.wording import short

MOST = 10
"""So many parts at most: more would not fit side by side on a phone."""

_REST = "其余"

_SHORT = 14
"""Characters of a heading at the head of a row."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """`label`: (一), short enough for the head of a column; `name`: its heading, or empty."""

    label: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def words(self) -> str:
        return f"{self.label} {self.name}".strip()

    @property
    def short(self) -> str:
        """Label and first clause of the heading, for the head of a row."""
        return f"{self.label} {short(self.name, _SHORT)}".strip()


def chapters_of(index: LedgerIndex, notice: Notice) -> list[Chapter]:
    """The notice's tasks by the deepest headings that make at most `MOST` parts, in order; where even the
    outermost are more, the last part is the rest of them. A notice without headings is one part."""
    entries = index.entries_of_notice(notice)
    paths = {entry.key: index.chapters(notice, entry.task) for entry in entries}
    depths = range(max((len(path) for path in paths.values()), default=0), 0, -1)
    found: list[Chapter] = []
    for depth in depths:
        groups: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            path = paths[entry.key][:depth]
            groups.setdefault((path[-1].id, path[-1].label) if path else ("", ""), []).append(entry)
        names = {item.id: item.heading or "" for path in paths.values() for item in path}
        found = [
            Chapter(label.strip().rstrip("、.．:：,，") or _REST, names.get(key, ""), tuple(members))
            for (key, label), members in groups.items()
        ]
        if len(found) <= MOST:
            return found
    if not found:
        return [Chapter("", "", tuple(entries))] if entries else []
    rest = tuple(entry for chapter in found[MOST - 1 :] for entry in chapter.entries)
    return [*found[: MOST - 1], Chapter(_REST, "", rest)]

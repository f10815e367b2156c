"""The chapters that a notice's tasks fall into, at the depth where they say most and are still few."""

from __future__ import annotations

from collections import Counter

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import Entry, LedgerIndex
from builder.model.notice import Notice

MOST = 10
"""So many parts at most: more would not fit side by side on a phone."""

_REST = "其余"


@dataclass(frozen=True, slots=True)
class Chapter:
    """`label`: (一), short enough for the head of a column, with that of the chapter above where two chapters have the
    same: 二(一); `name`: its heading, or empty."""

    label: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def words(self) -> str:
        return f"{self.label} {self.name}".strip()


def chapters_of(index: LedgerIndex, notice: Notice) -> list[Chapter]:
    """The notice's tasks by the deepest headings that make at most `MOST` parts, in order; where even the
    outermost are more, the last part is the rest of them. A notice without headings is one part."""
    entries = index.entries_of_notice(notice)
    paths = {entry.key: index.chapters(notice, entry.task) for entry in entries}
    depths = range(max((len(path) for path in paths.values()), default=0), 0, -1)
    found: list[Chapter] = []
    for depth in depths:
        groups: dict[str, list[Entry]] = {}
        labels: dict[str, list[str]] = {"": []}
        for entry in entries:
            path = paths[entry.key][:depth]
            key = path[-1].id if path else ""
            groups.setdefault(key, []).append(entry)
            labels[key] = [item.label.strip().rstrip("、.．:：,，") for item in path]
        names = {item.id: item.heading or "" for path in paths.values() for item in path}
        own = Counter(labels[key][-1] for key in groups if key)
        found = [
            Chapter(
                _REST if not key else labels[key][-1] if own[labels[key][-1]] == 1 else "".join(labels[key]),
                names.get(key, ""),
                tuple(members),
            )
            for key, members in groups.items()
        ]
        if len(found) <= MOST:
            return found
    if not found:
        return [Chapter("", "", tuple(entries))] if entries else []
    rest = tuple(entry for chapter in found[MOST - 1 :] for entry in chapter.entries)
    return [*found[: MOST - 1], Chapter(_REST, "", rest)]

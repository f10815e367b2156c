"""Patterns as rows of a table: name, pattern, an example that it takes and a counter-example that it leaves.

A row reads the words on one side of a place (a time, a figure), which both examples leave out:
`left` the words that end there, `right` those that begin there.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from builder.language import lazy_re as re


class Row(NamedTuple):
    """One named pattern."""

    name: str
    side: Literal["left", "right"]
    pattern: re.Pattern[str]
    example: str
    counter: str

    def fits(self, words: str) -> bool:
        """Whether the pattern takes these words, which stand on its side."""
        found = self.pattern.search(words) if self.side == "left" else self.pattern.match(words)
        return found is not None


def left(name: str, pattern: str, example: str, counter: str) -> Row:
    """A pattern of words that end at the place."""
    return Row(name, "left", re.compile(rf"(?:{pattern}) ?$"), example, counter)


def right(name: str, pattern: str, example: str, counter: str) -> Row:
    """A pattern of words that begin at the place."""
    return Row(name, "right", re.compile(pattern), example, counter)


def by_name(*rows: Row) -> dict[str, Row]:
    return {row.name: row for row in rows}

"""Named rules by which a place states no fact: the rows of `exclusions.yml`, each with an example and a
counter-example."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import read_data
from builder.reading.coverage.places import Kind

_BEFORE = 40
_AFTER = 32
_BREAK = re.compile(r"[。;\n]")


@dataclass(frozen=True, slots=True)
class Rule:
    """`before` and `after` must match the words around a place, `word` the place itself; None matches anything."""

    name: str
    kinds: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    word: re.Pattern[str] | None
    example: str
    counter: str

    def excludes(self, folded: str, start: int, end: int) -> bool:
        """Whether the rule fits the place `folded[start:end]`; its sentence bounds what stands around it."""
        before, after = _around(folded, start, end)
        return _fits(self, before, folded[start:end], after)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file. KeyError where a row lacks an example or counter-example."""
    return tuple(_rule(row) for row in read_data("exclusions.yml", Path(__file__).parent))


def _rule(row: dict[str, str]) -> Rule:
    before, after, word = (re.compile(row[key]) if row.get(key) else None for key in ("before", "after", "word"))
    return Rule(row["name"], tuple(row["kinds"].split()), before, after, word, row["example"], row["counter"])


def excluding_rule(kind: Kind, folded: str, start: int, end: int) -> str:
    """The name of the first rule that excludes `folded[start:end]` as a place of this kind, or an empty string."""
    before, after = _around(folded, start, end)
    return next((rule.name for rule in _of(kind) if _fits(rule, before, folded[start:end], after)), "")


def _around(folded: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place, within its sentence; the mark that ends the sentence is part of it."""
    before = _BREAK.split(folded[max(0, start - _BEFORE) : start])[-1]
    after = _BREAK.search(folded, end, end + _AFTER)
    return before, folded[end : after.end() if after else end + _AFTER]


@cache
def _of(kind: Kind) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if kind in rule.kinds)


def _fits(rule: Rule, before: str, word: str, after: str) -> bool:
    parts: Iterable[tuple[re.Pattern[str] | None, str]] = (
        (rule.before, before),
        (rule.after, after),
        (rule.word, word),
    )
    return all(pattern is None or pattern.search(words) for pattern, words in parts)

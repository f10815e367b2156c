"""Each row of the tables of patterns and rules takes its example and leaves its counter-example."""

from __future__ import annotations

import datetime

import pytest

from builder.reading.pattern_rows import Row
from builder.reading.prose import Prose
from builder.reading.targets import context as target_context
from builder.reading.time import context as time_context
from builder.reading.time.deadlines import decisions, why_no_limit
from builder.reading.time.labels import labels
from builder.reading.time.ranges import groups, years_of
from builder.reading.time.rules import RULES, STATED, Rule

BASE = datetime.date(2018, 3, 20)
PATTERN_ROWS = (
    *time_context.RELATIONS,
    *time_context.OPENINGS,
    *time_context.LEFT,
    *time_context.RIGHT,
    *target_context.ROWS.values(),
)


@pytest.mark.parametrize("row", PATTERN_ROWS, ids=[row.name for row in PATTERN_ROWS])
def test_row_matches_example_not_counter_example(row: Row) -> None:
    assert row.fits(row.example)
    assert not row.fits(row.counter)


def _rules_of(text: str) -> list[str]:
    """The names of the rules that decide the moments of `text`, in order."""
    prose = Prose.of(text, 0, len(text))
    found = list(groups(prose))
    years = years_of(prose, found, BASE)
    return [made.rule.name for group in found for made in decisions(prose, group, years, BASE, labels(prose))]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_applies_to_example_not_counter_example(rule: Rule) -> None:
    assert _rules_of(rule.example)[:1] == [rule.name]
    assert rule.name not in _rules_of(rule.counter)
    assert _rules_of(rule.counter)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_words_of_time_that_a_row_explains_are_told_apart(rule: Rule) -> None:
    """The net asks the same rows, and only those that need no date of the notice."""
    prose = Prose.of(rule.example, 0, len(rule.example))
    first = next(groups(prose))
    assert why_no_limit(prose, first.start, first.end) == (rule.name if rule.name in STATED else "")


def test_rules_cover_all_marks() -> None:
    assert not RULES[-1].marks
    assert not RULES[-1].without

"""Who is made responsible: tables of words and bodies, counter-examples, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.reading.responsibility import BodyContext, read_aliases, read_responsibility

CASES = yaml.safe_load(Path(__file__).with_name("responsibility_cases.yml").read_text(encoding="utf-8"))
PLAN = BodyContext()


def told(text: str, context: BodyContext = PLAN, basis: str = "clause") -> str:
    """The bodies of `text` in the notation of the table."""
    read = read_responsibility(text, 0, len(text), context)
    roles = {"lead": "L", "responsible": "R", "supporting": "S"}
    words = []
    for agency in read.agencies:
        assert text[agency.start : agency.end] == agency.written
        assert agency.basis == basis
        alias = f"+{agency.alias}" if agency.alias else ""
        written = f"<{agency.written}" if agency.written != agency.name else ""
        words.append(f"{roles[agency.role]}{'*' if agency.collective else ''} {agency.name}{alias}{written}")
    return " | ".join(words)


@pytest.mark.parametrize(("clause", "expected"), CASES["clauses"])
def test_clause(clause: str, expected: str) -> None:
    text = "加强和改进有关工作。" + clause
    read = read_responsibility(text, 0, len(text), PLAN)
    assert told(text) == expected
    assert read.clause is not None
    assert read.clause == clause.strip().rstrip("。")


@pytest.mark.parametrize(("words", "expected"), CASES["two_clauses"])
def test_two_clauses_in_one_item(words: str, expected: str) -> None:
    read = read_responsibility(words, 0, len(words), PLAN)
    assert told(words) == expected
    assert len(read.clause_spans) == 2


@pytest.mark.parametrize("words", CASES["no_clause"])
def test_bracket_that_is_no_clause(words: str) -> None:
    assert read_responsibility(words, 0, len(words), PLAN).clause is None


@pytest.mark.parametrize(("sentence", "expected"), CASES["inline"])
def test_sentence_without_a_clause(sentence: str, expected: str) -> None:
    assert told(sentence, basis="inline") == expected

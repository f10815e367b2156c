"""Brackets are matched by kind of place, not of shape, and as deep as they stand."""

from __future__ import annotations

import pytest

from builder.language.brackets import Pair, depths, pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲(乙)丙", [Pair(1, 3, True)]),
        ("甲（乙]丙", [Pair(1, 3, True)]),  # either kind closes the other
        ("(甲(乙)丙)", [Pair(0, 6, True), Pair(2, 4, False)]),
        ("甲)乙(丙", []),
        ("(甲(乙)", [Pair(2, 4, True)]),
        ("〔甲〕【乙】{丙}", [Pair(0, 2, True), Pair(3, 5, True), Pair(6, 8, True)]),
        ("“甲”", []),
        ("", []),
    ],
)
def test_pairs(text: str, expected: list[Pair]) -> None:
    assert pairs(text, 0, len(text)) == expected


def test_quotes_are_pairs_where_asked() -> None:
    assert pairs("甲“乙(丙)”", 0, 7, quotes=True) == [Pair(1, 6, True), Pair(3, 5, False)]


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("甲乙丙", 0, 3, [0, 0, 0]),
        ("甲(乙)丙", 0, 5, [0, 1, 1, 1, 0]),
        ("(甲(乙)丙)", 0, 7, [1, 1, 2, 2, 2, 1, 1]),
        ("(甲)乙(丙)", 3, 7, [0, 1, 1, 1]),
        ("(甲)乙", 1, 4, [0, 0, 0]),  # the bracket that opens it lies outside
        ("甲", 1, 1, []),
    ],
)
def test_depths(text: str, start: int, end: int, expected: list[int]) -> None:
    assert depths(text, start, end) == expected

"""Ids from words: ASCII, readable, and the same for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.places.slugs import slug, unique_slug


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("排沙镇", "paishazhen"),
        ("行政执法", "xingzhengzhifa"),
        ("12345热线", "12345rexian"),
        ("《A/B》", "ab"),
        ("绿色", "lvse"),
        ("", "x"),
        ("…", "x"),
    ],
)
def test_slug_of_words(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_ids_are_stable() -> None:
    """Addresses of the site stand on these: a change here moves pages."""
    assert unique_slug("重点办") == "zhongdianban-1dee64"
    assert unique_slug("打赢脱贫攻坚战", 24) == "dayingtuopingongjianzhan-802d91"


@given(st.text(max_size=60))
def test_any_words_give_valid_id(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9]{1,40}-[0-9a-f]{6}", unique_slug(words))


@given(st.text("省市县法制办局重点", min_size=1, max_size=6), st.text("省市县法制办局重点", min_size=1, max_size=6))
def test_different_words_give_different_ids(one: str, other: str) -> None:
    assert (unique_slug(one) == unique_slug(other)) == (one == other)

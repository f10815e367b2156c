"""Rules of recurrence: written and read back alike; what is none is refused."""

from __future__ import annotations

import datetime

import pytest

from builder.model.recurrence import Recurrence

RULES = [
    ("yearly", Recurrence(1, "year")),
    ("yearly by 01-31", Recurrence(1, "year", month=1, day=31, of_year=True)),
    ("yearly on 12-04 from 2019", Recurrence(1, "year", month=12, day=4, of_year=True, exact=True, since="2019")),
    ("quarterly by 1-10", Recurrence(1, "quarter", month=1, day=10)),
    ("monthly by 05", Recurrence(1, "month", day=5)),
    ("every 3-5 years", Recurrence(3, "year", upto=5)),
    ("every 10 days", Recurrence(10, "day")),
    ("every working day", Recurrence(1, "working day")),
    ("every 2 school years", Recurrence(2, "school year")),
    ("monthly from 2018-10 to 2018-12", Recurrence(1, "month", since="2018-10", until="2018-12")),
]


@pytest.mark.parametrize(("words", "rule"), RULES, ids=[words for words, _ in RULES])
def test_rule_round_trips(words: str, rule: Recurrence) -> None:
    assert Recurrence.parse(words) == rule
    assert str(rule) == words


@pytest.mark.parametrize("words", ["", "often", "yearly by", "every 2 fortnights", "yearly from 18", "Yearly"])
def test_invalid_rule_raises(words: str) -> None:
    with pytest.raises(ValueError, match="not a rule"):
        Recurrence.parse(words)


def test_days_of_rule() -> None:
    rule = Recurrence.parse("yearly by 01-31 from 2018 to 2020-02")
    assert (rule.month_day, rule.first, rule.last) == ("01-31", datetime.date(2018, 1, 1), datetime.date(2020, 2, 29))
    assert Recurrence.parse("quarterly by 1-10").month_day is None

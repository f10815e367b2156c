"""What is due when, and when a recurring limit comes next."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.ledger.due import due_entries
from builder.ledger.recurring import next_occurrences
from builder.model.notice import Convention, Deadline, Due
from builder.model.recurrence import Recurrence
from tests.ledger_making import notice, task


def limit(
    kind: str, date: str | None = None, rule: str | None = None, from_: str | None = None, written: str = "到时"
) -> Deadline:
    return Deadline(written, kind, date, Recurrence.parse(rule) if rule else None, from_, "做好", 0, 2)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deadline", "base", "expected"),
    [
        (limit("recurring", None, "yearly"), "2016-05-01", ["2016-12-31", "2017-12-31", "2018-12-31"]),
        (limit("recurring", None, "yearly by 01-31"), "2019-07-15", ["2020-01-31", "2021-01-31", "2022-01-31"]),
        (limit("recurring", None, "yearly by 01-31"), "2019-01-31", ["2019-01-31", "2020-01-31", "2021-01-31"]),
        (limit("recurring", None, "quarterly"), "2017-07-07", ["2017-09-30", "2017-12-31", "2018-03-31"]),
        (limit("recurring", None, "half-yearly"), "2017-07-07", ["2017-12-31", "2018-06-30", "2018-12-31"]),
        (limit("recurring", None, "monthly by 05"), "2017-11-06", ["2017-12-05", "2018-01-05", "2018-02-05"]),
        (limit("recurring", None, "monthly"), "2016-02-01", ["2016-02-29", "2016-03-31", "2016-04-30"]),
        (limit("recurring", None, "every 2 months"), "2016-02-01", ["2016-02-29", "2016-04-30", "2016-06-30"]),
        # a day in the period's first, last or named month
        (limit("recurring", None, "quarterly by 1-10"), "2017-01-11", ["2017-04-10", "2017-07-10", "2017-10-10"]),
        (limit("recurring", None, "quarterly by 25"), "2017-01-01", ["2017-03-25", "2017-06-25", "2017-09-25"]),
        (limit("recurring", None, "yearly on 12-04"), "2017-01-01", ["2017-12-04", "2018-12-04", "2019-12-04"]),
        (limit("recurring", None, "yearly by 03-31 from 2019", "2019-01-01"), "2017-01-01", ["2019-03-31", "2020-03-31", "2021-03-31"]),
        # the rule says until when
        (limit("recurring", None, "yearly from 2018 to 2019", "2018-01-01"), "2017-07-07", ["2018-12-31", "2019-12-31"]),
        (limit("recurring", None, "monthly from 2018-10 to 2018-11"), "2018-01-01", ["2018-10-31", "2018-11-30"]),
        (limit("recurring", None, "yearly from 2018 to 2019", "2018-01-01"), "2020-01-01", []),
        (limit("recurring", None, "half-monthly"), "2016-02-10", ["2016-02-15", "2016-02-29", "2016-03-15"]),
        # a week ends on its Sunday; every other week needs a first one
        (limit("recurring", None, "weekly", "2016-01-01"), "2016-01-02", ["2016-01-03", "2016-01-10", "2016-01-17"]),
        (limit("recurring", None, "every 2 weeks", "2016-01-01"), "2016-01-02", ["2016-01-15", "2016-01-29", "2016-02-12"]),
        (limit("recurring", None, "every 2 weeks"), "2016-01-02", []),
        (limit("recurring", None, "every 5 months", "2016-03-01"), "2016-01-02", ["2016-07-31", "2016-12-31", "2017-05-31"]),
        (limit("recurring", None, "daily"), "2016-01-02", ["2016-01-02", "2016-01-03", "2016-01-04"]),
        # 自2018年起,一般每隔5年
        (limit("recurring", None, "every 5 years from 2018", "2018-01-01"), "2015-11-30", ["2018-12-31", "2023-12-31", "2028-12-31"]),
        (limit("recurring", None, "every 5 years from 2018", "2018-01-01"), "2019-01-01", ["2023-12-31", "2028-12-31", "2033-12-31"]),
        # 每两年: from when, the text does not say
        (limit("recurring", None, "every 2 years"), "2016-01-01", []),
        (limit("recurring", None, "yearly from 2016", "2016-12-01"), "2015-11-30", ["2016-12-31", "2017-12-31", "2018-12-31"]),
        # no calendar knows these
        (limit("recurring", None, "every term"), "2016-01-01", []),
        (limit("recurring", None, "every 3-5 years"), "2016-01-01", []),
        (limit("recurring", None, "every working day"), "2016-01-01", []),
        (limit("recurring", None, None), "2016-01-01", []),
    ],
)  # fmt: skip
def test_next_occurrences(deadline: Deadline, base: str, expected: list[str]) -> None:
    assert [day.isoformat() for day in next_occurrences(deadline, datetime.date.fromisoformat(base))] == expected


@given(
    st.sampled_from(
        ["yearly", "yearly by 02-29", "quarterly", "half-yearly", "monthly", "monthly by 31", "every 2 months"]
    ),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31)),
)
def test_occurrences_are_ordered_and_follow_base(rule: str, base: datetime.date) -> None:
    found = next_occurrences(limit("recurring", None, rule), base, 4)
    assert len(found) == 4
    assert base <= found[0]
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("deadline", "page", "says"),
    [
        (limit("by", "2016-12-31", written="到2016年底"), "2016-12-31", "原文写明“到2016年底”。"),
        (limit("during", "2016-12-31", written="2016年"), "2016-12-31", "最后一天"),
        (limit("from", "2018-01-01", written="自2018年起"), "2018-01-01", "起始日，不是截止日"),
        (limit("recurring", None, "yearly", written="每年"), "recurring", "按期重复"),
        (limit("within", None, written="10个工作日内"), "none", "推不出日期"),
        (
            replace(limit("within", None, written="印发之日起30日内"), computed="2016-01-05"),
            "2016-01-05",
            "成文日期推算",
        ),
        (limit("open", None, written="长期坚持"), "none", "没有截止日期"),
        (limit("by", None, written="年底前"), "none", "没有截止日期"),
    ],
)
def test_page_and_basis_of_limit(deadline: Deadline, page: str, says: str) -> None:
    entries = due_entries([notice("a", "广东省", [task("一", deadlines=(deadline,))])])
    assert [(entry.page, entry.basis) for entry in entries] == [(page, "own")]
    assert says in entries[0].why


def test_default_deadline_applies_to_undated_task() -> None:
    rule = Convention("default-deadline", "原则上应当在2019年年底前完成", "2019-12-31", 0, 0)
    due = Due("2019-12-31", "default", 0)
    made = notice(
        "a",
        "广东省",
        [task("一", due=due), task("二", deadlines=(limit("recurring", None, "yearly"),), due=due), task("三")],
    )
    entries = due_entries([replace(made, conventions=(rule,))])
    assert [(entry.task, entry.page, entry.basis) for entry in entries] == [
        ("a/一", "2019-12-31", "default"),
        ("a/二", "2019-12-31", "default"),
        ("a/二", "recurring", "own"),
        ("a/三", "none", "none"),
    ]
    assert "原则上应当在2019年年底前完成" in entries[0].why
    assert entries[3].why == "原文未写明时限。"


def test_deadlines_are_sorted_by_date_then_task() -> None:
    late, soon = limit("by", "2018-12-31"), limit("by", "2016-12-31")
    made = notice("a", "广东省", [task("十", deadlines=(late,)), task("九", deadlines=(soon, late)), task("二")])
    assert [(entry.page, entry.task) for entry in due_entries([made])] == [
        ("2016-12-31", "a/九"),
        ("2018-12-31", "a/十"),
        ("2018-12-31", "a/九"),
        ("none", "a/二"),
    ]

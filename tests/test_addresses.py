"""Addresses: ASCII, stable, one for each id of a notice."""

from __future__ import annotations

import pytest

from builder.model.addresses import number_of, task_address, task_slug

SLUGS = [
    ("二/(一)/1", "2-1-1"),
    ("三/46", "3-46"),
    ("十二/(二十一)/(3)", "12-21-3"),
    ("第一章/第十二条/(一)", "1-12-1"),
    ("一/(一)/①", "1-1-1"),
    ("2/2.1/2.1.3", "2-2.1-2.1.3"),
    ("三[2]/(一)", "3_2-1"),
    ("附件/1", "annex-1"),
    ("附件2/一", "annex2-1"),
    ("附件二/一", "annex2-1"),
    ("附件2/3/1", "annex2-3-1"),
    ("通知/一", "cover-1"),
    ("二/(一)/表/3", "2-1-table-3"),
]


@pytest.mark.parametrize(("task_id", "slug"), SLUGS)
def test_slugs(task_id: str, slug: str) -> None:
    assert task_slug(task_id) == slug


def test_addresses() -> None:
    assert task_address("guangdong-2015", "二/(一)/1") == "tasks/guangdong-2015/2-1-1/"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("１２", 12), ("③", 3), ("㉑", 21), ("二○", 20)],
)
def test_numerals(numeral: str, value: int) -> None:
    assert number_of(numeral) == value


def test_no_numeral() -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        number_of("甲")

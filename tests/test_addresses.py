"""Addresses: ASCII, stable, one for each id of a notice."""

from __future__ import annotations

import pytest

from builder.model.addresses import task_address
from builder.model.slugs import id_slugs
from tests import ledger_making as make

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
    ("十十/1", "1010-1"),  # a label that is no numeral
]


@pytest.mark.parametrize(("task_id", "slug"), SLUGS)
def test_slug_of_id_is_ascii(task_id: str, slug: str) -> None:
    assert id_slugs({task_id: task_id}) == {task_id: slug}


def test_page_addresses() -> None:
    notice = make.notice("guangdong-2015", None, [make.task("二/(一)/1")])
    assert task_address(notice, "二/(一)/1") == "tasks/guangdong-2015/2-1-1/"

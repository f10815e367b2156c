"""Sentences outside tasks: quoted for the bodies that they name."""

from __future__ import annotations

import pytest

from builder.ledger.index import LedgerIndex
from builder.ledger.resolving import resolve
from tests.ledger_making import notice_of, registry

PLAN = """某县节水实施方案
一、主要任务
{words}
（一）推进管网改造。（责任单位：县政府、县水务局）
（二）建立台账。（责任单位：各乡镇政府）
"""


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("县水务局要牵头做好督查，各乡镇政府要积极配合。", ["广宁县水务局", "各乡镇政府"]),
        ("全县的检查由县水务局组织开展。", ["广宁县水务局"]),
        ("用水数据逐月报县水务局，由县政府公开。", ["广宁县水务局", "广宁县人民政府"]),
        ("县水务局和示范镇党委、政府要加强管理。", ["广宁县水务局"]),
        ("县水务局(县河长办)要加强管理。", ["广宁县水务局"]),
        ("努力提高县政府规范性文件质量。", ["广宁县人民政府"]),
        # longer names, of other bodies
        ("县政府办公室要加强督查。", []),
        ("县水务局直属单位要带头节水。", []),
        ("邻近的德庆县政府要加强督查。", []),
    ],
)
def test_sentence_is_quoted_for_bodies_that_it_names(words: str, bodies: list[str]) -> None:
    ledger = resolve([notice_of(PLAN.format(words=words))], registry())
    index = LedgerIndex(ledger)
    quoted = {
        ledger.agencies[agency].name: [each.notice.text[each.start : each.end] for each in passages]
        for agency, passages in index.passages_of.items()
    }
    assert quoted == {body: [words] for body in bodies}


def test_short_name_is_found_with_its_level_before_it() -> None:
    words = "县委依法治县办要加强督查，依法治镇办要配合。"
    plan = PLAN.format(words=words).replace(
        "（二）", "（二）县委全面依法治县委员会办公室(以下简称依法治县办)要牵头。依法治县办每年要检查。\n（三）"
    )
    ledger = resolve([notice_of(plan)], registry())
    index = LedgerIndex(ledger)
    assert [ledger.agencies[agency].name for agency in index.passages_of] == ["中共广宁县委全面依法治县委员会办公室"]


def test_the_one_who_writes_is_the_issuer() -> None:
    def charged(issuers: str) -> set[str]:
        text = f"关于节水的通知\n各镇：\n现通知如下：\n一、我局将按月通报用水情况。\n{issuers}\n2021年1月15日\n"
        ledger = resolve([notice_of(text)], registry())
        return {ledger.agencies[part.agency].full_name or "" for part in ledger.responsibilities}

    both = {"广宁县水务局", "广宁县财政局"}
    assert charged("广宁县水务局") == {"广宁县水务局"}
    assert not both & charged("\n".join(sorted(both)))

"""Cited documents: the notice here that is meant, or a page for each document."""

from __future__ import annotations

import re

import pytest

from builder.ledger.documents import fold_number, fold_title
from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from builder.model.notice import Citation, Notice
from tests.ledger_making import notice, registry


def citing(key: str, place: str, text: str, numbers: dict[str, str] | None = None, **more: str) -> Notice:
    """A notice with `text`, all whose 《》 are citations outside tasks; `numbers` by title."""
    citations = tuple(
        Citation(m[1], (numbers or {}).get(m[1]), m.start(), m.end())
        for m in re.finditer(r"《((?:[^《》]|《[^《》]*》)+)》", text)
    )
    return notice(key, place, text=text, citations=citations, **more)  # type: ignore[arg-type]


def ledger(*notices: Notice) -> Ledger:
    return resolve(notices, registry())


PLAN = notice("plan", "广东省", title="广东省创建珠三角法治政府示范区工作方案", number="粤办函〔2015〕579号")
GENERAL = notice("general", "四川省", title="关于深入推进依法行政加快建设法治政府的意见")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据省政府《广东省创建珠三角法治政府示范区工作方案》", "plan"),
        ("根据《广东省创建珠三角法治政府示范区工作方案》(以下简称《方案》)", "plan"),
        ("根据《关于印发〈广东省创建珠三角法治政府示范区工作方案〉的通知》", "plan"),
        ("根据《广东省人民政府办公厅关于印发广东省创建珠三角法治政府示范区工作方案的通知》", "plan"),
        # another document of the same place
        ("根据《广东省法治政府建设实施纲要(2016—2020年)》", None),
        # a title that anybody may use counts with its issuer's place only
        ("根据省政府《关于深入推进依法行政加快建设法治政府的意见》", "general"),
        ("根据《关于深入推进依法行政加快建设法治政府的意见》", None),
        ("根据国务院《关于深入推进依法行政加快建设法治政府的意见》", None),
    ],
)
def test_citation_resolves_to_notice(text: str, expected: str | None) -> None:
    place = "四川省成都市" if "深入" in text else "广东省江门市"
    found = ledger(PLAN, GENERAL, citing("citing", place, text))
    citations = next(n for n in found.notices if n.id == "citing").citations
    assert citations[0].notice == expected


def test_document_number_decides() -> None:
    title = "广东省创建珠三角法治政府示范区工作方案"
    same = citing("same", "广东省", f"《{title}》", {title: "粤办函[2015] 579号"})
    other = citing("other", "广东省", f"《{title}》", {title: "粤府办〔2020〕1号"})
    found = ledger(PLAN, same, other)
    assert {n.id: n.citations[0].notice for n in found.notices if n.citations} == {"same": "plan", "other": None}


def test_spellings_of_document_share_page() -> None:
    found = ledger(
        citing("a", "广东省", "《市县法治政府建设示范指标体系》(以下简称《指标体系》)。对照《指标体系》。按照《行政诉讼法》、《中华人民共和国行政诉讼法》和《珠三角规划纲要》"),
        citing("b", "广东省", "贯彻《中华人民共和国行政诉讼法》"),
    )  # fmt: skip
    by_title = {document.title: document for document in found.documents.values()}
    assert sorted(by_title) == [
        "中华人民共和国行政诉讼法",
        "市县法治政府建设示范指标体系",
        "珠江三角洲地区改革发展规划纲要(2008-2020年)",
    ]
    assert len(by_title["市县法治政府建设示范指标体系"].cited_by) == 3
    assert [cited[0] for cited in by_title["中华人民共和国行政诉讼法"].cited_by] == ["a", "a", "b"]


def test_generic_title_is_not_merged() -> None:
    found = ledger(
        citing("a", "广东省", "《关于加强工作的意见》"),
        citing("b", "四川省", "《关于加强工作的意见》"),
        citing("c", "四川省成都市", "省政府《关于加强工作的意见》"),
        citing("d", "四川省成都市", "省政府《关于加强工作的意见》"),
        citing("e", "四川省", "《关于加强工作的意见》", {"关于加强工作的意见": "川府发〔2015〕1号"}),
    )
    assert sorted(len(document.cited_by) for document in found.documents.values()) == [1, 1, 1, 2]
    assert "chuanfufa-2015-1" in found.documents


def test_ids_are_ascii_and_citations_have_pages() -> None:
    found = ledger(citing("a", "广东省", "《一》《二》《三》《〈四〉的通知》《A/B <c>》"))
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in found.documents)
    entries = {entry for document in found.documents.values() for entry in document.cited_by}
    assert entries == {("a", None, citation) for citation in found.notices[0].citations}


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("方案（2016—2020年）", "方案(2016-2020年)"),
        ("《广东省 条例》", "广东省条例"),
        ("关于印发〈办法〉的通知", "关于印发《办法》的通知"),
    ],
)
def test_title_normalisation(title: str, same: str) -> None:
    assert fold_title(title) == fold_title(same)


def test_document_number_normalisation() -> None:
    assert fold_number("成府发[2015]20 号") == fold_number("成府发〔2015〕20号") == fold_number("成府发〔2015〕第20号")

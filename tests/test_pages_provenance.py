"""What the pages say of their own trustworthiness: whose dates, whose names, how far each is vouched for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown

from builder.commands.generate import facts_of
from builder.config.site import SiteFacts
from builder.exports.declaration import ExportSite
from builder.exports.feeds import site_feed
from builder.ledger.documents import fold_title
from builder.ledger.index import LedgerIndex
from builder.ledger.resolving import resolve
from builder.model.edit_kinds import EditKind, Proof
from builder.model.ledger import Ledger
from builder.model.notice import Edit
from builder.pages import wording
from builder.pages.agency_pages import plan_agency
from builder.pages.comparison_pages import plan_comparison, plan_document
from builder.pages.fragments import place_line
from builder.pages.notice.page import plan_notice
from builder.pages.status_pages import plan_quality
from builder.pages.task.page import plan_task
from builder.pipeline import find_sources
from builder.source.raw_file import read_raw_notice
from tests.conftest import ROOT
from tests.data_rows import table_rows
from tests.ledger_making import five, five_compared, notice, notice_of, registry, task

pytestmark = pytest.mark.slow

SITE = SiteFacts("政务任务台账", "https://taizhang.example.gov.cn/", "2026-03-02")


@cache
def ledger() -> Ledger:
    return resolve(five(), registry())


def soup(page: tuple[str, str]) -> BeautifulSoup:
    body = page[1].split("\n---\n", 1)[1]
    return BeautifulSoup(Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"]).convert(body), "html.parser")


def words(page: tuple[str, str]) -> str:
    return " ".join(soup(page).get_text().split())


def rows(page: tuple[str, str], caption: str) -> list[list[str]]:
    found = next(t for t in soup(page).select("table") if t.caption and caption in t.caption.get_text())
    return [[cell.get_text() for cell in row.select("th, td")] for row in found.select("tbody tr")]


def facts(page: tuple[str, str]) -> dict[str, str]:
    return {dt.get_text(): dt.find_next("dd").get_text() for dt in soup(page).select("dl.tz-facts dt")}


def test_quality_page_counts_name_sources() -> None:
    page = plan_quality(LedgerIndex(ledger()), SITE)
    counts = {name: int(count) for name, _, count in rows(page, "机构和统称")}
    held = Counter(body.name_source for body in ledger().agencies.values())
    assert counts == {name: held[source] for source, (name, _) in wording.NAME_SOURCES.items()}
    assert sum(counts.values()) == len(ledger().agencies)
    assert counts["全称按规则推出"] > 50
    assert counts["统称"] > 5
    assert "已核实" not in words(page).replace("都已核实", "")
    assert "全部机构名称都已在机构名录中找到" not in words(page)


def test_quality_page_never_claims_full_verification() -> None:
    made = resolve([notice("a", "广东省", [task("一", "甲", ["省编办"])])], registry())
    assert "这不等于全称都已核实" in words(plan_quality(LedgerIndex(made), SITE))


def test_full_name_states_source() -> None:
    names = ["省编办", "广州开发区管委会", "各市人民政府", "省直各单位", "省重点办", "广东自贸区"]
    made = resolve([notice("a", "广东省", [task("一", "甲", names)], text="一、甲")], registry())
    index = LedgerIndex(made)
    said = {}
    for body in made.agencies.values():
        if body.names_as_written:
            shown = facts(plan_agency(index, SITE, body))
            said[body.names_as_written[0]] = shown.get("全称") or shown["成员"]
    assert said["省编办"] == "广东省机构编制委员会办公室（按规则推出）"
    assert said["广州开发区管委会"].endswith("（据机构名录，未注出处）")
    assert "统称" in said["各市人民政府"]
    assert "统称" in said["省直各单位"]
    assert said["省重点办"].endswith("（照原文，待核实）")
    assert said["广东自贸区"] == "广东自贸区（照原文，待核实）"
    entry = next(iter(index.entries.values()))
    bases = {row[2]: row[3] for row in rows(plan_task(index, SITE, entry, None, None), "责任单位")}
    assert bases["省编办"].endswith("；全称广东省机构编制委员会办公室，按规则推出")
    assert all(re.search("；(?:全称|统称)", basis) for basis in bases.values())


@cache
def published() -> tuple[LedgerIndex, SiteFacts]:
    """The project's notices with what their sidecars say."""
    sources = {path.stem: facts_of(read_raw_notice(path)) for path in find_sources(ROOT / "source_texts")}
    return LedgerIndex(ledger()), replace(SITE, sources=sources)


def meta(page: tuple[str, str]) -> dict[str, str]:
    loaded = yaml.safe_load(page[1].removeprefix("---\n").split("\n---\n", 1)[0])
    return dict(loaded["portal"])


def pages_of(notice_id: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The notice's page and that of its first task."""
    index, site = published()
    made = index.notices[notice_id]
    entry = next(entry for entry in index.entries.values() if entry.notice is made)
    return plan_notice(index, site, made)[0], plan_task(index, site, entry, None, None)


CHENGDU, GUANGDONG, GUANGNING, JIANGMEN = (
    "chengdu-2015-fazhi-guihua",
    "guangdong-2015-fazhi-shifanqu",
    "guangning-2017-fazhi-fangan",
    "jiangmen-2019-fazhi-baogao",
)


def test_repost_date_is_not_publication_date() -> None:
    page, task_page = pages_of(CHENGDU)
    assert facts(page)["公开日期"] == "原文未写明"
    assert facts(page)["转载网页日期"] == "2018年11月14日"
    assert meta(page)["PubDate"] == meta(task_page)["PubDate"] == "2015-07-06 00:00"
    assert "2018-11-14" not in page[1]
    row = next(row for row in table_rows(ledger())["notices"] if row["notice"] == CHENGDU)
    assert (row["published"], row["reposted"], row["written"]) == (None, "2018-11-14", "2015-07-06")
    assert b"2018-11-14" not in site_feed(ledger(), ExportSite("台账", None, 1767225600))
    assert ledger().notice(CHENGDU).front.published == "2018-11-14"  # as SCHEMA has it


def test_pages_of_notice_share_date() -> None:
    for made in ledger().notices:
        dates = {meta(page).get("PubDate") or "" for page in pages_of(made.id)}
        assert dates == {f"{made.front.dated} 00:00" if made.front.dated else ""}


def test_reposting_page_facts_are_labelled() -> None:
    page, _ = pages_of(GUANGNING)
    shown = facts(page)
    for name in ("索引号", "有效性", "转载网页日期"):
        assert shown[name].endswith("（排沙镇转发网页所载）"), name
    assert shown["公开日期"] == "原文未写明"
    assert "排沙镇在广宁县政府信息公开系统转发本通知" in words(page)


def test_editorial_title_is_labelled() -> None:
    page, task_page = pages_of(JIANGMEN)
    heading = soup(page).h1
    assert heading is not None
    after = heading.find_next("p")
    assert after is not None
    assert "标题由整理者拟定" in after.get_text()
    cited = soup(task_page).select_one(".tz-cite")
    assert cited is not None
    assert "江门市2019年度法治政府建设情况报告（标题由整理者拟定）" in cited.get_text()
    assert "《江门市2019年度" not in cited.get_text()
    assert meta(page)["Description"].startswith("江门市2019年度法治政府建设情况报告（标题由整理者拟定）。")
    assert "标题由整理者拟定" not in pages_of(GUANGDONG)[0][1]


def test_content_source_is_publisher() -> None:
    page, task_page = pages_of(CHENGDU)
    assert meta(page)["ContentSource"] == meta(task_page)["ContentSource"] == "郑州外资企业服务中心"
    assert facts(page)["来源"] == "郑州外资企业服务中心"
    assert meta(pages_of(GUANGDONG)[0])["ContentSource"] == "广东省人民政府办公厅"


def test_issuers_show_full_and_signed_names() -> None:
    page, task_page = pages_of(GUANGDONG)
    assert facts(page)["发文机关"] == "广东省人民政府办公厅（落款“省府办公厅”，全称按规则推出）"
    assert meta(page)["Author"] == meta(task_page)["Author"] == "广东省人民政府办公厅"
    cited = soup(task_page).select_one(".tz-cite")
    assert cited is not None
    assert cited.get_text().startswith("广东省人民政府办公厅：")
    assert facts(pages_of(CHENGDU)[0])["发文机关"] == "成都市人民政府"
    assert ledger().notice(GUANGDONG).front.issuers == ("省府办公厅",)  # as signed, in the data


def test_similarity_is_not_ranked_in_words() -> None:
    """Right pairs and partial ones have like scores, so that 强 would promise what nothing shows: reasons stand alone."""
    found = five_compared()
    index = LedgerIndex(found)
    pair = next(iter(found.counterparts))
    page = plan_task(index, SITE, index.entries[pair.a], None, None)
    (first, second), pairs = next(iter(index.comparisons.items()))
    for text in (words(page), words(plan_comparison(index, SITE, first, second, pairs))):
        assert "关联程度" not in text
        assert "理由：" in text


def edit(kind: EditKind, proof: Proof) -> Edit:
    return Edit(0, 1, "甲", 0, 1, "乙", kind, proof, "某理由")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (edit(EditKind.SCRIPT, "replayed"), "已证实"),
        (edit(EditKind.SCRIPT, "rule"), "按规则判断"),  # nothing was replayed
        (edit(EditKind.BYTE_SHIFT, "none"), "未证实"),
        (edit(EditKind.MARKUP, "form"), "已证实"),
        (edit(EditKind.DATE, "page-date"), "依据网页日期补全"),
        (edit(EditKind.CHROME, "rule"), "判断为网页边角文字"),
        (edit(EditKind.PAGE_NUMBER, "rule"), "判断为页码"),
        (edit(EditKind.CORRECTION, "person"), "人工认定"),
        (edit(EditKind.LINE_BREAK, "rule"), "按规则判断"),
        (edit(EditKind.CHROME, "none"), "未证实"),
    ],
)
def test_edit_proof_in_words(made: Edit, words: str) -> None:
    assert wording.edit_proof(made) == words
    assert words in wording.PROOFS


def test_proofs_are_ordered_by_strength() -> None:
    proofs: list[tuple[EditKind, Proof]] = [
        (EditKind.CHROME, "rule"),
        (EditKind.OCR, "none"),
        (EditKind.OCR, "rule"),
        (EditKind.CORRECTION, "person"),
        (EditKind.SCRIPT, "replayed"),
        (EditKind.MARKUP, "form"),
    ]
    expected = "已证实 2 处，人工认定 1 处，判断为网页边角文字 1 处，按规则判断 1 处，未证实 1 处"
    assert wording.edit_proofs(edit(*each) for each in proofs) == expected


def test_page_date_and_boilerplate_have_own_wording() -> None:
    index, site = published()
    page, restoration = plan_notice(index, site, index.notices["hegang-2019-shifan-chuangjian"])
    assert "依据网页日期补全 1 处" in words(page)
    assert "判断为网页边角文字 1 处" in words(page)
    assert "全部得到证实" not in words(page)
    proofs = {row[3]: row[4] for row in rows(restoration, "逐处对照")}
    assert proofs["补全日期"] == "依据网页日期补全"
    assert proofs["去除网页边角文字"] == "判断为网页边角文字"


def test_completed_document_title_is_labelled() -> None:
    found = {document.title: document for document in ledger().documents.values()}
    plan = found["珠江三角洲地区改革发展规划纲要(2008-2020年)"]
    assert plan.basis == "registry"
    shown = words(plan_document(LedgerIndex(ledger()), SITE, plan))
    assert "原文写作《珠三角规划纲要》；全名据本站的文件名录补全。" in shown
    law = next(document for document in found.values() if document.basis == "law")
    assert "“中华人民共和国”由程序补上" in words(plan_document(LedgerIndex(ledger()), SITE, law))
    for document in found.values():
        written = {fold_title(citation.title) for _, _, citation in document.cited_by}
        assert (fold_title(document.title) in written) == (document.basis == "written")
        if document.basis == "written":
            assert "补全" not in words(plan_document(LedgerIndex(ledger()), SITE, document))[:200]


def test_pages_of_a_recognised_scan_say_so_and_data_too() -> None:
    made = notice("a", None, (task("一"),), text="做好工作。")
    scan = LedgerIndex(resolve([replace(made, recognised_by="tesseract 5.3.0 chi_sim")], registry()))
    (entry,) = scan.entries.values()
    for page in (plan_notice(scan, SITE, scan.notices["a"])[0], plan_task(scan, SITE, entry, None, None)):
        assert "由扫描件识别：原件是扫描的图像，文字由程序（tesseract 5.3.0 chi_sim）识别" in words(page)
    assert table_rows(scan.ledger)["notices"][0]["recognised_by"] == "tesseract 5.3.0 chi_sim"
    plain = LedgerIndex(resolve([made], registry()))
    assert "扫描" not in words(plan_notice(plain, SITE, plain.notices["a"])[0])


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("a.md", "source.md.txt"),
        ("a.shtml", "source.shtml.txt"),
        ("a.htm", "source.htm.txt"),
        ("a.xlsx", "source.xlsx"),
        ("a.doc", "source.doc"),
    ],
)
def test_a_raw_file_is_served_as_a_file_not_as_a_page(tmp_path: Path, name: str, served: str) -> None:
    (tmp_path / name).write_text("一、修好水渠。", "utf-8")
    assert facts_of(read_raw_notice(tmp_path / name)).raw == f"notices/a/{served}"


def test_words_that_the_notice_has_wrong_stand_with_a_remark() -> None:
    said = "corrections:\n- {written: 完城, restored: 完城, by: 县水务局, date: 2021-02-01, reason: 应为“完成”}\n"
    made = notice_of("某县节水方案\n一、管网改造。县水务局要在2021年底前完城改造。\n二、宣传。", said=said)
    assert "完城改造" in made.text
    (edit,) = [edit for edit in made.edits if edit.kind is EditKind.AS_WRITTEN]
    assert (edit.source, made.text[edit.start : edit.end]) == ("完城", "完城")
    index = LedgerIndex(resolve([made], registry()))
    entry = index.entries_of_notice(made)[0]
    for page in (plan_notice(index, SITE, made)[0], plan_task(index, SITE, entry, None, None)):
        (remark,) = soup(page).select(".m-sic")
        assert remark.get_text() == "完城"
        assert not soup(page).select(".m-unsure")
    assert any("完城" in row and "原文如此" in row for row in rows(plan_notice(index, SITE, made)[1], "逐处对照"))


def test_place_below_decimal_labels_and_body_that_stands_above() -> None:
    made = notice_of(
        "广宁县防汛预案\n3 响应\n3.1 行动\n3.1.1 各镇人民政府要做好以下工作：\n（1）转移群众；\n（2）上报灾情。\n"
    )
    index = LedgerIndex(resolve([made], registry()))
    entry = next(each for each in index.entries.values() if each.task.id.endswith("(2)"))
    assert (entry.short_label, place_line(index, entry)) == ("3.1.1（2）", ["3 响应", "3.1 行动", "3.1.1", "（2）"])
    assert wording.ABOVE in plan_task(index, SITE, entry, None, None)[1]

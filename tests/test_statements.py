"""What persons state of notices: relations seen from both sides, progress as it was said; what is not there is a
finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.config.site import SiteFacts
from builder.exports.columns import table_forms
from builder.exports.declaration import ExportInput, ExportSite
from builder.exports.page_json import PAGE_JSON
from builder.ledger.resolving import resolve
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Ledger
from builder.pages.plan import plan_pages
from builder.pipeline import read_notice
from builder.source.sidecar.keys import read_sidecar
from tests.data_rows import table_rows
from tests.ledger_making import registry
from tests.review_making import NOTICE, TEXT

REPORT = """\
东安县人民政府关于2021年政务服务工作情况的报告

市人民政府：

一、主要做法
（一）网上可办率达到92%，县行政审批局优化办事流程，任务已经完成。

东安县人民政府
2022年1月10日
"""
PLACE = "jurisdiction: 湖南省永州市东安县\n"
SAID = (
    "progress:\n- {task: 二/(一), as_of: 2021年12月31日, state: 已完成, said_by: 东安县人民政府, "
    "source: dongan-2022-baogao, quote: 网上可办率达到92%}\n"
)


def ledger_of(folder: Path, plan: str = "", report: str = "") -> Ledger:
    files = {NOTICE: (TEXT, plan), "dongan-2022-baogao": (REPORT, report)}
    for name, (text, said) in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.yml").write_text(PLACE + said, "utf-8")
    return resolve([read_notice(folder / f"{name}.txt") for name in files], registry())


def wrong(ledger: Ledger) -> list[str]:
    return [
        finding.message
        for found in ledger.findings.values()
        for finding in found
        if finding.code == FindingCode.REFERENCE_UNKNOWN
    ]


@pytest.mark.parametrize(
    ("kind", "does", "ends"),
    [("废止", "废止", True), ("修改", "修改", False), ("代替", "代替", True), ("interprets", "解读", False)],
)
def test_relations_are_shown_on_both_sides(tmp_path: Path, kind: str, does: str, ends: bool) -> None:
    ledger = ledger_of(tmp_path, report=f"relations:\n- {{kind: {kind}, notice: {NOTICE}}}\n")
    assert not wrong(ledger)
    pages = plan_pages(ledger, SiteFacts("台账"))
    assert f"- 本通知{does}[《东安县政务服务提升实施方案》]" in pages["notices/dongan-2022-baogao/index.md"]
    plan, task = pages[f"notices/{NOTICE}/index.md"], pages[f"tasks/{NOTICE}/2-1/index.md"]
    assert "- 本通知被[《" in plan
    assert f"》](../dongan-2022-baogao/index.md){does}" in plan
    assert ("tz-caution" in task) is ends, "a task of a notice that is repealed says so first"
    (row,) = table_rows(ledger)["relations"]
    assert (row["notice"], row["other"], row["title"]) == ("dongan-2022-baogao", NOTICE, None)


def test_a_relation_to_a_document_that_is_not_here(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "relations:\n- {kind: 废止, title: 东安县旧方案, number: 东政发〔2015〕3号}\n")
    page = plan_pages(ledger, SiteFacts("台账"))[f"notices/{NOTICE}/index.md"]
    assert "- 本通知废止《东安县旧方案》（东政发〔2015〕3号）" in page


def test_progress_is_told_as_it_was_said(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, SAID)
    assert not wrong(ledger)
    pages = plan_pages(ledger, SiteFacts("台账"))
    words = "据东安县人民政府2021年12月31日报告：已完成。“网上可办率达到92%”（[《"
    assert f"- {words}" in pages[f"tasks/{NOTICE}/2-1/index.md"]
    assert "本站不知道是否完成。" not in pages[f"tasks/{NOTICE}/2-1/index.md"]
    assert "本站不知道是否完成。" in pages[f"tasks/{NOTICE}/2-2/index.md"]
    assert words in pages["agencies/hunan-yongzhou-dongan/shenpiju/index.md"]
    assert words not in pages["agencies/hunan-yongzhou-dongan/caizheng/index.md"]
    (row,) = table_rows(ledger)["progress"]
    assert (row["task"], row["as_of"], row["state"]) == (f"{NOTICE}/二/(一)", "2021-12-31", "done")
    files = ExportInput(ledger, ExportSite("台账", None, 0)).files(PAGE_JSON)
    assert json.loads(files[f"tasks/{NOTICE}/2-1/task.json"])["progress"][0]["said_by"] == "东安县人民政府"
    for form in table_forms():
        if form.name in ("progress", "relations"):
            assert all(list(row) == [c.name for c in form.columns] for row in table_rows(ledger)[form.name])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param(SAID.replace("二/(一)", "二/(九)"), "没有任务“二/(九)”", id="no-task"),
        pytest.param(SAID.replace("dongan-2022-baogao", "x"), "没有编号为“x”的通知", id="no-source"),
        pytest.param(SAID.replace("92%", "99%"), "里没有“网上可办率达到99%”这些字", id="not-said"),
        pytest.param("relations:\n- {kind: 废止, notice: x}\n", "没有编号为“x”的另一份通知", id="no-notice"),
        pytest.param(f"relations:\n- {{kind: 废止, notice: {NOTICE}}}\n", "的另一份通知", id="itself"),
    ],
)
def test_what_is_not_there_is_a_finding_and_not_shown(tmp_path: Path, said: str, why: str) -> None:
    ledger = ledger_of(tmp_path, said)
    (message,) = wrong(ledger)
    assert why in message
    assert "第 3 行" in message
    assert ledger.progress == ledger.relations == ()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("relations:\n- {kind: 取消, notice: a}\n", "is not known here"),
        ("relations:\n- {kind: 废止}\n", "names not one notice"),
        ("progress:\n- {task: 一}\n", "'as_of' is missing"),
        (SAID.replace("dongan-2022-baogao", "《报告》"), "no notice and no web address"),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, words: str, message: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(words, "utf-8")
    with pytest.raises(InputError, match=message) as refused:
        read_sidecar(path)
    assert refused.value.line == 2

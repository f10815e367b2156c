"""Requirements that stand in no numbered item are said to the officer, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline import read_notice
from tests.ledger_making import five

ITEMS = "一、主要任务\n(一)清理文件。市司法局负责清理规范性文件。\n(二)公开信息。市政府办公室负责公开信息。\n"
OPENING = "关于开展清理工作的方案\n为做好清理工作,结合我市实际,制定本方案。\n"


def duties(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "notice.txt"
    path.write_text(text, "utf-8")
    made = read_notice(path)
    found = [finding for finding in made.findings if finding.code == "unnumbered-duty"]
    assert all(finding.severity == "note" for finding in found)
    return [made.text[finding.start : finding.end] for finding in found]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("各县(区)要加强监督管理,完善工作机制。", True),
        ("清理工作由市司法局牵头,各部门配合。", True),
        ("各县(区)根据实际情况,开展综合示范创建或者单项示范创建活动。", True),
        ("有关部门应当在年底前报告进展情况。", True),
        ("我市法治建设的主要经验是重要的基础,需要不断总结。", False),
        ("我市法治建设取得明显成效,各方面比较满意。", False),
    ],
)
def test_duty_in_unnumbered_paragraph_is_finding(tmp_path: Path, paragraph: str, found: bool) -> None:
    text = f"{OPENING}{ITEMS}二、组织实施\n{paragraph}\n(一)加强领导。市政府成立领导小组。\n(二)加强宣传。市司法局负责宣传。\n"
    assert duties(tmp_path, text) == ([paragraph] if found else [])


def test_aims_and_openings_are_no_findings(tmp_path: Path) -> None:
    aims = "一、指导思想\n要坚持以人民为中心,必须依法办事。\n"
    assert duties(tmp_path, OPENING + aims + ITEMS.replace("一、", "二、")) == []


def test_findings_of_published_notices() -> None:
    found = {
        made.id: [made.text[f.start : f.end] for f in made.findings if f.code == "unnumbered-duty"] for made in five()
    }
    assert [words[:12] for words in found["hegang-2019-shifan-chuangjian"]] == [
        "全市范围的法治政府建设示",
        "市委依法治市办和示范县(",
    ]
    assert [words[:12] for words in found["guangdong-2015-fazhi-shifanqu"]] == [
        "通过开展法治政府示范区创",
        "珠三角九市在全面落实示范",
    ]
    assert not found["chengdu-2015-fazhi-guihua"]
    assert not found["jiangmen-2019-fazhi-baogao"]

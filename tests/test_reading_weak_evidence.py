"""Facts read by weak evidence are findings in plans of unfamiliar form and in reports, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode as Code
from builder.model.notice import Finding, Notice
from builder.pipeline import read_notice
from builder.reading.coverage.doubts.weak_evidence import ANY, NUMBERING, OTHER_TITLE, PLANS, REPORTS, Weak

PLAN = "清溪市鸟类保护办法\n{}第九条 市林业局应当组织巡护。\n清溪市人民政府\n2021年3月5日\n"
REPORT = "{}\n市人民政府：\n一、工作情况\n（一）{}\n（二）开展观鸟活动。\n清溪市林业局\n2021年3月5日\n"


def read(tmp_path: Path, text: str) -> Notice:
    path = tmp_path / "notice.txt"
    path.write_text(text, "utf-8")
    return read_notice(path)


def said(made: Notice, row: Weak) -> list[Finding]:
    """The findings of one row, known by how its message ends."""
    ending = f"{row.says.rpartition('}')[2]}，请对照原文。"
    return [finding for finding in made.findings if finding.message.endswith(ending)]


def row_of(name: str) -> Weak:
    return next(row for row in (*ANY, NUMBERING, *PLANS, *REPORTS, OTHER_TITLE) if row.name == name)


@pytest.mark.parametrize(
    ("row", "item", "place"),
    [
        ("restored", "环保、渔业部门应当巡查湿地。", "环保"),
        ("restored", "市、县人民政府应当巡查湿地。", ""),
        ("restored", "市林业局应当巡查湿地。", ""),
        ("vague", "有关部门应当巡查湿地。", "有关部门"),
        ("vague", "市水务局应当巡查湿地。", ""),
        ("told-apart", "市水务局应当巡查湿地，市渔业局协助。", "市渔业局"),
        ("told-apart", "市水务局会同市渔业局巡查湿地。", ""),
        ("limit-of-nobody", "加强湿地巡查，每月一次。", "每月"),
        ("limit-of-nobody", "准备阶段（2021年6月底前）。制定湿地巡查方案。", ""),
        ("limit-of-nobody", "市水务局应当每月巡查湿地。", ""),
        ("stretch", "市水务局应当自2022年起巡查湿地。", "自2022年起"),
        ("stretch", "市水务局应当在2022年底前巡查湿地。", ""),
        ("target-of-nobody", "建设观鸟台，新建12座。", "12座"),
        ("target-of-nobody", "市水务局应当新建观鸟台12座。", ""),
    ],
)
def test_rows_of_plans(tmp_path: Path, row: str, item: str, place: str) -> None:
    made = read(tmp_path, PLAN.format(f"第八条 {item}\n"))
    found = said(made, row_of(row))
    assert [made.text[finding.start : finding.end] for finding in found] == ([place] if place else [])
    assert all(finding.code is row_of(row).code for finding in found)


@pytest.mark.parametrize(
    ("row", "title", "item", "place"),
    [
        ("ahead", "关于鸟类保护情况的报告", "已建成观鸟台，将继续增加哨房。", "将继续"),
        ("ahead", "关于鸟类保护情况的报告", "已修缮观鸟台，要加强值守。", "要"),
        ("ahead", "关于鸟类保护情况的报告", "已将观鸟台移交保护站，增加主要哨房。", ""),
        ("fault", "关于鸟类保护情况的报告", "哨房不足。已增加两处。", "不足"),
        ("fault", "关于鸟类保护情况的报告", "新增两处哨房。", ""),
        ("fault", "关于鸟类保护情况的报告", "已整改问题三处，坚持问题导向。", ""),
        ("limit", "关于鸟类保护情况的报告", "修缮工程已开工，预计2021年底前完成。", "2021年底前"),
        ("limit", "关于鸟类保护情况的报告", "新增两处哨房。", ""),
        ("other-title", "关于鸟类保护落实情况的通报", "新增两处哨房。", "新增两处哨房。"),
        ("other-title", "关于鸟类保护落实情况的报告", "新增两处哨房。", ""),
    ],
)
def test_rows_of_reports(tmp_path: Path, row: str, title: str, item: str, place: str) -> None:
    made = read(tmp_path, REPORT.format(title, item))
    task = made.tasks[0]
    assert task.kind == "progress"
    found = [finding for finding in said(made, row_of(row)) if task.start <= finding.start < task.end]
    assert [made.text[finding.start : finding.end] for finding in found] == ([place] if place else [])


@pytest.mark.parametrize(("labels", "repeated"), [("一二二三", True), ("一二三四", False)])
def test_items_below_a_label_that_stood_before(tmp_path: Path, labels: str, repeated: bool) -> None:
    chapters = zip(labels, ("巡查工作", "值守工作", "宣传工作", "科研工作"), strict=True)
    items = "".join(
        f"{label}、{name}\n（一）市林业局要加强{name}。\n（二）市水务局要开展{name}。\n" for label, name in chapters
    )
    made = read(tmp_path, f"清溪市鸟类保护方案\n{items}清溪市人民政府\n2021年3月5日\n")
    again = [task.start for task in made.tasks if "[" in task.id]
    assert bool(again) == repeated
    assert [finding.start for finding in said(made, row_of("repeated"))] == again
    behind = [task.start for task in made.tasks if again and task.start > max(again)]
    assert [finding.start for finding in said(made, row_of("numbering"))] == behind


def test_findings_of_weak_evidence_are_notes(tmp_path: Path) -> None:
    made = read(tmp_path, PLAN.format("第八条 有关部门应当巡查湿地。\n"))
    assert [finding.severity for finding in said(made, row_of("vague"))] == ["note"]


def test_a_form_with_clauses_is_known(tmp_path: Path) -> None:
    items = "一、任务\n（一）有关部门巡查湿地。\n（二）修缮哨房。（市林业局负责）\n（三）增设观鸟台。（市水务局负责）\n"
    made = read(tmp_path, f"清溪市鸟类保护方案\n{items}清溪市人民政府\n2021年3月5日\n")
    assert len(made.tasks) == 3
    assert not [finding for row in PLANS for finding in said(made, row)]


def test_one_finding_speaks_for_one_kind_of_fact(tmp_path: Path) -> None:
    item = "第八条 有关部门应当巡查湿地，环保、渔业部门在2022年1月至3月开展检查。\n"
    made = read(tmp_path, PLAN.format(item))
    assert [row.name for row in PLANS for _ in said(made, row)] == ["restored", "stretch"]


def test_what_is_doubted_already_is_not_doubted_again(tmp_path: Path) -> None:
    made = read(tmp_path, PLAN.format("第八条 有关部门应当巡查湿地，用户要配合。\n"))
    assert [finding for finding in made.findings if finding.code is Code.BODY_UNREAD]
    assert not [row.name for row in PLANS for _ in said(made, row)]


@pytest.mark.parametrize("row", [*ANY, NUMBERING, *PLANS, *REPORTS, OTHER_TITLE], ids=lambda row: str(row.name))
def test_a_row_says_its_words_once(row: Weak) -> None:
    assert row.says.count("{}") == 1


def test_item_whose_words_begin_on_the_line_below_its_label(tmp_path: Path) -> None:
    items = "一、巡查湿地\n（一）\n巡查湖区。市林业局逐段登记。\n（一）\n巡查河段。市水务局逐段登记。\n"
    made = read(tmp_path, f"清溪市鸟类保护办法\n{items}清溪市人民政府\n2021年3月5日\n")
    assert [task.id for task in made.tasks] == ["一/(一)", "一/(一)[2]"]

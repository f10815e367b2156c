"""A report published here offers its items as progress of the tasks that they may answer; a person confirms."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from builder.commands.generate import project_ledger
from builder.commands.init import write_folder
from builder.config.project import Project, find_project
from builder.pipeline import project_sources
from builder.publishing.status import divide
from tests.conftest import Done, call
from tests.test_outputs import PLAN, REPORT, TEXTS

BOOK = f"核对表-{PLAN}.xlsx"
WORDS = "县农业农村局6月20日前更新茶园苗木510亩，更新工作已经完成。"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write_folder(tmp_path)
    for name in (PLAN, REPORT):
        (tmp_path / "source_texts" / f"{name}.txt").write_text(TEXTS[name], "utf-8")
        (tmp_path / "source_texts" / f"{name}.yml").write_text("jurisdiction: 河北省保定市易县\n", "utf-8")
    pair = f"{{a: {PLAN}/一/(一), b: {REPORT}/一/(一), relation: 报告, why: 说的是同一批苗木}}"
    (tmp_path / "registry" / "counterparts.yml").write_text(f"add:\n- {pair}\n", "utf-8")
    return find_project(tmp_path)


def offered(project: Project) -> list[dict[str, str]]:
    """The rows of progress in a workbook that is written now."""
    (project.root / BOOK).unlink(missing_ok=True)
    assert call("review", PLAN, cwd=project.root).status == 0
    head, *rows = openpyxl.load_workbook(project.root / BOOK)["核对表"].iter_rows(values_only=True)
    read = [{str(name): str(cell or "") for name, cell in zip(head, row, strict=True)} for row in rows]
    return [row for row in read if row["种类"] == "进展"]


def fill(project: Project, **cells: str) -> Done:
    """Fill in the first row of progress, and apply the workbook."""
    book = openpyxl.load_workbook(project.root / BOOK)
    sheet = book["核对表"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["种类"]).value == "进展")
    for name, words in cells.items():
        sheet.cell(row, columns[name], words)
    book.save(project.root / BOOK)
    return call("review", "--apply", BOOK, "--by", "王某", cwd=project.root)


def sidecar(project: Project) -> str:
    return (project.sources / f"{PLAN}.yml").read_text("utf-8")


def test_nothing_is_said_until_a_person_confirms_it(project: Project) -> None:
    (row,) = offered(project)
    assert (row["条目"], row["原文"], row["核对"], row["类别"]) == ("一(一)", WORDS, "", "")
    assert "《易县人民政府关于2024年茶产业工作情况的报告》第一(一)项" in row["程序读作"]
    assert project_ledger(project, project_sources(project)).progress == ()
    before = sidecar(project)
    assert call("review", "--apply", BOOK, "--by", "王某", cwd=project.root).status == 0
    assert sidecar(project) == before


def test_what_is_confirmed_is_written_once(project: Project) -> None:
    offered(project)
    done = fill(project, 核对="正确", 类别="已完成")
    assert (done.status, "1 entries set" in done.out) == (0, True), done
    ((key, said),) = project_ledger(project, project_sources(project)).progress
    assert (key, said.as_of, said.state) == (f"{PLAN}/一/(一)", "2025-01-10", "done")
    assert (said.said_by, said.source, said.quote) == ("易县人民政府", REPORT, WORDS)
    written = sidecar(project)
    again = call("review", "--apply", BOOK, "--by", "李某", cwd=project.root)
    assert (again.status, "unchanged" in again.out) == (0, True)
    assert sidecar(project) == written
    (row,) = offered(project)
    assert (row["核对"], row["类别"], row["改为"]) == ("正确", "已完成", "")
    assert call("review", "--apply", BOOK, "--by", "李某", cwd=project.root).status == 0
    assert sidecar(project) == written
    changed = fill(project, 类别="推进中")
    assert (changed.status, "已有这一条进展" in changed.out) == (1, True)
    assert sidecar(project) == written


def test_day_is_that_which_a_person_writes(project: Project) -> None:
    offered(project)
    assert fill(project, 核对="正确", 类别="推进中", 改为="2024年6月20日").status == 0
    ((_, said),) = project_ledger(project, project_sources(project)).progress
    assert (said.as_of, said.state) == ("2024-06-20", "in-progress")
    (row,) = offered(project)
    assert (row["类别"], row["改为"]) == ("推进中", "2024-06-20")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"核对": "正确"}, "进展要在“类别”一列选 已完成、推进中、未完成、其他"),
        ({"核对": "正确", "类别": "快了"}, "进展要在“类别”一列选"),
        ({"核对": "删除", "类别": "已完成"}, "进展的行只能选“正确”"),
        ({"核对": "正确", "类别": "已完成", "改为": "六月"}, "写这是哪一天的情况"),
        ({"类别": "已完成"}, "没有在“核对”一列选"),
    ],
)
def test_what_cannot_be_applied_is_named(project: Project, cells: dict[str, str], why: str) -> None:
    offered(project)
    before = sidecar(project)
    done = fill(project, **cells)
    assert (done.status, why in done.out) == (1, True), done
    assert sidecar(project) == before


def test_report_that_changed_or_is_a_draft_offers_nothing(project: Project) -> None:
    offered(project)
    report = project.sources / f"{REPORT}.txt"
    report.write_text(TEXTS[REPORT].replace("510亩", "505亩"), "utf-8")
    done = fill(project, 核对="正确", 类别="已完成")
    assert (done.status, "请重新导出核对表" in done.out) == (1, True)
    assert "505亩" in offered(project)[0]["原文"]
    with (project.sources / f"{REPORT}.yml").open("a", encoding="utf-8") as file:
        file.write("status: 草稿\n")
    assert len(divide(project_sources(project)).drafts) == 1
    assert offered(project) == []

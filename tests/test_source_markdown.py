"""Markdown: what a reader sees of it, and its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.table import words_of
from builder.pipeline import read_notice
from builder.source.markdown import read_markdown


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("# 方案", "方案"),
        ("## 一、任务 ##", "一、任务"),
        ("**（一）清理河道。** 加强巡查。", "（一）清理河道。 加强巡查。"),
        ("__一、__修渠", "一、修渠"),
        ("1\\. 修渠", "1. 修渠"),
        ("> 附言", "附言"),
        ("a\n---\nb", "a\nb"),
        ("#号楼", "#号楼"),
        ("5*3 和 2**3", "5*3 和 2**3"),
        ("a|b\n没有表格", "a|b\n没有表格"),
    ],
)
def test_marks_are_left_out(written: str, seen: str) -> None:
    assert read_markdown(written) == (seen, ())


def test_table_gives_rows_with_places_of_cells() -> None:
    text, (table,) = read_markdown("甲\n| 任务 | **牵头** |\n|:--|---|\n| 修渠<br>筑坝 | a\\|b |\n| 清淤 |\n\n乙")
    assert text == "甲\n任务\t牵头\n修渠 筑坝\ta|b\n清淤\t\n\n乙"
    assert [[words_of(cell, text) for cell in row] for row in table.rows] == [
        ["任务", "牵头"],
        ["修渠 筑坝", "a|b"],
        ["清淤", ""],
    ]


def test_tasks_of_a_markdown_notice(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text(
        "# 青禾县河道管护方案\n\n## 一、工作任务\n\n**（一）清理河道。** 2027年6月底前清理河道12公里。（县水利局牵头）\n\n"
        "## 二、分工\n\n| 序号 | 任务 | 牵头单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 修建护岸 | 县住建局 | 2027年9月底 |\n",
        "utf-8",
    )
    notice = read_notice(path)
    assert [(task.agencies[0].name, task.deadlines[0].date) for task in notice.tasks] == [
        ("县水利局", "2027-06-30"),
        ("县住建局", "2027-09-30"),
    ]

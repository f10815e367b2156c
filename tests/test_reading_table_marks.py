"""Tables in which a sign below the name of a body gives it the task of the row."""

from __future__ import annotations

from textwrap import dedent

import pytest

from builder.model.finding_codes import FindingCode
from builder.model.notice import Notice
from builder.reading.tables.rows import read_rows
from tests.test_reading_tables import grid, notice

TITLE = "青禾县渠道管护责任清单\n"


def bodies(found: Notice) -> dict[str, str]:
    """The bodies of each task with the first letter of their role."""
    return {
        task.id: " ".join(f"{body.role[0]}:{body.name}" for body in task.agencies)
        for task in found.tasks
    }  # fmt: skip


def read_rows_of(table: str, note: str = "") -> Notice:
    return notice(TITLE + dedent(table).strip("\n") + "\n" + note)


def test_ticks_below_bodies_make_them_responsible() -> None:
    found = read_rows_of(
        "序号\t工作任务\t县水务局\t县林业局\t各乡镇（街道）\n"
        "1\t检修渠首闸门\t√\t√\t\n"
        "2\t2031年底前疏浚支渠\t\t√\t√\n"
    )  # fmt: skip
    assert bodies(found) == {"1": "r:县水务局 r:县林业局", "2": "r:县林业局 r:各乡镇（街道）"}
    assert found.tasks[0].text.startswith("检修渠首闸门")
    assert FindingCode.TABLE_UNREAD not in {finding.code for finding in found.findings}


@pytest.mark.parametrize("note", ["注：▲为牵头单位，●为配合单位。", "说明：“▲”表示牵头，“●”表示配合"])
def test_two_signs_have_the_roles_that_a_note_gives_them(note: str) -> None:
    table = "序号\t工作任务\t县水务局\t县林业局\n1\t检修渠首闸门\t▲\t●\n2\t疏浚支渠\t●\t▲\n"
    assert bodies(read_rows_of(table, note)) == {"1": "l:县水务局 s:县林业局", "2": "l:县林业局 s:县水务局"}


def test_two_signs_without_a_note_are_told() -> None:
    found = read_rows_of("序号\t工作任务\t县水务局\t县林业局\n1\t检修渠首闸门\t▲\t●\n2\t疏浚支渠\t●\t▲\n")
    assert not any(task.agencies for task in found.tasks)
    assert FindingCode.TABLE_UNREAD in {finding.code for finding in found.findings}


def test_words_of_roles_below_bodies() -> None:
    found = read_rows_of("任务\t县水务局\t县林业局\n检修渠首闸门\t牵头\t配合\n疏浚支渠\t\t主责\n")
    assert bodies(found) == {"1": "l:县水务局 s:县林业局", "2": "l:县林业局"}


def test_names_in_a_second_row_of_heads() -> None:
    text, table = grid(
        ["序号", "工作任务", "配合单位", "配合单位"],
        ["序号", "工作任务", "县水务局", "县林业局"],
        ["1", "检修渠首闸门", "√", None],
        ["2", "疏浚支渠", None, "✓"],
    )
    rows = read_rows(text, table)
    assert [[(text[start:end], role) for (start, end), role in row.bodies] for row in rows] == [
        [("县水务局", "supporting")],
        [("县林业局", "supporting")],
    ]


@pytest.mark.parametrize("head", ["教育", "近期"])
def test_signs_below_a_head_that_is_no_name_are_told(head: str) -> None:
    found = read_rows_of(f"序号\t工作任务\t县水务局\t县林业局\t{head}\n1\t检修渠首闸门\t√\t\t√\n2\t疏浚支渠\t√\t√\t√\n")
    assert FindingCode.TABLE_UNREAD in {finding.code for finding in found.findings}


def test_signs_below_years_are_no_bodies() -> None:
    found = read_rows_of(
        "序号\t工作任务\t责任单位\t2031年\t2032年\n1\t检修渠首闸门\t县水务局\t√\t√\n2\t疏浚\t县林业局\t√\t\n"
    )
    assert bodies(found) == {"1": "r:县水务局", "2": "r:县林业局"}

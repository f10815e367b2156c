"""Tables whose cells run together on one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode
from builder.pipeline import read_notice
from builder.restoration.layout.tables.run_on_tables import divide_run_on_tables

HEAD = "序号工作任务责任单位完成时限"
ROWS = (
    "1检修3座闸门。每座检修2次。县水利局、县财政局2031年6月底前",
    "2疏浚河道。县水利局、县河长办持续推进",
    "3更换缆绳。县港航站汛期结束后开始",
)


def divided(text: str) -> str:
    """`text` with the changes made."""
    for change in sorted(divide_run_on_tables(text), key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.restored + text[change.end :]
    return text


def test_cells_of_a_table_on_one_line() -> None:
    assert divided(f"附件任务表{HEAD}{''.join(ROWS)}\n某县水利局").split("\n") == [
        "附件任务表",
        "序号\t工作任务\t责任单位\t完成时限",
        "1\t检修3座闸门。每座检修2次。\t县水利局、县财政局\t2031年6月底前",
        "2\t疏浚河道。\t县水利局、县河长办\t持续推进",
        "3\t更换缆绳。\t县港航站\t汛期结束后开始",
        "某县水利局",
    ]


def test_each_of_two_tables_on_one_line_has_its_own_rows() -> None:
    table = f"{HEAD}{''.join(ROWS)}"
    rows = divided(table).split("\n")[1:]
    assert divided(f"{table}附表{table}").split("\n")[1:] == [*rows[:-1], f"{rows[-1]}附表", *rows]


def test_table_without_a_time_limit() -> None:
    words = "序号重点任务责任部门备注1检修闸门。县水利局2疏浚河道。县水利局3更换缆绳。县港航站"
    assert divided(words).split("\n")[1:] == [
        "序号\t重点任务\t责任部门\t备注",
        "1\t检修闸门。\t县水利局",
        "2\t疏浚河道。\t县水利局",
        "3\t更换缆绳。\t县港航站",
    ]


def test_last_row_that_cannot_be_divided_is_a_row_of_one_cell() -> None:
    assert divided(f"{HEAD}{ROWS[0]}{ROWS[1]}3更换缆绳").endswith("持续推进\n3\t更换缆绳")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{ROWS[0]}{ROWS[1]}",
        "序号工作任务牵头单位配合单位1检修闸门。县水利局县财政局2疏浚河道。县水利局县财政局3换缆绳。县港航站县财政局",
        "序号登记船只名称1号渡船。2号渡船。3号渡船。",
        "序号工作任务责任单位完成时限\n1检修闸门。县水利局6月底前2疏浚河道。县水利局6月底前3换缆绳。县港航站6月底前",
        "序号工作任务责任单位完成时限1检修闸门，2疏浚河道，3更换缆绳。",
        "序号工作任务责任单位完成时限1一条河。两岸、堤防6月底前2一座桥。桥面、桥墩6月底前3一条路。路面、路基6月底前",
    ],
    ids=["two rows", "two lists of bodies", "no table", "rows on lines of their own", "no bodies", "bodies unknown"],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert divide_run_on_tables(text) == []


def test_rows_are_tasks_and_each_is_told(tmp_path: Path) -> None:
    path = tmp_path / "qingdan.txt"
    title = "某县渡口整治任务清单"
    path.write_text(
        f"某县人民政府关于整治渡口的意见\n各镇：\n各镇要整治渡口。附件：{title}某县人民政府2031年2月3日{title}{HEAD}{''.join(ROWS)}\n",
        encoding="utf-8",
    )
    notice = read_notice(path)
    assert [(task.id, [body.name for body in task.agencies]) for task in notice.tasks] == [
        ("1", ["县水利局", "县财政局"]),
        ("2", ["县水利局", "县河长办"]),
        ("3", ["县港航站"]),
    ]
    told = [finding for finding in notice.findings if finding.code is FindingCode.RESTORED_WITHOUT_PROOF]
    assert {finding.message for finding in told} == {
        "此处补上了分隔（表格的各格连成了一行，按序号、句号和单位名称分开），未能确证。"
    }
    assert all(task.start < finding.start < task.end for task, finding in zip(notice.tasks, told, strict=True))
    assert notice.front.written == "2031-02-03"

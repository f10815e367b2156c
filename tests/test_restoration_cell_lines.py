"""Names of bodies that were broken over the lines of a cell."""

from __future__ import annotations

import pytest

from builder.model.table import Table
from builder.restoration.layout.tables.cell_lines import join_cell_lines


def joined(cell: str) -> str:
    text = f"|{cell}|"
    for change in reversed(join_cell_lines(text, [Table((((1, len(text) - 1),),))])):
        text = text[: change.start] + change.restored + text[change.end :]
    return text[1:-1]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("市文化广电 和旅游局", "市文化广电和旅游局"),
        ("县农业 农村局 县林业局", "县农业农村局 县林业局"),
        ("省发展和 改革 委员会", "省发展和改革委员会"),
        ("区委 办", "区委办"),
        ("县人力资源和社会 保障局", "县人力资源和社会保障局"),
        ("市发改委 县发展改革委 员会", "市发改委 县发展改革委员会"),
    ],
)
def test_broken_names_are_joined(cell: str, name: str) -> None:
    assert joined(cell) == name


@pytest.mark.parametrize(
    "cell", ["市教育局 市科技局", "县委 县政府", "县供销社 工商联", "各乡镇 县水务局", "新建 3 座泵站", "发改局 财政局"]
)
def test_whole_names_stay_apart(cell: str) -> None:
    assert joined(cell) == cell

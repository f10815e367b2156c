"""Tables that were copied one cell a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.table import words_of
from builder.restoration.layout.tables.pasted_tables import find_pasted

NUMBERED = """\
问题整改清单
序号
反馈问题
整改措施
责任单位
整改时限
备注
1
河面漂浮物较多。
组织集中打捞，建立保洁队伍。
县水务局、各镇
2021年6月底
2
堤防破损。
加固堤防。
县水务局
县财政局
长期坚持
已开工
抄送：县委办公室。"""

PLAIN = """\
重点任务
牵头单位
配合单位
完成时限
新建公厕10座
县住建局
县财政局、各镇
2022年10月
改造农贸市场
县商务局
/
2022年12月底"""


def grid(text: str) -> list[list[list[str]]]:
    return [[[words_of(cell, text) for cell in row] for row in table.rows] for table in find_pasted(text)]


def test_multi_line_and_empty_cells() -> None:
    assert grid(NUMBERED) == [
        [
            ["序号", "反馈问题", "整改措施", "责任单位", "整改时限", "备注"],
            ["1", "河面漂浮物较多。", "组织集中打捞，建立保洁队伍。", "县水务局、各镇", "2021年6月底", ""],
            ["2", "堤防破损。", "加固堤防。", "县水务局\n县财政局", "长期坚持", "已开工"],
        ]
    ]


GROUPED = """\
护河任务表
序号
工作举措
主 要 内 容
指导部门
实施范围
一、巡护方面（共2项）
1
划定网格
按河段划定巡护网格，落实到人。
县水务局、县林业局
全县
2
配备设备
为巡护人员配备设备。
县财政局
三个试点乡镇
二、宣传方面（共1项）
4
入户宣讲
组织志愿者入户宣讲。
县司法局
全县
扫一扫在手机打开当前页"""


def test_group_rows_and_unknown_last_column() -> None:
    assert grid(GROUPED) == [
        [
            ["序号", "工作举措", "主 要 内 容", "指导部门", "实施范围"],
            ["", "一、巡护方面（共2项）", "", "", ""],
            ["1", "划定网格", "按河段划定巡护网格，落实到人。", "县水务局、县林业局", "全县"],
            ["2", "配备设备", "为巡护人员配备设备。", "县财政局", "三个试点乡镇"],
            ["", "二、宣传方面（共1项）", "", "", ""],
            ["4", "入户宣讲", "组织志愿者入户宣讲。", "县司法局", "全县"],
        ]
    ]


@pytest.mark.parametrize("groups", [("", ""), ("一、打捞\n", "二、保洁\n三、加固\n")], ids=["rows", "groups"])
def test_table_ends_where_the_chapters_go_on(groups: tuple[str, str]) -> None:
    """A chapter that goes on counting those above the table is none of its rows."""
    one, two = groups
    rows = f"{one}1\n组织集中打捞。\n县水务局\n{two}2\n建立保洁队伍。\n各镇"
    chapter = "三、工作要求\n（一）压实责任。各镇要明确专人。" if not one else "五、工作要求\n各镇要明确专人。"
    above = "二、任务分工" if not one else "四、任务分工"
    (table,) = grid(f"{above}\n序号\n工作任务\n责任单位\n{rows}\n{chapter}")
    assert table[-1] == ["2", "建立保洁队伍。", "各镇"]


def test_rows_that_share_their_number_and_name() -> None:
    """Merged cells stand once, and the next row begins behind them."""
    first = "1\n管好河道。\n组织打捞漂浮物，并建立保洁队伍。\n县水务局\n各镇\n修补河道两岸的护栏。\n县城管局\n/\n"
    second = "2\n加固堤防。\n加固东段堤防三处。\n县水务局\n县财政局\n加固西段堤防。\n县水务局\n各镇"
    assert grid("序号\n工作事项\n主要内容\n牵头单位\n配合单位\n" + first + second)[0][1:] == [
        ["1", "管好河道。", "组织打捞漂浮物，并建立保洁队伍。", "县水务局", "各镇"],
        ["", "", "修补河道两岸的护栏。", "县城管局", "/"],
        ["2", "加固堤防。", "加固东段堤防三处。", "县水务局", "县财政局"],
        ["", "", "加固西段堤防。", "县水务局", "各镇"],
    ]


def test_rows_without_numbers() -> None:
    assert [row[0] for row in grid(PLAIN)[0]] == ["重点任务", "新建公厕10座", "改造农贸市场"]
    assert [row[2] for row in grid(PLAIN)[0][1:]] == ["县财政局、各镇", "/"]


def test_border_characters_are_removed() -> None:
    heads = "序号 |\n项目名称|\n建设地点|\n建设时间|\n2023年建设内容|\n计划投资(万元) |\n责任单位|\n"
    rows = "1 |\n河堤加固项目|\n东乡镇|\n2023 |\n加固堤防三处。|\n120 |\n水务局|\n"
    more = "2 |\n公厕改造项目|\n西乡镇|\n2023 |\n改造公厕四座。|\n80 |\n住建局|"
    assert grid("|\n||\n" + heads + rows + more)[0][1:] == [
        ["1", "河堤加固项目", "东乡镇", "2023", "加固堤防三处。", "120", "水务局"],
        ["2", "公厕改造项目", "西乡镇", "2023", "改造公厕四座。", "80", "住建局"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("乡镇\n村名\n户数\n东乡\n石桥村\n120\n西乡\n柳林村\n80", id="a list of other things"),
        pytest.param("重点任务\n责任单位\n完成时限\n县水务局\n2021年3月5日", id="headings without rows"),
        pytest.param("各单位要明确重点任务、责任单位和完成时限。\n县水务局\n2021年3月5日", id="a sentence"),
        pytest.param("序号\t任务\t责任单位\n1\t清淤\t县水务局", id="rows with tabs"),
    ],
)
def test_text_that_is_no_table(text: str) -> None:
    assert find_pasted(text) == []


@given(st.lists(st.sampled_from([*PLAIN.split("\n"), *NUMBERED.split("\n"), "", "附件1"]), max_size=40))
def test_cells_follow_text_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    for table in find_pasted(text):
        cells = [cell for row in table.rows for cell in row if cell]
        assert cells == sorted(cells)
        assert all(before[1] < after[0] for before, after in pairwise(cells))
        assert len({len(row) for row in table.rows}) == 1


def test_column_of_numbers_without_heading() -> None:
    """The cells before a number head a group of rows, and stand once for all of them."""
    text = (
        "工作内容\n具体措施\n责任科室\n时限\n河道管护\n1\n清理河面漂浮物。\n办公室\n6月底前\n2\n修补护栏。\n各科室\n"
        "长期坚持\n堤防管护\n3\n加固堤防。\n工程科\n年底前"
    )
    assert grid(text) == [
        [
            ["工作内容", "", "具体措施", "责任科室", "时限"],
            ["河道管护", "1", "清理河面漂浮物。", "办公室", "6月底前"],
            ["", "2", "修补护栏。", "各科室", "长期坚持"],
            ["堤防管护", "3", "加固堤防。", "工程科", "年底前"],
        ]
    ]


def test_masked_names_and_groups_of_bodies() -> None:
    text = (
        "序号|\n目标与任务|\n分 管 县领导|\n牵头责任单位|\n责任单位|\n31|\n新建村道20公里。|\n× ×|\n县交通局|\n县各有关单位|\n"
        "32|\n改造旧桥。|\n× ×× ×|\n县交通局|\n各有关部门|"
    )
    assert grid(text)[0][1:] == [
        ["31", "新建村道20公里。", "× ×", "县交通局", "县各有关单位"],
        ["32", "改造旧桥。", "× ×× ×", "县交通局", "各有关部门"],
    ]


SCORED = """\
护河考核细则
序号
考核指标
分值
评分标准
责任单位
一、
河道巡护
15
1
网格巡护
10
每月巡护不少于4次，少一次扣1分。
县水务局、各镇等
2
设备配备
5
4月底前配齐设备。
县财政局
二、
入户宣传
8
3
入户宣讲
8
每季度宣讲一次。
县司法局
加减分项
±5
受县级表彰的加1分。
县水务局
合计
23"""


def test_group_whose_number_name_and_points_are_cells_and_sums() -> None:
    assert grid(SCORED) == [
        [
            ["序号", "考核指标", "分值", "评分标准", "责任单位"],
            ["一、", "河道巡护", "15", "", ""],
            ["1", "网格巡护", "10", "每月巡护不少于4次，少一次扣1分。", "县水务局、各镇等"],
            ["2", "设备配备", "5", "4月底前配齐设备。", "县财政局"],
            ["二、", "入户宣传", "8", "", ""],
            ["3", "入户宣讲", "8", "每季度宣讲一次。", "县司法局"],
        ]
    ]

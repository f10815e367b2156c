"""Tables of tasks: rows as tasks, bodies for the items that a table repeats, no task twice."""

from __future__ import annotations

from textwrap import dedent

import pytest

from builder.language.table_heads import column_kind
from builder.model.notice import Notice
from builder.model.table import Cell, Table
from builder.reading.notice import read
from builder.reading.tables.rows import read_rows
from builder.restoration.layout.tables.tabbed_tables import find_tabbed
from builder.restoration.pipeline import restore
from builder.restoration.restored import Restored
from builder.source.source import source_of


def grid(*rows: list[str | None]) -> tuple[str, Table]:
    """A text with one table; a cell that repeats the one above or beside it is merged with it."""
    text = ""
    spans: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for at, words in enumerate(row):
            above = spans[-1][at] if spans else None
            if words is None:
                cells.append(None)
            elif above and text[above[0] : above[1]] == words:
                cells.append(above)
            else:
                cells.append((len(text), len(text) + len(words)))
                text += words + "\t"
        spans.append(tuple(cells))
        text = text.rstrip("\t") + "\n"
    return text, Table(tuple(spans))


def notice(words: str) -> Notice:
    text = dedent(words).strip()
    return read(Restored(text, ()), source_of(text))


@pytest.mark.parametrize("parts", [("牵头单位", "配合单位"), ("牵头", "协办")])
def test_heading_in_two_rows(parts: tuple[str, str]) -> None:
    text, table = grid(
        ["序号", "工作任务", "责任分工", "责任分工", "完成时限"],
        ["序号", "工作任务", *parts, "完成时限"],
        ["1", "检修水库", "县水利局", "县财政局", "2021年底前"],
    )
    (row,) = read_rows(text, table)
    assert [(text[start:end], role) for (start, end), role in row.bodies] == [
        ("县水利局", "lead"),
        ("县财政局", "supporting"),
    ]


@pytest.mark.parametrize(
    "table",
    ["序号\t改革举措\t责任领导\n1\t推广节水\t李某", "县水利局\t检修水库\t2021年底前\n县农业局\t疏浚沟渠\t2021年底前"],
)
def test_table_that_is_not_understood_is_told(table: str) -> None:
    found = notice(f"关于护河的通知\n各镇：\n现将任务印发。\n{table}\n附则如下文所述执行。")
    told = [finding for finding in found.findings if finding.code in ("table-unread", "column-unread")]
    assert told
    head = f"“{' '.join(table.splitlines()[0].split())}”"
    assert all(head in finding.message for finding in told if finding.code == "table-unread")


def test_columns_by_heading() -> None:
    text, table = grid(
        ["序号", "重点任务", "主要内容", "牵头单位", "配合单位", "完成时限", "备注"],
        ["1", "优化审批", "压缩审批时限", "市行政审批局", "市财政局、市司法局", "2021年底前", "/"],
        ["1", "优化审批", "推行网上办理", "市行政审批局", "/", "长期坚持", None],
        ["2", "加强监管", "开展检查", "市市场监管局", "—", "2021年6月", None],
    )
    rows = read_rows(text, table)
    assert [(row.label, row.part, row.parts) for row in rows] == [("1", 1, 2), ("1", 2, 2), ("2", 1, 1)]
    said = [[(text[start:end], role) for (start, end), role in row.bodies] for row in rows]
    assert said == [
        [("市行政审批局", "lead"), ("市财政局、市司法局", "supporting")],
        [("市行政审批局", "lead")],
        [("市市场监管局", "lead")],
    ]
    assert [text[start:end] for row in rows for start, end in row.limits] == ["2021年底前", "长期坚持", "2021年6月"]
    assert text[rows[1].start : rows[1].end].startswith("推行网上办理")


def test_body_column_before_unnamed_content() -> None:
    text, table = grid(["部  门", "对应的健康因素", "重点领域"], ["市公安局", "环境", "维护社会治安，加强交通安全"])
    (row,) = read_rows(text, table)
    assert text[row.content[0] : row.content[1]] == "维护社会治安，加强交通安全"
    assert [text[start:end] for (start, end), _ in row.bodies] == ["市公安局"]


def test_unrelated_tables_are_ignored() -> None:
    for rows in (
        (["一级指标", "二级指标", "评价标准"], ["数量", "覆盖率", "达到80%"]),
        (["姓名", "单位", "电话"], ["张三", "市教育局", "12345"]),
        (["序号", "单位名称"], ["1", "市教育局"]),
    ):
        text, table = grid(*[list(row) for row in rows])
        assert read_rows(text, table) == [] or "单位" in text  # a list of bodies alone gives rows without duties
    text, table = grid(["序号", "项目", "金额"], ["1", "道路", "100万元"])
    assert read_rows(text, table) == []


ANNEX = """
某市人民政府办公室关于印发某某工作方案的通知
各部门：
现将《某某工作方案》印发给你们，请执行。
某市人民政府办公室
2021年1月4日
某某工作方案
为加强工作，制定本方案。
一、主要任务
（一）优化审批流程。压缩审批时限，推行网上办理，减少申报材料。
（二）加强事中事后监管。开展联合检查，建立信用档案，公布检查结果。（责任单位：市市场监管局）
附件
某某工作任务分工表
"""


def test_form_is_no_table_of_tasks() -> None:
    text, table = grid(
        ["项目名称", "检修水库", "申报单位", "某村"],
        ["负责人所在单位", "某村委会", "职务", None],
        ["联 系 人", None, "部门", "单位"],
        ["联系电话：", "8231000", "电子邮箱", "（必填）"],
        ["实施内容", "疏浚沟渠", "完成时间", "2031年6月"],
    )
    assert read_rows(text, table) == []
    text, table = grid(["单位名称", None], ["检修对象", None], ["承诺", "检修属实"])
    assert read_rows(text, table) == []
    text, table = grid(
        ["序号", "工作任务", "责任单位", "联系人", "联系电话"],
        ["1", "检修水库", "县水利局", "甲", "8231000"],
        ["2", "疏浚沟渠", "县农业局", "乙", "8231001"],
    )
    assert len(read_rows(text, table)) == 2


def test_repeating_table_adds_bodies_to_items() -> None:
    found = notice(
        ANNEX
        + """序号\t工作任务\t牵头单位\t配合单位\t完成时限
1\t压缩审批时限，推行网上办理，减少申报材料。\t市行政审批局\t市财政局\t2021年10月
2\t开展联合检查，建立信用档案，公布检查结果。\t市市场监管局\t市公安局\t长期坚持
"""
    )
    assert [task.id for task in found.tasks] == ["一/(一)", "一/(二)"]
    first, second = found.tasks
    assert [(body.name, body.role) for body in first.agencies] == [("市行政审批局", "lead"), ("市财政局", "supporting")]
    assert [found.text[body.start : body.end] for body in first.agencies] == ["市行政审批局", "市财政局"]
    assert [(limit.type, limit.date) for limit in first.deadlines] == [("by", "2021-10-31")]
    assert (first.due.date, first.due.basis) == ("2021-10-31", "own")
    assert [body.name for body in second.agencies] == ["市市场监管局"]  # it has a clause of its own
    assert [limit.type for limit in second.deadlines] == ["open"]


def test_differing_rows_are_tasks() -> None:
    found = notice(
        ANNEX
        + """序号\t工作任务\t责任单位\t完成时限
1\t建设政务服务大厅，配备自助设备和导办人员。\t市政务服务中心\t2021年12月底前
2\t开展业务培训，提高窗口人员服务水平和办事效率。\t市行政审批局、各区政府\t/
"""
    )
    assert [task.id for task in found.tasks] == ["一/(一)", "一/(二)", "附件/1", "附件/2"]
    row = found.tasks[2]
    assert row.text == found.text[row.start : row.end]
    assert row.text.startswith("建设政务服务大厅")
    assert row.clause is None, "a cell is no clause"
    assert [(limit.type, limit.date) for limit in row.deadlines] == [("by", "2021-12-31")]
    assert found.tasks[3].deadlines == ()


def test_tabbed_lines_are_table() -> None:
    text = "前言\n甲\t乙\n丙\t丁\t戊\n后记\n孤\t行"
    (table,) = find_tabbed(text)
    assert [[text[c[0] : c[1]] if c else None for c in row] for row in table.rows] == [
        ["甲", "乙", None],
        ["丙", "丁", "戊"],
    ]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(
            [
                "1\t扩建苗圃温室，配齐喷",
                "灌设备。\t县林业局、县农",
                "业农村局\t5月底前",
                "2\t修路。\t县交通局\t6月底前",
            ],
            [
                ["1", "扩建苗圃温室，配齐喷\n灌设备。", "县林业局、县农\n业农村局", "5月底前"],
                ["2", "修路。", "县交通局", "6月底前"],
            ],
            id="cells broken over lines",
        ),
        pytest.param(
            ["1\t扩建温室。\t县林业局\t5月底前", "二、林道建设", "2\t修路。\t县交通局"],
            [["1", "扩建温室。", "县林业局", "5月底前"]],
            id="a heading between rows is no piece of one",
        ),
        pytest.param(
            ["1\t扩建温室。\t县林业局", "（二）林道建设\t年内"],
            [["1", "扩建温室。", "县林业局", None], ["（二）林道建设", "年内", None, None]],
            id="a label is no piece of the row above",
        ),
        pytest.param(
            ["一、苗圃建设", "1\t扩建温室。\t县林业局\t5月底前", "二、林道建设", "2\t修路。\t县交通局\t6月底前"],
            [
                ["一、苗圃建设", None, None, None],
                ["1", "扩建温室。", "县林业局", "5月底前"],
                ["二、林道建设", None, None, None],
                ["2", "修路。", "县交通局", "6月底前"],
            ],
            id="lines that head groups of numbered rows",
        ),
    ],
)
def test_rows_below_headings_are_whole(lines: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(["四、任务分工", "序号\t任务\t责任单位\t时限", *lines])
    (table,) = find_tabbed(text)
    assert [[text[c[0] : c[1]] if c else None for c in row] for row in table.rows[1:]] == rows


def test_names_broken_over_lines_of_tabbed_rows_are_whole() -> None:
    source = source_of(
        "清溪县育苗任务表\n序号\t任务\t责任单位\t时限\n1\t扩建苗圃温室，配齐喷\n灌设备。\t县林业局、县农\n业农村局\t2024年5月底前\n"
        "2\t修好林道。\t县交通局\t2024年6月底前\n"
    )
    made = read(restore(source), source)
    assert [[body.name for body in task.agencies] for task in made.tasks] == [
        ["县林业局", "县农业农村局"],
        ["县交通局"],
    ]


def test_table_of_tasks_counts_as_items() -> None:
    table = "关于护河的通知\n各镇：\n现将任务表印发。\n附件\n任务表\n序号\t工作任务\t责任单位\n1\t清理漂浮物\t县水务局\n2\t补种护岸林\t县林业局"
    found = notice(table)
    assert [task.id for task in found.tasks] == ["附件/1", "附件/2"]
    assert "no-items" not in {finding.code for finding in found.findings}


def test_single_attachment_is_plan() -> None:
    found = notice(
        "关于护河的通知\n各镇：\n现将护河任务表下达。\n附件：护河任务分解表\n某县水务局\n2021年3月5日\n附件\n护河任务分解表\n"
        "序号\t工作任务\t责任单位\n1\t清理漂浮物\t县水务局\n2\t补种护岸林\t县林业局"
    )
    assert [task.id for task in found.tasks] == ["1", "2"]
    assert found.front.plan_title == "护河任务分解表"


GROUPED = """
护林考核表
序号\t考核项目\t分值\t考核指标\t负责考核部门
\t总分\t100\t\t
一、\t强化巡护\t30\t\t
1\t日常巡护\t15\t每月巡护一次。\t县林业局
2\t台账\t15\t建立台账。\t县公安局
二、\t强化宣传\t40\t每季宣传一次。\t各乡镇
"""

HEADED = """
护林任务表
序号\t任务\t责任科室
一、巡护
1\t划定网格\t造林科
2\t配齐人员\t办公室
二、宣传
1\t张贴告示\t办公室
2\t入户宣讲\t造林科
"""


def test_group_and_sum_rows_are_no_tasks() -> None:
    found = notice(GROUPED)
    assert [(task.id, [body.name for body in task.agencies]) for task in found.tasks] == [
        ("一/1", ["县林业局"]),
        ("一/2", ["县公安局"]),
        ("二", ["各乡镇"]),
    ]


def test_numbered_rows_and_their_groups_are_items_of_the_outline() -> None:
    found = notice(GROUPED)
    assert [(item.id, item.label, item.level, item.heading) for item in found.outline] == [
        ("一", "一、", 1, "强化巡护"),
        ("一/1", "1", 2, "日常巡护"),
        ("一/2", "2", 2, "台账"),
        ("二", "二、", 1, "强化宣传"),
    ]
    group = found.outline[0]
    assert found.text[group.label_start :].startswith("一、")
    assert found.text[: group.end].endswith("县公安局")


def test_rows_that_repeat_an_item_or_have_no_number_are_no_items() -> None:
    unnumbered = "护河任务表\n工作任务\t责任单位\n清理漂浮物\t县水务局\n补种护岸林\t县林业局\n"
    assert [task.id for task in notice(unnumbered).tasks] == ["1", "2"]
    assert notice(unnumbered).outline == ()
    repeats = notice(ANNEX + "序号\t工作任务\t责任单位\n1\t压缩审批时限，推行网上办理，减少申报材料。\t市行政审批局\n")
    assert [item.id for item in repeats.outline] == ["一", "一/(一)", "一/(二)"]


@pytest.mark.parametrize(
    ("heading", "cell", "limit"),
    [
        ("完成时限", "9月", ("by", "2022-09-30")),
        ("完成时限", "9月投入使用", ("during", "2022-09-30")),
        ("完成时限", "9月完成", ("by", "2022-09-30")),
        ("完成时限", "5月底前动工", ("by", "2022-05-31")),
        ("建设时间", "2022", ("during", "2022-12-31")),
        ("实施年度", "2022年", ("during", "2022-12-31")),
        ("完成年度", "2022年", ("by", "2022-12-31")),
        ("时序进度", "9月底前", ("by", "2022-09-30")),
    ],
)
def test_what_a_column_of_times_says(heading: str, cell: str, limit: tuple[str, str]) -> None:
    found = notice(
        "关于修路的通知\n各镇：\n现将任务表印发。\n某县人民政府\n2022年3月5日\n附件\n任务表\n"
        f"序号\t工作任务\t{heading}\t责任单位\n1\t修建村道。\t{cell}\t县交通局\n2\t修补路面。\t{cell}\t县交通局\n"
    )
    assert [[(each.type, each.date) for each in task.deadlines] for task in found.tasks] == [[limit], [limit]]


def test_group_rows_across_table_whose_numbers_run_through() -> None:
    rows = "1\t划定网格\t县水务局\n2\t配备设备\t县财政局\n\t二、宣传方面\t\n4\t入户宣讲\t县司法局"
    found = notice(f"护河任务表\n序号\t主要内容\t指导部门\n\t一、巡护方面\t\n{rows}")
    assert [task.id for task in found.tasks] == ["一/1", "一/2", "二/4"]
    assert not [each for each in found.findings if each.code in ("table-unread", "label-unread")]


def test_groups_right_below_headings_belong_to_the_table() -> None:
    rows = "二、宣传\n2\t入户宣讲\t县司法局\n三、督查\n3\t每月通报\t县政府办\n4\t年底考核\t县政府办\n合计\t4项\t"
    found = notice(f"护河任务表\n序号\t主要内容\t牵头单位\n一、巡护\n1\t划定网格\t县水务局\n{rows}\n")
    assert [task.id for task in found.tasks] == ["一/1", "二/2", "三/3", "三/4"]
    assert [item.id for item in found.outline if "/" not in item.id] == ["一", "二", "三"]
    assert not [each for each in found.findings if each.code in ("table-unread", "label-unread")]


def test_continued_rows_inherit_headings() -> None:
    assert [task.id for task in notice(HEADED).tasks] == ["一/1", "一/2", "二/1", "二/2"]


def test_item_that_only_holds_a_table_is_no_task() -> None:
    piped = "| 序号 | 任务 | 责任单位 | 时限 |\n| --- | --- | --- | --- |\n| 1 | 清理沟渠 | 县水利局 | 2024年6月底前 |"
    tabbed = "序号\t任务\t责任单位\t时限\n1\t清理沟渠\t县水利局\t2024年6月底前\n2\t巡查水库\t县水利局\t2024年7月底前"
    text = "关于清理沟渠的通知\n各镇：\n一、任务分工\n{}\n二、工作要求\n各镇要按时报送。"
    for table, rows in ((piped, 1), (tabbed, 2)):
        source = source_of(text.format(table))
        found = read(restore(source), source)
        assert [task.id for task in found.tasks] == [*(f"一/{n}" for n in range(1, rows + 1)), "二"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("负责考核部门", "responsible"),
        ("挂钩包片单位", "responsible"),
        ("配 合 单 位", "supporting"),
        ("总牵头部门", "lead"),
        ("反馈问题", "content"),
        ("计量单位", None),
        ("填报单位", None),
        ("责任科室", None),
        ("备注", None),
    ],
)
def test_column_kinds(heading: str, kind: str | None) -> None:
    assert column_kind(heading) == kind


def test_rows_number_tasks_of_lone_table() -> None:
    read_alone = notice(
        """
        某市重点工作分解表
        序号\t工作任务\t牵头单位\t配合单位\t完成时限
        1\t建设综合平台，推进一网通办。\t市发展改革委\t市财政局、市科技局\t2026年12月
        2\t加强监管执法，开展专项检查。\t市市场监管局\t市公安局\t持续推进
        """
    )
    assert [task.id for task in read_alone.tasks] == ["1", "2"]
    assert [(body.name, body.role) for body in read_alone.tasks[0].agencies] == [
        ("市发展改革委", "lead"),
        ("市财政局", "supporting"),
        ("市科技局", "supporting"),
    ]


def test_bare_year_in_time_column_is_limit() -> None:
    found = notice(
        "关于修路的通知\n各镇：\n现将任务表印发。\n某县人民政府\n2022年3月5日\n附件\n任务表\n"
        "序号\t工作任务\t责任单位\t建设时间\n1\t修通东街\t县住建局\t2022\n2\t修通西街\t县住建局\t2023"
    )
    limits = [limit for task in found.tasks for limit in task.deadlines]
    assert [(limit.written, limit.date) for limit in limits] == [("2022", "2022-12-31"), ("2023", "2023-12-31")]
    assert [found.text[limit.start : limit.end] for limit in limits] == ["2022", "2023"]


MERGED = """
某市任务分工表
序号\t工作任务\t具体措施\t牵头单位\t配合单位\t完成时限
1\t防汛备汛\t加固堤防\t市水务局\t市财政局\t2023年5月底前
\t\t备足物资\t\t市应急局\t2023年6月底前
\t\t演练一次\t\t\t
2\t节约用水\t更换管网\t市住建局\t同上\t2023年底前
\t\t抄表到户\t市城管局\t/\t同上
"""


def test_blank_cells_of_pasted_tables_are_those_above() -> None:
    tasks = notice(MERGED).tasks
    said = {
        task.id: ([f"{body.name} {body.role}" for body in task.agencies], [limit.date for limit in task.deadlines])
        for task in tasks
    }
    assert said == {
        "1/1": (["市水务局 lead", "市财政局 supporting"], ["2023-05-31"]),
        "1/2": (["市水务局 lead", "市应急局 supporting"], ["2023-06-30"]),
        "1/3": (["市水务局 lead", "市应急局 supporting"], ["2023-06-30"]),
        "2/1": (["市住建局 lead", "市应急局 supporting"], ["2023-12-31"]),
        "2/2": (["市城管局 lead"], ["2023-12-31"]),
    }


def test_rows_between_strokes_with_merged_first_cells() -> None:
    source = source_of(
        dedent("""
        北岸区水库管护任务表
        重点工作 | 任务内容 | 完成时限 | 责任单位 |
        一、管好水库 | (一)检修 | 1.检修闸门。 | 2021年6月底前 | 区水利局、区财政局 |
        2.更换启闭机。 | 2021年9月底前 | 区水利局 |
        (二)巡查 | 3.巡查坝体。 | 全年 | 各街道办事处 |
        """)
    )
    found = read(restore(source), source)
    assert [[body.name for body in task.agencies] for task in found.tasks] == [
        ["区水利局", "区财政局"],
        ["区水利局"],
        ["各街道办事处"],
    ]
    assert [task.deadlines[0].written for task in found.tasks] == ["2021年6月底前", "2021年9月底前", "全年"]
    assert [task.id for task in found.tasks] == ["一/(一)/1", "一/(一)/2", "一/(二)/3"]
    assert [(item.id, item.level, item.heading) for item in found.outline] == [
        ("一", 1, "管好水库"),
        ("一/(一)", 2, "检修"),
        ("一/(一)/1", 3, None),
        ("一/(一)/2", 3, None),
        ("一/(二)", 2, "巡查"),
        ("一/(二)/3", 3, None),
    ]
    assert found.tasks[1].text.startswith("更换启闭机")


def test_ruled_rows_between_strokes() -> None:
    text = "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 检修闸门 | 区水利局 |\n| 2 | 巡查坝体 | 区林业局 |\n"
    (table,) = find_tabbed(text)
    assert [[text[c[0] : c[1]] if c else None for c in row] for row in table.rows] == [
        ["序号", "工作任务", "责任单位"],
        ["1", "检修闸门", "区水利局"],
        ["2", "巡查坝体", "区林业局"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["1 | 检修闸门 | 区水利局 | 6月底前 |", "2 | 巡查坝体 | 区林业局 |"],  # the last cell is lacking
        ["1.检修闸门 | 水库 | 区水利局 | 6月底前 |", "2.巡查坝体 | 区林业局 |"],
        ["1 | 检修闸门 | 区水利局 | 6月底前 | 抓紧 |", "2 | 巡查坝体 | 区林业局 | 7月底前 | 抓紧 |"],  # no head
    ],
)
def test_rows_between_strokes_of_unknown_cells_are_told(rows: list[str]) -> None:
    found = notice("\n".join(["护库任务表", "序号 | 工作任务 | 责任单位 | 完成时限 |", *rows]))
    assert not [body for task in found.tasks for body in task.agencies]
    assert "table-unread" in {finding.code for finding in found.findings}


@pytest.mark.parametrize("text", ["a | b | c\nd | e | f\n", "甲 | 乙 | 丙 |\n丁 | 戊 | 己 |\n庚 | 辛 | 壬 |\n"])
def test_strokes_without_headings_are_no_table(text: str) -> None:
    assert not find_tabbed(text)


SCORES = """清溪县2021年度护林工作考核细则
序号\t考核项目\t分值\t考核内容\t评分标准
总分\t\t100\t\t
一、\t部门履职\t60\t\t
1\t县林业局\t30\t巡护林区\t1.每月巡护林区（10分）；2.查处盗伐案件（20分）。
2\t县水务局\t20\t保护水源\t配合县林业局保护水源林（20分）。
3\t县交通局\t10\t养护林道\t按时养护林道，少一次扣2分（10分）。
二、\t加分项目\t10\t\t受到表彰的加5分。
"""


def test_rows_of_a_table_of_scores_are_tasks_of_who_is_scored() -> None:
    found = notice(SCORES)
    assert [(task.id, [body.name for body in task.agencies]) for task in found.tasks] == [
        ("一/1", ["县林业局"]),
        ("一/2", ["县水务局"]),
        ("一/3", ["县交通局"]),
    ]
    assert not [target for task in found.tasks for target in task.targets]
    codes = {finding.code.value for finding in found.findings}
    assert "target-unread" not in codes
    assert "no-items" not in codes


def test_table_of_scores_that_names_nobody_makes_no_bodies() -> None:
    words = SCORES
    for name in ("县林业局\t", "县水务局\t", "县交通局\t"):
        words = words.replace(name, "护林\t")
    assert not [body for task in notice(words).tasks for body in task.agencies if body.name == "护林"]


def test_numbers_that_stand_twice_in_a_table_of_merged_cells_are_rows_of_their_own() -> None:
    text = "序号\t任务\t责任单位\n1\t清淤\t区水利局\n1\t疏浚\t区水利局\n2\t植树\t区林业局\n2\t护林\t区林业局\n"
    cells: list[tuple[tuple[int, int] | None, ...]] = []
    at = 0
    for line in text.split("\n")[:-1]:
        row = []
        for cell in line.split("\t"):
            row.append((at, at + len(cell)))
            at += len(cell) + 1
        cells.append(tuple(row))
    cells[2] = (cells[1][0], *cells[2][1:])  # the number of the first two rows is one cell
    rows = read_rows(text, Table(tuple(cells)))
    assert [(row.label, row.part, row.parts) for row in rows] == [("1", 1, 2), ("1", 2, 2), ("2", 1, 1), ("2", 1, 1)]


def test_headings_that_return_among_the_rows_are_no_task() -> None:
    text, table = grid(
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "检修渠首闸门", "县水务局", "县财政局"],
        ["序 号", "工作 任务", "牵头单位", "配合单位"],
        ["2", "疏浚支渠", "县农业农村局", None],
    )
    rows = read_rows(text, table)
    assert [row.label for row in rows] == ["1", "2"]


@pytest.mark.parametrize("heading", ["工作单位", "现工作单位及职务", "任职部门", "供职单位（全称）"])
def test_where_persons_work_is_no_column_of_bodies(heading: str) -> None:
    text, table = grid(
        ["序号", "姓名", heading, "拟聘岗位"], ["1", "周一", "县文化馆", "馆员"], ["2", "吴二", "县图书馆", "馆员"]
    )
    assert column_kind(heading) is None
    assert read_rows(text, table) == []


@pytest.mark.parametrize("measures", [("台", "套"), ("平方米", "万元/年"), ("㎡", "%")])
def test_column_of_measures_is_none_of_bodies(measures: tuple[str, str]) -> None:
    text, table = grid(
        ["序号", "名称", "单位", "数量"], *(["1", "水泵", measures[0], "2"], ["2", "闸门", measures[1], "4"])
    )
    assert read_rows(text, table) == []


def test_column_of_bodies_with_one_measure_stays() -> None:
    text, table = grid(["序号", "任务", "单位"], ["1", "检修水泵", "县水利局"], ["2", "更换闸门", "部"])
    assert [bool(row.bodies) for row in read_rows(text, table)] == [True, True]


@pytest.mark.parametrize("number", ["1.1.3", "2", "3."])
def test_numbered_row_is_no_row_of_headings(number: str) -> None:
    text, table = grid(
        ["条款号", "条款名称", "编列内容"], [number, "代办机构", "另行告知"], ["9", "保证金", "按合同交纳"]
    )
    assert read_rows(text, table) == []


def test_cell_of_several_sentences_is_no_heading() -> None:
    rows = "1\t缆绳老化\t更换缆绳。\t县交通局\n2\t码头破损。东渡口已停用。\t修补码头。\t县港航站\n"
    found = notice(f"渡口整改清单\n序号\t存在问题\t整改措施\t责任单位\n{rows}")
    assert [(task.id, task.heading) for task in found.tasks] == [("1", "缆绳老化"), ("2", None)]
    assert [item.heading for item in found.outline] == ["缆绳老化", None]


def test_figures_of_what_is_wrong_are_no_targets() -> None:
    made = notice(
        "序号\t存在问题\t整改措施\t责任单位\n"
        "1\t闸门完好率仅为46%\t新建闸门30座\t县水利局\n"
        "2\t巡护率不足50%\t巡护率达到90%\t县林业局"
    )
    assert [[target.written for target in task.targets] for task in made.tasks] == [["30座"], ["90%"]]
    assert not any("46%" in finding.message for finding in made.findings)


def test_figures_before_the_label_of_a_remedy_are_no_targets() -> None:
    items = (
        "一、闸门完好率仅为46%。\n责任单位：县水利局\n整改措施：新建闸门30座。\n整改时限：2031年6月底前\n"
        "二、没有台账。\n责任单位：县水利局\n整改措施：建立台账。\n整改时限：2031年7月底前"
    )
    first = notice(items).tasks[0]
    assert [target.written for target in first.targets] == ["30座"]
    assert first.problem == (2, items.index("责任单位"))


PASTED = """渡口检查评分细则
序号
考核指标
分值
评分标准
考核单位
一、
码头管理
25
1
缆绳
8
缆绳完好率达到95%以上，每低1个百分点扣0.5分。
县港航站牵头，县应急局配合
2
照明
7
每季度检修照明不少于1次。
县供电公司、县交通局按职责分工考核
二、
船员管理
10
3
培训
10
年底前培训船员200人。
县交通局
合计
3项
35
"""


def test_cells_on_lines_with_groups_scores_and_a_sum() -> None:
    made = read(restore(source_of(PASTED)), source_of(PASTED))
    assert [(task.id, [(body.name, body.role) for body in task.agencies]) for task in made.tasks] == [
        ("一/1", [("县港航站", "lead"), ("县应急局", "supporting")]),
        ("一/2", [("县供电公司", "responsible"), ("县交通局", "responsible")]),
        ("二/3", [("县交通局", "responsible")]),
    ]
    assert [[target.value for target in task.targets] for task in made.tasks] == [[95], [1], [200]]


def test_figures_of_an_aim_before_a_remedy_are_targets() -> None:
    items = (
        "一、闸门完好率达到90%以上。\n整改措施：检修闸门。\n责任单位：县水利局\n"
        "二、没有台账。\n整改措施：建立台账。\n责任单位：县水利局"
    )
    first = notice(items).tasks[0]
    assert ([target.value for target in first.targets], first.problem) == ([90], None)

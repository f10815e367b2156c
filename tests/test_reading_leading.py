"""Who leads by the notice's own rules: by place, by the marks between groups of bodies, by signs; in clauses and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode
from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.reading.agencies.clauses.leading import find_lead_rules
from builder.reading.conventions import read_conventions, unapplied
from builder.reading.prose import fold

HEAD = "宁川市人民政府办公室关于印发供水保障工作方案的通知\n各县（区）人民政府：\n现印发给你们，请认真贯彻执行。{letter}\n2022年3月1日\n供水保障工作方案\n"
ITEMS = """一、重点任务
（一）改造老旧管网。更换腐蚀管道。（责任单位：市住建局，市财政局、市水务局{in1}）
（二）严格水质检测。公开检测结果。（责任单位：市卫健委、市水务局；各县（区）人民政府）
（三）规范收费行为。清理不合理收费。（责任单位：市发改委、市市场监管局）
"""
ROLE = {"lead": "L", "responsible": "R", "supporting": "S"}
FIRST, FIRST_REST = "LRR LRR LR", "LSS LSS LS"
COMMA, COMMA_REST = "LRR RRR RR", "LSS RRR RR"


def read(tmp_path: Path, text: str) -> Notice:
    path = tmp_path / "gongshui.txt"
    path.write_text(text, encoding="utf-8")
    return read_notice(path)


def roles(notice: Notice) -> str:
    """The roles of the bodies of each task, in order."""
    return " ".join("".join(ROLE[body.role] for body in task.agencies) for task in notice.tasks)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("（列前者为牵头单位，下同）", FIRST),
        ("（逗号前为牵头单位，下同）", COMMA),
        ("（“，”前的为牵头单位，下同）", COMMA),
        ("（牵头单位用逗号与配合单位隔开，下同）", COMMA_REST),
        ("（逗号前为牵头单位，逗号后为配合单位，后同）", COMMA_REST),
        ("（第一个逗号前的单位为牵头单位，其他为责任单位，以下同）", COMMA),
        ("（分号前为牵头单位，分号后为配合单位，下同）", "RRR LLS RR"),
        ("（顿号前为牵头单位，下同）", "LLR LRR LR"),
        ("（排名首位者牵头，下同）", FIRST),
        ("（首家单位为牵头单位，以下均同）", FIRST),
        ("（排在最前面的单位负责牵头，下同）", FIRST),
        ("（列第1位的为牵头单位，下同）", FIRST),
        ("，首列单位牵头，下同", FIRST),
        ("，第一单位为牵头单位，下同", FIRST),
        ("；第一个单位为牵头单位，其余为配合单位，下同", FIRST_REST),
    ],
)
def test_rule_within_a_clause(tmp_path: Path, rule: str, expected: str) -> None:
    notice = read(tmp_path, HEAD.format(letter="") + ITEMS.format(in1=rule))
    assert roles(notice) == expected
    assert [each.kind for each in notice.conventions] == ["lead-is-first"]
    assert not [f for f in notice.findings if f.code in (FindingCode.BODY_UNREAD, FindingCode.CONVENTION_UNAPPLIED)]


OUTSIDE = [
    ("责任单位排在第一位的为牵头单位，其余为配合单位。", FIRST_REST),
    ("各项任务责任单位中，逗号前为牵头单位，逗号后为配合单位。", COMMA_REST),
    ("各项任务由排名第一的责任单位牵头，其他单位按职责分工配合。", FIRST_REST),
    ("每项任务的第一责任单位负总责，其他责任单位密切配合。", FIRST_REST),
    ("责任单位有多个的，由排在最前的单位牵头。", FIRST),
    ("两个以上单位负责的，首个单位为主办单位，其他单位为协办单位。", FIRST_REST),
    ("牵头单位为责任单位中排序第一的单位。", FIRST),
    ("牵头单位为各项任务所列的第一个责任单位。", FIRST),
]


@pytest.mark.parametrize(("rule", "expected"), OUTSIDE)
def test_rule_in_a_sentence_of_its_own_binds_all_clauses(tmp_path: Path, rule: str, expected: str) -> None:
    assert roles(read(tmp_path, HEAD.format(letter=rule) + ITEMS.format(in1=""))) == expected
    assert roles(read(tmp_path, HEAD.format(letter="") + ITEMS.format(in1="") + f"注：{rule}\n")) == expected


def test_rule_points_to_what_stands_above_or_below(tmp_path: Path) -> None:
    above, below = "以上任务责任单位排首位的为牵头单位。", "以下任务责任单位排首位的为牵头单位。"
    more = "二、保障措施\n（一）加强宣传。宣传节水知识。（责任单位：市委宣传部、市水务局）\n"
    body = HEAD.format(letter="") + ITEMS.format(in1="")
    assert roles(read(tmp_path, body + "二、说明\n" + above + "\n" + more.replace("二", "三"))).startswith(FIRST)
    assert roles(read(tmp_path, body + below + "\n" + more)) == "RRR RRR RR LR"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("注：带★的为牵头单位。", "RLR LRR"),
        ("★为牵头单位，☆为配合单位。", "RLR LSR"),
        ("牵头单位前标注★。", "RLR LRR"),
        ("标有“★”号的单位为牵头单位，其余为配合单位。", "SLS LSS"),
        ("各项单位没有主次之分。", "RRR RRR"),
    ],
)
def test_signs_beside_bodies(tmp_path: Path, rule: str, expected: str) -> None:
    items = "一、重点任务\n（一）改造管网。更换管道。（责任单位：市财政局、★市住建局、市水务局）\n（二）检测水质。公开结果。（责任单位：★市卫健委、☆市水务局、各县（区）人民政府）\n"
    notice = read(tmp_path, HEAD.format(letter="") + items + rule + "\n")
    assert roles(notice) == expected
    told = [f for f in notice.findings if f.code is FindingCode.BODY_UNREAD]
    assert bool(told) == ("☆为" not in rule)  # a sign that nothing explains is told


TABLE = "附件\n供水保障任务分工表\n序号\t工作任务\t责任单位\n1\t改造老旧管网，降低漏损\t{}\n2\t严格水质检测，公开检测结果\t{}\n"


@pytest.mark.parametrize(
    ("cells", "note", "expected"),
    [
        (("市住建局，市财政局、市水务局", "市卫健委、市水务局"), "注：责任单位排首位的为牵头单位。", "LRR LR"),
        (
            ("市住建局，市财政局、市水务局", "市卫健委、市水务局"),
            "说明：逗号前为牵头单位，逗号后为配合单位。",
            "LSS RR",
        ),
        (("市住建局、★市财政局", "市卫健委"), "注：标★的为牵头单位。", "RL R"),
        (("市住建局（牵头）、市财政局", "市卫健委牵头，市水务局配合"), "", "LR LS"),
        (("牵头单位：市住建局 配合单位：市财政局", "由市卫健委负责"), "", "LS R"),
        (("市住建局会同市财政局", "市卫健委等有关部门，各县（区）人民政府按职责分工负责"), "", "LS RR"),
    ],
)
def test_cells_that_say_roles(tmp_path: Path, cells: tuple[str, str], note: str, expected: str) -> None:
    notice = read(
        tmp_path, HEAD.format(letter="") + "一、总体要求\n坚持问题导向。\n" + TABLE.format(*cells) + note + "\n"
    )
    assert roles(notice) == expected
    names = {body.name for task in notice.tasks for body in task.agencies}
    assert names <= {"市住建局", "市财政局", "市水务局", "市卫健委", "各县（区）人民政府"}


@pytest.mark.parametrize(
    "words",
    [
        "加粗的单位为牵头单位。",
        "责任单位名称划横线的为牵头单位。",
        "前两位为牵头单位，下同。",
        "未标明责任单位的任务，由各县（区）人民政府负责落实。",
        "以上任务均由各县（区）人民政府具体落实。",
        "责任单位均包括市直各部门。",
    ],
)
def test_rules_that_no_task_is_read_by_are_told(words: str) -> None:
    assert [f.code for f in unapplied(words, read_conventions(words))] == [FindingCode.CONVENTION_UNAPPLIED]


@pytest.mark.parametrize(
    "words",
    [
        "第一责任人为主要领导。",
        "列入第一批试点的单位要带头落实。",
        "把安全放在首位，由各单位牵头抓好落实。",
        "市第一人民医院牵头。",
        "牵头单位为市第一人民医院。",
        "第一时间牵头处置险情。",
        "责任单位排名不分先后。",
        "各责任单位均要高度重视。",
        "每季度对责任单位进行排名通报。",
        "前两年牵头完成普查的单位",
        "标题用黑体字。",
    ],
)
def test_words_that_state_no_rule(words: str) -> None:
    assert not find_lead_rules(fold(words))
    assert not [*unapplied(words, read_conventions(words))]

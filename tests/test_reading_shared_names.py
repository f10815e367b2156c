"""What the members of a list of bodies carry for each other, and clauses of forms met late: by place of the bracket, 同上."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode
from builder.pipeline import read_notice
from builder.reading.agencies.lists.members import read_list


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("北京市、天津市、河北省有关部门", ["北京市有关部门", "天津市有关部门", "河北省有关部门"]),
        ("广州市、深圳市各有关部门", ["广州市各有关部门", "深圳市各有关部门"]),
        ("东河县、市有关部门", ["东河县", "市有关部门"]),
        ("市政府各部门、各直属机构、各县区", ["市政府各部门", "市政府各直属机构", "各县区"]),
        ("国务院各部委、各直属机构", ["国务院各部委", "国务院各直属机构"]),
        ("市直各部门、各直属机构", ["市直各部门", "各直属机构"]),
        ("市公安局交警支队、治安支队、消防支队", ["市公安局交警支队", "市公安局治安支队", "市消防支队"]),
        ("市水务局、消防大队", ["市水务局", "市消防大队"]),
        ("市委、市政府", ["市委", "市政府"]),
        ("市人大、市政府办公室", ["市人大", "市政府办公室"]),
        ("属地政府（管委会）、市水务局", ["属地政府（管委会）", "市水务局"]),
        ("湖北、江西供电公司", ["湖北供电公司", "江西供电公司"]),
        ("大连、青岛海关", ["大连海关", "青岛海关"]),
        ("市水务局、江西公司", ["市水务局", "江西公司"]),
        ("柳河镇党委、政府、人大", ["柳河镇党委", "柳河镇政府", "柳河镇人大"]),
        ("柳湾高新区党工委、管委会", ["柳湾高新区党工委", "柳湾高新区管委会"]),
        ("各园区党工委、管委会", ["各园区党工委", "各园区管委会"]),
        ("各街道党工委、办事处", ["各街道党工委", "各街道办事处"]),
        ("各乡镇（街道）党（工）委、政府（办事处）", ["各乡镇（街道）党（工）委", "各乡镇（街道）政府（办事处）"]),
        ("县委、政府", ["县委", "县政府"]),
        ("省发展改革委、政府", ["省发展改革委", "政府"]),
        ("柳湾区委、区政府", ["柳湾区委", "柳湾区政府"]),
        ("有关县（市、区）党委、政府", ["有关县（市、区）党委", "有关县（市、区）政府"]),
        ("移动、联通、电信柳河分公司", ["移动柳河分公司", "联通柳河分公司", "电信柳河分公司"]),
        ("柳河镇政府、县水务局", ["柳河镇政府", "县水务局"]),
    ],
)
def test_names_carried_by_neighbours(words: str, names: list[str]) -> None:
    assert [body.name for body in read_list(words, 0, len(words)).bodies] == names


HEAD = "宁川市人民政府关于供水保障工作的通知\n各县（区）人民政府：\n现通知如下：\n"
FOOT = "宁川市人民政府\n2022年3月1日\n"


@pytest.mark.parametrize(
    ("item", "bodies"),
    [
        ("更换水管（市住建局）；完善检测制度（市水务局、市卫健委）。", ["市住建局", "市水务局", "市卫健委"]),
        ("更换水管（市住建局）。", ["市住建局"]),
        ("更换水管。（监督主体为市水务局）", ["市水务局"]),
        ("更换水管。（责任单位；市住建局、市水务局）", ["市住建局", "市水务局"]),
        ("更换水管。（市住建局抓总，市水务局具体实施）", ["市住建局", "市水务局"]),
        ("由市水务局负责，委托有资质的测绘单位在9月底前出图。", ["市水务局"]),
        ("有条件的测绘单位应当在9月底前出图。", ["有条件的测绘单位"]),
        ("由市供水指挥部办公室主任决定启动。", []),
        ("由市供水指挥部办公室负责启动。", ["市供水指挥部办公室"]),
        ("领导小组办公室设在市水务局。", []),
        ("领导小组办公室设在市水务局（以下简称“市节水办”），负责日常工作。", ["市节水办"]),
        ("领导小组办公室（简称市节水办）设在市水务局，负责日常工作。", ["市节水办"]),
        ("用水单位或代理机构（以下简称申报单位）应当报送材料。代理机构应当留存底稿。", ["用水单位", "代理机构"]),
        ("各镇要加强培训，7月底前至少举办1场辅导会。", ["各镇"]),
        ("需要调整的，由市节水办提出意见报市节水委研究确定。", ["市节水办"]),
        ("移动、联通、电信宁川分公司等企业负责抢修。", ["移动宁川分公司", "联通宁川分公司", "电信宁川分公司"]),
        ("市消防大队会市安委办组织检查。", ["市消防大队", "市安委办"]),
        ("各镇接报后应在半小时内报告；市水务局接报后2小时内速报。", ["各镇", "市水务局"]),
        ("更换水管。\n责任单位：市住建局、市水务局按职责分工考核", ["市住建局", "市水务局"]),
        ("更换水管。\n责任单位：市住建局 市总商会", ["市住建局", "市总商会"]),
    ],
)
def test_bodies_of_an_item(tmp_path: Path, item: str, bodies: list[str]) -> None:
    path = tmp_path / "gongshui.txt"
    path.write_text(f"{HEAD}一、{item}\n二、加强宣传。市委宣传部要宣传节水知识。\n{FOOT}", encoding="utf-8")
    assert [body.name for body in read_notice(path).tasks[0].agencies] == bodies


@pytest.mark.parametrize("same", ["（责任单位同上）", "（牵头单位和责任单位同上）", "（责任单位：同上）"])
def test_same_as_above_without_colon(tmp_path: Path, same: str) -> None:
    path = tmp_path / "gongshui.txt"
    path.write_text(f"{HEAD}一、更换水管。（市住建局负责）\n二、安装水表。{same}\n{FOOT}", encoding="utf-8")
    notice = read_notice(path)
    assert [body.name for body in notice.tasks[1].agencies] == ["市住建局"]
    assert not [f for f in notice.findings if f.code is FindingCode.BODY_UNCERTAIN]


ABOVE = """柳河县防汛应急预案
1 职责
1.1 县防汛指挥部办公室主要职责
（1）督促落实防汛预案；
（2）每日8时前报送水情。
1.2 响应
1.2.1 各镇人民政府要做好以下工作：
（1）转移危险区群众；
（2）县气象局加密预报；
（3）由县水利局开闸放水。
1.2.2 有下列情形之一的，终止响应：
（1）水位低于警戒线；
（2）降雨停止。
"""


def test_body_addressed_in_short(tmp_path: Path) -> None:
    path = tmp_path / "pifu.txt"
    path.write_text(
        "水利部关于柳江水量调度的批复\n柳江水利委员会：\n批复如下：\n一、请你委负责统一调度。\n二、你委要按月报送水情。\n水利部\n2022年3月1日",
        encoding="utf-8",
    )
    assert {body.name for task in read_notice(path).tasks for body in task.agencies} == {"柳江水利委员会"}


def test_items_are_done_by_those_above_their_list(tmp_path: Path) -> None:
    path = tmp_path / "fangxun.txt"
    path.write_text(ABOVE, encoding="utf-8")
    notice = read_notice(path)
    assert {task.id: [body.name for body in task.agencies] for task in notice.tasks if task.agencies} == {
        "1/1.1/(1)": ["县防汛指挥部办公室"],
        "1/1.1/(2)": ["县防汛指挥部办公室"],
        "1/1.2/1.2.1/(1)": ["各镇人民政府"],
        "1/1.2/1.2.1/(3)": ["县水利局"],
    }
    told = [finding for finding in notice.findings if finding.code is FindingCode.BODY_FROM_ABOVE]
    assert [notice.text[each.start : each.start + 7] for each in told] == ["县防汛指挥部办", "各镇人民政府要"]


def test_short_name_is_of_the_office_and_not_of_who_houses_it(tmp_path: Path) -> None:
    path = tmp_path / "jieshui.txt"
    path.write_text(
        f"{HEAD}一、领导小组办公室设在市水务局（以下简称“市节水办”），负责日常工作。\n二、市节水办每月通报。\n{FOOT}",
        encoding="utf-8",
    )
    made = read_notice(path)
    assert {body.name for task in made.tasks for body in task.agencies} == {"市节水办"}
    assert {(each.short, each.full) for each in made.short_names} == {
        ("市节水办", "市节水办"),
        ("市节水办", "领导小组办公室"),
    }


def test_duties_below_the_bare_name_of_a_body(tmp_path: Path) -> None:
    path = tmp_path / "fengong.txt"
    path.write_text(
        f"{HEAD}一、市水务局\n1.组织检修水管，建立检修台账；\n2.由市住建局改造泵站，提升供水能力。\n二、市卫健委\n1.开展水质监测，定期公布结果。\n2.加强采样人员的培训。\n{FOOT}",
        encoding="utf-8",
    )
    assert [(task.id, [body.name for body in task.agencies]) for task in read_notice(path).tasks] == [
        ("一/1", ["市水务局"]),
        ("一/2", ["市住建局"]),
        ("二/1", ["市卫健委"]),
        ("二/2", ["市卫健委"]),
    ]

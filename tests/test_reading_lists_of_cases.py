"""Items whose sub-items only say of whom they hold, or what is looked into: the item is the task, its list is its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode
from builder.model.notice import Notice
from builder.pipeline import read_notice

HEAD = "宁川市人民政府关于清理规范协会的通知\n各县（区）人民政府：\n现通知如下：\n一、主要内容\n"
FOOT = "（二）做好衔接。市民政局要做好登记。\n宁川市人民政府\n2022年3月1日\n"


def read(tmp_path: Path, items: str) -> Notice:
    path = tmp_path / "xiehui.txt"
    path.write_text(HEAD + items + FOOT, encoding="utf-8")
    return read_notice(path)


@pytest.mark.parametrize(
    "items",
    [
        "（一）符合下列条件的协会予以保留。\n1.依照章程开展活动。\n2.有固定的办公场所。\n3.会长由会员大会选举产生。\n",
        "（一）具备以下要求的企业继续经营。\n1.有检验人员。\n2.建立进货台账。\n",
        "（一）对存在下列问题的协会要进行整改。\n1.财务混乱的；\n2.未参加年检的；\n3.疏于管理的；\n4.违规收费的；\n5.违反规定开办企业的协会。\n",
        "（一）登记机关要对协会进行检查。重点是：\n1.执行政策情况，负责人履职的情况。\n2.接受捐赠情况。\n3.参加展会活动。\n",
    ],
)
def test_list_of_cases_belongs_to_its_item(tmp_path: Path, items: str) -> None:
    assert [task.id for task in read(tmp_path, items).tasks] == ["一/(一)", "一/(二)"]


@pytest.mark.parametrize(
    "items",
    [
        "（一）各县区要落实下列重点任务：\n1.市水务局要排查隐患。\n2.市住建局要更换水管。\n",
        "（一）加强检查。重点是：\n1.市水务局负责检查水厂情况。\n2.市住建局负责检查管网情况。\n3.及时处置问题。\n",
    ],
)
def test_list_of_work_is_tasks(tmp_path: Path, items: str) -> None:
    assert len(read(tmp_path, items).tasks) > 2


def test_item_that_is_called_a_principle_is_doubted(tmp_path: Path) -> None:
    notice = read(tmp_path, "（一）统一登记的原则。协会统一由各级民政部门登记，其他单位无权审批。\n")
    told = [finding for finding in notice.findings if finding.code is FindingCode.TASK_UNCERTAIN]
    assert [finding.start for finding in told] == [notice.tasks[0].start]

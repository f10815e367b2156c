"""Who acts, told by the shape of a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.notice import Due, Task
from builder.pipeline import read_notice
from builder.reading.coverage.doers import find_doers
from builder.reading.coverage.duties import account_duties
from builder.reading.coverage.places import Place
from builder.reading.prose import fold
from tests.ledger_making import five


@pytest.mark.parametrize(
    ("words", "doers"),
    [
        ("潮汐观测组要每日报送水位。", ["潮汐观测组"]),
        ("水文站、潮汐观测组都要每日报送水位。", ["水文站", "潮汐观测组"]),
        ("灯塔管护所在汛期前，应检查灯器。", ["灯塔管护所"]),
        ("启动响应的县政府终止响应。", []),
        ("由启动响应的县政府公布结果。", ["启动响应的县政府"]),
        ("水闸由南岸船闸站每月检修。", ["南岸船闸站"]),
        ("请航标队于3月底前报送清单。", ["航标队"]),
        ("渔政、盐务等部门按照职责分工查处。", ["渔政", "盐务"]),
        ("航标队会同潮汐观测组动用备用灯器。", ["航标队", "潮汐观测组"]),
        ("成立护堤指挥所，负责统一调度。", ["护堤指挥所"]),
        ("航标队。检查灯器，登记故障。", ["航标队"]),
        ("护堤办公室设在航标队，负责日常联络。", ["护堤办公室"]),
        ("主要由北岸市筹集。", ["北岸市"]),
        ("派出所。帮着巡堤。", ["派出所"]),
        ("加强城市建设，应注意排水。", []),
        ("对未检修的单位要通报。", []),
        ("由于水位上涨，由3个增加到5个。", []),
        ("由分管副局长负责。", []),
        ("堤防是安全的主体，应及时加固。", []),
        ("示范区创建工作要稳步推进。", []),
        ("组织航标队检查灯器。", []),
        ("防护所需资金应专款专用。", []),
    ],
)
def test_doers_by_sentence_shape(words: str, doers: list[str]) -> None:
    folded = fold(words)
    found = dict.fromkeys(folded[start:end] for start, end in find_doers(folded, 0, len(folded)))
    assert list(found) == doers


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("加固堤防。（县水利和湖泊局领衔，县财政局帮办）", True),
        ("县水利局、县财政局、县林业局帮办加固堤防。", True),
        ("加固堤防。责任领导：赵某某主抓单位：护堤所", True),
        ("加固堤防（县志有载）。", False),
        ("任何单位或者个人发现险情的，应当立即报告。", True),
        ("处罚前应当听取意见，不因任何单位或者个人说情而改变。", False),
        ("县水利局、县财政局、县林业局的意见汇总如下。", False),
    ],
)
def test_bodies_with_verbs_that_no_list_knows_become_findings(item: str, told: bool) -> None:
    task = Task("一", "task", None, item, 0, len(item), None, (), (), Due(None, "none"), (), ())
    assert any(account.fate == "found" for account in account_duties(item, task)) == told


@pytest.mark.parametrize(("basis", "least"), [("clause", 0.98), ("inline", 0.94)])
def test_removed_body_of_published_notices_becomes_finding(basis: str, least: float) -> None:
    """One body at a time is taken from what was read of the five notices, reports too, as if a reader had missed it."""
    told = []
    for made in five():
        for task in made.tasks:
            before = found_places(made.text, task)
            for at, body in enumerate(task.agencies):
                if body.basis == basis:
                    rest = replace(task, agencies=task.agencies[:at] + task.agencies[at + 1 :])
                    told.append(bool(found_places(made.text, rest) - before))
    assert len(told) > 50
    assert sum(told) >= least * len(told)


def found_places(text: str, task: Task) -> set[Place]:
    return {account.place for account in account_duties(text, task) if account.fate == "found"}


def test_principle_that_binds_bodies_is_task(tmp_path: Path) -> None:
    items = "1.各乡镇应当坚持防治结合的原则开展巡护。\n2.护林坚持防治结合的原则。\n3.检修瞭望塔。\n"
    (tmp_path / "notice.txt").write_text("清溪县护林方案\n一、重点任务\n" + items, "utf-8")
    assert [task.id for task in read_notice(tmp_path / "notice.txt").tasks] == ["一/1", "一/3"]


@pytest.mark.parametrize(
    ("item", "bodies"),
    [
        ("一、除新办申请外，对其他申请能够当场办结的，县水利局应当当场办结。", ["县水利局"]),
        ("一、除四害办应当当场办结其他申请。", ["除四害办"]),
    ],
)
def test_what_is_excepted_is_no_body(tmp_path: Path, item: str, bodies: list[str]) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(f"青禾县办证方案\n{item}\n", encoding="utf-8")
    assert [each.name for task in read_notice(path).tasks for each in task.agencies] == bodies

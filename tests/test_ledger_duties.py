"""Whom each time limit binds: the bodies of its own sentence or clause, else those of the task."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.exports.rows.ledger import notice_rows
from builder.ledger.duties import bound_and_why, read_duties
from builder.ledger.index import LedgerIndex
from builder.ledger.resolving import resolve
from builder.model.ledger import Duty, Ledger
from tests.ledger_making import notice_of, registry
from tests.review_making import noticed

HEAD = "某县节水实施方案\n一、主要任务\n"


def bound(text: str) -> list[tuple[str, list[str]]]:
    """(limit as written, names that it binds) of the only task of a plan with this item."""
    notice = notice_of(f"{HEAD}（一）{text}\n")
    (task,) = notice.tasks
    return [(limit.written, [mention.name for mention in limit.binds]) for limit in task.deadlines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # several bodies, each with its own limit
        (
            "县政府每年1月底前要向市政府报告；各乡镇政府每季度要向县政府报告；县直各部门每月要向县水务局报送数据。",
            [("每年1月底前", ["县政府"]), ("每季度", ["各乡镇政府"]), ("每月", ["县直各部门"])],
        ),
        # the subject stands in another piece: before the limit, or at once after it
        ("各乡镇政府要摸清底数，建立台账，并于2021年6月底前报县水务局。", [("2021年6月底前", ["各乡镇政府"])]),
        ("到2021年底，县水务局组织开展验收。", [("到2021年底", ["县水务局"])]),
        ("自2021年起，县水务局每年开展一次检查。", [("自2021年起，县水务局每年", ["县水务局"])]),
        ("县水务局会同县财政局制定办法，2021年6月底前印发。", [("2021年6月底前", ["县水务局", "县财政局"])]),
        ("由县水务局牵头，县财政局配合，于2021年6月底前完成普查。", [("2021年6月底前", ["县财政局", "县水务局"])]),
        # the sentence binds others than the clause
        (
            "建立台账。各乡镇政府每月要报送一次用水数据。（责任单位：县水务局）",
            [("每月", ["各乡镇政府"])],
        ),
        # bodies of the places under others, and a verb that tells how far it is done
        (
            "到2021年底，沿江八市所辖县（市、区）政府及其部门全面开展普查。（责任单位：省水利厅）",
            [("到2021年底", ["沿江八市所辖县（市、区）政府及其部门"])],
        ),
        ("到2021年底，县直部门基本完成改造。（责任单位：县水务局）", [("到2021年底", ["县直部门"])]),
        # no body is the subject: those of the task
        ("2021年6月底前完成管网改造。（责任单位：县水务局、县财政局）", [("2021年6月底前", [])]),
        ("到2021年，用水效率明显提高。县水务局要加强督促。", [("到2021年", [])]),
        # a label gives the time of the whole task, whoever stands in its line
        ("县水务局要开展普查。完成时限：2021年6月底前", [("2021年6月底前", [])]),
        # a limit within the clause is that of all whom the clause names
        ("推进管网改造。（县水务局、县财政局负责，2021年6月底前完成）", [("2021年6月底前", [])]),
        # of several clauses, the one that closes the limit's part
        (
            "2021年6月底前完成普查。（责任单位：县水务局）2021年底前完成改造。（责任单位：县财政局、县住建局）",
            [("2021年6月底前", ["县水务局"]), ("2021年底前", ["县财政局", "县住建局"])],
        ),
    ],
)
def test_limit_binds_bodies_of_its_own_sentence(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = bound(text)
    assert [words for words, _ in found] == [words for words, _ in expected]
    assert found == expected


def ledger_of(text: str, place: str = "广东省肇庆市广宁县") -> Ledger:
    return resolve([notice_of(HEAD + text, place=place)], registry())


def duties(text: str, place: str = "广东省肇庆市广宁县") -> list[Duty]:
    return list(read_duties(ledger_of(text, place)))


def test_duty_tells_task_limit_body_and_basis() -> None:
    found = duties(
        "（一）县水务局每年1月底前要向县政府报告；县财政局每季度要拨付资金。\n"
        "（二）2021年6月底前完成管网改造。（县水务局牵头，县财政局配合）\n"
    )
    told = [(duty.task.task_id, duty.limit and duty.limit.written, duty.name, duty.role, duty.basis) for duty in found]
    assert told == [
        ("一/(一)", "每年1月底前", "县水务局", "responsible", "own-sentence"),
        ("一/(一)", "每季度", "县财政局", "responsible", "own-sentence"),
        ("一/(二)", "2021年6月底前", "县水务局", "lead", "task"),
        ("一/(二)", "2021年6月底前", "县财政局", "supporting", "task"),
    ]
    assert all(duty.agency for duty in found)


def test_limit_of_bodies_without_page_stays_with_those_of_the_task() -> None:
    """Only the sentence names 县气象局; no task makes it responsible, so it has no page that the limit could go to."""
    ledger = ledger_of("（一）县气象局每月要发布预报。（责任单位：县水务局）\n")
    duties = list(read_duties(ledger))
    assert [(duty.name, bool(duty.agency), duty.basis) for duty in duties] == [
        ("县气象局", False, "own-sentence"),
        ("县水务局", True, "task"),
    ]
    named, why = bound_and_why(duties)
    assert [duty.name for duty in named] == ["县水务局"]
    assert why == "任务的责任单位；原句说的是“县气象局”"
    assert [row["agency"] for row in notice_rows(ledger, ledger.notices[0])["duties"]] == [None, duties[1].agency]
    (limit,) = ledger.notices[0].tasks[0].deadlines
    assert [(mention.name, mention.agency) for mention in limit.binds] == [("县气象局", None)]


def test_limit_of_bodies_that_no_task_is_given_to_keeps_them() -> None:
    """There is none of the task that they could stand beside."""
    (duty,) = duties("（一）县气象局每月要发布预报，公开数据。\n")
    assert (duty.name, duty.basis) == ("县气象局", "own-sentence")
    assert bound_and_why([duty]) == ([duty], "本句所指")
    assert bound_and_why([]) == ([], "")


CORRECTED = f"""{HEAD}\
（一）2021年6月底前完成普查。（责任单位：县水务局）2021年底前完成改造。（责任单位：县财政局、县住建局、老党员）
（二）各乡镇政府每月要报送用水数据，县水务局每季度要通报。
"""


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ("", [["县水务局"], ["县财政局", "县住建局"], ["各乡镇政府"], ["县水务局"]]),
        (
            "task: 一/(一), change: 单位, quote: 县住建局, name: 县城管局",
            [["县水务局"], ["县财政局", "县城管局"], ["各乡镇政府"], ["县水务局"]],
        ),
        (
            "task: 一/(一), remove: 单位, quote: 县财政局",
            [["县水务局"], ["县住建局"], ["各乡镇政府"], ["县水务局"]],
        ),
        # a body of the clause that is added is bound by the limit of that clause, not by that of another
        (
            "task: 一/(一), add: 单位, quote: 老党员, role: 责任",
            [["县水务局"], ["县财政局", "县住建局", "老党员"], ["各乡镇政府"], ["县水务局"]],
        ),
        # what a person says of a body of one task is said of that task alone
        (
            "task: 一/(二), change: 单位, quote: 县水务局, name: 县水利局",
            [["县水务局"], ["县财政局", "县住建局"], ["各乡镇政府"], ["县水利局"]],
        ),
        (
            "task: 一/(二), remove: 单位, quote: 各乡镇政府",
            [["县水务局"], ["县财政局", "县住建局"], [], ["县水务局"]],
        ),
        # a limit that a person corrects binds whom it bound
        (
            "task: 一/(二), change: 时限, quote: 每月, every: {unit: quarter}",
            [["县水务局"], ["县财政局", "县住建局"], ["各乡镇政府"], ["县水务局"]],
        ),
    ],
)
def test_correction_of_a_body_reaches_the_limits_that_bind_it(
    tmp_path: Path, readings: str, expected: list[list[str]]
) -> None:
    ledger = resolve([noticed(tmp_path, readings, CORRECTED)], registry())
    limits = [limit for task in ledger.notices[0].tasks for limit in task.deadlines]
    assert [[mention.name for mention in limit.binds] for limit in limits] == expected


def test_group_of_the_task_called_in_short_is_bound() -> None:
    """各村 and 各企业 are among the task's bodies by longer names; 各学校 would fit two."""
    charged = "（责任单位：县水务局、各乡政府、县属各企业、县属各学校、民办各学校）"
    found = duties(f"（一）各乡、各企业要在2021年6月底前完成普查。各学校每月要报送数据。{charged}\n")
    assert [(duty.name, bool(duty.agency), duty.basis) for duty in found[:2]] == [
        ("各乡政府", True, "own-sentence"),
        ("县属各企业", True, "own-sentence"),
    ]
    assert [duty.name for duty in found[2:] if duty.basis == "own-sentence"] == ["各学校"]


def test_members_of_a_bound_group_are_bound_through_it() -> None:
    found = duties("（一）珠三角九市政府要在2021年底前印发方案。省水利厅要加强指导。\n", "广东省")
    groups = [duty for duty in found if duty.via is None]
    assert [duty.name for duty in groups] == ["珠三角九市政府"]
    members = [duty for duty in found if duty.via]
    assert len(members) == 9
    assert "广州市人民政府" in {duty.name for duty in members}
    assert {duty.via for duty in members} == {groups[0].agency}
    assert {duty.basis for duty in found} == {"own-sentence"}


def test_body_has_the_days_that_bind_it_only() -> None:
    ledger = ledger_of("（一）县水务局2021年3月底前要报送方案；县财政局2021年6月底前要拨付资金。\n")
    index = LedgerIndex(ledger)
    days = {
        body.full_name: [item.page for item in index.due_of_body(body)]
        for body in ledger.agencies.values()
        if not body.group
    }
    assert days == {"广宁县水务局": ["2021-03-31"], "广宁县财政局": ["2021-06-30"]}


def test_body_and_what_is_under_it_are_told_apart() -> None:
    """县政府及其部门 has no page; 县政府 has one."""
    found = duties("（一）县政府及其部门每月要公开数据。（责任单位：县水务局、县政府）\n")
    assert [(duty.name, bool(duty.agency), duty.basis) for duty in found] == [
        ("县政府", True, "own-sentence"),
        ("其部门", False, "own-sentence"),
    ]

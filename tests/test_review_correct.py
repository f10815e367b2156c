"""`readings:` of a sidecar: what a person says of a fact holds, goes stale loudly, and is marked as a person's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.config.site import SiteFacts
from builder.exports.columns import table_forms
from builder.exports.declaration import ExportInput, ExportSite
from builder.exports.notice_json import as_json
from builder.exports.plan import plan_exports
from builder.ledger.resolving import resolve
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.notice import Notice
from builder.pages.plan import plan_pages
from builder.source.sidecar.keys import read_sidecar
from tests.data_rows import table_rows
from tests.ledger_making import registry
from tests.review_making import BY, TEXT, noticed, task_of


def bodies(notice: Notice, number: str) -> list[tuple[str, str]]:
    return [(body.name, body.role) for body in task_of(notice, number).agencies]


def limits(notice: Notice, number: str) -> list[tuple[str, str, str | None]]:
    return [(limit.written, limit.type, limit.day) for limit in task_of(notice, number).deadlines]


def stale(notice: Notice) -> list[str]:
    return [finding.message for finding in notice.findings if finding.code == FindingCode.DECISION_STALE]


def unneeded(notice: Notice) -> int:
    return sum(finding.code == FindingCode.DECISION_UNNEEDED for finding in notice.findings)


def test_a_body_is_added_changed_and_removed(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 二/(一), change: 单位, quote: 县司法局, role: 牵头
        task: 二/(二), remove: agency, quote: 县财政局
        task: 二/(三), add: 责任单位, quote: 县司法局, nth: 2, role: lead
        """,
    )
    assert bodies(said, "二/(一)") == [("县行政审批局", "lead"), ("县司法局", "lead")]
    assert bodies(said, "二/(二)") == []
    assert bodies(said, "二/(三)") == [("各部门", "responsible"), ("县司法局", "lead")]
    added = task_of(said, "二/(三)").agencies[1]
    assert said.text[added.start - 1 : added.end + 2] == "送县司法局法规"
    assert added.decision
    assert (added.decision.by, added.decision.date, added.decision.read) == (
        "王某",
        "2021-11-05",
        None,
    )
    changed = task_of(said, "二/(一)").agencies[1].decision
    assert changed
    assert getattr(changed.read, "role", None) == "supporting"
    (removed,) = task_of(said, "二/(二)").removed
    assert getattr(removed.read, "name", None) == "县财政局"
    assert not stale(said)
    assert not unneeded(said)


def test_a_body_may_stand_in_the_words_above_the_task(tmp_path: Path) -> None:
    text = TEXT.replace("二、主要任务\n", "二、主要任务\n以下各项由县数据局统筹。\n")
    said = noticed(tmp_path, "task: 二/(三), add: 单位, quote: 县数据局, role: 牵头", text)
    added = task_of(said, "二/(三)").agencies[0]
    assert (added.name, said.text[added.start : added.end]) == ("县数据局", "县数据局")
    assert stale(noticed(tmp_path, "task: 二/(三), add: 单位, quote: 县财政局, role: 牵头", text))  # of a sister task


def test_the_words_of_a_body_may_be_fewer(tmp_path: Path) -> None:
    said = noticed(tmp_path, "task: 二/(一), change: 单位, quote: 县行政审批局, name: 县审批局, written: 行政审批局")
    body = task_of(said, "二/(一)").agencies[0]
    assert (body.name, body.written, said.text[body.start : body.end]) == ("县审批局", "行政审批局", "行政审批局")


def test_limits_and_the_day_by_which_the_task_is_due(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 二/(一), change: 时限, quote: 2021年底前, day: 2021年10月1日
        task: 二/(二), change: 时限, quote: 每年12月底前, every: {unit: 季度, month: 1, day: 10}
        task: 二/(二), remove: 时限, quote: 自2022年1月1日起
        task: 二/(三), add: 时限, quote: 全面清理, day: 2022-06-30, type: 期间, from: 2022-01-01, what: 清理
        """,
    )
    assert limits(said, "二/(一)") == [("2021年底前", "by", "2021-10-01")]
    assert task_of(said, "二/(一)").due.date == "2021-10-01"
    assert limits(said, "二/(二)") == [("每年12月底前", "recurring", None)]
    assert str(task_of(said, "二/(二)").deadlines[0].rule) == "quarterly by 1-10"
    (added,) = task_of(said, "二/(三)").deadlines
    assert (added.type, added.date, added.from_, added.what) == ("during", "2022-06-30", "2022-01-01", "清理")
    assert (task_of(said, "二/(三)").due.date, task_of(said, "二/(三)").due.basis) == ("2022-06-30", "own")


def test_a_default_limit_binds_again_where_a_limit_is_removed(tmp_path: Path) -> None:
    text = TEXT.replace("二、主要任务", "除已明确时限外，各项任务原则上应当在2023年底前完成。\n二、主要任务")
    assert task_of(noticed(tmp_path, text=text), "二/(一)").due.basis == "own"
    said = noticed(tmp_path, "task: 二/(一), remove: 时限, quote: 2021年底前", text)
    assert (task_of(said, "二/(一)").due.date, task_of(said, "二/(一)").due.basis) == ("2023-12-31", "default")


def test_person_adds_and_changes_figures_and_documents(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 二/(一), change: 指标, quote: 90%以上, value: 95, compare: 超过
        task: 二/(三), add: 指标, quote: 全面清理, value: 100, unit: "%", what: 清理率
        task: 二/(一), change: 引用, quote: 《优化营商环境条例》, number: 国务院令第722号
        remove: 引用, quote: 《东安县政务服务提升实施方案》
        """,
    )
    (figure,) = task_of(said, "二/(一)").targets
    assert (figure.value, figure.unit, figure.compare) == (95, "%", ">")
    (added,) = task_of(said, "二/(三)").targets
    assert (added.value, added.unit, added.compare, added.what) == (100, "%", "=", "清理率")
    assert task_of(said, "二/(一)").citations[0].number == "国务院令第722号"
    assert said.citations == ()
    assert [each.fact for each in said.removed] == ["citation"]


def test_person_adds_removes_and_changes_tasks(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 一, add: 任务, quote: 具体要求由县政务服务局另行通知
        task: 二/(二), remove: 任务, quote: 加强窗口建设
        task: 二/(三), change: 任务, quote: 清理证明事项, kind: 报告事项, heading: 清理证明
        """,
    )
    assert [(task.id, task.kind) for task in said.tasks] == [
        ("一", "task"),
        ("二/(一)", "task"),
        ("二/(三)", "progress"),
    ]
    added, reported = task_of(said, "一"), task_of(said, "二/(三)")
    assert added.text == said.text[added.start : added.end]
    assert added.decision
    assert added.decision.read is None
    assert reported.heading == "清理证明"
    assert reported.due.basis == "none"
    assert reported.decision
    assert getattr(reported.decision.read, "kind", None) == "task"
    assert [getattr(each.read, "id", None) for each in said.removed] == ["二/(二)"]
    assert not stale(said)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("task: 二/(一), change: 单位, quote: 县公安局, role: 牵头", id="words-not-there"),
        pytest.param("task: 二/(一), remove: 单位, quote: 县公安局", id="removed-words-not-there"),
        pytest.param("task: 二/(一), change: 单位, quote: 办事流程, role: 牵头", id="words-are-no-body"),
        pytest.param("task: 二/(一), add: 单位, quote: 县财政局, role: 牵头", id="words-of-another-task"),
        pytest.param("task: 二/(九), add: 单位, quote: 县财政局, role: 牵头", id="no-such-task"),
        pytest.param("task: 二/(三), add: 单位, quote: 县司法局, nth: 3, role: 牵头", id="not-so-often"),
        pytest.param("task: 二/(三), remove: 任务, quote: 加强窗口建设", id="words-of-another-item"),
        pytest.param("task: 一, add: 任务, quote: 加强窗口建设", id="added-with-words-of-another"),
        pytest.param("task: 一, add: 单位, quote: 县政务服务局, role: 牵头", id="item-is-no-task"),
        pytest.param("remove: 引用, quote: 《某某办法》", id="citation-not-there"),
    ],
)
def test_stale_entries_change_nothing_and_are_errors(tmp_path: Path, entry: str) -> None:
    plain, said = noticed(tmp_path), noticed(tmp_path, entry)
    assert (said.tasks, said.citations) == (plain.tasks, plain.citations)
    (message,) = stale(said)
    assert "dongan-2021-fuwu.yml 第 3 行" in message
    found = next(each for each in said.findings if each.code == FindingCode.DECISION_STALE)
    assert found.severity == "error"


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("task: 二/(一), change: 单位, quote: 县司法局, role: 配合", id="same-role"),
        pytest.param("task: 二/(一), add: 单位, quote: 县司法局, role: 配合", id="read-already"),
        pytest.param("task: 二/(三), remove: 单位, quote: 县司法局", id="not-read"),
        pytest.param("task: 一, remove: 任务, quote: 总体目标", id="no-task-anyway"),
        pytest.param("task: 二/(一), change: 任务, quote: 优化办事流程, kind: task", id="same-kind"),
        pytest.param("task: 二/(一), add: 任务, quote: 优化办事流程", id="task-already"),
    ],
)
def test_entries_that_say_what_is_read_anyway_are_notes(tmp_path: Path, entry: str) -> None:
    plain, said = noticed(tmp_path), noticed(tmp_path, entry)
    assert said.tasks == plain.tasks
    assert unneeded(said) == 1
    assert not stale(said)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        pytest.param("task: 二, quote: 县局", "says not one thing", id="no-operation"),
        pytest.param("task: 二, add: 单位, remove: 单位, quote: 县局", "says not one thing", id="two-operations"),
        pytest.param("task: 二, add: 单位, quote: 县局", "'role' is missing", id="body-without-role"),
        pytest.param("task: 二, add: 机关, quote: 县局", "is not known here", id="unknown-fact"),
        pytest.param("task: 二, change: 单位, quote: 县局", "changes nothing", id="no-values"),
        pytest.param("task: 二, change: 单位, quote: 县局, day: 2021-01-01", "no key 'day'", id="value-of-another"),
        pytest.param("task: 二, remove: 单位, quote: 县局, role: 牵头", "no key 'role'", id="value-of-removed"),
        pytest.param("add: 单位, quote: 县局, role: 牵头", "'task' is missing", id="body-outside-tasks"),
        pytest.param("task: 二, add: 时限, quote: 年底", "without a day", id="limit-without-day"),
        pytest.param("task: 二, add: 时限, quote: 年底, type: 定期", "without `every`", id="recurring-without-rule"),
        pytest.param("task: 二, add: 时限, quote: 年底, every: {unit: 世纪}", "is not known here", id="unknown-unit"),
        pytest.param(
            "task: 二, add: 时限, quote: 年底, every: {unit: 年, month: 13, day: 1}",
            "`month` does not fit",
            id="month-13",
        ),
        pytest.param(
            "task: 二, add: 时限, quote: 年底, day: 2021-01-01, from: 2021-02-01", "lies after", id="ends-before"
        ),
        pytest.param("task: 二, add: 指标, quote: 九成, value: 九成", "is no number", id="figure-in-words"),
    ],
)
def test_mistakes_are_one_line_with_the_place(tmp_path: Path, entry: str, message: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(f"title: 某\nreadings:\n- {{{entry}, {BY}}}\n", "utf-8")
    with pytest.raises(InputError, match=message) as refused:
        read_sidecar(path)
    assert refused.value.line == 3
    assert refused.value.hint


def test_two_entries_may_not_decide_one_fact(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    entry = f"- {{task: 二, remove: 单位, quote: 县局, {BY}}}\n"
    path.write_text(f"readings:\n{entry}{entry}", "utf-8")
    with pytest.raises(InputError, match="same fact as line 2") as refused:
        read_sidecar(path)
    assert refused.value.line == 3


def test_what_the_program_was_unsure_of_is_settled(tmp_path: Path) -> None:
    text = TEXT.replace("（县行政审批局牵头，县司法局配合）", "（牵头单位另行确定，拟由审批服务专班承担）")
    plain = noticed(tmp_path, text=text)
    start = plain.text.index("审批服务专班")
    unsure = [each for each in plain.findings if each.start < start + 6 and start < each.end]
    said = noticed(tmp_path, "task: 二/(一), add: 单位, quote: 审批服务专班, role: 牵头", text)
    assert unsure
    assert not any(each in said.findings for each in unsure)


def test_json_and_tables_say_what_a_person_decided(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 二/(一), change: 单位, quote: 县司法局, role: 牵头
        task: 二/(二), remove: 单位, quote: 县财政局
        task: 二/(三), remove: 任务, quote: 清理证明事项
        """,
    )
    ledger = resolve([said], registry())
    told = json.loads(json.dumps(as_json(ledger.notices[0])))
    decision = told["tasks"][0]["agencies"][1]["decision"]
    assert (decision["by"], decision["date"], decision["reason"]) == ("王某", "2021-11-05", "对照原件")
    assert decision["read"]["role"] == "supporting"
    assert decision["read"]["decision"] is None
    assert told["tasks"][0]["agencies"][0]["decision"] is None
    assert [each["read"]["name"] for each in told["tasks"][1]["removed"]] == ["县财政局"]
    assert [each["read"]["id"] for each in told["removed"]] == ["二/(三)"]
    rows = table_rows(ledger)
    assert [(row["task"], row["operation"], row["fact"]) for row in rows["decisions"]] == [
        ("dongan-2021-fuwu/二/(一)", "change", "agency"),
        ("dongan-2021-fuwu/二/(二)", "remove", "agency"),
        ("dongan-2021-fuwu/二/(三)", "remove", "task"),
    ]
    (columns,) = (form.columns for form in table_forms() if form.name == "decisions")
    assert all(list(row) == [column.name for column in columns] for row in rows["decisions"])
    assert [row["role"] for row in rows["responsibilities"] if row["name"] == "县司法局"] == ["lead"]


def test_pages_calendar_and_data_follow_the_person(tmp_path: Path) -> None:
    said = noticed(
        tmp_path,
        """
        task: 二/(一), change: 单位, quote: 县司法局, role: 牵头
        task: 二/(一), change: 时限, quote: 2021年底前, day: 2021-10-01
        task: 二/(二), remove: 单位, quote: 县财政局
        task: 二/(二), remove: 时限, quote: 自2022年1月1日起
        """,
    )
    ledger = resolve([said], registry())
    site = SiteFacts("台账")
    pages = plan_pages(ledger, site)
    page = pages["tasks/dongan-2021-fuwu/2-1/index.md"]
    assert '<dt>牵头</dt><dd markdown="span">[东安县审批局]' in page
    assert "、[东安县司法局]" in page
    assert "[2021年10月1日]" in page
    assert "程序原读作“2021年底前，不晚于2021年12月31日”" in page
    assert page.count("[人工核定](#decisions){") == 2
    assert "## 人工核定" in page
    assert "由王某于2021年11月5日改正（对照原件），作“牵头：县司法局”；程序原读作“配合：县司法局”" in page
    assert "deadlines/2021-10-01/index.md" in pages
    assert "deadlines/2021-12-31/index.md" not in pages
    assert "deadlines/2022-01-01/index.md" not in pages
    assert "删去" in pages["tasks/dongan-2021-fuwu/2-2/index.md"]
    assert not any("caizheng" in path for path in pages)
    notice = pages["notices/dongan-2021-fuwu/index.md"]
    assert notice.count("对照原件）") == 4
    assert "人工核定" not in pages["tasks/dongan-2021-fuwu/2-3/index.md"]
    exported = plan_exports(ExportInput(ledger, ExportSite("台账", None, 0)))
    calendar = exported["data/taizhang.ics"]
    assert isinstance(calendar, bytes)
    assert b"20211001" in calendar
    assert b"20211231" not in calendar  # 每年12月底前, of another task: nobody says until when
    assert '"decisions"' in str(exported["data/datapackage.json"])
    assert "data/decisions.csv" in exported

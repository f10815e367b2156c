"""The notice as a whole: what holds for every notice, and what one paragraph must not change in another."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.exports.notice_json import as_json
from builder.model.notice import Notice, Task
from builder.reading.notice import read
from builder.restoration.restored import Restored
from builder.source.source import source_of

PLAN = dedent(
    """
    某市人民政府办公室关于印发某某工作方案的通知
    某政办〔2021〕5号
    各区人民政府，市政府各部门：
    现将《某某工作方案》印发给你们，请认真贯彻执行。
    某市人民政府办公室
    2021年1月4日
    某某工作方案
    根据《某省某某条例》，制定本方案。
    一、总体要求
    坚持以人民为中心，到2025年基本建成。
    二、主要任务
    （一）优化审批流程。压缩审批时限，2021年底前网上办理率达到90%以上。（市行政审批局牵头，市司法局配合，列第一的为牵头单位，下同）
    （二）加强监管。落实《某市某某办法》，每年开展检查不少于2次。（责任单位：市市场监管局、公安局）
    三、保障措施
    （一）加强领导。各区政府要建立工作机制，抓好落实。
    （二）严格考核。市政府办公室要加强督查，2021年6月底前报送情况。
    各区、各部门要高度重视。除已明确时限外，原则上应当在2022年底前完成。
    """
).strip()


def parse(text: str) -> Notice:
    return read(Restored(text, ()), source_of(text, "mou-2021.txt"))


def check(notice: Notice) -> None:
    """What is promised for every notice: exact offsets, facts from within, unique addresses, plain JSON."""
    text = notice.text
    assert len({task.id for task in notice.tasks}) == len(notice.tasks)
    assert len(set(notice.slugs.values())) == len(notice.slugs)
    for item in notice.outline:
        assert 0 <= item.label_start <= item.start <= item.end <= len(text)
    for task in notice.tasks:
        assert task.text == text[task.start : task.end]
        for agency in task.agencies:
            assert text[agency.start : agency.end] == agency.written
        for fact in (*task.deadlines, *task.targets):
            assert text[fact.start : fact.end] == fact.written
        for citation in task.citations:
            assert task.start <= citation.start < citation.end <= task.end
    for finding in notice.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.severity in ("error", "warning", "note")
    printed = as_json(notice)
    json.dumps(printed, ensure_ascii=False)
    _no_empty_strings(printed, ("edits",))


def _no_empty_strings(value: Any, but: tuple[str, ...] = ()) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            assert inner != "" or key == "text", key
            if key not in but:
                _no_empty_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            _no_empty_strings(inner)


def test_whole_notice_is_read() -> None:
    notice = parse(PLAN)
    check(notice)
    assert [task.id for task in notice.tasks] == ["二/(一)", "二/(二)", "三/(一)", "三/(二)"]
    first, second, third, fourth = notice.tasks
    assert [(body.name, body.role) for body in first.agencies] == [("市行政审批局", "lead"), ("市司法局", "supporting")]
    assert [(body.name, body.role) for body in second.agencies] == [
        ("市市场监管局", "lead"),
        ("市公安局", "responsible"),
    ]
    assert (first.due.date, first.due.basis) == ("2021-12-31", "own")
    assert (third.due.date, third.due.basis) == ("2022-12-31", "default")
    assert notice.conventions[third.due.convention or 0].kind == "default-deadline"
    assert (fourth.due.date, fourth.due.basis) == ("2021-06-30", "own")
    assert first.chapter == ("二",)
    assert [citation.title for citation in notice.citations] == ["某某工作方案", "某省某某条例"]
    assert [finding.code for finding in notice.findings if finding.severity != "note"] == ["jurisdiction-missing"]


def test_json_has_every_key() -> None:
    """In the order of docs/reference/parse.md; keys are only ever added."""
    printed = as_json(parse(PLAN))
    assert list(printed) == ["notice", "text", "outline", "tasks", "citations", "edits", "findings", "removed"]
    assert list(printed["notice"]) == (
        [
            "id",
            "title",
            "plan_title",
            "kind",
            "issuers",
            "document_number",
            "index_number",
            "written",
            "published",
            "jurisdiction",
            "addressees",
            "recognised_by",
            "conventions",
        ]
    )
    task = printed["tasks"][0]
    assert list(task) == (
        [
            "id",
            "kind",
            "heading",
            "text",
            "start",
            "end",
            "clause",
            "agencies",
            "deadlines",
            "due",
            "targets",
            "citations",
            "decision",
            "removed",
        ]
    )
    assert list(task["agencies"][0]) == (
        ["name", "written", "role", "basis", "collective", "alias", "agency", "members", "start", "end", "decision"]
    )
    assert list(task["deadlines"][0]) == ["written", "type", "date", "rule", "from", "what", "start", "end", "decision"]


def said(task: Task) -> tuple[object, ...]:
    """What a task says, wherever it stands."""
    return (
        task.kind,
        task.heading,
        task.text,
        task.clause,
        task.due.date,
        [(body.name, body.role) for body in task.agencies],
        [(limit.written, limit.date, limit.rule) for limit in task.deadlines],
        [(target.written, target.value) for target in task.targets],
        [citation.title for citation in task.citations],
    )


@pytest.mark.parametrize("at", range(7, PLAN.count("\n") + 1))
def test_unrelated_paragraph_changes_no_task(at: int) -> None:
    lines = PLAN.split("\n")
    more = parse("\n".join([*lines[:at], "今日天气晴好，适宜出行，请注意防晒。", *lines[at:]]))
    before = {task.id: said(task) for task in parse(PLAN).tasks}
    after = {task.id: said(task) for task in more.tasks}
    assert list(after) == list(before)
    assert sum(before[task_id] != after[task_id] for task_id in before) <= 1


def test_notice_without_items_is_finding() -> None:
    notice = parse("关于放假的通知\n各单位：\n请做好安排。\n某局\n2021年1月1日")
    check(notice)
    assert notice.tasks == ()
    assert "no-items" in {finding.code for finding in notice.findings}


def test_clause_above_tasks_is_kept() -> None:
    notice = parse(
        "一、任务\n（一）深化改革。（市编办牵头）\n1.清理事项。（责任单位：市司法局）\n2.优化流程。（责任单位：市财政局）"
    )
    assert [task.id for task in notice.tasks] == ["一/(一)/1", "一/(一)/2"]
    places = [finding for finding in notice.findings if finding.code == "clause-above-tasks"]
    assert [notice.text[place.start : place.end] for place in places] == ["（市编办牵头）"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二三（）()1.2、。；：:《》〈〉年月日前到局市委负责牵头\n\t 某关于通知的0%", max_size=160))
def test_any_text_is_read(text: str) -> None:
    check(parse(text))


def test_findings_have_offsets() -> None:
    text = (
        PLAN.replace("《某市某某办法》", "《某市某某办法")
        .replace("2021年6月底前报送", "6月底前报送")
        .replace("〔2021〕", "")
        .replace("2021年1月4日\n", "")
    )
    found = {finding.code: text[finding.start : finding.end] for finding in parse(text).findings}
    assert found["title-unclosed"] == "《"
    assert found["limit-undated"] == "6月底前"
    assert not {"title-unclosed", "limit-undated"} & {finding.code for finding in parse(PLAN).findings}


def test_number_of_an_undated_notice_sets_its_year() -> None:
    notice = parse(
        "临溪区水务局关于河道清淤的通知\n临水发〔2031〕12号\n一、清淤。2030年已清淤8公里,各镇于5月底前清完其余河段。"
    )
    assert [(limit.written, limit.date) for limit in notice.tasks[0].deadlines] == [("5月底前", "2031-05-31")]


def test_title_of_an_undated_notice_sets_its_year() -> None:
    notice = parse("2031年临溪区入学申请指引\n一、报名。区教育局于7月2日前公布名单。\n二、注册。区教育局组织注册。")
    assert [limit.date for task in notice.tasks for limit in task.deadlines] == ["2031-07-02"]


def test_heading_sets_year_of_months() -> None:
    text = (
        PLAN
        + "\n四、工作安排\n（一）近期安排。3月底前完成摸底。\n（二）2023年度安排\n1.6月底前开展清理工作。\n2.11月召开会议。"
    )
    dates = {task.id: [limit.date for limit in task.deadlines] for task in parse(text).tasks}
    assert dates["四/(一)"] == ["2021-03-31"]
    assert (dates["四/(二)/1"], dates["四/(二)/2"]) == (["2023-06-30"], ["2023-11-30"])

"""Conventions: what a notice states for reading its tasks, which tasks it binds, and what falls due when."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.finding_codes import FindingCode
from builder.model.notice import Convention, Deadline, Due, ShortName, Task
from builder.model.recurrence import Recurrence
from builder.reading.conventions import bind, due, read_conventions, unapplied

BASE = datetime.date(2017, 7, 7)
Expected = tuple[str, str, str | None]

TABLE: list[tuple[str, list[Expected]]] = [
    ("(省编办,省法制办负责,列第一的为牵头单位,下同)", [("lead-is-first", "列第一的为牵头单位,下同", "first")]),
    ("（排在第一位的为牵头单位，下同）", [("lead-is-first", "排在第一位的为牵头单位，下同", "first")]),
    ("(市教育局、市财政局,排名第一的为牵头单位)", [("lead-is-first", "排名第一的为牵头单位", "first")]),
    ("各项任务中列首位的单位为牵头单位。", [("lead-is-first", "列首位的单位为牵头单位", "first")]),
    ("责任单位中第一个单位为牵头单位,下同。", [("lead-is-first", "第一个单位为牵头单位,下同", "first")]),
    ("(列第一位的责任单位为牵头部门,以下同)", [("lead-is-first", "列第一位的责任单位为牵头部门,以下同", "first")]),
    ("排首位的为主办单位,其他为协办单位。", [("lead-is-first", "排首位的为主办单位,其他为协办单位", "first")]),
    (
        "各项工作任务除本纲要已明确完成时限外,原则上应当在2019年年底前完成。",
        [("default-deadline", "除本纲要已明确完成时限外,原则上应当在2019年年底前完成", "2019-12-31")],
    ),
    (
        "除已明确时间要求的以外，其他任务均应于2018年6月30日前完成。",
        [("default-deadline", "除已明确时间要求的以外，其他任务均应于2018年6月30日前完成", "2018-06-30")],
    ),
    ("未明确完成时限的任务,原则上于2018年底前完成。", [("default-deadline", "未明确完成时限的任务,原则上于2018年底前完成", "2018-12-31")]),
    ("凡未注明时限的,一律在2018年12月底前完成。", [("default-deadline", "凡未注明时限的,一律在2018年12月底前完成", "2018-12-31")]),
    ("没有明确完成时间的工作,年底前要全部完成。", [("default-deadline", "没有明确完成时间的工作,年底前要全部完成", "2017-12-31")]),
    ("以上任务除有明确时限要求外,均于2020年底前完成。", [("default-deadline", "以上任务除有明确时限要求外,均于2020年底前完成", "2020-12-31")]),
    ("上述各项任务均须于2018年9月底前完成。", [("default-deadline", "上述各项任务均须于2018年9月底前完成", "2018-09-30")]),
    ("符合《示范指标体系》(以下简称指标体系)的要求。", [("other", "《示范指标体系》(以下简称指标体系)", "指标体系 = 示范指标体系")]),
    (
        "市委全面依法治市委员会办公室(以下简称依法治市办)按照指标体系初审。",
        [("other", "市委全面依法治市委员会办公室(以下简称依法治市办)", "依法治市办 = 市委全面依法治市委员会办公室")],
    ),
    (
        "报送省委全面依法治省委员会办公室(以下简称省委依法治省办)。",
        [("other", "省委全面依法治省委员会办公室(以下简称省委依法治省办)", "省委依法治省办 = 省委全面依法治省委员会办公室")],
    ),
    (
        "成立象州县“路长制”工作领导小组（以下简称领导小组）。",
        [("other", "象州县“路长制”工作领导小组（以下简称领导小组）", "领导小组 = 象州县“路长制”工作领导小组")],
    ),
    ("根据《实施意见》(国发〔2016〕1号,以下简称《意见》)精神", [("other", "《实施意见》(国发〔2016〕1号,以下简称《意见》)", "意见 = 实施意见")]),
    ("设立综合服务窗口(简称“综窗”)。", [("other", "综合服务窗口(简称“综窗”)", "综窗 = 综合服务窗口")]),
    ("(省发展改革委负责。以下责任单位均包括各设区市人民政府,不再列出)", [("other", "以下责任单位均包括各设区市人民政府,不再列出", None)]),
    ("（试点城市政府负责落实。以下均需试点城市政府落实，不再列出）", [("other", "以下均需试点城市政府落实，不再列出", None)]),
    ("(责任单位:省商务厅。具体任务均涉及相关市人民政府,不再做分工,下同)", [("other", "具体任务均涉及相关市人民政府,不再做分工,下同", None)]),
    ("(责任单位排名不分先后)", [("other", "责任单位排名不分先后", None)]),
]  # fmt: skip

NONE = [
    "列入第一批试点的单位要带头落实。",
    "由牵头单位报第一季度情况。",
    "省重点领域信息公开牵头单位负责。",
    "2019年年底前完成清理。",
    "确保按照国家和省的时限要求完成各项工作任务。",
    "建立简易程序,简化办事流程。",
    "除法律法规另有规定外,20个工作日内公开。",
    "完成时限:2018年10月",
    "第一责任人为主要领导。",
]


def read(text: str) -> list[Expected]:
    found = read_conventions(text, base=BASE)
    assert all(text[c.start : c.end] == c.quote for c in found)
    return [(c.kind, c.quote, str(c.value) if c.value else None) for c in found]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_convention_is_read(text: str, expected: list[Expected]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_no_convention(text: str) -> None:
    assert read(text) == []


def deadline(kind: str, date: str | None = None, rule: str | None = None) -> Deadline:
    return Deadline("…", kind, date, Recurrence.parse(rule) if rule else None, None, "…", 0, 0)  # type: ignore[arg-type]


DEFAULT = Convention("default-deadline", "原则上应当在2019年年底前完成", "2019-12-31", 900, 915)
FIRST = Convention("lead-is-first", "列第一的为牵头单位,下同", "first", 120, 132)
SHORT = Convention("other", "指标体系(以下简称体系)", ShortName("体系", "指标体系"), 300, 311)
ADDED = Convention("other", "以下责任单位均包括各设区市,不再列出", None, 400, 418)
ALL = (FIRST, SHORT, ADDED, DEFAULT)
TASK = Task(
    "一/1", "task", None, "推进体系建设。(省编办负责)", 100, 140, "(省编办负责)", (), (), Due(None, "none"), (), ()
)


@pytest.mark.parametrize(
    ("deadlines", "conventions", "expected"),
    [
        ((deadline("by", "2016-12-31"),), (), Due("2016-12-31", "own")),
        # the whole is done when its last part is
        ((deadline("by", "2017-12-31"), deadline("during", "2018-12-31")), (), Due("2018-12-31", "own")),
        ((deadline("recurring", None, "yearly by 01-31"),), (DEFAULT,), Due(None, "own")),
        ((deadline("by", "2016-12-31"), deadline("recurring", None, "yearly")), (DEFAULT,), Due("2016-12-31", "own")),
        ((deadline("open"),), (DEFAULT,), Due(None, "own")),
        ((deadline("within"),), (DEFAULT,), Due(None, "own")),
        # a day from which something runs does not say when the work is done
        ((deadline("from", "2018-01-01"),), (DEFAULT,), Due("2019-12-31", "default", 0)),
        ((deadline("from", "2018-01-01"),), (), Due(None, "none")),
        ((), (FIRST, DEFAULT), Due("2019-12-31", "default", 1)),
        ((), (FIRST,), Due(None, "none")),
    ],
)
def test_default_due_date(deadlines: tuple[Deadline, ...], conventions: tuple[Convention, ...], expected: Due) -> None:
    assert due(deadlines, conventions) == expected


def test_convention_applies_from_stating_task() -> None:
    assert bind(ALL, TASK) == (0, 3)
    assert bind(ALL, replace(TASK, start=10, end=50)) == (3,)
    assert bind(ALL, replace(TASK, start=500, end=540)) == (0, 1, 2, 3)


def test_body_conventions_apply_to_clauses() -> None:
    assert bind(ALL, replace(TASK, start=500, end=540, clause=None)) == (1, 3)


def test_own_limit_overrides_default() -> None:
    assert bind((DEFAULT,), replace(TASK, deadlines=(deadline("by", "2016-12-31"),))) == ()


def test_conventions_are_read_in_given_spans() -> None:
    text = "一、(列第一的为牵头单位)\n二、(排名第一的为牵头单位)"
    (found,) = read_conventions(text, [(text.index("二"), len(text))])
    assert found.quote == "排名第一的为牵头单位"


@given(
    st.lists(
        st.sampled_from(
            [
                "列第一",
                "的为",
                "牵头单位",
                "(",
                ")",
                "以下简称",
                "《",
                "》",
                "除",
                "时限",
                "外",
                "年底前完成",
                "均",
                "不再列出",
                ",",
                "。",
                "\n",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@settings(max_examples=120, deadline=None)
def test_conventions_never_overlap(text: str) -> None:
    found = read_conventions(text, base=None)
    for convention in found:
        assert text[convention.start : convention.end] == convention.quote
    for before, after in pairwise(found):
        assert before.end <= after.start


def test_bodies_that_a_convention_adds_are_told() -> None:
    text = "以下责任单位均包括各镇人民政府，不再列出。责任单位排名不分先后。"
    (told,) = unapplied(text, read_conventions(text))
    assert text[told.start : told.end] == "以下责任单位均包括各镇人民政府，不再列出"
    assert told.code == FindingCode.CONVENTION_UNAPPLIED

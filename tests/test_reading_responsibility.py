"""Who is made responsible: tables of words and bodies, counter-examples, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.reading.agencies.clauses.find import find_clauses
from builder.reading.agencies.clauses.leading import LeadRule
from builder.reading.agencies.patterns import NAMED
from builder.reading.agencies.responsibility import BodyContext, Responsibilities, read_aliases, read_responsibility
from builder.reading.notice import read
from builder.restoration.pipeline import restore
from builder.source.source import source_of
from tests.counting import grows_linearly

CASES = yaml.safe_load(Path(__file__).with_name("responsibility_cases.yml").read_text(encoding="utf-8"))
PLAN = BodyContext()


@pytest.mark.parametrize("name", NAMED)
def test_pattern_matches_example_not_counter_example(name: str) -> None:
    assert NAMED[name].pattern.search(NAMED[name].example)
    assert not NAMED[name].pattern.search(NAMED[name].counter)


def told(text: str, context: BodyContext = PLAN, basis: str = "clause") -> str:
    """The bodies of `text` in the notation of the table."""
    read = read_responsibility(text, 0, len(text), context)
    roles = {"lead": "L", "responsible": "R", "supporting": "S"}
    words = []
    for agency in read.agencies:
        assert text[agency.start : agency.end] == agency.written
        assert agency.basis == basis
        alias = f"+{agency.alias}" if agency.alias else ""
        written = f"<{agency.written}" if agency.written != agency.name else ""
        words.append(f"{roles[agency.role]}{'*' if agency.collective else ''} {agency.name}{alias}{written}")
    return " | ".join(words)


@pytest.mark.parametrize(("clause", "expected"), CASES["clauses"])
def test_clause_bodies_and_roles(clause: str, expected: str) -> None:
    text = "加强和改进有关工作。" + clause
    read = read_responsibility(text, 0, len(text), PLAN)
    assert told(text) == expected
    assert read.clause is not None
    assert read.clause == clause.strip().rstrip("。")


@pytest.mark.parametrize(("words", "expected"), CASES["two_clauses"])
def test_two_clauses_in_one_item(words: str, expected: str) -> None:
    read = read_responsibility(words, 0, len(words), PLAN)
    assert told(words) == expected
    assert len(read.clause_spans) == 2


@pytest.mark.parametrize("words", CASES["no_clause"])
def test_bracket_that_is_no_clause(words: str) -> None:
    assert read_responsibility(words, 0, len(words), PLAN).clause is None


@pytest.mark.parametrize(("sentence", "expected"), CASES["inline"])
def test_inline_bodies(sentence: str, expected: str) -> None:
    assert told(sentence, basis="inline") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("排查隐患。\n责任领导：赵某某责任单位：县教育局\n逐校检查。", "R 县教育局"),
        ("整改。包保领导：钱某某包保单位：县水务局、县林业局", "R 县水务局 | R 县林业局"),
    ],
)
def test_label_glued_to_a_name(words: str, expected: str) -> None:
    assert told(words) == expected


def test_clause_overrides_inline_bodies() -> None:
    """A task with a clause takes its bodies from the clause only."""
    assert told("各区要加强检查,市公安局应当配合。(市教育局负责)") == "R 市教育局"


@pytest.mark.parametrize(
    ("from_", "words", "expected"),
    [
        (0, "(省编办,省法制办负责)", "L 省编办 | R 省法制办"),
        (None, "(省编办,省法制办负责)", "R 省编办 | R 省法制办"),
        (99, "(省编办,省法制办负责)", "R 省编办 | R 省法制办"),  # before the place where the rule is stated
        (0, "(省编办配合,省法制办牵头)", "S 省编办 | L 省法制办"),  # the clause's own words win
    ],
)
def test_lead_is_first_convention(from_: int | None, words: str, expected: str) -> None:
    assert (
        told("开展清理。" + words, BodyContext(leading=() if from_ is None else (LeadRule(from_, from_, from_=from_),)))
        == expected
    )


@pytest.mark.parametrize(
    ("jurisdiction", "collective"), [("广东省肇庆市广宁县", True), ("广东省肇庆市广宁县排沙镇", False)]
)
def test_town_government_is_group_outside_its_notice(jurisdiction: str, collective: bool) -> None:
    text = "开展清理。(镇政府负责)"
    (agency,) = read_responsibility(text, 0, len(text), BodyContext(jurisdiction)).agencies
    assert agency.collective is collective


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        (
            "市委全面依法治市委员会办公室(以下简称依法治市办)按照指标体系,报送省委全面依法治省委员会办公室(以下简称省委依法治省办)。",
            {"依法治市办": "市委全面依法治市委员会办公室", "省委依法治省办": "省委全面依法治省委员会办公室"},
        ),
        ("成立“路长制”工作领导小组（以下简称“领导小组”）。", {"领导小组": "“路长制”工作领导小组"}),
        ("符合《市县法治政府建设示范指标体系》(以下简称指标体系)的要求", {}),  # a document
    ],
)
def test_defined_short_names(text: str, aliases: dict[str, str]) -> None:
    assert read_aliases(text) == aliases


def test_short_name_is_read_as_body() -> None:
    text = "阳光平台按照指标体系进行初审。"
    context = BodyContext(aliases={"阳光平台": "市政务服务管理局"})
    assert told(text, context, basis="inline") == "R 阳光平台"
    assert told(text, basis="inline") == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市教育局开展校园安全检查,各区政府要继续加强检查。", "R 市教育局 | R* 各区政府"),
        ("截至目前,全市各级行政复议机关办理案件745件。", "R* 全市各级行政复议机关"),
        ("全市212个执法部门开通了账户。", ""),  # counted
        ("市政府分管领导定期组织召开会议。", ""),  # a person
        ("认真开展安全检查。", ""),  # nobody is named
    ],
)
def test_report_bodies(sentence: str, expected: str) -> None:
    assert told(sentence, BodyContext(kind="report"), basis="inline") == expected


@pytest.mark.parametrize(("sentence", "expected"), CASES["reports"])
def test_inline_bodies_of_report(sentence: str, expected: str) -> None:
    assert told(sentence, BodyContext(kind="report"), basis="inline") == expected


@pytest.mark.parametrize("words", ["（责任单位：同上）", "（同上）", "\n责任单位：同上"])
def test_same_as_above_repeats_clause(words: str) -> None:
    above = "开展检查。（牵头单位：市教育局；责任单位：市公安局）"
    previous = read_responsibility(above, 0, len(above), PLAN).agencies
    assert told("公布结果。" + words, BodyContext(previous=previous)) == "L 市教育局<同上 | R 市公安局<同上"
    alone = read_responsibility("公布结果。" + words, 0, 5 + len(words), PLAN)
    assert not alone.agencies
    assert alone.findings


def test_lead_mark_convention() -> None:
    words = "（责任单位：市公安局、★市教育局）"
    assert told("开展检查。" + words, BodyContext(signs={"★": "lead"})) == "R 市公安局 | L 市教育局"
    assert told("开展检查。" + words) == "R 市公安局 | R 市教育局"


def test_strongest_role_of_two_clauses_wins() -> None:
    assert told("检查。(市教育局负责)\n公布。(市教育局牵头,市财政局配合)") == "L 市教育局 | S 市财政局"


def test_report_excludes_bodies_of_higher_level() -> None:
    context = BodyContext("广东省江门市", kind="report")
    assert told("省司法厅通报表扬该项做法,市司法局制定清单。", context, basis="inline") == "R 市司法局"


def test_body_with_short_name_has_full_name() -> None:
    text = "成立县路长制工作领导小组（以下简称领导小组）。领导小组负责统筹推进各项工作。"
    context = BodyContext(aliases=read_aliases(text))
    assert (
        told(text, context, basis="inline")
        == "R 县路长制工作领导小组+领导小组<县路长制工作领导小组（以下简称领导小组）"
    )


def test_body_in_two_clauses_is_listed_once() -> None:
    assert told("开展检查。(市教育局负责)\n公布结果。(市教育局、市财政局负责)") == "R 市教育局 | R 市财政局"


@pytest.mark.parametrize(
    ("clause", "codes", "open_list"),
    [
        ("(责任单位:市教育局、阳光之家)", ["body-uncertain"], False),
        ("(责任单位:见附件)", ["body-uncertain"], False),
        ("(责任单位:市教育局等有关部门)", [], True),
        ("(责任单位:市教育局)", [], False),
    ],
)
def test_uncertain_reading_is_finding(clause: str, codes: list[str], open_list: bool) -> None:
    text = "开展清理。" + clause
    read = read_responsibility(text, 0, len(text), PLAN)
    assert [finding.code for finding in read.findings] == codes
    assert all(clause.find(text[f.start : f.end]) >= 0 and f.end > f.start for f in read.findings)
    assert read.open_list is open_list


_ATOMS = [
    "市教育局",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "(",
    ")",
    "[",
    "]",
    "【",
    "责任单位：",
    "牵头单位:",
    "负责",
    "牵头",
    "配合",
    "由",
    "会同",
    "等",
    "部门",
    "各县（市、区）",
    "人民政府",
    "和",
    "及",
    "要",
    "应当",
    "以下简称",
    "\n",
    "2020年",
    "列第一的为牵头单位",
    "省",
    "委",
    "珠三角九市",
    "《",
    "》",
    "一、",
    "1.",
    "国务院",
    "设在",
    "成立",
    "领导小组",
    "按职责分工",
    "广州",
    "深圳",
    "市",
    "以下责任单位均包括",
    "完成时限：",
    "〔",
    "〕",
    "各",
    "的",
    "与",
    "商",
    "发展改革",
    "党委",
]


def check(text: str, read: Responsibilities, start: int, end: int) -> None:
    for agency in read.agencies:
        assert start <= agency.start < agency.end <= end
        assert text[agency.start : agency.end] == agency.written
        assert agency.name
    spans = list(read.clause_spans)
    assert all(start <= a < b <= end for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(start <= finding.start < finding.end <= end for finding in read.findings)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_ATOMS), max_size=40).map("".join) | st.text(max_size=60), st.integers(0, 5))
def test_offsets_match_any_text(text: str, start: int) -> None:
    start = min(start, len(text))
    for kind in ("plan", "report"):
        context = BodyContext("广东省", (LeadRule(0, 0),), {"依法治市办": "市委依法治市办"}, kind)
        check(text, read_responsibility(text, start, len(text), context), start, len(text))
    read_aliases(text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(_ATOMS), max_size=20).map("".join),
    st.lists(st.sampled_from(_ATOMS), max_size=20).map("".join),
)
def test_words_outside_item_change_nothing(before: str, after: str) -> None:
    item = "加强监管。(牵头单位:市教育局;配合单位:各区政府)"
    alone = read_responsibility(item, 0, len(item), PLAN)
    within = read_responsibility(before + item + after, len(before), len(before) + len(item), PLAN)
    assert [a.name for a in within.agencies] == [a.name for a in alone.agencies]
    assert within.clause == alone.clause


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "市教育局、",
        "（",
        "（市教育局）",
        "各",
        "由",
        "责任单位：",
        "牵头",
        "市",
        "市财政局负责，",
        "(责任单位:市教育局、",
    ],
)
def test_time_is_linear(words: str) -> None:
    def read(size: int) -> None:
        text = words * (size // len(words))
        read_responsibility(text, 0, len(text), PLAN)

    assert grows_linearly(read, 20_000)


def test_clauses_of_an_item_are_found_once() -> None:
    """Whether an item is a task is decided by its clauses; reading it finds them again without another search."""
    text = "一、护渠\n1.修补渠堤。（县水利局负责）\n2.疏浚沟汊。（县农业农村局负责）\n"
    source = source_of(text)
    find_clauses.cache_clear()
    assert len(read(restore(source), source).tasks) == 2
    assert find_clauses.cache_info().hits >= 2

"""Tasks of different notices that answer each other: against pairs read by hand, and rule by rule."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from builder.ledger.counterparts.comparison import compare
from builder.ledger.counterparts.find import _cut_figures, whole_words
from builder.ledger.counterparts.measures import Wordings, profile
from builder.ledger.index import LedgerIndex
from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger, TaskKey
from builder.model.notice import Notice
from builder.registry.model import Judgement, Registry, Subject
from tests.ledger_making import five_compared, notice, registry, task

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"
SUBJECTS = (Subject("双随机", (("双随机",), ("随机抽取", "随机选派"))), Subject("政务公开", (("政务公开",),)))


@cache
def ledger() -> Ledger:
    return five_compared()


@pytest.mark.parametrize("name", ["guangdong-guangning", "guangdong-jiangmen"])
def test_precision_and_recall_on_annotated_pairs(name: str) -> None:
    """Of the pairs shown 0.93 are right, and of the strong ones 0.95 are shown. (0.90 and 0.80 are asked for.)"""
    hand = yaml.safe_load((DATA / f"counterparts-{name}.yml").read_text(encoding="utf-8"))
    strong, partial = (
        {(f"{hand['a']}/{x}", f"{hand['b']}/{y}") for x, y in hand[key]} for key in ("strong", "partial")
    )
    shown = {
        (pair.a, pair.b)
        for pair in ledger().counterparts
        if pair.a.startswith(hand["a"] + "/") and pair.b.startswith(hand["b"] + "/")
    }
    assert len(shown & (strong | partial)) / len(shown) >= 0.93
    assert len(shown & strong) / len(strong) >= 0.95


def test_pair_states_shared_evidence() -> None:
    texts = {n.id: n.text for n in ledger().notices}
    for pair in ledger().counterparts:
        assert 0 < pair.strength <= 1
        assert pair.why.endswith("。")
        assert pair.shared
        for passage in pair.shared:
            a = texts[pair.a.notice_id][passage.a_start : passage.a_end]
            b = texts[pair.b.notice_id][passage.b_start : passage.b_end]
            assert a
            assert b
            assert "\n" not in a + b


def test_quoted_words_occur_in_both_texts() -> None:
    """“都有” is said of words that both tasks have letter for letter; else each is quoted by itself."""
    apart = 0
    for pair in ledger().counterparts:
        tasks = ledger().task(pair.a), ledger().task(pair.b)
        for quote in re.findall("都有“([^”]*)”的字句", pair.why):
            assert quote in tasks[0].text
            assert quote in tasks[1].text
        for ours, theirs in re.findall("写“([^”]*)”，[^”“]*写“([^”]*)”", pair.why):
            apart += 1
            assert ours in tasks[0].text
            assert theirs in tasks[1].text
            assert ours != theirs
    assert apart


def test_both_wordings_of_measure_are_quoted() -> None:
    subject = Subject("两法衔接", (("行政执法和刑事司法",), ("行政执法与刑事司法",)))
    city = plan("city", "广东省江门市", "健全行政执法与刑事司法的衔接。", written="2016-01-01")
    province = plan("province", "广东省", "完善行政执法和刑事司法衔接。", written="2015-01-01")
    found = resolve([province, city], replace(registry(), subjects=(subject,)), with_counterparts=True).counterparts
    why = next(pair.why for pair in found if (pair.a, pair.b) == ("province/1", "city/1"))
    assert "广东省写“行政执法和刑事司法”，江门市写“行政执法与刑事司法”" in why
    assert "都有" not in why


def test_relation_of_pair() -> None:
    found = {(p.a.notice_id, p.b.notice_id): p.relation for p in ledger().counterparts}
    assert found["guangdong-2015-fazhi-shifanqu", "guangning-2017-fazhi-fangan"] == "implements"
    assert found["guangdong-2015-fazhi-shifanqu", "jiangmen-2019-fazhi-baogao"] == "reports"
    assert found["guangdong-2015-fazhi-shifanqu", "chengdu-2015-fazhi-guihua"] == "same-subject"
    assert ("chengdu-2015-fazhi-guihua", "jiangmen-2019-fazhi-baogao") not in found


def test_comparison_lists_every_task_of_plan() -> None:
    plan = next(n for n in ledger().notices if n.id == "guangdong-2015-fazhi-shifanqu")
    steps = compare(LedgerIndex(ledger()), plan.id, "guangning-2017-fazhi-fangan")
    assert [step.task for step in steps] == [TaskKey.of(plan, task) for task in plan.tasks]
    assert any(step.counterparts for step in steps)
    assert any(not step.counterparts and step.bound for step in steps)
    # 广州、深圳、珠海、佛山市开展…: no county of 肇庆 is meant
    assert [step.task.rpartition("/")[2] for step in steps if not step.bound] == ["(一)", "(二)", "(三)"]
    back = compare(LedgerIndex(ledger()), "guangning-2017-fazhi-fangan", plan.id)
    assert sum(len(step.counterparts) for step in back) == sum(len(step.counterparts) for step in steps)
    with pytest.raises(KeyError):
        compare(LedgerIndex(ledger()), plan.id, "nowhere")


# ── rule by rule ──

RANDOM = "建立随机抽取被检查对象、随机选派检查人员的“双随机”机制,规范监管部门的自由裁量权。"
SPREAD = "全面推行“双随机、一公开”监管,随机抽取被检查对象,减少执法扰企。"
OPEN = "推进政务公开信息化,加强便民服务平台建设。"
OTHERS = ["修建农村公路二十公里。", "办好社区食堂和日间照料中心。", "开展森林防火演练。", "保护古树名木和传统村落。"]


def plan(key: str, place: str | None, *texts: str, **more: str) -> Notice:
    return notice(key, place, [task(str(i), text) for i, text in enumerate((*texts, *OTHERS), 1)], **more)  # type: ignore[arg-type]


def pairs(*notices: Notice, **changes: object) -> list[tuple[str, str, str]]:
    found = resolve(notices, replace(registry(), **changes), with_counterparts=True).counterparts  # type: ignore[arg-type]
    return [(pair.a, pair.b, pair.relation) for pair in found]


PROVINCE = plan("province", "广东省", RANDOM, OPEN, title="法治政府建设方案", written="2015-01-01")


def _only_random(found: list[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {pair for pair in found if pair[0].endswith("/1") and pair[1].endswith("/1")}


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (notice("city", "广东省江门市", [task("1", SPREAD), task("2", "抓好春季造林。")], written="2016-01-01"), "implements"),
        (notice("county", "广东省肇庆市广宁县", [task("1", SPREAD), task("2", "抓好造林。")], written="2016-01-01"), "implements"),
        (notice("city", "广东省江门市", [task("1", SPREAD), task("2", "抓好造林。")], kind="report", written="2019-01-01"), "reports"),
        (notice("undated", "广东省江门市", [task("1", SPREAD), task("2", "抓好造林。")], kind="report", written=None), "reports"),
    ],
)  # fmt: skip
def test_which_notices_are_compared(other: Notice, relation: str) -> None:
    assert _only_random(pairs(PROVINCE, other)) == {("province/1", f"{other.id}/1", relation)}


@pytest.mark.parametrize(
    "other",
    [
        notice("else", "四川省成都市", [task("1", RANDOM)], title="造林绿化方案"),  # elsewhere, about something else
        notice("else", "四川省成都市", [task("1", RANDOM)], kind="report"),  # a report answers for its own place
    ],
)
def test_which_notices_are_not_compared(other: Notice) -> None:
    assert pairs(PROVINCE, other) == []


def test_shared_sentence_alone_makes_no_pair() -> None:
    """加强组织领导 stands in every notice of a line, and answers nothing."""
    same = "加强组织领导。各有关部门要建立协调机制,统筹推进试点工作。"
    nation = plan("nation", "全国", same, title="“无废城市”建设试点工作方案", written="2015-01-01")
    county = notice(
        "county",
        "广西壮族自治区来宾市象州县",
        [task("1", same), *(task(str(i), f"抓好第{i}项养护工作,整治路域环境{i}处。") for i in range(2, 8))],
        title="农村公路“路长制”实施方案",
        written="2021-01-01",
    )
    assert pairs(nation, county) == []


def test_earlier_plan_does_not_implement_later() -> None:
    early = notice("city", "广东省江门市", [task("1", RANDOM)], title="法治政府建设规划", written="2014-01-01")
    assert {relation for _, _, relation in pairs(PROVINCE, early)} <= {"same-subject"}


def test_task_for_other_places_has_no_pair() -> None:
    given = [task("1", RANDOM, ["惠州市"]), *(task(str(i), text) for i, text in enumerate(OTHERS, 2))]
    province = notice("province", "广东省", given, written="2015-01-01")
    jiangmen = notice("jiangmen", "广东省江门市", [task("1", RANDOM)], written="2016-01-01")
    huizhou = notice("huizhou", "广东省惠州市", [task("1", RANDOM)], written="2016-01-01")
    assert _only_random(pairs(province, jiangmen)) == set()
    assert _only_random(pairs(province, huizhou)) == {("province/1", "huizhou/1", "implements")}


def test_boilerplate_makes_no_pair() -> None:
    city = plan("city", "广东省江门市", "进一步加强组织领导,切实落实工作责任。", written="2016-01-01")
    general = plan("general", "广东省", "加强组织领导,严格落实各项工作责任。", written="2015-01-01")
    assert not _only_random(pairs(general, replace(city, tasks=city.tasks[:1])))


def test_registry_adds_and_removes_pairs() -> None:
    city = notice("city", "广东省江门市", [task("1", SPREAD), task("2", "抓好造林。")], written="2016-01-01")
    strike = (Judgement(TaskKey("province/1"), TaskKey("city/1"), None, "不是一回事", "某人", "2026-01-01", 3),)
    add = (Judgement(TaskKey("province/2"), TaskKey("city/2"), "implements", "两项相同", "某人", "2026-01-01", 7),)
    assert pairs(PROVINCE, city, struck=strike, added=add) == [("province/2", "city/2", "implements")]
    found = resolve([PROVINCE, city], replace(registry(), added=add), with_counterparts=True).counterparts
    added = next(pair for pair in found if pair.source == "person")
    assert added.strength == 1.0
    assert "两项相同" in added.why
    assert "某人" in added.why


def test_registry_pair_with_unknown_task_is_finding() -> None:
    strike = (Judgement(TaskKey("province/99"), TaskKey("city/1"), None, "不是一回事", None, None, 3),)
    found = resolve([PROVINCE], replace(registry(), struck=strike), with_counterparts=True).findings["province"]
    assert [finding.code for finding in found] == ["counterpart-unknown"] * 2  # the other notice is not there either
    assert "第3行" in found[0].message


def test_two_notices_are_scored_independently() -> None:
    """A third notice, however like, changes nothing between the two."""
    city = plan("city", "广东省江门市", SPREAD, written="2016-01-01")
    third = plan("third", "广东省惠州市", RANDOM, SPREAD, OPEN, written="2016-06-01")

    def between(*notices: Notice) -> list[object]:
        found = resolve(notices, registry(), with_counterparts=True).counterparts
        return [pair for pair in found if pair.a.startswith("province/") and pair.b.startswith("city/")]

    assert between(PROVINCE, city) == between(PROVINCE, city, third) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推行“双随机”监管。", {"双随机": 1.0}),
        ("随机抽取对象,随机选派人员。", {"双随机": 1.0}),
        ("随机抽取对象。", {}),  # half a wording
        ("随机抽取对象。随机选派人员。", {}),  # not in one sentence
        ("在双随机、政务公开、食品、药品等方面加强工作。", {"双随机": 0.5, "政务公开": 0.5}),  # named in a list
    ],
)
def test_subjects_of_measure(text: str, expected: dict[str, float]) -> None:
    made = notice("a", "广东省", [task("1", text)])
    assert profile(made, made.tasks[0], Wordings(SUBJECTS)).subjects == expected


def test_measures_have_offsets_and_exclude_clause() -> None:
    clause = "(省法制办负责)"
    made = notice(
        "a",
        "广东省",
        [replace(task("1", f"第一句讲公开。第二句讲随机;第三句讲检查。{clause}"), clause=clause)],
        text=f"1.第一句讲公开。第二句讲随机;第三句讲检查。{clause}",
    )
    measures = profile(made, made.tasks[0], Wordings(SUBJECTS)).measures
    assert [made.text[m.start : m.end] for m in measures] == ["第一句讲公开", "第二句讲随机", "第三句讲检查"]


def test_similarity_works_without_registry() -> None:
    city = plan("city", "广东省江门市", RANDOM, written="2016-01-01")
    found = resolve([PROVINCE, city], Registry(registry().divisions), with_counterparts=True).counterparts
    assert ("province/1", "city/1") in {(pair.a, pair.b) for pair in found}


# (ours, theirs, run as start in ours, start in theirs, length) -> the words that are marked
@pytest.mark.parametrize(
    ("ours", "theirs", "run", "marked"),
    [
        ("到2016年底", "到2017年底", (0, 0, 4), "到"),
        ("到2016年底", "至2016年底", (1, 1, 6), "2016年底"),
        ("第12条规定", "第2条规定", (2, 1, 4), "条规定"),
        ("权力清单", "权力清单", (0, 0, 4), "权力清单"),
    ],
)
def test_shared_run_keeps_numbers_whole(ours: str, theirs: str, run: tuple[int, int, int], marked: str) -> None:
    head, end = _cut_figures(ours, theirs, *run)
    assert ours[run[0] + head : run[0] + end] == marked


@pytest.mark.parametrize(
    ("first", "second", "run", "quoted"),
    [
        ("实行市场准入制度。推行、实行改革，推行、实行", "推行市场准入制度。", "行市场准入制度", "市场准入制度"),
        ("加强行政执法。行政、行政", "强化行政执法。", "行政执法", "行政执法"),
        ("同利益直接或者相关。或者、或者", "同利益直接或者挂钩。或者", "同利益直接或", "同利益直接"),
        ("清理规范文件和制度", "清理规范文件和表格", "清理规范文件和", "清理规范文件"),
    ],
)
def test_quoted_reason_is_cut_between_words(first: str, second: str, run: str, quoted: str) -> None:
    assert whole_words((first, second), (first.find(run), second.find(run)), len(run)) == quoted

"""The net: every place that could state a fact is covered, excluded by a named rule, or a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode as Code
from builder.model.notice import Due, Edit, Notice, Task
from builder.outline.outline import outline
from builder.pipeline import read_notice
from builder.reading.coverage.duties import account_duties
from builder.reading.coverage.exclusions import Rule, rules
from builder.reading.coverage.front import account_front
from builder.reading.coverage.names import find_names
from builder.reading.coverage.net import account_tasks, findings_of
from builder.reading.coverage.paragraphs import account_paragraphs
from builder.reading.coverage.places import Account, Spans
from builder.reading.coverage.quantities import AMOUNT_PIECES, TIME_PIECES, account_quantities
from builder.reading.notice import read as read_restored
from builder.reading.prose import fold
from builder.restoration.restored import Restored
from builder.source.source import source_of
from tests.counting import calls, grows_linearly
from tests.ledger_making import five
from tests.test_reading_tables import notice

NOTICES = Path(__file__).parent / "data" / "notices"
CEILING = 0.15
"""Findings for each task of notices of familiar form, above which findings say nothing any more."""
HEAD = "清溪市护林工作方案\n一、重点任务\n"
FOOT = "清溪市人民政府\n2021年3月5日\n"


@cache
def notices_read() -> list[Notice]:
    return [read_notice(path) for path in sorted(NOTICES.glob("*.txt"))]


def read(tmp_path: Path, text: str) -> Notice:
    path = tmp_path / "notice.txt"
    path.write_text(text, "utf-8")
    return read_notice(path)


def findings(made: Notice, *codes: Code) -> list[str]:
    """The words at which findings of these codes lie, in order."""
    return [made.text[each.start : each.end] for each in made.findings if each.code in codes]


# Rules and patterns


def around(words: str) -> tuple[str, int, int]:
    """Words with a place between 【】 → the folded words, and where the place begins and ends."""
    start, end = words.index("【"), words.index("】") - 1
    return fold(words.replace("【", "").replace("】", "")), start, end


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_excludes_example_not_counter_example(rule: Rule) -> None:
    assert rule.excludes(*around(rule.example))
    assert not rule.excludes(*around(rule.counter))


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in rules()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("name", "pattern", "example", "counter"), [*TIME_PIECES, *AMOUNT_PIECES])
def test_piece_matches_example_not_counter_example(name: str, pattern: str, example: str, counter: str) -> None:
    assert re.search(pattern, example), name
    assert not re.search(pattern, counter), name


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("由市林业局会同各县区人民政府办理", ["市林业局", "各县区人民政府"]),
        ("清溪市第二中级法院要配合", ["法院"]),
        ("教育行政部门办成示范园", ["教育行政部门"]),
        ("加快城市更新步伐", []),
    ],
)
def test_body_names_are_scanned_by_ending(words: str, names: list[str]) -> None:
    found = [words[name.start : name.end] for name in find_names(words, 0, len(words))]
    assert len(found) == len(names)
    assert all(name in each or each in name for each, name in zip(found, names, strict=True))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))), st.integers(0, 60), st.integers(0, 60))
def test_spans_agree_with_sets_of_offsets(pairs: list[tuple[int, int]], start: int, end: int) -> None:
    spans, covered = Spans(pairs), {at for low, high in pairs for at in range(low, high)}
    asked = set(range(start, end))
    assert spans.touch(start, end) == bool(covered & asked) or start >= end
    assert {at for low, high in spans.gaps(start, end) for at in range(low, high)} == asked - covered


# Every place has one fate

WORDS = ["市林业局", "各县区", "牵头", "负责", "要", "6月底前", "2021年", "30%以上", "3座", "（市水务局负责）", "责任单位：", "每月", "，", "。", "\n", "1.", "加强巡护", "的", "《护林办法》", "向", "由", "第三章"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_place_is_read_excluded_or_finding(pieces: list[str]) -> None:
    made = read_text(HEAD + "（一）加强巡护。" + "".join(pieces) + "\n" + FOOT)
    found = outline(made.text)
    accounts = [*account_tasks(made), *account_paragraphs(made, found)]
    for account in accounts:
        assert 0 <= account.place.start < account.place.end <= len(made.text)
        assert (account.fate == "excluded") == bool(account.rule)
        if account.fate == "found" and account in [*account_tasks(made)]:
            assert lies_in_a_finding(made, account)


def lies_in_a_finding(made: Notice, account: Account) -> bool:
    place = account.place
    return any(each.start < place.end and each.end > place.start for each in made.findings)


def read_text(text: str) -> Notice:
    return read_restored(Restored(text, ()), source_of(text))


# What is found


@pytest.mark.parametrize(
    ("item", "code", "place"),
    [
        ("（一）加强巡护。\n包片单位：市林业局、市水务局\n", Code.DUTY_UNREAD, "包片单位：市林业局、市水务局"),
        ("（一）护林点由社区布置。\n", Code.BODY_UNREAD, "社区"),
        ("（一）落实“市林业局牵头、市水务局配合”的要求。\n", Code.BODY_UNREAD, "市林业局"),
        ("（一）污水直排河道责任单位市水务局及沿岸村庄\n", Code.DUTY_UNREAD, "责任单位市水务局"),
        ("（一）市气象台播发预警。各镇要做好转移。\n", Code.BODY_UNREAD, "市气象台"),
        ("（一）加强巡护，26年底前建成。\n", Code.LIMIT_UNREAD, "26年底前"),
        ("（一）落实“每月一巡护”制度，次月底前报送。\n", Code.LIMIT_UNREAD, "次月底前"),
        ("（一）巡护站验收，本周完成。\n", Code.LIMIT_UNREAD, "本周"),
        ("（一）市林业局在枯水期前完成清淤。\n", Code.LIMIT_UNREAD, "枯水期前"),
        ("（一）市林业局在农闲季节内完成修路。\n", Code.LIMIT_UNREAD, "农闲季节内"),
        ("（一）市林业局于翌年3月前补种。\n", Code.LIMIT_UNCERTAIN, "翌年3月前"),
        ("（一）修缮林道、打通防火通道四个断头路。\n", Code.TARGET_UNREAD, "四个"),
        ("（一）护林哨、瞭望哨、扑火分队及其他护林队伍等力量，要积极参加扑救。\n", Code.BODY_UNREAD, "其他护林队伍"),
        ("（一）补助资金由广东省商国家林业局等部门落实。\n", Code.BODY_NAME_UNCERTAIN, "广东省商国家林业局"),
        ("（一）市林业局接到火情立即上报（最迟不超过3个小时）。\n", Code.TARGET_UNCERTAIN, "3个小时"),
        ("（一）同意设立清溪林场。\n", Code.TASK_UNCERTAIN, "同意设立清溪林场。"),
        ("（一）市总工会市妇联要宣传护林。\n", Code.BODY_NAME_UNCERTAIN, "市总工会市妇联"),
        ("（一）《护林办法要修订。\n", Code.TITLE_UNCLOSED, "《"),
    ],
)
def test_unread_words_are_findings(tmp_path: Path, item: str, code: Code, place: str) -> None:
    made = read(tmp_path, HEAD + item + FOOT)
    facts = [(each.start, each.end) for task in made.tasks for each in (*task.agencies, *task.deadlines)]
    at = made.text.index(place)
    read_there = code is not Code.BODY_NAME_UNCERTAIN and any(
        start < at + len(place) and end > at for start, end in facts
    )
    no_task = code is Code.TASK_UNCERTAIN and not any(task.start <= at < task.end for task in made.tasks)
    assert read_there or no_task or any(place in words or words in place for words in findings(made, code))


@pytest.mark.parametrize(
    "item",
    [
        "（一）加强巡护，2021年6月底前完成。（市林业局负责）\n",
        "（一）加强巡护，劝导本周边住户。（市林业局负责）\n",
        "（一）市林业局要每月巡护，向市政府报告上一年度情况。\n",
        "（一）按照市政府要求，落实《2019年护林要点》（清府办〔2019〕12号）。（市林业局牵头，市水务局配合）\n",
        "（一）加强巡护（牵头领导：张某、李某；牵头单位：市林业局）。\n",
        "（一）进一步健全三级网络。\n责任单位：市林业局\n责任人：李某\n",
        # a word for bodies that ends a list, a heading, members of a group
        "（一）市林业局、市水务局等部门要组织巡护。\n",
        "（一）指挥机构运行。市林业局要健全机构，组织巡护。\n",
        "（一）市林业局要成立护林专班，成员由市公安局、市水务局等单位抽调。\n",
        "（一）护林任务由所涉及的市林业局、市水务局牵头。\n",
        "（一）市林业局要加强巡护，合作持续深化，清溪区与东岭示范区、西岭示范区建设提速。\n",
        "（一）市林业局要上门走访60岁以上老人。\n",
        "（一）市林业局要推进巡护，护林单位应纳尽纳。\n",
        "（一）市林业局要落实政策，对原12个贫困林场只增不减。\n",
    ],
)
def test_read_or_excluded_words_are_no_findings(tmp_path: Path, item: str) -> None:
    made = read(tmp_path, HEAD + item + FOOT)
    assert [each for each in made.findings if each.end and each.code is not Code.JURISDICTION_MISSING] == []


def test_pasted_table_of_which_nothing_is_read_is_one_finding() -> None:
    cells = "护林实事\n完成时限\n新建2座瞭望塔。\n9月底前\n更新标牌，由市交通局设立。\n12月底前\n"
    made = read_text(f"关于印发护林任务表的通知\n各县区：\n现将任务表印发你们。\n{FOOT}附件\n2021年护林任务表\n{cells}")
    assert made.tasks == ()
    (told,) = findings(made, Code.TABLE_UNREAD)
    assert "市交通局" in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param("●新建瞭望塔3座。（市林业局负责）\n●更新标牌。（市交通局负责）", "●更新标牌。", id="bullets"),
        pytest.param(
            "新建瞭望塔3座，配齐设备。\n牵头单位：市林业局\n更新林区各条道路的标牌。\n牵头单位：市交通局",
            "牵头单位：市交通局",
            id="clauses on lines of their own",
        ),
        pytest.param(
            "一是新建瞭望塔3座。（市林业局负责）；二）更新林区各条道路的标牌。（市交通局负责）",
            "二）更新",
            id="a label behind a clause",
        ),
        pytest.param(
            "新建瞭望塔3座。（市林业局负责）随后更新林区各条道路的标牌。（市交通局负责）",
            None,
            id="sentences with clauses",
        ),
        pytest.param("新建瞭望塔3座。\n牵头单位：市林业局\n责任单位：市交通局", None, id="lines of one clause"),
        pytest.param("新建瞭望塔3座。\n配齐设备。（市林业局牵头，市交通局配合）", None, id="one clause"),
    ],
)
def test_paragraphs_that_each_say_who_are_told(tmp_path: Path, lines: str, told: str | None) -> None:
    made = read(tmp_path, f"{HEAD}（一）修好设施。\n{lines}\n（二）做好巡护。市林业局负责。\n{FOOT}")
    found = findings(made, Code.ITEMS_MERGED)
    assert [words[: len(told)] for words in found] == [told] if told else not found


def test_label_in_a_table_that_repeats_an_item_is_not_the_item_s(tmp_path: Path) -> None:
    rows = "".join(f"{number}\t{work}\t{who}\n" for number, work, who in [
        ("序号", "工作任务", "责任单位"),
        ("1", "检修渠首闸门，更换老化的部件。", "闸门（县水务局）2、部件（县林业局）"),
        ("2", "疏浚支渠，清理两岸的杂物。", "县水务局"),
        ("3", "加固堤防，每年巡查两次以上。", "县水务局"),
    ])  # fmt: skip
    items = "一、检修渠首闸门，更换老化的部件。\n二、疏浚支渠，清理两岸的杂物。\n三、加固堤防，每年巡查两次以上。\n"
    made = read(tmp_path, f"某县关于修好渡口的工作方案\n{items}附件：任务分工表\n{rows}")
    assert any(body.start > made.tasks[0].end for body in made.tasks[0].agencies)
    assert not findings(made, Code.ITEMS_MERGED)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        pytest.param("1\n新建瞭望塔\n责任单位：市林业局\n2\n更新标牌\n责任单位：市交通局\n", ["1", "2"], id="items"),
        pytest.param("新建瞭望塔。\n1\n责任单位：市林业局\n更新标牌。\n3\n责任单位：市交通局\n", [], id="pages"),
        pytest.param("新建瞭望塔。\n1\n更新标牌。\n2\n责任单位：市交通局\n", [], id="no clause between"),
    ],
)
def test_numbers_on_lines_of_their_own_are_told(tmp_path: Path, item: str, told: list[str]) -> None:
    made = read(tmp_path, f"{HEAD}（一）修好设施。\n{item}（二）做好巡护。市林业局负责。\n{FOOT}")
    assert findings(made, Code.LABEL_UNREAD) == told


def test_chapter_joined_to_sentence_is_finding(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "清溪市护林办法\n第一章　总则\n第一条　市林业局负责护林工作。第二章巡护程序第二条按月巡护。\n第三条　各县要建站。\n",
    )
    labels = [item.label for item in made.outline]
    assert "第二章" in labels or any(words.startswith("第二章") for words in findings(made, Code.LABEL_UNREAD))


def test_clauses_above_tasks_give_one_finding_per_chapter(tmp_path: Path) -> None:
    chapter = "（{}）深化改革。（市编办牵头，各县配合）\n1.清理事项。（责任单位：市司法局）\n2.优化流程。（责任单位：市财政局）\n"
    made = read(tmp_path, HEAD + chapter.format("一") + chapter.format("二") + FOOT)
    assert findings(made, Code.CLAUSE_ABOVE_TASKS) == ["（市编办牵头，各县配合）"]


TWICE = f"清溪市护林工作方案\n为加强护林工作，制定本方案。\n一、加强巡护。（市林业局负责）\n二、设立护林站。（市水务局负责）\n三、更新标牌。（市交通局负责）\n{FOOT}"


@pytest.mark.parametrize(
    "copy",
    [
        TWICE,
        TWICE.replace("更新标牌", "更新旧标牌"),  # an edition of it
        TWICE + TWICE,  # three times
        TWICE.replace("\n", ""),  # its line ends lost
    ],
)
def test_second_copy_is_one_finding_over_all_of_it_and_is_not_read(tmp_path: Path, copy: str) -> None:
    made = read(tmp_path, TWICE + copy)
    (found,) = [finding for finding in made.findings if finding.code is Code.NOTICE_REPEATED]
    assert made.text[found.start :].startswith("清溪市护林工作方案")
    assert len(made.text[found.end :].strip()) <= 12
    assert [task.id for task in made.tasks] == ["一", "二", "三"]
    assert all(task.end <= found.start for task in made.tasks)


def test_text_that_stands_once_is_no_copy(tmp_path: Path) -> None:
    alike = "".join(
        f"{n}、做好第{n}批护林站的修缮。（市林业局牵头，市水务局、市财政局配合）\n" for n in "一二三四五六七八九"
    )
    table = "序号\t任务\t责任单位\n" + "".join(
        f"{at}\t做好第{n}批护林站的修缮，更新标牌，加强日常巡护\t市林业局\n" for at, n in enumerate("一二三四五", 1)
    )
    said = "".join(f"{n}、做好第{n}批护林站的修缮，更新标牌，加强日常巡护。\n" for n in "一二三四五")
    for text in (TWICE, HEAD + alike + FOOT, HEAD + said + FOOT + "附件\n护林任务分工表\n" + table):
        assert findings(read(tmp_path, text), Code.NOTICE_REPEATED) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("年护林工作方案\n一、加强巡护。（市林业局负责）\n", Code.TITLE_UNCERTAIN),
        ("DOCTITLE: 清溪市关于护林的通知 PUBDATE: 2021-03-05\n一、加强巡护。（市林业局负责）\n", Code.TITLE_UNCERTAIN),
        ("林业文件汇编\n关于开展护林工作的通知\n各县：\n一、加强巡护。（市林业局负责）\n", Code.TITLE_UNCERTAIN),
        (
            "清溪市护林方案\n各县：\n一、加强巡护。（市林业局负责）\n清溪市林业局\n2021年3月5日\n发布时间：2021-03-08\n",
            Code.PUBLISHED_UNREAD,
        ),
    ],
)
def test_front_matter_is_covered(tmp_path: Path, text: str, code: Code) -> None:
    made = read(tmp_path, text)
    facts = {
        Code.TITLE_UNCERTAIN: "DOCTITLE" not in made.front.title
        and not made.front.title.startswith(("年", "林业文件")),
        Code.PUBLISHED_UNREAD: bool(made.front.published),
    }
    assert facts[code] or any(each.code is code for each in made.findings)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("【清溪市】关于开展护林工作的通知", "方括号"),
        ("清溪市林业局清溪市林业局关于开展护林工作的通知", "两遍"),
        ("清溪市林业局清林函（2021）12号关于开展护林工作的函", "文号"),
        ("清溪市林业局内部资料关于开展护林工作的通知", "版头"),
        ("实施方案", "关于什么"),
        ("护林工作的通知", "后半"),
        ("清溪市林业局关于废止清林发〔2012〕3号文件的通知", ""),
        ("清溪市林业局关于开展护林工作的通知", ""),
        ("清溪市护林实施方案", ""),
    ],
)
def test_titles_that_hold_more_or_less_than_one(tmp_path: Path, title: str, why: str) -> None:
    text = "清溪市林业局关于开展护林工作的通知\n各镇：\n一、市林业局要加强巡护。\n清溪市林业局\n2021年3月5日\n"
    made = read(tmp_path, text)
    named = replace(made, front=replace(made.front, title=title))
    said = [each.message for each in account_front(named, outline(made.text)) if each.code is Code.TITLE_UNCERTAIN]
    assert len(said) == bool(why)
    assert all(why in message for message in said)


@pytest.mark.parametrize(("line", "doubted"), [("", True), ("东溪县各镇要加强巡护。\n", False)])
def test_a_county_named_as_its_city_may_be_the_city(tmp_path: Path, line: str, doubted: bool) -> None:
    made = read(tmp_path, f"东溪护林办法\n{line}一、东溪各学校要加强巡护。\n")
    named = replace(made, front=replace(made.front, jurisdiction="某省东溪市东溪县"))
    codes = [each.code for each in account_front(named, outline(made.text))]
    assert (Code.JURISDICTION_UNCERTAIN in codes) == doubted


@pytest.mark.parametrize(
    ("called", "told"),
    [("清溪市护林方案", False), ("清溪市<br>护林方案", False), ("护林方案", False), ("清溪市护林方案解读", False), ("清溪市防汛会议召开", True)],
)  # fmt: skip
def test_title_of_a_page_that_its_head_gives_otherwise(tmp_path: Path, called: str, told: bool) -> None:
    head = f"<!doctype html><html><head><meta name='ArticleTitle' content=\"{called}\"></head><body>"
    (tmp_path / "a.html").write_text(head + "".join(f"<p>{row}</p>" for row in PAGE.split("\n")), encoding="utf-8")
    found = findings(read_notice(tmp_path / "a.html"), Code.TITLE_UNCERTAIN)
    assert bool(found) is told


PAGE = "清溪市护林方案\n各县：\n一、加强巡护。（市林业局负责）\n清溪市林业局\n2021年3月5日\n"


@pytest.mark.parametrize(
    ("cut", "fact", "code"),
    [
        ("栏目：方案发布：2021-03-08浏览：12", "published", Code.PUBLISHED_UNREAD),
        ("2021-03-08 09:12", "published", Code.PUBLISHED_UNREAD),
        ("文号：清林办〔2021〕6号", "document_number", Code.NUMBER_UNREAD),
        ("浏览：12次", "published", None),
    ],
)
def test_what_was_cut_from_a_page_is_looked_at_too(tmp_path: Path, cut: str, fact: str, code: Code | None) -> None:
    made = read(tmp_path, PAGE)
    edit = Edit(0, len(cut), cut, 0, 0, "", EditKind.CHROME, "form", "")
    page = replace(made, front=replace(made.front, **{fact: None}), edits=(edit,))
    codes = {each.code for each in account_front(page, outline(page.text))}
    assert codes & {Code.PUBLISHED_UNREAD, Code.NUMBER_UNREAD} == ({code} if code else set())


@pytest.mark.parametrize(
    ("article", "told"),
    [
        ("林业主管部门对林木的采伐、更新实施统一监督管理。", True),
        ("林木的采伐、更新应当有序。", False),
    ],
)
def test_who_has_what_under_control_is_no_aim(article: str, told: bool) -> None:
    text = f"清溪市护林办法\n第一章 总则\n第一条 {article}\n第二章 巡护\n第二条 各镇应当组织巡护。\n"
    made = replace(read_restored(Restored(text, ()), source_of(text)), tasks=(), findings=())
    found = findings_of(made, outline(text))
    assert any(made.text.find(article) <= each.start < made.text.find("第二章") for each in found if each.end) == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        # what leads in the items below asks for no more than they do
        ("近年来，要统筹护林资源。为加强护林，制定本方案。\n一、重点任务\n（一）各镇要组织巡护。\n", False),
        ("现将护林要求转发你们，请立即开展自查。有关事项通知如下：\n一、重点任务\n（一）各镇要组织巡护。\n", False),
        ("一、重点任务\n护林工作任务艰巨，必须加强领导。\n（一）各镇要组织巡护。\n", False),
        ("一、重点任务\n强化护林，实施以下项目：\n（一）各镇要组织巡护。\n", False),
        # but for a body, a day or an amount that it names
        ("市林业局要统筹护林资源。现就有关事项通知如下：\n一、重点任务\n（一）各镇要组织巡护。\n", True),
        ("一、重点任务\n护林工作由市林业局组织实施。\n（一）各镇要组织巡护。\n", True),
        ("一、重点任务\n要在2021年6月底前建成林道。\n（一）各镇要组织巡护。\n", True),
        ("一、重点任务\n新建护林哨12座。\n（一）各镇要组织巡护。\n", True),
        ("一、重点任务\n落实清府办〔2019〕12号文件要求，强化护林。\n（一）各镇要组织巡护。\n", False),
        # how it is done, below a heading for aims
        ("一、指导思想\n坚持政府主导、部门联动，推进护林。\n二、任务\n（一）各镇要组织巡护。\n", False),
        ("一、指导思想\n市林业局要推进护林。\n二、任务\n（一）各镇要组织巡护。\n", True),
    ],
)
def test_what_leads_in_the_items_is_told_where_it_says_who_when_or_how_much(
    tmp_path: Path, before: str, told: bool
) -> None:
    made = read(tmp_path, f"清溪市护林工作方案\n{before}{FOOT}")
    assert bool(findings(made, Code.UNNUMBERED_DUTY) or findings(made, Code.ITEM_UNLISTED)) == told


def test_items_that_are_no_tasks_are_told_apart_from_what_has_no_number(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        f"清溪市护林工作方案\n一、指导思想\n市林业局要推进护林。\n二、重点任务\n护林由市林业局组织。\n（一）各镇要组织巡护。\n{FOOT}",
    )
    assert findings(made, Code.ITEM_UNLISTED) == ["市林业局要推进护林。"]
    assert findings(made, Code.UNNUMBERED_DUTY) == ["护林由市林业局组织。"]


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("清溪市2020年护林工作情况报告", set()),
        ("清溪市护林工作情况报告", {Code.ISSUER_MISSING, Code.DATE_MISSING}),
        ("清溪市2020年护林工作方案", {Code.ISSUER_MISSING, Code.DATE_MISSING}),
    ],
)
def test_report_of_a_place_and_a_year_needs_no_signature(tmp_path: Path, title: str, missing: set[Code]) -> None:
    (tmp_path / "notice.yml").write_text("jurisdiction: 广东省肇庆市广宁县\n", "utf-8")
    made = read(tmp_path, f"{title}\n一、工作开展情况\n（一）组织巡护30次。\n")
    assert {each.code for each in made.findings} & {Code.ISSUER_MISSING, Code.DATE_MISSING} == missing


def test_a_row_between_rows_that_are_tasks_is_found() -> None:
    rows = "1\t清理漂浮物\t县水务局\n2\t补种护岸林木\t县林业局\n3\t巡查堤岸\t县应急局\n"
    text = f"护河任务表\n序号\t工作任务\t责任单位\n{rows}"
    made = read_restored(Restored(text, ()), source_of(text))
    assert len(made.tasks) == 3
    left = replace(made, tasks=(made.tasks[0], made.tasks[2]), findings=())
    assert any("县林业局" in made.text[each.start : each.end] for each in findings_of(left, outline(text)))


# How many


def share(notices: Iterable[Notice]) -> float:
    made = list(notices)
    return sum(len(each.findings) for each in made) / sum(len(each.tasks) for each in made)


def test_familiar_forms_have_few_findings() -> None:
    assert share(five()) <= CEILING
    assert share(notices_read()) <= CEILING


# How much is seen


def spoken_of(made: Notice, task: Task) -> bool:
    """Whether the net finds a place in a task of which something was not read."""
    accounts = [*account_duties(made.text, task), *account_quantities(made.text, task)]
    return any(account.fate == "found" for account in accounts)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "国务院关于清溪市护林规划的批复\n清溪市人民政府：\n现批复如下：\n一、清溪市要组织实施。\n国务院\n1999年3月5日",
            True,
        ),
        ("国务院关于加强护林工作的通知\n各省人民政府：\n一、各省要组织实施。\n国务院\n1999年3月5日", False),
    ],
)
def test_a_reply_to_one_place_may_not_be_the_whole_country_s(tmp_path: Path, text: str, place: bool) -> None:
    assert bool(findings(read(tmp_path, text), Code.JURISDICTION_UNCERTAIN)) == place


@pytest.mark.parametrize(
    ("item", "doubted"),
    [
        ("同意你市制定的目标。2000年，环境质量有所改善。", True),
        ("报告内容：工业、农业等重要工作的进展情况。", True),
        ("批准命名。市林业局对达标的镇予以命名。", False),
        ("报告要求。各镇要按月报送护林情况。", False),
        ("护林点布局符合《清溪护林办法》的规定，哨位齐全。", True),
        ("一家木材厂未在山口设哨，护林员夜间离岗。", True),
        ("护林点更新。按照《清溪护林办法》，有序更换旧哨亭。", False),
        ("联系各村落实夜间巡护。", False),
        ("护林员家属可优先申请住房补助。", True),
        ("各镇可以申请增派护林员，补助由市林业局核定。", False),
        ("本办法有效期五年，应当按期评估。", True),
        ("违反本办法第三条规定的，由林业主管部门责令改正，处一千元罚款。", True),
        ("巡查情况：全市设哨三十处，按要求配备了护林员。", True),
    ],
)
def test_items_that_may_be_no_task(tmp_path: Path, item: str, doubted: bool) -> None:
    made = read(tmp_path, f"{HEAD}（一）{item}\n（二）各镇要组织巡护。\n{FOOT}")
    assert bool(findings(made, Code.TASK_UNCERTAIN)) == doubted


@pytest.mark.parametrize(("chapter", "doubted"), [("申请条件", True), ("所需材料", True), ("工作措施", False)])
def test_items_below_headings_of_conditions_may_be_no_task(tmp_path: Path, chapter: str, doubted: bool) -> None:
    text = f"清溪市护林办法\n一、{chapter}\n（一）在山口建有哨房，按规定登记。\n（二）落实夜间值守。\n二、其他\n各镇要组织巡护。\n"
    assert bool(findings(read(tmp_path, text), Code.TASK_UNCERTAIN)) == doubted


@pytest.mark.parametrize(
    ("subject", "doubted"), [("各市、县级人民政府", True), ("市、县人民政府", False), ("县（市、区）人民政府", False)]
)
def test_levels_written_together_may_be_two_bodies(tmp_path: Path, subject: str, doubted: bool) -> None:
    made = read(tmp_path, f"{HEAD}（一）{subject}应当组织巡护。\n{FOOT}")
    assert made.tasks[0].agencies
    assert bool(findings(made, Code.BODY_NAME_UNCERTAIN)) == doubted


@pytest.mark.parametrize(("field", "least"), [("agencies", 0.95), ("deadlines", 0.95), ("targets", 0.97)])
def test_removed_fact_becomes_finding(field: str, least: float) -> None:
    """One fact at a time is taken from what was read of the notices at hand, as if a reader had missed it."""
    found = []
    for made in notices_read():
        for task in (task for task in made.tasks if task.kind == "task"):
            facts = getattr(task, field)
            for at in range(len(facts)):
                rest = facts[:at] + facts[at + 1 :]
                found.append(spoken_of(made, replace(task, **{field: rest})))
    assert sum(found) >= least * len(found)


def test_removed_task_becomes_finding() -> None:
    found = []
    for made in notices_read():
        parts = outline(made.text)
        for at, task in enumerate(made.tasks):
            without = replace(made, tasks=made.tasks[:at] + made.tasks[at + 1 :], findings=())
            found.append(any(each.start < task.end and each.end > task.start for each in findings_of(without, parts)))
    assert sum(found) >= 0.95 * len(found)


@pytest.mark.slow
def test_work_is_linear() -> None:
    """Four times the text takes no more than about four times as many calls."""

    def taken(times: int) -> int:
        body = "".join(
            f"{n}.加强第{n}片林区巡护，2021年6月底前完成3座瞭望塔。（市林业局负责）\n" for n in range(1, 100)
        )
        made = read_text(HEAD + body * times + FOOT)
        parts = outline(made.text)
        return calls(lambda: list(findings_of(made, parts)))

    taken(1)  # loads the word lists
    assert taken(4) < 4.5 * taken(1)


def test_a_second_clause_is_told_though_it_names_the_same_bodies() -> None:
    """The number of a second item may be lost before it."""
    found = notice(
        """
        青禾县水库管护若干意见
        一、检修
        修好闸门。（责任单位：县水务局、县财政局）
        疏通沟渠。（责任单位：县水务局）
        二、巡查
        每月巡查。（责任单位：县林业局）
        """
    )
    assert [body.name for body in found.tasks[0].agencies] == ["县水务局", "县财政局"]
    assert Code.DUTY_UNREAD in {finding.code for finding in found.findings}


# The written date


@pytest.mark.parametrize(
    ("number", "foot", "told"),
    [
        ("宁府〔2023〕3号", "广宁县人民政府\n2023年3月6日", False),
        ("宁府〔2022〕93号", "广宁县人民政府\n2023年1月6日", False),
        ("宁府〔2023〕3号", "广宁县人民政府\n2013年3月6日", True),
        ("宁府〔2023〕3号", "广宁县人民政府办公室　2023年3月6日印发", True),
        ("宁府〔2023〕3号\n发布日期：2023-03-01", "广宁县人民政府\n2023年3月6日", True),
    ],
)
def test_a_written_date_that_does_not_fit_is_told(tmp_path: Path, number: str, foot: str, told: bool) -> None:
    body = "各镇人民政府：\n现通知如下。\n一、巡查。各镇人民政府要组织巡查。\n二、报送。县水利局要报送总结。\n"
    made = read(tmp_path, f"关于做好河道巡查工作的通知\n{number}\n{body}{foot}\n")
    assert (Code.DATE_UNCERTAIN in {each.code for each in made.findings}) == told


@pytest.mark.parametrize("words", ["5个", "每获得5个", "减免5元", "5%", "对5个的", "局和"])
def test_time_is_linear(words: str) -> None:
    def account(size: int) -> None:
        text = words * (size // len(words))
        task = Task("一", "task", None, text, 0, len(text), None, (), (), Due(None, "none"), (), ())
        list(account_duties(text, task))
        list(account_quantities(text, task))

    assert grows_linearly(account, 5_000)


def test_pasted_table_of_scores_without_numbers_is_told(tmp_path: Path) -> None:
    rows = (
        "林道\n10\n林道有杂物的，每处扣1分；未按期检修的，每次扣2分，扣完为止；检修没有记录的，每次扣1分。\n"
        "哨所\n20\n每季度检修一次，少一次扣5分，每次检修都要登记；没有登记的，每次扣1分，扣完为止，不重复扣分。\n"
        "每月巡护一次，少一次扣2分，每次巡护都要登记；没有登记的，每次扣1分，扣完为止，不重复扣分。\n"
    )
    made = read(tmp_path, f"清溪镇护林评比评分细则\n考核内容\n分值\n评分标准\n{rows}")
    told = [made.text[each.start : each.end] for each in made.findings if each.code is Code.TABLE_UNREAD]
    assert [(each.rstrip()[-6:], each.count("林道")) for each in told] == [("不重复扣分。", 2)]

"""What pages say beside what they reckon: the words as written, the room they leave, who did what; titles; counts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

import pytest
import yaml
from bs4 import BeautifulSoup

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, Tally
from builder.ledger.qualifiers import qualifier_of
from builder.ledger.resolving import resolve
from builder.ledger.task_titles import first_duty
from builder.model.ledger import DueEntry, Ledger
from builder.model.notice import Convention, Deadline, Due, Notice, Target, Task
from builder.model.recurrence import Recurrence
from builder.pages.fragments import addressed_to
from builder.pages.plan import plan_pages
from builder.pages.wording import limit_reading, target_reading
from tests import ledger_making as make
from tests.gold_ledger import GOLD, gold_ledger
from tests.test_pages_plan import GUANGDONG, SITE, html

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not GOLD.exists(), reason="the gold annotations are not here")]

CHENGDU = "chengdu-2015-fazhi-guihua"
HEGANG = "hegang-2019-shifan-chuangjian"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return gold_ledger()


@pytest.fixture(scope="module")
def pages(ledger: Ledger) -> dict[str, str]:
    return plan_pages(ledger, SITE)


def answer(pages: dict[str, str], address: str) -> list[str]:
    """The lines of a task's card: what it names, and what it says of it."""
    rows = html(pages[f"tasks/{address}/index.md"]).select(".tz-answer > div")
    return [row.get_text(" ", strip=True) for row in rows]


def changed(ledger: Ledger, notice: Notice, *tasks: Task, **parts: object) -> Ledger:
    """The ledger with these tasks of a notice in place of those of the same ids."""
    by_id = {task.id: task for task in tasks}
    made = replace(notice, tasks=tuple(by_id.get(task.id, task) for task in notice.tasks), **parts)
    return replace(ledger, notices=tuple(made if each.id == notice.id else each for each in ledger.notices))


def test_dates_show_written_words_in_order(pages: dict[str, str]) -> None:
    when = answer(pages, f"{GUANGDONG}/2-5-27")[-1]
    assert when == "时限 2016年12月31日 （原文“2016”） 、 2017年12月31日 （原文“2017年”）"


def test_tables_and_timelines_show_written_words(pages: dict[str, str], ledger: Ledger) -> None:
    for notice in ledger.notices:
        rows = html(pages[f"tasks/{notice.id}/index.md"]).select("table.tz-tasks tbody tr")
        for task, row in zip(notice.tasks, rows, strict=True):
            said = row.select("td")[-1].get_text()
            for limit in task.deadlines:
                assert limit.written in said, (task.id, said)
    for path, text in pages.items():
        if path.startswith("agencies/"):
            for item in html(text).select(".tz-timeline ul li"):
                assert item.select_one(".tz-quoted"), path
    days = html(pages["deadlines/index.md"]).select("table.tz-days td")
    assert days
    assert all(cell.select_one(".tz-quoted") for cell in days)


def test_qualifiers_are_shown(pages: dict[str, str], ledger: Ledger) -> None:
    assert "自2018年起一般每5年 （原文“自2018年起,一般每隔5年”）" in answer(pages, f"{GUANGDONG}/2-2-10")[-1]
    notice = ledger.notice(GUANGDONG)
    rule = Convention("default-deadline", "原则上应当在2019年年底前完成", "2019-12-31", 0, 5)
    index = len(notice.conventions)
    task = replace(notice.tasks[0], due=Due("2019-12-31", "default", index), conventions=(index,))
    entry = DueEntry(f"{GUANGDONG}/{task.id}", "2019-12-31", None, "default", "按通知的统一规定")
    made = changed(ledger, notice, task, conventions=(*notice.conventions, rule))
    made = replace(made, due=(entry, *(each for each in made.due if each.task != entry.task)))
    shown = plan_pages(made, SITE)
    assert "原则上2019年12月31日 （原文“原则上应当在2019年年底前完成”）" in answer(shown, f"{GUANGDONG}/2-1-1")[-1]


@pytest.mark.parametrize(
    ("text", "written", "word"),
    [
        ("原则上应当在2019年年底前完成", "2019年年底前", "原则上"),
        ("自2018年起,一般每隔5年清理一次", "自2018年起,一般每隔5年", "一般"),
        ("力争到2020年全面建成", "到2020年", "力争"),
        ("完成一般性转移支付,2019年底前报送", "2019年底前", ""),
        ("原则上不再新设,2019年底前清理", "2019年底前", ""),  # of another clause
        ("到2016年底完成", "到2016年底", ""),
    ],
)
def test_qualifier_belongs_to_clause_of_limit(text: str, written: str, word: str) -> None:
    start = text.index(written)
    limit = Deadline(written, "by", "2019-12-31", None, None, "", start, start + len(written))
    assert qualifier_of(text, limit) == word
    assert limit_reading(limit, word) == f"{word}不晚于2019年12月31日"


@pytest.mark.parametrize(
    ("written", "value", "compare", "words"),
    [
        ("约60项", 60, "=", "约60项"),
        ("60项左右", 60, "=", "约60项"),
        ("近10万项", 100000, "<", "接近100000项"),
        ("60项", 60, "=", "60项"),
        ("60项以上", 60, ">=", "不低于60项"),
    ],
)
def test_figures_keep_written_precision(written: str, value: int, compare: str, words: str) -> None:
    assert target_reading(Target(written, value, "项", compare, "", 0, 1)) == words  # type: ignore[arg-type]


def test_year_start_has_no_day() -> None:
    """自2016年底起每年 does not run from January."""
    limit = Deadline(
        "自2016年底起每年", "recurring", None, Recurrence.parse("yearly from 2016"), "2016-12-31", "", 0, 9
    )
    assert limit_reading(limit) == "自2016年12月31日起每年"
    assert limit_reading(replace(limit, from_="2016-01-01")) == "自2016年起每年"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("深化商事制度改革。推进“三证合一”", "深化商事制度改革"),
        ("实行目录管理,到2016年底前,珠三角九市政府普遍制定目录", "实行目录管理"),
        ("根据事权和职能,按照提高效率的原则,合理配置执法力量,把机构改革、政府职能转变调整出来的人员编制用于一线", "合理配置执法力量"),
        ("按照省市的统一部署。开展试点。", "开展试点"),
        ("以服务群众为导向,推进服务方式创新", "推进服务方式创新"),
        ("为群众提供法律服务,加强队伍建设", "为群众提供法律服务,加强队伍建设"),
        ("2016年底前,完成清理", "完成清理"),
        ("对保留的行政许可事项,全面开展行政审批标准化建设,推行限时办理", "对保留的行政许可事项,全面开展行政审批标准化建设"),
        ("按照有关规定。", "按照有关规定"),  # nothing better is there
        ("公开。", "公开"),
        ("", ""),
    ],
)  # fmt: skip
def test_title_is_first_clause_with_duty(words: str, title: str) -> None:
    assert first_duty(words) == title


def test_title_is_cut_between_words() -> None:
    listed = "、".join(["财政预决算", "公共资源配置", "重大建设项目批准和实施", "社会公益事业建设"] * 3)
    assert first_duty(f"推进{listed}等领域的信息公开").endswith("、社会公益事业建设、财政预决算、公共资源配置等")
    for text in (listed, "一" * 200, "推进政府信息公开的" * 20):
        assert len(first_duty(text)) <= 61
        assert "…" not in first_duty(text)


def test_page_titles_are_not_truncated(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        title = yaml.safe_load(text.split("---\n")[1])["portal"].get("ArticleTitle", "")
        assert not title.endswith("…"), path
    assert "# 合理配置执法力量 " in pages[f"tasks/{GUANGDONG}/2-5-20/index.md"]


def test_bracketed_alias_is_shown_with_body(pages: dict[str, str]) -> None:
    assert "(市审改办)" in answer(pages, f"{CHENGDU}/2-1-1")[0]
    assert "市审改办" in html(pages[f"tasks/{CHENGDU}/index.md"]).select("tbody tr")[0].get_text()


def test_table_filter_knows_written_names(pages: dict[str, str], ledger: Ledger) -> None:
    rows = html(pages[f"tasks/{GUANGDONG}/index.md"]).select("table.tz-tasks tbody tr")
    for task, row in zip(ledger.notice(GUANGDONG).tasks, rows, strict=True):
        assert all(mention.bare in str(row.get("data-words", "")) for mention in task.agencies)


def told(ledger: Ledger) -> Ledger:
    """Hegang's notice as if it were a report of what was done, but for its last task."""
    notice = ledger.notice(HEGANG)
    tasks = [replace(task, kind="progress", deadlines=(), due=Due(None, "none")) for task in notice.tasks[:-1]]
    made = changed(ledger, notice, *tasks, front=replace(notice.front, kind="report"))
    keys = {f"{HEGANG}/{task.id}" for task in tasks}
    due = [each for each in made.due if each.task not in keys]
    return replace(made, due=(*due, *(DueEntry(key, "none", None, "none", "原文未写明时限。") for key in sorted(keys))))


def test_report_assigns_no_tasks(ledger: Ledger) -> None:
    made = told(ledger)
    pages = plan_pages(made, SITE)
    notice = made.notice(HEGANG)
    for task in notice.tasks[:-1]:
        text = next(
            html(page).get_text() for path, page in pages.items() if HEGANG in path and f"报告事项 {task.id.replace('/', '')}" in page
        )  # fmt: skip
        assert "责任单位" not in text
        assert "原文未写明" not in text
        assert "由谁做的" in text
    captions = [caption.get_text() for caption in html(pages[f"notices/{HEGANG}/index.md"]).select("caption")]
    assert captions[:2] == [f"按原文次序：{len(notice.tasks) - 1} 项报告的事项", "按原文次序：1 项任务"]


def test_counts_agree_across_pages(ledger: Ledger) -> None:
    """Tasks are counted once however many limits they have; what a report tells is no task without a day."""
    made = told(ledger)
    pages = plan_pages(made, SITE)
    asked = sum(task.kind == "task" for notice in made.notices for task in notice.tasks)
    reported = sum(len(notice.tasks) for notice in made.notices) - asked
    assert f"{asked} 项任务、{reported} 项报告的事项" in html(pages["tasks/index.md"]).get_text()
    assert f"{asked} 项任务" in html(pages["index.md"]).get_text()
    listed = html(pages["deadlines/index.md"]).select("article > ul li, ul li")
    for page in ("recurring", "none"):
        count = len({each.task for each in made.due if each.page == page})
        count -= reported if page == "none" else 0
        assert any(f"：{count} 项" in item.get_text() for item in listed), page
        assert f"{count} 项任务" in html(pages[f"deadlines/{page}/index.md"]).get_text()


def test_tasks_and_reported_items_are_counted_apart(ledger: Ledger) -> None:
    """On every page, in every caption and column: what a report tells is no task, and nothing is counted twice."""
    made = told(ledger)
    soups = {path: html(text) for path, text in plan_pages(made, SITE).items()}
    index = LedgerIndex(made)
    of_page = {f"notices/{notice.id}/": index.entries_of_notice(notice) for notice in made.notices}
    of_page |= {f"tasks/{notice.id}/": index.entries_of_notice(notice) for notice in made.notices}
    of_page |= {f"agencies/{body.id}/": index.entries_of_body(body) for body in made.agencies.values()}
    of_page |= {f"topics/{topic.id}/": index.entries_of_topic(topic) for topic in made.topics}
    told_of: set[str] = set()
    for path, soup in soups.items():
        here = posixpath.dirname(path)
        for row in soup.select("tr:has(td[data-label=任务]):has(td[data-label=报告的事项])"):
            link = row.select_one("a[href]")
            assert link is not None
            target = posixpath.normpath(posixpath.join(here, str(link["href"]).partition("#")[0]))
            address = f"{posixpath.dirname(target)}/"
            cells = [row.select_one(f"td[data-label={name}]") for name in ("任务", "报告的事项")]
            shown = Tally(*(int(cell.get_text()) for cell in cells if cell))
            assert shown == Tally.of(of_page[address]), (path, address)
            told_of.add(address.split("/")[0])
        for caption in soup.select("caption"):
            table = caption.find_parent("table")
            assert table is not None
            said = re.findall(r"(\d+) 项(?:任务|报告的事项)", caption.get_text())
            assert said or "tz-tasks" not in table["class"], path
            assert not said or len(table.select("tbody tr")) == sum(map(int, said)), path
    assert told_of == {"notices", "tasks", "agencies", "topics"}
    notice = made.notice(HEGANG)
    tally = Tally.of(index.entries_of_notice(notice))
    words = f"{tally.tasks} 项任务、{tally.reported} 项报告的事项"
    for path in ("index.md", "places/hegang/index.md", f"tasks/{HEGANG}/index.md", f"notices/{HEGANG}/index.md"):
        assert words in soups[path].get_text(), path


def test_lists_call_the_day_of_a_notice_by_one_name(pages: dict[str, str]) -> None:
    """It is that of publication where the notice gives no other."""
    for path in ("tasks/index.md", "notices/index.md"):
        assert "日期" in [cell.get_text() for cell in html(pages[path]).select("thead th")], path


def test_partners_are_told_once_with_shared_tasks(pages: dict[str, str], ledger: Ledger) -> None:
    body = next(body.id for body in ledger.agencies.values() if body.name == "省编办")
    own = {part.task for part in ledger.responsibilities if part.agency == body}
    shared: dict[str, set[str]] = {}
    for part in ledger.responsibilities:
        if part.task in own and part.agency != body and part.via is None:
            shared.setdefault(ledger.agencies[part.agency].name, set()).add(part.task)
    items = html(pages[f"agencies/{body}/index.md"]).select_one("#partners ~ ul")
    assert items is not None
    told = dict(item.get_text().split("：") for item in items.select("li"))
    assert told == {name: f"{len(tasks)} 项" for name, tasks in shared.items() if name in told}
    assert sorted(map(len, shared.values()))[-len(told) :] == sorted(len(shared[name]) for name in told)


def test_body_page_tells_open_groups_and_paragraphs_outside_tasks() -> None:
    """Tasks of groups that may include it are counted, linked and not claimed; a sentence without a number stands
    there too; 等 leaves a list open on every page that gives it."""
    text = "一、修路(县路政局、县林业局等部门负责)\n二、植树(县直各单位负责)\n县林业局每年抽查一次。\n县林业局:\n"
    named = [make.mention("县路政局"), make.mention("县林业局"), make.mention("县直各单位", collective=True)]
    placed = [replace(each, start=text.find(each.name), end=text.find(each.name) + len(each.name)) for each in named]
    lines = text.split("\n")
    tasks = [make.task("一", lines[0], placed[:2]), make.task("二", lines[1], placed[2:])]
    made = resolve([make.notice("a", "广东省肇庆市广宁县", tasks, text=text)], make.registry())
    soups = {path: html(page) for path, page in plan_pages(made, SITE).items()}
    forest = next(body for body in made.agencies.values() if body.name.endswith("林业局"))
    page = soups[f"agencies/{forest.id}/index.md"]
    said = page.get_text()
    assert "点名交给它的 1 项任务" in said
    assert "另有 1 项任务交给成员没有列明的统称，可能包括它" in said
    assert [item.get_text() for item in page.select("#passages + ul li")] == ["“县林业局每年抽查一次。”（工作方案）"]
    assert "林业局等部门" in soups["tasks/a/1/index.md"].select(".tz-answer")[0].get_text()
    assert "林业局等部门" in soups["tasks/a/index.md"].get_text()


def test_bodies_and_groups_are_counted_apart(pages: dict[str, str], ledger: Ledger) -> None:
    groups = sum(body.group for body in ledger.agencies.values())
    bodies = len(ledger.agencies) - groups
    assert f"共 {bodies} 个机构、{groups} 个统称。" in html(pages["agencies/index.md"]).get_text()
    assert f"{bodies} 个机构" in html(pages["index.md"]).get_text()


def test_notice_counts_named_bodies(pages: dict[str, str], ledger: Ledger) -> None:
    named = {part.agency for part in ledger.responsibilities if part.task.startswith(GUANGDONG) and part.via is None}
    groups = sum(ledger.agencies[agency].group for agency in named)
    said = f"点名 {len(named) - groups} 个机构、{groups} 个统称"
    assert said in html(pages[f"notices/{GUANGDONG}/index.md"]).get_text()


def test_index_pages_are_not_search_results(pages: dict[str, str]) -> None:
    for path in ("tasks/index.md", "agencies/index.md", "notices/index.md", "deadlines/index.md"):
        assert yaml.safe_load(pages[path].split("---\n")[1])["kind"] == "栏目"


def test_addressees_are_shown_as_written(ledger: Ledger) -> None:
    notice = ledger.notice(GUANGDONG)
    assert addressed_to(notice) == "广州、深圳、珠海、佛山、惠州、东莞、中山、江门、肇庆市人民政府,省有关单位"
    assert addressed_to(replace(notice, text="甲")) == "、".join(notice.front.addressees)
    shown = replace(notice, text="各市政府,省有关单位,中央驻粤单位:\n现将方案印发。")
    assert addressed_to(replace(shown, front=replace(notice.front, addressees=("各市政府", "省有关单位")))) == (
        "各市政府,省有关单位,中央驻粤单位"
    )


def recurring(site: SiteFacts, ledger: Ledger) -> list[str]:
    page = BeautifulSoup(str(html(plan_pages(ledger, site)["deadlines/recurring/index.md"])), "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("table tr")]


def test_next_recurrence_counts_from_build_date(ledger: Ledger) -> None:
    plain, later = (recurring(replace(SITE, date=day), ledger) for day in (None, "2021-03-01"))
    assert "成文后头几次" in plain[0]
    assert any("2015年12月31日、2016年12月31日、2017年12月31日" in row for row in plain)
    assert "接下来" in later[0]
    for rows in (plain, later):
        assert not any(re.search("20(2[1-9]|3)", row) for row in rows)
        assert any("自2018年起一般每5年 原文未写明持续到何时" in row for row in rows)
    assert any("已止（规划名称写明到2020年）" in row for row in later)


def test_calendar_has_all_months(pages: dict[str, str]) -> None:
    page = html(pages["deadlines/index.md"])
    for months in page.select("ol.tz-months"):
        assert [item.get_text().split("月")[0].strip() for item in months.select("li")] == [
            str(n) for n in range(1, 13)
        ]
        for link in months.select("a"):
            assert page.find(id=str(link["href"]).partition("#")[2]), link


def test_place_page_lists_notices_and_bodies(pages: dict[str, str]) -> None:
    page = html(pages["places/hegang/index.md"])
    assert page.select(f'a[href*="{HEGANG}"]')
    assert page.select('a[href*="agencies/hegang/"]')
    assert html(pages["places/index.md"]).select('a[href="hegang/index.md"]')

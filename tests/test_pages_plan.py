"""The planned pages: every link and anchor leads somewhere, every word of the notice is there, every fact has its place."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown

from builder.config.site import Download, Picture, SiteChange, SiteFacts, SourceFacts
from builder.exports.columns import table_forms
from builder.exports.plan import plan_downloads
from builder.ledger.index import LedgerIndex
from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Ledger
from builder.model.notice import Deadline, Edit, Finding, Notice
from builder.model.recurrence import Recurrence
from builder.pages.markdown.links import item_anchor, paragraph_anchor
from builder.pages.plan import plan_pages
from builder.pages.wording import day, recurrence, short
from builder.reading.prose import Prose
from builder.reading.time.recurrence_words import recurrences
from tests.conftest import ROOT
from tests.gold_ledger import GOLD, gold_ledger

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not GOLD.exists(), reason="the gold annotations are not here")]

SITE = SiteFacts("政务任务台账", "https://taizhang.example.gov.cn/", "2026-03-02")
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
GUANGDONG = "guangdong-2015-fazhi-shifanqu"
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


def body_of(text: str) -> str:
    return text.split("\n---\n", 1)[1]


def meta_of(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.removeprefix("---\n").split("\n---\n", 1)[0])
    assert isinstance(loaded, dict)
    return loaded


def html(text: str) -> BeautifulSoup:
    return BeautifulSoup(Markdown(extensions=EXTENSIONS).convert(body_of(text)), "html.parser")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return gold_ledger()


@pytest.fixture(scope="module")
def pages(ledger: Ledger) -> dict[str, str]:
    return plan_pages(ledger, SITE)


@pytest.fixture(scope="module")
def soups(pages: dict[str, str]) -> dict[str, BeautifulSoup]:
    return {path: html(text) for path, text in pages.items()}


def test_every_entity_has_page(pages: dict[str, str], ledger: Ledger) -> None:
    notice = ledger.notice(GUANGDONG)
    assert f"tasks/{GUANGDONG}/2-1-1/index.md" in pages
    assert sum(path.startswith(f"tasks/{GUANGDONG}/") for path in pages) == len(notice.tasks) + 1
    assert f"tasks/{GUANGDONG}/index.md" in pages
    assert sum(path.startswith("agencies/") for path in pages) == len(ledger.agencies) + 1
    assert {
        "index.md",
        "deadlines/2016-12-31/index.md",
        "deadlines/recurring/index.md",
        "deadlines/none/index.md",
    } <= set(pages)


def test_plan_is_deterministic(pages: dict[str, str], ledger: Ledger) -> None:
    assert plan_pages(ledger, SITE) == pages


def test_first_line_names_sources(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert text.startswith("---\nmade_from: "), path
        assert "source_texts/" in str(meta_of(text)["made_from"]), path


def test_one_h1_per_page(soups: dict[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        assert len(soup.find_all("h1")) == 1, path


def test_every_page_has_keywords(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        portal = meta_of(text).get("portal")
        assert isinstance(portal, dict), path
        words = str(portal.get("Keywords") or portal.get("ColumnKeywords") or "").split(",")
        assert all(word.strip() for word in words), path


def test_links_and_anchors_resolve(soups: dict[str, BeautifulSoup]) -> None:
    written = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*.md")}
    written |= {f"data/{form.name}.{ending}" for form in table_forms() for ending in ("csv", "json")}
    written |= {"data/datapackage.json", "data/taizhang.ics", "data/taizhang.atom"}
    anchors = {path: {str(node["id"]) for node in soup.select("[id]")} for path, soup in soups.items()}
    for path, soup in soups.items():
        for link in soup.select("a[href]"):
            target, _, anchor = str(link["href"]).partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            assert file in soups or file in written, (path, target)
            assert not anchor or file in written or unquote(anchor) in anchors[file], (path, str(link["href"]))


def test_element_ids_are_unique(soups: dict[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        ids = [str(node["id"]) for node in soup.select("[id]")]
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def test_full_text_equals_notice(soups: dict[str, BeautifulSoup], ledger: Ledger) -> None:
    for notice in ledger.notices:
        sheet = soups[f"notices/{notice.id}/index.md"].select_one(".tz-sheet")
        assert sheet is not None
        assert "".join(sheet.get_text().split()) == "".join(notice.text.split())


def test_facts_link_to_their_words(soups: dict[str, BeautifulSoup], ledger: Ledger) -> None:
    for notice in ledger.notices:
        path = f"notices/{notice.id}/index.md"
        sheet = soups[path]
        for task in notice.tasks:
            page = soups[f"tasks/{notice.id}/{LedgerIndex(ledger).entries[f'{notice.id}/{task.id}'].number}/index.md"]
            reached = {
                str(link["href"]).partition("#")[2] for link in page.select("a[href]") if notice.id in str(link["href"])
            }
            assert item_anchor(notice, task.id) in reached
            for kind, facts in (
                ("b", task.agencies),
                ("d", task.deadlines),
                ("n", task.targets),
                ("l", task.citations),
            ):
                for position, fact in enumerate(facts):
                    anchor = f"t{item_anchor(notice, task.id)[1:]}-{kind}{position + 1}"
                    place = sheet.find(id=anchor)
                    assert place is not None, (path, anchor)
                    assert anchor in reached or any(other.start == fact.start for other in facts[:position]), (
                        task.id,
                        anchor,
                    )
                    words = "".join(notice.text[fact.start : fact.end].split())
                    assert "".join(place.get_text().split()) in (words, "")


def test_task_page_begins_with_bodies_and_deadline(pages: dict[str, str]) -> None:
    """Who and by when stand before the words; the words before the tables."""
    text = pages[f"tasks/{GUANGDONG}/2-1-2/index.md"]
    answer, words, tables = text.index('class="tz-answer"'), text.index('class="tz-words"'), text.index("## 谁负责")
    assert answer < words < tables
    assert "<dt>牵头</dt>" in text[answer:words]
    assert "[2016年12月31日]" in text[answer:words]
    assert "到2016年底" in text[answer:words]


def test_missing_facts_are_stated(soups: dict[str, BeautifulSoup], ledger: Ledger) -> None:
    for notice in ledger.notices:
        for task in notice.tasks:
            if not task.deadlines and task.due.date is None:
                soup = soups[f"tasks/{notice.id}/{item_anchor(notice, task.id)[1:]}/index.md"]
                assert "原文未写明" in soup.select(".tz-answer dd")[-1].get_text()


def test_portal_tags_of_pages(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        tags = meta_of(text)["portal"]
        assert isinstance(tags, dict), path
        assert all(tags.values()), path
        if "ColumnName" in tags:
            assert {"ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(tags), path
        else:
            assert {"ArticleTitle", "ContentSource"} <= set(tags), path
            assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", str(tags["PubDate"])), path


def test_article_title_equals_heading(pages: dict[str, str], soups: dict[str, BeautifulSoup]) -> None:
    for path, text in pages.items():
        tags = meta_of(text)["portal"]
        assert isinstance(tags, dict)
        if "ArticleTitle" in tags:
            heading = soups[path].h1
            assert heading is not None
            assert heading.get_text() == tags["ArticleTitle"], path


def test_files_of_others_stay_beside_pages(ledger: Ledger) -> None:
    address = f"tasks/{GUANGDONG}/2-1-1/"
    site = replace(
        SITE,
        date="2016-06-01",
        downloads={address: (Download("本页数据(JSON)", f"{address}task.json", "application/json"),)},
        pictures={address: (Picture("图", f"{address}a.svg", "说明文字", f"{address}b.svg"),)},
        sources={
            GUANGDONG: SourceFacts(
                "https://www.gd.gov.cn/a", f"notices/{GUANGDONG}/source.txt", (("某人", "2020-01-02", "甲 → 乙"),)
            )
        },
        changes=(SiteChange("2020-01-02", "withdrawn", "旧文件", None),),
    )
    pages = plan_pages(ledger, site)
    assert "[本页数据(JSON)](task.json)" in pages[f"{address}index.md"]
    assert "![图](a.svg)" in pages[f"{address}index.md"]
    notice = pages[f"notices/{GUANGDONG}/index.md"]
    assert "[下载收到的原始文本](source.txt)" in notice
    assert "（离开本站）](https://www.gd.gov.cn/a)" in notice
    assert "甲 → 乙" in notice
    assert "撤下" in pages["changes/index.md"]
    assert "接下来的期限" in pages["index.md"]


def test_each_download_is_linked_from_its_page(ledger: Ledger) -> None:
    offered = plan_downloads(ledger)
    pages = plan_pages(ledger, replace(SITE, downloads=offered))
    for place, downloads in offered.items():
        address = place.partition("#")[0]
        text = pages[f"{address}index.md"]
        for download in downloads:
            assert f"({posixpath.relpath(download.path, address or '.')})" in text, (place, download.path)


def test_unproven_restorations_are_marked(ledger: Ledger) -> None:
    notice = ledger.notice(GUANGDONG)
    task = notice.tasks[1]
    edit = Edit(
        0,
        2,
        "?。",
        task.start,
        task.start + 4,
        notice.text[task.start : task.start + 4],
        EditKind.BYTE_SHIFT,
        "none",
        "两种读法",
    )
    doubtful = replace(notice, edits=(edit,))
    pages = plan_pages(
        replace(ledger, notices=tuple(doubtful if n.id == notice.id else n for n in ledger.notices)), SITE
    )
    assert '<span class="m-unsure">大力推行</span>' in pages[f"tasks/{GUANGDONG}/2-1-2/index.md"]
    assert '<span class="m-unsure">大力推行</span>' in pages[f"notices/{GUANGDONG}/index.md"]
    assert "两种读法" in pages[f"notices/{GUANGDONG}/restoration/index.md"]


def test_table_task_links_to_paragraph(ledger: Ledger) -> None:
    """A row of a table has no numbered item of its own in the outline."""
    notice = ledger.notice(GUANGDONG)
    bare = replace(notice, outline=tuple(item for item in notice.outline if item.id != "二/(一)/2"))
    pages = plan_pages(replace(ledger, notices=tuple(bare if n.id == notice.id else n for n in ledger.notices)), SITE)
    place = paragraph_anchor(notice.text, notice.tasks[1].start)
    assert f"notices/{GUANGDONG}/index.md#{place})" in pages[f"tasks/{GUANGDONG}/2-1-2/index.md"]
    assert html(pages[f"notices/{GUANGDONG}/index.md"]).find(id=place) is not None


def hostile(notice: Notice) -> Notice:
    """The same notice with every comma turned into something that would be markup."""
    evil = "<img src=x onerror=alert(1)>[点](http://evil.example){ .x }*|`"
    front = replace(notice.front, title=evil, plan_title=evil, issuers=(evil,), document_number=evil)
    tasks = tuple(
        replace(
            task,
            heading=evil,
            label=evil,
            agencies=tuple(replace(mention, name=evil, written=evil) for mention in task.agencies),
            deadlines=tuple(replace(limit, written=evil, what=evil) for limit in task.deadlines),
            targets=tuple(replace(target, written=evil, what=evil, unit=evil) for target in task.targets),
        )
        for task in notice.tasks
    )
    text = notice.text.replace(",", "*").replace("。", "<").replace("、", "[").replace("(", "`")
    findings = (Finding(FindingCode.LABEL_GAP, evil, 1, 2),)
    return replace(notice, front=front, tasks=tasks, text=text, findings=findings)


def test_markup_in_notice_is_escaped(ledger: Ledger) -> None:
    pages = plan_pages(replace(ledger, notices=tuple(map(hostile, ledger.notices))), SITE)
    for path, text in pages.items():
        soup = html(text)
        assert not soup.select("img, script, code, em, [onerror], .x"), path
        assert not [link for link in soup.select("a[href]") if "evil" in str(link["href"])], path


def test_empty_ledger_has_index_pages() -> None:
    pages = plan_pages(Ledger((), {}, {}, (), (), {}, (), (), {}), SITE)
    assert len(html(pages["notices/index.md"]).find_all("h1")) == 1
    assert {"index.md", "tasks/index.md", "agencies/index.md", "deadlines/index.md", "quality/index.md"} <= set(pages)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("深化商事制度改革。推进工商营业执照、组织机构代码证改革", "深化商事制度改革"),
        (
            "依法全面履行政府职能,落实行政组织和行政程序法律制度。(省编办负责)",
            "依法全面履行政府职能,落实行政组织和行政程序法律制度",
        ),
        (
            "实行重大决策目录管理,到2016年底前,珠三角九市政府及其部门普遍制定重大行政决策事项目录并向社会公布",
            "实行重大决策目录管理",
        ),
        ("公开。", "公开"),
        (
            "一个没有任何标点而且长得放不进标题里的句子必须在某处截断因为没有别的办法可想",
            "一个没有任何标点而且长得放不进标题里的句子必须在某处截…",
        ),
        ("", ""),
    ],
)
def test_task_title_is_first_clause(words: str, title: str) -> None:
    assert short(words) == title


@pytest.mark.parametrize(
    ("date", "words"),
    [("2016-12-31", "2016年12月31日"), ("01-31", "1月31日"), (None, "原文未写明"), ("recurring", "recurring")],
)
def test_dates_in_words(date: str | None, words: str) -> None:
    assert day(date) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("yearly", "每年"),
        ("yearly by 01-31", "每年1月31日前"),
        ("yearly on 12-04", "每年12月4日"),
        ("yearly from 2016", "自2016年起每年"),
        ("yearly by 03-31 from 2019", "自2019年起每年3月31日前"),
        ("yearly from 2018 to 2020", "2018年至2020年每年"),
        ("monthly from 2018-10 to 2018-12", "2018年10月至2018年12月每月"),
        ("every 5 years from 2018", "自2018年起每5年"),
        ("every 2 years", "每2年"),
        ("every 3-5 years", "每3至5年"),
        ("every 6 months", "每6个月"),
        ("quarterly", "每季度"),
        ("quarterly by 1-10", "每季度第1个月10日前"),
        ("monthly by 05", "每月5日前"),
        ("half-monthly", "每半个月"),
        ("every working day", "每个工作日"),
        ("every 3 working days", "每3个工作日"),
        ("every term", "每学期"),
        (None, "定期"),
    ],
)
def test_recurrences_in_words(rule: str | None, words: str) -> None:
    limit = Deadline("每次", "recurring", None, Recurrence.parse(rule) if rule else None, None, "", 0, 2)
    assert recurrence(limit) == words


def test_every_recurrence_has_chinese_words() -> None:
    """What the reader makes of words of repetition, the page can say: no rule is shown as it is written in data."""
    spans = ["年", "季度", "月", "周", "天", "工作日", "学期", "学年"]
    words = [f"每{unit}" for unit in (*spans, "半年", "半月", "旬", "日")]
    words += [f"每{count}个{unit}" for count in ("3", "两", "3至5") for unit in spans]
    for word in words:
        (found,) = recurrences(Prose.of(f"{word}检查一次。", 0, len(word) + 5))
        limit = Deadline(word, "recurring", None, found.rule, None, "", 0, 2)
        assert recurrence(limit) != "定期", word
        assert not re.search("[a-z]", recurrence(limit))


def test_paragraphs_are_numbered_from_one() -> None:
    assert [paragraph_anchor("甲\n乙\n丙", offset) for offset in (0, 2, 4)] == ["p1", "p2", "p3"]


def test_old_comparison_addresses_redirect(pages: dict[str, str]) -> None:
    """/walks/… leads on to /comparisons/…."""
    new = [path for path in pages if path.startswith("comparisons/")]
    assert len(new) > 1
    for path in new:
        old = path.replace("comparisons/", "walks/", 1)
        moved = str(meta_of(pages[old])["moved"])
        assert posixpath.normpath(posixpath.join(posixpath.dirname(old), moved)) == posixpath.dirname(path)

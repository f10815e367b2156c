"""Search in a real browser: every page that holds the words is found, exact matches first."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

QUERIES = [
    "双随机",
    "法律顾问",
    "权力清单",
    "行政复议",
    "市政府法制办",
    "网上办事大厅",
    "合法性审查",
    "重大行政决策",
    "终身责任追究",
    "不少于24次",
    "2016年底",
    "成府发〔2015〕20号",
    "珠三角九市",
    "12345",
]


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().replace("〔", "[").replace("〕", "]")
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    """The searchable text of every page by its address below the site's root."""
    found = {}
    for path in sorted((built / "site").rglob("index.html")):
        body = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("[data-pagefind-body]")
        if body:
            for ignored in body.select("[data-unsearched]"):
                ignored.decompose()
            address = path.parent.relative_to(built / "site").as_posix()
            found["" if address == "." else address + "/"] = fold(body.get_text())
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Page:
    page = browser.new_page()
    page.goto(f"{site_url}search/")
    page.wait_for_selector(".tz-search__input")
    return page


def wait_until_found(page: Page) -> None:
    """Until the results are those of the words and filters now set: the earlier ones stay while a search runs."""
    page.wait_for_function(
        """() => !document.querySelector('.tz-search__results').hasAttribute('aria-busy')
               && /找到|没有/.test(document.querySelector('.tz-search__status').textContent)"""
    )


def results(page: Page, query: str, site_url: str) -> list[str]:
    """The addresses of all results for a query, in the order shown."""
    page.fill(".tz-search__input", "")
    page.wait_for_function("document.querySelector('.tz-search__status').textContent === ''")
    page.fill(".tz-search__input", query)
    page.keyboard.press("Enter")
    wait_until_found(page)
    while page.is_visible(".tz-search__more"):
        page.click(".tz-search__more")
    links: list[str] = page.eval_on_selector_all(".tz-search__link", "links => links.map(link => link.href)")
    return [link.removeprefix(site_url).split("#")[0] for link in links]


@pytest.mark.parametrize("query", QUERIES)
def test_pages_with_words_rank_first(browser: Browser, pages: dict[str, str], site_url: str, query: str) -> None:
    """On a page just opened: earlier searches would have loaded parts of the index that this one may need."""
    page = browser.new_page()
    page.goto(f"{site_url}search/")
    page.wait_for_selector(".tz-search__input")
    wanted = {address for address, text in pages.items() if fold(query) in text}
    assert wanted, "the query must be about something on the site"
    found = results(page, query, site_url)
    page_said = page.text_content(".tz-search__status")
    page.close()
    assert wanted <= set(found), (page_said, len(found), sorted(wanted - set(found))[:5])
    assert set(found[: len(wanted)]) == wanted, "an exact match stands before any other"


def test_hits_are_marked(page: Page, site_url: str) -> None:
    results(page, "不少于24次", site_url)
    assert page.text_content(".tz-search__excerpt mark") == "不少于24次"


def test_filters_narrow_the_results(page: Page, site_url: str) -> None:
    everything = results(page, "权力清单", site_url)
    page.select_option("#tz-search-page-kind", value="任务")
    wait_until_found(page)
    links = page.eval_on_selector_all(".tz-search__link", "links => links.map(link => link.href)")
    assert 0 < len(links) < len(everything)
    assert all("/tasks/" in link for link in links)
    page.select_option("#tz-search-page-kind", value="")
    labels = page.eval_on_selector_all(".tz-search__filter label", "labels => labels.map(label => label.textContent)")
    assert labels == ["种类", "地区", "机构", "年份"]


def test_empty_result_is_stated(page: Page, site_url: str) -> None:
    for nonsense in ("量子纠缠态", "plughxyzzy"):
        assert results(page, nonsense, site_url) == []
        assert "没有找到" in (page.text_content(".tz-search__status") or "")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("成府发〔2015〕20号", "notices/chengdu-2015-fazhi-guihua/"),
        ("成府发[2015]20号", "notices/chengdu-2015-fazhi-guihua/"),
        ("广东省创建珠三角法治政府示范区工作方案", "notices/guangdong-2015-fazhi-shifanqu/"),
        ("成都市人民政府关于印发成都市法治政府建设规划(2015-2020年)的通知", "notices/chengdu-2015-fazhi-guihua/"),
        ("广东省机构编制委员会办公室", "agencies/guangdong/bianban/"),
    ],
)
def test_exact_name_ranks_first(page: Page, site_url: str, query: str, first: str) -> None:
    assert results(page, query, site_url)[0] == first


def test_unknown_word_has_few_results(page: Page, site_url: str) -> None:
    assert len(results(page, "法治办", site_url)) < 10


def test_partial_matches_contain_some_words(page: Page, pages: dict[str, str], site_url: str) -> None:
    near = results(page, "权力清单管理使馆", site_url)
    assert (page.text_content(".tz-search__status") or "").startswith("没有页面含有")
    assert near
    parts = ("权力", "力清", "清单", "单管", "管理", "理使", "使馆")
    assert all(any(part in pages[address] for part in parts) for address in near)


def test_url_carries_query(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}search/?q=双随机")
    page.wait_for_selector(".tz-search__link")
    assert page.input_value(".tz-search__input") == "双随机"
    page.close()


def test_dialog_opens_by_key(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("成府发〔2015〕20号")
    page.wait_for_selector(".tz-search__link")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "tz-search__link"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(notices|tasks|documents)/"))
    page.go_back()
    page.keyboard.press("s")
    page.wait_for_selector("dialog.tz-search-dialog", state="visible")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.tz-search-dialog", state="hidden")
    page.wait_for_function("document.activeElement.hasAttribute('data-tz-search-open')")  # the focus goes back
    page.close()

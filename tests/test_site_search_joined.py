"""Sites of one server searched as one: a province's site finds what its cities' sites hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import run, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

NOTICE = """广东省水利厅关于整治河道的通知

各市水利局：

一、整治河道

（一）编制权力清单。省水利厅于2022年10月底前编制河道管理的权力清单。
（二）清理龙舟水障碍。省水利厅于2022年4月底前清理龙舟水障碍物。

广东省水利厅
2022年1月5日
"""
WITH = """  search_with:
    - name: 五份通知
      address: ../cities/
    - name: 没有的市
      address: ../none/
"""


@pytest.fixture(scope="module")
def page(browser: Browser, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The search page of a site with a notice of its own, beside which stand that of the five notices and one that is
    not there."""
    portal = tmp_path_factory.mktemp("portal")
    project = portal / "project"
    assert run("init", project, cwd=portal).status == 0
    (project / "source_texts" / "guangdong-2022-hedao.txt").write_text(NOTICE, "utf-8")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  search_with: []\n", WITH), "utf-8")
    done = run("build", "--site-dir", portal / "province", cwd=project)
    assert done.status == 0, done.err
    (portal / "cities").symlink_to(built / "site")
    server, address = serve(portal)
    page = browser.new_page()
    page.goto(f"{address}province/search/")
    page.wait_for_selector(".tz-search__filter")
    yield page
    page.close()
    server.shutdown()


def ask(page: Page, query: str) -> tuple[str, list[str], list[str]]:
    """What is told of a query, the addresses of the results shown, and where they are from."""
    page.fill(".tz-search__input", query)
    page.keyboard.press("Enter")
    page.wait_for_function(
        """(query) => !document.querySelector('.tz-search__results').hasAttribute('aria-busy')
                      && document.querySelector('.tz-search__status').textContent.includes(`“${query}”`)""",
        arg=query,
    )
    links = page.eval_on_selector_all(".tz-search__link", "links => links.map(link => new URL(link.href).pathname)")
    return page.inner_text(".tz-search__status"), links, page.locator(".tz-search__where").all_inner_texts()


def total(status: str) -> int:
    found = re.search(r"找到 (\d+) 个页面", status)
    assert found, status
    return int(found[1])


def test_pages_of_all_sites_are_found(page: Page) -> None:
    status, links, where = ask(page, "权力清单")
    assert {link.split("/")[1] for link in links[:4]} == {"province", "cities"}
    assert all(("五份通知" in words) == link.startswith("/cities/") for link, words in zip(links, where, strict=True))
    # The total is that of both, each as it tells by itself.
    alone = page.evaluate(
        """async () => Promise.all(["/province/", "/cities/"].map(async (root) => {
            const engine = await import(`${root}assets/javascripts/search-engine.js`);
            return (await engine.find("权力清单")).results.length;
        }))"""
    )
    assert all(alone)
    assert total(status) == sum(alone)


def test_exact_words_of_one_site_leave_near_ones_of_others_out(page: Page) -> None:
    _status, links, _where = ask(page, "龙舟水障碍")
    assert links
    assert all(link.startswith("/province/") for link in links)


def test_excerpts_and_marks_are_of_the_page_found(page: Page) -> None:
    ask(page, "行政复议")
    page.wait_for_selector(".tz-search__excerpt mark")
    first = page.locator(".tz-search__result").first
    assert first.locator("mark").first.inner_text() == "行政复议"
    link = first.locator("a").get_attribute("href")
    assert link is not None
    assert page.request.get(link).ok


def test_site_that_does_not_answer_is_told(page: Page) -> None:
    status, _links, _where = ask(page, "权力清单")
    assert "没有的市暂时不能搜索" in status


def test_filters_are_of_all_sites(page: Page) -> None:
    places = page.locator("#tz-search-page-place option").all_inner_texts()
    assert any("江门市" in place for place in places)
    assert any(place.startswith("广东省（") for place in places)

"""The site as its readers meet it: accessible in every dress, readable without scripts, its controls at work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WRITTEN = ["", "about/", "data/", "search/", "sitemap/", "quality/", "changes/", "places/"]


@pytest.fixture(scope="module")
def kinds(built: Path) -> list[str]:
    """One address of every kind of page, and each index; the longest page of its kind."""
    site = built / "site"
    found = list(WRITTEN)
    for kind in ("notices", "tasks", "agencies", "deadlines", "documents", "topics", "comparisons"):
        found.append(f"{kind}/")
        pages = sorted((site / kind).rglob("*/index.html"), key=lambda path: (path.stat().st_size, path.as_posix()))
        found += [f"{path.parent.relative_to(site).as_posix()}/" for path in pages[-1:]]
    found += [
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in sorted(site.glob("notices/*/restoration/index.html"))[:1]
    ]
    return found


def dressed(browser: Browser, *, width: int, scheme: str, size: str, contrast: str = "normal") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    chosen = json.dumps({"size": size, "contrast": contrast})
    context.add_init_script(f"localStorage.setItem('taizhang.reading', {json.dumps(chosen)})")
    return context.new_page()


@pytest.mark.parametrize("contrast", ["normal", "high"])
@pytest.mark.parametrize("size", ["1", "3"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_overflow(
    browser: Browser, site_url: str, kinds: list[str], scheme: str, width: int, size: str, contrast: str
) -> None:
    if contrast == "high" and size == "1":
        pytest.skip("high contrast is tried with the largest letters")
    page = dressed(browser, width=width, scheme=scheme, size=size, contrast=contrast)
    found = []
    for address in kinds:
        page.goto(site_url + address)
        page.add_script_tag(path=AXE)
        result = page.evaluate("tags => axe.run({resultTypes: ['violations'], runOnly: tags})", RULES)
        passed = {rule["id"] for rule in result["passes"]}
        assert {"color-contrast", "target-size"} <= passed, f"{address}: these rules were not tried"
        found += [(address, v["id"], v["nodes"][0]["html"], len(v["nodes"])) for v in result["violations"]]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append((address, "runs over the width", "", over))
    page.context.close()
    assert found == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_not_found_page(browser: Browser, built: Path, scheme: str, width: int) -> None:
    """Its links begin at the address in `site_url`, which is the root of a host here: it is shown at any depth."""
    server, address = serve(built / "site")
    page = dressed(browser, width=width, scheme=scheme, size="1")
    page.goto(f"{address}404.html")
    assert "没有这个页面" in page.title()
    page.add_script_tag(path=AXE)
    result = page.evaluate("tags => axe.run({resultTypes: ['violations'], runOnly: tags})", RULES)
    assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("link", name="机构", exact=True).last.click()
    expect(page.locator("h1")).to_have_text("机构")
    page.context.close()
    server.shutdown()


def test_zoom_200_percent_keeps_content(browser: Browser, site_url: str, kinds: list[str]) -> None:
    """Zoomed to 200 % a window of 1280 pixels is one of 640 with letters of twice the size."""
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    for address in kinds:
        page.goto(site_url + address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
        cut = page.evaluate(
            """() => [...document.querySelectorAll('article :is(p, li, td, th, dd, h1, h2, h3, a), header a, header summary')]
                .filter((node) => node.checkVisibility() && ['hidden', 'clip'].includes(getComputedStyle(node).overflowX)
                                  && node.scrollWidth > node.clientWidth + 1 && !node.closest('.tz-visually-hidden'))
                .map((node) => node.outerHTML.slice(0, 120))"""
        )
        assert cut == [], address
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    yield context.new_page()
    context.close()


def test_display_settings_are_remembered(page: Page, site_url: str) -> None:
    page.goto(site_url)
    plain = page.evaluate("getComputedStyle(document.querySelector('article')).fontSize")
    page.get_by_text("阅读设置").click()
    page.get_by_role("button", name="特大").click()
    page.get_by_role("button", name="高对比").click()
    page.get_by_role("button", name="深色").click()
    assert page.get_by_role("button", name="特大").get_attribute("aria-pressed") == "true"
    page.goto(f"{site_url}tasks/")
    large = page.evaluate("getComputedStyle(document.querySelector('article')).fontSize")
    assert float(large.removesuffix("px")) > 1.25 * float(plain.removesuffix("px"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_settings_close_with_escape(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_text("阅读设置").click()
    expect(page.get_by_role("button", name="特大")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="特大")).to_be_hidden()


def test_tables_sort_and_filter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}topics/")
    rows = page.locator("table.tz-table tbody tr")
    total = rows.count()
    page.get_by_role("button", name="任务").click()
    page.get_by_role("button", name="任务").click()
    counts = [int(words) for words in page.locator("tbody td[data-label=任务]").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert page.locator("th[aria-sort=descending]").count() == 1
    page.get_by_label("筛选").fill("行政")
    shown = page.locator("table.tz-table tbody tr:visible").count()
    assert 0 < shown < total
    assert f"{shown} / {total}" in page.locator(".tz-table-status").inner_text()
    page.get_by_label("筛选").fill("")
    page.get_by_label("排序").select_option("")
    assert page.locator("table.tz-table tbody tr:visible").count() == total


def test_pages_work_without_scripts(browser: Browser, site_url: str, kinds: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    for address in kinds:
        page.goto(site_url + address)
        expect(page.locator("h1")).to_be_visible()
        assert not page.get_by_text("阅读设置", exact=True).is_visible(), address
        assert page.locator(".tz-table-tools").count() == 0
    context.close()


def test_scripts_add_only_controls(browser: Browser, site_url: str, kinds: list[str]) -> None:
    """The article says the same with scripts and without; the search page alone says where else to look."""
    said = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1000, "height": 800})
        page = context.new_page()
        texts = {}
        for address in kinds:
            if address != "search/":
                page.goto(site_url + address)
                article = BeautifulSoup(page.content(), "lxml").select_one("article")
                assert article is not None
                for control in article.select(".tz-table-tools, #tz-browse > *"):
                    control.decompose()
                texts[address] = re.sub(r"\s+", "", article.get_text())
        said.append(texts)
        context.close()
    assert said[0] == said[1]


def test_task_answer_fits_first_phone_screen(browser: Browser, site_url: str, built: Path) -> None:
    """Who and by when, on every task's page, within 700 pixels of the top at 390 pixels' width."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    late = []
    for path in sorted((built / "site" / "tasks").rglob("*/*/index.html"))[::9]:
        page.goto(f"{site_url}{path.parent.relative_to(built / 'site').as_posix()}/")
        box = page.locator(".tz-answer").bounding_box()
        if box is None or box["y"] + min(box["height"], 200) > 700:
            late.append((path.parent.as_posix(), box))
    context.close()
    assert late == []


def test_filter_covers_all_tables_and_written_names(page: Page, site_url: str) -> None:
    """市政府法制办 is what Chengdu writes; the table says 成都市法制办."""
    page.goto(f"{site_url}agencies/")
    box = page.get_by_label("筛选全部表格")
    expect(page.locator("[data-tz-together] input[type=search]")).to_have_count(1)
    for name in ("市政府法制办", "县编办", "市审改办"):
        box.fill(name)
        shown = page.locator("[data-tz-together] tbody tr:visible")
        assert shown.count() > 0, name
        assert f"{shown.count()} / " in page.locator(".tz-table-status").first.inner_text()
    box.fill("没有这样的机构")
    expect(page.locator("[data-tz-together] table:visible")).to_have_count(0)
    page.goto(f"{site_url}tasks/chengdu-2015-fazhi-guihua/")
    page.get_by_label("筛选全部表格").fill("市政府法制办")
    assert page.locator("table.tz-tasks tbody tr:visible").count() > 0


def test_fact_links_to_its_words(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}tasks/guangdong-2015-fazhi-shifanqu/2-1-2/")
    page.locator("#when + table").get_by_role("link", name="到2016年底").click()
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    assert place.inner_text() == "到2016年底"


def test_keyboard_reaches_task_and_returns(page: Page, site_url: str) -> None:
    """Only keys: skip link, the bodies, a named body, its first task, and back to the body."""
    page.goto(site_url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"

    def tab_to(words: str) -> None:
        for _ in range(400):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.innerText?.trim()") == words:
                style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert style != "none", f"focus on {words} cannot be seen"
                return
        pytest.fail(f"no way to {words} by keyboard")

    tab_to("机构")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/")
    tab_to("广东省人民政府法制办公室")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/guangdong/**")
    body = page.url
    tab_to("大力推行权力清单制度")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/**")
    tab_to("广东省法制办")
    page.keyboard.press("Enter")
    page.wait_for_url(body)


def test_printed_pages_are_black_on_white(browser: Browser, site_url: str) -> None:
    page = dressed(browser, width=800, scheme="dark", size="3", contrast="high")
    page.emulate_media(media="print")
    page.goto(f"{site_url}tasks/guangdong-2015-fazhi-shifanqu/2-1-2/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.tz-words p')).color") == "rgb(0, 0, 0)"
    assert not page.locator("header.tz-header").is_visible()
    page.context.close()

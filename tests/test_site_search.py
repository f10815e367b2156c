"""Search in a real browser: every page that holds the words is found, exact matches first."""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections import Counter
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


NAMED = [
    ("省法制办", "agencies/guangdong/fazhi/"),
    ("广东省经信委", "agencies/guangdong/jingxin/"),
    ("财政 广宁", "agencies/guangdong-zhaoqing-guangning/caizheng/"),
    ("肇庆市广宁县", "places/guangdong-zhaoqing-guangning/"),
    ("成都市双流区", "places/sichuan-chengdu-shuangliu-xian/"),
    ("2018年底前", "deadlines/2018-12-31/"),
    ("二〇一六年底", "deadlines/2016-12-31/"),
    ("2017-10-31", "deadlines/2017-10-31/"),
    ("成府发（2015）20号", "notices/chengdu-2015-fazhi-guihua/"),
    ("廣東省編辦", "agencies/guangdong/bianban/"),
    ("chengdu", "places/sichuan-chengdu/"),
    ("2018年十二月", "deadlines/2018-12-31/"),
    ("2019/7/15", "notices/hegang-2019-shifan-chuangjian/"),
    ("2015-07-06", "notices/chengdu-2015-fazhi-guihua/"),
    ("“萝北”？", "places/heilongjiang-hegang-luobei/"),
    ("成都郫都", "places/sichuan-chengdu-pixian/"),
    ("四川省", "places/sichuan-chengdu/"),
    ("成都 广宁 对照", "comparisons/chengdu-2015-fazhi-guihua/guangning-2017-fazhi-fangan/"),
    ("xinfang", "tasks/"),
    ("zjlz", "tasks/"),
]


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().replace("〔", "[").replace("〕", "]")
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    """What every page says itself, by its address below the site's root."""
    found = {}
    for path in sorted((built / "site").rglob("index.html")):
        body = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("[data-searched]")
        if body:
            for ignored in body.select("[data-unsearched], [data-quoted]"):
                ignored.decompose()
            address = path.parent.relative_to(built / "site").as_posix()
            found["" if address == "." else address + "/"] = fold(body.get_text())
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def sentences(built: Path, pages: dict[str, str]) -> list[tuple[str, str]]:
    """What stands in one paragraph, cell or heading of a page itself: address and words."""
    found = []
    for address in sorted(pages):
        path = built / "site" / address / "index.html"
        body = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("[data-searched]")
        assert body
        for ignored in body.select("[data-unsearched], [data-quoted], [hidden]"):
            ignored.decompose()
        found += [
            (address, words)
            for block in body.select("p, td, th, dt, dd, h1, h2, caption")
            if not block.select("p, div, ul, ol") and len(words := fold(block.get_text())) > 1
        ]
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


def wait_until_told(page: Page) -> None:
    """As above, where filters are set and no words."""
    page.wait_for_function(
        """() => !document.querySelector('.tz-search__results').hasAttribute('aria-busy')
               && document.querySelector('.tz-search__status').textContent.includes('共')"""
    )


def results(page: Page, query: str, site_url: str) -> list[str]:
    """The addresses of all results for a query, in the order shown."""
    page.fill(".tz-search__input", "")
    page.wait_for_function("/^$|^所选范围内共/.test(document.querySelector('.tz-search__status').textContent)")
    page.fill(".tz-search__input", query)
    page.keyboard.press("Enter")
    wait_until_found(page)
    while page.is_visible(".tz-search__more"):
        page.click(".tz-search__more")
        wait_until_found(page)
    links: list[str] = page.eval_on_selector_all(".tz-search__link", "links => links.map(link => link.href)")
    return [link.removeprefix(site_url).split("#")[0] for link in links]


@pytest.mark.parametrize("query", ["成都 2016年底", "成都2016年底", "成都 2016-12-31"])
def test_place_and_day_asked_together_are_offered_apart(page: Page, site_url: str, query: str) -> None:
    """No page is of both: the day's page says which places have nothing then."""
    results(page, query, site_url)
    page.wait_for_selector(".tz-search__apart:not([hidden])")
    links = page.eval_on_selector_all(".tz-search__apart a", "links => links.map(link => link.href)")
    assert [link.removeprefix(site_url) for link in links] == ["places/sichuan-chengdu/", "deadlines/2016-12-31/"]


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


@pytest.mark.parametrize(("query", "first"), NAMED)
def test_names_of_all_kinds_rank_first(page: Page, site_url: str, query: str, first: str) -> None:
    assert results(page, query, site_url)[0].startswith(first)


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("百分之三十二点五", ["32.5%"]),
        ("百分之百", ["100%"]),
        ("四十五个", ["45个"]),
        ("一百零八件", ["108件"]),
        ("二三个", []),
        ("12个", ["十二个"]),
        ("二〇二一年三月", ["2021年3月"]),
        ("2021年十一月二十日", ["2021年11月20日"]),
        ("节水器具", []),
    ],
)
def test_numerals_and_figures_are_respelled(page: Page, query: str, others: list[str]) -> None:
    found = page.evaluate(
        """async (query) => (await import(new URL("../assets/javascripts/search-spelling.js", location.href).href))
            .respelled(query)""",
        query,
    )
    assert found == others


def test_punctuation_left_out_of_a_phrase_is_put_back(
    page: Page, sentences: list[tuple[str, str]], site_url: str
) -> None:
    """Any three members of a list with 、 typed in one."""
    phrases = {
        match[0]: address
        for address, text in sentences
        if address.startswith("tasks/") and (match := re.search(r"(?:[一-龥]{3,5}、){2}[一-龥]{3}", text))
    }
    wanted = random.Random(3).sample(sorted(phrases), 5)
    for phrase in wanted:
        found = results(page, phrase.replace("、", ""), site_url)
        assert phrases[phrase] in found, phrase
        assert f"（按“{phrase}”查找）" in (page.text_content(".tz-search__status") or "")


def test_every_part_of_a_page_finds_it(page: Page, sentences: list[tuple[str, str]]) -> None:
    """The engine alone, on words taken anywhere from what pages say."""
    chance = random.Random(7)
    wanted = []
    for address, text in chance.sample(sentences, 150):
        start = chance.randrange(len(text) - 1)
        words = text[start : start + chance.randint(2, 40)]
        wanted.append([address, words])
    lost = page.evaluate(
        """async (wanted) => {
            const engine = await import(new URL("../assets/javascripts/search-engine.js", location.href).href);
            const lost = [];
            for (const [address, words] of wanted) {
                const found = await engine.find(words);
                const facts = await Promise.all(found.results.map((result) => engine.facts(result.page)));
                const at = facts.findIndex((fact) => fact.address === address);
                if (at < 0 || !found.results[at].own) lost.push([address, words]);
            }
            return lost;
        }""",
        wanted,
    )
    assert lost == []


def test_single_signs_find_all_their_pages_and_are_marked(page: Page, pages: dict[str, str]) -> None:
    """The engine alone, on the commonest sign and on rarer ones."""
    often = Counter(sign for text in pages.values() for sign in set(text) if "一" <= sign <= "龥")
    rarer = [sign for sign, of in sorted(often.items()) if 2 <= of <= 40]
    wanted = [often.most_common(1)[0][0], *random.Random(5).sample(rarer, 8)]
    found = page.evaluate(
        """async (wanted) => {
            const engine = await import(new URL("../assets/javascripts/search-engine.js", location.href).href);
            const found = {};
            for (const sign of wanted) {
                const own = (await engine.find(sign)).results.filter((result) => result.own);
                found[sign] = await Promise.all(own.map(async ({ page, place, words }) => [
                    (await engine.facts(page)).address,
                    (await engine.excerpt(place, words)).some(([text, hit]) => hit && text.toLowerCase() === sign),
                ]));
            }
            return found;
        }""",
        wanted,
    )
    for sign in wanted:
        assert {address for address, _ in found[sign]} == {address for address, text in pages.items() if sign in text}
        assert all(marked for _, marked in found[sign]), sign


@pytest.mark.parametrize(
    ("query", "offer"),
    [
        ("权利清单", "权力清单"),
        ("行正复议", "行政复议"),
        ("法政治府", "法治政府"),
        ("公按局", "公安局"),
        ("照庆", "肇庆"),
        ("萝贝县？", "萝北县"),
    ],
)
def test_near_misses_are_offered(page: Page, site_url: str, query: str, offer: str) -> None:
    results(page, query, site_url)
    page.click(f".tz-search__offer:text-is('{offer}')")
    wait_until_found(page)
    assert page.input_value(".tz-search__input") == offer
    assert f"“{offer}”" in (page.text_content(".tz-search__status") or "")


def test_words_of_another_notice_do_not_count(page: Page, site_url: str) -> None:
    found = results(page, "津贴", site_url)
    assert found
    assert not [address for address in found if address.startswith("tasks/guangning")]


def test_filters_alone_list_and_stay_in_the_address(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}search/")
    page.wait_for_selector("#tz-search-page-place")
    page.select_option("#tz-search-page-place", value="黑龙江省鹤岗市")
    page.select_option("#tz-search-page-kind", value="任务")
    wait_until_told(page)
    told = page.text_content(".tz-search__status")
    page.reload()
    page.wait_for_selector(".tz-search__link")
    assert page.text_content(".tz-search__status") == told
    page.click(".tz-search__link >> nth=0")
    page.wait_for_url(re.compile("/tasks/hegang"))
    page.go_back()
    page.wait_for_selector(".tz-search__link")
    assert page.input_value("#tz-search-page-kind") == "任务"
    page.close()


def test_bodies_are_chosen_by_what_pages_call_them(page: Page) -> None:
    """Beside the full name, which stays the value in the address."""
    words = page.text_content("#tz-search-page-agency option[value='广东省人民政府法制办公室']") or ""
    assert re.fullmatch(r"广东省法制办（广东省人民政府法制办公室）（\d+）", words)


def test_days_are_of_the_places_of_their_tasks(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}search/")
    page.wait_for_selector("#tz-search-page-place")
    page.select_option("#tz-search-page-kind", value="期限")
    page.select_option("#tz-search-page-place", value="广东省")
    wait_until_told(page)
    links = page.eval_on_selector_all(".tz-search__link", "links => links.map(link => link.href)")
    page.close()
    assert f"{site_url}deadlines/2016-01-31/" in links
    assert f"{site_url}deadlines/2017-10-31/" not in links


def test_a_query_with_two_filters_costs_few_requests(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}search/")
    page.wait_for_selector(".tz-search__filter")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill(".tz-search__input", "法治宣传")
    page.keyboard.press("Enter")
    wait_until_found(page)
    page.select_option("#tz-search-page-place", value="四川省成都市")
    wait_until_found(page)
    page.select_option("#tz-search-page-kind", value="任务")
    wait_until_found(page)
    page.wait_for_load_state("networkidle")
    page.close()
    assert 0 < len(asked) <= 25


def test_members_of_a_group_have_its_tasks(page: Page, site_url: str) -> None:
    page.select_option("#tz-search-page-agency", value="江门市人民政府")
    found = results(page, "权力清单", site_url)
    page.select_option("#tz-search-page-agency", value="")
    assert "tasks/guangdong-2015-fazhi-shifanqu/2-1-2/" in found


def test_a_query_costs_few_small_files(browser: Browser, site_url: str) -> None:
    for query in (
        "行政执法",
        "法",
        "成都市人民政府关于印发成都市法治政府建设规划的通知",
        "行政执法人员违法行为投诉举报电话",
    ):
        page = browser.new_page()
        page.goto(f"{site_url}search/")
        page.wait_for_selector(".tz-search__filter")
        page.wait_for_load_state("networkidle")
        sizes: list[int] = []
        page.on("response", lambda answer, sizes=sizes: sizes.append(len(gzip.compress(answer.body()))))
        page.fill(".tz-search__input", query)
        page.keyboard.press("Enter")
        wait_until_found(page)
        page.wait_for_load_state("networkidle")
        page.close()
        assert 0 < len(sizes) <= 25, query
        assert sum(sizes) <= 150 * 1024, query


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


def asked_by_key(browser: Browser, site_url: str, words: str) -> Page:
    """The home page with the panel that the key / opens, and results for the words typed there."""
    page = browser.new_page()
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.wait_for_selector(".tz-search__link")
    return page


def test_focus_stays_in_the_list_when_results_change(browser: Browser, site_url: str) -> None:
    page = asked_by_key(browser, site_url, "行政执法")
    page.wait_for_selector(".tz-search__results[aria-busy]", state="detached")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.evaluate(
        "const input = document.querySelector('dialog input'); input.value = '行政复议';"
        "input.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    page.wait_for_function("first => document.querySelector('.tz-search__link').href !== first", arg=first)
    assert page.evaluate("document.activeElement === document.querySelector('.tz-search__link')")
    page.close()


def test_dialog_opens_by_key(browser: Browser, site_url: str) -> None:
    page = asked_by_key(browser, site_url, "成府发〔2015〕20号")
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

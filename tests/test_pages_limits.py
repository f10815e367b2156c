"""What pages and pictures say of limits that bind some bodies of a task, or bodies that only a sentence names."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from builder.ledger.index import index_of
from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from builder.pages.deadline_pages import plan_deadline
from builder.pages.plan import plan_pages
from builder.pages.traced import Reads, Trace, TracedIndex
from builder.pictures.plan import plan_pictures
from tests.ledger_making import notice_of, registry
from tests.test_pages_plan import SITE, html

HEAD = "某地节水实施方案\n一、主要任务\n"
COUNTY = "广东省肇庆市广宁县"


def ledger_of(text: str, place: str = COUNTY) -> Ledger:
    return resolve([notice_of(HEAD + text, place=place)], registry())


def page_of_body(ledger: Ledger, name: str) -> BeautifulSoup:
    (body,) = [body.id for body in ledger.agencies.values() if body.full_name == name]
    return html(plan_pages(ledger, SITE)[f"agencies/{body}/index.md"])


BY_SENTENCE = (
    "（一）建立台账。县政府每月要公开一次数据，并长期坚持公开。县政府2021年6月底前要印发办法。（责任单位：县水务局）\n"
    "（二）做好节水宣传。（责任单位：县政府）\n"
)


def test_recurring_limit_of_body_named_by_sentence_is_on_its_page() -> None:
    page = page_of_body(ledger_of(BY_SENTENCE), "广宁县人民政府")
    (item,) = [item for item in page.select("li") if "每月" in item.get_text()]
    assert "建立台账" in item.get_text()
    assert "deadlines/recurring" in str(item)
    assert "另有 1 项任务没有列它为责任单位" in page.get_text()
    own = page_of_body(ledger_of(BY_SENTENCE), "广宁县水务局").get_text()
    assert "没有列它为责任单位" not in own
    assert "每月" in own  # in the table of its tasks


def test_picture_of_body_has_the_months_that_bind_it() -> None:
    ledger = ledger_of(
        "（一）县水务局2021年3月底前要报送方案；县财政局2021年6月底前要拨付资金。\n"
        "（二）县水务局2021年9月底前要完成普查。\n"
        "（三）县水务局2021年12月底前要组织验收。\n"
    )
    (body,) = [body.id for body in ledger.agencies.values() if body.full_name == "广宁县水务局"]
    (picture,) = plan_pictures(ledger).by_page[f"agencies/{body}/"]
    assert "2021年：3月1项，9月1项，12月1项" in picture.text


def test_place_lists_the_days_that_bind_its_bodies() -> None:
    """Of the tasks that other places give; the days of its own notices are all its own."""
    ledger = ledger_of(
        "（一）广州市人民政府2021年3月底前要印发方案；深圳市人民政府2021年6月底前要印发办法。\n"
        "（二）推进管网改造。（责任单位：深圳市人民政府）\n",
        "广东省",
    )
    pages = plan_pages(ledger, SITE)
    told = {
        place: [cell.get_text() for cell in html(pages[f"places/{place}/index.md"]).select("table.tz-days tbody th")]
        for place in ("guangdong", "guangdong-guangzhou", "guangdong-shenzhen")
    }
    assert told == {
        "guangdong": ["2021年3月31日", "2021年6月30日"],
        "guangdong-guangzhou": ["2021年3月31日"],
        "guangdong-shenzhen": ["2021年6月30日"],
    }
    undated = [item.get_text() for item in html(pages["places/guangdong-shenzhen/index.md"]).select("li")]
    assert "原文未写明具体日期：1 项任务" in undated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（一）县水务局2021年3月底前要报送方案。\n", "没有给本地写明日期的时限。"),
        ("（一）县水务局2021年3月底前要报送方案，每月要检查。\n", "没有给本地写明日期的时限；没有具体日期的见下。"),
        ("（一）县水务局每月要检查。\n", "收录的通知没有给本地写明日期的时限。"),
    ],
)
def test_place_tells_only_that_its_notices_give_no_day(text: str, words: str) -> None:
    page = html(plan_pages(ledger_of(text), SITE)["places/guangdong-zhaoqing-guangning/index.md"]).get_text()
    assert words in page
    assert "没有到期的任务" not in page


def test_day_speaks_of_the_notices_at_hand() -> None:
    pages = plan_pages(ledger_of("（一）县水务局2021年3月底前要报送方案。\n"), SITE)
    said = html(pages["deadlines/2021-03-31/index.md"]).get_text()
    assert "收录的通知中，其他地区的通知没有写明在这一天到期的任务。" in said


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("2021年3月底前完成普查。（责任单位：县编办(县审改办)、县水务局等）", "广宁县编办(县审改办)、广宁县水务局等"),
        (
            "由县水务局牵头，县编办(县审改办)配合，于2021年3月底前完成普查。",
            "广宁县水务局（牵头）、广宁县编办(县审改办)",
        ),
    ],
)
def test_limit_names_bodies_as_task_does(text: str, who: str) -> None:
    pages = plan_pages(ledger_of(f"（一）{text}\n"), SITE)
    day = html(pages["deadlines/2021-03-31/index.md"])
    task = next(
        html(page) for path, page in pages.items() if path.startswith("tasks/") and path.endswith("1-1/index.md")
    )
    for page, label in ((day, "责任单位"), (task, "由谁")):
        cell = page.select_one(f"td[data-label={label}]")
        assert cell is not None
        assert cell.get_text().startswith(who)


def test_page_of_a_day_is_made_of_that_day_and_of_which_others_there_are() -> None:
    """So that an edit of a notice leaves the pages of all days as they are that it does not name."""

    def planned(ledger: Ledger) -> tuple[list[tuple[str, object]], str]:
        index = index_of(ledger)
        trace = Trace(index, SITE)
        page = plan_deadline(TracedIndex(Reads(trace)), SITE, "2021-03-31", index.due_on["2021-03-31"])[1]
        return [(name, key) for name, key in trace.noted if name.startswith("index.due")], page

    text = "（一）县水务局2021年3月底前要报送方案。\n（二）县财政局2021年6月底前要拨付资金。\n"
    asked, page = planned(ledger_of(text))
    assert asked == [("index.due_days", None)]
    assert "2021-06-30" in page
    assert "2021-09-30" in planned(ledger_of(text.replace("6月", "9月")))[1]

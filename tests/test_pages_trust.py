"""What the pages say of their own trustworthiness: whose dates, whose names, how far each is vouched for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from bs4 import BeautifulSoup
from markdown import Markdown

from builder.ledger import resolve
from builder.ledger.model import Ledger
from builder.pages import wording
from builder.pages.agency_pages import plan_agency
from builder.pages.atlas import Atlas
from builder.pages.quality_pages import plan_quality
from builder.pages.site import SiteFacts
from builder.pages.task_page import plan_task
from tests.ledger_making import five, notice, registry, task

SITE = SiteFacts("政务任务台账", "https://taizhang.example.gov.cn/")


@cache
def ledger() -> Ledger:
    return resolve(five(), registry())


def soup(page: tuple[str, str]) -> BeautifulSoup:
    body = page[1].split("\n---\n", 1)[1]
    return BeautifulSoup(Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"]).convert(body), "html.parser")


def words(page: tuple[str, str]) -> str:
    return " ".join(soup(page).get_text().split())


def rows(page: tuple[str, str], caption: str) -> list[list[str]]:
    found = next(t for t in soup(page).select("table") if t.caption and caption in t.caption.get_text())
    return [[cell.get_text() for cell in row.select("th, td")] for row in found.select("tbody tr")]


def test_the_quality_page_counts_what_is_known_how() -> None:
    page = plan_quality(Atlas(ledger()), SITE)
    counts = {name: int(count) for name, _, count in rows(page, "机构和统称")}
    held = Counter(body.standing for body in ledger().agencies.values())
    assert counts == {name: held[standing] for standing, (name, _) in wording.STANDINGS.items()}
    assert sum(counts.values()) == len(ledger().agencies)
    assert counts["全称按规则推出"] > 50
    assert counts["统称"] > 5
    assert "已核实" not in words(page).replace("都已核实", "")
    assert "全部机构名称都已在机构名录中找到" not in words(page)


def test_with_nothing_unverified_the_quality_page_still_does_not_say_that_all_is_verified() -> None:
    made = resolve([notice("a", "广东省", [task("一", "甲", ["省编办"])])], registry())
    assert "这不等于全称都已核实" in words(plan_quality(Atlas(made), SITE))


def test_each_full_name_says_where_it_comes_from() -> None:
    names = ["省编办", "广州开发区管委会", "各市人民政府", "省直各单位", "省重点办", "广东自贸区"]
    made = resolve([notice("a", "广东省", [task("一", "甲", names)], text="一、甲")], registry())
    atlas = Atlas(made)
    said = {
        body.names_as_written[0]: next(
            dt.find_next("dd").get_text()
            for dt in soup(plan_agency(atlas, SITE, body)).select("dt")
            if dt.get_text() == "全称"
        )
        for body in made.agencies.values()
        if body.names_as_written
    }
    assert said["省编办"] == "广东省机构编制委员会办公室（按规则推出）"
    assert said["广州开发区管委会"].endswith("（据机构名录，未注出处）")
    assert "统称" in said["各市人民政府"]
    assert "统称" in said["省直各单位"]
    assert said["省重点办"].endswith("（照原文，待核实）")
    assert said["广东自贸区"] == "广东自贸区（照原文，待核实）"
    entry = next(iter(atlas.entries.values()))
    bases = {row[2]: row[3] for row in rows(plan_task(atlas, SITE, entry, None, None), "责任单位")}
    assert bases["省编办"].endswith("；全称按规则推出")
    assert all(re.search("；(?:全称|统称)", basis) for basis in bases.values())

"""What a person decides is seen in every output: page, search, JSON, CSV, XLSX, calendar, Atom."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import feedparser
import openpyxl
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from builder.commands.init import write_folder
from builder.commands.remove import remove_notice
from builder.config.project import find_project
from tests.conftest import call

PLAN, OTHER, REPORT = "yixian-2023-chayuan", "yixian-2022-hedao", "yixian-2024-baogao"
TEXTS = {
    PLAN: """易县人民政府关于印发易县茶园改造方案的通知

各乡镇人民政府：

一、改造茶园
（一）更新苗木。县农业农村局牵头，2024年6月30日前更新茶园苗木500亩。
（二）修补道路。县交通运输局负责，2024年9月30日前修补产茶区道路。

易县人民政府
2023年9月5日
""",
    OTHER: """易县人民政府关于清理河道的通知

各乡镇人民政府：

一、清理河道
（一）清理垃圾。县水利局负责，2022年10月31日前清理河道垃圾。

易县人民政府
2022年4月1日
""",
    REPORT: """易县人民政府关于2024年茶产业工作情况的报告

市人民政府：

一、主要做法
（一）更新苗木。县农业农村局6月20日前更新茶园苗木510亩，更新工作已经完成。

易县人民政府
2025年1月10日
""",
}
SAID = "县农业农村局6月20日前更新茶园苗木510亩"
SIDECAR = f"""\
readings:
- {{task: 一/(二), change: 单位, quote: 县交通运输局, name: 县林业局, by: 王某, date: 2025-02-01, reason: 机构职责已调整}}
progress:
- {{task: 一/(一), as_of: 2024-06-20, state: 已完成, said_by: 易县人民政府, source: {REPORT}, quote: {SAID}}}
"""
FARMING, FORESTS, ROADS = (f"agencies/hebei-baoding-yixian/{kind}" for kind in ("nongyenongcun", "linye", "jiaotong"))


@dataclass(frozen=True)
class Site:
    """The outputs of one build, read as their readers read them."""

    folder: Path

    def page(self, address: str) -> str:
        html = (self.folder / address / "index.html").read_text("utf-8")
        main = BeautifulSoup(html, "html.parser").select_one("main")
        assert main is not None
        return main.get_text()

    @property
    def searched(self) -> str:
        """All words that the search finds."""
        index = self.folder / "search-index"
        return "\n".join(path.read_text("utf-8") for path in index.glob("words-*.json"))

    @property
    def found(self) -> set[str]:
        """The addresses that the search knows."""
        index = self.folder / "search-index"
        blocks = (block for path in index.glob("words-*.json") for block in json.loads(path.read_text("utf-8")))
        return {block[0] for block in blocks if isinstance(block, list)}

    def json(self, table: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads((self.folder / f"data/{table}.json").read_text("utf-8"))
        return rows

    def csv(self, table: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((self.folder / f"data/{table}.csv").read_text("utf-8-sig"))))

    def workbook(self, notice: str) -> list[Mapping[str, object]]:
        book = openpyxl.load_workbook(self.folder / f"notices/{notice}/tasks.xlsx")
        head, *rows = book.worksheets[0].iter_rows(values_only=True)
        return [dict(zip(map(str, head), row, strict=True)) for row in rows]

    def events(self, path: str) -> list[tuple[str, str]]:
        """(title, description) of each event."""
        calendar = Calendar.from_ical((self.folder / path).read_bytes())
        return [(str(event["summary"]), str(event["description"])) for event in calendar.walk("VEVENT")]

    def feed(self, path: str) -> list[tuple[str, str]]:
        """(title, summary) of each entry."""
        return [(e.title, e.summary) for e in feedparser.parse((self.folder / path).read_bytes()).entries]


def build(root: Path, name: str, epoch: int) -> Site:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        done = call("build", cwd=root)
    assert done.status == 0, done.err
    shutil.copytree(root / "site", root.parent / name)
    return Site(root.parent / name)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """The site before and after the three decisions."""
    root = tmp_path_factory.mktemp("outputs") / "office"
    write_folder(root)
    for name, text in TEXTS.items():
        (root / "source_texts" / f"{name}.txt").write_text(text, "utf-8")
        (root / "source_texts" / f"{name}.yml").write_text("jurisdiction: 河北省保定市易县\n", "utf-8")
    before = build(root, "before", 1738000000)
    with (root / "source_texts" / f"{PLAN}.yml").open("a", encoding="utf-8") as file:
        file.write(SIDECAR)
    remove_notice(find_project(root), OTHER, "已由新的方案代替", "2025-02-08")
    return before, build(root, "after", 1739000000)


@pytest.mark.slow
def test_a_correction_is_seen_in_every_output(sites: tuple[Site, Site]) -> None:
    before, after = sites
    assert "人工核定" not in before.page(f"tasks/{PLAN}/1-2")
    page = after.page(f"tasks/{PLAN}/1-2")
    assert all(words in page for words in ("人工核定", "县林业局", "王某", "机构职责已调整", "县交通运输局"))
    assert "修补道路" in after.page(FORESTS)
    assert f"{FORESTS}/" in after.found - before.found
    assert f"{ROADS}/" in before.found - after.found
    assert "机构职责已调整" in after.searched
    key = f"{PLAN}/一/(二)"
    for site, body in ((before, ROADS), (after, FORESTS)):
        agency = body.removeprefix("agencies/")
        for table in (site.json("responsibilities"), site.csv("responsibilities")):
            assert [row["agency"] for row in table if row["task"] == key] == [agency]
        (row,) = [row for row in site.workbook(PLAN) if row["编号"] == key]
        assert row["责任单位"] == {ROADS: "县交通运输局", FORESTS: "县林业局"}[body]
        assert "修补道路" in site.events(f"{body}/agency.ics")[0][0]
        assert "修补产茶区道路" in site.feed(f"{body}/agency.atom")[0][1]
    (decision,) = after.json("decisions")
    assert (decision["by"], decision["reason"]) == ("王某", "机构职责已调整")
    assert [(row["by"], row["reason"]) for row in after.csv("decisions")] == [("王某", "机构职责已调整")]


@pytest.mark.slow
def test_a_withdrawal_is_seen_in_every_output(sites: tuple[Site, Site]) -> None:
    before, after = sites
    for page in (f"notices/{OTHER}", f"tasks/{OTHER}/1-1"):
        assert "清理河道" in before.page(page)
        assert "已由新的方案代替" in after.page(page)
    assert "清理河道垃圾" in before.searched
    assert "清理河道垃圾" not in after.searched
    assert "已由新的方案代替" in after.searched
    for site, listed in ((before, True), (after, False)):
        for table in ("notices", "tasks", "responsibilities", "deadlines"):
            assert (OTHER in json.dumps(site.json(table))) is listed
            assert (OTHER in str(site.csv(table))) is listed
        assert (site.folder / f"notices/{OTHER}/tasks.xlsx").is_file() is listed
        assert any("清理垃圾" in title for title, _ in site.events("data/taizhang.ics")) is listed
    changes = json.loads((after.folder / "data/changes.json").read_text("utf-8"))
    assert [(line["notice"], line["reason"]) for line in changes if line["what"] == "withdrawn"] == [
        (OTHER, "已由新的方案代替")
    ]
    assert "易县人民政府关于清理河道的通知" in [title for title, _ in before.feed("data/taizhang.atom")]
    feed = after.feed("data/taizhang.atom")
    assert ("已撤下：易县人民政府关于清理河道的通知", "撤下的原因：已由新的方案代替") in feed
    assert len(feed) == len(TEXTS)


@pytest.mark.slow
def test_progress_is_seen_in_every_output(sites: tuple[Site, Site]) -> None:
    before, after = sites
    told = f"据易县人民政府2024年6月20日报告：已完成。“{SAID}”"
    for page in (f"tasks/{PLAN}/1-1", FARMING):
        assert told not in before.page(page)
        assert told in after.page(page)
    assert told in after.searched
    assert told not in before.searched
    assert (before.json("progress"), before.csv("progress")) == ([], [])
    for table in (after.json("progress"), after.csv("progress")):
        assert [(row["task"], row["state"], row["quote"]) for row in table] == [(f"{PLAN}/一/(一)", "done", SAID)]
    assert "完成情况" not in before.workbook(PLAN)[0]
    assert [row["完成情况"] for row in after.workbook(PLAN)] == [told, None]
    assert told in after.events(f"{FARMING}/agency.ics")[0][1]
    assert told not in before.events(f"{FARMING}/agency.ics")[0][1]
    assert told in [summary for _, summary in after.feed(f"{FARMING}/agency.atom")]
    assert told not in [summary for _, summary in before.feed(f"{FARMING}/agency.atom")]

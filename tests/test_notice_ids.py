"""Ids and addresses of what one notice numbers twice: letter and plan, plan and table, several attachments, tables."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from random import Random
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.ledger.index import LedgerIndex
from builder.ledger.resolving import resolve
from builder.model.notice import Notice
from builder.model.slugs import id_slugs
from builder.pages.plan import plan_pages
from builder.reading.notice import read
from builder.registry.loading import load_registry
from builder.restoration.pipeline import restore
from builder.source.source import source_of
from tests.conftest import ROOT
from tests.test_pages_plan import SITE, html

LETTER = """
某县人民政府关于印发护河工作方案的通知
各镇人民政府：
现将《护河工作方案》印发给你们，请遵照执行，并提出以下要求：
{}
某县人民政府
2031年3月5日
护河工作方案
{}
"""
HEADS = "序号\t工作任务\t责任单位"
ROWS = (
    f"{HEADS}\n1\t修补河堤护坡并栽种护岸树木\t县水利局\n2\t逐月清运沿岸堆放的建筑渣土\t县住建局\n"
    "3\t组织渔民上岸转产\t县农业农村局"
)
MORE_ROWS = f"{HEADS}\n1\t开设夜间渡口照明\t县交通局\n2\t发放救生衣\t县应急局"
PLAN = "一、清理河道\n各镇要清理河道漂浮物。\n二、巡查河岸\n各镇要每月巡查河岸。"
SECTIONS = "一、主要任务\n（一）清理河道。各镇要清理河道漂浮物。\n（二）巡查河岸。各镇要每月巡查河岸。"

IDS = {
    "chapters of a plan, then items on the outermost level": (
        "护河工作方案\n1.组织摸底。各镇要摸清排口。\n2.组织整治。各镇要封堵排口。\n" + PLAN,
        {"一": "1", "二": "2", "1": "1_2", "2": "2_2"},
    ),
    "items of the letter, chapters of the plan": (
        LETTER.format("1.各镇要成立专班。\n2.各镇要按月报送进展。", PLAN),
        {"1": "cover-1", "2": "cover-2", "一": "1", "二": "2"},
    ),
    "chapters of the letter and of the plan": (
        LETTER.format("一、各镇要成立专班。\n二、各镇要按月报送进展。", PLAN),
        {"通知/一": "cover-1", "通知/二": "cover-2", "一": "1", "二": "2"},
    ),
    "chapters of the letter, articles of the plan": (
        LETTER.format(
            "一、各镇要成立专班。\n二、各镇要按月报送进展。",
            "第一条 各镇应当清理河道漂浮物。\n第二条 各镇应当每月巡查河岸。",
        ),
        {"一": "cover-1", "二": "cover-2", "第一条": "1", "第二条": "2"},
    ),
    "a plan and a table outside its items": (
        f"护河工作方案\n{SECTIONS}\n某县人民政府\n2031年3月5日\n护河任务分工表\n{ROWS}",
        {
            "一": "1", "一/(一)": "1-1", "一/(二)": "1-2", "1": "table-1", "2": "table-2", "3": "table-3",
        },
    ),
    "a table in a chapter": (
        f"关于护河的通知\n各镇：\n一、任务分工\n{ROWS}\n二、工作要求\n各镇要按时报送。",
        {"一": "1", "一/1": "1-table-1", "一/2": "1-table-2", "一/3": "1-table-3", "二": "2"},
    ),
    "a table below items with the same numbers": (
        f"关于护河的通知\n各镇：\n一、任务分工\n1.各镇要清理河道漂浮物。\n2.各镇要每月巡查河岸。分工如下：\n{ROWS}\n"
        "二、工作要求\n各镇要按时报送。",
        {
            "一": "1", "一/1": "1-1", "一/2": "1-2", "一/2/1": "1-2-table-1", "一/2/2": "1-2-table-2",
            "一/2/3": "1-2-table-3", "二": "2",
        },
    ),
    "a table and nothing else": (f"护河任务分工表\n{ROWS}", {"1": "1", "2": "2", "3": "3"}),
    "two tables that both begin at 1": (
        f"护河任务分工表\n{ROWS}\n渡口任务分工表\n{MORE_ROWS}",
        {"1": "1", "2": "2", "3": "3", "表/1": "table-1", "表/2": "table-2"},
    ),
    "two attachments with chapters": (
        f"关于护河的通知\n各镇：\n{PLAN}\n附件：1.巡查办法 2.清运办法\n某县人民政府\n2031年3月5日\n"
        "附件1\n巡查办法\n一、分段\n各镇要划定河段。\n二、记录\n各镇要填写记录。\n"
        "附件2\n清运办法\n一、分类\n各镇要分类堆放。\n二、外运\n各镇要按日外运。",
        {
            "一": "1", "二": "2", "附件1": "annex1", "附件1/一": "annex1-1", "附件1/二": "annex1-2",
            "附件2": "annex2", "附件2/一": "annex2-1", "附件2/二": "annex2-2",
        },
    ),
    "an attached table beside the plan": (
        f"关于护河的通知\n各镇：\n{PLAN}\n附件：护河任务分工表\n某县人民政府\n2031年3月5日\n附件\n护河任务分工表\n{ROWS}",
        {"一": "1", "二": "2", "附件/1": "annex-1", "附件/2": "annex-2", "附件/3": "annex-3"},
    ),
}  # fmt: skip


def notice(words: str) -> Notice:
    source = source_of(words.strip() + "\n")
    return read(restore(source), source)


@pytest.mark.parametrize(("text", "slugs"), IDS.values(), ids=IDS)
def test_ids_and_slugs_of_what_is_numbered_twice(text: str, slugs: dict[str, str]) -> None:
    assert notice(text).slugs == slugs


def test_item_that_stands_there_twice_is_counted() -> None:
    twice = notice(
        "护河工作方案\n一、清理河道\n各镇要清理河道。\n一、巡查河岸\n各镇要巡查河岸。\n二、报送\n各镇要报送。"
    )
    assert [item.id for item in twice.outline] == ["一", "一[2]", "二"]
    assert list(twice.slugs.values()) == ["1", "1_2", "2"]


LABELS = st.sampled_from(
    ["一", "二", "(一)", "1", "2", "(1)", "①", "1.1", "第一条", "附件1", "附件一", "表", "甲", "1[2]", "A"]
)
TREES = st.lists(st.lists(LABELS, min_size=1, max_size=3).map("/".join), unique=True, max_size=12)


@given(TREES, st.randoms())
def test_slugs_are_unique_and_do_not_hang_on_order_of_shapes(ids: list[str], random: Random) -> None:
    slugs = id_slugs({item_id: item_id for item_id in ids})
    assert list(slugs) == ids
    assert len(set(slugs.values())) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9._]+(-[a-z0-9._]+)*", slug) for slug in slugs.values())
    if "一" in slugs:
        others = [item_id for item_id in ids if not item_id.startswith(("第", "一"))]
        random.shuffle(others)
        assert id_slugs({item_id: item_id for item_id in [*others, "一"]})["一"] == "1"


ITEMS = st.sampled_from(
    [
        "1.各镇要成立专班。\n2.各镇要按月报送进展。", PLAN, SECTIONS, ROWS, MORE_ROWS,
        "（一）各村要巡查渡口。\n（二）各村要上报险情。", "第一条 各镇应当清理河道。\n第二条 各镇应当巡查河岸。",
        "1 总则\n1.1 编制目的\n为防汛制定本预案。\n2 职责\n2.1 县水利局负责巡查水库。\n2.2 县应急局负责调度队伍。",
        "附件1\n巡查办法\n一、分段\n各镇要划定河段。\n二、记录\n各镇要填写记录。",
        "附件2\n清运办法\n1.各镇要分类堆放。\n2.各镇要按日外运。",
    ]
)  # fmt: skip


@given(ITEMS, st.lists(ITEMS, min_size=1, max_size=3))
def test_ids_and_slugs_are_unique(letter: str, plan: list[str]) -> None:
    found = notice(LETTER.format(letter, "\n".join(plan)))
    ids = [item.id for item in found.outline]
    tasks = [task.id for task in found.tasks]
    assert len(set(ids)) == len(ids)
    assert len(set(tasks)) == len(tasks)
    assert set(found.slugs) == {*ids, *tasks}
    assert len(set(found.slugs.values())) == len(found.slugs)


@pytest.mark.slow
def test_links_between_pages_of_what_is_numbered_twice_resolve() -> None:
    registry = load_registry(ROOT / "registry")
    notices = [replace(notice(text), id=f"n{at}") for at, (text, _) in enumerate(IDS.values())]
    together = resolve(notices, registry)
    soups = {path: html(page) for path, page in plan_pages(together, SITE).items()}
    anchors = {path: [str(node["id"]) for node in soup.select("[id]")] for path, soup in soups.items()}
    for path, soup in soups.items():
        assert len(anchors[path]) == len(set(anchors[path])), path
        for link in soup.select("a[href]"):
            target, _, anchor = str(link["href"]).partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert not anchor or file not in soups or unquote(anchor) in anchors[file], (path, link["href"])
    for each in notices:
        alone = LedgerIndex(resolve([each], registry)).entries
        own = [entry for entry in LedgerIndex(together).entries.values() if entry.notice.id == each.id]
        assert {entry.key: entry.address for entry in own} == {key: entry.address for key, entry in alone.items()}
        for entry in own:
            assert f"{entry.address}index.md" in soups
            assert entry.task.text[:5] in soups[f"{entry.address}index.md"].get_text()

"""How sure the program is of what the site says, what changed since it was last built, and what is no longer at its
old address: a withdrawn notice says so, a kept address leads on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.config.site import SiteFacts, SourceFacts
from builder.exports.changes import Change
from builder.ledger.index import LedgerIndex, made_from, notice_name
from builder.model.addresses import agency_address, notice_address
from builder.model.ledger import TaskKey
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.decisions import review_words
from builder.pages.fragments import COUNTED, numbers
from builder.pages.markdown.links import page_path, paragraph_anchor, relative
from builder.pages.markdown.portal_tags import article_tags, column_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, number_cell, table


def plan_quality(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "quality/"
    rows: list[list[Cell | object]] = []
    texts: list[list[Cell | object]] = []
    findings: list[list[Cell | object]] = []
    for notice in index.ledger.notices:
        source = site.sources.get(notice.id, SourceFacts())
        rows.append(_coverage(here, index, notice))
        texts.append([*_state(here, index, notice), review_words(notice, source.reviewed)])
        for finding in index.findings_of(notice):
            anchor = paragraph_anchor(notice.text, finding.start) if finding.end > finding.start else ""
            findings.append(
                [
                    link(here, notice_address(notice.id), notice_name(notice), anchor),
                    wording.SEVERITIES[finding.severity],
                    wording.finding_words(finding),
                ]
            )
    counts: Counter[str] = Counter(body.name_source for body in index.ledger.agencies.values())
    name_sources: list[list[Cell | object]] = [
        [name, about, number_cell(counts[source])] for source, (name, about) in wording.NAME_SOURCES.items()
    ]
    unresolved: list[list[Cell | object]] = [
        [
            link(here, agency_address(body.id), body.name),
            "、".join(body.names_as_written),
            number_cell(len(index.duties_of.get(body.id, ()))),
        ]
        for body in index.unresolved()
    ]
    head = Head(
        here,
        "数据质量",
        "说明",
        made_from(index.ledger.notices),
        "程序对本站内容有多少把握：覆盖情况、修复过的文字、待核实的机构和存疑之处。",
        portal=column_tags("数据质量", "覆盖情况、修复过的文字、待核实的机构和存疑之处", "数据质量,修复,存疑"),
    )
    text = render(
        "quality.md.j2",
        head,
        site,
        coverage=table("任务和机构", _COVERAGE, rows),
        texts=table("文字", _STATE, texts),
        name_sources=table(f"机构和统称，共 {len(index.ledger.agencies)} 个", ["把握", "含义", "个数"], name_sources),
        unresolved=table("待核实的机构名称", ["名称", "原文写法", "出现次数"], unresolved, tools=True),
        findings=table("存疑和提示", ["通知", "程度", "内容"], findings, tools=True),
    )
    return page_path(here), text


_COVERAGE = ("通知", *COUNTED, "写明责任单位", "写明日期", "点名机构（处）", "其中统称", "其中待核实")
_STATE = ("通知", "修复处", "其中未证实", "存疑和提示", "人工核对")


def _coverage(here: str, index: LedgerIndex, notice: Notice) -> list[Cell | object]:
    """What is said of a notice's tasks and bodies, in the columns of `_COVERAGE`."""
    parts = [
        part
        for task in notice.tasks
        for part in index.responsibilities_of.get(TaskKey.of(notice, task), ())
        if part.via is None
    ]
    name_sources = Counter(index.ledger.agencies[part.agency].name_source for part in parts)
    return [
        link(here, notice_address(notice.id), notice_name(notice)),
        *numbers(index.entries_of_notice(notice)),
        number_cell(sum(bool(task.agencies) for task in notice.tasks)),
        number_cell(sum(task.due.date is not None for task in notice.tasks)),
        number_cell(len(parts)),
        number_cell(name_sources["group"]),
        number_cell(name_sources["unverified"]),
    ]


def _state(here: str, index: LedgerIndex, notice: Notice) -> list[Cell | object]:
    """How its text is, in the columns of `_STATE` but the last."""
    return [
        link(here, notice_address(notice.id), notice_name(notice)),
        number_cell(len(notice.edits)),
        number_cell(sum(not edit.certain for edit in notice.edits)),
        number_cell(len(index.findings_of(notice))),
    ]


def plan_changes(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "changes/"
    rows: list[list[Cell | object]] = [
        [
            Cell(wording.day(change.date) if change.date else "—", change.date or ""),
            wording.CHANGES[change.what],
            link(here, change.address, change.title) if change.address is not None else change.title,
        ]
        for change in site.changes
    ]
    head = Head(
        here,
        "更新记录",
        "说明",
        made_from(index.ledger.notices),
        "本站新增、修改和撤下了哪些内容。",
        portal=column_tags("更新记录", "本站新增、修改和撤下了哪些内容", "更新,修改,撤下"),
    )
    return page_path(here), render(
        "changes.md.j2", head, site, changes=table("更新记录", ["日期", "变化", "内容"], rows, tools=True)
    )


def plan_withdrawn(site: SiteFacts, here: str, change: Change) -> tuple[str, str]:
    """The page at an address `here` that the withdrawal `change` gave up. Where it moved, a browser is sent on."""
    title = f"已撤下：{change.title}"
    head = Head(
        here,
        title,
        "说明",
        "更新记录",
        "这一页的内容已经撤下。",
        moved=relative_url(here, change.moved) if change.moved else None,
        portal=article_tags(site, title, change.date, keywords=("已撤下", change.title)),
    )
    return page_path(here), render("gone.md.j2", head, site, change=change, day=wording.day(change.date))


def relative_url(here: str, address: str) -> str:
    """The address of another page as a browser sees it from the page at `here`."""
    return relative(here, address).removesuffix("index.md") or "./"


def plan_moved(site: SiteFacts, here: str, address: str, title: str, notices: Iterable[Notice]) -> tuple[str, str]:
    """The page at an address `here` that pages of this kind once had: a browser is sent on to `address`."""
    head = Head(
        here,
        f"{title}（地址已改）",
        "说明",
        made_from(notices),
        "这一页的地址已改。",
        moved=relative_url(here, address),
        portal=column_tags(title, "这一页的地址已改", title, "说明"),
    )
    return page_path(here), render("moved.md.j2", head, site, title=title, address=address)

"""Trust: how sure the program is of what the site says, and what changed since the site was last built."""

from __future__ import annotations

from collections import Counter

from builder.config.site import SiteFacts
from builder.ledger.index import Atlas
from builder.model.addresses import agency_address, notice_address
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.anchors import paragraph_anchor
from builder.pages.fragments import made_from, notice_name
from builder.pages.links import page_path
from builder.pages.rendering import Head, link, render
from builder.pages.tables import Cell, table


def plan_quality(atlas: Atlas, site: SiteFacts) -> tuple[str, str]:
    here = "quality/"
    rows: list[list[Cell | object]] = []
    doubts: list[list[Cell | object]] = []
    for notice in atlas.ledger.notices:
        rows.append(_coverage(here, atlas, notice))
        for finding in (*notice.findings, *atlas.ledger.findings.get(notice.id, ())):
            anchor = paragraph_anchor(notice.text, finding.start) if finding.end > finding.start else ""
            doubts.append(
                [
                    link(here, notice_address(notice.id), notice_name(notice), anchor),
                    wording.SEVERITIES[finding.severity],
                    finding.message,
                ]
            )
    counts: Counter[str] = Counter(body.standing for body in atlas.ledger.agencies.values())
    standings: list[list[Cell | object]] = [
        [name, about, _number(counts[standing])] for standing, (name, about) in wording.STANDINGS.items()
    ]
    unresolved: list[list[Cell | object]] = [
        [
            link(here, agency_address(body.id), body.name),
            "、".join(body.names_as_written),
            _number(len(atlas.duties_of.get(body.id, ()))),
        ]
        for body in atlas.unresolved()
    ]
    columns = [
        "通知",
        "任务",
        "写明责任单位",
        "写明日期",
        "点名机构（处）",
        "其中统称",
        "其中待核实",
        "修复处",
        "其中未证实",
        "存疑和提示",
    ]
    head = Head(
        here,
        "数据质量",
        "说明",
        made_from(atlas.ledger.notices),
        "程序对本站内容有多少把握：覆盖情况、修复过的文字、待核实的机构和存疑之处。",
        portal={
            "ColumnName": "数据质量",
            "ColumnDescription": "覆盖情况、修复过的文字、待核实的机构和存疑之处",
            "ColumnKeywords": "数据质量,修复,存疑",
            "ColumnType": "任务台账",
        },
    )
    text = render(
        "quality.md.j2",
        head,
        site,
        coverage=table("各通知的情况", columns, rows),
        standings=table(f"机构和统称，共 {len(atlas.ledger.agencies)} 个", ["把握", "含义", "个数"], standings),
        unresolved=table("待核实的机构名称", ["名称", "原文写法", "出现次数"], unresolved, tools=True),
        doubts=table("存疑和提示", ["通知", "程度", "内容"], doubts, tools=True),
    )
    return page_path(here), text


def _number(count: int) -> Cell:
    return Cell(str(count), f"{count:06d}")


def _coverage(here: str, atlas: Atlas, notice: Notice) -> list[Cell | object]:
    parts = [
        part
        for task in notice.tasks
        for part in atlas.responsibilities_of.get(f"{notice.id}/{task.id}", ())
        if part.via is None
    ]
    standings = Counter(atlas.ledger.agencies[part.agency].standing for part in parts)
    return [
        link(here, notice_address(notice.id), notice_name(notice)),
        _number(len(notice.tasks)),
        _number(sum(bool(task.agencies) for task in notice.tasks)),
        _number(sum(task.due.date is not None for task in notice.tasks)),
        _number(len(parts)),
        _number(standings["group"]),
        _number(standings["unverified"]),
        _number(len(notice.edits)),
        _number(sum(not edit.certain for edit in notice.edits)),
        _number(len(notice.findings) + len(atlas.ledger.findings.get(notice.id, ()))),
    ]


def plan_changes(atlas: Atlas, site: SiteFacts) -> tuple[str, str]:
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
        made_from(atlas.ledger.notices),
        "本站新增、修改和撤下了哪些内容。",
        portal={
            "ColumnName": "更新记录",
            "ColumnDescription": "本站新增、修改和撤下了哪些内容",
            "ColumnKeywords": "更新,修改,撤下",
            "ColumnType": "任务台账",
        },
    )
    return page_path(here), render(
        "changes.md.j2", head, site, changes=table("更新记录", ["日期", "变化", "内容"], rows, tools=True)
    )

"""The indexes of one table each: notices, documents, topics, comparisons, places."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, notice_name, relation_of
from builder.model.addresses import (
    comparison_address,
    document_address,
    notice_address,
    place_address,
    topic_address,
)
from builder.pages import wording
from builder.pages.fragments import COUNTED, notice_date, numbers
from builder.pages.indexes.columns import column_head, list_page
from builder.pages.markdown.rendering import link
from builder.pages.markdown.tables import Cell, number_cell, table
from builder.pages.notice.provenance import issuer_names


def plan_notice_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "notices/"
    rows: list[list[Cell | object]] = [
        [
            link(here, notice_address(notice.id), notice_name(notice)),
            wording.KINDS[notice.front.kind],
            "、".join(issuer_names(index, notice)) or "原文未写明",
            notice.front.document_number or "原文未写明",
            Cell(wording.day(notice_date(notice)), notice_date(notice) or ""),
            notice.front.jurisdiction or "原文未写明",
            *numbers(index.entries_of_notice(notice)),
        ]
        for notice in index.ledger.notices
    ]
    head = column_head(index, here, "通知", "已收录的通知、方案、规划和报告", "通知,方案,规划,报告,责任分工")
    columns = ["名称", "性质", "发文机关", "文号", "日期", "地区", *COUNTED]
    listing = table("收录的通知", columns, rows, tools=True)
    return list_page(site, head, f"共 {len(rows)} 份。", listing, "还没有收录通知。")


def plan_document_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "documents/"
    documents = sorted(index.ledger.documents.values(), key=lambda document: (-len(document.cited_by), document.id))
    rows: list[list[Cell | object]] = [
        [
            Cell(
                Markup(
                    f"{link(here, document_address(document.id), f'《{document.title}》')}"
                    f"{'' if document.basis == 'written' else '（全名由程序补全）'}"
                ),
                document.title,
            ),
            document.number or "—",
            number_cell(len(document.cited_by)),
            link(here, notice_address(document.notice), "本站收录") if document.notice in index.notices else "—",
        ]
        for document in documents
    ]
    head = column_head(index, here, "提到的文件", "收录的通知所依据和提到的法律、法规和文件", "法律,法规,文件,依据")
    listing = table("提到的文件", ["文件", "文号", "提到的次数", "本站"], rows, tools=True)
    return list_page(site, head, f"共 {len(rows)} 份，按提到的次数排列。", listing, "收录的通知没有提到别的文件。")


def plan_topic_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "topics/"
    rows: list[list[Cell | object]] = [
        [
            link(here, topic_address(topic.id), topic.name),
            *numbers(index.entries_of_topic(topic)),
            number_cell(len({key.notice_id for key in topic.tasks})),
        ]
        for topic in index.ledger.topics
    ]
    head = column_head(index, here, "主题", "按主题查看各通知的任务", "主题,任务")
    return list_page(
        site,
        head,
        f"共 {len(rows)} 个。",
        table("主题", ["主题", *COUNTED, "通知数"], rows, tools=True),
        "还没有主题。",
    )


def plan_comparison_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "comparisons/"
    rows: list[list[Cell | object]] = [
        [
            link(here, comparison_address(a, b), f"{notice_name(index.notices[a])} → {notice_name(index.notices[b])}"),
            wording.RELATIONS[relation_of(pairs)],
            number_cell(len({pair.a for pair in pairs})),
            number_cell(len(pairs)),
        ]
        for (a, b), pairs in index.comparisons.items()
    ]
    head = column_head(index, here, "对照", "上级部署、下级落实与工作报告逐条对照", "对照,落实,工作报告")
    listing = table("两份通知逐条对照", ["从哪份到哪份", "关系", "有对应的任务", "对应条目"], rows)
    return list_page(site, head, "上级的每一项任务，下级怎么写，报告怎么说。", listing, "还没有找到互相对应的通知。")


def plan_place_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "places/"
    rows: list[list[Cell | object]] = [
        [
            Cell(link(here, place_address(place.id), place.path), place.path),
            wording.LEVELS.get(place.level, "—"),
            number_cell(len(notices)),
            number_cell(len(found)),
        ]
        for place, notices, found in index.places
    ]
    head = column_head(index, here, "地区", "按地区查看通知和机构", "地区,通知,机构")
    listing = table("地区", ["地区", "级别", "通知数", "机构数"], rows, tools=True)
    return list_page(site, head, f"共 {len(rows)} 个。", listing, "还没有收录通知。")

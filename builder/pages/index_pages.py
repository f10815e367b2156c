"""The ways in: home, and the indexes of notices, tasks, bodies, documents, topics, comparisons, places; the site
map."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, made_from, notice_name, relation_of
from builder.model.addresses import (
    agency_address,
    comparison_address,
    document_address,
    notice_address,
    place_address,
    topic_address,
)
from builder.model.ledger import Agency
from builder.pages import wording
from builder.pages.fragments import counted, due_page_name, full_name, notice_date, task_table
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import column_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.notice.provenance import issuer_names

_HOME_NOTICES = 8
_HOME_DATES = 8
_HOME_BODIES = 12


def _column(
    index: LedgerIndex, here: str, name: str, description: str, keywords: str, *, contents: bool = False
) -> Head:
    return Head(
        here,
        name,
        "栏目",
        made_from(index.ledger.notices),
        description,
        portal=column_tags(name, description, keywords),
        contents=contents,
    )


def _list_page(site: SiteFacts, head: Head, lead: str, listing: Markup, empty: str) -> tuple[str, str]:
    return page_path(head.here), render("index.md.j2", head, site, lead=lead, listing=listing, empty=empty)


def _number(count: int) -> Cell:
    return Cell(str(count), f"{count:06d}")


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
            _number(len(notice.tasks)),
        ]
        for notice in index.ledger.notices
    ]
    head = _column(index, here, "通知", "已收录的通知、方案、规划和报告", "通知,方案,规划,报告,责任分工")
    columns = ["名称", "性质", "发文机关", "文号", "日期", "地区", "任务数"]
    listing = table("收录的通知", columns, rows, tools=True)
    return _list_page(site, head, f"共 {len(rows)} 份。", listing, "还没有收录通知。")


def plan_task_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "tasks/"
    head = _column(
        index,
        here,
        "任务",
        "收录的通知中的全部任务：牵头单位、责任单位和时限",
        "任务,牵头单位,责任单位,时限",
        contents=True,
    )
    tables = [
        (
            notice,
            notice_name(notice),
            task_table(here, index, index.entries_of_notice(notice), f"{notice_name(notice)}的任务"),
        )
        for notice in index.ledger.notices
    ]
    return page_path(here), render(
        "tasks.md.j2", head, site, assigned=index.task_count, reported=index.reported_count, tables=tables
    )


def plan_agency_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "agencies/"
    rows: list[list[Cell | object]] = []
    places = index.ledger.jurisdictions
    in_order = sorted(
        index.ledger.agencies.values(),
        key=lambda body: (
            not body.jurisdiction,
            _path(index, body),
            -len(index.entries_of_body(body)),
            body.id,
        ),
    )
    for body in in_order:
        place = places.get(body.jurisdiction or "")
        roles = [part.mention.role for part in index.duties_of.get(body.id, ()) if part.via is None]
        total = len(index.entries_of_body(body))
        if not total and not body.group:
            continue
        rows.append(
            [
                Cell(link(here, agency_address(body.id), full_name(body)), full_name(body)),
                "、".join(body.names_as_written) or "—",
                place.path if place else "—",
                _number(total),
                _number(roles.count("lead")),
                wording.full_name_basis(body),
            ]
        )
    head = _column(index, here, "机构", "被点名负责任务的机构，及其任务数", "机构,牵头单位,责任单位")
    columns = ["机构", "原文写法", "地区", "任务数", "其中牵头", "全称的依据"]
    listing = table("机构", columns, rows, tools=True)
    bodies, groups = _bodies_and_groups(index)
    lead = f"共 {bodies} 个机构" + (f"、{groups} 个统称" if groups else "") + "。"
    return _list_page(site, head, lead, listing, "还没有读出责任单位。")


def _bodies_and_groups(index: LedgerIndex) -> tuple[int, int]:
    """How many bodies are charged with something, by name or through a group; how many groups are named."""
    named = [body for body in index.ledger.agencies.values() if index.entries_of_body(body) or body.group]
    groups = sum(body.group for body in named)
    return len(named) - groups, groups


def _path(index: LedgerIndex, body: Agency) -> str:
    """The full name of a body's place; "" where it has none."""
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    return place.path if place else ""


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
            _number(len(document.cited_by)),
            link(here, notice_address(document.notice), "本站收录") if document.notice in index.notices else "—",
        ]
        for document in documents
    ]
    head = _column(index, here, "提到的文件", "收录的通知所依据和提到的法律、法规和文件", "法律,法规,文件,依据")
    listing = table("提到的文件", ["文件", "文号", "提到的次数", "本站"], rows, tools=True)
    return _list_page(site, head, f"共 {len(rows)} 份，按提到的次数排列。", listing, "收录的通知没有提到别的文件。")


def plan_topic_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "topics/"
    rows: list[list[Cell | object]] = [
        [
            link(here, topic_address(topic.id), topic.name),
            _number(len(topic.tasks)),
            _number(len({key.notice_id for key in topic.tasks})),
        ]
        for topic in index.ledger.topics
    ]
    head = _column(index, here, "主题", "按主题查看各通知的任务", "主题,任务")
    return _list_page(
        site,
        head,
        f"共 {len(rows)} 个。",
        table("主题", ["主题", "任务数", "通知数"], rows, tools=True),
        "还没有主题。",
    )


def plan_comparison_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "comparisons/"
    rows: list[list[Cell | object]] = [
        [
            link(here, comparison_address(a, b), f"{notice_name(index.notices[a])} → {notice_name(index.notices[b])}"),
            wording.RELATIONS[relation_of(pairs)],
            _number(len({pair.a for pair in pairs})),
            _number(len(pairs)),
        ]
        for (a, b), pairs in index.comparisons.items()
    ]
    head = _column(index, here, "对照", "上级部署、下级落实与工作报告逐条对照", "对照,落实,工作报告")
    listing = table("两份通知逐条对照", ["从哪份到哪份", "关系", "有对应的任务", "对应条目"], rows)
    return _list_page(site, head, "上级的每一项任务，下级怎么写，报告怎么说。", listing, "还没有找到互相对应的通知。")


def plan_place_index(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "places/"
    rows: list[list[Cell | object]] = [
        [
            Cell(link(here, place_address(place.id), place.path), place.path),
            wording.LEVELS.get(place.level, "—"),
            _number(len(notices)),
            _number(len(found)),
        ]
        for place, notices, found in index.places
    ]
    head = _column(index, here, "地区", "按地区查看通知和机构", "地区,通知,机构")
    listing = table("地区", ["地区", "级别", "通知数", "机构数"], rows, tools=True)
    return _list_page(site, head, f"共 {len(rows)} 个。", listing, "还没有收录通知。")


def plan_site_map(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "sitemap/"
    head = _column(index, here, "网站地图", "本站全部栏目和通知", "网站地图,栏目")
    notices = [(notice_address(notice.id), notice_name(notice)) for notice in index.ledger.notices]
    days = [(f"deadlines/{page}/", due_page_name(page)) for page in index.due_on]
    topics = [(topic_address(topic.id), topic.name) for topic in index.ledger.topics]
    return page_path(here), render("sitemap.md.j2", head, site, notices=notices, days=days, topics=topics)


def plan_home(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = ""
    dated = [(page, items) for page, items in index.due_on.items() if page[:1].isdigit()]
    named = {
        body.id: len({part.task for part in index.duties_of.get(body.id, ()) if part.via is None})
        for body in index.ledger.agencies.values()
        if not body.group
    }
    ranked = sorted((agency for agency, count in named.items() if count), key=lambda agency: (-named[agency], agency))
    notices = sorted(index.ledger.notices, key=lambda notice: (notice_date(notice) or "", notice.id), reverse=True)
    head = _column(
        index, here, "首页", f"{site.name}：谁负责、何时完成，出自哪份文件的哪句话", "任务台账,责任分工,时限"
    )
    context = {
        "counts": [
            ("notices/", len(index.ledger.notices), "份通知"),
            ("tasks/", index.task_count, "项任务"),
            ("agencies/", _bodies_and_groups(index)[0], "个机构"),
            ("deadlines/", len(dated), "个日期"),
        ],
        "coming": [
            (page, len({item.task for item in items})) for page, items in dated if site.date and page > site.date
        ][:_HOME_DATES],
        "latest": [(page, len({item.task for item in items})) for page, items in reversed(dated[-_HOME_DATES:])],
        "notices": [
            (
                notice,
                notice_name(notice),
                wording.day(date) if (date := notice_date(notice)) else None,
                counted(notice),
            )
            for notice in notices[:_HOME_NOTICES]
        ],
        "agencies": [
            (full_name(index.ledger.agencies[agency]), agency_address(agency), named[agency])
            for agency in ranked[:_HOME_BODIES]
        ],
        "topics": sorted(index.ledger.topics, key=lambda topic: (-len(topic.tasks), topic.id))[:_HOME_BODIES],
        "comparisons": [
            (comparison_address(a, b), notice_name(index.notices[a]), notice_name(index.notices[b]), len(pairs))
            for (a, b), pairs in index.comparisons.items()
            if relation_of(pairs) != "same-subject"
        ],
        "changes": site.changes[:5],
    }
    return page_path(here), render("home.md.j2", head, site, **context)

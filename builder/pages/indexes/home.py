"""The first page, and the map of the site."""

from __future__ import annotations

from builder.config.site import SiteFacts
from builder.ledger.index import Entry, LedgerIndex, notice_name, relation_of
from builder.model.addresses import agency_address, comparison_address, notice_address, topic_address
from builder.model.ledger import Agency
from builder.pages import wording
from builder.pages.fragments import counted, due_page_name, full_name, notice_date
from builder.pages.indexes.agencies import bodies_and_groups
from builder.pages.indexes.columns import column_head
from builder.pages.markdown.links import page_path
from builder.pages.markdown.rendering import render

_NOTICES = 8
_DATES = 8
_BODIES = 12


def plan_home(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = ""
    dated = [(page, items) for page, items in index.due_on.items() if page[:1].isdigit()]
    notices = sorted(index.ledger.notices, key=lambda notice: (notice_date(notice) or "", notice.id), reverse=True)
    topics = [(topic, index.entries_of_topic(topic)) for topic in index.ledger.topics]
    head = column_head(
        index, here, "首页", f"{site.name}：谁负责、何时完成，出自哪份文件的哪句话", "任务台账,责任分工,时限"
    )
    context = {
        "counts": [
            ("notices/", len(index.ledger.notices), "份通知"),
            ("tasks/", index.tally.tasks, "项任务"),
            ("agencies/", bodies_and_groups(index)[0], "个机构"),
            ("deadlines/", len(dated), "个日期"),
        ],
        "coming": [
            (page, len({item.task for item in items})) for page, items in dated if site.date and page > site.date
        ][:_DATES],
        "latest": [(page, len({item.task for item in items})) for page, items in reversed(dated[-_DATES:])],
        "notices": [
            (
                notice,
                notice_name(notice),
                wording.day(date) if (date := notice_date(notice)) else None,
                counted(index.entries_of_notice(notice)),
            )
            for notice in notices[:_NOTICES]
        ],
        "agencies": [
            (full_name(body), agency_address(body.id), counted(entries))
            for body, entries in most_charged(index)[:_BODIES]
        ],
        "topics": [
            (topic, counted(entries))
            for topic, entries in sorted(topics, key=lambda each: (-len(each[1]), each[0].id))[:_BODIES]
        ],
        "comparisons": [
            (comparison_address(a, b), notice_name(index.notices[a]), notice_name(index.notices[b]), len(pairs))
            for (a, b), pairs in index.comparisons.items()
            if relation_of(pairs) != "same-subject"
        ],
        "changes": site.changes[:5],
    }
    return page_path(here), render("home.md.j2", head, site, **context)


def most_charged(index: LedgerIndex) -> list[tuple[Agency, list[Entry]]]:
    """The bodies that tasks name, those of most tasks first."""
    found = []
    for body in index.ledger.agencies.values():
        keys = dict.fromkeys(part.task for part in index.duties_of.get(body.id, ()) if part.via is None)
        entries = [index.entries[key] for key in keys if index.entries[key].task.kind == "task"]
        if entries and not body.group:
            found.append((body, entries))
    return sorted(found, key=lambda each: (-len(each[1]), each[0].id))


def plan_site_map(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    here = "sitemap/"
    head = column_head(index, here, "网站地图", "本站全部栏目和通知", "网站地图,栏目")
    notices = [(notice_address(notice.id), notice_name(notice)) for notice in index.ledger.notices]
    days = [(f"deadlines/{page}/", due_page_name(page)) for page in index.due_on]
    topics = [(topic_address(topic.id), topic.name) for topic in index.ledger.topics]
    return page_path(here), render("sitemap.md.j2", head, site, notices=notices, days=days, topics=topics)

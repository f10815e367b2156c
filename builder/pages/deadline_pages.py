"""A day's page: what falls due on it; the pages of recurring limits and of tasks without a date; the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.horizon import end_of, passed_on
from builder.ledger.index import Entry, LedgerIndex, made_from, notice_name
from builder.model.addresses import deadline_address, notice_address, place_address
from builder.model.ledger import DueEntry, TaskKey
from builder.model.notice import Notice
from builder.pages import wording
from builder.pages.fragments import (
    bound_bodies,
    counted,
    due_page_name,
    due_words,
    due_written,
    full_name,
    named_count,
    names_written,
    notice_date,
    quoted,
    source_link,
    task_link,
    years,
)
from builder.pages.markdown.escaping import finalize, inline
from builder.pages.markdown.links import fact_anchor, page_path
from builder.pages.markdown.portal_tags import article_tags, column_tags
from builder.pages.markdown.rendering import Head, joined, link, render
from builder.pages.markdown.tables import Cell, table
from builder.pages.search_names import day_names

_NAMED = 6
"""How many tasks of a day the calendar names."""


def plan_deadline(index: LedgerIndex, site: SiteFacts, page: str, items: list[DueEntry]) -> tuple[str, str]:
    here = deadline_address(page)
    items = [item for item in items if item.task in index.entries]
    dated = index.due_days
    at = dated.index(page) if page in dated else None
    name = due_page_name(page)
    entries = [index.entries[key] for key in dict.fromkeys(item.task for item in items)]
    notices = list({entry.notice.id: entry.notice for entry in entries}.values())
    agencies = [
        full_name(index.ledger.agencies[part.agency])
        for entry in entries
        for part in index.responsibilities_of.get(entry.key, ())
        if part.via is None
    ]
    description = f"{name}：收录的通知中的{len(entries)}项任务、责任单位和原文写法。"
    names, other_names = day_names(page)
    head = Head(
        here,
        name,
        "期限",
        made_from(notices),
        description,
        _places_of_day(notices) if at is not None else (),
        tuple(dict.fromkeys(agencies)),
        years([], [page]) if at is not None else years(notices, []),
        article_tags(
            site,
            name,
            site.date,
            keywords=(name, page if at is not None else None, "时限", "任务", *dict.fromkeys(agencies)),
            description=description,
            here=here,
        ),
        names=names,
        other_names=other_names,
    )
    text = render(
        "deadline.md.j2",
        head,
        site,
        name=name,
        page=page,
        dated=at is not None,
        count=len(entries),
        items_count=len(items),
        named=named_count(index, entries),
        places=_places(here, index, entries),
        tables=list(_tables(index, site.date, page, items)),
        before=dated[at - 1] if at else None,
        after=dated[at + 1] if at is not None and at + 1 < len(dated) else None,
    )
    return page_path(here), text


def _places_of_day(notices: Iterable[Notice]) -> tuple[str, ...]:
    """The places that search filters a day by. The pages without a day hold the words of nearly all places: by place
    they would be found for what another has."""
    return tuple(dict.fromkeys(notice.front.jurisdiction for notice in notices if notice.front.jurisdiction))


def _tables(index: LedgerIndex, date: str | None, page: str, items: list[DueEntry]) -> Iterator[Markup]:
    """The limits of the page, a table for each notice."""
    of_notice: dict[str, list[DueEntry]] = {}
    for item in items:
        of_notice.setdefault(index.entries[item.task].notice.id, []).append(item)
    for id, own in of_notice.items():
        yield index.part(_table, date, page, id, own)


def _table(index: LedgerIndex, date: str | None, page: str, id: str, own: list[DueEntry]) -> Markup:
    """The limits of one notice on the page."""
    here, notice = deadline_address(page), index.notices[id]
    usual = _usual(own)
    own_words = [_what(item) for item in own if _what(item) != usual]
    said = f"。{'未另作说明的：' if own_words else ''}{usual}" if usual else ""
    caption = Markup(
        f"{_place(here, index, notice)}：{link(here, notice_address(id), notice_name(notice))}{inline(said)}"
    )
    columns = [
        "任务",
        "责任单位",
        *(["频次", "接下来" if date else "成文后头几次"] if page == "recurring" else []),
        *(["说明" if page == "none" else "限定的事项"] if own_words else []),
        "原文",
    ]
    rows = []
    for item in own:
        row = _row(here, index, date, page, item)
        if own_words:
            row.insert(-1, "—" if _what(item) == usual else _what(item))
        rows.append(row)
    names = [names_written(index, index.entries[item.task]) for item in own]
    return table(caption, columns, rows, tools=True, found_by=names)


def _usual(items: list[DueEntry]) -> str | None:
    """The reason for which several tasks without a limit of their own stand on the page: it is said once."""
    reasons = Counter(item.why for item in items if item.deadline is None).most_common(1)
    return reasons[0][0] if reasons and reasons[0][1] > 1 else None


def _what(item: DueEntry) -> str:
    """What a limit is set for, or why the task stands on the page."""
    return item.deadline.what if item.deadline and item.deadline.what else item.why


def _row(here: str, index: LedgerIndex, date: str | None, page: str, item: DueEntry) -> list[Cell | object]:
    """All but what the limit is set for."""
    entry, limit = index.entries[item.task], item.deadline
    row: list[Cell | object] = [task_link(here, entry), bound_bodies(here, index, item)]
    if page == "recurring":
        row += [due_words(index, item), _next_times(index, date, entry, item)]
    if limit is None:
        return [*row, source_link(here, entry)]
    position = next((i for i, other in enumerate(entry.task.deadlines) if other == limit), 0)
    return [*row, source_link(here, entry, limit.written, fact_anchor(entry.notice, entry.task.id, "d", position))]


def _places(here: str, index: LedgerIndex, entries: list[Entry]) -> Markup:
    """The places of these tasks, with how many each has."""
    found: dict[str, tuple[object, list[Entry]]] = {}
    for entry in entries:
        name = entry.notice.front.jurisdiction or ""
        found.setdefault(name, (_place(here, index, entry.notice), []))[1].append(entry)
    return joined([Markup(f"{finalize(place)} {counted(of)}") for place, of in found.values()])


def _place(here: str, index: LedgerIndex, notice: Notice) -> Markup:
    """The place of a notice, linked."""
    place = index.place(notice.front.jurisdiction)
    return (
        link(here, place_address(place.id), place.path)
        if place
        else inline(notice.front.jurisdiction or "原文未写明地区")
    )


def _next_times(index: LedgerIndex, date: str | None, entry: Entry, item: DueEntry) -> str:
    """When a recurring limit comes next, from the day of the build on where one is given, else from the notice's
    date on; as far as it holds. Of bodies that are no more, who has taken over."""
    dates = [day for day in (date, notice_date(entry.notice)) if day]
    if item.deadline is None:
        return "—"
    times = wording.next_times(item.deadline, max(dates, default=None), end_of(entry.notice, item.deadline))
    bound = (
        index.ledger.agencies.get(duty.agency or "") for duty in index.bound_by.get((item.task, item.deadline), ())
    )
    passed = [why for body in bound if body and (why := passed_on(body))]
    return times if times.startswith("已止") or not passed else f"{times}；{'；'.join(passed)}"


def plan_calendar(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    """The index of days: by year and month."""
    here = "deadlines/"
    by_year: dict[str, dict[int, list[str]]] = {}
    for page in index.due_on:
        if page[:1].isdigit():
            by_year.setdefault(page[:4], {}).setdefault(int(page[5:7]), []).append(page)
    notices = index.ledger.notices
    head = Head(
        here,
        "期限",
        "栏目",
        made_from(notices),
        "按年月排列的全部时限，以及定期任务和没有写明日期的任务。",
        portal=column_tags("期限", "按年月排列的全部时限", "时限,截止日期,任务"),
    )
    rest = [
        (page, due_page_name(page), _count(items)) for page, items in index.due_on.items() if not page[:1].isdigit()
    ]
    years = [
        (
            year,
            [
                (month, _count(item for page in months.get(month, ()) for item in index.due_on[page]))
                for month in range(1, 13)
            ],
            _days_table(here, index, year, months),
        )
        for year, months in by_year.items()
    ]
    return page_path(here), render("calendar.md.j2", head, site, years=years, rest=rest)


def _count(items: Iterable[DueEntry]) -> int:
    """How many tasks fall due: a task with several limits is one."""
    return len({item.task for item in items})


def _days_table(here: str, index: LedgerIndex, year: str, months: dict[int, list[str]]) -> Markup:
    """The days of a year; the first of each month carries the month's anchor."""
    rows: list[list[Cell | object]] = []
    for month, pages in sorted(months.items()):
        for page in pages:
            anchor = f'<span id="m{year}-{month}"></span>' if page == pages[0] else ""
            day = link(here, deadline_address(page), wording.day(page))
            rows.append([Cell(Markup(f"{anchor}{day}"), page), _named(here, index, index.due_on[page])])
    return table(f"{year}年的时限", ["日期", "任务"], rows, style="tz-quiet tz-days")


def _named(here: str, index: LedgerIndex, items: list[DueEntry]) -> Markup:
    """The tasks of a day by name with the words that give it, the first few of many."""
    found: dict[TaskKey, dict[str, None]] = {}
    for item in items:
        if item.task in index.entries:
            written = due_written(index, item)
            found.setdefault(item.task, {}).update({written: None} if written else {})
    starts = {item.task for item in items if item.deadline is not None and item.deadline.type == "from"}
    rest = f" 等 {len(found)} 项" if len(found) > _NAMED else ""
    shown = list(found.items())[:_NAMED]
    names = [
        Markup(f"{task_link(here, index.entries[key])}{'（从这天起）' if key in starts else ''}") for key, _ in shown
    ]
    if len(found) > 1 and len({tuple(words) for _, words in shown}) == 1:  # one rule for all, said once
        return Markup(f"{joined(names)}{rest}{Markup('').join(map(quoted, shown[0][1]))}")
    lines = [
        Markup(f"{name}{Markup('').join(map(quoted, words))}") for name, (_, words) in zip(names, shown, strict=True)
    ]
    return Markup(f"{Markup('').join(lines)}{rest}")

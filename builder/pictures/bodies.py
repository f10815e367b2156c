"""Who does what with whom: a notice's tasks by chapter and body, the bodies that share tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from builder.exports.workbooks import sheet_name
from builder.ledger.chapters import Chapter, chapters_of
from builder.ledger.index import Entry, LedgerIndex
from builder.model.ledger import TaskKey
from builder.model.notice import Notice
from builder.pictures.chart import Bar, BarChart, Dot, DotChart, Figure, distinct, head_of_row

_BODIES = 10
"""So many bodies are shown; the others are counted in a note."""

_NAME = 12.0
"""Room in em for a name on one line (广宁县人力资源社会保障局)."""

_LEAST = 3
"""Fewer bodies or pairs than this are told by a sentence as well as by a picture."""


def _named(index: LedgerIndex, key: TaskKey) -> dict[str, bool]:
    """The bodies that a task names itself, and whether they lead."""
    bodies: dict[str, bool] = {}
    for part in index.responsibilities_of.get(key, ()):
        if part.via is None and part.agency in index.ledger.agencies:
            bodies[part.agency] = bodies.get(part.agency, False) or part.mention.role == "lead"
    return bodies


def picture_chapters(index: LedgerIndex, notice: Notice) -> Figure | None:
    """Which body has how many tasks in which chapter; a bar for each chapter where no body is named."""
    chapters = chapters_of(index, notice)
    if len(chapters) < 2:
        return None
    counts: Counter[str] = Counter()
    for entry in index.entries_of_notice(notice):
        counts.update(_named(index, entry.key).keys())
    if len(counts) < 2:
        return _chapter_bars(notice, chapters)
    ranked = [agency for agency, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    shown = ranked[:_BODIES]
    cells = {
        (row, column): (len(tasks), any(tasks))
        for row, agency in enumerate(shown)
        for column, chapter in enumerate(chapters)
        if (tasks := [named[agency] for entry in chapter.entries if agency in (named := _named(index, entry.key))])
    }
    led = any(lead for _, lead in cells.values())
    most = max(count for count, _ in cells.values())
    dots = tuple(
        Dot(row, column, str(count), "full" if lead or not led else "ring", count / most)
        for (row, column), (count, lead) in cells.items()
    )
    item, sheet = "事项" if notice.front.kind == "report" else "任务", sheet_name(notice)
    notes = [
        f"圆内数字：{item}数。" + ("实心：其中有由它牵头的；空心：负责或配合。" if led else ""),
        *filter(None, [_more(len(ranked) - len(shown), sheet)]),
        *(chapter.words for chapter in chapters if chapter.name),
    ]
    names = {agency: index.ledger.agencies[agency].name for agency in shown}
    in_words = "；".join(
        f"{names[agency]}共{counts[agency]}项："
        + "，".join(
            f"{chapter.label}{cells[row, column][0]}项{'（有牵头）' if cells[row, column][1] else ''}"
            for column, chapter in enumerate(chapters)
            if (row, column) in cells
        )
        for row, agency in enumerate(shown)
    )
    return Figure(
        "chapters",
        "各章的事项点名了哪些机构" if item == "事项" else "各章的任务分给了哪些机构",
        f"各章{item}数：{_sizes(chapters)}。{item}较多的机构：{in_words}。{_more(len(ranked) - len(shown), sheet)}",
        DotChart(tuple(names.values()), tuple(chapter.label for chapter in chapters), dots, tuple(notes)),
        (notice,),
    )


def _more(count: int, sheet: str) -> str:
    return f"另有{count}个机构，见{sheet}。" if count else ""


def _sizes(chapters: Sequence[Chapter]) -> str:
    return "，".join(f"{chapter.words}{len(chapter.entries)}项" for chapter in chapters)


def _chapter_bars(notice: Notice, chapters: Sequence[Chapter]) -> Figure:
    bars = tuple(Bar(head_of_row(chapter), len(chapter.entries)) for chapter in chapters)
    title = "各章有多少项任务" if notice.front.kind == "plan" else "各章报告了多少项"
    return Figure("chapters", title, f"{_sizes(chapters)}。", BarChart(bars), (notice,))


def picture_pairs(index: LedgerIndex) -> Figure | None:
    """The pairs of bodies that share most tasks, over all notices; None where fewer than three pairs share two.
    Groups (各县区政府) are left out: who works with everybody tells nothing."""
    counts: Counter[tuple[str, str]] = Counter()
    shared: list[Entry] = []
    for entry in index.entries.values():
        single = sorted(agency for agency in _named(index, entry.key) if not index.ledger.agencies[agency].group)
        pairs = list(combinations(single, 2))
        counts.update(pairs)
        shared += [entry] if pairs else []
    ranked = sorted(
        ((pair, count) for pair, count in counts.items() if count > 1), key=lambda item: (-item[1], item[0])
    )
    if len(ranked) < _LEAST:
        return None
    shown = ranked[:_BODIES]
    names = {agency: index.ledger.agencies[agency].name for pair, _ in shown for agency in pair}
    bars = tuple(Bar(f"{names[first]}\n{names[second]}", count) for (first, second), count in shown)
    in_words = "，".join(f"{names[first]}与{names[second]}{count}项" for (first, second), count in shown)
    return Figure(
        "pairs",
        "哪些机构常常一起承担任务",
        f"同一项任务中一起写明次数最多的机构：{in_words}。",
        BarChart(bars, label_width=_NAME),
        distinct(entry.notice for entry in shared),
    )

"""From the rows that a person filled in to the entries of the sidecar: what is new, what changes, what goes.

Each row is decided by itself. What a row asks for and the sidecar says already is left alone, so that applying a
workbook twice changes nothing; a fact that another entry has decided since the workbook was written is named, not
overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from builder.language.dates import written_date
from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import Deadline, FactKind, Notice, Task
from builder.model.statements import Progress
from builder.review.cell_values import Refused, agency_values, figure_values, limit_values
from builder.review.checklist import (
    CATEGORIES,
    CHANGE,
    MISSED,
    REMOVE,
    RIGHT,
    Cells,
    cells_of,
    digest,
)
from builder.review.facts import FIELDS, NAMES, Fact, nth_fact
from builder.review.offers import ProgressOffer
from builder.review.words import bare
from builder.source.sidecar.readings import (
    COMPARES,
    TASK_KINDS,
    ReadingCorrection,
    Said,
)
from builder.source.sidecar.statements import STATES

_REASON = "对照原件核对"
_KINDS: Mapping[str, FactKind] = {name: kind for kind, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Filled:
    """A row as it came back: where it stands in the sheet (counted from 1), what it is about, what a person wrote."""

    number: int
    sort: str
    task: str
    kind: str
    quote: str
    nth: int
    state: str
    cells: Cells


@dataclass(slots=True)
class Plan:
    """What is to be done to the sidecar: entries to add, to put at a line, lines to remove; the rows that cannot be
    applied with the reason; how many of the facts a person has checked."""

    added: list[ReadingCorrection] = field(default_factory=list)
    replaced: dict[int, ReadingCorrection] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    """What reports say of tasks, confirmed."""
    rows: dict[int, int] = field(default_factory=dict)
    """By id() of an entry: the row that asks for it."""
    checked: int = 0
    of: int = 0

    def readings(self, current: Sequence[ReadingCorrection]) -> tuple[ReadingCorrection, ...]:
        """The entries as they will be."""
        kept = [self.replaced.get(entry.line, entry) for entry in current if entry.line not in self.removed]
        return (*kept, *self.added)


def decide(
    rows: Iterable[Filled],
    notice: Notice,
    current: Sequence[ReadingCorrection],
    by: str,
    date: str,
    offers: Sequence[ProgressOffer] = (),
) -> Plan:
    """What the rows ask for. `notice`: as the program reads it (with the tasks that a person added); `current`: the
    entries of its sidecar; `by`, `date`: who applies the workbook, and when (ISO 8601); `offers`: what reports may say
    of its tasks."""
    run = _Deciding(notice, current, by, date, offers)
    for row in rows:
        if row.sort == "fact":
            run.plan.of += 1
        if not any((row.cells.verdict, row.cells.now, row.cells.category, row.cells.words)):
            continue
        try:
            run.row(row)
        except Refused as reason:
            run.plan.refused.append((row.number, str(reason)))
        else:
            run.plan.checked += row.sort == "fact"
    return run.plan


class _Deciding:
    def __init__(
        self,
        notice: Notice,
        current: Sequence[ReadingCorrection],
        by: str,
        date: str,
        offers: Sequence[ProgressOffer],
    ) -> None:
        self._notice, self._current, self._by, self._date = notice, current, by, date
        self._offers = {offer.key: offer for offer in offers}
        self._tasks = {task.id: task for task in notice.tasks}
        self.plan = Plan()

    def row(self, row: Filled) -> None:
        verdict = row.cells.verdict
        if not verdict:
            raise Refused("写了内容，没有在“核对”一列选是哪一种")
        if verdict not in (RIGHT, CHANGE, REMOVE, MISSED):
            raise Refused(f"“核对”一列写的是“{verdict}”，只能选 正确、改为、删除、漏读")
        if row.sort == "progress":
            self._progress(row, verdict)
            return
        if row.sort == "finding" and verdict == RIGHT:
            return
        if row.sort == "stale" and verdict == REMOVE:
            self.plan.removed += [entry.line for entry in self._current if digest(entry) == row.state]
            return
        if row.sort == "added" and verdict in (RIGHT, CHANGE):
            verdict = MISSED
        if verdict == MISSED:
            self._missed(row)
        elif row.sort == "fact":
            self._fact(row, verdict)
        elif row.sort == "added" or (row.sort == "item" and verdict == RIGHT):
            self._take_back(row)
        else:
            raise Refused(f"这一行不能选“{verdict}”")

    def _progress(self, row: Filled, verdict: str) -> None:
        """A report says so of the task: a person confirms it, and says what it comes to."""
        if verdict != RIGHT:
            raise Refused("进展的行只能选“正确”，不是说这项任务的留空")
        if row.cells.category not in STATES:
            raise Refused(f"进展要在“类别”一列选 {'、'.join(STATES)}")
        offer = self._offers.get((row.task, row.state, bare(row.quote)))
        if offer is None:
            raise Refused("本站的报告里现在没有这一处，请重新导出核对表")
        day = written_date(row.cells.now) if row.cells.now else offer.as_of
        if day is None:
            raise Refused("在“改为”一列写这是哪一天的情况，如 2024年6月20日")
        made = Progress(row.task, day, STATES[row.cells.category], offer.said_by, offer.source, offer.quote)
        there = next((said for said in self._notice.progress if offer.is_said_by(said)), None)
        if there and replace(there, line=0, said_by=made.said_by) != made:
            raise Refused(f"说明文件第 {there.line} 行已有这一条进展，与这一行不同；请在那里改")
        if not there and made not in self.plan.progress:
            self.plan.progress.append(made)

    def _entry(self, row: Filled, matching: Iterable[ReadingCorrection]) -> tuple[ReadingCorrection | None, bool]:
        """The entry that decides the fact of a row now, and whether that is the one of which the row knows."""
        found = list(matching)
        same = next((entry for entry in found if digest(entry) == row.state), None)
        return (same, True) if same or not found else (found[0], False)

    def _fact(self, row: Filled, verdict: str) -> None:
        kind, task = self._kind(row), self._tasks.get(row.task)
        if row.task and task is None:
            raise Refused(f"程序现在没有读出任务“{row.task}”，请重新导出核对表")
        fact = self._task_or_fact(row, kind, task)
        matching = [entry for entry in self._current if entry.operation != "add" and self._about(entry, row, kind)]
        entry, known = self._entry(row, matching)
        if entry and _as_before(entry, row):
            return
        if verdict == RIGHT:
            self._drop(entry, known)
            return
        values: dict[str, Said] = {}
        if verdict == CHANGE:
            values = {**_beyond_columns(entry), **self._values(row, kind, fact)}
            if not values:
                raise Refused("选了“改为”，没有写改成什么（填“改为”或“类别”）")
        self._set(row, kind, "change" if verdict == CHANGE else "remove", values, (entry, known), row.quote, row.nth)

    def _task_or_fact(self, row: Filled, kind: FactKind, task: Task | None) -> Fact | Task:
        if kind == "task":
            if task is None:
                raise Refused("没有写是哪一条任务")
            return task
        facts: Sequence[Fact] = getattr(task or self._notice, FIELDS[kind], ())
        at = nth_fact(self._notice, facts, row.quote, row.nth)
        if at is None:
            raise Refused(f"程序现在没有从“{row.quote}”读出{NAMES[kind]}，请重新导出核对表")
        return facts[at]

    def _about(self, entry: ReadingCorrection, row: Filled, kind: FactKind) -> bool:
        if (entry.task or "", entry.fact) != (row.task, kind):
            return False
        return kind == "task" or (bare(entry.quote), entry.nth) == (bare(row.quote), row.nth)

    def _missed(self, row: Filled) -> None:
        kind = self._kind(row)
        if kind == "task":
            self._missed_task(row)
            return
        words = row.cells.words
        if not words:
            raise Refused("漏读的要在“原文用词”一列照抄原文的字")
        if row.task not in self._tasks and not (kind == "citation" and not row.task):
            raise Refused(f"“{row.task}”不是任务；先把它补为任务，再补其中的{NAMES[kind]}")
        values = self._values(replace(row, quote=words), kind, None)
        if kind == "agency" and "role" not in values:
            raise Refused("漏读的单位要在“类别”一列选 牵头、责任 或 配合")
        if kind == "target" and "value" not in values:
            raise Refused("漏读的指标要在“改为”一列写数字")
        if kind == "deadline" and not ({"day", "every"} & values.keys() or values.get("type") in ("open", "within")):
            raise Refused("漏读的时限要在“改为”一列写日期，或在“类别”一列选 长期、限期、每年等")
        entry, known = None, True
        if row.sort == "added":
            entry, known = self._entry(row, [each for each in self._current if self._is_added(each, row, kind)])
            if entry and _as_before(entry, row):
                return
            values = {**_beyond_columns(entry), **values}
        nth = row.nth if row.sort == "added" and bare(words) == bare(row.quote) else 1
        self._set(row, kind, "add", values, (entry, known), words, nth)

    def _is_added(self, entry: ReadingCorrection, row: Filled, kind: FactKind) -> bool:
        return entry.operation == "add" and self._about(entry, row, kind)

    def _missed_task(self, row: Filled) -> None:
        if row.sort != "item":
            raise Refused("漏读的任务写在那一条自己的行上（种类为“任务”、程序读作“不是任务”）")
        entry, known = self._entry(row, [each for each in self._current if self._is_added(each, row, "task")])
        if entry and _as_before(entry, row):
            return
        values = self._values(row, "task", None)
        values.pop("heading", None)
        self._set(row, "task", "add", values, (entry, known), row.quote, 1)

    def _take_back(self, row: Filled) -> None:
        """An entry that added something goes."""
        kind = self._kind(row)
        self._drop(*self._entry(row, [each for each in self._current if self._is_added(each, row, kind)]))

    def _drop(self, entry: ReadingCorrection | None, known: bool) -> None:
        if entry and not known:
            raise _decided_by_another(entry)
        if entry:
            self.plan.removed.append(entry.line)

    def _set(
        self,
        row: Filled,
        kind: FactKind,
        operation: Any,
        values: Mapping[str, Said],
        before: tuple[ReadingCorrection | None, bool],
        quote: str,
        nth: int,
    ) -> None:
        """The entry that a row asks for, in the place of the one `before`, where the row knows of that."""
        entry, known = before
        order = [key for key in _ORDER if key in values]
        made = ReadingCorrection(
            task=row.task or None,
            operation=operation,
            fact=kind,
            quote=quote,
            by=self._by,
            date=self._date,
            reason=row.cells.reason or (entry.reason if entry else _REASON),
            values=tuple((key, values[key]) for key in order),
            nth=nth,
        )
        there = [*(each for each in self._current if each.line not in self.plan.removed), *self.plan.added]
        if same := next((each for each in there if digest(each) == digest(made)), None):
            if not row.cells.reason or row.cells.reason == same.reason:
                return
            entry, known = (same, True) if same in self._current else (entry, known)
        if entry and not known:
            raise _decided_by_another(entry)
        if any(each.target == made.target and each.operation != "add" for each in self.plan.added) and not entry:
            raise Refused("另有一行核定了同一处，只留一行")
        self.plan.rows[id(made)] = row.number
        if entry:
            self.plan.replaced[entry.line] = replace(made, line=entry.line)
            self.plan.rows[id(self.plan.replaced[entry.line])] = row.number
        else:
            self.plan.added.append(made)

    def _kind(self, row: Filled) -> FactKind:
        if row.kind not in _KINDS:
            raise Refused("没有在“种类”一列选是单位、时限、指标还是引用")
        return _KINDS[row.kind]

    def _values(self, row: Filled, kind: FactKind, fact: Fact | Task | None) -> dict[str, Said]:
        """What the cells say the fact is to be read as."""
        now, category = row.cells.now, row.cells.category
        if category and category not in CATEGORIES[kind]:
            raise Refused(
                f"“类别”一列的“{category}”不是{NAMES[kind]}的类别，可选 {'、'.join(CATEGORIES[kind]) or '（无）'}"
            )
        written: dict[str, Said] = {}
        if fact is not None and kind != "task" and row.cells.words and bare(row.cells.words) != bare(row.quote):
            written = {"written": row.cells.words}
        if kind == "agency":
            return agency_values(now, category, row.quote, row.cells.words, fact is not None) | written
        if kind == "deadline":
            before = fact if isinstance(fact, Deadline) else None
            return limit_values(now, category, before) | written
        if kind == "target":
            return figure_values(now) | ({"compare": COMPARES[category]} if category else {}) | written
        if kind == "citation":
            return ({"title": now.strip("《》")} if now else {}) | written
        said: dict[str, Said] = {"heading": now} if now else {}
        return said | ({"kind": TASK_KINDS[category]} if category else {})


def _as_before(entry: ReadingCorrection, row: Filled) -> bool:
    """Whether a row says of its fact what the entry says already."""
    cells = cells_of(entry)
    return cells == (row.cells if row.cells.reason else replace(row.cells, reason=cells.reason))


def _decided_by_another(entry: ReadingCorrection) -> Refused:
    return Refused(f"说明文件第 {entry.line} 行已另有人核定，与这一行不同；请先看那一条")


_ORDER = (
    "kind", "heading", "role", "name", "type", "day", "from", "every", "value", "unit", "compare", "what",
    "title", "number", "written",
)  # fmt: skip
_COLUMNS: Mapping[FactKind, frozenset[str]] = {
    "task": frozenset({"kind", "heading"}),
    "agency": frozenset({"role", "name", "written"}),
    "deadline": frozenset({"type", "day", "every", "written"}),
    "target": frozenset({"value", "unit", "compare", "written"}),
    "citation": frozenset({"title", "written"}),
}
"""The values that the columns of the workbook hold."""


def _beyond_columns(entry: ReadingCorrection | None) -> dict[str, Said]:
    """What an entry says besides, which only the sidecar can hold."""
    return {key: value for key, value in entry.values if key not in _COLUMNS[entry.fact]} if entry else {}

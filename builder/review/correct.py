"""A notice as a person corrected it: after reading and before the ledger, so that what a person said holds on pages,
in data, in calendars and in search alike.

What an entry is about must stand in the notice as it is read now. An entry whose task or words are gone changes
nothing and is an error among the findings; one that says what the program reads by itself is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder.language.lazy_dataclasses import dataclass
from builder.model.finding_codes import FindingCode
from builder.model.notice import Citation, Decision, Due, FactKind, Finding, Notice, Task
from builder.places.divisions import Divisions
from builder.reading.conventions import bind, due
from builder.reading.notice import read
from builder.reading.tasks import TaskKind
from builder.restoration.restored import Restored
from builder.review.facts import NAMES, Facts, Outcome, decision_of, in_order
from builder.review.words import Span, item_of, scopes_of, stands
from builder.source.sidecar.readings import ReadingCorrection
from builder.source.source import Source

_SETTLED: Mapping[FactKind, frozenset[FindingCode]] = {
    "agency": frozenset(
        {
            FindingCode.BODY_UNREAD,
            FindingCode.DUTY_UNREAD,
            FindingCode.CLAUSE_UNREAD,
            FindingCode.COLUMN_UNREAD,
            FindingCode.BODY_UNCERTAIN,
            FindingCode.BODY_NAME_UNCERTAIN,
            FindingCode.ROLE_UNCERTAIN,
        }
    ),
    "deadline": frozenset(
        {
            FindingCode.LIMIT_UNREAD,
            FindingCode.LIMIT_UNCERTAIN,
            FindingCode.LIMIT_UNDATED,
            FindingCode.LIMIT_WITHOUT_DAY,
            FindingCode.DATE_IMPOSSIBLE,
        }
    ),
    "target": frozenset({FindingCode.TARGET_UNREAD, FindingCode.TARGET_UNCERTAIN}),
    "citation": frozenset({FindingCode.TITLE_UNCLOSED}),
    "task": frozenset({FindingCode.TASK_UNCERTAIN, FindingCode.UNNUMBERED_DUTY, FindingCode.ITEM_UNLISTED}),
}
"""What the program was unsure of, and is not once a person has decided the fact at the same words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A notice before and after: `notice` as the program reads it, with the tasks that a person added; `corrected`
    with all that a person said; `outcomes`: what became of each entry."""

    notice: Notice
    corrected: Notice
    outcomes: tuple[tuple[ReadingCorrection, Outcome], ...] = ()


def read_corrected(restored: Restored, source: Source, divisions: Divisions) -> Notice:
    """The notice as the program reads it, corrected by `readings:` of its sidecar."""
    return read_parts(restored, source, divisions).corrected


def read_parts(restored: Restored, source: Source, divisions: Divisions) -> Reading:
    """The notice as the program reads it, and as `readings:` of its sidecar correct it."""
    said = source.sidecar
    program = replace(read(restored, source, divisions), relations=said.relations, progress=said.progress)
    corrections = said.readings
    if not corrections:
        return Reading(program, program)
    kinds = _kinds(program, corrections)
    notice = program
    if kinds:
        again = read(restored, source, divisions, kinds)
        notice = replace(again, relations=said.relations, progress=said.progress)
    return correct(notice, program, corrections, said.path.name if said.path else "说明文件")


def _kinds(program: Notice, corrections: Iterable[ReadingCorrection]) -> dict[str, TaskKind]:
    """By id of item: what a person says it is. The facts of such an item are read as those of that kind."""
    kinds: dict[str, TaskKind] = {}
    known = {task.id for task in program.tasks}
    for each in corrections:
        item = item_of(program, each.task) if each.fact == "task" and each.task else None
        if item is None or not stands(program.text, each.quote, (item.start, item.end)):
            continue
        if (each.operation == "add") is not (item.id in known):
            kind = dict(each.values).get("kind", "task" if each.operation == "add" else None)
            if each.operation != "remove" and kind:
                kinds[item.id] = "progress" if kind == "progress" else "task"
    return kinds


def correct(notice: Notice, program: Notice, corrections: Sequence[ReadingCorrection], sidecar: str) -> Reading:
    """`notice` with what `corrections` say of it. `program`: the same as the program alone reads it; `sidecar`: the
    name of the file that holds the corrections, for the findings."""
    run = _Run(notice, program, sidecar)
    by_task: dict[str | None, list[ReadingCorrection]] = {}
    for each in corrections:
        by_task.setdefault(each.task, []).append(each)
    tasks = [run.task(task, by_task.pop(task.id, ())) for task in notice.tasks]
    citations = run.outside(by_task.pop(None, ()))
    for left in by_task.values():
        for each in left:
            run.without_task(each)
    corrected = replace(
        notice,
        tasks=tuple(task for task in tasks if task is not None),
        citations=citations,
        findings=tuple(sorted(run.findings(), key=lambda each: (each.start, each.end, each.code))),
        removed=in_order(run.removed),
    )
    return Reading(notice, corrected, tuple(run.outcomes))


class _Run:
    """One pass over the corrections of one notice."""

    def __init__(self, notice: Notice, program: Notice, sidecar: str) -> None:
        self.notice, self.sidecar = notice, sidecar
        self.program = {task.id: task for task in program.tasks}
        self.said: list[Finding] = []
        self.settled: list[tuple[FactKind, Span]] = []
        self.removed: list[Decision] = []
        self.outcomes: list[tuple[ReadingCorrection, Outcome]] = []

    def task(self, task: Task, corrections: Iterable[ReadingCorrection]) -> Task | None:
        """The task as corrected, None where it is none."""
        own: ReadingCorrection | None = None
        facts = Facts(self.notice, task)
        for each in corrections:
            if each.fact == "task":
                own = each
            else:
                self.note(each, facts.apply(each, scopes_of(self.notice, task.id, (task.start, task.end))), task)
        self.settled += facts.settled
        corrected = facts.task()
        return self.whole(task, corrected, own) if own else self.bound(corrected)

    def whole(self, read_as: Task, task: Task, own: ReadingCorrection) -> Task | None:
        """What a person said of a task as a whole."""
        before = self.program.get(task.id)
        if not stands(self.notice.text, own.quote, (task.start, task.end)):
            self.note(own, Outcome.GONE, task)
            return self.bound(task)
        self.settled.append(("task", (task.start, task.end)))
        if own.operation == "remove":
            self.removed.append(decision_of(own, before))
            return None
        values = dict(own.values)
        kind = values.get("kind", read_as.kind)
        heading = values.get("heading", task.heading)
        changed = replace(
            task,
            kind="progress" if kind == "progress" else "task",
            heading=None if heading is None else str(heading),
        )
        if before and (before.kind, before.heading) == (changed.kind, changed.heading):
            self.note(own, Outcome.SAME, task)
            return self.bound(task)
        return self.bound(replace(changed, decision=decision_of(own, before)))

    def bound(self, task: Task) -> Task:
        """With the rules of the notice that bind it, and the day that its limits give."""
        if task.kind == "progress":
            return replace(task, conventions=(), due=Due(None, "none"))
        conventions = self.notice.conventions
        return replace(task, conventions=bind(conventions, task), due=due(task.deadlines, conventions))

    def outside(self, corrections: Iterable[ReadingCorrection]) -> tuple[Citation, ...]:
        """The citations outside tasks."""
        facts = Facts(self.notice, None)
        for each in corrections:
            self.note(each, facts.apply(each, [(0, len(self.notice.text))]), None)
        self.removed += facts.removed
        self.settled += facts.settled
        return facts.citations()

    def without_task(self, correction: ReadingCorrection) -> None:
        """A correction of an item that is no task."""
        item = item_of(self.notice, correction.task or "")
        known = item and stands(self.notice.text, correction.quote, (item.start, item.end))
        same = known and correction.fact == "task" and correction.operation == "remove"
        self.note(correction, Outcome.SAME if same else Outcome.GONE, None)

    def note(self, correction: ReadingCorrection, outcome: Outcome, task: Task | None) -> None:
        """A finding where a correction did nothing."""
        self.outcomes.append((correction, outcome))
        if outcome is Outcome.DONE:
            return
        item = item_of(self.notice, correction.task or "")
        place = (task.start, task.end) if task else (item.start, item.end) if item else (0, 0)
        where = f"{self.sidecar} 第 {correction.line} 行的人工核定"
        fact = NAMES[correction.fact]
        if outcome is Outcome.SAME:
            message = f"{where}与程序现在的读法相同（{fact}“{correction.quote}”），可以删去。"
            self.said.append(Finding(FindingCode.DECISION_UNNEEDED, message, *place))
            return
        of = f"“{correction.task}”" if correction.task else "任务之外"
        why = f"{of}里找不到{fact}“{correction.quote}”" if task or item or not correction.task else f"没有{of}这一条"
        self.said.append(Finding(FindingCode.DECISION_STALE, f"{where}没有起作用：{why}；请重新核对。", *place))

    def findings(self) -> list[Finding]:
        """Those of the program that no person has settled, and those of the corrections."""
        left = [each for each in self.notice.findings if not self._settles(each)]
        return [*left, *self.said]

    def _settles(self, finding: Finding) -> bool:
        return any(
            finding.code in _SETTLED[fact] and finding.start < end and start < finding.end
            for fact, (start, end) in self.settled
        )

"""The rows of 核对表: what was read from a notice, fact by fact, for a person to compare with the notice.

A row knows its fact by task, kind and words, and the entry of the sidecar that decides it now, so that a workbook
that comes back late is merged fact by fact with what was decided since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.task_titles import task_place, task_title
from builder.model.addresses import notice_address, task_address
from builder.model.finding_codes import FindingCode
from builder.model.notice import AgencyMention, Deadline, FactKind, Finding, Notice, Target, Task
from builder.model.recurrence import Recurrence
from builder.review.facts import FIELDS, NAMES, Fact, nth_fact, words_of
from builder.review.offers import ProgressOffer
from builder.review.words import bare
from builder.source.sidecar.readings import COMPARES, LIMIT_TYPES, PERIODS, ROLES, TASK_KINDS, ReadingCorrection, Said
from builder.source.sidecar.statements import STATES

RIGHT, CHANGE, REMOVE, MISSED = "正确", "改为", "删除", "漏读"
EVERY = {f"每{chinese}": unit for chinese, unit in PERIODS.items()}
CATEGORIES: Mapping[FactKind, tuple[str, ...]] = {
    "task": tuple(TASK_KINDS),
    "agency": ("牵头", "责任", "配合"),
    "deadline": (*(name for name in LIMIT_TYPES if name != "定期"), *EVERY),
    "target": tuple(COMPARES),
    "citation": (),
}
"""What a person may choose for a fact of a kind."""
CODES: Mapping[FindingCode, FactKind] = {
    FindingCode.BODY_UNREAD: "agency",
    FindingCode.DUTY_UNREAD: "agency",
    FindingCode.CLAUSE_UNREAD: "agency",
    FindingCode.COLUMN_UNREAD: "agency",
    FindingCode.LIMIT_UNREAD: "deadline",
    FindingCode.TARGET_UNREAD: "target",
}
"""What may have been missed where the program says so."""
_NAMES = {"finding": "存疑", "progress": "进展"}
"""What a row is called that is of no fact."""
_SEVERITIES = {"error": "错误", "warning": "存疑", "note": "提示"}
_SENTENCE_ENDS = "。；;！!？?\n"
_LONGEST = 300
OFFERED = "选“正确”，并在“类别”选完成情况，才登出"
_GONE = "现在的原文里找不到这一处；选“删除”去掉这条核定，现在读出的另行核对"
_FIRST_WORDS = 24
"""Characters of a task by which it is quoted."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What a person fills in: the verdict 核对, 改为, 类别, 原文用词, 理由."""

    verdict: str = ""
    now: str = ""
    category: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `key`: (what sort of row, task id, kind of fact, words, which of the same words); `state`: which entry
    of the sidecar decides the fact now, "" where none does. `kind` is None where a person is to choose it."""

    sort: str
    task: str
    kind: FactKind | None
    quote: str
    nth: int
    state: str
    place: str
    read: str
    sentence: str
    paragraph: str
    sure: str
    address: str
    cells: Cells

    @property
    def key(self) -> str:
        return json.dumps([self.sort, self.task, self.kind or "", self.quote, self.nth], ensure_ascii=False)

    @property
    def name(self) -> str:
        return NAMES[self.kind] if self.kind else _NAMES.get(self.sort, "")

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What a person may say of the row."""
        return {
            "fact": (RIGHT, CHANGE, REMOVE),
            "finding": (RIGHT, MISSED),
            "item": (RIGHT, MISSED),
            "added": (MISSED, REMOVE),
            "new": (MISSED,),
            "stale": (REMOVE,),
            "progress": (RIGHT,),
        }[self.sort]


def digest(entry: ReadingCorrection | None) -> str:
    """Which entry it is, by all that it decides; "" of none."""
    if entry is None:
        return ""
    said = (entry.task, entry.operation, entry.fact, bare(entry.quote), entry.nth, sorted(map(str, entry.values)))
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def checklist(
    notice: Notice,
    readings: Sequence[ReadingCorrection],
    ledger_findings: Iterable[Finding],
    offers: Sequence[ProgressOffer] = (),
    gone: Iterable[ReadingCorrection] = (),
) -> list[Row]:
    """The rows of `notice`, which is as the program reads it (with the tasks that a person added). `readings`: the
    entries of its sidecar, which are filled in; `ledger_findings`: what the ledger is unsure of; `offers`: what
    reports may say of its tasks; `gone`: the entries whose words the notice no longer has."""
    made = _Checklist(notice, readings, ledger_findings, offers)
    rows = list(made.rows())
    shown = {row.state for row in rows}
    return [*(made.stale(entry) for entry in gone if digest(entry) not in shown), *rows]


class _Checklist:
    def __init__(
        self,
        notice: Notice,
        readings: Sequence[ReadingCorrection],
        more: Iterable[Finding],
        offers: Sequence[ProgressOffer],
    ) -> None:
        self._notice = notice
        self._offers = offers
        self._findings = [*notice.findings, *more]
        self._decided = {entry.target: entry for entry in readings if entry.operation != "add"}
        self._added = [entry for entry in readings if entry.operation == "add"]
        self._starts = [0, *(found.end() for found in re.finditer("\n", notice.text))]

    def rows(self) -> Iterator[Row]:
        for finding in self._findings:
            yield self._finding(finding)
        yield from self._facts(None)
        yield from self._added_to(None)
        tasks = {task.id: task for task in self._notice.tasks}
        parents = {item.id.rpartition("/")[0] for item in self._notice.outline}
        for item in self._notice.outline:
            if item.id not in tasks and item.id not in parents:
                yield self._row("item", item.id, "task", item.start, item.end, "不是任务", Cells())
        for task in self._notice.tasks:
            yield self._task(task)
            yield from self._facts(task)
            yield from self._added_to(task)
            yield from (self._offered(offer, task) for offer in self._offers if offer.task == task.id)
            yield self._row("new", task.id, None, task.start, task.start, "漏读的写在这一行；不止一处的，复制这一行")

    def stale(self, entry: ReadingCorrection) -> Row:
        """What a person decided of words that are gone."""
        before = cells_of(entry)
        said = "，".join(filter(None, (before.verdict, before.now, before.category)))
        row = self._row("stale", entry.task or "", entry.fact, 0, 0, f"原来核定：{said}。{_GONE}", Cells(), entry)
        label = FindingCode.DECISION_STALE.label
        return replace(row, quote=entry.quote, nth=entry.nth, sentence="", paragraph="", sure=f"错误：{label}")

    def _finding(self, finding: Finding) -> Row:
        task = next((each for each in self._notice.tasks if each.start <= finding.start < each.end), None)
        of = task.id if task else ""
        row = self._row("finding", of, CODES.get(finding.code), finding.start, finding.end, finding.message)
        return replace(row, sure=f"{_SEVERITIES[finding.severity]}：{finding.code.label}")

    def _offered(self, offer: ProgressOffer, task: Task) -> Row:
        """What a report may say of the task, filled in where the sidecar says so already."""
        said = next((each for each in self._notice.progress if offer.is_said_by(each)), None)
        day = said.as_of if said and said.as_of != offer.as_of else ""
        cells = Cells(RIGHT, day, chinese(STATES, said.state)) if said else Cells()
        row = self._row("progress", task.id, None, task.start, task.start, f"{offer.place} 可能说到这项任务；{OFFERED}")
        return replace(
            row,
            quote=offer.quote,
            state=offer.source,
            sentence=offer.text[: 2 * _LONGEST],
            paragraph="",
            sure=offer.why,
            cells=cells,
        )

    def _task(self, task: Task) -> Row:
        added = next((entry for entry in self._added if (entry.task, entry.fact) == (task.id, "task")), None)
        if added:
            cells = Cells(MISSED, "", said_kind(added), "", added.reason)
            return self._row("item", task.id, "task", task.start, task.end, "由人核定为任务", cells, added)
        entry = self._decided.get((task.id, "task", "", 0))
        read = f"{'任务' if task.kind == 'task' else '报告事项'}：{task_title(task)}"
        return self._row("fact", task.id, "task", task.start, task.end, read, cells_of(entry), entry)

    def _facts(self, task: Task | None) -> Iterator[Row]:
        for kind, field in FIELDS.items():
            facts: Sequence[Fact] = getattr(task or self._notice, field, ())
            seen: dict[str, int] = {}
            for fact in facts:
                words = words_of(self._notice, fact)
                nth = seen[bare(words)] = seen.get(bare(words), 0) + 1
                entry = self._entry(task, kind, facts, words, nth)
                yield self._row(
                    "fact",
                    task.id if task else "",
                    kind,
                    fact.start,
                    fact.end,
                    read_as(fact),
                    cells_of(entry),
                    entry,
                    nth,
                )

    def _entry(
        self, task: Task | None, kind: FactKind, facts: Sequence[Fact], words: str, nth: int
    ) -> ReadingCorrection | None:
        """The entry that decides this fact: the one that would be applied to it."""
        at = nth_fact(self._notice, facts, words, nth)
        return next(
            (
                entry
                for entry in self._decided.values()
                if (entry.task, entry.fact) == (task.id if task else None, kind)
                and nth_fact(self._notice, facts, entry.quote, entry.nth) == at
            ),
            None,
        )

    def _added_to(self, task: Task | None) -> Iterator[Row]:
        for entry in self._added:
            if entry.fact != "task" and entry.task == (task.id if task else None):
                start = task.start if task else 0
                row = self._row("added", entry.task or "", entry.fact, start, start, "由人补上", cells_of(entry), entry)
                yield row

    def _row(
        self,
        sort: str,
        task: str,
        kind: FactKind | None,
        start: int,
        end: int,
        read: str,
        cells: Cells | None = None,
        entry: ReadingCorrection | None = None,
        nth: int = 1,
    ) -> Row:
        text, notice = self._notice.text, self._notice
        words = text[start:end] if kind != "task" else text[start:end].strip().split("\n")[0][:_FIRST_WORDS]
        if sort in ("added", "new"):
            words, nth = (entry.quote, entry.nth) if entry else ("", 1)
        tasks = {each.id for each in notice.tasks}
        return Row(
            sort=sort,
            task=task,
            kind=kind,
            quote=" ".join(words.split())[: _LONGEST if sort == "finding" else None],
            nth=nth,
            state=digest(entry),
            place=task_place(notice.path.get(task, task)),
            read=read,
            sentence="" if sort in ("added", "new") else _sentence(text, start, end),
            paragraph=f"第{sum(at <= start for at in self._starts)}段",
            sure=self._sure(sort, start, end),
            address=task_address(notice, task) if task in tasks else notice_address(notice.id),
            cells=cells or Cells(),
        )

    def _sure(self, sort: str, start: int, end: int) -> str:
        """What the program is unsure of at these words."""
        if sort in ("added", "new", "finding"):
            return ""
        found = [each for each in self._findings if each.start < end and start < each.end and sort == "fact"]
        said = [each.code.label for each in found if each.end - each.start <= max(40, end - start)]
        if any(not edit.certain and edit.start < end and start < edit.end for edit in self._notice.edits):
            said.append("文字修复未证实")
        return "、".join(dict.fromkeys(said)) or "没有疑问"


def read_as(fact: Fact) -> str:
    """What the program takes a fact for, in the words of the choices."""
    if isinstance(fact, AgencyMention):
        return f"{chinese(ROLES, fact.role)}：{fact.name}"
    if isinstance(fact, Deadline):
        if fact.rule:
            return f"定期：{_every(fact.rule)}"
        first = f"{fact.from_}至" if fact.type == "during" and fact.from_ else ""
        return f"{chinese(LIMIT_TYPES, fact.type)}：{first}{fact.date or '没有日期'}"
    if isinstance(fact, Target):
        return f"{chinese(COMPARES, fact.compare)} {fact.value:g}{fact.unit}"
    return f"《{fact.title}》{fact.number or ''}"


def _every(rule: Recurrence) -> str:
    often = f"每{rule.count if rule.count > 1 else ''}{chinese(PERIODS, rule.unit)}"
    month = f"{'' if rule.of_year else '第'}{rule.month}{'月' if rule.of_year else '个月'}" if rule.month else ""
    return often + (f"{month}{rule.day}日" if rule.day else "")


def chinese(words: Mapping[str, str], value: object) -> str:
    return next((chinese for chinese, known in words.items() if known == value), str(value))


def said_kind(entry: ReadingCorrection) -> str:
    kind = dict(entry.values).get("kind")
    return chinese(TASK_KINDS, kind) if kind else ""


def cells_of(entry: ReadingCorrection | None) -> Cells:
    """What a person would fill in to make this entry, as far as the columns hold it."""
    if entry is None:
        return Cells()
    verdict = {"add": MISSED, "change": CHANGE, "remove": REMOVE}[entry.operation]
    now, category = _now_and_category(entry.fact, dict(entry.values))
    words = entry.quote if entry.operation == "add" else str(dict(entry.values).get("written", ""))
    return Cells(verdict, now, category, words, entry.reason)


def _now_and_category(fact: FactKind, values: Mapping[str, Said]) -> tuple[str, str]:
    if fact == "agency":
        return str(values.get("name", "")), chinese(ROLES, values["role"]) if "role" in values else ""
    if fact == "target":
        value = f"{values.get('value', '')}{values.get('unit', '')}"
        return value, chinese(COMPARES, values["compare"]) if "compare" in values else ""
    if fact == "citation":
        return str(values.get("title", "")), ""
    if fact == "task":
        return str(values.get("heading", "")), chinese(TASK_KINDS, values["kind"]) if "kind" in values else ""
    every = values.get("every")
    if isinstance(every, Recurrence):
        month = f"{every.month}月" if every.month else ""
        return month + (f"{every.day}日" if every.day else ""), f"每{chinese(PERIODS, every.unit)}"
    return str(values.get("day", "")), chinese(LIMIT_TYPES, values["type"]) if "type" in values else ""


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds the words, as much of it as fits a cell."""
    low = max(text.rfind(sign, 0, start) for sign in _SENTENCE_ENDS) + 1
    stops = [stop for sign in _SENTENCE_ENDS if (stop := text.find(sign, max(start, end - 1))) >= 0]
    high = min(stops, default=len(text) - 1) + 1
    low = max(low, start - _LONGEST)
    return " ".join(text[low : min(high, low + 2 * _LONGEST)].split())

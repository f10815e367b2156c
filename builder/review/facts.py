"""The facts of one task (or outside tasks) under correction: found by their words, changed, added, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from builder.model.notice import (
    AgencyMention,
    Citation,
    Deadline,
    DeadlineType,
    Decision,
    FactKind,
    Notice,
    Target,
    Task,
)
from builder.model.recurrence import Recurrence
from builder.reading.agencies.names.groups import is_collective
from builder.review.words import Span, bare, nth_of, occurrences, stands
from builder.source.sidecar.readings import ReadingCorrection

Fact = AgencyMention | Deadline | Target | Citation

NAMES: Mapping[FactKind, str] = {
    "task": "任务",
    "agency": "单位",
    "deadline": "时限",
    "target": "指标",
    "citation": "引用",
}
FIELDS: Mapping[FactKind, str] = {
    "agency": "agencies",
    "deadline": "deadlines",
    "target": "targets",
    "citation": "citations",
}
"""Where the facts of a kind are in a task."""


class Outcome(Enum):
    """What became of a correction: it holds; the program reads the same; what it is about is gone."""

    DONE = 1
    SAME = 2
    GONE = 3


def decision_of(correction: ReadingCorrection, before: Fact | Task | None) -> Decision:
    """What a person decided; `before` is the fact as the program read it."""
    return Decision(correction.fact, correction.by, correction.date, correction.reason, before)


def in_order(removed: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that something is no fact, by the places of what was read."""
    return tuple(sorted(removed, key=lambda each: (each.read.start, each.read.end) if each.read else (0, 0)))


def words_of(notice: Notice, fact: Fact) -> str:
    """The words of a fact in the restored text."""
    return notice.text[fact.start : fact.end]


def nth_fact(notice: Notice, facts: Sequence[Fact], quote: str, nth: int) -> int | None:
    """The position of the `nth` fact (from 1) whose words are the quote."""
    same = [at for at, fact in enumerate(facts) if bare(words_of(notice, fact)) == bare(quote)]
    return same[nth - 1] if nth <= len(same) else None


class Facts:
    """The facts of `task`, or the citations outside tasks where it is None."""

    def __init__(self, notice: Notice, task: Task | None) -> None:
        self._notice, self._task = notice, task
        self._before: dict[FactKind, tuple[Fact, ...]] = {
            fact: getattr(task or notice, field) for fact, field in FIELDS.items() if task or fact == "citation"
        }
        self._now: dict[FactKind, list[Fact | None]] = {fact: list(facts) for fact, facts in self._before.items()}
        self._added: list[tuple[FactKind, Fact]] = []
        self.removed: list[Decision] = []
        self.settled: list[tuple[FactKind, Span]] = []

    def apply(self, correction: ReadingCorrection, scopes: list[Span]) -> Outcome:
        """Do what the correction says. `scopes`: where its words may stand, the first that has them."""
        done = self._add(correction, scopes) if correction.operation == "add" else self._alter(correction, scopes)
        if done is Outcome.DONE:
            self.settled += ((correction.fact, span) for span in self._spans(correction, scopes))
        return done

    def _spans(self, correction: ReadingCorrection, scopes: list[Span]) -> list[Span]:
        place = nth_of(
            self._notice.text, correction.quote, scopes, 1 if correction.operation != "add" else correction.nth
        )
        return [place] if place else []

    def _alter(self, correction: ReadingCorrection, scopes: list[Span]) -> Outcome:
        before = self._before[correction.fact]
        at = nth_fact(self._notice, before, correction.quote, correction.nth)
        if at is None:
            text = self._notice.text
            gone = correction.operation == "change" or not any(stands(text, correction.quote, each) for each in scopes)
            return Outcome.GONE if gone else Outcome.SAME
        fact = before[at]
        if correction.operation == "remove":
            self._now[correction.fact][at] = None
            self.removed.append(decision_of(correction, fact))
            return Outcome.DONE
        span = self._span_of(correction, scopes, (fact.start, fact.end))
        if span is None:
            return Outcome.GONE
        changed = self._made(correction, fact, span)
        if changed == fact:
            return Outcome.SAME
        self._now[correction.fact][at] = replace(changed, decision=decision_of(correction, fact))
        return Outcome.DONE

    def _add(self, correction: ReadingCorrection, scopes: list[Span]) -> Outcome:
        place = nth_of(self._notice.text, correction.quote, scopes, correction.nth)
        span = place and self._span_of(correction, scopes, place)
        if not span:
            return Outcome.GONE
        made = self._made(correction, None, span)
        if made in self._before[correction.fact]:
            return Outcome.SAME
        self._added.append((correction.fact, replace(made, decision=decision_of(correction, None))))
        return Outcome.DONE

    def _span_of(self, correction: ReadingCorrection, scopes: list[Span], place: Span) -> Span | None:
        """Where the fact stands: at the words quoted, or at those said to be its own, which must meet them."""
        written = dict(correction.values).get("written")
        if written is None:
            return place
        for scope in scopes:
            for start, end in occurrences(self._notice.text, str(written), scope):
                if start < place[1] and place[0] < end:
                    return start, end
        return None

    def _made(self, correction: ReadingCorrection, before: Any, span: Span) -> Fact:
        values, words = dict(correction.values), self._notice.text[slice(*span)]
        if correction.fact == "agency":
            return self._agency(values, before, words, span)
        if correction.fact == "deadline":
            return _deadline(values, before, words, span)
        if correction.fact == "target":
            return _target(values, before, words, span)
        return _citation(values, before, words, span)

    def _agency(self, values: Mapping[str, Any], before: AgencyMention | None, words: str, span: Span) -> AgencyMention:
        moved = before is None or span != (before.start, before.end)
        name = values.get("name") or (bare(words) if before is None or moved else before.name)
        same = before is not None and name == before.name
        return AgencyMention(
            name=name,
            written=words if before is None or moved else before.written,
            role=values.get("role") or (before.role if before else "responsible"),
            basis=before.basis if before else "clause" if self._in_clause(span) else "inline",
            collective=before.collective if before and same else is_collective(name, self._notice.front.jurisdiction),
            alias=before.alias if before and same and not moved else None,
            start=span[0],
            end=span[1],
        )

    def _in_clause(self, span: Span) -> bool:
        clause = self._task.clause if self._task else None
        at = self._notice.text.find(clause, self._task.start, self._task.end) if clause and self._task else -1
        return clause is not None and 0 <= at <= span[0] and span[1] <= at + len(clause)

    def _facts(self, fact: FactKind) -> tuple[Any, ...]:
        """What is left, and what was added, each before the first that stands after it."""
        facts: list[Fact] = [each for each in self._now[fact] if each is not None]
        for _, new in (each for each in self._added if each[0] == fact):
            at = next((at for at, each in enumerate(facts) if each.start > new.start), len(facts))
            facts.insert(at, new)
        return tuple(facts)

    def task(self) -> Task:
        assert self._task is not None
        if not (self._added or self.removed or any(list(self._before[f]) != self._now[f] for f in self._before)):
            return self._task
        return replace(
            self._task,
            agencies=self._facts("agency"),
            deadlines=self._facts("deadline"),
            targets=self._facts("target"),
            citations=self._facts("citation"),
            removed=in_order(self.removed),
        )

    def citations(self) -> tuple[Citation, ...]:
        return self._facts("citation")


def _deadline(values: Mapping[str, Any], before: Deadline | None, words: str, span: Span) -> Deadline:
    """A limit with the type that its values give it: what comes back has a rule and no day, what ends has a day."""
    rule: Recurrence | None = values.get("every")
    kind: DeadlineType | None = values.get("type") or ("recurring" if rule else None)
    if kind is None and "day" in values:
        kind = before.type if before and before.type in ("by", "during", "from") else "by"
    kind = kind or (before.type if before else "by")
    dated = kind in ("by", "during", "from")
    day = values.get("day") or (before.date if before else None) if dated else None
    first = values.get("from") or (before.from_ if before and kind == before.type else None)
    if rule:
        first = rule.first.isoformat() if rule.first else None
    elif kind == "from":
        first = day
    unchanged = before is not None and kind == before.type
    return Deadline(
        written=words if before is None or span != (before.start, before.end) else before.written,
        type=kind,
        date=day,
        rule=rule or (before.rule if before and unchanged else None),
        from_=first,
        what=values.get("what") or (before.what if before else ""),
        start=span[0],
        end=span[1],
        computed=before.computed if before and unchanged else None,
        binds=before.binds if before else (),
    )


def _target(values: Mapping[str, Any], before: Target | None, words: str, span: Span) -> Target:
    return Target(
        written=words if before is None or span != (before.start, before.end) else before.written,
        value=values.get("value", before.value if before else 0),
        unit=values.get("unit", before.unit if before else ""),
        compare=values.get("compare", before.compare if before else "="),
        what=values.get("what", before.what if before else ""),
        start=span[0],
        end=span[1],
    )


def _citation(values: Mapping[str, Any], before: Citation | None, words: str, span: Span) -> Citation:
    return Citation(
        title=values.get("title") or (before.title if before else bare(words).strip("《》")),
        number=values.get("number") or (before.number if before else None),
        start=span[0],
        end=span[1],
    )

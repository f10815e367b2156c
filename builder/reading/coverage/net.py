"""The net under all readers: places that could state a fact and were neither read nor excluded become findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Notice
from builder.outline.model import Outline
from builder.reading.coverage.doubts.groups import unnamed_groups
from builder.reading.coverage.doubts.merged import merged_items
from builder.reading.coverage.doubts.uncertain import uncertain_facts
from builder.reading.coverage.doubts.unfamiliar import doubts
from builder.reading.coverage.doubts.weak_evidence import weak_facts
from builder.reading.coverage.duties import account_duties
from builder.reading.coverage.front import account_front
from builder.reading.coverage.layout import lone_numbers, unread_tables, untaken_labels
from builder.reading.coverage.paragraphs import findings_outside
from builder.reading.coverage.places import Account, Kind, Spans
from builder.reading.coverage.quantities import account_quantities

_LONGEST = 40
"""Characters of a notice's words in a message."""


def account_tasks(notice: Notice) -> Iterator[Account]:
    """What became of each place in the tasks of a notice."""
    for task in notice.tasks:
        yield from account_duties(notice.text, task)
        yield from account_quantities(notice.text, task)


def findings_of(notice: Notice, outline: Outline) -> Iterator[Finding]:
    """The findings on what `notice` does not account for. `notice.findings` are those of the readers: a place that
    one of
    them lies at is said already, and so is one of a rule on who leads."""
    said = Spans(
        [
            *((finding.start, max(finding.end, finding.start + 1)) for finding in notice.findings if finding.end),
            *((rule.start, rule.end) for rule in notice.conventions if rule.kind == "lead-is-first"),
        ]
    )
    tables = list(unread_tables(notice, outline))
    whole = Spans((table.start, table.end) for table in tables if not table.label)
    for table in tables:
        if table.label:
            words = "".join(notice.text[table.start : table.end].split())
            message = f"表中“{table.label}”一列的单位（{_cut(words)}）没有按这一列读出，请对照原文。"
            yield Finding(FindingCode.COLUMN_UNREAD, message, table.start, table.end)
        else:
            head = _cut(_head_row(notice.text[table.start : table.end]))
            message = f"这里像是一张表格（首行“{head}”），其中的各行没有读成任务，原文照录。"
            yield Finding(FindingCode.TABLE_UNREAD, message, table.start, table.end)
    labels = [
        Finding(
            FindingCode.LABEL_UNREAD,
            f"“{shape.label}”像是序号，没有读出，其后的条目可能归错了上级。",
            shape.start,
            shape.end,
        )
        for shape in (*untaken_labels(notice, outline, whole), *lone_numbers(notice, outline, whole))
    ]
    yield from labels
    yield from findings_outside(notice, outline, whole)
    found = [*_merged(notice.text, account_tasks(notice), said), *uncertain_facts(notice)]
    found += doubts(notice, found)
    yield from found
    yield from weak_facts(notice, [*notice.findings, *labels, *found])
    yield from unnamed_groups(notice)
    yield from merged_items(notice)
    yield from account_front(notice, outline)


def _merged(text: str, accounts: Iterable[Account], said: Spans) -> Iterator[Finding]:
    """One finding for the places of one kind that stand in one sentence."""
    found = sorted(
        (
            account.place
            for account in accounts
            if account.fate == "found" and not said.touch(account.place.start, account.place.end)
        ),
        key=lambda place: (place.kind, place.start),
    )
    sentence = _sentence_numbers(text, [place.start for place in found])
    numbered = list(zip(found, sentence, strict=True))
    for (kind, _), group in groupby(numbered, key=lambda each: (each[0].kind, each[1])):
        places = [place for place, _ in group]
        start, end = places[0].start, max(place.end for place in places)
        yield _finding(kind, _cut("".join(text[start:end].split())), start, end)


def _head_row(table: str) -> str:
    """The first row of cells in the words of a table, below its caption."""
    rows = [row.strip() for row in table.split("\n") if row.strip()]
    return " ".join(next((row for row in rows if "\t" in row), rows[0] if rows else "").split())


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _finding(kind: Kind, words: str, start: int, end: int) -> Finding:
    if kind == "duty":
        return Finding(FindingCode.DUTY_UNREAD, f"“{words}”像是责任分工，没有读出单位，请对照原文。", start, end)
    if kind == "body":
        return Finding(FindingCode.BODY_UNREAD, f"“{words}”像是承担责任的单位，没有读出，请对照原文。", start, end)
    if kind == "time":
        return Finding(FindingCode.LIMIT_UNREAD, f"“{words}”像是时限，没有读出，请对照原文。", start, end)
    return Finding(FindingCode.TARGET_UNREAD, f"“{words}”像是数量指标，没有读出，请对照原文。", start, end)


def _sentence_numbers(text: str, starts: Sequence[int]) -> list[int]:
    """For each offset the number of sentence ends before it; offsets in any order."""
    counted: dict[int, int] = {}
    number = at = 0
    for start in sorted(set(starts)):
        number += sum(text.count(mark, at, start) for mark in "。；;\n")
        at = start
        counted[start] = number
    return [counted[start] for start in starts]

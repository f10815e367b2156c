"""The net under all readers: places that could state a fact and were neither read nor excluded become findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from builder.model.notice import Finding, Notice
from builder.outline.model import Outline
from builder.reading.coverage.doubtful import doubt_facts
from builder.reading.coverage.duties import account_duties
from builder.reading.coverage.front import account_front
from builder.reading.coverage.layout import untaken_labels, unread_tables
from builder.reading.coverage.paragraphs import account_paragraphs
from builder.reading.coverage.places import Account, Spans
from builder.reading.coverage.quantities import account_quantities

_SAID = {
    "duty": ("warning", "duty-unread", "“{}”像是责任分工，没有读出单位，请对照原文。"),
    "body": ("note", "body-unread", "“{}”像是承担责任的单位，没有读出，请对照原文。"),
    "time": ("note", "limit-unread", "“{}”像是时限，没有读出，请对照原文。"),
    "amount": ("note", "target-unread", "“{}”像是数量指标，没有读出，请对照原文。"),
}


def account_tasks(notice: Notice) -> Iterator[Account]:
    """What became of each place in the tasks of a notice."""
    for task in notice.tasks:
        yield from account_duties(notice.text, task)
        yield from account_quantities(notice.text, task)


def findings_of(notice: Notice, outline: Outline) -> Iterator[Finding]:
    """The findings on what `notice` does not account for. `notice.findings` are those of the readers: a place that one of
    them lies at is said already."""
    said = Spans((finding.start, max(finding.end, finding.start + 1)) for finding in notice.findings if finding.end)
    tables = list(unread_tables(notice))
    whole = Spans((table.start, table.end) for table in tables if not table.label)
    for table in tables:
        if table.label:
            message = f"表中“{table.label}”一列没有读出单位，请对照原文。"
            yield Finding("warning", "table-column-unread", message, table.start, table.end)
        else:
            yield Finding("warning", "table-unread", "这里像是一张表格，其中的各行没有读成任务，原文照录。", table.start, table.end)
    for shape in untaken_labels(notice, whole):
        message = f"“{shape.label}”像是序号，没有读出，其后的条目可能归错了上级。"
        yield Finding("warning", "label-unread", message, shape.start, shape.end)
    for account in account_paragraphs(notice, outline):
        place = account.place
        if account.fate == "found" and not whole.touch(place.start, place.end) and not said.touch(place.start, place.end):
            message = "这一段没有编号，其中的要求不列为任务，原文照录。"
            yield Finding("note", "unnumbered-duty", message, place.start, place.end)
    yield from _merged(notice.text, account_tasks(notice), said)
    yield from doubt_facts(notice)
    yield from account_front(notice, outline)


def _merged(text: str, accounts: Iterable[Account], said: Spans) -> Iterator[Finding]:
    """One finding for the places of one kind that stand in one sentence."""
    found = sorted(
        (account.place for account in accounts if account.fate == "found" and not said.touch(account.place.start, account.place.end)),
        key=lambda place: (place.kind, place.start),
    )
    sentence = _sentence_numbers(text, [place.start for place in found])
    numbered = list(zip(found, sentence, strict=True))
    for (kind, _), group in groupby(numbered, key=lambda each: (each[0].kind, each[1])):
        places = [place for place, _ in group]
        start, end = places[0].start, max(place.end for place in places)
        severity, code, message = _SAID[kind]
        words = "、".join(dict.fromkeys("".join(text[place.start : place.end].split()) for place in places))
        yield Finding(severity, code, message.format(words if len(words) <= 40 else words[:39] + "…"), start, end)  # type: ignore[arg-type]


def _sentence_numbers(text: str, starts: Sequence[int]) -> list[int]:
    """For each offset the number of sentence ends before it; offsets in any order."""
    counted: dict[int, int] = {}
    number = at = 0
    for start in sorted(set(starts)):
        number += sum(text.count(mark, at, start) for mark in "。；;\n")
        at = start
        counted[start] = number
    return [counted[start] for start in starts]

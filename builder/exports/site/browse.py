"""What the page of all tasks narrows them down by: one small file for a browser, which needs no words to search for.

`facets`: [key, label, values] of each; `tasks`: [address, title, notice, then for each facet the indexes of its values]
of each; `duties`: for each task its pairs [index in `bodies`, index in `roles`], which are one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast

from builder.exports.declaration import Export, ExportInput, Files, Made
from builder.language.invisible import json_text
from builder.language.role_words import ROLE_NAMES, ROLE_ORDER
from builder.ledger.index import Entry, LedgerIndex, index_of, notice_name
from builder.model.ledger import Agency
from builder.model.notice import Notice

_PATH = "tasks/browse.json"
_MEMBER = "作为统称的成员"
_KINDS = {"task": "任务", "progress": "报告的事项"}
_DATED, _DEFAULT, _RECURRING, _OTHER, _NONE = (
    "原文写明日期",
    "按通知的统一规定",
    "定期",
    "有时限，没有固定日期",
    "没有写时限",
)
_CERTAIN, _UNVERIFIED, _UNPROVEN, _DOUBTED = "没有存疑", "有机构待核实", "有文字修复未证实", "有存疑之处"

_Task = tuple[str, str, str, dict[str, list[str]], list[tuple[str, str]]]
"""Address, title, notice; values by facet; pairs of body and role."""

_FACETS: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("kind", "种类", tuple(_KINDS.values())),
    ("place", "地区", ()),
    ("notice", "通知", ()),
    ("year", "到期年份", ()),
    ("limit", "时限", (_DATED, _DEFAULT, _RECURRING, _OTHER, _NONE)),
    ("topic", "主题", ()),
    ("state", "把握", (_CERTAIN, _UNVERIFIED, _UNPROVEN, _DOUBTED)),
)
"""Key, label, values that have an order of their own."""


def _files(made: ExportInput) -> Files:
    index = index_of(made.ledger)
    tasks: list[_Task] = []
    for notice in made.ledger.notices:
        said = made.identity(notice), made.ledger.findings.get(notice.id), _bodies(index, notice)
        tasks += cast(list[_Task], made.kept.add({}, f"{_PATH} {notice.id}", said, partial(_made, index, notice)))
    bodies = _values(([body for body, _ in duties] for *_, duties in tasks), ())
    roles = _values(([role for _, role in duties] for *_, duties in tasks), (*ROLE_NAMES.values(), _MEMBER))
    rows: list[list[object]] = [[address, title, notice] for address, title, notice, _, _ in tasks]
    told: list[list[object]] = []
    for key, label, order in _FACETS:
        of_tasks = [facets[key] for *_, facets, _ in tasks]
        values = _values(of_tasks, order)
        told.append([key, label, values])
        at = _numbered(values)
        for row, own in zip(rows, of_tasks, strict=True):
            row.append([at[value] for value in dict.fromkeys(own)])
    body_at, role_at = _numbered(bodies), _numbered(roles)
    content = {
        "facets": told,
        "bodies": bodies,
        "roles": roles,
        "tasks": rows,
        "duties": [[[body_at[body], role_at[role]] for body, role in duties] for *_, duties in tasks],
    }
    return {_PATH: json_text(content, compact=True) + "\n"}


def _made(index: LedgerIndex, notice: Notice) -> Made:
    """What is told of the tasks of a notice."""
    return Made({}, [_task(index, entry) for entry in index.entries_of_notice(notice)])


def _task(index: LedgerIndex, entry: Entry) -> _Task:
    name = notice_name(entry.notice)
    facets = {
        "kind": [_KINDS[entry.task.kind]],
        "place": _places(index, entry),
        "notice": [name],
        "year": _years(index, entry),
        "limit": _kinds_of_limits(index, entry),
        "topic": [topic.name for topic in index.topics_of.get(entry.key, ())],
        "state": _states(index, entry),
    }
    return entry.address, entry.title, name, facets, _duties(index, entry)


def _bodies(index: LedgerIndex, notice: Notice) -> list[object]:
    """What is told of the bodies of a notice, which others may have a say in."""
    known, places = index.ledger.agencies, index.ledger.jurisdictions
    own = (known[body] for body in dict.fromkeys(part.agency for part in index.parts_of.get(notice.id, ())))
    return [(_name(body), body.resolved, places.get(body.jurisdiction or "")) for body in own]


def _values(of_tasks: Iterable[Iterable[str]], order: Sequence[str]) -> list[str]:
    """The values that there are: those of `order` in that order, else by name."""
    found = {value for own in of_tasks for value in own}
    return [value for value in order if value in found] + sorted(found - set(order))


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(values)}


def _duties(index: LedgerIndex, entry: Entry) -> list[tuple[str, str]]:
    """The bodies of a task, by their full names, with what they are in it."""
    found: dict[tuple[str, str], None] = {}
    parts = index.responsibilities_of.get(entry.key, ())
    for part in sorted(parts, key=lambda part: (part.via is not None, ROLE_ORDER[part.mention.role])):
        name = _name(index.ledger.agencies[part.agency])
        found[name, _MEMBER if part.via else ROLE_NAMES[part.mention.role]] = None
    return list(found)


def _name(body: Agency) -> str:
    return body.name if body.group else body.full_name or body.name


def _places(index: LedgerIndex, entry: Entry) -> list[str]:
    """The place of the notice, and those whose bodies have the task."""
    known = index.ledger.jurisdictions
    bodies = [index.ledger.agencies[part.agency] for part in index.responsibilities_of.get(entry.key, ())]
    named = [known[body.jurisdiction].path for body in bodies if body.jurisdiction and body.jurisdiction in known]
    return list(dict.fromkeys(filter(None, [entry.notice.front.jurisdiction, *named])))


def _years(index: LedgerIndex, entry: Entry) -> list[str]:
    return [f"{item.page[:4]}年" for item in index.due_of.get(entry.key, ()) if item.page[:1].isdigit()]


def _kinds_of_limits(index: LedgerIndex, entry: Entry) -> list[str]:
    due = index.due_of.get(entry.key, ())
    found = []
    for item in due:
        if item.page == "recurring":
            found.append(_RECURRING)
        elif item.page[:1].isdigit():
            found.append(_DEFAULT if item.basis == "default" else _DATED)
        elif item.deadline is not None:
            found.append(_OTHER)
    return found or [_NONE]


def _states(index: LedgerIndex, entry: Entry) -> list[str]:
    """How far the program vouches for what it says of a task."""
    task, notice = entry.task, entry.notice
    parts = index.responsibilities_of.get(entry.key, ())
    findings = [f for f in index.findings_of(notice) if task.start <= f.start < f.end <= task.end]
    said = [
        (_UNVERIFIED, any(not index.ledger.agencies[part.agency].resolved for part in parts)),
        (_UNPROVEN, any(not e.certain and e.start < task.end and e.end > task.start for e in notice.edits)),
        (_DOUBTED, any(finding.severity != "note" for finding in findings)),
    ]
    return [state for state, holds in said if holds] or [_CERTAIN]


BROWSE = Export({"json": "application/json"}, _files, lambda _: ())

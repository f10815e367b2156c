"""The JSON that lies beside a page: the same facts as the page, for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import chain

from builder.exports.declaration import Export, ExportInput, Files, Made, Offer
from builder.exports.rows.row import Row
from builder.exports.tables import json_file
from builder.ledger.index import index_of
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Ledger
from builder.model.notice import Notice


def _by(rows: list[Row], *columns: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for column in columns:
            if row[column] is not None:
                groups[row[column]].append(row)
    return groups


def _files(made: ExportInput) -> Files:
    """`task.json`, `agency.json` and `notice.json` beside their pages, by path below `docs/`."""
    rows, index = made.rows, index_of(made.ledger)
    pairs, progress = _by(rows["counterparts"], "a", "b"), _by(rows["progress"], "task")
    relations, tasks = _by(rows["relations"], "notice", "other"), _by(rows["tasks"], "notice")
    parts = _Parts(rows)
    files: Files = {}

    def of_notice(row: Row) -> Made:
        own = tasks.get(row["notice"], [])
        shown = row | {"tasks": [task["task"] for task in own], "relations": relations.get(row["notice"], [])}
        made = {f"{notice_address(row['notice'])}notice.json": json_file(shown)}
        for task in own:
            key = task["task"]
            shown = task | {
                "responsibilities": parts.duties_of_task.get(key, []),
                "deadlines": parts.limits.get(key, []),
                "duties": parts.bound.get(key, []),
                "targets": parts.targets.get(key, []),
                "citations": parts.cited.get(key, []),
                "counterparts": pairs.get(key, []),
                "progress": progress.get(key, []),
            }
            made[f"{task_address(task['notice'], task['number'])}task.json"] = json_file(shown)
        return Made(made)

    def of_body(row: Row) -> Made:
        body = row["agency"]
        shown = row | {"responsibilities": parts.duties_of_body.get(body, []), "duties": parts.bound.get(body, [])}
        return Made({f"{agency_address(body)}agency.json": json_file(shown)})

    for row in rows["notices"]:
        notice = index.notices[row["notice"]]
        keys = [task["task"] for task in tasks.get(notice.id, [])]
        # Duties of members of groups have their names, which other notices may add to.
        members = [(body, made.ledger.agencies[body].name) for body in _members(notice)]
        others = [(key, table[key]) for key in keys for table in (pairs, progress) if key in table]
        values = made.identity(notice), row, relations.get(notice.id), members, others
        made.kept.add(files, notice_address(notice.id), values, partial(of_notice, row))
    for row in rows["agencies"]:
        body = row["agency"]
        tasks_of_body = chain((part.task for part in index.duties_of.get(body, ())), index.limits_of.get(body, ()))
        notices = dict.fromkeys(task.notice_id for task in tasks_of_body)
        of_others = row, [made.identity(index.notices[notice]) for notice in notices]
        made.kept.add(files, agency_address(body), of_others, partial(of_body, row))
    return files


def _members(notice: Notice) -> list[str]:
    """The members of the groups that a notice names."""
    named = (mention for task in notice.tasks for mention in task.agencies)
    bound = (mention for task in notice.tasks for limit in task.deadlines for mention in limit.binds)
    return sorted({member for mention in chain(named, bound) for member in mention.members})


class _Parts:
    """The rows that lie beside those of a task or a body, by the key of either; each table is divided when asked."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self._rows = rows

    @cached_property
    def duties_of_task(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["responsibilities"], "task")

    @cached_property
    def duties_of_body(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["responsibilities"], "agency")

    @cached_property
    def limits(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["deadlines"], "task")

    @cached_property
    def bound(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["duties"], "task", "agency")

    @cached_property
    def targets(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["targets"], "task")

    @cached_property
    def cited(self) -> Mapping[str, list[Row]]:
        return _by(self._rows["citations"], "task")


def _offers(ledger: Ledger) -> Iterable[Offer]:
    pages = [
        *((notice_address(notice.id), "notice.json") for notice in ledger.notices),
        *((task_address(notice.id, task.id), "task.json") for notice in ledger.notices for task in notice.tasks),
        *((agency_address(body), "agency.json") for body in ledger.agencies),
    ]
    return (Offer(page, "本页数据（JSON）", f"{page}{name}") for page, name in pages)


PAGE_JSON = Export({"json": "application/json"}, _files, _offers)

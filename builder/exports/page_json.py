"""The JSON that lies beside a page: the same facts as the page, for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from builder.exports.declaration import Export, ExportInput, Files, Made, Offer
from builder.exports.rows.ledger import notice_rows, responsibility_row
from builder.exports.rows.limits import duty_rows
from builder.exports.rows.row import Row
from builder.exports.tables import json_file
from builder.ledger.index import index_of
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Ledger, TaskKey
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
    index, others = index_of(made.ledger), made.other_rows
    pairs, progress = _by(others["counterparts"], "a", "b"), _by(others["progress"], "task")
    relations = _by(others["relations"], "notice", "other")
    files: Files = {}

    def of_notice(notice: Notice) -> Made:
        rows = notice_rows(made.ledger, notice)
        own = {name: _by(rows[name], "task") for name in _OF_TASK}
        told = relations.get(notice.id, [])
        shown = rows["notices"][0] | {"tasks": [task["task"] for task in rows["tasks"]], "relations": told}
        texts = {f"{notice_address(notice.id)}notice.json": json_file(shown)}
        for task in rows["tasks"]:
            key = task["task"]
            parts = {name: by_task.get(key, []) for name, by_task in own.items()}
            shown = task | parts | {"counterparts": pairs.get(key, []), "progress": progress.get(key, [])}
            texts[f"{task['url']}task.json"] = json_file(shown)
        return Made(texts)

    def of_body(row: Row) -> Made:
        body = row["agency"]
        entries = [index.entries[key] for key in index.limits_of.get(body, ())]
        bound = (duty for entry in entries for duty in duty_rows(index, entry.notice, entry.task))
        shown = row | {
            "responsibilities": [responsibility_row(part) for part in index.duties_of.get(body, ())],
            "duties": [duty for duty in bound if duty["agency"] == body],
        }
        return Made({f"{agency_address(body)}agency.json": json_file(shown)})

    for notice in made.ledger.notices:
        keys = [TaskKey.of(notice, task) for task in notice.tasks]
        told = [(key, table[key]) for key in keys for table in (pairs, progress) if key in table]
        values = made.said(notice), relations.get(notice.id), told
        made.kept.leave(files, notice_address(notice.id), values, partial(of_notice, notice))
    for row in others["agencies"]:
        body = row["agency"]
        made.kept.leave(files, agency_address(body), (row, made.told_of[body]), partial(of_body, row))
    return files


_OF_TASK = ("responsibilities", "deadlines", "duties", "targets", "citations")
"""The tables whose rows lie beside those of a task."""


def _offers(ledger: Ledger) -> Iterable[Offer]:
    pages = [
        *((notice_address(notice.id), "notice.json") for notice in ledger.notices),
        *((task_address(notice, task.id), "task.json") for notice in ledger.notices for task in notice.tasks),
        *((agency_address(body), "agency.json") for body in ledger.agencies),
    ]
    return (Offer(page, "本页数据（JSON）", f"{page}{name}") for page, name in pages)


PAGE_JSON = Export({"json": "application/json"}, _files, _offers)

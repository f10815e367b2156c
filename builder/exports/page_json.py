"""The JSON that lies beside a page: the same facts as the page, for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from builder.exports.declaration import Export, ExportInput, Files, Offer
from builder.exports.rows.row import Row
from builder.exports.tables import json_file
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Ledger


def _by(rows: list[Row], *columns: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for column in columns:
            if row[column] is not None:
                groups[row[column]].append(row)
    return groups


def _files(made: ExportInput) -> Files:
    """`task.json`, `agency.json` and `notice.json` beside their pages, by path below `docs/`."""
    rows = made.rows
    parts, limits, targets = (
        _by(rows["responsibilities"], "task"),
        _by(rows["deadlines"], "task"),
        _by(rows["targets"], "task"),
    )
    cited, pairs = _by(rows["citations"], "task"), _by(rows["counterparts"], "a", "b")
    progress, bound = _by(rows["progress"], "task"), _by(rows["duties"], "task", "agency")
    duties, tasks = _by(rows["responsibilities"], "agency"), _by(rows["tasks"], "notice")
    relations = _by(rows["relations"], "notice", "other")
    files: Files = {}

    def add(path: str, shown: Row) -> None:
        files[path] = made.kept.made(path, shown, lambda: json_file(shown).encode("utf-8"))

    for row in rows["tasks"]:
        key = row["task"]
        shown = row | {
            "responsibilities": parts.get(key, []),
            "deadlines": limits.get(key, []),
            "duties": bound.get(key, []),
            "targets": targets.get(key, []),
            "citations": cited.get(key, []),
            "counterparts": pairs.get(key, []),
            "progress": progress.get(key, []),
        }
        add(f"{task_address(row['notice'], row['number'])}task.json", shown)
    for row in rows["agencies"]:
        shown = row | {"responsibilities": duties.get(row["agency"], []), "duties": bound.get(row["agency"], [])}
        add(f"{agency_address(row['agency'])}agency.json", shown)
    for row in rows["notices"]:
        shown = row | {
            "tasks": [task["task"] for task in tasks.get(row["notice"], [])],
            "relations": relations.get(row["notice"], []),
        }
        add(f"{notice_address(row['notice'])}notice.json", shown)
    return files


def _offers(ledger: Ledger) -> Iterable[Offer]:
    pages = [
        *((notice_address(notice.id), "notice.json") for notice in ledger.notices),
        *((task_address(notice.id, task.id), "task.json") for notice in ledger.notices for task in notice.tasks),
        *((agency_address(body), "agency.json") for body in ledger.agencies),
    ]
    return (Offer(page, "本页数据（JSON）", f"{page}{name}") for page, name in pages)


PAGE_JSON = Export({"json": "application/json"}, _files, _offers)

"""The data tables that CONTRACT names, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.language.invisible import json_text, legible
from builder.ledger.qualifiers import is_about, qualifier_of
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Ledger

Row = dict[str, Any]

COMPARISONS = {"=": "eq", ">=": "ge", "<=": "le", ">": "gt", "<": "lt"}
"""Comparisons in words, beside the signs of `parse`: in CSV a cell that begins with = is guarded against
being taken for a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a Table Schema type, what it holds, and `table.column` where it refers to another."""

    name: str
    type: str
    about: str
    key: str | None


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table: `primary` names the columns that tell its rows apart, where any do."""

    name: str
    title: str
    about: str
    primary: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def table_forms() -> tuple[TableForm, ...]:
    """The tables and their columns, in the order of `columns.yml`."""
    loaded = yaml.safe_load((Path(__file__).parent / "columns.yml").read_text("utf-8"))
    return tuple(
        TableForm(
            name,
            table["title"],
            table["about"],
            tuple(table.get("primary", ())),
            tuple(
                Column(column, form["type"], form["about"], form.get("key"))
                for column, form in table["columns"].items()
            ),
        )
        for name, table in loaded.items()
    )


def table_rows(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows of every table, in the order of the ledger."""
    rows: dict[str, list[Row]] = {form.name: [] for form in table_forms()}
    for notice in ledger.notices:
        front = notice.front
        rows["notices"].append(
            {
                "notice": notice.id,
                "title": front.title or None,
                "plan_title": front.plan_title,
                "kind": front.kind,
                "document_number": front.document_number,
                "index_number": front.index_number,
                "issuers": list(front.issuers),
                "written": front.written,
                "published": front.disclosed,
                "reposted": front.reposted,
                "jurisdiction": front.jurisdiction,
                "validity": front.validity,
                "source": notice.source_name,
                "source_sha256": notice.source_sha256,
                "url": notice_address(notice.id),
            }
        )
        for task in notice.tasks:
            key = f"{notice.id}/{task.id}"
            rows["tasks"].append(
                {
                    "task": key,
                    "notice": notice.id,
                    "number": task.id,
                    "kind": task.kind,
                    "heading": task.heading,
                    "text": task.text,
                    "clause": task.clause,
                    "due": task.due.date,
                    "due_basis": task.due.basis,
                    "start": task.start,
                    "end": task.end,
                    "url": task_address(notice.id, task.id),
                }
            )
            rows["deadlines"] += (
                {
                    "task": key,
                    "written": limit.written,
                    "type": limit.type,
                    "date": limit.day,
                    "rule": str(limit.rule) if limit.rule else None,
                    "from": limit.from_,
                    "what": limit.what,
                    "qualifier": qualifier_of(notice.text, limit) or None,
                    "start": limit.start,
                    "end": limit.end,
                }
                for limit in task.deadlines
            )
            rows["targets"] += (
                {
                    "task": key,
                    "written": target.written,
                    "value": target.value,
                    "unit": target.unit or None,
                    "compare": target.compare,
                    "comparison": COMPARISONS[target.compare],
                    "approximate": is_about(target),
                    "what": target.what,
                    "start": target.start,
                    "end": target.end,
                }
                for target in task.targets
            )
        cited = [(f"{notice.id}/{task.id}", citation) for task in notice.tasks for citation in task.citations]
        rows["citations"] += (
            {
                "cited_in": notice.id,
                "task": task_key,
                "title": citation.title,
                "number": citation.number,
                "notice": citation.notice,
                "start": citation.start,
                "end": citation.end,
            }
            for task_key, citation in [*((None, citation) for citation in notice.citations), *cited]
        )
        rows["edits"] += (
            {
                "notice": notice.id,
                "source_start": edit.source_start,
                "source_end": edit.source_end,
                "source": edit.source,
                "start": edit.start,
                "end": edit.end,
                "restored": edit.restored,
                "kind": edit.kind.value,
                "certain": edit.certain,
                "reason": edit.reason or None,
            }
            for edit in notice.edits
        )
        rows["findings"] += (
            {
                "notice": notice.id,
                "severity": finding.severity,
                "code": finding.code.value,
                "message": finding.message,
                "start": finding.start,
                "end": finding.end,
            }
            for finding in (*notice.findings, *ledger.findings.get(notice.id, ()))
        )
    for body in ledger.agencies.values():
        place = ledger.jurisdictions.get(body.jurisdiction) if body.jurisdiction else None
        rows["agencies"].append(
            {
                "agency": body.id,
                "name": body.name,
                "full_name": None if body.group else body.full_name,
                "kind": body.kind_name or body.kind,
                "kind_id": body.kind,
                "jurisdiction": place.path if place else body.jurisdiction,
                "jurisdiction_id": body.jurisdiction,
                "names_as_written": list(body.names_as_written),
                "group": body.group,
                "members": list(body.members),
                "successor": body.successor.name if body.successor else None,
                "successor_agency": body.successor.agency if body.successor else None,
                "successor_date": body.successor.date if body.successor else None,
                "successor_document": body.successor.document if body.successor else None,
                "resolved": body.resolved,
                "basis": body.basis,
                "url": agency_address(body.id),
            }
        )
    rows["responsibilities"] = [
        {
            "task": part.task,
            "agency": part.agency,
            "name": part.mention.name,
            "written": part.mention.written,
            "role": part.mention.role,
            "basis": part.mention.basis,
            "via": part.via,
            "start": part.mention.start,
            "end": part.mention.end,
        }
        for part in ledger.responsibilities
    ]
    rows["counterparts"] = [
        {
            "a": pair.a,
            "b": pair.b,
            "relation": pair.relation,
            "strength": round(pair.strength, 4),
            "why": pair.why,
            "source": pair.source,
        }
        for pair in ledger.counterparts
    ]
    return rows


def json_files(ledger: Ledger, folder: str) -> dict[str, str | bytes]:
    """`<folder><table>.json`, each an array of objects."""
    return {f"{folder}{name}.json": json_file(rows) for name, rows in table_rows(ledger).items()}


def json_file(value: object) -> str:
    return json_text(value, indent=1) + "\n"


def csv_files(ledger: Ledger, folder: str) -> dict[str, str | bytes]:
    """`<folder><table>.csv`: UTF-8 with a byte order mark and CRLF, as Excel opens it right."""
    rows = table_rows(ledger)
    return {
        f"{folder}{form.name}.csv": csv_bytes([column.name for column in form.columns], rows[form.name])
        for form in table_forms()
    }


def csv_bytes(header: list[str], rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell_text(row[name]) for name in header] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def cell_text(value: object) -> str:
    """A CSV cell. Arrays are JSON; a text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | Mapping):
        return json_text(value)
    if isinstance(value, str):
        return harmless(legible(value))
    return str(value)


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (OWASP "CSV injection")."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠") else text

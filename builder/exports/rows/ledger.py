"""The rows of the data tables: one function for each table, its columns as `columns.yml` describes them."""

from __future__ import annotations

from builder.exports.notice_json import edit_fields, finding_fields
from builder.exports.rows.decisions import decision_rows
from builder.exports.rows.limits import deadline_rows, duty_rows
from builder.exports.rows.row import Row
from builder.exports.rows.subjects import document_row, place_rows, topic_row
from builder.ledger.index import index_of, notice_name
from builder.ledger.qualifiers import is_about
from builder.ledger.task_titles import task_title
from builder.model.addresses import agency_address, notice_address, task_address
from builder.model.ledger import Agency, Counterpart, Ledger, Responsibility, TaskKey
from builder.model.notice import Citation, Edit, Finding, Notice, Target, Task
from builder.model.statements import Progress, Relation

COMPARISONS = {"=": "eq", ">=": "ge", "<=": "le", ">": "gt", "<": "lt"}
"""Comparisons in words, beside the signs of `parse`: in CSV a cell that begins with = is guarded against
being taken for a formula."""


def notice_rows(ledger: Ledger, notice: Notice) -> dict[str, list[Row]]:
    """The rows of the tables that go by notice."""
    index, tasks = index_of(ledger), notice.tasks
    return {
        "notices": [notice_row(ledger, notice)],
        "tasks": [_task(notice, task) for task in tasks],
        "responsibilities": [responsibility_row(part) for part in index.parts_of.get(notice.id, ())],
        "deadlines": [row for task in tasks for row in deadline_rows(notice, task)],
        "duties": [row for task in tasks for row in duty_rows(index, notice, task)],
        "targets": [_target(notice, task, target) for task in tasks for target in task.targets],
        "citations": [
            *(_citation(notice, None, citation) for citation in notice.citations),
            *(_citation(notice, task, citation) for task in tasks for citation in task.citations),
        ],
        "decisions": decision_rows(notice),
        "edits": [_edit(notice, edit) for edit in notice.edits],
        "findings": [_finding(notice, finding) for finding in index.findings_of(notice)],
    }


def other_rows(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows of the other tables."""
    return {
        "relations": [_relation(notice_id, relation) for notice_id, relation in ledger.relations],
        "progress": [_progress(task, said) for task, said in ledger.progress],
        "agencies": [_agency(ledger, body) for body in ledger.agencies.values()],
        "topics": [topic_row(topic) for topic in ledger.topics],
        "places": place_rows(ledger),
        "documents": [document_row(document) for document in ledger.documents.values()],
        "counterparts": [_counterpart(pair) for pair in ledger.counterparts],
    }


def _key(notice: Notice, task: Task) -> str:
    return TaskKey.of(notice, task)


def notice_row(ledger: Ledger, notice: Notice) -> Row:
    front = notice.front
    place = index_of(ledger).place(front.jurisdiction)
    return {
        "notice": notice.id,
        "name": notice_name(notice),
        "title": front.title or None,
        "plan_title": front.plan_title,
        "kind": front.kind,
        "document_number": front.document_number,
        "index_number": front.index_number,
        "issuers": list(front.issuers),
        "issuer_ids": _issuer_ids(ledger, notice),
        "written": front.written,
        "published": front.disclosed,
        "reposted": front.reposted,
        "jurisdiction": front.jurisdiction,
        "jurisdiction_id": place.id if place else None,
        "jurisdiction_code": place.code if place else None,
        "validity": front.validity,
        "recognised_by": notice.recognised_by,
        "source": notice.source_name,
        "source_sha256": notice.source_sha256,
        "url": notice_address(notice.id),
    }


def _issuer_ids(ledger: Ledger, notice: Notice) -> list[str | None]:
    """For each issuer, in their order, its id in the table of bodies; None where that has it not."""
    known = {issuer.written: issuer.agency for issuer in ledger.issuers.get(notice.id, ())}
    ids = (known.get(written) for written in notice.front.issuers)
    return [agency if agency in ledger.agencies else None for agency in ids]


def _task(notice: Notice, task: Task) -> Row:
    return {
        "task": _key(notice, task),
        "notice": notice.id,
        "number": task.id,
        "kind": task.kind,
        "title": task_title(task),
        "heading": task.heading,
        "text": task.text,
        "clause": task.clause,
        "due": task.due.date,
        "due_basis": task.due.basis,
        "start": task.start,
        "end": task.end,
        "url": task_address(notice, task.id),
    }


def _target(notice: Notice, task: Task, target: Target) -> Row:
    return {
        "task": _key(notice, task),
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


def _citation(notice: Notice, task: Task | None, citation: Citation) -> Row:
    return {
        "cited_in": notice.id,
        "task": _key(notice, task) if task else None,
        "title": citation.title,
        "number": citation.number,
        "notice": citation.notice,
        "start": citation.start,
        "end": citation.end,
    }


def _edit(notice: Notice, edit: Edit) -> Row:
    return {"notice": notice.id, **edit_fields(edit)}


def _finding(notice: Notice, finding: Finding) -> Row:
    return {"notice": notice.id, **finding_fields(finding)}


def _agency(ledger: Ledger, body: Agency) -> Row:
    place = ledger.jurisdictions.get(body.jurisdiction) if body.jurisdiction else None
    return {
        "agency": body.id,
        "name": body.name,
        "full_name": None if body.group else body.full_name,
        "kind": body.kind_name or body.kind,
        "kind_id": body.kind,
        "jurisdiction": place.path if place else body.jurisdiction,
        "jurisdiction_id": body.jurisdiction,
        "jurisdiction_code": place.code if place else None,
        "names_as_written": list(body.names_as_written),
        "group": body.group,
        "members": list(body.members),
        "successor": body.successor.name if body.successor else None,
        "successor_agency": body.successor.agency if body.successor else None,
        "successor_date": body.successor.date if body.successor else None,
        "successor_document": body.successor.document if body.successor else None,
        "resolved": body.resolved,
        "basis": body.source or body.basis,
        "url": agency_address(body.id),
    }


def responsibility_row(part: Responsibility) -> Row:
    return {
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


def _counterpart(pair: Counterpart) -> Row:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation,
        "strength": round(pair.strength, 4),
        "why": pair.why,
        "source": pair.source,
    }


def _relation(notice_id: str, relation: Relation) -> Row:
    return {
        "notice": notice_id,
        "relation": relation.kind,
        "other": relation.notice,
        "title": relation.title,
        "number": relation.number,
    }


def _progress(task: TaskKey, said: Progress) -> Row:
    return {
        "task": task,
        "as_of": said.as_of,
        "state": said.state,
        "said_by": said.said_by,
        "source": said.source,
        "quote": said.quote,
    }

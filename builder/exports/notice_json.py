"""A notice as the JSON that `parse` prints (the names and shapes are promised to other programs)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.model.notice import (
    AgencyMention,
    Citation,
    Convention,
    Deadline,
    Decision,
    Edit,
    Finding,
    Notice,
    OutlineItem,
    Target,
    Task,
)


def as_json(notice: Notice) -> dict[str, Any]:
    """Plain values for `json.dumps`. Absent is None or [], never a missing key, never an empty string;
    but the words of an edit may be empty: what was put in has no source, what was left out no restored words."""
    front = notice.front
    return {
        "notice": {
            "id": notice.id,
            "title": front.title or None,
            "plan_title": front.plan_title or None,
            "kind": front.kind,
            "issuers": list(front.issuers),
            "document_number": front.document_number,
            "index_number": front.index_number,
            "written": front.written,
            "published": front.published,
            "jurisdiction": front.jurisdiction,
            "addressees": list(front.addressees),
            "recognised_by": notice.recognised_by,
            "conventions": [_convention(convention) for convention in notice.conventions],
        },
        "text": notice.text,
        "outline": [_item(item) for item in notice.outline],
        "tasks": [_task(task) for task in notice.tasks],
        "citations": [_citation(citation) for citation in notice.citations],
        "edits": [edit_fields(edit) for edit in notice.edits],
        "findings": [finding_fields(finding) for finding in notice.findings],
        "removed": [_decision(each) for each in notice.removed],
    }


def _convention(convention: Convention) -> dict[str, Any]:
    return {
        "kind": convention.kind,
        "quote": convention.quote,
        "value": None if convention.value is None else str(convention.value),
        "start": convention.start,
        "end": convention.end,
    }


def _item(item: OutlineItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "label": item.label or None,
        "level": item.level,
        "heading": item.heading or None,
        "start": item.start,
        "end": item.end,
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "kind": task.kind,
        "heading": task.heading or None,
        "text": task.text,
        "start": task.start,
        "end": task.end,
        "clause": task.clause or None,
        "agencies": [_agency(agency) for agency in task.agencies],
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "due": {"date": task.due.date, "basis": task.due.basis},
        "targets": [_target(target) for target in task.targets],
        "citations": [_citation(citation) for citation in task.citations],
        "decision": task.decision and _decision(task.decision),
        "removed": [_decision(each) for each in task.removed],
    }


def _agency(mention: AgencyMention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "written": mention.written,
        "role": mention.role,
        "basis": mention.basis,
        "collective": mention.collective,
        "alias": mention.alias,
        "agency": mention.agency,
        "members": list(mention.members),
        "start": mention.start,
        "end": mention.end,
        "decision": mention.decision and _decision(mention.decision),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "written": deadline.written,
        "type": deadline.type,
        "date": deadline.day,
        "rule": str(deadline.rule) if deadline.rule else None,
        "from": deadline.from_,
        "what": deadline.what or None,
        "start": deadline.start,
        "end": deadline.end,
        "decision": deadline.decision and _decision(deadline.decision),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "written": target.written,
        "value": target.value,
        "unit": target.unit or None,
        "compare": target.compare,
        "what": target.what or None,
        "start": target.start,
        "end": target.end,
        "decision": target.decision and _decision(target.decision),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "title": citation.title,
        "number": citation.number,
        "notice": citation.notice,
        "start": citation.start,
        "end": citation.end,
        "decision": citation.decision and _decision(citation.decision),
    }


def edit_fields(edit: Edit) -> dict[str, Any]:
    """What `parse` and the data tables say of an edit."""
    return {
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


def finding_fields(finding: Finding) -> dict[str, Any]:
    """What `parse` and the data tables say of a finding."""
    return {
        "severity": finding.severity,
        "code": finding.code.value,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "fact": decision.fact,
        "by": decision.by,
        "date": decision.date,
        "reason": decision.reason,
        "read": None if decision.read is None else AS_READ[type(decision.read)](decision.read),
    }


AS_READ: dict[type, Callable[[Any], dict[str, Any]]] = {
    AgencyMention: _agency,
    Deadline: _deadline,
    Target: _target,
    Citation: _citation,
    Task: _task,
}
"""A fact in the shape that it has in the JSON of its notice, by its class."""

"""The file by which the page of all tasks narrows them down."""

from __future__ import annotations

import json
from dataclasses import replace

from builder.exports.declaration import ExportInput, ExportSite
from builder.exports.site.browse import BROWSE
from builder.ledger.resolving import resolve
from builder.model.notice import Due, Task
from tests.ledger_making import mention, notice, registry, task

PLACE = "广东省肇庆市广宁县"


def told(*tasks: Task) -> list[dict[str, list[object]]]:
    """By facet, what is said of each task."""
    made = resolve([notice("a", PLACE, tasks)], registry())
    [content] = ExportInput(made, ExportSite("台账", None, 0)).files(BROWSE).values()
    raw = json.loads(content)
    found = []
    for row, duties in zip(raw["tasks"], raw["duties"], strict=True):
        said = {label: [values[i] for i in own] for (_, label, values), own in zip(raw["facets"], row[3:], strict=True)}
        said["duties"] = [(raw["bodies"][body], raw["roles"][role]) for body, role in duties]
        found.append(said)
    return found


def test_facets_of_tasks() -> None:
    leads = replace(mention("县财政局"), role="lead")
    dated = task("一", "修路。", [leads, "县公安局"], due=Due("2016-12-31", "own"))
    undated = replace(task("二", "植树。"), kind="progress")
    first, second = told(dated, undated)
    assert first["种类"] == ["任务"]
    assert second["种类"] == ["报告的事项"]
    assert first["地区"] == second["地区"] == [PLACE]
    assert first["duties"] == [("广宁县财政局", "牵头"), ("广宁县公安局", "负责")]
    assert second["duties"] == []
    assert second["时限"] == ["没有写时限"]
    assert first["把握"] == ["没有存疑"]


def test_unverified_body_is_a_state() -> None:
    assert told(task("一", "修路。", ["县某某某"]))[0]["把握"] == ["有机构待核实"]

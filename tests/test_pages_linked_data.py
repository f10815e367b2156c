"""The linked data of every page use the terms of schema.org as its vocabulary defines them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.config.site import Download, SiteFacts
from builder.model.ledger import Ledger
from builder.model.notice import Due
from builder.pages.linked_data import script_text
from builder.pages.plan import plan_pages
from tests.gold_ledger import gold_ledger

pytestmark = pytest.mark.slow

TERMS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "schema_org.yml").read_text("utf-8"))
SITE = SiteFacts(
    "台账",
    "https://example.gov.cn/",
    downloads={
        "data/": (Download("数据包", "data/datapackage.json", "application/json"),),
        "data/#tasks": (Download("tasks.csv", "data/tasks.csv", "text/csv"),),
    },
)
FORMS = {
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d|T.+)?",
    "URL": r"https?://\S+",
    "Text": r"(?s).+",
}


@cache
def kinds(name: str) -> frozenset[str]:
    """A type and all that it is a kind of."""
    return frozenset({name, *(above for each in TERMS[name]["is"] for above in kinds(each))})


def faults(node: dict[str, Any], where: str) -> Iterator[str]:
    """What in a node is no use of the vocabulary."""
    kind = node["@type"]
    if kind not in TERMS:
        yield f"{where}: no type {kind}"
        return
    known = {name: holds for each in kinds(kind) for name, holds in TERMS[each]["has"].items()}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{where}: {kind} has no {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if not kinds(each["@type"]) & set(known[name]):
                    yield f"{where}: {name} of {kind} is no {each['@type']}"
                yield from faults(each, f"{where}/{name}")
            elif isinstance(each, bool):
                if "Boolean" not in known[name]:
                    yield f"{where}: {name} is true or false"
            elif not any(re.fullmatch(FORMS[form], each) for form in known[name] if form in FORMS):
                yield f"{where}: {name} of {kind} is {each!r}"


@pytest.fixture(scope="module")
def linked() -> dict[str, dict[str, Any]]:
    """The node of each page that has one, by the path of the page."""
    ledger: Ledger = gold_ledger()
    first = ledger.notices[0]
    tasks = (replace(first.tasks[0], due=Due("2016-12-31", "own")), *first.tasks[1:])
    ledger = replace(ledger, notices=(replace(first, tasks=tasks), *ledger.notices[1:]))
    found = {}
    for path, text in plan_pages(ledger, SITE).items():
        head = yaml.safe_load(text.split("---\n")[1])
        if head.get("linked"):
            found[path] = json.loads(head["linked"])
    return found


def test_all_nodes_are_valid(linked: dict[str, dict[str, Any]]) -> None:
    assert [fault for path, node in linked.items() for fault in faults(node, path)] == []


def test_every_kind_of_page_that_is_of_one_thing_has_a_node(linked: dict[str, dict[str, Any]]) -> None:
    types = {path.split("/")[0]: set[str]() for path in linked}
    for path, node in linked.items():
        types[path.split("/")[0]].add(node["@type"])
    assert types["data"] == {"Dataset"}
    assert types["tasks"] == {"PlanAction", "Action"}
    assert types["notices"] <= {"Legislation", "Report"}
    assert types["agencies"] <= {"GovernmentOrganization", "AdministrativeArea"}


def test_due_day_is_when_a_task_is_scheduled_to(linked: dict[str, dict[str, Any]]) -> None:
    planned = [node for node in linked.values() if node["@type"] == "PlanAction"]
    assert all(datetime.date.fromisoformat(node["scheduledTime"]) for node in planned)
    assert not any("endTime" in node or "startTime" in node for node in linked.values())


def test_data_set_names_its_files(linked: dict[str, dict[str, Any]]) -> None:
    (data,) = (node for node in linked.values() if node["@type"] == "Dataset")
    assert {each["contentUrl"]: each["encodingFormat"] for each in data["distribution"]} == {
        "https://example.gov.cn/data/datapackage.json": "application/json",
        "https://example.gov.cn/data/tasks.csv": "text/csv",
    }
    assert data["license"].startswith("https://creativecommons.org/")
    assert len(data["isBasedOn"]) > 1


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Task"}, "no type Task"),
        ({"@type": "Action", "dueDate": "2016-12-31"}, "Action has no dueDate"),
        ({"@type": "Action", "scheduledTime": "2016-12-31"}, "Action has no scheduledTime"),
        ({"@type": "PlanAction", "scheduledTime": "年底前"}, "scheduledTime of PlanAction is '年底前'"),
        ({"@type": "Action", "agent": {"@type": "Place", "name": "某县"}}, "agent of Action is no Place"),
    ],
)
def test_wrong_use_is_found(node: dict[str, Any], fault: str) -> None:
    assert [each.removeprefix("x: ") for each in faults(json.loads(script_text(node)), "x")] == [fault]

"""What is read from the annotated notices, held against the annotation: nothing missed, nothing extra.

The measures are those of the annotation's own scorer; each stands at 1.00 and may not fall.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml

from builder.exports.notice_json import as_json
from builder.ledger.resolving import resolve
from builder.pipeline import read_notice
from builder.registry.loading import load_registry
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "gold"
NOTICES = {
    "000": "guangdong-2015-fazhi-shifanqu",
    "002": "chengdu-2015-fazhi-guihua",
    "004": "hegang-2019-shifan-chuangjian",
}


def folded(value: object) -> str:
    """What typography alone can change is no difference: width, spaces, a closing full stop."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return re.sub(r"\s+", "", text).rstrip("。;；")


@pytest.fixture(scope="module", params=NOTICES)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The annotation, what is read, and the annotated text."""
    gold = yaml.safe_load((GOLD / f"{request.param}.yml").read_text("utf-8"))
    notice = read_notice(ROOT / "source_texts" / f"{NOTICES[request.param]}.txt")
    read = as_json(resolve([notice], load_registry(ROOT / "registry")).notices[0])
    return gold, read, (GOLD / f"{request.param}.clean.txt").read_text("utf-8")


def facts(tasks: list[dict[str, Any]], key: str, *fields: str, basis: str | None = None) -> Counter[tuple[str, ...]]:
    return Counter(
        (task["id"], *(folded(entry.get(field)) for field in fields))
        for task in tasks
        for entry in task.get(key) or []
        if basis is None or entry["basis"] == basis
    )


def test_text_matches_gold(pair: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    _, read, clean = pair
    assert re.sub(r"\s", "", read["text"]) == re.sub(r"\s", "", clean)


@pytest.mark.parametrize(
    "fact", ["title", "plan_title", "kind", "document_number", "index_number", "written", "published", "jurisdiction"]
)
def test_notice_fields_match_gold(pair: tuple[dict[str, Any], dict[str, Any], str], fact: str) -> None:
    gold, read, _ = pair
    assert folded(read["notice"][fact]) == folded(gold["notice"].get(fact))


def test_issuers_and_addressees_match_gold(pair: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    gold, read, _ = pair
    for name in ("issuers", "addressees"):
        assert [*map(folded, read["notice"][name])] == [*map(folded, gold["notice"][name])]


def test_outline_matches_gold(pair: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    gold, read, _ = pair
    rows = [
        [(folded(item["id"]), item["level"], folded(item["heading"])) for item in side["outline"]]
        for side in (read, gold)
    ]
    assert rows[0] == rows[1]


def test_tasks_and_clauses_match_gold(pair: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    gold, read, _ = pair
    assert [
        (task["id"], task["kind"], folded(task["text"])[:10], folded(task["text"])[-8:], folded(task["clause"]))
        for task in read["tasks"]
    ] == [
        (task["id"], task["kind"], folded(task["opens"])[:10], folded(task["closes"])[-8:], folded(task["clause"]))
        for task in gold["tasks"]
    ]


@pytest.mark.parametrize(
    ("key", "fields", "basis"),
    [
        ("agencies", ("name", "written", "role", "collective"), "clause"),
        ("agencies", ("name", "role"), "inline"),
        ("deadlines", ("type", "date", "rule"), None),
        ("targets", ("value", "unit", "compare"), None),
        ("citations", ("title", "number"), None),
    ],
)
def test_task_facts_match_gold(
    pair: tuple[dict[str, Any], dict[str, Any], str], key: str, fields: tuple[str, ...], basis: str | None
) -> None:
    gold, read, _ = pair
    assert facts(read["tasks"], key, *fields, basis=basis) == facts(gold["tasks"], key, *fields, basis=basis)


def test_conventions_match_gold(pair: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    gold, read, _ = pair
    kinds = [
        Counter(rule["kind"] for rule in side["notice"]["conventions"] if rule["kind"] != "other")
        for side in (read, gold)
    ]
    assert kinds[0] == kinds[1]

"""Short notices of many kinds, all invented, each with what a careful reader finds in it (tests/data/notices)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.exports.notice_json import as_json
from builder.pipeline import read_notice

NOTICES = sorted((Path(__file__).parent / "data" / "notices").glob("*.txt"))
KNOWN_FAILURES = {"huiyi-jiyao": "a place that bears a common name is guessed; its minutes do not tell which it is"}


def bodies(task: dict[str, Any], basis: str) -> list[str]:
    """Role and name of each, with a star where a clause names a group."""
    return [
        f"{a['role']} {a['name']}{'*' if a['collective'] and basis == 'clause' else ''}"
        for a in task["agencies"]
        if a["basis"] == basis
    ]


def cited(citations: list[dict[str, Any]]) -> list[str]:
    return [f"{c['title']} | {c['number']}" if c["number"] else c["title"] for c in citations]


def limit(deadline: dict[str, Any]) -> str:
    """`by 2021-12-31`, `by -`, `recurring - quarterly`, `within`, `open`."""
    if deadline["type"] in ("within", "open") and not deadline["date"]:
        return str(deadline["type"])
    return " ".join(filter(None, [deadline["type"], deadline["date"] or "-", deadline["rule"]]))


def facts(parsed: dict[str, Any]) -> dict[str, Any]:
    """What the program reads, in the form of the expectations."""
    notice = parsed["notice"]
    found: dict[str, Any] = {key: notice[key] for key in FACTS}
    found["conventions"] = [c["kind"] for c in notice["conventions"] if c["kind"] != "other"]
    found["outline"] = [f"{item['id']} {item['heading'] or ''}".strip() for item in parsed["outline"]]
    found["tasks"] = [task["id"] for task in parsed["tasks"]]
    for task in parsed["tasks"]:
        found[task["id"]] = {
            "kind": task["kind"],
            "clause": task["clause"],
            "agencies": bodies(task, "clause"),
            "inline": bodies(task, "inline"),
            "deadlines": [limit(d) for d in task["deadlines"]],
            "targets": [f"{t['value']:.15g} {t['unit']}" for t in task["targets"]],
            "citations": cited(task["citations"]),
        }
    found["citations"] = cited(parsed["citations"])
    return found


FACTS = ("title", "plan_title", "kind", "issuers", "document_number", "written", "jurisdiction", "addressees")


def expected_facts(path: Path) -> dict[str, Any]:
    given = yaml.safe_load(path.with_suffix(".expected.yml").read_text(encoding="utf-8"))
    notice = given["notice"]
    wanted: dict[str, Any] = {key: notice[key] for key in FACTS}
    wanted["written"] = str(notice["written"]) if notice["written"] else None
    wanted["conventions"] = notice.get("conventions", [])
    wanted["outline"] = given["outline"]
    wanted["tasks"] = [task["id"] for task in given["tasks"]]
    for task in given["tasks"]:
        clause = task.get("clause")
        wanted[task["id"]] = {
            "kind": task.get("kind", "task"),
            "clause": clause.replace("\\n", "\n").replace("\\t", "\t") if clause else None,
            **{key: task.get(key, []) for key in ("agencies", "inline", "deadlines", "targets", "citations")},
        }
    wanted["citations"] = given.get("citations", [])
    return wanted


def _case(path: Path) -> Any:
    reason = KNOWN_FAILURES.get(path.stem)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [_case(notice) for notice in NOTICES])
def test_genre_of_notice(path: Path) -> None:
    assert facts(as_json(read_notice(path))) == expected_facts(path)

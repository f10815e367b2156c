"""The closed sets of finding codes and edit kinds: complete, named, and each made somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode

BUILDER = Path(__file__).parent.parent / "builder"
SETS = {BUILDER / "model" / "finding_codes.py", BUILDER / "model" / "edit_kinds.py"}
MADE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(BUILDER.rglob("*.py")) if path not in SETS)


@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_code_is_raised_and_explained(code: FindingCode) -> None:
    assert re.search(rf"\bFinding\(\s*FindingCode\.{code.name}\b", MADE)
    assert code.severity in ("error", "warning", "note")
    for words in (code.label, code.reader, code.officer):
        assert re.search("[\u4e00-\u9fff]", words)
    assert code.reader.endswith("。")
    assert code.officer.endswith("。")


@pytest.mark.parametrize("kind", EditKind)
def test_every_edit_kind_is_used_and_named(kind: EditKind) -> None:
    assert re.search(rf"\bChange\([^;]*?\bEditKind\.{kind.name}\b", MADE)
    assert re.search("[\u4e00-\u9fff]", kind.label)
    assert kind.judged == "" or kind.proof == "rule"


@pytest.mark.parametrize("closed", [FindingCode, EditKind])
def test_values_are_unique_kebab_case(closed: type[FindingCode] | type[EditKind]) -> None:
    for member in closed:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", member.value)
        assert member.name == member.value.upper().replace("-", "_")
        assert closed(member.value) is member
    assert len({member.label for member in closed}) == len(closed)
    with pytest.raises(ValueError, match="no-such"):
        closed("no-such")

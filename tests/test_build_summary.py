"""What a build says at its end: what was published, how long it took, what is left to check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.build import Published, summary
from builder.commands.generate import project_ledger
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.pipeline import project_sources
from tests.review_making import project_in


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "site: 1 notices with 3 tasks on 9 pages, in 4 seconds", "left to check: 0 errors and 2 warnings ("),
        ("zh", "site: 已建好，1 份通知、3 项任务，共 9 页，用时 4 秒", "还要核对：错误 0 处、警告 2 处（"),
    ],
)
def test_summary(language: str, first: str, second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    project = project_in(tmp_path)
    ledger = project_ledger(project, project_sources(project))
    assert summary(Published.of(ledger), 9, Path("site"), 4.2) == [first], "nothing is left to check"
    doubt = Finding(FindingCode.BODY_NAME_UNCERTAIN, "单位“县委”可能只是地方。", 0, 2)
    ledger = replace(ledger, findings={ledger.notices[0].id: (doubt, doubt)})
    lines = summary(Published.of(ledger), 9, Path("site"), 4.2)
    assert lines[0] == first
    assert lines[1].startswith(second)

"""The benchmark of large sites counts all processes of a step, and compares steps and sizes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.scale import Cost, measured, table

_BUSY = "import time\nwhile time.process_time() < 0.4: pass"
_IN_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_BUSY!r}], check=True)"


@pytest.mark.parametrize("program", [_BUSY, _IN_CHILD])
def test_work_of_children_is_counted(program: str, tmp_path: Path) -> None:
    cost = measured([sys.executable, "-c", program], tmp_path)
    assert cost.cpu >= 0.4
    assert cost.memory > 1


def test_step_that_fails_is_no_cost(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        measured([sys.executable, "-c", "raise SystemExit('水渠')"], tmp_path)
    assert "水渠" in failed.value.stderr


def test_table_has_ratios_to_mkdocs_and_growth() -> None:
    step, mkdocs = "ours, Markdown to HTML", "MkDocs, the same Markdown"
    sizes = {
        10: {step: Cost(2, 1, 50), mkdocs: Cost(8, 8, 90), "pages": Cost(500, 0, 0)},
        100: {step: Cost(20, 11, 60), mkdocs: Cost(160, 160, 300), "pages": Cost(5000, 0, 0)},
    }
    lines = table(sizes).splitlines()
    assert "10 notices (500 pages): CPU s" in lines[0]
    assert lines[2] == f"| {step} | 2.0 | 1.0 | 50 | 0.25 | 20.0 | 11.0 | 60 | 0.12 | 1.00 |"
    assert lines[3].endswith("| 1.00 | 1.30 |")

"""Nothing hangs: work grows with the size of a file, for every kind of input that could make it grow faster.

Times are measured by hand (`python -m benchmarks.growth`). Here calls are counted, which are the same on any machine,
and what no call shows (a pattern that tries again and again) is caught by a limit of processor time that is generous.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.growth import INPUTS
from builder.exports.notice_json import as_json
from builder.model.errors import InputError
from builder.reading.coverage.doers import find_doers
from builder.reading.notice import read
from builder.reading.prose import Prose
from builder.reading.time.deadlines import why_no_limit
from builder.restoration.alignment import opcodes
from builder.restoration.budget import Budget
from builder.restoration.pipeline import restore
from builder.source.source import read_source, source_of
from tests.conftest import ROOT
from tests.counting import calls, compile_patterns, grows_linearly

pytestmark = pytest.mark.slow
SIZE = 1200
A_DOUBLING = 2.4
SETTLED = 60_000
"""Calls that a file of any size may take."""


@pytest.fixture(scope="module", autouse=True)
def tables() -> None:
    """What is loaded once, and the patterns, are there before."""
    for text in ("一、检修水库。(县水利局负责)", "家?guī)臁關於創(chuàng )新", "关于印发<p>方案</p>的通知"):
        source = source_of(text)
        as_json(read(restore(source), source))
    compile_patterns()


@pytest.mark.parametrize("kind", INPUTS)
def test_calls_grow_linearly(kind: str, tmp_path: Path) -> None:
    def taken(size: int) -> int:
        name, raw = INPUTS[kind](size)
        (tmp_path / name).write_bytes(raw)

        def chain() -> None:
            try:
                source = read_source(tmp_path / name)
                as_json(read(restore(source), source))
            except InputError:
                pass

        return calls(chain)

    taken(60)  # loads the libraries of the format
    assert taken(2 * SIZE) <= A_DOUBLING * taken(SIZE) + SETTLED


def test_pattern_that_tries_again_is_seen() -> None:
    assert grows_linearly(lambda size: re.search("甲{3}乙", "甲" * size), 400_000)
    assert not grows_linearly(lambda size: re.search("甲+甲+乙", "甲" * size), 200)


@pytest.mark.parametrize(
    ("before", "unit", "after", "size"),
    [
        ("一、", "由渡口", "组成。", 10_000),
        ("一、", "自贸区，", "", 2_000),
        ("一、", "每月、6月、12月底前报送", "", 10_000),
        ("一、", "一", "", 10_000),
        ("", "关于修好渡口", "的通知", 10_000),
        ("一、", "没有制表符的一行", "", 40_000),
        ("", "（一）修好渡口的栈桥和护岸。\n序号\t任务\t牵头单位\n1\t疏浚\t县水利局\n", "", 20_000),
    ],
    ids=["doers", "bodies that begin as acts", "months", "numerals", "title", "no tab", "tables"],
)
def test_time_grows_linearly(before: str, unit: str, after: str, size: int) -> None:
    def chain(size: int) -> None:
        source = source_of(before + unit * (size // len(unit)) + after)
        read(restore(source), source)

    assert grows_linearly(chain, size)


def test_doers_are_looked_for_no_further_than_a_name_is_long() -> None:
    assert grows_linearly(lambda size: list(find_doers("（一）公共信用中心由" * (size // 10), 0, size)), 20_000)


def test_time_is_found_among_others_without_asking_each() -> None:
    def asked(size: int) -> int:
        prose = Prose.of("6月。、" * size, 0, 4 * size)
        return calls(lambda: [why_no_limit(prose, at, at + 2) for at in range(0, 4 * size, 4)])

    assert asked(800) < A_DOUBLING * asked(400)


def test_worst_case_input_finishes() -> None:
    limited = [sys.executable, "-m", "benchmarks.growth", "--limit", "60", "--size", "10000"]
    done = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout.splitlines() or [""])[-1] + done.stderr[-2000:]


def test_abandoned_search_gives_finding() -> None:
    text = "一、检修水库。\n" + "?。ㄒ唬" * 1200
    source = source_of(text)
    restored = restore(source)
    (finding,) = [each for each in restored.findings if each.code == "search-given-up"]
    assert 0 < finding.start < finding.end == len(restored.text)
    again = restore(source)
    assert (again.text, again.edits, again.findings) == (restored.text, restored.edits, restored.findings)


def test_budget_stops_when_spent() -> None:
    budget = Budget(10)
    budget.spend(9)
    assert not budget.is_spent(3)
    budget.spend(5)
    assert budget.is_spent(7)
    assert budget.is_spent(9)
    assert budget.given_up == 7


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("检修水库", "检修水库", [("equal", 0, 4, 0, 4)]),
        ("检修水库", "检水库", [("equal", 0, 1, 0, 1), ("delete", 1, 2, 1, 1), ("equal", 2, 4, 1, 3)]),
        ("甲" * 400 + "乙" + "甲" * 9, "甲" * 400 + "丙丁" + "甲" * 9, [("equal", 0, 400, 0, 400), ("replace", 400, 401, 400, 402), ("equal", 401, 410, 402, 411)]),
        ("甲" * 400, "甲" * 300, [("equal", 0, 300, 0, 300), ("delete", 300, 400, 300, 300)]),
        ("乙" * 300, "乙" * 300 + "丙", [("equal", 0, 300, 0, 300), ("insert", 300, 300, 300, 301)]),
    ],
)  # fmt: skip
def test_line_comparison_is_bounded(left: str, right: str, expected: list[tuple[object, ...]]) -> None:
    assert list(opcodes(left, right)) == expected

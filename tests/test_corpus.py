"""The corpus of the benchmarks is as varied as the notices of the project, and the same on each run."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache, partial

import pytest

from benchmarks.corpus import FAMILY, notice_id, notice_text
from builder.config.site import SiteFacts
from builder.ledger.counterparts import similarity
from builder.ledger.counterparts.bounds import Bounds
from builder.ledger.counterparts.find import find_counterparts
from builder.ledger.counterparts.measures import Wordings, profile
from builder.ledger.counterparts.weighing import Side
from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from builder.model.notice import Notice
from builder.pages.plan import plan_pages
from builder.reading.notice import read
from builder.restoration.pipeline import restore
from builder.source.source import source_of
from tests.conftest import ROOT
from tests.counting import calls, compile_patterns
from tests.ledger_making import registry

NOTICES, TASKS = 2 * FAMILY, 20


def _read(number: int, tasks: int = TASKS) -> Notice:
    source = source_of(notice_text(number, tasks), name=f"{notice_id(number)}.txt")
    return read(restore(source), source)


@cache
def ledger() -> Ledger:
    return resolve([_read(number) for number in range(NOTICES)], registry())


def test_every_task_is_read() -> None:
    assert [len(notice.tasks) for notice in ledger().notices] == [TASKS] * NOTICES


def test_bodies_are_varied_and_known() -> None:
    bodies = ledger().agencies.values()
    assert len(bodies) >= 100
    assert sum(body.resolved for body in bodies) >= 0.9 * len(bodies)


def test_citations_and_limits_are_frequent() -> None:
    tasks = [task for notice in ledger().notices for task in notice.tasks]
    assert sum(len(task.citations) for task in tasks) >= 0.3 * len(tasks)
    assert sum(len(task.deadlines) for task in tasks) >= 0.2 * len(tasks)


@pytest.mark.parametrize(("notices", "tasks"), [(NOTICES, TASKS), (100, 40)])
def test_words_seldom_come_again(notices: int, tasks: int) -> None:
    runs = [run for at in range(notices) for run in re.findall("[一-龥0-9A-Za-z]+", notice_text(at, tasks))]
    grams = [run[at : at + 4] for run in runs for at in range(len(run) - 3)]
    assert len(set(grams)) >= 0.5 * len(grams)


def test_plans_answer_each_other_down_the_levels() -> None:
    pairs, _ = find_counterparts(ledger().notices, registry())
    found = {(pair.a.notice_id, pair.b.notice_id, pair.relation) for pair in pairs}
    answers = [
        (notice_id(family + above), notice_id(family + member), "reports" if member in (3, 7) else "implements")
        for family in range(0, NOTICES, FAMILY)
        for above, member in ((0, 1), (1, 2), (1, 3), (0, 4), (4, 5), (1, 6), (2, 7))
    ]
    assert len(found & set(answers)) >= 0.8 * len(answers)


def test_families_differ() -> None:
    places = {notice.front.jurisdiction for notice in ledger().notices}
    assert len(places) == NOTICES - 4  # a city and a county of each family have a plan and a report
    assert all(place for place in places)


@pytest.mark.parametrize("hashing", ["0", "1"])
def test_text_depends_on_number_only(hashing: str) -> None:
    program = f"from benchmarks.corpus import notice_text; print(notice_text(11, {TASKS}), end='')"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashing, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout == notice_text(11, TASKS)


@cache
def _short_notices() -> tuple[Notice, ...]:
    return tuple(_read(number, 8) for number in range(5 * FAMILY))


def test_counterparts_grow_nearly_linearly() -> None:
    """Calls from N notices to 4 N grow with an exponent of at most 1.3."""
    notices = resolve(_short_notices(), registry()).notices
    few, many = (calls(partial(find_counterparts, notices[:count], registry())) for count in (10, 40))
    assert math.log(many / few, 4) <= 1.3


class _NoBounds(Bounds):
    """All tasks of two notices, whatever they share."""

    def __init__(self, here: Side, there: Side, telling: Mapping[str, float], needed: float) -> None:
        super().__init__(here, there, telling, needed)
        self.pairs = [(i, j) for i in range(len(here.tasks)) for j in range(len(there.tasks))]

    def allow(self, i: int, j: int, weight: float) -> bool:
        return True


def test_bounds_leave_out_no_counterpart(monkeypatch: pytest.MonkeyPatch) -> None:
    notices = resolve(_short_notices(), registry()).notices
    found, _ = find_counterparts(notices, registry())
    monkeypatch.setattr(similarity, "Bounds", _NoBounds)
    assert find_counterparts(notices, registry()) == (found, {})
    assert len(found) >= 30


def test_bounds_leave_out_most_tasks_of_notices_that_have_little_in_common() -> None:
    registry_ = registry()
    a, b = resolve([_short_notices()[0], _short_notices()[12]], registry_).notices
    ours, theirs = (Side(tuple(profile(n, task, Wordings(registry_.subjects)) for task in n.tasks)) for n in (a, b))
    assert len(Bounds(ours, theirs, {}, 6.0).pairs) <= 3


@pytest.mark.slow
def test_pages_grow_nearly_linearly() -> None:
    """Calls from N notices to 4 N grow with an exponent of at most 1.1, once templates and patterns are there."""
    compile_patterns()
    site = SiteFacts("台账", "https://taizhang.dongan.gov.cn/", date="2026-01-01")
    few, many = (resolve(_short_notices()[:count], registry(), with_counterparts=True) for count in (10, 40))
    plan_pages(few, site)
    assert math.log(calls(partial(plan_pages, many, site)) / calls(partial(plan_pages, few, site)), 4) <= 1.1

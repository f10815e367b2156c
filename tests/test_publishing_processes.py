"""Work that is shared out: what it gives does not depend on who does it."""

from __future__ import annotations

import fcntl
import os
from functools import partial
from multiprocessing import get_context

import pytest

from builder.publishing.processes import shared_out


class Elsewhere:
    """Work that this process does only when another one has begun with it."""

    def __init__(self) -> None:
        self._here = os.getpid()
        self._begun = get_context("fork").Event()

    def made_by(self, number: int) -> tuple[int, int]:
        self._meet()
        return number, os.getpid()

    def dies(self, number: int) -> int:
        if not self._meet():
            os._exit(1)
        return number

    def _meet(self) -> bool:
        """Whether this is the process that waits."""
        if os.getpid() != self._here:
            self._begun.set()
            return False
        self._begun.wait(60)
        return True


def fails(number: int) -> int:
    raise ValueError(f"portion {number}")


@pytest.mark.parametrize("jobs", [2, 3])
def test_work_is_given_in_order(jobs: int) -> None:
    work = Elsewhere()
    made = shared_out([partial(work.made_by, number) for number in range(60)], jobs)
    assert [number for number, _ in made] == list(range(60))
    assert any(process != os.getpid() for _, process in made)


@pytest.mark.parametrize(("jobs", "count"), [(1, 60), (2, 4)])
def test_little_work_and_that_of_one_process_is_done_here(jobs: int, count: int) -> None:
    assert set(shared_out([os.getpid] * count, jobs)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_a_killed_worker_took_is_done_here(jobs: int) -> None:
    work = Elsewhere()
    assert shared_out([partial(work.dies, number) for number in range(20)], jobs) == list(range(20))


def test_more_turns_than_a_pipe_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow() -> tuple[int, int]:
        ends = pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)
        return ends

    pipe = os.pipe
    monkeypatch.setattr(os, "pipe", narrow)
    assert shared_out([partial(int, number) for number in range(3000)], 2) == list(range(3000))


def test_failures_are_told() -> None:
    with pytest.raises(ValueError, match="portion"):
        shared_out([partial(fails, number) for number in range(20)], 2)

"""Work that is shared out: what it gives does not depend on who does it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event

import pytest

from builder.publishing.processes import shared_out


def made_by(here: int, begun: Event, number: int) -> tuple[int, int]:
    """Here only when others have begun."""
    if os.getpid() != here:
        begun.set()
    else:
        begun.wait(60)
    return number, os.getpid()


def dies_elsewhere(here: int, number: int) -> int:
    if os.getpid() != here:
        os._exit(1)
    return number


def fails(number: int) -> int:
    raise ValueError(f"portion {number}")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_work_is_given_in_order(jobs: int) -> None:
    begun = get_context("fork").Event()
    if jobs == 1:
        begun.set()
    made = shared_out([partial(made_by, os.getpid(), begun, number) for number in range(60)], jobs)
    assert [number for number, _ in made] == list(range(60))
    assert (len({process for _, process in made}) > 1) == (jobs > 1)


def test_little_work_is_done_here() -> None:
    assert set(shared_out([os.getpid] * 4, 2)) == {os.getpid()}


def test_what_a_killed_worker_left_is_done_here() -> None:
    portions: list[Callable[[], int]] = [partial(dies_elsewhere, os.getpid(), number) for number in range(20)]
    assert shared_out(portions, 3) == list(range(20))


def test_failures_are_told() -> None:
    with pytest.raises(ValueError, match="portion"):
        shared_out([partial(fails, number) for number in range(20)], 2)

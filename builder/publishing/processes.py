"""Work side by side: in processes of this machine, or of a cluster that others keep."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import TypeVar, cast

from builder.messages.translation import _
from builder.model.errors import InputError

_Made = TypeVar("_Made")
_PATIENCE = 10
"""Seconds in which a cluster must answer."""


def end_with_parent() -> None:
    """Let this worker end when the run that started it is killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def can_fork() -> bool:
    """Whether workers can begin with all that this process has in memory."""
    return sys.platform == "linux"


def give_back_memory() -> None:
    """Let the system have the memory that nothing here uses any more: the C library keeps it for itself, and workers
    would each come to have a copy. Nothing is done where the library has no such function (it is that of glibc)."""
    gc.collect()
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextlib.contextmanager
def forked(
    jobs: int, begin: Callable[..., None] = end_with_parent, given: tuple[object, ...] = ()
) -> Iterator[Executor]:
    """`jobs` workers that begin with all that is in memory here, each with `begin(*given)`. Objects that none of them
    changes stay shared: the collection of garbage passes over them."""
    from concurrent.futures import ProcessPoolExecutor

    give_back_memory()
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), begin, given) as pool:
            yield pool
    finally:
        gc.unfreeze()


def shared_out(portions: Sequence[Callable[[], _Made]], jobs: int) -> list[_Made]:
    """What the `portions` of some work return, in order. Where there are many, other processes and this one each take
    the next until there is none: this one too, as another would have once more in memory what all look at. What a
    worker failed at, or took before it was killed, is done here."""
    made: dict[int, _Made] = {}
    if jobs > 1 and len(portions) > _FEW and can_fork():
        turns = _turns(len(portions))
        try:
            with forked(jobs - 1, _begin, (portions, turns)) as pool:
                others = [pool.submit(_take_turns) for _ in range(jobs - 1)]
                made.update(_done(portions, turns))
                for other in others:
                    with contextlib.suppress(Exception):
                        made.update(cast(dict[int, _Made], other.result()))
        finally:
            os.close(turns)
    return [made[number] if number in made else portion() for number, portion in enumerate(portions)]


_FEW = 16
"""So many portions are done here: workers cost more than they would do."""
_NUMBER = 4
"""Bytes of a number of a portion."""
_begun: tuple[Sequence[Callable[[], object]], int] = ((), -1)
"""In a worker: the portions of the work, and the pipe that it takes its turns from."""


def _turns(count: int) -> int:
    """A pipe in which the numbers of portions lie: who reads one takes it, and a worker that is killed holds up no
    other. It may hold few (the system gives a user only so much); the rest is done by who has gathered them."""
    turns, tells = os.pipe()
    try:
        os.set_blocking(tells, False)
        os.write(tells, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    finally:
        os.close(tells)
    return turns


def _begin(portions: Sequence[Callable[[], object]], turns: int) -> None:
    global _begun
    _begun = portions, turns
    end_with_parent()


def _take_turns() -> dict[int, object]:
    return _done(*_begun, or_leave=True)


def _done(portions: Sequence[Callable[[], _Made]], turns: int, *, or_leave: bool = False) -> dict[int, _Made]:
    """What the portions return whose turns this process takes, up to one that fails where it may leave that."""
    made: dict[int, _Made] = {}
    while taken := os.read(turns, _NUMBER):
        number = int.from_bytes(taken, "big")
        try:
            made[number] = portions[number]()
        except Exception:
            if not or_leave:
                raise
            break
    return made


@contextlib.contextmanager
def cluster(where: str | None, program: Callable[[], str]) -> Iterator[Executor | None]:
    """The cluster `dask:ADDRESS`, None where none is named. What a worker began that is lost, another does again.
    InputError where it does not answer, or where the `program` of a worker is not this one: its bytes might differ."""
    if where is None:
        yield None
        return
    address = where.removeprefix("dask:")
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError(
            _("--executor needs the library dask.distributed"), _("install it: pip install 'taizhang[dask]'")
        ) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(
            _("no cluster answers at {address}", address=address), _("start it, or correct --executor"), None
        ) from error
    with client:
        programs = client.run(program)
        if not programs:
            raise InputError(_("the cluster at {address} has no workers", address=address), _("start some"))
        if set(programs.values()) != {program()}:
            raise InputError(
                _("a worker of the cluster at {address} runs another version of the program", address=address),
                _("install the same version, Python and libraries on all machines"),
            )
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]

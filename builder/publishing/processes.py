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
from concurrent.futures import Executor, Future
from typing import Any, TypeVar, cast

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
    """What the `portions` of some work return, in order. Where there are many, other processes begin with the first,
    and this one with the last: one process more would have once more in memory what all look at."""
    if jobs <= 1 or len(portions) <= _FEW or not can_fork():
        return [portion() for portion in portions]
    with forked(jobs - 1, _begin, (portions,)) as pool:
        futures = [pool.submit(_portion, number) for number in range(len(portions))]
        here: list[_Made] = []
        for portion, future in zip(reversed(portions), reversed(futures), strict=True):
            if not future.cancel():
                break
            here.append(portion())
        made = [_made(*each) for each in zip(portions, futures[: len(futures) - len(here)], strict=False)]
    return [*made, *reversed(here)]


_FEW = 8
"""So many portions are done here: workers cost more than they would do."""
_begun: Sequence[Callable[[], object]] = ()
"""In a worker: the portions of the work."""


def _begin(portions: Sequence[Callable[[], object]]) -> None:
    global _begun
    _begun = portions
    end_with_parent()


def _portion(number: int) -> object:
    return _begun[number]()


def _made(portion: Callable[[], _Made], future: Future[Any]) -> _Made:
    """What a worker made; what it failed at is done here, where its failure is told."""
    try:
        return cast(_Made, future.result())
    except Exception:
        return portion()


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

"""Work side by side: in processes of this machine, or of a cluster that others keep."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor

from builder.messages.translation import _
from builder.model.errors import InputError

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

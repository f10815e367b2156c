"""The site and then its search index, made in a process of its own: the next change ends it at any point, and pages are
served meanwhile."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import NamedTuple

from builder.cache import program
from builder.commands import collect_seldom
from builder.commands.generate import generate
from builder.config.project import Project
from builder.config.site import SiteFacts
from builder.language.lazy_dataclasses import dataclass
from builder.model.errors import InputError
from builder.publishing.locking import hold
from builder.publishing.processes import end_with_parent
from builder.publishing.site import build_site, index_again, recall_folders
from builder.source.raw_file import RawNotice


@dataclass(frozen=True, slots=True)
class Job:
    """Build `project`, by `jobs` processes; where it has no site yet, from that which `published` has."""

    project: Project
    published: Project
    jobs: int
    clean: bool


class Made(NamedTuple):
    """What pages were made from: all notices, and what is known of the site."""

    sources: Sequence[RawNotice]
    site: SiteFacts


class Making:
    """`done` is called with what was made when the pages stand, in a thread; with None where an input cannot be used,
    which is named: the last good site stays."""

    def __init__(self, job: Job, done: Callable[[Made | None], None]) -> None:
        self._job = job
        self._done = done
        self._running: tuple[BaseProcess, Thread] | None = None

    def start(self) -> None:
        """Begin anew."""
        self.stop()
        context = get_context("spawn")  # not a fork: the server has threads
        told, tells = context.Pipe(duplex=False)
        process = context.Process(target=_make, args=(self._job, tells))
        process.start()
        tells.close()
        waiting = Thread(target=self._wait, args=(process, told), daemon=True)
        self._running = process, waiting
        waiting.start()

    def wait(self) -> None:
        """Until the pages stand or cannot be made."""
        if self._running:
            self._running[1].join()

    def stop(self) -> None:
        """Give up what is not done; it is said no more of."""
        if self._running:
            (process, waiting), self._running = self._running, None
            process.terminate()
            process.join()
            waiting.join()

    def _wait(self, process: BaseProcess, told: Connection) -> None:
        made = None
        with contextlib.suppress(EOFError), told:
            said: Made | list[str] = told.recv()
            if isinstance(said, Made):
                made = said
            else:
                for line in said:
                    print(f"taizhang: {line}", file=sys.stderr)
        if self._running and self._running[0] is process:
            self._done(made)


def _make(job: Job, tells: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    end_with_parent()
    collect_seldom()
    project = job.project
    try:
        recall_folders(project)
        with hold(project.root):
            made = generate(project, jobs=job.jobs, clean=job.clean, strict=False, drafts=True)
            build_site(
                project,
                epoch=made.epoch,
                strict=False,
                jobs=job.jobs,
                program=program(),
                index=False,
                before=None if job.clean else job.published,
            )
    except InputError as error:
        tells.send(error.lines())
    else:
        tells.send(Made(made.read.sources, made.site))
        del made
    tells.close()
    with contextlib.suppress(InputError):
        if project.site.is_dir():
            index_again(project, jobs=job.jobs)

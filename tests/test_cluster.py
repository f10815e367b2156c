"""Reading and rendering by a cluster come to the same bytes, also where a worker is lost half way."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import notice_id, notice_text
from builder import cache
from builder.commands.generate import generate
from builder.config.project import find_project
from builder.model.errors import InputError
from builder.publishing.mkdocs import build_pages, listening
from builder.publishing.processes import cluster
from builder.publishing.rendering.site import SitePages
from tests.conftest import copy_project, files

distributed = pytest.importorskip("distributed", reason="the extra taizhang[dask] is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.site, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two workers on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
    ) as local:
        yield local.scheduler_address


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("cluster") / "project")
    shutil.rmtree(folder / "source_texts")
    (folder / "source_texts").mkdir()
    for number in range(2):
        (folder / "source_texts" / f"{notice_id(number)}.txt").write_text(notice_text(number, 12), "utf-8")
    return folder


class Deadly(Executor):
    """Kills the worker that has done a piece of work, while others wait."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner
        self.killed: list[int] = []

    def submit(self, step: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future = self._inner.submit(step, *given, **named)
        if not self.killed:
            future.result()
            self.killed.append(self._inner.submit(os.getpid).result())
            os.kill(self.killed[0], signal.SIGKILL)
        return future


def test_cluster_with_a_worker_killed_builds_the_same_bytes(
    scheduler: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    found = find_project(project)
    generate(found, jobs=1, clean=True, strict=False)
    pages = files(found.docs)
    with listening(found.config) as heard:
        build_pages(found, tmp_path / "alone")
    with cluster(f"dask:{scheduler}", cache.program) as executor:
        assert executor is not None
        reading, rendering = Deadly(executor), Deadly(executor)
        generate(found, jobs=1, clean=True, strict=False, executor=reading)
        assert files(found.docs) == pages
        render = SitePages.render
        here: list[int] = []
        monkeypatch.setattr(SitePages, "render", lambda of, number: (here.append(number), render(of, number))[1])
        with listening(found.config) as heard_there:
            build_pages(found, tmp_path / "together", executor=rendering)
    assert files(tmp_path / "together") == files(tmp_path / "alone")
    assert heard_there == heard
    assert reading.killed
    assert rendering.killed
    assert here == [], "workers rendered all pages"


def test_folder_that_workers_do_not_see_is_rendered_here(
    scheduler: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    found = find_project(project)
    generate(found, jobs=1, clean=True, strict=False)
    build_pages(found, tmp_path / "alone")
    with cluster(f"dask:{scheduler}", cache.program) as executor:
        monkeypatch.setattr("builder.publishing.rendering.on_cluster.Path.touch", lambda path: None)
        monkeypatch.setattr("builder.publishing.rendering.on_cluster.Path.unlink", lambda path: None)
        build_pages(found, tmp_path / "other", executor=executor)
    assert files(tmp_path / "other") == files(tmp_path / "alone")


def test_workers_of_another_version_are_refused(scheduler: str) -> None:
    with (
        pytest.raises(InputError, match="another version"),
        cluster(f"dask:{scheduler}", lambda: str(os.getpid())),
    ):
        pass


def test_cluster_that_does_not_answer_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.publishing.processes._PATIENCE", 0.5)
    with pytest.raises(InputError, match="no cluster answers"), cluster("dask:tcp://127.0.0.1:1", cache.program):
        pass


def test_no_cluster_without_an_address() -> None:
    with cluster(None, cache.program) as executor:
        assert executor is None

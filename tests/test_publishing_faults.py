"""A run that is killed at any step on disk: old or new site whole, history kept, the next run as if nothing was.

A run is killed before each file-system call that it makes, one after the other (and within those that take
bytes, when half of them are written), by ending a process of its own without any clean-up.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder import cache
from builder.exports.changes import LOG, read_history
from builder.exports.rows.written import json_table, written
from builder.pipeline import read_notice
from builder.publishing import atomic_write, folder_swap
from builder.publishing.folder_swap import recover, swapped_in
from builder.publishing.manifest import MANIFEST
from builder.publishing.ownership import is_whole_site
from builder.publishing.tree_writer import write_tree
from builder.source.raw_file import read_raw_notice

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")

STEPS = {
    "open", "os.chmod", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir",
    "os.truncate", "shutil.rmtree", "tempfile.mkdtemp",
}  # fmt: skip
"""The audit events (PEP 578) that Python raises before it calls the file system. Writing and syncing raise none."""

KILLED = 77


class Killer:
    """Ends the process at its step number `last`, counted from 0, in the middle of the step where it writes."""

    def __init__(self, last: int) -> None:
        self.count, self.last = 0, last

    def step(self) -> bool:
        """Whether the run is to end at this step."""
        self.count += 1
        return self.count > self.last

    def watch(self) -> None:
        write, fsync = atomic_write.write_file, os.fsync

        def hook(event: str, values: tuple[Any, ...]) -> None:
            if event in STEPS and self.step():
                os._exit(KILLED)

        def write_half(path: Path, content: bytes, *, durable: bool = False) -> None:
            if self.step():
                write(path, content[: len(content) // 2])
                os._exit(KILLED)
            write(path, content, durable=durable)

        def killed_sync(descriptor: int) -> None:
            if self.step():
                os._exit(KILLED)
            fsync(descriptor)

        atomic_write.write_file = write_half
        for module in [module for name, module in sys.modules.items() if name.startswith("builder.")]:
            if getattr(module, "write_file", None) is write:
                module.write_file = write_half  # type: ignore[attr-defined]
            if getattr(module, "exchange", None) is atomic_write.exchange:
                module.exchange = self._around(atomic_write.exchange)  # type: ignore[attr-defined]
        os.fsync = killed_sync
        sys.addaudithook(hook)

    def _around(self, exchange: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
        def around(one: Path, other: Path) -> bool:
            if self.step():
                os._exit(KILLED)
            done = exchange(one, other)
            if self.step():
                os._exit(KILLED)
            return done

        return around


def ended_at(number: int, run: Callable[[], None]) -> bool:
    """Do `run` in a process of its own that is ended at its step `number`. False where it was done before."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            Killer(number).watch()
            run()
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status in (0, KILLED), f"step {number}: status {status}"
    return status == KILLED


def tree(folder: Path) -> dict[str, bytes]:
    """All files below `folder`, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@dataclass(frozen=True)
class Version:
    """What one build publishes: rows of the tables that the history is read from, and pages."""

    date: str
    tasks: Mapping[str, str]

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        number = {"notice": "a-2021", "heading": None, "clause": None, "due": None, "due_basis": "none"}
        return {
            "notices": [{"notice": "a-2021", "title": "甲县方案", "url": "notices/a-2021/", "source_sha256": "0"}],
            "tasks": [
                {**number, "task": f"a-2021/{key}", "number": key, "text": text, "url": f"tasks/a-2021/{key}/"}
                for key, text in self.tasks.items()
            ],
            **{name: [] for name in ("responsibilities", "deadlines", "targets")},
        }

    def build(self, root: Path) -> None:
        """The steps of a build, from the earlier site's history to the swap, with a publisher that copies."""
        site, docs = root / "site", root / "docs"
        recover(site)
        rows = self.rows()
        tables = {name: [written(list(table[0]) if table else [], table)] for name, table in rows.items()}
        live = {row["url"] for name in ("notices", "tasks") for row in rows[name]}
        history = read_history(site if is_whole_site(site) else None, tables, live, self.date)
        files: dict[str, str | bytes] = {f"data/{name}.json": json_table(pieces) for name, pieces in tables.items()}
        files[LOG] = history.file()
        files.update({f"{row['url']}index.md": row["text"] for row in rows["tasks"]})
        files.update({f"{address}index.md": "已撤下" for address in history.gone})
        write_tree(docs, files)
        with swapped_in(site) as beside:
            for path, content in tree(docs).items():
                if not path.startswith("."):
                    (beside / path).parent.mkdir(parents=True, exist_ok=True)
                    (beside / path).write_bytes(content)


FIRST = Version("2021-01-01", {"1": "普法", "2": "培训"})
SECOND = Version("2021-02-01", {"1": "普法", "2": "培训两次", "3": "检查"})
THIRD = Version("2021-03-01", {"1": "普法和宣传", "3": "检查"})


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process has written is there whether it reached the disk or not."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture(params=["exchange", "two renames"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    way: str = request.param
    if way == "two renames":
        monkeypatch.setattr(folder_swap, "exchange", lambda one, other: False)
    elif not hasattr(ctypes.CDLL(None), "renameat2"):
        pytest.skip("this system exchanges no folders")
    return way


def before(root: Path, state: str) -> None:
    """A project as it was before the run that is killed."""
    root.mkdir()
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# 关于\n")
    if state != "no site":
        FIRST.build(root)
        SECOND.build(root)
    if state == "site of version 0.1":
        (root / "site" / MANIFEST).unlink()
        (root / "site" / "data" / "datapackage.json").write_text('{"name": "taizhang"}')
        for name in ("index.html", "404.html"):
            (root / "site" / name).write_text("<!doctype html>")
        log = root / "site" / "data" / "changes.json"
        entries = [
            {key: value for key, value in entry.items() if key not in ("addresses", "reason")}
            for entry in json.loads(log.read_text("utf-8"))
        ]
        log.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("state", ["no site", "site", "site of version 0.1"])
def test_build_killed_at_any_step_recovers(tmp_path: Path, step: str, state: str) -> None:
    before(tmp_path / "before", state)
    shutil.copytree(tmp_path / "before", tmp_path / "clean")
    old = tree(tmp_path / "clean" / "site")
    THIRD.build(tmp_path / "clean")
    whole = tree(tmp_path / "clean")
    new = tree(tmp_path / "clean" / "site")
    number = 0
    while True:
        root = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", root)
        killed = ended_at(number, lambda root=root: THIRD.build(root))  # type: ignore[misc]
        site = tree(root / "site")
        if site:
            assert site in (old, new), f"step {number}: the site is neither the old nor the new one"
        elif old:
            assert step == "two renames", f"step {number}: there is no site"
            assert [tree(aside) for aside in root.glob("site.old-*")] == [old], f"step {number}"
        THIRD.build(root)
        assert tree(root) == whole, f"step {number}: the next build differs from a clean one"
        assert {path.name for path in root.iterdir()} == {"docs", "site"}, f"step {number}: something is left"
        number += 1
        if not killed:
            break
    assert number > 60, "the run is killed at each of its steps"


@pytest.mark.slow
def test_export_killed_at_any_step_recovers(tmp_path: Path) -> None:
    """A folder that files of one export give way in to those of another, one of them in the place of a folder."""
    first = {"a.csv": "1", "b/c.csv": "2", "d": "3"}
    second = {"a.csv": "1", "b": "4", "d/e.csv": "5", "f.csv": "6"}
    number, killed = 0, True
    while killed:
        folder = tmp_path / str(number)
        write_tree(folder, first, "export")
        killed = ended_at(number, lambda folder=folder: write_tree(folder, second, "export"))  # type: ignore[misc]
        listed = set(json.loads((folder / MANIFEST).read_bytes())["files"])
        there = {path for path in tree(folder) if not path.startswith(".")}
        assert there <= listed, f"step {number}: a file is not listed"
        for path in there:
            texts = {files[path] for files in (first, second) if path in files}
            assert (folder / path).read_text() in texts, f"step {number}: {path} is neither old nor new"
        write_tree(folder, second, "export")
        assert {path: content.decode() for path, content in tree(folder).items() if path != MANIFEST} == second
        assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "a.csv", "b", "d", "f.csv"]
        number += 1
    assert number > 20


def test_cache_killed_at_any_step_recovers(tmp_path: Path) -> None:
    path = tmp_path / "a-2021.txt"
    path.write_text("甲县方案\n一、编制清单。(县司法局)\n", "utf-8")
    raw, notice = read_raw_notice(path), read_notice(path)
    number, killed = 0, True
    while killed:
        stored = cache.entry(tmp_path / str(number), raw, "fingerprint")
        killed = ended_at(number, lambda stored=stored: cache.store(stored, notice))  # type: ignore[misc]
        assert cache.load(stored) in (None, notice), f"step {number}"
        cache.tidy(stored.parent)
        cache.store(stored, notice)
        assert cache.load(stored) == notice
        assert [path.name for path in stored.parent.iterdir()] == [stored.name], f"step {number}"
        number += 1
    assert number > 5

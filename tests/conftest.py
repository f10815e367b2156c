"""Shared fixtures: a copy of the project to build in, the built site, a headless browser over it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus import notice_id, notice_text
from builder.cli import main

# Tests read the English messages, whatever language the machine and this project's own site have.
os.environ["LANGUAGE"] = "en"

# CI tries the same examples on every run, so that what lands is what was tried; elsewhere each run tries new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Done:
    """What a run of the command line gave."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Done:
    """Run the command line in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANGUAGE") if name in os.environ}
    env = {"PYTHONPATH": str(ROOT), **kept, **environment}
    done = subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)], cwd=cwd, env=env, capture_output=True, check=False
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def call(*arguments: str | Path, cwd: Path = ROOT) -> Done:
    """Run the command line in this process: as `run`, without the seconds that a process takes to load."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)])
        out.flush()
        err.flush()
    said = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    return Done(int(left.value.code or 0), *said)


def copy_project(target: Path) -> Path:
    """A fresh copy of what a clone holds, without generated files."""
    target.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "mkdocs.yml", "docs", "overrides", "registry", "source_texts"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    ).stdout.splitlines()
    assert listed, "the tests need the project's git checkout"
    for name in listed:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def files(folder: Path) -> dict[str, bytes]:
    """The content of each file below `folder`, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def project_of_one(target: Path, page: str) -> Path:
    """A copy of the project with one made notice, its Markdown generated, and two pages `page` written by hand."""
    project = copy_project(target)
    shutil.rmtree(project / "source_texts")
    (project / "source_texts").mkdir()
    (project / "source_texts" / f"{notice_id(0)}.txt").write_text(notice_text(0, 3), "utf-8")
    done = call("generate", cwd=project)
    assert done.status == 0, done.err
    for name in ("extra", "more"):
        (project / "docs" / name).mkdir()
        (project / "docs" / name / "index.md").write_text(page, "utf-8")
    return project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site built, strictly, in `site/`."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    done = run("build", "--jobs", "2", cwd=project)
    assert done.status == 0, done.err
    return project


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A server of `folder` on a free port of this machine, and its address with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="session")
def site_url(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built site, served below a folder as a portal would serve its column."""
    portal = tmp_path_factory.mktemp("portal")
    (portal / "zwgk").mkdir()
    (portal / "zwgk" / "taizhang").symlink_to(built / "site")
    server, address = serve(portal)
    yield f"{address}zwgk/taizhang/"
    server.shutdown()


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Skipped where there is none; in CI that is a failure."""
    path = find_chromium()
    if path is None:
        message = "no Chromium: apt-get install chromium fonts-noto-cjk, or set CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()

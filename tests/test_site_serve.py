"""`serve` shows a changed page first and indexes it afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.generate import generate
from builder.commands.serving.live_server import LiveServer
from builder.commands.serving.preview import Preview
from builder.config.project import find_project
from builder.publishing.rendering.site import SitePages
from builder.publishing.search.index import INDEX
from builder.publishing.site import build_site, index_again
from tests.conftest import ROOT, call, copy_project, files

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]
NOTICE = "guangning-2017-fazhi-fangan"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one notice, its site built."""
    project = copy_project(tmp_path_factory.mktemp("serve") / "project")
    for path in (project / "source_texts").iterdir():
        if path.stem != NOTICE:
            path.unlink()
    done = call("build", cwd=project)
    assert done.status == 0, done.err
    return project


def test_pages_stand_before_they_are_indexed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    found = find_project(project)

    def index() -> dict[str, bytes]:
        return {path: content for path, content in files(found.site).items() if path.startswith(f"{INDEX}/")}

    build_site(found, epoch=1600000000, strict=False, program="a")
    before, page = index(), found.site / "limits" / "index.html"
    (found.docs / "limits.md").write_text("---\ntitle: 鹭洲\n---\n\n# 鹭洲\n\n修渠筑坝。\n", "utf-8")
    build_site(found, epoch=1600000000, strict=False, program="a", index=False)
    assert "修渠筑坝" in page.read_text("utf-8")
    assert index() == before
    number = os.stat(page).st_ino
    index_again(found, jobs=1)
    assert os.stat(page).st_ino == number
    ours = files(found.site)
    build_site(found, epoch=1600000000, strict=False, program="a", clean=True)
    assert files(found.site) == ours
    assert index() != before


def test_first_site_that_is_served_takes_over_from_the_one_published(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_project(project)
    build_site(found, epoch=1600000000, strict=False, program="a")
    published = files(found.site)
    monkeypatch.setattr("builder.publishing.rendering.site._CHUNK", 10_000)  # all in this process
    rendered: list[int] = []
    render = SitePages.render
    monkeypatch.setattr(SitePages, "render", lambda pages, number: (rendered.append(number), render(pages, number))[1])
    served = replace(found, site=tmp_path / "site")
    build_site(served, epoch=1600000000, strict=False, program="a", index=False, before=found)
    assert files(served.site) == published
    assert len(rendered) < 20
    rendered.clear()
    build_site(served, epoch=1600000000, strict=False, program="a", index=False, before=found)
    assert files(served.site) == published == files(found.site)
    assert len(rendered) < 20


def _serve(project: Path, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of the project, with its address."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "builder", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en", **environment},
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where tests run in the background
    )
    return server, f"http://127.0.0.1:{port}/"


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    server, address = _serve(project)
    try:
        yield address
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 130, "Ctrl+C ends it"
    finally:
        server.kill()


def test_pages_of_an_edit_are_known_before_the_site_is_built(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    found = find_project(project)
    made = generate(found, jobs=1, clean=False, strict=False, drafts=True)
    build_site(found, epoch=made.epoch, strict=False, program="a")
    preview = Preview(found, made.read.sources, made.site)
    assert preview.pages() == {}
    source = project / "source_texts" / f"{NOTICE}.txt"
    kept = source.read_text("utf-8")
    try:
        source.write_text(kept.replace("法治政府建设", "法治鹭洲建设"), "utf-8")
        (source.parent / "luzhou.txt").write_text("鹭洲县修渠工作方案\n一、修渠筑坝。（牵头单位：县水利局）\n", "utf-8")
        pages = preview.pages()
        made = generate(found, jobs=1, clean=False, strict=False, drafts=True)
        build_site(found, epoch=made.epoch, strict=False, program="a")
        built = files(found.site)
        assert {path: built[path] for path in pages} == pages
        own = ("notices", "tasks")
        assert pages.keys() == {
            f"{path.parent.relative_to(found.docs).as_posix()}/index.html"
            for notice in (NOTICE, "luzhou")
            for tree in own
            for path in (found.docs / tree / notice).rglob("index.md")
        }
        assert any("法治鹭洲".encode() in page for page in pages.values())
        (source.parent / "luzhou.txt").unlink()
        assert Preview(found, made.read.sources, made.site).pages() == {}
    finally:
        source.write_text(kept, "utf-8")
        (source.parent / "luzhou.txt").unlink(missing_ok=True)


def test_pages_shown_ahead_stand_before_those_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<body>before</body>", "utf-8")
    server = LiveServer(lambda: None, "127.0.0.1", 8000, str(tmp_path))

    def shown(path: str) -> tuple[str, bytes]:
        said: list[str] = []
        body = server.serve_request({"PATH_INFO": path}, lambda status, _headers: said.append(status))
        return said[0], b"".join(body)

    def epoch() -> int:
        return int(shown("/livereload/0/1")[1])

    first = epoch()
    assert b"before" in shown("/a/")[1]
    server.show_ahead({"a/index.html": b"<body>ahead</body>", "b/index.html": b"<body>new</body>"})
    assert b"ahead" in shown("/a/")[1]
    assert b"livereload" in shown("/a/")[1]
    assert b"new" in shown("/b/")[1]
    assert shown("/b")[0].startswith("404")
    (tmp_path / "a" / "index.html").write_text("<body>after</body>", "utf-8")
    server.show_site()
    assert epoch() > first
    assert b"after" in shown("/a/")[1]
    assert shown("/b/")[0].startswith("404")


def until(said: Callable[[], bool]) -> None:
    """Wait until it is so; fails after two minutes."""
    for _ in range(1200):
        with contextlib.suppress(OSError):
            if said():
                return
        time.sleep(0.1)
    pytest.fail("not within two minutes")


def text(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode("utf-8"))


def indexed(address: str, word: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return any(word in text(f"{address}{INDEX}/words-{number}.json") for number in range(400))
    return False


def test_changed_page_is_shown_then_found(project: Path, served: str) -> None:
    source = project / "source_texts" / f"{NOTICE}.txt"
    page = f"{served}notices/{NOTICE}/"
    until(lambda: "<h1" in text(page))
    until(lambda: indexed(served, "广宁"))
    source.write_text(source.read_text("utf-8").replace("法治政府建设", "法治鹭洲建设"), "utf-8")
    until(lambda: "法治鹭洲" in text(page))
    until(lambda: indexed(served, "法治鹭洲"))


def test_ended_server_leaves_nothing(project: Path, tmp_path: Path) -> None:
    server, address = _serve(project, TMPDIR=str(tmp_path))
    until(lambda: "<h1" in text(f"{address}notices/{NOTICE}/"))
    assert any(tmp_path.glob("taizhang-*"))
    server.terminate()
    assert server.wait(60) == 130
    assert not any(tmp_path.glob("taizhang-*"))

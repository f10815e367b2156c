"""A build after another takes over what nothing has changed of, and comes to the same bytes as a clean one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.config.project import find_project
from builder.publishing.mkdocs import build_pages, listening
from builder.publishing.rendering import site as rendering_site
from builder.publishing.rendering.known_lines import KnownLines
from builder.publishing.rendering.last_build import LastBuild
from builder.publishing.rendering.site import SitePages
from tests.conftest import files, project_of_one

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]
BODY = """---
title: "水渠"
---

# 水渠

[修渠的办法](../index.md#none)、[另一页](../extra/index.md)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a made notice, its Markdown generated."""
    return project_of_one(
        tmp_path_factory.mktemp("corpus") / "project", BODY.replace("../index.md#none", "../index.md")
    )


class Site:
    """The site of a project, built again and again. `rendered`: pages that the last build had to make."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.rendered: list[str] = []
        render = SitePages.render
        monkeypatch.setattr(
            SitePages,
            "render",
            lambda pages, number: (self.rendered.append(pages.docs[number]), render(pages, number))[1],
        )
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")

    def build(self, *, program: str = "a") -> tuple[dict[str, bytes], list[str]]:
        """The files that come of it, and what is warned of."""
        found = find_project(self.project)
        self.rendered.clear()
        last = LastBuild(self.project / ".cache" / "record.json", found.site, program)
        beside = self.project / "beside"
        with listening(found.config) as heard:
            build_pages(found, beside, last=last)
        shutil.rmtree(found.site, ignore_errors=True)
        beside.rename(found.site)
        last.store({}, self.project / ".cache" / "record.json", found.site)
        return files(found.site), list(heard)

    def clean(self) -> tuple[dict[str, bytes], list[str]]:
        """The same by MkDocs alone."""
        found = find_project(self.project)
        with listening(found.config) as heard:
            build_pages(found, self.project / "other", engine="mkdocs")
        made = files(self.project / "other")
        shutil.rmtree(self.project / "other")
        return made, list(heard)


@pytest.fixture
def site(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    project = tmp_path / "project"
    shutil.copytree(corpus, project, symlinks=True)
    site = Site(project, monkeypatch)
    site.build()
    assert len(site.rendered) > 30
    return site


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def change_page(project: Path) -> None:
    edit(project / "docs" / "more" / "index.md", "修渠的办法", "筑坝的办法")


def break_anchor(project: Path) -> None:
    edit(project / "docs" / "more" / "index.md", "../index.md", "../index.md#none")


def remove_target(project: Path) -> None:
    shutil.rmtree(project / "docs" / "extra")


def add_page(project: Path) -> None:
    (project / "docs" / "new").mkdir()
    (project / "docs" / "new" / "index.md").write_text(BODY, "utf-8")


def damage_site(project: Path) -> None:
    edit(project / "site" / "more" / "index.html", "修渠的办法", "筑坝的办法")
    (project / "site" / "data" / "tasks.csv").write_text("x", "utf-8")
    (project / "site" / "extra" / "index.html").unlink()


def damage_record(project: Path) -> None:
    path = project / ".cache" / "record.json"
    path.write_bytes(path.read_bytes()[:-9])


def change_data(project: Path) -> None:
    edit(project / "docs" / "data" / "tasks.csv", ",", ";")


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (change_page, 20),
        (break_anchor, 20),
        (remove_target, 20),
        (add_page, 20),
        (damage_site, 20),
        (change_data, 20),
        (damage_record, 1000),
        (lambda project: edit(project / "docs" / "tasks" / "index.md", 'title: "', 'title: "新'), 1000),
        (lambda project: edit(project / "mkdocs.yml", "site_name: ", "site_name: 新"), 1000),
        (lambda project: edit(project / "overrides" / "partials" / "footer.html", "<footer", "<footer lang=zh"), 1000),
    ],
)
def test_what_has_changed_is_made_again(change: Callable[[Path], None], most: int, site: Site) -> None:
    site.build()
    few = len(site.rendered)
    change(site.project)
    ours, theirs = site.build(), site.clean()
    assert few < 20
    assert len(site.rendered) <= most
    assert [path for path in {**ours[0], **theirs[0]} if ours[0].get(path) != theirs[0].get(path)] == []
    assert ours[1] == theirs[1]


def leave(path: Path) -> None:
    pass


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("harm", [leave, cut, Path.unlink])
def test_lines_of_long_pages_are_read_once(
    harm: Callable[[Path], None], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    keep = KnownLines.keep
    monkeypatch.setattr(KnownLines, "keep", lambda known, key, line: (read.append(line[0]), keep(known, key, line))[1])
    monkeypatch.setattr(rendering_site, "_LONG", 0)
    site.build(program="b")
    whole, kept = len(read), list((site.project / ".cache" / "record.lines").iterdir())
    assert whole > 100
    assert len(kept) > 10
    for path in kept:
        harm(path)
    for path in (site.project / "docs").rglob("index.md"):
        os.utime(path, ns=(1, 1))
    tasks = site.project / "docs" / "tasks" / "index.md"
    edit(tasks, "</th>", "新</th>")
    shutil.rmtree(site.project / "docs" / "extra")
    read.clear()
    ours, theirs = site.build(program="b"), site.clean()
    assert len(site.rendered) > 30
    assert (len(read) < 0.2 * whole) == (harm is leave)
    assert [path for path in {**ours[0], **theirs[0]} if ours[0].get(path) != theirs[0].get(path)] == []
    assert ours[1] == theirs[1]
    assert len(list((site.project / ".cache" / "record.lines").iterdir())) == len(kept)


def test_another_program_takes_nothing_over(site: Site) -> None:
    site.build(program="b")
    assert len(site.rendered) > 30


def test_file_in_the_place_of_a_page_gives_way(site: Site) -> None:
    """Whichever of the two would be written first, and where the page is taken over."""
    docs = site.project / "docs"
    (docs / "new").mkdir()
    (docs / "new" / "index.html").write_text("<p>别的</p>", "utf-8")
    (docs / "new.md").write_text(BODY.replace("../", ""), "utf-8")
    clean = site.clean()
    assert site.build() == clean
    assert site.build() == clean
    assert "extra/index.md" not in site.rendered


def test_site_that_stands_is_never_written_to(site: Site) -> None:
    page = site.project / "site" / "more" / "index.html"
    before, number = page.read_bytes(), os.stat(page).st_ino
    os.link(page, site.project / "held.html")
    site.build()
    assert os.stat(page).st_ino == number
    change_page(site.project)
    site.build()
    assert os.stat(page).st_ino != number
    assert (site.project / "held.html").read_bytes() == before

"""A build makes the next site in the one before: the same bytes as anew, and nothing of the site that stands changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config.project import Project, find_project
from builder.publishing.rendering import spare
from builder.publishing.search.index import INDEX
from builder.publishing.site import build_site, forget_site, index_again, record_of
from tests.conftest import files, project_of_one

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]
PAGE = '---\ntitle: "水渠"\n---\n\n# 水渠\n\n修渠的办法。\n'


def build(project: Project, *, clean: bool = False, index: bool = False) -> None:
    build_site(project, epoch=1600000000, strict=False, program="a", clean=clean, index=index)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a made notice, its Markdown generated, and two pages written by hand."""
    return project_of_one(tmp_path_factory.mktemp("spare") / "project", PAGE)


@pytest.fixture
def project(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same, its site built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    shutil.copytree(corpus, tmp_path / "project", symlinks=True)
    found = find_project(tmp_path / "project")
    build(found)
    return found


@pytest.fixture
def linked(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that builds had to link into the next site."""
    found: list[str] = []
    link = spare.link_or_copy
    monkeypatch.setattr(spare, "link_or_copy", lambda old, new: (found.append(str(new)), link(old, new)))
    return found


def spare_of(project: Project) -> Path:
    return record_of(project).with_suffix(".spare")


def numbers(folder: Path) -> dict[str, int]:
    """By what numbers on the disk the files in a folder are known."""
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def change_page(project: Project) -> None:
    (project.docs / "more" / "index.md").write_text(PAGE.replace("渠", "坝"), "utf-8")


def remove_page(project: Project) -> None:
    shutil.rmtree(project.docs / "extra")


def add_page(project: Project) -> None:
    (project.docs / "new" / "below").mkdir(parents=True)
    (project.docs / "new" / "below" / "index.md").write_text(PAGE, "utf-8")


def change_data(project: Project) -> None:
    (project.docs / "data" / "tasks.csv").write_text("甲", "utf-8")


def damage_site(project: Project) -> None:
    (project.site / "more" / "index.html").write_text("甲", "utf-8")
    (project.site / "data" / "tasks.csv").unlink()


def use_new_class(project: Project) -> None:
    """The style sheets are cut down otherwise, so that each page links them by other names."""
    (project.docs / "more" / "index.md").write_text(f'{PAGE}\n<div class="md-typeset__table"></div>\n', "utf-8")


def lose_files(project: Project) -> None:
    for path in (spare_of(project) / "notices").rglob("*.html"):
        path.unlink()


def lose_list(project: Project) -> None:
    path = record_of(project).with_suffix(".list")
    path.write_bytes(path.read_bytes()[:-3])


def rename_site(project: Project) -> None:
    path = project.config
    path.write_text(path.read_text("utf-8").replace("site_name: ", "site_name: 新"), "utf-8")


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (remove_page, 20),
        (add_page, 20),
        (change_data, 20),
        (damage_site, 20),
        (use_new_class, 1000),
        (lose_files, 1000),
        (lose_list, 1000),
        (lambda project: shutil.rmtree(spare_of(project)), 1000),
        (rename_site, 1000),
    ],
)
def test_next_site_is_the_one_made_anew(
    change: Callable[[Project], None], most: int, project: Project, linked: list[str]
) -> None:
    for again in (change, change_page):
        again(project)
        linked.clear()
        build(project)
        assert len(linked) < 20 or most > 20
        assert not any(not names and not below for _, below, names in os.walk(project.site))
    ours, other = files(project.site), replace(project, site=project.root / "other")
    build(other, clean=True)
    theirs = files(other.site)
    assert [path for path in {**ours, **theirs} if ours.get(path) != theirs.get(path)] == []
    build(project)
    linked.clear()
    build(project)
    assert len(linked) < 20
    assert files(project.site) == ours


def test_site_that_stands_stays_as_it_is(project: Project) -> None:
    kept = project.root / "kept"
    for _ in range(3):
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(project.site, kept, copy_function=os.link)
        before = files(kept)
        (project.docs / "more" / "index.md").write_text(f"{PAGE}\n又一句{_}。\n", "utf-8")
        (project.docs / "data" / "tasks.csv").write_text(str(_), "utf-8")
        build(project)
        assert files(kept) == before
        assert files(project.site) != before


def test_index_is_made_again_in_the_spare_folder(project: Project, linked: list[str]) -> None:
    build(project, index=True)
    change_page(project)
    linked.clear()
    build(project)
    index_again(project, jobs=1)
    assert len([path for path in linked if INDEX not in path]) < 40
    ours = files(project.site)
    build(project, clean=True, index=True)
    assert files(project.site) == ours


def test_files_of_the_index_stay_where_they_are(project: Project) -> None:
    build(project, index=True)
    for number in range(4):
        before = numbers(project.site / INDEX)
        (project.docs / "more" / "index.md").write_text(f"{PAGE}\n{'坝' * number}\n", "utf-8")
        build(project, index=number != 2)
        after = numbers(project.site / INDEX)
        assert any(name.startswith("words-") for name, _ in before.items() & after.items())
        assert numbers(spare_of(project) / INDEX).items() <= after.items()
    index_again(project, jobs=1)
    ours = files(project.site)
    build(project, clean=True, index=True)
    assert files(project.site) == ours
    forget_site(project)
    assert not spare_of(project).exists()

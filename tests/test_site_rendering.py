"""The usual build against MkDocs alone: the same files, byte for byte, and the same warnings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.corpus import notice_id, notice_text
from builder.config.project import find_project
from builder.publishing import mkdocs
from builder.publishing.configuration import load
from builder.publishing.mkdocs import Engine, build_pages, listening
from builder.publishing.rendering.site import can_render
from tests.conftest import call, copy_project, files, run

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def built_by(project: Path, target: Path, engine: Engine, jobs: int = 1) -> tuple[dict[str, bytes], list[str]]:
    """The files that `engine` makes of the Markdown of `project`, and what it warns of."""
    found = find_project(project)
    with pytest.MonkeyPatch.context() as patch, listening(found.config) as heard:
        patch.setenv("SOURCE_DATE_EPOCH", "1600000000")
        build_pages(found, target, jobs=jobs, engine=engine)
    return files(target), list(heard)


def assert_same(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    assert sorted(ours) == sorted(theirs)
    assert [path for path, content in theirs.items() if ours[path] != content] == []


def test_site_of_the_notices_is_that_of_mkdocs(built: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project, symlinks=True)
    done = run("build", "--engine", "mkdocs", "--site-dir", "other", cwd=project)
    assert done.status == 0, done.err
    assert_same(files(built / "site"), files(project / "other"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a few made notices that answer each other, its Markdown generated."""
    project = copy_project(tmp_path_factory.mktemp("corpus") / "project")
    shutil.rmtree(project / "source_texts")
    (project / "source_texts").mkdir()
    for seed in (0, 3):
        (project / "source_texts" / f"{notice_id(seed)}.txt").write_text(notice_text(seed, 3), "utf-8")
    done = call("generate", cwd=project)
    assert done.status == 0, done.err
    return project


def test_made_notices_come_out_the_same_by_any_number_of_processes(corpus: Path, tmp_path: Path) -> None:
    theirs = built_by(corpus, tmp_path / "mkdocs", "mkdocs")
    for jobs in (1, 2):
        ours = built_by(corpus, tmp_path / str(jobs), "fast", jobs)
        assert_same(ours[0], theirs[0])
        assert ours[1] == theirs[1] == []


def test_only_few_pages_are_left_to_mkdocs(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    from mkdocs.commands import build

    populate = build._populate_page
    monkeypatch.setattr(
        build, "_populate_page", lambda page, *rest: (left.append(page.file.src_uri), populate(page, *rest))
    )
    built_by(corpus, tmp_path / "site", "fast")
    assert len(left) < 20


def test_most_pages_are_put_into_a_shell(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.publishing.rendering.site import SitePages

    put = []
    in_theme = SitePages._in_theme
    monkeypatch.setattr(SitePages, "_in_theme", lambda pages, page: (put.append(page), in_theme(pages, page))[1])
    made, _ = built_by(corpus, tmp_path / "site", "fast")
    assert len(put) < sum(path.endswith(".html") for path in made)


BROKEN = """---
title: "甲"
---

# 甲

[没有的页](none.md)、[没有的锚](index.md#none)、[本页没有的锚](#none)、[绝对](/tasks/)、[目录](tasks/)
"""


def test_warnings_are_those_of_mkdocs(corpus: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(corpus, project, symlinks=True)
    (project / "docs" / "notices" / "broken.md").write_text(BROKEN.replace("(", "(../"), "utf-8")
    (project / "docs" / "broken.md").write_text(BROKEN, "utf-8")
    theirs = built_by(project, tmp_path / "mkdocs", "mkdocs")
    for jobs in (1, 2):
        ours = built_by(project, tmp_path / str(jobs), "fast", jobs)
        assert ours[1] == theirs[1]
        assert_same(ours[0], theirs[0])
    assert len(theirs[1]) > 6


def add_plugin(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins: []", "plugins: [search]"), "utf-8")


def show_pages(project: Path) -> None:
    (project / "overrides" / "partials" / "footer.html").write_text(
        "{{ pages | length }} {{ pages[5].page.title }}", "utf-8"
    )


def add_extension(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  - tables\n", "  - tables\n  - footnotes\n"), "utf-8")


def change_template(project: Path) -> None:
    (project / "overrides" / "partials" / "footer.html").write_text(
        "{% if page %}{# of all pages #}{% if page %}{{ page.meta.kind }} {{ page.title | length }}{% endif %}{% endif %}",
        "utf-8",
    )


def change_contents(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("toc_depth: 2-4", "permalink: true"), "utf-8")


@pytest.mark.parametrize("change", [add_extension, change_template, change_contents])
def test_sites_of_other_making_come_out_the_same(change: Callable[[Path], None], corpus: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(corpus, project, symlinks=True)
    change(project)
    theirs = built_by(project, tmp_path / "mkdocs", "mkdocs")
    ours = built_by(project, tmp_path / "fast", "fast", 2)
    assert_same(ours[0], theirs[0])
    assert ours[1] == theirs[1]


@pytest.mark.parametrize(
    ("change", "alone"),
    [(lambda project: None, True), (add_plugin, False), (show_pages, False), (change_template, True)],
)
def test_pages_that_show_others_are_left_to_mkdocs(
    change: Callable[[Path], None], alone: bool, corpus: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    for name in ("overrides", "docs/assets"):
        shutil.copytree(corpus / name, project / name)
    shutil.copyfile(corpus / "mkdocs.yml", project / "mkdocs.yml")
    change(project)
    found = find_project(project)
    assert can_render(load(found.config, found.docs, tmp_path / "site")) == alone


def test_failure_of_a_worker_is_told_as_mkdocs_tells_it(corpus: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(corpus, project, symlinks=True)
    (project / "docs" / "tasks" / "broken.md").write_bytes(b"# \xff\xfe\n")
    said = []
    for engine in ("mkdocs", "fast"):
        with pytest.raises(mkdocs.InputError) as failed:
            built_by(project, tmp_path / engine, engine, 2)  # type: ignore[arg-type]
        said.append(failed.value.lines())
    assert said[0] == said[1]

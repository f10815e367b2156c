"""Proof before destruction: which folders may be written to or replaced, and that the others are left as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import builder
from builder.config.project import Project, find_project
from builder.model.errors import InputError
from builder.publishing.ownership import (
    check_is_site,
    check_writable,
    is_site_of_version_0_1,
    refuse_overlap,
    refuse_overlapping_pages,
)
from tests.conftest import ROOT, call


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "office" / "project"
    for folder in ("docs/assets", "source_texts", "overrides/partials", ".cache", ".git/refs"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "registry", root / "registry")
    (root / "mkdocs.yml").write_text("site_name: 台账\n")
    (root / "docs" / "about.md").write_text("# 关于\n")
    (root / "source_texts" / "lushan-2021-fangan.txt").write_text("关于印发方案的通知\n一、由县司法局负责普法。\n")
    (root / "link").symlink_to(root / "source_texts")
    (root / "up").symlink_to(root.parent)
    return find_project(root)


REFUSED = [
    ".", "..", "../..", "/", "docs", "docs/new", "docs/assets", "source_texts", "source_texts/site", "registry",
    "overrides", "overrides/partials/site", ".cache", ".cache/site", ".git", ".git/refs/site", "link", "link/site",
    "up", "up/project", "up/project/docs/site", "docs/../source_texts", str(Path(builder.__file__).parent),
    str(Path(builder.__file__).parent / "site"), str(Path(builder.__file__).parents[1]),
]  # fmt: skip
"""Folders that are, contain or lie within something that the site is made from, as seen from the project."""

ALLOWED = ["site", "site/below", "public", "../public", "data", "docs2", "source_texts.old", "up/public"]


@pytest.mark.parametrize("folder", REFUSED)
def test_inputs_are_never_targets(project: Project, folder: str) -> None:
    with pytest.raises(InputError, match=r"name a folder of its own with --site-dir"):
        refuse_overlap(project.root / folder, project, "--site-dir")


@pytest.mark.parametrize("folder", ALLOWED)
def test_folder_outside_the_inputs_is_accepted(project: Project, folder: str) -> None:
    refuse_overlap(project.root / folder, project, "--site-dir")


def test_inputs_outside_project_are_never_targets(project: Project, tmp_path: Path) -> None:
    elsewhere = find_project(project.root, sources=tmp_path / "received" / "notices")
    for folder in ("received", "received/notices", "received/notices/site"):
        with pytest.raises(InputError):
            refuse_overlap(tmp_path / folder, elsewhere, "--output")
    refuse_overlap(tmp_path / "received-site", elsewhere, "--output")


@pytest.mark.parametrize("sources", ["docs", "docs/raw", "."])
def test_pages_and_sources_need_different_folders(project: Project, sources: str) -> None:
    refuse_overlapping_pages(project)
    with pytest.raises(InputError, match="make docs/ a folder of its own"):
        refuse_overlapping_pages(find_project(project.root, sources=project.root / sources))


def version_0_1(site: Path) -> None:
    (site / "data").mkdir(parents=True)
    for name in ("index.html", "404.html"):
        (site / name).write_text("<!doctype html>")
    (site / "data" / "datapackage.json").write_text(json.dumps({"name": "taizhang"}))
    change = {"date": "2020-01-01", "what": "withdrawn", "notice": "a", "task": None}
    (site / "data" / "changes.json").write_text(
        json.dumps([{**change, "title": "a", "address": "notices/a/", "moved": None}])
    )


def test_site_without_list_is_recognised_by_data(tmp_path: Path) -> None:
    version_0_1(tmp_path / "site")
    assert is_site_of_version_0_1(tmp_path / "site")
    check_is_site(tmp_path / "site")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data/changes.json", "[{"),
        ("data/changes.json", '[{"title": "a"}]'),
        ("data/changes.json", None),
        ("data/datapackage.json", '{"name": "other"}'),
        ("404.html", None),
        ("index.md", "# 首页"),
    ],
)
def test_folder_resembling_site_is_not_replaced(tmp_path: Path, name: str, content: str | None) -> None:
    version_0_1(tmp_path / "site")
    if content is None:
        (tmp_path / "site" / name).unlink()
    else:
        (tmp_path / "site" / name).write_text(content)
    with pytest.raises(InputError, match="no site that this program built"):
        check_is_site(tmp_path / "site")


def test_empty_folders_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "seen").mkdir()
    (tmp_path / "seen" / ".DS_Store").write_bytes(b"\0")
    for folder in (tmp_path / "absent", tmp_path / "seen"):
        check_is_site(folder)
        check_writable(folder, "export")


def state(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


@pytest.mark.parametrize("folder", [".", "source_texts", "docs", "registry", "link", "mine"])
@pytest.mark.parametrize("command", [["build", "--site-dir"], ["export", "--format", "csv", "--output"]])
def test_commands_reject_target_without_change(project: Project, command: list[str], folder: str) -> None:
    (project.root / "mine").mkdir()
    (project.root / "mine" / "letter.txt").write_text("mine")
    before = state(project.root)
    done = call(*command, folder, cwd=project.root)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1), done.err
    assert "(name a" in done.err
    assert state(project.root) == before


def test_second_export_reports_removed_files(project: Project) -> None:
    assert call("export", "--format", "csv", "--output", "data", cwd=project.root).err == ""
    tables = len(list((project.root / "data").glob("*.csv")))
    done = call("export", "--format", "json", "--output", "data", cwd=project.root)
    assert done.status == 0
    assert f"{tables} files of an earlier export" in done.err
    assert {path.suffix for path in (project.root / "data").iterdir() if path.name[0] != "."} == {".json"}


def test_clean_removes_only_built_files(project: Project) -> None:
    before = state(project.root)
    assert call("generate", cwd=project.root).status == 0
    assert (project.cache / "notices").is_dir()
    version_0_1(project.site)
    done = call("clean", cwd=project.root)
    assert (done.status, "the log of changes with it" in done.err) == (0, True), done.err
    del before[".cache"]
    assert state(project.root) == before
    assert call("clean", cwd=project.root).status == 0, "there is nothing left to remove"


def test_clean_keeps_site_with_foreign_files(project: Project) -> None:
    project.site.mkdir()
    (project.site / "letter.txt").write_text("mine")
    before = state(project.root)
    done = call("clean", cwd=project.root)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert state(project.root) == before

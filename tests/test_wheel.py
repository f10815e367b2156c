"""The program as others install it: a wheel that needs nothing of this checkout, over a folder that `init` made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder.config.shipped import BEGUN, PAGES, PAPERS
from tests.conftest import ROOT, Done
from tests.wheel_making import copy_checkout, pip, wheel_of

pytestmark = pytest.mark.slow

NOTICE = """易县人民政府办公室关于印发茶园改造方案的通知

各乡镇人民政府：

一、改造茶园

（一）更新苗木。县农业农村局于2024年6月底前更新茶园苗木500亩。

二、养护农村道路

（一）修补公路。县交通运输局负责修补产茶区农村公路。

易县人民政府办公室
2023年9月5日
"""
RAW = "yixian-2023-chayuan.txt"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the wheel in it; the libraries are those of this Python."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", target, wheel)
    return target


def taizhang(installed: Path, *arguments: str | Path, cwd: Path) -> Done:
    """A run of the installed program, from a folder of its own."""
    env = {"PYTHONPATH": str(installed), "PATH": os.environ["PATH"], "HOME": str(cwd), "LANGUAGE": "en"}
    whose = subprocess.run(
        [sys.executable, "-c", "import builder.cli; print(builder.cli.__file__)"],
        cwd=cwd, env=env, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert Path(whose.strip()).is_relative_to(installed)
    done = subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)], cwd=cwd, env=env, capture_output=True, check=False
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def office(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new office's folder with its first notice and a few things of its own, built."""
    place = tmp_path_factory.mktemp("office")
    (place / RAW).write_text(NOTICE, "utf-8")
    root = place / "site-of-yixian"
    for arguments, cwd in ((("init", root), place), (("add", place / RAW), root)):
        done = taizhang(installed, *arguments, cwd=cwd)
        assert done.status == 0, done.err
    (root / "source_texts" / RAW).with_suffix(".yml").write_text("jurisdiction: 河北省保定市易县\n", "utf-8")
    own = "kinds:\n  chaban:\n    name: 茶产业办公室\n    names: {某地茶产业发展办公室: 茶办}\n"
    (root / "registry" / "bodies.yml").write_text(own, "utf-8")
    (root / "overrides" / "partials").mkdir()
    (root / "overrides" / "partials" / "footer.html").write_text("<footer>易县自己的页脚</footer>\n", "utf-8")
    (root / "docs" / "assets" / "stylesheets").mkdir(parents=True)
    (root / "docs" / "assets" / "stylesheets" / "search.css").write_text("/* 自己的样式 */\n", "utf-8")
    (root / "docs" / "limits.md").write_text("# 易县自己的局限\n", "utf-8")
    done = taizhang(installed, "build", cwd=root)
    assert done.status == 0, done.err
    return root


def test_wheel_carries_what_sites_share_and_no_notice(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shared = [
        path.relative_to(ROOT).as_posix()
        for folder in ("overrides", "docs/assets")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    assert len(shared) > 15
    named = (*BEGUN, *PAGES, *PAPERS.values())
    assert {f"builder/shipped/{path}" for path in (*shared, "mkdocs.yml", *named)} <= names
    manifest = (ROOT / "MANIFEST.in").read_text("utf-8").split()  # what a wheel is made from where there is no git
    assert set(named) <= set(manifest)
    assert {"builder/registry/national/bodies.yml", "builder/pages/templates/task.md.j2"} <= names
    assert "builder/messages/zh/LC_MESSAGES/taizhang.mo" in names
    assert b"site_name: \xe5\xbe\x85\xe5\xa1\xab\n" in zipfile.ZipFile(wheel).read("builder/shipped/mkdocs.yml")
    stems = {path.stem for path in (ROOT / "source_texts").iterdir()}
    assert stems
    assert not [name for name in names if Path(name).stem in stems or name.startswith(("registry/", "tests/"))]


def test_installed_program_reads_outside_any_project(installed: Path, tmp_path: Path) -> None:
    (tmp_path / RAW).write_text(NOTICE, "utf-8")
    done = taizhang(installed, "parse", RAW, cwd=tmp_path)
    assert done.status == 0, done.err
    read = json.loads(done.out)
    assert read["notice"]["title"].startswith("易县人民政府办公室")
    assert [len(task["agencies"]) for task in read["tasks"]] == [1, 1]
    assert taizhang(installed, "restore", RAW, cwd=tmp_path).out.startswith("易县人民政府办公室")


def test_installed_program_builds_office(office: Path) -> None:
    site = office / "site"
    page = (site / "tasks" / RAW.removesuffix(".txt") / "1-1" / "index.html").read_text("utf-8")
    assert "更新茶园苗木500亩" in page
    assert "tz-header" in page
    for asset in ("stylesheets/site.css", "javascripts/search-engine.js"):
        assert (site / "assets" / asset).read_bytes() == (ROOT / "docs" / "assets" / asset).read_bytes()
    method = (site / "method" / "index.html").read_text("utf-8")
    assert "怎样整理" in method
    assert "tz-header" in method
    assert not (office / "docs" / "method.md").exists()
    assert {path.name for path in (site / "topics").iterdir()} >= {"nonglin-shuili", "gongye-jiaotong"}


def test_what_the_office_changes_wins(office: Path) -> None:
    page = (office / "site" / "about" / "index.html").read_text("utf-8")
    assert "易县自己的页脚" in page
    assert "tz-footer" not in page
    assert (office / "site" / "assets" / "stylesheets" / "search.css").read_text("utf-8") == "/* 自己的样式 */\n"
    assert "易县自己的局限" in (office / "site" / "limits" / "index.html").read_text("utf-8")


def own_files(root: Path) -> dict[str, str]:
    """What is the office's: all but what a build wrote."""
    kept = [root / "mkdocs.yml", root / "Makefile", root / ".gitignore", *(root / "docs").glob("*.md")]
    kept += [
        path for name in ("registry", "source_texts", "overrides", "docs/assets") for path in (root / name).rglob("*")
    ]
    files = {path for path in kept if path.is_file() and path != root / "docs" / "index.md"}
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_upgrade_changes_site_and_no_file_of_office(office: Path, checkout: Path, tmp_path: Path) -> None:
    before = own_files(office)
    (checkout / "docs" / "assets" / "stylesheets" / "site.css").write_text("/* 新版样式 */\n", "utf-8")
    (checkout / "docs" / "method.md").write_text("# 新版的做法\n", "utf-8")
    (checkout / "docs" / "guide.md").write_text("# 新版的指南\n", "utf-8")
    (checkout / "overrides" / "404.html").write_text(
        "{% extends 'main.html' %}{% block content %}新版{% endblock %}", "utf-8"
    )
    shutil.rmtree(checkout / "build", ignore_errors=True)
    (tmp_path / "wheel").mkdir()
    pip("install", "--no-deps", "--no-index", "--target", tmp_path / "new", wheel_of(checkout, tmp_path / "wheel"))
    done = taizhang(tmp_path / "new", "build", cwd=office)
    assert done.status == 0, done.err
    assert (office / "site" / "assets" / "stylesheets" / "site.css").read_text("utf-8") == "/* 新版样式 */\n"
    assert "新版" in (office / "site" / "404.html").read_text("utf-8")
    assert "新版的做法" in (office / "site" / "method" / "index.html").read_text("utf-8")
    assert taizhang(tmp_path / "new", "guide", cwd=office).out == "# 新版的指南\n"
    assert own_files(office) == before

"""`init`: the folder of a new site, with nothing of the notices of this one."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from builder.commands.init import write_folder
from builder.config.portal import REQUIRED, load_site
from builder.config.shipped import blank
from builder.model.errors import InputError
from builder.pipeline import read_notice
from builder.registry.layers import FILES
from builder.registry.loading import load_registry
from tests.conftest import ROOT, call, run

NOTICE = "易县人民政府办公室关于清理河道的通知\n\n一、清理河道\n\n县水利局于2021年10月底前清理河道垃圾。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("office") / "taizhang"
    done = run("init", target, cwd=target.parent)
    assert (done.status, done.err) == (0, "")
    assert str(target / "mkdocs.yml") in done.out
    return target


def test_folder_holds_what_an_office_writes(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    registry = {f"registry/{name}" for name in FILES}
    assert files == {
        "mkdocs.yml",
        "Makefile",
        ".gitignore",
        "overrides/README.md",
        "source_texts/README.md",
        "docs/about.md",
        *registry,
    }
    assert len((folder / "Makefile").read_text("utf-8").splitlines()) == 2


def test_git_keeps_what_an_office_writes_and_ignores_what_a_build_writes(tmp_path: Path) -> None:
    write_folder(tmp_path)
    own = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    for path in (
        "docs/robots.txt",
        "docs/index.md",
        "docs/.generated.json",
        "docs/tasks/a/index.md",
        "site/index.html",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("甲")
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert set(listed.split()) == own


def test_values_of_the_portal_are_open(folder: Path) -> None:
    """A strict build names each; none is that of the site whose copy the configuration is."""
    with pytest.raises(InputError) as refused:
        load_site(folder / "mkdocs.yml", strict=True)
    lines = refused.value.lines()
    assert len(lines) == len(REQUIRED) + 2
    assert all("is still a placeholder" in line for line in lines)
    assert ["site_name" in lines[0], "site_url" in lines[1]] == [True, True]


def test_blank_drops_what_another_site_says() -> None:
    said = "site_name: 甲市台账  # 名称\nsite_url: https://jia.gov.cn/\nextra:\n  a: 一\n  portal:\n    # 写全\n    host: 甲市办公室\n"
    expected = "site_name: 待填\nsite_url: https://taizhang.example.gov.cn/\nextra:\n  a: 一\n  portal:\n    # 写全\n    host: 待填\n"
    assert blank(said) == expected
    with pytest.raises(ValueError, match="portal"):
        blank("site_name: 甲市台账\n")


def test_registry_additions_say_nothing_yet(folder: Path) -> None:
    assert load_registry(folder / "registry") == load_registry(None)
    for name in FILES:
        assert "全国通用的内容随程序提供" in (folder / "registry" / name).read_text("utf-8")


def test_nothing_of_the_five_notices(folder: Path) -> None:
    """Neither their ids nor ten characters in a row of their text."""
    sources = sorted((ROOT / "source_texts").glob("*.txt"))
    assert len(sources) == 5
    written = "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    said = pieces(written)
    for source in sources:
        assert source.stem not in written
        assert said & pieces(read_notice(source).text) == set()


def pieces(text: str) -> set[str]:
    """All runs of ten characters of a text without its spaces and line breaks."""
    flat = re.sub(r"\s+", "", text)
    return {flat[at : at + 10] for at in range(len(flat) - 9)}


@pytest.mark.parametrize("harm", ["file", "folder"])
def test_refuses_what_is_not_empty(tmp_path: Path, harm: str) -> None:
    target = tmp_path / "taken"
    if harm == "file":
        target.write_text("甲")
    else:
        target.mkdir()
        (target / "notes.txt").write_text("甲")
    before = sorted(tmp_path.rglob("*"))
    done = run("init", target, cwd=tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "name a new or empty folder" in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    write_folder(tmp_path)
    assert (tmp_path / "mkdocs.yml").is_file()


def test_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("甲")
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(tmp_path / "file" / "office")


@pytest.mark.slow
def test_new_folder_builds_without_a_notice_and_with_the_first(tmp_path: Path) -> None:
    write_folder(tmp_path / "office")
    for _ in range(2):
        done = run("build", cwd=tmp_path / "office")
        assert done.status == 0, done.err
    assert json.loads((tmp_path / "office" / "site" / "data" / "notices.json").read_text("utf-8")) == []
    done = run("check", "--severity", "note", cwd=tmp_path / "office")
    assert (done.status, done.out, done.err) == (0, "", "")
    raw = tmp_path / "yixian-2021-hedao.txt"
    raw.write_text(NOTICE, "utf-8")
    assert run("add", raw, cwd=tmp_path / "office").status == 0
    sidecar = tmp_path / "office" / "source_texts" / "yixian-2021-hedao.yml"
    sidecar.write_text("jurisdiction: 河北省保定市易县\n", "utf-8")
    assert run("check", cwd=tmp_path / "office").status == 0
    done = run("build", cwd=tmp_path / "office")
    assert done.status == 0, done.err
    assert (tmp_path / "office" / "site" / "notices" / "yixian-2021-hedao" / "index.html").is_file()
    # A folder that was emptied takes no site away.
    for path in (tmp_path / "office" / "source_texts").iterdir():
        path.unlink()
    done = run("build", cwd=tmp_path / "office")
    assert done.status == 2
    assert "no notice in the folder of sources" in done.err


def test_add_takes_files_and_folders_and_names_same_bytes(tmp_path: Path) -> None:
    write_folder(tmp_path / "office")
    received = tmp_path / "received"
    received.mkdir()
    for number in (1, 2):
        (received / f"yixian-202{number}-hedao.txt").write_text(NOTICE.replace("2021", f"202{number}"), "utf-8")
    (received / ".DS_Store").write_bytes(b"x")
    third = tmp_path / "yixian-2023-hedao.txt"
    third.write_text(NOTICE.replace("2021", "2023"), "utf-8")
    done = call("add", received, third, cwd=tmp_path / "office")
    assert (done.status, done.err) == (0, "")
    added = sorted(path.name for path in (tmp_path / "office" / "source_texts").glob("*.txt"))
    assert added == [f"yixian-202{number}-hedao.txt" for number in (1, 2, 3)]
    assert [line for line in done.out.splitlines() if "copied" in line and "tasks" in line][2].startswith(str(tmp_path))
    twin, bad = tmp_path / "yixian-2029-hedao.txt", tmp_path / "河道.txt"
    twin.write_bytes(third.read_bytes())
    bad.write_text(NOTICE.replace("2021", "2025"), "utf-8")
    fourth = tmp_path / "yixian-2024-hedao.txt"
    fourth.write_text(NOTICE.replace("2021", "2024"), "utf-8")
    done = call("add", twin, bad, fourth, cwd=tmp_path / "office")
    assert done.status == 2
    lines = done.err.splitlines()
    assert len(lines) == 2
    assert "holds the same bytes as" in lines[0]
    assert "yixian-2023-hedao.txt" in lines[0]
    assert "is no id of a notice" in lines[1]
    assert (tmp_path / "office" / "source_texts" / fourth.name).is_file()
    done = call("add", received, "--id", "x-2020-y", cwd=tmp_path / "office")
    assert (done.status, len(done.err.splitlines())) == (2, 1)


def test_add_names_folders_within_a_folder(tmp_path: Path) -> None:
    write_folder(tmp_path / "office")
    received = tmp_path / "received"
    (received / "images").mkdir(parents=True)
    (received / "images" / "yixian-2022-hedao.txt").write_text(NOTICE, "utf-8")
    (received / "yixian-2021-hedao.txt").write_text(NOTICE, "utf-8")
    done = call("add", received, cwd=tmp_path / "office")
    assert (done.status, len(done.err.splitlines())) == (0, 1)
    assert f"{received / 'images'}: a folder within the folder, left out" in done.err
    assert [path.name for path in (tmp_path / "office" / "source_texts").glob("*.txt")] == ["yixian-2021-hedao.txt"]

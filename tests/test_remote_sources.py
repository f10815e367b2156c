"""Sources at an address: the same notices as from a folder, fetched only where they changed, and never half."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import fsspec
import pytest

from builder.config import remote_sources
from builder.config.remote_sources import fetch
from builder.messages.options import Address
from builder.model.errors import InputError
from tests.conftest import run

NOTICE = """清河县人民政府办公室关于印发河道整治工作方案的通知

各乡镇人民政府：
现将方案印发给你们。

一、主要任务
（一）清理河道垃圾。2021年6月底前完成。（县水务局牵头）
清河县人民政府办公室
2021年3月5日
"""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "qinghe-2021-hedao.txt").write_text(NOTICE, "utf-8")
    (folder / "qinghe-2021-hedao.yml").write_text("title: 河道整治\n", "utf-8")
    (folder / "清河 2022.txt").write_bytes(NOTICE.encode("gbk"))
    (folder / ".hidden").write_bytes(b"1")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_files_are_fetched_byte_for_byte(there: Path, tmp_path: Path) -> None:
    assert content(fetch(Address(f"file://{there}"), tmp_path / "cache")) == content(there)


def test_only_changed_files_are_fetched_again(there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch(Address(f"file://{there}"), tmp_path / "cache")
    asked: list[str] = []
    bring = remote_sources._bring
    monkeypatch.setattr(
        remote_sources,
        "_bring",
        lambda system, address, files, beside: (
            asked.extend(file.name for file in files),
            bring(system, address, files, beside),
        ),
    )
    fetch(Address(f"file://{there}"), tmp_path / "cache")
    assert asked == []
    (there / "qinghe-2021-hedao.txt").write_text(NOTICE.replace("垃圾", "杂物杂草"), "utf-8")
    (there / "清河 2022.txt").unlink()
    folder = fetch(Address(f"file://{there}"), tmp_path / "cache")
    assert asked == ["qinghe-2021-hedao.txt"]
    assert content(folder) == content(there)
    (folder / "qinghe-2021-hedao.yml").write_text("title: 改过的\n", "utf-8")
    assert content(fetch(Address(f"file://{there}"), tmp_path / "cache")) == content(there)


def test_files_without_a_version_are_fetched_each_time(tmp_path: Path) -> None:
    system = fsspec.filesystem("memory")
    for words in ("一", "二"):
        system.pipe("/notices/a.txt", words.encode())
        folder = fetch(Address("memory://notices"), tmp_path / "cache")
        assert content(folder) == {"a.txt": words.encode()}


def test_files_of_an_archive(there: Path, tmp_path: Path) -> None:
    archive = tmp_path / "notices.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for name, data in content(there).items():
            written.writestr(f"2021/{name}", data)
    assert content(fetch(Address(f"zip://2021::file://{archive}"), tmp_path / "cache")) == content(there)


def test_address_that_fails_half_way_leaves_what_was_there(
    there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fetch(Address(f"file://{there}"), tmp_path / "cache")
    before = content(folder)
    for name in before:
        (there / name).write_bytes(b"changed")
    monkeypatch.setattr(remote_sources, "_FILES_AT_ONCE", 1)
    bring = remote_sources._bring
    done: list[str] = []

    def fails(system: Any, address: Address, files: Any, beside: Path) -> None:
        if done:
            raise InputError("cannot be reached")
        done.append(files[0].name)
        bring(system, address, files, beside)

    monkeypatch.setattr(remote_sources, "_bring", fails)
    with pytest.raises(InputError):
        fetch(Address(f"file://{there}"), tmp_path / "cache")
    assert content(folder) == before
    assert done


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("file:///there/is/none", "cannot be reached"),
        ("nowhere://notices", "cannot be reached: Protocol not known"),
        ("memory://empty", "cannot be reached|no file there"),
    ],
)
def test_address_that_cannot_be_read_is_one_line(address: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message) as caught:
        fetch(Address(address), tmp_path / "cache")
    assert str(caught.value).startswith(f"{address}: ")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "cache").exists()


def test_folder_among_the_files_is_refused(there: Path, tmp_path: Path) -> None:
    (there / "more").mkdir()
    with pytest.raises(InputError, match="nothing in it would be read"):
        fetch(Address(f"file://{there}"), tmp_path / "cache")


def test_names_in_web_addresses_are_read_and_other_links_left() -> None:
    listed = [
        {"name": f"https://host/notices/{name}", "size": None, "type": "file"}
        for name in ("%E6%B8%85%E6%B2%B3.txt", "?C=N;O=D", "b.yml")
    ]
    listed.append({"name": "https://host/other.txt", "size": None, "type": "file"})
    found = remote_sources._files(listed, "https://host/notices", quoted=True)
    assert [file.name for file in found] == ["清河.txt", "b.yml"]
    hostile = [{"name": "https://host/notices/a%2F..%2F..%2Fb.txt", "size": None, "type": "file"}]
    with pytest.raises(InputError, match="no name of a file"):
        list(remote_sources._files(hostile, "https://host/notices", quoted=True))


def test_commands_read_from_an_address_and_change_nothing_there(there: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    assert run("init", project, cwd=tmp_path).status == 0
    (there / "清河 2022.txt").unlink()
    checked = run("check", "--sources", f"file://{there}", cwd=project)
    assert checked.status == 0, checked.err
    assert f"file://{there}: 2 files, 2 of them fetched" in checked.err
    refused = run("review", "--sources", f"file://{there}", "a.xlsx", cwd=project)
    assert refused.status == 2
    assert "is an address" in refused.err


def test_what_was_fetched_is_forgotten_and_nothing_else(there: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    fetch(Address(f"file://{there}"), cache)
    (cache / "mine.txt").write_text("我的", "utf-8")
    remote_sources.forget(cache)
    assert [path.name for path in cache.iterdir()] == ["mine.txt"]

"""The cache of notices: right key, whole entries, nothing made but notices."""

from __future__ import annotations

import ast
import importlib.metadata
import io
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import cache, pipeline
from builder.model.notice import Notice
from builder.pipeline import read_notice, read_notices
from builder.source.raw_file import RawFile, RawNotice, read_raw_notice
from tests.conftest import ROOT

TEXT = """青山县人民政府办公室关于印发节水工作方案的通知
各乡镇人民政府:
一、工作任务
(一)编制节水清单。2021年6月底前印发清单,覆盖率达到90%以上。(县水务局牵头,县财政局配合)
(二)落实《青山县节水条例》。每年检查1次。(县水务局)
青山县人民政府办公室
2021年3月5日
"""


@pytest.fixture
def raw(tmp_path: Path) -> RawNotice:
    path = tmp_path / "qingshan-2021-jieshui.txt"
    path.write_text(TEXT, "utf-8")
    return read_raw_notice(path)


@pytest.fixture
def notice(raw: RawNotice) -> Notice:
    return read_notice(raw.file.path)


def test_entry_round_trips_notice(tmp_path: Path, raw: RawNotice, notice: Notice) -> None:
    path = cache.entry(tmp_path / "cache", raw, cache.reader())
    assert cache.load(path) is None
    cache.store(path, notice)
    assert cache.load(path) == notice
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_second_reading_uses_cache(
    tmp_path: Path, raw: RawNotice, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    assert read_notices([raw], cache_folder=folder) == [notice]
    monkeypatch.setattr(pipeline, "notice_from", lambda *job: pytest.fail("read again"))
    assert read_notices([raw], cache_folder=folder) == [notice]


def with_content(file: RawFile, content: bytes) -> RawFile:
    return replace(file, content=content)


def test_key_covers_all_inputs_of_reading(raw: RawNotice) -> None:
    folder = Path("cache")
    sidecar = RawFile(raw.file.path.with_suffix(".yml"), b"title: A\n", (9, 0, 0))
    keys = [
        cache.entry(folder, raw, "a"),
        cache.entry(folder, raw, "b"),
        cache.entry(folder, replace(raw, file=with_content(raw.file, b"other")), "a"),
        cache.entry(folder, replace(raw, file=replace(raw.file, path=Path("other.txt"))), "a"),
        cache.entry(folder, replace(raw, sidecar=sidecar), "a"),
        cache.entry(folder, replace(raw, sidecar=with_content(sidecar, b"title: B\n")), "a"),
    ]
    assert len(set(keys)) == len(keys)
    moved = replace(raw, file=replace(raw.file, path=Path("elsewhere") / raw.file.path.name, stamp=(0, 0, 0)))
    assert cache.entry(folder, moved, "a") == keys[0], "neither place nor time of a file changes what is read"


def test_fingerprint_covers_package_files_and_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "builder"
    (program / "room" / "__pycache__").mkdir(parents=True)
    (program / "cache.py").write_text("")
    monkeypatch.setattr(cache, "__file__", str(program / "cache.py"))
    monkeypatch.setattr(cache, "user_folder", lambda: None)

    def fingerprint() -> str:
        cache.program.cache_clear()
        return cache.reader()

    seen = [fingerprint()]
    for name in ("room/words.yml", "room/model.bin", "room/noted", "page.j2"):
        (program / name).write_bytes(b"1")
        seen.append(fingerprint())
        (program / name).write_bytes(b"2")
        seen.append(fingerprint())
    (program / "room" / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert fingerprint() == seen[-1]
    version = importlib.metadata.version
    for library in cache.LIBRARIES:
        with monkeypatch.context() as patch:
            patch.setattr(
                importlib.metadata, "version", lambda name, one=library: "0" if name == one else version(name)
            )
            seen.append(fingerprint())
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "3.99.0")
        seen.append(fingerprint())
    assert len(set(seen)) == len(seen)
    cache.program.cache_clear()


def test_fingerprint_is_kept_while_files_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, library = tmp_path / "builder", tmp_path / "libraries"
    for folder in (program, library):
        folder.mkdir()
    (program / "cache.py").write_text("1")
    made: list[str] = []
    true = cache._fingerprint
    monkeypatch.setattr(cache, "__file__", str(program / "cache.py"))
    monkeypatch.setattr(cache, "user_folder", lambda: tmp_path / "caches" / "taizhang")

    def fingerprint(root: Path, files: Iterable[str]) -> str:
        made.append(true(root, files))
        return made[-1]

    monkeypatch.setattr(cache, "_fingerprint", fingerprint)
    monkeypatch.setattr(sys, "path", [str(library)])

    def asked() -> tuple[str, int]:
        """The fingerprint, and how often files had to be read for it."""
        for path in (program / "cache.py", library):
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 5_000_000_000))
        made.clear()
        for _ in range(2):
            cache.program.cache_clear()
            found = cache.program()
        return found, len(made)

    first = asked()
    assert first[1] == 1
    (program / "cache.py").write_text("2")
    second = asked()
    assert second[1] == 1
    assert second[0] != first[0]
    (library / "other-2.dist-info").mkdir()
    assert asked() == second
    (kept,) = (tmp_path / "caches" / "taizhang").iterdir()
    kept.write_bytes(b"\xff")
    cache.program.cache_clear()
    assert cache.program() == second[0]
    (program / "cache.py").write_text("3")
    made.clear()
    for _ in range(2):
        cache.program.cache_clear()
        cache.program()
    assert len(made) == 2, "what was written just now is not trusted"
    cache.program.cache_clear()


def test_libraries_used_by_reading_are_listed() -> None:
    """By the imports of the rooms that a notice goes through; scripts that derive their data run beforehand."""
    imported = set()
    for room in ("language", "places", "model", "config", "source", "restoration", "outline", "reading"):
        for path in (ROOT / "builder" / room).rglob("*.py"):
            if path.name == "derive.py":
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    imported.update(alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    imported.add(node.module.split(".")[0])
    packages = importlib.metadata.packages_distributions()
    foreign = imported - set(sys.stdlib_module_names) - {"builder", "fsspec"}  # it brings bytes, and reads none
    assert {name for module in foreign for name in packages[module]} == set(cache.LIBRARIES)


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "longer"])
def test_damaged_entry_is_ignored(tmp_path: Path, raw: RawNotice, notice: Notice, harm: str) -> None:
    path = cache.entry(tmp_path, raw, "a")
    cache.store(path, notice)
    whole = path.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:-7],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
        "longer": whole + b"\0",
    }
    path.write_bytes(damaged[harm])
    assert cache.load(path) is None


def test_entry_with_wrong_key_is_ignored(tmp_path: Path, raw: RawNotice, notice: Notice) -> None:
    one, other = cache.entry(tmp_path, raw, "a"), cache.entry(tmp_path, raw, "b")
    cache.store(one, notice)
    one.rename(other)
    assert cache.load(other) is None


class Harm:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (self.mark,)


def test_entry_cannot_execute_code(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    pickled = pickle.dumps(Harm(mark))
    path = tmp_path / "entry.notice"
    path.write_bytes(cache._checksum(path, pickled) + pickled)
    assert cache.load(path) is None
    assert not mark.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [("builtins", "eval"), ("os", "system"), ("builder.model.notice", "re"), ("builder.cli", "main")],
)
def test_unpickler_accepts_only_model_classes(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        cache._Unpickler.find_class(cache._Unpickler(io.BytesIO()), module, name)


def test_leftovers_of_killed_runs_are_removed(tmp_path: Path, raw: RawNotice, notice: Notice) -> None:
    folder = tmp_path / "notices"
    cache.store(cache.entry(folder, raw, "a"), notice)
    (folder / ".writing-abcd1234").mkdir()
    (folder / ".writing-abcd1234" / "half").write_bytes(b"half")
    (folder / "letter.txt").write_text("mine")
    cache.tidy(folder)
    assert not (folder / ".writing-abcd1234").exists()
    cache.clear(folder)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    (folder / "letter.txt").unlink()
    cache.clear(folder)
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_cache_is_not_an_error(tmp_path: Path, raw: RawNotice, notice: Notice) -> None:
    tmp_path.chmod(0o555)
    assert read_notices([raw], cache_folder=tmp_path / "cache") == [notice]

"""Generated files: written beside, moved in; what another wrote is never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.errors import InputError
from builder.publishing import tree_writer
from builder.publishing.locking import hold
from builder.publishing.manifest import MANIFEST, Manifest, is_below, read_manifest
from builder.publishing.tree_writer import write_tree


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_tree_matches_plan(tmp_path: Path) -> None:
    assert write_tree(tmp_path, {"a.md": "1", "b/c.md": "2"}) == (2, 0)
    assert write_tree(tmp_path, {"a.md": "1", "d/e.md": b"3"}) == (1, 1)
    assert tree(tmp_path) == {"a.md": "1", "d/e.md": "3"}
    assert not (tmp_path / "b").exists(), "an empty folder is left behind"


def test_file_and_folder_can_change_places(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": "1", "b/c/d": "2"})
    write_tree(tmp_path, {"a/x": "1", "b": "2"})
    assert tree(tmp_path) == {"a/x": "1", "b": "2"}


def test_unchanged_files_are_not_rewritten(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "1"})
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write_tree(tmp_path, {"a.md": "1"}) == (0, 0)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(InputError, match=r"a\.md.*move or rename"):
        write_tree(tmp_path, {"a.md": "1", "b.md": "2"})
    assert tree(tmp_path) == {"a.md": "mine"}


def test_hand_written_pages_are_kept(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("mine")
    write_tree(tmp_path, {"a.md": "1"})
    write_tree(tmp_path, {})
    assert tree(tmp_path) == {"about.md": "mine"}


def test_symlink_at_generated_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "data").symlink_to(tmp_path / "mine")
    with pytest.raises(InputError, match=r"docs/data: a link stands"):
        write_tree(tmp_path / "docs", {"data/tasks.json": "1"})
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        '["a.md",\n',
        "null",
        "7",
        '{"program": "other", "kind": "pages", "files": []}',
        '["../mine.txt"]',
        "[" * 100_000,
    ],
)
def test_unreadable_list_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    write_tree(tmp_path / "docs", {"a.md": "1"})
    (tmp_path / "docs" / MANIFEST).write_text(content)
    with pytest.raises(InputError, match=rf"{MANIFEST}: the list of generated files cannot be read \(remove it"):
        write_tree(tmp_path / "docs", {"b.md": "2"})
    assert tree(tmp_path) == {"mine.txt": "mine", "docs/a.md": "1"}


def test_list_of_version_0_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("generated")
    (tmp_path / MANIFEST).write_text('["old.md"]')
    assert write_tree(tmp_path, {"new.md": "1"}) == (1, 1)
    assert read_manifest(tmp_path) == Manifest("pages", frozenset({"new.md"}))


@given(st.lists(st.text(), max_size=3).map("/".join))
def test_listed_paths_outside_folder_are_rejected(path: str) -> None:
    folder = Path("/a/b")
    if is_below(path):
        assert folder in (folder / path).parents
        assert ".." not in (folder / path).parts


def test_pages_and_exports_do_not_overwrite_each_other(tmp_path: Path) -> None:
    write_tree(tmp_path / "pages", {"a.md": "1"})
    write_tree(tmp_path / "data", {"a.csv": "1"}, "export")
    with pytest.raises(InputError, match="holds generated pages"):
        write_tree(tmp_path / "pages", {"a.csv": "1"}, "export")
    with pytest.raises(InputError, match="holds exported data"):
        write_tree(tmp_path / "data", {"a.md": "1"})
    assert tree(tmp_path) == {"pages/a.md": "1", "data/a.csv": "1"}


def test_export_into_foreign_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="did not write"):
        write_tree(tmp_path, {"a.csv": "1"}, "export")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_concurrent_writer_is_an_error(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(InputError, match="another run is writing here"):
        write_tree(tmp_path, {"a.md": "1"})
    assert list(tmp_path.iterdir()) == []


def test_interrupted_run_leaves_no_unlisted_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = []
    replace = tree_writer.os.replace

    def fail_on_the_second(source: object, target: object) -> None:
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        replace(source, target)

    monkeypatch.setattr(tree_writer.os, "replace", fail_on_the_second)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, {"a.md": "1", "b.md": "2"})
    monkeypatch.undo()
    assert set(tree(tmp_path)) <= set(json.loads((tmp_path / MANIFEST).read_text())["files"])
    write_tree(tmp_path, {"b.md": "2"})
    assert tree(tmp_path) == {"b.md": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "b.md"]


def test_only_leftovers_of_killed_runs_are_removed(tmp_path: Path) -> None:
    for name in (".writing-abcd1234", ".writing-mine5678", ".writing-notes"):
        (tmp_path / name).mkdir()
    (tmp_path / ".writing-abcd1234" / "0").write_text("half")
    (tmp_path / ".writing-mine5678" / "letter.txt").write_text("mine")
    write_tree(tmp_path, {"a.md": "1"})
    assert tree(tmp_path) == {".writing-mine5678/letter.txt": "mine", "a.md": "1"}
    assert (tmp_path / ".writing-notes").is_dir()

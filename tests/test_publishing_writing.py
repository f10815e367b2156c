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


def test_the_tree_becomes_what_is_planned(tmp_path: Path) -> None:
    assert write_tree(tmp_path, {"a.md": "1", "b/c.md": "2"}) == (2, 0)
    assert write_tree(tmp_path, {"a.md": "1", "d/e.md": b"3"}) == (1, 1)
    assert tree(tmp_path) == {"a.md": "1", "d/e.md": "3"}
    assert not (tmp_path / "b").exists(), "an empty folder is left behind"


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": "1", "b/c/d": "2"})
    write_tree(tmp_path, {"a/x": "1", "b": "2"})
    assert tree(tmp_path) == {"a/x": "1", "b": "2"}


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "1"})
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write_tree(tmp_path, {"a.md": "1"}) == (0, 0)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_file_of_yours_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(InputError, match=r"a\.md.*move or rename"):
        write_tree(tmp_path, {"a.md": "1", "b.md": "2"})
    assert tree(tmp_path) == {"a.md": "mine"}


def test_hand_written_pages_stay(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("mine")
    write_tree(tmp_path, {"a.md": "1"})
    write_tree(tmp_path, {})
    assert tree(tmp_path) == {"about.md": "mine"}


def test_a_link_in_the_place_of_a_generated_folder_is_named(tmp_path: Path) -> None:
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
def test_a_list_that_cannot_be_read_is_named_and_nothing_touched(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    write_tree(tmp_path / "docs", {"a.md": "1"})
    (tmp_path / "docs" / MANIFEST).write_text(content)
    with pytest.raises(InputError, match=rf"{MANIFEST}: the list of generated files cannot be read \(remove it"):
        write_tree(tmp_path / "docs", {"b.md": "2"})
    assert tree(tmp_path) == {"mine.txt": "mine", "docs/a.md": "1"}


def test_the_list_of_version_0_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("generated")
    (tmp_path / MANIFEST).write_text('["old.md"]')
    assert write_tree(tmp_path, {"new.md": "1"}) == (1, 1)
    assert read_manifest(tmp_path) == Manifest("pages", frozenset({"new.md"}))


@given(st.lists(st.text(), max_size=3).map("/".join))
def test_listed_paths_stay_below_their_folder(path: str) -> None:
    folder = Path("/a/b")
    if is_below(path):
        assert folder in (folder / path).parents
        assert ".." not in (folder / path).parts


def test_pages_and_exports_are_not_written_over_each_other(tmp_path: Path) -> None:
    write_tree(tmp_path / "pages", {"a.md": "1"})
    write_tree(tmp_path / "data", {"a.csv": "1"}, "export")
    with pytest.raises(InputError, match="holds generated pages"):
        write_tree(tmp_path / "pages", {"a.csv": "1"}, "export")
    with pytest.raises(InputError, match="holds exported data"):
        write_tree(tmp_path / "data", {"a.md": "1"})
    assert tree(tmp_path) == {"pages/a.md": "1", "data/a.csv": "1"}


def test_an_export_is_not_mixed_with_files_of_another(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="did not write"):
        write_tree(tmp_path, {"a.csv": "1"}, "export")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_second_writer_at_once_says_so(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(InputError, match="another run is writing here"):
        write_tree(tmp_path, {"a.md": "1"})
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_no_unlisted_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_only_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    for name in (".writing-abcd1234", ".writing-mine5678", ".writing-notes"):
        (tmp_path / name).mkdir()
    (tmp_path / ".writing-abcd1234" / "0").write_text("half")
    (tmp_path / ".writing-mine5678" / "letter.txt").write_text("mine")
    write_tree(tmp_path, {"a.md": "1"})
    assert tree(tmp_path) == {".writing-mine5678/letter.txt": "mine", "a.md": "1"}
    assert (tmp_path / ".writing-notes").is_dir()

"""Generated files: written beside, moved in; what stood before survives every failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.publishing.atomic_write import MANIFEST, swapped_in, write_tree


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


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "1"})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write_tree(tmp_path, {"a.md": "1"}) == (0, 0)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


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


def test_an_interrupted_run_leaves_no_unlisted_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builder.publishing.atomic_write as writing

    moved = []
    replace = writing.os.replace

    def fail_on_the_second(source: object, target: object) -> None:
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        replace(source, target)

    monkeypatch.setattr(writing.os, "replace", fail_on_the_second)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, {"a.md": "1", "b.md": "2"})
    monkeypatch.undo()
    assert set(tree(tmp_path)) <= set(json.loads((tmp_path / MANIFEST).read_text()))
    write_tree(tmp_path, {"b.md": "2"})
    assert tree(tmp_path) == {"b.md": "2"}


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    with swapped_in(site) as beside:
        (beside / "new.html").write_text("new")
        assert tree(site) == {"old.html": "old"}
    assert tree(site) == {"new.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("failure", [InputError("no"), KeyboardInterrupt(), RuntimeError()])
def test_whatever_happens_the_old_folder_stays(tmp_path: Path, failure: BaseException) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    with pytest.raises(type(failure)), swapped_in(site) as beside:  # noqa: PT012 -- the block is what is interrupted
        (beside / "new.html").write_text("half")
        raise failure
    assert tree(site) == {"old.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(InputError, match="site-dir"), swapped_in(tmp_path / "site"):
        pass
    with pytest.raises(InputError, match="cannot write"), swapped_in(tmp_path / "site" / "below"):
        pass

"""Folders that are looked at again are those that something was put into or taken from."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from builder.publishing import listing
from builder.publishing.listing import exchanged, files_below, recall_listings, renamed, store_listings

_TICK = 0.02
"""Seconds in which the clock of a disk goes on."""


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were read. What changed just now is trusted, since the tests wait."""
    found: list[str] = []
    entries = listing._entries
    monkeypatch.setattr(listing, "_entries", lambda folder: (found.append(folder), entries(folder))[1])
    monkeypatch.setattr(listing, "_SETTLED", -(10**12))
    return found


def made(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    time.sleep(_TICK)
    return folder


def walked(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_only_what_has_changed_is_read(tmp_path: Path, looked: list[str]) -> None:
    folder = made(tmp_path / "a", "x", "b/y", "c/d/z")
    assert sorted(files_below(folder)) == ["b/y", "c/d/z", "x"]
    assert len(looked) == 4
    looked.clear()
    assert sorted(files_below(folder)) == ["b/y", "c/d/z", "x"]
    assert looked == []
    made(folder, "c/d/new/q")
    assert sorted(files_below(folder)) == ["b/y", "c/d/new/q", "c/d/z", "x"]
    assert sorted(looked) == [f"{folder}/c/d/", f"{folder}/c/d/new/"]


def test_what_changed_just_now_is_read_again(
    tmp_path: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_SETTLED", 10**12)
    folder = made(tmp_path / "a", "x")
    assert files_below(folder) == files_below(folder) == ["x"]
    assert looked == [f"{folder}/"] * 2


def test_random_changes_are_seen(tmp_path: Path, looked: list[str]) -> None:
    chance = random.Random(7)
    folder = made(tmp_path / "a", *(f"{chance.randrange(5)}/{number}/f" for number in range(40)))
    for _ in range(30):
        places = sorted(path for path in folder.rglob("*") if path.is_dir())
        for place in chance.choices([folder, *places], k=2):
            if not place.is_dir():
                continue
            if place != folder and chance.random() < 0.3:
                shutil.rmtree(place)
            else:
                made(place, f"n{chance.randrange(9)}/{chance.randrange(9)}")
        time.sleep(_TICK)
        assert sorted(files_below(folder)) == walked(folder)


def test_links_are_files_and_what_systems_drop_is_not(tmp_path: Path) -> None:
    folder = made(tmp_path / "a", "b/.DS_Store", "b/x")
    os.symlink(folder / "b", folder / "link")
    assert sorted(files_below(folder)) == ["b/x", "link"]
    assert listing.folders_below(folder)[""].is_odd
    assert listing.folders_below(folder)["b/"].is_odd


def test_folders_are_known_by_their_new_names_and_in_the_next_run(tmp_path: Path, looked: list[str]) -> None:
    one, other = made(tmp_path / "one", "a/x", "甲/y"), made(tmp_path / "other", "b/z")
    files_below(one), files_below(other)
    third = tmp_path / "third"
    one.rename(third)
    other.rename(one)
    third.rename(other)
    exchanged(one, other)
    store_listings(tmp_path / "kept", [one, other])
    for folder in (one, other):
        renamed(folder, tmp_path / "gone")
    looked.clear()
    recall_listings(tmp_path / "kept")
    assert sorted(files_below(other)) == ["a/x", "甲/y"]
    assert files_below(one) == ["b/z"]
    assert set(looked) <= {f"{one}/", f"{other}/"}, "a folder that is renamed is looked at itself"


def test_damaged_list_is_none(tmp_path: Path, looked: list[str]) -> None:
    folder = made(tmp_path / "a", "x", "b/y")
    files_below(folder)
    store_listings(tmp_path / "kept", [folder])
    renamed(folder, tmp_path / "gone")
    raw = (tmp_path / "kept").read_bytes()
    (tmp_path / "kept").write_bytes(raw.replace(b"y", b"q"))
    recall_listings(tmp_path / "kept")
    assert sorted(files_below(folder)) == ["b/y", "x"]

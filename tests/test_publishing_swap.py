"""The new site takes the place of the old in one step; what killed runs left is taken up or removed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.publishing import folder_swap
from builder.publishing.atomic_write import exchange
from builder.publishing.folder_swap import recover, swapped_in
from builder.publishing.locking import hold
from builder.publishing.manifest import MANIFEST, read_manifest
from tests.test_publishing_writing import tree


@pytest.fixture(autouse=True, params=["exchange", "two renames"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's exchange of two folders, and as where there is none."""
    name: str = request.param
    if name == "two renames":
        monkeypatch.setattr(folder_swap, "exchange", lambda one, other: False)
    return name


@pytest.fixture
def site(tmp_path: Path) -> Path:
    with swapped_in(tmp_path / "site") as beside:
        (beside / "old.html").write_text("old")
    return tmp_path / "site"


def test_new_folder_replaces_old(site: Path) -> None:
    with swapped_in(site) as beside:
        (beside / "new.html").write_text("new")
        assert tree(site) == {"old.html": "old"}
    assert tree(site) == {"new.html": "new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    manifest = read_manifest(site)
    assert manifest is not None
    assert (manifest.kind, manifest.files) == ("site", {"new.html"})
    assert site.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("failure", [InputError("no"), KeyboardInterrupt(), RuntimeError()])
def test_old_folder_survives_failure(site: Path, failure: BaseException) -> None:
    with pytest.raises(type(failure)), swapped_in(site) as beside:  # noqa: PT012 -- the block is what is interrupted
        (beside / "new.html").write_text("half")
        raise failure
    assert tree(site) == {"old.html": "old"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_file_at_target_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(InputError, match="site-dir"), swapped_in(tmp_path / "site"):
        pass
    with pytest.raises(InputError, match="cannot be written"), swapped_in(tmp_path / "site" / "below"):
        pass


def test_foreign_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="no site that this program built"), swapped_in(tmp_path / "mine"):
        pytest.fail("the block must not run")
    assert tree(tmp_path) == {"mine/letter.txt": "mine"}


def test_foreign_file_in_site_is_kept(site: Path) -> None:
    (site / "CNAME").write_text("mine")
    with pytest.raises(InputError, match=r"the first: CNAME \(move them away"), swapped_in(site):
        pytest.fail("the block must not run")
    (site / "CNAME").unlink()
    with pytest.raises(InputError, match="the first: late"), swapped_in(site) as beside:  # noqa: PT012
        (beside / "new.html").write_text("new")
        (site / "late.txt").write_text("came while the site was built")
    assert tree(site.parent) == {"site/old.html": "old", "site/late.txt": "came while the site was built"}


def test_concurrent_build_is_an_error(site: Path) -> None:
    with swapped_in(site) as beside:
        (beside / "new.html").write_text("new")
        with pytest.raises(InputError, match="another run"), swapped_in(site):
            pytest.fail("the block must not run")
    assert tree(site.parent) == {"site/new.html": "new"}


def test_concurrent_first_build_is_an_error(tmp_path: Path) -> None:
    with swapped_in(tmp_path / "site") as beside:
        (beside / "new.html").write_text("new")
        with pytest.raises(InputError, match="another run"), swapped_in(tmp_path / "site"):
            pytest.fail("the block must not run")
    assert tree(tmp_path) == {"site/new.html": "new"}


def test_moved_site_is_recovered(site: Path) -> None:
    site.rename(site.with_name("site.old-abcd1234"))
    recover(site)
    assert tree(site.parent) == {"site/old.html": "old"}


def test_half_removed_site_is_not_recovered(site: Path) -> None:
    aside = site.with_name("site.old-abcd1234")
    site.rename(aside)
    (aside / MANIFEST).write_bytes(folder_swap._UNFINISHED)
    recover(site)
    assert list(site.parent.iterdir()) == []


def test_foreign_or_used_folders_are_kept(site: Path) -> None:
    in_use = site.with_name("site.building-abcd1234")
    site.rename(in_use)
    mine = site.with_name("site.old-mine1234")
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    with hold(in_use):
        recover(site)
        assert tree(in_use) == {"old.html": "old"}
    recover(site)
    assert tree(site.parent) == {"site.old-mine1234/letter.txt": "mine"}


def test_exchange_needs_both_folders(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with contextlib.suppress(FileNotFoundError):
        assert not exchange(tmp_path / "one", tmp_path / "none")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]

"""A folder that is built anew beside the old one and takes its place in one step.

Where the system cannot exchange two folders, the old one is moved aside first; a run that is killed between
leaves no folder, and the next run puts the old one back. Beside `site`, runs make `site.building-????????` and
`site.old-????????`; what killed runs left of them is removed by the next, if it is proven to be theirs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder.config.input_files import unwritable
from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.atomic_write import exchange, replace_file, write_file
from builder.publishing.listing import exchanged, files_below, forget_listing, renamed
from builder.publishing.locking import hold, is_held
from builder.publishing.manifest import MANIFEST, Manifest
from builder.publishing.ownership import check_is_site, is_disposable, is_whole_site
from builder.publishing.rendering.spare import Spare

_UNFINISHED = Manifest("unfinished", frozenset()).content()


@contextlib.contextmanager
def swapped_in(target: Path, spare: Spare | None = None) -> Iterator[Path]:
    """A fresh folder beside `target` to build into; it takes the place of `target` only when the block ends
    without an exception. Until then, and whatever happens, the old folder stays whole. A `spare` folder may be the
    fresh one, with what is in it, and takes up the old one.

    InputError where `target` is not proven to be a site of this program, before and after the block."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        standing = check_is_site(target)
        with contextlib.ExitStack() as held:
            if target.exists():
                held.enter_context(hold(target))
            beside = Path(tempfile.mkdtemp(prefix=f"{target.name}.building-", dir=target.parent))
            try:
                if spare:
                    spare.begin(beside, standing)
                held.enter_context(hold(beside))
                for other in _beside(target):
                    if other != beside and is_held(other):
                        raise InputError(_("another run is building this site"), _("wait until it is done"), target)
                recover(target)
                beside.chmod(0o755)
                write_file(beside / MANIFEST, _UNFINISHED)
                yield beside
                _swap(beside, target, spare)
            finally:
                # After the swap the old folder bears this name.
                _discard(beside)
                forget_listing(beside)
    except OSError as error:
        raise unwritable(target, error) from error


def remove_site(site: Path) -> None:
    """Remove the folder `site`. InputError, and it stays, where it is not proven to be a site of this program."""
    check_is_site(site)
    with hold(site):
        _discard(site)
    if site.exists():
        raise InputError(
            _("cannot be removed whole"), _("check the rights of its folder and run the command again"), site
        )


def recover(target: Path) -> None:
    """Put back the old `target` that a killed run had moved aside, and remove what killed runs left beside it.
    What is not proven to be left by such a run, or is in use, stays."""
    left = [folder for folder in _beside(target) if is_disposable(folder) and not is_held(folder)]
    if not target.exists():
        aside = [folder for folder in left if ".old-" in folder.name and is_whole_site(folder)]
        if aside:
            aside.sort(key=lambda folder: folder.stat().st_mtime_ns)
            left.remove(aside[-1])
            try:
                aside[-1].rename(target)
            except OSError as error:
                raise unwritable(target, error) from error
    for folder in left:
        _discard(folder)


def _beside(target: Path) -> list[Path]:
    """The folders that runs made beside `target`, living ones included."""
    named = re.compile_now(rf"{re.escape(target.name)}\.(?:building|old)-\w{{8}}")
    with contextlib.suppress(FileNotFoundError):
        return sorted(
            Path(entry.path)
            for entry in os.scandir(target.parent)
            if named.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
        )
    return []


def _swap(beside: Path, target: Path, spare: Spare | None) -> None:
    files = frozenset(files_below(beside)) - {MANIFEST}
    replace_file(beside / MANIFEST, Manifest("site", files).content(), beside / f"{MANIFEST}.new")
    if hasattr(os, "sync"):
        # All of the new site is on the disk before it takes the place of the old.
        os.sync()
    check_is_site(target)
    if not target.exists():
        beside.rename(target)
        renamed(beside, target)
        if spare:
            spare.make(files)
    elif exchange(beside, target):
        exchanged(beside, target)
        if spare:
            spare.end(beside, files)
    else:
        old = beside.with_name(beside.name.replace(".building-", ".old-"))
        target.rename(old)
        try:
            beside.rename(target)
        except BaseException:
            old.rename(target)
            raise
        renamed(beside, target)
        _discard(old)


def _discard(folder: Path) -> None:
    """Remove a folder of ours, its list last, so that what is left of it when this is cut short is still
    known for ours. What cannot be removed now is left to the next run."""
    with contextlib.suppress(OSError):
        if not folder.is_dir():
            return
        replace_file(folder / MANIFEST, _UNFINISHED, folder / f"{MANIFEST}.new")
        for entry in list(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name != MANIFEST:
                os.unlink(entry.path)
        (folder / MANIFEST).unlink()
        folder.rmdir()

"""Writing generated files: all is planned in memory first, then written beside and moved in."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.model.errors import InputError

MANIFEST = ".generated.json"
"""Name of the list of generated files, kept in the folder that they were written to."""


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"cannot write: {error.strerror or error}", "choose a folder that you may write to", path)


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> tuple[int, int]:
    """Make the generated files below `folder` exactly `files` (path below `folder` → content).

    Files that stand there already with the same bytes are left alone; files of the last run that
    are no longer planned are removed; files that this program did not write are never touched
    (InputError where one stands in the way). Returns how many were (written, removed)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest = folder / MANIFEST
        before: set[str] = set(json.loads(manifest.read_text("utf-8"))) if manifest.exists() else set()
        wanted = {path: text.encode("utf-8") if isinstance(text, str) else text for path, text in files.items()}
        changed = {}
        for path, content in sorted(wanted.items()):
            target = folder / path
            if target.is_file():
                if target.read_bytes() == content:
                    continue
                if path not in before:
                    raise InputError(
                        "a file of yours stands where a page would be generated", "move or rename it", target
                    )
            changed[path] = content
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as beside:
            for number, content in enumerate(changed.values()):
                (Path(beside) / str(number)).write_bytes(content)
            # The list of both runs first: an interruption between here and the end leaves nothing unlisted.
            manifest.write_text(json.dumps(sorted(before | set(wanted)), indent=0), "utf-8")
            for number, path in enumerate(changed):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(Path(beside) / str(number), folder / path)
        stale = sorted(before - set(wanted))
        for path in stale:
            (folder / path).unlink(missing_ok=True)
        for parent in sorted(
            {parent for path in stale for parent in (folder / path).parents if folder in parent.parents}, reverse=True
        ):
            with contextlib.suppress(OSError):
                parent.rmdir()
        manifest.write_text(json.dumps(sorted(wanted), indent=0), "utf-8")
    except OSError as error:
        raise _unwritable(Path(error.filename or folder), error) from error
    return len(changed), len(stale)


@contextlib.contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """A fresh folder beside `target` to build into; it takes the place of `target` only when the
    block ends without an exception. Until then, and whatever happens, the old folder stays whole."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_dir():
            raise InputError(
                "a file stands where the site folder would be", "name another folder with --site-dir", target
            )
        beside = Path(tempfile.mkdtemp(prefix=f"{target.name}.building-", dir=target.parent))
    except OSError as error:
        raise _unwritable(Path(error.filename or target), error) from error
    try:
        beside.chmod(0o755)
        yield beside
        old = beside.with_name(beside.name.replace(".building-", ".old-"))
        if target.exists():
            target.rename(old)
        try:
            beside.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

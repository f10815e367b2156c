"""A project with notices of the corpus, to be built as any other."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.corpus import notice_id, notice_text

ROOT = Path(__file__).resolve().parents[1]


def project_of(folder: Path, notices: int, tasks: int) -> Path:
    """The project, in `folder`: what the repository has of a site, and so many notices of so many tasks."""
    listed = subprocess.run(
        ["git", "ls-files", "mkdocs.yml", "docs", "overrides", "registry"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "source_texts").mkdir()
    for number in range(notices):
        (folder / "source_texts" / f"{notice_id(number)}.txt").write_text(notice_text(number, tasks), "utf-8")
    return folder

"""The program as a wheel, made from a copy of this checkout, for tests of what others install."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def copy_checkout(target: Path) -> Path:
    """A copy of what a wheel is made from; building one leaves files beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "builder", "docs", "overrides", "deploy", "registry", "mkdocs.yml",
         "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def wheel_of(checkout: Path, target: Path) -> Path:
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", target, checkout)
    (wheel,) = target.glob("*.whl")
    return wheel


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr

"""The licences of all pinned packages, as the table locks/LICENCES.md. With --check, exit 1 where that is out of date.

What is read is what the packages say of themselves, without a network. A package of another system than this one
keeps its row. Known weaknesses cannot be looked up offline: `pip-audit -r locks/site.txt` asks for them (.github/).
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "locks" / "LICENCES.md"
_LOCKS = {"site": "the site", "test": "tests", "node": "a machine without Node"}


def licence_of(package: str) -> str | None:
    """As an SPDX expression where the package gives one, else in its own words; None where it is not installed."""
    try:
        said = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    words = said.get("License-Expression") or (said.get("License") or "").strip()
    if words and "\n" not in words and len(words) < 100 and not re.match("UNKNOWN|Copyright", words):
        return words
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")]
    return ", ".join(classes) or "not said"


def locked() -> dict[str, tuple[str, str | None]]:
    """Package → what it is pinned for, and its licence."""
    found: dict[str, tuple[str, str | None]] = {}
    for lock, use in _LOCKS.items():
        text = (ROOT / "locks" / f"{lock}.txt").read_text("utf-8")
        for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M):
            found.setdefault(name, (use, licence_of(name)))
    for path, package in json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"].items():
        if path:
            use = "tests" if package.get("dev") else "the site"
            found[path.removeprefix("node_modules/") + " (npm)"] = (use, package["license"])
    return found


def table() -> str:
    """The whole file; rows of packages that are not installed here are taken from the file as it is."""
    before = dict(re.findall(r"^\| (\S+(?: \(npm\))?) \| [^|]+ \| ([^|]+) \|$", _read(), re.M))
    rows = [f"| {name} | {use} | {said or before.get(name, 'not said')} |" for name, (use, said) in locked().items()]
    return "\n".join(
        [
            "# Licences of the pinned packages",
            "",
            "Made by `.ci/licences.py` from what the packages say of themselves; a test checks it.",
            "",
            "| package | pinned for | licence |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _read() -> str:
    return TABLE.read_text("utf-8") if TABLE.exists() else ""


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(int(_read() != table()))
    TABLE.write_text(table(), "utf-8")

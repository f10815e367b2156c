"""Every pinned package is listed with a licence that lets an office use and pass on the program."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT

# Licences that ask for no more than that they be named; MPL asks it of its own files only.
FREE = re.compile(r"\b(?:MIT|BSD|0BSD|ISC|Apache|MPL|Mozilla|PSF-2\.0|Artistic)\b|dependency licenses", re.I)


def rows() -> dict[str, tuple[str, str]]:
    text = (ROOT / "locks" / "LICENCES.md").read_text("utf-8")
    return {name: (use, said) for name, use, said in re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text, re.M)[1:]}


def test_licence_table_matches_locks() -> None:
    done = subprocess.run([sys.executable, ".ci/licences.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run .ci/licences.py"
    listed = set(rows())
    for lock in ("site", "test", "node"):
        locked = set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "locks" / f"{lock}.txt").read_text("utf-8"), re.M))
        assert locked
        assert locked <= listed


def test_licences_are_known_and_free() -> None:
    for name, (_, said) in rows().items():
        for part in re.split(r", | AND | OR ", said):
            assert FREE.search(part), (name, said)
            assert not re.search(r"\b[AL]?GPL", part), (name, said)

"""What the compiler made of patterns is kept between runs, and a pattern from there is the same pattern."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.language import kept_patterns
from builder.language.kept_patterns import Kept, key_of
from tests.conftest import ROOT

PATTERNS = [
    ("(?P<word>水[一-龥]{1,3}?)(?=库|渠)", 0),
    (r"(?i:Plan)\b|[^\W\d_]+(?:[、，]|\Z)", re.MULTILINE),
    (r"(甲)|(?P<other>乙)(?(1)丙|丁)", re.IGNORECASE | re.DOTALL),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    kept = Kept(tmp_path / "caches" / "patterns.bin")
    for pattern, flags in PATTERNS:
        kept.make(pattern, flags)
    kept.save()
    return kept.path


def _compiled(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which of the patterns are compiled with that file at hand, each of them being as `re` has it."""
    compiled: list[str] = []
    true = kept_patterns._compiled
    monkeypatch.setattr(kept_patterns, "_compiled", lambda *given: compiled.append(given[0]) or true(*given))
    kept = Kept(file)
    for pattern, flags in PATTERNS:
        assert _is_as_compiled(kept.make(pattern, flags), pattern, flags)
    return compiled


def _is_as_compiled(made: re.Pattern[str], pattern: str, flags: int) -> bool:
    """Whether what was made of a pattern is what `re` has for it, and finds the same."""
    true = re.compile(pattern, flags)
    text = "引水入库，Plan B：水利渠、甲丙乙丁\nPLAN"
    found = [[(each.span(), each.groups(), each.lastgroup) for each in one.finditer(text)] for one in (made, true)]
    alike = [(one.pattern, one.flags, one.groups, one.groupindex) for one in (made, true)]
    return found[0] == found[1] != [] and alike[0] == alike[1]


def test_kept_pattern_is_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _compiled(file, monkeypatch) == []
    assert [each.name for each in file.parent.iterdir()] == ["patterns.bin"]


@pytest.mark.parametrize("damage", [slice(0, 0), slice(40), slice(-1), slice(1, None)])
def test_damaged_file_is_as_none(file: Path, damage: slice, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(file.read_bytes()[damage])
    assert PATTERNS[-1][0] in _compiled(file, monkeypatch)


def test_changed_code_is_as_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the one pattern whose record was changed."""
    stored = bytearray(file.read_bytes())
    stored[-9] ^= 1
    file.write_bytes(stored)
    assert _compiled(file, monkeypatch) == [PATTERNS[-1][0]]


def test_record_under_the_key_of_another_is_as_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored, (first, second) = file.read_bytes(), [key_of(*each) for each in PATTERNS[:2]]
    file.write_bytes(stored.replace(first, b"%").replace(second, first).replace(b"%", second, 1))
    assert _compiled(file, monkeypatch) == [each for each, _ in PATTERNS[:2]]


def test_code_that_the_engine_refuses_is_compiled_anew(file: Path) -> None:
    kept = Kept(file)
    key = key_of(*PATTERNS[0])
    *rest, _ = kept_patterns._entry(key, kept.records[key])
    kept.records[key] = memoryview(kept_patterns._record(key, (*rest, b"\xff" * 8)))
    assert _is_as_compiled(kept.make(*PATTERNS[0]), *PATTERNS[0])


def test_what_others_kept_stays(file: Path) -> None:
    other = Kept(file)
    other.make("清淤", 0)
    third = Kept(file)
    third.make("疏浚", 0)
    other.save()
    third.save()
    assert {key_of(*each) for each in (*PATTERNS, ("清淤", 0), ("疏浚", 0))} == set(Kept(file).records)


def test_too_many_are_forgotten(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_patterns, "_MOST", 3)
    kept = Kept(file)
    kept.make("清淤", 0)
    kept.save()
    assert set(Kept(file).records) == {key_of("清淤", 0)}


def test_other_code_that_finds_first_signs_has_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept_patterns.file_name()
    assert kept_patterns.file_name() == before
    (tmp_path / "first_signs.py").write_text("", "utf-8")
    monkeypatch.setattr(kept_patterns.first_signs, "__file__", str(tmp_path / "first_signs.py"))
    assert kept_patterns.file_name() != before


def test_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "patterns.bin")
    assert kept.make("清淤", 0).search("清淤")
    kept.save()


def test_runs_keep_and_take(tmp_path: Path) -> None:
    """A second run of the program compiles none of its own patterns, nor do its workers."""
    notice = "关于修好水渠的通知\n一、检修水库。（县水利局负责）\n二、2024年底前清淤。\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(notice, "utf-8")
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from builder.language import kept_patterns\n"
        "from builder.pipeline import read_notices\n"
        "from builder.source.raw_file import read_raw_notice\n"
        "true = kept_patterns._compiled\n"
        "def told(*given):\n"
        "    print(given[0], file=sys.stderr)\n"
        "    return true(*given)\n"
        "kept_patterns._compiled = told\n"
        "read_notices([read_raw_notice(Path(name)) for name in sys.argv[1:]], jobs=2)\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program, "a.txt", "b.txt"],
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "caches"), "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stderr
        for _ in range(2)
    ]
    assert told[0]
    assert not told[1]

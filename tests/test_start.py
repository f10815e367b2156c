"""What a command loads before it does anything: `parse` of a plain text is asked for often, and must start at once."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import builder
from builder.language import lazy_re
from builder.restoration.characters.script_forms import everyday, forms, holds_traditional
from tests.conftest import ROOT
from tests.counting import compile_patterns

HEAVY = {
    "bs4", "concurrent", "email", "icalendar", "jinja2", "lxml", "markdown", "mkdocs", "multiprocessing", "opencc",
    "pdfminer", "pdfplumber", "segno", "statistics", "subprocess", "xlrd", "xlsxwriter",
}  # fmt: skip
"""Libraries that reading a plain text needs nothing of."""


@pytest.mark.parametrize("command", ["parse", "restore"])
def test_reading_plain_text_loads_no_heavy_library(command: str, tmp_path: Path) -> None:
    notice = "关于修好水渠的通知\n一、诿过于人的，由县水利局约谈。\n二、2024年底前清淤。\n"
    (tmp_path / "a.txt").write_text(notice, "utf-8")
    program = (
        "import sys\n"
        "from builder.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, command, "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert {name.split(".")[0] for name in done.stderr.split()} & HEAVY == set()


def test_no_circle_of_values_is_looked_for_at_the_end() -> None:
    program = (
        "import atexit, gc, sys\n"
        "from builder.cli import main\n"
        "sys.argv = ['taizhang', '--version']\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "True"


def test_characters_of_both_scripts_are_those_of_opencc() -> None:
    """`everyday` and `holds_traditional` need OpenCC for no character of GB 2312, and say what it would."""
    known = forms()
    for char in {*known.simple, *known.simple.values(), *known.ambiguous, *"诿？甲a\u3000\uf0a7㐀"}:
        plain = known.simple.get(char, char)
        try:
            lead = plain.encode("gb2312")[0] if char > "\x7f" else 0
        except UnicodeEncodeError:
            lead = 0
        assert everyday(char) == (0xB0 <= lead <= 0xD7), char
        assert holds_traditional(char) == (char in known.traditional), char


@pytest.mark.parametrize("command", ["parse", "restore", "check"])
def test_loading_a_command_compiles_no_pattern(command: str) -> None:
    program = (
        f"import gc, builder.commands.{command}\n"
        "from builder.language.lazy_re import Later\n"
        "patterns = [each for each in gc.get_objects() if isinstance(each, Later)]\n"
        "print(len(patterns) > 100, sum('search' in vars(each) for each in patterns))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "True 0\n"


def test_all_patterns_are_sound() -> None:
    for module in pkgutil.walk_packages(builder.__path__, "builder."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert compile_patterns() > 500


def test_rooms_use_patterns_compiled_later() -> None:
    """No module of the rooms compiles patterns when it is loaded, by `re` itself."""
    using = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "builder").rglob("*.py"))
        if any(
            isinstance(node, ast.Import) and node.names[0].name == "re"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert using == [
        "builder/language/kept_patterns.py",
        "builder/language/lazy_re.py",
        "builder/messages/foreign.py",
        "builder/messages/help.py",
    ]


def test_stand_in_is_as_the_pattern() -> None:
    later = lazy_re.compile("(?P<word>水[库渠])", lazy_re.I)
    assert later.pattern == "(?P<word>水[库渠])"
    assert [match["word"] for match in later.finditer("水库和水渠")] == ["水库", "水渠"]
    assert (later.sub("渠", "水库"), later.split("甲水库乙"), later.groups) == ("渠", ["甲", "水库", "乙"], 1)
    assert later.fullmatch("水库", 0, 2)
    assert not later.fullmatch("修水库")
    with pytest.raises(AttributeError):
        _ = later.nothing  # type: ignore[attr-defined]

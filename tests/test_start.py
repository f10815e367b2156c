"""What a command loads before it does anything: `parse` of a plain text is asked for often, and must start at once."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys

import pytest

import builder
from builder.language import lazy_re
from tests.conftest import ROOT
from tests.counting import compile_patterns


@pytest.mark.parametrize("command", ["parse", "restore", "check"])
def test_loading_a_command_compiles_no_pattern(command: str) -> None:
    program = (
        "import re._compiler as compiler, traceback\n"
        "true, ours = compiler.compile, []\n"
        "def counted(pattern, flags=0):\n"
        "    if any('lazy_re' in frame.filename for frame in traceback.extract_stack()): ours.append(pattern)\n"
        "    return true(pattern, flags)\n"
        "compiler.compile = counted\n"
        f"import builder.commands.{command}\n"
        "print(len(ours))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "0\n"


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
    assert using == ["builder/language/lazy_re.py", "builder/messages/foreign.py", "builder/messages/help.py"]


def test_stand_in_is_as_the_pattern() -> None:
    later = lazy_re.compile("(?P<word>水[库渠])", lazy_re.I)
    assert later.pattern == "(?P<word>水[库渠])"
    assert [match["word"] for match in later.finditer("水库和水渠")] == ["水库", "水渠"]
    assert (later.sub("渠", "水库"), later.split("甲水库乙"), later.groups) == ("渠", ["甲", "水库", "乙"], 1)
    assert later.fullmatch("水库", 0, 2)
    assert not later.fullmatch("修水库")
    with pytest.raises(AttributeError):
        _ = later.nothing  # type: ignore[attr-defined]

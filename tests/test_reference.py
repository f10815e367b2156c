"""The developers' reference says what the code says, and is no part of the public site."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import yaml

from builder import cli
from builder.exports.plan import FORMATS
from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode
from tests.conftest import ROOT


def test_reference_matches_code() -> None:
    done = subprocess.run([sys.executable, ".ci/reference.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run .ci/reference.py"


def test_reference_lists_every_kind_code_and_command() -> None:
    """By another way than the maker's."""

    def named(page: str) -> set[str]:
        text = (ROOT / "docs" / "reference" / page).read_text("utf-8")
        return set(re.findall(r"^(?:\| `|## )([\w-]+)", text, re.M))

    assert {kind.value for kind in EditKind} <= named("edit-kinds.md")
    assert {code.value for code in FindingCode} <= named("finding-codes.md")
    assert set(cli.COMMANDS) <= named("command-line.md")
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in cli.COMMANDS:
        assert f"| `{command}" in readme, command
    assert FORMATS


def test_reference_is_not_published() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert "/reference/" in config["exclude_docs"].split()


def test_architecture_names_existing_files() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = set(re.findall(r"`((?:builder|tests|docs|registry|overrides|locks|\.ci)/[\w./-]*)`", text))
    assert len(paths) > 25
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_architecture_names_each_room() -> None:
    """The table of rooms has each folder of `builder/` and no other; a room that is named within another is in it."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## Step by step")[0].partition("## Rooms")[2]
    rooms = {}
    for first, rest in re.findall(r"^\| (`.+?) \| (.+) \|$", text, re.M):
        for room in re.findall(r"`(\w+)/`", first):
            rooms[room] = re.findall(r"`(\w+)/`", rest)
    folders = {path.name for path in (ROOT / "builder").iterdir() if (path / "__init__.py").is_file()}
    assert rooms.keys() == folders
    inner = [f"{room}/{name}" for room, names in rooms.items() for name in names if name not in rooms]
    assert len(inner) > 20
    assert [path for path in inner if not (ROOT / "builder" / path).is_dir()] == []


def test_documents_name_existing_files() -> None:
    """Files that are named without their folder too: `moments.py` stands somewhere in the tree."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    tree = "\n" + listed.stdout.decode("utf-8") + "\n"
    for document in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text("utf-8")
        named = set(re.findall(r"`([\w./-]+\.(?:py|yml|toml|j2|js|html|css|md|txt))`", text))
        assert named
        missing = [name for name in sorted(named) if not re.search(rf"[/\n]{re.escape(name)}\n", tree)]
        assert missing == [], document


def test_architecture_names_existing_code() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    names = {
        name
        for name in re.findall(r"`(\w+)`", text)
        if re.fullmatch(r"_?[A-Z]{2,}(_[A-Z]+)*|[a-z]+_\w+|[A-Z][a-z]+[A-Z]\w+", name)
    }
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "builder").rglob("*.py")))
    assert len(names) > 8
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", code)] == []


def test_changelog_has_current_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\n## {version}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_dependencies_are_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert f"\n| {name[0]} |" in text, name[0]

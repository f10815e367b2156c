"""A source is read once: its bytes are what is published, and a change while the build runs is named."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import pipeline
from builder.commands.generate import generate
from builder.config.project import find_project
from builder.model.errors import InputError
from builder.pipeline import Places
from builder.source.raw_file import RawNotice, check_unchanged, read_raw_notice
from tests.conftest import ROOT


def grown(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "二、增加的事项。\n", "utf-8")


def replaced(path: Path) -> None:
    beside = path.with_name("beside")
    beside.write_bytes(path.read_bytes())
    path.unlink()
    beside.rename(path)


def vanished(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(("change", "word"), [(grown, "changed"), (replaced, "changed"), (vanished, "vanished")])
@pytest.mark.parametrize("suffix", [".txt", ".yml"])
def test_change_after_reading_is_reported(
    tmp_path: Path, change: Callable[[Path], None], word: str, suffix: str
) -> None:
    (tmp_path / "a-2021.txt").write_text("一、甲。\n", "utf-8")
    (tmp_path / "a-2021.yml").write_text("kind: plan\n", "utf-8")
    raw = read_raw_notice(tmp_path / "a-2021.txt")
    check_unchanged([raw])
    change(tmp_path / f"a-2021{suffix}")
    with pytest.raises(InputError, match=rf"a-2021{suffix}: {word} while the build ran"):
        check_unchanged([raw])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "registry", tmp_path / "registry")
    (tmp_path / "mkdocs.yml").write_text("site_name: 台账\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "source_texts").mkdir()
    source = tmp_path / "source_texts" / "qingshan-2021-jieshui.txt"
    source.write_text("青山县节水方案\n一、编制清单。(县水务局)\n", "utf-8")
    source.with_suffix(".yml").write_text("kind: plan\n", "utf-8")
    return tmp_path


def test_published_bytes_are_those_read(office: Path) -> None:
    source = office / "source_texts" / "qingshan-2021-jieshui.txt"
    generate(find_project(office), jobs=1, clean=True, strict=False)
    published = office / "docs" / "notices" / source.stem / "source.txt"
    assert published.read_bytes() == source.read_bytes()
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert digest in (office / "docs" / "data" / "notices.json").read_text("utf-8")


@pytest.mark.parametrize("change", [grown, vanished])
def test_change_during_build_is_an_error(
    office: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pipeline.notice_from

    def reading(raw: RawNotice, places: Places) -> object:
        change(raw.file.path)
        return read(raw, places)

    monkeypatch.setattr(pipeline, "notice_from", reading)
    with pytest.raises(InputError, match=r"qingshan-2021-jieshui\.txt: (changed|vanished) while the build ran"):
        generate(find_project(office), jobs=1, clean=True, strict=False)
    assert list((office / "docs").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--clean"]])
def test_source_is_read_once(office: Path, options: list[str]) -> None:
    code = (
        "import sys\n"
        "def note(event, values):\n"
        "    if event == 'open' and 'source_texts' in str(values[0]): print(values[0], file=sys.__stdout__)\n"
        "sys.addaudithook(note)\n"
        "from builder.cli import main\n"
        f"main({['generate', *options]!r})\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=office, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    opened = sorted(Path(line).name for line in done.stdout.decode().splitlines())
    assert opened == ["qingshan-2021-jieshui.txt", "qingshan-2021-jieshui.yml"]

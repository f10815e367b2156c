"""The command line as CONTRACT fixes it: exit status, standard output, one readable line for errors."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.cli import COMMANDS
from builder.commands.init import write_folder
from builder.exports.notice_json import as_json
from builder.reading.notice import read
from builder.restoration.pipeline import restore
from builder.source.source import read_source, source_of
from tests.conftest import ROOT, call, run

pytestmark = pytest.mark.slow

SOURCES = sorted((ROOT / "source_texts").glob("*.txt"))
NOTICE = "id title plan_title kind issuers document_number index_number written published jurisdiction addressees recognised_by conventions".split()  # noqa: SIM905
TASK = "id kind heading text start end clause agencies deadlines due targets citations decision removed".split()  # noqa: SIM905
AGENCY = "name written role basis collective alias agency members start end decision".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def parsed() -> list[dict[str, Any]]:
    done = run("parse", "--ndjson", *SOURCES)
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_parse_json_has_documented_keys(parsed: list[dict[str, Any]]) -> None:
    assert len(parsed) == 5
    for shown in parsed:
        assert list(shown) == ["notice", "text", "outline", "tasks", "citations", "edits", "findings", "removed"]
        assert list(shown["notice"]) == NOTICE
        for task in shown["tasks"]:
            assert list(task) == TASK
            assert all(list(agency) == AGENCY for agency in task["agencies"])


def test_offsets_match_written_words(parsed: list[dict[str, Any]]) -> None:
    for shown in parsed:
        text = shown["text"]
        for task in shown["tasks"]:
            for fact in (*task["agencies"], *task["deadlines"], *task["targets"]):
                assert text[fact["start"] : fact["end"]] == fact["written"], (task["id"], fact)
        for rule in shown["notice"]["conventions"]:
            assert text[rule["start"] : rule["end"]] == rule["quote"]


def assert_no_loss(path: Path) -> None:
    source = read_source(path)
    shown = as_json(read(restore(source), source))
    pieces, kept, at, there = [], [], 0, 0
    for edit in shown["edits"]:
        assert source.text[there : edit["source_start"]] == shown["text"][at : edit["start"]]
        pieces += [shown["text"][at : edit["start"]], edit["source"]]
        kept += [source.text[there : edit["source_start"]], edit["restored"]]
        at, there = edit["end"], edit["source_end"]
    assert "".join([*pieces, shown["text"][at:]]) == source.text
    assert "".join([*kept, source.text[there:]]) == shown["text"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_edits_rebuild_source_and_text(path: Path) -> None:
    assert_no_loss(path)


@given(
    st.lists(st.sampled_from([line for path in SOURCES for line in path.read_text("utf-8").splitlines()]), max_size=12)
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_shuffled_lines_parse_to_valid_notice(lines: list[str]) -> None:
    source = source_of("\n".join(lines))
    shown = as_json(read(restore(source), source))
    json.dumps(shown)
    for task in shown["tasks"]:
        assert 0 <= task["start"] <= task["end"] <= len(shown["text"])


def test_citation_of_published_plan_has_its_id(parsed: list[dict[str, Any]]) -> None:
    county = next(shown for shown in parsed if shown["notice"]["id"] == "guangning-2017-fazhi-fangan")
    assert "guangdong-2015-fazhi-shifanqu" in {citation["notice"] for citation in county["citations"]}


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), "关于".encode() + b"\xff\xfe\xff"])
@pytest.mark.parametrize("command", ["parse", "restore", "add"])
def test_unreadable_input_exits_2_with_one_line(tmp_path: Path, command: str, content: bytes) -> None:
    (tmp_path / "bad-notice.txt").write_bytes(content)
    done = call(command, tmp_path / "bad-notice.txt")
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "bad-notice.txt" in done.err
    assert "Traceback" not in done.err


def test_missing_file_exits_2(tmp_path: Path) -> None:
    done = run("parse", tmp_path / "none.txt")
    assert (done.status, len(done.err.splitlines())) == (2, 1)


def test_restore_prints_text_and_explains_edits() -> None:
    path = ROOT / "source_texts" / "guangdong-2015-fazhi-shifanqu.txt"
    done = call("restore", path)
    assert done.status == 0
    assert "(六)加强对行政权力的制约和监督" in done.out
    explained = call("restore", "--explain", path)
    assert len(explained.out.splitlines()) == len(restore(read_source(path)).edits)


def test_add_copies_bytes_and_writes_sidecar(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(ROOT / "registry", tmp_path / "registry")
    raw = SOURCES[0].read_bytes()
    (tmp_path / "下载.txt").write_bytes(raw)
    assert call("add", "下载.txt", cwd=tmp_path).status == 2, "an id must be given where the file's name is none"
    done = call("add", "下载.txt", "--id", "some-2015-plan", cwd=tmp_path)
    assert done.status == 0, done.err
    assert (tmp_path / "source_texts" / "some-2015-plan.txt").read_bytes() == raw
    assert read_source(tmp_path / "source_texts" / "some-2015-plan.txt").sidecar is not None
    again = call("add", "下载.txt", "--id", "some-2015-plan", cwd=tmp_path)
    assert (again.status, "already" in again.err) == (2, True)


def test_add_says_once_what_repeats(tmp_path: Path) -> None:
    write_folder(tmp_path)
    duties = "".join(f"（{number}）修渠。县水利局于10月底前修好水渠。\n" for number in "一二三")
    (tmp_path / "yixian-2021-qudao.txt").write_text(f"易县水利局关于修渠的通知\n\n一、修渠\n{duties}", "utf-8")
    done = call("add", "yixian-2021-qudao.txt", cwd=tmp_path)
    assert done.status == 0, done.err
    (line,) = [line for line in done.out.splitlines() if "limit-undated" in line]
    assert line.endswith(" (3 times)")


def test_version_is_that_of_the_package() -> None:
    done = call("--version")
    assert (done.status, done.out) == (0, f"taizhang {version('taizhang')}\n")


def test_check_prints_places_and_exits_by_severity(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(ROOT / "registry", tmp_path / "registry")
    (tmp_path / "source_texts").mkdir()
    for path in (ROOT / "source_texts").glob("hegang-*"):
        shutil.copy(path, tmp_path / "source_texts")
    done = call("check", "hegang-2019-shifan-chuangjian", cwd=tmp_path)
    assert done.status == 0
    assert all("hegang-2019-shifan-chuangjian.txt:" in line for line in done.out.splitlines())
    if any(": warning " in line for line in done.out.splitlines()):
        assert call("check", "--severity", "warning", "hegang-2019-shifan-chuangjian", cwd=tmp_path).status == 1
    unknown = call("check", "nobody", cwd=tmp_path)
    assert (unknown.status, "known are" in unknown.err) == (2, True)


def test_export_writes_the_tables(tmp_path: Path) -> None:
    assert call("export", "--format", "json", "--output", tmp_path / "data").status == 0
    assert len(json.loads((tmp_path / "data" / "notices.json").read_text())) == 5
    assert call("export", "--format", "odt", "--output", tmp_path / "no").status == 2


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"| `{command}" in readme
        assert call(command, "--help").status == 0

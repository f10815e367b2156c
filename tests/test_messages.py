"""Messages to a person: all are translatable, all are translated, and in Chinese no English sentence is left."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import cli
from builder.messages import foreign
from builder.messages.foreign import said_by_other
from builder.messages.help import columns, wrapped
from builder.messages.translation import choose_language
from builder.model.errors import InputError
from tests.conftest import ROOT, run
from tests.test_user_mistakes import CONFIG, NOTICE, RAW, SIDECAR, run_here


def _tool() -> Any:
    spec = importlib.util.spec_from_file_location("ci_messages", ROOT / ".ci" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """The files of the program, with what they say."""
    paths = (ROOT / "builder").rglob("*.py")
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


SPEAKING = re.compile(r"builder/(?:cli|cache|pipeline|commands|config|exports|publishing|registry|review|source)\b")
"""The rooms that speak to the person at the command line; findings and pages are Chinese from the beginning."""
NOT_SAID = {  # words for other programs, and names of theirs
    "-//Taizhang//ledger of tasks//ZH",
    "unexpected end of data",
    " is no part of a notice",
    "the numbers of a table ascend",
    "no element found",
    " is no cell",
    "cannot be read",
}


# The catalogue


def test_the_catalogue_is_complete_and_compiled() -> None:
    """After a change of messages run .ci/messages.py and fill in what it names."""
    catalogue = TOOL.updated()
    assert TOOL.faults(catalogue) == []
    assert TOOL.out_of_date(catalogue) == []


@pytest.mark.parametrize(
    ("message", "said", "fault"),
    [
        ("there is no {x}", "没有 {x}", False),
        ("there is no {x}", "没有 {y}", True),
        ("there is no {x!r}", "没有 {x}", True),
        ("has %s pages", "有 %s 页", False),
        ("has %s pages", "有页", True),
        ("write {", "写 {", False),
        ("write it", "write it", True),
    ],
)
def test_faults_of_a_translation(monkeypatch: pytest.MonkeyPatch, message: str, said: str, fault: bool) -> None:
    monkeypatch.setattr(TOOL, "messages", lambda: {message})
    catalogue = TOOL.Catalog("zh")
    catalogue.add(message, said)
    assert bool(TOOL.faults(catalogue)) == fault


# The code


def test_calls_name_the_fields_of_their_message() -> None:
    for path, tree in modules():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if not (isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")):
                continue
            place, message = f"{path}:{call.lineno}", call.args[0]
            named = {keyword.arg for keyword in call.keywords}
            if isinstance(message, ast.Constant) and named and None not in named:
                assert named == {name for _, name, _, _ in string.Formatter().parse(message.value) if name}, place
            assert not isinstance(message, (ast.JoinedStr, ast.BinOp)), f"{place}: not to be found in a catalogue"
            if call.func.id == "N_":
                assert isinstance(message, ast.Constant), place
                assert not call.keywords, place


def test_every_sentence_to_a_person_is_translatable() -> None:
    assert sorted(_raw_sentences()) == []


def _raw_sentences() -> Iterator[str]:
    """English of three words or more outside `_` and `N_`, and any words that an error is made with."""
    for path, tree in modules():
        if not SPEAKING.match(path):
            continue
        passed: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                passed.add(id(node.value))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                passed.update(id(part) for part in ast.walk(node))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("InputError", "error", "_at"):
                raw = [part for part in node.args[:4] if isinstance(part, ast.Constant) and id(part) not in passed]
                yield from (f"{path}:{node.lineno}: {part.value}" for part in raw if isinstance(part.value, str))
            elif isinstance(node, ast.keyword) and node.arg in ("help", "metavar", "description"):
                if isinstance(node.value, ast.Constant):
                    yield f"{path}:{node.lineno}: {node.value.value}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
                said = re.search(r"\b[a-z]+ [a-z]+ [a-z]+", node.value) and node.value not in NOT_SAID
                yield from [f"{path}:{node.lineno}: {node.value}"] if said else []


def test_nothing_takes_the_name_of_the_translator() -> None:
    """`_` as a variable of a function would hide it; within a comprehension it does not."""
    for path, tree in modules():
        if not any(
            isinstance(node, ast.ImportFrom) and "_" in {name.name for name in node.names} for node in ast.walk(tree)
        ):
            continue
        inside = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.comprehension) for part in ast.walk(node.target)
        }
        for node in ast.walk(tree):
            stored = isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)
            assert not stored or id(node) in inside, f"{path}:{getattr(node, 'lineno', 0)}"


# Which language


@pytest.mark.parametrize(
    ("environment", "project", "language"),
    [
        ({}, None, "en"),
        ({}, "zh-CN", "zh"),
        ({}, "en", "en"),
        ({"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "en", "zh"),
        ({"LANG": "C.UTF-8"}, "zh-CN", "zh"),
        ({"LANG": "en_US.UTF-8"}, "zh-CN", "zh"),
        ({"LANG": "en_US.UTF-8"}, None, "en"),
        ({"LC_ALL": "C"}, "zh-CN", "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, None, "en"),
        ({"LC_ALL": "POSIX"}, None, "en"),
        ({"LC_ALL": "en_US.UTF-8"}, "zh-CN", "en"),
        ({"LC_MESSAGES": "en_GB"}, "zh", "en"),
        ({"LC_MESSAGES": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, None, "zh"),
        ({"LC_ALL": "", "LANG": "zh_HK"}, None, "zh"),
        ({"LANGUAGE": "en", "LC_ALL": "zh_CN.UTF-8"}, "zh", "en"),
        ({"LANGUAGE": "zh_CN:en"}, "en", "zh"),
        ({"LANGUAGE": "de:zh"}, "zh", "en"),
    ],
)
def test_which_language(environment: dict[str, str], project: str | None, language: str) -> None:
    assert choose_language(environment, lambda: project) == language


@pytest.mark.slow
@pytest.mark.parametrize(
    ("config", "environment", "chinese"),
    [
        (CONFIG, {}, True),
        (CONFIG, {"LC_ALL": "C"}, True),
        (CONFIG, {"LC_ALL": "en_US.UTF-8"}, False),
        ("site_name: x\n", {}, False),
        ("site_name: [\n", {"LANG": "zh_CN.UTF-8"}, True),
    ],
)
def test_the_language_of_a_run(tmp_path: Path, config: str, environment: dict[str, str], chinese: bool) -> None:
    """That of the project around, unless the environment asks for one."""
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    done = run("parse", "none.txt", cwd=tmp_path, **{"LANGUAGE": "", **environment})
    assert done.status == 2
    assert ("读不了" in done.err, "cannot be read" in done.err) == (chinese, not chinese)


# Chinese without English


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")


def english(words: str) -> list[str]:
    """What of a message in Chinese is English: two words side by side that are no name, quotation or command."""
    left = re.sub(r"`[^`]*`|'[^']*'|“[^”]*”|\S*[/._]\S*|--?\w+|\[[^]]*\]|\btaizhang \w+", " · ", words)
    return re.findall(r"[A-Za-z]{2,} [a-z]{2,}[A-Za-z ]*", left)


def test_english_is_found() -> None:
    assert english("taizhang: 通知.txt: cannot be read: 没有权限") == ["cannot be read"]
    assert english("taizhang: a.txt: 读不了 (用法见 `taizhang parse the file`)") == []


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("command", ["", *cli.COMMANDS])
def test_help_in_chinese(command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run_here(capsys, [*command.split(), "--help"])
    assert done.status == 0
    assert done.out.startswith("用法：taizhang")
    assert english(done.out) == []
    assert max(map(columns, done.out.partition("\n\n")[2].splitlines())) <= 80


MISTAKES = [
    ("", {}),
    ("publish", {}),
    ("parse", {}),
    ("parse none.txt", {}),
    ("parse source_texts", {}),
    ("parse e.txt", {"e.txt": b""}),
    ("parse p.txt", {"p.txt": b"\x89PNG"}),
    ("parse w.docx", {"w.docx": b"PK\x03\x04" + b"x" * 90}),
    ("parse w.xlsx", {"w.xlsx": b"PK\x03\x04" + b"x" * 90}),
    ("parse p.pdf", {"p.pdf": b"%PDF-1.7\n" + b"\x00" * 40}),
    ("parse t.txt", {"t.txt": NOTICE.encode() + b"\xff\xfe\xff"}),
    ("check --jobs 0", {}),
    ("check --severity fatal", {}),
    ("check nobody", {}),
    ("check --sources nothing", {}),
    ("check", {SIDECAR: "titel: 甲\n".encode()}),
    ("check", {SIDECAR: "written: 昨天\n".encode()}),
    ("check", {SIDECAR: 'title: "甲\nvalidity: 乙\n'.encode()}),
    ("check", {SIDECAR: b"source:\n\tname: a\n"}),
    ("check", {SIDECAR: b"title: a: b\n"}),
    ("check", {SIDECAR: b"title: [a\n"}),
    ("check", {SIDECAR: "jurisdiction: 无有省\n".encode()}),
    ("check", {"source_texts/b.yml": b""}),
    ("check", {"source_texts/a.pages": b"PK"}),
    ("add 通知.txt", {"通知.txt": NOTICE.encode()}),
    (f"add {RAW}", {SIDECAR: b""}),
    ("remove nobody --reason x", {}),
    ("review --apply none.xlsx", {}),
    ("review --apply none.xlsx --by x", {}),
    ("export --format pptx --output out", {}),
    ("serve --address localhost", {}),
    ("generate", {"mkdocs.yml": CONFIG.replace("site_name:", "site_nam:").encode()}),
    ("build", {"mkdocs.yml": CONFIG.replace("plugins: []", "plugins: [ghost]").encode()}),
    ("build", {"mkdocs.yml": CONFIG.replace("use_directory_urls: true", "use_directory_urls: 3").encode()}),
    ("build", {"mkdocs.yml": (CONFIG + "nav: x\n").encode()}),
]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(("arguments", "files"), MISTAKES)
def test_mistakes_in_chinese(
    arguments: str,
    files: dict[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "source_texts").mkdir()
    (tmp_path / "docs").mkdir()
    for name, content in {"mkdocs.yml": CONFIG.encode(), RAW: NOTICE.encode(), **files}.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    done = run_here(capsys, arguments.split())
    assert done.status == 2
    assert re.search("[\u3400-\u9fff]", done.err)
    assert "原话" not in done.err
    assert english(done.err) == []


# What other programs say


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("template", foreign._SENTENCES)
def test_known_sentences_of_other_programs(template: str) -> None:
    """Each is recognised as itself, and what stands in its places is kept."""
    names = [name for _, name, _, _ in string.Formatter().parse(template) if name]
    values = {name: f" is a {number}" if name == "rest" else f"甲{number}" for number, name in enumerate(names)}
    said = said_by_other(template.format(**values))
    assert english(said.replace("is a", "")) == []
    assert not said.startswith("原话")
    assert all(value.strip() in said for value in values.values())


@settings(deadline=None)  # the first call compiles all patterns
@given(st.one_of(st.text(), st.sampled_from(foreign._SENTENCES)))
def test_english_leaves_them_as_they_are(words: str) -> None:
    assert said_by_other(words) == words


@pytest.mark.usefixtures("chinese")
def test_unknown_words_are_a_quotation() -> None:
    assert said_by_other("The flux capacitor is empty") == "原话是：The flux capacitor is empty"


def test_an_error_is_one_line_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from builder.config.input_files import read_input

    for language, says in (("en", "cannot be read: No such file"), ("zh", "读不了：没有这个文件")):
        monkeypatch.setenv("LANGUAGE", language)
        with pytest.raises(InputError, match=says) as refused:
            read_input(tmp_path / "none.txt")
        assert str(refused.value).startswith(f"{tmp_path}/none.txt: ")
        assert len(refused.value.lines()) == 1


# Help by the width of its characters


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("read the notices", 8, ["read the", "notices"]),
        ("读通知，写网页", 8, ["读通知，", "写网页"]),
        ("用 --jobs 读", 6, ["用", "--jobs", "读"]),
        ("", 10, [""]),
    ],
)
def test_lines_of_help(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines

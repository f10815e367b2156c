"""Mistakes of a person: each is one line that names the place, exit 2, and nothing on disk is changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.cli import COMMANDS, main
from builder.config.input_files import LARGEST_NOTICE
from tests.conftest import ROOT, Done

pytestmark = pytest.mark.slow

NOTICE = """关于印发清河县河道整治工作方案的通知

各乡镇人民政府：
现将方案印发给你们，请认真组织实施。

清河县河道整治工作方案
一、主要任务
（一）清理河道垃圾。2021年6月底前完成。（县水务局牵头，县环卫处配合）
（二）修复沿河步道。2022年底前完成。（县住建局负责）

清河县人民政府
2021年3月5日
"""
RAW = "source_texts/qinghe-2021-hedao.txt"
SIDECAR = "source_texts/qinghe-2021-hedao.yml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RECORD = "converted:\n  original: a\n  sha256: b\n  by: LibreOffice\n"
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8")

for command in COMMANDS:  # which another user, as whom some rows are run, may not be able to do
    importlib.import_module(f"builder.commands.{command}")

Content = bytes | str | Callable[[Path], object]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("not-there")


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_NOTICE + 1)


def closed_file(path: Path) -> None:
    path.write_text(NOTICE, "utf-8")
    path.chmod(0)


def closed_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(0)


def latin_name(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.txt")).write_text(NOTICE, "utf-8")


def deeper(levels: int) -> str:
    return f"title: {'[' * levels}{']' * levels}\n"


def correction(written: str, line: int = 8, **more: str) -> str:
    fields = {"written": written, "restored": "甲", "by": "张三", "date": "2024-01-02", "reason": "核对原件", **more}
    return f"- at: {line}\n" + "".join(f"  {key}: {value}\n" for key, value in fields.items())


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n"
PYTHON_TAG = CONFIG.replace("generator: false", 'generator: !!python/object/apply:os.system ["touch made-by-a-tag"]')

# id, files to put into the project (path → content), the command line, what the one line says
ROWS: list[tuple[str, dict[str, Content], str, str]] = [
    # usage
    ("no-command", {}, "", "COMMAND"),
    ("unknown-command", {}, "publish", "invalid choice: 'publish'"),
    ("unknown-option", {}, "build --fast", "--fast"),
    ("parse-without-file", {}, "parse", "FILE"),
    ("usage-names-help", {}, "restore", "--help"),
    ("jobs-zero", {}, "build --jobs 0", "'0' is no number of processes"),
    ("jobs-negative", {}, "check --jobs=-3", "'-3' is no number of processes"),
    ("jobs-word", {}, "build --jobs 两个", "'两个' is no number of processes"),
    ("jobs-huge", {}, "build --jobs 99999999999999", "from 1 to 256"),
    ("severity-unknown", {}, "check --severity fatal", "fatal"),
    ("format-unknown", {}, "export --format odt --output out", "odt"),
    ("format-missing", {}, "export --output out", "--format"),
    ("check-unknown-id", {}, "check nobody", "there is no notice 'nobody'"),
    # where to serve
    ("address-without-port", {}, "serve --address localhost", "is no address"),
    ("port-too-large", {}, "serve --address 127.0.0.1:65536", "port from 1 to 65535"),
    ("port-zero", {}, "serve --address 127.0.0.1:0", "port from 1 to 65535"),
    ("port-word", {}, "serve --address 127.0.0.1:http", "is no address"),
    ("port-chinese-digits", {}, "serve --address 127.0.0.1:８０００", "is no address"),
    ("host-unknown", {}, "serve --address no-such-host.invalid:8000", "cannot serve at no-such-host.invalid"),
    ("host-elsewhere", {}, "serve --address 192.0.2.1:8000", "cannot serve at 192.0.2.1"),
    ("host-empty-label", {}, "serve --address a..b:8000", "cannot serve at a..b"),
    ("port-in-use", {}, "serve --address 127.0.0.1:{port}", "cannot serve at 127.0.0.1"),
    # files that are none
    ("parse-missing", {}, "parse none.txt", "none.txt: cannot be read"),
    ("parse-folder", {}, "parse source_texts", "is a folder"),
    ("parse-pipe", {"p.txt": pipe}, "parse p.txt", "is a pipe or device"),
    ("parse-device", {}, "parse /dev/zero", "is a pipe or device"),
    ("parse-link-to-device", {"z.txt": zeros}, "parse z.txt", "is a pipe or device"),
    ("parse-circle", {"c.txt": circle}, "parse c.txt", "c.txt: cannot be read"),
    ("parse-dead-link", {"d.txt": nowhere}, "parse d.txt", "d.txt: cannot be read"),
    ("parse-too-large", {"l.txt": too_large}, "parse l.txt", "is larger than 200 MB"),
    ("parse-empty", {"e.txt": b""}, "parse e.txt", "is empty"),
    ("parse-blank", {"e.txt": "　\n \n"}, "parse e.txt", "holds no text"),
    ("parse-picture", {"p.txt": b"\x89PNG\r\n\x1a\n" + bytes(9)}, "parse p.txt", "a PNG picture"),
    ("parse-cut-docx", {"w.docx": b"PK\x03\x04" + bytes(30)}, "parse w.docx", "damaged .docx"),
    ("parse-cut-xlsx", {"w.xlsx": b"PK\x03\x04" + bytes(30)}, "parse w.xlsx", "damaged workbook"),
    ("parse-cut-xls", {"w.xls": OLE + "Workbook\0".encode("utf-16-le")}, "parse w.xls", "damaged workbook"),
    ("parse-old-program", {"w.wps": OLE}, "parse w.wps", "a file of an old office program"),
    ("parse-locked", {"w.xlsx": OLE + "EncryptedPackage\0".encode("utf-16-le")}, "parse w.xlsx", "locked with a password"),
    ("parse-rar", {"w.doc": b"Rar!\x1a\x07\x00"}, "parse w.doc", "a RAR archive"),
    ("parse-cut-pdf", {"p.pdf": b"%PDF-1.7\n"}, "parse p.pdf", "p.pdf"),
    ("parse-long-name", {}, f"parse {'长' * 100}.txt", "cannot be read"),
    ("parse-nul-in-name", {}, "parse a\0b.txt", "cannot be read"),
    ("parse-line-break-in-name", {}, "parse a\nb.txt", r"a\nb.txt"),
    ("parse-closed", {"k.txt": closed_file}, "parse k.txt", "Permission denied"),
    ("restore-folder", {}, "restore docs", "is a folder"),
    ("restore-pipe", {"p.txt": pipe}, "restore p.txt", "is a pipe or device"),
    # adding
    ("add-id-with-nul", {"n.txt": NOTICE}, "add n.txt --id a\0b", "is no id"),
    ("add-id-with-path", {"n.txt": NOTICE}, "add n.txt --id ../n", "is no id"),
    ("add-id-upper-case", {"n.txt": NOTICE}, "add n.txt --id Qinghe", "is no id"),
    ("add-chinese-name", {"通知.txt": NOTICE}, "add 通知.txt", "name it with --id"),
    ("add-same-id", {"n.txt": NOTICE}, "add n.txt --id qinghe-2021-hedao", "already"),
    ("add-pipe", {"p.txt": pipe}, "add p.txt --id new", "is a pipe or device"),
    ("add-folder", {"f.txt": folder}, "add f.txt --id new", "no file in the folder"),
    ("add-ocr-of-text", {"n.txt": NOTICE}, "add n.txt --id new --ocr", "is no PDF"),
    ("add-other-kind", {"n.pages": b"PK"}, "add n.pages", "not a kind of file"),
    ("add-into-file", {"n.txt": NOTICE}, "add n.txt --id new --sources mkdocs.yml", "mkdocs.yml"),
    # the folder of sources
    ("sources-file", {}, "check --sources mkdocs.yml", "is no folder"),
    ("sources-missing", {}, "check --sources nothing", "no such folder"),
    ("sources-circle", {"c": circle}, "check --sources c", "circle"),
    ("sources-empty", {"empty": folder}, "check --sources empty", "no notice"),
    ("sources-closed", {"shut": closed_folder}, "check --sources shut", "Permission denied"),
    ("source-folder", {"source_texts/more": folder}, "check", "nothing in it would be read"),
    ("source-pipe", {"source_texts/p.txt": pipe}, "check", "source_texts/p.txt"),
    ("source-dead-link", {"source_texts/d.txt": nowhere}, "generate", "source_texts/d.txt"),
    ("source-name-not-utf-8", {"source_texts/x": latin_name}, "build", "not UTF-8"),
    ("source-other-kind", {"source_texts/a.pages": b"PK"}, "check", "not a kind of file"),
    ("source-not-converted", {"source_texts/a.rtf": "{\\rtf1 x}"}, "check", "has to be converted first"),
    ("converted-alone", {"source_texts/a.converted.docx": b"PK"}, "generate", "without its notice"),
    ("record-of-another-file", {SIDECAR: RECORD}, "check", "is another file than that which was converted"),
    ("record-incomplete", {SIDECAR: "converted:\n  by: x\n"}, "check", f"{SIDECAR}:2:3: 'original' is missing"),
    ("sidecar-alone", {"source_texts/b.yml": ""}, "check", "without its notice"),
    # encodings
    ("page-base64", {"p.html": "<meta charset=base64>通知"}, "parse p.html", "p.html:1: declares 'base64'"),
    ("page-rot13", {"p.html": "<meta charset=rot13>通知"}, "parse p.html", "declares 'rot13'"),
    ("page-undefined", {"p.html": "<meta charset=undefined>通知"}, "parse p.html", "declares 'undefined'"),
    ("page-utf-7", {"p.html": "<meta charset=utf-7>+kBp35Q-"}, "parse p.html", "declares 'utf-7'"),
    ("xml-escapes", {"p.html": '<?xml version="1.0" encoding="unicode_escape"?>'}, "parse p.html", "unicode_escape"),
    ("sidecar-base64", {SIDECAR: "encoding: base64\n"}, "check", f"{SIDECAR}:1:11: there is no encoding of text"),
    ("sidecar-utf-7", {SIDECAR: "encoding: utf-7\n"}, "check", "there is no encoding of text"),
    ("sidecar-wrong-encoding", {SIDECAR: "encoding: ascii\n"}, "check", f"{RAW}:1: byte 0xe5"),
    ("text-broken", {"t.txt": NOTICE.encode() + b"\xff\xfe\xff"}, "parse t.txt", "is not UTF-8"),
    # sidecars
    ("sidecar-control", {SIDECAR: "title: 通知\n\x07\n"}, "check", f"{SIDECAR}:2:1: holds the control character U+0007"),
    ("sidecar-control-escaped", {SIDECAR: 'title: "通\\x00知"\n'}, "check", "control character U+0000"),
    ("sidecar-list", {SIDECAR: "- title: 通知\n"}, "check", "expected `key: value` lines"),
    ("sidecar-text", {SIDECAR: "通知\n"}, "check", "expected `key: value` lines"),
    ("sidecar-map-for-list", {SIDECAR: "corrections: {a: b}\n"}, "check", "expected a list of corrections"),
    ("sidecar-list-for-text", {SIDECAR: "title: [甲, 乙]\n"}, "check", "not a list"),
    ("sidecar-key-twice", {SIDECAR: "title: 甲\ntitle: 乙\n"}, "check", f"{SIDECAR}:2:1: 'title' is given twice"),
    ("sidecar-unknown-key", {SIDECAR: "titel: 甲\n"}, "check", "did you mean 'title'"),
    ("sidecar-no-date", {SIDECAR: "written: 2021-02-30\n"}, "check", "is no date"),
    ("sidecar-unknown-place", {SIDECAR: "jurisdiction: 无有省\n"}, "check", "there is no place"),
    ("sidecar-alias", {SIDECAR: LAUGHS}, "check", "the alias *a cannot be used"),
    ("sidecar-deep", {SIDECAR: deeper(5000)}, "check", "nested deeper"),
    ("sidecar-tag", {SIDECAR: "title: !!python/name:os.system\n"}, "check", "!!python/name:os.system"),
    ("sidecar-two-documents", {SIDECAR: "title: 甲\n---\ntitle: 乙\n"}, "check", "is no YAML"),
    ("sidecar-tab", {SIDECAR: "source:\n\tname: 甲\n"}, "check", "is no YAML"),
    ("sidecar-open-quote", {SIDECAR: 'title: "甲\nvalidity: 乙\n'}, "check", "quote that opens here"),
    ("sidecar-latin", {SIDECAR: b"title: caf\xe9\n"}, "check", "not UTF-8"),
    ("sidecar-pipe", {SIDECAR: pipe}, "check", f"{SIDECAR}: is no file"),
    ("sidecar-folder", {SIDECAR: folder}, "check", f"{SIDECAR}: is no file"),
    ("sidecar-large", {SIDECAR: b"#" * (4 << 20) + b"\n"}, "check", "is larger than 4 MB"),
    ("correction-absent", {SIDECAR: "corrections:\n" + correction("无此词")}, "check", "occur 0 times"),
    ("correction-beyond-end", {SIDECAR: "corrections:\n" + correction("县", 999)}, "check", "in line 999"),
    ("correction-line-zero", {SIDECAR: "corrections:\n" + correction("县", 0)}, "check", "no line number"),
    (
        "corrections-overlap",
        {SIDECAR: "corrections:\n" + correction("河道垃圾") + correction("清理河道")},
        "check",
        f"{SIDECAR}:8: the words '清理河道' overlap with those of the correction in line 2",
    ),
    # the registry
    ("registry-control", {"registry/groups.yml": "groups:\x1b\n"}, "check", "registry/groups.yml:1:8"),
    ("registry-twice", {"registry/groups.yml": "groups:\ngroups:\n"}, "check", "'groups' is given twice"),
    ("registry-list", {"registry/groups.yml": "- a\n"}, "check", "expected `key: value`"),
    ("registry-latin", {"registry/groups.yml": b"# caf\xe9\n"}, "check", "registry/groups.yml:1: byte at offset 5"),
    ("registry-no-date", {"registry/counterparts.yml": "strike:\n- {a: a/1, b: b/1, why: 错, date: 昨天}\n"}, "check", "is no date"),
    ("registry-pipe", {"registry/groups.yml": pipe}, "check", "is a pipe or device"),
    ("registry-deep", {"registry/groups.yml": "groups: " + "{a: " * 99 + "}" * 99}, "check", "nested deeper"),
    ("registry-other-file", {"registry/people.yml": ""}, "check", "registry/people.yml: no file of the registry"),
    ("registry-other-ending", {"registry/bodies.yaml": ""}, "check", "registry/bodies.yaml: no file of the registry (is it 'bodies.yml'?)"),
    ("registry-folder-in-it", {"registry/more": folder}, "parse " + RAW, "registry/more: no file of the registry"),
    ("registry-upper-case", {"registry/Bodies.yml": ""}, "check", "is it 'bodies.yml'"),
    ("registry-topic-twice", {"registry/topics.yml": "topics:\n  a: {name: 河道}\n  b: {name: 河道}\n"}, "check", "topics.yml:3:13: the topic 河道 is there already, as a"),
    ("registry-no-relation", {"registry/counterparts.yml": "add:\n- {a: a/1, b: b/1, why: 同}\n"}, "check", "'relation' is missing (say how the two answer each other: `relation:` 落实, 报告, 同一事项)"),
    ("sidecar-no-relation", {SIDECAR: "relations:\n- notice: a\n"}, "check", f"{SIDECAR}:2:3: 'kind' is missing (say what it does to the other: `kind:` 废止, 修改, 代替, 解读)"),
    # mkdocs.yml
    ("config-python-tag", {"mkdocs.yml": PYTHON_TAG}, "build", "the tag !!python/object/apply:os.system cannot be used"),
    ("config-python-name", {"mkdocs.yml": CONFIG + "a: !!python/name:os.system\n"}, "generate", "!!python/name"),
    ("config-inherit", {"mkdocs.yml": CONFIG + "INHERIT: other.yml\n"}, "build", "INHERIT cannot be used"),
    ("config-control", {"mkdocs.yml": CONFIG + "\x00\n"}, "build", "control character U+0000"),
    ("config-name-twice", {"mkdocs.yml": CONFIG + "site_name: 乙\n"}, "build", "'site_name' is given twice"),
    ("config-nested-twice", {"mkdocs.yml": CONFIG + "    host: 甲\n"}, "build", "'host' is given twice"),
    ("config-empty", {"mkdocs.yml": ""}, "build", "mkdocs.yml: site_name"),
    ("config-list", {"mkdocs.yml": "- site_name: 甲\n"}, "build", "expected `key: value` lines"),
    ("config-name-list", {"mkdocs.yml": "site_name: [甲]\n"}, "generate", "mkdocs.yml:1: site_name is missing"),
    ("config-address", {"mkdocs.yml": "site_name: 甲\nsite_url: 甲\n"}, "generate", "mkdocs.yml:2: site_url"),
    ("config-plugin", {"mkdocs.yml": CONFIG.replace("plugins: []", "plugins: [ghost]")}, "build", 'The "ghost" plugin'),
    ("config-theme", {"mkdocs.yml": CONFIG.replace("name: material", "name: ghost")}, "build", "theme"),
    ("config-extension", {"mkdocs.yml": CONFIG.replace("- tables", "- ghost")}, "build", "markdown_extensions"),
    ("config-type", {"mkdocs.yml": CONFIG.replace("use_directory_urls: true", "use_directory_urls: 是的")}, "serve", "use_directory_urls"),
    ("config-folder", {"mkdocs.yml": folder}, "generate", "mkdocs.yml"),
    ("config-pipe", {"mkdocs.yml": pipe}, "build", "mkdocs.yml: is a pipe or device"),
    ("config-latin", {"mkdocs.yml": b"site_name: caf\xe9\n"}, "generate", "mkdocs.yml:1: byte at offset 14"),
    # where the site goes
    ("site-file", {}, "build --site-dir mkdocs.yml", "mkdocs.yml"),
    ("site-sources", {}, "build --site-dir source_texts", "source_texts"),
    ("output-file", {}, "export --format csv --output mkdocs.yml", "mkdocs.yml"),
    ("output-circle", {"c": circle}, "export --format csv --output c", "c"),
    ("output-below-file", {}, "export --format csv --output mkdocs.yml/out", "mkdocs.yml"),
]  # fmt: skip


def make_project(root: Path) -> Path:
    """A small project of one invented notice."""
    for name in ("docs", "registry", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=_generated)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (root / "source_texts").mkdir()
    (root / RAW).write_text(NOTICE, "utf-8")
    return root


def _generated(place: str, names: list[str]) -> set[str]:
    """Of `docs/`, only what is written by hand: a folder of pages there is made by a build."""
    if Path(place) != ROOT / "docs":
        return set()
    return {name for name in names if name != "assets" and (not name.endswith(".md") or name == "index.md")}


@pytest.fixture(scope="module")
def fresh() -> Iterator[Path]:
    """An unchanged project, readable by everybody."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        yield make_project(Path(place) / "project")


@pytest.fixture
def project(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        root = Path(place) / "project"
        shutil.copytree(fresh, root)
        monkeypatch.chdir(root)
        yield root
        for part in (root, *root.rglob("*")):
            if not part.is_symlink():
                part.chmod(0o755)


@contextlib.contextmanager
def unprivileged(root: Path, wanted: bool) -> Iterator[None]:
    """Rights count for everybody but the superuser, in whose place another user acts in the block."""
    if not wanted or os.geteuid() != 0:
        yield
        return
    for part in (root, *root.rglob("*")):
        os.chown(part, 65534, 65534, follow_symlinks=False)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def fingerprint(root: Path) -> str:
    """A hash of every name, kind and content below `root`; the cache, which only saves time, is left out."""
    digest = hashlib.sha256()
    for part in sorted(os.fsencode(path) for path in root.rglob("*") if ".cache" not in path.parts):
        found = os.lstat(part)
        digest.update(b"%s %d %d\n" % (part, found.st_mode, found.st_size if os.path.isfile(part) else 0))
        if os.path.isfile(part) and not os.path.islink(part) and found.st_size < 1 << 23:
            with contextlib.suppress(PermissionError), open(part, "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()


def run_here(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> Done:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capsys.readouterr()
    return Done(int(left.value.code or 0), out, err)


def assert_one_line(done: Done, says: str) -> None:
    assert done.status == 2, done
    assert done.out == ""
    assert len(done.err.splitlines()) == 1, done.err
    assert done.err.startswith("taizhang: ")
    assert says in done.err


@pytest.mark.parametrize(("files", "arguments", "says"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_mistake_exits_with_one_line_and_no_change(
    project: Path, capsys: pytest.CaptureFixture[str], files: dict[str, Content], arguments: str, says: str
) -> None:
    for name, content in files.items():
        path = project / name
        path.unlink(missing_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    rights_count = closed_file in files.values() or closed_folder in files.values()
    with socket.create_server(("127.0.0.1", 0)) as taken, unprivileged(project, rights_count):
        before = fingerprint(project)
        given = [word.replace("{port}", str(taken.getsockname()[1])) for word in arguments.split(" ") if word]
        done = run_here(capsys, given)
        assert fingerprint(project) == before
    assert_one_line(done, says)


def test_valid_project_passes_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The project that the rows spoil is fit for use."""
    assert run_here(capsys, ["check"]).status == 0


@pytest.mark.parametrize("epoch", ["soon", "-1", "1e9", "253402300800", "９", "9" * 30])
def test_invalid_build_date(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = fingerprint(project)
    assert_one_line(run_here(capsys, ["generate"]), "SOURCE_DATE_EPOCH")
    assert fingerprint(project) == before


def test_invalid_template(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "overrides" / "main.html").write_text("{% if %}\n", "utf-8")
    done = run_here(capsys, ["build"])
    assert_one_line(done, "main.html:1: the template cannot be used")
    assert not (project / "site").exists()


@pytest.mark.parametrize("command", ["generate", "add new.txt --id new", "export --format csv --output out"])
def test_full_disk_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (project / "new.txt").write_text(NOTICE + "\n附言。\n", "utf-8")
    (project / "out").mkdir()
    before = fingerprint(project)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr("builder.publishing.atomic_write.write_file", full)
    monkeypatch.setattr("builder.publishing.tree_writer.write_file", full)
    done = run_here(capsys, command.split())
    assert_one_line(done, "MB are free")
    assert "the disk of /" in done.err
    assert fingerprint(project) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_stdout_on_full_disk(project: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = run_process(project, "restore", RAW, stdout=full)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


@pytest.mark.parametrize(("command", "status", "lines"), [("check", 2, 1), ("init office", 2, 1), ("--help", 0, 0)])
def test_removed_working_folder(project: Path, command: str, status: int, lines: int) -> None:
    gone = project / "gone"
    gone.mkdir()
    done = run_process(gone, *command.split(), before=lambda: gone.rmdir())
    assert (done.returncode, len(done.stderr.splitlines())) == (status, lines), done.stderr


@pytest.mark.parametrize("locale", ["C", "zh_CN.GB18030"])
def test_locale_without_utf_8_works(project: Path, locale: str) -> None:
    """File names and pages are UTF-8 whatever the locale says."""
    (project / "通知.txt").write_text(NOTICE, "utf-8")
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run_process(project, "parse", "--ndjson", "通知.txt", env=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run_process(project, "parse", "--ndjson", "通知.txt", env={"LC_ALL": "C.UTF-8"}).stdout


def run_process(
    place: Path, *arguments: str, env: dict[str, str] | None = None, stdout: Any = subprocess.PIPE, before: Any = None
) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own; `before` runs in it, in the folder `place`."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "LANGUAGE": "en", **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=place,
        env=environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=before,
        timeout=120,
    )

"""Old documents converted by LibreOffice, scans recognised by Tesseract: found by themselves, run within limits, and what
they make kept beside the notice, so that a build needs neither. A stub stands for each program; the last tests run
the true ones where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from builder.commands.add import add_notice
from builder.config.project import Project, find_project
from builder.model.errors import InputError
from builder.model.notice import Notice
from builder.pipeline import project_notices, project_sources, read_notice
from builder.source.converted import office, programs, recognition
from tests.conftest import ROOT
from tests.converted_files import OLE, SCAN, WORDS, write_docx

TASKS = [("一", "加固大坝", "县水利局"), ("二", "重建闸门", "县住建局")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "office"
    root.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(ROOT / "registry", root / "registry")
    (root / "source_texts").mkdir()
    return find_project(root, root / "source_texts")


def stub(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, before which there is nothing but the system's own small ones."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("cp", "sleep", "mkdir", "dirname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(folder))
    programs._without_network.cache_clear()
    return folder


def with_office(folder: Path, tmp_path: Path) -> None:
    """A stub of LibreOffice that makes the same .docx of any file."""
    write_docx(tmp_path / "made.docx")
    stub(
        folder,
        "soffice",
        f"""case "$*" in *--version*) echo 'LibreOffice 9.8.7.6 40(Build:2)'; exit;; esac
for each; do [ "$last" = --outdir ] && out=$each; last=$each; done
mkdir -p "$out"; cp '{tmp_path}/made.docx' "$out/notice.docx"
""",
    )


def with_tesseract(folder: Path, tmp_path: Path, models: str = "chi_sim") -> None:
    rows = ["level\tblock_num\tpar_num\tline_num\tleft\theight\tconf\ttext", "4\t1\t1\t1\t90\t30\t-1\t"]
    for number, line in enumerate(WORDS.splitlines(), 1):
        indent = len(line) - len(line.lstrip("\u3000"))
        rows += [
            f"5\t1\t1\t{number}\t{100 + 30 * indent}\t30\t90\t{sign}" for sign in re.findall("[0-9]+|.", line.strip())
        ]
    (tmp_path / "page.tsv").write_text("\n".join(rows), "utf-8")
    stub(
        folder,
        "tesseract",
        f"""case "$1" in --list-langs) echo 'List of languages:'; echo {models}; exit;; --version) echo 'tesseract 9.8.7'; exit;; esac
cp '{tmp_path}/page.tsv' "$2.tsv"
""",
    )


def facts(notice: Notice) -> list[tuple[str, str | None, str]]:
    return [(task.id, task.heading, task.agencies[0].name) for task in notice.tasks]


def built(project: Project) -> list[Notice]:
    return project_notices(project, project_sources(project), clean=True)


def old(tmp_path: Path, ending: str = "doc", raw: bytes = OLE) -> Path:
    path = tmp_path / f"shuiku.{ending}"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("ending", "raw"),
    [
        ("doc", OLE),
        ("wps", OLE),
        ("rtf", b"{\\rtf1 x}"),
        ("doc", b"{\\rtf1 x}"),
        ("doc", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>'),
    ],
)
def test_what_is_converted_is_kept_and_built_without_the_program(
    ending: str, raw: bytes, tmp_path: Path, project: Project, programs_path: Path
) -> None:
    with_office(programs_path, tmp_path)
    path = old(tmp_path, ending, raw)
    said = add_notice(path, project, None)
    kept = project.sources / "shuiku.converted.docx"
    assert f"{kept}: made by LibreOffice 9.8.7.6" in said
    assert (project.sources / path.name).read_bytes() == raw
    assert kept.read_bytes() == (tmp_path / "made.docx").read_bytes()
    (programs_path / "soffice").unlink()
    (notice,) = built(project)
    assert facts(notice) == TASKS
    assert notice.source_name == path.name
    assert notice.recognised_by is None


def test_a_file_that_lies_in_its_place_is_converted_there(
    tmp_path: Path, project: Project, programs_path: Path
) -> None:
    with_office(programs_path, tmp_path)
    path = project.sources / "shuiku.doc"
    path.write_bytes(OLE)
    with pytest.raises(InputError, match="has to be converted first"):
        built(project)
    assert add_notice(path, project, None)[0] == f"{path}: is in its place, 2 tasks"
    assert path.read_bytes() == OLE
    assert facts(built(project)[0]) == TASKS


def test_one_file_is_read_without_being_kept(tmp_path: Path, programs_path: Path) -> None:
    with_office(programs_path, tmp_path)
    assert facts(read_notice(old(tmp_path))) == TASKS
    assert not list(tmp_path.glob("shuiku.converted.*"))


def test_the_record_is_checked(tmp_path: Path, project: Project, programs_path: Path) -> None:
    with_office(programs_path, tmp_path)
    add_notice(old(tmp_path), project, None)
    path, kept = project.sources / "shuiku.doc", project.sources / "shuiku.converted.docx"
    path.write_bytes(OLE + b"1")
    with pytest.raises(InputError, match=r"shuiku.doc: is another file than that which was converted"):
        built(project)
    path.write_bytes(OLE)
    content = kept.read_bytes()
    kept.write_bytes(content + b"1")
    with pytest.raises(InputError, match=r"converted.docx: has changed since it was made"):
        built(project)
    kept.unlink()
    with pytest.raises(InputError, match=r"shuiku.doc: its converted file is missing"):
        built(project)
    (project.sources / "other.converted.docx").write_bytes(content)
    with pytest.raises(InputError, match=r"other.converted.docx: a converted file without its notice"):
        project_sources(project)


def test_missing_office_program_is_named_and_nothing_kept(
    tmp_path: Path, project: Project, programs_path: Path
) -> None:
    with pytest.raises(InputError, match="is a Word 97–2003 document, and LibreOffice, which converts it, is not inst"):
        add_notice(old(tmp_path), project, None)
    with pytest.raises(InputError, match="is a rich text"):
        read_notice(old(tmp_path, "rtf", b"{\\rtf1}"))
    assert not any(project.sources.iterdir())


def test_failing_office_program_is_an_error(tmp_path: Path, programs_path: Path) -> None:
    stub(programs_path, "soffice", "echo cannot; exit 3")
    with pytest.raises(InputError, match=r"shuiku.doc: soffice fails: cannot \("):
        read_notice(old(tmp_path))
    stub(programs_path, "soffice", "exit 0")
    with pytest.raises(InputError, match="that LibreOffice cannot read: it is damaged or locked"):
        read_notice(old(tmp_path))


def test_a_program_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, programs_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 1)
    stub(programs_path, "soffice", f"sleep 100 & echo $! > '{tmp_path}/child'; sleep 100")
    begun = time.monotonic()
    with pytest.raises(InputError, match="did not end in 1 seconds"):
        read_notice(old(tmp_path))
    assert time.monotonic() - begun < 30
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").exists() and " Z " in Path(f"/proc/{child}/stat").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


def test_the_program_sees_nothing_of_the_user(
    tmp_path: Path, programs_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    stub(programs_path, "soffice", 'echo "home=$HOME secret=$SECRET"; exit 1')
    with pytest.raises(InputError, match=r"home=\S+taizhang-\S+ secret= "):
        read_notice(old(tmp_path))


# ---- scans


def scan(tmp_path: Path) -> Path:
    path = tmp_path / "shuiku.pdf"
    path.write_bytes(SCAN)
    return path


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no text .*add --ocr"):
        read_notice(scan(tmp_path))


def test_a_recognised_scan_is_kept_and_told_everywhere(tmp_path: Path, project: Project, programs_path: Path) -> None:
    with_tesseract(programs_path, tmp_path)
    said = add_notice(scan(tmp_path), project, None, ocr=True)
    kept = project.sources / "shuiku.recognised.txt"
    assert f"{kept}: made by tesseract 9.8.7 chi_sim" in said
    assert kept.read_text("utf-8") == WORDS.strip()
    (programs_path / "tesseract").unlink()
    (notice,) = built(project)
    assert facts(notice) == TASKS
    assert notice.recognised_by == "tesseract 9.8.7 chi_sim"
    (told,) = [finding for finding in notice.findings if finding.code == "text-recognised"]
    assert (told.start, told.end) == (0, len(notice.text))
    assert any("text-recognised" in line for line in said)


def test_ocr_is_for_scans_alone(tmp_path: Path, project: Project, programs_path: Path) -> None:
    with_tesseract(programs_path, tmp_path)
    text = tmp_path / "n.txt"
    text.write_text(WORDS, "utf-8")
    with pytest.raises(InputError, match="is no PDF"):
        add_notice(text, project, None, ocr=True)
    assert not any(project.sources.iterdir())


def test_missing_tesseract_or_model_is_named(tmp_path: Path, project: Project, programs_path: Path) -> None:
    with pytest.raises(InputError, match=r"tesseract, which recognises its characters, is not installed \(install"):
        add_notice(scan(tmp_path), project, None, ocr=True)
    with_tesseract(programs_path, tmp_path, models="eng")
    with pytest.raises(InputError, match=r"tesseract has no model chi_sim \(install"):
        add_notice(scan(tmp_path), project, None, ocr=True)


def test_words_of_latin_letters_keep_their_space() -> None:
    assert recognition._joined(["使用", "OFD", "Reader", "2", "版"]) == "使用OFD Reader 2版"


@pytest.mark.slow
@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
def test_installed_libreoffice_converts_rtf(tmp_path: Path) -> None:
    rtf = "".join(f"\\u{ord(sign)}?" if sign != "\n" else "\\par\n" for sign in WORDS)
    assert facts(read_notice(old(tmp_path, "rtf", f"{{\\rtf1\\ansi {rtf}}}".encode()))) == TASKS


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_installed_tesseract_says_what_it_finds(tmp_path: Path, project: Project) -> None:
    with pytest.raises(InputError, match=r"holds no characters that tesseract recognises|has no model chi_sim"):
        add_notice(scan(tmp_path), project, None, ocr=True)

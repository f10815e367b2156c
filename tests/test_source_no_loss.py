"""Nothing of a file is lost or read twice: its characters as another library gives them, against text and edits."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import markdown
import openpyxl
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from builder.model.notice import Edit
from builder.restoration.pipeline import restore
from builder.source.converted import office
from builder.source.converted.making import make_readable
from builder.source.kinds import KINDS
from builder.source.raw_file import read_raw_notice
from builder.source.source import read_source, source_from
from tests.test_source_docx import W, cell, docx, p, row
from tests.test_source_pdf import lines, pdf, words

pytestmark = pytest.mark.slow

WORDS = st.text("一二三四水库堤坝检修县局牵头负责年月日底前，。、（）0123456789", min_size=1, max_size=24).filter(
    str.strip
)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=5)


def bare(said: str) -> str:
    return "".join(said.split())


def kept_and_edited(raw: bytes, name: str) -> tuple[str, str]:
    """(source's text, what edits and text say together) without spaces; the second in the order of the source."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        found = source_from(make_readable(read_raw_notice(path)))
    restored = restore(found)
    pieces, at = [], 0
    for edit in restored.edits:
        pieces += [restored.text[at : edit.start], edit.source]
        at = edit.end
    return bare(found.text), bare("".join([*pieces, restored.text[at:]]))


def document_words(xml: str) -> str:
    """The words of all w:t of a document, in its order."""
    return bare("".join(each.text or "" for each in ElementTree.fromstring(xml).iter(f"{{{W}}}t")))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), ROWS, WORDS)
def test_docx_loses_and_adds_no_word(paragraphs: list[str], rows: list[tuple[str, str, str]], inner: str) -> None:
    nested = f"<w:tc><w:tbl>{row(cell(inner), cell('内'))}</w:tbl>{p('外')}</w:tc>"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(inner) + p("续") + "</w:tc>"
    control = f"<w:sdt><w:sdtContent>{cell('控件')}</w:sdtContent></w:sdt>"
    table = "".join(row(*map(cell, each)) for each in rows) + row(nested, wide) + row(control, cell("甲"), cell("乙"))
    body = "".join(map(p, paragraphs)) + f"<w:tbl>{table}</w:tbl>" + p("附则")
    wanted = document_words(f'<w:body xmlns:w="{W}">{body}</w:body>')
    read, whole = kept_and_edited(docx(body), "n.docx")
    assert read == wanted
    assert whole == wanted


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), ROWS)
def test_html_loses_and_adds_no_word(paragraphs: list[str], rows: list[tuple[str, str, str]]) -> None:
    table = "".join("<tr>" + "".join(f"<td><p>{each}</p></td>" for each in cells) + "</tr>" for cells in rows)
    page = (
        "<!doctype html><html><head><meta charset=utf-8></head><body><p>临溪市水务局关于检修水库堤坝和疏浚沟渠的通知</p>"
        f"{''.join(f'<div>{each}</div>' for each in paragraphs)}<table>{table}</table><p>附则</p></body></html>"
    )
    wanted = bare(BeautifulSoup(page, "html.parser").get_text())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "n.html")
        path.write_text(page, encoding="utf-8")
        restored = restore(read_source(path))
    cut = "".join(_said(edit) for edit in restored.edits if not edit.restored.strip())
    assert Counter(bare(restored.text + cut)) == Counter(wanted)
    assert _is_within(bare(restored.text), wanted)


def _said(edit: Edit) -> str:
    """The words of an edit's source without its tags."""
    return BeautifulSoup(edit.source, "html.parser").get_text()


def _is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(char in rest for char in part)


@pytest.mark.parametrize("ruled", [True, False])
@settings(max_examples=25, deadline=None)
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=6), rows=ROWS)
def test_pdf_loses_and_adds_no_word(ruled: bool, paragraphs: list[str], rows: list[tuple[str, str, str]]) -> None:
    xs = [40, 200, 360, 560]
    placed = [(60.0, 780.0 - 20 * at, said) for at, said in enumerate(paragraphs)]
    for at, cells in enumerate(rows):
        placed += [(x + 3.0, 600.0 - 30 * at, said[:12]) for x, said in zip(xs, cells, strict=False)]
    grid = lines(xs, [620.0 - 30 * at for at in range(len(rows) + 1)]) if ruled else b""
    raw = pdf(grid + words(*placed), words((60, 700, "附则")))
    read, whole = kept_and_edited(raw, "n.pdf")
    wanted = Counter(bare(extract_text(io.BytesIO(raw))))
    assert Counter(read) == wanted
    assert Counter(whole) == wanted


def test_plain_text_loses_no_word(tmp_path: Path) -> None:
    said = "临溪市水务局关于检修水库堤坝的通知\n\n各乡镇：\n    一、检修 水库。\n— 1 —\n　　二、疏浚沟渠12公里。\n附件：任务表\n"
    read, whole = kept_and_edited(said.encode(), "n.txt")
    assert read == whole == bare(said)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), ROWS)
def test_markdown_loses_and_adds_no_word(paragraphs: list[str], rows: list[tuple[str, str, str]]) -> None:
    table = [
        "| 序号 | 任务 | 单位 |",
        "| --- | --- | --- |",
        *(f"| {' | '.join(map(str.strip, each))} |" for each in rows),
    ]
    said = ["# 检修水库的通知", *(f"**甲**{each.strip()}" for each in paragraphs), "\n".join(table), "附则"]
    page = markdown.markdown("\n\n".join(said), extensions=["tables"])
    wanted = Counter(bare(BeautifulSoup(page, "html.parser").get_text()))
    read, whole = kept_and_edited("\n\n".join(said).encode(), "n.md")
    assert Counter(read) == wanted
    assert Counter(whole) == wanted


@settings(max_examples=25, deadline=None)
@given(WORDS, ROWS, WORDS)
def test_workbook_loses_and_adds_no_word(title: str, rows: list[tuple[str, str, str]], note: str) -> None:
    raw = workbook(title, rows, note)
    wanted = workbook_words(raw)
    read, whole = kept_and_edited(raw, "n.xlsx")
    assert read == wanted
    assert whole == wanted


def workbook(title: str, rows: list[tuple[str, str, str]], note: str) -> bytes:
    """A table below a merged title, with a note below it and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    # A sign in front keeps words that are figures words.
    lines = [
        (f"题{title}", None, None),
        *((f"甲{a}", f"乙{b}", f"丙\n{c}") for a, b, c in rows),
        (f"注{note}", None, None),
    ]
    for line in lines:
        sheet.append(line)
    sheet.merge_cells("A1:C1")
    second = book.create_sheet("续表")
    second.append(("甲", "乙"))
    second.append(("丙", "丁"))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def workbook_words(raw: bytes) -> str:
    """The words of all cells as another library reads them; that of the names of sheets that the text shows too."""
    sheets = openpyxl.load_workbook(io.BytesIO(raw)).worksheets
    words = ("".join(str(cell) for row in each.iter_rows(values_only=True) for cell in row if cell) for each in sheets)
    names = [each.title if each.title != "Sheet" else "" for each in sheets]
    return bare("".join(name + said for name, said in zip(names, words, strict=True)))


@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "xls", "ods"])
def test_converted_file_loses_and_adds_no_word(ending: str, tmp_path: Path) -> None:
    rows = [("序号", "任务", "牵头单位"), ("1", "检修水库，疏浚沟渠", "县水务局、县财政局"), ("2", "巡查", "县林业局")]
    sheet = ending in ("xls", "ods")
    body = p("检修水库的通知") + p("一、2031年底前修好（县水务局负责）") + table_of(rows) + p("附则")
    given = tmp_path / ("n.xlsx" if sheet else "n.docx")
    given.write_bytes(workbook("任务表", rows, "略") if sheet else whole_docx(body))
    command = [str(office.find_office()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    options = ["--convert-to", ending, "--outdir", str(tmp_path), str(given)]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=180)
    wanted = workbook_words(given.read_bytes()) if sheet else document_words(f'<w:body xmlns:w="{W}">{body}</w:body>')
    read, whole = kept_and_edited((tmp_path / f"n.{ending}").read_bytes(), f"n.{ending}")
    assert read == wanted
    assert whole == wanted


def whole_docx(body: str) -> bytes:
    """A document with the parts that LibreOffice asks for."""
    held = io.BytesIO(docx(body))
    package = "http://schemas.openxmlformats.org/package/2006/"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
    return held.getvalue()


def table_of(rows: list[tuple[str, str, str]]) -> str:
    return f"<w:tbl>{''.join(row(*map(cell, each)) for each in rows)}</w:tbl>"


def test_each_kind_that_is_taken_is_checked_here() -> None:
    converted = {".doc", ".odt", ".rtf", ".xls", ".ods"}  # .wps is .doc by its bytes, .et .xls
    checked = {".txt", ".md", ".docx", ".pdf", ".xlsx", ".html", *converted}
    assert all(checked & set(kind.suffixes) for kind in KINDS)

"""Nothing of a file is lost or read twice: its characters as another library gives them, against text and edits."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from builder.model.notice import Edit
from builder.restoration.pipeline import restore
from builder.source.source import read_source
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
        found = read_source(path)
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

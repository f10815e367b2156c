"""The text of a file by what its bytes are, whatever its name says; what cannot be read is refused by its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.notice import Finding
from builder.model.table import Table
from builder.source.decoding import decode_text, refuse_empty
from builder.source.gate import refuse_empty_page
from builder.source.kinds import DOCX, HTML_SUFFIXES, MARKDOWN, PDF, XLS, XLSX
from builder.source.markdown import is_markdown, read_markdown
from builder.source.signatures import kind_of

Media = Literal["text", "html", "docx", "pdf", "sheet"]

_HTML_OPENING = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)


class Extracted(NamedTuple):
    """What a file holds; see `Source`, whose fields these become."""

    text: str
    encoding: str
    media: Media
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    heads: tuple[tuple[int, int], ...] = ()


def extract(raw: bytes, path: Path, said: str | None) -> Extracted:
    """The text of a file; `said` is the encoding that a person gave. InputError where it cannot be read."""
    kind = kind_of(raw, path)
    if kind is PDF:
        from builder.source.pdf.extract import extract_pdf

        pdf = extract_pdf(raw[raw.find(b"%PDF-") :], path)
        return Extracted(pdf.text, "pdf", "pdf", pdf.tables, pdf.findings, pdf.heads)
    if kind is DOCX:
        from builder.source.word.extract import extract_docx

        word = extract_docx(raw, path)
        return Extracted(word.text, "docx", "docx", word.tables, word.findings)
    if kind in (XLSX, XLS):
        from builder.source.sheets.extract import extract_sheets

        sheets = extract_sheets(raw, path, old=kind is XLS)
        return Extracted(sheets.text, "xls" if kind is XLS else "xlsx", "sheet", sheets.tables, sheets.findings)
    if kind is not None and kind.way == "convert":
        hint = _("add it with `taizhang add` where LibreOffice is installed, or save it as .docx or .xlsx")
        raise InputError(_("is {kind}, which has to be converted first", kind=_(kind.name)), hint, path)
    if kind is not None:
        raise InputError(_("is {kind}", kind=_(kind.name)), _(kind.hint), path)
    refuse_empty(raw, path)
    text, encoding = decode_text(raw, path, said)
    media = media_of(text, path)
    if media == "text" and (path.suffix.lower() in MARKDOWN.suffixes or is_markdown(text)):
        return _markdown(text, encoding)
    if media == "html":
        refuse_empty_page(text, path)
    return Extracted(text, encoding, media)


def _markdown(text: str, encoding: str) -> Extracted:
    words, tables = read_markdown(text)
    return Extracted(words, encoding, "text", tables)


def media_of(text: str, path: Path) -> Media:
    """Whether a text is that of a web page, by the ending of its file's name or by how it begins."""
    return "html" if path.suffix.lower() in HTML_SUFFIXES or _HTML_OPENING.match(text) else "text"

"""Text of a PDF, by PDFium: of the libraries tried on Chinese files (pypdf, pdfminer.six, PDFium) the
only one that gives 面 and not the look-alike radical ⾯ for pages printed by a browser, and the fastest.

Lines stay as they are on the page, indented by as many ideographic spaces as they are shifted from
the margin (that is how a new paragraph shows); pages are divided by form feeds. Joining lines and
dropping page numbers is restoration, where it can be seen and checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from builder.model.errors import InputError


class _Line(NamedTuple):
    text: str
    left: float
    """Distance of its first sign from the left edge of the page, in points."""
    size: float
    """Advance of its widest signs, in points: one em of Chinese text."""


def extract_pdf(raw: bytes, path: Path) -> str:
    """The text of all pages. InputError where the file is damaged or locked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what, mend = (
            ("is locked", "save it without a password") if locked else ("is a damaged PDF", "download or save it anew")
        )
        raise InputError(what, mend, path) from None
    try:
        pages = []
        for page in document:
            pages.append(_page_lines(page))
            page.close()
    except pypdfium2.PdfiumError:
        raise InputError(f"page {len(pages) + 1} cannot be read", "download or save it anew", path) from None
    finally:
        document.close()
    long_lines = [line for page in pages for line in page if len(line.text) >= 15]
    margin = min((line.left for line in long_lines), default=0.0)
    return "\f".join("\n".join(_indented(line, margin) for line in page) for page in pages)


def _indented(line: _Line, margin: float) -> str:
    shift = round((line.left - margin) / line.size) if line.size > 0 else 0
    return "\u3000" * min(max(shift, 0), 40) + line.text


def _page_lines(page: Any) -> list[_Line]:
    from pypdfium2 import raw as pdfium

    textpage = page.get_textpage()
    lines: list[_Line] = []
    signs: list[str] = []
    left = 0.0
    widths: list[float] = []

    def end_line() -> None:
        text = "".join(signs).strip()
        if text:
            lines.append(_Line(text, left, max(widths, default=0.0)))
        signs.clear()
        widths.clear()

    box = pdfium.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, index)
        sign = chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        if sign in "\r\n":
            end_line()
            continue
        if sign in "\x00\x02\ufffe\uffff":  # marks of PDFium's own for breaks and unmapped signs
            sign = "" if sign in "\x02\ufffe" else "\ufffd"
        if pdfium.FPDFText_GetLooseCharBox(textpage.raw, index, box) and not sign.isspace():
            if not widths:
                left = box.left
            widths.append(box.right - box.left)
        signs.append(sign)
    end_line()
    textpage.close()
    return lines

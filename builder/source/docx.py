"""Text of a .docx (Office Open XML, ISO/IEC 29500-1), read from its XML directly.

What the usual libraries leave out is what notices are made of: the labels that Word counts by itself
(一、 （一） 1.), merged cells, text boxes. Deleted and hidden text is not read; inserted text is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from builder.model.errors import InputError
from builder.model.table import Cell, Table
from builder.source.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 64 * 1024 * 1024  # bytes of unpacked XML: above, a bomb rather than a notice
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", _FALLBACK}
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def extract_docx(raw: bytes, path: Path) -> tuple[str, tuple[Table, ...]]:
    """(text, tables): one paragraph a line, the cells of a row joined by tabs; InputError where the
    archive is no readable .docx."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        names = archive.namelist()
        if "word/document.xml" not in names:
            what = "an OFD document" if "OFD.xml" in names else "a zip archive without a Word document"
            raise InputError(f"is {what}", "save the notice as .docx, PDF or text", path)
        parts = {name: _part(archive, name, path) for name in _PARTS if name in names}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"is a damaged .docx: {error}", "save it anew", path) from None
    except ElementTree.ParseError as error:
        raise InputError(
            f"holds XML that cannot be read: {error}", "open it in Word or WPS and save it anew", path
        ) from None
    numbering = Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    writer = _Writer(numbering)
    body = parts["word/document.xml"].find(f"{W}body")
    if body is not None:
        writer.blocks(body)
    return "\n".join(writer.lines), tuple(writer.tables)


_PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")


def _part(archive: zipfile.ZipFile, name: str, path: Path) -> Element:
    if archive.getinfo(name).file_size > _LARGEST:
        raise InputError(f"unpacks to more than {_LARGEST >> 20} MB", "leave out what is not the notice", path)
    return ElementTree.fromstring(archive.read(name))


class _Writer:
    """Collects lines and tables while it walks the body; `length` is that of the text so far."""

    def __init__(self, numbering: Numbering) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.length = 0
        self._numbering = numbering

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables below `parent`, in order."""
        for element in _unwrapped(parent):
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                for line in self._paragraphs(element):
                    self._line(line)

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self.length += len(line) + 1

    def _paragraphs(self, paragraph: Element) -> list[str]:
        """The text of a paragraph with its counted label, then that of the text boxes anchored in it."""
        label = self._numbering.label(paragraph)
        lines = [label + "".join(_pieces(paragraph))]
        for box in _text_boxes(paragraph):
            lines += [line for element in _unwrapped(box) for line in self._cell_lines(element)]
        return lines

    def _cell_lines(self, element: Element) -> list[str]:
        """The lines of a paragraph, or of all cells of a nested table."""
        if element.tag == f"{W}p":
            return self._paragraphs(element)
        return [
            line for cell in element.iter(f"{W}tc") for block in _unwrapped(cell) for line in self._cell_lines(block)
        ]

    def _table(self, table: Element) -> None:
        rows: list[list[Cell]] = []
        for row in _rows(table):
            cells: list[Cell] = []
            words: list[str] = []
            at = self.length
            for cell in row.iterfind(f"{W}tc"):
                width, continued = _merge(cell)
                text = (
                    ""
                    if continued
                    else " ".join(
                        line.strip() for block in _unwrapped(cell) for line in self._cell_lines(block) if line.strip()
                    )
                    .replace("\n", " ")
                    .replace("\t", " ")
                )
                above = rows[-1][len(cells)] if continued and rows and len(cells) < len(rows[-1]) else None
                span = (at, at + len(text)) if text else above
                cells += [span] * width
                words += [text] + [""] * (width - 1)
                at += len(text) + width
            rows.append(cells)
            self._line("\t".join(words))
        columns = max(map(len, rows), default=0)
        if columns > 1:
            self.tables.append(Table(tuple((*row, *[None] * (columns - len(row))) for row in rows)))


def _unwrapped(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables that are children of `parent`, also inside content controls and insertions."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
            yield from _unwrapped(element)


def _text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes anchored below `element`, once: Word writes each again for old programs."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(element)


def _merge(cell: Element) -> tuple[int, bool]:
    """(columns that the cell covers, whether it continues the cell above)."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val", "1") if span is not None else "1"
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return min(max(int(width), 1), 100) if width.isdecimal() else 1, merge is not None and merge.get(
        f"{W}val", "continue"
    ) == "continue"


def _pieces(element: Element) -> Iterator[str]:
    """The pieces of a paragraph's own text, in order."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield "" if child.get(f"{W}type") in ("page", "column") else _SIGNS[tag]
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            yield (
                chr(int(code, 16))
                if code and all(digit in "0123456789abcdefABCDEF" for digit in code[:4]) and len(code) == 4
                else ""
            )
        elif tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        elif tag not in _SKIPPED:
            yield from _pieces(child)

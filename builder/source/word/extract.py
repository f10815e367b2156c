"""Text of a .docx (Office Open XML, ISO/IEC 29500-1), read from its XML directly.

What the usual libraries leave out is what notices are made of: the labels that Word counts by itself
(一、 （一） 1.), merged cells, text boxes, notes. Deleted and hidden text is not read; inserted text is.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from builder.language import lazy_re as re
from builder.messages.foreign import said_by_other
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.model.table import Cell, Table
from builder.source.word.numbering import Numbering
from builder.source.word.package import LimitExceeded, Package
from builder.source.word.pictures import is_large_picture
from builder.source.word.styles import Styles, W, switch, value

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", _FALLBACK}
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag", f"{W}moveTo"}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NOTES = {f"{W}footnoteReference": ("footnote", "脚注"), f"{W}endnoteReference": ("endnote", "尾注")}
_WIDEST = 200
"""Columns of a table; Word allows 63."""
_DAMAGE = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error, lzma.LZMAError, struct.error)
"""What zipfile and the unpackers raise on a broken archive; RuntimeError also where it is locked or packed in a way
that no office program uses."""
_NUMBER = re.compile(r"[〔［\[（(][12][0-9]{3}[〕］\]）)]\s*第?\s*[0-9]{1,5}\s*号")
_LONGEST_HEAD = 80  # characters
_CODE = re.compile(r"[0-9a-fA-F]{4}")


class WordText(NamedTuple):
    """The text of a document, its tables, and what was not read, with places in the text."""

    text: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def extract_docx(raw: bytes, path: Path) -> WordText:
    """The text: one paragraph a line, the cells of a row joined by tabs, a note on a line of its own
    below the paragraph that it belongs to; InputError where the archive is no readable .docx, or all pictures."""
    try:
        package = Package(raw)
        main = package.main()
        if main is None:
            raise InputError(_("is a Word document without its main part"), _("open it in Word and save it anew"), path)
        writer = _Writer(package, main)
        body = package.part(main).find(f"{W}body")
        if body is not None:
            if next(body.iter(f"{W}altChunk"), None) is not None:
                raise InputError(
                    _("holds another file in place of its text (altChunk)"), _("open it in Word and save it anew"), path
                )
            writer.page_heads(
                [package.part(name) for name in package.all_related(main, "header") if name in package.names], body
            )
            writer.blocks(body)
    except LimitExceeded as error:
        raise InputError(
            _("is no notice's .docx: {why}", why=error), _("save the notice's text anew as .docx"), path
        ) from None
    except ParseError as error:
        raise InputError(
            _("holds XML that cannot be read: {why}", why=said_by_other(str(error))),
            _("open it in Word or WPS and save it anew"),
            path,
        ) from None
    except _DAMAGE as error:
        raise InputError(_("is a damaged .docx: {why}", why=_one_line(error)), _("save it anew"), path) from None
    text = "\n".join(writer.lines)
    if writer.findings and not text.strip():
        scan = _("save it as PDF and add that with `taizhang add --ocr`, where tesseract is installed")
        raise InputError(_("holds pictures and no text"), scan, path)
    return WordText(text, tuple(writer.tables), tuple(writer.findings))


def _one_line(error: Exception) -> str:
    return said_by_other(" ".join(str(error).split())[:200])


class _Writer:
    """Collects lines and tables while it walks the body; `length` is that of the text so far."""

    def __init__(self, package: Package, main: str) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.findings: list[Finding] = []
        self.length = 0
        self._pictures = 0
        """Large pictures since the last block began."""
        self._styles = Styles(_related(package, main, "styles"))
        self._numbering = Numbering(_related(package, main, "numbering"), self._styles)
        self._notes: Mapping[tuple[str, str], Element] = {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            if (root := _related(package, main, f"{kind}s")) is not None
            for note in root
        }
        self._noted = 0

    def page_heads(self, heads: Sequence[Element], body: Element) -> None:
        """The rows of page headers that name the notice's number, where the body does not: red heads are made so."""
        said = "".join(body.itertext())
        found = (line.strip() for head in heads for line in self._lines(head))
        for line in dict.fromkeys(line for line in found if len(line) <= _LONGEST_HEAD):
            number = _NUMBER.search(line)
            if number and number.group() not in said:
                self._line(line)

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables below `parent`, in order."""
        for element in _unwrapped(parent, (f"{W}p", f"{W}tbl")):
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                for line in self._paragraph(element):
                    self._line(line)
            if self._pictures:
                message = "这里有大幅的图片，其中的文字没有读出。"
                self.findings.append(Finding(FindingCode.PAGE_UNREAD, message, self.length - 1, self.length - 1))
                self._pictures = 0

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self.length += len(line) + 1

    def _paragraph(self, paragraph: Element) -> list[str]:
        """The text of a paragraph with its counted label, then that of the text boxes anchored in it and
        of its notes."""
        label = self._numbering.label(paragraph)
        style = value(paragraph.find(f"{W}pPr"), "pStyle")
        notes: list[tuple[str, Element]] = []
        lines = [label + "".join(self._pieces(paragraph, self._styles.hidden(style), notes))]
        for box in _text_boxes(paragraph):
            lines += self._lines(box)
        for mark, note in notes:
            lines.append(mark + " ".join(line.strip() for line in self._lines(note) if line.strip()))
        return lines

    def _lines(self, parent: Element) -> list[str]:
        """The lines of all that stands in a text box, a note or a cell; of a table in it, each cell's once."""
        lines: list[str] = []
        for block in _unwrapped(parent, (f"{W}p", f"{W}tbl")):
            if block.tag == f"{W}p":
                lines += self._paragraph(block)
            else:
                for row in _unwrapped(block, (f"{W}tr",)):
                    for cell in _unwrapped(row, (f"{W}tc",)):
                        lines += self._lines(cell)
        return lines

    def _table(self, table: Element) -> None:
        rows: list[list[Cell]] = []
        for row in _unwrapped(table, (f"{W}tr",)):
            before, after = _left_out(row, "gridBefore"), _left_out(row, "gridAfter")
            cells: list[Cell] = [None] * before
            words: list[str] = [""] * before
            at = self.length + before
            for cell in _unwrapped(row, (f"{W}tc",)):
                width, continued = _merge(cell)
                text = "" if continued else self._cell(cell)
                above = rows[-1][len(cells)] if continued and rows and len(cells) < len(rows[-1]) else None
                span = (at, at + len(text)) if text else above
                cells += [span] * width
                words += [text] + [""] * (width - 1)
                at += len(text) + width
                if len(cells) + after > _WIDEST:
                    raise LimitExceeded(_("a table has more than {most} columns", most=_WIDEST))
            rows.append(cells + [None] * after)
            self._line("\t".join(words + [""] * after))
        columns = max(map(len, rows), default=0)
        if columns > 1:
            self.tables.append(Table(tuple((*row, *[None] * (columns - len(row))) for row in rows)))

    def _cell(self, cell: Element) -> str:
        lines = (line.strip() for line in self._lines(cell))
        return " ".join(line for line in lines if line).replace("\n", " ").replace("\t", " ")

    def _pieces(self, element: Element, hidden: bool, notes: list[tuple[str, Element]]) -> Iterator[str]:
        """The pieces of a paragraph's own text, in order; the notes that it refers to are put into `notes`."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                if not self._is_hidden(child, hidden):
                    yield from self._pieces(child, hidden, notes)
            elif tag in (f"{W}t", _MATH_TEXT):
                yield child.text or ""
            elif tag in _SIGNS:
                yield "" if child.get(f"{W}type") in ("page", "column") else _SIGNS[tag]
            elif tag == f"{W}sym":
                yield _symbol(child.get(f"{W}char", ""))
            elif tag in _NOTES:
                kind, name = _NOTES[tag]
                note = self._notes.get((kind, child.get(f"{W}id", "")))
                if note is not None:
                    self._noted += 1
                    mark = f"〔{name}{self._noted}〕"
                    notes.append((mark, note))
                    yield mark
            else:
                self._pictures += tag in _PICTURES and is_large_picture(child)
                yield from self._pieces(child, hidden, notes)

    def _is_hidden(self, run: Element, hidden: bool) -> bool:
        """Whether a run is not shown: by its own properties, its style's, or (`hidden`) its paragraph's."""
        properties = run.find(f"{W}rPr")
        own = switch(properties, "vanish")
        return own if own is not None else self._styles.hidden(value(properties, "rStyle")) or hidden


def _related(package: Package, main: str, kind: str) -> Element | None:
    """The root of the part to which the main part has a relationship, else of that of the usual name."""
    name = package.related(main, kind) or f"word/{kind}.xml"
    return package.part(name) if name in package.names else None


def _unwrapped(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The children of `parent` with one of `tags`, also inside content controls and insertions."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, tags)


def _text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes anchored below `element`, once: Word writes each again for old programs."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _left_out(row: Element, name: str) -> int:
    """Columns that a row leaves out before or after its cells."""
    said = value(row.find(f"{W}trPr"), name) or "0"
    return _columns(said) if said != "0" else 0


def _merge(cell: Element) -> tuple[int, bool]:
    """(columns that the cell covers, whether it continues the cell above)."""
    properties = cell.find(f"{W}tcPr")
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return _columns(value(properties, "gridSpan") or "1"), continued


def _columns(said: str) -> int:
    """A number of columns, 1 where it says nothing sensible."""
    if not said.isdecimal():
        return 1
    if len(said) > 4 or int(said) > _WIDEST:
        raise LimitExceeded(_("a table has more than {most} columns", most=_WIDEST))
    return max(int(said), 1)


def _symbol(code: str) -> str:
    """The character of a w:sym, by its four hexadecimal digits; U+FFFD for half of a surrogate pair."""
    sign = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign

"""Text and tables of a PDF, by pdfminer.six: geometry from the file alone.

Of the libraries tried on Chinese files PDFium is faster, but what it reads depends on the fonts of the machine: it
leaves out words in a font that is neither embedded nor installed. Here the same bytes give the same text anywhere.

Rows stay as they are on the page, indented by as many ideographic spaces as they are shifted from the margin (that
is how a new paragraph shows); pages are divided by form feeds. Joining rows and dropping page numbers is
restoration, where it can be seen and checked.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from builder.language import lazy_re as re
from builder.messages.translation import N_, _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.model.table import Cell, Table
from builder.source.pdf.drawing import UNKNOWN, Char, Drawn, Edge, Reader
from builder.source.pdf.heads import running_heads
from builder.source.pdf.joining import (
    EDGE_ROWS,
    Page,
    ending_grid,
    is_short,
    joined_over_pages,
)
from builder.source.pdf.limits import LimitExceeded, check_file, check_page
from builder.source.pdf.notes import with_notes_in_place
from builder.source.pdf.rows import Row, rows_of, struck_through, without_doubles
from builder.source.pdf.sideways import halves_beside
from builder.source.pdf.tables.grid import Grid, ruled_grid, words_outside
from builder.source.pdf.tables.levelled import columns_drawn
from builder.source.pdf.tables.ruling import ruled_cells
from builder.source.pdf.tables.stacked import with_rows_drawn
from builder.source.pdf.tables.unruled import aligned, carried_on

_MOST_PAGES = 2000
_UNKNOWN_SHARE = 0.2
"""Share of the characters that no font names, from which on a file cannot be read."""
_UNDER = 0.9
"""Share of a page's characters that lie below a picture, which covers as much of the page, where it is a scan."""
_LEAST_HAN = 0.1
"""Share of Chinese characters in what a scanner recognised, below which it recognised nothing."""
_HAN = re.compile("[\u3400-\u9fff]")
_SCAN = N_("a scan is read with `taizhang add --ocr`, where tesseract is installed")
_SHARED = 0.05
"""Share of the long rows that begin at the margin, at least."""
_LONG = 15  # characters
_AT_EDGE = 1.0
"""Points from the edge of a page within which no printer's table ends."""


class PdfText(NamedTuple):
    """The text of a PDF, its tables, what could not be read, and running heads, with places in the text."""

    text: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    heads: tuple[tuple[int, int], ...] = ()


def extract_pdf(raw: bytes, path: Path) -> PdfText:
    """The text of all pages. InputError where the file is damaged, locked, larger than any notice, or of pictures."""
    pages: list[Page] = []
    try:
        check_file(raw)
        reader = Reader()
        for number, page in enumerate(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(raw)))), 1):
            if number > _MOST_PAGES:
                raise LimitExceeded(_("it has more than {most:,} pages", most=_MOST_PAGES))
            check_page(page, number)
            pages.append(_read_page(reader.read(page), pages[-1] if pages else None))
    except LimitExceeded as error:
        raise InputError(
            _("is no notice's PDF: {why}", why=error), _("save the notice alone, as PDF or text"), path
        ) from None
    except PDFPasswordIncorrect:
        raise InputError(_("is locked"), _("save it without a password"), path) from None
    except MemoryError:
        raise
    except Exception:  # pdfminer raises whatever its own code meets in a broken file
        where = _("page {page} cannot be read", page=len(pages) + 1) if pages else _("is a damaged PDF")
        raise InputError(where, _("download or save it anew"), path) from None
    return _composed(pages, path)


def _read_page(drawn: Drawn, before: Page | None) -> Page:
    """A page; `before`: the page before, whose table or columns may go on."""
    chars = without_doubles(drawn.chars)
    grids = _grids_of(chars, drawn.edges, ending_grid(before) if before else None)
    outside = struck_through(words_outside(chars, grids), drawn.edges)
    rows, band = rows_of(outside, drawn.width, before.band if before else None)
    signs = sum(not char.text.isspace() for char in chars)
    unknown = sum(char.text == UNKNOWN for char in chars)
    is_scan = drawn.laid_under >= _UNDER * len(drawn.chars) > 0 and drawn.pictured >= _UNDER
    return Page(drawn.width, tuple(_interleaved(rows, grids)), drawn.pictured, signs, unknown, is_scan, band)


def _grids_of(chars: Sequence[Char], edges: Sequence[Edge], before: Grid | None) -> list[Grid]:
    """The tables of a page with these characters and ruling lines. `before`: the table at the end of the page before,
    which may go on here."""
    edges = [*edges, *columns_drawn(edges, chars, before)]
    edges = with_rows_drawn(edges, chars, before)
    ruled = [grid for cells in ruled_cells(edges) if (grid := ruled_grid(cells, chars, before))]
    outside = words_outside(chars, ruled)
    carried = carried_on(outside, before) if before is not None and not before.ruled else None
    if carried is not None:
        return [*ruled, carried, *aligned(words_outside(outside, [carried]))]
    return [*ruled, *aligned(outside)]


def _interleaved(rows: list[Row], grids: list[Grid]) -> Iterator[Row | Grid]:
    """Rows in their order, each grid before the first row that stands below its beginning."""
    left = sorted(grids, key=lambda grid: grid.top)
    for row in rows:
        while left and left[0].top < row.top:
            yield left.pop(0)
        yield row
    yield from left


def _composed(pages: list[Page], path: Path) -> PdfText:
    signs, unknown = sum(page.signs for page in pages), sum(page.unknown for page in pages)
    if unknown > _UNKNOWN_SHARE * signs:
        raise InputError(
            _("its fonts do not say which characters they draw"), _("save it anew from the original document"), path
        )
    if signs and all(page.is_picture or not page.signs for page in pages):
        raise InputError(_("holds no text but at the edges of its pages, which are pictures"), _(_SCAN), path)
    pages = joined_over_pages(halves_beside(with_notes_in_place(pages)))
    margins = _margins(pages)
    running = running_heads(pages)
    heads: list[tuple[int, int]] = []
    writer = _Writer()
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.new_page()
        if page.is_picture and signs:
            writer.pictured(number)
        for each in page.content:
            if isinstance(each, Grid):
                start = writer.table(each, number)
                heads += [(start, writer.length)] if 0 < each.heads == len(each.rows) else []
                if each.beside:
                    writer.beside(number, each.beside, start)
                if each.ruled and not (each.edges[0] > _AT_EDGE and each.right < page.width - _AT_EDGE):
                    writer.cut(number, start)
            else:
                place = writer.line(_indented(each, margins.get((round(page.width), each.column), 0.0)))
                heads += [place] if id(each) in running else []
                if each.covered:
                    writer.covered(number, *place)
    text = "".join(writer.pieces)
    if any(page.is_scan for page in pages) and all(page.is_scan for page in pages if page.signs):
        if len(_HAN.findall(text)) < _LEAST_HAN * signs:
            raise InputError(_("is a scan over which no Chinese text is laid"), _(_SCAN), path)
        message = "全文由扫描仪从图像识别，字句、单位、数字和日期都可能有误，均须对照原件。"
        writer.findings.append(Finding(FindingCode.TEXT_RECOGNISED, message, 0, len(text)))
    return PdfText(text, tuple(writer.tables), tuple(writer.findings), tuple(heads))


def _margins(pages: list[Page]) -> dict[tuple[int, int], float]:
    """The left margin of the text on pages of each width and in each of their columns: the smallest at which a fair
    part of the long rows begin; where there are none, that of any row."""
    lefts: dict[tuple[int, int], list[float]] = {}
    margins: dict[tuple[int, int], float] = {}
    for page in pages:
        for row in (each for each in page.content if isinstance(each, Row)):
            place = round(page.width), row.column
            margins[place] = min(row.left, margins.get(place, row.left))
            if len(row.text) >= (_LONG if not row.column else _LONG // 2):
                lefts.setdefault(place, []).append(row.left)
    for place, found in lefts.items():
        found.sort()
        fair = max(1, math.ceil(_SHARED * len(found)))
        shared = (left for left, later in zip(found, found[fair - 1 :], strict=False) if later < left + 2)
        margins[place] = next(shared, margins[place])
    return margins


def _indented(row: Row, margin: float) -> str:
    shift = round((row.left - margin) / row.size) if row.size > 0 else 0
    return "\u3000" * min(max(shift, 0), 40) + row.text


class _Writer:
    """Collects the text and the places in it; a table that goes on over a page is one table."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.tables: list[Table] = []
        self.findings: list[Finding] = []
        self.length = 0
        self._fresh = True
        self._open: tuple[Grid, int] | None = None
        """The last grid of the page before and the number of its table, while only edges of pages have followed it."""
        self._since = 0

    def _add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def new_page(self) -> None:
        self._add("\f")
        self._fresh = True

    def line(self, words: str) -> tuple[int, int]:
        """Adds a row; returns where it stands."""
        self._add(words if self._fresh else "\n" + words)
        self._fresh = False
        self._since += 1
        if self._since > 2 * EDGE_ROWS or not is_short(words):
            self._open = None
        return self.length - len(words), self.length

    def pictured(self, number: int) -> None:
        message = f"第 {number} 页只有图像，没有可读的文字，其内容没有读出。"
        self.findings.append(Finding(FindingCode.PAGE_UNREAD, message, self.length, self.length))

    def _tell(self, rows: Sequence[Sequence[Cell]], grid: Grid) -> None:
        """What was judged at the end of a page: cells of the first of `rows` that are merged with those above it,
        and rows that the page may have cut."""
        carried = grid.rows[grid.heads]
        message = ""
        if any(cell.same_above and span for cell, span in zip(carried, rows[0], strict=True)) and any(
            cell.text for cell in carried
        ):
            message = "表格在这一行之前翻页，这一行空白的单元格按与上一页合并的单元格读出。"
        if grid.unsure:
            message = "表格在这一行之前翻页，是否与上一页的末行同属一行不能确定。"
        places = [cell for cell, own in zip(rows[0], carried, strict=True) if cell and own.text]
        if message and places:
            self.findings.append(Finding(FindingCode.CELL_MERGED, message, places[0][0], places[-1][1]))

    def cut(self, number: int, start: int) -> None:
        message = f"第 {number} 页的表格伸到了页面之外，那里的字没有印出，这里的单元格不全。"
        self.findings.append(Finding(FindingCode.TABLE_CUT, message, start, self.length))

    def beside(self, number: int, right: int, start: int) -> None:
        message = f"第 {number} 页的表格右边印在第 {right} 页，各行按同样的高度拼在一起读出。"
        self.findings.append(Finding(FindingCode.CELL_MERGED, message, start, self.length))

    def covered(self, number: int, start: int, end: int) -> None:
        message = f"第 {number} 页的这里有字没有印全、被线划去，或者几行字叠在一起，读出的字可能不全、已经删去，或者次序不对。"
        self.findings.append(Finding(FindingCode.WORDS_COVERED, message, start, end))

    def table(self, grid: Grid, page: int) -> int:
        """Adds a table of a page; returns where its first row begins."""
        start = self.length + (not self._fresh)
        held = self._open if self._open is not None and self._open[0].columns == grid.columns else None
        over = self.tables[held[1]].rows[-1] if held is not None else None
        rows: list[tuple[Cell, ...]] = []
        for row_number, cells in enumerate(grid.rows):
            above = over if row_number == grid.heads and over is not None else rows[-1] if rows else None
            spans: list[Cell] = []
            words: list[str] = []
            at = self.length + (not self._fresh)
            for place, cell in enumerate(cells):
                if cell.same_above and above is not None:
                    spans.append(above[place])
                    words.append("")
                    at += 1
                elif cell.same_left and spans:
                    spans.append(spans[-1])
                    words.append("")
                    at += 1
                else:
                    spans.append((at, at + len(cell.text)) if cell.text else None)
                    if cell.covered:
                        self.covered(page, at, at + len(cell.text))
                    words.append(cell.text)
                    at += len(cell.text) + 1
            self._add(("" if self._fresh else "\n") + "\t".join(words))
            self._fresh = False
            rows.append(tuple(spans))
        if held is not None:
            number = held[1]
            more = rows[grid.heads :]
            if more:
                self._tell(more, grid)
            self.tables[number] = Table((*self.tables[number].rows, *more))
        else:
            self.tables.append(Table(tuple(rows)))
            self._open = (grid, len(self.tables) - 1)
        self._since = 0
        return start

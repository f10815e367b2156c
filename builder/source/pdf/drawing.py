"""What a page draws: characters with their places, ruling lines, pictures, as pdfminer.six interprets it.

Only what is asked for is kept: pdfminer's own objects, and pdfplumber's of these, take three times as long to make.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.layout import LTChar
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Point, apply_matrix_pt, apply_matrix_rect

from builder.source.pdf.content import Interpreter

UNKNOWN = "\ufffd"
"""A character that no font names."""
_LEAST_EDGE = 1.0
"""Points below which a straight line is but a dot."""
_THICKEST = 3.0
"""Points up to which what is filled with white may be a line that divides colours."""
_WHITE = (1, (1, 1, 1), (0, 0, 0, 0))
"""White in grey, red-green-blue, and as printers mix it."""
_TURNED = 0.6
"""Share of a page's characters that run up, or down, from which on the page lies on its side."""
_SKEW = 0.1
"""Points by which the ends of an upright or a level line may differ."""

_CORNERS, _NEARLY_ALL = 4, 0.8
"""Corners of a rectangle, and the share of the page from which on it hides nothing that is looked for."""
_TINY, _FAR = 1e-6, 1e4
"""Points by which characters that are not seen stand apart, for each that they are beyond, and of these the most."""
Box = tuple[float, float, float, float]

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of each font that lacks a table


class Char(NamedTuple):
    """A character; `x0`, `x1`, `top`, `bottom` in points from the left and the top of the page, `size` in points.
    `hidden`: it is not seen, as what is too long for the cell of a workbook; then it stands at the edge of what is."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    hidden: bool = False


class Edge(NamedTuple):
    """A ruling line, upright (`x0` is `x1`) or level (`top` is `bottom`), in points from the left and the top."""

    x0: float
    top: float
    x1: float
    bottom: float


_WITHOUT_INK = 3


class Drawn(NamedTuple):
    """What stands on a page that is so many points wide. `pictured`: the share of it that pictures cover; `laid_under`:
    the characters that nobody sees there, because they are drawn without ink or a picture of the page covers them."""

    width: float
    chars: list[Char]
    edges: list[Edge]
    pictured: float
    laid_under: int = 0


class Reader:
    """Reads the pages of one document, whose fonts it keeps."""

    def __init__(self) -> None:
        resources = PDFResourceManager()
        self._device = _Device(resources)
        self._interpreter = Interpreter(resources, self._device)

    def read(self, page: PDFPage) -> Drawn:
        """All that a page draws, turned as it is shown."""
        self._interpreter.process_page(page)
        device = self._device
        return upright(
            Drawn(device.width, device.chars, device.edges, device.pictured, device.laid_under),
            device.height,
            device.turned,
        )


def upright(drawn: Drawn, height: float, turned: Counter[bool]) -> Drawn:
    """The page turned so that its words run from left to right, where most of them are drawn up or down the page.
    `turned`: the characters that run up (True) and down (False)."""
    up, number = max(turned.items(), key=lambda each: each[1], default=(False, 0))
    if number <= _TURNED * len(drawn.chars):
        return drawn
    width = drawn.width

    def turn(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        return (height - bottom, x0, height - top, x1) if up else (top, width - x1, bottom, width - x0)

    chars = []
    for char in drawn.chars:
        x0, top, x1, bottom = turn(char.x0, char.top, char.x1, char.bottom)
        chars.append(char._replace(x0=x0, x1=x1, top=top, bottom=bottom))
    return Drawn(height, chars, [Edge(*turn(*edge)) for edge in drawn.edges], drawn.pictured, drawn.laid_under)


def _is_area(path: Sequence[Any]) -> bool:
    """Whether a path encloses more than a line."""
    places = [piece[-2:] for piece in path if len(piece) > 2]
    return bool(places) and all(max(axis) - min(axis) > _THICKEST for axis in zip(*places, strict=True))


def at_edge(char: Char, x0: float, top: float, x1: float, bottom: float) -> Char:
    """A character as it is seen in a rectangle: one whose middle is beside it stands at its edge, in its order."""
    middle = (char.x0 + char.x1) / 2
    if x0 <= middle <= x1:
        return char._replace(x0=max(char.x0, x0)) if char.x0 < x0 else char
    place = x0 + _TINY * (char.x0 - x0) if middle < x0 else x1 - _TINY * _FAR + _TINY * min(char.x0 - x1, _FAR)
    return char._replace(x0=max(x0, place), x1=max(x0, place), hidden=True)


class _Device(PDFTextDevice):
    """What pdfminer draws on: keeps characters and straight edges of the page at hand, with y from its top."""

    ctm: Matrix

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._glyphs: dict[tuple[PDFFont, int], tuple[str, float]] = {}
        self.width = self.height = 0.0
        self.turned = Counter[bool]()
        self.chars: list[Char] = []
        self.edges: list[Edge] = []
        self.pictured = 0.0
        self.laid_under = 0
        self.seen: Box | None = None
        """What is seen of the page; None where it is all, or nearly."""

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.width, self.height = x1 - x0, y1 - y0
        self.chars, self.edges, self.pictured, self.laid_under = [], [], 0.0, 0
        self.turned.clear()
        self.seen = None

    def see(self, path: Sequence[Any]) -> None:
        """Let only what is inside a rectangle be seen; other paths are passed over, and those that hold nearly all."""
        places = [apply_matrix_pt(self.ctm, piece[-2:]) for piece in path if len(piece) > 2]
        if len(places) != _CORNERS:
            return
        xs, ys = sorted({round(x, 2) for x, _ in places}), sorted({round(self.height - y, 2) for _, y in places})
        if len(xs) != 2 or len(ys) != 2 or (xs[1] - xs[0]) * (ys[1] - ys[0]) > _NEARLY_ALL * self.width * self.height:
            return
        x0, top, x1, bottom = self.seen or (xs[0], ys[0], xs[1], ys[1])
        self.seen = max(x0, xs[0]), max(top, ys[0]), min(x1, xs[1]), min(bottom, ys[1])

    def render_image(self, name: str, stream: Any) -> None:
        a, b, c, d, _, _ = self.ctm  # a picture is drawn into the unit square
        share = abs(a * d - b * c) / max(self.width * self.height, 1.0)
        self.pictured += share
        if share >= _NEARLY_ALL:
            self.laid_under = len(self.chars)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """As pdfminer does it; words drawn without ink are counted."""
        before = len(self.chars)
        super().render_string(textstate, seq, ncs, graphicstate)
        if textstate.render == _WITHOUT_INK:
            self.laid_under += len(self.chars) - before

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        first = last = (0.0, 0.0)
        if not stroke and graphicstate.ncolor in _WHITE and _is_area(path):
            return  # the background of words
        for operator, *places in path:
            if operator == "m":
                first = last = apply_matrix_pt(self.ctm, (places[-2], places[-1]))
                continue
            following = first if operator == "h" else apply_matrix_pt(self.ctm, (places[-2], places[-1]))
            self._edge(last, following)
            last = following

    def _edge(self, start: Point, end: Point) -> None:
        x0, x1 = sorted((start[0], end[0]))
        top, bottom = sorted((self.height - start[1], self.height - end[1]))
        if max(x1 - x0, bottom - top) < _LEAST_EDGE:
            return
        if x1 - x0 <= _SKEW:
            self.edges.append(Edge(x0, top, x0, bottom))
        elif bottom - top <= _SKEW:
            self.edges.append(Edge(x0, top, x1, top))

    def render_string_horizontal(
        self,
        seq: Any,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: Any,
    ) -> Point:
        """Keep the characters of a string; returns where the next one begins. As pdfminer does it, in one loop."""
        a, b, c, d, e, f = matrix
        x, y = pos
        low = font.get_descent() * fontsize + rise
        high = low + fontsize
        name = str(font.fontname)
        spaced = False
        before = len(self.chars)
        level = b == 0 == c and a > 0 < d
        for each in seq:
            if isinstance(each, int | float):
                x -= each * dxscale
                spaced = True
            elif isinstance(each, bytes):
                for cid in font.decode(each):
                    if spaced:
                        x += charspace
                    text, width = self._glyph(font, cid)
                    advance = width * fontsize * scaling
                    left, foot = x * a + y * c + e, x * b + y * d + f
                    if level:
                        box = left, low * d + foot, advance * a + left, high * d + foot
                    else:
                        box = apply_matrix_rect((a, b, c, d, left, foot), (0, low, advance, high))
                    self._keep(text, box, box[3] - box[1], name)
                    x += advance
                    if cid == 32 and wordspace:
                        x += wordspace
                    spaced = True
        if abs(b) > abs(a):
            self.turned[b > 0] += len(self.chars) - before
        return x, y

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep a character of text that runs from top to bottom; returns its advance."""
        text, width = self._glyph(font, cid)
        made = LTChar(matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate)
        self._keep(text, made.bbox, made.size, str(font.fontname))
        return made.adv

    def _keep(self, text: str, box: tuple[float, float, float, float], size: float, font: str) -> None:
        x0, y0, x1, y1 = box
        char = Char(text, x0, x1, self.height - y1, self.height - y0, size, font)
        self.chars.append(char if self.seen is None else at_edge(char, *self.seen))

    def _glyph(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """(text, width) of a character of a font."""
        found = self._glyphs.get((font, cid))
        if found is None:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = UNKNOWN
            found = self._glyphs[font, cid] = text, font.char_width(cid)
        return found

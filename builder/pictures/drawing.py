"""A chart and a palette become the text of an SVG file.

The file holds shapes and words with attributes alone: no script, style sheet, font, reference or
identifier, so that it is the same bytes everywhere and shows under any content policy.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from decimal import Decimal

from leather import Chart
from leather.scales import Linear, Ordinal
from leather.series import Series

from builder.ledger.index import made_from
from builder.pages.markdown.escaping import one_line
from builder.pictures.chart import LABEL_WIDTH, Bar, BarChart, Dot, DotChart, Figure
from builder.pictures.lettering import lines_of, width_of
from builder.pictures.marks import (
    LABEL,
    LINE,
    SMALL,
    ColumnLabels,
    NoLabels,
    NumberedBars,
    NumberedDots,
    RowLabels,
    set_theme,
)
from builder.pictures.palette import FONTS, Palette

WIDTH = 440
"""Of every picture, in its own units. On a phone 390 px wide a picture gets some 358 px, so letters
of 14 units are 11.4 px there."""

_NUMBER_ROOM = 40
"""Right of the longest bar, for its number."""

_SPACE = 8
"""Between labels, marks and notes."""

_EDGE = 2
"""Left of the longest label and of the notes."""

_RADIUS = (10.0, 12.5)
"""Of the smallest and largest dot: two digits fit into the smallest."""

_NAMED = 3
"""So many notices are named in a picture's first line; more are counted."""

_SVG = "http://www.w3.org/2000/svg"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MEASURES = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height")


def draw(figure: Figure, palette: Palette) -> str:
    """The text of an SVG file of `figure`, with a line that says what it was made from."""
    set_theme(palette)
    chart = figure.chart
    body, height = _bars(chart, palette) if isinstance(chart, BarChart) else _dots(chart, palette)
    notes = [line for note in chart.notes for line in lines_of(one_line(note), (WIDTH - 2 * _EDGE) / SMALL, even=False)]
    total = height + (len(notes) * (SMALL + 6) + _SPACE if notes else 0)
    root = ET.Element(
        "svg", xmlns=_SVG, width=str(WIDTH), height=str(total), viewBox=f"0 0 {WIDTH} {total}", role="img"
    )
    root.set(_LANGUAGE, "zh-CN")
    root.set("font-family", FONTS)
    ET.SubElement(root, "title").text = one_line(figure.title)
    root.append(body)
    for number, line in enumerate(notes):
        text = ET.SubElement(root, "text", x=str(_EDGE), y=str(height + _SPACE + (SMALL + 6) * number + SMALL))
        text.set("fill", palette.soft)
        text.set("font-size", str(SMALL))
        text.text = line
    _tidy(root)
    return f"<!-- {_origin(figure)} -->\n{ET.tostring(root, encoding='unicode')}\n"


def size_of(svg: str) -> tuple[int, int]:
    """Width and height in pixels of a picture drawn here."""
    root = ET.fromstring(svg)
    return int(root.get("width", "0")), int(float(root.get("height", "0")))


def _origin(figure: Figure) -> str:
    notices = figure.notices
    names = made_from(notices) if len(notices) <= _NAMED else f"{len(notices)} files in source_texts/"
    return re.sub("-(?=-)|-$", "_", one_line(f"made from {names}"))


def _bars(chart: BarChart, palette: Palette) -> tuple[ET.Element, int]:
    labels = _row_labels((bar.label for bar in chart.bars), chart.label_width)
    height = len(labels) * _row_height(labels, 30)
    drawing = Chart()
    drawing.set_x_scale(Linear(0, max(bar.count for bar in chart.bars)))
    drawing.set_y_scale(Ordinal([*reversed(labels)]))
    drawing.set_x_axis(NoLabels())
    drawing.set_y_axis(RowLabels(labels, _label_room(labels), guides=False))
    rows: list[Bar] = list(chart.bars)
    drawing.add_series(
        Series(rows, x=lambda bar, index: bar.count, y=lambda bar, index: str(index)), NumberedBars(palette)
    )
    return drawing.to_svg_group(WIDTH - _NUMBER_ROOM, height), height


def _dots(chart: DotChart, palette: Palette) -> tuple[ET.Element, int]:
    labels = _row_labels(chart.rows, LABEL_WIDTH)
    columns = {str(index): one_line(column) for index, column in enumerate(chart.columns)}
    head = LABEL + _SPACE if any(columns.values()) else 0
    height = len(labels) * _row_height(labels, 32)
    drawing = Chart()
    drawing.set_x_scale(Ordinal(list(columns)))
    drawing.set_y_scale(Ordinal([*reversed(labels)]))
    drawing.set_x_axis(ColumnLabels(columns))
    drawing.set_y_axis(RowLabels(labels, _label_room(labels), guides=True))
    dots: list[Dot] = list(chart.dots)
    drawing.add_series(
        Series(dots, x=lambda dot, index: str(dot.column), y=lambda dot, index: str(dot.row)),
        NumberedDots(palette, *_RADIUS),
    )
    group = ET.Element("g", transform=f"translate(0 {head})")
    group.append(drawing.to_svg_group(WIDTH - _SPACE, height))
    return group, height + head


def _row_labels(words: Iterable[str], width: float) -> dict[str, list[str]]:
    """Lines of the label of each row, by the row's number; a row without words has none."""
    labels = ["\n".join(one_line(line) for line in label.split("\n")) for label in words]
    return {str(index): lines_of(label, width) if label else [] for index, label in enumerate(labels)}


def _label_room(labels: dict[str, list[str]]) -> float:
    widest = max((width_of(line) for lines in labels.values() for line in lines), default=0)
    return round(widest * LABEL) + _SPACE + _EDGE


def _row_height(labels: dict[str, list[str]], least: int) -> int:
    most = max(len(lines) for lines in labels.values())
    return max(least, most * LINE + _SPACE)


def _tidy(root: ET.Element) -> None:
    """Short numbers, and nothing that only a style sheet would read."""
    for element in root.iter():
        if element is not root:
            for name in ("class", "font-family"):
                element.attrib.pop(name, None)
        for name in _MEASURES:
            if name in element.attrib:
                element.set(name, _number(element.attrib[name]))


def _number(words: str) -> str:
    """12.3456 → 12.3, 12.0 → 12."""
    return f"{round(Decimal(words), 1):f}".rstrip("0").rstrip(".") if "." in words else words

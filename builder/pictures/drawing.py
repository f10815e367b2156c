"""A chart and a palette become the text of an SVG file: where all stands is computed here, and written by a template.

The file holds shapes and words with attributes alone: no script, style sheet, font, reference or
identifier, so that it is the same bytes everywhere and shows under any content policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from functools import cache
from xml.etree import ElementTree as ET

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import made_from
from builder.pages.markdown.escaping import one_line
from builder.pictures.chart import LABEL_WIDTH, BarChart, DotChart, Figure, Look
from builder.pictures.lettering import lines_of, width_of
from builder.pictures.palette import FONTS, Palette

WIDTH = 440
"""Of every picture, in its own units. On a phone 390 px wide a picture gets some 358 px, so letters
of 14 units are 11.4 px there."""

_LABEL = 15
"""Size of labels in units of the picture."""

_SMALL = 14
"""Size of numbers and notes; nothing is smaller."""

_LINE = 18
"""From one line of a label to the next."""

_THICKNESS = 16
"""Of a bar."""

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


@dataclass(frozen=True, slots=True)
class _Row:
    y: float
    lines: list[str]


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class _PlacedBar:
    y: float
    length: float
    count: int
    hollow: bool


@dataclass(frozen=True, slots=True)
class _PlacedDot:
    x: float
    y: float
    radius: float
    look: Look
    words: str


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where everything stands. `left`: room for the labels of rows, `head` for those of columns; places count from
    there. `width`, `height`: of what is right of and below them. `guides`: whether lines lead through the rows."""

    left: float
    head: int
    width: float
    height: int
    rows: list[_Row]
    guides: bool
    columns: list[_Column] = field(default_factory=list)
    bars: list[_PlacedBar] = field(default_factory=list)
    dots: list[_PlacedDot] = field(default_factory=list)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("builder.pictures"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["short"] = _short
    return environment.get_template("chart.svg.j2")


def draw(figure: Figure, palette: Palette) -> str:
    """The text of an SVG file of `figure`, with a line that says what it was made from."""
    chart = figure.chart
    plot = _bars(chart) if isinstance(chart, BarChart) else _dots(chart)
    widest = (WIDTH - 2 * _EDGE) / _SMALL
    notes = [line for note in chart.notes for line in lines_of(one_line(note), widest, even=False)]
    return _template().render(
        plot=plot,
        palette=palette,
        title=one_line(figure.title),
        origin=origin_of(figure),
        notes=notes,
        width=WIDTH,
        total=plot.head + plot.height + (len(notes) * (_SMALL + 6) + _SPACE if notes else 0),
        fonts=FONTS,
        label=_LABEL,
        small=_SMALL,
        line_height=_LINE,
        thickness=_THICKNESS,
        edge=_EDGE,
        space=_SPACE,
    )


def size_of(svg: str) -> tuple[int, int]:
    """Width and height in pixels of a picture drawn here."""
    root = ET.fromstring(svg)
    return int(root.get("width", "0")), int(root.get("height", "0"))


def origin_of(figure: Figure) -> str:
    """The line that says what a picture was made from."""
    notices = figure.notices
    names = made_from(notices) if len(notices) <= _NAMED else f"{len(notices)} files in source_texts/"
    return re.sub("-(?=-)|-$", "_", one_line(f"made from {names}"))


def _bars(chart: BarChart) -> _Plot:
    labels = _labels((bar.label for bar in chart.bars), chart.label_width)
    left = _label_room(labels)
    width = WIDTH - _NUMBER_ROOM - left
    height, rows = _rows(labels, 30)
    most = max(bar.count for bar in chart.bars) or 1
    bars = [
        _PlacedBar(row.y, width * bar.count / most, bar.count, bar.hollow)
        for row, bar in zip(rows, chart.bars, strict=True)
    ]
    return _Plot(left, 0, width, height, rows, guides=False, bars=bars)


def _dots(chart: DotChart) -> _Plot:
    labels = _labels(chart.rows, LABEL_WIDTH)
    left = _label_room(labels)
    width = WIDTH - _SPACE - left
    height, rows = _rows(labels, 32)
    step = width / len(chart.columns)
    columns = [_Column(step * (number + 0.5), one_line(words)) for number, words in enumerate(chart.columns)]
    head = _LABEL + _SPACE if any(column.words for column in columns) else 0
    least, most = _RADIUS
    dots = [
        _PlacedDot(columns[dot.column].x, rows[dot.row].y, least + (most - least) * dot.size, dot.look, dot.words)
        for dot in chart.dots
    ]
    return _Plot(left, head, width, height, rows, guides=True, columns=columns, dots=dots)


def _labels(words: Iterable[str], width: float) -> list[list[str]]:
    """The lines of each row's label; a row without words has none."""
    labels = ["\n".join(one_line(line) for line in label.split("\n")) for label in words]
    return [lines_of(label, width) if label else [] for label in labels]


def _label_room(labels: list[list[str]]) -> float:
    widest = max((width_of(line) for lines in labels for line in lines), default=0)
    return round(widest * _LABEL) + _SPACE + _EDGE


def _rows(labels: list[list[str]], least: int) -> tuple[int, list[_Row]]:
    """The height of all rows, each high enough for the label of most lines, and the rows by their middles."""
    each = max(least, max(map(len, labels)) * _LINE + _SPACE)
    return each * len(labels), [_Row(each * (number + 0.5), lines) for number, lines in enumerate(labels)]


def _short(number: float) -> str:
    """12.3456 → 12.3, 12.0 → 12."""
    return f"{round(number, 1):g}"

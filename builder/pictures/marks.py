"""Shapes and axes that the charting library lacks: bars and dots that carry their number, labels of several lines.

Where things stand is computed by the library's scales; here it is only said what stands there.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from leather import theme
from leather.axis import Axis
from leather.shapes import Bars
from leather.shapes.base import Shape

from builder.pictures.chart import Bar, Dot
from builder.pictures.palette import Palette

LABEL = 15
"""Size of labels in units of the picture."""

SMALL = 14
"""Size of numbers and notes; nothing is smaller."""

LINE = 18
"""From one line of a label to the next."""

_BAR = 16
"""Thickness of a bar."""

_STROKE = "1.5"


def _words(x: float, y: float, words: str, colour: str, size: int, anchor: str) -> ET.Element:
    text = ET.Element("text", x=str(x), y=str(y), dy="0.35em", fill=colour)
    text.set("font-size", str(size))
    text.set("text-anchor", anchor)
    text.text = words
    return text


class RowLabels(Axis):  # type: ignore[misc]  # the library carries no types
    """The axis of rows: labels of one or more lines left of the marks. `labels`: by key of the row;
    `guides`: whether a line leads from the label through the row."""

    def __init__(self, labels: dict[str, list[str]], width: float, guides: bool) -> None:
        super().__init__(ticks=list(labels))
        self._labels, self._width, self._guides = labels, width, guides

    def estimate_label_margin(self, scale: Any, orient: str) -> float:
        """Not by counting letters, as the library does: Chinese signs are wider than it thinks."""
        return self._width

    def to_svg(self, width: float, height: float, scale: Any, orient: str) -> ET.Element:
        group: ET.Element = super().to_svg(width, height, scale, orient)
        for tick, lines in zip(group, self._labels.values(), strict=True):
            rule, text = tick[0], tick[1]
            if not self._guides or not lines:
                tick.remove(rule)
            x, middle = text.get("x", "0"), float(text.get("y", "0"))
            text.text, text.attrib["dy"] = None, "0.35em" if len(lines) == 1 else "0"
            for number, line in enumerate(lines):
                y = middle + LINE * (number - (len(lines) - 1) / 2)
                if len(lines) == 1:
                    text.text = line
                else:
                    ET.SubElement(text, "tspan", x=x, y=str(y), dy="0.35em").text = line
            if not any(lines):
                tick.remove(text)
        return group


class ColumnLabels(Axis):  # type: ignore[misc]
    """The axis of columns: labels above the marks, where a reader looks for the head of a column."""

    def __init__(self, labels: dict[str, str]) -> None:
        super().__init__(ticks=list(labels), tick_formatter=lambda key, index, count: labels[key])

    def estimate_label_margin(self, scale: Any, orient: str) -> float:
        return 0

    def to_svg(self, width: float, height: float, scale: Any, orient: str) -> ET.Element:
        group: ET.Element = super().to_svg(width, height, scale, orient)
        for tick in group:
            rule, text = tick[0], tick[1]
            rule.set("y2", str(height))
            text.set("y", "-6")
            text.attrib.pop("dy")
            if not text.text:
                tick.clear()
        return group


class NoLabels(Axis):  # type: ignore[misc]
    """No axis at all: the numbers stand at the bars."""

    def estimate_label_margin(self, scale: Any, orient: str) -> float:
        return 0

    def to_svg(self, width: float, height: float, scale: Any, orient: str) -> ET.Element:
        return ET.Element("g")


class NumberedBars(Bars):  # type: ignore[misc]
    """Bars of one thickness with their number at the end."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(lambda datum: "none" if datum.row.hollow else palette.accent)
        self._inks = palette

    def to_svg(self, width: float, height: float, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group: ET.Element = super().to_svg(width, height, x_scale, y_scale, series, palette)
        bars: Iterator[Bar] = (datum.row for datum in series.data())
        for rect, bar in zip(list(group), bars, strict=True):
            x, y, long, thick = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
            middle = y + thick / 2
            rect.set("y", str(middle - _BAR / 2))
            rect.set("height", str(_BAR))
            if bar.hollow:
                rect.set("stroke", self._inks.accent)
                rect.set("stroke-width", _STROKE)
            group.append(_words(x + long + 6, middle, str(bar.count), self._inks.text, LABEL, "start"))
        return group


class NumberedDots(Shape):  # type: ignore[misc]
    """Dots with their words inside, where a row and a column meet. `least` and `most`: radius of the
    smallest and of the largest."""

    def __init__(self, palette: Palette, least: float, most: float) -> None:
        self._inks, self._least, self._most = palette, least, most

    def validate_series(self, series: Any) -> None:
        """Any row and column will do."""

    def to_svg(self, width: float, height: float, x_scale: Any, y_scale: Any, series: Any, palette: Any) -> ET.Element:
        group = ET.Element("g")
        for datum in series.data():
            dot: Dot = datum.row
            x, y = float(x_scale.project(datum.x, 0, width)), float(y_scale.project(datum.y, height, 0))
            radius = self._least + (self._most - self._least) * dot.size
            circle = ET.SubElement(group, "circle", cx=str(x), cy=str(y), r=str(radius))
            if dot.look == "full":
                circle.set("fill", self._inks.accent)
            else:
                # The ground covers the guides, so that the words inside stay clear.
                circle.set("fill", self._inks.ground)
                circle.set("stroke", self._inks.accent if dot.look == "ring" else self._inks.edge)
                circle.set("stroke-width", "2" if dot.look == "ring" else _STROKE)
            if dot.look == "dashed":
                circle.set("stroke-dasharray", "3 3")
            ink = self._inks.on_accent if dot.look == "full" else self._inks.text
            group.append(_words(x, y, dot.words, ink, SMALL, "middle"))
        return group


def set_theme(palette: Palette) -> None:
    """The library's look is set in its theme module, for all charts drawn after."""
    theme.background_color = "none"
    theme.margin = 0.0
    theme.label_color = palette.text
    theme.tick_color = palette.line
    theme.zero_color = palette.line
    theme.tick_font_size = LABEL

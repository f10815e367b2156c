"""Pictures in a Word document: whether one shows a page, as a scan that was put in does."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from builder.language import lazy_re as re

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_VML = "{urn:schemas-microsoft-com:vml}"
_PAGE = 210 * 297
_LARGE = 0.3
"""Share of an A4 page (in square millimetres) from which on a picture is told."""
_EMU, _POINT = 36_000, 72 / 25.4
"""Units of a drawing's size, and points of an old picture's, to a millimetre."""
_SIZE = re.compile(r"(?<![-\w])(width|height):([0-9.]{1,8})(pt|in|mm|cm)?")
_UNITS = {"pt": 1.0, "in": 72.0, "mm": _POINT, "cm": 10 * _POINT, None: 0.75}


def is_large_picture(element: Element) -> bool:
    """Whether a w:drawing, or the w:pict or w:object of old files, is a picture that covers much of a page."""
    return (_drawn(element) or _old(element)) >= _LARGE * _PAGE


def _drawn(element: Element) -> float:
    extent = next(element.iter(f"{_WP}extent"), None)
    if extent is None or next(element.iter(_BLIP), None) is None:
        return 0.0
    sides = extent.get("cx", ""), extent.get("cy", "")
    return float(sides[0]) * float(sides[1]) / _EMU**2 if all(map(str.isdecimal, sides)) else 0.0


def _old(element: Element) -> float:
    if next(element.iter(f"{_VML}imagedata"), None) is None:
        return 0.0
    styles = (shape.get("style", "") for shape in element.iter(f"{_VML}shape"))
    return max((_area(style) for style in styles), default=0.0)


def _area(style: str) -> float:
    sides = {name: float(size) * _UNITS[unit] / _POINT for name, size, unit in _found(style)}
    return sides.get("width", 0.0) * sides.get("height", 0.0)


def _found(style: str) -> list[tuple[str, str, str | None]]:
    return [(match[1], match[2], match[3]) for match in _SIZE.finditer(style) if match[2].count(".") < 2]

"""The address of a page as a QR code (ISO/IEC 18004), for the printed page only: paper has no links."""

from __future__ import annotations

import segno
from markupsafe import Markup

_MASK = 2
"""Trying all eight masks takes three times as long as all else and finds hardly a better one: by the penalties of
ISO/IEC 18004, 7.8.3, the best of eight is 1 % better than this on the addresses of our pages."""


def print_code(address: str) -> Markup:
    """A block with the code of `address` as inline SVG, shown in print by the style sheet; it asks nothing of
    others."""
    code = segno.make(address, error="l", micro=False, mask=_MASK)
    picture = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    svg = picture.replace("<svg ", '<svg role="img" aria-label="本页网址的二维码" ', 1)
    return Markup(f'<div class="tz-print-code" data-unsearched>{svg}<p>扫码打开本页</p></div>')

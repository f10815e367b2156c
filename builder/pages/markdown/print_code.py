"""The address of a page as a QR code (ISO/IEC 18004), for the printed page only: paper has no links."""

from __future__ import annotations

import segno
from markupsafe import Markup


def print_code(address: str) -> Markup:
    """A block with the code of `address` as inline SVG, shown in print by the style sheet; it asks nothing of
    others."""
    code = segno.make(address, error="l", micro=False)
    picture = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    svg = picture.replace("<svg ", '<svg role="img" aria-label="本页网址的二维码" ', 1)
    return Markup(f'<div class="tz-print-code" data-unsearched>{svg}<p>扫码打开本页</p></div>')

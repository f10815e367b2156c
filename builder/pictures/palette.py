"""Colours and letters of pictures: those of the site's stylesheet, since a picture cannot read it."""

from __future__ import annotations

from builder.language.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """`text` and `soft` are for words (4.5:1 on `ground`), `accent` and `edge` for marks (3:1), `line`
    for guides that carry no meaning, `on_accent` for words on a mark. The ground is the page's own:
    it is never painted."""

    ground: str
    text: str
    soft: str
    line: str
    edge: str
    accent: str
    on_accent: str


LIGHT = Palette("#ffffff", "#1f1d1a", "#57524a", "#d8d3c9", "#8a8478", "#8f1d1d", "#ffffff")
DARK = Palette("#171614", "#ebe7df", "#b9b3a8", "#3d3933", "#8d877c", "#f2a79b", "#171614")

FONTS = (
    "'PingFang SC', 'Hiragino Sans GB', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'Microsoft YaHei', system-ui, sans-serif"
)
"""Fonts that readers' machines have; none is sent."""

"""The nouns of pictures: what is to be drawn, before any colour or place is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.ledger.chapters import Chapter
from builder.model.notice import Notice
from builder.pages.wording import short

Look = Literal["full", "ring", "dashed"]
"""How a mark looks, told apart by shape: filled, an empty ring, an empty ring of dashes."""


LABEL_WIDTH = 9.0
"""The widest that a line of a label may be, in em; where it is not said otherwise."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with a bar as long as `count`. `label`: of one line or two, which a line break parts. `hollow`: an
    outline only, for what is not like the others."""

    label: str
    count: int
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark where row and column (indexes from 0) meet, with `words` of one to three signs inside.
    `size`: its share of the largest area, 0–1."""

    row: int
    column: int
    words: str
    look: Look = "full"
    size: float = 1


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from top to bottom. `notes`: lines of words below. `label_width`: the widest line of a label, in em."""

    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()
    label_width: float = LABEL_WIDTH


@dataclass(frozen=True, slots=True)
class DotChart:
    """Dots where rows and columns meet. `columns` may be empty words."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    dots: tuple[Dot, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture to be drawn. `name`: of its file, beside its page; `text` tells the same in plain Chinese;
    `notices`: what it is made from."""

    name: str
    title: str
    text: str
    chart: BarChart | DotChart
    notices: tuple[Notice, ...]


def distinct(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, in order."""
    return tuple({notice.id: notice for notice in notices}.values())


_HEAD = 14
"""Characters of a chapter's heading at the head of a row."""


def head_of_row(chapter: Chapter) -> str:
    """Label and first clause of the heading."""
    return f"{chapter.label} {short(chapter.name, _HEAD)}".strip()

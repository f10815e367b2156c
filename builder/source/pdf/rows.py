"""The rows of a page by their place: from top to bottom, from left to right, column by column where there are columns.

The order in which a file draws its characters says nothing: programs write tables first, or signs of another font last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.source.pdf.drawing import Char, Edge

_SPACE = 0.6
"""Distance between two characters, in ems, from which on something stands between them."""
WIDE = 1.5
"""Distance from which on it is no space between words."""
_GUTTER = 1.0
"""Width of what divides two columns, in ems."""
_MIN_ROWS = 8
"""Rows that stand side by side where a page has columns."""
_FEW_ROWS, _ALIKE, _AT_FOOT = 3, 2.0, 2
"""Rows of a right column that ends above the left one; ems by which the widths of both may differ; rows at the foot of
a page, at most."""
_CLEAR, _PROSE = 0.85, 0.4
"""Share of a page's rows that leave the band between its columns free, where these are told by their prose; and share
of the rows of prose that hold a sign of it, at least."""
_OVER = -0.6
"""Ems by which a character that lies on another begins before its end."""
_RAISED, _ABOVE = 0.75, 0.1
"""Share of the size of a row's characters that raised figures have at most, and by which they stand above its foot."""
_FAR, _SMALLER = 2.0, 0.9
"""Ems behind the text, and the share of the size of its first character, from which on smaller print is a row alone."""
_THROUGH, _LEAST_STRUCK = (0.3, 0.85), 3
"""Between which shares of a character's height a line runs through it, and of how many characters, at least."""
_PAUSES = frozenset("，。；：、")


Band = tuple[float, float]
"""What divides two columns, from its left side to its right one."""
Line = Sequence[Char]


class Row(NamedTuple):
    """A row of characters. `left`: of its first character, in points from the edge of the page; `size`: the advance of
    its widest characters, one em of Chinese text; `top` in points from the top of the page."""

    text: str
    left: float
    size: float
    top: float
    right: float
    column: int = 0
    """1 and 2 where the page has two columns."""
    marks: tuple[tuple[int, str], ...] = ()
    """Raised figures in it, as those that refer to notes, with their places in the text."""
    covered: bool = False
    """Whether some of its characters are not seen, or lie on each other."""
    aside: bool = False
    """Whether it stands in smaller print beside a row of the text, as in a box."""


def without_doubles(chars: Sequence[Char]) -> list[Char]:
    """The characters without those that are printed a second time within a point of the first, as bold is made."""
    kept: list[Char] = []
    places: set[tuple[str, str, float, int, int]] = set()
    coarse: set[tuple[str, int, int]] = set()  # squares of eight points, of which most have no such character
    for char in chars:
        if char.hidden:
            kept.append(char)
            continue
        text, x, y = char.text, round(char.x0), round(char.top)
        left, right, upper, lower = (x - 1) >> 3, (x + 1) >> 3, (y - 1) >> 3, (y + 1) >> 3
        near = (
            (text, left, upper) in coarse
            or (left != right and (text, right, upper) in coarse)
            or (upper != lower and ((text, left, lower) in coarse or (text, right, lower) in coarse))
        )
        drawn = text, char.font, round(char.size, 1)
        if not (near and any((*drawn, x + dx, y + dy) in places for dx in (-1, 0, 1) for dy in (-1, 0, 1))):
            kept.append(char)
            places.add((*drawn, x, y))
            coarse.add((text, x >> 3, y >> 3))
    return kept


def struck_through(chars: Sequence[Char], edges: Sequence[Edge]) -> Sequence[Char]:
    """The characters, those that a line runs through as `hidden`: deleted words that a program printed all the same."""
    level = sorted((edge for edge in edges if edge.top == edge.bottom), key=lambda edge: edge.top)
    tops = [edge.top for edge in level]
    found: set[int] = set()
    for char in chars if level else ():
        upper, lower = (char.top + share * (char.bottom - char.top) for share in _THROUGH)
        middle = (char.x0 + char.x1) / 2
        near = level[bisect_left(tops, upper) : bisect_right(tops, lower)]
        if not char.text.isspace() and any(edge.x0 <= middle <= edge.x1 for edge in near):
            found.add(id(char))
    if len(found) < _LEAST_STRUCK:
        return chars
    return [char._replace(hidden=True) if id(char) in found else char for char in chars]


def rows_of(chars: Sequence[Char], width: float, before: Band | None = None) -> tuple[list[Row], Band | None]:
    """The rows of a page's characters, in the order in which they are read, and what divides its two columns; `before`:
    what divides those of the page before."""
    lines = list(lines_of(chars))
    band = _gutter(lines, width) or (before if before and _goes_on(lines, before) else None)
    if band is None:
        return [row for line in lines for row in _with_asides(line)], None
    rows: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for line in lines:
        sides = [char for char in line if char.x1 <= band[0]], [char for char in line if char.x0 >= band[1]]
        if len(sides[0]) + len(sides[1]) < len(line):  # across both: what stands above it is read before
            rows += [*left, *right]
            left, right = [], []
            rows += [row for row in (row_of(line),) if row]
            continue
        left += [row._replace(column=1) for row in (row_of(sides[0]),) if row]
        right += [row._replace(column=2) for row in (row_of(sides[1]),) if row]
    return [*rows, *left, *right], band


def _with_asides(line: Sequence[Char]) -> Iterator[Row]:
    """The row of a line; what stands far behind it in smaller print, as in a box, is one of its own."""
    seen = [char for char in line if not char.text.isspace()]
    for at in range(len(seen) - 1, 0, -1):
        before, char = seen[at - 1], seen[at]
        if char.size > _SMALLER * seen[0].size:
            break
        if char.x0 - before.x1 >= _FAR * seen[0].size and before.size > _SMALLER * seen[0].size:
            first = line.index(char)
            rows = row_of(line[:first]), row_of(line[first:])
            yield from (row._replace(aside=bool(number)) for number, row in enumerate(rows) if row)
            return
    row = row_of(line)
    if row:
        yield row


def lines_of(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """The characters on each line, from left to right: those whose middle lies within the line's height, or
    the line's within theirs."""
    line: list[Char] = []
    middle = half = 0.0
    for char in sorted(chars, key=lambda char: ((char.top + char.bottom) / 2, char.x0)):
        at, own = (char.top + char.bottom) / 2, max(1.0, 0.4 * abs(char.bottom - char.top))
        if line and at - middle > max(half, own):
            yield sorted(line, key=lambda char: char.x0)
            line = []
        if not line or own > half:  # a raised figure comes before the words it stands behind
            middle, half = at, own
        line.append(char)
    if line:
        yield sorted(line, key=lambda char: char.x0)


def row_of(line: Sequence[Char]) -> Row | None:
    """The row of a line's characters, from left to right; None where they are but spaces."""
    seen = [char for char in line if not char.text.isspace()]
    if not seen:
        return None
    size = max(char.x1 - char.x0 for char in seen)
    size = size if size > 0 else seen[0].size
    pieces: list[str] = []
    end, spaced = 0.0, False
    over = 0
    for char in line:
        if char.text.isspace():
            spaced = True
            continue
        gap = (char.x0 - end) / size if pieces and size > 0 else 0.0
        if char.hidden:
            over += 2
        elif gap < _OVER:
            over += 1
        if gap >= WIDE:
            pieces.append(" " * min(max(2, round(gap * 2)), 80))
        elif gap >= _SPACE or (spaced and gap > 0):
            pieces.append(" ")
        pieces.append(char.text)
        end, spaced = char.x1, False
    text = " ".join("".join(pieces).splitlines()).replace("\t", " ")
    sizes = {char.size for char in seen}
    marks = _raised(seen, text.strip(), max(sizes)) if min(sizes) <= _RAISED * max(sizes) else ()
    return Row(
        text.strip(),
        seen[0].x0,
        size,
        min(char.top for char in seen),
        seen[-1].x1,
        marks=marks,
        covered=over > 1,
    )


def _raised(chars: Sequence[Char], text: str, size: float) -> tuple[tuple[int, str], ...]:
    """The raised figures among the characters of a row, with their places in its text."""
    foot = max(char.bottom for char in chars)
    found: list[tuple[int, str]] = []
    at = 0
    for char in chars:
        at = text.find(char.text, at)
        if at < 0:
            return ()
        if char.text.isdecimal() and char.size <= _RAISED * size and char.bottom < foot - _ABOVE * size:
            if found and found[-1][0] + len(found[-1][1]) == at:
                found[-1] = found[-1][0], found[-1][1] + char.text
            else:
                found.append((at, char.text))
        at += len(char.text)
    return tuple(found)


def _gutter(lines: Sequence[Sequence[Char]], width: float) -> Band | None:
    """The band that divides two columns of text, None where a page has one: in its middle third, touched by no sign
    of most rows, with rows on both sides of it that fill their columns, or are prose; of such the clearest."""
    seen = [[char for char in line if not char.text.isspace()] for line in lines]
    seen = [line for line in seen if line]
    if len(seen) < _MIN_ROWS:
        return None
    size = max(char.x1 - char.x0 for line in seen for char in line)
    found: list[tuple[int, float, Band]] = []
    for step in range(20, 41):
        at = width * step / 60
        low, high = at - size * _GUTTER / 2, at + size * _GUTTER / 2
        left, right, across = _sides(seen, (low, high))
        clear = len(seen) - len(across) >= _CLEAR * len(seen)
        apart = min(len(left), len(right)) >= max(_MIN_ROWS, 3 * len(across)) and all(
            _are_full(side, 0.5) or (clear and _are_prose(side)) for side in (left, right)
        )
        apart = apart or _stand_below(seen, (low, high), size)
        if apart:
            found.append((-len(across), -abs(at - width / 2), (low, high)))
    return max(found)[2] if found else None


def _sides(lines: Sequence[Line], band: Band) -> tuple[list[Line], list[Line], list[Line]]:
    """What the lines say left of a band, right of it, and across."""
    across = [line for line in lines if any(char.x1 > band[0] and char.x0 < band[1] for char in line)]
    rest = [line for line in lines if line not in across]
    left: list[Line] = [side for line in rest if (side := [char for char in line if char.x1 <= band[0]])]
    right: list[Line] = [side for line in rest if (side := [char for char in line if char.x0 >= band[1]])]
    return left, right, across


def _width_of(lines: Sequence[Line]) -> float:
    return max((line[-1].x1 for line in lines), default=0.0) - min((line[0].x0 for line in lines), default=0.0)


def _below(lines: Sequence[Line], band: Band) -> tuple[list[Line], list[Line]]:
    """What the lines say left and right of a band, below all that run across it but what stands at the foot."""
    across = [any(char.x1 > band[0] and char.x0 < band[1] for char in line) for line in lines[:-_AT_FOOT]]
    last = max((at for at, crosses in enumerate(across) if crosses), default=-1)
    left, right, _ = _sides(lines[last + 1 :], band)
    return left, right


def _stand_below(lines: Sequence[Line], band: Band, size: float) -> bool:
    """Whether two columns of text stand below what runs across; the right one may have few rows of the same width."""
    left, right = _below(lines, band)
    if len(left) < _MIN_ROWS or len(right) < _FEW_ROWS or abs(_width_of(left) - _width_of(right)) > _ALIKE * size:
        return False
    full = [_are_full(side, 0.5) for side in (left, right)]
    return all(full) or (
        len(right) >= _MIN_ROWS
        and all(fills or _are_prose(side) for fills, side in zip(full, (left, right), strict=True))
    )


def _goes_on(lines: Sequence[Sequence[Char]], band: Band) -> bool:
    """Whether the two columns of the page before go on here, in which the right one may have few rows."""
    seen = [line for each in lines if (line := [char for char in each if not char.text.isspace()])]
    left, right = _below(seen, band)
    near = bool(right) and min(line[0].x0 for line in right) - band[1] <= _ALIKE * right[0][0].size
    return near and len(left) >= _FEW_ROWS


def _are_full(lines: Sequence[Sequence[Char]], share: float) -> bool:
    """Whether so many of the rows fill their column, as prose does and cells do not."""
    width = max(line[-1].x1 for line in lines) - min(line[0].x0 for line in lines)
    full = sum(sum(char.x1 - char.x0 for char in line) >= 0.75 * width for line in lines)
    return full >= max(2, share * len(lines))


def _are_prose(lines: Sequence[Sequence[Char]]) -> bool:
    """Whether rows are headings and paragraphs: some fill their column, and many hold parts of sentences."""
    parts = sum(any(char.text in _PAUSES for char in line) for line in lines)
    return parts >= _PROSE * len(lines) and _are_full(lines, 0)

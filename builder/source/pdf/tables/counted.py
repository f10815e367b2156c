"""Rows of a table that no lines divide and whose cells have several lines: by the numbers that count them.

Where a number stands in its row is how the writer aligned the cells: at the top, in the middle (Word), at the foot
(workbooks). Which of them it was, all rows of the table say together; where they leave two readings, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.language.table_heads import column_kind
from builder.source.pdf.drawing import Char
from builder.source.pdf.rows import Row
from builder.source.pdf.tables.grid import Grid, cell_of

_BETWEEN, _LEAST_BETWEEN = 0.35, 0.1
"""Ems between the number of a row and its words, and those that all lines leave free between two columns."""
_ASIDE = 1.5
"""Ems by which the middles of numbers, and of their heading, may stand beside each other."""
_BESIDE = 0.3
"""Ems by which the middle of a row may miss that of its number."""
_WIDER = 1.25
"""Times the least distance of two lines, from which on a distance divides rows."""
_EVEN = 1.04
"""Times the least distance of two lines of a cell, up to which others are the same."""
_FARTHEST = 3.0
"""Heights of a line after which no further line belongs to the table."""
_LONGEST_NUMBER = 3  # figures
_MOST_LINES = 400
_LEAST = 2
"""Rows of a table that begins on its page."""
_MOST_RESTS = 6
"""Lines above the first row of a page, at most, that are the rest of a row."""

_HAN = "\u3400"

Line = Sequence[Char]
Piece = tuple[Sequence[Char], Row]


def counted_grid(
    headings: Sequence[Piece], above: Line, lines: Sequence[Line], before: Grid | None = None
) -> Grid | None:
    """The table of lines from top to bottom below these headings of its columns, over which the line `above` stands;
    or that goes on, without headings, with the columns of the one `before`. None where its rows are not counted, or
    could be divided in two ways."""
    near = [*_near(lines)]
    numbers = _numbers(near)
    if not numbers:
        return None
    first = _first_piece(near[numbers[0]])
    goes_on = "".join(char.text for char in first) != "1"
    if len(numbers) < _LEAST and not goes_on:
        return None
    size, middle = max(char.size for char in first), _middle_of(first)
    narrow = [at for at, line in enumerate(near[: numbers[0]]) if _is_part_of_heading(line, middle, size)]
    held = [at for at in range(len(near)) if at not in narrow]
    numbers = [held.index(at) for at in numbers]
    # Its heading is broken, or there is none.
    own = headings and middle < headings[0][1].left - size and column_kind(headings[0][1].text) != "number"
    anchors = [(row.left + row.right) / 2 for _, row in headings]
    whole = [near[at] for at in held]
    found: list[tuple[list[list[Line]], list[float], str]] = []
    for ends, place in _divisions(whole, numbers, size, goes_on):
        if before is not None and "apart" not in (place, before.counted) and place != before.counted:
            continue
        rows = [whole[begin:end] for begin, end in pairwise([0, *ends])]
        columns = (
            list(before.edges) if before is not None else _borders(rows, [middle, *anchors] if own else anchors, size)
        )
        known = any(rows == others for others, *_ in found)
        if (
            columns
            and not known
            and _stands(rows[-len(numbers) :], columns)
            and _holds(rows, place, columns)
            and _are_even(rows, columns)
        ):
            found.append((rows, columns, place))
    if len(found) != 1:
        return None
    rows, columns, place = found[0]
    head: list[Sequence[Char]] = [piece for piece, _ in headings]
    if own:
        over = above if above and _is_part_of_heading(above, middle, size) else ()
        head.insert(0, [*over, *(char for at in narrow for char in near[at])])
    return _grid(head, rows, columns)._replace(counted=place)


def _near(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines up to the first that stands far below the one before."""
    foot = None
    for line in lines[:_MOST_LINES]:
        top, bottom = min(char.top for char in line), max(char.bottom for char in line)
        if foot is not None and top - foot > _FARTHEST * (bottom - top):
            return
        foot = bottom
        yield line


def _height(line: Line) -> float:
    """The middle of a line, in points from the top: of its first Chinese character, for figures in a font of their own
    stand higher or lower."""
    char = next((char for char in line if char.text >= _HAN), line[0])
    return (char.top + char.bottom) / 2


def _seen(line: Line) -> list[Char]:
    return [char for char in line if not char.text.isspace()]


def _first_piece(line: Line) -> list[Char]:
    """The first characters of a line, up to what divides columns."""
    seen = _seen(line)
    for at, (char, following) in enumerate(pairwise(seen), 1):
        if following.x0 - char.x1 >= _BETWEEN * char.size:
            return seen[:at]
    return seen


def _middle_of(piece: Sequence[Char]) -> float:
    return (piece[0].x0 + piece[-1].x1) / 2


def _numbers(lines: Sequence[Line]) -> list[int]:
    """Which lines begin with the number of a row: one more than that before, below it."""
    found: list[int] = []
    last, place = 0, 0.0
    for at, line in enumerate(lines):
        piece = _first_piece(line)
        said = "".join(char.text for char in piece)
        if not (said.isdecimal() and said.isascii() and len(said) <= _LONGEST_NUMBER):
            continue
        if not found:
            last, place = int(said), _middle_of(piece)
        elif int(said) == last + 1 and abs(_middle_of(piece) - place) <= _ASIDE * piece[0].size:
            last += 1
        else:
            continue
        found.append(at)
    return found


def _is_part_of_heading(line: Line, middle: float, size: float) -> bool:
    """号 below 序, in a narrow column of numbers."""
    seen = _seen(line)
    return len(seen) == 1 and not seen[0].text.isdecimal() and abs(_middle_of(seen) - middle) <= _ASIDE * size


def _divisions(
    lines: Sequence[Line], numbers: Sequence[int], size: float, goes_on: bool
) -> Iterator[tuple[list[int], str]]:
    """(ends, place): behind which line each row may end, and where in it its number stands: at the "top" or the "foot",
    with the beginnings or ends of all cells, in the "middle", or "apart" from those of other rows. Where the table
    `goes_on`, the first row may be the rest of one that the end of a page cut."""
    heights = [_height(line) for line in lines]
    apart = _ends_apart(heights, numbers)
    if apart is not None:
        yield apart, "apart"
        return
    for begin in range(min(_MOST_RESTS, numbers[0]) + 1 if goes_on else 1):
        middle = _ends_in_middle(heights, numbers, begin, size)
        if middle is not None:
            yield ([begin, *middle] if begin else middle), "middle"
            break
    steps = [below - above for above, below in pairwise(heights)]
    least = min(steps, default=0.0)
    last = numbers[-1]
    if numbers[0] == 0 or (goes_on and numbers[0] <= _MOST_RESTS):
        far = (at + 1 for at in range(last, len(steps)) if steps[at] > _WIDER * least)
        yield [*numbers[0 if numbers[0] else 1 :], next(far, len(lines))], "top"
    if last == len(lines) - 1 or steps[last] > _WIDER * least:
        yield [at + 1 for at in numbers], "foot"


def _ends_apart(heights: Sequence[float], numbers: Sequence[int]) -> list[int] | None:
    """Where the distances between rows are larger than those within, and each row has one number."""
    steps = [below - above for above, below in pairwise(heights[: numbers[-1] + 1])]
    if not steps:
        return None
    divided = [at + 1 for at, (above, below) in enumerate(pairwise(heights)) if below - above > _WIDER * min(steps)]
    ends = [*divided, len(heights)]
    if len(ends) > len(numbers):
        ends = ends[: len(numbers)]
    begins = [0, *ends[:-1]]
    fits = len(ends) == len(numbers) and all(
        begin <= at < end for begin, at, end in zip(begins, numbers, ends, strict=True)
    )
    return ends if fits and len(numbers) > 1 else None


def _ends_in_middle(heights: Sequence[float], numbers: Sequence[int], begin: int, size: float) -> list[int] | None:
    """Where each number stands in the middle of its row, of which `begin` begins the first: the last line of a row is
    as far below the number as the first is above it."""
    ends: list[int] = []
    for at, following in zip(numbers, [*numbers[1:], len(heights)], strict=True):
        foot = 2 * heights[at] - heights[begin]
        end = next((line for line in range(at, following) if abs(heights[line] - foot) <= _BESIDE * size), None)
        if end is None:
            return None
        begin = end + 1
        if begin > following:
            return None
        ends.append(begin)
    return ends


def _borders(rows: Sequence[Sequence[Line]], anchors: Sequence[float], size: float) -> list[float]:
    """Where the columns begin whose headings have their middles at `anchors`: behind the widest band between two of
    them that no character touches. [] where there is none."""
    chars = [char for row in rows for line in row for char in _seen(line)]
    free: list[tuple[float, float]] = []
    end = None
    for char in sorted(chars, key=lambda char: char.x0):
        if end is not None and char.x0 - end >= _LEAST_BETWEEN * size:
            free.append((end, char.x0))
        end = max(char.x1, end) if end is not None else char.x1
    chosen = _chosen(free, anchors)
    return [min(char.x0 for char in chars), *(after for _, after in chosen)] if chosen else []


def _chosen(free: Sequence[tuple[float, float]], anchors: Sequence[float]) -> list[tuple[float, float]]:
    """A band for each two neighbouring anchors, in order, that reaches between them; together the widest. [] where
    there are none."""
    best: list[tuple[float, list[tuple[float, float]]]] = [(0.0, [])]
    for left, right in pairwise(anchors):
        further = []
        for band in free:
            before = [each for each in best if not each[1] or each[1][-1] < band]
            if before and band[0] < right and band[1] > left:
                width, bands = max(before, key=lambda each: each[0])
                further.append((width + band[1] - band[0], [*bands, band]))
        best = further
    return max(best, key=lambda each: each[0], default=(0.0, []))[1]


def _stands(rows: Sequence[Sequence[Line]], borders: Sequence[float]) -> bool:
    """Whether most rows have words in at least three columns, or in all."""
    least = min(3, len(borders))
    full = sum(len({_column(char, borders) for line in row for char in _seen(line)}) >= least for row in rows)
    return len(borders) > 1 and 4 * full >= 3 * len(rows)


def _holds(rows: Sequence[Sequence[Line]], place: str, borders: Sequence[float]) -> bool:
    """Whether all cells of each row have words on its first or last line, as those at the top or foot of rows have."""
    at = {"top": 0, "foot": -1}.get(place)
    return at is None or all(
        {_column(char, borders) for line in row for char in _seen(line)}
        == {_column(char, borders) for char in _seen(row[at])}
        for row in rows
    )


def _are_even(rows: Sequence[Sequence[Line]], borders: Sequence[float]) -> bool:
    """Whether the lines of all cells are as near each other as any two of a column: what is farther apart belongs to
    two rows."""
    inside, steps = [], []
    last: dict[int, tuple[float, int]] = {}
    for number, row in enumerate(rows):
        for line in row:
            for at in {_column(char, borders) for char in _seen(line)}:
                if at in last:
                    steps.append(_height(line) - last[at][0])
                    inside += steps[-1:] if last[at][1] == number else []
                last[at] = _height(line), number
    return max(inside, default=0.0) <= _EVEN * min(steps, default=0.0)


def _column(char: Char, borders: Sequence[float]) -> int:
    middle = (char.x0 + char.x1) / 2
    return max((at for at, border in enumerate(borders) if border <= middle), default=0)


def _grid(head: Sequence[Sequence[Char]], rows: Sequence[Sequence[Line]], borders: Sequence[float]) -> Grid:
    """The grid of the row of headings, where there is one, and of rows of lines."""
    divided = [[*head]] if head else []
    for row in rows:
        held: list[list[Char]] = [[] for _ in borders]
        for line in row:
            for char in _seen(line):
                held[_column(char, borders)].append(char)
        divided.append([*held])
    ends = [max((char.x1 for row in divided for char in row[at]), default=borders[at]) for at in range(len(borders))]
    made = tuple(
        tuple(cell_of(chars, start, end) for chars, start, end in zip(row, borders, ends, strict=True))
        for row in divided
    )
    every = [*(char for piece in head for char in piece), *(char for row in rows for line in row for char in line)]
    top, bottom = min(char.top for char in every), max(char.bottom for char in every)
    return Grid(top, bottom, len(borders), made, frozenset(map(id, every)), tuple(borders), False)

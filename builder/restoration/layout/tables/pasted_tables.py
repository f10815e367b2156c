"""Tables that were copied one cell a line: the headings of the columns on lines of their own, then the cells.

Which column a line belongs to is told by its form (a number, a list of bodies, a time) and by the order of the
columns: of all ways to lay the lines out in rows, the one that fits best (Viterbi over the columns).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builder.language import lazy_re as re
from builder.language.document_lines import (
    annex_label,
    is_body,
    is_copies,
    is_credit,
    is_date,
    is_note,
    is_remark,
    lists_attachments,
)
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import integer_of
from builder.language.role_words import ROLE_ORDER
from builder.language.table_heads import (
    column_kind,
    internal_role,
    is_of_figures,
    is_side_head,
    is_total,
    says_nobody,
)
from builder.model.table import Cell, Table

_NUMBER = re.compile(r"[（(]?[0-9０-９]{1,3}[)）、.．]?")
_FIGURE = re.compile(r"[±+-]?[0-9０-９][0-9０-９,，.．]*%?(?:[分元]|万元|亿元)?")
_TIME = re.compile(r"[年月日季旬天]|长期|持续|常态|全年|即时|立行立改|[0-9]{4}[.-][0-9]{1,2}|^(?:19|20)[0-9]{2}$")
_STOP = re.compile(r"\s*(?:分享到|打印|关闭|扫一扫|上一篇|下一篇|相关(?:链接|附件|信息|阅读)|主办单位)")
_CELL = re.compile(r"^[|｜ \t\u3000]*(?P<words>[^\n]*?)[|｜ \t\u3000]*$", re.MULTILINE)
"""A line without the strokes that a copy leaves around its cell."""
_GROUP = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^。；：\t]{2,40}")
_GROUP_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、?|[（(][一二三四五六七八九十]{1,3}[)）]")
"""The number of a group in a cell of its own, its name in the next."""
_CHAPTER = re.compile(r"\s*([一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]、)")
_DIVISION = re.compile("[一-龥]{0,5}[科股处室]|[省市县区州旗]?各?(?:有关|相关|责任|成员)(?:单位|部门)")
"""What a cell may call a part of one body, or many bodies: 办公室, 法规处, 县各有关单位."""
_MASKED = re.compile(r"[×*＊○Ｘ某\s]+")
"""A name that was made unreadable."""
_REMARK = re.compile(r"[（(][^（()）]{1,20}[)）]")
_PART = re.compile(r"等?(?:按照?(?:各自)?职责分工)?(?:牵头|负责|配合|协助|参与|考核|落实|组织实施|督导)*$")
"""What a cell says of the part of a body behind its name: 市水务局牵头, 市农业局等按职责分工负责."""
_UNKNOWN_HEADING = re.compile(r"[^。，；：、\t0-9]{2,12}")
_LONGEST_HEADING = 12
_LONGEST_ROW = 12
_LEAST_NUMBERS = 3
"""Lines of the row of headings; rows whose numbers in order show a column of them."""
_NEVER = -1e9
_SHARED = 1.0
"""What it costs that a row begins behind cells that it shares with the row above."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def find_pasted(text: str) -> list[Table]:
    """The tables of tasks in `text` whose cells stand on lines of their own, at least two rows below the headings."""
    lines = [
        _Line(match.start("words"), match.end("words"), match["words"])
        for match in _CELL.finditer(text)
        if match["words"].strip()
    ]
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        kinds = _headings(lines, at)
        if kinds is None:
            at += 1
            continue
        first = at + len(kinds)
        last = next((index for index in range(first, len(lines)) if _ends(lines[index].words)), len(lines))
        last = _next_chapter(lines, at, first, last)
        last = _sums(lines, last, first, 2 * len(kinds))
        table = _lay_out(lines[at:first], _with_numbers(kinds, lines[first:last]), lines[first:last])
        if table is not None:
            tables.append(table)
        at = max(first, last if table is not None else first)
    return tables


def _next_chapter(lines: Sequence[_Line], head: int, first: int, last: int) -> int:
    """The first line below the headings that goes on counting the chapters above them (二、 … 三、) and no groups of
    rows; `last` where none does."""
    above = next((number for at in range(head - 1, -1, -1) if (number := _chapter(lines[at]))), 0)
    group = 0  # the number of the last group
    for at in range(first, last):
        if number := _chapter(lines[at]):
            if above and number == above + 1 != group + 1:
                return at
            group = number
    return last


def _sums(lines: Sequence[_Line], last: int, first: int, most: int) -> int:
    """Where the sums below the last row begin, at most so many lines above `last`; `last` where there are none."""
    return next((at for at in range(max(first, last - most), last) if is_total(lines[at].words)), last)


def _chapter(line: _Line) -> int:
    """The number of a chapter that a line opens, 0 where it opens none."""
    found = _CHAPTER.match(line.words)
    return (integer_of(found[1]) or 0) if found else 0


def _headings(lines: Sequence[_Line], at: int) -> list[str] | None:
    """The kinds of the columns whose headings begin with line `at`: number or content first, bodies or a time limit
    among them; None where there are none. Where numbers come first, all down to the first row are headings, whatever
    they are called (推广范围)."""
    words = [line.words.strip() for line in lines[at : at + _LONGEST_ROW]]
    kinds: list[str] = []
    for heading in words:
        kind = None if len(heading) > _LONGEST_HEADING or "\t" in heading else _kind(heading)
        if kind is None and not is_side_head(heading):
            break
        kinds.append(kind or _side_kind(heading))
    if kinds[:1] == ["number"]:
        first = next((n for n in range(len(kinds), len(words)) if _opens_rows(lines, at + n)), 0)
        if all(_UNKNOWN_HEADING.fullmatch(heading) for heading in words[len(kinds) : first]):
            kinds += [_kind(heading) or _side_kind(heading) for heading in words[len(kinds) : first]]
    told = any(role in kinds for role in ROLE_ORDER)
    opens = bool(kinds) and kinds[0] in ("number", "content")
    return kinds if len(kinds) >= 3 and opens and told and "content" in kinds else None


def _kind(heading: str) -> str | None:
    """What the column is; 责任科室 holds bodies too."""
    return column_kind(heading) or internal_role(heading)


def _side_kind(heading: str) -> str:
    """Of a column that says neither what is to be done, by whom nor by when: `figures`, or `beside`."""
    return "figures" if is_of_figures(heading) else "beside"


def _with_numbers(kinds: Sequence[str], lines: Sequence[_Line]) -> list[str]:
    """The kinds of the columns with one of numbers that no heading names: where cells that are 1, 2, 3 … in order are
    followed by fewer cells than there are headings, those before the number head the group of rows."""
    numbers: list[int] = []
    for at, line in enumerate(lines):
        if line.words.strip() == str(len(numbers) + 1):
            numbers.append(at)
    if "number" in kinds or len(numbers) < _LEAST_NUMBERS:
        return list(kinds)
    behind = min(after - before for before, after in pairwise(numbers)) - 1
    place = len(kinds) - behind
    return [*kinds[:place], "number", *kinds[place:]] if 0 <= place < len(kinds) else list(kinds)


def _opens_rows(lines: Sequence[_Line], at: int) -> bool:
    """Whether line `at` is the number of a row, or heads a group of rows and the number of the first follows."""
    return _NUMBER.fullmatch(lines[at].words.strip()) is not None or _heads_group(lines, at) > 0


def _heads_group(lines: Sequence[_Line], at: int) -> int:
    """How many lines from `at` on head a group of rows, 0 where none do: 一、… across the table, or its number, its
    name and at most one figure (its points) in cells of their own; the number of a row follows."""
    words = [line.words.strip() for line in lines[at : at + 4]]
    figures = [_NUMBER.fullmatch(each) is not None for each in words]
    if len(words) > 1 and _GROUP.fullmatch(words[0]):
        return int(figures[1])
    if len(words) < 3 or not _GROUP_NUMBER.fullmatch(words[0]) or figures[1] or not figures[2]:
        return 0
    return 3 if figures[3:] == [True] else 2


def _ends(words: str) -> bool:
    """Whether a line is surely no cell."""
    return (
        "\t" in words
        or (is_date(words) and len(words.strip()) > 12)
        or annex_label(words) is not None
        or lists_attachments(words)
        or is_copies(words)
        or is_note(words)
        or is_credit(words)
        or is_remark(words)
        or _STOP.match(words) is not None
    )


def _fit(words: str, kind: str) -> float:
    """How well a line fits a column, below 0 where it does not."""
    bare = words.strip()
    number, nobody = _NUMBER.fullmatch(bare) is not None, says_nobody(bare)
    pieces = re.split(r"[、，,；;\s]+", _REMARK.sub("", bare))
    names = [name for piece in pieces if (name := _PART.sub("", piece))]
    bodies = bool(names) and len(bare) <= 80 and all(is_body(name) or _DIVISION.fullmatch(name) for name in names)
    time = len(bare) <= 30 and _TIME.search(bare) is not None
    if kind == "number":
        return 3.0 if number else -4.0
    if kind in ROLE_ORDER:
        return 2.0 if bodies else 0.5 if nobody else -2.0
    if kind in ("limit", "period"):
        return 2.0 if time and not bodies else 0.5 if nobody else -3.0
    if kind == "figures":
        return 2.0 if _FIGURE.fullmatch(bare) else 0.5 if nobody else -3.0
    if _MASKED.fullmatch(bare):
        return 1.0 if kind == "beside" else -1.0
    if kind == "content":
        return -3.0 if number else -1.0 if bodies else 0.0 if time and len(bare) <= 12 else 1.5
    return -1.0 if bodies or number else 0.2


def _lay_out(heads: Sequence[_Line], kinds: Sequence[str], lines: Sequence[_Line]) -> Table | None:
    """The table whose cells are the lines, or the first of them that fit; None where fewer than two rows do. What
    heads a group of rows is a row."""
    first = kinds.index("number") if "number" in kinds else 0
    sizes = {at: _heads_group(lines, at) for at in range(len(lines))} if kinds[0] == "number" else {}
    groups = {at: size for at, size in sizes.items() if size}
    heads_of_groups = {at + n for at, size in groups.items() for n in range(size)}
    columns = iter(_columns_of([line for at, line in enumerate(lines) if at not in heads_of_groups], kinds))
    rows: list[list[list[_Line]]] = []
    across: set[int] = set()
    misfits, last = 0, len(kinds)
    for at, line in enumerate(lines):
        if at in heads_of_groups:
            if at in groups:
                across.add(len(rows))
                left = 1 if groups[at] == 1 else 0  # a line across the table stands in the column of contents
                cells_of = {left + n: [lines[at + n]] for n in range(groups[at])}
                rows.append([cells_of.get(column, []) for column in range(len(kinds))])
                last = len(kinds)
            continue
        column = next(columns)
        fresh = not rows or len(rows) - 1 in across or column < last
        if fresh or (column <= first and any(rows[-1][column if kinds[column] == "number" else column + 1 :])):
            rows.append([[] for _ in kinds])
        last = column
        if _fit(line.words, kinds[column]) < 0:
            misfits += 1
            if misfits * 6 > len(lines):
                return None
        rows[-1][column].append(line)
    plain = [row for number, row in enumerate(rows) if number not in across]
    whole = [row for row in plain if any(row[at] for at, kind in enumerate(kinds) if kind in ROLE_ORDER)]
    if len(plain) < 2 or len(whole) * 3 < len(plain) * 2:
        return None
    row_of_heads: list[Cell] = [(head.start, head.end) for head in heads]
    if len(heads) < len(kinds):
        row_of_heads.insert(first, None)
    cells = [tuple(row_of_heads)]
    cells += [tuple((cell[0].start, cell[-1].end) if cell else None for cell in row) for row in rows]
    return Table(tuple(cells))


def _columns_of(lines: Sequence[_Line], kinds: Sequence[str]) -> list[int]:
    """The column of each line in the layout that fits best. A row begins in the first column; a column that is left
    empty, or that has a second line, costs a little."""
    width = len(kinds)
    scores = (
        [_fit(lines[0].words, kind) if column == 0 or kind == "number" else _NEVER for column, kind in enumerate(kinds)]
        if lines
        else []
    )
    came: list[list[int]] = []
    for line in lines[1:]:
        best: list[float] = []
        source: list[int] = []
        for column, kind in enumerate(kinds):
            options = [(scores[before] - _cost(before, column, width, kind), before) for before in range(width)]
            score, before = max(options, key=lambda option: (option[0], -option[1]))
            best.append(score + _fit(line.words, kind))
            source.append(before)
        scores = best
        came.append(source)
    if not lines:
        return []
    column = max(range(width), key=lambda at: scores[at])
    path = [column]
    for source in reversed(came):
        column = source[column]
        path.append(column)
    return path[::-1]


def _cost(before: int, column: int, width: int, kind: str) -> float:
    """What it costs to go from one column to another: the columns passed over, or the row that is left unfinished. A
    row begins in the first column, with its number below the cells of its group, or, below a whole row, behind the
    cells that it shares with that one."""
    if column == before:
        return 0.6 if kind != "number" else 9.0
    if column > before:
        return 1.2 * (column - before - 1)
    if column == 0 or kind == "number":
        return 1.2 * (width - 1 - before)
    return _SHARED if before == width - 1 and kind == "content" else 9.0

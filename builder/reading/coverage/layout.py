"""What the eye sees and the outline may not have: labels that were not taken, lines that look like a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import LABEL
from builder.language.table_heads import column_kind, internal_role, is_of_scores
from builder.model.notice import Notice
from builder.outline.model import Outline
from builder.reading.coverage.names import find_names
from builder.reading.coverage.places import Spans
from builder.reading.prose import fold, title_spans

_CN = "[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"第(?P<numeral>{_CN}|\d{{1,3}})(?P<unit>[编章节条])(?![款项的之所、和与至规])"
    rf"|\({_CN}\)(?!项|款)|(?<![一二三四五六七八九十第]){_CN}、(?=[^一二三四五六七八九十\t])"
    r"|(?<![\d.第(])\d{1,2}(?:\.\d{1,2}){1,3}(?=[ \t]*[一-龥])(?![ \t]*[万亿%元个倍米公吨平人年月日比分])"
    r"|(?<![\d.第、—-])\d{1,2}[.、](?=\s*[一-龥“《])|(?<=[。;:\n])\s*\(\d{1,2}\)"
)
_OPENS = frozenset("\n。;:!?)”")
_REFERS = re.compile(r"(?:本|依照|按照|根据|违反|符合|本办法|本条例|之|和|与|及|至|、|的)\s*$")


@dataclass(frozen=True, slots=True)
class Shape:
    """`text[start:end]` has the shape of a label (`label`) or of a table, and was not read as one."""

    start: int
    end: int
    label: str = ""


def untaken_labels(notice: Notice, outline: Outline, tables: Spans) -> Iterator[Shape]:
    """Labels at the head of a line or after a sentence that are no label of the outline, tables aside. A chapter or an
    article that was not taken puts all that follows it out of place, up to the next label of its shape; another, its
    own line. Of several in one such stretch the first is given."""
    text, folded = notice.text, fold(notice.text)
    taken = Spans(
        [(item.label_start, max(item.start, item.label_start + 1)) for item in notice.outline]
        + title_spans(text, 0, len(text))
        + [(citation.start, citation.end) for citation in notice.citations]
    )
    rows = re.compile(r"^[^\n]*\t[^\n]*", re.MULTILINE)
    tabbed = Spans(match.span() for match in rows.finditer(text))
    tasks = Spans((task.start, task.end) for task in notice.tasks)
    read = Spans(
        (block.start, block.end)
        for block in outline.blocks
        if block.kind == "table" and tasks.touch(block.start, block.end)
    )
    starts: dict[str, list[int]] = {}
    for item in notice.outline:
        starts.setdefault(re.sub(rf"{_CN}|\d+", "", fold(item.label)), []).append(item.label_start)
    attachments = Spans(
        match.span() for match in re.finditer(r"附件[:：]?[^\n]*(?:\n\s*\d{1,2}[.、．][^\n。]{2,60}(?=\n|$))*", text)
    )
    reach = 0
    for match in _LABEL.finditer(folded):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        before = (
            folded[:start].rstrip(" \t")[-1:] if start < 2 else folded[max(0, start - 4) : start].rstrip(" \t")[-1:]
        )
        if before and before not in _OPENS:
            continue
        if any(spans.touch(start, match.end()) for spans in (taken, tabbed, tables, read, attachments)):
            continue
        if _REFERS.search(folded, max(0, start - 6), start):
            continue
        if start < reach:
            continue
        stop = text.find("\n", match.end())
        reach = len(text) if stop < 0 else stop
        if match["unit"]:
            later = starts.get("第" + match["unit"], [])
            following = bisect_right(later, start)
            reach = later[following] if following < len(later) else reach
        yield Shape(start, reach, match[0].strip())


_LONE = re.compile(r"^[ \t]*\(?(?P<number>\d{1,2})[).、]?[ \t]*$", re.MULTILINE)
_CLAUSE_LINE = re.compile(rf"\n[ \t]*[\[(]?(?:{LABEL})[ \t]*:")


def lone_numbers(notice: Notice, outline: Outline, tables: Spans) -> Iterator[Shape]:
    """Figures on lines of their own that count on (1, 2), with a clause on who is responsible between them, tables
    aside: numbers of items, not of pages."""
    folded = fold(notice.text)
    taken = Spans((item.label_start, max(item.start, item.label_start + 1)) for item in notice.outline)
    read = Spans((block.start, block.end) for block in outline.blocks if block.kind == "table")
    found = [
        match
        for match in _LONE.finditer(folded)
        if not any(spans.touch(match.start("number"), match.end("number")) for spans in (taken, read, tables))
    ]
    items: dict[int, Shape] = {}
    for one, two in pairwise(found):
        if int(two["number"]) == int(one["number"]) + 1 and _CLAUSE_LINE.search(folded, one.end(), two.start()):
            for each in (one, two):
                items[each.start()] = Shape(each.start("number"), each.end("number"), each["number"])
    yield from items.values()


_HEAD = re.compile(
    r"序号|编号|(?:[一-龥]{0,6})(?:项目|事项|任务|内容|措施|举措|要求|目标|指标|分值|标准|实事|问题)|[一-龥]{0,6}(?:单位|部门|科室|处室|机关|主体|责任人|领导)|(?:完成|办理"
    r"|整改|实施)?(?:时限|时间|期限|进度)|备注|清单|措施及?时限"
)
_DUTY_HEAD = re.compile(
    r"单位|部门|科室|处室|机关|主体|责任人|时限|期限|完成时间|任务|事项|措施|举措|问题|实事|分工|牵头|领导"
)


def unread_tables(notice: Notice, outline: Outline) -> Iterator[Shape]:
    """Rows joined by tabs, or a row of short lines under the heads of columns, of which no row is a task; and
    columns of bodies
    in which no body was read."""
    text = notice.text
    headings = ((item.label_start, _line_end(text, item.label_start)) for item in notice.outline)  # those of groups too
    tasks = Spans([*((task.start, task.end) for task in notice.tasks), *headings])
    bodies = Spans((body.start, body.end) for task in notice.tasks for body in task.agencies)
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    known = Spans((block.start, block.end) for block in outline.blocks if block.kind == "table")
    found: list[Shape] = []
    for run in _runs(text, lines, known):
        found += _table(text, run, tasks, bodies)
    yield from found
    yield from _pasted(text, [line for line in lines if not known.touch(*line)], tasks)
    for block in outline.blocks:
        if block.kind == "table" and tasks.touch(block.start, block.end):
            told = Spans((shape.start, shape.end) for shape in found)
            left = _left_rows(text, block.start, block.end, tasks, bodies)
            yield from (row for row in left if not told.touch(row.start, row.end))


def _left_rows(text: str, start: int, end: int, tasks: Spans, bodies: Spans) -> Iterator[Shape]:
    """What lies between the rows of a table that are tasks and names a body, its headings aside."""
    for low, high in tasks.gaps(start, end):
        names = list(find_names(text, low, high))
        if low > start and names and not bodies.touch(low, high) and high - low > _SHORTEST_ROW:
            yield Shape(low, high)


_SHORTEST_ROW = 12
_ROW = re.compile(r"\t|[|│｜][^|│｜\n]*[|│｜]")
"""What parts the cells of a row: a tab, or upright strokes."""


_RUN_ON = 8
"""Cells in a line that alone is a table whose line ends are lost."""


def _runs(text: str, lines: Sequence[tuple[int, int]], known: Spans) -> Iterator[list[tuple[int, int]]]:
    """The lines of each table: those of the outline, whose cells may hold line ends, and rows with tabs elsewhere."""
    run: list[tuple[int, int]] = []
    for start, end in [*lines, (len(text), len(text))]:
        if start < end and (_ROW.search(text, start, end) or known.touch(start, end)):
            run.append((start, end))
            continue
        if len(run) > 1 or (run and len(_ROW.findall(text, *run[0])) >= _RUN_ON):
            yield run
        run = []


def _table(text: str, run: Sequence[tuple[int, int]], tasks: Spans, bodies: Spans) -> Iterator[Shape]:
    head, rows = run[0], run[1:] or run
    words = text[head[0] : head[1]]
    if not any(tasks.touch(*row) or bodies.touch(*row) for row in rows):
        inside = text[head[0] : run[-1][1]]
        if _DUTY_HEAD.search(words) or 2 * len(list(find_names(inside, 0, len(inside)))) >= len(run) > 1:
            yield Shape(head[0], run[-1][1])
        return
    cells = _cells(text, *head)
    if len(cells) == 1:
        yield from _unread_lines(text, rows, tasks, bodies)
        return
    whole = [found for row in rows if len(found := _cells(text, *row)) == len(cells)]
    odd = [row for row in rows if len(_cells(text, *row)) != len(cells)]
    odd = [
        row
        for row in odd
        if not bodies.touch(*row)
        and (_has_name_cell(text, row) if tasks.touch(*row) else any(find_names(text, *row)))
        and not _are_headings(text, _cells(text, *row))
    ]
    if odd:
        yield Shape(odd[0][0], odd[-1][1])
    for column, (start, end) in enumerate(cells):
        named = re.search(r"(?:单位|部门|科室|机关|主体|股室|站所)$", text[start:end].strip())
        if named and whole and not any(bodies.touch(*cells_of[column]) for cells_of in whole):
            yield Shape(start, end, text[start:end].strip())
        elif named:
            for cells_of in whole:
                for member in _MEMBER.finditer(text, *cells_of[column]):
                    names = list(find_names(text, *member.span()))
                    if names and names[-1].end == member.end() and not bodies.touch(*member.span()):
                        yield Shape(*member.span(), text[start:end].strip())
    for cells_of in whole if len(whole) == len(rows) else ():
        extent = cells_of[0][0], cells_of[-1][1]
        if not (tasks.touch(*extent) or bodies.touch(*extent)) and any(
            any(find_names(text, *cell)) for cell in cells_of
        ):
            yield Shape(*extent)


def _are_headings(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether a row is a second one of headings: 牵头单位, 配合单位 below 责任分工."""
    words = [text[start:end].strip() for start, end in cells]
    return all(column_kind(each) or internal_role(each) for each in words if each)


def _unread_lines(text: str, lines: Sequence[tuple[int, int]], tasks: Spans, bodies: Spans) -> Iterator[Shape]:
    """The cells on lines of their own that name bodies and are part of no task, headings of columns (指导部门) aside."""
    for line in lines:
        if (
            not (column_kind(text[slice(*line)].strip()) or internal_role(text[slice(*line)].strip()))
            and not (tasks.touch(*line) or bodies.touch(*line))
            and any(find_names(text, *line))
        ):
            yield Shape(*line)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _has_name_cell(text: str, row: tuple[int, int]) -> bool:
    """Whether a cell of a row says nothing but a name; what names stand in running words is asked of the task."""
    for start, end in _cells(text, *row):
        names = list(find_names(text, start, end))
        if names and not (text[start : names[0].start] + text[names[-1].end : end]).strip():
            return True
    return False


_MEMBER = re.compile(r"[^、,，;；\s/]+")


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    cells, at = [], start
    for cell in line.split("\t") if "\t" in line else line.rstrip("| \u3000").split("|"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


_SCORE = re.compile(r"[±+-]?\d{1,3}(?:\.\d+)?分?")
_FARTHEST_SCORE = 6
"""Lines from one score of a table to the next at most."""


def _pasted(text: str, lines: Sequence[tuple[int, int]], tasks: Spans) -> Iterator[Shape]:
    """A table that was copied one cell a line: two heads of columns or more on lines of their own, few lines apart, and
    short lines below."""
    words = [text[start:end].strip(" \t|│：:　") for start, end in lines]
    is_head = [bool(_HEAD.fullmatch(each)) for each in words]
    at = 0
    while at < len(lines):
        heads = [here for here in range(at, min(at + 10, len(lines))) if is_head[here]]
        of_scores = sum(is_of_scores(words[here]) for here in heads) > 1
        told = of_scores or any(_DUTY_HEAD.search(words[here]) for here in heads)
        if not heads or heads[0] != at or len(heads) < 2 or not told:
            at += 1
            continue
        last = _last_score(words, heads[-1]) if of_scores else at
        while last < len(lines) and (len(words[last]) <= 40 or _numbered_cell(words, last)):
            last += 1
        rows = lines[heads[-1] + 1 : last]
        if len(rows) >= 2 and heads[-1] < last and sum(tasks.touch(*row) for row in rows) * 2 < len(rows):
            yield Shape(lines[at][0], lines[last - 1][1])
        at = max(last, at + 1)


def _last_score(words: Sequence[str], at: int) -> int:
    """Behind the row of the last of the scores on lines of their own below line `at`, each a few lines behind the one
    before."""
    last, longest = at, 1
    for here in range(at + 1, len(words)):
        if here - last > _FARTHEST_SCORE:
            break
        if _SCORE.fullmatch(words[here]):
            last, longest = here, max(longest, here - last)
    return min(last + longest, len(words))


def _numbered_cell(words: Sequence[str], at: int) -> bool:
    """Whether a long line stands among short ones, as the cell of a table's task does."""
    around = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    return len(around) == 2 and all(len(each) <= 20 for each in around)

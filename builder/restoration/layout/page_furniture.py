"""What belongs to the page and not to the notice: page numbers, running heads and feet, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.document_lines import NUMBER, closes_title
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import Row, find_rows
from builder.restoration.revision import Change

_DASH = "[—–―─－-]"
_NUMBER_ROW = re.compile(
    rf"{_DASH}(?:\s?{_DASH}){{0,3}}\s*[0-9０-９]{{1,4}}\s*{_DASH}{{0,2}}|[0-9０-９]{{1,4}}\s*{_DASH}{{1,2}}"
    r"|[·~～]\s*[0-9]{1,4}\s*[·~～]"
    r"|第\s*[0-9]{1,4}\s*页(?:[\s，,/]*共\s*[0-9]{1,4}\s*页)?|共\s*[0-9]{1,4}\s*页[\s，,/]*第\s*[0-9]{1,4}\s*页"
    r"|[Pp]age\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?"
)
# What a browser prints at the edges of a page: its address and number, when it was printed and its title
_PRINTED_AT = re.compile(r"(?:https?|file)://\S+\s+[0-9]{1,4}\s*/\s*[0-9]{1,4}")
_PRINTED_ON = re.compile(r"[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2}\s*,?\s*[0-9]{1,2}:[0-9]{2}\s+\S.{0,80}")
# 上一页 1 2 3 下一页: a page divides its article so, also in its middle
_PAGER = re.compile("[上下]一?页")
_PAGER_PIECE = re.compile(
    "[上下]一?页|首页|尾页|末页|第一页|最后一页|[共第][0-9]{1,4}页|转到|跳转|GO|[0-9]{1,4}|[\\s.…<>«»‹›|/【】\\[\\]]"
)
_LONGEST_PAGER = 80  # characters
_NEAR_ROWS = 12
_BARE = re.compile(r"[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?")
# An empty paragraph's no-break space has no place in GBK and became ?, as did the characters of a whole line that is
# lost; rules are drawn with signs.
_BLANK = re.compile(r"\?{1,3}|[|｜=＝*_＿~#]{1,200}|-{3,200}|[—─]{5,200}")
_FURNITURE = re.compile(
    r"[—–―─－]\s?[0-9０-９]|[0-9０-９]\s?[—–―─－]|\f|页|[Pp]age|-\s?[0-9]+\s?-|[·~～]\s?[0-9]|^[ \t\u3000\xa0]*(?:[?"
    r"|｜=＝*_＿~#]|---|[—─]{5})|://|^[ \t\u3000]*[0-9]{4}[/-][0-9]"
    r"|^\u3000{10,}1(?:\s|/|\Z)",
    re.M,
)
_HEADING_MARK = re.compile(r"#{1,6}[ \u3000]*(?=[\u4e00-\u9fff《“])")  # a heading of Markdown
_BOLD = re.compile(r"(?<!\*)(\*\*)(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])(\*\*)(?!\*)")
_BOLD_LINE = re.compile(r"^[ \t\u3000]*(?:[-*+]\s+|[0-9]{1,2}[.、]\s*)?\*\*(?![、，。；：和及与*\s])", re.M)
"""How a line of Markdown begins in bold type; names that are masked (张**、李**) do so nowhere."""
_LEAST_BOLD = 3
"""Words between marks of bold type, from which on a text was pasted from Markdown."""
_GLUED = re.compile(r"(?<![—–―─－\-0-9\n])[—―─－]\s?[0-9]{1,3}\s?[—―─－](?![—–―─－\-0-9])")

_BELONGS = re.compile("(?:第|为|是|至|到|约|[=＝:：≤≥<>])$")
_UNIT = re.compile("[页号条项款℃°%％个元度级]")
"""Words that a number between dashes belongs to: 第—3—页, 温度为—5—℃."""

NUMBER_REASON = "页码"
BLANK_REASON = "没有内容的符号行"
HEADING_REASON = "标记标题的“#”，不是正文"
BOLD_REASON = "标记粗体的“**”，不是正文"
_TITLE_WITHIN = 8  # rows of the first page
_PAGES_ALIKE = 3
_CENTRED = 4  # columns
_AT_FOOT = 20  # columns
"""Shift of a bare figure below a text, from which on it is the number of its only page."""

HEAD_REASON = "每页同一位置重复的页眉页脚"
ONLY_HEAD_REASON = "页边的小字，像是页眉"


def drop_bold_marks(text: str) -> list[Change]:
    """Changes that cut the marks of bold type in a text that was pasted from Markdown: **一、总体要求**."""
    found = list(_BOLD.finditer(text)) if "**" in text else []
    if len(found) < _LEAST_BOLD or not _BOLD_LINE.search(text):
        return []
    spans = [match.span(mark) for match in found for mark in (1, 2)]
    return [Change(start, end, "", EditKind.LAYOUT, True, BOLD_REASON) for start, end in spans]


def drop_page_furniture(text: str) -> list[Change]:
    """Changes that cut page numbers, on rows of their own or left inside a sentence, and the lines
    that return at the top or foot of pages."""
    if not _FURNITURE.search(text):
        return []
    rows = find_rows(text)
    heads = _running(rows)
    printed = Counter(_key(row) for row in rows if _is_printed_on(row))
    changes = []
    for index, row in enumerate(rows):
        if index in heads:
            changes.append(Change(row.start, row.end, "", EditKind.RUNNING_HEAD, True, HEAD_REASON))
        elif _BLANK.fullmatch(row.words):
            changes.append(Change(row.start, row.end, "", EditKind.LAYOUT, True, BLANK_REASON))
        elif _is_number(rows, index) or (printed[_key(row)] and _is_print_head(rows, index, printed)):
            changes.append(Change(row.start, row.end, "", EditKind.PAGE_NUMBER, True, NUMBER_REASON))
        elif mark := _HEADING_MARK.match(row.words):
            changes.append(Change(row.start, row.start + mark.end(), "", EditKind.LAYOUT, True, HEADING_REASON))
        else:
            changes += _glued(row)
    return changes


def _is_number(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    if _NUMBER_ROW.fullmatch(row.words) or _PRINTED_AT.fullmatch(row.words) or _is_pager(row.words):
        return True
    if not _BARE.fullmatch(row.words) or _counts_rows(rows, index):
        return False
    return _ends_page(rows, index) or (index == len(rows) - 1 and row.shift >= _AT_FOOT and row.words[0] == "1")


def _counts_rows(rows: Sequence[Row], index: int) -> bool:
    """Whether a bare figure at the edge of a page numbers the rows of a table whose cells stand one a line: the next
    such above or below it is one less or one more, and stands inside a page."""
    figure = rows[index].words
    for step in (-1, 1):
        near = range(index + step, index + step * _NEAR_ROWS, step)
        others = (at for at in near if 0 <= at < len(rows) and rows[at].words.isdecimal())
        other = next((at for at in others if not _ends_page(rows, at)), None)
        if other is not None and figure.isdecimal() and int(rows[other].words) == int(figure) + step:
            return True
    return False


def _is_printed_on(row: Row) -> bool:
    return "\t" not in row.words and _PRINTED_ON.fullmatch(row.words) is not None


def _is_print_head(rows: Sequence[Row], index: int, printed: Counter[str]) -> bool:
    """Whether a row that says when something was stands where a page begins or ends, or returns: else it is an entry
    of a diary or a timetable."""
    return index in (0, len(rows) - 1) or _ends_page(rows, index) or printed[_key(rows[index])] > 1


def _ends_page(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is the first or the last of its page: a bare figure is a page's number only there."""
    page = rows[index].page
    last = rows[index + 1].page > page if index + 1 < len(rows) else page > 0
    return last or (index > 0 and rows[index - 1].page < page)


def _is_pager(words: str) -> bool:
    """上一页 1 2 下一页 on a row of its own."""
    return len(words) <= _LONGEST_PAGER and bool(_PAGER.search(words)) and not _PAGER_PIECE.sub("", words)


def _glued(row: Row) -> list[Change]:
    """Numbers that lost their line: （不含2000元）—3—者."""
    return [
        Change(row.start + match.start(), row.start + match.end(), "", EditKind.PAGE_NUMBER, True, NUMBER_REASON)
        for match in _GLUED.finditer(row.words)
        if match.end() < len(row.words)
        # The number is in nobody's way: what stands around it goes on without it.
        and not _BELONGS.search(row.words[: match.start()])
        and not _UNIT.match(row.words, match.end())
    ]


def _running(rows: Sequence[Row]) -> set[int]:
    """Indexes of the rows that return at the top or the foot of most pages. The first of those at
    the top may be the title itself: it is kept, unless its words, or another title where it ends as none, follow; or it
    stands at the same place on each page, and is not one or has another below it. The headings of a table that return
    stay where they stand first."""
    pages: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        pages.setdefault(row.page, []).append(index)
    if len(pages) < 2:
        return set()
    least = min(3, len(pages))
    found: set[int] = set()
    for place, rows_at_least in ((0, 2), (1, 5), (-1, 2), (-2, 5)):
        at = [indexes[place] for indexes in pages.values() if len(indexes) >= rows_at_least]
        counts = Counter(_key(rows[index]) for index in at)
        found |= {
            index
            for index in at
            if counts[_key(rows[index])] >= max(least, len(at) // 2 + 1) and not rows[index].labelled
        }
    opening = pages[min(pages)]
    titles = [index for index in opening if index not in found and closes_title(rows[index].words)]
    titled = any(index in opening[:_TITLE_WITHIN] for index in titles)
    centred = any(rows[index].shift > _CENTRED and not rows[index].closed for index in titles)
    kept = {
        index
        for index in found & set(opening)
        if not (titled and not closes_title(rows[index].words))
        and not (_is_alike(rows, found, index) and (centred or not closes_title(rows[index].words)))
        and not any(_key(rows[other]) == _key(rows[index]) for other in opening if other != index)
    }
    tables: dict[str, int] = {}
    for index in sorted(index for index in found if "\t" in rows[index].words):
        tables.setdefault(_key(rows[index]), index)
    return found - {index for index in kept if index in opening[:2]} - set(tables.values()) - _only_numbers(rows, found)


def _only_numbers(rows: Sequence[Row], found: set[int]) -> set[int]:
    """Which of the rows that return names first a document's number that stands nowhere else: in a red head at the
    top of pages."""
    named = {index: number[0] for index in sorted(found) if (number := NUMBER.search(rows[index].words))}
    first = {number: index for index, number in reversed(named.items())}
    return {
        index
        for number, index in first.items()
        if not any(number in row.words for other, row in enumerate(rows) if other not in named)
    }


def _is_alike(rows: Sequence[Row], found: set[int], index: int) -> bool:
    """Whether a row that returns is shifted from the margin by as much on each of at least three pages."""
    same = [rows[other].shift for other in found if _key(rows[other]) == _key(rows[index])]
    return len(same) >= _PAGES_ALIKE and len(set(same)) == 1 and same[0] > 0


def _key(row: Row) -> str:
    """The words of a row by which others are the same: the number of the page may differ, but no figure of a table."""
    return row.words if "\t" in row.words else re.sub(r"[0-9]+", "0", re.sub(r"\s+", "", row.words))

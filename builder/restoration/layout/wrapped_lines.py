"""Lines that the width of a page broke, made whole again.

Whether a text is broken so is seen on all of it: its long rows are of one width and most of them end
inside a sentence. Then a row is continued where the next one's first characters would not have fitted
on it, and a paragraph begins with a label, a shift from the margin, or after a row that is not full.
Elsewhere only what no paragraph begins or ends with is joined, and titles (`titles`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from builder.language import lazy_re as re
from builder.language.document_lines import closes_title, is_date, is_letterhead, is_number, is_signature
from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import LABEL, NO_OPENERS, Row, columns, find_rows
from builder.restoration.layout.wrapped_titles import (
    TITLE_REASON,
    breaks_second_name,
    continues_title,
    known_titles,
    rows_of_titles,
)
from builder.restoration.revision import Change

_LONG = 40  # columns: a row of twenty characters
_LONG_IN_COLUMN, _LEAST_IN_COLUMNS, _AT_FOOT, _NARROW = 20, 10, 2, 0.7
"""The same where a page has columns of text; the rows of such a page, at least; those that may
stand at its foot; and how wide its columns may be, as a share of the width of the text."""
_LEAST_OPEN = 3
"""Long rows that end inside a sentence, from which on the width of the page is held to have broken them."""
_WIDEST = 140  # columns of the widest page; paragraphs of whole text are wider
_FIRST_PIECE = re.compile(r"[（《“‘【〔(\[]*(?:[A-Za-z0-9.%‰/:+-]+|.)[，。、；：！？）》”’】,;:)\]]*")
_GAPS = re.compile(r"(?<=\S)(?:\t+| {4,}|　{3,})\S")

_MARK = re.compile(r"〔脚注[0-9]+〕")  # wider than the raised figure of which it was made
_BESIDE = re.compile(r"\s+")
_SENTENCE = re.compile("[，。；：！？]")
_FULL_TITLE = 0.75
"""Share of the page's width that a row of a centred title has where the title goes on below it."""
_OFF_CENTRE = 6  # columns, on both sides together
_RAGGED, _FEW_WIDER = 4, 8
"""Columns by which full rows may differ, and the part (one in so many) of the long rows that may be wider."""

_MOSTLY = 1.5
"""Times the rows that go on at the margin, to which all that follow full shifted rows may amount."""
_BEHIND_LABEL = 3
"""Columns between a label and the words behind it, at most."""

_INSIDE = re.compile(r"[\u4e00-\u9fff、，,]\Z")

WRAPPED, UNFINISHED = "按版面宽度折断的行", "句中折断的行"


@dataclass(frozen=True, slots=True)
class _Page:
    """`margin` and `full` (the width of a full row, shift included) in columns; `even`: no row is
    shifted from the margin; `shifted`: paragraphs begin with a shift; `hung`: by how much rows are shifted that go on
    with an item; `indents`: after a full row that is shifted, a paragraph goes on at the margin."""

    margin: int
    full: int
    even: bool
    shifted: bool
    hung: frozenset[int]
    indents: bool


def join_lines(text: str, printed: bool = False) -> list[Change]:
    """Changes that join the broken lines of `text`. `printed`: its lines are those of pages, so that few that are
    broken tell how wide these are."""
    rows = find_rows(text)
    titles = known_titles(text, rows)
    titled = rows_of_titles(rows)
    whole = _wrapping(rows, printed=printed)
    narrow = _narrow_pages(rows, whole)
    changes = []
    begun = 0  # the row that began the paragraph
    joined = ""  # what the paragraph's rows say so far
    for index in range(1, len(rows)):
        before, row = rows[index - 1], rows[index]
        begins, page = narrow.get(before.page, (0, whole))
        page = page if before.start >= begins else whole
        joined = joined or before.words
        reason = None
        if not _is_divided(before.words) and not _is_divided(row.words):
            if index in titled or continues_title(joined, row, titles):
                reason = TITLE_REASON
            elif page is not None:
                goes_on = _continues(before, row, page, joined, rows[begun]) or _breaks_date(before.words, row.words)
                reason = WRAPPED if goes_on else None
            elif _unfinished(before, row) or _breaks_date(before.words, row.words) or _closes_bracket(joined, row):
                reason = UNFINISHED
        if reason is None and _breaks_signature(before.words, row.words):
            reason = WRAPPED
        if reason is None:
            begun, joined = index, ""
            continue
        space = (
            " "
            if before.words[-1].isascii()
            and before.words[-1].isalnum()
            and row.words[0].isascii()
            and row.words[0].isalpha()
            else ""
        )
        joined += space + row.words
        changes.append(Change(before.end, row.start, space, EditKind.LINE_BREAK, True, reason))
    return changes


def _narrow_pages(rows: Sequence[Row], whole: _Page | None) -> dict[int, tuple[int, _Page]]:
    """(where they begin, margins) of columns of text by the number of their page, below what runs across; each is much
    narrower than the rest of the text."""
    if not rows or rows[-1].page == 0:
        return {}
    found: dict[int, tuple[int, _Page]] = {}
    for number, group in groupby(rows, lambda row: row.page):
        held = [row for row in group if not row.words.startswith("〔脚注")]  # set smaller
        last = found.get(number - 1)
        body = held[:-_AT_FOOT]
        if last and body and all(row.shift + row.width <= last[1].full + _RAGGED for row in body):
            found[number] = held[0].start, last[1]  # the columns end here
            continue
        widths = Counter(row.shift + row.width for row in held if row.width >= _LONG_IN_COLUMN)
        common = max(
            sorted(widths), key=lambda width: sum(widths[width - off] for off in range(_RAGGED + 1)), default=0
        )
        across = [
            at
            for at, row in enumerate(held[:-_AT_FOOT])
            if row.shift + row.width > common + _RAGGED and not _MARK.search(row.words)
        ]
        held = [row for row in held[across[-1] + 1 if across else 0 :] if row.shift + row.width <= common + _RAGGED]
        page = _wrapping(held, _LONG_IN_COLUMN) if len(held) >= _LEAST_IN_COLUMNS else None
        if page is None or not page.shifted or (whole is not None and page.full > _NARROW * whole.full):
            continue
        full = sum(abs(row.shift + row.width - page.full) <= _RAGGED for row in held)
        if 3 * full >= len(held):
            found[number] = held[0].start, page
    return found


def _wrapping(rows: Sequence[Row], long: int = _LONG, printed: bool = False) -> _Page | None:
    """The page's margins where the text is broken by its width, else None. `long`: columns of a long row, at least;
    `printed`: that the text is broken so is known."""
    long_rows = [row for row in rows if row.width >= long and not _is_divided(row.words)]
    open_rows = [row for row in long_rows if not row.closed and not closes_title(row.words)]
    if len(open_rows) < (1 if printed else _LEAST_OPEN) or len(open_rows) * 10 < len(long_rows) * 3:
        return None
    widths = sorted(row.shift + row.width for row in long_rows)
    full = _full_width(widths)
    if full > _WIDEST or (not printed and sum(width > full * 3 // 4 for width in widths) * 2 < len(widths)):
        return None
    margin = min(row.shift for row in long_rows)
    shifted = sum(2 <= row.shift - margin <= 8 for row in rows)
    even = all(row.shift == margin for row in rows)
    hung = frozenset(
        row.shift - margin
        for before, row in pairwise(rows)
        if not before.closed and 4 * (before.shift + before.width) >= 3 * full and _hangs(before, before, row)
    )
    begun = [
        row.shift
        for before, row in pairwise(rows)
        if before.shift - margin in range(2, 9)
        and before.shift + before.width >= full - _RAGGED
        and not before.closed
        and not row.labelled
    ]
    back = sum(shift - margin < 2 for shift in begun)
    return _Page(
        margin,
        full,
        even,
        shifted >= 2 and shifted * 12 >= len(rows),
        hung,
        back >= _LEAST_OPEN and _MOSTLY * back >= len(begun),
    )


def _full_width(widths: Sequence[int]) -> int:
    """The width of a full row, from the sorted widths of the long ones: the largest, but for a few titles or rows of
    a page that lies on its side where at least half of the rows are as wide as each other."""
    for at in range(len(widths) - 1, len(widths) - 2 - len(widths) // _FEW_WIDER, -1):
        near = at + 1 - bisect_left(widths, widths[at] - _RAGGED)
        if 2 * near >= len(widths):
            return widths[at]
    return widths[-1 - len(widths) // 20]


def _continues(before: Row, row: Row, page: _Page, joined: str, first: Row) -> bool:
    """Whether `row` goes on where `before` ended. `joined`: the paragraph so far; `first`: its first row."""
    running = before is not first
    if row.words[0] in NO_OPENERS or before.words[-1] in "《〈（(“‘第":
        return True
    if _is_whole(joined, before):
        return False
    if _goes_on_centred(before, row, page, joined):
        return True
    shift = row.shift - page.margin
    if shift > 12:
        return False
    piece = _FIRST_PIECE.match(row.words)
    # A paragraph's first row may have lost the shift of two characters with which it was set.
    lost_shift = 4 if page.even and not running else 0
    room = page.full - before.shift - before.width - lost_shift
    needed = columns(piece.group()) if piece else 0
    if row.words.startswith("附件"):
        return False
    if row.labelled:  # …决策相统 · 一、相衔接: where paragraphs are shifted, and this row is not
        return page.shifted and shift < 2 and not before.closed and room < needed and bool(_INSIDE.search(before.words))
    if _hangs(first, before, row):
        if before.closed and before.words[-1] not in "：:":
            return needed + 2 > room and shift in page.hung
        return 4 * (before.shift + before.width) >= 3 * page.full
    if shift >= 2 and page.indents and row.shift == before.shift:
        return before.words[-1] in "，、," or _is_open(joined)
    if shift >= 2 and (page.shifted or before.shift - page.margin < 2):
        # All rows of the paragraph may be shifted, as those under a heading are.
        return row.shift == before.shift and not before.closed and needed + 2 > room
    if _is_open(joined):
        return page.shifted or needed + 8 > room or _closes_bracket(joined, row)
    if before.closed:
        # Without shifts a full row may end its paragraph; a sentence inside one ends there much more often.
        return needed + (6 if page.shifted else 1) > room and (page.shifted or before.words[-1] not in "：:")
    if needed + 2 > room or before.words[-1] in "，、,":
        return True
    filled = before.shift + before.width
    if page.shifted and before.shift - page.margin <= 8:  # paragraphs are shifted, and this row is not
        return 4 * filled >= 3 * page.full
    return running and 5 * filled >= 3 * page.full


@lru_cache(1024)  # each row is asked for beside the one above and the one below
def _is_divided(words: str) -> bool:
    """Whether a row has words at several places, as in columns; not only behind its label."""
    label = LABEL.match(words)
    return _GAPS.search(words, 1 + (label.end() if label else 0)) is not None


def _hangs(first: Row, before: Row, row: Row) -> bool:
    """Whether a row stands below the words of an item, whose label is left of them: so Word sets numbered lists."""
    if not first.labelled or row.labelled or first.words.startswith("—") or not (label := LABEL.match(first.words)):
        return False
    words = first.shift + columns(label.group())
    hung = first.shift < row.shift <= words + _BEHIND_LABEL
    return hung and before.shift == (first.shift if before is first else row.shift)


def _is_whole(joined: str, before: Row) -> bool:
    """Whether the rows so far are a line of their own: a title that says 关于, a date, or a document's number."""
    titled = "关于" in joined and "。" not in joined and closes_title(joined)
    return (titled and (joined == before.words or not _SENTENCE.search(joined))) or (
        joined == before.words and (is_date(joined) or is_number(joined))
    )


def _goes_on_centred(before: Row, row: Row, page: _Page, joined: str) -> bool:
    """Whether a row goes on with a centred title that filled the row before."""
    centre = page.margin + page.full
    full = before.width >= _FULL_TITLE * (page.full - page.margin)
    off_centre = max(abs(2 * each.shift + each.width - centre) for each in (before, row))
    if not full or off_centre > _OFF_CENTRE or row.shift - page.margin <= 4 or _SENTENCE.search(joined + row.words):
        return False
    return not (is_number(row.words) or is_date(row.words) or is_signature(row.words))


def _breaks_signature(words: str, following: str) -> bool:
    """Whether bodies that sign side by side are broken by the end of the row: 某市财政局    某市卫生 · 健康委员会."""
    if breaks_second_name(words, following):
        return True
    if _NAME_END.fullmatch(following) and not is_signature(words) and is_signature(words + following):
        return True  # 某县发展和改革委员 · 会
    *whole, broken = _BESIDE.split(words)
    if not whole:
        return False
    rest, *others = _BESIDE.split(following)
    return (
        not is_signature(broken)
        and not is_letterhead(words)
        and all(map(is_signature, (*whole, broken + rest, *others)))
        and not any(map(_SENTENCE.search, (words, following)))
    )


_NAME_END = re.compile("[\u4e00-\u9fff]?[会局室府厅部院处委办]")


def _is_open(words: str) -> bool:
    """Whether a bracket is still open in words: no paragraph ends so."""
    tail = words[-400:]
    return any(tail.count(pair[0]) > tail.count(pair[1]) for pair in _PAIRS)


def _closes_bracket(joined: str, row: Row) -> bool:
    """Whether a row closes a bracket that the paragraph so far has left open."""
    if row.labelled or not _is_open(joined):
        return False
    depth = 0
    for bracket in _BRACKET.findall(row.words):
        depth += -1 if bracket in _CLOSING else 1
        if depth < 0:
            return True
    return False


_BRACKET, _CLOSING = re.compile(r"[（(【《〔\[）)】》〕\]]"), "）)】》〕]"
_PAIRS = ("（）", "()", "[]", "【】", "《》", "〔〕")


# 完成时限：2019年 ⏎ 11月底前; 9月20 ⏎ 日前: a date of which only the first half stands on the row
_DATE_BEGUN = re.compile(
    r"(?:[：:至到于，,。；（(]|(?:时限|时间|期限)[：:]?.*)(?:19|20)[0-9]{2}年\Z|[0-9]{1,2}月[0-9]{1,2}\Z|年[0-9]{1,2}\Z"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月\Z"
)
_DATE_ENDS = (
    re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日|底|[上中下]旬|末|之?前|[。，；]|\Z)"),
    re.compile(r"日(?:之?前|起|内|[。，；至—-]|\Z)"),
    re.compile(r"[0-9]?月(?:[0-9]{1,2}日|底|[上中下]旬|末|之?前|[。，；]|\Z)"),
    re.compile(r"[0-9]{1,2}日(?:之?前|起|内|[。，；至—-]|\Z)"),
)


_YEAR_BEGUN, _YEAR_ENDS = re.compile(r"(?<![0-9])[0-9]{1,3}\Z"), re.compile(r"[0-9]{1,3}年")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")


def _breaks_year(before: str, row: str) -> bool:
    """Whether the line end stands within the figures of a year: 202 ⏎ 4年10月底前."""
    begun, ends = _YEAR_BEGUN.search(before), _YEAR_ENDS.match(row)
    return begun is not None and ends is not None and _YEAR.fullmatch(begun[0] + ends[0]) is not None


def _breaks_date(before: str, row: str) -> bool:
    """Whether the line end stands within a date."""
    if _breaks_year(before, row):
        return True
    begun = _DATE_BEGUN.search(before)
    if begun is None or "\t" in before + row:
        return False
    last = before[-1]
    if last == "年":
        ends = _DATE_ENDS[0]
    elif last == "月":
        ends = _DATE_ENDS[3]
    else:
        ends = _DATE_ENDS[1] if "月" in begun[0] else _DATE_ENDS[2]
    return ends.match(row) is not None


def _unfinished(before: Row, row: Row) -> bool:
    """Whether two rows of a text that is not broken by width are one sentence all the same."""
    if row.labelled or "\t" in before.words or "\t" in row.words:
        return False
    return row.words[0] in NO_OPENERS or before.words[-1] in "，、,（《“"

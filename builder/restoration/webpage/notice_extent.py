"""Where on a page the notice begins and ends, told from the kinds of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.document_lines import closes_title, is_copies, is_date, is_note, is_signature
from builder.language.role_words import CLAUSE_LINE, DOING
from builder.restoration.layout.rows import LABEL, Row
from builder.restoration.webpage.row_kinds import NAMES, RowKind, tail_marks


def rows_above(rows: Sequence[Row], kinds: Sequence[RowKind], body: int) -> set[int]:
    """The rows before the first paragraph that belong to the page."""
    marks = [index for index in range(body) if kinds[index] in (RowKind.METADATA, RowKind.NAVIGATION)]
    if not marks:
        return set()
    last = marks[-1]
    if any(kinds[index] is RowKind.TITLE for index in range(last + 1, body)):
        return set(range(last + 1))
    title = next((index for index in range(last, -1, -1) if kinds[index] is RowKind.TITLE), None)
    if title is None:
        number = next((index for index in range(last, -1, -1) if kinds[index] is RowKind.NUMBER), None)
        return {index for index in range(last + 1) if index != number}
    first = title
    while first > 0 and _begins_title(rows[first - 1], kinds[first - 1], rows[first]):
        first -= 1
    if first > 0 and kinds[first - 1] is RowKind.NUMBER:
        first -= 1
    return {
        index for index in range(last + 1) if index < first or kinds[index] in (RowKind.METADATA, RowKind.NAVIGATION)
    }


def rows_above_title(rows: Sequence[Row], kinds: Sequence[RowKind], body: int, title: str) -> set[int]:
    """The rows above the first that says `title`, what the page's head calls its article; but for the number of the
    notice and what begins its title."""
    wanted = "".join(title.split())
    first = next((index for index in range(body) if wanted and "".join(rows[index].words.split()) == wanted), 0)
    while first > 0 and (
        kinds[first - 1] is RowKind.NUMBER or _begins_title(rows[first - 1], kinds[first - 1], rows[first])
    ):
        first -= 1
    return set(range(first))


def _begins_title(row: Row, kind: RowKind, title: Row) -> bool:
    """Whether a row above a title is its beginning: some words of it, or the body whose title it is."""
    if kind is RowKind.OTHER and title.words.startswith(("关于", "印发", "转发")) and is_signature(row.words):
        return True
    return (
        kind in (RowKind.TITLE, RowKind.OTHER)
        and len(row.words) >= 6
        and not closes_title(row.words)
        and bool(NAMES.search(row.words))
    )


def first_row_after(rows: Sequence[Row], kinds: Sequence[RowKind], body: int) -> int:
    """Index of the first row after the notice."""
    last = body
    clauses = _clauses(rows)
    sure = {body} | clauses | _duties(rows, clauses)
    for index in range(body, len(rows)):
        goes_on = last == index - 1 and "\t" in rows[index].words and "\t" in rows[last].words  # a table
        if goes_on or index in sure or _is_notice(rows[index], kinds[index]):
            last = index
    strong = _strong_end(rows, max(sure))
    if strong <= last:
        return strong
    for index in range(last + 1, len(rows)):
        if (
            kinds[index] in (RowKind.METADATA, RowKind.NAVIGATION)
            or tail_marks().match(rows[index].words)
            or ends_page(rows[index].words)
        ):
            return index
    return len(rows)


# What only a notice says: a clause of responsibility, or what bodies have to do
_DUTY = re.compile(
    rf"[（(][^（()）]{{2,80}}(?:(?:负责|牵头|配合|落实|参与|承办)[^（()）]{{0,20}}|{DOING})[)）][。；]?\Z"
    r"|\A(?:请|望|要求)?各[^。]{1,40}?(?:要|应|须|务必|负责)|\A[^。]{0,60}?由[^。]{2,30}负责(?:解释|汇总|落实|组织|督)"
)
# The same behind a heading, which may be a word of pages
_HEADED_DUTY = re.compile(
    r"[^。：:]{2,6}[：:](?:由[^。，]{2,20}(?:[局办委厅部处科]|中心|政府|单位|部门)"
    r"|[^。，]{1,20}(?:[局办委厅部处科]|中心|政府|单位|部门)(?:负责|要|应|须))[^。]*。\Z"
)


def _duties(rows: Sequence[Row], clauses: set[int]) -> set[int]:
    """The rows that say what bodies have to do. 技术支持：某中心负责维护。 beside 网站地图 or below the date of the notice
    is the imprint of a site."""
    headed = {index for index, row in enumerate(rows) if _HEADED_DUTY.match(row.words)}
    behind = {index for index, row in enumerate(rows) if tail_marks().match(row.words)}
    page = behind - headed - clauses
    imprint = {
        index
        for index in headed & behind
        if {index - 1, index + 1} & page or (index > 0 and is_date(rows[index - 1].words))
    }
    return {index for index, row in enumerate(rows) if _DUTY.search(row.words)} | (headed - imprint)


def _clauses(rows: Sequence[Row]) -> set[int]:
    """The rows that say who works with whom, or by when, in a run of such of which one is no imprint of a site:
    主办单位：… above 完成时限：…, 协办单位：… below 牵头单位：…."""
    found: set[int] = set()
    run: list[int] = []
    for index, row in enumerate([*rows, None]):
        if row is not None and CLAUSE_LINE.match(row.words):
            run.append(index)
            continue
        if len(run) > 1 and not all(tail_marks().match(rows[at].words) for at in run):
            found |= set(run)
        run = []
    return found


def ends_page(words: str) -> bool:
    """Whether a short row says inside what stands after a notice: 某中心微信公众号; 责任单位：某局 附件下载 is
    the notice's."""
    mark = tail_marks().search(words) if len(words) < 40 else None
    return mark is not None and not re.search("[。；：:]", words[: mark.start()])


def rows_below(rows: Sequence[Row], kinds: Sequence[RowKind], tail: int) -> set[int]:
    """Rows of the page between the last paragraph and the attachments that are listed after it."""
    last = max((index for index in range(tail) if "。" in rows[index].words or "\t" in rows[index].words), default=tail)
    return {
        index
        for index in range(last + 1, tail)
        if kinds[index] in (RowKind.METADATA, RowKind.NAVIGATION) and not _is_foot(rows[index])
    }


def _is_foot(row: Row) -> bool:
    """公开方式：主动公开, 主题词：…, 抄送：…: at a notice's foot these are its own."""
    return is_note(row.words) or is_copies(row.words)


def _is_notice(row: Row, kind: RowKind) -> bool:
    """Whether a row is surely the notice's: a paragraph, a signature with its date, a note, a table."""
    if _is_foot(row):
        return True
    if kind in (RowKind.METADATA, RowKind.NAVIGATION) or tail_marks().match(row.words):
        return False
    if "\t" in row.words or is_date(row.words):
        return True
    return kind is RowKind.BODY and (len(row.words) >= 15 or bool(LABEL.match(row.words)))


def _strong_end(rows: Sequence[Row], body: int) -> int:
    """Index of the first row after `body`, the last that is surely the notice's, that opens what follows a notice
    although paragraphs come after it (相关报道, imprints): nothing like an item or a table does, and it is less than
    a third of the page."""
    end = len(rows)
    before, after = sum(len(row.words) for row in rows), 0
    for index in range(len(rows) - 1, body, -1):
        row = rows[index]
        before -= len(row.words)
        if LABEL.match(row.words) or "\t" in row.words:
            break
        if len(row.words) <= 40 and 2 * after < before and tail_marks().match(row.words):
            end = index
        after += len(row.words)
    return end

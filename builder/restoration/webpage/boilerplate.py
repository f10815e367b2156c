"""The page around a notice: menus, buttons and counters before it, links and imprint after it.

Rows before the first paragraph, and after the last, are told by what they say (`row_kinds`); where the
page ends and the notice begins follows from their order (`notice_extent`). Inside the notice nothing is cut
but buttons that stand in the middle of a sentence.
Entries of the page's metadata block are kept as facts, and so is a page's own title above the notice's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from builder.language import lazy_re as re
from builder.language.document_lines import is_date, is_signature
from builder.language.lazy_dataclasses import dataclass
from builder.language.page_labels import bare_label
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import LABEL, Row
from builder.restoration.revision import Change
from builder.restoration.webpage.metadata import Entry, are_metadata, read_entries
from builder.restoration.webpage.notice_extent import (
    ends_page,
    first_row_after,
    rows_above,
    rows_above_title,
    rows_below,
)
from builder.restoration.webpage.row_kinds import PAGE_TURNER, RowKind, kind_of, names_the_site, segments, tail_marks

REASON = "网页上不属于公文的内容"
_PAGE = (RowKind.METADATA, RowKind.NAVIGATION)


@dataclass(frozen=True, slots=True)
class Page:
    """What was cut: the changes, and the entries with their places in the text before them."""

    changes: list[Change]
    entries: list[Entry]


def _dates_signature(rows: Sequence[Row], kinds: Sequence[RowKind], words: str) -> bool:
    """Whether a row is the date below a signature, though written as pages write theirs: 2021-03-05."""
    above = len(kinds) - 1
    return above > 0 and kinds[above] is not RowKind.METADATA and is_date(words) and is_signature(rows[above].words)


def drop_page(
    text: str,
    links: Iterable[tuple[int, int]] = (),
    tables: Iterable[tuple[int, int]] = (),
    is_page: bool = False,
    title: str = "",
) -> Page:
    """Changes that cut the page around the notice in `text`; `links`: the spans that are links there, `tables` those of
    tables that are none of a page's, which are never cut. `is_page`: the text is a page as a whole; elsewhere
    rows that only stand among the page's are cut without certainty. `title`: what the page's head calls its article."""
    rows = segments(text)
    kinds: list[RowKind] = []
    entries: list[list[Entry]] = []
    for row in rows:
        found = read_entries(row.words, row.start)
        within = bool(kinds) and kinds[-1] is RowKind.METADATA
        metadata = are_metadata(found, within) and not _dates_signature(rows, kinds, row.words)
        signed = _SIGNED_GLUED.match(row.words) is not None
        kinds.append(RowKind.METADATA if metadata else RowKind.BODY if signed else kind_of(row.words))
        entries.append(found if metadata else [])
    for index in range(min(len(rows) - 1, 40)):
        if names_the_site(rows[index], rows[index + 1 : index + 6]):
            kinds[index] = RowKind.NAVIGATION
    body = next((index for index, kind in enumerate(kinds) if kind is RowKind.BODY), None)
    if body is None:
        return Page([], [])
    _take_values(rows, kinds, entries, body)
    _take_columns(rows, kinds, entries, body)
    for index in range(1, body):  # 来源：甲局 and 乙局, of which the second is on a row of its own
        around = kinds[index - 1], kinds[index + 1]
        if kinds[index] is RowKind.OTHER and around[0] is RowKind.METADATA and around[1] in _PAGE:
            kinds[index] = RowKind.METADATA if is_signature(rows[index].words) else RowKind.OTHER
    for index in _linked(rows, links):
        if kinds[index] is RowKind.OTHER or (index > body and not LABEL.match(rows[index].words)):
            kinds[index] = RowKind.NAVIGATION
    menus = rows_above_title(rows, kinds, body, title)
    for index in range(body + 1, len(rows)):  # said again at the foot, for print
        if title and "".join(rows[index].words.split()) == "".join(title.split()):
            kinds[index] = RowKind.NAVIGATION
    head = rows_above(rows, kinds, body) | menus
    tail = first_row_after(rows, kinds, body)
    for index in head - menus:
        if kinds[index] is RowKind.TITLE:  # the page's own title
            entries[index].append(Entry("标题", rows[index].words, rows[index].start, rows[index].end, True))
    below = rows_below(rows, kinds, tail)
    kept = _holding(rows, tables)
    inside = _inside(rows, kinds, body, tail)
    cut = [
        index not in kept and (index in head or index in below or index in inside or index >= tail)
        for index in range(len(rows))
    ]
    closing, closing_entries = _closing(rows[tail - 1])
    found = [entry for index in range(len(rows)) if cut[index] for entry in entries[index]]
    return Page(
        [
            *_cuts(rows, [is_page or _is_told(row, kind) for row, kind in zip(rows, kinds, strict=True)], cut, text),
            *closing,
        ],
        found + closing_entries,
    )


def _holding(rows: Sequence[Row], spans: Iterable[tuple[int, int]]) -> set[int]:
    """The rows that a span touches."""
    held = list(spans)
    return {
        index
        for index, row in enumerate(rows)
        if any(row.start < last and row.start + len(row.words) > first for first, last in held)
    }


_ATTACHED = re.compile(r"附件(?!下载\s*\Z)|附表|\.(?:docx?|xlsx?|pdf|wps|et|ofd|rar|zip)\b", re.I)


_DATED = re.compile(r"[\W_0-9年月日]*")  # beside a link at most its date


def _linked(rows: Sequence[Row], links: Iterable[tuple[int, int]]) -> list[int]:
    """The rows that are nothing but links, of menus and of other articles; not those to attachments."""
    spans = sorted(links)
    found: list[int] = []
    at = 0
    for index, row in enumerate(rows if spans else ()):
        while at < len(spans) and spans[at][1] <= row.start:
            at += 1
        rest, cursor = "", row.start
        for start, end in spans[at:]:
            if start >= row.end:
                break
            rest += row.words[cursor - row.start : max(start, cursor) - row.start]
            cursor = max(cursor, end)
        rest += row.words[cursor - row.start :]
        if cursor > row.start and _DATED.fullmatch(rest) and not _ATTACHED.search(row.words):
            found.append(index)
    return found


def _take_values(rows: Sequence[Row], kinds: list[RowKind], entries: list[list[Entry]], body: int) -> None:
    """Gives keys that stand alone the row below as their value, where a block is set so throughout."""

    def alone(index: int) -> bool:
        return (
            kinds[index] is RowKind.METADATA
            and not entries[index][-1].value
            and kinds[index + 1] in (RowKind.OTHER, RowKind.NUMBER)
        )

    below = [index for index in range(max(0, body - 1)) if alone(index)]
    if len(below) < 2:
        return
    for index in below:
        value = rows[index + 1]
        entries[index][-1] = entries[index][-1]._replace(value=value.words, start=value.start, end=value.end)
        kinds[index + 1] = RowKind.METADATA


def _take_columns(rows: Sequence[Row], kinds: list[RowKind], entries: list[list[Entry]], body: int) -> None:
    """Gives keys that stand side by side, as the heads of a table, what the row below has in their columns."""
    for index in range(body - 1):
        heads, cells = (rows[at].words.split("\t") for at in (index, index + 1))
        keys = [bare_label(head) for head in heads]
        if not 2 <= len(cells) <= len(heads) or kinds[index] is not RowKind.METADATA or "" in keys:
            continue
        told = any(entry.value not in ("", *heads) for entry in entries[index])
        labelled = any(cell.rstrip().endswith(("：", ":")) for cell in (*heads, *cells))
        if told or labelled or len(keys) < 3 or kinds[index + 1] not in (RowKind.OTHER, RowKind.NUMBER):
            continue
        starts = accumulate((len(cell) + 1 for cell in cells[:-1]), initial=rows[index + 1].start)
        entries[index] = [
            Entry(key, cell.strip(), start, start + len(cell), True)
            for key, cell, start in zip(keys, cells, starts, strict=False)
        ]
        kinds[index + 1] = RowKind.METADATA


def _inside(rows: Sequence[Row], kinds: Sequence[RowKind], body: int, tail: int) -> set[int]:
    """Rows of buttons that divide a sentence, those that turn the pages of an article, and the imprint of the site
    between two copies of one."""
    return _imprints(rows, body, tail) | {
        index
        for index in range(body + 1, tail - 1)
        if kinds[index] is RowKind.NAVIGATION
        and (
            (rows[index - 1].words[-1] in "，、" and kinds[index + 1] is RowKind.BODY)
            or PAGE_TURNER.search(rows[index].words)
        )
    }


_LICENCE = re.compile(r"ICP备|公网安备|网站标识码")
_ADDRESS = re.compile(r"(?:地址|邮编|电话|传真|邮箱)\s*[：:]")


def _imprints(rows: Sequence[Row], body: int, tail: int) -> set[int]:
    """The rows around a site's licence: who runs it, where it is."""
    found: set[int] = set()
    for index in range(body + 1, tail - 1):
        if len(rows[index].words) > 60 or not _LICENCE.search(rows[index].words):
            continue
        found.add(index)
        first = index - 1
        while first > body and (tail_marks().match(rows[first].words) or _ADDRESS.match(rows[first].words)):
            found.add(first)
            first -= 1
    return found


# ---- what is cut

_CLOSING = re.compile(
    r"(?:\s+(?:(?:信息|文章|稿件)?来源|责任编辑|编辑|作者|记者|审核|初审|复审|终审|供稿)\s*[：:]\s*\S{1,30}|\s+(?:附件下载|文件下载|[^\s，。；]{1,40}\.(?:pdf"
    r"|docx?|xlsx?|wps|et|ofd|rar|zip)|相关附件|分享到?[：:]?|打印本页|关闭窗口|打印|关闭|【打印】|【关闭】|\[打印\]|\[关闭\]))+\s*\Z"
)

# …2023年12月27日相关附件：某令.pdf(/a/b.pdf)二维码扫一扫在手机打开当前页: right behind the date or the last sentence
_FILE = (
    r"(?:相关附件|附件下载|文件下载)\s*[：:]?[^，。；]{0,200}?\.(?:pdf|docx?|xlsx?|wps|et|ofd|rar|zip)(?![a-z0-9])"
    r"(?:\([^()\s]{1,120}\))?|(?:相关附件|附件下载|文件下载)\s*[：:]\s*(?=二维码|扫一扫)"
)
_BUTTON = (
    r"(?:二维码|扫一扫|扫码|开始|[在用]?手机(?:上|端)?(?:打开|浏览|阅读|查看)?(?:当前页|此页|本页)?"
    r"|打印(?:本页)?|关闭(?:窗口|本页)?|分享到?[：:]?|收藏|返回顶部"
    r"|[^，。；\s]{0,16}浏览器[^，。；\s]{0,20})"
)
_GLUED = re.compile(
    rf"(?<=[日。）)〕】])\s*(?:{_FILE}|二维码|扫一扫|打印本页|关闭窗口)(?:\s*(?:{_FILE}|{_BUTTON}))*\s*\Z", re.I
)
_SPACE_FOR_GLUED = 500
_SIGNED_GLUED = re.compile(
    r"[\u4e00-\u9fff]{4,40}(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?=\s*(?:相关附件|附件下载|二维码|扫一扫|打印本页|关闭窗口))"
)


def _closing(row: Row) -> tuple[list[Change], list[Entry]]:
    """The page's words that a lost line end left at the end of the last paragraph."""
    match = _CLOSING.search(row.words, max(0, len(row.words) - 200)) or _GLUED.search(
        row.words, max(0, len(row.words) - _SPACE_FOR_GLUED)
    )
    if match is None or "\t" in row.words:
        return [], []
    start = row.start + match.start()
    return [Change(start, row.end, "", EditKind.CHROME, True, REASON)], [
        _first_word(entry) for entry in read_entries(match.group(), start)
    ]


def _first_word(entry: Entry) -> Entry:
    """An entry among words that follow each other without line ends: its value is one word."""
    value = entry.value.split()[0] if entry.value else ""
    return entry._replace(value=value, end=entry.start + len(value))


def _is_told(row: Row, kind: RowKind) -> bool:
    """Whether a row says itself that it is the page's."""
    return kind is not RowKind.OTHER or tail_marks().match(row.words) is not None or ends_page(row.words)


def _cuts(rows: Sequence[Row], told: Sequence[bool], cut: Sequence[bool], text: str) -> list[Change]:
    """A change for each run of rows that is cut, and a line end where parts of one row are kept apart. A run is cut
    with certainty where all its rows are told to be the page's and none is an attachment."""
    changes: list[Change] = []
    index = 0
    while index < len(rows):
        first = index
        while index < len(rows) and cut[index] == cut[first]:
            index += 1
        if cut[first]:
            between = first > 0 and index < len(rows)
            certain = all(told[at] and not _ATTACHED.search(rows[at].words) for at in range(first, index))
            cut_out = "\n" if between else ""
            changes.append(Change(rows[first].start, rows[index - 1].end, cut_out, EditKind.CHROME, certain, REASON))
            continue
        for left, right in pairwise(rows[first:index]):
            if not text[left.end : right.start].strip(" \t\u3000"):
                changes.append(Change(left.end, right.start, "\n", EditKind.LINE_BREAK, True, "网页丢失的换行"))
    return changes

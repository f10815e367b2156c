"""The page around a notice: menus, buttons and counters before it, links and imprint after it.

Rows before the first paragraph, and after the last, are told by what they say (`page_words.yml`);
where the page ends and the notice begins follows from their order. Inside the notice nothing is
ever cut. Entries of the page's metadata block are kept as facts, and so is a page's own title above
the notice's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from builder.outline.lines import closes_title, is_addressee, is_date, is_note, is_number, is_signature, is_titlelike
from builder.restoration.metadata import Entry, are_metadata, page_words, read_entries
from builder.restoration.revision import Change
from builder.restoration.rows import LABEL, Row, columns, find_rows

REASON = "the page around the notice"


class _Is(Enum):
    """What a row is, as far as can be told from it alone."""

    FACTS = "entries of the metadata block"
    BUTTONS = "menu, buttons, counters"
    TITLE = "a title, or a line of one"
    NUMBER = "the notice's number"
    BODY = "a paragraph, or the addressees"
    OTHER = "anything else"


@dataclass(frozen=True, slots=True)
class Page:
    """What was cut: the changes, and the entries with their places in the text before them."""

    changes: list[Change]
    entries: list[Entry]


def drop_page(text: str) -> Page:
    """Changes that cut the page around the notice in `text`."""
    rows = _segments(text)
    kinds: list[_Is] = []
    entries: list[list[Entry]] = []
    for row in rows:
        found = read_entries(row.words, row.start)
        within = bool(kinds) and kinds[-1] is _Is.FACTS
        metadata = are_metadata(found, within)
        kinds.append(_Is.FACTS if metadata else _kind(row.words))
        entries.append(found if metadata else [])
    for index in range(min(len(rows) - 1, 40)):
        if _names_the_site(rows[index], rows[index + 1 : index + 6]):
            kinds[index] = _Is.BUTTONS
    body = next((index for index, kind in enumerate(kinds) if kind is _Is.BODY), None)
    if body is None:
        return Page([], [])
    _take_values(rows, kinds, entries, body)
    head = _head(rows, kinds, body)
    tail = _tail(rows, kinds, body)
    for index in head:
        if kinds[index] is _Is.TITLE:  # the page's own title
            entries[index].append(Entry("标题", rows[index].words, rows[index].start, rows[index].end, True))
    below = _below(rows, kinds, tail)
    cut = [index in head or index in below or index >= tail for index in range(len(rows))]
    closing, closing_entries = _closing(rows[tail - 1])
    found = [entry for index in range(len(rows)) if cut[index] for entry in entries[index]]
    return Page([*_cuts(rows, cut, text), *closing], found + closing_entries)


# ---- what a row is


def _kind(words: str) -> _Is:
    if _is_buttons(words):
        return _Is.BUTTONS
    if is_number(words):
        return _Is.NUMBER
    titled = is_titlelike(words) and len(words) >= 5 and not LABEL.match(words) and not is_signature(words)
    if titled and closes_title(words) and _NAMES.search(words) and "。" not in words:
        return _Is.TITLE
    if _is_body(words):
        return _Is.BODY
    return _Is.TITLE if titled and (closes_title(words) or _NAMES.search(words)) else _Is.OTHER


_NAMES = re.compile("关于|印发《|转发《|公布《|发布《|批转《")
_CAPTION = re.compile(r"(?:记者|通讯员)[^。]{0,30}(?:摄|报道|摄影)[)）]?\Z|^(?:图|图片)\s*[：:]")
_CRUMBS = re.compile(r"(?:[>＞»›][^>＞»›]{0,30}){2,}|首页\s*[>＞»›]")
_COUNTERS = re.compile(r"(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率|人数)?\s*[：:]?\s*(?:\[|【|\()?\s*[-0-9]*\s*次?")
_RULER = re.compile(r"[=＝*＊#_~～-]{3,}.{0,12}[=＝*＊#_~～-]{3,}|[=＝*＊_~-]{5,}")
_PIECE = re.compile(r"[^\s|｜·/\\>＞»›【】\[\]()（）:：,，、;；…]+")
_GAP = re.compile(r"\s{3,}|\t|\s*[|｜]\s*")


@cache
def _buttons() -> frozenset[str]:
    return frozenset(page_words("buttons"))


@cache
def _tail_marks() -> re.Pattern[str]:
    return re.compile(r"[【\[\s]*(?:" + "|".join(page_words("tail")) + ")")


def _is_buttons(words: str) -> bool:
    """Whether a row is nothing but menu entries, buttons, counters or a rule."""
    if (
        _RULER.fullmatch(words)
        or (_CRUMBS.search(words) and len(words) < 120)
        or (_CAPTION.search(words) and len(words) < 60)
    ):
        return True
    if len(words) > 160 or words[-1] in "。；！？":
        return False
    pieces = _PIECE.findall(_COUNTERS.sub(" ", words))
    if all(
        piece in _buttons() or piece.isdecimal() or (len(piece) == 1 and not "\u4e00" <= piece <= "\u9fff")
        for piece in pieces
    ):
        return bool(pieces) or bool(_COUNTERS.search(words)) or not any(map(str.isalnum, words))
    gapped = [piece.strip() for piece in _GAP.split(words) if piece.strip()]
    return len(gapped) >= 3 and max(map(len, gapped)) <= 12 and any(piece in _buttons() for piece in gapped)


def _is_body(words: str) -> bool:
    if "\t" in words:
        return False
    if is_addressee(words) and not read_entries(words, 0):
        return True
    if LABEL.match(words) and len(words) > 3:
        return True
    return ("。" in words and len(words) >= 15) or (
        ("，" in words or "," in words) and len(words) >= 40 and "://" not in words
    )


def _names_the_site(row: Row, following: Sequence[Row]) -> bool:
    """Whether a row is the title of the page's window: that of the notice below, and the site's name."""
    return any(
        len(other.words) >= 8
        and row.words.startswith(other.words)
        and _SITE.fullmatch(row.words, len(other.words)) is not None
        for other in following
    )


_SITE = re.compile(r"\s*[-_|｜—–－]+\s*\S.{1,40}")


# ---- rows that lost their line ends: a page on one line is taken apart at its spaces

_MIXED = re.compile(
    r"当前位置|您的位置|所在位置|字体\s*[：:]|字号\s*[：:]|浏览次数|浏览量|点击数|访问量|阅读量|分享到|QQ空间|(?:发布)?(?:时间|日期)\s*[：:]\s*[0-9]{4}|来源\s*[：:]"
)
_SEGMENT = re.compile(r"\S+(?:[：:]\s?\S+)?(?:\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")


def _segments(text: str) -> list[Row]:
    """The rows, those before the first paragraph that mix page and notice divided at their spaces."""
    rows = find_rows(text)
    for index, row in enumerate(rows):
        if row.width > 60 and _MIXED.search(row.words[:400]) and " " in row.words:
            parts = _divided(row)
            return rows[:index] + parts + rows[index + 1 :]
        if _is_body(row.words):
            break
    return rows


def _divided(row: Row) -> list[Row]:
    parts: list[Row] = []
    for match in _SEGMENT.finditer(row.words):
        words = match.group()
        if _is_body(words) and not read_entries(words, 0):  # the notice begins: the rest is one
            parts.append(Row(row.start + match.start(), row.end, row.words[match.start() :], 0, 80, row.page, 0))
            break
        parts.append(Row(row.start + match.start(), row.start + match.end(), words, 0, columns(words), row.page, 0))
    return parts


def _take_values(rows: Sequence[Row], kinds: list[_Is], entries: list[list[Entry]], body: int) -> None:
    """Gives keys that stand alone the row below as their value, where a block is set so throughout."""

    def alone(index: int) -> bool:
        return (
            kinds[index] is _Is.FACTS and not entries[index][-1].value and kinds[index + 1] in (_Is.OTHER, _Is.NUMBER)
        )

    below = [index for index in range(max(0, body - 1)) if alone(index)]
    if len(below) < 2:
        return
    for index in below:
        value = rows[index + 1]
        entries[index][-1] = entries[index][-1]._replace(value=value.words, start=value.start, end=value.end)
        kinds[index + 1] = _Is.FACTS


# ---- where the notice begins and ends


def _head(rows: Sequence[Row], kinds: Sequence[_Is], body: int) -> set[int]:
    """The rows before the first paragraph that belong to the page."""
    marks = [index for index in range(body) if kinds[index] in (_Is.FACTS, _Is.BUTTONS)]
    if not marks:
        return set()
    last = marks[-1]
    if any(kinds[index] is _Is.TITLE for index in range(last + 1, body)):
        return set(range(last + 1))
    title = next((index for index in range(last, -1, -1) if kinds[index] is _Is.TITLE), None)
    if title is None:
        number = next((index for index in range(last, -1, -1) if kinds[index] is _Is.NUMBER), None)
        return {index for index in range(last + 1) if index != number}
    first = title
    while first > 0 and _begins_title(rows[first - 1], kinds[first - 1]):
        first -= 1
    if first > 0 and kinds[first - 1] is _Is.NUMBER:
        first -= 1
    return {index for index in range(last + 1) if index < first or kinds[index] in (_Is.FACTS, _Is.BUTTONS)}


def _begins_title(row: Row, kind: _Is) -> bool:
    """Whether a row above a title is its beginning."""
    return (
        kind in (_Is.TITLE, _Is.OTHER)
        and len(row.words) >= 6
        and not closes_title(row.words)
        and bool(_NAMES.search(row.words))
    )


def _tail(rows: Sequence[Row], kinds: Sequence[_Is], body: int) -> int:
    """Index of the first row after the notice."""
    last = body
    for index in range(body, len(rows)):
        goes_on = last == index - 1 and "\t" in rows[index].words and "\t" in rows[last].words  # a table
        if goes_on or _is_notice(rows[index], kinds[index]):
            last = index
    strong = _strong_end(rows, body)
    if strong <= last:
        return strong
    for index in range(last + 1, len(rows)):
        if (
            kinds[index] in (_Is.FACTS, _Is.BUTTONS)
            or _tail_marks().match(rows[index].words)
            or (_tail_marks().search(rows[index].words) and len(rows[index].words) < 40)
        ):
            return index
    return len(rows)


def _below(rows: Sequence[Row], kinds: Sequence[_Is], tail: int) -> set[int]:
    """Rows of the page between the last paragraph and the attachments that are listed after it."""
    last = max((index for index in range(tail) if "。" in rows[index].words or "\t" in rows[index].words), default=tail)
    return {index for index in range(last + 1, tail) if kinds[index] in (_Is.FACTS, _Is.BUTTONS)}


def _is_notice(row: Row, kind: _Is) -> bool:
    """Whether a row is surely the notice's: a paragraph, a signature with its date, a note, a table."""
    if kind in (_Is.FACTS, _Is.BUTTONS) or _tail_marks().match(row.words):
        return False
    if "\t" in row.words or is_date(row.words) or is_note(row.words):
        return True
    return kind is _Is.BODY and (len(row.words) >= 15 or bool(LABEL.match(row.words)))


def _strong_end(rows: Sequence[Row], body: int) -> int:
    """Index of the first row that opens what follows a notice although paragraphs come after it (相关报道,
    imprints): nothing like an item or a table does, and it is less than a third of the page."""
    end = len(rows)
    before, after = sum(len(row.words) for row in rows), 0
    for index in range(len(rows) - 1, body, -1):
        row = rows[index]
        before -= len(row.words)
        if LABEL.match(row.words) or "\t" in row.words:
            break
        if len(row.words) <= 40 and 2 * after < before and _tail_marks().match(row.words):
            end = index
        after += len(row.words)
    return end


# ---- what is cut

_CLOSING = re.compile(
    r"(?:\s+(?:(?:信息|文章|稿件)?来源|责任编辑|编辑|作者|记者|审核|初审|复审|终审|供稿)\s*[：:]\s*\S{1,30}|\s+(?:附件下载|相关附件|分享到?[：:]?|打印本页|关闭窗口|打印|关闭|【打印】|【关闭】|\[打印\]|\[关闭\]))+\s*\Z"
)


def _closing(row: Row) -> tuple[list[Change], list[Entry]]:
    """The page's words that a lost line end left at the end of the last paragraph."""
    match = _CLOSING.search(row.words, max(0, len(row.words) - 200))
    if match is None or "\t" in row.words:
        return [], []
    start = row.start + match.start()
    return [Change(start, row.end, "", "chrome", True, REASON)], [
        _first_word(entry) for entry in read_entries(match.group(), start)
    ]


def _first_word(entry: Entry) -> Entry:
    """An entry among words that follow each other without line ends: its value is one word."""
    value = entry.value.split()[0] if entry.value else ""
    return entry._replace(value=value, end=entry.start + len(value))


def _cuts(rows: Sequence[Row], cut: Sequence[bool], text: str) -> list[Change]:
    """A change for each run of rows that is cut, and a line end where parts of one row are kept apart."""
    changes: list[Change] = []
    index = 0
    while index < len(rows):
        first = index
        while index < len(rows) and cut[index] == cut[first]:
            index += 1
        if cut[first]:
            between = first > 0 and index < len(rows)
            changes.append(
                Change(rows[first].start, rows[index - 1].end, "\n" if between else "", "chrome", True, REASON)
            )
            continue
        for left, right in pairwise(rows[first:index]):
            space = text[left.end : right.start]
            if space and not space.strip(" \t\u3000"):
                changes.append(Change(left.end, right.start, "\n", "line-break", True, "a line end that the page lost"))
    return changes

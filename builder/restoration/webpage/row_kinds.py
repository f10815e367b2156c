"""The rows of a page, and what each is: told by what it says (`page_words.yml`) and by its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from builder.language import lazy_re as re
from builder.language.document_lines import closes_title, is_addressee, is_number, is_signature, is_titlelike
from builder.restoration.layout.rows import LABEL, TABLE_ROW, Row, columns, find_rows
from builder.restoration.layout.run_on_heads import head_breaks
from builder.restoration.webpage.metadata import entry_spans, page_words, read_entries


class RowKind(Enum):
    """What a row is, as far as can be told from it alone."""

    METADATA = "entries of the metadata block"
    NAVIGATION = "menu, buttons, counters"
    TITLE = "a title, or a line of one"
    NUMBER = "the notice's number"
    BODY = "a paragraph, or the addressees"
    OTHER = "anything else"


def kind_of(words: str) -> RowKind:
    """What a row is that says `words`; entries of a metadata block are told before (`metadata`)."""
    if _is_buttons(words):
        return RowKind.NAVIGATION
    if is_number(words):
        return RowKind.NUMBER
    titled = is_titlelike(words) and len(words) >= 5 and not LABEL.match(words) and not is_signature(words)
    if titled and closes_title(words) and NAMES.search(words) and "。" not in words:
        return RowKind.TITLE
    if _is_body(words):
        return RowKind.BODY
    return RowKind.TITLE if titled and (closes_title(words) or NAMES.search(words)) else RowKind.OTHER


NAMES = re.compile("关于|印发《|转发《|公布《|发布《|批转《")
_CAPTION = re.compile(r"(?:记者|通讯员)[^。]{0,30}(?:摄|报道|摄影)[)）]?\Z|^(?:图|图片)\s*[：:]")
_CRUMBS = re.compile(r"(?:[>＞»›][^>＞»›]{0,30}){2,}|首页\s*[>＞»›]")
_COUNTERS = re.compile(
    r"\A[-0-9]*\s*次\Z|[共第][0-9 ]+页|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率|人数)?\s*[：:]?\s*(?:\[|【|\()?\s*[-0-9]*\s*次?"
)
_SIZES = re.compile(r"A[+＋－-]?(?![a-zA-Z0-9])")  # A+大 A中 A-小
_SIZES_LAST = re.compile(
    r"字(?:号|体(?:大小)?)\s*[：:]\s*[【\[]?\s*(?:[大中小特超]\s*){2,}[】\]]?\Z"
)  # 某局浏览字号：大中小
PAGE_TURNER = re.compile("[上下]一页|[首尾末]页")
_RULER = re.compile(r"[=＝*＊#_~～-]{3,}.{0,12}[=＝*＊#_~～-]{3,}|[=＝*＊_~-]{5,}")
_PIECE = re.compile(r"[^\s|｜·/\\>＞»›【】\[\]()（）:：,，、;；…]+")
# The end of a sentence that lost its line, what parts cells that stand one on a line, brackets of a program, a figure
_SAY_NOTHING = re.compile(r"[\W_]+|[0-9]+")
_GAP = re.compile(r"\s{3,}|\t|\s*[|｜]\s*")


@cache
def _buttons() -> frozenset[str]:
    return frozenset(page_words("buttons"))


@cache
def tail_marks() -> re.Pattern[str]:
    """How a row begins, or what it holds, that stands after a notice."""
    return re.compile(r"[【\[\s]*(?:" + "|".join(page_words("tail")) + ")")


def _is_buttons(words: str) -> bool:
    """Whether a row is nothing but menu entries, buttons, counters or a rule."""
    if (
        _RULER.fullmatch(words)
        or (len(words) < 80 and "。" not in words and not NAMES.search(words) and _SIZES_LAST.search(words))
        or (_CRUMBS.search(words) and "<" not in words and len(words) < 120 and words[-1] not in "。；！？")
        or (_CAPTION.search(words) and len(words) < 60)
    ):
        return True
    if len(words) > 160 or words[-1] in "。；！？" or TABLE_ROW.match(words):
        return False
    pieces = _PIECE.findall(_SIZES.sub(" ", _COUNTERS.sub(" ", words)))
    if all(
        piece in _buttons()
        or piece.isdecimal()
        or (len(piece) == 1 and not "\u4e00" <= piece <= "\u9fff")
        or not any(map(str.isalnum, piece))
        for piece in pieces
    ):
        return not _SAY_NOTHING.fullmatch(words)
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


def names_the_site(row: Row, following: Sequence[Row]) -> bool:
    """Whether a row is the title of the page's window: that of the notice below, and the site's name."""
    return any(
        len(other.words) >= 8
        and row.words.startswith(other.words)
        and _SITE.fullmatch(row.words, len(other.words)) is not None
        for other in following
    )


_SITE = re.compile(r"\s*[-_|｜—–－]+\s*\S.{1,40}")


_MIXED = re.compile(
    r"当前位置|您的位置|所在位置|字体\s*[：:]|字号\s*[：:]|浏览次数|浏览量|点击数|访问量|阅读量|分享到|QQ空间|(?:发布)?(?:时间|日期)\s*[：:]\s*[0-9]{4}|来源\s*[：:]"
)
# 时间：2021-12-17 10:19 · 某办〔2021〕105 号
_SEGMENT = re.compile(r"\S+(?:[：:]\s?\S+)?(?:\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|(?<=[0-9])\s号(?!\S))?")
_LONGEST_TITLE = 150  # characters of a title in the metadata block, spaces included


def segments(text: str) -> Sequence[Row]:
    """The rows, those before the first paragraph that mix page and notice divided at their spaces."""
    rows = find_rows(text)
    for index, row in enumerate(rows):
        if row.width > 60 and _MIXED.search(row.words[:400]) and " " in row.words:
            return [*rows[:index], *_divided(row), *rows[index + 1 :]]
        if _is_body(row.words):
            break
    return rows


def _divided(row: Row) -> Iterator[Row]:
    words = row.words
    entries = dict(entry_spans(words, _LONGEST_TITLE))
    at = 0
    while match := _SEGMENT.search(words, at):
        start, at = match.span()
        following = min((begin for begin in entries if begin >= start), default=len(words))
        if following == start:
            at = entries[start]
        elif following < at:  # 首页政务公开…（ 索 引 号：…
            at = following
        elif _is_body(match.group()) and not read_entries(match.group(), 0):  # the notice begins: the rest is one
            yield from _headed(row, start)
            return
        yield _part(row, start, at)


def _headed(row: Row, start: int) -> Iterator[Row]:
    """The rest of a row, its number, title and addressees apart."""
    at = start
    for end, begin in head_breaks(row.words[start:], addressed=True):
        yield _part(row, at, start + end)
        at = start + begin
    if at < len(row.words):
        yield Row(row.start + at, row.end, row.words[at:], 0, 80, row.page, 0)


def _part(row: Row, start: int, end: int) -> Row:
    words = row.words[start:end].rstrip()
    return Row(row.start + start, row.start + start + len(words), words, 0, columns(words), row.page, 0)

"""The lines of a page as they stand: their words, their shift from the margin, their width."""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import DOING, LEAD, SUPPORTING

_ROW = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
LABEL = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、.．](?![一二三四五六七八九十]、)|[（(][一二三四五六七八九十百]{1,4}[)）](?!项(?!目)|款(?!项))"
    r"|[0-9]{1,3}[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|[（(][0-9]{1,3}[)）]|[①-⑳]|第[一二三四五六七八九十百零〇0-9]{1,5}[章节条编]\s"
    r"|附件?[0-9一二三四五六七八九十]{0,3}[:：]|附件[0-9一二三四五六七八九十]{0,3}\Z"
)
"""How a paragraph that is an item begins, not (四)项所列. It is asked only where a line begins."""

TABLE_ROW = re.compile(r"\|.*\|\s*$", re.MULTILINE)
"""A row of a table in Markdown."""
ENDS = frozenset("。！？；：!?;:…")
_DUTY_LAST = re.compile(rf"(?:负责|{LEAD}|{SUPPORTING}|{DOING})[)）\]】]\Z")
_QUOTES = "”’\"'』」）)"
NO_OPENERS = frozenset("，。、；：！？）》”’】」』〉〕％‰,;:!?)]%")
"""Signs that no paragraph begins with."""


@dataclass(frozen=True, slots=True)
class Row:
    """`text[start:end]` are its words without the spaces around; `shift` and `width` in columns, a
    Chinese character being two; `page`: the number of form feeds before it; `gap`: empty rows before."""

    start: int
    end: int
    words: str
    shift: int
    width: int
    page: int
    gap: int

    @property
    def closed(self) -> bool:
        """Whether its words end a sentence, or a bracket that can close a paragraph: （…负责）, not （市）."""
        last = self.words[-1]
        if last in ")）]】":
            opened = max(self.words.rfind(sign) for sign in "(（[【")
            return opened < 0 or len(self.words) - opened > 8 or _DUTY_LAST.search(self.words) is not None
        return self.words.rstrip(_QUOTES)[-1:] in ENDS

    @property
    def labelled(self) -> bool:
        """Whether it begins a paragraph by its first sign: a label, the dashes of a subtitle, a note's number."""
        noted = self.shift > 0 and self.words.startswith("〔脚注")
        return bool(LABEL.match(self.words)) or self.words.startswith("——") or noted


def columns(words: str) -> int:
    """The width of words on a page, a Chinese character or sign being two: their bytes in GBK."""
    return len(words.encode("gbk", "replace"))


@lru_cache(maxsize=1)  # several repairs ask for the rows of one text
def find_rows(text: str) -> tuple[Row, ...]:
    """The rows of `text` that are not empty."""
    rows: list[Row] = []
    page = 0
    at = 0
    for match in _ROW.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + match.group().index(words[0])
        between = text[at : match.start()]
        page += between.count("\f")
        gap = max(0, between.count("\n") + between.count("\f") - 1) if rows else 0
        rows.append(
            Row(start, start + len(words), words, columns(text[match.start() : start]), columns(words), page, gap)
        )
        at = match.end()
    return tuple(rows)

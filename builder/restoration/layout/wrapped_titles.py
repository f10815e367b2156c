"""Titles that were set on several lines.

The proof is in the text: the same title stands whole in 《》 elsewhere; or its bracket is still open;
or it says 关于 and does not yet name a kind of document.
"""

from __future__ import annotations

import re

from builder.language.document_lines import closes_title, is_addressee, is_date, is_note, is_number, is_signature
from builder.restoration.layout.rows import ENDS, LABEL, Row

TITLE_REASON = "分行排印的标题"

_QUOTED = re.compile(r"《([^《》\n]{4,120}(?:《[^《》]*》[^《》]*)*)》")
_SPACE = re.compile(r"\s+")
_LONGEST = 120  # characters
_SEAL = re.compile(
    r"[（(][^（）()0-9]{2,30}(?:委员会|办公室|小组|中心|局|厅|部|处|院|会)[)）](?:[（(](?:代章|章)[)）])?\Z|[（(](?:代章|章)[)）]\Z"
)


def known_titles(text: str) -> frozenset[str]:
    """The titles that stand in 《》 in `text`, without spaces."""
    titles = set()
    for quoted in _QUOTED.findall(text):
        whole = _SPACE.sub("", quoted)
        titles |= {whole, *re.findall(r"[《〈]([^《》〈〉]{4,})[》〉]", whole)}
    return frozenset(titles)


def continues_title(begun: str, row: Row, titles: frozenset[str]) -> bool:
    """Whether `row` goes on with the title that `begun` (the rows before it, joined) began."""
    if len(begun) > 2 * _LONGEST or len(row.words) > 2 * _LONGEST:
        return False
    words = _SPACE.sub("", row.words)
    begun = _SPACE.sub("", begun)
    if len(begun) + len(words) > _LONGEST or begun[-1:] in ENDS or LABEL.match(row.words) or "\t" in row.words:
        return False
    if words.startswith("的") and closes_title(words):  # 关于印发《…》 · 的通知
        return True
    if _open_brackets(begun) > 0:
        return len(words) <= 60 and not is_date(words)
    if any(title.startswith(begun + words) for title in titles) and len(begun) >= 4 and not closes_title(begun):
        return True
    if _SEAL.match(words) and is_signature(begun) and row.gap == 0:
        return True
    return _is_begun(begun) and _ends_title(words)


def _open_brackets(words: str) -> int:
    return words.count("《") - words.count("》")


def _is_begun(words: str) -> bool:
    """关于 and no kind of document yet: 国务院办公厅关于印发“无废城市”建设."""
    if LABEL.match(words) or len(words) < 6 or closes_title(words) or any(sign in words for sign in "，。；：,;:"):
        return False
    return "关于" in words and not is_signature(words)


def _ends_title(words: str) -> bool:
    if len(words) > 60 or words[-1:] in ENDS or "，" in words or words.startswith("关于"):
        return False
    return closes_title(words) and not (is_number(words) or is_date(words) or is_addressee(words) or is_note(words))

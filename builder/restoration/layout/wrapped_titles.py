"""Titles that were set on several lines.

The proof is in the text: the same title stands whole in 《》 elsewhere; or its bracket is still open;
or it says 关于 and does not yet name a kind of document, which one of the next rows does.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.document_lines import (
    closes_title,
    is_addressee,
    is_copies,
    is_date,
    is_note,
    is_number,
    is_signature,
)
from builder.restoration.layout.rows import ENDS, LABEL, Row

TITLE_REASON = "分行排印的标题"

_QUOTED = re.compile(r"《([^《》\n]{4,120}(?:《[^《》]*》[^《》]*)*)》")
_SPACE = re.compile(r"\s+")
_INNER = str.maketrans("〈〉", "《》")
_LONGEST = 120  # characters
_SHORTEST = 8  # characters of a title that is known by its own row alone
_ATTACHED = re.compile("^(?:附件?[0-9一二三四五六七八九十]{0,3}[:：])?(?:[0-9]{1,2}[.．、])?")
_MOST_ROWS = 4
_OPENING = re.compile(r"[^《》“”]{0,40}?(?:关于|转发|批转)")
# The kinds of official documents (党政机关公文处理工作条例, article 8), and those that 印发 needs no second time.
_KINDS = "通知|意见|决定|决议|通报|通告|公告|公报|报告|请示|批复|函|令|议案|纪要"
_BARE_KIND = re.compile(f"的?(?:{_KINDS})")
_DIRECTLY = "方案|规划|计划|办法|细则|规定|要点|措施|条例"
_OFFICIAL = re.compile(
    rf"(?:{_KINDS}|关于(?!印发|转发|公布|发布).*(?:{_DIRECTLY}))(?:[（(][^（()）]{{1,20}}[)）])?\s*\Z"
)
_BODIES = re.compile("[\u4e00-\u9fff]{2,30}(?:[ \u3000]+[\u4e00-\u9fff]{2,30}){0,6}[ \u3000]+[\u4e00-\u9fff]{1,30}")
_HAN = re.compile("[\u4e00-\u9fff]+")
_SEAL = re.compile(
    r"[（(][^（）()0-9]{2,30}(?:委员会|办公室|小组|中心|局|厅|部|处|院|会)[)）](?:[（(](?:代章|章)[)）])?\Z|[（(](?:代章|章)[)）]\Z"
)


def known_titles(text: str, rows: Sequence[Row] = ()) -> frozenset[str]:
    """The titles that stand in 《》 in `text`, without spaces, those named in them in 《》 too, and whole rows that are
    titles, as of attachments."""
    titles = {name for row in rows if (name := _named(row.words)) and len(name) > _SHORTEST and closes_title(name)}
    for quoted in _QUOTED.findall(text):
        whole = _SPACE.sub("", quoted).translate(_INNER)
        titles |= {whole, *re.findall(r"《([^《》]{4,})》", whole)}
    return frozenset(titles)


def _named(words: str) -> str:
    """The words of a row without its label (附件：1.), or "" where it is longer than a title, or holds sentences."""
    bare = _SPACE.sub("", words) if len(words) <= _LONGEST else ""
    return "" if re.search("[，。；：《》]", bare := _ATTACHED.sub("", bare)) else bare


def continues_title(begun: str, row: Row, titles: frozenset[str]) -> bool:
    """Whether `row` goes on with the title that `begun` (the rows before it, joined) began."""
    if len(begun) > 2 * _LONGEST or len(row.words) > 2 * _LONGEST:
        return False
    words = _SPACE.sub("", row.words)
    begun = _SPACE.sub("", begun)
    if len(begun) + len(words) > _LONGEST or begun[-1:] in ENDS or LABEL.match(row.words) or "\t" in row.words:
        return False
    if "关于" in begun and _BARE_KIND.fullmatch(words):  # 关于…的 · 通知
        return True
    if words.startswith("的") and closes_title(words):  # 关于印发《…》 · 的通知
        return True
    if words == "表" and closes_title(begun):  # …任务分工 · 表
        return True
    if _open_brackets(begun) > 0:
        return len(words) <= 60 and not is_date(words)
    if len(begun) >= 4 and (not closes_title(begun) or (begun[-1] == "》" and begun not in titles)):
        whole = _ATTACHED.sub("", begun + words).translate(_INNER)
        if any(title.startswith(whole) for title in titles):
            return True
    if _SEAL.match(words) and is_signature(begun) and row.gap == 0:
        return True
    return _is_begun(begun) and _ends_title(words)


def rows_of_titles(rows: Sequence[Row]) -> set[int]:
    """The indexes of rows that go on with a title in the row before: one that says 关于 and names no kind of official
    document yet, up to the row that names one (…三年行动 · 方案的通知); or one that ends inside a body's name."""
    found: set[int] = set()
    for first, row in enumerate(rows):
        if first in found:
            continue
        if first + 1 < len(rows) and _breaks_name(row.words, rows[first + 1].words):
            found.add(first + 1)
        if not _opens_title(row.words):
            continue
        begun = row.words
        for index in range(first + 1, min(first + _MOST_ROWS, len(rows))):
            words = rows[index].words
            if rows[index].gap > 0 or not _may_be_title(rows[index]) or ("关于" in words and "关于" in begun):
                break
            begun += words
            if len(begun) > _LONGEST:
                break
            if _OFFICIAL.search(begun):
                found |= set(range(first + 1, index + 1))
                break
    return found


def _breaks_name(words: str, following: str) -> bool:
    """Whether a title begins with bodies of which the last is broken by the end of the row: 某市财政局 某市卫生健 ·
    康委员会关于…."""
    head, about, _ = following.partition("关于")
    if not about or not 0 < len(head) <= 20 or "关于" in words:
        return False
    if not _BODIES.fullmatch(words):
        return breaks_second_name(words, head)
    *whole, broken = words.split()
    names = [*whole, broken + head]
    return all(is_signature(name) and len(name) > 3 for name in names) and not is_signature(broken)


def breaks_second_name(words: str, head: str) -> bool:
    """The same for names of one place without spaces: 某市财政局某市卫 · 生健康委员会, where `head` is the rest."""
    if not _HAN.fullmatch(words):
        return False
    place = words[:2]
    starts = (at for at in range(len(words) - 1, 3, -1) if (words[at:] + head).startswith(place))
    at = next(starts, 0)
    names = at > 0 and is_signature(words[:at]) and is_signature(words[at:] + head)
    return names and not is_signature(words[at:])


def _opens_title(words: str) -> bool:
    """关于…, or …转发 of a body, without the kind of document that ends a title."""
    if not 4 <= len(words) <= 2 * _LONGEST or words[-1] in ENDS or LABEL.match(words):
        return False
    if any(sign in words for sign in "，。；：,;:\t"):
        return False
    if not _OPENING.match(words) or is_date(words) or is_number(words):
        return False
    return not _OFFICIAL.search(words)


def _may_be_title(row: Row) -> bool:
    words = row.words
    if len(words) > 60 or row.labelled or words[-1] in ENDS or any(sign in words for sign in "，。；：,;:\t"):
        return False
    return not (is_number(words) or is_date(words) or is_addressee(words) or is_note(words) or is_copies(words))


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

"""Titles: found at the head of a part, their broken lines joined, without what pages put around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.language import lazy_re as re
from builder.language.dates import UNNAMED_DATE, read_date
from builder.language.document_lines import NUMBER, closes_title, extends_title, is_signature
from builder.outline.model import Outline, Part

_NUMBER_BEFORE = re.compile(
    r"^\s*[\u4e00-\u9fff]{1,12}[〔\[［（(【](?:19|20)[0-9]{2}[〕\]］）)】]\s*第?\s*[0-9]{1,5}\s*号\s*(?=\S)"
)
_NUMBER_BEHIND = re.compile(
    rf"(?<!\s)\s*[（(]\s*(?:(?P<date>{UNNAMED_DATE})\s*)?(?P<number>{NUMBER.pattern})\s*[)）]\s*$"
)
_NAMES_BODY = re.compile(r"([\u4e00-\u9fff]{3,40}?)(?:关于|印发|转发|批转)")
_ORDER_HEAD = re.compile(r"\A[^《》]{0,30}(?:令|公告|通告)\s*\Z")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title in the text: its words joined, and the place of its lines."""

    words: str
    start: int
    end: int


def find_titles(text: str, outline: Outline, part: Part | None) -> list[Titled]:
    """The titles at the head of a part, each with its broken lines joined."""
    found: list[Titled] = []
    last_end = -1
    complete = True
    for block in outline.blocks_of(part, "title"):
        words = text[block.start : block.end].strip()
        adjoining = block.start == last_end
        if found and adjoining and (extends_title(words) or not (complete or _is_own(found[-1].words, words))):
            found[-1] = Titled(found[-1].words + words, found[-1].start, block.end)
        else:
            found.append(Titled(words, block.start, block.end))
        complete = closes_title(found[-1].words)
        last_end = block.end
    return [Titled(bare_title(title.words), title.start, title.end) for title in found]


def _is_own(above: str, words: str) -> bool:
    """Whether words are a whole title below something else, as a running head: 某公报 above 某局关于…的通知."""
    body = _NAMES_BODY.match(words)
    if not body or not closes_title(words) or re.search("关于|转发|印发|《", above):
        return False
    return is_signature(body[1]) and not is_signature(above)


def bare_title(title: str) -> str:
    """The title without what pages put around it: its number (某政发〔2020〕1号 before it, or in brackets
    behind it), and title marks around the whole (《…的通知》)."""
    title = _NUMBER_BEFORE.sub("", _NUMBER_BEHIND.sub("", title)).strip()
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        return title[1:-1]
    return title


def number_of_title(words: str) -> str | None:
    """The number that a page prints before a title or in brackets behind it."""
    before, behind = _NUMBER_BEFORE.match(words), _NUMBER_BEHIND.search(words)
    return before[0] if before else behind["number"] if behind else None


def date_of_title(words: str) -> str | None:
    """The date beside the number in brackets behind a title: （1996年4月2日某政发〔1996〕8号）."""
    behind = _NUMBER_BEHIND.search(words.strip())
    return read_date(behind["date"] or "") if behind else None


def heads_order(title: str) -> bool:
    """某省人民政府令, 某局公告: what stands above 第12号 and completes it."""
    return bool(_ORDER_HEAD.search(title)) and "关于" not in title


def choose_title(titles: Sequence[Titled]) -> str | None:
    """The title nearest to the text: pages repeat it above, often shortened or as their own."""
    whole = [title.words for title in titles if closes_title(title.words)]
    if not whole:
        return None
    last = whole[-1]
    if heads_order(last) and len(whole) > 1 and len(last) <= 20:
        return whole[-2]
    return last


def named_plan(title: str | None, *, within: bool = False) -> str | None:
    """关于印发《某方案》的通知 → 某方案. `within`: only where the notice itself brings the plan (印发), not
    where it forwards or announces one."""
    verbs = "印发" if within else "印发|转发|发布|公布"
    named = re.search(rf"(?:{verbs})(?P<whole>[^《》]{{0,12}}《[^《》]+》(?P<kind>[^《》]{{2,20}}))的通知", title or "")
    if named and closes_title(named["kind"]) and not named["kind"].startswith("等"):
        return named["whole"]  # 印发贯彻《某细则》措施的通知: the measures, not the rules
    match = re.search(rf"(?:{verbs})[^《]{{0,20}}《([^《》]+(?:〈[^〉]*〉[^《》]*)?)》", title or "")
    return match[1] if match else None

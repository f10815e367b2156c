"""The metadata block of a page, cut from the text and kept as facts: 索引号: … 公开日期 2017-09-28."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from builder.language import lazy_re as re
from builder.language.page_labels import LABEL, TITLES, WITH_COLON, bare_label
from builder.language.wordlists import read_data


class Entry(NamedTuple):
    """A key and its value, which stands at `start`–`end` of the text (empty where it says nothing)."""

    key: str
    value: str
    start: int
    end: int
    colon: bool


@cache
def _page_words() -> dict[str, Any]:
    raw: dict[str, Any] = read_data("page_words.yml", Path(__file__).parent)
    return raw


@cache
def page_words(name: str) -> tuple[str, ...]:
    """A list of `page_words.yml`, flat."""
    return tuple(word for group in _page_words()[name] for word in (group if isinstance(group, list) else [group]))


def tag_key(name: str) -> str | None:
    """What the block calls the entry of a page's <meta> tag; None for tags that say nothing of the notice."""
    keys: dict[str, str] = _page_words()["tags"]
    return keys.get(name) or next((key for tag, key in keys.items() if tag.lower() == name.lower()), None)


_KEY = re.compile(
    rf"(?:\A|(?<=[\s|【\[（(】\])）;；,，]))(?P<key>{LABEL})[ \u3000\u00a0]*(?P<colon>[：:\t]|(?=\s|\Z|[】\]]))"
)
"""A key where an entry can begin, with the spaces that set it: 索 引 号：."""


_DATE = r"(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]{1,2}\s?[-/.月]\s?[0-9]{1,2}\s?日?"
_STAMP = re.compile(
    rf"\s*(?P<date>(?:19|20)[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}"
    rf"|{_DATE}(?=\s+[0-9]{{1,2}}:))(?P<time>\s+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?\s*(?=\Z|\s|来源|作者)"
)
_EDGE = "•·●◆■▪-* \t\u3000\u00a0【】[]()（）|;；"


def read_entries(words: str, start: int) -> list[Entry]:
    """The entries of a row whose words begin at `start` of the text, [] where it does not begin as one."""
    stamp = _STAMP.match(words)
    if stamp is None:
        return _labelled(words, start)
    date = (stamp["date"] + (stamp["time"] or "")).strip()
    entry = Entry("时间", date, start + stamp.start("date"), start + stamp.start("date") + len(date), True)
    rest = words[stamp.end() :]
    return [entry, *_labelled(rest, start + stamp.end())] if not rest.strip() or _keys(rest, 0) else []


def _keys(words: str, at: int) -> list[re.Match[str]]:
    return [match for match in _KEY.finditer(words, max(0, at - 1)) if match["colon"] or _bare(match["key"])]


def _labelled(words: str, start: int) -> list[Entry]:
    """The entries of a row that begins with a key."""
    numbered = _NUMBERED.match(words)
    at = numbered.end() if numbered else len(words) - len(words.lstrip(_EDGE))
    found = _keys(words, at)
    if not found or (found[0].start() > at and words[at : found[0].start()].strip(_EDGE)):
        return []
    entries = []
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(words)
        value = words[match.end() : end]
        kept = value.strip(" \t\u3000\u00a0【】[]|;；")
        begin = match.end() + (value.index(kept) if kept else 0)
        key = bare_label(match["key"])
        cell = _CELL.match(words, match.end()) is not None  # 文号 | 某政发〔2020〕1号 |
        cell = cell or words[match.end() : match.end() + 1] in ("]", "】")
        entries.append(Entry(key, kept, start + begin, start + begin + len(kept), bool(match["colon"]) or cell))
    return entries


# 2. [发布日期] 1992-07-30: entries that a copy has numbered
_NUMBERED = re.compile(r"\s*[0-9]{1,2}[.、]\s*[\[【]")
_CELL = re.compile(r"[ \u3000]*[|｜]")
_VALUE = re.compile(r"[ \t\u3000\u00a0]*[^\s]*(?:\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|(?<=[0-9])\s号(?!\S))?")


def entry_spans(words: str, longest_title: int) -> list[tuple[int, int]]:
    """Where entries with a colon stand in a row that has lost its line ends, key and value. A value is one
    word, with the time after a date; that of a title goes on to the next key."""
    found = [match for match in _KEY.finditer(words) if match["colon"].strip()]
    spans: list[tuple[int, int]] = []
    for match, following in zip_longest(found, found[1:]):
        value = _VALUE.match(words, match.end())
        end = value.end() if value else match.end()
        titled = bare_label(match["key"]) in TITLES
        if titled and following and following.start() - end <= longest_title:
            end = following.start()
        spans.append((match.start("key"), min(end, following.start()) if following else end))
    return spans


def _bare(key: str) -> bool:
    """Whether a key counts without a colon."""
    return bare_label(key) not in WITH_COLON


def are_metadata(entries: Sequence[Entry], within_block: bool) -> bool:
    """Whether entries make a row of metadata: with a colon, in company, or inside a block. An abstract that stands
    alone is the text's own."""
    if len(entries) == 1 and not within_block and "。" in entries[0].value:
        return False
    return bool(entries) and (entries[0].colon or len(entries) > 1 or within_block)

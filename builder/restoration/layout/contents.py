"""The table of contents of a document: the headings that stand below again, with their pages or without."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import ENDS, LABEL, Row, find_rows
from builder.restoration.revision import Change

_REASON = "目录，其各标题在正文中另有"
_HEAD = re.compile(r"[【\[]?\s*目\s*[录次]\s*[】\]]?\s*[0-9]{0,3}")
_LEADER = r"[.．…·・。‧⋯_—-]{2,}"
_PAGE = re.compile(rf"\s*(?P<leader>{_LEADER})?\s*[-—(（]?\s*[0-9０-９]{{1,4}}\s*[-—)）]?\Z|\s*{_LEADER}\Z")
# 1.1 编制目的, 3应急响应, 第一章总则
_NUMBERED = re.compile(
    r"[0-9]{1,2}(?:[.．][0-9]{1,2}){0,3}[.．]?[ \u3000\u00a0]*(?=[\u4e00-\u9fff])|第[一二三四五六七八九十百]{1,4}[编章节]|附[件录则]"
)
_LONGEST = 80  # characters of an entry
_SHORT = 40  # characters of an entry without a page
_MOST = 300  # entries
_LEAST = 2
"""Entries of a table of contents that head something below."""
_LEAST_BARE = 5
"""Entries of one that nothing calls so."""
_FOUND = 0.6
"""Share of the entries that do so: a heading may be broken over two rows, or changed since."""
_SIGNS = re.compile(r"[\W_]+")


def drop_contents(text: str) -> list[Change]:
    """The changes that cut tables of contents: the entries right below 目录, most of which begin a row further down
    again; certain where all do, for then no word is lost. A list of another kind that is called so (公开事项目录) is
    kept."""
    if not _HEAD.search(text):
        return []
    rows = find_rows(text)
    changes: list[Change] = []
    for at, row in enumerate(rows):
        if _HEAD.fullmatch(row.words) and (found := _last_entry(rows, at)) is not None:
            last, proven = found
            changes.append(Change(row.start, rows[last].end, "", EditKind.CONTENTS, proven, _REASON))
    return changes


def _last_entry(rows: Sequence[Row], head: int) -> tuple[int, bool] | None:
    """The index of the last entry below the row 目录, and whether all entries stand in the text again; None where
    what stands there is no table of contents."""
    entries: list[str] = []
    for row in rows[head + 1 : head + 1 + _MOST]:
        page = _PAGE.search(row.words)
        words = _bare(row.words[: page.start()] if page else row.words)
        again = any(words.startswith(entry) for entry in entries[:1])
        if len(row.words) > _LONGEST or not words or not (page or _labelled(row)) or again:
            break
        entries.append(words)
    found = _found_below(rows[head + 1 + len(entries) :], entries)
    enough = found >= _LEAST and found >= _FOUND * len(entries)
    return (head + len(entries), found == len(entries)) if enough else None


def drop_repeated_heads(text: str) -> list[Change]:
    """The change that cuts the headings which stand one below another and begin anew with text between: a table of
    contents without the word. An excerpt has the first of them only, and is then not certain."""
    rows = find_rows(text)
    places: dict[str, int] = {}
    run = 0  # the row in which the headings that stand right above began
    for at, row in enumerate(rows):
        if len(row.words) > _SHORT or row.words[-1] in ENDS or not _labelled(row):
            run, places = at + 1, {}
            continue
        words = _bare(row.words)
        first = places.get(words)
        if first is not None and at - first >= _LEAST_BARE:
            return _cut_before(rows, first, at)
        places.setdefault(words, at)
        if at - run > _MOST:
            return []
    return []


def _cut_before(rows: Sequence[Row], first: int, again: int) -> list[Change]:
    """The change that cuts the entries from row `first` to the one where they begin anew."""
    entries = [_bare(row.words) for row in rows[first:again]]
    below = rows[again:]
    found = _found_below(below, entries)
    prose = sum(1 for row in below if not _labelled(row) or len(row.words) > _SHORT or row.words[-1] in ENDS)
    if found < _LEAST_BARE or prose < found // 2:
        return []
    return [Change(rows[first].start, rows[again].start, "", EditKind.CONTENTS, found == len(entries), _REASON)]


def _found_below(rows: Sequence[Row], entries: Sequence[str]) -> int:
    """How many entries begin one of the rows."""
    below = [_bare(row.words[:_LONGEST]) for row in rows]
    return sum(any(words.startswith(entry) for words in below) for entry in entries)


def _labelled(row: Row) -> bool:
    return bool(LABEL.match(row.words) or _NUMBERED.match(row.words))


def _bare(words: str) -> str:
    return _SIGNS.sub("", words)

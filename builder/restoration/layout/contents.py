"""The table of contents of a document: the headings that stand below again, with their pages or without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
_RUN_ON = re.compile(r"^[^\n]{300,}", re.MULTILINE)
_RUN_ON_LABEL = re.compile(
    r"(?<![0-9.．第、，,至和])[0-9]{1,2}(?:[.．]\s?[0-9]{1,2}){0,3}[.．、]?\s*(?=[\u4e00-\u9fff])"
    r"|第[一二三四五六七八九十百]{1,4}[编章节条]|(?<![一二三四五六七八九十百])[一二三四五六七八九十]{1,3}、"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]"
)
_LEAST_SIGNS = 3
"""Signs of an entry, its number among them, that is looked for again."""


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
        elif (proven_line := _on_one_row(rows, at)) is not None:
            changes.append(Change(row.start, row.end, "", EditKind.CONTENTS, proven_line, _REASON))
    return changes


def _on_one_row(rows: Sequence[Row], at: int) -> bool | None:
    """Whether all entries that stand behind 目录 on the row itself (目录 一、… 二、…) begin a row below; None where it
    is no table of contents."""
    words = rows[at].words
    head = _HEAD.match(words)
    starts = [match.start() for match in _RUN_ON_LABEL.finditer(words)] if head and "。" not in words else []
    if not head or len(starts) < _LEAST or words[head.end() : starts[0]].strip():
        return None
    entries = [_without_page(words[start:end]) for start, end in pairwise([*starts, len(words)])]
    found = _found_below(rows[at + 1 :], entries)
    return found == len(entries) if found >= _LEAST and found >= _FOUND * len(entries) else None


def _without_page(entry: str) -> str:
    """The signs of an entry, its page left out."""
    page = _PAGE.search(entry.rstrip())
    return _bare(entry[: page.start()] if page else entry)


def _last_entry(rows: Sequence[Row], head: int) -> tuple[int, bool] | None:
    """The index of the last entry below the row 目录, and whether all entries stand in the text again; None where
    what stands there is no table of contents."""
    entries: list[str] = []
    for row in rows[head + 1 : head + 1 + _MOST]:
        page = _PAGE.search(row.words)
        words = _without_page(row.words)
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


def drop_run_on_contents(text: str) -> list[Change]:
    """The change that cuts a table of contents from a line in which all runs on: headings without a sentence between
    them, which begin anew. An excerpt has the first of them only, and is then not certain."""
    changes: list[Change] = []
    for line in _RUN_ON.finditer(text):
        words = line.group()
        starts = [match.start() for match in _RUN_ON_LABEL.finditer(words)]
        entries = [words[start:end] for start, end in pairwise([*starts, len(words)])]
        if span := _begun_anew(entries):
            first, again = span
            below = _bare("".join(entries[again:]))
            found = sum(_bare(entry) in below for entry in entries[first:again])
            if found >= _LEAST_BARE:
                start, end = (line.start() + starts[at] for at in span)
                changes.append(Change(start, end, "", EditKind.CONTENTS, found == again - first, _REASON))
    return changes


def _begun_anew(entries: Sequence[str]) -> tuple[int, int] | None:
    """The first of the headings that stand one behind another, and the one with which they begin anew; None where
    none do."""
    places: dict[str, list[tuple[str, int]]] = {}  # by their first signs
    run = 0  # the first of those that stand right above
    for at, entry in enumerate(entries):
        bare = _bare(entry[:_SHORT])
        key = bare[:_LEAST_SIGNS]
        first = next((place for words, place in places.get(key, ()) if bare.startswith(words)), None)
        if first is not None and at - first >= _LEAST_BARE:
            return first, at
        if len(entry) > _SHORT or "。" in entry:
            run, places = at + 1, {}
        elif at - run > _MOST:
            return None
        elif len(key) == _LEAST_SIGNS:
            places.setdefault(key, []).append((bare, at))
    return None


def _found_below(rows: Sequence[Row], entries: Sequence[str]) -> int:
    """How many entries begin one of the rows."""
    below = [_bare(row.words[:_LONGEST]) for row in rows]
    return sum(any(words.startswith(entry) for words in below) for entry in entries)


def _labelled(row: Row) -> bool:
    return bool(LABEL.match(row.words) or _NUMBERED.match(row.words))


def _bare(words: str) -> str:
    return _SIGNS.sub("", words)

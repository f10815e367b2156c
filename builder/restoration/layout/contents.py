"""The table of contents of a document: 目录 and the headings below it with their pages."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import LABEL, Row, find_rows
from builder.restoration.revision import Change

_REASON = "目录，其各标题在正文中另有"
_HEAD = re.compile(r"[【\[]?\s*目\s*[录次]\s*[】\]]?\s*[0-9]{0,3}")
_LEADER = r"[.．…·・。‧⋯_—-]{2,}"
_PAGE = re.compile(rf"\s*(?P<leader>{_LEADER})?\s*[-—(（]?\s*[0-9０-９]{{1,4}}\s*[-—)）]?\Z|\s*{_LEADER}\Z")
_LONGEST = 80  # characters of an entry
_MOST = 300  # entries
_LEAST = 2
"""Entries of a table of contents that head something below."""
_FOUND = 0.6
"""Share of the entries that do so: a heading may be broken over two rows, or changed since."""
_LEAST_WITHOUT_HEAD = 6
"""Headings in a row that stand again below, from which on they are a table of contents without 目录."""
_ENTRY = re.compile(rf"(?:{LABEL.pattern}|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}})\s*[^。；，：;,:\n]{{2,30}}")
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
        if len(row.words) > _LONGEST or not words or not (page or LABEL.match(row.words)) or again:
            break
        entries.append(words)
    below = [_bare(row.words[:_LONGEST]) for row in rows[head + 1 + len(entries) :]]
    found = sum(any(words.startswith(entry) for words in below) for entry in entries)
    enough = found >= _LEAST and found >= _FOUND * len(entries)
    return (head + len(entries), found == len(entries)) if enough else None


def drop_repeated_heads(text: str) -> list[Change]:
    """The changes that cut a table of contents without a heading of its own: labelled headings in a row, each of which
    stands again below the last of them, in the same order. No word is lost, so that it is certain."""
    rows = find_rows(text)
    heads = [_bare(row.words) if _ENTRY.fullmatch(row.words) else "" for row in rows]
    places: dict[str, int] = {head: at for at, head in enumerate(heads) if head}
    changes: list[Change] = []
    at = 0
    while at < len(rows):
        last = at
        while last < len(rows) and heads[last] and places[heads[last]] > last:
            last += 1
        again = [places[head] for head in heads[at:last]]
        if last - at >= _LEAST_WITHOUT_HEAD and again == sorted(set(again)) and again[0] >= last:
            changes.append(Change(rows[at].start, rows[last].start, "", EditKind.CONTENTS, True, _REASON))
        at = max(last, at + 1)
    return changes


def _bare(words: str) -> str:
    return _SIGNS.sub("", words)

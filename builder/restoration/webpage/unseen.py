"""What of a page no reader sees: elements that are hidden, and copies of what stands on it already."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from builder.language import lazy_re as re
from builder.restoration.webpage.tags import BLOCK, VOID, Tag, attribute

_UNSEEN = {
    "nav",
    "footer",
    "aside",
    "select",
    "button",
    "svg",
    "canvas",
    "audio",
    "video",
    "object",
    "map",
    "rt",
    "rp",
    "del",
}
"""Elements that are dropped with all that is in them."""

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\s*[0-9]{4}", re.I
)
"""What hides an element, in its tag."""
_UNREAD = re.compile(r"aria-hidden\s*=\s*[\"']?true", re.I)
"""What keeps an element from being read out: it is seen, so that it may be a copy and no more."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BARE_HIDDEN = re.compile(r"(?<![\w:-])hidden(?=[\s=/]|\Z)", re.I)
_HIDDEN_AT_MOST = 600  # characters: more is a text that a script would unfold

_COPY, _SHOWN_COPY = 20, 120
"""Characters of what may be a copy: of a hidden element, and of one that a style sheet may hide."""
_SHOWN_SHARE, _SHOWN_BLOCKS = 1 / 3, 2
"""So much of the page's words, and so many blocks, must what is seen be to be the article once more: paragraphs of
two tasks may be the same."""
_COPIED = 0.9
"""So much of a long hidden text must stand elsewhere, clause by clause, to be a copy."""
_MOST_COPIES = 60
"""Elements that are looked for on the rest of their page, of those that are hidden and of the others."""
_PAUSE = re.compile("[，。；：、！？\0]")
_SECTIONS = {"div", "section", "article", "main"}


def without_unseen(text: str, tags: Sequence[Tag]) -> Iterator[Tag]:
    """The tags, those from the beginning to the end of an unseen element made one `drop`."""
    closings = closings_of(tags)
    dropped = _find_unseen(text, tags, closings)
    dropped |= _find_copies(text, tags, closings, dropped)
    at = 0
    while at < len(tags):
        tag = tags[at]
        if at in dropped:
            last = closings[at]
            yield Tag("drop", tag.name, tag.start, tags[last].end, "")
            at = last + 1
        else:
            yield tag
            at += 1


def _find_unseen(text: str, tags: Sequence[Tag], closings: dict[int, int]) -> set[int]:
    """Indices of the opening tags of the elements that no reader sees, without those inside others."""
    found = set()
    until = 0
    for at, last in sorted(closings.items()):
        if at >= until and _is_unseen(tags[at], text, tags[last].start):
            found.add(at)
            until = last
    return found


def _find_copies(text: str, tags: Sequence[Tag], closings: dict[int, int], unseen: set[int]) -> set[int]:
    """Indices of the opening tags of elements whose words stand on the page a second time, as for narrow screens; of
    two that are shown it is the second. A script may hold the whole article once more: its words are none."""
    words, before = _words(text, tags, {at: closings[at] for at in unseen})
    found: set[int] = set()
    looked = Counter[bool]()
    until = 0
    for at, last in sorted(closings.items()):
        tag, start, end = tags[at], before[at], before[last]
        hidden = _is_hidden(tag)
        if at < until or end - start < _least_copy(tag, len(words)) or looked[hidden] >= _MOST_COPIES:
            continue
        looked[hidden] += 1
        own = words[start:end]
        marked = hidden or _UNREAD.search(tag.attributes)
        whole = words.find(own, 0, start) >= 0 or (marked and words.find(own, end) >= 0)
        if not whole and not (hidden and _in_pieces(own, words[:start] + "\0" + words[end:])):
            continue
        if hidden or sum(each.kind != "close" and each.name in BLOCK for each in tags[at + 1 : last]) >= _SHOWN_BLOCKS:
            found.add(at)
            words = words[:start] + "\0" * (end - start) + words[end:]
            until = last
    return found


def _in_pieces(own: str, others: str) -> bool:
    """Whether the sentences of a long text stand among the others of the page, but for its first clause, where title,
    number and addressees may be run together."""
    if len(own) < _HIDDEN_AT_MOST:
        return False
    known = set(_PAUSE.split(others))
    pieces = _PAUSE.split(own)[1:]
    return sum(len(piece) for piece in pieces if piece in known) >= _COPIED * sum(map(len, pieces)) > 0


def _words(text: str, tags: Sequence[Tag], unseen: dict[int, int]) -> tuple[str, list[int]]:
    """What is seen of a page without its tags and spaces, and how many characters of it stand before each tag."""
    bounds = [0, *(bound for tag in tags for bound in (tag.start, tag.end)), len(text)]
    pieces = ["".join(text[start:end].split()) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    for at, last in unseen.items():
        pieces[at + 1 : last + 1] = [""] * (last - at)
    return "".join(pieces), list(accumulate(map(len, pieces)))


def _least_copy(tag: Tag, page: int) -> float:
    """How many characters an element must have to be taken for a copy, on a page of so many."""
    if _is_hidden(tag):
        return _COPY
    if _UNREAD.search(tag.attributes):
        return max(_COPY, _SHOWN_SHARE * page)
    if tag.name in _SECTIONS and tag.attributes.strip():
        return max(_SHOWN_COPY, _SHOWN_SHARE * page)
    return math.inf


def _is_hidden(tag: Tag) -> bool:
    """Whether an element is not shown, by its style or the attribute of that name; overflow:hidden shows it."""
    return bool(_HIDDEN.search(tag.attributes) or _BARE_HIDDEN.search(_QUOTED.sub("", tag.attributes)))


def _is_unseen(tag: Tag, text: str, end: int) -> bool:
    if tag.name in _UNSEEN or (tag.name == "div" and attribute(tag, "title") == "footer"):  # LibreOffice's
        return True
    return _is_hidden(tag) and end - tag.end <= _HIDDEN_AT_MOST and "。" not in text[tag.end : end]


def closings_of(tags: Sequence[Tag]) -> dict[int, int]:
    """Index of each opening tag → index of the tag that closes it."""
    open_at: dict[str, list[int]] = {}
    closings = {}
    for at, tag in enumerate(tags):
        if tag.kind == "open" and tag.name not in VOID:
            open_at.setdefault(tag.name, []).append(at)
        elif tag.kind == "close" and open_at.get(tag.name):
            closings[open_at[tag.name].pop()] = at
    return closings

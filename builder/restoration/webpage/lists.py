"""The numbers that a browser puts before the items of a numbered list (<ol>): they are in no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.restoration.layout.rows import LABEL
from builder.restoration.webpage.tags import Tag, attribute

_TAG = re.compile(r"<[^<>]*>|&nbsp;")
_SENTENCE = 12
"""Characters from which on an item says something: menus are lists of shorter ones."""


def item_numbers(text: str, tags: Sequence[Tag]) -> dict[int, int]:
    """Where the opening tag of an item begins → its number, for lists of sentences whose numbers are not typed."""
    numbers: dict[int, int] = {}
    around: list[list[Tag] | None] = []  # the items of each numbered list around; None for other lists
    heads: list[Tag] = []
    for at, tag in enumerate(tags):
        if tag.name in ("ol", "ul") and tag.kind == "open":
            around.append([] if tag.name == "ol" and attribute(tag, "type") in ("", "1") else None)
            heads.append(tag)
        elif tag.name in ("ol", "ul") and tag.kind == "close" and around:
            items, head = around.pop(), heads.pop()
            numbers |= _numbered(text, head, items or [], tag.start)
        elif tag.name == "li" and tag.kind == "open" and around and (items := around[-1]) is not None:
            items.append(tags[at])
    return numbers


def _numbered(text: str, head: Tag, items: Sequence[Tag], end: int) -> dict[int, int]:
    ends = [*(item.start for item in items[1:]), end]
    said = (
        [_TAG.sub("", text[item.end : stop]).strip() for item, stop in zip(items, ends, strict=True)] if items else []
    )
    if not any(len(words) >= _SENTENCE for words in said) or any(LABEL.match(words) for words in said):
        return {}
    if re.search(r"list-style(?:-type)?\s*:\s*none", head.attributes, re.I):
        return {}
    number = _whole(attribute(head, "start"), 1)
    numbers = {}
    for item in items:
        number = _whole(attribute(item, "value"), number)
        numbers[item.start] = number
        number += 1
    return numbers


def _whole(said: str, default: int) -> int:
    return int(said) if said.isdecimal() and len(said) < 5 else default

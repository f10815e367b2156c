"""The numbers that a browser puts before the items of a numbered list (<ol>): they are in no text.

Letters (type="a") are given as figures: no notice counts its items by letters.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.numerals import numeral_of
from builder.restoration.layout.rows import LABEL
from builder.restoration.webpage.tags import Tag, attribute

_TAG = re.compile("<[^<>]*>")
_SENTENCE = 12
"""Characters from which on an item says something: menus are lists of shorter ones."""


_ROUND = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|(?:simp|trad)-chinese)", re.I)


def item_labels(text: str, tags: Sequence[Tag]) -> dict[int, str]:
    """Where the opening tag of an item begins → its number as it is shown (1. or 一、), for lists of sentences whose
    numbers are not typed. Lists within lists count on a level of their own."""
    labels: dict[int, str] = {}
    around: list[list[Tag] | None] = []  # the items of each numbered list around; None for other lists
    heads: list[Tag] = []
    for at, tag in enumerate(tags):
        if tag.name in ("ol", "ul") and tag.kind == "open":
            around.append([] if tag.name == "ol" else None)
            heads.append(tag)
        elif tag.name in ("ol", "ul") and tag.kind == "close" and around:
            items, head = around.pop(), heads.pop()
            depth = sum(each is not None for each in around)
            labels |= _labelled(text, head, items or [], tag.start, depth)
        elif tag.name == "li" and tag.kind == "open" and around and (items := around[-1]) is not None:
            items.append(tags[at])
    return labels


def _labelled(text: str, head: Tag, items: Sequence[Tag], end: int, depth: int) -> dict[int, str]:
    if not items:
        return {}
    ends = [*(item.start for item in items[1:]), end]
    said = [_words(text[item.end : stop]) for item, stop in zip(items, ends, strict=True)]
    if not any(len(words) >= _SENTENCE for words in said) or any(LABEL.match(words) for words in said):
        return {}
    if re.search(r"list-style(?:-type)?\s*:\s*none", head.attributes, re.I):
        return {}
    number = _whole(attribute(head, "start"), 1)
    chinese = bool(_CHINESE.search(head.attributes))
    labels = {}
    for item, words in zip(items, said, strict=True):
        number = _whole(attribute(item, "value"), number)
        if words:  # the number of an empty item would stand before what comes after it
            labels[item.start] = _label(number, chinese, depth)
        number += 1
    return labels


def _label(number: int, chinese: bool, depth: int) -> str:
    """1. or 一、; in a list within `depth` others, which a page counts alike but shifts, as notices do: （1）, ①."""
    if not depth:
        return f"{numeral_of(number)}、" if chinese else f"{number}."
    if depth > 1 and number <= len(_ROUND):
        return _ROUND[number - 1]
    return f"（{numeral_of(number) if chinese else number}）"


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup)).strip()


def _whole(said: str, default: int) -> int:
    return int(said) if said.isdecimal() and len(said) < 5 else default

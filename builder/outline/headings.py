"""Headings of items: what a short line of its own says, or a short first sentence in a row of such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LINE = 60
"""A line of its own is a heading up to this length (no sentence ends within it)."""
SENTENCE = 35
"""A first sentence is a heading up to this length: about 30 characters, a long one of two halves more."""
NAME = 25
"""What stands before a colon, a dash or a wide space is a heading up to this length."""

_STOP = re.compile(r"[。！？!?]")
_COLON = re.compile(r"[：:]|——|[ \u00a0]{2,}|\u3000")
_ORDINAL_TEXT = re.compile(r"\s*一是|\s*一要|\s*首先")
_CLOSING = "。.．：:；;，,、 \u3000"
_UNFINISHED = re.compile(r"[、，,和与及的对为在以]\s*\Z")
_CONTINUES = re.compile(r"\s*[、，,）)》”的和与及]")


@dataclass(frozen=True, slots=True)
class Opening:
    """How an item opens: `line` the heading that its first line is, `sentence` the one that its first
    sentence may be in a row of such."""

    line: str | None
    sentence: str | None


@cache
def _run_on() -> list[tuple[str, re.Pattern[str]]]:
    import yaml

    known = yaml.safe_load(Path(__file__).with_name("headings.yml").read_text(encoding="utf-8"))
    return [(name, re.compile(follow)) for name, follow in known["run_on"].items()]


def read_opening(words: str, followed: bool) -> Opening:
    """How an item with the own text `words` (further paragraphs after line ends) opens. `followed`:
    sub-items follow it."""
    first, _, rest = words.partition("\n")
    second = rest.partition("\n")[0]
    if second and len(first) <= LINE // 2 and not _STOP.search(first) and _broken(first, second):
        first, rest = first + second, rest.partition("\n")[2]
    bare = first.rstrip(_CLOSING)
    if not bare:
        return Opening(None, None)
    more = bool(rest.strip()) or followed
    if ordinal := _ORDINAL_TEXT.search(first):
        name = first[: ordinal.start()].rstrip(_CLOSING)
        if name and len(name) <= SENTENCE and not _STOP.search(name):
            return Opening(name, name)
    if more and len(bare) <= LINE and not _STOP.search(bare):
        return Opening(bare, bare)
    sentence = first[: stop.start()].strip() if (stop := _STOP.search(first)) else first
    if not _STOP.search(first[: len(sentence) + 1]) or not first[len(sentence) + 1 :].strip(" ”）)"):
        sentence = ""  # the only sentence of the paragraph: it is the item, not its name
    for name, follow in _run_on():
        if first.startswith(name) and follow.match(first, len(name)):
            return Opening(name, name)
    colon = _COLON.search(first, 2)
    name = first[: colon.start()].strip() if colon else ""
    if (
        name
        and len(name) <= NAME
        and not _STOP.search(name)
        and not re.search("[，,；;、“《（(]", name)
        and (not sentence or len(name) < len(sentence))
    ):
        return Opening(None, name)
    return Opening(None, sentence if 0 < len(sentence) <= SENTENCE else None)


def _broken(first: str, second: str) -> bool:
    """Whether a heading's line was broken: a bracket or quotation is open, or its words cannot end so."""
    if len(second) > LINE // 2 or _STOP.search(second.rstrip(_CLOSING)):
        return False
    opened = any(first.count(a) > first.count(b) for a, b in ("《》", "“”", "（）", "()", "〈〉"))
    return opened or bool(_UNFINISHED.search(first)) or bool(_CONTINUES.match(second))


def choose_headings(rows: Sequence[Sequence[Opening]]) -> list[list[str | None]]:
    """The headings of rows of siblings: a line of its own always is one, a first sentence where most
    of its row open so. A row of one is judged by all items of the rows given."""
    every = [opening for row in rows for opening in row]
    chosen = []
    for row in rows:
        judges = row if len(row) > 1 else every
        named = sum(1 for opening in judges if opening.line or opening.sentence)
        most = named * 2 > len(judges)
        chosen.append([opening.line or (opening.sentence if most else None) for opening in row])
    return chosen

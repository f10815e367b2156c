"""Where the paragraphs outside tasks name a body: what a plan asks of it without a number (保障措施, 附则)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.ledger import Responsibility
from builder.model.notice import Notice

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
_SHORTEST = 3
"""Shorter names (市委, 各县) are parts of too many others to be found by their letters alone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, `notice.text[start:end]`, that names a body."""

    notice: Notice
    start: int
    end: int


def passages_outside(notices: Iterable[Notice], parts: Iterable[Responsibility]) -> dict[str, list[Passage]]:
    """By body: the sentences outside tasks that name it as its notice writes it, each once, in order. Whom a notice
    is sent to, and who signs it, is no sentence."""
    names: dict[str, dict[str, str]] = {}
    for part in parts:
        if part.via is None and len(part.mention.bare) >= _SHORTEST:
            names.setdefault(part.task.notice_id, {}).setdefault(part.mention.bare, part.agency)
    found: dict[str, list[Passage]] = {}
    for notice in notices:
        for agency, start, end in _named(notice, names.get(notice.id, {})):
            of_body = found.setdefault(agency, [])
            passage = Passage(notice, start, end)
            if passage not in of_body[-1:]:
                of_body.append(passage)
    return found


def _named(notice: Notice, names: Mapping[str, str]) -> Iterable[tuple[str, int, int]]:
    if not names:
        return
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))
    tasks = [(task.start, task.end) for task in notice.tasks]
    for paragraph in _PARAGRAPH.finditer(notice.text):
        words = paragraph[0].rstrip()
        if words.endswith((":", "：")) or not re.search("[。；;]", words):
            continue
        for sentence in _SENTENCE.finditer(notice.text, paragraph.start(), paragraph.end()):
            start, end = sentence.span()
            if any(low < end and start < high for low, high in tasks):
                continue
            for name in dict.fromkeys(pattern.findall(sentence[0])):
                yield names[name], start, end

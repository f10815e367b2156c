"""A task's words with widths folded, and what was read of its bodies."""

from __future__ import annotations

import re

from builder.model.notice import Task
from builder.reading.agencies.clauses.role_patterns import ACCORDING
from builder.reading.agencies.sentences.patterns import CLASS_AGAIN
from builder.reading.coverage.names import find_names
from builder.reading.coverage.places import Place, Spans
from builder.reading.prose import fold, title_spans

_SHORTEST_AGAIN = 3
"""Characters of the shortest name by which a body may be named again: 消委办."""

_PRINCIPLE = re.compile(rf"(?:{ACCORDING})?[“\"][^“”\"\n]{{2,40}}[”\"]的?(?:原则|要求|方针|思路)")
"""按照“谁主管、谁负责”的原则: says how; nobody is made responsible in it, unless it names bodies."""


def _without_principles(folded: str) -> str:
    return _PRINCIPLE.sub(
        lambda found: found[0] if any(find_names(found[0], 0, len(found[0]))) else "," * len(found[0]), folded
    )


class ReadBodies:
    """`folded` is the task's text, whose offsets count from `at`; `read` are the places of its bodies, `known` their
    names, as written, restored and second ones; `by_clause`: a clause names them."""

    def __init__(self, text: str, task: Task) -> None:
        self.folded = folded = _without_principles(fold(text[task.start : task.end]))
        self.at = task.start
        self.read = Spans((each.start - task.start, each.end - task.start) for each in task.agencies)
        names = (words for each in task.agencies for words in (each.name, each.written, each.alias or ""))
        self.known = {fold("".join(words.split())) for words in names if words}
        self.clause = task.clause or ""
        self.by_clause = any(each.basis == "clause" for each in task.agencies)
        self.report = task.kind == "progress"
        self.names = tuple(find_names(folded, 0, len(folded)))
        self.titles = Spans(title_spans(folded, 0, len(folded)))

    def place(self, start: int, end: int, kind: str = "duty") -> Place:
        """The place of `folded[start:end]` in the notice's text."""
        return Place("body" if kind == "body" else "duty", self.at + start, self.at + end)

    def named_already(self, start: int, end: int) -> bool:
        """Whether the same body stands among those read: they are given once, at their first place, and later by a
        shorter name."""
        words = self.folded[start:end].lstrip("各由")
        again = CLASS_AGAIN.fullmatch(self.folded, start, end)
        if again and any(known.endswith(again["class"]) for known in self.known):
            return True
        if any(known.startswith((f"{words}(", f"各{words}(")) for known in self.known):
            return True  # 各街道(乡镇)
        if words in self.known or any(self.folded.endswith(known, 0, end) for known in self.known):
            return True
        return any(
            longer.endswith(shorter)
            for known in self.known
            for longer, shorter in ((known, words), (words, known))
            if len(shorter) >= _SHORTEST_AGAIN
        )

"""A task's words with widths folded, and what was read of its bodies."""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.model.notice import Task
from builder.reading.agencies.clauses.role_patterns import ACCORDING
from builder.reading.agencies.sentences.patterns import CLASS_AGAIN
from builder.reading.coverage.doers import find_doers
from builder.reading.coverage.names import Name, find_names
from builder.reading.coverage.places import Place, Spans
from builder.reading.prose import fold, title_spans

_SHORTEST_AGAIN = 3
"""Characters of the shortest name by which a body may be named again: 消委办."""

_NO_HEADING = re.compile(r"要(?!求|素|点)|应当|必须|由|请|负责|牵头|配合|会同|联合")
"""Words by which a heading says who does something."""

_PRINCIPLE = re.compile(rf"(?:{ACCORDING})?[“\"][^“”\"\n]{{2,40}}[”\"]的?(?:原则|要求|方针|思路)")
"""按照“谁主管、谁负责”的原则: says how; nobody is made responsible in it, unless it names bodies."""
_PART = (
    r"多?(?:党委|党政|政府|部门|企业|市场|社会|公众|群众|全民|社区|个人|家庭|各方)(?:组织|力量)?"
    r"(?:领导|主导|负责|牵头|推动|引导|统筹|协同|协作|联动|参与|配合|运作|支持|监督|自治|共建)"
)
_MOTTO = re.compile(rf"(?:(?<=[,。;:\s过持])|\A){_PART}(?:、{_PART})+")
"""政府主导、部门协同: who does what in general."""


def without_principles(folded: str) -> str:
    """The words with such principles and mottoes blanked out, at the same length."""
    folded = _MOTTO.sub(lambda found: "," * len(found[0]), folded)
    return _PRINCIPLE.sub(
        lambda found: found[0] if any(find_names(found[0], 0, len(found[0]))) else "," * len(found[0]), folded
    )


@lru_cache(64)
def _words(folded: str) -> tuple[str, tuple[Name, ...], Spans]:
    """Of the words of a task, widths folded: they without principles, the names in them, the titles in them."""
    folded = without_principles(folded)
    return folded, tuple(find_names(folded, 0, len(folded))), Spans(title_spans(folded, 0, len(folded)))


@lru_cache(64)
def _says_who(heading: str) -> bool:
    """Whether a heading says who does something."""
    return bool(_NO_HEADING.search(heading)) or len(set(find_doers(heading, 0, len(heading)))) > 1


class ReadBodies:
    """`folded` is the task's text, whose offsets count from `at`; `read` are the places of its bodies, `known` their
    names, as written, restored and second ones; `by_clause`: a clause names them."""

    def __init__(self, text: str, task: Task) -> None:
        self.folded, self.names, self.titles = _words(fold(text)[task.start : task.end])
        self.at = task.start
        self.read = Spans((each.start - task.start, each.end - task.start) for each in task.agencies)
        names = {words for each in task.agencies for words in (each.name, each.written, each.alias or "")}
        self.known = {fold("".join(words.split())) for words in names if words}
        self.clause = task.clause or ""
        self.by_clause = any(each.basis == "clause" for each in task.agencies)
        self.report = task.kind == "progress"
        heading = fold(task.heading or "")
        # 广州、深圳市开展试点, 县气象局播发预警 say who does it; 指挥机构运行 names the subject
        opens = any(name.specific and name.start == 0 for name in self.names)
        is_topic = self.folded.startswith(heading) and not opens and not _says_who(heading)
        self.heading = heading if is_topic else ""

    def place(self, start: int, end: int, kind: str = "duty") -> Place:
        """The place of `folded[start:end]` in the notice's text."""
        return Place("body" if kind == "body" else "duty", self.at + start, self.at + end)

    def in_heading(self, end: int) -> bool:
        """Whether a name stands in a heading that only says what the task is about, above sentences that name who does
        it."""
        return bool(self.known) and end <= len(self.heading)

    def sums_up(self, start: int) -> bool:
        """Whether a word for bodies that begins at `start` ends the list of those that were read: 县水利局等部门."""
        return self.folded[start - 1 : start] == "等" and self.read.touch(start - 2, start)

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

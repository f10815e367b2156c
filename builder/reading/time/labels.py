"""A time limit given as such: (完成时限:2024年10月), 完成时间:长期坚持, (持续推进).

The value of the label binds the whole item; a value without a computable end is an `open` limit.
Elsewhere 持续推进 is an adverb and no limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import DUTY, NOUN
from builder.reading.prose import Prose
from builder.reading.time.limit import Limit

# 完成时限: · 时限要求: · 计划完成时间: · 时间:; not 培训时间:, 发布时间:
_LABEL = re.compile(
    r"(?:(?:计划|预计|拟)?(?:完成|落实|办结|办理|整改|工作|推进|实施|责任|任务|起止|建设|开展)(?:时限|期限|时间|时间节点|时间安排|日期)"
    r"|时限要求|时间要求|时间进度|时间节点|时间安排|进度安排|进度要求|进度时限|时序进度|序时进度|时序安排|(?:^|(?<=[;,。(\[【\s]))(?:时限|期限|时间|进度))(?:要求)? ?: ?"
)
_VALUE_END = re.compile(rf"[;。)\]】\n\t]|(?:{DUTY})(?:{NOUN}|领导|人)")
_LONGEST_VALUE = 60
_OPEN_WORD = (
    r"(?:立行立改|即知即改|边查边改|立即(?:整改|执行|落实|完成|实施)?|随时|即时"
    r"|(?:长期|常年|持续|常态化?|经常性?|不间断)(?:性)?(?:坚持|推进|实施|落实|整改|开展|用力|加强|抓好|深化|推动|执行|任务|工作|化推进)?"
    r"|日常工作|贯穿(?:全程|全过程|始终)"
    r"|(?:按照?|根据|依据)[^,。;()\[\]\n]{0,14}(?:要求|节点|进度|部署|时限|安排|规定)(?:时间|时限|节点)?(?:完成|推进|执行|落实|实施)?)"
)
_OPEN = re.compile(rf"{_OPEN_WORD}(?:[,、并]{{1,2}}{_OPEN_WORD}){{0,2}}")
# All year: the one such word that has an end
_ALL_YEAR = re.compile(r"全年(?:坚持|推进|实施|落实|开展|持续推进|工作|任务)?(?=[,;。)\]】]|$)")
# Alone in its bracket, or last in it: (长期坚持) · (持续推进,长期坚持) · (县教育局牵头,长期坚持)
_BRACKETED = re.compile(
    r"(?<=[(\[【,;、])(?:(?:长期|常年|持续|常态化?)(?:坚持|推进|实施|落实|整改|开展|任务)?|立行立改|即知即改)(?:[,、](?:长期坚持|持续推进)){0,2}(?=[)\]】])"
)


# 实施时间:2024年: the time in which something is done, not by which
_SPAN = re.compile(r"(?:实施|推进|起止|建设|开展)(?:时间|日期)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `start:value`, and what it gives at `value:end`: a last day where it `closes`, else a time for the
    work."""

    start: int
    value: int
    end: int
    closes: bool = True


def labels(prose: Prose) -> tuple[Label, ...]:
    """The labels of the prose with the extent of their values."""
    found = []
    for match in _LABEL.finditer(prose.folded):
        farthest = min(len(prose.folded), match.end() + _LONGEST_VALUE)
        stop = _VALUE_END.search(prose.folded, match.end(), farthest)
        if not prose.fenced(match.start()):
            end = stop.start() if stop else farthest
            found.append(Label(match.start(), match.end(), end, closes=not _SPAN.search(match[0])))
    return tuple(found)


def open_limits(prose: Prose, found: tuple[Label, ...], base: date | None) -> Iterator[Limit]:
    """Limits without a computable end, given by a label or in a bracket; and 全年, the year of `base`."""
    for label in found:
        if match := _ALL_YEAR.match(prose.folded, label.value, label.end):
            end_of_year = date(base.year, 12, 31) if base else None
            yield Limit(match.start(), match.end(), "during", end_of_year, labelled=True)
        for match in _OPEN.finditer(prose.folded, label.value, label.end):
            if match.start() == label.value or prose.folded[match.start() - 1] in ",、并;":
                yield Limit(match.start(), match.end(), "open", labelled=True)
    for match in _BRACKETED.finditer(prose.folded):
        if not prose.fenced(match.start()):
            yield Limit(match.start(), match.end(), "open", labelled=True)

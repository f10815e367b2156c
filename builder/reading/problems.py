"""Where an item says what is wrong before what is done about it: 雨污分流率仅为46%。整改措施：新建管网…

The figures and times of a problem bind nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from builder.language import lazy_re as re
from builder.model.notice import Deadline, Target

_REMEDY = re.compile(
    r"(?:整改|改进|治理|解决)(?:措施|目标|举措|办法|要求)[ \t]*[：:]|(?:整改|办理)(?:时限|期限)[ \t]*[：:]"
)
_FAULT = re.compile(
    r"不(?!低|少|超|断|仅|动产)|未|没有|无(?!障碍|害)|缺|滞后|偏低|较低|低于|薄弱|仅|仍|问题|隐患|短板|超标|违|污染|闲置|拖欠|反弹|欠账"
)
_ASKS = re.compile(r"(?<![重需首主])要(?![求素点件])|应当|必须|力争|确保|不低于|不少于")
_OF_REMEDY = re.compile(r"\s*(?:[一-龥]{0,4}(?:整改|措施|责任|牵头|配合|督导)[一-龥]{0,4})[ \t]*[：:]")


def problem_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the item `text[start:end]` says what is wrong: from its beginning to the label of what is done about it.
    None where those words name no fault, or ask for something."""
    remedy = _REMEDY.search(text, start, end)
    if remedy is None or not text[start : remedy.start()].strip():
        return None
    lines = text[start : remedy.start()].split("\n")
    at = start
    for line in lines:  # 责任单位：… may stand between the two
        if _OF_REMEDY.match(line):
            break
        at += len(line) + 1
    stop = min(at, remedy.start())
    is_fault = at > start and _FAULT.search(text, start, stop) and not _ASKS.search(text, start, stop)
    return (start, stop) if is_fault else None


Fact = TypeVar("Fact", Deadline, Target)


def outside(problem: tuple[int, int] | None, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """`facts` but for those that stand where the problem is told."""
    return tuple(fact for fact in facts if problem is None or not problem[0] <= fact.start < problem[1])

"""Bodies that only the sentences of an item name: who is made to act (由…负责; …要, 应当, 组织).

The subject of a sentence acts; those who receive, who are passed through (经…), commissioned (委托…) or
only mentioned do not. Persons are no bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from builder.notice import AgencyMention, Role
from builder.reading import bodynames
from builder.reading.bodies import Body, read_list
from builder.reading.roles import role_of

_PIECE = re.compile(r"[^,，。;；:：!！?？\n]+")
# What may stand before the subject of a sentence: a time, a connective, the item's number.
_BEFORE = re.compile(
    r"[\s“”\"]*(?:[一二三四五六七八九十]是|[①-⑳]|[(（]?\d{1,2}[)）.．、])?(?:其中|同时|此外|另外|目前|并|但|要|由|并由|以及|原则上|必要时|对此|为此|届时|具体由|分别由|统一由|一般由|可由|应由"
    r"|(?:到|自|从|在|于|截至|力争)?(?:[12]\d{3}年?|今年|明年|每年|本年度|年内|上半年|下半年|[一二三四1-4]季度|第[一二三四]季度|\d{1,2}月|\d{1,2}日|[上中下]旬|年?底|年末|月底|之?前|以前|内|起|开始|后|期间|之日|至|[、-])+)*"
)
_ACTS_LEAD = re.compile(r"(?:要|应当?|须|必须|将|共同|分别|具体|充分|积极|切实|负责|统筹|总|按照?职责|并|也|均|都)*(?:牵头|主办)")
_ACTS_SUPPORT = re.compile(r"(?:要|应当?|须|必须|将|共同|分别|具体|充分|积极|切实|主动|密切|全力|按照?职责|并|也|均|都)*(?:配合|协助|协同|参与|参加|支持)(?!单位)")
_STRONG = re.compile(r"(?:要(?!求)|应当|应该|应(?!急|用|对|收)|须|必须|负责|具体负责|牵头|会同)")
_ROLE_OF_SUBJECT = re.compile(r"是[^,，。;；]{0,30}(?:责任主体|责任单位|主体|执行者|牵头单位|责任部门|实施主体)")
_MEETINGS = re.compile(r"(?:常务会议|常委会会议|常务会|全体会议|党组会议|办公会议?|主要负责人|负责人|领导班子|党组(?:\(党委\)|（党委）)?)")


def read_inline(
    text: str, start: int, end: int, jurisdiction: str | None, aliases: Mapping[str, str], kind: Literal["plan", "report"]
) -> Iterator[AgencyMention]:
    """The bodies that sentences of `text[start:end]` make act, each once, in order."""
    seen: set[str] = set()
    for body, role in _actors(text, start, end, aliases, kind):
        if body.name not in seen:
            seen.add(body.name)
            yield AgencyMention(
                body.name, body.written, role, "inline", bodynames.is_collective(body.name, jurisdiction), body.alias, body.start, body.end
            )


def _actors(text: str, start: int, end: int, aliases: Mapping[str, str], kind: str) -> Iterator[tuple[Body, Role]]:
    carried: int | None = None  # where a list that a comma broke begins
    for piece in _PIECE.finditer(text, start, end):
        before = _BEFORE.match(text, piece.start(), piece.end())
        at = before.end() if before else piece.start()
        found = _subject(text, at, piece.end(), aliases, kind)
        if found and carried is not None:
            from_ = carried
        else:
            from_ = at
        carried = None
        if found:
            stop, role = found
            yield from ((body, role) for body in read_list(text, from_, stop).bodies if _acts(body, aliases))
            yield from _companions(text, stop, piece.end(), aliases)
        elif _whole_list(text, at, piece.end(), aliases):
            if text[piece.end() : piece.end() + 1] in (":", "：") and piece.start() == start:
                yield from ((body, "responsible") for body in read_list(text, at, piece.end()).bodies)
            elif text[piece.end() : piece.end() + 1] in (",", "，"):
                carried = at
        for by in re.compile("由").finditer(text, at, piece.end()):
            inner = _subject(text, by.end(), piece.end(), aliases, kind)
            if inner:
                yield from ((body, inner[1]) for body in read_list(text, by.end(), inner[0]).bodies if _acts(body, aliases))
                yield from _companions(text, inner[0], piece.end(), aliases)


def _companions(text: str, at: int, end: int, aliases: Mapping[str, str]) -> Iterator[tuple[Body, Role]]:
    """B in A会同B."""
    if text.startswith("会同", at):
        found = _subject(text, at + 2, end, aliases, "plan")
        if found:
            yield from ((body, "supporting") for body in read_list(text, at + 2, found[0]).bodies if _acts(body, aliases))


def _acts(body: Body, aliases: Mapping[str, str]) -> bool:
    return body.name in aliases or bodynames.is_body(body.name)


def _subject(text: str, start: int, end: int, aliases: Mapping[str, str], kind: str) -> tuple[int, Role] | None:
    """Where the bodies that begin at `start` and act end, and their role."""
    best: tuple[int, Role] | None = None
    limit = min(end, start + 120)
    for act in bodynames.words().acts.finditer(text, start + 2, limit):
        stop = act.start()
        meeting = next((m for m in _MEETINGS.finditer(text, start, stop) if m.end() == stop), None)
        stop = meeting.start() if meeting and not re.search("负责人|领导", meeting[0]) else stop
        if not _whole_list(text, start, stop, aliases):
            continue
        if kind == "report" and not _STRONG.match(text, act.start()):
            continue
        role: Role = "responsible"
        if _ACTS_LEAD.match(text, act.start()) or text.startswith("会同", act.start()):
            role = "lead"
        elif _ACTS_SUPPORT.match(text, act.start()):
            role = role_of("配合")
        best = (stop, role)
    if best is None:
        subject = _ROLE_OF_SUBJECT.search(text, start, limit)
        if subject and _whole_list(text, start, subject.start(), aliases):
            return subject.start(), "responsible"
    return best


def _whole_list(text: str, start: int, end: int, aliases: Mapping[str, str]) -> bool:
    """Whether `text[start:end]` is bodies and nothing else."""
    words = text[start:end]
    if len(words) < 2 or len(words) > 100:
        return False
    listing = read_list(text, start, end)
    return bool(listing.bodies) and not listing.persons and all(_acts(body, aliases) for body in listing.bodies)

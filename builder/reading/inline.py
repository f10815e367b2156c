"""Bodies that only the sentences of an item name: who is made to act (由…负责; …要, 应当, 组织)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from builder.notice import AgencyMention, Finding
from builder.reading import bodynames
from builder.reading.bodies import read_list

_ACTS = re.compile(
    r"(?:要|应当?|须|必须|需|可以?|负责|具体负责|牵头|会同|组织|制定|按照|按|根据|结合|将|对|在|于|每年|每两年|自|通过|开展|综合|委托|探索|承担|建立|加强|统筹|协调|定期|充分|积极|切实|全面|依法|及时|认真|严格|进一步|普遍|共同|分别|适时|进行|完成|落实|推进|指导|推动|做好|设立|配合|协助|发挥|强化)"
)


def read_inline(
    text: str, start: int, end: int, jurisdiction: str | None, aliases: Mapping[str, str], kind: Literal["plan", "report"]
) -> tuple[tuple[AgencyMention, ...], tuple[Finding, ...]]:
    """The bodies that sentences of `text[start:end]` make act, each once, in order."""
    mentions: list[AgencyMention] = []
    seen: set[str] = set()
    for piece in re.compile(r"[^,，。;；:：!！?？\n]+").finditer(text, start, end):
        at = piece.start()
        lead = re.compile(r"\s*(?:其中|同时|由|并由|要|并)?").match(text, at, piece.end())
        at = lead.end() if lead else at
        subject = _subject(text, at, piece.end())
        if subject is None:
            continue
        role: Literal["lead", "responsible"] = "lead" if text.startswith("牵头", subject) else "responsible"
        for body in read_list(text, at, subject).bodies:
            if body.name not in seen:
                seen.add(body.name)
                mentions.append(
                    AgencyMention(
                        body.name,
                        body.written,
                        role,
                        "inline",
                        bodynames.is_collective(body.name, jurisdiction),
                        body.alias,
                        body.start,
                        body.end,
                    )
                )
    return tuple(mentions), ()


def _subject(text: str, start: int, end: int) -> int | None:
    """Where the subject that begins at `start` ends, if it is a body that acts."""
    for found in _ACTS.finditer(text, start, min(end, start + 60)):
        words = text[start : found.start()]
        if words and bodynames.ends_as_body(words) or (words and bodynames.is_collective(words) and not bodynames.is_person(words)):
            return found.start()
    return None

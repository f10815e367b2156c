"""Bodies that stand above a list whose items say what they have to do: 各镇要做好以下工作：, 县防汛办职责.

The words above and each item are one sentence, or a heading (that may be the bodies alone) and what it heads; the
items that name nobody themselves are theirs.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.brackets import depths
from builder.model.notice import AgencyMention
from builder.reading.agencies.names.acts import ANYBODY
from builder.reading.agencies.names.groups import is_collective, is_group
from builder.reading.agencies.names.offices import ends_as_body
from builder.reading.agencies.patterns import named
from builder.reading.agencies.responsibility import BodyContext
from builder.reading.agencies.sentences.mentions import read_inline
from builder.reading.agencies.sentences.subjects import Subjects, piece_begins

_LEADS_IN = re.compile(r"[:：]\s*\Z")
_SENTENCE = re.compile(r"[。；;\n]")
# 县防汛办主要职责 · 市公安局的职责是：
_DUTIES = named(
    "duties of a body",
    r"的?(?:(?:主要|工作|具体|基本|岗位|安全生产|管理|监管)*(?:职责|职能|任务|义务)(?:任务|分工)?)(?:是|为|包括|如下)?[:：]?\s*$",
    example="主要职责是：",
    counter="职责分明",
)


def bodies_above(text: str, start: int, end: int, context: BodyContext) -> tuple[AgencyMention, ...]:
    """The bodies of the words `text[start:end]` above a list of items, where those words bind them to what the items
    say; none where they do not lead in the items. Offsets are those of `text`."""
    end = start + len(text[start:end].rstrip())
    if _LEADS_IN.search(text, start, end):
        opens = max((mark.end() for mark in _SENTENCE.finditer(text, start, end)), default=start)
        found = read_inline(text, opens, end, context.jurisdiction, context.aliases, "plan", context.addressees)
        if found:
            return found
    first = text.find("\n", start, end)
    return _whose_duties(text, start, end if first < 0 else first, context)


def opens_with_body(text: str, start: int, end: int, context: BodyContext) -> bool:
    """Whether an item begins with a body, which does what it says: 县气象局加密预报."""
    at = piece_begins(text, start, end)
    known = Subjects(text, at, depths(text, at, end), context.aliases, False, context.jurisdiction)
    return known.leading(at, end) > at


def _whose_duties(text: str, start: int, end: int, context: BodyContext) -> tuple[AgencyMention, ...]:
    """The bodies of a heading that names them and their duties, or them alone."""
    duties = _DUTIES.search(text, start, end)
    stop = duties.start() if duties else end
    if stop - start < 2 or text[start:stop] in ANYBODY:
        return ()
    if not duties and not (ends_as_body(text[start:stop]) or is_group(text[start:stop])):
        return ()
    known = Subjects(text, start, depths(text, start, end), context.aliases, False, context.jurisdiction)
    if not known.only_bodies(start, stop):
        return ()
    return tuple(
        AgencyMention(
            body.name,
            body.written,
            "responsible",
            "inline",
            body.name in known.classes or is_collective(body.name, context.jurisdiction),
            body.alias,
            body.start,
            body.end,
        )
        for body in known.bodies(start, stop)
    )

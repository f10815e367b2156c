"""What must be done by a limit: the words of the notice that the limit speaks of."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.reading.prose import LONGEST_PASSAGE, Prose
from builder.reading.time.limit import Limit

# Where the purpose begins, and what must be done by then ends: 2016年全面实现网上考试,提高人员素质
_PURPOSE = re.compile(
    r",(?:进一步|不断|切实|有效|充分)?(?:提高|提升|促进|推动|确保|保障|为|使|让|从而|以便?|充分发挥|营造|增强|形成|满足|更好)"
)
# A subject before the limit in its clause: more than particles (并于, 力争)
_LONGEST_SUBJECT = 30
_SUBJECT = re.compile(
    r"[\u4e00-\u9fff]{2}(?<!力争)(?<!争取)(?<!确保)(?<!其中)(?<!同时)(?<!原则上)(?<!计划)(?<!分别于)(?<!并于)$"
)

# 未建立有效期制度的,每两年清理一次: of whom or what the limit speaks, in a clause of its own before it
_CONDITION = re.compile(r"(?:未|没有|对|凡|如|若|有|已|需|应当?|经|因|属于?|涉及|符合)[^,。;:\n]{2,}的(?=, ?$)")


def scope(prose: Prose, limit: Limit, until: int) -> tuple[int, int]:
    """The words that must be done by the limit: what follows it in its sentence, as far as the next limit
    or the purpose; its whole clause where the subject stands before it; the item itself where a label
    or a bracket of its own gives the limit. `until` is where the next limit begins."""
    folded = prose.folded
    sentence_start, sentence_end = prose.sentence(limit.start)
    clause_start, _ = prose.clause(limit.start)
    if limit.labelled:
        near = max(0, limit.start - LONGEST_PASSAGE)
        opening = max(folded.rfind("(", near, limit.start), folded.rfind("[", near, limit.start))
        return _trim(folded, 0, min(opening if opening > 0 else limit.start, LONGEST_PASSAGE))
    start = limit.end
    while start < sentence_end and folded[start] in ", 、:":
        start += 1
    if folded[start : start + 1] in (")", "]"):
        start += 1
        while start < len(folded) and folded[start] in "。 ,:;\n":
            start += 1
        _, sentence_end = prose.sentence(min(start, len(folded)))
    elif _SUBJECT.search(folded, max(clause_start, limit.start - _LONGEST_SUBJECT), limit.start):
        start = clause_start
    elif clause_start > sentence_start and not folded[clause_start : limit.start].strip():
        before, _ = prose.clause(clause_start - 1)
        if _CONDITION.match(folded, before, clause_start):
            start = before
    end = min(sentence_end, start + LONGEST_PASSAGE)
    if limit.end < until < end:
        mark = folded.rfind(",", limit.end, until)
        end = mark if mark > start + 3 else until
    if purpose := _PURPOSE.search(folded, max(start, limit.end), end):
        end = purpose.start()
    if end - start < 2:
        start, end = sentence_start, min(sentence_end, sentence_start + LONGEST_PASSAGE)
    return _trim(folded, start, end)


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] in " ,、:。;\n\t":
        start += 1
    while end > start and folded[end - 1] in " ,、:。;\n\t":
        end -= 1
    return start, end

"""GBK text that was read one byte off: 家?guī)臁 for 家庫。

How it comes about: a mirror's program inserts something (pinyin in brackets after 規, an invisible
sign before 。) by search and replace over GBK bytes, and does not know where characters begin. So
it also finds `D2 8E` 規 across the two characters of `BCD2 8EEC` 家庫. The lead byte before the
insertion then has no trail (`?`), and what follows is read one byte off, until a pair takes an
ASCII byte or another insertion. Pairs that GBK has no character for vanish.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.budget import Budget
from builder.restoration.byte_shift.beam_search import Search
from builder.restoration.byte_shift.context import CALL, ORPHAN
from builder.restoration.byte_shift.selection import Stretch
from builder.restoration.byte_shift.tokens import LOST
from builder.restoration.characters.script_forms import SIGNS, everyday
from builder.restoration.revision import Change

_MARK = re.compile(rf"(?:(?<![\x20-\x28\x2a-\x7e])|^)[{ORPHAN}](?=\S)")
_CLEAR, _PLAIN = 2.5, -18.5
"""A reading that is less far ahead of the next, or that holds two characters less likely in a row (natural
logarithms), is not certain, though it replays. Of those that are, fewer than one in two hundred was read wrong
(`python -m benchmarks.byteshift`)."""
_LOOK = 5
"""So many characters after a mark tell whether the text may be out of step there."""


def repair_byte_shift(text: str, budget: Budget | None = None) -> list[Change]:
    """Changes that put back the stretches of `text` that were read one byte off, as far as `budget` goes (by
    default the text's own).

    The restored words are in the script of the rest of the text."""
    return [_change(stretch) for stretch in find_stretches(text, budget)]


def _change(stretch: Stretch) -> Change:
    reason = "GBK 双字节错位一个字节，按字节移回"
    if stretch.dropped:
        reason += f"，补回丢失的 {stretch.dropped} 对字节"
    if stretch.others:
        reason += f"；次选“{'”“'.join(stretch.others)}”，领先 {stretch.margin}"
    certain = is_certain(stretch)
    if not certain:
        reason += "；不能确定，因为" + (
            "另一种读法几乎同样通顺" if stretch.margin < _CLEAR else "这样读仍不像通常的说法，或有字无从得知"
        )
    return Change(stretch.start, stretch.end, stretch.restored, EditKind.BYTE_SHIFT, certain, reason)


def is_certain(stretch: Stretch) -> bool:
    """Whether the next reading is far behind, this one reads like Chinese throughout, and something is left of each
    character. Whether it replays is asked at the end (`replay.prove`)."""
    known = not stretch.hidden and LOST not in stretch.restored
    return known and stretch.margin >= _CLEAR and stretch.weakest >= _PLAIN


def find_stretches(text: str, budget: Budget | None = None) -> list[Stretch]:
    """The stretches of `text` that were read one byte off, in order, as far as `budget` goes."""
    marks = [mark.start() for mark in _MARK.finditer(text) if _suspect(text, mark.start())]
    if not marks:
        return []
    budget = budget or Budget.of(text)
    search = Search(text, budget)
    found: list[Stretch] = []
    at = 0
    for mark in marks:
        if budget.is_spent(mark):
            break
        if mark >= at and (stretch := search.read(mark)):
            found.append(stretch)
            at = stretch.end
    return found


def _suspect(text: str, mark: int) -> bool:
    """Whether a `?` may be more than a question mark: a noted reading follows it, or characters
    that notices do not hold, another `?` among them."""
    if CALL.match(text, mark):
        return True
    after = re.match(rf"[^\n]{{0,{_LOOK}}}", text[mark + 1 :])
    return bool(after and any(char in ORPHAN or not _usual(char) for char in after.group()))


def _usual(char: str) -> bool:
    """Whether `char` is an everyday character or sign of Chinese text; an ASCII byte from @ on may be a trail."""
    if char < "\x80":
        return char < "@"
    return char in SIGNS or everyday(char)

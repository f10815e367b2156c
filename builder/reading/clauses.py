"""Where the responsibility clauses of an item stand: in brackets of any kind, or as a labelled line.

A bracket is a clause where it has a label of bodies (责任单位:), where it is a list of bodies with what they
do (A牵头,B配合), or where it is nothing but bodies at the end of a paragraph. A bracket that explains,
counts or gives a short name is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.reading import bodynames
from builder.reading.bodies import read_list
from builder.reading.brackets import pairs
from builder.reading.roles import LABEL, OTHER_LABEL, Assignment, read_roles


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` is the clause as written, brackets included; `inner_*` bound its words."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    assignment: Assignment


_SENTENCE_END = "。;；!！?？\n"
_NOT_A_CLAUSE = re.compile(r"^\s*(?:以下|下)?(?:统?简称|称)|^\s*(?:含|包括|不含|如|例如|即|见|详见|附|注|其中|指)|设在|代章|联系人|联系电话|^第?[\d一二三四五六七八九十.,，、\s-]+$")


def find_clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of `text[start:end]` in order; they do not overlap."""
    found: list[Clause] = []
    reach = start
    brackets = [pair for pair in pairs(text, start, end) if pair.outer]
    for pair in brackets:
        assignment = _bracket_clause(text, start, end, pair.open, pair.close)
        if assignment:
            found.append(Clause(pair.open, pair.close + 1, pair.open + 1, pair.close, assignment))
    taken = [(clause.start, clause.end) for clause in found]
    inside = [(pair.open, pair.close + 1) for pair in brackets]
    for label in LABEL.finditer(text, start, end):
        if label.start() < reach or any(a <= label.start() < b for a, b in inside):
            continue
        before = text[start : label.start()].rstrip(" \u3000\t")
        if before and before[-1] not in _SENTENCE_END + ")）]］】" and text[label.start() - 1] not in " \u3000\t\n":
            continue
        if label[0][-1] in "为是":
            continue
        line_end = _line_end(text, label.end(), end, taken)
        assignment = read_roles(text, label.start(), line_end)
        if assignment.assigned:
            found.append(Clause(label.start(), line_end, label.start(), line_end, assignment))
            reach = line_end
    return sorted(found, key=lambda clause: clause.start)


def _line_end(text: str, at: int, end: int, taken: list[tuple[int, int]]) -> int:
    """Where a labelled line that begins before `at` ends: at the line's or the sentence's end, or before a time label."""
    for i in range(at, end):
        if text[i] in "\n。" or any(a == i for a, _ in taken):
            return i
    return end


def _bracket_clause(text: str, start: int, end: int, open_: int, close: int) -> Assignment | None:
    words = text[open_ + 1 : close]
    if len(words) < 2 or _NOT_A_CLAUSE.search(words):
        return None
    label = LABEL.search(text, open_ + 1, close)
    if label:
        assignment = read_roles(text, open_ + 1, close)
        return assignment if assignment.assigned else None
    if OTHER_LABEL.match(words):
        return None
    assignment = read_roles(text, open_ + 1, close)
    known = [entry for entry in assignment.assigned if entry.body.certain]
    if not known:
        return None
    named = sum(len(entry.body.written) for entry in assignment.assigned)
    if re.search(r"负责|牵头|配合|指导|参与|参加|协助|承办|主办|协办|落实|实施", words) and assignment.assigned[0].body.start - open_ <= 8:
        return assignment
    # Nothing but bodies: only after a full stop or at the end of a paragraph, and not as the second name of what stands before.
    before, after = text[start:open_].rstrip()[-1:], text[close + 1 : end].lstrip(" \u3000。;；")[:1]
    listing = read_list(text, open_ + 1, close)
    if assignment.unread or named < len(re.sub(r"[\s、,，;；及和等]", "", words)) - 6:
        return None
    ends = not after or after == "\n" or bool(re.match(r"[(（\[一二三四五六七八九十\d]", after))
    if before in _SENTENCE_END and before and ends:
        return assignment
    if ends and len(listing.bodies) >= 2 and not bodynames.ends_as_body(text[max(start, open_ - 6) : open_]):
        return assignment
    return None

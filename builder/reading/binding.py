"""Whom a time limit binds: the bodies of its own sentence, not all of its task.

县政府每年要…报告;各镇政府每年要…报告 tells two bodies two things. A limit binds the subject of its own sentence; where the
sentence has none, the bodies of the clause that closes its part, of several clauses; else nobody but the task's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.brackets import depths
from builder.model.notice import AgencyMention, Deadline
from builder.reading.agencies.responsibility import BodyContext, Responsibilities, each_once
from builder.reading.agencies.sentences.mentions import acting_by_piece

_SENTENCE_END = re.compile("[。;；!！?？\n]")
# 完成时限：2021年6月 stands for the whole task, whatever its line says besides
_LABELLED = re.compile(r"(?:时限|期限|时间|时段|节点)[^,，。;；\n]{0,6}[:：\t]\s*$")
# What may stand beside a limit that is a piece of its own: 其中，到2016年底，…
_NO_SUBJECT = re.compile(
    r"(?:[\W\d]|其中|同时|力争|争取|确保|计划|原则上|最迟|并|且|于|在|到|至|自|从|前|内|起|底|的)*+"
)

_NEAR = 40
"""How many pieces of a sentence before a limit its subject may stand at most."""

_Piece = tuple[tuple[int, int], list[AgencyMention]]


def bind_limits(
    text: str,
    start: int,
    end: int,
    limits: Sequence[Deadline],
    responsible: Responsibilities,
    context: BodyContext,
) -> tuple[Deadline, ...]:
    """The limits of the task `text[start:end]`, each with the bodies that it binds where they are told apart."""
    if not limits:
        return ()
    depth = depths(text, start, end)
    marks = (mark.start() for mark in _SENTENCE_END.finditer(text, start, end))
    ends = [at for at in marks if not depth[at - start]]
    known = {name for mention in responsible.agencies for name in (mention.name, mention.bare)}
    pieces: dict[tuple[int, int], list[_Piece]] = {}
    bound = []
    for limit in limits:
        sentence = _sentence(start, end, limit, ends)
        if _LABELLED.search(text, sentence[0], limit.start) or _within(responsible, limit):
            binds: Sequence[AgencyMention] = ()
        else:
            if sentence not in pieces:
                read = acting_by_piece(text, *sentence, context.jurisdiction, context.aliases, known)
                pieces[sentence] = [(piece, _outside(responsible, acting)) for piece, acting in read]
            binds = _subject(text, pieces[sentence], limit) or _closing(responsible, limit)
        bound.append(replace(limit, binds=each_once(binds)))
    return tuple(bound)


def _sentence(start: int, end: int, limit: Deadline, ends: Sequence[int]) -> tuple[int, int]:
    """Where the sentence of a limit begins and ends; `ends`: the marks that end sentences, none within a bracket."""
    before, after = bisect_left(ends, limit.start), bisect_left(ends, limit.end)
    return ends[before - 1] + 1 if before else start, ends[after] if after < len(ends) else end


def _within(responsible: Responsibilities, limit: Deadline) -> bool:
    """Whether the limit stands in a clause: it is that of all whom the clause names."""
    return any(first <= limit.start and limit.end <= last for first, last in responsible.clause_spans)


def _outside(responsible: Responsibilities, acting: list[AgencyMention]) -> list[AgencyMention]:
    """Those of the sentence itself, not of a clause in it."""
    spans = responsible.clause_spans
    return [each for each in acting if not any(first <= each.start < last for first, last in spans)]


def _subject(text: str, pieces: Sequence[_Piece], limit: Deadline) -> list[AgencyMention]:
    """Who acts by the limit: in its own piece; at once after it where it is a piece of its own; else the nearest
    before it, with those whom that one only helps."""
    first = bisect_right(pieces, limit.start, key=lambda piece: piece[0][1])
    stop = bisect_left(pieces, limit.end, key=lambda piece: piece[0][0])
    if first >= stop:
        return []
    here = [each for _, acting in pieces[first:stop] for each in acting]
    if here:
        return here
    beside = (pieces[first][0][0], limit.start), (limit.end, pieces[stop - 1][0][1])
    if all(_NO_SUBJECT.fullmatch(text, *words) for words in beside):
        after = pieces[stop : stop + 1]
        if after and after[0][1]:
            return after[0][1]
    return list(_before(pieces, first))


def _before(pieces: Sequence[_Piece], stop: int) -> Iterator[AgencyMention]:
    for at in range(stop - 1, max(stop - _NEAR, 0) - 1, -1):
        acting = pieces[at][1]
        yield from acting
        if any(each.role != "supporting" for each in acting):
            return


def _closing(responsible: Responsibilities, limit: Deadline) -> Sequence[AgencyMention]:
    """Of several clauses in brackets, those of the one that closes the part of the limit; else nobody."""
    parts = responsible.parts
    if len(parts) < 2:
        return ()
    return next((mentions for first, mentions in parts if first >= limit.end), ())

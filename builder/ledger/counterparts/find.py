"""Which tasks of different notices answer each other: 上级要求, 下级落实, 工作报告.

A pair is a finding of similarity, never a word on whether anything was done. People have the last word in
registry/counterparts.yml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from builder.ledger.agencies.naming import place_of
from builder.ledger.counterparts.comparison import binds
from builder.ledger.counterparts.measures import Measure, Profile, grams_of, profile, subject_places
from builder.ledger.counterparts.similarity import Similarity, compare
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Counterpart, Jurisdiction, SharedPassage, TaskKey
from builder.model.notice import Finding, Notice
from builder.registry.model import Judgement, Registry, Relation

SHOWN = {"implements": 0.5, "reports": 0.5, "same-subject": 0.8}
"""The least strength at which a pair is shown. Plans of unrelated places owe each other nothing, so that
only what is plainly the same is shown."""
_BIAS = {"implements": 0.0, "reports": 1.8, "same-subject": 0.0}
"""A report tells in its own words what a plan orders: the same similarity of words means more there."""
_APART = 0.8
"""The least strength between notices of one line whose titles have no subject in common."""
_ENOUGH = 3
"""One or two like tasks of two long notices (加强组织领导) do not make the one answer the other."""
_BESIDE_BEST = 0.4
"""A pair is left out where both its tasks have counterparts that are so much stronger."""
_PASSAGES = 6
_QUOTED = 6
_WORDING = 4
"""Shorter words that two tasks share are marked in both, but no reason to name; nor are shorter wordings of one
subject, which may be pieces of a wording (复议+经费)."""
_LEVELS = {"nation": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 3, "township": 4, "unknown": 5}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two notices that may answer each other: `a` orders, `b` implements or reports; `cited` where b names a;
    `akin` where it does, or nothing in their titles speaks against their having one subject."""

    a: Notice
    b: Notice
    relation: Relation
    cited: bool
    akin: bool


def find_counterparts(
    notices: Sequence[Notice], registry: Registry
) -> tuple[tuple[Counterpart, ...], dict[str, tuple[Finding, ...]]]:
    """The pairs that answer each other, ordered by a, then b; with findings, by notice, for a person's
    judgements on tasks that are not there."""
    profiles = {n.id: [profile(n, task, registry.subjects) for task in n.tasks] for n in notices}
    places = {notice.id: place_of(notice, registry) for notice in notices}
    order = {TaskKey.of(n, task): (x, y) for x, n in enumerate(notices) for y, task in enumerate(n.tasks)}
    found: dict[tuple[TaskKey, TaskKey], Counterpart] = {}
    for one, other in combinations(notices, 2):
        pairing = pair(one, other, places, registry)
        if pairing is None:
            continue
        asked = profiles[pairing.a.id]
        if pairing.relation != "same-subject":
            here, there = places[pairing.a.id].id, places[pairing.b.id].id
            asked = [p for p in asked if binds(p.task, here, there, registry.divisions.by_id)]
        pairs = _shown(compare(asked, profiles[pairing.b.id], _BIAS[pairing.relation]), pairing)
        fewer = min(len(asked), len(pairing.b.tasks))
        if pairing.cited or len(pairs) >= min(_ENOUGH, -(-fewer // 2)):
            found |= {
                (similarity.a.key, similarity.b.key): _counterpart(similarity, pairing, registry)
                for similarity in pairs
            }
    for judgement in registry.struck:
        found.pop((judgement.a, judgement.b), None)
        found.pop((judgement.b, judgement.a), None)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for judgement in (*registry.added, *registry.struck):
        for key, opposite in ((judgement.a, judgement.b), (judgement.b, judgement.a)):
            if key in order:
                continue
            # Told at the notice that is there; where neither is, at the first, so that it is told at all.
            at = next((each for each in (key.notice_id, opposite.notice_id, *profiles) if each in profiles), None)
            if at is not None:
                what = f"任务“{key}”" if key.notice_id in profiles else f"通知“{key.notice_id}”"
                message = f"registry/counterparts.yml 第{judgement.line}行所写的{what}不存在。"
                findings[at].append(Finding(FindingCode.COUNTERPART_UNKNOWN, message))
    for judgement in registry.added:
        if judgement.a in order and judgement.b in order:
            found[judgement.a, judgement.b] = _by_person(judgement)
    ranked = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(found[pair] for pair in ranked), {key: tuple(items) for key, items in findings.items()}


def pair(one: Notice, other: Notice, places: dict[str, Jurisdiction], registry: Registry) -> Pairing | None:
    """How two notices stand to each other; None where neither answers the other.

    A lower place's plan implements that of a higher one that came before it; a report tells of the plans
    that its place was given; two plans of one place, or of places apart whose titles share their subject,
    have the same subject."""
    akin = _title_subject(one, other)
    for a, b in ((one, other), (other, one)):
        above = places[b.id].level != "unknown" and registry.divisions.inside(places[b.id], places[a.id])
        cited = any(c.notice == a.id for c in (*b.citations, *(c for task in b.tasks for c in task.citations)))
        if a.front.kind == "report" or not (above or cited) or (_date(b) and _date(a) > _date(b)):
            continue
        if b.front.kind == "report":
            return Pairing(a, b, "reports", cited, cited or akin is not False)
        if cited or _LEVELS[places[a.id].level] < _LEVELS[places[b.id].level]:
            return Pairing(a, b, "implements", cited, cited or akin is not False)
    if "report" in (one.front.kind, other.front.kind):
        return None
    related = places[one.id] == places[other.id] or akin
    first, second = sorted((one, other), key=lambda n: (_LEVELS.get(places[n.id].level, 9), _date(n), n.id))
    return Pairing(first, second, "same-subject", False, bool(akin)) if related else None


def _date(notice: Notice) -> str:
    return notice.front.dated or ""


_TITLE_FORM = re.compile(
    r"关于|印发|转发|深入|全面|进一步|推进|加强|开展|创建|活动|(?:工作|实施|行动|总体|专项|发展|建设|试点|三年|年度)*"
    r"(?:方案|规划|纲要|计划|意见|要点|办法|细则|规定|分工|任务|措施|报告|通知)"
)


def _title_subject(one: Notice, other: Notice) -> bool | None:
    """Whether the plans' titles share four characters that say a subject (法治政府), the form aside; None
    where one of them has no title that says any."""
    subjects = []
    for notice in (one, other):
        title = _TITLE_FORM.sub("|", notice.front.plan_title or notice.front.title)
        subjects.append(grams_of(re.sub(r"[0-9A-Za-z]", "|", title), (4,)))
    return bool(subjects[0] & subjects[1]) if all(subjects) else None


def _shown(pairs: Sequence[Similarity], pairing: Pairing) -> list[Similarity]:
    """The pairs strong enough to be shown, without those that stand in the shadow of stronger ones."""
    least = max(SHOWN[pairing.relation], 0.0 if pairing.akin else _APART)
    best: dict[str, float] = defaultdict(float)
    for similarity in pairs:
        for p in (similarity.a, similarity.b):
            best[p.key] = max(best[p.key], similarity.strength)
    return [
        pair
        for pair in pairs
        if pair.strength >= least and pair.strength >= _BESIDE_BEST * min(best[pair.a.key], best[pair.b.key])
    ]


def _counterpart(similarity: Similarity, pairing: Pairing, registry: Registry) -> Counterpart:
    shared = shared_passages(similarity, registry)
    reasons = []
    if similarity.subjects:
        reasons.append(f"两项都涉及{'、'.join(similarity.subjects[:3])}")
    reasons += _quoted(shared, similarity, pairing, registry)
    if pairing.cited:
        reasons.append("后一文件写明依据前一文件")
    why = "；".join(reasons or ["两项的用词相近"]) + "。"
    return Counterpart(
        similarity.a.key, similarity.b.key, pairing.relation, round(similarity.strength, 3), why, "computed", shared
    )


def _quoted(
    shared: Sequence[SharedPassage], similarity: Similarity, pairing: Pairing, registry: Registry
) -> Iterator[str]:
    """The longest words that stand in both tasks, letter for letter; where there are none, how each of the two
    words the subject they share."""
    texts = pairing.a.text, pairing.b.text
    passages = [(texts[0][p.a_start : p.a_end], texts[1][p.b_start : p.b_end]) for p in shared]
    runs = [
        whole_words(texts, (p.a_start, p.b_start), p.a_end - p.a_start)
        for p, (a, b) in zip(shared, passages, strict=True)
        if a == b and a in similarity.a.task.text and b in similarity.b.task.text
    ]
    passages = [(a, b) for a, b in passages if a in similarity.a.task.text and b in similarity.b.task.text]
    same = max(runs, key=len, default="")
    if len(same) >= _QUOTED:
        yield f"都有“{same}”的字句"
        return
    apart = [(a, b) for a, b in passages if a != b and min(len(a), len(b)) >= _WORDING]
    ours, theirs = max(apart, key=lambda pair: len(pair[0]), default=("", ""))
    if ours:
        names = [place_of(notice, registry).name for notice in (pairing.a, pairing.b)]
        one, other = names if names[0] != names[1] else ("前一文件", "后一文件")
        yield f"{one}写“{ours}”，{other}写“{theirs}”"


_LOOSE = re.compile(r"^[和与及或并的以等、]+|[和与及或并的以在对将把由向从、]+$")
"""What joins words and is none of a quotation's own at its ends."""


def whole_words(texts: tuple[str, str], starts: tuple[int, int], length: int) -> str:
    """The run that two texts share from `starts` on, without the pieces of words at its ends: 实|行市场准入 beside
    推|行市场准入 → 市场准入. A sign goes with its neighbour outside where both texts say those two together more
    often than it and its neighbour inside."""
    said = "\n".join(texts)
    low, high = 0, length

    def outside(at: int) -> list[str]:
        return [text[start + at : start + at + 1] for text, start in zip(texts, starts, strict=True)]

    run = texts[0][starts[0] : starts[0] + length]
    while high - low > 2 and _belongs(said, [sign + run[low] for sign in outside(low - 1)], run[low : low + 2]):
        low += 1
    while high - low > 2 and _belongs(said, [run[high - 1] + sign for sign in outside(high)], run[high - 2 : high]):
        high -= 1
    return _LOOSE.sub("", run[low:high])


def _belongs(said: str, outward: list[str], inward: str) -> bool:
    """Whether the sign at the end of a run stands with its neighbour in each text rather than with the run."""
    return all(len(pair) == 2 and pair.isalnum() and said.count(pair) > said.count(inward) for pair in outward)


def _by_person(judgement: Judgement) -> Counterpart:
    by = "，".join(filter(None, (judgement.by, judgement.date)))
    why = f"{judgement.why}（人工添加{'：' + by if by else ''}）"
    return Counterpart(judgement.a, judgement.b, judgement.relation or "same-subject", 1.0, why, "person", ())


def shared_passages(similarity: Similarity, registry: Registry) -> tuple[SharedPassage, ...]:
    """The words of both that show the similarity: the longest that they have in common, and the words by
    which either names a shared subject. Ordered by their place in a; none overlaps another in either."""
    found = []
    for measure, other in similarity.measures[:3]:
        found += [
            p
            for p in common_words(measure, other)
            if not _all_general(measure.words[p.a_start - measure.start : p.a_end - measure.start], registry)
        ]
    for name in similarity.subjects[:3]:
        subject = next(subject for subject in registry.subjects if subject.name == name)
        ours, theirs = (_first(p, name) for p in (similarity.a, similarity.b))
        if ours and theirs:
            places = subject_places(ours.words, subject), subject_places(theirs.words, subject)
            if places[0] and places[1]:
                (a, b), (c, d) = places[0][0], places[1][0]
                found.append(SharedPassage(ours.start + a, ours.start + b, theirs.start + c, theirs.start + d))
    kept: list[SharedPassage] = []
    for passage in sorted(found, key=lambda p: (p.a_start - p.a_end, p.a_start, p.b_start)):
        if len(kept) < _PASSAGES and not any(
            (passage.a_start < k.a_end and k.a_start < passage.a_end)
            or (passage.b_start < k.b_end and k.b_start < passage.b_end)
            for k in kept
        ):
            kept.append(passage)
    return tuple(sorted(kept, key=lambda p: (p.a_start, p.b_start)))


def _first(profile_: Profile, name: str) -> Measure | None:
    return next((measure for measure in profile_.measures if name in measure.subjects), None)


def common_words(measure: Measure, other: Measure, least: int = 4) -> list[SharedPassage]:
    """The longest runs of at least `least` characters, without punctuation, that two sentences share."""
    found = []
    before = [0] * (len(other.words) + 1)
    for i, char in enumerate(measure.words, 1):
        row = [0] * (len(other.words) + 1)
        if char.isalnum():
            for j, there in enumerate(other.words, 1):
                if char == there:
                    row[j] = before[j - 1] + 1
                    ends = i == len(measure.words) or j == len(other.words)
                    if row[j] >= least and (ends or measure.words[i] != other.words[j] or not other.words[j].isalnum()):
                        head, tail = _cut_figures(measure.words, other.words, i - row[j], j - row[j], row[j])
                        if tail - head >= least:
                            a, b = measure.start + i - row[j], other.start + j - row[j]
                            found.append(SharedPassage(a + head, a + tail, b + head, b + tail))
        before = row
    return found


def _cut_figures(ours: str, theirs: str, a: int, b: int, length: int) -> tuple[int, int]:
    """The run of `length` from `a` in ours and `b` in theirs without the parts of numbers at its ends:
    2016年 and 2017年 do not share 201. Offsets (first, end) within the run."""
    head, tail = 0, length
    if any(at and words[at - 1].isdigit() for words, at in ((ours, a), (theirs, b))):
        while head < tail and ours[a + head].isdigit():
            head += 1
    if any(at < len(words) and words[at].isdigit() for words, at in ((ours, a + length), (theirs, b + length))):
        while tail > head and ours[a + tail - 1].isdigit():
            tail -= 1
    return head, tail


def _all_general(words: str, registry: Registry) -> bool:
    """Whether words are made of phrases that stand in every notice (进一步加强工作)."""
    reach = {0}
    for end in range(1, len(words) + 1):
        if any(start in reach and words[start:end] in registry.general_words for start in range(max(0, end - 6), end)):
            reach.add(end)
    return len(words) in reach

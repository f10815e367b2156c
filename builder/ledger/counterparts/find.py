"""Which tasks of different notices answer each other: 上级要求, 下级落实, 工作报告.

A pair is a finding of similarity, never a word on whether anything was done. People have the last word in
registry/counterparts.yml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.language import lazy_re as re
from builder.ledger.agencies.naming import place_of
from builder.ledger.counterparts.comparison import places_named, reaches
from builder.ledger.counterparts.kept import KeptPairs
from builder.ledger.counterparts.measures import Measure, Profile, Wordings, profile, subject_places
from builder.ledger.counterparts.pairing import Pairing, related
from builder.ledger.counterparts.similarity import Similarity, compare
from builder.ledger.counterparts.weighing import Side
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Counterpart, Jurisdiction, SharedPassage, TaskKey
from builder.model.notice import Finding, Notice
from builder.registry.model import Judgement, Registry

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
_BEST = 6
"""The most tasks of one notice that are shown for a task of another, unless several are equally strong."""
_PASSAGES = 6
_QUOTED = 6
_WORDING = 4
"""Shorter words that two tasks share are marked in both, but no reason to name; nor are shorter wordings of one
subject, which may be pieces of a wording (复议+经费)."""


class _Prepared:
    """A notice of the place `here`, made ready once for all comparisons."""

    def __init__(self, notice: Notice, here: str, wordings: Wordings, registry: Registry) -> None:
        self._divisions = registry.divisions.by_id
        self.side = Side(tuple(profile(notice, task, wordings) for task in notice.tasks))
        self._elsewhere = [
            (at, named) for at, task in enumerate(notice.tasks) if (named := places_named(task, here, self._divisions))
        ]
        self._without: dict[frozenset[int], Side] = {frozenset(): self.side}

    def meant_for(self, there: str) -> Side:
        """The tasks without those that are given to other places by name."""
        left_out = frozenset(at for at, named in self._elsewhere if not reaches(named, there, self._divisions))
        if left_out not in self._without:
            self._without[left_out] = Side(tuple(p for at, p in enumerate(self.side.tasks) if at not in left_out))
        return self._without[left_out]


class _Comparisons:
    """Notices of `places`, by their ids, compared with each other."""

    def __init__(self, places: Mapping[str, Jurisdiction], registry: Registry) -> None:
        self._places, self._registry = places, registry
        self._wordings = Wordings(registry.subjects)
        self._prepared: dict[str, _Prepared] = {}

    def _ready(self, notice: Notice) -> _Prepared:
        if notice.id not in self._prepared:
            here = self._places[notice.id].id
            self._prepared[notice.id] = _Prepared(notice, here, self._wordings, self._registry)
        return self._prepared[notice.id]

    def pairs(self, pairing: Pairing) -> tuple[Counterpart, ...]:
        """The tasks of two notices that answer each other. They follow from the two notices, from how they stand to
        each other, and from the registry, people's judgements aside; `KeptPairs` relies on it."""
        a, b = self._ready(pairing.a), self._ready(pairing.b)
        asked = a.side if pairing.relation == "same-subject" else a.meant_for(self._places[pairing.b.id].id)
        least = max(SHOWN[pairing.relation], 0.0 if pairing.akin else _APART)
        fewer = min(len(asked.tasks), len(pairing.b.tasks))
        enough = 1 if pairing.cited else min(_ENOUGH, -(-fewer // 2))
        pairs = _shown(compare(asked, b.side, least, _BIAS[pairing.relation], enough))
        if len(pairs) < enough:
            return ()
        return tuple(_counterpart(similarity, pairing, self._registry) for similarity in pairs)


def find_counterparts(
    notices: Sequence[Notice], registry: Registry, kept: KeptPairs | None = None
) -> tuple[tuple[Counterpart, ...], dict[str, tuple[Finding, ...]]]:
    """The pairs that answer each other, ordered by a, then b; with findings, by notice, for a person's
    judgements on tasks that are not there. What is `kept` is not compared again."""
    places = {notice.id: place_of(notice, registry) for notice in notices}
    order = {TaskKey.of(n, task): (x, y) for x, n in enumerate(notices) for y, task in enumerate(n.tasks)}
    comparisons, kept = _Comparisons(places, registry), kept or KeptPairs()
    found: dict[tuple[TaskKey, TaskKey], Counterpart] = {}
    pairings = list(related(notices, places, registry.divisions))
    for pairs in kept.found(pairings, comparisons.pairs):
        found.update(((pair.a, pair.b), pair) for pair in pairs)
    for judgement in registry.struck:
        found.pop((judgement.a, judgement.b), None)
        found.pop((judgement.b, judgement.a), None)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for judgement in (*registry.added, *registry.struck):
        for key, opposite in ((judgement.a, judgement.b), (judgement.b, judgement.a)):
            if key in order:
                continue
            # Told at the notice that is there; where neither is, at the first, so that it is told at all.
            at = next((each for each in (key.notice_id, opposite.notice_id, *places) if each in places), None)
            if at is not None:
                what = f"任务“{key}”" if key.notice_id in places else f"通知“{key.notice_id}”"
                message = f"registry/counterparts.yml 第{judgement.line}行所写的{what}不存在。"
                findings[at].append(Finding(FindingCode.COUNTERPART_UNKNOWN, message))
    for judgement in registry.added:
        if judgement.a in order and judgement.b in order:
            found[judgement.a, judgement.b] = _by_person(judgement)
    ranked = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(found[pair] for pair in ranked), {key: tuple(items) for key, items in findings.items()}


def _shown(pairs: Sequence[Similarity]) -> list[Similarity]:
    """At most the best few of each task, without those that stand in the shadow of stronger ones."""
    strengths: dict[str, list[float]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: -pair.strength):
        for p in (pair.a, pair.b):
            strengths[p.key].append(pair.strength)
    shown = []
    for pair in pairs:
        ours, theirs = strengths[pair.a.key], strengths[pair.b.key]
        least = max(ours[:_BEST][-1], theirs[:_BEST][-1], _BESIDE_BEST * min(ours[0], theirs[0]))
        if pair.strength >= least:
            shown.append(pair)
    return shown


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

"""Which notices may answer each other, and how: the higher place's plan and the lower's, the plan and its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.counterparts.measures import grams_of
from builder.model.ledger import Jurisdiction
from builder.model.notice import Notice
from builder.places.divisions import Divisions
from builder.registry.model import Relation

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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked of a notice again and again. `within`: the ids of its place and of all that it lies in;
    `subject`: the words of its title that say a subject."""

    notice: Notice
    place: Jurisdiction
    within: frozenset[str]
    cited: frozenset[str]
    subject: frozenset[str]

    @property
    def dated(self) -> str:
        return self.notice.front.dated or ""

    @property
    def level(self) -> int:
        return _LEVELS[self.place.level]


def related(notices: Sequence[Notice], places: Mapping[str, Jurisdiction], divisions: Divisions) -> Iterator[Pairing]:
    """Each two notices that may answer each other, found through what they have in common: a line of places, a
    citation, a subject of their titles."""
    known = [_facts(notice, places[notice.id], divisions) for notice in notices]
    by_id, by_place, by_subject, nation = {}, defaultdict(list), defaultdict(list), []
    for at, facts in enumerate(known):
        by_id[facts.notice.id] = at
        by_place[facts.place.id].append(at)
        if facts.place.level == "nation":
            nation.append(at)
        for gram in facts.subject:
            by_subject[gram].append(at)
    candidates: set[tuple[int, int]] = set()
    for at, facts in enumerate(known):
        others: set[int] = set(nation)
        others.update(*(by_place[place] for place in facts.within if place in by_place))
        others.update(by_id[cited] for cited in facts.cited if cited in by_id)
        others.update(*(by_subject[gram] for gram in facts.subject))
        candidates.update((min(at, other), max(at, other)) for other in others if other != at)
    for one, other in sorted(candidates):
        pairing = _pair(known[one], known[other])
        if pairing:
            yield pairing


def _facts(notice: Notice, place: Jurisdiction, divisions: Divisions) -> _Facts:
    citations = (*notice.citations, *(c for task in notice.tasks for c in task.citations))
    return _Facts(
        notice,
        place,
        frozenset(each.id for each in divisions.ancestors(place)),
        frozenset(c.notice for c in citations if c.notice),
        _title_subject(notice),
    )


def _pair(one: _Facts, other: _Facts) -> Pairing | None:
    """How two notices stand to each other; None where neither answers the other.

    A lower place's plan implements that of a higher one that came before it; a report tells of the plans
    that its place was given; two plans of one place, or of places apart whose titles share their subject,
    have the same subject."""
    shared = bool(one.subject & other.subject)
    unlike = bool(one.subject and other.subject) and not shared
    for a, b in ((one, other), (other, one)):
        above = b.place.level != "unknown" and (a.place.level == "nation" or a.place.id in b.within)
        cited = a.notice.id in b.cited
        if a.notice.front.kind == "report" or not (above or cited) or (b.dated and a.dated > b.dated):
            continue
        if b.notice.front.kind == "report":
            return Pairing(a.notice, b.notice, "reports", cited, cited or not unlike)
        if cited or a.level < b.level:
            return Pairing(a.notice, b.notice, "implements", cited, cited or not unlike)
    if "report" in (one.notice.front.kind, other.notice.front.kind) or not (one.place == other.place or shared):
        return None
    first, second = sorted((one, other), key=lambda n: (n.level, n.dated, n.notice.id))
    return Pairing(first.notice, second.notice, "same-subject", False, shared)


_TITLE_FORM = re.compile(
    r"关于|印发|转发|深入|全面|进一步|推进|加强|开展|创建|活动|(?:工作|实施|行动|总体|专项|发展|建设|试点|三年|年度)*"
    r"(?:方案|规划|纲要|计划|意见|要点|办法|细则|规定|分工|任务|措施|报告|通知)"
)


def _title_subject(notice: Notice) -> frozenset[str]:
    """Each four characters of a plan's title that say a subject (法治政府), the form aside."""
    title = _TITLE_FORM.sub("|", notice.front.plan_title or notice.front.title)
    return grams_of(re.sub(r"[0-9A-Za-z]", "|", title), (4,))

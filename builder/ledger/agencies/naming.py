"""Who the bodies of one notice are: each mention gets the id of a body, of a group, or of a page for
what the registry does not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.agencies.collectives import Collective, looks_collective, open_group, read_collective
from builder.ledger.agencies.identity import BodyName, official_name, read_body, tidy
from builder.model.ledger import Issuer, Jurisdiction
from builder.model.notice import AgencyMention, Notice
from builder.places.full_names import find_place
from builder.places.slugs import unique_slug
from builder.reading.agencies.names.offices import is_of_kind
from builder.registry.model import Registry

ITSELF = "quyu"
"""Stands in an id for a place that is named itself, without any office of it (区域)."""


def nowhere(notice: Notice) -> Jurisdiction:
    """Stands for the place of a notice that does not say it: the bodies of each such notice are kept
    apart, for nobody knows that two of them are the same."""
    return Jurisdiction(f"weizhi-{notice.id}", "地方不明", "地方不明", "unknown", None, ("地方不明",))


@dataclass(frozen=True, slots=True)
class Named:
    """One body or group as one notice names it. `body` or `group` is set, or neither where the
    registry does not know the words; then `rest` is the name without its place, empty where the name is
    that of a place only, and `defined` says that the notice itself gives the full name of which it uses a
    short one."""

    id: str
    place: Jurisdiction
    written: tuple[str, ...]
    body: BodyName | None = None
    group: Collective | None = None
    rest: str = ""
    defined: bool = False


def place_of(notice: Notice, registry: Registry) -> Jurisdiction:
    """The jurisdiction of a notice, from its full name; that of a town is made from its county's."""
    path = notice.front.jurisdiction
    if path is None:
        return nowhere(notice)
    return find_place(path, registry.divisions) or nowhere(notice)


def issuers_of(notice: Notice, names: Names, registry: Registry) -> tuple[Issuer, ...]:
    """Who signs the notice, by their full names: 省府办公厅 is 广东省人民政府办公厅. What the registry does not
    know, and what names no body, stays as it is signed."""
    found = []
    for written in notice.front.issuers:
        who = names.name(AgencyMention(written, written, "responsible", "clause", False, None, 0, 0))
        if who.body and who.body.kind and who.body.full:
            full_name, basis, source = official_name(who.id, who.body.full, who.place, registry)
            vouched = {"pattern": "按规则推出", "registry": "据机构名录，未注出处"}.get(basis, f"出处：{source}")
            found.append(Issuer(written, full_name, vouched, who.id))
        else:
            found.append(Issuer(written, written, "照原文"))
    return tuple(found)


class Names:
    """The names of one notice, each read once."""

    def __init__(self, notice: Notice, registry: Registry) -> None:
        self.here = place_of(notice, registry)
        self._registry = registry
        self._date = notice.front.dated
        self._stands_for = dict(_aliases(notice))
        self._read: dict[tuple[str, bool], Named] = {}

    def name(self, mention: AgencyMention) -> Named:
        """Who a mention is."""
        key = (mention.name, mention.collective)
        if key not in self._read:
            self._read[key] = self._name(mention)
        found = self._read[key]
        return replace(found, written=tuple(filter(None, (mention.bare, mention.alias))))

    def _name(self, mention: AgencyMention) -> Named:
        words = self._spelled_out(mention.name)
        group = read_collective(words, self.here, self._date, self._registry)
        if group:
            return Named(group.id, group.place, (), group=group)
        body = read_body(words, self.here, self._registry)
        if body.kind and body.place.level != "unknown":
            return Named(f"{body.place.id}/{body.kind.id}", body.place, (), body=body)
        known = self._own_name(words)
        if known:
            return known
        if not body.rest:
            return Named(f"{body.place.id}/{ITSELF}", body.place, ())
        if mention.collective or looks_collective(words):
            group = open_group(words, self.here, self._registry)
            return Named(group.id, group.place, (), group=group)
        page = f"{body.place.id}/{unique_slug(body.rest)}"
        return Named(page, body.place, (), rest=body.rest, defined=words != mention.name)

    def _spelled_out(self, name: str) -> str:
        """The name with the notice's own short name in it replaced: 领导小组办公室 → …工作领导小组办公室."""
        words = tidy(name)
        if words in self._stands_for:
            return self._stands_for[words]
        for short, full in self._stands_for.items():
            if len(short) > 2 and words.startswith(short):
                return tidy(full) + words[len(short) :]
        return name

    def _own_name(self, words: str) -> Named | None:
        """A body that the registry lists by itself, by its full name or one of its own short names."""
        for known in self._registry.bodies.values():
            if tidy(words) in (known.full_name, *known.names):
                place_id, _, kind_id = known.id.partition("/")
                place, kind = self._registry.divisions.by_id[place_id], self._registry.kinds[kind_id]
                return Named(known.id, place, (), body=BodyName(place, words, kind, kind.names[0]))
        return None


_OWN = re.compile("我(?P<kind>局|委|部|厅|办|院|校|中心|司|署)")
"""The one who writes, as it calls itself: 我局."""


def _issuer_of_kind(notice: Notice, kind: str) -> str | None:
    """The one issuer of a notice that is of the kind: 宁川市水务局 for 我局."""
    of_kind = [name for name in notice.front.issuers if is_of_kind(name, kind)]
    return of_kind[0] if len(of_kind) == 1 else None


def _aliases(notice: Notice) -> Iterator[tuple[str, str]]:
    """Short names that the notice itself gives: in its text (以下简称…), and beside a name in a clause,
    市委编办(市审改办). The first of each is kept."""
    given: dict[str, str] = {}
    for each in notice.short_names:
        given.setdefault(tidy(each.short), each.full)
    for task in notice.tasks:
        for mention in task.agencies:
            if mention.alias:
                given.setdefault(tidy(mention.alias), mention.name)
            if (own := _OWN.fullmatch(mention.name)) and (issuer := _issuer_of_kind(notice, own["kind"])):
                given.setdefault(mention.name, issuer)
    # A short name that stands for another one leads to the end of the chain; never round in a circle.
    for short, full in given.items():
        for _ in range(3):
            full = given.get(tidy(full), full)
        if tidy(full) != short:
            yield short, full

"""The directory of bodies: every body and group that any notice names, each once, with all its names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.language import lazy_re as re
from builder.ledger.agencies.identity import aliases, expand, fitting_name, official_name, official_place
from builder.ledger.agencies.naming import Named
from builder.model.ledger import Agency, Jurisdiction, Succession
from builder.model.resolved import NamedBody
from builder.registry.model import FullName, Kind, Registry


def named_body(named: Named) -> NamedBody:
    """What the directory needs to know of a name that was read."""
    body, group = named.body, named.group
    if body and body.kind and body.full:
        return NamedBody(named.id, named.place, named.written, name=body.kind.names.index(body.full))
    if group:
        return NamedBody(named.id, named.place, named.written, group=(group.full_name, group.members or ()))
    return NamedBody(named.id, named.place, named.written, rest=named.rest, defined=named.defined)


class Directory:
    """Collects the bodies of all notices; `agencies()` gives them, ordered by id."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._ranks = {place: rank for rank, place in enumerate(registry.divisions.by_id)}
        self._written: dict[str, set[str]] = {}
        self._places: dict[str, Jurisdiction] = {}
        self._names: dict[str, set[int]] = {}  # by body: indexes of the full names that its short names stand for
        self._groups: dict[str, tuple[str, set[str]]] = {}  # by group: its full name, its members
        self._defined: set[str] = set()  # those of them whose full name a notice gives
        self._unknown: dict[str, str] = {}  # by unresolved page: the name without its place

    def enter(self, named: NamedBody) -> None:
        """A body or group as a notice names it; the members of a group too."""
        self._written.setdefault(named.id, set()).update(named.written)
        self._places[named.id] = named.place
        if named.name is not None:
            self._names.setdefault(named.id, set()).add(named.name)
        elif named.group:
            full_name, listed = named.group
            self._groups.setdefault(named.id, (full_name, set()))[1].update(listed)
            for member in listed:
                self._member(member)
        else:
            self._unknown[named.id] = named.rest
            if named.defined:
                self._defined.add(named.id)

    def _member(self, member: str) -> None:
        place_id, _, _ = member.partition("/")
        self._written.setdefault(member, set())
        self._places[member] = self._registry.divisions.by_id[place_id]
        self._names.setdefault(member, set())

    def agencies(self) -> dict[str, Agency]:
        known = set(self._written)
        return {body: self._agency(body, known) for body in sorted(known)}

    def places(self) -> Iterable[Jurisdiction]:
        return self._places.values()

    def _agency(self, body: str, known: set[str]) -> Agency:
        place = self._places[body]
        page = Agency(
            id=body,
            name="",
            full_name="",
            kind=None,
            kind_name=None,
            jurisdiction=place.id,
            names_as_written=tuple(sorted(self._written[body], key=lambda name: (len(name), name))),
            group=False,
            open_group=False,
            members=(),
            successor=None,
            resolved=True,
            basis="written",
        )
        if body in self._groups:
            full_name, found = self._groups[body]
            members = tuple(sorted(found, key=self._order))
            listed = next((group.source for group in self._registry.groups if group.id == body), None)
            name = full_name if listed else self._called(body, full_name)
            apart = listed or place.name in name or place.level in ("unknown", "nation")
            return replace(
                page,
                name=name,
                full_name=name if apart else f"{name}（{place.name}）",
                group=True,
                open_group=not members,
                members=members,
                basis="source" if listed else "pattern" if members else "written",
                source=listed,
            )
        if self._unknown.get(body) == "":  # the place itself: 广东自贸区
            name = page.names_as_written[0]
            return replace(page, name=name, full_name=name, resolved=False, place_only=True)
        if body in self._unknown:
            outer = "" if place.level in ("unknown", "nation") else official_place(place, self._registry.divisions)
            full_name = outer + self._unknown[body]
            return replace(page, name=full_name, full_name=full_name, resolved=body in self._defined)
        kind = self._registry.kinds[body.partition("/")[2]]
        full = self._kind_name(kind, self._names[body])
        full_name, basis, source = official_name(body, full, place, self._registry)
        return replace(
            page,
            name=self._short(full, place, full_name),
            full_name=full_name,
            kind=kind.id,
            kind_name=kind.name,
            successor=self._succession(body, kind, full_name, place, known),
            basis=basis,
            source=source,
            aliases=self._aliases(kind, place),
        )

    def _aliases(self, kind: Kind, place: Jurisdiction) -> tuple[str, ...]:
        """Of its kind, then of what its kind became."""
        heir = self._registry.kinds[kind.successor.kind].names if kind.successor else ()
        return aliases((*kind.names, *heir), place, self._registry.divisions)

    def _called(self, body: str, otherwise: str) -> str:
        """What a group that no list knows is called: as a notice writes it, 各区(市)县政府 rather than 区(市)县政府."""
        names = sorted(self._written[body], key=lambda name: (not re.search("各|全|有关", name), len(name), name))
        return names[0] if names else otherwise

    def _kind_name(self, kind: Kind, indexes: set[int]) -> FullName:
        """The full name that the names in use stand for; of several, the one that the registry has first."""
        return kind.names[min(indexes)] if indexes else next(name for name in kind.names if "某" in name.pattern)

    def _short(self, full: FullName, place: Jurisdiction, full_name: str) -> str:
        """A name that says the place and is short: 广东省编办, 广宁县法制局, 国家发展改革委."""
        if "某" not in full.pattern:
            return full.shorts[0] if full.shorts else full_name
        short = full.shorts[0] if full.shorts else ""
        if not short or "某" in short or full.pattern in ("某府", "某地管理委员会"):
            return full_name
        party = "党委" if place.name.endswith("自治区") else "委"
        return (
            place.name + (party if full.pattern.startswith("中共某委") and not short.startswith(party) else "") + short
        )

    def _succession(
        self, body: str, kind: Kind, full_name: str, place: Jurisdiction, known: set[str]
    ) -> Succession | None:
        """What the registry says of the body itself, else of its kind."""
        known_body = self._registry.bodies.get(body)
        if known_body and (own := known_body.successor):
            return Succession(None, own.name, own.date, own.document)
        if kind.successor is None:
            return None
        heir = self._registry.kinds[kind.successor.kind]
        if kind.successor.name:
            name = expand(kind.successor.name, place, self._registry.divisions)
            if name == full_name or place.level == "nation":
                return None
            return Succession(None, name, kind.successor.date, kind.successor.document)
        # 卫计局 becomes 卫生健康局 and 卫计委 卫生健康委员会: the ending stays where the heir has it.
        ending = full_name[-1]
        alike = [name for name in heir.names if name.pattern.endswith(ending)]
        fitting = fitting_name(alike, place, party=False) or fitting_name(heir.names, place, party=False)
        heir_id = f"{place.id}/{heir.id}"
        name = expand(fitting.pattern, place, self._registry.divisions) if fitting else heir.name
        return Succession(heir_id if heir_id in known else None, name, kind.successor.date, kind.successor.document)

    def _order(self, member: str) -> tuple[int, str]:
        """Members stand in the order of the table of divisions."""
        place_id, _, kind = member.partition("/")
        return self._ranks[place_id], kind

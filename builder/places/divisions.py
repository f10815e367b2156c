"""The table of China's provinces, prefectures and counties, with the names that they had since 2005.

`divisions.txt` is an indented tree; its head says where the names come from and how a line is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.ledger import Jurisdiction

NATION = Jurisdiction("quanguo", "全国", "全国", "nation", None, ("全国",))

# A zone with an administrative committee of its own (管委会), not a division by GB/T 2260.
_ZONE = re.compile(
    r"(?:开发区|园区|管理区|示范区|示范新区|新城|实验区|[集聚]聚区|风景名胜区|食品区|合作区|新片区|新区)$"
)
_TRUE_DIVISIONS = ("浦东新区", "滨海新区", "沈北新区")
_SUFFIXES = {
    "区": ("特别行政区", "自治区", "地区", "新区", "林区", "区"),
    **{sign: (sign,) for sign in ("省", "市", "县", "旗", "盟")},
}
"""By their last sign, the longest first."""


def short_name(name: str) -> str:
    """广宁县 → 广宁; 蓟县 → 蓟县: what is left would be one character."""
    for suffix in _SUFFIXES.get(name[-1:], ()):
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


def level_of(name: str, depth: int) -> str:
    """The level of a place by its name and its depth in the tree (0 for provinces)."""
    if name[-1] in "区城" and _ZONE.search(name) and name not in _TRUE_DIVISIONS:
        return "zone"
    if depth == 0:
        return "province"
    if depth == 1 and name.endswith(("市", "地区", "自治州", "盟")):
        return "prefecture"
    return "county"


@dataclass(frozen=True)
class Divisions:
    """All places: `by_id`, and `by_name` from full and short names to the places so called."""

    by_id: Mapping[str, Jurisdiction]
    by_name: Mapping[str, tuple[Jurisdiction, ...]]
    editions: tuple[int, ...] = ()
    """Years and months (201507) of the lists that the table was made from."""
    added: tuple[Jurisdiction, ...] = ()
    """The places that a registry adds to the table."""

    @cached_property
    def by_path(self) -> Mapping[str, Jurisdiction]:
        """The places by their full names; of two, the first."""
        return {place.path: place for place in reversed(list(self.by_id.values()))}

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """By their first character: how long the names in `by_name` are, the longest first."""
        found: dict[str, set[int]] = {}
        for name in self.by_name:
            found.setdefault(name[:1], set()).add(len(name))
        return {first: tuple(sorted(each, reverse=True)) for first, each in found.items()}

    def ancestors(self, place: Jurisdiction) -> Iterator[Jurisdiction]:
        """The place itself, then what it lies in, up to the nation."""
        at: Jurisdiction | None = place
        while at is not None:
            yield at
            at = self.by_id.get(at.parent) if at.parent else None

    def inside(self, place: Jurisdiction, outer: Jurisdiction) -> bool:
        """Whether `place` is `outer` or lies in it; all lies in the nation."""
        return outer.level == "nation" or any(at.id == outer.id for at in self.ancestors(place))

    def children_at(self, parent: Jurisdiction, levels: Iterable[str], date: str) -> tuple[Jurisdiction, ...] | None:
        """The places directly in `parent` on an ISO date, in the order of the table; None where the table
        does not know, since it is older than the lists or a change fell between two of them."""
        month = int(date[:4] + date[5:7])
        before = [edition for edition in self.editions if edition <= month]
        after = [edition for edition in self.editions if edition >= month]
        if not before:
            return None
        wanted = set(levels)
        nested = [place for place in self.by_id.values() if place.parent == parent.id and place.level in wanted]
        first, second = (
            [p for p in nested if (p.since or 0) <= edition <= (p.until or 999999)]
            for edition in (before[-1], (after or before[-1:])[0])
        )
        return tuple(first) if first == second else None

    def with_places(self, places: Iterable[Jurisdiction]) -> Divisions:
        """These and `places`, which win over those of the same id."""
        more = {place.id: place for place in (*self.added, *places)}
        return _indexed({**self.by_id, **more}.values(), self.editions, tuple(more.values()))


def _indexed(
    places: Iterable[Jurisdiction], editions: tuple[int, ...] = (), added: tuple[Jurisdiction, ...] = ()
) -> Divisions:
    by_id: dict[str, Jurisdiction] = {}
    by_name: dict[str, list[Jurisdiction]] = {}
    for place in places:
        by_id[place.id] = place
        name, names = place.name, place.names
        for each in names if name in names else (name, *names):
            by_name.setdefault(each, []).append(place)
    return Divisions(by_id, {name: tuple(found) for name, found in by_name.items()}, editions, added)


def _names(name: str) -> tuple[str, ...]:
    short = short_name(name)
    return (name,) if short == name else (name, short)


def parse_divisions(text: str) -> Divisions:
    """The tree in `text`, with the nation above its provinces. Paths leave the nation out."""
    places = [NATION]
    above: list[Jurisdiction] = []
    editions: tuple[int, ...] = ()
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("editions "):
            editions = tuple(int(word) for word in line.split()[1:])
            continue
        depth = len(line) - len(line.lstrip(" "))
        slug, name, *rest = line.split()
        del above[depth:]
        parent = above[-1] if above else None
        first = {word[0]: word[1:] for word in reversed(rest) if word != "=county"}
        place = Jurisdiction(
            f"{parent.id}-{slug}" if parent else slug,
            name,
            (parent.path if parent else "") + name,
            "county" if "=county" in rest else level_of(name, depth),
            parent.id if parent else NATION.id,
            tuple([word for word in rest if word[0] not in "+-="]) or _names(name),
            int(first["+"]) if "+" in first else None,
            int(first["-"]) if "-" in first else None,
            first.get("="),
        )
        places.append(place)
        above.append(place)
    return _indexed(places, editions)


@cache
def load_divisions() -> Divisions:
    """The table that comes with the program."""
    return parse_divisions(Path(__file__).with_name("divisions.txt").read_text(encoding="utf-8"))


@cache
def divisions_with(added: tuple[Jurisdiction, ...]) -> Divisions:
    """The table that comes with the program, and the places that a registry adds."""
    return load_divisions().with_places(added) if added else load_divisions()

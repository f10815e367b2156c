"""Who a body's name means: 省编办 in a notice of Guangdong is 广东省机构编制委员会办公室.

A body is its place and its kind. The place comes from the name itself (广州市财政局), from a level word
that is read against the notice's own place (省财政厅, 县编办), or is the notice's own (财政局). The kind
comes from the registry's short names. Nothing is matched by similarity: a name is known or it is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.ledger import Jurisdiction, NameBasis
from builder.places.divisions import NATION, Divisions, short_name
from builder.places.mentions import choose
from builder.registry.model import FullName, Kind, Registry

_LEVEL = re.compile(r"(国家|中央|自治区|自治州|自治县|自治旗|地区|[省市县区州盟旗镇乡](?![场域村]))(?:级)?")
_ORGAN = re.compile(r"(人民政府|政府|府|党委|党工委|委)(?=.)")
_NATIONAL = re.compile(r"国家|中央|中共中央|国务院|全国|中国|中华|最高")
_LEVEL_OF = {
    "省": "province",
    "地": "any",
    "府": "any",
    "委": "any",
    "处": "any",
    "上": "county",
    "市": "prefecture",
    "县": "county",
}


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name, read. `kind` is None where the registry does not know the words `rest` that are left
    when the place is taken off; `full` is the full name that the short one stands for. `rest` is empty
    where the name is that of a zone (广东自贸区), which does not say who acts for it."""

    place: Jurisdiction
    rest: str
    kind: Kind | None = None
    full: FullName | None = None


def tidy(name: str) -> str:
    """The name without spaces, brackets in one width."""
    return re.sub(r"\s+", "", name).replace("（", "(").replace("）", ")")


def read_body(name: str, here: Jurisdiction, registry: Registry) -> BodyName:
    """`name`, as a notice of the place `here` writes it."""
    words = tidy(name)
    whole = _of_whole(words, here, registry)
    if whole:
        return whole
    bare = re.sub(r"^(?:中国共产党|中共)(?!中央)", "", words)
    explicit = split_place(bare, here, registry.divisions)
    if explicit:
        place, rest = explicit
        bare_place = not bare[: len(bare) - len(rest)].endswith(place.name[-1])
        # 江门市市场监管局, 广宁县县编办: the level word may be said twice.
        if not rest:
            return _government(place, registry)
        for left in (rest, rest[1:] if rest[0] == place.name[-1] else ""):
            found = _of_kind(left, place, registry, bare_place=bare_place) if left else None
            if found:
                return found
        return BodyName(place, rest)
    level = _LEVEL.match(bare)
    if level:
        place_of = place_of_level(level[1], here, registry.divisions)
        for end in dict.fromkeys((level.end(), level.end(1))):
            found = _of_kind(bare[end:], place_of, registry) if place_of and bare[end:] else None
            if found:
                return found
        if place_of and bare[level.end() :]:
            return BodyName(place_of, bare[level.end() :])
    return _of_kind(bare, here, registry) or BodyName(NATION if _NATIONAL.match(bare) else here, bare)


def _of_whole(words: str, here: Jurisdiction, registry: Registry) -> BodyName | None:
    """The reading of a name that is itself a short name: 教育部, 财政局, 团省委, 国家发展改革委."""
    owners = registry.shorts.get(words)
    if not owners:
        return None
    kind = registry.kinds[owners[0][0]]
    names = [kind.names[index] for _, index in owners]
    national = [name for name in names if not _placeholder(name.pattern)]
    if national and (here.level == "nation" or len(national) == len(names) or _NATIONAL.match(words)):
        return BodyName(NATION, words, kind, national[0])
    level = re.match(r"(?:团|依法治|全面依法治)([省市县区州盟旗])", words)
    place = place_of_level(level[1], here, registry.divisions) if level else here
    full = fitting_name(names, place, party=False) if place else None
    return BodyName(place, words, kind, full) if place and full else None


def _of_kind(rest: str, place: Jurisdiction, registry: Registry, *, bare_place: bool = False) -> BodyName | None:
    """The body of `place` that `rest`, a name without its place, means; `bare_place` where the place
    stood in front without its level word (象州生态环境局)."""
    organ = _ORGAN.match(rest)
    for left in (rest, rest[organ.end() :] if organ else ""):
        owners = registry.shorts.get(left) if left else None
        if not owners:
            continue
        kind = registry.kinds[owners[0][0]]
        party = bool(organ) and left != rest and organ is not None and organ[1] in ("委", "党委", "党工委")
        names = [kind.names[index] for _, index in owners]
        if bare_place:
            names.sort(key=lambda name: "某处" not in name.pattern)
        full = fitting_name(names, place, party=party)
        if full:
            return BodyName(place, rest, kind, full)
    return None


def _government(place: Jurisdiction, registry: Registry) -> BodyName:
    """A place that is made responsible by its bare name is its government. A zone has none: which office acts
    for it (管委会, 派出机构, several of them) is not in its name, and none is made up."""
    if place.level == "zone":
        return BodyName(place, "")
    return _of_kind("人民政府", place, registry) or BodyName(place, place.name)


def _placeholder(pattern: str) -> str | None:
    found = re.search(r"某([地府省市县委处上])", pattern)
    return found[1] if found else None


def fitting_name(names: Sequence[FullName], place: Jurisdiction, *, party: bool) -> FullName | None:
    """The first full name that fits the place's level; one of the party's first where the name says 委."""
    fitting = _fitting(names, place)
    if party:
        fitting.sort(key=lambda name: not name.pattern.startswith("中共"))
    return fitting[0] if fitting else None


def _fitting(names: Sequence[FullName], place: Jurisdiction) -> list[FullName]:
    fitting = []
    for name in names:
        sign = _placeholder(name.pattern)
        level = _LEVEL_OF[sign] if sign else "nation"
        levels = ("county", "zone", "township") if level == "county" else (level,)
        if (level == "any" and place.level != "nation") or place.level in levels:
            fitting.append(name)
    return fitting


def aliases(names: Sequence[FullName], place: Jurisdiction, divisions: Divisions) -> tuple[str, ...]:
    """All that bodies with these full names are called in a place: 广东省经济和信息化委员会, 广东省经信委."""
    found = []
    for name in _fitting(names, place):
        party = "委" if name.pattern.startswith("中共某委") else ""
        found.append(expand(name.pattern, place, divisions))
        for short in name.shorts:
            if "某" not in short:
                found.append(short if place.level == "nation" else place.name + party + short.removeprefix(party))
    return tuple(dict.fromkeys(found))


def split_place(words: str, here: Jurisdiction, divisions: Divisions) -> tuple[Jurisdiction, str] | None:
    """The place that `words` begin with and what follows it: 深圳福田区政府 → 深圳市福田区, 政府.

    Of several places that bear the name the one inside `here`, then the one beside it, is meant."""
    chain: tuple[Jurisdiction, ...] = ()
    at = 0
    while at < len(words):
        ends = [end for end in range(min(len(words), at + 20), at + 1, -1) if words[at:end] in divisions.by_name]
        step = None
        for end in ends:
            places = divisions.by_name[words[at:end]]
            if chain:
                places = tuple(p for p in places if any(p.id != o.id and divisions.inside(p, o) for o in chain))
            if places and _whole_word(words, at, end, places):
                step = end, places
                break
        if step is None:
            break
        at, chain = step
    if not chain:
        return None
    place = _nearest(chain, here, divisions)
    return (place, words[at:]) if place else None


def _whole_word(words: str, start: int, end: int, places: tuple[Jurisdiction, ...]) -> bool:
    """Whether a short name is no piece of a longer word: 和县 in 市和县, 城区 in 城区建设."""
    full = any(place.name == words[start:end] for place in places)
    return not (full and end - start == 2 and start == 0 and len(words) > end and words[end] in "建域块")


def _nearest(places: tuple[Jurisdiction, ...], here: Jurisdiction, divisions: Divisions) -> Jurisdiction | None:
    if len(places) == 1:
        return places[0]
    for outer in divisions.ancestors(here):
        inside = [p for p in places if divisions.inside(p, outer)]
        present = [p for p in inside if p.until is None]
        if len(present or inside) == 1:
            return (present or inside)[0]
        if inside:
            return choose(inside, here.path, divisions)
    return choose(places, here.path, divisions)


def place_of_level(word: str, here: Jurisdiction, divisions: Divisions) -> Jurisdiction | None:
    """The place that a level word means in a notice of `here`: 省 in one of 广宁县 is 广东省.

    None where there is none: 县 in a notice of a province is no county in particular."""
    if word in ("国家", "中央"):
        return NATION
    chain = [] if here.level == "nation" else list(divisions.ancestors(here))
    for place in chain:
        if word in ("省", "自治区") and place.level == "province":
            return place
        if word == "区" and (place.level in ("zone", "county") and place.name.endswith("区")):
            return place
        if len(word) == 1 and word not in "省区" and place.name.endswith(word) and place.level != "zone":
            return place
        if len(word) == 2 and place.name.endswith(word):
            return place
        if word in ("自治州", "自治县", "自治旗") and place.name.endswith(word):
            return place
    return next((place for place in chain if word == "区" and place.name.endswith("自治区")), None)


def stray_level(name: str, rest: str) -> str | None:
    """The level word that a name begins with where no place is of that level: 县 of 县教育局 in a notice of a zone.
    `rest`: what `read_body` leaves of the name."""
    level = _LEVEL.match(rest) if rest == tidy(name) else None
    return level[1] if level else None


def official_place(place: Jurisdiction, divisions: Divisions) -> str:
    """A place's name as its bodies carry it: 广宁县, but 深圳市福田区 and 广宁县排沙镇."""
    outer = divisions.by_id.get(place.parent or "")
    district = place.level == "county" and place.name.endswith("区") and not place.name.endswith("特区")
    if outer is not None and outer.level != "nation" and (district or place.level == "township"):
        return official_place(outer, divisions) + place.name if place.level == "township" else outer.name + place.name
    return place.name


def expand(pattern: str, place: Jurisdiction, divisions: Divisions) -> str:
    """A full name with its placeholders filled in (see registry/bodies.yml)."""
    name = official_place(place, divisions)
    zone = place.level == "zone"
    government = name + ("管理委员会" if zone else "办事处" if name.endswith("街道") else "人民政府")
    committee = name + ("党工委" if zone or name.endswith("街道") else "党委" if name.endswith("自治区") else "委")
    level = "区" if zone or place.name.endswith("自治区") else place.name[-1]
    filled = pattern.replace("某府", government).replace("某委", committee).replace("某级", level)
    filled = filled.replace("某处", short_name(place.names[-1] if place.names else place.name))
    outer = divisions.by_id.get(place.parent or "")
    filled = filled.replace("某上", official_place(outer, divisions) if outer else name)
    return re.sub("某[地省市县]", lambda _: name, filled)


def official_name(
    body: str, full: FullName, place: Jurisdiction, registry: Registry
) -> tuple[str, NameBasis, str | None]:
    """The full name of the body with this id, its basis and its source (see `Agency`): its own, where the registry
    has one, else that of its kind."""
    own = registry.bodies.get(body)
    if own and own.full_name:
        return own.full_name, "source" if own.source else "registry", own.source or None
    return expand(full.pattern, place, registry.divisions), "pattern" if "某" in full.pattern else "registry", None

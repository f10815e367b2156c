"""Which place a notice is of, from its issuers, title, addressees and opening words.

The issuer's own name decides (广宁县人民政府); where it only says the level (省府办公厅, 市委办公室), the
title, the addressees and the opening sentences are asked for the place of that level.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder.language.wordlists import read_words
from builder.model.ledger import Jurisdiction
from builder.places.divisions import NATION, Divisions, load_divisions

_NATIONAL = re.compile(
    r"国务院|中共中央|中央[一-龥]{0,20}(?:办公室|办公厅|委员会|小组|部)|全国人(?:民代表大会|大)|^中华人民共和国|^国家[一-龥]+(?:委|局|部|署|办|院|会|室)"
    r"|^最高人民(?:法院|检察院)"
    r"|^(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|人力资源(?:和)?社会保障|人社|自然资源|国土资源|生态环境|环境保护"
    r"|住房(?:和)?城乡建设|交通运输|水利|农业(?:农村)?|商务|文化(?:和旅游)?|卫生|退役军人事务|应急管理)部"
)
"""Bodies of the nation, which carry no place's name."""

_LEVEL_WORDS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "地区": ("prefecture",),
    "县": ("county",),
    "旗": ("county",),
    "区": ("county", "zone", "province"),
    "管委会": ("zone",),
}
"""What a level word standing for a place (市政府, 区委) may mean, the likeliest first."""

_RELATIVE = re.compile(
    r"^(?:中共|中国共产党)?(自治区|地区|[省市州盟县旗区])(?:[委府]|人民政府|政府|直|级|人大|政协|[一-龥]{1,24}(?:局|厅|委|办|室|院|组|会|中心)$)"
)
_RANK = {"nation": 0, "province": 1, "prefecture": 2, "county": 3}

_ALL_REGIONS = re.compile(r"各地区[、,，和及]?各部门|各省、自治区、直辖市")
"""Whom only the State Council and the Party's centre address, where the text names no place of its own."""

_OWN = re.compile(r"[我本](自治区|[省市州盟县旗区])")
_INSTITUTION = r"(?:人民)?(?:政府|委|代表大会|检察院|法院|管理委员会|管委会)"
_TOWNSHIP = re.compile(r"([一-龥]{1,6}?(?:镇|乡|街道))(?:人民政府|党委|委员会|办事处|党工委|政府)")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place's name in a text, with the places that it may be."""

    start: int
    end: int
    places: tuple[Jurisdiction, ...]


def find_places(text: str, divisions: Divisions) -> Iterator[PlaceMention]:
    """The names of places in `text`, leftmost and longest, a chain of them (肇庆市广宁县) as one mention.

    Short names (广宁) count only in front of a level word, an institution or another place, since many
    are ordinary words; names of one character and a level (和县, 城区) only in a chain or at the start."""
    at = 0
    longest = 16
    chain: PlaceMention | None = None
    while at < len(text):
        found = next(
            (
                (end, divisions.by_name[text[at:end]])
                for end in range(min(len(text), at + longest), at + 1, -1)
                if text[at:end] in divisions.by_name
            ),
            None,
        )
        if found is not None and (is_word := _is_word(text, at, found[0])):
            at = is_word - 1
            found = None
        if found is None:
            if chain:
                yield chain
                chain = None
            at += 1
            continue
        end, places = found
        if chain and chain.end == at:
            inner = tuple(
                p for p in places if any(divisions.inside(p, outer) and p.id != outer.id for outer in chain.places)
            )
            if inner:
                chain = PlaceMention(chain.start, end, inner)
                at = end
                continue
        if chain:
            yield chain
            chain = None
        word = text[at:end]
        full = tuple(p for p in places if p.name == word)
        if full and (len(word) > 2 or at == 0):
            chain = PlaceMention(at, end, full)
            at = end
        elif not full and _short_counts(text, at, end, places, divisions):
            chain = PlaceMention(at, end, places)
            at = end
        else:
            # 上海 is passed over whole: 上海城市 holds no 海城市
            at = end if any(place.level != "county" for place in places) else at + 1
    if chain:
        yield chain


def _is_word(text: str, start: int, end: int) -> int:
    """Where the ordinary word ends that the name `text[start:end]` of a place is part of, or 0: 合作市 in 合作市场;
    老城区 where no institution follows; 北京 in 北京路."""
    goes_on = _WORD_GOES_ON.match(text, end - 1) or _STREET.match(text, end)
    if goes_on:
        return goes_on.end()
    return end if _is_ordinary(text[start:end]) and not re.match(_INSTITUTION, text[end:]) and start else 0


_WORD_GOES_ON = re.compile(
    "市(?:场|容|民|郊|政(?!府|协|法|务))|区(?:域|划|间|块|位|别)|县(?:域|处)|州(?:际)|省(?:际|级)"
)

_STREET = re.compile("[东西南北中]?[一二三四五六七八九十]*(?:路(?!桥)|大道|大街|街(?!道)|巷|胡同|广场)")
"""What a place's name before it is given to: 北京路, 上海大街."""


@cache
def _ordinary() -> frozenset[str]:
    lists = read_words("bodies.yml")
    return frozenset([*lists["fields"], *lists["ordinary_places"]])


def _is_ordinary(name: str) -> bool:
    """Whether a place's name is also an ordinary word: 公安, 会同, 老城区."""
    return name in _ordinary()


def _short_counts(text: str, start: int, end: int, places: Sequence[Jurisdiction], divisions: Divisions) -> bool:
    """Whether a short name stands where a place is meant: 广东省… is full; 广州、深圳; 四川成都; 广东自贸区.

    The short name of a county (资源, 会同) needs an institution or a list of places."""
    rest = text[end:]
    if re.match(r"(?:自贸|自由贸易|开发区|高新|" + _INSTITUTION + ")", rest):
        return not _is_ordinary(text[start:end])
    is_listed = bool(re.match(r"[、及和等]", rest))
    if all(place.level == "county" for place in places):
        listed = re.match(r"[、及和](?P<next>[一-龥]{2,8})", rest)
        return (
            bool(listed)
            and listed is not None
            and any(listed["next"][:n] in divisions.by_name for n in range(8, 1, -1))
        )
    return is_listed or any(rest[:n] in divisions.by_name for n in range(6, 1, -1))


def find_jurisdiction(
    issuers: Sequence[str],
    title: str = "",
    addressees: Sequence[str] = (),
    opening: str = "",
    divisions: Divisions | None = None,
) -> Jurisdiction | None:
    """The place whose government (or whose department, or party committee) issued a notice, or None.

    `issuers` as signed, `title` that of the covering notice or of the plan (both, joined by a line end,
    are best), `addressees` as written, `opening` the first sentences of the text. `.path` of the result
    is the full name (广东省肇庆市广宁县; 全国 for bodies of the nation). Nothing is guessed: a name that several places
    bear, with nothing else to tell them apart, gives None."""
    divisions = divisions or load_divisions()
    context = "\n".join((*issuers, title, *addressees, opening))
    levels: tuple[str, ...] = ()
    for issuer in issuers:
        issuer = issuer.strip()
        place = _named(issuer, context, divisions)
        if place:
            return _township(issuer, place, divisions) or place
        if _NATIONAL.search(issuer):
            return NATION
        relative = _RELATIVE.match(issuer)
        if relative and not levels:
            levels = _LEVEL_WORDS[relative[1]]
    for line in filter(None, (part.strip() for part in title.split("\n"))):
        head = re.split(r"关于|《", line, maxsplit=1)[0]
        place = _named(head, context, divisions) or (
            None if _NATIONAL.search(head) else _at_level(line, levels, context, divisions)
        )
        if place and (not levels or place.level in levels):
            return _township(head, place, divisions) or place
        if not place and not levels and _NATIONAL.search(head):
            return NATION
    place = _from_addressees(addressees, levels, divisions) or _from_opening(opening, levels, context, divisions)
    return place or (NATION if not levels and _ALL_REGIONS.search(context) else None)


def _named(text: str, context: str, divisions: Divisions) -> Jurisdiction | None:
    """The place that `text`, the name of a body, names first; or begins with, without the level word
    (西安国际港务区管委会)."""
    bare = re.sub(r"^(?:中国共产党|中共)", "", text)
    for mention in find_places(bare, divisions):
        place = choose(mention.places, context, divisions)
        if place:
            return place
    ends = (
        end
        for end in range(min(len(bare) - 2, 8), 1, -1)
        if bare[:end] in divisions.by_name
        and not _is_ordinary(bare[:end])
        and bare[end] not in "省市县区州盟旗"
        and not _STREET.match(bare, end)
    )
    return next((choose(divisions.by_name[bare[:end]], context, divisions) for end in ends), None)


def choose(places: Iterable[Jurisdiction], context: str, divisions: Divisions) -> Jurisdiction | None:
    """The one place meant where several bear a name: that whose province or prefecture the context
    names; a present one rather than a former. None where it stays open."""
    candidates = list(places)
    if len(candidates) > 1:
        named = [p for p in candidates if _outer_named(p, context, divisions)]
        candidates = named or candidates
    if len(candidates) > 1:
        latest = max(p.until or 999999 for p in candidates)
        candidates = [p for p in candidates if (p.until or 999999) == latest]
    if len({p.name for p in candidates}) > 1:
        # A name without its level word: 吉林 is the province, 西安 the city and no 西安区.
        highest = min(_RANK.get(p.level, len(_RANK)) for p in candidates)
        candidates = [p for p in candidates if _RANK.get(p.level, len(_RANK)) == highest]
    return candidates[0] if len(candidates) == 1 else None


def _outer_named(place: Jurisdiction, context: str, divisions: Divisions) -> bool:
    outers = list(divisions.ancestors(place))[1:]
    return any(
        name in context
        for outer in outers
        for name in (outer.name, *outer.names)
        if len(name) > 1 and name != place.name
    )


def _at_level(text: str, levels: Sequence[str], context: str, divisions: Divisions) -> Jurisdiction | None:
    """The first place of `text`, lifted to the nearest of `levels` where those are known."""
    for mention in find_places(text, divisions):
        place = choose(mention.places, context, divisions)
        if place is None:
            continue
        if not levels:
            return place
        for at in divisions.ancestors(place):
            if at.level in levels:
                return at
    return None


def _township(issuer: str, county: Jurisdiction, divisions: Divisions) -> Jurisdiction | None:
    """广宁县排沙镇人民政府: the town below its county. Towns are in no table; the id is made from the name."""
    for mention in find_places(issuer, divisions):
        found = _TOWNSHIP.match(issuer, mention.end)
        if found and county in mention.places:
            return township(county, found[1])
    return None


def township(county: Jurisdiction, name: str) -> Jurisdiction:
    """A town, township or sub-district (镇, 乡, 街道) of a county."""
    from builder.places.slugs import slug

    return Jurisdiction(f"{county.id}-{slug(name)}", name, county.path + name, "township", county.id, (name,))


_TOWN = re.compile(r"[一-龥]{1,12}(?:镇|乡|街道|苏木|管理区|农场|林场|开发区|园区|新区)")
"""What may stand below a county without being in the table."""


def find_place(name: str, divisions: Divisions) -> Jurisdiction | None:
    """The place with this full name (广东省肇庆市广宁县) or id; a town is made from its county's. None where there is
    no such place."""
    if name in (NATION.path, NATION.id):
        return NATION
    for place in divisions.by_name.get(name, ()) or divisions.by_id.values():
        if name in (place.path, place.id):
            return place
    by_path = {place.path: place for place in divisions.by_id.values()}
    for cut in range(len(name) - 2, 1, -1):
        outer = by_path.get(name[:cut])
        if outer:
            below = outer.level in ("county", "prefecture", "zone") and _TOWN.fullmatch(name[cut:])
            return township(outer, name[cut:]) if below else None
    return None


def nearest_place(name: str, divisions: Divisions) -> str | None:
    """The full name that `name` most likely means: that of the one place so called, else the one spelled most like
    it."""
    called = divisions.by_name.get(name, ())
    if called:
        return called[0].path
    near = difflib.get_close_matches(name, [place.path for place in divisions.by_id.values()], 1, 0.5)
    return near[0] if near else None


def _from_addressees(addressees: Sequence[str], levels: Sequence[str], divisions: Divisions) -> Jurisdiction | None:
    """The innermost place that holds all places addressed: 广州、深圳、…、肇庆市人民政府 → 广东省."""
    joined = "、".join(addressees)
    found = [p for mention in find_places(joined, divisions) if (p := choose(mention.places, joined, divisions))]
    if len(found) < 2:
        return None
    common = [
        at for at in divisions.ancestors(found[0]) if all(divisions.inside(p, at) and p.id != at.id for p in found)
    ]
    fitting = [at for at in common if not levels or at.level in levels]
    return fitting[0] if fitting else None


def _from_opening(opening: str, levels: Sequence[str], context: str, divisions: Divisions) -> Jurisdiction | None:
    """The place that the opening speaks of as its own: named as an institution (江门市人民政府坚持…), at the level
    of 我市, 本县 where those words stand; the most frequent, then the first."""
    if not levels:
        own = _OWN.findall(opening)
        if own:
            levels = _LEVEL_WORDS[max(dict.fromkeys(own), key=own.count)]
    counts: dict[str, int] = {}
    places: dict[str, Jurisdiction] = {}
    for mention in find_places(opening, divisions):
        place = choose(mention.places, context, divisions)
        if place is None or (levels and place.level not in levels):
            continue
        weight = 3 if re.match(_INSTITUTION, opening[mention.end :]) else 1
        counts[place.id] = counts.get(place.id, 0) + weight
        places[place.id] = place
    return places[max(counts, key=lambda key: counts[key])] if counts else None

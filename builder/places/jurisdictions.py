"""Which place a notice is of, from its issuers, title, addressees and opening words.

The issuer's own name decides (广宁县人民政府); where it only says the level (省府办公厅, 市委办公室), the
title, the addressees and the opening sentences are asked for the place of that level.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.model.ledger import Jurisdiction
from builder.places.divisions import NATION, Divisions, load_divisions
from builder.places.full_names import township
from builder.places.mentions import INSTITUTION, STREET, choose, find_places, is_ordinary

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

_ALL_REGIONS = re.compile(r"各地区[、,，和及]?各部门|各省、自治区、直辖市")
"""Whom only the State Council and the Party's centre address, where the text names no place of its own."""

_ALL_PROVINCES = re.compile(r"\s*各省、自治区、直辖市")
_WITHIN_WORD = re.compile(r"(?![在由到至与和及从向于对以为是将经按据过给让把的了年月日来今现各全我本、])[一-龥]$")
_LOCAL = re.compile(r"[一-龥]{2,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)(?:人民政府|政府|委|[一-龥]{2,12}[局厅委办])")
"""An issuer of a place that no table knows."""
_OWN = re.compile(r"[我本](自治区|[省市州盟县旗区])")
_TOWNSHIP = re.compile(r"([一-龥]{1,6}?(?:镇|乡|街道))(?:人民政府|党委|委员会|办事处|党工委|政府)")


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
    if not levels and _ALL_PROVINCES.match("".join(addressees) or opening):
        return NATION
    place = _from_addressees(addressees, levels, divisions) or _from_opening(opening, levels, context, divisions)
    if place or levels or any(_LOCAL.match(name) for name in (*issuers, *title.split("\n"))):
        return place
    return NATION if _ALL_REGIONS.search(context) else None


_OTHER_LEVEL = re.compile("[省市县区州盟旗镇乡村]|街道|社区")
"""What makes another place of a short name: 石城镇 is not 石城县."""


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
        and not is_ordinary(bare[:end])
        and not _OTHER_LEVEL.match(bare, end)
        and not STREET.match(bare, end)
    )
    return next((choose(divisions.by_name[bare[:end]], context, divisions) for end in ends), None)


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
        weight = 3 if re.match(INSTITUTION, opening[mention.end :]) else 1
        if weight == 1 and _WITHIN_WORD.search(opening, max(0, mention.start - 1), mention.start):
            weight = 0  # 河流入海口市级断面: alone it is no evidence
        counts[place.id] = counts.get(place.id, 0) + weight
        places[place.id] = place
    best = max(counts, key=lambda key: counts[key], default="")
    return places[best] if counts.get(best) else None

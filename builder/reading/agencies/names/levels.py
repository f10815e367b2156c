"""Levels: the word at the beginning of a name that says whose office it is, 省 in 省财政厅, 成都市 in 成都市教育局."""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.wordlists import alternatives
from builder.places.divisions import NATION, load_divisions
from builder.reading.agencies.names.offices import FIELDS, KNOWN_OFFICE, is_field, office_end
from builder.reading.agencies.patterns import LISTS, named

PLACE_ENDINGS = "省市县区州旗盟"
"""The characters that end the name of a place down to the county."""

PLACE_KINDS = PLACE_ENDINGS + "镇乡"

NATIONAL_NAMES = frozenset(LISTS["national_names"])
_LEVEL = named("level word", f"(?:中共)?(?:{alternatives(LISTS['levels'])})", example="自治区财政厅", counter="水务站")
_TWO_LEVELS = named(
    "offices of two levels",
    r"^(?:区县|县区|市县|县市|省市|市州|旗县)(?!(?:人民)?政府|党委|部门|单位|机关|直|级)",
    example="区县水务局",
    counter="区县政府",
)
_YOUTH_LEAGUE = named("youth league", r"^团([省市县区州旗盟])委", example="团市委", counter="团场委员会")
# 报区民政局: a verb and 区, no town
_TOWN = named(
    "town",
    r"(?![报经由送交至向][镇乡区街]|提交|移交|移送|上报|报送|抄送|通知|会同|联合|组织|督促|指导|协助|配合)[一-龥]{1,5}?(?:街道|新区|镇|乡|区)(?=.)",
    example="河口镇政府",
    counter="河口村",
)
_SPACE_FOR_PLACE = 12


@lru_cache(maxsize=4096)
def place_prefix(name: str) -> str:
    """The places that `name` begins with, by the table of divisions: 广东省肇庆市广宁县财政局 → 广东省肇庆市广宁县;
    象州公路养护中心 → 象州. Empty where it begins with none, or with an office that only looks so (公安局)."""
    divisions = load_divisions()
    by_name, lengths = divisions.by_name, divisions.lengths
    begin = at = 2 if name.startswith("中共") else 0
    while at < len(name):
        longest = min(_SPACE_FOR_PLACE, len(name) - at)
        fitting = (n for n in lengths.get(name[at], ()) if 1 < n <= longest)
        found = next((n for n in fitting if name[at : at + n] in by_name), 0)
        if not found:
            break
        if at == begin and name[:found][-1] not in PLACE_ENDINGS and office_end(name) > found:
            break
        at += found
    return name[begin:at]


@lru_cache(maxsize=4096)
def level_word(name: str) -> str | None:
    """The level word that `name` begins with and would share with its neighbours, or None.

    省发展改革委 → 省; 成都市教育局 → 成都市; 区县水务局 → 区县; 市场监管局 → None (市场 is a field, not a place);
    国家发展改革委 → None; 象州公路养护中心 → None (a place's name without its level is not shared)."""
    if is_national(name):
        return None
    if youth := _YOUTH_LEAGUE.match(name):
        return youth[1]
    two = _TWO_LEVELS.match(name)
    if two and (KNOWN_OFFICE.fullmatch(name[two.end() :]) or name[two.end() :] in FIELDS):
        return two[0]
    found = _LEVEL.match(name)
    if found and found.end() < len(name):
        means_it = not name.startswith(LISTS["not_levels"]) or KNOWN_OFFICE.fullmatch(name[found.end() :])
        if means_it:
            return found[0].removeprefix("中共")
    place = place_prefix(name)
    if place and place[-1] in PLACE_ENDINGS and len(place) < len(name):
        return place
    if KNOWN_OFFICE.fullmatch(name):
        return None
    town = _TOWN.match(name)
    if town and not town[0].endswith(LISTS["not_places"]) and KNOWN_OFFICE.fullmatch(name[town.end() :]):
        return town[0]
    return None


def is_national(name: str) -> bool:
    """Whether `name` is a body of the whole state: 国家发展改革委, 教育部."""
    return name.startswith(LISTS["national"]) or name in NATIONAL_NAMES


_RANK = {char: rank for rank, chars in enumerate(("省", "市州盟", "县区旗", "镇乡")) for char in chars}


def is_above(name: str, jurisdiction: str | None) -> bool:
    """Whether `name` is of a level above the place of the notice: 省司法厅 for a city; national bodies for all."""
    if is_national(name):
        return jurisdiction != NATION.name
    level, own = (level_word(name) or "")[-1:], (jurisdiction or "")[-1:]
    if name.startswith("自治区") or level == "省":
        return bool(own) and own != level and not (jurisdiction or "").endswith("自治区")
    return level != own and _RANK.get(level, 9) < _RANK.get(own, 0)


def known_office_end(name: str) -> int:
    """How far a known office reaches from the beginning of `name`, its level word included; 0 where none begins."""
    own = level_word(re.split("[、,，;；]", name, maxsplit=1)[0]) or ""
    found = KNOWN_OFFICE.match(name, len(own) if name.startswith(own) else 0)
    return found.end() if found else 0


def is_short_office(name: str) -> bool:
    """Whether `name` is an office by its field alone, with its level or without: 县质监, 工商."""
    return is_field(name.removeprefix(level_word(name) or ""))


def is_place(name: str) -> bool:
    """Whether `name` is nothing but the name of a place (深圳福田区); 全国 is no one place."""
    return bool(name) and name != NATION.name and place_prefix(name) == name


def is_short_place(name: str) -> bool:
    """Whether `name` is the name of a place without its level (广州), which a neighbour may carry (广州、深圳市)."""
    found = load_divisions().by_name.get(name, ())
    return bool(found) and all(place.name != name for place in found)


def is_short_county(name: str) -> bool:
    """Whether `name` is that of a county without its level: 资源, 公安, which mostly mean something else."""
    return is_short_place(name) and all(place.level == "county" for place in load_divisions().by_name[name])

"""Phrases for several bodies: 珠三角九市政府, 各区(市)县政府, 县直各单位, 市政府有关部门.

Three kinds: groups that the registry lists; the governments of all places of a level, whose list
follows from the divisions on the day of the notice; and groups that no list exists for, which stay open.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.agencies.identity import place_of_level, split_place, tidy
from builder.model.ledger import Jurisdiction
from builder.places.divisions import NATION
from builder.places.slugs import unique_slug
from builder.registry.model import Registry


@dataclass(frozen=True, slots=True)
class Collective:
    """A group: its id, the place that it is of, its full name; `members` are ids of bodies, None where
    nobody has listed them."""

    id: str
    place: Jurisdiction
    full_name: str
    members: tuple[str, ...] | None


_LEVELS = r"省|自治区|直辖市|设区的?市|省辖市|地级以上市|地级市|县级市|自治州|地区|市|州|盟|县|区|自治县|旗|乡镇|镇街|乡|镇|街道办事处|街道|街"
_LIST = rf"(?:(?:{_LEVELS}|开发区|功能区|园区|管委会|新区)(?:级)?(?:[、,，和与及/·]|[()])*|[()])+"
_PLACES = re.compile(
    rf"^(?P<own>全[省市县区州盟]|[我本][省市县区州盟]|所辖|辖区|省内)?(?P<some>有关|相关)?(?P<each>各有关|各相关|各|所有)?(?P<list>{_LIST})"
    r"(?P<two>两级)?(?P<organ>党委、?(?:和|及)?(?:人民)?政府|人民政府|政府|党委|党委政府|管委会|人民政府\(管委会\))?$"
)
_MANY = re.compile(r"各|有关|相关|所有|成员单位|等部门|部门$|单位$|机关$|机构$|企业$|系统$|院校$|[两三四]级")
_TOKEN = re.compile(rf"{_LEVELS}|开发区|功能区|园区|管委会|新区")
_PREFECTURE = ("设区市", "设区的市", "省辖市", "地级以上市", "地级市", "自治州", "州", "盟", "地区")
_COUNTY = ("县", "区", "旗", "县级市", "自治县")
_TOWN = ("乡镇", "镇街", "乡", "镇", "街道办事处", "街道", "街", "开发区", "功能区", "园区", "管委会", "新区")


def looks_collective(name: str) -> bool:
    """Whether a name that is no known body speaks of several: 县直各单位, 行业主管部门."""
    return bool(_MANY.search(tidy(name)))


def read_collective(name: str, here: Jurisdiction, date: str | None, registry: Registry) -> Collective | None:
    """The group that `name` means in a notice of `here` dated `date`, where it is a listed group or all
    places of a level; see `open_group` for the others."""
    words = tidy(name)
    outers = {place.id for place in registry.divisions.ancestors(here)} if here.level != "nation" else set()
    for group in registry.groups:
        if words in (tidy(group.name), *map(tidy, group.names)) and group.place in (*outers, "quanguo"):
            place = registry.divisions.by_id[group.place]
            return Collective(group.id, place, group.name, group.members or None)
    return _all_places(words, here, date, registry)


def _all_places(words: str, here: Jurisdiction, date: str | None, registry: Registry) -> Collective | None:
    """各区(市)县政府, 各设区市人民政府, 各县(区): all places of the level below, with their governments."""
    place, words = split_place(words, here, registry.divisions) or (here, words)
    found = _PLACES.match(words)
    if not found or not (found["each"] or found["own"] or found["organ"] or found["some"]):
        return None
    listed, itself = found["list"], False
    if not found["each"] and place.level != "nation":
        # 市和区(市)县政府, 市、县两级政府: the first level is that of the place itself.
        own = re.compile_now(rf"{re.escape(place.name[-1])}(?:[、和与及]|级)").match(listed)
        listed, itself = (listed[own.end() :], True) if own else (listed, False)
    tokens = _TOKEN.findall(listed)
    if (
        not tokens
        or tokens == ["地区"]
        or (len(tokens) == 1 and not (found["each"] or found["own"] or found["some"] or itself))
    ):
        return None
    if found["own"] and found["own"][0] in "全我本":
        place = place_of_level(found["own"][1], here, registry.divisions) or place
    organ = found["organ"] or ""
    organs = [kind for kind, word in (("dangwei", "党委"), ("zhengfu", "政府")) if word in organ]
    some = bool(found["some"]) or (found["each"] or "") in ("各有关", "各相关")
    levels = _canonical(tokens)
    head = "youguan" if some else "benji" if itself else "ge"
    label = ("有关" if some else "本级和各" if itself else "各") + "、".join(_LABELS[level] for level in levels)
    label += "和".join({"dangwei": "党委", "zhengfu": "人民政府"}[kind] for kind in organs)
    members = None if some or not date else _members(set(tokens), organs or ["zhengfu"], place, date, registry)
    if members and itself:
        members = (*(f"{place.id}/{kind}" for kind in organs or ["zhengfu"]), *members)
    full_name = (place.name if place.level != "nation" else "") + label
    return Collective(f"{place.id}/{'-'.join((head, *levels, *organs))}", place, full_name, members)


_SLUGS = {
    "省": "sheng",
    "自治区": "sheng",
    "直辖市": "sheng",
    "市": "shi",
    "县级市": "shi",
    "县": "xian",
    "自治县": "xian",
    "区": "qu",
    "旗": "qi",
    "乡": "xiang",
    "镇": "zhen",
    "街道": "jie",
    "街": "jie",
    "街道办事处": "jie",
    "州": "zhou",
    "自治州": "zhou",
    "盟": "zhou",
    "地区": "zhou",
}
_LABELS = {
    "sheng": "省",
    "dishi": "设区市",
    "shi": "市",
    "zhou": "州",
    "xian": "县",
    "qu": "区",
    "qi": "旗",
    "xiang": "乡",
    "zhen": "镇",
    "jie": "街道",
    "yuanqu": "园区",
}


def _canonical(tokens: list[str]) -> list[str]:
    """Words for the levels named, in one order, so that 各区(市)县 and 各县(市、区) are one."""
    found = set()
    for token in tokens:
        parts = {"乡镇": ("乡", "镇"), "镇街": ("镇", "街")}.get(token, (token,))
        found |= {_SLUGS.get(part, "dishi" if part in _PREFECTURE else "yuanqu") for part in parts}
    return [slug for slug in _LABELS if slug in found]


def _members(
    wanted: set[str], kinds: list[str], place: Jurisdiction, date: str, registry: Registry
) -> tuple[str, ...] | None:
    """The governments (or party committees) of the places named; None where they are more than one
    level down, or the list of divisions does not reach them."""
    if wanted & set(_TOWN):
        return None
    places: tuple[Jurisdiction, ...] | None = None
    if place.level == "nation":
        provinces = registry.divisions.children_at(place, ("province",), date) or ()
        if "省" in wanted and wanted <= {"省", "自治区", "直辖市", "区", "市"}:
            places = tuple(p for p in provinces if p.id not in ("taiwan", "xianggang", "aomen", "bingtuan"))
    elif place.level == "province":
        below = registry.divisions.children_at(place, ("prefecture",), date)
        places = _prefectures(wanted, below) if below else _counties(wanted, place, date, registry)
    elif place.level == "prefecture":
        places = _counties(wanted, place, date, registry)
    return tuple(f"{p.id}/{kind}" for kind in kinds for p in places) if places else None


def _prefectures(wanted: set[str], below: tuple[Jurisdiction, ...]) -> tuple[Jurisdiction, ...] | None:
    """各市 is all of them only where all are cities; 各设区市 leaves prefectures (州) out by its words."""
    cities = tuple(p for p in below if p.name.endswith("市"))
    if not wanted <= {*_PREFECTURE, "市"}:
        return None
    if wanted & {"州", "盟", "地区", "自治州"}:
        return below
    return cities if len(cities) == len(below) or "市" not in wanted else None


def _counties(wanted: set[str], place: Jurisdiction, date: str, registry: Registry) -> tuple[Jurisdiction, ...] | None:
    if not wanted <= {*_COUNTY, "市"}:
        return None
    counties = registry.divisions.children_at(place, ("county",), date)
    signs = tuple({"县级市": "市", "自治县": "县"}.get(token, token) for token in wanted)
    return tuple(p for p in counties if p.name.endswith(signs)) if counties else None


_NO_LEVEL = re.compile(r"市场|市政(?!府)|市容|市民|区域|区块|县域|省际|市县|区县|县区|县市|县镇|镇村|镇街|乡镇|乡村")


_SAME = (
    (re.compile("直属"), "直"),  # 县直属各单位, 县直各单位: 直 is short for 直属
    (re.compile("各(有关|相关)"), r"\1"),  # 县直各有关单位, 县直有关单位
    (re.compile("及其(?=部门)"), "及"),  # 各级政府及其部门, 各级政府及部门
    (re.compile("^(?:人民政府|府)"), "政府"),
)
"""Spellings that cannot mean two groups. All else stays apart: 各单位 are more than 有关单位."""


def open_group(name: str, here: Jurisdiction, registry: Registry) -> Collective:
    """A group that nobody has listed: 县直各单位. Its id comes from its words and its place alone."""
    words = tidy(name)
    place, rest = split_place(words, here, registry.divisions) or (here, words)
    level = re.match(r"国务院|国家|中央|自治区|[省市县区州盟旗镇乡]", rest)
    if level and not _NO_LEVEL.match(rest):
        word = level[0]
        named = NATION if word == "国务院" else place_of_level(word, place, registry.divisions)
        if named:
            place, rest = named, rest if word == "国务院" else rest[level.end() :] or rest
    plain = rest
    for wording, one in _SAME:
        plain = wording.sub(one, plain)
    full_name = plain if place.level == "nation" else place.name + plain
    return Collective(f"{place.id}/{unique_slug(plain)}", place, full_name, None)

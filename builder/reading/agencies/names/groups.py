"""Groups: names of several bodies at once (各镇人民政府, 县直有关单位) and words for a class of bodies."""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.role_words import DUTY
from builder.language.wordlists import alternatives
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.levels import PLACE_ENDINGS, level_word
from builder.reading.agencies.names.offices import FIELDS, ends_as_body, is_known_office, office_end
from builder.reading.agencies.patterns import LISTS, named, unless_followed

# ---- kinds of places
_PLACE_KIND = f"(?:{unless_followed(LISTS['place_kinds'])})"
_IN_BRACKET = f"(?:{_PLACE_KIND}|{alternatives(LISTS['bracketed_kinds'])})"
PLACE_BRACKET = rf"[(（〔\[［]{_IN_BRACKET}(?:[、,，/]?{_IN_BRACKET})*[)）〕\]］]"
"""县(市、区), 乡（镇）, 村(居): a bracket that is part of the name because it only adds kinds of places."""
HAS_PLACE_BRACKET = named("bracket of kinds", PLACE_BRACKET, example="各县(市、区)政府", counter="市委编办(审改办)")
_KINDS = rf"{_PLACE_KIND}(?:{PLACE_BRACKET})?(?:[、和与及]?{_PLACE_KIND}(?:{PLACE_BRACKET})?)*"
UPPER_LEVELS = "(?:自治[区州县旗]|直辖市|[省市县区州盟旗])"
"""Words for the places down to counties; LEVELS: all of them."""
LEVELS = rf"(?:{UPPER_LEVELS}|[镇乡村]|街道)"
_OF_A_KIND = r"设区的?市|地级市|县级市|计划单列市|特别行政区|(?:省)?直(?:辖|管)(?:县级)?[市县]"
_LEVEL_KIND = rf"(?:{LEVELS}+级?(?:{PLACE_BRACKET})?|{_OF_A_KIND})"
KINDS_TOGETHER = named(
    "kinds of places together",
    rf"(?:各(?:有关|相关)?)?{_LEVEL_KIND}(?:(?:、|及|和|以及){_LEVEL_KIND})+(?:[两三四]级|各级)?"
    r"(?:人民政府|政府|行署|党委(?:和(?:人民)?政府)?|(?:人民)?(?:法院|检察院)"
    r"|(?![直属级各有相])[一-龥]{2,8}(?:部门|机关|厅[(（]局[)）]|局(?:[(（]部门[)）])?))",
    example="各省、自治区、直辖市人民政府",
    counter="省政府、市教育局",
)
"""市、县(市、区)教育部门: kinds of places named together, one group."""
_PREFECTURES_TOGETHER = named(
    "prefectures together", rf"^各地(?:、{UPPER_LEVELS})+$", example="各地、市、州", counter="各地、各部门"
)
NUMBER = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,3})(?:个|家|类)?"

# ---- classes of bodies
_CLASS = alternatives(LISTS["classes"])
# 试点县 and 示范单位 are groups, a 示范区 with its own committee is a place.
_GROUPING = (
    alternatives(LISTS["grouping"])
    + r"|(?<!安)全部|直属(?!机关(?:工委|党工委|工作委员会))"
    + r"|(?:试点|示范)(?!区[一-龥]*(?:管委会|执委会|局|办|处$|部$)|办|指挥部)"
    + r"|涉及(?=的?(?:部门|单位|企业|机构|镇|乡|街道|县|区|各))"
    + r"|驻[一-龥]{0,4}(?:单位|机构|企业|央企|高校|部队|部门|各)"
)
GROUPING = named("word that makes a class", _GROUPING, example="县直有关单位", counter="直属机关工委")
_GROUP = named(
    "group",
    rf"(?:[一-龥]{{1,6}}?[{PLACE_ENDINGS}]?)?(?:各级?|{_GROUPING})[^\s,，;；。]{{0,16}}?"
    rf"(?:(?:{_CLASS})(?:{PLACE_BRACKET})?|{_KINDS})"
    rf"|\d{{1,3}}个?(?:{_KINDS})"
    rf"|[一-龥]{{1,8}}?{NUMBER}(?:{_KINDS}|{_CLASS})(?:人民政府|政府|党委)?"
    rf"|(?:各级?)?{_KINDS}(?:人民政府|政府|党委|党工委|管委会|街道办事处|办事处)?",
    example="县直各单位",
    counter="水务公报",
)
_CLASS_NOUN = named(
    "bare class",
    rf"(?:{_CLASS})|{LEVELS}+(?:{PLACE_BRACKET})?(?:人民政府|政府|党委|管委会|办事处)?",
    example="社区",
    counter="水务",
)
_CLASS_PHRASE = named(
    "class with what narrows it",
    rf"^(?:各|有关|相关|多个|多|其他|其它|其余|所有|{NUMBER}|责任|职能|成员|主管|业务|行业|政府|行政|省级|市级|县级|的)*"
    rf"(?:{_CLASS})?(?:[和及、]?(?:有关|相关)?(?:单位|部门|企业|机构|地区|方面))*$",
    example="12个部门",
    counter="水务工作",
)
_ALL_OF = r"全[省市县区州盟旗镇乡](?![面体部民员])"
_ALL = named(
    "all of a kind",
    rf"^(?:各(?!自)|{_ALL_OF}|[省市县区乡镇]{{1,2}}级?以[上下])",
    example="全市医院",
    counter="全面排查",
)
_TOWN_KINDS = named(
    "towns with a bracket",
    rf"^(?:乡镇|镇街|街镇|党委|村居?){PLACE_BRACKET}$",
    example="乡镇（街道）",
    counter="乡镇（试行）",
)
_ALL_OF_A_PLACE = named("all of a place", f"^{_ALL_OF}", example="全县各单位", counter="全体单位")
_COUNTED = named(
    "counted kinds",
    rf"(?<!第){NUMBER}(?:{_PLACE_KIND}|部门|单位)",
    example="珠三角九市政府",
    counter="第三师",
)
_LEVELS_AND_BELOW = named("levels", r"以上|以下|[两三四]级|自治区、直辖市", example="县级以上政府", counter="县政府")
_GRASSROOTS = named(
    "local bodies",
    r"^(?:基层|地方|当地|所在地?)(?:政府|人民政府|党委|部门|单位|组织|医疗)|^(?:地方|属地|当地).*部门$|^[省市县乡镇]级(?:人民)?政府$",
    example="当地政府",
    counter="基层处",
)
_TWO_LEVELS = named(
    "two levels",
    r"^(?:省市|市县|区县|县区|市州|县市|乡镇|镇街|镇村|街镇|盟市|旗县)",
    example="市县财政局",
    counter="市财政局",
)
_LEVELS_OF_GOVERNMENT = named(
    "levels of government",
    rf"^{LEVELS}(?:、?{LEVELS})+(?:人民政府|政府|党委)?$",
    example="省市政府",
    counter="市政府",
)
_JOINED_CLASS = named(
    "joined class",
    r"政府[和及](?:其)?|部门[和及]|的[一-龥]{0,6}(?:部门|单位|机构|机关|企业|地区)$|授权的[一-龥]*组织$",
    example="政府及其部门",
    counter="政府部门",
)
_CLASS_OF_LEVEL = named(
    "class of a level",
    r"^[省市县区州旗盟镇乡](?:直|级|属|本级|委)?(?:[一-龥]{0,8}?)(?:机关|部门|单位|企业|国企|院校)$",
    example="市直部门",
    counter="市直机关工委",
)
_BRANCHES = named(
    "branches", r"(?:分支|派出|下属|直属|金融)机构$", example="人民银行分支机构", counter="医疗机构办公室"
)
_CLASS_BY_DUTY = named(
    "class by its duty",
    rf"(?:{DUTY}|成员|职能|执法|起草|建设|用人|施工|制定)(?:单位|部门|机关|机构)$"
    r"|(?:设计|勘察|监理|业主|经营|生产|管理|使用|产权|服务|委托|运营|养护)单位$",
    example="城管执法部门",
    counter="市城管局",
)
_WHERE_IT_HAPPENS = named(
    "government of wherever it happens",
    r".所在地?的?(?:设区的)?(?:乡镇|[省市县区镇乡])?级?(?:人民)?政府$",
    example="险情所在镇政府",
    counter="镇政府",
)
_TOWN_OFFICE = named(
    "office of any town",
    r"^(?:乡|镇|街道|村|社区|街道办)(?:党委|党工委|政府|人民政府|办事处|办|委会)?$",
    example="镇政府",
    counter="河口镇政府",
)


@lru_cache(maxsize=4096)
def is_group(name: str) -> bool:
    """Whether `name` is built as the name of a group: 各镇人民政府, 县直有关单位, 珠三角九市政府, 区(市)县政府."""
    if _ALL.match(name) and ends_as_body(name):
        return True
    if KINDS_TOGETHER.fullmatch(name) or _PREFECTURES_TOGETHER.match(name) or _TOWN_KINDS.match(name):
        return True
    if not _GROUP.fullmatch(name) or re.fullmatch(_PLACE_KIND, name) or name in FIELDS:
        return False
    act = ACTS.match(name)
    return not act or office_end(name) > act.end()


@lru_cache(maxsize=4096)
def is_collective(name: str, jurisdiction: str | None = None) -> bool:
    """Whether the body `name` is a group rather than one body; `jurisdiction` tells 镇政府 in a county's notice
    (any town's) from 镇政府 in a town's own."""
    level = level_word(name)
    if any(pattern.search(name) for pattern in _SURELY_GROUPS) or name in LISTS["kinds"]:
        return True
    two = _TWO_LEVELS.match(name)
    if (two and level in (None, two[0])) or (level is None and name.endswith("企业")):
        return True
    if _CLASS_OF_LEVEL.match(name) and not is_known_office(name[1:]) and not is_known_office(name):
        return True
    if _CLASS_BY_DUTY.search(name):
        return level is not None or not is_known_office(name)
    if _TOWN_OFFICE.match(name):
        return not (jurisdiction or "").endswith(("镇", "乡", "街道", "办事处"))
    return False


_SURELY_GROUPS = (
    GROUPING,
    _ALL_OF_A_PLACE,
    _COUNTED,
    HAS_PLACE_BRACKET,
    _LEVELS_AND_BELOW,
    _GRASSROOTS,
    _LEVELS_OF_GOVERNMENT,
    _JOINED_CLASS,
    _BRANCHES,
    _WHERE_IT_HAPPENS,
)


def is_class_noun(name: str) -> bool:
    """Whether `name` is a bare word for bodies of a kind, which an 各 before its neighbour covers too: 社区, 部门."""
    return bool(_CLASS_NOUN.fullmatch(name))


def is_class_word(name: str) -> bool:
    """Whether `name` only says what a list is a list of: 部门, 有关部门, 相关单位, 12个部门."""
    return bool(_CLASS_PHRASE.fullmatch(name))

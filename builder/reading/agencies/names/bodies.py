"""Whether words are the name of a public body: in a list of bodies, and in a sentence, where more proof is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from builder.language.role_words import DUTY
from builder.language.wordlists import alternatives
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.groups import GROUPING, HAS_PLACE_BRACKET, is_group
from builder.reading.agencies.names.levels import (
    NATIONAL_NAMES,
    is_national,
    is_place,
    is_short_office,
    level_word,
    place_prefix,
)
from builder.reading.agencies.names.offices import (
    DUTY_NOUN,
    KNOWN_OFFICE,
    NEVER_INSIDE,
    begins_as_field,
    ends_as_body,
    is_field,
    is_known_office,
    is_person,
    office_end,
)
from builder.reading.agencies.patterns import LISTS, named

_BRACKET_AT_END = named("bracket at the end", r"[(（〔][^()（）〔〕]*[)）〕]$", example="编办(审改办)", counter="编办")
_PLACE_OR_OFFICES = named(
    "place or offices by their shape",
    r"^(?:[一-龥]{1,6}(?:镇|乡|街道|村|社区|苏木|嘎查|路街|民族乡)|第[一二三四五六七八九十]+师[一-龥]{0,6}|[^\s]{1,12}各[部委办厅局、]+)$",
    example="市政府各委办局",
    counter="水务工作",
)
_AND_ITS_OWN = named(
    "and its own departments", r"及其[一-龥]{0,6}部门的?|级?以[上下]", example="政府及其部门", counter="政府部门"
)
_DIVISION = named(
    "division of the corps", r"^第[一二三四五六七八九十]+师(?:[一-龥]{2,4}市)?$", example="第十师北屯市", counter="师市"
)
_TOWN_OR_STREET = named(
    "town or street",
    r"^(?:街道|社区|乡镇|镇街|街镇|区县|县区|市县|县市|旗县|村)",
    example="街道办事处",
    counter="河口街道",
)
_HEADED_GROUP = named(
    "leading group",
    r"^[一-龥“”]{2,12}(?:领导小组|指挥部|委员会|专班|联席会议)(?:办公室)?$",
    example="扫雪除冰指挥部办公室",
    counter="市水务局",
)
_LEVELS_ALONE = named(
    "levels of places alone",
    r"^[省市县区州盟旗镇乡][(（][省市县区州盟旗镇乡街道园、]{1,12}[)）]$",
    example="县（市、区）",
    counter="县（试点）",
)
# 省优化营商环境工作领导小组办公室: named after the work that it leads
_NAMED_GROUP = named(
    "group named after its work",
    r"^(?:[省市县区州盟旗镇乡]|国家|国务院|全国)(?![委办政府局厅])"
    r"(?:(?!成立|组建|设立|召开|服从|接受|通过|落实|请|报|各|其)(?![的对将把向从被让使由应须要等在按以为给])[一-龥“”]){2,24}"
    r"(?:工作|协调|专项)?(?:领导小组|指挥部|联席会议)(?:办公室)?$",
    example="省优化营商环境工作领导小组办公室",
    counter="市政府成立创建指挥部",
)
_VERB_BETWEEN = named(
    "verb between two bodies",
    f"(?<=[{''.join(LISTS['last_characters'])}])(?:{alternatives(LISTS['verbs_between'])})"
    "(?=[省市县区州旗盟镇乡各]|国家|有关|相关)",
    example="市水务局组织市财政局",
    counter="市委组织部",
)
_BETWEEN_BODIES = named(
    "two or three characters between two bodies",
    f"(?<=[{''.join(LISTS['last_characters'])}])"
    "(?=(?P<word>(?:(?![和与及或等其将向对的长驻])[一-龥]){2,3}?)(?P<level>[省市县区州旗镇乡])[一-龥]{2})",
    example="区城管局移送区公安局",
    counter="市委组织部",
)
_OF_OFFICE = ("直属", "下属", "所属", "派驻", "管辖", "分管", "各个")
_BEFORE_GROUPING = named(
    "opening of a group's name",
    f"^(?:[一-龥]{{0,10}}(?:{alternatives(LISTS['before_grouping'])})|(?:{alternatives(LISTS['fields'])}))$",
    example="市政府",
    counter="工作规则",
)
_UNDER = named(
    "bodies of the places under others",
    r"^(?P<above>[一-龥]{0,12})所辖(?P<below>.+)$",
    example="沿江八市所辖县政府",
    counter="所在地政府",
)
_LONGEST = 40
_REMOVED = "四雪冰害险尘"
"""What offices remove (除四害办): any other 除 excepts what follows (除新办申请外)."""


@lru_cache(maxsize=4096)
def seems_body(name: str) -> bool:
    """Whether `name`, a member of a list of bodies, may be taken for one: it ends as one, or is a group or a place."""
    name = _BRACKET_AT_END.sub("", name) or name
    return (
        ends_as_body(name)
        or is_group(name)
        or name in NATIONAL_NAMES
        or is_place(name)
        or bool(_PLACE_OR_OFFICES.match(name))
    )


def may_be_listed(name: str) -> bool:
    """Whether `name` may stand in a list of bodies: as `seems_body`, or by its level and field alone (县质监)."""
    return seems_body(name) or (is_short_office(name) and level_word(name) is not None)


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Whether `name`, found in a sentence, is a body for sure: built of known words and nothing else."""
    if name.startswith("除") and name[1:2] not in _REMOVED:
        return False
    if (plain := HAS_PLACE_BRACKET.sub("", name)) != name and "以上" not in name and is_body(plain):
        return True  # 县（市、区）教育局
    name = _AND_ITS_OWN.sub("", name)
    if under := _UNDER.match(name):
        above = under["above"]
        return is_body(under["below"]) and (not above or is_body(above) or is_body(f"{above}政府"))
    if (bare := _BRACKET_AT_END.sub("", name)) and bare != name and is_body(bare):
        return True  # 镇政府（街道办事处）, 财政厅（局）
    if not 2 <= len(name) <= _LONGEST or is_person(name) or "《" in name or "》" in name:
        return False
    if (
        name in LISTS["kinds"]
        or is_known_office(name)
        or is_place(name)
        or name in NATIONAL_NAMES
        or _DIVISION.match(name)
        or _LEVELS_ALONE.match(name)
    ):
        return True
    local = _LOCAL.sub("", name)
    if _DESCRIBED.match(name) or is_known_office(local) or (local != name and level_word(local) and is_body(local)):
        return True
    if _NAMED_GROUP.match(name):
        return True
    if _holds_a_sentence(name) or _begins_with_act(name):
        return False
    if is_group(name):
        return True
    return ends_as_body(name) and _is_one_body(name)


def _is_one_body(name: str) -> bool:
    """Whether a name that ends as a body begins as one: with a level, a place, another office."""
    return bool(
        _is_department(name)  # 公安机关交通管理部门
        or level_word(name)
        or place_prefix(name)
        or _TOWN_OR_STREET.match(name)
        or is_national(name)
        or _HEADED_GROUP.match(name)
        or (_SHORT_OFFICE.match(name) and not name.endswith(LISTS["no_offices"]))
    )


_OFFICE_ENDING = named(
    "office by its last character",
    r"^[一-龥]{1,10}(?:办|组|部|处|科|室|队|站|所|局|委|厅|院|署|中心|机关|部门|单位|机构|地区|镇|乡|街道|社区|公司|企业"
    r"|幼儿园|[中小大]学|学校|馆|[林农牧市商]场|超市|银行|[协商]会|合作社|[饭酒]店|[食饭]堂|工厂|矿山|煤矿)$",
    example="工程部",
    counter="工程",
)
_OTHERS = named("other", r"^(?:其他|其它|其余)", example="其他部门", counter="其部门")
_LOCAL = named(
    "local",
    r"^(?:地方|基层|当地|属地|上一?级|同级|本级|下一?级|事发地|(?:[一-龥]{2,4})?(?:发生|所在|居住|户籍|注册|登记)地)",
    example="地方环境保护部门",
    counter="地质部门",
)
# 指导生产经营单位: those whom another sets to work
_NOT_URGED = "(?!指导|督促|督导|引导|协调|帮助|扶持|监督|推动|敦促|动员|要求)"
# 其他负有监管职责的部门, 园区所在地政府: known by what they do or where they are
_DESCRIBED = named(
    "class by a description",
    r"^(?:其他|其它|有关|相关|负有|承担|具有)[一-龥]{2,24}的(?:部门|单位|机构|机关|组织|企业)(?:[(（]单位[)）])?$"
    r"|^(?:负责|负有|承担|具有|参与|参加|从事|涉及)[一-龥、]{2,24}的(?:县级|市级|上级|地方|当地)?(?:有关|相关)?(?:人民政府|政府|部门|单位|机构|机关|组织|企业)$"
    r"|^其?(?:授权|指定|委托)的(?:有关|相关)?(?:部门|单位|机构|组织)$"
    r"|^(?:(?![向对由经将把报与和及从])[一-龥]){0,12}所在地?的?(?:设区的)?(?:乡镇|[省市县区镇乡])?级?(?:人民)?政府$"
    rf"|^{_NOT_URGED}[一-龥]{{2,14}}的(?:管理|使用|产权|经营|运营|建设|监理|施工|养护|主管|主办)单位$"
    rf"|^{_NOT_URGED}(?:(?![由对把将向从在为与和及按经以的请被让使各])[一-龥]){{2,6}}(?:所有|使用|经营|管理|产权|养护|归口)单位$"
    rf"|^(?!参加|参与)(?:{DUTY})(?:单位|部门)$"
    r"|^法律、(?:行政)?法规(?:、规章)?授权的[一-龥]{0,16}组织$",
    example="其他负有监管职责的部门",
    counter="有关的部门",
)
_SHORT_OFFICE = named("office by a short name", r"^[一-龥]{2}办$", example="道安办", counter="道路安全办")


_POINTS = ("我", "本", "该", "此", "贵", "你", "其", "这", "那", "某")


def may_be_office(name: str) -> bool:
    """Whether `name`, which no list knows, is built like an office's: 工程部, 督查组, 政策制定机关."""
    return (
        bool(_OFFICE_ENDING.match(name))
        and not name.endswith(LISTS["no_offices"])
        and not name.startswith(_POINTS)
        and not is_person(name)
        and not _holds_a_sentence(name)
        and (name.startswith(LISTS["office_verbs"]) or not _begins_with_act(name))
        and not NEVER_INSIDE.search(DUTY_NOUN.sub("", name))
    )


def sets_to_work(name: str) -> bool:
    """Whether `name` begins with a verb that has the office after it for its object: 协调通信."""
    act = ACTS.match(name)
    rest = name[act.end() :] if act else ""
    return len(rest) > 1 and (is_field(rest) or is_body(rest))


def _holds_a_sentence(name: str) -> bool:
    """Whether `name` holds what no name holds, its place aside."""
    plain = DUTY_NOUN.sub("", _OTHERS.sub("", name))
    if NEVER_INSIDE.search(plain, len(place_prefix(plain))) or _VERB_BETWEEN.search(name):
        return True
    if any(find_verb_between(name, 0, len(name))):
        return True
    grouping = GROUPING.search(name)
    return bool(grouping and grouping.start() and not _BEFORE_GROUPING.match(name[: grouping.start()]))


def find_verb_between(words: str, start: int, end: int) -> Iterator[int]:
    """Where in `words[start:end]` an unknown verb of two or three characters stands between two offices, the second
    with a level of its own: 移送 in 区城管局移送区公安局; not 高新 in 市公安局高新区分局."""
    for found in _BETWEEN_BODIES.finditer(words, start, end):
        at, word, level = found.start(), found["word"], found["level"]
        office = KNOWN_OFFICE.match(words, found.end("level"), end)
        place = word + level
        is_zone = place in LISTS["levels"] or is_place(place) or place.endswith(LISTS["not_places"])
        if office is None or is_zone or word.startswith(_OF_OFFICE) or not begins_as_field(office[0]):
            continue
        if ends_as_body(words[start:at]) and not ends_as_body(words[start : found.end("word")]):
            yield at


def _begins_with_act(name: str) -> bool:
    act = ACTS.match(name)
    return act is not None and office_end(name) <= act.end() and not level_word(name)


def _is_department(name: str) -> bool:
    """Whether one known office follows another in `name`."""
    office = KNOWN_OFFICE.match(name)
    return bool(office) and office is not None and bool(KNOWN_OFFICE.fullmatch(name, office.end()))

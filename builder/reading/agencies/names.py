"""What a name of a public body looks like: where its level word ends, whether it is whole, whether it names a group.

The words are in `bodies.yml`; this module only asks questions of one name at a time. A level word
(级别词) is what says whose office it is: 省 in 省财政厅, 成都市 in 成都市教育局.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from builder.language.wordlists import alternatives, read_words
from builder.places.divisions import load_divisions

_PLACE_WORD = (
    r"(?:自治[县州旗区]|直辖市|街道办事处|街道办?|功能区|度假区|保税区|示范区|试验区|管委会|开发区|园区|新区|高新区|经开区|工业区|景区|社区|街(?!道)|农场|林场|团场|地区"
    r"|党工委|党委|党组|工委|场|办|居|村|组|地|省|市|县|区|州|盟|旗|镇|乡|师)"
)
_IN_BRACKET = rf"(?:{_PLACE_WORD}|系|部|单位|部门|处室|科室|企业|机构|院校|公司)"
PLACE_BRACKET = rf"[(（〔\[［]{_IN_BRACKET}(?:[、,，/]?{_IN_BRACKET})*[)）〕\]］]"
"""县(市、区), 乡（镇）, 村(居): a bracket that is part of the name because it only adds kinds of places."""

_KINDS = rf"(?:{_PLACE_WORD}(?:{PLACE_BRACKET})?)(?:[、和与及]?(?:{_PLACE_WORD}(?:{PLACE_BRACKET})?))*"
# After a verb, what would make a noun of it: 负责人, 督查室, 综合执法队.
_NOT_NOUN = (
    r"(?!部(?!署|分|门)|局(?!面)|委(?!托|派)|室|院|所(?!有|属|需)|站|员|中心|机构|办(?!理|好)|组(?!织|建)|处(?!理|置|罚)|科(?!学|技|研)|厅|队(?!伍)"
    r"|人(?!民|力|才|员)|同志|执法[队局]|行政执法[队局]|治理[办中]|协调[办中])"
)
LEVELS = r"(?:自治[区州县旗]|直辖市|[省市县区州盟旗镇乡村]|街道)"
_ALL_OF = r"全[省市县区州盟旗镇乡](?![面体部民员])"
_LEVEL_KIND = rf"(?:{LEVELS}+(?:{PLACE_BRACKET})?|设区的?市|地级市|县级市|计划单列市|特别行政区|(?:省)?直(?:辖|管)(?:县级)?[市县])"
KINDS_TOGETHER = re.compile(
    rf"(?:各(?:有关|相关)?)?{_LEVEL_KIND}(?:(?:、|及|和|以及){_LEVEL_KIND})+(?:[两三四]级|各级)?"
    r"(?:人民政府|政府|行署|党委(?:和(?:人民)?政府)?|(?:人民)?(?:法院|检察院)|(?![直属级各有相])[一-龥]{2,8}(?:部门|机关|局))"
)
"""各省、自治区、直辖市人民政府; 市、县(市、区)教育部门: kinds of places named together, one group."""
NUMBER = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,3})(?:个|家|类)?"
_TOWN = re.compile(r"[一-龥]{1,5}?(?:街道|新区|镇|乡|区)(?=.)")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `bodies.yml`, as tuples, sets and patterns."""

    level: re.Pattern[str]
    not_level: tuple[str, ...]
    not_places: tuple[str, ...]
    national: tuple[str, ...]
    national_names: frozenset[str]
    fields: frozenset[str]
    known: re.Pattern[str]
    ending: re.Pattern[str]
    party_organs: frozenset[str]
    independent: re.Pattern[str]
    group: re.Pattern[str]
    class_noun: re.Pattern[str]
    class_phrase: re.Pattern[str]
    grouping: re.Pattern[str]
    kinds: frozenset[str]
    anybody: frozenset[str]
    person: tuple[str, ...]
    never_inside: re.Pattern[str]
    acts: re.Pattern[str]


def _acts_pattern(acts: tuple[str, ...]) -> re.Pattern[str]:
    """The verbs that begin what a body does, none of them the beginning of a noun (要求, 应急, 负责人)."""
    first = "".join(dict.fromkeys(act[0] for act in acts))
    return re.compile(
        f"(?=[{first}])(?:(?:{alternatives(act for act in acts if len(act) > 1)}){_NOT_NOUN}(?!的)"
        f"|(?:{alternatives(act for act in acts if len(act) == 1)})(?![求急用口素件军届收的查]))"
    )


@cache
def words() -> Words:
    """The word lists, read once."""
    lists = read_words("bodies.yml")
    field, classes, grouping = (
        alternatives(lists["fields"]),
        alternatives(lists["classes"]),
        # 试点县 and 示范单位 are groups, a 示范区 with its own committee is a place.
        alternatives(lists["grouping"])
        + r"|直属(?!机关(?:工委|党工委|工作委员会))|(?:试点|示范)(?!区[一-龥]*(?:管委会|执委会|局|办|处$|部$)|办|指挥部)|驻[一-龥]{0,4}(?:单位|机构|企业|央企|高校|部队|部门|各)",
    )
    return Words(
        level=re.compile(f"(?:中共)?(?:{alternatives(lists['levels'])})"),
        not_level=lists["not_levels"],
        not_places=lists["not_places"],
        national=lists["national"],
        national_names=frozenset(lists["national_names"]),
        fields=frozenset(lists["fields"]),
        known=re.compile(
            f"(?:{field})(?:(?:和|与)?(?:{field})){{0,3}}(?:{alternatives(lists['offices'])})|(?:政府|委)?(?:{alternatives(lists['wholes'])})"
        ),
        ending=re.compile(f"(?:{alternatives((*lists['offices'], *lists['wholes']))})$"),
        party_organs=frozenset(lists["party_organs"]),
        independent=re.compile(alternatives(lists["independent"])),
        group=re.compile(
            rf"(?:[一-龥]{{1,6}}?[{'省市县区州旗盟'}]?)?(?:各级?|{grouping})[^\s,，;；。]{{0,16}}?(?:(?:{classes})(?:{PLACE_BRACKET})?|{_KINDS})"
            rf"|[一-龥]{{1,8}}?{NUMBER}(?:{_KINDS}|{classes})(?:人民政府|政府|党委)?"
            rf"|(?:各级?)?{_KINDS}(?:人民政府|政府|党委|党工委|管委会|街道办事处|办事处)?"
        ),
        class_noun=re.compile(rf"(?:{classes})|{LEVELS}+(?:{PLACE_BRACKET})?(?:人民政府|政府|党委|管委会|办事处)?"),
        class_phrase=re.compile(
            rf"(?:各|有关|相关|多个|多|其他|其它|其余|所有|{NUMBER}|责任|职能|成员|主管|业务|行业|政府|行政|省级|市级|县级|的)*(?:{classes})?(?:[和及、]?(?:有关|相关)?(?:单位|部门|企业|机构|地区|方面))*"
        ),
        grouping=re.compile(grouping),
        kinds=frozenset(lists["kinds"]),
        anybody=frozenset(lists["anybody"]),
        person=lists["persons"],
        never_inside=re.compile(alternatives(lists["never_inside"])),
        acts=_acts_pattern(lists["acts"]),
    )


@lru_cache(maxsize=4096)
def place_prefix(name: str) -> str:
    """The places that `name` begins with, by the table of divisions: 广东省肇庆市广宁县财政局 → 广东省肇庆市广宁县;
    象州公路养护中心 → 象州. Empty where it begins with none, or with an office that only looks so (公安局)."""
    known = words().known.match(name)
    by_name = load_divisions().by_name
    at = 2 if name.startswith("中共") else 0
    begin = at
    while at < len(name):
        found = next((n for n in range(min(12, len(name) - at), 1, -1) if name[at : at + n] in by_name), 0)
        if not found or (at == begin and known and known.end() > found and name[:found][-1] not in "省市县区州旗盟"):
            break
        at += found
    return name[begin:at]


@lru_cache(maxsize=4096)
def level_word(name: str) -> str | None:
    """The level word that `name` begins with and would share with its neighbours, or None.

    省发展改革委 → 省; 成都市教育局 → 成都市; 市场监管局 → None (市场 is a field, not a place);
    国家发展改革委 → None; 象州公路养护中心 → None (a place's name without its level is not shared)."""
    known = words()
    if is_national(name):
        return None
    youth = re.match(r"团([省市县区州旗盟])委", name)
    if youth:
        return youth[1]
    found = known.level.match(name)
    if found and found.end() < len(name):
        means_it = not name.startswith(known.not_level) or known.known.fullmatch(name[found.end() :])
        if means_it:
            return found[0].removeprefix("中共")
    place = place_prefix(name)
    if place and place[-1] in "省市县区州旗盟" and len(place) < len(name):
        return place
    if known.known.fullmatch(name):
        return None
    town = _TOWN.match(name)
    if town and not town[0].endswith(known.not_places) and known.known.fullmatch(name[town.end() :]):
        return town[0]
    return None


def is_national(name: str) -> bool:
    known = words()
    return name.startswith(known.national) or name in known.national_names


_RANK = {char: rank for rank, chars in enumerate(("省", "市州盟", "县区旗", "镇乡")) for char in chars}


def is_above(name: str, jurisdiction: str | None) -> bool:
    """Whether `name` is of a level above the place of the notice: 省司法厅 for a city; national bodies for all."""
    if is_national(name):
        return True
    level, own = (level_word(name) or "")[-1:], (jurisdiction or "")[-1:]
    if name.startswith("自治区") or level == "省":
        return bool(own) and own != level and not (jurisdiction or "").endswith("自治区")
    return level != own and _RANK.get(level, 9) < _RANK.get(own, 0)


def is_known_office(name: str) -> bool:
    """Whether `name` is a field with an ending (发展改革委) or a body as it stands (法院), without a level word."""
    return bool(words().known.fullmatch(name))


def begins_as_office(name: str) -> bool:
    return bool(words().known.match(name))


def known_office_end(name: str) -> int:
    """How far a known office reaches from the beginning of `name`, its level word included; 0 where none begins there."""
    own = level_word(re.split("[、,，;；]", name, maxsplit=1)[0]) or ""
    found = words().known.match(name, len(own) if name.startswith(own) else 0)
    return found.end() if found else 0


def ends_as_body(name: str) -> bool:
    """Whether `name` ends as names of bodies do and is not an office-holder (财政局局长)."""
    return (
        bool(words().ending.search(name[-20:]))
        and not is_person(name)
        and not name.endswith(("全部", "内部", "外部"))
        and not _SOFTWARE.search(name)
    )


_SOFTWARE = re.compile(
    r"(?:电子|业务|信息|平台|监察|网络|管理|软件|应用|运行|监控|预警|审批|办公|数据|服务|登记|申报|查询|操作)[^、]{0,4}系统$"
)
"""政法系统 are bodies, 电子监察系统 is a program."""


def is_sentence(name: str) -> bool:
    """Whether words that are no known name hold what no name holds: 相关单位要提高认识, 及时制定计划."""
    return bool(words().never_inside.search(_DUTY_NOUN.sub("", name), 2) or re.match("及时|确保|按照|以下", name))


def is_person(name: str) -> bool:
    return name.endswith(words().person)


def is_place(name: str) -> bool:
    """Whether `name` is nothing but the name of a place (深圳福田区)."""
    return bool(name) and place_prefix(name) == name


def is_short_place(name: str) -> bool:
    """Whether `name` is the name of a place without its level (广州), which a neighbour may carry (广州、深圳市)."""
    found = load_divisions().by_name.get(name, ())
    return bool(found) and all(place.name != name for place in found)


@lru_cache(maxsize=4096)
def is_group(name: str) -> bool:
    """Whether `name` is built as the name of a group: 各镇人民政府, 县直有关单位, 珠三角九市政府, 区(市)县政府."""
    known = words()
    if re.match(rf"各(?!自)|{_ALL_OF}|[省市县区乡镇]{{1,2}}级以[上下]", name) and ends_as_body(name):
        return True
    if KINDS_TOGETHER.fullmatch(name) or re.fullmatch(rf"(?:乡镇|镇街|街镇|党委|村居?){PLACE_BRACKET}", name):
        return True
    if not known.group.fullmatch(name) or re.fullmatch(_PLACE_WORD, name) or name in known.fields:
        return False
    return not known.acts.match(name) or bool(known.known.match(name))


def seems_body(name: str) -> bool:
    """Whether `name`, a member of a list of bodies, may be taken for one: it ends as one, or names a group or a place."""
    name = re.sub(r"[(（〔][^()（）〔〕]*[)）〕]$", "", name) or name
    return (
        ends_as_body(name)
        or is_group(name)
        or name in words().national_names
        or is_place(name)
        or bool(
            re.fullmatch(
                r"[一-龥]{1,6}(?:镇|乡|街道|村|社区|苏木|嘎查|路街|民族乡)|第[一二三四五六七八九十]+师[一-龥]{0,6}|[^\s]{1,12}各[部委办厅局、]+",
                name,
            )
        )
    )


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Whether `name`, found in a sentence, is a body for sure: built of known words and nothing else."""
    known = words()
    name = re.sub(r"及其[一-龥]{0,6}部门的?|级以[上下]", "", name)
    if len(name) < 2 or len(name) > 40 or is_person(name):
        return False
    if known.known.fullmatch(name) or is_place(name) or name in known.national_names:
        return True
    if re.fullmatch(r"第[一二三四五六七八九十]+师(?:[一-龥]{2,4}市)?", name):
        return True
    plain = _DUTY_NOUN.sub("", name)
    if known.never_inside.search(plain, len(place_prefix(plain))) or (
        known.acts.match(name) and not known.known.match(name) and not level_word(name)
    ):
        return False
    if is_group(name):
        return True
    if not ends_as_body(name):
        return False
    level = level_word(name) or place_prefix(name) or re.match(r"街道|社区|乡镇|镇街|街镇|村", name)
    begun = known.known.match(name)
    if begun and begun.end() < len(name) and known.known.fullmatch(name, begun.end()):
        return True  # 公安机关交通管理部门
    return (
        bool(level)
        or is_national(name)
        or bool(re.fullmatch(r"[一-龥“”]{2,12}(?:领导小组|指挥部|委员会|专班|联席会议)(?:办公室)?", name))
    )


_DUTY_NOUN = re.compile(r"(?:配合|参与|协助|支持)(?=单位|部门|处室)")
_CLASS_OF_LEVEL = re.compile(
    r"[省市县区州旗盟镇乡](?:直|级|属|本级|委)?(?:[一-龥]{0,8}?)(?:机关|部门|单位|企业|国企|院校)$"
)


def is_collective(name: str, jurisdiction: str | None = None) -> bool:
    """Whether the body `name` is a group rather than one body; `jurisdiction` tells 镇政府 in a county's notice
    (any town's) from 镇政府 in a town's own."""
    known = words()
    if known.grouping.search(name) or re.match(_ALL_OF, name):
        return True
    if re.search(rf"(?<!第){NUMBER}(?:{_PLACE_WORD}|部门|单位)", name) or re.search(PLACE_BRACKET, name):
        return True
    if re.search(r"以上|以下|[两三四]级", name) or re.match(
        r"(?:基层|地方|当地|所在地?)(?:政府|人民政府|党委|部门|单位|组织|医疗)", name
    ):
        return True
    if level_word(name) is None and re.match(r"(?:省市|市县|区县|县区|市州|县市|乡镇|镇街|镇村|街镇|盟市|旗县)", name):
        return True
    if re.fullmatch(rf"{LEVELS}(?:、?{LEVELS})+(?:人民政府|政府|党委)?", name):
        return True
    if re.search(r"政府[和及](?:其)?|部门[和及]|的[一-龥]{0,6}(?:部门|单位|机构|机关|企业|地区)$", name):
        return True
    if _CLASS_OF_LEVEL.match(name) and not known.known.fullmatch(name[1:]) and not known.known.fullmatch(name):
        return True
    if name in known.kinds or re.search(r"(?:分支|派出|下属|直属|金融)机构$", name):
        return True
    if name.endswith("企业") and level_word(name) is None:
        return True
    if re.search(r"(?:牵头|责任|成员|配合|主管|职能|执法|监管|起草|实施|建设|用人|施工)(?:单位|部门|机关|机构)$", name):
        return level_word(name) is not None or not known.known.fullmatch(name)
    if re.fullmatch(r"(?:乡|镇|街道|村|社区|街道办)(?:党委|党工委|政府|人民政府|办事处|办|委会)?", name):
        return not (jurisdiction or "").endswith(("镇", "乡", "街道", "办事处"))
    return False


def is_class_noun(name: str) -> bool:
    """Whether `name` is a bare word for bodies of a kind, which an 各 before its neighbour covers too: 社区, 部门, 市人民政府."""
    return bool(words().class_noun.fullmatch(name))


def is_class_word(name: str) -> bool:
    """Whether `name` only says what a list is a list of: 部门, 有关部门, 相关单位, 12个部门."""
    return bool(words().class_phrase.fullmatch(name))

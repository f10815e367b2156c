"""What the members of a list carry for each other.

`省工商局、发展改革委,省编办` names 省工商局, 省发展改革委 and 省编办: a run joined by 、 shares a level word,
a comma starts a new run. `广州、深圳市` shares its ending the other way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import DUTY
from builder.language.wordlists import alternatives
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.groups import PLACE_BRACKET, UPPER_LEVELS, is_class_noun, is_collective, is_group
from builder.reading.agencies.names.levels import (
    PLACE_KINDS,
    is_national,
    is_place,
    is_short_office,
    is_short_place,
    level_word,
    place_prefix,
)
from builder.reading.agencies.names.offices import ends_as_body, is_field, is_known_office, is_sentence
from builder.reading.agencies.patterns import LISTS, named


@dataclass(frozen=True, slots=True)
class Body:
    """One body of a list. `run` numbers the runs; `certain` is False where the words are not known to be a body;
    `remark` are the words of a bracket after it that name nothing (牵头); `beside`: 和 or 及 stands before it; offsets
    are those of the text that the list stands in."""

    name: str
    written: str
    start: int
    end: int
    run: int
    alias: str | None = None
    certain: bool = True
    remark: str = ""
    beside: bool = False


def share(bodies: list[Body], endings: dict[int, str]) -> Iterator[Body]:
    """Each body with what its run carries for it."""
    runs: dict[int, list[Body]] = {}
    for body in bodies:
        runs.setdefault(body.run, []).append(body)
    for number, run in runs.items():
        ending = endings.get(number, "")
        yield from _share_level(_share_ending(run, ending)) if ending or len(run) > 1 else run


@dataclass(slots=True)
class _Carried:
    """What the members read so far carry for the next: `level` 省, `short` where an office stands by its field alone
    (县质监), `party` 委 (of 省委), `each` 各级, `peers` 区
    (of 各区教育局), `each_with_role` 各项目 (of 各项目牵头单位), `bureau` 区经发局 (of 区经发局工信处), `owner` 市政府 (of
    市政府各部门), `which` 相关责任 (of 相关责任部门, before a bare 单位), `place` 河口镇 (of 河口镇党委, before its 政府)."""

    level: str = ""
    short: bool = False
    party: str = ""
    each: str = ""
    peers: str = ""
    each_with_role: str = ""
    bureau: str = ""
    owner: str = ""
    which: str = ""
    place: str = ""


def _share_level(run: list[Body]) -> Iterator[Body]:
    """Each member with the level word of the one before it that has one (省教育厅、财政厅), the 省委 before another
    organ of the party, or the 各 of 各级党委、政府."""
    carried = _Carried()
    for body in run:
        own_class = body.beside and _OF_NO_LEVEL.search(body.name)
        name = body.name if own_class and carried.each == "各级" else _completed(body.name, carried)
        if grade := _GRADE.match(body.name):
            carried.level = grade[0] if body.name != body.written else ""
        certain = body.certain or (carried.short and is_short_office(name))
        yield body if (name, certain) == (body.name, body.certain) else replace(body, name=name, certain=certain)


def _completed(name: str, carried: _Carried) -> str:
    """`name` with what its neighbours carry for it; what it carries itself is kept in `carried`."""
    if carried.bureau and _DIVISION.match(name) and level_word(name) is None:
        return carried.bureau + name
    if carried.owner and _OF_OWNER.match(name):
        return carried.owner + name
    owner = _OWNER.match(name)
    carried.owner = owner[0] if owner else ""
    if carried.which and name in _BARE_CLASSES:
        return carried.which + name
    which = _WHICH.match(name)
    carried.which = which[1] if which else ""
    if carried.place and (organ := _ORGAN_OF_PLACE.fullmatch(name)):
        kind = organ["kind"] or ""
        if carried.place.endswith(kind) and carried.place != kind:
            return carried.place + organ["organ"]
    of_place = _PLACE_WITH_ORGAN.match(name)
    carried.place = of_place["place"] if of_place else ""
    own = level_word(name)
    within = _WITHIN_BUREAU.match(name)
    carried.bureau = "" if within is None else within[1] if own else carried.level + within[1]
    group = _GROUP_OPENING.match(name)
    if own and (not is_group(name) or _OF_THE_LEVEL.match(name)):
        committee = _COMMITTEE.match(name.removeprefix("中共").removeprefix(own))
        carried.level, carried.party = own, committee[0] if committee else ""
        carried.short = is_short_office(name)
    elif group:
        kinds = _KIND_OF_AUTHORITY.match(name)
        carried.each = (kinds[1] or kinds[2]) if kinds else group[0]
        with_role = ROLE_PEERS.match(name)
        carried.each_with_role = with_role[1] if with_role else ""
        peers = None if kinds else _PEERS.match(name)
        carried.peers = peers[1] if peers else ""
        return name
    return _opening_for(name, own, carried) + name


def _opening_for(name: str, own: str | None, carried: _Carried) -> str:
    """What the members before give `name`, which opens no group itself; `own`: its own level word."""
    each = carried.each
    if carried.each_with_role and ROLE_NOUN.match(name):
        return carried.each_with_role
    if own and own == carried.peers and not is_group(name):
        return "各"
    if own and not (each and is_class_noun(name)):
        return ""
    if carried.peers and not own and _takes_level(name):  # 各区民政局、财政局
        return f"各{carried.peers}"
    if each and (opening := _each_for(name, each)):
        return opening
    if carried.level and (carried.short or not is_field(name)) and _takes_level(name):
        return carried.level + (carried.party if name in LISTS["party_organs"] else "")
    return ""


def _each_for(name: str, each: str) -> str:
    """What of 各级, 全市 before a neighbour holds for `name` too."""
    if (each.startswith("全") and _OF_KIND.search(name)) or _AUTHORITY.match(name):
        return each
    if _LEVELS_ONLY.fullmatch(each) and is_known_office(name):  # 省、市水利、农业部门
        return each
    department = name.endswith("部门") and not is_group(name)
    if is_class_noun(name) or (each == "各级" and (is_known_office(name) or department)):
        if each in ("各有关", "各相关"):
            return "" if _SAYS_WHICH.match(name) else each
        return each if each in ("各级", "各类") else "各"
    return ""


# 县级农业、林业部门, but 县级水利部门和水文机构: a grade is that of fields that share their ending
_GRADE = named("grade", f"^{UPPER_LEVELS}级", example="县级水利部门", counter="县水利局")
# 新闻单位 in 各有关部门和新闻单位
_SAYS_WHICH = named(
    "class that says which", r"^[一-龥]{2,6}(?:单位|媒体|机构|组织)$", example="新闻单位", counter="单位"
)
_BARE_CLASSES = ("部门", "单位", "机构", "企业")
# 相关责任部门、单位
_WHICH = named(
    "which of a class",
    r"^((?!各)(?:[一-龥]{0,4}(?:有关|相关|其他|责任|主管|职能)(?:责任|主管|职能|业务)?))(?:部门|单位|地区|机构|企业)$",
    example="相关责任部门",
    counter="各部门",
)
# 区经发局工信处、发改处: divisions of one bureau
_WITHIN_BUREAU = named(
    "division of a bureau",
    r"^([一-龥]{2,10}[局委厅办])(?!消防|武警|综合行政)[一-龥]{2,6}(?:[处科]|[总支大]队)$",
    example="区经发局工信处",
    counter="区经发局",
)
_DIVISION = named(
    "division", r"^(?!消防|武警|综合行政)[^各]{2,6}(?:[处科](?:室)?|[总支大]队)$", example="发改处", counter="各处"
)
# 河口镇党委、政府 · 高新区党工委、管委会 · 各街道党工委、办事处: the second organ of the same place
_ORGAN = "党?委|党工委|工委|人大|(?:人民)?政府|管委会|管理委员会|办事处"
# 柳湾区委、区政府: of that very district
_ORGAN_OF_PLACE = named(
    "organ of a place", rf"(?P<kind>[市县区州旗镇乡])?(?P<organ>{_ORGAN})", example="区政府", counter="财政局"
)
_PLACE_WITH_ORGAN = named(
    "organ with its place",
    r"^(?P<place>(?:有关|相关)(?:[市县区州旗镇乡]|街道|[(（][市县区州旗镇乡街道、]+[)）])+(?=党)"
    r"|(?!全[省市县区]|有关|相关|其他|所有)"
    r"(?:(?!各)(?:[一-龥]{1,12}?[镇乡]|(?:[一-龥]{2,6}?)?[省市县区州旗](?=委))|[一-龥]{1,12}?街道|[一-龥]{0,12}?(?:园|[一-龥][区城])(?=党?工委))"
    rf")(?:{_ORGAN})$",
    example="河口镇党委",
    counter="各镇党委",
)
# 市政府各部门、各直属机构
_OWNER = named(
    "government of many parts",
    r"^(?:国务院|(?:自治区|[省市县区州盟旗])(?:人民)?政府)(?=各)",
    example="市政府各部门",
    counter="市直各部门",
)
_OF_OWNER = named(
    "parts of a government",
    r"^各(?:直属|派出|特设|办事)[一-龥]{0,4}(?:机构|单位)$",
    example="各直属机构",
    counter="各单位",
)
_OF_KIND = named(
    "kind of body",
    r"(?:机关|机构|系统|法院|检察院|部门|单位|学校|企业|组织)$",
    example="医疗机构",
    counter="市水务局",
)
# 公共服务机构 beside 各级机关
_OF_NO_LEVEL = named(
    "class of no level", r"(?:(?<!^)机关|机构|学校|中小学)$", example="公共服务机构", counter="水务部门"
)
_LEVELS_ONLY = named(
    "levels only", rf"^各?{UPPER_LEVELS}(?:、{UPPER_LEVELS})+", example="省、市", counter="各县（市、区）"
)
_GROUP_OPENING = named(
    "opening of a group",
    r"^(?:全[省市县区州盟旗](?:各级|(?!面|体|部))|各(?:级|类|有关|相关)?(?!.?、)"
    rf"|各?{UPPER_LEVELS}(?:、{UPPER_LEVELS})+(?=[一-龥]{{2}}))",
    example="各级党委",
    counter="全面",
)
_OF_THE_LEVEL = named(
    "class of one's own level",
    r"^(?:自治区|[省市县区州])[直级属政有相]",
    example="市直有关部门",
    counter="市水务局",
)
_COMMITTEE = named("committee", r"^党?委", example="委组织部", counter="水务局")
_KIND_OF_AUTHORITY = named(
    "authorities of each",
    r"^(?:(各.*?)(?:党委|党工委|党[（(]工[）)]委|人民政府|政府)|(各[省市县区州旗盟](?:[(（].*[)）])?)委)$",
    example="各乡镇党委",
    counter="各乡镇",
)
_PEERS = named(
    "bodies of each", r"^各([区县旗镇乡地])(?![直级属有相中区(（]).{2}", example="各地水务局", counter="各区级部门"
)
# 各项目牵头单位和配合单位: who leads and who helps in each, two groups
ROLE_NOUN = named("who has a role", rf"^(?:{DUTY})(?:单位|部门)$", example="配合部门", counter="水务部门")
ROLE_PEERS = named(
    "who has a role in each",
    rf"^(各[一-龥]{{0,8}}?)(?:{DUTY})(?:单位|部门)$",
    example="各项目牵头单位",
    counter="各有关单位",
)
_AUTHORITY = named(
    "authority",
    r"^(?:(?:人民)?政府(?:[（(](?:街道)?办事处[）)])?|党委|党工委)$",
    example="政府（办事处）",
    counter="市政府",
)
_FIRM_OR_PARTICLE = named(
    "no body of a level",
    r"(?:公司|集团|银行|大学|(?<!科)学院|海关|支行|分行)$|的",
    example="供水公司",
    counter="水务局",
)
_INDEPENDENT = named("body of no level", f"^(?:{alternatives(LISTS['independent'])})", example="海关", counter="水务局")
_TAKES_LEVEL = named(
    "ending that takes a level",
    r"(?<!管委)(?:[局厅署院室]|(?<!管)委|委员会|(?<!街道)办|(?<!派出)(?<!司法)(?<!税务)(?<!财政)(?<!监管)(?<!供电)(?<!国土)所|中心|[总支大]队)$",
    example="文广旅体局",
    counter="管委会",
)


def _takes_level(name: str) -> bool:
    """Whether a member without a level word of its own takes its neighbour's."""
    if level_word(name) or is_national(name) or is_collective(name) or place_prefix(name):
        return False
    if _INDEPENDENT.match(name) or _FIRM_OR_PARTICLE.search(name):
        return False
    if is_field(name):
        return True
    return is_known_office(name) or bool(_TAKES_LEVEL.search(name) or _WITHIN_BUREAU.match(name))


# 经济开发区, 高新技术产业园区
_ZONE_KIND = "(?:经济|技术|高新|产业|工业|农业|科技|旅游|物流|综合|保税|度假|开发|示范|试验|实验|集聚|合作|园)+区"
_PLACE_ENDING = named(
    "ending of a place or its authority",
    rf"(?:{_ZONE_KIND}|市|县|区|州|盟|旗|镇|乡|省|街道)(?:办事处|人民政府|政府|党委|管委会|财政局|[一-龥]{{2,8}}局)?$",
    example="深圳市人民政府",
    counter="市场",
)
_OFFICE_OF_PLACE = named(
    "office of a larger body, named by its place",
    r"[一-龥]{0,6}(?:公司|海关|分局|监管局|分行|支行)$",
    example="电力公司",
    counter="大学",
)
_FIELD_ENDING = named(
    "ending of a field",
    r"(?:行政主管|行政管理|行政执法|行政|主管|监督管理|监管|管理)?(?:部门|机关|单位|机构|系统|局|委|厅|办)$",
    example="财政部门",
    counter="财政支出",
)
_ZONE = named("zone", r"^[^各]{0,8}(?:区|园|城)$", example="高新区", counter="各园区")
_BY_WORK = named(
    "class by its work",
    r"^(?!其他|其它|有关|相关|同级|当地|地方|所在)(?:[一-龥]{2,4}|(?=[一-龥]{2,6}(?:管理|主管|监督|执法)部门)[一-龥]{4,8})"
    r"(?P<ending>部门|单位|机关|机构)$",
    example="设计单位",
    counter="市水务局",
)
_OF_LEVEL = named(
    "office of a level",
    rf"^(?:乡镇|镇街|街镇|[{PLACE_KINDS}])(?P<grade>级?)(?:[(（][^()（）]*[)）])?(?P<office>[一-龥]{{2,}})$",
    example="县（市、区）民政局",
    counter="民政局",
)
_OF_TOWNS = ("人民政府", "政府", "党委", "办事处")
_TOWN = named("town by name", r"^[^各、]{1,5}(?:镇|乡|街道)$", example="河口镇", counter="各镇")
_TOWN_OFFICE = named(
    "office of a town by name",
    rf"^[^各、]{{1,5}}(?:镇|乡|街道)({'|'.join(_OF_TOWNS)})$",
    example="河口镇政府",
    counter="各镇政府",
)
_EACH = rf"各{UPPER_LEVELS}{{1,2}}(?:{PLACE_BRACKET})?"
_EACH_PLACE = named("each place of a kind", _EACH, example="各市（州）", counter="市（州）")
_EACH_GOVERNMENT = named(
    "government of each place",
    rf"^{_EACH}((?:人民)?政府|党委)$",
    example="各县（市、区）人民政府",
    counter="各镇人民政府",
)
_OF_ZONE = "管委会"
_CLASS_OF_PLACE = named(
    "class of a place",
    "(?:各?相关|各?有关|各|直属|各直属)(?:部门|单位|机构)",
    example="相关部门",
    counter="人民政府",
)


# 移动、联通、电信柳河分公司: branches of firms that a place shares
_FIRMS = "中国移动|中国联通|中国电信|移动|联通|电信|铁塔|广电|人保|人寿|太保|工行|农行|中行|建行|交行|邮储"
_BRANCH_OF_PLACE = "[一-龥]{2,6}(?:分公司|支公司|分行|支行)"
_FIRM_OF_BRANCHES = named("firm of many branches", f"(?:{_FIRMS})", example="移动", counter="水务")
_BRANCH_ENDING = named("branch of a place", _BRANCH_OF_PLACE, example="柳河分公司", counter="水务局")
_BRANCH = named(
    "firm with its branch",
    f"^(?:{_FIRMS})(?P<ending>{_BRANCH_OF_PLACE})$",
    example="电信柳河分公司",
    counter="电信公司",
)


def _field_ending(name: str) -> str:
    """What follows the field in the name of an office, the field as long as can be: 市场监管部门 → 部门."""
    ending = _FIELD_ENDING.search(name)
    for at in range(len(name) - 1, ending.start() - 1 if ending else len(name), -1):
        if is_field(name[:at]) and _FIELD_ENDING.fullmatch(name[at:]):
            return name[at:]
    return ""


def _without_opening(name: str) -> str:
    """The name without its level word, or what makes it a group: 全县各级水利 → 水利."""
    opening = _GROUP_OPENING.match(name)
    return name.removeprefix(level_word(name) or (opening[0] if opening else ""))


def _is_whole_place(name: str) -> bool:
    """Whether `name` is that of a place with its level: 宁波市, not 广州."""
    return name[-1:] in tuple(PLACE_KINDS) and is_place(name) and not is_short_place(name)


def _share_ending(run: list[Body], ending: str) -> list[Body]:
    """广州、深圳市 → 广州市; 发展改革、财政部门 → 发展改革部门: what only the last member says."""
    shared: list[Body] = []
    of_next = ""  # what the next member is made of after its place: 人民政府 in 宁波市人民政府
    office = ""  # what it is made of after its level: 水务局 in 县水务局
    by_field = bool(ending) and _are_mostly_fields(run)
    after_etc = ending
    of_class = ""  # how a class by what it does ends: 单位 in 设计单位
    for body in reversed(run):
        if of_next and _is_bare_before(body, of_next):
            shared.append(replace(body, name=body.name + of_next, certain=True))
            continue
        if office and (body.name in PLACE_KINDS or body.name in _CITIES):  # 区、县水务局; 设区的市、县人民政府
            shared.append(replace(body, name=body.name + office, certain=True))
            continue
        of_level = _OF_LEVEL.match(body.name)
        office = of_level["grade"] + of_level["office"] if of_level and ends_as_body(of_level["office"]) else ""
        may_be_field = (by_field and ending == after_etc) or bool(of_class)
        if ending and (_lacks_ending(body, ending) or (may_be_field and _may_be_field(body, ending))):
            of_next = ""
            shared.append(replace(body, name=body.name + ending, certain=True))
            continue
        shared.append(body)
        if len(shared) == len(run):  # nobody stands before it
            break
        of_next = _authority_of(body.name)
        own_class = None if after_etc or level_word(body.name) else _BY_WORK.match(body.name)
        of_class = own_class["ending"] if own_class else ""
        if not is_group(body.name):
            ending = _given_ending(body.name) or of_class or ending
    return shared[::-1]


def _is_bare_before(body: Body, of_next: str) -> bool:
    """Whether `body` is only a place or zone, before a neighbour that says what of it is meant (`of_next`)."""
    zone = of_next == _OF_ZONE and body.alias is None and _ZONE.match(body.name)
    town = of_next in _OF_TOWNS and _TOWN.match(body.name)
    each = of_next in _OF_TOWNS and _EACH_PLACE.fullmatch(body.name)
    return bool(zone or town or each) or (not _EACH_PLACE.fullmatch(body.name) and _is_whole_place(body.name))


_CITIES = ("设区的市", "设区市")
_LEVELS = "省市县区州盟旗镇乡"
"""What ends a place's whole name, also one that no table knows."""


def _lacks_ending(body: Body, ending: str) -> bool:
    """Whether `body` is a bare field or a bare place that `ending` completes."""
    by_field = is_field(_without_opening(body.name))
    if body.certain and not is_place(body.name) and not by_field:
        return False
    if by_field and _FIELD_ENDING.fullmatch(ending):
        return True
    if _BRANCH_ENDING.fullmatch(ending):
        return bool(_FIRM_OF_BRANCHES.fullmatch(body.name))
    bare = is_short_place(body.name) or (
        not is_place(body.name) and 2 <= len(body.name) <= 4 and body.name[-1] not in _LEVELS
    )
    return bare and bool(
        _PLACE_ENDING.fullmatch(ending) or (is_short_place(body.name) and _OFFICE_OF_PLACE.fullmatch(ending))
    )


def _are_mostly_fields(run: list[Body]) -> bool:
    """Whether a list consists of fields of work, so that a member that no list knows is one too."""
    known = sum(1 for body in run if is_field(_without_opening(body.name)))
    return known >= _KNOWN_FIELDS and known * 2 >= len(run)


_KNOWN_FIELDS = 2


def _may_be_field(body: Body, ending: str) -> bool:
    """Whether `body`, in a list of fields that 等 and `ending` close, may be a field that no list knows: 房屋."""
    bare = not body.certain and bool(_SHORT_WORD.fullmatch(body.name)) and not is_sentence(body.name)
    act = ACTS.match(body.name) if bare else None
    bare = bare and (act is None or act.end() == len(body.name))  # 建设, not 报上级财政
    return bare and bool(_FIELD_ENDING.fullmatch(ending))


_SHORT_WORD = re.compile("[一-龥]{2,6}")


def _given_ending(name: str) -> str:
    """The ending that `name` gives the members before it, or nothing."""
    place = _PLACE_ENDING.search(name)
    of_town = place and place[0].startswith(("镇", "乡", "街道"))
    if place and place.start() >= 2 and (of_town or place_prefix(name)):
        return place[0]
    whole = place_prefix(name)
    if whole and is_short_place(whole) and _OFFICE_OF_PLACE.fullmatch(name, len(whole)):  # 山东、江苏公司
        return name[len(whole) :]
    if branch := _BRANCH.match(name):
        return branch["ending"]
    return _field_ending(_without_opening(name))


def _authority_of(name: str) -> str:
    """What follows the place in the name of its authority, which bare places before it share: 人民政府."""
    if name.endswith(("区管委会", "园管委会", "城管委会")) and not name.startswith("各"):
        return _OF_ZONE
    whole = place_prefix(name)
    if each := _EACH_GOVERNMENT.match(name):  # 各市（州）、各县（市、区）人民政府
        return each[1]
    if is_group(name):  # 天津市、河北省有关部门
        of_place = name[len(whole) :] if whole and _is_whole_place(whole) else ""
        return of_place if _CLASS_OF_PLACE.fullmatch(of_place) else ""
    if _is_whole_place(whole) and not name.endswith("署"):
        return name[len(whole) :]
    town_office = _TOWN_OFFICE.match(name)
    return town_office[1] if town_office else ""

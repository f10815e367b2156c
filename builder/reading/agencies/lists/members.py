"""A list of bodies in words → the bodies it names: where its members part, and what in them is no name.

`,` and `、` part members; so do 和, 及 and 等 where both sides are bodies (银保监会及各地区, not 工业和信息化部).
A bracket in a member is part of its name (各县(市、区)政府), its second name (市委编办(市审改办)) or a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.brackets import Pair, depths, pairs
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import DUTY, LABEL
from builder.language.wordlists import alternatives
from builder.reading.agencies.lists.ellipsis import ROLE_NOUN, ROLE_PEERS, Body, share
from builder.reading.agencies.names.bodies import is_body, may_be_listed, seems_body
from builder.reading.agencies.names.groups import (
    KINDS_TOGETHER,
    LEVELS,
    NUMBER,
    PLACE_BRACKET,
    UPPER_LEVELS,
    is_class_word,
    is_group,
)
from builder.reading.agencies.names.levels import PLACE_KINDS, is_national, is_short_place, level_word, place_prefix
from builder.reading.agencies.names.offices import (
    FIELDS,
    begins_as_office,
    ends_as_body,
    is_field,
    is_known_office,
    is_person,
)
from builder.reading.agencies.patterns import LISTS, named

# 分管领导具体抓: an office-holder and what he does
_PERSON = named(
    "office-holder",
    rf"^(?:党政|各级|单位|部门)*(?:主要|分管|有关|相关|联系|{DUTY})?"
    r"(?:领导|负责人|负责同志|责任人)(?!小组|机构|体制)",
    example="分管领导具体抓",
    counter="领导小组",
)
_HEADS = named(
    "heads of authorities",
    r"^(?:人民政府|政府|党委|党组)(?:主要|党政|分管|有关)+(?:领导|负责人|负责同志)$",
    example="政府主要领导",
    counter="政府领导小组",
)
_LABEL_ALONE = re.compile(LABEL)
_ITS_DEPUTY = re.compile(r"^其(?=(?:授权|指定|委托)的)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Listing:
    """The bodies of a list in order; `open` where 等 leaves it open; `persons` are the places of office-holders."""

    bodies: tuple[Body, ...]
    open: bool = False
    persons: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    """One member of a list before it is read. `ending`: what 等 gives it (广州、深圳等市 → 市)."""

    start: int
    end: int
    run: int
    ending: str = ""


@lru_cache(4096)  # what was read of a task is asked for again where its words are accounted for
def read_list(text: str, start: int, end: int, *, in_sentence: bool = False) -> Listing:
    """The bodies that `text[start:end]` lists; persons are left out, brackets with remarks too. `in_sentence`:
    the list stands in a sentence, not in a clause."""
    bodies: list[Body] = []
    persons: list[tuple[int, int]] = []
    left_open = False
    endings: dict[int, str] = {}
    for run, from_, to in _split_marks(text, start, end, in_sentence=in_sentence):
        if not in_sentence and text[to : to + 1] in (";", "；") and _LABEL_ALONE.fullmatch(text[from_:to].strip()):
            continue  # 责任单位；县水利局: the label's colon is a slip
        for nth, (joint_start, joint_end) in enumerate(_split_joints(text, from_, to)):
            own = _ITS_OWN.search(text[joint_start:joint_end]) if in_sentence else None
            if own and (owner := _read_member(text, _Member(joint_start, joint_start + own.start(), run))):
                bodies.append(owner)
                bodies.append(_department_of(text, owner, joint_start + own.end(), joint_end))
                continue
            members, opens = _split_etc(text, joint_start, joint_end, run)
            left_open = left_open or opens
            for member in members:
                body = _read_member(text, member)
                if body is None:
                    continue
                if is_person(body.name) or (not body.certain and _PERSON.match(body.name)):
                    persons.append((body.start, body.end))
                    if _HEADS.match(body.name):  # 各区党委、政府主要领导: of all that the list has named so far
                        while bodies and bodies[-1].run == run:
                            persons.append((bodies[-1].start, bodies.pop().end))
                    continue
                bodies.append(replace(body, beside=True) if nth else body)
                if member.ending:
                    endings[run] = member.ending
    return Listing(tuple(share(bodies, endings)), left_open, tuple(persons))


def _department_of(text: str, owner: Body, start: int, end: int) -> Body:
    """有关部门 in 县政府及其有关部门."""
    written = text[start:end].rstrip()
    own_run = -1 - owner.run  # nothing of its owner's is carried over
    return Body(written, written, start, start + len(written), own_run)


def _split_marks(text: str, start: int, end: int, *, in_sentence: bool) -> Iterator[tuple[int, int, int]]:
    """The members between marks with the number of their run; marks inside brackets separate nothing."""
    run, at = 0, start
    depth = depths(text, start, end)
    said = text[start:end]
    whole = [found.span() for found in _BY_LAW.finditer(said)]
    together = (
        _LEVELS_TOGETHER,
        _OFFICES_TOGETHER,
        _BY_PART,
        *((_BARE_LEVELS, _LEVELS_OF_FIELDS) if in_sentence else ()),
    )
    whole += [
        match.span()
        for pattern in together
        for match in pattern.finditer(said)
        if not _UPWARDS.search(match[0]) and not _AUTHORITIES_OF_LEVELS.match(match[0])
    ]
    labels = [(start + match.start(), start + match.end()) for match in _POINTS.finditer(said)]
    for label_start, label_end in labels:
        depth[label_start - start : label_end - start] = [0] * (label_end - label_start)
    of_labels = {place for span in labels for place in range(*span)}
    for i in range(start, end):
        if i in of_labels or (
            depth[i - start] == 0
            and text[i] in "、,，;；。/|｜+＋\n\t\u3000 "
            and not any(a < i - start < b for a, b in whole)
        ):
            if text[at:i].strip():
                yield run, at, i
            at = i + 1
            if text[i] != "、":
                run += 1
    if text[at:end].strip():
        yield run, at, end


_POINTS = re.compile(r"(?:[0-9]{1,2}[.．、)）]|[（(][0-9]{1,2}[)）]|[①-⑳])\s*(?=[一-龥])")
"""The labels of bodies that a cell numbers: 1.县水务局 2.县林业局."""
# 各省、自治区、直辖市人民政府 and 市、县(市、区)政府 are one group: its members are kinds of places, not places.
_LEVELS_TOGETHER = re.compile(
    rf"(?:(?<=[、,，;；:：(（\s和及由请与对向])|(?<![一-龥])){KINDS_TOGETHER.pattern}(?=[、,，;；。:：()（）\s等和及按负牵配要应]|$)"
)
_PART = f"(?:{alternatives(LISTS['parts_in_works'])})"
# The towns' own list ends before the county's government: 各乡镇、县政府 are two, and so are 各区、市教育局.
_UPWARDS = named(
    "two lists",
    r"[乡镇村道][^、]{0,6}、(?:自治)?[省市县区州盟旗]|[县区旗](?:[(（].*[)）])?、(?:自治区|[省市州盟])[^、]*局$",
    example="各乡镇、县政府",
    counter="市、县教育局",
)
_BY_LAW = named(
    "organizations by law",
    r"法律、(?:行政)?法规(?:、规章)?授权的[一-龥]{0,16}组织",
    example="法律、法规授权的组织",
    counter="法律、法规规定的情形",
)
# 市、县人民政府 are two bodies, 各市、县人民政府 and 市、县两级政府 one group
_AUTHORITIES_OF_LEVELS = named(
    "authorities of levels",
    rf"^(?!省、自治区、直辖市)(?:{LEVELS}|设区的?市)(?:、{LEVELS})*、{LEVELS}级?(?:{PLACE_BRACKET})?(?![两三四]级|各级|级)[一-龥]{{2,}}",
    example="市、县人民政府",
    counter="市、县两级政府",
)
# 省、市水利、农业部门: the levels are those of each field
_LEVELS_OF_FIELDS = named(
    "levels before fields",
    rf"(?<![一-龥])各?{UPPER_LEVELS}(?:、{UPPER_LEVELS})+(?=[一-龥]{{2,8}}[、和][^,，;；。]{{2,40}}部门)",
    example="省、市水利、农业部门",
    counter="省、市水利部门",
)
# 各勘察、设计、监理单位: those who have some part in a work, one group
_BY_PART = named(
    "class by parts in a work",
    rf"各(?:{_PART}、)+{_PART}(?:和{_PART})?单位",
    example="各勘察、设计、监理单位",
    counter="各水利、农业部门",
)
# 各市、县 and 市、区 without any ending
_BARE_LEVELS = named(
    "levels without an ending",
    rf"(?<![一-龥])(?<![省市县区州盟旗]、)(?:各地(?:、{UPPER_LEVELS})+|(?:各|有关|相关)?{UPPER_LEVELS}(?:、{UPPER_LEVELS})+)"
    rf"(?=[,，;；。:：()（）\s]|$)(?!{PLACE_BRACKET}[一-龥])",
    example="各市、县",
    counter="各镇、街道",
)
# 市政府各委、办、局: one group as well
_OFFICES_TOGETHER = named(
    "offices together", r"各(?:部、?)?委(?:、?[办厅局室院])+", example="各委、办、局", counter="各县委"
)
_JOINT = re.compile(r"以及|及(?!时|其(?![他它余]))|和|与|或者?|联合|并|特别是|尤其是")
_OF_LEVEL = named(
    "levels of fields",
    rf"^(?:各级|各地|全[省市县区]各级|各?{UPPER_LEVELS}级?(?:、{UPPER_LEVELS}级?)*)(?=[一-龥]{{2}})",
    example="各级林业",
    counter="林业",
)
_ITS_OWN = named(
    "and its own",
    r"(?<=府)及其(?=(?:(?:有关|相关|所属|职能)+(?:部门|机构)|(?!工作|组成|所属|[各他它余])[一-龥]{2,8}部门)$)"
    r"|(?<=主管部门)及其(?=[一-龥]{2,8}(?:管理|监督|执法|监察)机构$)",
    example="县政府及其有关部门",
    counter="县政府及其部门的法制机构",
)
"""In a sentence 县政府及其有关部门 are two."""
_PARTY_AND_STATE = named(
    "two bodies without a mark",
    rf"^\s*(?:(?:中共)?{LEVELS}(?:党)?委(?={LEVELS}(?:人民)?政府(?:$|各|有关))|各[^各、]{{1,10}}(?=各(?!自|类|界))(?<!各级)"
    r"(?!(?<=各[地区县市镇乡州])各(?:有关|相关)?(?:部门|单位)))",
    example="县委县政府",
    counter="县委政法委",
)
_CLASS_OF_HEAD = named(
    "class that belongs to the head before it",
    r"^(?:所属|直属|下属|相应)?(?:部门|单位|机构|机关|组织|企业|(?:人民)?政府|党委)$",
    example="所属部门",
    counter="市直部门",
)
# 主管部门和代管单位: two kinds of bodies, each with its ending
_KIND_BEFORE = named(
    "kind of bodies", r"(?:部门|单位|机关|机构|企业|政府|[局委办])$", example="主管部门", counter="工业"
)
_KIND_AFTER = named(
    "kind of bodies after another",
    r"^(?!其|所)[一-龥]{2,8}(?<!有关)(?<!相关)(?:部门|单位|机关|机构|企业|组织|协会)$",
    example="挂靠单位",
    counter="单位",
)
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")
_EACH_PLACE = named("each place", r"^各[^各]*(?:[)）]|[镇乡区县市街道])$", example="各县（市、区）", counter="各县政府")
_AFTER_ETC = re.compile(r"等[^等]*$")


def _split_joints(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """银保监会及各地区, 各镇政府各部门, 县委县政府 → two members; 工业和信息化部, 各级政府及部门, 各地各部门 → one."""
    at = start
    depth = depths(text, start, end)
    for joint in _JOINT.finditer(text, start, end):
        left, right = text[at : joint.start()].strip(), text[joint.end() : end].strip()
        if joint.start() < at or not left or not right or depth[joint.start() - start]:
            continue
        left = _AFTER_ETC.sub("", left) or left
        if _CLASS_OF_HEAD.match(right) and not (right in ("部门", "单位") and _EACH_PLACE.match(left)):
            continue
        fields = _part_fields(text, at, joint, right)
        if not (fields or seems_body(left) or left.endswith((")", "）"))):
            continue
        parts_here = starts_as_body(right) or (ROLE_NOUN.fullmatch(right) and ROLE_PEERS.match(left))
        either = joint[0][0] in "或特尤" and (seems_body(right) or is_body(right))
        either = either or ("的" in right and is_body(right))  # 各镇政府和古树所在地的镇政府
        either = either or bool(_KIND_AFTER.match(right) and _KIND_BEFORE.search(left))
        parted = is_body(left) and not (is_group(left) or right.startswith("平"))
        either = either or (parted and ends_as_body(_REMARK.sub("", right)))
        whole = text[at:end].strip()
        if fields or ((parts_here or either) and not is_known_office(whole.removeprefix(level_word(whole) or ""))):
            yield from _split_close(text, at, joint.start())
            at = joint.end()
    yield from _split_close(text, at, end)


def _part_fields(text: str, at: int, joint: re.Match[str], right: str) -> bool:
    """Whether the 和 that closes a list of fields parts two of them: 水利、价格和商务部门, 各级林业和园林部门; not
    水利、住房和城乡建设部门 or 交通与建设局."""
    if not right.endswith("部门"):
        return False
    left = text[at : joint.start()].strip()
    opening = _OF_LEVEL.match(left)
    left = left[opening.end() :] if opening else left
    field = max((right[:n] for n in range(2, len(right)) if right[:n] in FIELDS), key=len, default="")
    listed = opening or text[at - 1 : at] == "、"
    return bool(listed and left in FIELDS and field) and f"{left}{joint[0]}{field}" not in FIELDS


def _split_close(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """县委县政府 and 各镇政府各部门, written without a mark."""
    close = _PARTY_AND_STATE.match(text[start:end])
    if close:
        yield start, start + close.end()
        start += close.end()
    elif second := _second_office(text[start:end]):
        yield start, start + second
        start += second
    yield start, end


def _second_office(words: str) -> int:
    """Where the second of two offices of one level begins that no mark parts: 县委办公室县财政局; 0 where there is
    none."""
    level = words[:1]
    if level not in PLACE_KINDS or not 6 <= len(words) <= _LONGEST_PAIR:
        return 0
    at = words.find(level, 3)
    left, right = words[1:at], words[at + 1 :]
    known = at > 0 and left[-1] in "局厅办室" and is_known_office(left) and is_known_office(right)
    return at if known else 0


_LONGEST_PAIR = 40


def starts_as_body(words: str) -> bool:
    """Whether a body may begin here: a level word, a group word, a place or a known office."""
    return bool(
        level_word(words)
        or is_national(words)
        or place_prefix(words)
        or begins_as_office(words)
        or _OPENING.match(words)
    )


_OPENING = named(
    "opening of a body",
    r"^(?:各|法律、|有关|相关|所属|直属|全[省市县区]|本[省市县区州镇乡](?=有关|相关|各|[直级属])|试点|其他|属地|当地|所在|驻|人民团体|群团"
    r"|(?:省|市|县|区|镇|乡)[直属级]|乡镇|镇街|区县|县区|市县|省市|市州|县市|街道|社区|村"
    rf"|.{PLACE_BRACKET})",
    example="市直部门",
    counter="台账",
)
_ETC = re.compile(r"(?<![高初中])等(?![级待同于离效额腰]|院校|学校)")


def _split_etc(text: str, start: int, end: int, run: int) -> tuple[list[_Member], bool]:
    """What 等 divides: A等部门, A等国务院相关部门 → A, open; 深圳等市 → 深圳 with 市 for its ending."""
    depth = depths(text, start, end)
    etc = next((m for m in _ETC.finditer(text, start, end) if depth[m.start() - start] == 0), None)
    if etc is None:
        return [_Member(start, end, run)], False
    before = text[start : etc.start()].strip()
    after = text[etc.end() : end].strip()
    ending = None if after in _OF_AUTHORITIES and are_authorities(before) else _ENDING_AFTER_ETC.match(after)
    members = []
    if before:
        of_place = ending is not None and ending[1][0] in PLACE_KINDS
        shares = not seems_body(before) or is_short_place(before)
        members.append(_Member(start, etc.start(), run, ending[1] if ending and (shares or not of_place) else ""))
        if shares and of_place:
            return members, False
    if after and not is_class_word(after) and not _CLASS_AT_END.match(after) and ending is None:
        more = _CLASS_AND_MORE.match(text, etc.end(), end)
        members.append(_Member(more.end() if more else etc.end(), end, run))
    return members, True


_OF_AUTHORITIES = ("有关单位", "相关单位")


def are_authorities(words: str) -> bool:
    """Whether `words` lists authorities by their fields alone (工商、环保), which 等有关单位 does not complete."""
    names = words.split("、")
    return all(is_field(name) and name not in LISTS["parts_in_works"] for name in names)


_ENDING_AFTER_ETC = named(
    "ending after 等",
    rf"^(?:{NUMBER}|有关|相关|行业|业务|职能|各)*((?:[省市州县区旗盟镇乡]"
    r"|(?:行政|主管|行政主管|行政管理|行政执法|监督管理|监管|管理)?部门|机关|单位|机构)(?:人民政府|政府|党委|管委会)?)(?:[和、]?(?:单位|机构))?$",
    example="有关部门",
    counter="市直部门",
)
# A、B等国务院相关部门: what the list is a list of, not one more group
_CLASS_AT_END = named(
    "class after 等",
    r"^(?:国务院|中央|[省市县区州盟旗镇乡](?:直|级|属|政府)?|各|其他|多个|\d+个)*(?:有关|相关|职能|成员|责任|主管|各)+(?:的)?"
    r"(?:部门|单位|机构|机关|方面|地区)(?:和(?:部门|单位|机构)|[(（](?:部门|单位)[)）])?$",
    example="市直有关部门",
    counter="市直部门",
)
# 学校、企业等单位和居民区: what the list is a list of, and one more
_CLASS_AND_MORE = named(
    "class and more after 等",
    r"(?:有关|相关|各类|各)?(?:单位|部门|机构|企业|组织|机关|场所)(?:和|及|以及|、)(?=.{2})",
    example="单位和居民区",
    counter="单位",
)
# 省水投（平潭）水务公司: the place in the bracket is part of the firm's name
_IN_FIRMS = ("集团", "控股")
_FIRM = named("firm", r"(?:公司|集团|银行)\s*$", example="水务公司", counter="水务局")
_LEAD_IN = named(
    "words before a body",
    r"^(?:分别)?(?:由|特别是|尤其是|以及|及|和|与|会同|联合|包括|含|为|是|即|其中|请|凡是?|一切)(?=.)",
    example="由市水务局",
    counter="市水务局",
)
_SCOPE = named("scope before a body", r"^[^由()（）]{1,12}由(?=.)", example="市级由市水务局", counter="由市水务局")
_KINDS_IN_BRACKET = named(
    "bracket of three kinds",
    r"^.[^、,，（()）含按负]{1,5}(?:[、,，][^、,，（()）]{1,5})+.$",
    example="(园区、社区)",
    counter="(园区)",
)
_OF_KINDS = named(
    "kind before a bracket of kinds",
    r"各|相关|有关|乡$|村$|的部门$|(?:社区|街道|学校|院校|部门|企业)$|^.$|^(?:乡镇|镇街|街镇|镇乡|党委|村居)$",
    example="各镇",
    counter="市编办",
)
# 财政厅（局）, 省、市财政局（部门）: called so at one level, otherwise at the other; 属地政府（管委会）: in a zone
_ENDING_IN_BRACKET = named(
    "other ending in a bracket",
    r"^.*(?:(?:[局厅委办处站所中心]|部门|机构)[(（\[](?:[局厅委办处科站所]|部门|机构|中心)|政府[(（\[](?:管委会|办事处))[)）\]]$",
    example="财政厅（局）",
    counter="编办（审改办）",
)
_KIND = r"(?:省|市|县|区|州|盟|旗|乡镇|镇街|镇|乡|街道|社区|村居?|居)"
_BY_KIND = named(
    "named by its kind in both",
    rf"^(?:各|[一-龥]{{0,8}}(?:所在|居住|户籍|发生)地)?(?P<kind>{_KIND})(?!.*(?:办|委)[(（])[^()（）]{{0,12}}"
    rf"[(（](?!(?P=kind)){_KIND}[一-龥]{{0,10}}(?:政府|办事处|办|站|中心|所|委会|园区|公司)[)）]$",
    example="镇人民政府（街道办事处）",
    counter="市委编办（市审改办）",
)
_SHORT_NAME = named(
    "short name",
    r"^(?:以下|下)?(?:统|合)?(?:简|并)?称(?:为)?[:：]?[“\"‘']?(.+?)[”\"’']?$",
    example="以下简称防指",
    counter="防指",
)
_NO_SECOND_NAME = named(
    "remark in a bracket",
    r"[,，;；。:：、]|^(?:含|包括|不含|除|即|原)|按|负责|牵头|列|分工",
    example="含农业局",
    counter="市审改办",
)
_MARKS = "★☆▲△◆◇●○◎■□※＊*#\"'"


def _read_member(text: str, member: _Member) -> Body | None:
    """The body of one member, with its second name where a bracket gives one."""
    start, end = _trimmed(text, member.start, member.end)
    if start >= end:
        return None
    written_end, alias, remark = end, None, ""
    name = text[start:end]
    for bracket in reversed([pair for pair in pairs(text, start, end) if pair.outer]):
        if _is_part_of_name(text, start, end, bracket):
            continue
        inside = text[bracket.open + 1 : bracket.close]
        second = _second_name(inside)
        if second:
            alias = second
        elif bracket.close + 1 == written_end:
            written_end, remark = bracket.open, inside.strip()
        name = name[: bracket.open - start] + name[bracket.close + 1 - start :]
    name = _ITS_DEPUTY.sub("", _SPACE.sub("", name))
    written = text[start:written_end].rstrip()
    if not name or not written:
        return None
    return Body(name, written, start, start + len(written), member.run, alias, may_be_listed(name), remark)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A member without the marks around it and the words that lead in: 由, 包括, 市级由."""
    while start < end and (text[start].isspace() or text[start] in ":：-—·“”" + _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".。;；:：" + _MARKS):
        end -= 1
    if not is_known_office(text[start:end]):
        for opening in (_LEAD_IN, _SCOPE):
            lead_in = opening.match(text[start:end])
            if lead_in and starts_as_body(text[start + lead_in.end() : end]):
                start += lead_in.end()
    return start, end


def _is_part_of_name(text: str, start: int, end: int, bracket: Pair) -> bool:
    """Whether the bracket belongs to the name in `text[start:end]`: 各县(市、区)政府, 党（工）委."""
    whole, before = text[bracket.open : bracket.close + 1], text[start : bracket.open]
    goes_on = bracket.close + 1 < end
    if _KINDS_IN_BRACKET.match(whole) and before.startswith("各"):
        return True
    if re.fullmatch(PLACE_BRACKET, whole) and (goes_on or _OF_KINDS.search(before)):
        return True
    if _ENDING_IN_BRACKET.match(before + whole) or _BY_KIND.match(before + whole):
        return True
    if len(whole) == 3 and goes_on:
        return True
    in_firm = is_short_place(whole[1:-1]) or whole[1:-1] in _IN_FIRMS
    return in_firm and bool(_FIRM.search(text[bracket.close + 1 : end]))


def _second_name(inside: str) -> str | None:
    """The second name that a bracket gives: 市审改办, 以下简称依法治市办; None for a remark."""
    short = _SHORT_NAME.match(inside.strip())
    if short:
        return None if "、" in short[1] else short[1].strip()
    if _NO_SECOND_NAME.search(inside) or not ends_as_body(inside):
        return None
    return inside.strip()

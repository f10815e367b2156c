"""Who does something in a sentence, told by the shape of the sentence alone: what stands before 要 or 应当, after 由 or
请, at the head of duties. No list of names is asked, so that a body of an unknown name is seen too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.brackets import OPENING, depths
from builder.language.wordlists import alternatives
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.offices import NEVER_INSIDE
from builder.reading.agencies.patterns import LISTS
from builder.reading.agencies.sentences.patterns import BEFORE, SEAT

Span = tuple[int, int]

_LONGEST = 120
"""Characters that those who act in one sentence take at most."""
_SHORTEST = 2
_HEAD = 16
"""Characters of the longest name that stands at the head of its own duties."""
_SHORT_HEAD = 6
"""Characters of a head that is a name whatever follows: 派出所。"""
_MARK = re.compile(r"[,。;:!?\n]")
_BRACKET = r"(?:\([^()]{1,16}\))?$"
_ENDS = re.compile(
    r"(?:[局厅府署司队办]|队伍|部队|(?<!个)委|[法检医学]院|机关|机构|部门|单位|企业|[国央]企|公司|集团|银行|学校|大学|[中小]学|院校|中心"
    r"|(?<!织)组织"
    r"|联席会议|专班|[一-龥]组|[公教]室|[一-龥]{2}所|街道|社区|力量|用户|业主|协会|商会|工会|办事处|[经责市]\w主体"
    rf"|[一-龥][处科站部]|[员委居村党工执事]会|(?:各|[一-龥]{{2}})[省市县区州旗镇乡村]|各地|地区){_BRACKET}"
    r"|(?:^|[、和及])[省市县区州镇乡]{1,2}\([^()]{1,16}\)$"
)
"""How names of bodies end, whatever stands before."""
_NO_PLACES = {*LISTS["not_places"]}.difference(LISTS["classes"], LISTS["kinds"])
_NO_NAME = re.compile(
    rf"(?:{alternatives([*LISTS['no_offices'], *(word for word in _NO_PLACES if word[0] != '各')])}"
    rf"|[上下前后南北东西]部|学科|小区|全[省市县区]|工作组织|领导|人员|专家){_BRACKET}"
)
_TOPIC = re.compile(
    r"[对向把将为使让经与同从以如若按凡就因除自在当到给被该此这那]|其(?![他它余])|关于|通过|根据|结合|针对|围绕|确保|不得|没有|尚未|只要|只有"
    r"|符合|更[好加]|重新|先后|会同|促进|激励|保证|带动|指导各"
)
"""Words after which no subject stands: a topic, a condition, a place."""
PERSONS = re.compile(
    r"(?:负责人|责任人|领导(?!小组)|人员|同志|专家|干部|主任|首长|[局厅处科所站队院部组校会董]长|书记|委员(?!会)|[省市县区镇乡村]长"
    rf"|个人|公民|法人|党员|代表(?!处)|专人|双方|居民|群众|学生|家长|老师|[员者人]|(?<!用)户){_BRACKET}"
)
_MODAL = re.compile(
    r"要(?!求|素|点|害|闻|件|义|领|道|塞|么|不)|应当|应该|应(?![一-龥]尽|急|用|对|收|付|届|邀|诉|答|变|激|有|力)|须(?!知)|必须|不得"
    r"|负责(?!人|制|同志|的|任)|牵头(?!单位|部门|人)"
)
_BESIDE = re.compile(
    r"(?:,?(?:在|按照?|依照?|依据|根据|结合)[^,。;]{1,24}|都|均|也|还|共同|分别|统一|具体|主要|各自|及时|每[年月]|每季度|原则上|一律"
    r"|切实|积极|则|[挨逐][户一级村]|轮流|先行|全程|联合|集中|按[时期]|随时|定期|适时|全力|立即|迅速|严格|自行|主动|认真|全面|负责|直接|常态化|,)$"
)
"""What stands between those who act and the word of duty: how and when."""
_ETC = re.compile(r"等[^等,、]{0,8}(?:部门|单位|机构|机关|地区|企业|[国央]企|力量|方面)$|等$")
_NAMES_WHICH = re.compile("所在|级以上|设区的市|其[他它余]")
"""Words inside names that elsewhere stand in none: 所在地政府, 其他有关单位."""
_ETC_OF_BODIES = re.compile(r"等[^等,、]{0,8}(?:部门|单位|机构|机关|企业|[国央]企)$")
_BY = re.compile(r"(?<![自理来缘事任案])由(?!于|此|来|衷|表及|浅|小到|点|[“\"])")
_CHANGES = re.compile(
    rf"[^,。;]{{0,{_LONGEST}}}(?:[转改变升]为|改造|改建|扩建|翻建|而成|转[变向]|构成|引[起发]|造成|产生|导致|而来|所致"
    r"|[到至升][^,。;]{1,12}(?:元|%|个|家|级)|领导|负责人|[主兼担]任)"
)
"""由 that names no doer: a change, a cause, persons."""
_CALLS = re.compile(
    r"(?<![聘邀申恳提报宴])请(?!示|求|款|假|予|勿|各位|您)|责成|责令(?!限期|立即|停|改正|整改)|授权|会同|联合(?!会|国|体)"
)
_DESCRIBED = re.compile("的[一-龥]{0,4}(?:单位|部门|企业|机构|厂矿|工厂|学校|医院|地区)$")
"""已建成的厂矿: who is described begins with an act and is no act."""
_SET_UP = re.compile(r"(?:成立|设立|组建|建立)(?:了|由)?")
_NOUN_NEXT = re.compile("的|工作|活动|情况|力度|能力|水平|质量|整合|体系|机制|制度|相结合|[提加]速|步伐|成效")
"""What makes a noun of a verb after a name: 示范区创建工作, 经济区建设提速."""
_OF_SO = re.compile("(?<!派出)(?<!边防)(?<!研究)(?<!事务)(?<!司法)所$")
"""所 that begins a word: 防治所需, not 派出所在."""
_AFTER_HEAD = re.compile(r"[。:\s]+")
_LIST_MARK = re.compile(r"[、和与]|以及|(?<![涉普触危])及(?!时|其时)")


def find_doers(text: str, start: int, end: int) -> Iterator[Span]:
    """The places in `text[start:end]`, widths folded, of each of those who do something; repeats are possible."""
    before: Span | None = None
    for low, high in _pieces(text, start, end):
        at = begin_of_subject(text, low, high)
        if low == start and high - at <= _HEAD and text[high : high + 1] in ("。", ":", "\n"):
            behind = _AFTER_HEAD.match(text, high)
            if behind and (ACTS.match(text, behind.end()) or high - at <= _SHORT_HEAD):
                yield from _members(text, at, high)
        yield from _subjects(text, at, high, before)
        yield from _called(text, at, high)
        before = (at, high) if text[high : high + 1] == "," else None


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between marks; what stands in brackets is not parted."""
    at, depth = start, depths(text, start, end)
    for mark in _MARK.finditer(text, start, end):
        if not depth[mark.start() - start]:
            if mark.start() > at:
                yield at, mark.start()
            at = mark.end()
    if at < end:
        yield at, end


def begin_of_subject(text: str, low: int, high: int) -> int:
    """Where the words of weight begin, behind 二是, 同时, 2021年底前."""
    while low < high and text[low] in OPENING:
        low += 1
    found = BEFORE.match(text, low, high)
    return found.end() if found else low


def _subjects(text: str, at: int, high: int, before: Span | None) -> Iterator[Span]:
    """Those before the word of duty of a piece, the list `before` a comma where nothing else stands there; and those
    who begin the piece and act."""
    modal = _MODAL.search(text, at, min(high, at + _LONGEST))
    if modal:
        stop = without_manner(text, at, modal.start())
        if stop - at >= _SHORTEST:
            yield from _bound(text, at, stop)
        elif before:
            set_up, seat = _SET_UP.match(text, *before), SEAT.search(text, *before)
            end = seat.start() if seat else without_manner(text, *before)
            yield from _bound(text, set_up.end() if set_up else before[0], end)
    yield from _acting(text, at, modal.start() if modal else high)


def is_topic(words: str) -> bool:
    """Whether words begin as a topic, a condition or a place does, so that no subject is in them."""
    return bool(_TOPIC.match(words))


def without_manner(text: str, start: int, end: int) -> int:
    """The end of `text[start:end]` without how and when something is done."""
    while end > start and (beside := _BESIDE.search(text, start, end)):
        end = beside.start()
    return end


def _bound(text: str, start: int, end: int) -> Iterator[Span]:
    """The members of the list that a word of duty follows."""
    words = text[start:end]
    if not _TOPIC.match(words) and "是" not in words and ("的" in words or _is_plain(words)):
        yield from _members(text, start, end)


def _acting(text: str, start: int, end: int) -> Iterator[Span]:
    """Those who begin a piece and whom a verb follows."""
    if _TOPIC.match(text, start, end):
        return
    stop = _reach(text, start, end)
    if stop and _is_plain(text[start:stop]):
        yield from _members(text, start, stop)


def _reach(text: str, start: int, end: int) -> int:
    """Where a verb follows what is named like bodies, 0 where none does."""
    for verb in ACTS.finditer(text, start + _SHORTEST, min(end, start + _LONGEST)):
        at = verb.start()
        joins = text[at] in "需有在属辖" and _OF_SO.search(text, start, at)
        if joins or _NOUN_NEXT.match(text, verb.end()):
            continue
        if _ends_as_name(text, start, at) or _ETC_OF_BODIES.search(text, start, at):
            return at
        stop = without_manner(text, start, at)
        if stop - start >= _SHORTEST and stop < at and _ends_as_name(text, start, stop):
            return stop
    return 0


def _is_plain(words: str) -> bool:
    """Whether words that no list knows hold nothing that no name holds."""
    plain = _NAMES_WHICH.sub("", _ETC.sub("", words))
    return not NEVER_INSIDE.search(plain)


def _called(text: str, at: int, high: int) -> Iterator[Span]:
    """Those after 由, whatever they are named, and after 请 and 会同."""
    for by in _BY.finditer(text, at, high):
        if _CHANGES.match(text, by.end(), high):
            continue
        stop = _reach(text, by.end(), high)
        if named := [*_members(text, by.end(), stop)]:
            yield from named
            continue
        verb = next(ACTS.finditer(text, by.end() + _SHORTEST, min(high, by.end() + _LONGEST)), None)
        stop = stop or min(verb.start() if verb else high, by.end() + _HEAD)
        if by.end() < stop and not PERSONS.search(text, by.end(), stop):
            yield by.end(), stop
    for called in _CALLS.finditer(text, at, high):
        stop = _reach(text, called.end(), high) or _first_name(text, called.end(), high)
        yield from _members(text, called.end(), stop)


def _first_name(text: str, start: int, end: int) -> int:
    """Where the first that is named like a body ends, `start` where none is."""
    stops = range(start + _SHORTEST, min(end, start + _HEAD) + 1)
    return next((stop for stop in stops if _ends_as_name(text, start, stop) and text[stop : stop + 1] != "长"), start)


def _members(text: str, start: int, end: int) -> Iterator[Span]:
    """Each member of the list `text[start:end]`, if the last is named like a body or 等 says what they are."""
    etc = _ETC.search(text, start, end)
    stop = etc.start() if etc else end
    named = _ETC_OF_BODIES.search(text, start, end) or _ends_as_name(text, start, stop)
    if stop <= start or not named or _begins_with_act(text, start, stop):
        return
    at, depth = start, depths(text, start, stop)
    for mark in [*(m for m in _LIST_MARK.finditer(text, start, stop) if not depth[m.start() - start]), None]:
        to = mark.start() if mark else stop
        act = ACTS.match(text, at, to)
        if to - at >= _SHORTEST and not PERSONS.search(text, at, to) and not (act and act.end() == to):
            yield at, to
        at = mark.end() if mark else stop


def _ends_as_name(text: str, start: int, end: int) -> bool:
    return _is_name_end(text[max(start, end - 24) : end])


@lru_cache(4096)
def _is_name_end(last: str) -> bool:
    return bool(_ENDS.search(last)) and not (_NO_NAME.search(last) or PERSONS.search(last))


def _begins_with_act(text: str, start: int, end: int) -> bool:
    if _DESCRIBED.search(text, start, end):
        return False
    return bool(ACTS.match(text, start, end)) and not text.startswith(LISTS["office_verbs"], start)

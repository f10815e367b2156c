"""Who acts in the sentences of a task: named bodies, unknown ones and fields of work. Each is covered, excluded by
a rule, or found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from builder.language import lazy_re as re
from builder.language.role_words import LEAD, SUPPORTING
from builder.reading.agencies.sentences.patterns import MAY, NO_DOER, OF_THE_MARKET
from builder.reading.coverage.doers import PERSONS, find_doers
from builder.reading.coverage.exclusions import excluding_rule
from builder.reading.coverage.names import Name, fields_of_work
from builder.reading.coverage.places import Account
from builder.reading.coverage.read_bodies import ReadBodies

_HOW = (
    r"(?:\([^()]{1,30}\))?(?:等(?:有关|相关|各|\w{2,4}级)?(?:主管)?(?:部门|单位)?(?:和单位|\(单位\))?|\(单位\))?"
    r"(?:主要|具体|共同|分别|统一|积极|主动|切实|全面|原则上|也|都|均|及时|一律|严格|按照?[^,。;]{0,14}职责(?:分工)?|[^,。;]{0,6}职责范围内)*"
)
_BOUND = re.compile(
    rf"{_HOW}(?:要(?!求|素|点|害|闻|件|义|领)|应当|应该|应(?![一-龥]尽|急|用|对|收|付|届|邀|诉|答)|须(?!知)|必须|不得|(?:具体)?负责(?!人|制|同)|负总责"
    rf"|(?:负责)?(?:{LEAD}|承办|{SUPPORTING})(?!单位|部门|人|方)|会同|承担|落实(?!情况)|组织实施)"
)
_NO_ACT = re.compile(
    r"[的、和及与或等,。;:()（）《“》”\"\n \t/]|负责人|负责同志|(?:主要|分管|有关|相关|各级)(?:负责|领导|人)|领导|主任|局长|书记|委员|干部|人员|职工|代表|网站|门户|平台|窗口|系统"
    r"|工作|建设|管理|服务|文件|规章|内部|机构|主导|改革|职能|职责|权力|行为|行政|数据|信息|资源|备案|批准|同意|决定|研究决定|能级|交警|分为|是指|\Z"
)
"""What follows a name that is no subject: an ending of a list, a person of the body, or a noun that the name
belongs to."""
_CALLED = re.compile(
    r"(?:由|要求|会同|联合|责成|(?<![聘邀申恳提报])请|责令)(?:[^,。;:由]{0,24}[局委办厅部院会府心队所站司处室关组校区县市镇][、和及])?$"
)
_TASKED = re.compile(r"(?<![自理来缘事任案])(?:由|会同|联合|(?P<beside>与|和|配合))$")
_TOGETHER = re.compile(r"[^,。;:\n]{0,30}(?:共同|一起|联合|一道)")
_DATED = re.compile(
    r"每[天日周月季年]|(?:于|在)?(?:\d{4}年)?(?:今年|明年|[一二三四五六七八九十\d]{1,3}月|年)(?:\d{1,2}日)?(?:底|中旬|上旬|下旬|末)?之?前"
)
_DUTY_OF = re.compile(r"发挥(?P<duty>[^,。;:\n]{2,16}?)(?:依法|在|对)[^,。;\n]{0,40}(?:职能|职责)")
# 公安、民政协同 · 环境保护、工商、供水等部门和单位要配合: fields of work that stand for the bodies of their field
_FIELD = "(?:(?!和)[一-龥]){2,8}"  # 和 only joins: else the ways to part a run of them double with each
_FIELDS = re.compile(
    rf"(?:(?<=[,。;\n()])|\A)(?P<fields>{_FIELD}(?:[、和]{_FIELD})*?)(?:等(?:有关|相关)?(?:部门|单位)?(?:和单位)?)?"
    rf"(?=(?:要(?!求|素)|应当|应(?![一-龥]尽|急|用)|须|必须|负责(?!人)|{LEAD}|{SUPPORTING})(?!单位|部门|机制))"
)
_MEMBER = re.compile("[^、和]+")
# 县 in 县、区人民政府要
_LEVEL_BEFORE = re.compile(
    r"(?:(?<=[,。;:\n由])|\A)[省市县区州旗镇乡](?=(?:、[省市县区州旗镇乡])*、[省市县区州旗镇乡]级?(?:\([^()]*\))?(?![两三四]级)[一-龥]{2,})"
)
_YOUR = re.compile(
    r"(?:(?<=[,。;:\n、\s])|\A)[你贵][省市州盟县区旗镇乡局委办院厅部处校院司](?=[^,。;]{0,6}(?:要|应|须|必须|负责|牵头|会同))"
)
# 任何单位或者个人发现火情的，应当立即报告; not 对任何单位
_ANYBODY = re.compile(
    r"(?:(?<=[,。;:\n \t])|\A)任何(?:单位|组织|机构)(?:(?:[和或、]|或者|以及)(?:任何)?(?:个人|组织|单位))*"
    r"(?=[^。;\n]{0,60}(?:应当|必须|不得|都?有义务))"
)
_SEVERAL = 3
_HOW_MANY = re.compile(r"等(?:[^,。;、]{0,8}(?:部门|单位|机构))?")
_LINK = re.compile(
    r"(?:\([^()]{1,20}\))?(?:[、,和及与]|以及)(?:各|有关|相关|[省市县区][级直]?|[一-龥]{2,4}[省市县区])?"
)
_OPENS = re.compile(
    r"(?:[,。;:\n、 \t)]|\A)(?:[一二三四五六七八九十]是|其中|同时|\d{1,2}[.、])?"
    r"(?:[省市县区州]委|[省市县区州]政府|中共[一-龥]{2,6}委|[一-龥]{2,4}(?:[省市县区州盟旗镇乡]|开发区|经开区|高新区|新区))?$"
)
"""What may stand between the head of a clause and a name: a party committee or a government above it, a place."""
_SET_UP = re.compile(r"(?:成立|设立|组建|建立)(?:了|由)?[一-龥]{0,8}$")
_TAKES_ON = re.compile(r"[,](?:具体|主要|统一|全面)?(?:负责|承担|统筹|设在|牵头)")
_OWN = re.compile(r"(?:\([^()]*\))?:(?=[ \t]*[一-龥])")
"""After a body that its duties follow: 县财政局:落实资金."""


class Actors(ReadBodies):
    """The sentences of a task."""

    def actors(self) -> Iterator[Account]:
        """What became of each name in the sentences. It is covered where it or its like was read; it states no duty
        where it neither acts nor is called upon. Whoever has no known name is not asked for beside a clause."""
        for match in _YOUR.finditer(self.folded):
            place = self.place(*match.span(), "body")
            done = self.read.touch(*match.span()) or self.known
            yield Account(place, "covered" if done else "found")
        for match in _ANYBODY.finditer(self.folded):
            is_said = self.by_clause or self.read.touch(*match.span())
            yield Account(self.place(*match.span(), "body"), "covered" if is_said else "found")
        if not self.by_clause:
            yield from self._unknown()
            yield from self._fields()
            for level in _LEVEL_BEFORE.finditer(self.folded):
                yield self._account(*level.span())
        for name in self.names:
            place = self.place(name.start, name.end, "body")
            read = self.read.touch(name.start, name.end) or self.sums_up(name.start)
            if read or self.named_already(name.start, name.end):
                yield Account(place, "covered")
            elif rule := self._why_not(name):
                yield Account(place, "excluded", rule)
            else:
                yield Account(place, "found")

    def _unknown(self) -> Iterator[Account]:
        """Whoever stands where a body would, though nothing in the words is a name: 由道安办牵头; 启动响应的政府应当."""
        for match in _DUTY_OF.finditer(self.folded):
            yield self._account(*match.span("duty"))
        for start, end in find_doers(self.folded, 0, len(self.folded)):
            yield self._account(start, end)

    def _account(self, start: int, end: int) -> Account:
        """What became of a member of a list that no known name is found by."""
        place, words = self.place(start, end, "body"), self.folded[start:end]
        if self.read.touch(start, end) or self.named_already(start, end):
            return Account(place, "covered")
        if self.titles.touch(start, end):
            return Account(place, "excluded", "within-a-name")
        if self.in_heading(end):
            return Account(place, "excluded", "heading")
        if PERSONS.search(words):
            return Account(place, "excluded", "persons")
        if self.report and NO_DOER.search(words):
            return Account(place, "excluded", "reported-of-others")
        rule = self._rule(start, end)
        return Account(place, "excluded", rule) if rule else Account(place, "found")

    def _fields(self) -> Iterator[Account]:
        """Fields of work where bodies would stand: each word of the list must be one."""
        for match in _FIELDS.finditer(self.folded):
            members = re.split("[、和]", match["fields"])
            if not all(member in fields_of_work() for member in members):
                continue
            for member in _MEMBER.finditer(self.folded, *match.span("fields")):
                yield self._account(*member.span())

    @cached_property
    def _acting(self) -> set[Name]:
        """The names that act, those included that stand in a list before one that does."""
        acting = {name for chain in self._chains() for name in chain if self._opens_and_acts(chain)}
        later: Name | None = None
        for name in reversed(self.names):
            linked = later in acting and _LINK.fullmatch(self.folded, name.end, later.start) if later else None
            if linked or acts_or_is_called(self.folded, name, report=self.report):
                acting.add(name)
            later = name
        return acting

    def _chains(self) -> Iterator[list[Name]]:
        """The names that stand in one list."""
        chain: list[Name] = []
        for name in self.names:
            if chain and not _LINK.fullmatch(self.folded, chain[-1].end, name.start):
                yield chain
                chain = []
            chain.append(name)
        if chain:
            yield chain

    def _opens_and_acts(self, chain: list[Name]) -> bool:
        """Whether a list of several bodies opens a sentence and does something, in whatever words."""
        start, end = chain[0].start, chain[-1].end
        if len(chain) < _SEVERAL or not chain[0].specific or self.report:
            return False
        opens = start == 0 or self.folded[start - 1] in "。;\n"
        etc = _HOW_MANY.match(self.folded, end)
        return opens and not _NO_ACT.match(self.folded, etc.end() if etc else end)

    def _why_not(self, name: Name) -> str:
        """The rule by which a name that was not read states no duty, or an empty string."""
        if self.titles.touch(name.start, name.end):
            return "within-a-name"
        if self.by_clause and not (name.specific and self._is_tasked(name)):
            return "clause-says-who"
        if self.in_heading(name.end):
            return "heading"
        if name not in self._acting:
            return "only-mentioned"
        return self._rule(name.start, name.end)

    def _is_tasked(self, name: Name) -> bool:
        """Whether the words around a name task it, whatever a clause says: 由县财政局审核, 与县水利局共同推进."""
        if self.folded.startswith(("有关", "相关"), name.start):
            return False
        before = _TASKED.search(self.folded, max(0, name.start - 4), name.start)
        return bool(before and (not before["beside"] or _TOGETHER.match(self.folded, name.end)))

    def _rule(self, start: int, end: int) -> str:
        """The rule by which a body is bound to nothing, or an empty string."""
        if MAY.match(self.folded, end) and OF_THE_MARKET.search(self.folded, start, end):
            return "may-be-done"
        return excluding_rule("body", self.folded, start, end)


def is_bound(folded: str, name: Name) -> bool:
    """Whether a word of duty follows a name in a text: 要, 应当, 负责."""
    return bool(_BOUND.match(folded, name.end, min(len(folded), name.end + 60)))


def is_bound_at(folded: str, end: int) -> bool:
    """Whether a word of duty, or the time of one, follows what ends at `end`."""
    stop = min(len(folded), end + 60)
    return bool(_BOUND.match(folded, end, stop) or _DATED.match(folded, end, stop))


def acts_or_is_called(folded: str, name: Name, *, report: bool) -> bool:
    """Whether a name in a text stands where a body does something, or is called upon to do it."""
    end = min(len(folded), name.end + 60)
    if _CALLED.search(folded, max(0, name.start - 30), name.start):
        return True
    if _SET_UP.search(folded, max(0, name.start - 12), name.start) and _TAKES_ON.match(folded, name.end):
        return True
    if not report and (_BOUND.match(folded, name.end, end) or _DATED.match(folded, name.end, end)):
        return True
    opens = _OPENS.search(folded, max(0, name.start - 10), name.start)
    if opens is None and name.start > 0:
        return False
    return name.specific and (bool(_OWN.match(folded, name.end)) or not _NO_ACT.match(folded, name.end))

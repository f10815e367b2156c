"""Words of duty in a task: labels, brackets at the end, actors of sentences. Each is covered, excluded by a rule, or found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.notice import Task
from builder.reading.coverage.exclusions import excluding_rule
from builder.reading.coverage.names import Name, fields_of_work, find_names
from builder.reading.coverage.places import Account, Place, Spans
from builder.reading.prose import fold, title_spans

# 挂钩单位：… · 责任科室：… · （包联单位：…: any word that ends so, before a colon or in a bracket of its own
_LABEL = re.compile(
    r"(?:(?<=[\n\t。;,(（\[【\s])|\A)[ \t]*(?P<label>[一-龥()（）、/]{0,12}?(?:单位|部门|科室|处室|股室|机关|主体|机构|责任人|责任领导|领导|联系人|负责人|地区|牵头|责任|配合|落实)|\[[^\]\n]{2,8}(?:单位|部门)\]|【[^】\n]{2,8}(?:单位|部门)】)[ \t]*[:：]"
)
_PERSON = re.compile(r"(?:责任人|领导|联系人|负责人)$")
# （…负责） and （甲局、乙局）: what stands in a bracket that closes a sentence
_BRACKET = re.compile(r"[(\[【](?P<inner>[^()\[\]【】\n]{2,300})[)\]】](?=[。;,]?(?:\s|$|[一-龥]))")
_MANNER = re.compile(
    r"(?:负责|牵头|配合|落实|承办|主办|协办|组织实施|组织落实|抓好落实|分工(?:负责|落实)?|职责|督办|督导|统筹|领办|包保|挂钩|认领|归口管理)$|^(?:牵头|责任|配合|由)"
)
_HOW = (
    r"(?:\([^()]{1,30}\))?(?:等(?:有关|相关|各|\w{2,4}级)?(?:主管)?(?:部门|单位)?(?:和单位|\(单位\))?|\(单位\))?"
    r"(?:主要|具体|共同|分别|统一|积极|主动|切实|全面|原则上|也|都|均|及时|一律|严格|按照?[^,。;]{0,14}职责(?:分工)?|[^,。;]{0,6}职责范围内)*"
)
_BOUND = re.compile(
    rf"{_HOW}(?:要(?!求|素|点|害|闻|件|义|领)|应当|应该|应(?!急|用|对|收|付|届|邀|诉|答)|须(?!知)|必须|不得|(?:具体)?负责(?!人|制|同)|负总责"
    r"|(?:负责)?牵头(?!单位|部门|人)|会同|主办(?!单位|方)|承办(?!单位|方)|承担|配合(?!单位|部门)|协助(?!单位)|落实(?!情况)|组织实施)"
)
_NO_ACT = re.compile(
    r"[的、和及与或等,。;:()（）》”\"\n \t/]|负责人|负责同志|(?:主要|分管|有关|相关|各级)(?:负责|领导|人)|领导|主任|局长|书记|委员|干部|人员|职工|代表|网站|门户|平台|窗口|系统"
    r"|工作|建设|管理|服务|文件|规章|内部|机构|主导|改革|职能|职责|权力|行为|行政|数据|信息|资源|备案|批准|同意|决定|研究决定|能级|交警|分为|是指|\Z"
)
"""What follows a name that is no subject: an ending of a list, a person of the body, or a noun that the name belongs to."""
_CALLED = re.compile(
    r"(?:由|要求|会同|联合|责成|(?<![聘邀申恳提报])请|责令)(?:[^,。;:由]{0,24}[局委办厅部院会府心队所站司处室关组校区县市镇][、和及])?$"
)
_DATED = re.compile(
    r"每[天日周月季年]|(?:于|在)?(?:\d{4}年)?(?:今年|明年|[一二三四五六七八九十\d]{1,3}月|年)(?:\d{1,2}日)?(?:底|中旬|上旬|下旬|末)?之?前"
)
_UNKNOWN = re.compile(
    r"由(?P<who>[^,。;:由、()\n]{2,24}?)(?:具体|统一|统筹|分别|共同|按职责)*(?:负责(?!人)|牵头|承担|主办|承办|召集|会同|配合|布置|落实)"
    r"|发挥(?P<duty>[^,。;:\n]{2,16}?)(?:依法|在|对)[^,。;\n]{0,40}(?:职能|职责)"
    r"|(?:会同|联合)(?P<whom>[^,。;:、()\n]{2,24}?)(?:共同|对|开展|制定|组织|进行|及时|建立)"
    r"|(?:(?<=[,。;\n])|\A)(?P<group>[^,。;:\n]{2,40}?(?:组织|经营者|主体|机关|院校|代理人|建设方|运营方)(?:\([^()]{2,30}\))?)(?:要(?!求|素)|应当|应(?!急|用)|须|必须|不得)"
)
# 公安、民政协同 · 环境保护、工商、供水等部门和单位要配合: fields of work that stand for the bodies of their field
_FIELDS = re.compile(
    r"(?:(?<=[,。;\n()])|\A)(?P<fields>[一-龥]{2,8}(?:[、和][一-龥]{2,8})*?)(?:等(?:有关|相关)?(?:部门|单位)?(?:和单位)?)?"
    r"(?=(?:要(?!求|素)|应当|应(?!急|用)|须|必须|负责(?!人)|牵头|配合|协同|协助|参与)(?!单位|部门|机制))"
)
_PERSONS = re.compile(
    r"负责人|专人|专门人员|人员|主任|领导|书记|队长|站长|所长|局长|主席|同志|个人|谁|其|双方|自己|本人|[省市县区镇乡]长|专家|单位主要"
)
_YOUR = re.compile(
    r"(?:(?<=[,。;:\n、\s])|\A)[你贵][省市州盟县区旗镇乡局委办院厅部处校院司](?=[^,。;]{0,6}(?:要|应|须|必须|负责|牵头|会同))"
)


def account_duties(text: str, task: Task) -> Iterator[Account]:
    """What became of each word of duty and each name of a body in `task`; places are offsets of `text`."""
    folded = fold(text[task.start : task.end])
    reader = _Duties(folded, task)
    yield from reader.labels()
    yield from reader.brackets()
    yield from reader.actors()


class _Duties:
    """A task's words with widths folded, and what was read of its bodies."""

    def __init__(self, folded: str, task: Task) -> None:
        self.folded = folded
        self.at = task.start
        self.read = Spans((each.start - task.start, each.end - task.start) for each in task.agencies)
        self.known = {
            fold("".join(words.split()))
            for each in task.agencies
            for words in (each.name, each.written, each.alias or "")
            if words
        }
        self.by_clause = any(each.basis == "clause" for each in task.agencies)
        self.report = task.kind == "progress"
        self.names = tuple(find_names(folded, 0, len(folded)))
        self.titles = Spans(title_spans(folded, 0, len(folded)))

    def place(self, start: int, end: int, kind: str = "duty") -> Place:
        return Place("body" if kind == "body" else "duty", self.at + start, self.at + end)

    def labels(self) -> Iterator[Account]:
        """A label of bodies is covered where a body of its line was read."""
        for match in _LABEL.finditer(self.folded):
            stop = re.compile(r"[\n;。)\]】]|$").search(self.folded, match.end())
            end = stop.start() if stop else match.end()
            place = self.place(match.start("label"), max(end, match.end()))
            if self.read.touch(match.end(), end + 1):
                yield Account(place, "covered")
            elif _PERSON.search(match["label"]):
                yield Account(place, "excluded", "label-of-persons")
            elif not self.folded[match.end() : end].strip():
                yield Account(place, "excluded", "label-of-nothing")
            elif not any(match.end() <= name.end <= end for name in self.names) and len(match["label"]) < 4:
                yield Account(place, "excluded", "no-label-of-bodies")
            else:
                yield Account(place, "found")

    def brackets(self) -> Iterator[Account]:
        """A bracket that ends in a manner phrase, or holds nothing but names, is covered where a body in it was read."""
        for match in _BRACKET.finditer(self.folded):
            inner = match["inner"].strip(" 。")
            said = _MANNER.search(inner)
            closes = self.folded[match.end() : match.end() + 1] in ("", "。", ";", "\n", " ")
            if not (said or (closes and self._only_names(match.start("inner"), match.end("inner")))):
                continue
            place = self.place(*match.span())
            if self.read.touch(*match.span()):
                yield Account(place, "covered")
            elif self.titles.touch(*match.span()):
                yield Account(place, "excluded", "within-a-name")
            elif re.search(r"以下|简称|下称|统称|含|包括|不含|如|除|原|即", inner[:6]):
                yield Account(place, "excluded", "defines-or-explains")
            elif not any(match.start() < name.end < match.end() for name in self.names) and len(inner) < 6:
                yield Account(place, "excluded", "aside")
            elif self.by_clause and not said:
                yield Account(place, "excluded", "clause-says-who")
            else:
                yield Account(place, "found")

    def _only_names(self, start: int, end: int) -> bool:
        ends = {name.end for name in self.names}
        members = list(re.finditer(r"[^、,;和及 ]+", self.folded[start:end]))
        return len(members) > 1 and all(start + member.end() in ends for member in members)

    def actors(self) -> Iterator[Account]:
        """A name is covered where it or its like was read; it states no duty where it neither acts nor is called upon."""
        for match in _YOUR.finditer(self.folded):
            place = self.place(*match.span(), "body")
            done = self.read.touch(*match.span()) or self.known
            yield Account(place, "covered" if done else "found")
        yield from self._unknown()
        yield from self._fields()
        for name in self.names:
            place = self.place(name.start, name.end, "body")
            rule = self._why_not(name)
            if self.read.touch(name.start, name.end) or self._named_before(name):
                yield Account(place, "covered")
            elif rule:
                yield Account(place, "excluded", rule)
            else:
                yield Account(place, "found")

    def _unknown(self) -> Iterator[Account]:
        """Whoever stands where a body would, though nothing in the words is a name: 由道安办牵头; 法律授权的组织要…."""
        for match in _UNKNOWN.finditer(self.folded):
            start, end = match.span(match.lastgroup or 0)
            place = self.place(start, end, "body")
            if self.read.touch(start, end) or any(known in match[0] for known in self.known):
                yield Account(place, "covered")
            elif self.titles.touch(start, end):
                yield Account(place, "excluded", "within-a-name")
            elif self.by_clause:
                yield Account(place, "excluded", "clause-says-who")
            elif _PERSONS.search(self.folded[start:end]):
                yield Account(place, "excluded", "persons")
            elif self.report and match["group"]:
                yield Account(place, "excluded", "reported")
            elif rule := excluding_rule("body", self.folded, start, end):
                yield Account(place, "excluded", rule)
            else:
                yield Account(place, "found")

    def _fields(self) -> Iterator[Account]:
        """Fields of work where bodies would stand: each word of the list must be one."""
        for match in _FIELDS.finditer(self.folded):
            members = re.split("[、和]", match["fields"])
            if not all(member in fields_of_work() for member in members):
                continue
            place = self.place(*match.span("fields"), "body")
            if self.read.touch(*match.span("fields")):
                yield Account(place, "covered")
            else:
                yield Account(place, *(("excluded", "clause-says-who") if self.by_clause else ("found",)))

    def _named_before(self, name: Name) -> bool:
        """Whether the same body stands among those read: they are given once, at their first place."""
        words = self.folded[name.start : name.end].lstrip("各由")
        return any(known.endswith(words) or words.endswith(known) for known in self.known)

    def _why_not(self, name: Name) -> str:
        if self.titles.touch(name.start, name.end):
            return "within-a-name"
        if self.by_clause:
            return "clause-says-who"
        if not acts_or_is_called(self.folded, name, report=self.report):
            return "only-mentioned"
        return excluding_rule("body", self.folded, name.start, name.end)


def is_bound(folded: str, name: Name) -> bool:
    """Whether a word of duty follows a name in a text: 要, 应当, 负责."""
    return bool(_BOUND.match(folded, name.end, min(len(folded), name.end + 60)))


def acts_or_is_called(folded: str, name: Name, *, report: bool) -> bool:
    """Whether a name in a text stands where a body does something, or is called upon to do it."""
    end = min(len(folded), name.end + 60)
    if _CALLED.search(folded, max(0, name.start - 30), name.start):
        return True
    if not report and (_BOUND.match(folded, name.end, end) or _DATED.match(folded, name.end, end)):
        return True
    opens = name.start == 0 or folded[name.start - 1] in ",。;:\n、 \t)"
    return name.specific and opens and not _NO_ACT.match(folded, name.end)

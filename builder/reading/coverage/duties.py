"""Lists of bodies in a task: under labels, in brackets, in the clause. Each member is covered, excluded by a rule,
or found."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.role_words import DUTY, LEAD, SUPPORTING
from builder.model.notice import Task
from builder.reading.agencies.clauses.find import glued_label
from builder.reading.agencies.clauses.leading import LEAD_MARKS, find_signs
from builder.reading.coverage.actors import Actors
from builder.reading.coverage.places import Account
from builder.reading.prose import fold

# 挂钩单位：… · 责任科室：… · （包联单位：…: any word that ends so, before a colon or in a bracket of its own
_LABEL = re.compile(
    r"(?:(?:(?<=[\n\t。;,(（\[【\s])|\A)[ \t]*|(?=[一-龥]{2}(?:单位|部门|科室|处室)[:：]))"
    r"(?P<label>[一-龥()（）、/]{0,12}?(?:单位|部门|科室|处室|股室|机关|主体|机构|责任人|责任领导"
    r"|领导|联系人|负责人|地区|牵头|责任|配合|落实)|\[[^\]\n]{2,8}(?:单位|部门)\]"
    r"|【[^】\n]{2,8}(?:单位|部门)】)[ \t]*[:：]"
)
_PERSON = re.compile(r"(?:责任人|领导|联系人|负责人)$")
_OF_PERSONS = re.compile(r"(?:责任人|领导|联系人|负责人|组长):[^;:。\n]*$")
# （…负责） and （甲局、乙局）: what stands in a bracket that closes a sentence
_BRACKET = re.compile(r"[(\[【](?P<inner>[^()\[\]【】\n]{2,300})[)\]】](?=[。;,]?(?:\s|$|[一-龥]))")
_MANNER = re.compile(
    rf"(?:负责|组织实施|分工|职责|统筹|挂钩|认领|归口管理|(?:{DUTY})(?<!位[指参协监].))$"
    rf"|^(?:责任|{LEAD}|{SUPPORTING}|由)"
)
_LIST_END = re.compile(r"[\n;。)\]】]|\Z")
_CELL = re.compile(r"(?<![^\n\t])[一-龥、,;和及() ]{2,40}(?![^\n\t])")
_MEMBER = re.compile(r"[^、,;和及 \n\t]+")
_OFFICE = re.compile(r"[省市县区州旗镇乡][一-龥]{1,7}(?:[局委办厅院部站处科队]|中心)")
"""An office of a level, whatever its field: 县文体广新局."""
_PIECE = re.compile(r"(?:[^、,;。\s和及与()\[\]【】〔〕:\"“”]|(?<=参)与)+")
# 各部门 · 国务院相关部门 · 县直各单位: a class that is a member itself; not 等部门
_CLASS = re.compile(
    r"(?!等|.*(?:列第|排第|首位|为牵头|下同))(?:各(?:有关|相关)?[省市县区州旗镇乡村]+$|[县地]级市$"
    r"|[一-龥]{0,8}(?:部门|单位|机关|机构|地区|政府|乡镇|街道|企业)"
    rf"(?:[按依分共具](?!$)|负责|{DUTY}|$))"
)
_DUTY_WORDS = re.compile(rf"^由|(?:等|分工|分别|共同|具体|负责|督促|组织|{DUTY})+$")
_BY_DUTY = re.compile(r"(?:按照?|依|根据)[^局委办厅部]{0,8}$")
# What is no member of a list of bodies: how they do it, when, and how to read the list
_NO_MEMBER = re.compile(
    r"(?:等|由|有关|相关|各级?|其他|其它|国务院|[省市县区]级?直?|涉及|部门|单位|机关|机构|地区|负责|督促|统筹|组织|推进|会同"
    rf"|{DUTY}"
    r"|共同|分别|具体|总|均|分工|职责|工作|法制审查|按(?:照)?|依(?:据|法|照)?|根据|结合|任务|权限|抓好|做好|完成|主要|同级|制定)*"
    r"|负责[^局委办厅部]{1,12}|.*(?:下同|不再列出|均包括.*|为牵头.*|同上|排名不分先后|为责任.*)"
    r"|.*(?:\d|[年月日]|长期|持续|立即|常年|全年|适时|季度|完成时限).*|[一-龥]{2,6}(?:单位|部门|处室|科室|分工)"
)


def account_duties(text: str, task: Task) -> Iterator[Account]:
    """What became of each word of duty and each name of a body in `task`; places are offsets of `text`."""
    lists = _Lists(text, task)
    yield from lists.labels()
    yield from lists.brackets()
    yield from lists.members(text)
    yield from lists.cells()
    yield from lists.actors()


class _Lists(Actors):
    """The labels, brackets and lists of a task beside its sentences."""

    def __init__(self, text: str, task: Task) -> None:
        super().__init__(text, task)
        self.labelled = list(_LABEL.finditer(self.folded))

    def labels(self) -> Iterator[Account]:
        """A label of bodies is covered where a body of its line was read, one that lost its colon where the name right
        behind it was."""
        for match in self.labelled:
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
        starts = {name.start: name for name in self.names}
        for match in glued_label().finditer(self.folded):
            name = starts.get(match.end())
            if name and not (self.read.touch(name.start, name.end) or self.named_already(name.start, name.end)):
                yield Account(self.place(match.start("label"), name.end), "found")

    def brackets(self) -> Iterator[Account]:
        """A bracket that ends in a manner phrase, or holds nothing but names, is covered where a body in it was
        read."""
        for match in _BRACKET.finditer(self.folded):
            inner = match["inner"].strip(" 。")
            said = _MANNER.search(inner)
            closes = self.folded[match.end() : match.end() + 1] in ("", "。", ";", "\n", " ")
            if not (said or (closes and self._names_open(match.start("inner"), match.end("inner")))):
                continue
            place = self.place(*match.span())
            if self.read.touch(*match.span()) or self._all_known(*match.span()):
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

    def members(self, text: str) -> Iterator[Account]:
        """Each member of a list of bodies under a label or in a clause is covered where it was read, or says how the
        others do it; what stands beside a body that was read must say that too."""
        for start, end in self._lists(text):
            for match in _PIECE.finditer(self.folded, start, end):
                rest = [self.folded[low:high] for low, high in self.read.gaps(*match.span())]
                if not rest:
                    yield Account(self.place(*match.span(), "body"), "covered")
                    continue
                if _OF_PERSONS.search(self.folded, max(start, match.start() - 24), match.start()):
                    continue
                alone = not self.read.touch(*match.span())
                whole_class = alone and bool(_CLASS.match(match[0]))
                if self.folded[match.end() : match.end() + 1] == ":":
                    continue
                if _NO_MEMBER.fullmatch(match[0]) and not whole_class:
                    continue
                place = self.place(*match.span(), "body")
                if any(words and words in LEAD_MARKS for words in rest):  # a sign that the notice explains
                    explained = {sign for _, _, sign, _ in find_signs(fold(text))}
                    rest = [words for words in rest if words not in explained]
                bare = _BY_DUTY.sub("", _DUTY_WORDS.sub("", match[0]))
                known = any(bare in name for name in self.known)
                beside = not whole_class and all(_NO_MEMBER.fullmatch(words) for words in rest)
                yield Account(place, "covered" if known or beside else "found")

    def cells(self) -> Iterator[Account]:
        """A line or a cell that holds nothing but names of bodies, as in a table that was copied a cell a line: each
        member is covered where it was read."""
        ends = {name.end: name for name in self.names}
        for match in _CELL.finditer(self.folded):
            members = [*_MEMBER.finditer(self.folded, *match.span())]
            known = [ends.get(member.end()) for member in members]
            if not members or not all(name or _OFFICE.fullmatch(m[0]) for name, m in zip(known, members, strict=True)):
                continue
            if known[-1] and not known[-1].specific:
                continue
            for member in members:
                place = self.place(*member.span(), "body")
                if self.read.touch(*member.span()) or self.named_already(*member.span()):
                    yield Account(place, "covered")
                elif self.in_heading(member.end()):
                    yield Account(place, "excluded", "heading")
                else:
                    yield Account(place, "found")

    def _lists(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of lists of bodies, of which some was read: the clause, and what follows a label."""
        spans = []
        if self.clause:
            at = text.rfind(self.clause, self.at, self.at + len(self.folded)) - self.at
            spans.append((max(0, at), max(0, at) + len(self.clause)))
        for match in self.labelled:
            stop = _LIST_END.search(self.folded, match.end())
            end = stop.start() if stop else len(self.folded)
            if not _PERSON.search(match["label"]) and self.read.touch(match.end(), end):
                spans.append((match.end(), end))
        for match in _BRACKET.finditer(self.folded):
            if _MANNER.search(match["inner"].strip(" 。")) and self.read.touch(*match.span("inner")):
                spans.append(match.span("inner"))
        reach = 0
        for start, end in sorted(spans):
            if max(start, reach) < end:
                yield max(start, reach), end
            reach = max(reach, end)

    def _all_known(self, start: int, end: int) -> bool:
        """Whether all names in a bracket are of bodies read elsewhere in the task: they are given once."""
        names = [name for name in self.names if start < name.end < end]
        return bool(names) and all(self.named_already(name.start, name.end) for name in names)

    def _names_open(self, start: int, end: int) -> bool:
        """Whether a bracket begins with a body, whatever it does there: （县水利局领衔）, or holds nothing but names."""
        first = next((name for name in self.names if name.end > start), None)
        opens = first is not None and first.specific and first.start <= start + 1 and first.end < end
        return opens or bool(_OFFICE.match(self.folded, start, end)) or self._only_names(start, end)

    def _only_names(self, start: int, end: int) -> bool:
        ends = {name.end for name in self.names}
        members = list(re.finditer(r"[^、,;和及 ]+", self.folded[start:end]))
        return len(members) > 1 and all(start + member.end() in ends for member in members)

"""Bodies that only the sentences of an item name: who is made to act (由…负责; …要, 应当, 组织).

The subject of a sentence acts; those who receive, who are passed through (经…), commissioned (委托…) or
only mentioned do not. Persons are no bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.language.brackets import depths
from builder.language.role_words import LEAD
from builder.model.notice import AgencyMention, Role
from builder.reading.agencies.acts import ACTS, ANYBODY
from builder.reading.agencies.aliases import find_definitions
from builder.reading.agencies.ellipsis import Body
from builder.reading.agencies.groups import is_collective
from builder.reading.agencies.levels import is_above, is_short_place
from builder.reading.agencies.lists import read_list
from builder.reading.agencies.names import is_body, seems_body
from builder.reading.agencies.patterns import named

_MARKS = ",，。;；:：!！?？\n"
# ---- what may stand before the subject of a sentence: the item's number, a connective, a time
_NUMBER = r"(?:[一二三四五六七八九十]是|[①-⑳]|[(（]?\d{1,2}[)）.．、])?"
_CONNECTIVE = (
    "其中|同时|此外|另外|目前|并|但|而|原则上|必要时|对此|为此|届时|各项任务|上述工作"
    "|(?:到|自|从|在|于|截至|力争)?(?:"
    r"[12]\d{3}年?|今年|明年|每年|本年度|年度|年内|上半年|下半年|[一二三四1-4]季度|第[一二三四]季度|\d{1,2}月份?|\d{1,2}日|[上中下]旬"
    "|年?底|年末|月底|季度末|之?前|以前|内|起|开始|后|期间|之日|至|[、-])+"
)
_BEFORE = re.compile(rf"[\s\u3000“”\"]*{_NUMBER}\s*(?:{_CONNECTIVE})*\s*")
# ---- verbs and what they make of the body before them
_HOW = r"(?:要|应当?|须|必须|将|共同|分别|具体|充分|积极|切实|主动|密切|全力|统筹|总|按照?职责(?:分工)?|并|也|均|都)*"
_LEADS = named("leads", rf"^{_HOW}(?:(?:负责)?(?:{LEAD})|会同)", example="要牵头", counter="要配合")
_WITH = named("acts with", rf"^{_HOW}会同", example="要会同市财政局", counter="要配合")
_SUPPORTS = named(
    "supports",
    rf"^{_HOW}(?:配合|协助|协同|参与|参加|支持)(?!单位)",
    example="应当积极配合",
    counter="配合单位",
)
_BOUND = named(
    "is bound",
    r"^(?:要(?!求|素|点)|应当|应该|应(?!急|用|对|收|付|届)|须|必须|负责|主要负责|具体负责|牵头|会同)",
    example="应当报送",
    counter="应急处置",
)
_IS_BOUND = named(
    "is the one responsible",
    r"是[^,，。;；]{0,30}(?:责任主体|责任单位|主管单位|主体|执行者|牵头单位|责任部门)",
    example="是第一责任主体",
    counter="是主要任务",
)
# ---- who is no doer
# What a report tells of but names no body that did the work: who is counted, a person, firms.
_NO_DOER = named(
    "no doer",
    r"[\d一二两三四五六七八九十百千]+[余多]?(?:个|家|名|所|户|支|位|件)|领导(?!小组)|企业"
    r"|(?:媒体|大学|银行|公司|协会)$",
    example="12家单位",
    counter="市水务局",
)
# A body's meeting acts for the body: 县政府常务会议.
_MEETING = named(
    "meeting of a body",
    r"(?:常务会议|常委会会议|常务会|全体会议|党组会议|办公会议?|领导班子)\Z",
    example="县政府常务会议",
    counter="县政府",
)
# 组织各处室自查: the sentence does not say who it is that sets them to work, and they are not bound themselves
_URGED = named(
    "urges others",
    r"^(?:组织|督促|指导|要求|推动|引导|责成|敦促|动员)(?=各|有关|相关|全[省市县区]各)",
    example="督促各单位整改",
    counter="督促检查",
)
# ---- bodies named elsewhere than as the subject
_SET_UP = named(
    "sets up", r"(?:建立|成立|设立|组建|调整充实|设)(?:了|由)?(?=.{2,40})", example="成立领导小组", counter="领导小组"
)
_TAKES_ON = named(
    "takes on a duty",
    r"^[,，](?:具体|主要|统一|全面|由其)?(?P<duty>负责(?:牵头)?|承担|统筹)",
    example="，负责牵头协调",
    counter="，定期协调",
)
_TAKES_ON_LATER = re.compile(_TAKES_ON.pattern.removeprefix("^"))
_BY = re.compile(r"由(?:所?涉及的|上述|相应的)?")
# 市教育局。负责…: a body as the heading of its own duties
_OWN_DUTY = named(
    "duty under a heading",
    r"^\s*(?:主要|具体|统一)?(?:负责|承担|牵头|统筹|配合|协助|组织|会同|指导|履行|按照?职责|由|要|应当?|须)"
    r"(?!求|素|点|急|用|对)",
    example="负责校园检查",
    counter="应急处置",
)
_SEAT = named("has its seat", "设在|挂靠|设于|加挂在", example="办公室设在市水务局", counter="办公室")
# 领导小组下设办公室: the office of what is named before it.
_OFFICE_UNDER = named(
    "office under a group",
    r"^(?P<above>[^,，。;；:：()（）]{2,40}?)(?:下设|设立|设)(?P<office>办公室|秘书处|工作专班)(?=$|[,，在（(])",
    example="领导小组下设办公室",
    counter="领导小组办公室",
)
_HEADED = named(
    "group by its name",
    r"(?:领导小组|工作组|委员会|指挥部|专班|联席会议|专责小组|协调小组)$",
    example="路长制工作领导小组",
    counter="领导小组会议",
)
# 项目实施主体为各区政府
_BODY_IS = named(
    "the responsible one is",
    r"(?:责任主体|实施主体|责任单位|实施单位|牵头单位|主管部门|责任部门|牵头部门|执法主体|承担单位)(?:均|应)?(?:为|是)",
    example="实施主体为",
    counter="实施主体负责",
)
_LAST_BRACKET = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]$")
_LAST_MARK = re.compile(r"[、,，及和与]")
_MENTION_SPACE = 160
"""How far, in characters, the bodies that are the subject of a sentence reach at most."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """The text with one item in it, and what the notice says for all items; `depth` tells for each place of the
    item, counted from `origin`, how many brackets enclose it."""

    text: str
    origin: int
    depth: Sequence[int]
    aliases: Mapping[str, str]
    report: bool
    jurisdiction: str | None = None

    def actors(self, start: int, end: int) -> Iterator[tuple[Body, Role]]:
        """Who acts in `text[start:end]`, sentence by sentence, repeats included."""
        carried: int | None = None  # where a list of bodies that a comma ended begins
        for from_, to in self._pieces(start, end):
            before = _BEFORE.match(self.text[from_:to])
            at = from_ + (before.end() if before else 0)
            mark = self.text[to : to + 1]
            if from_ == start and mark and mark in "。\n" and self._heads_duties(at, to, end):
                yield from self._named(at, to, "responsible")
                continue
            if self.text.startswith("联合", at) or _URGED.match(self.text[at:to]):
                # whom the one named before joins or urges is not made to act
                carried = None
                continue
            subject = None if self.text.startswith("会同", at) else self._subject(at, to)
            yield from self._subjects(from_, at, to, subject, carried)
            carried = at if not subject and mark and mark in ",，" and self._only_bodies(at, to) else None
            if not subject and mark and mark in ":：" and from_ == start and self._only_bodies(at, to):
                yield from self._named(at, to, "responsible")
            if self.text.startswith("会同", at):
                if not self.report:  # with whom the reporter did it
                    yield from self._companions(at, to)
                continue
            yield from self._set_up(at, to)
            yield from self._told_responsible(at, to)

    def _subjects(
        self, from_: int, at: int, to: int, subject: tuple[int, Role] | None, carried: int | None
    ) -> Iterator[tuple[Body, Role]]:
        """The subject of the piece `text[at:to]` with its companions, or that of the piece before, `carried` over."""
        if subject:
            yield from self._named(carried if carried is not None else at, *subject)
            yield from self._companions(subject[0], to)
        elif carried is not None and ACTS.match(self.text, at, to) and not self.report:
            yield from self._named(carried, from_ - 1, "responsible")

    def _told_responsible(self, at: int, to: int) -> Iterator[tuple[Body, Role]]:
        """Those after 责任主体为, and after 由."""
        is_ = _BODY_IS.search(self.text, at, to)
        if is_ and self._only_bodies(is_.end(), to):
            yield from self._named(is_.end(), to, "lead" if "牵头" in is_[0] else "responsible")
        for by in _BY.finditer(self.text, at, to):
            agent = self._subject(by.end(), to)
            if agent:
                yield from self._named(by.end(), *agent)
                yield from self._companions(agent[0], to)

    def _heads_duties(self, at: int, to: int, end: int) -> bool:
        """Whether `text[at:to]` is the bodies whose duties the rest of the item tells."""
        return not self.report and bool(_OWN_DUTY.match(self.text[to + 1 : end])) and self._only_bodies(at, to)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches between marks; a bracket is never broken."""
        at = start
        for i in range(start, end):
            if self.text[i] in _MARKS and not self.depth[i - self.origin]:
                yield at, i
                at = i + 1
        if at < end:
            yield at, end

    def _named(self, start: int, end: int, role: Role) -> Iterator[tuple[Body, Role]]:
        for body in read_list(self.text, start, end).bodies:
            if self._is_body(body):
                yield body, role

    def _is_body(self, body: Body) -> bool:
        return body.name in self.aliases or is_body(body.name)

    def _only_bodies(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is bodies and nothing else."""
        words = self.text[start:end]
        if not 2 <= len(words) <= _MENTION_SPACE:
            return False
        # A quick look at the last member, before the whole list is read.
        last = _LAST_MARK.split(_LAST_BRACKET.sub("", words))[-1].strip()
        if "等" not in last and last not in self.aliases and not seems_body(last) and not is_body(words):
            return False
        listing = read_list(self.text, start, end)
        return bool(listing.bodies) and not listing.persons and all(self._is_body(body) for body in listing.bodies)

    def _subject(self, start: int, end: int) -> tuple[int, Role] | None:
        """Where the bodies that begin at `start` and act end, and their role; the longest reading wins."""
        best: tuple[int, Role] | None = None
        limit = min(end, start + _MENTION_SPACE)
        for act in ACTS.finditer(self.text, start + 2, limit):
            stop = act.start()
            if self.depth[stop - self.origin]:
                continue
            meeting = _MEETING.search(self.text, start, stop)
            stop = meeting.start() if meeting else stop
            bound = _BOUND.match(self.text[act.start() : act.start() + 8])
            if self.text[start:stop] in ANYBODY and (self.report or not bound):
                continue
            if not self._only_bodies(start, stop):
                continue
            after = self.text[act.start() : act.start() + 40]
            if self.report and not bound and not self._did(start, stop):
                continue
            role: Role = "responsible"
            if _LEADS.match(after):
                role = "lead"
            elif _SUPPORTS.match(after):
                role = "supporting"
            best = (stop, role)
        if best is None:
            bound = _IS_BOUND.search(self.text, start, limit)
            if bound and self._only_bodies(start, bound.start()):
                return bound.start(), "responsible"
        return best

    def _did(self, start: int, end: int) -> bool:
        """Whether a report may mean that the bodies named did the work: not where they are counted, nor where
        they stand above the reporter, whom they judge or instruct."""
        if _NO_DOER.search(self.text, start, end):
            return False
        return not any(
            is_above(body.name, self.jurisdiction) or is_short_place(body.name)
            for body in read_list(self.text, start, end).bodies
        )

    def _companions(self, at: int, end: int) -> Iterator[tuple[Body, Role]]:
        """B in A会同B."""
        together = _WITH.match(self.text[at:end])
        if together is None:
            return
        begin = at + together.end()
        found = self._subject(begin, end)
        stop = found[0] if found else end if self._only_bodies(begin, end) else at
        if stop > at:
            yield from self._named(begin, stop, "supporting")

    def _set_up(self, at: int, end: int) -> Iterator[tuple[Body, Role]]:
        """成立X,负责…; X下设办公室,设在Y,负责…: a body that is given its duty as it is set up."""
        under = _OFFICE_UNDER.match(self.text[at:end])
        if under and self._duty_follows(end) and self._is_headed(under["above"]):
            yield Body(under["above"] + under["office"], under[0], at, at + under.end(), 0), "responsible"
            return
        taken = _TAKES_ON.match(self.text[end : end + 12])
        if not taken:
            return
        role: Role = "lead" if "牵头" in taken["duty"] else "responsible"
        verb = _SET_UP.match(self.text, at, end)
        if verb and self._only_bodies(verb.end(), end):
            yield from self._named(verb.end(), end, role)
        elif _HEADED.search(self.text, at, end) and _SET_UP.search(self.text, self._sentence(at), end):
            name = max(self.text.rfind(mark, at, end) for mark in "的成立") + 1  # 成立由…组成的X
            if name > at and self._only_bodies(name, end):
                yield from self._named(name, end, role)
        seat = _SEAT.search(self.text, at, end)
        if seat and self.text[at : seat.start()] not in ANYBODY and self._only_bodies(at, seat.start()):
            yield from self._named(at, seat.start(), "responsible")

    def _is_headed(self, name: str) -> bool:
        return name in self.aliases or bool(_HEADED.search(name))

    def _duty_follows(self, at: int) -> bool:
        """Whether the rest of the sentence says what the body set up has to do."""
        stop = self.text.find("。", at, at + 120)
        return bool(_TAKES_ON_LATER.search(self.text, at, stop if stop >= 0 else at + 120))

    def _sentence(self, at: int) -> int:
        """Where the sentence of `at` begins, within the item."""
        return max(self.origin, *(self.text.rfind(mark, max(self.origin, at - 160), at) + 1 for mark in "。;；\n"))


def read_inline(
    text: str,
    start: int,
    end: int,
    jurisdiction: str | None,
    aliases: Mapping[str, str],
    kind: Literal["plan", "report"],
) -> Iterator[AgencyMention]:
    """The bodies that sentences of `text[start:end]` make act, each once, in order; a report's also where it
    tells who did the work."""
    seen: set[str] = set()
    reader = _Reader(text, start, depths(text, start, end), aliases, kind == "report", jurisdiction)
    defined = {each.short: each for each in reversed(find_definitions(text, start, end))} if aliases else {}
    for body, role in reader.actors(start, end):
        if (by := defined.get(body.name)) and by.start < body.start:  # 成立X(以下简称Y)。Y负责…
            body = Body(by.name, text[by.start : by.end], by.start, by.end, body.run, by.short)
        if body.name not in seen:
            seen.add(body.name)
            collective = is_collective(body.name, jurisdiction)
            yield AgencyMention(body.name, body.written, role, "inline", collective, body.alias, body.start, body.end)

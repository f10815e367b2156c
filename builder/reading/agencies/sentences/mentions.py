"""Bodies that only the sentences of an item name: who is made to act (由…负责; …要, 应当, 组织).

The subject of a sentence acts; those who receive, who are passed through (经…), commissioned (委托…) or
only mentioned do not. Persons are no bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from builder.language import lazy_re as re
from builder.language.brackets import depths
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import leads, role_of
from builder.model.notice import AgencyMention, Role
from builder.reading.agencies.aliases import find_definitions
from builder.reading.agencies.lists.ellipsis import Body
from builder.reading.agencies.names.acts import ACTS, ANYBODY
from builder.reading.agencies.names.groups import is_collective
from builder.reading.agencies.names.offices import is_of_kind, is_sentence
from builder.reading.agencies.sentences import patterns as words
from builder.reading.agencies.sentences.subjects import Subject, Subjects, piece_begins

Acting = tuple[Body, Role]
_MARK = re.compile(f"[{words.MARKS}]")
_FEWEST_SHARES = 3
"""Lines that make a list of who does what."""
_TOLD_SPACE = 48
"""Characters at the head of a sentence that say that it tells of the past."""


@dataclass(slots=True)
class _SoFar:
    """What the pieces before leave to the next: where a list of bodies that a comma ended begins (`carried`), the
    subject of the sentence so far (`bound`), and who finds that a case is given (`finder`)."""

    carried: int | None = None
    bound: tuple[int, int] | None = None
    finder: Subject | None = None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sentences of one item; `addressees` are those of the notice, whom 你县 means."""

    of: Subjects
    addressees: Sequence[str]

    def actors(self, start: int, end: int) -> Iterator[Acting]:
        """Who acts in `text[start:end]`, sentence by sentence, repeats included."""
        yield from self._shared_out(start, end)
        for _, acting in self.by_piece(start, end):
            yield from acting

    def _shared_out(self, start: int, end: int) -> Iterator[Acting]:
        """Those at the head of lines that share out work, three lines or more: 总务处：准备物资."""
        text = self.of.text
        lines = [] if self.of.report else [*words.SHARED_OUT.finditer(text[start:end])]
        whom = [(start + line.start("who"), start + line.end("who")) for line in lines]
        heads = [self.of.only_offices(*who) for who in whom]
        if sum(heads) < _FEWEST_SHARES:
            return
        for who, head, stop in zip(whom, heads, [*(begin for begin, _ in whom[1:]), end], strict=True):
            name = text[slice(*who)]
            if not head and not words.SHARER.fullmatch(name):
                continue
            self.of.found_here.add(name)
            leads_here = words.LEADS_OTHERS.search(text, who[1], stop)
            yield from self._all(*who, "lead" if leads_here else "responsible")

    def by_piece(self, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[Acting]]]:
        """Who acts in each piece of `text[start:end]`: where the piece lies, and who acts in it."""
        so_far = _SoFar()
        for from_, to in self._pieces(start, end):
            yield (from_, to), list(self._piece(from_, to, start, end, so_far))

    def _piece(self, from_: int, to: int, start: int, end: int, so_far: _SoFar) -> Iterator[Acting]:
        text = self.of.text
        at, mark = piece_begins(text, from_, to), text[to : to + 1]
        if from_ == start and mark and mark in "。\n" and self._heads_duties(at, to, end):
            whose = at + len(words.OF_DUTIES.sub("", text[at:to]))
            yield from self._all(at, whose, "lead" if words.LEADS_DUTIES.search(text, to, end) else "responsible")
            return
        if from_ and text[from_ - 1] in "。;；!！?？\n":
            so_far.bound = so_far.finder = None
        carried = so_far.carried
        so_far.carried = None
        if words.DISTRIBUTED.search(text, max(start, from_ - 8), from_):
            return
        if (
            words.URGED.match(text[at:to])
            or words.BESIDE_OTHERS.match(text[at:to])
            or (mark and mark in ",，" and words.CONDITION_END.search(text, at, to))
            or (not self.of.report and words.NEEDED_THEN.match(text, at))
        ):
            # whom the one named before urges or works with is not made to act, nor is who stands in a condition
            so_far.finder = so_far.finder or self._finds(at, to)
            return
        if joins := words.JOINS.match(text[at:to]):
            yield from self._with_whom(at + joins.end(), to, is_joint=bool(joins["joint"]), is_done=bool(joins["done"]))
            if so_far.bound and not joins["joint"] and not joins["done"] and not self.of.report:
                yield from self._all(*so_far.bound, "lead")  # A应当编制规划，会同B组织实施
            return
        subject = self._subject(at, to, is_first=from_ == start or text[from_ - 1] in "。\n")
        if subject and not self.of.report and self._only_told(subject):
            subject = None
        must = words.MUST.match(text[at:to]) or (
            so_far.finder and ACTS.match(text, at, to) and not words.MAY.match(text, at)
        )
        if not subject and must and carried is None and not self.of.report:
            yield from self._bound_by_case(from_, at, so_far.finder)
        so_far.finder = None
        acting = None if subject or self.of.report or not ACTS.match(text, at, to) else carried
        if subject:
            so_far.bound = (subject.start if carried is None else carried), subject.stop
        elif acting is not None:
            so_far.bound = acting, from_ - 1
        yield from self._subjects(from_, at, to, subject, carried)
        told = list(self._told_responsible(at, to))
        if not (subject or told) and mark and mark in ",，" and self.of.only_bodies(at, to):
            so_far.carried = at if carried in (None, acting) else carried
        if not subject and mark and mark in ":：" and from_ == start and self.of.only_bodies(at, to):
            yield from self._all(at, to, self.of.role(to + 1))
        if not subject and (joins := words.MUST_JOIN.search(text, at, to)):
            yield from self._with_whom(joins.end(), to, is_joint=self.of.report, is_done=False)
        yield from self._set_up(at, to)
        yield from told

    def _only_told(self, subject: Subject) -> bool:
        """Whether the sentence of a plan tells what its subject did up to now, and binds it to nothing."""
        opens = self.of.sentence(subject.start)
        told = words.TOLD.match(self.of.text[opens : opens + _TOLD_SPACE])
        return bool(told) and not words.BOUND.match(self.of.text[subject.stop : subject.stop + 8])

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches between marks; a bracket is never broken."""
        at = start
        for mark in _MARK.finditer(self.of.text, start, end):
            if not self.of.depth[mark.start() - self.of.origin]:
                yield at, mark.start()
                at = mark.end()
        if at < end:
            yield at, end

    def _all(self, start: int, stop: int, role: Role) -> Iterator[Acting]:
        for body in self.of.bodies(start, stop):
            yield body, role

    def _subject(self, at: int, to: int, *, is_first: bool) -> Subject | None:
        """The subject of the piece `text[at:to]`; in the first of an item a heading may run into it."""
        heading = words.RUN_IN_HEADING.match(self.of.text[at:to]) if is_first else None
        behind = self.of.subject(at + heading.end(), to) if heading else None
        if is_first and not behind and (own := words.HEADING_BEFORE_LEVEL.match(self.of.text[at:to])):
            behind = self.of.subject_under(at, at + own.end(), to)
        return behind or self.of.subject(at, to)

    def _bound_by_case(self, from_: int, at: int, finder: Subject | None) -> Iterator[Acting]:
        """Who must act where the piece from `at` on names nobody: who finds that the case is given (A发现…的，应当…), or
        the class that its description names."""
        if finder:
            yield from self._all(finder.start, finder.stop, self.of.role(at))
        else:
            for described in self._described(from_):
                yield described, self.of.role(at)

    def _finds(self, at: int, to: int) -> Subject | None:
        """Who opens the condition `text[at:to]` by learning or deciding that it is given, or by what he does without
        any offence."""
        subject = self.of.subject(at, to)
        if subject is None:
            stop = self.of.leading(at, to)
            if (
                stop in (at, to)
                or self.of.text[stop] in "的、和及与或"
                or words.OTHERS_CASE.match(self.of.text[stop:to])
            ):
                return None
            subject = Subject(at, stop, "responsible")
        learns = words.FINDS.match(self.of.text[subject.stop : to])
        is_case = self.of.text[to - 1] == "的" and not words.OFFENDS.search(self.of.text, subject.stop, to)
        return subject if learns or is_case else None

    def _described(self, at: int) -> Iterator[Body]:
        """The classes whose descriptions end before the comma at `at`: 未按期报送的单位，应当…"""
        text = self.of.text
        begin = max(self.of.origin, *(text.rfind(mark, self.of.origin, at - 1) + 1 for mark in words.MARKS))
        if at <= self.of.origin or text[at - 1] not in ",，":
            return
        begin = piece_begins(text, begin, at - 1)
        if when := words.CLASS_WHEN.match(text[begin : at - 1]):
            name = when["class"]
            if not self.of.only_bodies(begin, begin + len(name)):
                self.of.classes.add(name)
                yield Body(name, name, begin, begin + len(name), 0)
            return
        if not (all_ := words.DESCRIBED_CLASS.match(text[begin : at - 1])):
            return
        stop_all = begin + all_.end("class")
        more = words.LINK.sub("", all_["more"] or "")
        begin += all_.start("class")
        for link in [*words.BETWEEN_DESCRIBED.finditer(text, begin, stop_all), None]:
            stop = link.start() if link else stop_all
            self.of.classes.add(text[begin:stop])
            yield Body(text[begin:stop], text[begin:stop], begin, stop, 0)
            begin = link.end() if link else stop
        if more:
            yield Body(more, more, at - 1 - len(more), at - 1, 0)

    def _subjects(self, from_: int, at: int, to: int, subject: Subject | None, carried: int | None) -> Iterator[Acting]:
        """The subject of the piece `text[at:to]` with its companions, or that of the piece before, `carried` over."""
        addressed = words.ADDRESSED.match(self.of.text[at:to])
        own = None if self.of.report else words.SELF.match(self.of.text[at:to])
        if subject:
            yield from self._all(subject.start if carried is None else carried, subject.stop, subject.role)
            yield from self._companions(subject.stop, to)
        elif carried is not None and ACTS.match(self.of.text, at, to) and not self.of.report:
            yield from self._all(carried, from_ - 1, "responsible")
        elif own:
            stop = at + own.end()
            yield Body(own[0], own[0], at, stop, 0), self.of.role(stop)
            yield from self._companions(stop, to)
        elif addressed and (ACTS.match(self.of.text, at + addressed.end(), to)):
            yield self._addressee(at, at + addressed.end(), addressed[1]), self.of.role(at + addressed.end())
            yield from self._companions(at + addressed.end(), to)

    def _addressee(self, start: int, stop: int, kind: str) -> Body:
        """你县 with the name of the one addressee of its kind: 宁川县 for 宁川县人民政府."""
        written = self.of.text[start:stop]
        names = {each.removesuffix("人民政府").removesuffix("政府") for each in self.addressees}
        named = [name for name in names if is_of_kind(name, kind)]
        return Body(named[0] if len(named) == 1 else written, written, start, stop, 0)

    def _told_responsible(self, at: int, to: int) -> Iterator[Acting]:
        """Those after 责任主体为, and after 由."""
        text = self.of.text
        is_ = words.BODY_IS.search(text, at, to)
        if is_ and not words.ROLE_CLASS.search(text, is_.end(), to) and self.of.only_bodies(is_.end(), to):
            yield from self._all(is_.end(), to, role_of(is_[0]))
        for by in words.BY.finditer(text, at, to):
            begin = by.end()
            if agent := self.of.subject(begin, to):
                yield from self._all(begin, agent.stop, agent.role)
                yield from self._companions(agent.stop, to)
                continue
            called = None if self.of.report else words.AGENT_BY_WORK.match(text, begin, to)
            if called and not is_sentence(called[0]) and ACTS.match(text, called.end(), to):
                self.of.classes.add(called[0])
                yield Body(called[0], called[0], begin, called.end(), 0), self.of.role(called.end())
                continue
            stop = begin if self.of.report else self.of.leading(begin, to)
            if stop == to:  # 由市水务局督办: the verb may look like the ending of a name
                stop = self.of.leading(begin, to - 1)
            if stop > begin and (
                words.MEMBERS.match(text[stop:to]) or not (stop == to or words.NO_AGENT.match(text[stop:to]))
            ):
                yield from self._all(begin, stop, self.of.role(stop))

    def _heads_duties(self, at: int, to: int, end: int) -> bool:
        """Whether `text[at:to]` is the bodies whose duties the rest of the item tells."""
        if self.of.report:
            return False
        said = self.of.text[to:end]
        to = at + len(words.OF_DUTIES.sub("", self.of.text[at:to]))
        if words.OWN_DUTY_BELOW.search(said):
            return self.of.text[at:to] not in ANYBODY and (self.of.only_bodies(at, to) or self.of.only_offices(at, to))
        if not ACTS.match(said.lstrip("。\n \u3000")):
            return False
        name = self.of.text[at:to]
        is_named = name not in ANYBODY and bool(words.AUTHORITY.search(name)) and self.of.only_bodies(at, to)
        return is_named or self.of.only_offices(at, to, short=True)

    def _companions(self, at: int, end: int) -> Iterator[Acting]:
        """B in A会同B, whatever they do together; in A联合B both do it alike."""
        together = words.WITH.match(self.of.text[at:end])
        if together:
            begin = at + together.end()
            yield from self._all(
                begin,
                self._reach(begin, end),
                "responsible" if together["joint"] or together["beside"] else "supporting",
            )

    def _reach(self, begin: int, end: int) -> int:
        """Where the bodies that begin at `begin` end, with a verb after them or not."""
        found = self.of.subject(begin, end)
        return found.stop if found else self.of.leading(begin, end)

    def _with_whom(self, begin: int, end: int, *, is_joint: bool, is_done: bool) -> Iterator[Acting]:
        """Those whom the one named before acts with (会同市公安局开展检查), or whom the reporter joined (已联合)."""
        if (self.of.report or is_done) == is_joint:
            yield from self._all(begin, self._reach(begin, end), "responsible" if is_joint else "supporting")

    def _set_up(self, at: int, end: int) -> Iterator[Acting]:
        """成立X,负责…; X下设办公室,设在Y,负责…: a body that is given its duty as it is set up."""
        text = self.of.text
        under = words.OFFICE_UNDER.match(text[at:end])
        if under and self._duty_follows(end) and self._is_headed(under["above"]):
            yield Body(under["above"] + under["office"], under[0], at, at + under.end(), 0), "responsible"
            return
        taken = words.TAKES_ON.match(text[end : end + 40])
        if not taken:
            return
        role: Role = "lead" if leads(taken["duty"]) else "responsible"
        verb = words.SET_UP.match(text, at, end)
        if verb and self.of.only_bodies(verb.end(), end):
            yield from self._all(verb.end(), end, role)
        elif words.HEADED.search(text, at, end) and words.SET_UP.search(text, self.of.sentence(at), end):
            name = max(text.rfind(mark, at, end) for mark in "的成立") + 1  # 成立由…组成的X
            if name > at and self.of.only_bodies(name, end):
                yield from self._all(name, end, role)
        seat = words.SEAT.search(text, at, end)
        if seat and text[at : seat.start()] not in ANYBODY and self.of.only_bodies(at, seat.start()):
            yield from self._all(at, seat.start(), "responsible")

    def _is_headed(self, name: str) -> bool:
        return name in self.of.aliases or bool(words.HEADED.search(name))

    def _duty_follows(self, at: int) -> bool:
        """Whether the rest of the sentence says what the body set up has to do."""
        stop = self.of.text.find("。", at, at + 120)
        return bool(words.TAKES_ON_LATER.search(self.of.text, at, stop if stop >= 0 else at + 120))


def _is_named_shorter(name: str, once: Mapping[str, Acting], jurisdiction: str | None) -> bool:
    """Whether `name` only takes up a class that was named before: 各单位 behind 驻县各中央单位."""
    short = words.CLASS_AGAIN.fullmatch(name)
    return short is not None and any(
        known.endswith(short["class"]) and is_collective(known, jurisdiction) and not words.ROLE_CLASS.search(known)
        for known in once
    )


def read_inline(
    text: str,
    start: int,
    end: int,
    jurisdiction: str | None,
    aliases: Mapping[str, str],
    kind: Literal["plan", "report"],
    addressees: Sequence[str] = (),
) -> tuple[AgencyMention, ...]:
    """The bodies that sentences of `text[start:end]` make act; who leads in one of them leads. A report's also
    where it tells who did the work."""
    subjects = Subjects(text, start, depths(text, start, end), aliases, kind == "report", jurisdiction)
    definitions = find_definitions(text, start, end) if aliases else []
    defined = {each.short: each for each in reversed(definitions)}
    renamed = {each.called: each for each in reversed(definitions) if each.name == each.short != each.called}
    once: dict[str, Acting] = {}
    for body, role in _Reader(subjects, addressees).actors(start, end):
        if (by := defined.get(body.name)) and by.start < body.start:  # 成立X(以下简称Y)。Y负责…
            body = Body(by.name, text[by.start : by.end], by.start, by.end, body.run, by.short)
        elif by := renamed.get(body.name):  # 领导小组办公室（简称县禁烧办）
            body = replace(body, name=by.name)
        if body.name not in once and _is_named_shorter(body.name, once, jurisdiction):
            continue
        first = once.setdefault(body.name, (body, role))
        if role == "lead":  # 由A、B组成，A为牵头单位
            once[body.name] = first[0], role
    return tuple(_mention(replace(body, name=name), role, subjects) for name, (body, role) in once.items())


def _mention(body: Body, role: Role, known: Subjects) -> AgencyMention:
    collective = body.name in known.classes or is_collective(body.name, known.jurisdiction)
    return AgencyMention(body.name, body.written, role, "inline", collective, body.alias, body.start, body.end)


def acting_by_piece(
    text: str, start: int, end: int, jurisdiction: str | None, aliases: Mapping[str, str], known: Iterable[str]
) -> list[tuple[tuple[int, int], list[AgencyMention]]]:
    """The pieces between marks of one sentence `text[start:end]` of a plan, with the bodies that each makes act.
    `known`: names that are bodies because the item itself says so."""
    subjects = Subjects(text, start, depths(text, start, end), aliases, False, jurisdiction, set(known))
    return [
        (piece, [_mention(body, role, subjects) for body, role in acting])
        for piece, acting in _Reader(subjects, ()).by_piece(start, end)
    ]

"""Which words of a sentence are bodies, and whether they are its subject: 市水务局、市财政局 in 市水务局、市财政局要…

A subject is bodies and nothing else from where it begins to the verb. An office that no list knows (道安办,
工程部) counts where its verb is one that only bodies have (牵头, 负责); from there it is known in the item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import alternatives
from builder.model.notice import Role
from builder.reading.agencies.lists.ellipsis import Body
from builder.reading.agencies.lists.members import are_authorities, read_list
from builder.reading.agencies.names.acts import ACTS, ANYBODY
from builder.reading.agencies.names.bodies import find_verb_between, is_body, may_be_office, seems_body, sets_to_work
from builder.reading.agencies.names.groups import is_group
from builder.reading.agencies.names.levels import (
    is_above,
    is_place,
    is_short_county,
    is_short_office,
    is_short_place,
    level_word,
    place_prefix,
)
from builder.reading.agencies.names.offices import DUTY_NOUN, KNOWN_OFFICE, is_known_office, is_sentence
from builder.reading.agencies.patterns import LISTS, named
from builder.reading.agencies.sentences import patterns as words


@dataclass(frozen=True, slots=True)
class Subject:
    """`text[start:stop]` are the bodies that act, all in the same role."""

    start: int
    stop: int
    role: Role


_SHARED = ("部门", "分公司", "支公司", "分行", "支行")
"""What members of a list share that say of which kind they are."""
_MANY = 2
"""Members of a list that say what an unknown one among them is."""
_LAST_CHARACTERS = "".join(
    sorted(
        {name[-1] for key in ("offices", "wholes", "classes", "kinds", "place_kinds") for name in LISTS[key]} | {*")）"}
    )
)
_ENDS_A_NAME = re.compile(f"[{_LAST_CHARACTERS}]")
_MAY_CLOSE = named(
    "where a list of bodies may end",
    f"(?!{alternatives(LISTS['words_across'])})[{_LAST_CHARACTERS}]",
    example="市水务局",
    counter="组成",
)


@dataclass(slots=True)
class Subjects:
    """The text with one item in it, and what the notice says for all items.

    `depth` tells for each place of the item, counted from `origin`, how many brackets enclose it. `found_here`:
    offices that the item itself showed to be such, `classes`: what it lists or describes as classes; `has_named`:
    whether somebody was named already."""

    text: str
    origin: int
    depth: Sequence[int]
    aliases: Mapping[str, str]
    report: bool
    jurisdiction: str | None = None
    found_here: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    has_named: bool = False

    def bodies(self, start: int, stop: int) -> Iterator[Body]:
        """The bodies of the list `text[start:stop]`."""
        for body in read_list(self.text, start, stop, in_sentence=True).bodies:
            if self._is_body(body):
                self.has_named = True
                yield body

    def _is_body_name(self, name: str) -> bool:
        return name in self.aliases or name in self.found_here or is_body(name)

    def _is_body(self, body: Body) -> bool:
        name = body.name
        if name in self.aliases or name in self.found_here or name in self.classes:
            return True
        if body.certain and name != body.written and name.endswith(_SHARED) and not body.written.endswith(_SHARED):
            return True  # 房屋、建设等部门: its neighbours say what it is
        if is_place(name):
            # 资源 in 资源开发 is no county, 老城区 no district
            here = bool(self.jurisdiction) and self.jurisdiction is not None and name in self.jurisdiction
            return here or not (is_short_county(name) or name in LISTS["ordinary_places"])
        return is_body(name)

    def only_bodies(self, start: int, stop: int) -> bool:
        """Whether `text[start:stop]` is bodies and nothing else."""
        said = self.text[start:stop]
        if not 2 <= len(said) <= words.MENTION_SPACE:
            return False
        # A quick look at the last member, before the whole list is read.
        plain = words.IN_BRACKETS.sub(lambda bracket: " " * len(bracket[0]), said)
        last = said[len(plain) - len(words.LAST_MARK.split(plain)[-1]) :].strip()
        known = last in self.aliases or last in self.found_here or seems_body(last) or is_body(last) or is_body(said)
        if "等" not in last and not known and not words.LISTED_CLASSES.fullmatch(said):
            return False
        listing = read_list(self.text, start, stop, in_sentence=True)
        if not listing.bodies or listing.persons:
            return False
        if (before := words.AUTHORITIES.fullmatch(said)) and are_authorities(before["fields"]):
            self.found_here.update(body.name for body in listing.bodies)
            return True
        if classes := words.LISTED_CLASSES.fullmatch(said):
            unknown = [name for name in classes["classes"].split("、") if not self._is_body_name(name)]
            if any(level_word(name) or is_sentence(name) or sets_to_work(name) for name in unknown):
                return False
            self.classes.update(unknown)
            return True
        unknown_bodies = [body for body in listing.bodies if not self._is_body(body)]
        if unknown_bodies and self._fit_among(unknown_bodies, listing.bodies):
            self.found_here.update(body.name for body in unknown_bodies)
            return True
        return not unknown_bodies

    def _fit_among(self, unknown: Sequence[Body], all_: Sequence[Body]) -> bool:
        """Whether names that no list knows are bodies by their company: zones, which stand for their authorities beside
        other bodies, and whatever is built like a name in a list of which half or more are known."""
        if any(ACTS.match(body.name) for body in unknown):
            return False
        zones = len(unknown) < len(all_) and all(words.ZONE.match(body.name) for body in unknown)
        few = len(all_) >= _MANY and len(unknown) * 2 <= len(all_)
        return zones or (
            few and all(words.PLAIN_NAME.match(body.name) and not is_sentence(body.name) for body in unknown)
        )

    def leading(self, start: int, end: int) -> int:
        """Where the bodies end with which `text[start:end]` begins, whatever follows; `start` where none do."""
        limit = min(end, start + words.MENTION_SPACE)
        stops = [found.end() for found in _MAY_CLOSE.finditer(self.text, start + 1, limit)]
        stop = next((stop for stop in reversed(stops) if self.only_bodies(start, stop)), start)
        return start if self.text.startswith("办公室", stop) else stop  # 指挥部办公室主任 is a person

    def subject(self, start: int, end: int) -> Subject | None:
        """The bodies that begin at `start` and act; the longest reading wins."""
        limit = min(end, start + words.MENTION_SPACE)
        if not self.report and (called := words.TREASURY.match(self.text, start, end + words.MENTION_SPACE)):
            self.classes.add(called[0])
            return Subject(start, called.end(), self.role(called.end()))
        if self.text.startswith("为", start) or not _ENDS_A_NAME.search(self.text, start + 1, limit):
            return None  # 为市水务局提供 names whom it is done for
        label = words.BODY_IS.match(self.text, start, limit)
        if label and self.leading(label.end(), end) > label.end():
            return None  # 责任单位为市水务局 names who it is
        best: Subject | None = None
        is_settled = False  # behind 要, 应当 no name goes on
        for at, bound in self._verbs(start, limit):
            if best and (is_settled or self._turns_to_others(start, best.stop, at)):
                break
            meeting = words.MEETING.search(self.text, start, at)
            persons = words.AND_PERSONS.search(self.text, start, at)
            among = words.AMONG.search(self.text, start, at)
            beside = meeting or persons or among
            stop = beside.start() if beside else at
            if self._acts(start, stop, bound=bound):
                best = Subject(start, stop, self.role(at))
                is_settled = bound
            elif best is None and self._acts_as_office(start, at, bound=bound):
                best = Subject(start, at, self.role(at))
        if (
            best
            and words.MAY.match(self.text, best.stop)
            and words.OF_THE_MARKET.search(self.text, best.start, best.stop)
        ):
            return None  # what a firm may do, it is not made to do; what an authority may do is its business
        said = words.IS_BOUND.search(self.text, start, limit)
        if best is None and said and self.only_bodies(start, said.start()):
            return Subject(start, said.start(), "responsible")
        return best

    def subject_under(self, start: int, stop: int, end: int) -> Subject | None:
        """The subject behind the heading `text[start:stop]` that runs into it, where a known office of a level stands
        there and the heading is no part of its name (开发区应急局, 阿拉善左旗应急局, 沿江八市政府)."""
        at_level = self.text[start : stop + 1]
        office = KNOWN_OFFICE.match(self.text, stop + 1, end)
        if words.TAKES_AN_OBJECT.search(self.text, start, stop):
            return None
        if not office or place_prefix(at_level) or at_level.endswith(LISTS["not_places"]):
            return None
        if (
            level_word(at_level)
            or is_group(at_level)
            or self.leading(start, stop) > start
            or words.ZONE_BEFORE.search(at_level)
        ):
            return None
        subject = self.subject(stop, end)
        is_bound = subject and words.BOUND.match(self.text[subject.stop : subject.stop + 8])
        return subject if is_bound or not words.WORKS_UPON.search(self.text, start, stop) else None

    def _turns_to_others(self, start: int, verb: int, stop: int) -> bool:
        """Whether the verb has other bodies for its object (市水务局组织检查组开展), and is no part of the name that
        ends before `stop` (县市场监督管理局)."""
        if not (self.text.startswith(LISTS["verbs_between"], verb) or words.CONSULTS.match(self.text, verb)):
            return False
        member = words.LAST_MARK.split(self.text[start:verb])[-1]
        name = member + words.LAST_MARK.split(self.text[verb:stop])[0]
        return not (is_known_office(name.removeprefix(level_word(name) or "")) or (is_group(name) and is_body(name)))

    def _verbs(self, start: int, limit: int) -> Iterator[tuple[int, bool]]:
        """Where a subject that begins at `start` may end: before a verb or a limit; True where it binds."""
        verbs = [
            act.start()
            for verb in (ACTS, words.DEMANDS, words.CONSULTS)
            for act in verb.finditer(self.text, start + 2, limit)
        ]
        limits = () if self.report else words.LIMIT_NEXT.finditer(self.text, start + 2, limit)
        bound_by_limit = {found.start() for found in limits}
        for at in sorted(bound_by_limit.union(verbs, find_verb_between(self.text, start, limit))):
            if words.NO_VERB.match(self.text, at - 1, limit) or DUTY_NOUN.match(self.text, at, limit):
                continue
            if not self.depth[at - self.origin]:
                yield at, at in bound_by_limit or bool(words.BOUND.match(self.text[at : at + 8]))

    def _acts(self, start: int, stop: int, *, bound: bool) -> bool:
        by = start > self.origin and self.text[start - 1] == "由"
        if self.text[start:stop] in ANYBODY and (self.report or not (bound or by)):
            return False
        if "由" in self.text[start:stop]:
            return False  # 经费由市水务局承担: those after 由 are looked for by themselves
        return self.only_bodies(start, stop) and (not self.report or bound or self._did(start, stop))

    def _acts_as_office(self, start: int, stop: int, *, bound: bool) -> bool:
        """Whether names that no list knows are offices because of their verb: 工程部牵头, 政策制定机关应当."""
        if words.LEADS_OR_HELPS.match(self.text, stop) and self._are_fields_of_level(start, stop):
            return True
        described = words.DESCRIBED_CLASS.fullmatch(self.text[start:stop]) if bound and not self.report else None
        if described and "的" in described["class"] and not words.BETWEEN_DESCRIBED.search(described[0]):
            self.classes.add(described["class"])
            return True
        is_class = bound and words.CLASS_BY_WORK.match(self.text[start:stop])
        if not (
            is_class
            or words.BOUND.match(self.text[stop : stop + 8])
            or words.STRONG_DUTY.match(self.text[stop : stop + 12])
        ):
            return False
        return not self.report and self.only_offices(start, stop)

    def _are_fields_of_level(self, start: int, stop: int) -> bool:
        """Whether `text[start:stop]` are offices by their fields alone, the first with a level: 县农业、林业."""
        names = [body.name for body in read_list(self.text, start, stop, in_sentence=True).bodies]
        if self.report or not names or level_word(names[0]) is None or not all(map(is_short_office, names)):
            return False
        self.found_here.update(names)
        return True

    def only_offices(self, start: int, stop: int, *, short: bool = False) -> bool:
        """Whether `text[start:stop]` is bodies or what is built like offices and nothing else; they are known from here
        on in the item. `short`: only short names that no other thing has (管理办)."""
        listing = read_list(self.text, start, stop, in_sentence=True)
        if not listing.bodies or listing.persons or stop - start > 40:
            return False
        if short and not all(
            len(body.name) <= words.SHORT_OFFICE and body.name[-1] in "办局委" for body in listing.bodies
        ):
            return False
        if not all(self._is_body(body) or may_be_office(body.name) for body in listing.bodies):
            return False
        self.found_here.update(body.name for body in listing.bodies)
        return True

    def role(self, at: int) -> Role:
        """The role that the verb at `at` gives those before it."""
        after = self.text[at : at + 40]
        if manner := words.MANNER_FIRST.match(after):
            after = after[manner.end() :]
        if under := words.UNDER_LEAD.match(after):
            after = after[under.end() :]
        if words.LEADS.match(after):
            return "lead"
        if words.MUTUAL.match(after) and not self.has_named:
            return "responsible"
        return "supporting" if words.SUPPORTS.match(after) else "responsible"

    def _did(self, start: int, stop: int) -> bool:
        """Whether a report may mean that the bodies named did the work: not where they are counted, nor where
        they stand above the reporter, whom they judge or instruct."""
        if words.NO_DOER.search(self.text, start, stop):
            return False
        return not any(
            is_above(body.name, self.jurisdiction) or is_short_place(body.name)
            for body in read_list(self.text, start, stop, in_sentence=True).bodies
        )

    def sentence(self, at: int) -> int:
        """Where the sentence of `at` begins, within the item."""
        low = max(self.origin, at - words.MENTION_SPACE)
        return max(self.origin, *(self.text.rfind(mark, low, at) + 1 for mark in "。;；\n"))


def piece_begins(text: str, from_: int, to: int) -> int:
    """Where in a piece of a sentence its first words of weight begin: behind 二是, 同时, 2021年底前."""
    before = words.BEFORE.match(text[from_:to])
    return from_ + (before.end() if before else 0)

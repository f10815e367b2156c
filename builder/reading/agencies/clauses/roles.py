"""The words of a clause → who has which role: 牵头单位:A;责任单位:B · A牵头,B、C配合 · A会同B负责.

lead 牵头, 主办, A in A会同B; supporting 配合, 协助, 参加, 参与, B in A会同B; all else responsible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.brackets import CLOSING, OPENING, depths
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import WORDS, role_of
from builder.model.notice import Role
from builder.reading.agencies.clauses import role_patterns
from builder.reading.agencies.clauses.leading import LEAD_MARKS, rule_spans
from builder.reading.agencies.lists.ellipsis import Body
from builder.reading.agencies.lists.members import read_list, starts_as_body
from builder.reading.agencies.names.bodies import may_be_listed
from builder.reading.agencies.names.levels import known_office_end
from builder.reading.agencies.names.offices import is_sentence

_SENTENCE_END = re.compile(r"[;；。\n]")
_COMMA = re.compile("[,，]")


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body and the role that the words give it; `mark`: the sign beside it (★)."""

    body: Body
    role: Role
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a clause says.

    `explicit_lead`: a word makes someone lead; `open`: 等 leaves its list open; `unread`: places that name nobody known
    as a body; `labelled`: it has a label of bodies; `guessed`: labels and words of manner that no list knows."""

    assigned: tuple[Assigned, ...]
    explicit_lead: bool
    open: bool
    unread: tuple[tuple[int, int], ...]
    labelled: bool
    guessed: tuple[tuple[int, int], ...] = ()


def read_roles(text: str, start: int, end: int, given: Role | None = None) -> Assignment:
    """Who is made responsible by the words of a clause, its brackets aside; `given`: the role of a label before."""
    assigned: list[Assigned] = []
    unread: list[tuple[int, int]] = []
    guessed = [found.span("unknown") for found in find_labels(text, start, end) if found["unknown"]]
    is_open = labelled = False
    rules = rule_spans(text, start, end)
    for label, from_, to in _labelled(text, start, end, given, rules):
        labelled = labelled or label is not None
        for sentence_start, sentence_end in _sentences(text, from_, to):
            lists = _Lists(label, guessed, rules)
            for role, list_start, list_end in _segments(text, sentence_start, sentence_end, lists):
                listing = read_list(text, list_start, list_end)
                is_open = is_open or listing.open
                for body in listing.bodies:
                    if body.certain or (len(body.name) <= 20 and not is_sentence(body.name)):
                        assigned.append(_assigned(text, body, role))
                    if not body.certain:
                        unread.append((body.start, body.end))
    assigned = _led(assigned)
    return Assignment(
        assigned=tuple(sorted(assigned, key=lambda entry: entry.body.start)),
        explicit_lead=any(entry.role == "lead" for entry in assigned),
        open=is_open,
        unread=tuple(unread),
        labelled=labelled,
        guessed=tuple(guessed),
    )


def _assigned(text: str, body: Body, role: Role) -> Assigned:
    """The body with its role; a remark on it (市发改委（牵头）) is stronger than the list's."""
    remarked = role_of(body.remark) if role_patterns.ROLE_REMARK.match(body.remark) else role
    return Assigned(body, remarked, mark_beside(text, body))


def _led(assigned: list[Assigned]) -> list[Assigned]:
    """The same, and who a remark says leads does: 市教育局、市体育局（市教育局牵头）."""
    said = (role_patterns.LEADER_REMARK.match(entry.body.remark) for entry in assigned)
    leaders = {found[1] for found in said if found}
    return [replace(e, role="lead") if leaders & {e.body.written, e.body.name} else e for e in assigned]


def mark_beside(text: str, body: Body) -> str:
    """The sign that stands right before or after a body."""
    return next(
        (
            char
            for char in text[body.end : body.end + 1] + text[max(0, body.start - 1) : body.start]
            if char in LEAD_MARKS
        ),
        "",
    )


def find_labels(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The labels of bodies in `text[start:end]`; one that no list knows only where a body follows."""
    at = start
    while found := role_patterns.LABEL_PATTERN.search(text, at, end):
        label = found["unknown"]
        if label and (role_patterns.KNOWN_AT_END.search(label) or starts_as_body(label)):
            at = found.start() + 1  # 市工信局配合单位: the label is its end
            continue
        at = found.end()
        if not label or starts_as_body(text[at : min(end, at + 20)].lstrip()):
            yield found


def _labelled(
    text: str, start: int, end: int, given: Role | None, rules: Sequence[tuple[int, int]]
) -> Iterator[tuple[Role | None, int, int]]:
    """The stretches of a clause, each with the role of the label before it; None where it has no label. `rules`: the
    places that say how to read the clause, whose words are no labels."""
    marks = [mark for mark in _marks(text, start, end, given) if not any(a <= mark[0] < b for a, b in rules)]
    if not marks:
        yield given, start, end
        return
    if text[start : marks[0][0]].strip():
        yield given, start, marks[0][0]
    ends = [at for at, _, _ in marks[1:]] + [end]
    for (_, after, role), to in zip(marks, ends, strict=True):
        if role:
            yield role, after, to


def _marks(text: str, start: int, end: int, given: Role | None) -> list[tuple[int, int, Role | None]]:
    """All labels of a clause in order: where each begins and ends, and the role it gives; None for 完成时限:."""
    marks: list[tuple[int, int, Role | None]] = []
    for found in find_labels(text, start, end):
        words = next(filter(None, found.group("label", "boxed", "bare", "glued", "unknown")))
        opens = not text[start : found.start()].strip() or text[found.start() - 1] in "；;，,。\n"
        if words.startswith(("成员", "工作", "建设", "组织", "监督")) and found[0][-1] in "为是" and not opens:
            continue
        marks.append((found.start(), found.end(), role_of(words)))
    taken = {end_of for _, end_of, _ in marks}
    for found in role_patterns.LEVEL_LABEL.finditer(text, start, end):
        if found.end() not in taken:
            above = [role for start_of, _, role in marks if start_of < found.start()]
            marks.append((found.start(), found.end(), above[-1] if above else given or "responsible"))
    known = {end_of for _, end_of, _ in marks}
    depth = depths(text, start, end)
    for found in role_patterns.OTHER_LABEL.finditer(text, start, end):
        if found.end() not in known and not depth[found.end() - 1 - start]:  # 县水务局(联系人:李四): a remark
            marks.append((found.start(), found.end(), None))
    return sorted(marks, key=lambda mark: mark[:2])


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences that name bodies; one on how to read the others (以下责任单位均包括…) is the notice's, not this
    task's."""
    for from_, to in _pieces(text, start, end, _SENTENCE_END):
        if text[from_:to].strip() and not role_patterns.OF_OTHERS.match(text[from_:to]):
            yield from_, to


def _pieces(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces between `marks`, brackets and quotations kept whole."""
    at = start
    depth = depths(text, start, end, quotes=True)  # “谁主管、谁负责” names nobody
    for mark in marks.finditer(text, start, end):
        if not depth[mark.start() - start]:
            yield at, mark.start()
            at = mark.end()
    yield at, end


def _segments(text: str, start: int, end: int, lists: _Lists) -> Iterator[tuple[Role, int, int]]:
    """The lists of bodies in a sentence, each with its role; a list without a verb of its own waits for the next."""
    for from_, to in _pieces(text, start, end, _COMMA):
        if any(from_ < b and a < to and not _enclosed(text, from_, a) for a, b in lists.rules):
            continue
        yield from _segments_of_piece(text, start, from_, to, lists)
    yield from lists.settle("responsible")


def _enclosed(text: str, start: int, at: int) -> bool:
    """Whether a bracket that opens behind `start` is open at `at`."""
    before = text[start:at]
    return sum(map(before.count, OPENING)) > sum(map(before.count, CLOSING))


class _Lists:
    """The lists of one sentence whose role is not said yet: `waiting` for a verb; in A会同B, A is in `before`, B in
    `with_`. `guessed` takes the places of words of manner that no list knows; `rules` are the places that say how to
    read the clause."""

    def __init__(
        self, label: Role | None, guessed: list[tuple[int, int]], rules: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.label = label
        self.rules = rules
        self.guessed = guessed
        self.waiting: list[tuple[int, int]] = []
        self.with_: list[tuple[int, int]] = []
        self.before: list[tuple[int, int]] = []
        self.has_settled = False

    def settle(self, role: Role) -> Iterator[tuple[Role, int, int]]:
        """All lists so far with the role that a verb gives them; the label's role is stronger than 负责."""
        by_verb = self.label if self.label and role == "responsible" else role
        given: tuple[tuple[Role, list[tuple[int, int]]], ...] = (
            ("lead", self.before),
            (by_verb, self.waiting),
            ("supporting", self.with_),
        )
        for of_list, spans in given:
            for span in spans:
                yield of_list, *span
            spans.clear()

    def settle_apart(self, earlier: list[tuple[int, int]], role: Role, from_: int) -> Iterator[tuple[Role, int, int]]:
        """`earlier` lists are responsible where the `role` of those from `from_` on is another: A,B配合."""
        weak = role == "supporting" and not self.has_settled if self.label is None else role != "responsible"
        if earlier and weak:
            mine = [span for span in self.waiting if span[0] >= from_]
            self.waiting[:] = earlier
            yield from self.settle("responsible")
            self.waiting[:] = mine

    def take(self, text: str, at: int, stop: int) -> None:
        """Takes the list `text[at:stop]`; a 会同 in it parts those who lead from those whom they meet."""
        meeting = role_patterns.MEETING.search(text, at, stop)
        if meeting:
            is_named = text[at : meeting.start()].strip("由 \u3000")
            self.before += [*self.waiting, *([(at, meeting.start())] if is_named else [])]
            self.waiting.clear()
            self.with_.append((meeting.end(), stop))
        elif text[at:stop].strip():
            (self.with_ or self.waiting).append((at, stop))


def _segments_of_piece(text: str, start: int, from_: int, to: int, lists: _Lists) -> Iterator[tuple[Role, int, int]]:
    """The lists that a verb in `text[from_:to]` settles; `start`: where the sentence begins."""
    at = from_
    earlier = [] if lists.with_ or lists.before else list(lists.waiting)
    while at < to:
        if role_patterns.SKIPPED.match(text[at:to]) or (at > start and role_patterns.OF_OTHERS.match(text[at:to])):
            return
        if lists.with_ and not lists.before and at == from_ and _verb(text, at, to):
            yield from lists.settle("responsible")  # A牵头,会同B,C负责: what B takes part in is said
        verb = None if lists.label and role_patterns.OF_CLASS_AT_END.search(text[at:to]) else _verb(text, at, to)
        stop = verb.stop if verb else to
        if verb and verb.manner:
            lists.guessed.append(verb.manner)
        if verb is None and (how := role_patterns.BY_DUTY.search(text, at, to)):
            stop = how.start()
        lists.take(text, at, stop)
        if verb is None:
            return
        role = role_of(text[verb.start : verb.end])
        yield from lists.settle_apart(earlier, role, from_)
        lists.has_settled = True
        yield from lists.settle(role)
        at = _next_subject(text, verb.end, to)


def _next_subject(text: str, at: int, end: int) -> int:
    """Where, after a verb, the next body begins (A牵头B配合; A负责X、B负责Y); `end` where none does."""
    rest = role_patterns.AFTER_VERB.match(text, at, end)
    at = rest.end() if rest else at
    while at < end and text[at].isspace():
        at += 1
    if starts_as_body(text[at:end]) or role_patterns.MEETING.match(text, at, end):
        return at
    for mark in re.compile("[、和及]").finditer(text, at, end):
        if starts_as_body(text[mark.end() : end]) and _verb(text, mark.end(), end):
            return mark.end()
    return end


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb at `text[start:end]`, which ends a list of bodies at `stop`; `manner`: where words between the two say
    how in a way that no list knows."""

    stop: int
    start: int
    end: int
    manner: tuple[int, int] | None = None


_VERBS_IN_NAMES = ("组织", "建立", "研究", "开展", "提供", "保障", "加强")
"""Verbs that after a short name may belong to it: 农村组织, 科技研究."""


def _verb(text: str, start: int, end: int) -> _Verb | None:
    """What the bodies that a piece begins with do."""
    depth = depths(text, start, end, quotes=True)  # “谁主管、谁负责” names nobody
    for found in role_patterns.VERB_AFTER.finditer(text, start, end):
        if depth[found.start() - start]:
            continue
        member = max(text.rfind(mark, start, found.start()) for mark in "、和及与") + 1 or start
        if known_office_end(text[member:end].lstrip()) > found.start() - member:
            continue
        before = text[start : found.start()]
        how, is_known = _manner(before)
        names = before[: how.start()] if how else before
        if _ends_list(names.strip(), found[0], has_manner=how is not None):
            place = (start + how.start(), found.start()) if how and not is_known and names.strip() else None
            return _Verb(start + len(names), found.start(), found.end(), place)
    return None


def _manner(before: str) -> tuple[re.Match[str] | None, bool]:
    """The words before a verb that say how, and whether a list knows them."""
    known, any_ = role_patterns.ADVERB.search(before), role_patterns.UNKNOWN_MANNER.search(before)
    if any_ and (known is None or any_.start() < known.start()):
        return any_, False
    return known, True


def _ends_list(names: str, verb: str, *, has_manner: bool) -> bool:
    """Whether the list of bodies `names` ends before `verb`, and the verb is no part of the last name."""
    last = re.split(r"[、及和与]", names)[-1].strip()
    if not last or verb.startswith(WORDS["strong_verbs"]) or last.endswith((")", "）")):
        return True
    if role_patterns.ETC_AT_END.search(last):
        return True
    is_name_only = not has_manner and verb in _VERBS_IN_NAMES and len(last) < 4
    return may_be_listed(role_patterns.AFTER_ETC.sub("", last) or last) and not is_name_only

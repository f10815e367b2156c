"""What a page asks of the ledger and the site, noted while it is planned, so that a later build plans it again only
where an answer has changed.

`TracedIndex` and `TracedSite` stand before the real ones. A look-up notes which table was asked for which key; a table
that is gone through, or a value that is no table, is noted as a whole. Whatever the plan of a page reads, it reads from
these or from what it is handed, so equal hands and equal answers make an equal page. Answers are compared by
fingerprints of all that they hold; a notice in one stands for its whole content.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property, partial
from itertools import zip_longest
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import Entry, LedgerIndex
from builder.ledger.mentions import Passage
from builder.model.ledger import Agency, Document, DueEntry, Ledger, Responsibility, TaskKey
from builder.model.notice import Notice

Pages = tuple[str, str] | list[tuple[str, str]]
Plan = Callable[..., Pages]
Step = tuple[Plan, tuple[object, ...]]
"""A function of `(index, site, *handed)` that plans a page or several, and what it is handed besides index and site."""
Question = tuple[str, Hashable]
"""Name of a table and the key looked up in it; `_ALL` for a whole table, None for a value that is no table."""

_ALL = "*all*"
_NOTHING: Question = ("", None)
"""Stands in the place of a question that no page asks any more, until another takes its number."""
_ON_PAGES = "on_pages"
_NOTICE = "notice"
_MISSING = b""


def pages_of(planned: Pages) -> list[tuple[str, str]]:
    """What a plan gives, as several pages."""
    return [planned] if isinstance(planned, tuple) else planned


class _Reduced(dict[type, Callable[[Any], tuple[type, object]]]):
    """How values of a dataclass are written: by its name and fields, without the detour of `__reduce_ex__`."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[type, object]]:
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        if not names:
            raise KeyError(kind)
        get = attrgetter(*names)
        made = self[kind] = (
            (lambda value: (kind, get(value))) if len(names) > 1 else lambda value: (kind, (get(value),))
        )
        return made


_REDUCED = _Reduced({TaskKey: lambda key: (TaskKey, (str(key),))})


class Fingerprints:
    """Short digests of values. Each notice is digested once, or known by its identity (`Ledger.identities`)."""

    def __init__(self, identities: Mapping[str, str] | None = None) -> None:
        self._identities = identities or {}
        self._notices: dict[int, tuple[Notice, bytes]] = {}
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """Equal for values that hold the same."""
        kind = type(value)
        if kind is Notice:
            return self._of_notice(cast(Notice, value))
        if kind is Entry:
            entry = cast(Entry, value)
            return f"{entry.key}\n".encode() + self._of_notice(entry.notice)
        if kind is Document or kind is Agency:  # of the ledger, and asked for by many pages
            known = self._known.get(id(value))
            if known is None:
                known = self._known[id(value)] = (value, self._of_content(value))
            return known[1]
        if kind is tuple and len(cast(tuple[object, ...], value)) <= _SHORT and not _is_plain(value):
            return _of_parts(map(self.of, cast(tuple[object, ...], value)))
        if kind is str or value is None:
            return repr(value).encode("utf-8", "surrogatepass")
        return self._of_content(value)

    def _of_content(self, value: object) -> bytes:
        written = io.BytesIO()
        _dump(value, pickle.Pickler(written, 5) if _is_plain(value) else _Writer(written, self))
        return _digest(written)

    def of_notices(self, ids: Iterable[str]) -> bytes | None:
        """As it were of a value that follows from what these notices say: another one where one of them is another;
        None where one has no identity."""
        known = [self._identities.get(notice) for notice in dict.fromkeys(ids)]
        return _of_parts(each.encode() for each in known if each) if all(known) else None

    def _of_notice(self, notice: Notice) -> bytes:
        known = self._notices.get(id(notice))
        if known is None and notice.id in self._identities:
            known = self._notices[id(notice)] = (notice, self._identities[notice.id].encode())
        if known is None:
            written = io.BytesIO()
            _dump(notice, pickle.Pickler(written, 5))
            # The notice is kept, so that no other comes to have its number.
            known = self._notices[id(notice)] = (notice, _digest(written))
        return known[1]


_SHORT = 4


def _of_parts(parts: Iterable[bytes]) -> bytes:
    return hashlib.blake2b(repr(list(parts)).encode(), digest_size=16).digest()


def _dump(value: object, pickler: pickle.Pickler) -> None:
    pickler.fast = True  # without minding which values are one object
    pickler.dispatch_table = cast(Any, _REDUCED)
    pickler.dump(value)


def _digest(written: io.BytesIO) -> bytes:
    return hashlib.blake2b(written.getbuffer(), digest_size=16).digest()


def _is_plain(value: object) -> bool:
    """Whether a value, or all that a list, tuple or dict holds, holds no notice: what `builder.model` defines does
    not."""
    kind = type(value)
    if kind in _HOLDING:
        table = cast(Mapping[object, object], value) if kind is dict else {}
        held = [*table, *table.values()] if table else list(cast(Iterable[object], value))
        kinds = set(map(type, held))
        return all(map(_PLAIN.__getitem__, kinds - _HOLDING)) and (
            kinds.isdisjoint(_HOLDING) or all(_is_plain(each) for each in held if type(each) in _HOLDING)
        )
    return _PLAIN[kind]


class _Plain(dict[type, bool]):
    def __missing__(self, kind: type) -> bool:
        plain = self[kind] = kind.__module__.startswith(_MODEL) and kind is not Notice
        return plain


_PLAIN = _Plain(dict.fromkeys((str, bytes, int, float, bool, type(None)), True))
_HOLDING = frozenset({list, tuple, dict})
_MODEL = ("builder.model.", "builder.config.")


class _Writer(pickle.Pickler):
    """Writes notices by their digests, sets in a fixed order."""

    def __init__(self, file: io.BytesIO, known: Fingerprints) -> None:
        super().__init__(file, 5)
        self._known = known

    def persistent_id(self, value: object) -> object:
        kind = type(value)
        if kind is Notice:
            return self._known.of(value)
        if kind is Entry:
            entry = cast(Entry, value)
            return str(entry.key), self._known.of(entry.notice)
        if kind is set or kind is frozenset:
            return tuple(sorted(map(self._known.of, cast(Iterable[object], value))))
        return None


def _of_parts_of_tasks(_key: object, found: Iterable[Responsibility]) -> Iterable[str]:
    return (part.task.notice_id for part in found)


def _of_keys(_key: object, found: Iterable[TaskKey]) -> Iterable[str]:
    return (task.notice_id for task in found)


def _of_passages(_key: object, found: Iterable[Passage]) -> Iterable[str]:
    return (passage.notice.id for passage in found)


_FROM_NOTICES: dict[str, Callable[[Any, Any], Iterable[str]]] = {
    "index.duties_of": _of_parts_of_tasks,
    "index.limits_of": _of_keys,
    "index.passages_of": _of_passages,
}
"""Tables whose values follow from what single notices say, and the ids of these, given key and value. What a notice
says of a key follows from it alone, so that the value need not be digested."""


_OF_NOTICE: dict[str, Callable[[Any], str]] = {
    "index.notices": str,
    "index.entries": attrgetter("notice_id"),
    "index.responsibilities_of": attrgetter("notice_id"),
    "index.due_of": attrgetter("notice_id"),
    "index.topics_of": attrgetter("notice_id"),
    "index._agency_of": lambda key: cast(str, key[0].notice_id),
    "index._outlines": str,
}
"""Tables whose values follow from one notice (as it is resolved), and its id, given the key: it is asked instead, once
for all that a page looks up in it."""


class Trace:
    """Questions, and the digests of their answers. `noted`: what the page that is being planned has asked."""

    def __init__(self, index: LedgerIndex, site: SiteFacts) -> None:
        self.index = index
        self.fingerprints = Fingerprints(index.ledger.identities)
        self.noted: dict[Question, None] = {}
        self._sources: dict[str, object] = {"index": index, "ledger": index.ledger, "site": site}
        self._answers: dict[Question, bytes] = {}
        self._tables: dict[str, object] = {}

    def value(self, name: str) -> object:
        source, _, attribute = name.partition(".")
        value = getattr(self._sources[source], attribute)
        if callable(value):
            raise TypeError(f"{name} is not traced")
        return value

    def answer(self, question: Question) -> bytes:
        """The digest of the answer to a question."""
        found = self._answers.get(question)
        if found is None:
            found = self._answers[question] = self._answered(*question)
        return found

    def know(self, question: Question, answer: bytes) -> None:
        """Take the digest of the answer for known."""
        self._answers[question] = answer

    def digest(self, questions: Iterable[Question]) -> bytes:
        """A digest of the answers to several questions together, which costs a fraction of one of each."""
        written = io.BytesIO()
        _dump([self._short(question) for question in questions], pickle.Pickler(written, 5))
        return _digest(written)

    def _short(self, question: Question) -> object:
        """A value without notices that is another one where the answer is."""
        known, value = self._found(*question)
        if known is None and _is_plain(value):
            return [value]
        return self.answer(question) if known is None else known

    def _answered(self, name: str, key: Hashable) -> bytes:
        known, value = self._found(name, key)
        return self.fingerprints.of(value) if known is None else known

    def _found(self, name: str, key: Hashable) -> tuple[bytes | None, object]:
        """The digest of an answer, where it is known without looking at it, and the answer."""
        if name == _ON_PAGES:
            return None, self.index.on_pages(cast(tuple[DueEntry, ...], key))
        if name == _NOTICE:
            notice = self.index.notices.get(cast(str, key))
            return (self.fingerprints.of(notice) if notice else _MISSING), None
        value = self._tables.get(name)
        if value is None:
            try:
                value = self._tables[name] = self.value(name)
            except (AttributeError, KeyError):
                return _MISSING, None
        if key is None or key == _ALL:
            return None, value
        table = cast(Mapping[Hashable, object], value)
        if key not in table:
            return _MISSING, None
        found = table[key]
        notices = _FROM_NOTICES.get(name)
        return (self.fingerprints.of_notices(notices(key, found)) if notices else None), found


class _View(Mapping[Any, Any]):
    """A table whose look-ups are noted."""

    def __init__(self, trace: Trace, name: str, table: Mapping[Any, Any]) -> None:
        self._trace = trace
        self._name = name
        self._table = table
        self._notice_of = _OF_NOTICE.get(name)
        self._questions: dict[Any, Question] = {}

    def _note(self, key: Any) -> None:
        question = self._questions.get(key)
        if question is None:
            question = (_NOTICE, self._notice_of(key)) if self._notice_of else (self._name, key)
            self._questions[key] = question
        self._trace.noted[question] = None

    def __getitem__(self, key: Hashable) -> Any:
        self._note(key)
        return self._table[key]

    def get(self, key: Hashable, default: Any = None) -> Any:
        self._note(key)
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._table

    def _all(self) -> Mapping[Any, Any]:
        self._trace.noted[self._name, _ALL] = None
        return self._table

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> Any:
        return self._all().keys()

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()


class Reads:
    """What is read of a trace's index, ledger and site."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._views: dict[str, _View] = {}

    def read(self, name: str) -> Any:
        """The value at `name` (`ledger.agencies`): a view where it is a table, else itself, noted."""
        view = self._views.get(name)
        if view is not None:
            return view
        value = self.trace.value(name)
        if isinstance(value, Mapping):
            view = self._views[name] = _View(self.trace, name, value)
            return view
        self.trace.noted[name, None] = None
        return value


class TracedLedger:
    """A ledger whose fields are noted when they are read."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        return self._reads.read(f"ledger.{name}")


class TracedSite:
    """What is known of the site, noted when it is read."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        return self._reads.read(f"site.{name}")


class TracedIndex(LedgerIndex):
    """An index whose tables are noted when they are asked. What it works out by several look-ups, as `entries_of_body`,
    is noted by these. `part` makes a part of a page, or has it."""

    def __init__(self, reads: Reads, part: Part | None = None) -> None:
        self._reads = reads
        self._part = part
        self.ledger = cast(Ledger, TracedLedger(reads))
        self.notices = reads.read("index.notices")
        self.entries = reads.read("index.entries")

    def on_pages(self, items: Iterable[DueEntry]) -> dict[str, list[DueEntry]]:
        """Noted as it is answered: where an entry stands among all says less than it seems."""
        asked = tuple(items)
        trace = self._reads.trace
        trace.noted[_ON_PAGES, asked] = None
        return trace.index.on_pages(asked)

    def part(self, make: Callable[..., Any], *handed: object) -> Any:
        """Kept where it would be the same."""
        return self._part(self, make, handed) if self._part else make(self, *handed)


Part = Callable[[TracedIndex, Plan, tuple[object, ...]], Any]


def _property(name: str) -> property:
    return property(lambda index: index._reads.read(f"index.{name}"))


for _name, _member in vars(LedgerIndex).items():
    if isinstance(_member, cached_property):
        setattr(TracedIndex, _name, _property(_name))


Put = Callable[[str, str], object]
"""Keeps the text of a page, given its path; what it returns stands for the text."""


def _itself(_path: str, text: str) -> object:
    return text


class Planned(NamedTuple):
    """Of each step of a portion: its key, its pages, the numbers of what they ask, the parts that they have;
    `questions` by these numbers; `parts`: the text of each, and what it asks."""

    steps: list[tuple[bytes, list[tuple[str, object]], array[int], tuple[bytes, ...]]]
    questions: list[Question]
    parts: dict[bytes, tuple[str, array[int]]]


Portion = Callable[[], Planned]
_PORTION = 64
"""Steps that are planned together."""


class PlannedBefore:
    """Which pages of the last build still are what would be planned. `last`: what `record` gave then, by a program of
    the fingerprint `program`, None where nothing is known; `stands(path, stamp)`: whether a page's file is still the
    one that was written."""

    def __init__(self, last: object, program: str, stands: Callable[[str, str], bool]) -> None:
        self._program = program
        self._stands = stands
        self._questions: list[Question] = []
        self._answers: list[bytes] = []
        self._digests: list[bytes] = []
        self._steps: dict[bytes, tuple[tuple[tuple[str, str], ...], bytes, tuple[bytes, ...]]] = {}
        self._parts: dict[bytes, tuple[str, bytes]] = {}
        if isinstance(last, tuple) and len(last) == 6 and last[0] == program:
            _, self._questions, self._answers, self._digests, self._steps, self._parts = last
        self._changed: set[int] = set()
        self._next: dict[bytes, tuple[tuple[str, ...], array[int], tuple[bytes, ...]]] = {}
        self._next_parts: dict[bytes, tuple[str, array[int]]] = {}
        self._left: list[tuple[bytes, Step]] = []
        self._parts_made: dict[bytes, tuple[str, list[Question]]] = {}
        self._asked = list(self._questions)
        self._numbers = {question: at for at, question in enumerate(self._asked) if question != _NOTHING}
        self._free = [at for at, question in enumerate(self._asked) if question == _NOTHING]
        self._made_of: dict[bytes, None] = {}
        self.kept: dict[str, str] = {}

    def portions(self, steps: Iterable[Step], index: LedgerIndex, site: SiteFacts, put: Put = _itself) -> list[Portion]:
        """What is to be planned, in portions that depend on nothing but this and may each be made in a process of its
        own; `pages` takes what becomes of them. `put` keeps the text of a page that was planned, by its path."""
        trace = self._trace = Trace(index, site)
        self._changed = self._find_changed(trace)
        self._reads = Reads(trace)
        self._listed: list[list[str] | None] = []
        for step in steps:
            plan, handed = step
            key = trace.fingerprints.of((plan.__module__, plan.__qualname__, handed))
            listed, asked, parts = self._steps.get(key, ((), b"", ()))
            numbers = array("I", asked)
            if listed and self._changed.isdisjoint(numbers) and all(self._stands(*each) for each in listed):
                self.kept.update(listed)
                paths = tuple(path for path, _ in listed)
                self._next[key] = paths, numbers, parts
                self._next_parts.update((part, self._kept_part(part)) for part in parts)
                self._listed.append(list(paths))
            else:
                self._left.append((key, step))
                self._listed.append(None)
        left = self._left
        return [partial(self._plan, left[at : at + _PORTION], put) for at in range(0, len(left), _PORTION)]

    def _plan(self, left: Iterable[tuple[bytes, Step]], put: Put) -> Planned:
        trace = self._trace
        # Nothing that is kept leads back here: all is let go of without looking for circles of values.
        traced, traced_site = TracedIndex(self._reads, self._part), cast(SiteFacts, TracedSite(self._reads))
        self._parts_made.clear()
        numbers: dict[Question, int] = {}

        def numbered(questions: Iterable[Question]) -> array[int]:
            return array("I", (numbers.setdefault(question, len(numbers)) for question in questions))

        steps = []
        for key, (plan, handed) in left:
            trace.noted.clear()
            self._made_of.clear()
            made = pages_of(plan(traced, traced_site, *handed))
            steps.append(
                (key, [(path, put(path, text)) for path, text in made], numbered(trace.noted), tuple(self._made_of))
            )
        parts = {part: (text, numbered(asked)) for part, (text, asked) in self._parts_made.items()}
        return Planned(steps, list(numbers), parts)

    def pages(self, made: Iterable[Planned]) -> Iterator[tuple[str, object]]:
        """Path and text (as `put` kept it) of each page, given what became of all portions, in order; None for a text
        that stands already, as `kept` says: path → stamp."""
        planned = self._taken(made)
        for listed in self._listed:
            yield from ((path, None) for path in listed) if listed is not None else next(planned)

    def _taken(self, made: Iterable[Planned]) -> Iterator[list[tuple[str, object]]]:
        for steps, questions, parts in made:
            numbers = self._numbered(questions)
            for part, (text, asked) in parts.items():
                self._next_parts[part] = text, array("I", sorted(numbers[at] for at in asked))
            for key, pages, asked, own in steps:
                paths = tuple(path for path, _ in pages)
                self._next[key] = paths, array("I", sorted(numbers[at] for at in asked)), own
                yield pages

    def _part(self, index: TracedIndex, make: Plan, handed: tuple[object, ...]) -> Markup:
        """A part of the page that is being planned, kept or made; what it asks is noted for the page too."""
        trace = self._trace
        key = trace.fingerprints.of((make.__module__, make.__qualname__, handed))
        found = self._parts_made.get(key)
        if found is None:
            kept = self._kept_part(key) if key in self._parts else None
            if kept is not None and self._changed.isdisjoint(kept[1]):
                found = kept[0], [self._asked[number] for number in kept[1]]
            else:
                around, trace.noted = trace.noted, {}
                found = str(make(index, *handed)), list(trace.noted)
                trace.noted = around
            self._parts_made[key] = found
        text, questions = found
        trace.noted.update(dict.fromkeys(questions))
        self._made_of[key] = None
        return Markup(text)

    def _kept_part(self, key: bytes) -> tuple[str, array[int]]:
        text, asked = self._parts[key]
        return text, array("I", asked)

    def _numbered(self, questions: Iterable[Question]) -> list[int]:
        """The numbers of questions; each new one gets one that is free, or the next."""
        for question in questions:
            if question not in self._numbers:
                if self._free:
                    at = self._free.pop()
                    self._asked[at] = question
                else:
                    at = len(self._asked)
                    self._asked.append(question)
                self._numbers[question] = at
        return list(map(self._numbers.__getitem__, questions))

    def _find_changed(self, trace: Trace) -> set[int]:
        """The numbers of the questions that have another answer now. Of a table that is the same as a whole, and of
        questions whose answers have the same digest together, none is asked for."""
        asked = list(enumerate(zip(self._questions, self._answers, strict=True)))
        same: set[str] = set()
        left = []
        for group, digest in zip(_groups(asked), self._digests, strict=True):
            if trace.digest(question for _, (question, _) in group) != digest:
                left += group
                continue
            for _, (question, before) in group:
                trace.know(question, before)
            same.update(name for _, ((name, key), _) in group if key == _ALL)
        changed: set[int] = set()
        for number, (question, before) in sorted(left, key=lambda each: each[1][0][1] != _ALL):
            name, key = question
            if name in same:
                trace.know(question, before)
            elif trace.answer(question) != before:
                changed.add(number)
            elif key == _ALL:
                same.add(name)
        return changed

    def record(self, stamp_of: Callable[[str], str | None]) -> object:
        """What the next build may know, when all pages are written: builtins and values of the model."""
        used = set().union(*(numbers for _, numbers, _ in self._next.values()))
        questions = [question if at in used else _NOTHING for at, question in enumerate(self._asked)]
        answers = list(map(self._trace.answer, questions))
        asked = list(zip(questions, answers, strict=True))
        last = list(zip(self._questions, self._answers, strict=True))
        digests = [
            known if now == before else self._trace.digest(question for question, _ in now or ())
            for now, before, known in zip_longest(_groups(asked), _groups(last), self._digests)
        ]
        steps = {}
        parts: dict[bytes, tuple[str, array[int]]] = {}
        for key, (paths, numbers, own) in self._next.items():
            stamps = tuple((path, self.kept.get(path) or stamp_of(path)) for path in paths)
            if all(stamp for _, stamp in stamps):
                steps[key] = stamps, numbers.tobytes(), own
                parts.update((part, self._next_parts[part]) for part in own)
        kept = {key: (text, numbers.tobytes()) for key, (text, numbers) in parts.items()}
        return self._program, questions, answers, digests, steps, kept


_T = TypeVar("_T")
_GROUP = 64
"""So many questions have a digest of their answers together."""


def _groups(questions: list[_T]) -> list[list[_T]]:
    return [questions[at : at + _GROUP] for at in range(0, len(questions), _GROUP)]

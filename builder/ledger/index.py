"""The ledger seen from each page: what belongs to this task, this body, this day.

Built once for a build; everything in it is in the ledger's own order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import TypeVar
from weakref import WeakValueDictionary

from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import ROLE_ORDER
from builder.ledger.agencies.open_groups import may_include
from builder.ledger.duties import read_duties
from builder.ledger.mentions import Passage, passages_outside
from builder.ledger.task_titles import cited_place, task_place, task_title
from builder.model.addresses import document_address, notice_address, task_address
from builder.model.ledger import (
    Agency,
    Counterpart,
    Document,
    DueEntry,
    Duty,
    Jurisdiction,
    Ledger,
    Responsibility,
    TaskKey,
    Topic,
)
from builder.model.notice import Citation, Deadline, Finding, Notice, OutlineItem, Task

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Entry:
    """A task with its notice: what most lists are made of."""

    key: TaskKey
    notice: Notice
    task: Task
    address: str
    title: str

    @property
    def number(self) -> str:
        """2-1-1: the numbers of the labels of the task's id."""
        return self.notice.slugs[self.task.id]

    @property
    def own_label(self) -> str:
        """The label without the sign that sets it off from the text: 2. → 2."""
        return self.task.label.strip().rstrip("、.．:：,，") or self.number

    @property
    def short_label(self) -> str:
        """The label after that of a numbered item that it stands under: (1) under 3. → 3(1), under 3.1.2 → 3.1.2(1)."""
        label = self.own_label
        above = self.task.id.split("/")[:-1]
        numbered = bool(above) and above[-1].replace(".", "").isdecimal()
        return f"{above[-1]}{label}" if numbered and not label.replace(".", "").isdecimal() else label

    @property
    def place(self) -> str:
        """Where it stands: 二(一)2, 附件1第13项."""
        return task_place(self.notice.path[self.task.id])

    @property
    def cited(self) -> str:
        """Where it stands, after the title of its notice: 第二(一)2项, 附件1第13项."""
        return cited_place(self.notice.path[self.task.id])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks, and how many items of reports, which are no tasks."""

    tasks: int
    reported: int

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Tally:
        """Each entry is counted once, however often it is given."""
        kinds = [entry.task.kind for entry in {entry.key: entry for entry in entries}.values()]
        return cls(kinds.count("task"), kinds.count("progress"))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def notice_name(notice: Notice) -> str:
    """The name of the plan or report itself, else of the covering notice, else its id."""
    return notice.front.plan_title or notice.front.title or notice.id


def made_from(notices: Iterable[Notice]) -> str:
    """The line that says what a page or picture was made from."""
    return "、".join(
        dict.fromkeys(f"source_texts/{notice.source_name} (sha256 {notice.source_sha256[:12]})" for notice in notices)
    )


def relation_of(pairs: Iterable[Counterpart]) -> str:
    """What holds between two notices: the closest relation of any of their tasks."""
    found = {pair.relation for pair in pairs}
    return next((relation for relation in ("reports", "implements") if relation in found), "same-subject")


_living: WeakValueDictionary[int, LedgerIndex] = WeakValueDictionary()


def index_of(ledger: Ledger) -> LedgerIndex:
    """The index of a ledger: the one that is in use, where there is one."""
    index = _living.get(id(ledger))
    if index is None or index.ledger is not ledger:
        index = _living[id(ledger)] = LedgerIndex(ledger)
    return index


class LedgerIndex:
    """Look-ups over a ledger. `entries`: every task of every notice, by key, in order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.notices = {notice.id: notice for notice in ledger.notices}
        self.entries: dict[TaskKey, Entry] = {
            key: Entry(key, notice, task, task_address(notice, task.id), task_title(task))
            for notice in ledger.notices
            for task in notice.tasks
            for key in [TaskKey.of(notice, task)]
        }

    def part(self, make: Callable[..., V], *handed: object) -> V:
        """A part of a page, `make(index, *handed)`. An index that notes what is read keeps it apart from the page: it
        reads from the index and from what it is handed alone."""
        return make(self, *handed)

    @cached_property
    def tally(self) -> Tally:
        """How much there is of all notices."""
        return Tally.of(self.entries.values())

    @cached_property
    def responsibilities_of(self) -> dict[TaskKey, list[Responsibility]]:
        """By task: those named first, then those through a group; lead first."""
        groups = _grouped((part.task, part) for part in self.ledger.responsibilities)
        return {
            key: sorted(
                parts, key=lambda part: (part.via is not None, ROLE_ORDER[part.mention.role], part.mention.start)
            )
            for key, parts in groups.items()
        }

    @cached_property
    def parts_of(self) -> dict[str, list[Responsibility]]:
        """By notice."""
        return _grouped((part.task.notice_id, part) for part in self.ledger.responsibilities)

    @cached_property
    def duties_of(self) -> dict[str, list[Responsibility]]:
        """By body."""
        return _grouped((part.agency, part) for part in self.ledger.responsibilities)

    def findings_of(self, notice: Notice) -> list[Finding]:
        """Those of its reading, then those of the ledger."""
        return [*notice.findings, *self.ledger.findings.get(notice.id, ())]

    def entries_of_notice(self, notice: Notice) -> list[Entry]:
        return [self.entries[TaskKey.of(notice, task)] for task in notice.tasks]

    def entries_of_body(self, body: Agency) -> list[Entry]:
        """The tasks of a body, named itself or through a group, each once."""
        return [
            self.entries[key]
            for key in dict.fromkeys(part.task for part in self.duties_of.get(body.id, ()))
            if key in self.entries
        ]

    def entries_of_topic(self, topic: Topic) -> list[Entry]:
        return [self.entries[key] for key in topic.tasks if key in self.entries]

    def entries_of_place(self, place: Jurisdiction) -> list[Entry]:
        """The tasks of its own notices, then those that other notices give its bodies, each once."""
        own = [
            entry for notice in self._notices_of_path.get(place.path, ()) for entry in self.entries_of_notice(notice)
        ]
        given = [entry for body in self._charged_in.get(place.id, ()) for entry in self.entries_of_body(body)]
        return list({entry.key: entry for entry in (*own, *given)}.values())

    @cached_property
    def due_of(self) -> dict[TaskKey, list[DueEntry]]:
        return _grouped((entry.task, entry) for entry in self.ledger.due)

    @cached_property
    def _duties(self) -> tuple[Duty, ...]:
        return read_duties(self.ledger)

    @cached_property
    def bound_by(self) -> dict[tuple[TaskKey, Deadline | None], list[Duty]]:
        """By task and limit (None: the notice's rule for all): whom it binds, members of groups after the groups."""
        return _grouped(((duty.task, duty.limit), duty) for duty in self._duties)

    @cached_property
    def limits_of(self) -> dict[str, dict[TaskKey, set[Deadline | None]]]:
        """By body, then by task: the limits that bind it, by itself or through a group."""
        found: dict[str, dict[TaskKey, set[Deadline | None]]] = {}
        for duty in self._duties:
            if duty.agency:
                found.setdefault(duty.agency, {}).setdefault(duty.task, set()).add(duty.limit)
        return found

    def due_of_body(self, body: Agency) -> list[DueEntry]:
        """The entries of the calendar that bind a body, in the order of its tasks."""
        return [
            item
            for task, limits in self.limits_of.get(body.id, {}).items()
            for item in self.due_of.get(task, ())
            if item.basis != "none" and item.deadline in limits
        ]

    @cached_property
    def due_on(self) -> dict[str, list[DueEntry]]:
        """By deadline page, pages in order: dates, then recurring, then none. What a report tells has no day to
        keep, so it is not listed as a task without one."""
        groups = _grouped(
            (entry.page, entry)
            for entry in self.ledger.due
            if entry.page != "none"
            or entry.task not in self.entries
            or self.entries[entry.task].task.kind != "progress"
        )
        return dict(sorted(groups.items(), key=lambda item: (not item[0][:1].isdigit(), item[0] == "none", item[0])))

    @cached_property
    def due_days(self) -> list[str]:
        """The deadline pages that are of a day, month or year."""
        return [page for page in self.due_on if page[:1].isdigit()]

    @cached_property
    def _place_on_pages(self) -> dict[DueEntry, tuple[int, str]]:
        """Where each entry of the calendar stands among all, and on which page."""
        listed = ((page, item) for page, items in self.due_on.items() for item in items)
        return {item: (at, page) for at, (page, item) in enumerate(listed)}

    def on_pages(self, items: Iterable[DueEntry]) -> dict[str, list[DueEntry]]:
        """Some entries by deadline page, in the order of `due_on`; without those that are on none."""
        places = self._place_on_pages
        ranked = sorted((*places[item], item) for item in set(items) if item in places)
        return _grouped((page, item) for _, page, item in ranked)

    @cached_property
    def counterparts_of(self) -> dict[TaskKey, list[Counterpart]]:
        """By task, on either side; the strongest first."""
        pairs = sorted(self.ledger.counterparts, key=lambda pair: pair.rank)
        return _grouped((key, pair) for pair in pairs for key in (pair.a, pair.b))

    @cached_property
    def comparisons(self) -> dict[tuple[str, str], list[Counterpart]]:
        """By pair of notices (the higher or the plan first): the pairs of tasks between them. Plans
        that are carried out or reported on come before those that only share a subject."""
        groups = _grouped(((pair.a.notice_id, pair.b.notice_id), pair) for pair in self.ledger.counterparts)
        return dict(sorted(groups.items(), key=lambda item: (relation_of(item[1]) == "same-subject", item[0])))

    @cached_property
    def comparisons_of(self) -> dict[str, list[tuple[str, str, str, int]]]:
        """By notice: its pairs of notices, as `comparisons` orders them, with the relation and how many pairs of tasks
        each has."""
        told = ((*both, relation_of(pairs), len(pairs)) for both, pairs in self.comparisons.items())
        return _grouped((notice, each) for each in told for notice in dict.fromkeys(each[:2]))

    @cached_property
    def topics_of(self) -> dict[TaskKey, list[Topic]]:
        """By task: its topics by name, without their tasks: what is said of one task does not depend on the others."""
        named = ((topic, replace(topic, tasks=(), words=())) for topic in self.ledger.topics)
        return _grouped((task, name) for topic, name in named for task in topic.tasks)

    @cached_property
    def groups_of(self) -> dict[str, list[Agency]]:
        """By body: the groups that it is a member of."""
        return _grouped((member, body) for body in self.ledger.agencies.values() for member in body.members)

    @cached_property
    def open_groups_of(self) -> dict[str, list[Agency]]:
        """By body: the groups of unknown members that may include it, those with most tasks first."""
        known = self.ledger.agencies.values()
        groups = [body for body in known if body.open_group and self.entries_of_body(body)]
        groups.sort(key=lambda group: (-len(self.entries_of_body(group)), group.id))
        return _grouped(
            (body.id, group)
            for body in known
            for group in groups
            if may_include(group, body, self.ledger.jurisdictions)
        )

    @cached_property
    def passages_of(self) -> dict[str, list[Passage]]:
        """By body: the sentences outside tasks that name it."""
        return passages_outside(self.ledger.notices, self.ledger.passages)

    @cached_property
    def _documents(self) -> dict[tuple[str, TaskKey | None, Citation], Document]:
        return {cited: document for document in self.ledger.documents.values() for cited in document.cited_by}

    def document_of(self, notice: Notice, task: Task | None, citation: Citation) -> Document | None:
        """The cited document that a citation means."""
        return self._documents.get((notice.id, TaskKey.of(notice, task) if task else None, citation))

    def document_page(self, document: Document | None) -> str | None:
        """The address that stands for a cited document: the notice itself where it is published here."""
        if document is None:
            return None
        return notice_address(document.notice) if document.notice else document_address(document.id)

    @cached_property
    def _agency_of(self) -> dict[tuple[TaskKey, int, int, str], str]:
        return {
            (part.task, part.mention.start, part.mention.end, part.mention.name): part.agency
            for part in self.ledger.responsibilities
            if part.via is None
        }

    def agency_of(self, key: TaskKey, start: int, end: int, name: str) -> Agency | None:
        """The body or group that the words at `start` in a task name."""
        agency = self._agency_of.get((key, start, end, name))
        return self.ledger.agencies.get(agency) if agency else None

    @cached_property
    def _outlines(self) -> dict[str, dict[str, OutlineItem]]:
        return {notice.id: {item.id: item for item in notice.outline} for notice in self.ledger.notices}

    def chapters(self, notice: Notice, task: Task) -> list[OutlineItem]:
        """The outline items that a task stands in, from the outside in."""
        items = self._outlines[notice.id]
        return [items[chapter] for chapter in task.chapter if chapter in items]

    def place(self, name: str | None) -> Jurisdiction | None:
        """The jurisdiction with this full name (广东省肇庆市广宁县)."""
        return self._places_by_path.get(name or "")

    @cached_property
    def _places_by_path(self) -> dict[str, Jurisdiction]:
        return {place.path: place for place in reversed(list(self.ledger.jurisdictions.values()))}

    @cached_property
    def _notices_of_path(self) -> dict[str, list[Notice]]:
        return _grouped((notice.front.jurisdiction or "", notice) for notice in self.ledger.notices)

    @cached_property
    def _charged_in(self) -> dict[str, list[Agency]]:
        """By place: its bodies that are charged with something."""
        charged = (body for body in self.ledger.agencies.values() if self.duties_of.get(body.id))
        return _grouped((body.jurisdiction or "", body) for body in charged)

    @cached_property
    def places(self) -> list[tuple[Jurisdiction, list[Notice], list[Agency]]]:
        """The places that have a notice or a body charged with something, each with both."""
        found = [
            (place, self._notices_of_path.get(place.path, []), self._charged_in.get(place.id, []))
            for place in self.ledger.jurisdictions.values()
        ]
        return [each for each in found if each[1] or each[2]]

    @cached_property
    def paged_places(self) -> frozenset[str]:
        """The ids of the places that have a page."""
        return frozenset(place.id for place, _, _ in self.places)

    @cached_property
    def paged_within(self) -> dict[str, list[Jurisdiction]]:
        """By place: the places directly in it that have a page."""
        known = self.ledger.jurisdictions.values()
        return _grouped((place.parent or "", place) for place in known if place.id in self.paged_places)

    def unresolved(self) -> list[Agency]:
        return [body for body in self.ledger.agencies.values() if not body.resolved]

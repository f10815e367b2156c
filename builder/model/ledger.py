"""The nouns of the ledger: all notices resolved against the registry and against each other.

Ids are ASCII, lower case, stable, and depend on nothing but the thing itself. The key of a task
is like `guangdong-2015-fazhi-shifanqu/二/(一)/1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import AgencyMention, Citation, Deadline, Finding, Notice, Role, Task
from builder.model.statements import Progress, Relation


class TaskKey(str):
    """The key of a task, `<notice id>/<task id>`; a notice's id holds no slash."""

    __slots__ = ()

    @classmethod
    def of(cls, notice: Notice, task: Task) -> TaskKey:
        """The key of a task of this notice."""
        return cls.made(notice.id, task.id)

    @classmethod
    def made(cls, notice_id: str, task_id: str) -> TaskKey:
        """The key of the task of that id in the notice of that id."""
        return cls(f"{notice_id}/{task_id}")

    @property
    def notice_id(self) -> str:
        """The part before the slash."""
        return self.partition("/")[0]

    @property
    def task_id(self) -> str:
        """The rest, which holds slashes of its own: 二/(一)."""
        return self.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with a government. `path` is the full name from the province down
    (广东省肇庆市广宁县); `level` one of nation, province, prefecture, county, township, zone.
    `names`: all names that mean it (广宁县, 广宁). `since` and `until`: year and month (201512) of the first
    and last list of divisions that has it, None where that is the first or last of all. `code`: the last that GB/T 2260
    gave it, None for places that the standard does not know (zones, towns)."""

    id: str
    name: str
    path: str
    level: str
    parent: str | None
    names: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body: `agency` the id of its successor, or None where only its name is known. `date`
    is the day on which the decision `document` was published; when it took effect in a place, it does not say."""

    agency: str | None
    name: str
    date: str | None
    document: str | None


NameBasis = Literal["source", "registry", "pattern", "written"]
NameSource = Literal["source", "registry", "pattern", "defined", "group", "unverified"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body or a group of bodies; its page is `/agencies/<id>/`, id `<jurisdiction>/<kind>`.

    `resolved` is False for a body that the registry does not know: it has a page of its own, marked.
    `basis` says where `full_name`, or the list of members, comes from: a `source`, which stands in `source` in
    its own words and nowhere else, `registry` (the registry has it and no source), `pattern` (expanded by the
    registry's pattern for its kind and level), or `written`. `members` are agency ids; `open_group` is True
    where the group's members are not listed anywhere (县直各单位). `place_only` is True where a notice
    names a zone (广东自贸区) and no office of it: it stands here as a place, and nobody is made up. `aliases`: what the
    registry knows bodies of its kind, and of its successor's, to be called in its place."""

    id: str
    name: str
    full_name: str
    kind: str | None
    kind_name: str | None
    jurisdiction: str | None
    names_as_written: tuple[str, ...]
    group: bool
    open_group: bool
    members: tuple[str, ...]
    successor: Succession | None
    resolved: bool
    basis: NameBasis
    source: str | None = None
    place_only: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def name_source(self) -> NameSource:
        """How far the full name is vouched for: by a `source`, by the `registry` without one, by the registry's
        `pattern` for its kind, by the notice itself (`defined`); or a `group`, or `unverified`."""
        if not self.resolved:
            return "unverified"
        if self.group:
            return "group"
        return "defined" if self.basis == "written" else self.basis


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs a notice: `written` at its foot, the official `full_name`, and what vouches for it (按规则推出,
    出处：…); both are the same where the registry does not know the body. `agency`: the id that the body has, whether or
    not a task names it, None where it is not known."""

    written: str
    full_name: str
    vouched: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One body made responsible for one task. `via`: id of the group that it was named through."""

    task: TaskKey
    agency: str
    mention: AgencyMention
    via: str | None


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One time limit in the calendar. `page`: the deadline page it stands on: an ISO date,
    `recurring` or `none` (within, open, and tasks without any limit). `deadline` is None where
    the limit is the notice's default or there is none; `why` is a Chinese sentence for readers."""

    task: TaskKey
    page: str
    deadline: Deadline | None
    basis: Literal["own", "default", "none"]
    why: str


DutyBasis = Literal["own-sentence", "own-clause", "task", "default"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One body bound by one time limit of one task. `limit` is None where the notice's rule for all gives the day
    (basis `default`). `basis`: the limit's own sentence names the body, or the clause that closes its part; or it is
    one of the task's. `agency` is None for a body that only the sentence names and that has no page; `via`: the id of
    the group that it belongs to."""

    task: TaskKey
    limit: Deadline | None
    agency: str | None
    name: str
    role: Role
    basis: DutyBasis
    via: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document cited in 《》 by any notice; `notice` where it is published here.
    `cited_by`: (notice id, task key or None, citation)."""

    id: str
    title: str
    number: str | None
    notice: str | None
    cited_by: tuple[tuple[str, TaskKey | None, Citation], ...]
    basis: Literal["written", "registry", "law", "defined"] = "written"
    """Where the title comes from: as a notice writes it, or completed: from the registry, by 中华人民共和国
    before a law's name, from the short name that the notice itself defines."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words of task a and task b that answer each other; offsets in each notice's text."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Two tasks of different notices that answer each other; `a` is the higher level or the plan.
    `strength` 0–1; `why` a Chinese sentence; `shared` the passages that show it."""

    a: TaskKey
    b: TaskKey
    relation: Literal["implements", "reports", "same-subject"]
    strength: float
    why: str
    source: Literal["computed", "person"]
    shared: tuple[SharedPassage, ...]

    @property
    def rank(self) -> tuple[float, int]:
        """What pairs of one task are ordered by, the strongest first: among equals, those of more words in common."""
        return -self.strength, -sum(passage.a_end - passage.a_start for passage in self.shared)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject across notices, from the chapters themselves (行政执法, 政务公开). `words`: those by which tasks belong
    to it."""

    id: str
    name: str
    tasks: tuple[TaskKey, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything the site says, in a fixed order: notices by id, tasks in the order of their
    notice, agencies by id, due entries by page then task."""

    notices: tuple[Notice, ...]
    jurisdictions: Mapping[str, Jurisdiction]
    agencies: Mapping[str, Agency]
    responsibilities: tuple[Responsibility, ...]
    due: tuple[DueEntry, ...]
    documents: Mapping[str, Document]
    counterparts: tuple[Counterpart, ...]
    topics: tuple[Topic, ...]
    findings: Mapping[str, tuple[Finding, ...]]  # by notice id: those of the ledger itself
    issuers: Mapping[str, tuple[Issuer, ...]] = field(default_factory=dict)  # by notice id
    relations: tuple[tuple[str, Relation], ...] = ()  # with the id of the notice that states each
    progress: tuple[tuple[TaskKey, Progress], ...] = ()  # by task, then by day
    identities: Mapping[str, str] = field(default_factory=dict)
    """By notice id: a text that is another one where anything in the notice is; of some notices or of none."""
    passages: Mapping[str, tuple[tuple[str, int, int], ...]] = field(default_factory=dict)
    """By notice id: (id of a body, start, end) of the sentences outside tasks that name it; of some or of none."""

    def notice(self, notice_id: str) -> Notice:
        """StopIteration where the ledger has no notice of this id."""
        return next(notice for notice in self.notices if notice.id == notice_id)

    def task(self, key: TaskKey) -> Task:
        """StopIteration where the ledger has no task of this key."""
        return next(task for task in self.notice(key.notice_id).tasks if task.id == key.task_id)

"""The nouns of one notice, as `taizhang parse` prints them (docs/reference/parse-json.md).

Offsets `start`/`end` count code points of `Notice.text`, half open: `text[start:end]` is the
thing as written. Absent is `None` or `()`. Dates are ISO 8601 strings
(`2016-12-31`). Every interpreted value has its `written` words beside it.
All classes are frozen: a room that learns more returns a new value (`dataclasses.replace`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import Role as Role
from builder.model.edit_kinds import EditKind, Proof
from builder.model.finding_codes import FindingCode, Severity
from builder.model.recurrence import Recurrence
from builder.model.slugs import id_slugs
from builder.model.statements import Progress, Relation

Basis = Literal["clause", "inline"]
DeadlineType = Literal["by", "during", "from", "recurring", "within", "open"]
FactKind = Literal["task", "agency", "deadline", "target", "citation"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the program could not place or is unsure of. `slight`: less than its code says, so that it is a note."""

    code: FindingCode
    message: str
    start: int = 0
    end: int = 0
    slight: bool = False

    @property
    def severity(self) -> Severity:
        return "note" if self.slight else self.code.severity


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the restored text differs from the decoded source.

    The source is exactly the kept pieces and the `source` of the edits in order;
    the text is exactly the kept pieces and the `restored` of the edits.
    """

    source_start: int
    source_end: int
    source: str
    start: int
    end: int
    restored: str
    kind: EditKind
    proof: Proof
    reason: str

    @property
    def certain(self) -> bool:
        return self.proof != "none"


@dataclass(frozen=True, slots=True)
class ShortName:
    """A name that the text gives once and uses from there: 指标体系(以下简称体系)."""

    short: str
    full: str

    def __str__(self) -> str:
        return f"{self.short} = {self.full}"


@dataclass(frozen=True, slots=True)
class Convention:
    """A rule that the text states for reading its tasks (列第一的为牵头单位,下同). `value`: "first" of
    lead-is-first ("before ,": all that stand before the mark), the ISO date of default-deadline, the name of one that
    only gives a short name. Not in the JSON: `binds`, of lead-is-first: behind which place the clauses lie that it
    binds, and before which, None for no end."""

    kind: Literal["lead-is-first", "default-deadline", "other"]
    quote: str
    value: str | ShortName | None
    start: int
    end: int
    binds: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One numbered heading or item, or a numbered row of a table of tasks. `start` is after the label; `end` is the
    end of the item's own text, children included. `label_start` is where the label begins."""

    id: str
    label: str
    level: int
    heading: str | None
    start: int
    end: int
    label_start: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a fact against the program: who, when (ISO 8601), why. `read`: the fact as the program
    read it, None where it read none."""

    fact: FactKind
    by: str
    date: str
    reason: str
    read: AgencyMention | Deadline | Target | Citation | Task | None = None


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A body made responsible for a task. `name` is `written` with an inherited prefix or suffix
    restored; `agency` is the id of the body in the ledger, once resolved; `members` are ids of
    bodies where the mention names a group."""

    name: str
    written: str
    role: Role
    basis: Basis
    collective: bool
    alias: str | None
    start: int
    end: int
    agency: str | None = None
    members: tuple[str, ...] = ()
    decision: Decision | None = None

    @property
    def bare(self) -> str:
        """As written, without the bracket of a second name: 市委编办(市审改办) → 市委编办."""
        words = "".join(self.written.split())
        opening = max(words.rfind("("), words.rfind("（"))
        return words[:opening] if self.alias and 0 < opening < words.find(self.alias) else words

    @property
    def second_body(self) -> str | None:
        """The second body that the bracket names, 市审改办; None where it only defines a short name (以下简称…)."""
        defines = re.search(r"[(（](?:以下|下文)?(?:统称|简称|下称)", "".join(self.written.split()))
        return None if defines else self.alias

    @property
    def both(self) -> str:
        """The name, and the second body as the bracket has it: 市委编办(市审改办)."""
        return f"{self.name}({self.second_body})" if self.second_body else self.name


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit that binds a task. `date`: last day that keeps it (by, during), first day
    (from); None for recurring, within and open. `rule`: how often a recurring one comes back.
    `from_` (JSON key `from`): first day. `what`: the words that must be done by then.
    Not in the JSON: `computed`, the last day of a span that can only run from this notice itself
    (本方案印发之日起30日内), as its own date gives it; `binds`, the bodies that its own sentence or clause names, ()
    where it is told of the task as a whole."""

    written: str
    type: DeadlineType
    date: str | None
    rule: Recurrence | None
    from_: str | None
    what: str
    start: int
    end: int
    computed: str | None = None
    decision: Decision | None = None
    binds: tuple[AgencyMention, ...] = ()

    @property
    def day(self) -> str | None:
        """The date, or MM-DD of a limit that comes back on a day of the year, as the JSON has it."""
        return self.rule.month_day if self.rule else self.date


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which the whole task is due. `convention`: index into `Notice.conventions` of
    the rule that gives it where basis is `default` (not in the JSON)."""

    date: str | None
    basis: Literal["own", "default", "none"]
    convention: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the task must reach (plans) or is reported to have reached (reports)."""

    written: str
    value: float | int
    unit: str
    compare: Literal[">=", "<=", "=", ">", "<"]
    what: str
    start: int
    end: int
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in 《》 (outermost brackets). `notice`: the id of the notice that it is,
    where that one is published here."""

    title: str
    number: str | None
    start: int
    end: int
    notice: str | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest numbered item that asks somebody to do something (`task`), or something
    reported as done (`progress`, reports only). Not in the JSON: `label` as written, `chapter`
    ids of the enclosing items from the outside in, `conventions` indexes of those that bind it. `removed`: what a
    person decided to be no fact of it; `decision`: what a person said of the task itself. `problem`: where its words
    say what is wrong, before what is done about it (整改措施：…); figures and times there are none of the task's."""

    id: str
    kind: Literal["task", "progress"]
    heading: str | None
    text: str
    start: int
    end: int
    clause: str | None
    agencies: tuple[AgencyMention, ...]
    deadlines: tuple[Deadline, ...]
    due: Due
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    label: str = ""
    chapter: tuple[str, ...] = ()
    conventions: tuple[int, ...] = ()
    decision: Decision | None = None
    removed: tuple[Decision, ...] = ()
    problem: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What a notice says of itself: the `notice` of `parse`, without id and conventions.

    Not in the JSON: `validity` 有效性, `topic_class` 主题分类 as given, `publisher` 公开责任部门; `reposted`, the date
    of a page by which another passes the notice on, where a person says that the page's date is that."""

    title: str
    plan_title: str | None
    kind: Literal["plan", "report"]
    issuers: tuple[str, ...]
    document_number: str | None
    index_number: str | None
    written: str | None
    published: str | None
    jurisdiction: str | None
    addressees: tuple[str, ...]
    validity: str | None = None
    topic_class: str | None = None
    publisher: str | None = None
    reposted: str | None = None

    @property
    def disclosed(self) -> str | None:
        """公开日期: `published`, unless that is the date of passing it on."""
        return None if self.published == self.reposted else self.published

    @property
    def dated(self) -> str | None:
        """The one date by which all pages, feeds and lists go: the written one, else that of its being made public."""
        return self.written or self.disclosed


@dataclass(frozen=True)
class Notice:
    """One notice, read. `text` is the restored text, paragraphs separated by newlines.

    Not in the JSON: `source_sha256` and `source_name` (file name) of the raw file; `short_names` that the text
    gives, the first of each kept. `removed`: what a person decided to be no task, or no citation outside tasks;
    `relations`, `progress`: what persons state of it in its sidecar; `paths`: by id, where an item stands that names no
    part in its id, 1 → 通知/1, 一/1 → 一/表/1."""

    id: str
    front: Front
    conventions: tuple[Convention, ...]
    text: str
    outline: tuple[OutlineItem, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    source_name: str
    source_sha256: str
    short_names: tuple[ShortName, ...] = ()
    removed: tuple[Decision, ...] = ()
    relations: tuple[Relation, ...] = ()
    progress: tuple[Progress, ...] = ()
    recognised_by: str | None = None
    """The program that recognised the characters of a scan, None where the words are those of the file."""
    paths: tuple[tuple[str, str], ...] = ()

    @cached_property
    def path(self) -> Mapping[str, str]:
        """By id of item or task the labels down to it, the part of the notice that it stands in among them."""
        known = dict(self.paths)
        ids = [*(item.id for item in self.outline), *(task.id for task in self.tasks)]
        return {item_id: known.get(item_id, item_id) for item_id in ids}

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """By id of item or task: what stands for it in addresses and in the names of places on pages."""
        return id_slugs(self.path)

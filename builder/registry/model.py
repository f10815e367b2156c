"""The registry: what people know about the world that no single notice says.

`registry/*.yml` explain themselves to the officer who edits them; these are their nouns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.ledger import TaskKey
from builder.places.divisions import Divisions

Relation = Literal["implements", "reports", "same-subject"]


@dataclass(frozen=True, slots=True)
class KindSuccessor:
    """Into which kind bodies of a kind were merged, when that was decided, and by what. `name` is the pattern of the
    heir's full name, where the registry says which (an office that moved from the government to the party committee
    stays of one kind); None: the one that fits."""

    kind: str
    name: str | None
    date: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class BodySuccessor:
    """What one body became, as a document of its own place says."""

    name: str
    date: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class FullName:
    """One way to write a kind's full name, with the short names that stand for it.

    `pattern` holds placeholders (某地, 某府, 某省…, see bodies.yml); without one it is the body's name."""

    pattern: str
    shorts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of bodies (编办, 法制办): one in each place."""

    id: str
    name: str
    names: tuple[FullName, ...]
    successor: KindSuccessor | None


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of which more is known than of its kind: its full name, with the source, short names, what it became."""

    id: str
    full_name: str | None
    source: str | None
    names: tuple[str, ...]
    successor: BodySuccessor | None


@dataclass(frozen=True, slots=True)
class Group:
    """A phrase for several bodies; `members` are ids of bodies, none where the group is open."""

    id: str
    name: str
    names: tuple[str, ...]
    place: str
    members: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that notices cite under several titles."""

    id: str
    title: str
    number: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicRule:
    """A subject and the words by which chapters and tasks belong to it."""

    id: str
    name: str
    chapters: tuple[str, ...]
    words: tuple[str, ...]
    but: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure that notices order in several wordings (双随机). `wordings`: each is a set of words that
    stand in one sentence together."""

    name: str
    wordings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a pair of tasks: shown though not found (add), or not shown (strike)."""

    a: TaskKey
    b: TaskKey
    relation: Relation | None
    why: str
    by: str | None
    date: str | None
    line: int


@dataclass(frozen=True)
class Registry:
    """All that the registry says. `shorts` leads from a short name to (kind, index of its full name)."""

    divisions: Divisions
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    shorts: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    bodies: Mapping[str, KnownBody] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    documents: Mapping[str, KnownDocument] = field(default_factory=dict)
    laws: frozenset[str] = frozenset()
    topics: tuple[TopicRule, ...] = ()
    subjects: tuple[Subject, ...] = ()
    general_words: frozenset[str] = frozenset()
    added: tuple[Judgement, ...] = ()
    struck: tuple[Judgement, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """Another one where anything that it says is another, people's judgements on pairs aside."""
        said = [
            self.divisions.added,
            *(list(table.items()) for table in (self.kinds, self.shorts, self.bodies, self.documents)),
            *(self.groups, self.topics, self.subjects),
            *(sorted(words) for words in (self.laws, self.general_words)),
        ]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

"""One notice resolved against the registry alone: what no other notice has a say in, so that it is kept while the
notice and the registry stay as they are."""

from __future__ import annotations

from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.ledger import Issuer, Jurisdiction
from builder.model.notice import Finding, Notice

TitleBasis = Literal["written", "registry", "law", "defined"]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body or group as the notice names it: the id of its page, its place, the names that are written. `name`: which
    of the full names of its kind is meant; `group`: full name and members of a group; neither where the registry
    does not know the words: then `rest` is the name without its place, and `defined` says that the notice gives it."""

    id: str
    place: Jurisdiction
    written: tuple[str, ...]
    name: int | None = None
    group: tuple[str, tuple[str, ...]] | None = None
    rest: str = ""
    defined: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation read: the id of the document's page, the title that the words stand for, its number. `titles` and
    `folded` are title and number for comparison; `place`: the id of the place whose document the words in front say it
    is; `named`: whether the title itself says so (《广东省…条例》, a law of the state)."""

    document: str
    title: str
    number: str | None
    titles: tuple[str, ...]
    folded: str | None
    place: str | None
    named: bool
    basis: TitleBasis


@dataclass(frozen=True, slots=True)
class Resolved:
    """`notice`: its mentions have `agency` and `members`, its citations no `notice` yet. `cited`: its citations outside
    tasks, then those of its tasks, in order; `topics`: ids of topics with the ids of the tasks that belong to each;
    `unknown`: findings on what the registry does not know; `passages`: (id of a body, start, end) of the sentences
    outside tasks that name it, None where nobody asked for them."""

    notice: Notice
    place: Jurisdiction
    bodies: tuple[NamedBody, ...]
    unknown: tuple[Finding, ...]
    issuers: tuple[Issuer, ...]
    cited: tuple[Cited, ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    passages: tuple[tuple[str, int, int], ...] | None = None

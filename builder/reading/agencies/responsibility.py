"""Who is made responsible by an item's words: its clause, or where it has none, its sentences.

A task with a clause takes its bodies from the clause only. A body that only the sentences name is `inline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from builder.language.brackets import OPENING
from builder.language.lazy_dataclasses import dataclass
from builder.model.finding_codes import FindingCode
from builder.model.notice import AgencyMention, Finding, Role
from builder.reading.agencies.aliases import read_aliases
from builder.reading.agencies.clauses.find import Clause, find_clauses
from builder.reading.agencies.clauses.leading import LeadRule, find_lead_rules, find_signs, led_by, rule_for, rule_spans
from builder.reading.agencies.names.groups import is_collective
from builder.reading.agencies.sentences.mentions import read_inline
from builder.reading.prose import fold

__all__ = ["BodyContext", "Responsibilities", "each_once", "read_aliases", "read_responsibility"]


@dataclass(frozen=True, slots=True)
class BodyContext:
    """What the notice says once for all its items.

    `jurisdiction` as in `Front`; `leading`: what it says of who leads (列第一的为牵头单位,下同), `signs`: the roles
    that signs beside bodies give (带★的为牵头单位); `previous`: the bodies of the clause before, for 同上; `aliases`:
    short name → full name from (以下简称…); `addressees`: to whom the notice goes, whom 你县 means."""

    jurisdiction: str | None = None
    leading: tuple[LeadRule, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["plan", "report"] = "plan"
    signs: Mapping[str, Role] = field(default_factory=dict)
    previous: tuple[AgencyMention, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """`clause` is the clause as written (of several the one that closes the item), `clause_spans` the places of
    all; `open_list` where the words leave the list open (等有关部门). `parts`: where the clauses in brackets each close
    a part of the item, the place where each begins and the bodies that it names."""

    clause: str | None
    clause_spans: tuple[tuple[int, int], ...]
    agencies: tuple[AgencyMention, ...]
    findings: tuple[Finding, ...]
    open_list: bool = False
    parts: tuple[tuple[int, tuple[AgencyMention, ...]], ...] = ()


def read_responsibility(text: str, start: int, end: int, context: BodyContext) -> Responsibilities:
    """The bodies that `text[start:end]` makes responsible, in order; offsets are those of `text`."""
    clauses = find_clauses(text, start, end)
    mentions: list[AgencyMention] = []
    findings: list[Finding] = []
    parts: list[tuple[int, int, list[AgencyMention]]] = []
    for clause in clauses:
        is_same = clause.same_as_above and bool(context.previous)
        named = _same(text, clause, context.previous) if is_same else mentions_of(clause, text, context)
        mentions += named
        if parts and not text[parts[-1][1] : clause.start].strip():
            parts[-1] = (parts[-1][0], clause.end, [*parts[-1][2], *named])
        else:
            parts.append((clause.start, clause.end, named))
        if is_same:
            continue
        findings += [
            Finding(FindingCode.BODY_UNCERTAIN, f"责任条款中的“{text[a:b]}”未能确定为一个单位。", a, b)
            for a, b in clause.assignment.unread
        ]
        findings += [
            Finding(FindingCode.ROLE_UNCERTAIN, f"“{text[a:b]}”不是已知的说法，其单位按责任单位读出。", a, b)
            for a, b in clause.assignment.guessed
        ]
        if clause.assignment.labelled and not (clause.assignment.assigned or clause.assignment.unread):
            findings.append(Finding(FindingCode.CLAUSE_UNREAD, "责任条款中没有读出单位。", clause.start, clause.end))
    if not any(clause.assignment.labelled or clause.assignment.assigned for clause in clauses):
        inline = read_inline(text, start, end, context.jurisdiction, context.aliases, context.kind, context.addressees)
        rules = rule_spans(text, start, end)  # 由排名第一的单位牵头 names nobody
        mentions = [each for each in inline if not any(a <= each.start < b for a, b in rules)]
    return Responsibilities(
        _closing(text, clauses),
        tuple((clause.start, clause.end) for clause in clauses),
        each_once(mentions),
        tuple(findings),
        any(clause.assignment.open for clause in clauses),
        tuple((first, each_once(named)) for first, _, named in parts if named and text[first] in OPENING),
    )


def _closing(text: str, clauses: Sequence[Clause]) -> str | None:
    """The clause that closes the item, with those that stand right before it: 【牵头单位:A】【配合单位:B】."""
    if not clauses:
        return None
    first = len(clauses) - 1
    while first and not text[clauses[first - 1].end : clauses[first].start].strip():
        first -= 1
    return text[clauses[first].start : clauses[-1].end]


_WEIGHT: tuple[Role, ...] = ("lead", "responsible", "supporting")


def each_once(mentions: Iterable[AgencyMention]) -> tuple[AgencyMention, ...]:
    """One entry for one body, at its first place, with its weightiest role: who leads one half of a task and
    helps with the other leads."""
    once: dict[str, AgencyMention] = {}
    for mention in mentions:
        first = once.setdefault(mention.name, mention)
        if _WEIGHT.index(mention.role) < _WEIGHT.index(first.role):
            once[mention.name] = replace(first, role=mention.role)
    return tuple(once.values())


def _same(text: str, clause: Clause, previous: Sequence[AgencyMention]) -> list[AgencyMention]:
    """The bodies of the clause before, with the words 同上 for what is written."""
    at = max(text.rfind("同上", clause.start, clause.end), text.rfind("同前", clause.start, clause.end))
    return [replace(mention, written=text[at : at + 2], start=at, end=at + 2, alias=None) for mention in previous]


def signs_of(folded: str) -> dict[str, Role]:
    """The roles that a text, widths folded, gives by signs: ★ → lead."""
    return {sign: role for _, _, sign, role in find_signs(folded)}


def mentions_of(clause: Clause, text: str, context: BodyContext) -> list[AgencyMention]:
    """The bodies of a clause, with the roles that the notice's own rules give them."""
    assigned = clause.assignment.assigned
    own = fold(text)[clause.start : clause.end]
    signs = {**context.signs, **signs_of(own)}
    roles = [signs.get(entry.mark, entry.role) if entry.mark else entry.role for entry in assigned]
    if "" in signs and "lead" in roles:
        roles = [signs[""] if role == "responsible" else role for role in roles]
    if not clause.assignment.explicit_lead and "lead" not in roles:
        stated = find_lead_rules(own)
        rule = stated[-1] if stated else rule_for(context.leading, clause.start, clause.end)
        roles = with_rule(rule, text, [(entry.body.start, entry.body.end) for entry in assigned], roles)
    return [
        AgencyMention(
            name=entry.body.name,
            written=entry.body.written,
            role=role,
            basis="clause",
            collective=is_collective(entry.body.name, context.jurisdiction),
            alias=entry.body.alias,
            start=entry.body.start,
            end=entry.body.end,
        )
        for entry, role in zip(assigned, roles, strict=True)
    ]


def with_rule(rule: LeadRule | None, text: str, spans: Sequence[tuple[int, int]], roles: Sequence[Role]) -> list[Role]:
    """The roles of the bodies at `spans` of a clause in which nobody is said to lead, as a rule of the notice has
    them."""
    leaders = led_by(rule, text, spans) if rule else 0
    if rule is None or not leaders:
        return list(roles)
    given: tuple[Role, Role] = ("lead", rule.rest or "responsible")
    return [given[at >= leaders] if role == "responsible" else role for at, role in enumerate(roles)]

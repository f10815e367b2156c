"""All notices resolved, against the registry and against each other, into one ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.ledger.agencies.directory import Directory
from builder.ledger.agencies.identity import stray_level
from builder.ledger.agencies.naming import Named, Names, issuers_of, place_of
from builder.ledger.documents import resolve_citations
from builder.ledger.due import due_entries
from builder.ledger.duties import resolve_limits
from builder.ledger.statements import check_statements
from builder.ledger.topics import find_topics
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Counterpart, Jurisdiction, Ledger, Responsibility, TaskKey
from builder.model.notice import AgencyMention, Finding, Notice, Task
from builder.registry.model import Registry

if TYPE_CHECKING:
    from builder.ledger.counterparts.kept import KeptPairs


def resolve(
    notices: Sequence[Notice],
    registry: Registry,
    *,
    with_counterparts: bool = False,
    kept: KeptPairs | None = None,
) -> Ledger:
    """The ledger of `notices`. Their mentions have `agency` and `members`, their citations `notice`.

    Counterparts take longer than all the rest and concern several notices, so they are worked out
    only where they are asked for, but for those that are `kept`. Nothing in the result depends on the order in
    which notices are given, and a further notice changes no id and no fact of the others."""
    ordered = sorted(notices, key=lambda notice: notice.id)
    directory = Directory(registry)
    named, responsibilities, findings = [], [], {}
    for notice in ordered:
        notice, shares, unknown = _name_bodies(notice, registry, directory)
        named.append(notice)
        responsibilities += shares
        findings[notice.id] = unknown
    resolved, documents = resolve_citations(named, registry)
    counterparts: tuple[Counterpart, ...] = ()
    if with_counterparts:
        from builder.ledger.counterparts.find import find_counterparts

        counterparts, misplaced = find_counterparts(resolved, registry, kept)
        findings = {key: (*found, *misplaced.get(key, ())) for key, found in findings.items()}
    relations, progress, wrong = check_statements(resolved)
    findings = {key: (*found, *wrong[key]) for key, found in findings.items()}
    return Ledger(
        notices=resolved,
        jurisdictions=_places(ordered, registry, directory),
        agencies=directory.agencies(),
        responsibilities=tuple(responsibilities),
        due=due_entries(resolved),
        documents=documents,
        counterparts=counterparts,
        topics=find_topics(resolved, registry),
        findings=findings,
        issuers={notice.id: issuers_of(notice, registry) for notice in ordered if notice.front.issuers},
        relations=relations,
        progress=progress,
        identities={n.id: known for n in resolved if (known := kept.resolved(n))} if kept else {},
    )


def _name_bodies(
    notice: Notice, registry: Registry, directory: Directory
) -> tuple[Notice, list[Responsibility], tuple[Finding, ...]]:
    """The notice with its mentions named, who is responsible for what in it, and what stays unknown."""
    names = Names(notice, registry)
    if notice.front.jurisdiction == names.here.id:  # a sidecar may give the id of a place of the registry
        notice = replace(notice, front=replace(notice.front, jurisdiction=names.here.path))
    tasks: list[Task] = []
    shares: list[Responsibility] = []
    unknown: dict[str, Finding] = {}
    if names.here.level == "unknown":
        message = "没有认出这份文件是哪个地方的，机构暂归“地方不明”。"
        unknown[""] = Finding(FindingCode.PLACE_UNKNOWN, message)
    for task in notice.tasks:
        key = TaskKey.of(notice, task)
        mentions: list[AgencyMention] = []
        for mention in task.agencies:
            who = names.name(mention)
            directory.enter(who)
            members = (who.group.members or ()) if who.group else ()
            mention = replace(mention, agency=who.id, members=members)
            mentions.append(mention)
            shares.append(Responsibility(key, who.id, mention, None))
            shares += [Responsibility(key, member, mention, who.id) for member in members]
            if not (who.body or who.group or who.defined or who.id in unknown):
                message = _unknown(mention.name, who, names.here)
                unknown[who.id] = Finding(FindingCode.UNRESOLVED_BODY, message, mention.start, mention.end)
        tasks.append(replace(task, agencies=tuple(mentions)))
    return replace(notice, tasks=resolve_limits(notice.text, names, tasks)), shares, tuple(unknown.values())


def _unknown(name: str, who: Named, here: Jurisdiction) -> str:
    """What is told of a body that is not known."""
    if not who.rest:
        return f"“{name}”是区域名称，原文没有写由哪个机构负责；按原文单独列页，不推断其管理机构。"
    level = stray_level(name, who.rest)
    if level and here.level != "unknown":
        return f"“{name}”没有写明是哪个{level}的，{here.name}不是{level}，也不属于哪个{level}；单独列页。"
    return f"机构名录里没有“{name}”，单独列页。"


def _places(notices: Sequence[Notice], registry: Registry, directory: Directory) -> dict[str, Jurisdiction]:
    """The places of the notices and of all bodies, with all that they lie in."""
    found = {}
    for place in (*(place_of(notice, registry) for notice in notices), *directory.places()):
        for at in registry.divisions.ancestors(place):
            found[at.id] = at
    return {key: found[key] for key in sorted(found)}

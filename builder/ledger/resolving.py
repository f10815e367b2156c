"""All notices resolved, against the registry and against each other, into one ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from builder.ledger.agencies.directory import Directory
from builder.ledger.alone import Resolver
from builder.ledger.documents import resolve_citations
from builder.ledger.due import due_entries
from builder.ledger.statements import check_statements
from builder.ledger.topics import find_topics
from builder.model.ledger import Counterpart, Jurisdiction, Ledger, Responsibility, TaskKey
from builder.model.notice import Notice
from builder.model.resolved import Resolved
from builder.registry.model import Registry

if TYPE_CHECKING:
    from builder.ledger.counterparts.kept import KeptPairs


def resolve(notices: Iterable[Notice], registry: Registry, *, with_counterparts: bool = False) -> Ledger:
    """The ledger of `notices`. Their mentions have `agency` and `members`, their citations `notice`.

    Counterparts take longer than all the rest and concern several notices, so they are worked out only where they are
    asked for."""
    alone = map(Resolver(registry).alone, notices)
    return resolve_together(list(alone), registry, with_counterparts=with_counterparts)


def resolve_together(
    alone: Sequence[Resolved],
    registry: Registry,
    *,
    with_counterparts: bool = False,
    kept: KeptPairs | None = None,
) -> Ledger:
    """The ledger of notices that are resolved `alone`; pairs of tasks that are `kept` are not looked for. Nothing in
    the result depends on the order in which notices are given, and a further notice changes no id and no fact of the
    others."""
    ordered = sorted(alone, key=lambda each: each.notice.id)
    directory = Directory(registry)
    for each in ordered:
        for body in each.bodies:
            directory.enter(body)
    findings = {each.notice.id: each.unknown for each in ordered}
    resolved, documents = resolve_citations(ordered)
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
        responsibilities=tuple(_responsibilities(resolved)),
        due=due_entries(resolved),
        documents=documents,
        counterparts=counterparts,
        topics=find_topics(ordered, registry),
        findings=findings,
        issuers={each.notice.id: each.issuers for each in ordered if each.issuers},
        relations=relations,
        progress=progress,
        identities={n.id: known for n in resolved if (known := kept.resolved(n))} if kept else {},
        passages={each.notice.id: each.passages for each in ordered if each.passages is not None},
    )


def _responsibilities(notices: Iterable[Notice]) -> Iterator[Responsibility]:
    """Who is responsible for what: those named, each followed by those that it stands for."""
    for notice in notices:
        for task in notice.tasks:
            key = TaskKey.of(notice, task)
            for mention in task.agencies:
                if mention.agency:
                    yield Responsibility(key, mention.agency, mention, None)
                    yield from (Responsibility(key, member, mention, mention.agency) for member in mention.members)


def _places(alone: Iterable[Resolved], registry: Registry, directory: Directory) -> dict[str, Jurisdiction]:
    """The places of the notices and of all bodies, with all that they lie in."""
    found = {}
    for place in (*(each.place for each in alone), *directory.places()):
        for at in registry.divisions.ancestors(place):
            found[at.id] = at
    return {key: found[key] for key in sorted(found)}

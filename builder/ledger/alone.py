"""One notice resolved against the registry, before any other notice is asked."""

from __future__ import annotations

from dataclasses import replace

from builder.ledger.agencies.directory import named_body
from builder.ledger.agencies.identity import stray_level
from builder.ledger.agencies.naming import Named, Names, issuers_of
from builder.ledger.documents import CitationReader
from builder.ledger.duties import resolve_limits
from builder.ledger.mentions import named_outside
from builder.ledger.topics import topics_of
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Jurisdiction
from builder.model.notice import AgencyMention, Finding, Notice, Task
from builder.model.resolved import NamedBody, Resolved
from builder.registry.model import Registry


class Resolver:
    """Resolves notices against one registry. `with_passages`: whether the sentences outside tasks are asked too."""

    def __init__(self, registry: Registry, *, with_passages: bool = False) -> None:
        self._registry = registry
        self._citations = CitationReader(registry)
        self._with_passages = with_passages

    def alone(self, notice: Notice) -> Resolved:
        """What follows from the notice and the registry."""
        names = Names(notice, self._registry)
        issuers = issuers_of(notice, names, self._registry)
        if notice.front.jurisdiction == names.here.id:  # a sidecar may give the id of a place of the registry
            notice = replace(notice, front=replace(notice.front, jurisdiction=names.here.path))
        tasks: list[Task] = []
        bodies: dict[NamedBody, None] = {}
        unknown: dict[str, Finding] = {}
        if names.here.level == "unknown":
            message = "没有认出这份文件是哪个地方的，机构暂归“地方不明”。"
            unknown[""] = Finding(FindingCode.PLACE_UNKNOWN, message)
        for task in notice.tasks:
            mentions: list[AgencyMention] = []
            for mention in task.agencies:
                who = names.name(mention)
                bodies[named_body(who)] = None
                members = (who.group.members or ()) if who.group else ()
                mentions.append(replace(mention, agency=who.id, members=members))
                if not (who.body or who.group or who.defined or who.id in unknown):
                    message = _unknown(mention.name, who, names.here)
                    unknown[who.id] = Finding(FindingCode.UNRESOLVED_BODY, message, mention.start, mention.end)
            tasks.append(replace(task, agencies=tuple(mentions)))
        named = replace(notice, tasks=resolve_limits(notice.text, names, tasks))
        return Resolved(
            notice=named,
            place=names.here,
            bodies=tuple(bodies),
            unknown=tuple(unknown.values()),
            issuers=issuers,
            cited=self._citations.read(named, names.here),
            topics=topics_of(named, self._registry),
            passages=named_outside(named) if self._with_passages else None,
        )


def _unknown(name: str, who: Named, here: Jurisdiction) -> str:
    """What is told of a body that is not known."""
    if not who.rest:
        return f"“{name}”是区域名称，原文没有写由哪个机构负责；按原文单独列页，不推断其管理机构。"
    level = stray_level(name, who.rest)
    if level and here.level != "unknown":
        return f"“{name}”没有写明是哪个{level}的，{here.name}不是{level}，也不属于哪个{level}；单独列页。"
    return f"机构名录里没有“{name}”，单独列页。"

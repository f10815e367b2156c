"""Who must do what by when: each time limit of each task with each body that it binds, and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.language.role_words import ROLE_ORDER
from builder.ledger.agencies.naming import Names
from builder.ledger.due import task_limits
from builder.model.ledger import Agency, Duty, DutyBasis, Ledger, Responsibility, TaskKey
from builder.model.notice import AgencyMention, Deadline, Task
from builder.reading.agencies.names.groups import is_collective

BASES: Mapping[DutyBasis, str] = {
    "own-sentence": "本句所指",
    "own-clause": "本段的责任单位",
    "task": "任务的责任单位",
    "default": "任务的责任单位",
}
"""What joins a body to a limit, as readers see it."""

_CLAUSE_ENDS = re.compile(r"[()（）〔〕【】\[\]。\n]")


def resolve_limits(text: str, names: Names, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The `tasks` of the notice whose words are `text`, with the bodies that their limits bind resolved as their
    mentions are.

    A body that only a sentence names gets no id where no task of the notice makes it responsible: it has no page. What
    a person corrected of a body holds here as well."""
    charged = {
        body for task in tasks for mention in task.agencies for body in (mention.agency, *mention.members) if body
    }
    return tuple(
        replace(task, deadlines=tuple(_resolved(text, names, charged, task, limit) for limit in task.deadlines))
        if any(limit.binds for limit in task.deadlines)
        else task
        for task in tasks
    )


def _resolved(text: str, names: Names, charged: set[str], task: Task, limit: Deadline) -> Deadline:
    own = {mention.agency: mention for mention in task.agencies}
    bodies: dict[str, AgencyMention] = {}
    for mention in _apart(names, charged, _corrected(text, task, limit)):
        mention = _member_of(task, mention) or mention
        who = names.name(mention)
        role = own[who.id].role if who.id in own and mention.basis == "inline" else mention.role
        members = (who.group.members or ()) if who.group else ()
        found = replace(mention, role=role, agency=who.id if who.id in charged else None, members=members)
        first = bodies.setdefault(who.id, found)
        if ROLE_ORDER[found.role] < ROLE_ORDER[first.role]:
            bodies[who.id] = replace(first, role=found.role)
    return replace(limit, binds=tuple(bodies.values()))


def _member_of(task: Task, mention: AgencyMention) -> AgencyMention | None:
    """The group of the task that a sentence calls in short: 各镇 where 各镇政府 is charged, 各单位 where 县直各单位. None where
    there are several, or the task has the name itself."""
    said = mention.name
    if not mention.collective or any(each.name == said for each in task.agencies):
        return None
    found = [
        each for each in task.agencies if each.name in (f"{said}政府", f"{said}人民政府") or each.name.endswith(said)
    ]
    if len(found) != 1 or not found[0].collective:
        return None
    return replace(mention, name=found[0].name, agency=found[0].agency, role=found[0].role)


def _corrected(text: str, task: Task, limit: Deadline) -> Iterator[AgencyMention]:
    """The bodies that a limit binds, as a person corrected those of the task. A body is read once for a task, wherever
    else its name stands: what is said of it holds for all places of that name."""
    now: dict[str | tuple[int, int], AgencyMention | None] = {}
    for gone in task.removed:
        if isinstance(gone.read, AgencyMention):
            now |= dict.fromkeys(_keys(gone.read))
    for mention in task.agencies:
        read = mention.decision and mention.decision.read
        if isinstance(read, AgencyMention):
            now |= dict.fromkeys(_keys(read), mention)
        elif mention.name in now:  # removed at one place, added at another
            now[mention.name] = mention
    for mention in limit.binds:
        key = next((key for key in _keys(mention) if key in now), None)
        found = mention if key is None else now[key]
        if found:
            yield found
    for mention in task.agencies:
        added = mention.decision is not None and mention.decision.read is None
        if added and any(_in_one_clause(text, mention, each) for each in limit.binds):
            yield mention


def _keys(mention: AgencyMention) -> tuple[str, tuple[int, int]]:
    return mention.name, (mention.start, mention.end)


def _in_one_clause(text: str, added: AgencyMention, bound: AgencyMention) -> bool:
    """Whether an added body stands in the clause that names a bound one: no bracket or sentence ends between them."""
    between = text[min(added.end, bound.end) : max(added.start, bound.start)]
    return bound.basis == "clause" and not _CLAUSE_ENDS.search(between)


# 县政府及其主要部门: the first has a page where a task names it; the rest is said beside it
_AND_ITS = re.compile(r"(?P<body>.+?)[及和与](?P<rest>其[^、]{0,8}(?:部门|单位|机构))")


def _apart(names: Names, charged: set[str], mentions: Iterable[AgencyMention]) -> Iterator[AgencyMention]:
    """`mentions`, with a body and what is under it told apart where that lets the body be known."""
    for mention in mentions:
        split = _AND_ITS.fullmatch(mention.name)
        if split and names.name(mention).id not in charged:
            body = replace(mention, name=split["body"], collective=is_collective(split["body"]))
            if names.name(body).id in charged:
                yield from (body, replace(mention, name=split["rest"]))
                continue
        yield mention


def read_duties(ledger: Ledger) -> tuple[Duty, ...]:
    """All of them, in the order of the tasks and their limits, the default limit of a task last; who leads first, the
    bodies of the task after those of the sentence, those whom a group stands for after it."""
    parts: dict[TaskKey, list[Responsibility]] = {}
    for part in ledger.responsibilities:
        parts.setdefault(part.task, []).append(part)
    return tuple(
        duty
        for notice in ledger.notices
        for task in notice.tasks
        for key in [TaskKey.of(notice, task)]
        for limit in task_limits(notice, task)
        for duty in sorted(
            _duties(key, limit, parts.get(key, ()), ledger.agencies),
            key=lambda duty: (duty.via is not None, duty.basis == "task", ROLE_ORDER[duty.role]),
        )
    )


def _duties(
    key: TaskKey, limit: Deadline | None, parts: Sequence[Responsibility], agencies: Mapping[str, Agency]
) -> Iterator[Duty]:
    """Bodies by the names that the notice gives them, members of a group by their own. Where none of those that the
    sentence names has a page, the bodies of the task follow them: else the limit would stand on no body's page."""
    for mention in limit.binds if limit else ():
        basis: DutyBasis = "own-clause" if mention.basis == "clause" else "own-sentence"
        duty = Duty(key, limit, mention.agency, mention.name, mention.role, basis, None)
        yield duty
        if mention.agency:
            yield from (
                replace(duty, agency=member, name=agencies[member].name, via=mention.agency)
                for member in mention.members
            )
    if limit and any(mention.agency for mention in limit.binds):
        return
    seen: set[tuple[str, str | None]] = set()
    for part in sorted(parts, key=lambda part: ROLE_ORDER[part.mention.role]):
        if (part.agency, part.via) not in seen:
            seen.add((part.agency, part.via))
            basis = "task" if limit else "default"
            name = agencies[part.agency].name if part.via else part.mention.name
            yield Duty(key, limit, part.agency, name, part.mention.role, basis, part.via)


def bound_and_why(duties: Iterable[Duty]) -> tuple[list[Duty], str]:
    """Of the duties of one limit those that readers see, members of groups left out, and the words for what says so;
    ([], "") without any. Bodies of the sentence that have no page are quoted beside those of the task."""
    named = [duty for duty in duties if duty.via is None]
    if not named:
        return [], ""
    limit, basis = named[-1].limit, named[-1].basis
    said = BASES[basis]
    if basis == "task" and limit and limit.binds:
        said += f"；原句说的是“{'、'.join(mention.written for mention in limit.binds)}”"
    return [duty for duty in named if duty.basis == basis], said

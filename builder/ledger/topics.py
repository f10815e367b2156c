"""Subjects across notices, by the words of chapters and tasks: a chapter on 行政执法 brings all its tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language import lazy_re as re
from builder.model.ledger import TaskKey, Topic
from builder.model.notice import Notice, Task
from builder.model.resolved import Resolved
from builder.registry.model import Registry, TopicRule

_OPENING = re.compile(r"[^。;;]{0,60}")


def topics_of(notice: Notice, registry: Registry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The ids of the topics that tasks of the notice belong to, with the ids of these tasks. A task may have several,
    or none: the title of one notice's chapter is no topic of the site."""
    headings = {item.id: item.heading or "" for item in notice.outline}
    chapters = {task.id: [headings.get(chapter, "") for chapter in task.chapter] for task in notice.tasks}
    found = (
        (rule.id, tuple(task.id for task in notice.tasks if _belongs(rule, task, chapters[task.id])))
        for rule in registry.topics
    )
    return tuple((topic, tasks) for topic, tasks in found if tasks)


def find_topics(alone: Iterable[Resolved], registry: Registry) -> tuple[Topic, ...]:
    """The topics of the registry that have tasks, in its order."""
    tasks: dict[str, list[TaskKey]] = {rule.id: [] for rule in registry.topics}
    for each in alone:
        for topic, own in each.topics:
            tasks[topic] += (TaskKey.made(each.notice.id, task) for task in own)
    return tuple(
        Topic(rule.id, rule.name, tuple(tasks[rule.id]), rule.words) for rule in registry.topics if tasks[rule.id]
    )


def _belongs(rule: TopicRule, task: Task, chapters: Sequence[str]) -> bool:
    if any(_says(chapter, rule.chapters, rule.but) for chapter in chapters):
        return True
    opening = _OPENING.match(task.text)
    return _says(task.heading or (opening[0] if opening else ""), rule.words, rule.but)


def _says(words: str, wanted: Sequence[str], but: Sequence[str]) -> bool:
    return any(word in words for word in wanted) and not any(word in words for word in but)

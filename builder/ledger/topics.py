"""Subjects across notices, from the chapters themselves: a chapter on 行政执法 brings all its tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model.ledger import TaskKey, Topic
from builder.model.notice import Notice, Task
from builder.places.slugs import unique_slug
from builder.registry.model import Registry, TopicRule

_OPENING = re.compile(r"[^。;;]{0,60}")


def find_topics(notices: Sequence[Notice], registry: Registry) -> tuple[Topic, ...]:
    """The topics that have tasks: those of the registry in its order, then one for each chapter that
    belongs to none of them, by name. A task may have several."""
    tasks: dict[str, list[TaskKey]] = {rule.id: [] for rule in registry.topics}
    names = {rule.id: rule.name for rule in registry.topics}
    for notice in notices:
        headings = {item.id: item.heading or "" for item in notice.outline}
        for task in notice.tasks:
            chapters = [headings.get(chapter, "") for chapter in task.chapter]
            found = [rule.id for rule in registry.topics if _belongs(rule, task, chapters)]
            if not found:
                own = next((c for c in reversed(chapters) if c and not _general(c, registry)), None)
                if own:
                    topic = unique_slug(own, 24)
                    names[topic] = own
                    found = [topic]
            for topic in found:
                tasks.setdefault(topic, []).append(TaskKey.of(notice, task))
    order = {rule.id: rank for rank, rule in enumerate(registry.topics)}
    ranked = sorted(tasks, key=lambda topic: (order.get(topic, len(order)), names[topic]))
    return tuple(Topic(topic, names[topic], tuple(tasks[topic])) for topic in ranked if tasks[topic])


def _belongs(rule: TopicRule, task: Task, chapters: Sequence[str]) -> bool:
    if any(_says(chapter, rule.chapters, rule.but) for chapter in chapters):
        return True
    opening = _OPENING.match(task.text)
    return _says(task.heading or (opening[0] if opening else ""), rule.words, rule.but)


def _says(words: str, wanted: Sequence[str], but: Sequence[str]) -> bool:
    return any(word in words for word in wanted) and not any(word in words for word in but)


def _general(heading: str, registry: Registry) -> bool:
    return any(word in heading for word in registry.general_headings) or len(heading) < 3

"""Subjects across notices."""

from __future__ import annotations

import pytest

from builder.ledger.resolving import resolve
from builder.model.notice import Notice, OutlineItem
from tests.ledger_making import notice, registry, task


def chaptered(key: str, heading: str, *texts: str, headings: tuple[str | None, ...] = ()) -> Notice:
    outline = (OutlineItem("一", "一、", 1, heading, 0, 0, 0),)
    given = headings or (None,) * len(texts)
    tasks = [
        task(f"一/({i})", text, heading=own, chapter=("一",))
        for i, (text, own) in enumerate(zip(texts, given, strict=True), 1)
    ]
    return notice(key, "广东省", tasks, outline=outline)


def topics(*notices: Notice) -> dict[str, list[str]]:
    return {topic.name: list(topic.tasks) for topic in resolve(notices, registry()).topics}


@pytest.mark.parametrize(
    ("heading", "text", "name"),
    [
        ("深化行政执法体制改革", "严格规范公正文明执法。", "行政执法"),
        ("进一步深化政务公开,打造“阳光政府”", "推进公开。", "政务公开"),
        ("建立健全科学民主决策机制", "完善专家论证。", "行政决策"),
        ("保障措施", "加强组织领导。", "组织保障"),
        # a heading that belongs to no subject of the registry is one itself
        ("打赢脱贫攻坚战", "做好工作。", "打赢脱贫攻坚战"),
    ],
)
def test_chapter_title_assigns_tasks(heading: str, text: str, name: str) -> None:
    assert topics(chaptered("a", heading, text))[name] == ["a/一/(1)"]


def test_task_words_assign_topic() -> None:
    found = topics(
        chaptered("a", "主要任务", "推行行政复议规范化。", "修建公路。", "抓好其他各项工作。后面提到行政复议。")
    )
    assert found == {"矛盾纠纷化解": ["a/一/(1)"]} | {k: v for k, v in found.items() if k != "矛盾纠纷化解"}
    assert "a/一/(3)" not in found["矛盾纠纷化解"]


def test_same_chapter_title_is_one_topic() -> None:
    found = topics(chaptered("a", "打赢脱贫攻坚战", "甲。"), chaptered("b", "打赢脱贫攻坚战", "乙。"))
    assert found["打赢脱贫攻坚战"] == ["a/一/(1)", "b/一/(1)"]


def test_ids_are_unique_ascii() -> None:
    found = resolve([chaptered("a", "打赢脱贫攻坚战", "甲。", "推进政务公开。")], registry()).topics
    ids = [topic.id for topic in found]
    assert len(set(ids)) == len(ids)
    assert all(topic.isascii() for topic in ids)

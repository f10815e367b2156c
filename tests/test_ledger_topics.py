"""Subjects across notices."""

from __future__ import annotations

import pytest

from builder.ledger.resolving import resolve
from builder.model.notice import Notice, OutlineItem
from builder.registry.loading import load_registry
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
    ],
)
def test_chapter_title_assigns_tasks(heading: str, text: str, name: str) -> None:
    assert topics(chaptered("a", heading, text))[name] == ["a/一/(1)"]


def test_task_words_assign_topic() -> None:
    found = topics(
        chaptered("a", "主要任务", "推行行政复议规范化。", "修建学校。", "抓好其他各项工作。后面提到行政复议。")
    )
    assert found == {"矛盾纠纷化解": ["a/一/(1)"]}


def test_title_of_chapter_is_no_topic() -> None:
    assert topics(chaptered("a", "打赢脱贫攻坚战", "甲。"), chaptered("b", "打赢脱贫攻坚战", "乙。")) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("整治乡村公路沿线扬尘。", {"工业、交通", "城乡建设、环境保护"}),
        ("新建两所义务教育学校。", {"科技、教育"}),
        ("对高层建筑开展消防检查。", {"公安、安全、司法"}),
        ("落实防汛值班制度。", {"农业、林业、水利"}),
        ("做好各项准备。", set()),
    ],
)
def test_national_topics(text: str, names: set[str]) -> None:
    found = resolve([chaptered("a", "主要任务", text)], load_registry(None)).topics
    assert {topic.name for topic in found} == names

"""What persons state of notices, checked against the notices themselves: what names something that is not there, or
quotes words that it does not have, is a finding and is not shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language.dates import day_in_words
from builder.model.finding_codes import FindingCode
from builder.model.ledger import TaskKey
from builder.model.notice import Finding, Notice
from builder.model.statements import Progress, Relation

Statements = tuple[
    tuple[tuple[str, Relation], ...], tuple[tuple[TaskKey, Progress], ...], dict[str, tuple[Finding, ...]]
]
"""Relations by the id of the notice that states them, progress by task, findings by the id of the notice."""


STATE_NAMES = {"done": "已完成", "in-progress": "推进中", "not-done": "未完成", "other": "其他情况"}


def told(said: Progress) -> str:
    """据县政府2022年1月10日报告：已完成。“…”"""
    return f"据{said.said_by}{day_in_words(said.as_of)}报告：{STATE_NAMES[said.state]}。“{said.quote}”"


def progress_told(progress: Iterable[tuple[TaskKey, Progress]]) -> dict[TaskKey, tuple[str, ...]]:
    """What was said of each task, by day."""
    found: dict[TaskKey, tuple[str, ...]] = {}
    for key, said in progress:
        found[key] = (*found.get(key, ()), told(said))
    return found


def check_statements(notices: Sequence[Notice]) -> Statements:
    """The statements that hold of `notices`, and what is wrong with the others."""
    known = {notice.id: notice for notice in notices}
    relations: list[tuple[str, Relation]] = []
    progress: list[tuple[TaskKey, Progress]] = []
    findings: dict[str, tuple[Finding, ...]] = {}
    for notice in notices:
        wrong: list[Finding] = []
        for relation in notice.relations:
            if relation.notice is None or (relation.notice in known and relation.notice != notice.id):
                relations.append((notice.id, relation))
            else:
                wrong.append(_unknown(relation.line, f"没有编号为“{relation.notice}”的另一份通知"))
        tasks = {task.id: task for task in notice.tasks}
        for said in notice.progress:
            task = tasks.get(said.task)
            if task is None:
                wrong.append(_unknown(said.line, f"没有任务“{said.task}”"))
            elif why := _wrong_source(said, known):
                wrong.append(_unknown(said.line, why))
            else:
                progress.append((TaskKey.of(notice, task), said))
        findings[notice.id] = tuple(wrong)
    progress.sort(key=lambda pair: (pair[0].notice_id, pair[0].task_id, pair[1].as_of))
    return tuple(relations), tuple(progress), findings


def _wrong_source(said: Progress, known: dict[str, Notice]) -> str:
    """Why the source of a statement does not say so; "" where it does, or lies elsewhere."""
    if said.source.startswith(("http://", "https://")):
        return ""
    source = known.get(said.source)
    if source is None:
        return f"没有编号为“{said.source}”的通知"
    words, quote = "".join(source.text.split()), "".join(said.quote.split())
    return "" if quote in words else f"通知“{said.source}”里没有“{said.quote}”这些字"


def _unknown(line: int, why: str) -> Finding:
    return Finding(FindingCode.REFERENCE_UNKNOWN, f"说明文件第 {line} 行：{why}，这一条没有起作用。")

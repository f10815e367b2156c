"""What persons decided of the facts of a notice, as pages say it: who, when, why, and what the program had read."""

from __future__ import annotations

from markupsafe import Markup

from builder.exports.rows.decisions import Fact, decided, operation_of, written_of
from builder.ledger.index import LedgerIndex
from builder.model.ledger import TaskKey
from builder.model.notice import AgencyMention, Citation, Deadline, Decision, Notice, Target, Task
from builder.model.review import Review
from builder.pages import wording
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.rendering import link
from builder.review.reviewed import fingerprint

ANCHOR = "decisions"
_FACTS = {"task": "任务", "agency": "单位", "deadline": "时限", "target": "数字", "citation": "文件"}
_DONE = {"add": "补上", "change": "改正", "remove": "删去"}


def decision_mark(here: str, decision: Decision | None) -> Markup:
    """人工核定, which leads to the decision below on the same page; nothing where no person decided."""
    return link(here, here, "人工核定", ANCHOR, "tz-decided") if decision else Markup("")


def said_of(fact: Fact) -> str:
    """What a fact is taken to mean, in a few words."""
    if isinstance(fact, AgencyMention):
        return f"{wording.ROLES[fact.role]}：{fact.name}"
    if isinstance(fact, Deadline):
        return f"{fact.written}，{wording.limit_reading(fact)}"
    if isinstance(fact, Target):
        return f"{fact.what or fact.written}，{wording.target_reading(fact)}"
    if isinstance(fact, Citation):
        return f"《{fact.title}》{fact.number or ''}"
    return f"{wording.TASK_KINDS[fact.kind]}{f'“{fact.heading}”' if fact.heading else ''}"


def decision_line(notice: Notice, decision: Decision, fact: Fact | None) -> Markup:
    """单位“县司法局”：由王某于2021年11月5日改正（对照原件），作牵头：县司法局；程序原读作配合：县司法局。"""
    place = fact or decision.read
    done = operation_of(decision, fact)
    words = " ".join(written_of(notice, place).split()) if place else ""
    now = f"，作“{said_of(fact)}”" if fact is not None and done != "remove" else ""
    before = f"程序原读作“{said_of(decision.read)}”" if decision.read is not None else "程序没有读出"
    by = f"由{decision.by}于{wording.day(decision.date)}{_DONE[done]}（{decision.reason}）"
    return inline(f"{_FACTS[decision.fact]}“{words}”：{by}{now}；{before}。")


def task_decisions(notice: Notice, task: Task) -> list[Markup]:
    """A line for each decision on a task's page."""
    return [decision_line(notice, decision, fact) for of, decision, fact in decided(notice) if of is task]


def notice_decisions(here: str, index: LedgerIndex, notice: Notice) -> list[Markup]:
    """A line for each decision on a notice's page, which leads to the task's."""
    lines = []
    for of, decision, fact in decided(notice):
        line = decision_line(notice, decision, fact)
        entry = index.entries.get(TaskKey.of(notice, of)) if of else None
        if entry:
            name = link(here, entry.address, f"{entry.place} {entry.title}", ANCHOR)
            line = Markup(f"{name}：{line}")
        lines.append(line)
    return lines


def review_words(notice: Notice, review: Review | None) -> str:
    """Whether a person compared what was read with the notice, and whether it is still what was read then."""
    if review is None:
        return "未经人工核对"
    share = f"{review.by}于{wording.day(review.date)}对照原件核对 {review.of} 处中的 {review.checked} 处"
    if review.reading != fingerprint(notice):
        return f"曾经核对，其后有变动，尚未重新核对（{share}）"
    return f"{'已核对' if review.checked >= review.of else '部分核对'}（{share}）"

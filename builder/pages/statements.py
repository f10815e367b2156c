"""What persons state of notices, as pages say it: how they stand to each other, what was said of a task's progress."""

from __future__ import annotations

from markupsafe import Markup

from builder.ledger.index import LedgerIndex, notice_name
from builder.ledger.statements import told
from builder.model.addresses import notice_address
from builder.model.ledger import TaskKey
from builder.model.notice import Notice
from builder.model.statements import Progress, Relation
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.rendering import link, outward

_DOES = {"repeals": "废止", "amends": "修改", "replaces": "代替", "interprets": "解读"}
_ENDS = ("repeals", "replaces")
"""What leaves the other notice without force."""


def _named(here: str, index: LedgerIndex, relation: Relation) -> Markup:
    other = index.notices.get(relation.notice or "")
    if other:
        return link(here, notice_address(other.id), f"《{notice_name(other)}》")
    return inline(f"《{relation.title}》{f'（{relation.number}）' if relation.number else ''}")


def notice_relations(here: str, index: LedgerIndex, notice: Notice) -> list[Markup]:
    """本通知废止《…》, 本通知被《…》废止: a line for each relation, on either side."""
    lines = []
    for stated_by, relation in index.ledger.relations:
        if stated_by == notice.id:
            lines.append(Markup(f"本通知{_DOES[relation.kind]}{_named(here, index, relation)}"))
        elif relation.notice == notice.id:
            lines.append(_undergone(here, index, stated_by, relation))
    return lines


def ended_by(here: str, index: LedgerIndex, notice: Notice) -> list[Markup]:
    """What a reader of the notice, or of a task of it, must know first: 本通知被《…》废止."""
    return [
        _undergone(here, index, stated_by, relation)
        for stated_by, relation in index.ledger.relations
        if relation.notice == notice.id and relation.kind in _ENDS
    ]


def _undergone(here: str, index: LedgerIndex, stated_by: str, relation: Relation) -> Markup:
    by = index.notices[stated_by]
    return Markup(f"本通知被{link(here, notice_address(by.id), f'《{notice_name(by)}》')}{_DOES[relation.kind]}")


def progress_lines(here: str, index: LedgerIndex, task: TaskKey) -> list[Markup]:
    """据县政府2022年1月10日报告：已完成。“…”（出处）: a line for each statement, by day."""
    return [_line(here, index, said) for key, said in index.ledger.progress if key == task]


def _line(here: str, index: LedgerIndex, said: Progress) -> Markup:
    source = index.notices.get(said.source)
    place = (
        link(here, notice_address(source.id), f"《{notice_name(source)}》") if source else outward(said.source, "出处")
    )
    return Markup(f"{inline(told(said))}（{place}）")


def agency_progress(here: str, index: LedgerIndex, body: str) -> list[Markup]:
    """What was said of the tasks of a body, each with its task."""
    lines = []
    for task in dict.fromkeys(part.task for part in index.duties_of.get(body, ())):
        entry = index.entries[task]
        lines += [
            Markup(f"{link(here, entry.address, entry.title, 'progress')}：{line}")
            for line in progress_lines(here, index, task)
        ]
    return lines

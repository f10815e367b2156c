"""One notice compared with another: which of its tasks found an answer there."""

from __future__ import annotations

from builder.ledger.chapters import chapters_of
from builder.ledger.index import LedgerIndex, notice_name
from builder.model.ledger import Counterpart
from builder.model.notice import Notice
from builder.pictures.chart import Dot, DotChart, Figure, Look, head_of_row

_IN_A_ROW = 10
"""So many tasks stand side by side before a chapter goes on in the next row."""

_WORDS: dict[Look, str] = {"full": "找到对应", "dashed": "没有找到对应"}
"""What each look of a mark says."""

_SHAPES: dict[Look, str] = {"full": "实心", "dashed": "虚线"}

_NOT_UNDONE = "没有找到对应，只表示文字上没有找到，不表示没有落实。"


def picture_comparison(index: LedgerIndex, first: Notice, second: Notice, pairs: list[Counterpart]) -> Figure | None:
    """A mark for each task of the first notice, by chapter: answered or not found."""
    if not first.tasks:
        return None
    answered = {pair.a for pair in pairs if pair.b in index.entries}
    looks: dict[Look, list[str]] = {look: [] for look in _WORDS}
    rows: list[str] = []
    dots: list[Dot] = []
    in_words = []
    for chapter in chapters_of(index, first):
        start = len(rows)
        rows += [head_of_row(chapter)] + [""] * ((len(chapter.entries) - 1) // _IN_A_ROW)
        answers: dict[Look, list[str]] = {look: [] for look in _WORDS}
        for position, entry in enumerate(chapter.entries):
            look: Look = "full" if entry.key in answered else "dashed"
            dots.append(Dot(start + position // _IN_A_ROW, position % _IN_A_ROW, _sign(entry.number), look))
            answers[look].append(entry.short_label)
            looks[look].append(entry.key)
        parts = "；".join(f"{_WORDS[look]}：{'、'.join(labels)}" for look, labels in answers.items() if labels)
        in_words.append(f"{chapter.words or '各项'}——{parts}。")
    sums = "，".join(f"{_WORDS[look]}{len(keys)}项" for look, keys in looks.items())
    return Figure(
        "comparison",
        f"{notice_name(first)}的各项，在{notice_name(second)}中有没有对应",
        f"共{len(dots)}项：{sums}。{''.join(in_words)}{_NOT_UNDONE}",
        DotChart(
            tuple(rows),
            ("",) * _IN_A_ROW,
            tuple(dots),
            (
                "圆内数字：原文的序号。",
                "；".join(f"{_SHAPES[look]}：{_WORDS[look]}" for look in _WORDS) + "。",
                _NOT_UNDONE,
            ),
        ),
        (first, second),
    )


def _sign(number: str) -> str:
    """The last number of a task's place, which fits into a mark: 2-1-24 → 24."""
    return number.rsplit("-", 1)[-1].partition("_")[0][-3:]

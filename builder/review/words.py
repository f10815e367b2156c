"""Where words that a person quotes stand in the text of a notice."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.model.notice import Notice, OutlineItem

Span = tuple[int, int]


def bare(words: str) -> str:
    """Words without white space: what a sidecar or a workbook keeps of a quote, whatever it does to line breaks."""
    return "".join(words.split())


def occurrences(text: str, quote: str, scope: Span) -> Iterator[Span]:
    """Where the quote stands in `text` between the two places, white space aside."""
    pattern = re.compile_now(r"\s*".join(map(re.escape, bare(quote))))
    return (found.span() for found in pattern.finditer(text, *scope))


def stands(text: str, quote: str, scope: Span) -> bool:
    """Whether the quote stands in `text[scope]`, whatever its spaces."""
    return next(occurrences(text, quote, scope), None) is not None


def nth_of(text: str, quote: str, scopes: list[Span], nth: int) -> Span | None:
    """The `nth` place (from 1) of the quote in the first of the scopes that has it at all."""
    for scope in scopes:
        if places := list(occurrences(text, quote, scope)):
            return places[nth - 1] if nth <= len(places) else None
    return None


def item_of(notice: Notice, item_id: str) -> OutlineItem | None:
    """The item of the outline with this id; None where there is none."""
    return next((item for item in notice.outline if item.id == item_id), None)


def scopes_of(notice: Notice, task_id: str, task: Span) -> list[Span]:
    """Where the facts of a task may stand: in its own text, else in the words of the items that it stands under, the
    nearest first (a clause that binds all that follows), which end where the first item below them begins."""
    starts = sorted(item.label_start for item in notice.outline)
    scopes = [task]
    parts = task_id.split("/")
    for depth in range(len(parts) - 1, 0, -1):
        if above := item_of(notice, "/".join(parts[:depth])):
            scopes.append((above.start, next((at for at in starts if at >= above.start), above.end)))
    return scopes

"""The words of a notice with what was found in them marked in place, as Markdown.

Marks never overlap: of two that do, the one that begins first (the longer, where both begin
together) is drawn, and the other keeps its anchor at the drawn one. Remarks on the words themselves (restored
without proof, wrong in the notice itself) go through whatever mark they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import Entry
from builder.pages import wording
from builder.pages.markdown.escaping import inline

Remark = tuple[int, int, str]
"""Where the words lie that a remark is about, and its class of the style sheet (m-unsure, m-sic)."""
_SENTENCE_ENDS = "。；;！!？?\n"
_PARAGRAPH = re.compile(r"[^\n\t]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """`style`: a class of the style sheet (m-lead, m-body, m-time…). `href`: a link already made
    relative to the page; `anchor`: the id that the words get."""

    start: int
    end: int
    style: str
    href: str | None = None
    anchor: str | None = None


def _words(text: str, start: int, end: int, remarks: Sequence[Remark]) -> str:
    pieces, at = [], start
    for low, high, style in remarks:
        low, high = max(low, at), min(high, end)
        if low < high:
            pieces.append(_escaped(text[at:low]))
            pieces.append(f'<span class="{style}">{_escaped(text[low:high])}</span>')
            at = high
    pieces.append(_escaped(text[at:end]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    """Like `inline`, but spaces at either end stay, since the words go on there."""
    if not text.strip():
        return " " if text else ""
    head, tail = text[0] == " ", text[-1] == " "
    return " " * head + str(inline(text)) + " " * tail


def marked(text: str, start: int, end: int, marks: Iterable[Mark], remarks: Sequence[Remark] = ()) -> Markup:
    """`text[start:end]`, one paragraph, with the marks that fall into it. `remarks`: ordered."""
    inside = sorted(
        (mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end),
    )
    drawn: list[tuple[Mark, list[str]]] = []
    for mark in inside:
        if drawn and mark.start < drawn[-1][0].end:
            if mark.anchor and mark.start >= start:
                drawn[-1][1].append(mark.anchor)
        else:
            drawn.append((mark, []))
    pieces, at = [], start
    for mark, others in drawn:
        low, high = max(mark.start, start), min(mark.end, end)
        pieces.append(_words(text, at, low, remarks))
        pieces += [f'<span id="{anchor}"></span>' for anchor in others]
        words = _words(text, low, high, remarks)
        anchor = mark.anchor if mark.start >= start else None
        if mark.href:
            name = f"#{anchor} " if anchor else ""
            pieces.append(f"[{words}]({mark.href}){{ {name}.m .{mark.style} }}")
        else:
            name = f' id="{anchor}"' if anchor else ""
            pieces.append(f'<span class="m {mark.style}"{name}>{words}</span>')
        at = high
    pieces.append(_words(text, at, end, remarks))
    return Markup("".join(pieces))


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs, and cells of tables, of `text[start:end]` that hold more than spaces, as spans."""
    return [found.span() for found in _PARAGRAPH.finditer(text, start, end) if found[0].strip()]


def passages(entry: Entry, shared: Iterable[tuple[int, int]]) -> Markup:
    """The sentences of a task that hold given words, those words marked: one side of a pair set side by side.

    `shared`: spans in the notice's text. Where none lies in the task, its opening words."""
    text, task = entry.notice.text, entry.task
    spans = sorted({(start, end) for start, end in shared if task.start <= start < end <= task.end})
    shown: list[tuple[int, int]] = []
    for start, end in spans:
        low = max([task.start, *(text.rfind(sign, task.start, start) + 1 for sign in _SENTENCE_ENDS)])
        stops = [stop for sign in _SENTENCE_ENDS if (stop := text.find(sign, end - 1, task.end)) >= 0]
        high = min([task.end, *(stop + 1 for stop in stops)])
        if shown and low <= shown[-1][1]:
            shown[-1] = (shown[-1][0], max(high, shown[-1][1]))
        else:
            shown.append((low, high))
    if not shown:
        return inline(wording.short(task.text, 120))
    marks = [Mark(start, end, "m-shared") for start, end in spans]
    flat = text.replace("\n", " ")
    pieces, at = [], task.start
    for low, high in shown:
        if text[at:low].strip():
            pieces.append("……")
        pieces.append(marked(flat, low, high, marks))
        at = high
    if text[at : task.end].strip():
        pieces.append("……")
    return Markup("".join(pieces))

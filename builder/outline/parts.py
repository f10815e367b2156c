"""The documents within one text: covering notice, plan, attachments."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence, Set

from builder.language import document_lines as forms
from builder.language import lazy_re as re
from builder.language.document_lines import Line
from builder.language.lazy_dataclasses import dataclass
from builder.outline.blocks import lists_to_the_end
from builder.outline.model import PartKind

_FORWARDS = re.compile(
    r"(?:印发|转发|下发|公布|发布)[^。]{0,30}(?:你们|给你|各单位|执行|实施|贯彻)|现将《|(?:现|予以|现予)(?:印发|公布|发布|转发)"
)
_SHORTEST_NAME = 6
_ENTRY = re.compile(r"\s*[0-9０-９一二三四五六七八九十]{1,2}[.．、][^。；;]{2,60}\s*")
_NAMED = re.compile(r"(?:现将|印发|转发|制定|公布|发布|《)[^《。]{0,30}?《([^《》]{4,80}(?:〈[^〉]*〉[^《》]*)?)》")


@dataclass(frozen=True, slots=True)
class Span:
    """A part as lines `first` up to `last`, that one left out. `title_line`: the line at its head that
    only says 附件1, where there is one."""

    kind: PartKind
    first: int
    last: int
    label: str = ""
    headed: bool = False


def split_parts(lines: Sequence[Line], numbered: Set[int]) -> list[Span]:
    """The parts in order; together they hold every line. `numbered`: indexes of lines that open with
    what may be a label."""
    starts: dict[int, tuple[str, bool]] = {0: ("", False)}  # line → attachment's label, "" for other documents
    planned = _named_start(lines, numbered)
    if planned:
        starts[planned] = ("", False)
    listed = dated = bool(planned)
    for line in lines:
        if line.table:
            continue
        annex = forms.annex_label(line.words)
        if annex and _heads_annex(lines, line.index, annex[1], listed or dated):
            starts[line.index] = (annex[0], True)
        elif forms.lists_attachments(line.words):
            listed = True
        elif forms.is_date(line.words):
            dated = True
            after = _after_date(lines, line.index, numbered)
            if after is not None and line.index > (planned or 0) and line.index not in starts:
                starts.setdefault(after, ("", False))
    order = sorted(starts)
    counts: dict[str, int] = {}
    for first in order:
        label, headed = starts[first]
        counts[label] = counts.get(label, 0) + 1
        if headed and counts[label] > 1:
            starts[first] = (f"{label}[{counts[label]}]", True)  # two attachments without numbers
    spans = [
        Span("annex" if starts[first][1] else "main", first, last, *starts[first])
        for first, last in zip(order, [*order[1:], len(lines)], strict=True)
    ]
    return _with_kinds(spans, lines, numbered)


def _with_kinds(spans: list[Span], lines: Sequence[Line], numbered: Set[int]) -> list[Span]:
    def has_items(span: Span) -> bool:
        return any(index in numbered for index in range(span.first, span.last))

    own = [at for at, span in enumerate(spans) if span.kind == "main"]
    if not own:  # an attachment that was published alone
        alone = next((at for at, span in enumerate(spans) if has_items(span)), 0)
        spans[alone] = _as(spans[alone], "main")
    if len(own) > 1:
        # What a letter asks for about the problems that it sends along, it asks itself.
        if not (has_items(spans[own[0]]) and forms.names_problems(_title_of(lines, spans[own[1]]))):
            spans[own[0]] = _as(spans[own[0]], "cover")
    elif own and len(spans) > 1 and not has_items(spans[own[0]]):
        # A covering notice whose plan is its attachment: 附件 / 某某工作方案 / 一、…
        plan = next((at for at, span in enumerate(spans) if span.kind == "annex" and has_items(span)), None)
        opening = "".join(line.words for line in lines[spans[own[0]].first : spans[own[0]].last])
        # Above an attachment that was saved alone stands what a store knows of it, and no sentence. What approves
        # or sets up the attachment by its name forwards it too: 关于同意建立某制度的函.
        if plan is not None and (
            _FORWARDS.search(opening) or "。" not in opening or _names_in_title(lines, spans[own[0]], spans[plan])
        ):
            spans[own[0]] = _as(spans[own[0]], "cover")
            spans[plan] = _as(spans[plan], "main")
    return spans


def _title_of(lines: Sequence[Line], span: Span) -> str:
    """The first lines of a document, up to where its title is complete."""
    title = ""
    for line in lines[span.first : min(span.first + 4, span.last)]:
        title += line.words.strip()
        if forms.closes_title(title):
            break
    return title


def _names_in_title(lines: Sequence[Line], letter: Span, annex: Span) -> bool:
    """Whether the title of a letter has that of its attachment."""
    below = Span(annex.kind, annex.first + annex.headed, annex.last)
    named = _folded(_title_of(lines, below))
    return len(named) >= _SHORTEST_NAME and named in _folded(_title_of(lines, letter))


def _as(span: Span, kind: PartKind) -> Span:
    return Span(kind, span.first, span.last, span.label, span.headed)


def _heads_annex(lines: Sequence[Line], at: int, title: str, announced: bool) -> bool:
    """Whether a line 附件… heads an attachment, and is no entry of the list of attachments."""
    if at + 1 >= len(lines):
        return False
    following = lines[at + 1].words
    if lists_to_the_end(lines, at):
        return False
    if title and (not announced or re.match(r"[1１一][.．、]", title)):
        return False
    if forms.lists_attachments(lines[at].words) and (
        forms.lists_attachments(following)
        or forms.annex_label(following)
        or forms.is_signature(following)
        or forms.is_date(following)
    ):
        return False
    if not (re.search(r"[：:]\s*\Z", lines[at].words) and re.match(r"\s*[1１一][.．、]", following)):
        return True
    return announced and not all(_ENTRY.fullmatch(line.words) for line in lines[at + 1 :])


def _after_date(lines: Sequence[Line], at: int, numbered: Set[int]) -> int | None:
    """The line below a date that begins another document with its title, or None."""
    for line in lines[at + 1 :]:
        words = line.words
        if forms.is_note(words) or forms.is_copies(words) or forms.is_credit(words) or forms.is_date(words):
            continue
        if line.table or line.index in numbered or forms.annex_label(words) or forms.lists_attachments(words):
            return None
        if not forms.is_titlelike(words) or forms.is_addressee(words) or line.index + 1 >= len(lines) or at < 2:
            return None
        head = "".join(line.words.strip() for line in lines[line.index : line.index + 3])
        closed = any(
            forms.closes_title("".join(each.words.strip() for each in lines[line.index : line.index + n]))
            for n in (1, 2, 3, 4)
        )
        return line.index if closed and head else None
    return None


def _folded(words: str) -> str:
    words = unicodedata.normalize("NFKC", words)
    return re.sub(r"[\s《》〈〉“”\"'‘’()（）\[\]\-—–－_]", "", words)


def _named_start(lines: Sequence[Line], numbered: Set[int]) -> int | None:
    """The line where the document begins that the covering notice names (现将《某方案》印发给你们)."""
    names = [_folded(match[1]) for line in lines[:25] if len(line.words) < 600 for match in _NAMED.finditer(line.words)]
    sent = next(
        (line.index for line in lines[:25] if _FORWARDS.search(line.words) and not forms.is_titlelike(line.words)), None
    )
    if sent is None:
        return None
    for line in lines[sent + 1 : sent + 60]:
        if line.index in numbered or line.table or not forms.is_titlelike(line.words) or len(line.words.strip()) < 4:
            continue
        if forms.annex_label(line.words) or forms.lists_attachments(line.words):
            continue
        joined = ""
        for following in lines[line.index : line.index + 4]:
            joined += _folded(following.words)
            if joined in names:
                return line.index
    return None

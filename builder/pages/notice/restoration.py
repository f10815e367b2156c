"""How a notice's text was restored: summed up by kind, place by place where it matters, and raw and restored
paragraphs side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from builder.config.site import SiteFacts, SourceFacts
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import made_from, notice_name
from builder.model.addresses import notice_address
from builder.model.edit_kinds import EditKind
from builder.model.notice import Edit, Notice
from builder.pages import wording
from builder.pages.fragments import notice_date, years
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.links import page_path, paragraph_anchor
from builder.pages.markdown.marking import Mark, marked
from builder.pages.markdown.portal_tags import article_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, number_cell, table
from builder.restoration.revision import rebuild_source

_SYSTEMATIC = 30
"""A kind of proven repair with more places than this is summed up; the paragraphs show each place."""

_CONTEXT = 12
"""How many characters around a restored place are shown."""

_SHEET, _FRAME = 48_000, 250
"""Bytes of paragraphs on one page, and of what stands around each."""

_LONGEST = 60
"""How many characters of a removed or restored piece are shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was received and as it was restored."""

    anchor: str
    raw: str
    restored: Markup


def edit_sums(notice: Notice) -> Markup:
    """Restored places by kind: how many, what vouches for them, an example."""
    rows: list[list[Cell | object]] = []
    in_order = sorted(notice.edits, key=lambda edit: edit.kind.label)
    for name, group in groupby(in_order, key=lambda edit: edit.kind.label):
        edits = list(group)
        rows.append([name, number_cell(len(edits)), wording.edit_proofs(edits), _example(edits)])
    return table("按种类汇总", ["修复种类", "处数", "把握", "举例"], rows)


def plan_restoration(site: SiteFacts, notice: Notice, source: SourceFacts) -> list[tuple[str, str]]:
    """Path and text of the page beside the notice's own, and of those on which its paragraphs go on."""
    address = notice_address(notice.id)
    here = f"{address}restoration/"
    name = notice_name(notice)
    counts = Counter(edit.kind for edit in notice.edits)
    matter = [
        edit
        for edit in notice.edits
        if not edit.certain
        or edit.kind is EditKind.AS_WRITTEN
        or (counts[edit.kind] <= _SYSTEMATIC and changes_words(edit))
    ]
    rows: list[list[Cell | object]] = [
        [
            Cell(link(here, address, "见全文", paragraph_anchor(notice.text, edit.start)), f"{edit.start:08d}"),
            _clipped(edit.source),
            _in_context(notice, edit),
            edit.kind.label,
            wording.edit_proof(edit),
            edit.reason or "—",
        ]
        for edit in matter
    ]
    tables = {
        "edit_table": edit_sums(notice),
        "places": table("逐处对照", ["位置", "原始文本", "修复后", "种类", "把握", "根据"], rows, tools=True),
    }
    sheets = list(_sheets(_pairs(notice)))
    pages = []
    for number, pairs in enumerate(sheets or [[]], 1):
        title = "文字修复说明" if number == 1 else f"文字修复说明（{number}）"
        at = here if number == 1 else f"{here}{number}/"
        description = f"{name}：哪些文字与收到的原始文本不同，根据是什么。"
        head = Head(
            at,
            f"{title} - {name}",
            "说明",
            made_from([notice]),
            description,
            notice.front.jurisdiction,
            (),
            years([notice], []),
            article_tags(
                site,
                title,
                notice_date(notice),
                keywords=("文字修复说明", name, "原始文本"),
                description=description,
                here=at,
            ),
        )
        text = render(
            "restoration.md.j2" if number == 1 else "restoration_more.md.j2",
            head,
            site,
            notice=notice,
            name=name,
            title=title,
            address=address,
            first=here,
            source=source,
            **(tables if number == 1 else {}),
            pairs=pairs,
            sheets=[here if other == 1 else f"{here}{other}/" for other in range(1, len(sheets) + 1)],
            number=number,
        )
        pages.append((page_path(at), text))
    return pages


def _sheets(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """The paragraphs on pages that are light enough for a phone, one page at least a paragraph."""
    sheet: list[Pair] = []
    weight = 0
    for pair in pairs:
        own = len((pair.raw + pair.restored).encode()) + _FRAME
        if sheet and weight + own > _SHEET:
            yield sheet
            sheet, weight = [], 0
        sheet.append(pair)
        weight += own
    if sheet:
        yield sheet


def changes_words(edit: Edit) -> bool:
    """Whether a repair changed words, not only spaces and line ends."""
    return "".join(edit.source.split()) != "".join(edit.restored.split())


def _clipped(words: str, length: int = _LONGEST) -> str:
    shown = words.replace("\n", "↵")
    return (
        (shown if len(shown) <= length else f"{shown[:length]}…")
        if shown.strip()
        else "（空白）"
        if words
        else "（无）"
    )


def _example(edits: list[Edit]) -> str:
    """The most frequent repair of a kind, the shorter where several are."""
    counts = Counter((edit.source, edit.restored) for edit in edits)
    source, restored = min(counts, key=lambda pair: (-counts[pair], len(pair[0]), pair))
    return f"{_clipped(source, 24)} → {_clipped(restored, 24)}" if source != restored else _clipped(source, 24)


def _in_context(notice: Notice, edit: Edit) -> Markup:
    text = notice.text.replace("\n", " ")
    low, high = max(0, edit.start - _CONTEXT), min(len(text), edit.end + _CONTEXT)
    if edit.start == edit.end:
        words = Markup(f"{inline(text[low : edit.start])}▏{inline(text[edit.start : high])}")
    else:
        words = marked(text, low, high, [Mark(edit.start, edit.end, "m-restored")])
    return Markup(f"{'…' if low else ''}{words}{'…' if high < len(text) else ''}")


def _pairs(notice: Notice) -> list[Pair]:
    """The paragraphs whose words changed, with what was received for each."""
    source = rebuild_source(notice.text, notice.edits)
    pairs: list[Pair] = []
    at, shift = 0, 0  # source offset minus text offset, in kept text
    waiting = list(reversed(notice.edits))
    for line in notice.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        while waiting and waiting[-1].end < start:
            edit = waiting.pop()
            shift = edit.source_end - edit.end
        inside = [edit for edit in _until(waiting, end) if edit.end >= start]
        low = start + shift
        if inside and inside[0].start < start:
            low = inside[0].source_start
        last = inside[-1] if inside else None
        high = end + shift if last is None else last.source_end + max(0, end - last.end)
        if any(changes_words(edit) for edit in inside):
            marks = [
                Mark(
                    max(edit.start, start), min(edit.end, end), "m-restored" if edit.certain else "m-restored m-unsure"
                )
                for edit in inside
                if changes_words(edit)
            ]
            pairs.append(
                Pair(paragraph_anchor(notice.text, start), source[low:high], marked(notice.text, start, end, marks))
            )
    return pairs


def _until(waiting: list[Edit], end: int) -> list[Edit]:
    """The edits that begin at or before `end`, of a reversed list."""
    found = []
    for edit in reversed(waiting):
        if edit.start > end:
            break
        found.append(edit)
    return found

"""The outline of a notice: its numbered items and what every other paragraph is.

`outline(text)` never fails, and its blocks tile the text: what has no other function is `paragraph`.

Ids are the labels from the outermost level down, joined by `/`: 二/(一)/1. Items of the covering notice
begin with 通知 where the plan has one of their ids too, items of attachments with the attachment's label
(附件2/一). A label that its parent has had before gets its count in square brackets: the second 三、 of a plan
is 三[2], its first item 三[2]/(一).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language import document_lines as forms
from builder.language.document_lines import Line, split_lines
from builder.language.table_heads import column_kind
from builder.model.table import Table
from builder.outline.assembly import assemble
from builder.outline.extents import read_part
from builder.outline.labels import Label, find_labels, heads_decimals
from builder.outline.model import Block, Outline, Part
from builder.outline.parts import split_parts

__all__ = ["Block", "Outline", "Part", "draw", "outline"]

_LONGEST_HEAD = 6  # rows of a table that sets a document's head


def outline(text: str, tables: Iterable[Table] = ()) -> Outline:
    """The outline of a restored text (paragraphs separated by newlines). `tables`: where its tables are."""
    lines = split_lines(text)
    in_table = _table_lines(text, lines, tables)
    lines = [Line(line.index, line.start, line.end, line.words, line.index in in_table) for line in lines]
    labels = _without_stray_figures(
        {line.index: [] if line.table else find_labels(text, line.start, line.end, line.index) for line in lines}
    )
    numbered = frozenset(index for index, found in labels.items() if found and found[0].line_start)
    unbroken = frozenset(index for index, found in labels.items() if _lost_breaks(lines[index], found))
    spans = split_parts(lines, numbered) if lines else []
    readings = [read_part(text, lines, span, labels, numbered, unbroken) for span in spans]
    return assemble(text, lines, spans, readings)


def _table_lines(text: str, lines: Sequence[Line], tables: Iterable[Table]) -> set[int]:
    """Indexes of lines within tables: those given, and runs of lines with tabs between their cells. Rows of
    one cell at the head or the foot of a table (its title, 附件1, remarks) are paragraphs."""
    extents = []
    for table in tables:
        rows = [{cell for cell in row if cell} for row in table.rows]
        if _is_letterhead(text, rows):
            continue
        cells = [cell for row in rows if len(row) > 1 for cell in row]
        if cells:
            extents.append((min(start for start, _ in cells), max(end for _, end in cells)))
    found = {line.index for line in lines for start, end in extents if line.start < end and start < line.end}
    heads = {line.index for line in lines if forms.is_letterhead(line.words) or forms.is_number(line.words)}
    tabbed = {line.index for line in lines if "\t" in line.words.strip()} - heads
    tabbed |= {line.index for line in lines if "\t" in line.words and {line.index - 1, line.index + 1} <= tabbed}
    return found | {index for index in tabbed if index - 1 in tabbed or index + 1 in tabbed}


def _without_stray_figures(labels: dict[int, list[Label]]) -> dict[int, list[Label]]:
    """The labels by line without figures that touch their words, but for those above decimals (4应急保障 above 4.1)
    and the one that follows such (5附则)."""
    heads: set[int] = set()
    following: Label | None = None
    for index in sorted(labels, reverse=True):
        first = labels[index][0] if labels[index] else None
        if first and first.glued and heads_decimals(first, following):
            heads.add(first.number)
        following = first or following
    return {
        index: [label for label in found if not label.glued or {label.number, label.number - 1} & heads]
        for index, found in labels.items()
    }


def _is_letterhead(text: str, rows: Sequence[set[tuple[int, int]]]) -> bool:
    """Whether a table sets the head of a document: its issuers and 文件, its number beside 签发人."""
    cells = [[text[start:end].strip() for start, end in sorted(row)] for row in rows[:_LONGEST_HEAD]]
    words = [each for row in cells for each in row]
    headed = any(map(forms.is_number, words)) or any(forms.is_letterhead("".join(row)) for row in cells)
    return headed and len(rows) <= _LONGEST_HEAD and not any(map(column_kind, words))


def _lost_breaks(line: Line, labels: Sequence[Label]) -> bool:
    """Whether a paragraph holds several items: its line breaks were lost."""
    inside = [label for label in labels if not label.line_start and label.after_sentence]
    articles = sum(1 for label in inside if label.shape == "条")
    return articles > 1 or (line.end - line.start > 800 and len(inside) > 3)


def draw(found: Outline, text: str) -> str:
    """The tree as text, one item a line: id, label, heading or the first words."""
    rows = []
    for item in found.items:
        own = text[item.start : item.end].partition("\n")[0]
        says = item.heading if item.heading is not None else f"· {own[:16]}"
        rows.append("  " * item.id.count("/") + f"{item.id} L{item.level} {says}")
    return "\n".join(rows)

"""Restoration: the text as its publisher wrote it, and the proof of each change.

Repairs run in the order in which the damage can be undone: first the bytes, then the markup that they
spell, then signs and words, then the page's layout. Each is a function from text to changes;
`Revision` composes them, so that the edits rebuild the source exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from builder.model.edit_kinds import EditKind
from builder.model.table import Table
from builder.restoration.budget import Budget
from builder.restoration.byte_shift.repair import repair_byte_shift
from builder.restoration.characters.copy_protection import remove_copy_noise
from builder.restoration.characters.glyphs import restore_glyphs
from builder.restoration.characters.label_signs import restore_label_signs
from builder.restoration.characters.ocr import restore_figures
from builder.restoration.characters.script import simplify
from builder.restoration.characters.script_choice import choose_script
from builder.restoration.characters.signature_dates import complete_dates
from builder.restoration.characters.width import narrow
from builder.restoration.corrections import correct, skip_corrected
from builder.restoration.encoding.codepage import decode_again
from builder.restoration.encoding.escapes import read_escaped_tags, read_escapes
from builder.restoration.encoding.misread import reread_misread
from builder.restoration.encoding.utf8gbk import reread_utf8
from builder.restoration.findings import (
    find_hidden,
    find_unproven,
    find_unreadable,
    find_unrecoverable,
    search_given_up,
    skip_unrecoverable,
)
from builder.restoration.layout.blank_lines import drop_layout
from builder.restoration.layout.contents import drop_contents, drop_repeated_heads, drop_run_on_contents
from builder.restoration.layout.line_order import reorder_lines
from builder.restoration.layout.lost_line_breaks import restore_line_ends
from builder.restoration.layout.page_furniture import (
    HEAD_REASON,
    ONLY_HEAD_REASON,
    drop_bold_marks,
    drop_page_furniture,
)
from builder.restoration.layout.spaces import drop_spaces
from builder.restoration.layout.tables.cell_lines import join_cell_lines
from builder.restoration.layout.tables.pasted_tables import find_pasted
from builder.restoration.layout.tables.run_on_tables import divide_run_on_tables
from builder.restoration.layout.tables.tabbed_tables import find_tabbed
from builder.restoration.layout.wrapped_lines import join_lines
from builder.restoration.mirror.pinyin import remove_pinyin
from builder.restoration.mirror.replay import prove
from builder.restoration.placing import Places
from builder.restoration.restored import Fact, Restored
from builder.restoration.revision import Change, Revision
from builder.restoration.webpage.boilerplate import drop_page
from builder.restoration.webpage.markup import drop_markup, resolve_entities
from builder.restoration.webpage.metadata import tag_key
from builder.restoration.webpage.stored_fields import drop_stored_fields
from builder.source.source import Source

__all__ = ["Fact", "Restored", "Table", "restore"]

Repair = Callable[[str], list[Change]]

_CODES: tuple[Repair, ...] = (read_escapes, read_escaped_tags, decode_again, reread_utf8, reread_misread)
_SIGNS: tuple[Repair, ...] = (narrow, restore_figures, restore_label_signs)
_LINES: tuple[Repair, ...] = (
    drop_bold_marks,
    drop_page_furniture,
    drop_contents,
    drop_run_on_contents,
    reorder_lines,
    divide_run_on_tables,
    restore_line_ends,
    drop_repeated_heads,
)
_LAYOUT: tuple[Repair, ...] = (restore_line_ends, drop_spaces, drop_layout)


def _running_head(text: str, start: int, end: int) -> Change:
    """The change that cuts a head, certain where its words stand elsewhere too."""
    returns = text.count(text[start:end]) > 1
    return Change(start, end, "", EditKind.RUNNING_HEAD, returns, HEAD_REASON if returns else ONLY_HEAD_REASON)


def restore(source: Source) -> Restored:
    """The restored text of a source. Never fails; what cannot be restored becomes a finding."""
    revision = Revision.of(source.text)
    revision = revision.apply(correct(revision.text, source.sidecar))
    heads = [Places(revision).in_text(*head) for head in source.heads]
    revision = _apply(revision, [_running_head(revision.text, *head) for head in heads])
    stored, fields = drop_stored_fields(revision.text)
    places = Places(revision)
    above = [Fact(entry.key, entry.value, *places.in_source(entry.start, entry.end)) for entry in fields]
    revision = _repair(_apply(revision, stored), _CODES)
    budget = Budget.of(revision.text)
    changes = repair_byte_shift(revision.text, budget)
    given_up = Places(revision).in_source(budget.given_up, len(revision.text)) if budget.given_up is not None else None
    revision = _repair(_apply(revision, changes), (remove_pinyin,))
    if source.media == "text":
        revision = _repair(revision, (remove_copy_noise,))

    markup = drop_markup(revision.text, page=source.media == "html")
    places = Places(revision)
    tables = [*source.tables, *_in_source(markup.tables, places)]
    facts = [
        Fact(key, value, *places.in_source(start, end))
        for name, value, start, end in markup.meta
        if (key := tag_key(name)) is not None
    ]
    links = [places.in_source(*link) for link in markup.links]
    revision = _apply(revision, markup.changes)

    revision = _repair(revision, (resolve_entities, restore_glyphs))
    script = choose_script(revision, source.sidecar.script)
    revision = _repair(revision, (simplify, *_SIGNS) if script.simplify else _SIGNS)
    revision = _repair(revision, _LINES)
    places = Places(revision)
    pasted: list[Table] = []
    if not tables:
        pasted = find_pasted(revision.text)
        tables = _in_source([*find_tabbed(revision.text), *pasted], places)
    is_page = source.media == "html"
    held = map(_extent, pasted if is_page else [*pasted, *_in_text(source.tables, revision)])
    titled = next((fact.value for fact in facts if is_page and fact.key == "标题"), "")
    page = drop_page(revision.text, [places.in_text(*link) for link in links], held, is_page, titled)
    page_facts = [Fact(entry.key, entry.value, *places.in_source(entry.start, entry.end)) for entry in page.entries]
    facts = [*page_facts, *above, *facts]
    revision = _apply(revision, page.changes)
    revision = _apply(revision, complete_dates(revision.text, page.entries))
    revision = _apply(revision, join_cell_lines(revision.text, _in_text(tables, revision)))
    revision = _apply(revision, join_lines(revision.text, printed=source.media == "pdf"))
    revision = _repair(revision, _LAYOUT)
    revision = prove(revision)
    findings = [
        *find_unproven(revision.edits),
        *find_unrecoverable(revision.text),
        *script.findings(revision.text),
        *find_unreadable(revision.text),
        *find_hidden(revision.text, revision.edits),
    ]
    findings += [
        replace(each, start=start, end=end)
        for each in source.findings
        for start, end in (Places(revision).in_text(each.start, each.end),)
    ]
    if given_up:
        findings.append(search_given_up(*Places(revision).in_text(*given_up)))
    return Restored(revision.text, revision.edits, _in_text(tables, revision), tuple(facts), tuple(findings))


def _repair(revision: Revision, repairs: Iterable[Repair]) -> Revision:
    for repair in repairs:
        revision = _apply(revision, repair(revision.text))
    return revision


def _apply(revision: Revision, changes: list[Change]) -> Revision:
    changes = skip_corrected(revision, skip_unrecoverable(revision.text, changes)) if changes else []
    return revision.apply(changes) if changes else revision


def _in_source(tables: Iterable[Table], places: Places) -> list[Table]:
    """Tables of a revision's text with their places in the source."""
    return [
        Table(tuple(tuple(places.in_source(*cell) if cell else None for cell in row) for row in table.rows))
        for table in tables
    ]


def _in_text(tables: Iterable[Table], revision: Revision) -> tuple[Table, ...]:
    """Tables with their places in the restored text; those that were cut with the page are left out."""
    places = Places(revision)
    found = []
    for table in tables:
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                start, end = places.in_text(*cell) if cell else (0, 0)
                words = revision.text[start:end]
                start += len(words) - len(words.lstrip())
                cells.append((start, start + len(words.strip())) if words.strip() else None)
            if any(cells):
                rows.append(tuple(cells))
        if rows:
            found.append(Table(tuple(rows)))
    return tuple(sorted(found, key=_first))


def _extent(table: Table) -> tuple[int, int]:
    """Where a table with words begins and ends."""
    cells = [cell for row in table.rows for cell in row if cell]
    return min(start for start, _ in cells), max(end for _, end in cells)


def _first(table: Table) -> int:
    return min((cell[0] for row in table.rows for cell in row if cell), default=0)

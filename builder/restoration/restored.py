"""What restoration hands on."""

from __future__ import annotations

from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import Edit, Finding
from builder.model.table import Table


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a page's metadata (索引号: …), cut from the text with the page around it.

    `key` as the page has it, without spaces and colon (索引号); `value` may be empty (the page has
    the key and says nothing). `source_start` and `source_end` are where the value stands in the
    decoded source."""

    key: str
    value: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Restored:
    """`text`: one paragraph a line, no empty lines, no indentation; the rows of tables are lines
    with their cells joined by tabs, and `tables` has their cells' places. `edits`: each difference
    from `source.text`, in order. `metadata`: what the page around the notice says of it."""

    text: str
    edits: tuple[Edit, ...]
    tables: tuple[Table, ...] = ()
    metadata: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()

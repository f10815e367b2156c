"""Sidecars: the YAML beside a source (`<id>.yml`) that says what its text does not.

A sidecar is written by hand, so each mistake is answered with file, line, column and hint. A key
without a value says nothing (that is how `taizhang add` leaves it for a person to complete).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import yaml

from builder.config.yaml_nodes import compose_yaml
from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.review import Review
from builder.model.statements import Progress, Relation
from builder.source.converted.kept import Conversion, Made
from builder.source.sidecar.readings import ReadingCorrection, read_readings, read_reviewed
from builder.source.sidecar.statements import read_progress, read_relations
from builder.source.sidecar.status import Status, Withdrawal, read_status, read_withdrawn
from builder.source.sidecar.values import (
    Reader,
    Several,
    Value,
    is_null,
    one_of_words,
    read_address,
    read_date,
    read_encoding,
    read_line,
    read_maybe_empty,
    read_text,
    read_texts,
    read_words,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction: the source's words `written` become `restored`; where both are the same, the notice
    itself is wrong there, and they stand with the remark 原文如此.

    The words must occur exactly once in the decoded source, or exactly once in its line `at`
    (counted from 1). `by`, `date` (ISO 8601) and `reason` are shown on the notice's page; `line` is
    where the correction stands in the sidecar."""

    written: str
    restored: str
    by: str
    date: str
    reason: str
    at: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person says of a source, which wins over what its text says. None or () where nothing
    is said; dates are ISO 8601. `jurisdiction` is an id of the registry or a place's full name;
    `encoding` is that of the source's bytes; `notes` are for whoever tends the folder, `reader_notes` stand
    on the notice's page.

    Of a page by which another than the issuer passes the notice on: `page_date` is `repost` where the date
    that it bears is that of the passing on, not the day on which the issuer made the notice public; `page_of`
    names who passes it on where its index number, validity and date are theirs. `title_by` is `editor` where
    the source has no title and the one given here was made up."""

    path: Path | None = None
    title: str | None = None
    plan_title: str | None = None
    kind: str | None = None
    jurisdiction: str | None = None
    source_name: str | None = None
    source_url: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    validity: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    written: str | None = None
    published: str | None = None
    issuers: tuple[str, ...] = ()
    encoding: str | None = None
    page_date: str | None = None
    page_of: str | None = None
    title_by: str | None = None
    script: Literal["keep", "simplify"] | None = None
    """What to do with a text in Traditional characters, where the program would assume otherwise."""
    notes: str | None = None
    reader_notes: tuple[str, ...] = ()
    place_line: int | None = None
    """Where `jurisdiction` stands, counted from 1."""
    conversion: Conversion | None = None
    """What another program made of the file, and from what (`converted:`, `recognised:`)."""
    corrections: tuple[Correction, ...] = ()
    readings: tuple[ReadingCorrection, ...] = ()
    """What a person put right in what the program read."""
    reviewed: Review | None = None
    status: Status = "published"
    """A draft is shown by `serve` alone; of a notice that was withdrawn its old pages say so."""
    withdrawn: Withdrawal | None = None
    relations: tuple[Relation, ...] = ()
    progress: tuple[Progress, ...] = ()


def is_annotation(content: bytes) -> bool:
    """Whether the YAML in `content` is a hand-made annotation of a notice (as in `tests/gold/`), which says
    what is to be read from a text, not what the text does not say."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(re.search(rf"(?m)^{key}:", text) for key in ("notice", "outline", "tasks"))


def read_sidecar(path: Path, content: bytes | None = None) -> Sidecar:
    """The sidecar at `path` (`content`: its bytes, where they were read before). InputError with line, column and
    hint where it is no legal sidecar."""
    node = compose_yaml(path, content=content)
    if node is None or is_null(node):
        return Sidecar(path)
    said = replace(Sidecar(path), **Reader(path).mapping(node, _TOP, ()))
    if said.withdrawn is not None and said.status != "withdrawn":
        line = next(key.start_mark.line for key, _ in node.value if key.value == "withdrawn") + 1
        raise InputError(_("`withdrawn` of a notice that is not"), _("write `status: 撤下`, or remove it"), path, line)
    if said.title_by == "editor" and said.title is None:
        line = next(key.start_mark.line for key, _ in node.value if key.value == "title_by") + 1
        raise InputError(
            _("'title_by: editor' without a title"), _("add `title:`, or leave `title_by` away"), path, line
        )
    return said


def place_correction(correction: Correction, text: str, path: Path | None) -> tuple[int, int]:
    """(start, end) of the corrected words in the decoded source `text`; `path` is the sidecar's.
    InputError where they do not occur exactly once at the place that is given."""
    start, end = 0, len(text)
    if correction.at is not None:
        lines = text.splitlines(keepends=True)
        start = sum(map(len, lines[: correction.at - 1]))
        end = start + (len(lines[correction.at - 1]) if correction.at <= len(lines) else 0)
    count = text.count(correction.written, start, end)
    if count != 1:
        hint = (
            _("write them exactly as the source has them")
            if count == 0
            else _("take in the words around them, or give the line as `at:`")
        )
        if correction.at is None:
            what = _("the words {words!r} occur {count} times in the source", words=correction.written, count=count)
        else:
            what = _(
                "the words {words!r} occur {count} times in line {line} of the source",
                words=correction.written,
                count=count,
                line=correction.at,
            )
        raise InputError(what, hint, path, correction.line)
    at = text.index(correction.written, start, end)
    return at, at + len(correction.written)


def place_corrections(corrections: Sequence[Correction], text: str, path: Path | None) -> list[tuple[int, int]]:
    """(start, end) in the decoded source of each correction, in their order. InputError as for one, and where the
    words of two overlap: only one of them could be made."""
    places = [place_correction(correction, text, path) for correction in corrections]
    order = sorted(range(len(places)), key=lambda number: places[number])
    for one, other in itertools.pairwise(order):
        if places[other][0] < places[one][1]:
            first, second = sorted((corrections[one], corrections[other]), key=lambda correction: correction.line)
            what = _(
                "the words {words!r} overlap with those of the correction in line {line}",
                words=second.written,
                line=first.line,
            )
            raise InputError(what, _("make one correction of the two"), path, second.line)
    return places


def _place(reader: Reader, node: Any) -> Several:
    return Several(jurisdiction=read_text(reader, node), place_line=node.start_mark.line + 1)


def _source(reader: Reader, node: Any) -> Several:
    return Several(reader.mapping(node, {"name": ("source_name", read_text), "url": ("source_url", read_address)}, ()))


def _made(made: Made) -> Value:
    """The reader of the record of a conversion."""

    def read(reader: Reader, node: Any) -> Conversion:
        return Conversion(**reader.mapping(node, _CONVERSION, tuple(_CONVERSION)), made=made)

    return read


_CONVERSION: dict[str, tuple[str, Value]] = {
    "original": ("original", read_text),
    "sha256": ("sha256", read_text),
    "by": ("by", read_text),
}


def _corrections(reader: Reader, node: Any) -> tuple[Correction, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, _("expected a list of corrections"), _("begin each with `- written:`"))
    return tuple(
        Correction(
            **reader.mapping(entry, _CORRECTION, tuple(key for key in _CORRECTION if key != "at")),
            line=entry.start_mark.line + 1,
        )
        for entry in node.value
    )


_CORRECTION: dict[str, tuple[str, Value]] = {
    "written": ("written", read_words),
    "restored": ("restored", read_maybe_empty),
    "by": ("by", read_text),
    "date": ("date", read_date),
    "reason": ("reason", read_text),
    "at": ("at", read_line),
}

_TOP: dict[str, tuple[str, Value]] = {
    "title": ("title", read_text),
    "plan_title": ("plan_title", read_text),
    "kind": ("kind", one_of_words("plan", "report", chinese={"部署": "plan", "报告": "report"})),
    "jurisdiction": ("jurisdiction", _place),
    "issuers": ("issuers", read_texts),
    "document_number": ("document_number", read_text),
    "index_number": ("index_number", read_text),
    "written": ("written", read_date),
    "published": ("published", read_date),
    "page_date": ("page_date", one_of_words("own", "repost", chinese={"原载": "own", "转载": "repost"})),
    "page_of": ("page_of", read_text),
    "title_by": ("title_by", one_of_words("source", "editor", chinese={"原文": "source", "整理者": "editor"})),
    "script": ("script", one_of_words("keep", "simplify", chinese={"保留": "keep", "转换": "simplify"})),
    "validity": ("validity", read_text),
    "source": ("source", _source),
    "retrieved": ("retrieved", read_date),
    "licence": ("licence", read_text),
    "encoding": ("encoding", read_encoding),
    "converted": ("conversion", _made("converted")),
    "recognised": ("conversion", _made("recognised")),
    "notes": ("notes", read_text),
    "reader_notes": ("reader_notes", read_texts),
    "corrections": ("corrections", _corrections),
    "readings": ("readings", read_readings),
    "reviewed": ("reviewed", read_reviewed),
    "status": ("status", read_status),
    "withdrawn": ("withdrawn", read_withdrawn),
    "relations": ("relations", read_relations),
    "progress": ("progress", read_progress),
}

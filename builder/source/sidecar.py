"""Sidecars: the YAML beside a source (`<id>.yml`) that says what its text does not.

A sidecar is written by hand, so each mistake is answered with file, line, column and hint. A key
without a value says nothing (that is how `taizhang add` leaves it for a person to complete).
"""

from __future__ import annotations

import datetime
import difflib
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from builder.config.yaml_nodes import compose_yaml
from builder.model.errors import InputError
from builder.source.decoding import text_codec


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction: the source's words `written` become `restored`.

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
    corrections: tuple[Correction, ...] = ()


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
    if node is None or _is_null(node):
        return Sidecar(path)
    said = replace(Sidecar(path), **_Reader(path).mapping(node, _TOP, ()))
    if said.title_by == "editor" and said.title is None:
        line = next(key.start_mark.line for key, _ in node.value if key.value == "title_by") + 1
        raise InputError("'title_by: editor' without a title", "add `title:`, or leave `title_by` away", path, line)
    return said


def place_correction(correction: Correction, text: str, path: Path | None) -> tuple[int, int]:
    """(start, end) of the corrected words in the decoded source `text`; `path` is the sidecar's.
    InputError where they do not occur exactly once at the place that is given."""
    start, end, where = 0, len(text), "in the source"
    if correction.at is not None:
        lines = text.splitlines(keepends=True)
        start = sum(map(len, lines[: correction.at - 1]))
        end = start + (len(lines[correction.at - 1]) if correction.at <= len(lines) else 0)
        where = f"in line {correction.at} of the source"
    count = text.count(correction.written, start, end)
    if count != 1:
        hint = (
            "write them exactly as the source has them"
            if count == 0
            else "take in the words around them, or give the line as `at:`"
        )
        raise InputError(f"the words {correction.written!r} occur {count} times {where}", hint, path, correction.line)
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
            what = f"the words {second.written!r} overlap with those of the correction in line {first.line}"
            raise InputError(what, "make one correction of the two", path, second.line)
    return places


_Value = Callable[["_Reader", Any], Any]


class _Reader:
    """Reads the nodes of one file, so that errors can name it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def error(self, node: Any, message: str, hint: str) -> InputError:
        return InputError(message, hint, self._path, node.start_mark.line + 1, node.start_mark.column + 1)

    def mapping(self, node: Any, keys: dict[str, tuple[str, _Value]], required: tuple[str, ...]) -> dict[str, Any]:
        """Field → value of a mapping that may have `keys` (key → field, reader of its value)."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, "expected `key: value` lines", f"keys are {', '.join(keys)}")
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in keys:
                name = key.value if isinstance(key, yaml.ScalarNode) else "…"
                near = difflib.get_close_matches(name, keys, 1, 0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"keys are {', '.join(keys)}"
                raise self.error(key, f"there is no key {name!r}", hint)
            field, read = keys[key.value]
            if _is_null(value):
                found[field] = None
            elif read in (_source, _place):  # one key, several fields
                found |= {field: None} | read(self, value)
            else:
                found[field] = read(self, value)
        for name in required:
            if found.get(keys[name][0]) is None:
                raise self.error(node, f"{name!r} is missing", f"add `{name}:`")
        return {field: value for field, value in found.items() if value is not None}


def _is_null(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _text(reader: _Reader, node: Any) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise reader.error(node, "expected one value, not a list or mapping", "write it on one line")
    value = str(node.value).strip()
    if not value:
        raise reader.error(node, "is empty", "leave the key away, or give it a value")
    return value


def _words(reader: _Reader, node: Any) -> str:
    """Words of the source: kept with the spaces around them."""
    _text(reader, node)
    return str(node.value)


def _maybe_empty(reader: _Reader, node: Any) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else _text(reader, node)


def _date(reader: _Reader, node: Any) -> str:
    value = _text(reader, node)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise reader.error(node, f"{value!r} is no date", "write year-month-day, as in 2016-12-31") from None


def _line(reader: _Reader, node: Any) -> int:
    value = _text(reader, node)
    if not (value.isascii() and value.isdecimal() and 0 < len(value) < 10 and int(value) > 0):
        raise reader.error(node, f"{value!r} is no line number", "count the lines of the source from 1")
    return int(value)


def _encoding(reader: _Reader, node: Any) -> str:
    value = _text(reader, node)
    if text_codec(value) is None:
        raise reader.error(node, f"there is no encoding of text {value!r}", "write utf-8, gb18030, big5 or utf-16")
    return value


def _kind(reader: _Reader, node: Any) -> str:
    value = _text(reader, node)
    if value not in ("plan", "report"):
        raise reader.error(node, f"{value!r} is no kind of notice", "write plan or report")
    return value


def _one_of(*values: str) -> _Value:
    """The reader of a value that is one of `values`."""

    def read(reader: _Reader, node: Any) -> str:
        value = _text(reader, node)
        if value not in values:
            raise reader.error(node, f"{value!r} is not known here", f"write {' or '.join(values)}")
        return value

    return read


def _place(reader: _Reader, node: Any) -> dict[str, Any]:
    return {"jurisdiction": _text(reader, node), "place_line": node.start_mark.line + 1}


def _address(reader: _Reader, node: Any) -> str:
    value = _text(reader, node)
    if not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise reader.error(node, f"{value!r} is no web address", "begin it with https:// or http://")
    return value


def _texts(reader: _Reader, node: Any) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode):
        return (_text(reader, node),)
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, "expected a list", "begin each entry with `- `")
    return tuple(_text(reader, entry) for entry in node.value)


def _source(reader: _Reader, node: Any) -> dict[str, Any]:
    return reader.mapping(node, {"name": ("source_name", _text), "url": ("source_url", _address)}, ())


def _corrections(reader: _Reader, node: Any) -> tuple[Correction, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, "expected a list of corrections", "begin each with `- written:`")
    return tuple(
        Correction(
            **reader.mapping(entry, _CORRECTION, tuple(key for key in _CORRECTION if key != "at")),
            line=entry.start_mark.line + 1,
        )
        for entry in node.value
    )


_CORRECTION: dict[str, tuple[str, _Value]] = {
    "written": ("written", _words),
    "restored": ("restored", _maybe_empty),
    "by": ("by", _text),
    "date": ("date", _date),
    "reason": ("reason", _text),
    "at": ("at", _line),
}

_TOP: dict[str, tuple[str, _Value]] = {
    "title": ("title", _text),
    "plan_title": ("plan_title", _text),
    "kind": ("kind", _kind),
    "jurisdiction": ("jurisdiction", _place),
    "issuers": ("issuers", _texts),
    "document_number": ("document_number", _text),
    "index_number": ("index_number", _text),
    "written": ("written", _date),
    "published": ("published", _date),
    "page_date": ("page_date", _one_of("own", "repost")),
    "page_of": ("page_of", _text),
    "title_by": ("title_by", _one_of("source", "editor")),
    "script": ("script", _one_of("keep", "simplify")),
    "validity": ("validity", _text),
    "source": ("source", _source),
    "retrieved": ("retrieved", _date),
    "licence": ("licence", _text),
    "encoding": ("encoding", _encoding),
    "notes": ("notes", _text),
    "reader_notes": ("reader_notes", _texts),
    "corrections": ("corrections", _corrections),
}

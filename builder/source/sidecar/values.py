"""Values of a sidecar, each read from its node; a mistake is one line with file, line, column and hint."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.language import lazy_re as re
from builder.language.dates import written_date
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.source.decoding import text_codec


class Several(dict[str, Any]):
    """Field → value, of one key that fills several fields."""


Value = Callable[["Reader", Any], Any]


class Reader:
    """Reads the nodes of one file, so that errors can name it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def error(self, node: Any, message: str, hint: str) -> InputError:
        return InputError(message, hint, self._path, node.start_mark.line + 1, node.start_mark.column + 1)

    def mapping(self, node: Any, keys: dict[str, tuple[str, Value]], required: tuple[str, ...]) -> dict[str, Any]:
        """Field → value of a mapping that may have `keys` (key → field, reader of its value)."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, _("expected `key: value` lines"), _("keys are {keys}", keys=", ".join(keys)))
        found: dict[str, Any] = {}
        errors: list[InputError] = []
        for key, value in node.value:
            try:
                found |= self._field(key, value, keys)
            except InputError as error:
                errors += [error, *error.more]
        if errors:
            raise InputError.of(errors)
        for name in required:
            if found.get(keys[name][0]) is None:
                raise self.error(node, _("{name!r} is missing", name=name), _("add `{name}:`", name=name))
        return {field: value for field, value in found.items() if value is not None}

    def _field(self, key: Any, value: Any, keys: dict[str, tuple[str, Value]]) -> dict[str, Any]:
        """Field → value of one line of a mapping."""
        if not isinstance(key, yaml.ScalarNode) or key.value not in keys:
            name = key.value if isinstance(key, yaml.ScalarNode) else "…"
            near = difflib.get_close_matches(name, keys, 1, 0.5)
            hint = _("did you mean {near!r}?", near=near[0]) if near else _("keys are {keys}", keys=", ".join(keys))
            raise self.error(key, _("there is no key {name!r}", name=name), hint)
        field, read = keys[key.value]
        if is_null(value):
            return {field: None}
        said = read(self, value)
        return {field: None, **said} if isinstance(said, Several) else {field: said}


def is_null(node: Any) -> bool:
    """Whether nothing stands behind the key."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def read_text(reader: Reader, node: Any) -> str:
    """One value without the spaces around it. InputError with its place for a list, a mapping or an empty value."""
    if not isinstance(node, yaml.ScalarNode):
        raise reader.error(node, _("expected one value, not a list or mapping"), _("write it on one line"))
    value = str(node.value).strip()
    if not value:
        raise reader.error(node, _("is empty"), _("leave the key away, or give it a value"))
    return value


def read_words(reader: Reader, node: Any) -> str:
    """Words of the source: kept with the spaces around them."""
    read_text(reader, node)
    return str(node.value)


def read_maybe_empty(reader: Reader, node: Any) -> str:
    """One value as it is, "" too. InputError for a list or a mapping."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else read_text(reader, node)


def read_date(reader: Reader, node: Any) -> str:
    """2016-12-31 or 2016年12月31日, as ISO 8601."""
    value = read_text(reader, node)
    date = written_date(value)
    if date is None:
        raise reader.error(node, _("{value!r} is no date", value=value), _("write year-month-day, as in 2016-12-31"))
    return date


def read_line(reader: Reader, node: Any) -> int:
    """The number of a line, from 1. InputError for anything else."""
    value = read_text(reader, node)
    if not (value.isascii() and value.isdecimal() and 0 < len(value) < 10 and int(value) > 0):
        raise reader.error(
            node, _("{value!r} is no line number", value=value), _("count the lines of the source from 1")
        )
    return int(value)


def read_encoding(reader: Reader, node: Any) -> str:
    """The name of an encoding of text that Python knows (gb18030). InputError for another."""
    value = read_text(reader, node)
    if text_codec(value) is None:
        raise reader.error(
            node, _("there is no encoding of text {value!r}", value=value), _("write utf-8, gb18030, big5 or utf-16")
        )
    return value


def one_of_words(*values: str, chinese: Mapping[str, str]) -> Value:
    """The reader of a value that is one of `values`, or the Chinese word for one of them."""

    def read(reader: Reader, node: Any) -> str:
        value = read_text(reader, node)
        if value not in values and value not in chinese:
            raise reader.error(
                node,
                _("{value!r} is not known here", value=value),
                _("write one of {values}", values=", ".join(chinese)),
            )
        return chinese.get(value, value)

    return read


def read_address(reader: Reader, node: Any) -> str:
    value = read_text(reader, node)
    if not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise reader.error(node, _("{value!r} is no web address", value=value), _("begin it with https:// or http://"))
    return value


def read_texts(reader: Reader, node: Any) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode):
        return (read_text(reader, node),)
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, _("expected a list"), _("begin each entry with `- `"))
    return tuple(read_text(reader, entry) for entry in node.value)

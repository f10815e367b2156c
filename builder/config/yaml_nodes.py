"""YAML files read to nodes that know their places; a file that is no YAML is one line with the place to fix.

Only what a person writes by hand is taken: no tags (some run programs), no aliases (some grow without end), no
key twice (one of the two would be dropped), no control characters, nothing nested without need.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from builder.config.input_files import LARGEST_YAML, read_input
from builder.language import lazy_re as re
from builder.messages.foreign import said_by_other
from builder.messages.translation import N_, _
from builder.model.errors import InputError

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 30
_PLAIN_TAGS = frozenset(
    ("!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")))
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTE_IT = N_("quote a value that holds `: ` or begins with a sign")


def compose_yaml(path: Path, tags: Collection[str] = (), content: bytes | None = None) -> Any:
    """The root node of the YAML file at `path` (or of its `content`, where that was read before), None where it is
    empty; `tags` may stand in it besides those of plain values. InputError with line and column where it cannot be
    read or holds what no file of a person may; for a quote that is never closed the place where it opens."""
    text = _decoded(read_input(path, largest=LARGEST_YAML) if content is None else content, path)
    try:
        _check_events(text, tags, path)
        root = yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError as error:
        raise _refused(error, text, path) from None
    _check_node(root, path)
    return root


def _decoded(raw: bytes, path: Path) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            _("byte at offset {offset} is not UTF-8", offset=error.start), _("save the file as UTF-8"), path, line
        ) from None
    if found := _CONTROL.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        raise InputError(_control(found[0]), _("delete it"), path, line, column)
    return text


def _at(mark: Any, path: Path, message: str, hint: str) -> InputError:
    return InputError(message, hint, path, mark.line + 1, mark.column + 1)


def _check_events(text: str, tags: Collection[str], path: Path) -> None:
    """InputError for an alias, a tag that may not stand here, or what is nested too deep; before nodes are made,
    since making them takes a call inside a call for each level."""
    depth = 0
    for event in yaml.parse(text, Loader=_FAST):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _at(
                event.start_mark,
                path,
                _("is nested deeper than {most} levels", most=_DEEPEST),
                _("close the brackets"),
            )
        if isinstance(event, yaml.AliasEvent):
            raise _at(
                event.start_mark,
                path,
                _("the alias *{alias} cannot be used", alias=event.anchor),
                _("write the words again"),
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _PLAIN_TAGS and tag not in tags:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            raise _at(
                event.start_mark, path, _("the tag {shown} cannot be used", shown=shown), _("write the value itself")
            )


def _check_node(node: Any, path: Path) -> None:
    """InputError for a key that is given twice and for control characters that were written as `\\x07`."""
    if isinstance(node, yaml.ScalarNode):
        if found := _CONTROL.search(node.value):
            raise _at(node.start_mark, path, _control(found[0]), _("delete it"))
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _check_node(child, path)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            _check_node(key, path)
            if isinstance(key, yaml.ScalarNode):
                if key.value.strip() in seen:
                    raise _at(
                        key.start_mark, path, _("{key!r} is given twice", key=key.value.strip()), _("keep one of them")
                    )
                seen.add(key.value.strip())
            _check_node(value, path)


def _control(character: str) -> str:
    return _("holds the control character U+{code:04X}", code=ord(character))


def _refused(error: yaml.YAMLError, text: str, path: Path) -> InputError:
    mark = getattr(error, "problem_mark", None)
    quote = _open_quote(text, mark.line if mark else None)
    if quote:
        return _at(
            quote,
            path,
            _("is no YAML: the quote that opens here is not closed on its line"),
            _("close it with the same sign"),
        )
    what = said_by_other(getattr(error, "problem", None) or "cannot be read")
    if mark is None:
        return InputError(_("is no YAML: {what}", what=what), _(_QUOTE_IT), path)
    return _at(mark, path, _("is no YAML: {what}", what=what), _(_QUOTE_IT))


def _open_quote(text: str, until: int | None) -> Any:
    """The mark of the last quoted value that begins at or before the line `until` and runs over its line's end.
    One that is never closed runs to the end of the file, where the parser would report it."""
    last = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if until is not None and token.start_mark.line > until:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.end_mark.line > token.start_mark.line:
                last = token.start_mark
    except yaml.MarkedYAMLError as error:
        if error.context and "quoted scalar" in error.context:
            return error.context_mark
    return last

"""YAML read with the place of every value, so that an error can name file, line and hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from builder.config.yaml_nodes import compose_yaml
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError

_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in a YAML file, with its place. Every reading method raises InputError on a wrong shape."""

    path: Path
    node: Any

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def error(self, message: str, hint: str) -> InputError:
        """What is wrong with it, with its file, line and column."""
        return InputError(message, hint, self.path, self.line, int(self.node.start_mark.column) + 1)

    @property
    def empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag == _NULL

    def text(self) -> str:
        """Its words without the spaces around them; an empty value is none."""
        node = self.node
        words = node.value.strip() if isinstance(node, yaml.ScalarNode) and node.tag != _NULL else ""
        if not words:
            raise self.error(
                _("expected some words"), _("write them after the colon, quoted where they hold `: ` or `{`")
            )
        return str(words)

    def items(self) -> tuple[Entry, ...]:
        """The entries of a list; none of an empty value."""
        if self.empty:
            return ()
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(_("expected a list"), _("write [一, 二], or one `- ` line for each"))
        return tuple(Entry(self.path, child) for child in self.node.value)

    def texts(self) -> tuple[str, ...]:
        """The words of each entry of a list."""
        return tuple(item.text() for item in self.items())

    def pairs(self) -> Iterator[tuple[Entry, Entry]]:
        """Key and value of each line of a mapping whose keys are free."""
        if self.empty:
            return
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(_("expected `key: value` lines"), _("indent them below the key"))
        for key, value in self.node.value:
            entry = Entry(self.path, key)
            entry.text()
            yield entry, Entry(self.path, value)

    def fields(self, keys: Sequence[str], required: Sequence[str] = ()) -> dict[str, Entry]:
        """The values of a mapping that may have `keys`; those left empty are left out."""
        found: dict[str, Entry] = {}
        for key, value in self.pairs():
            name = key.text()
            if name not in keys:
                near = difflib.get_close_matches(name, keys, 1, 0.5)
                raise key.error(
                    _("there is no key {name!r}", name=name),
                    _("did you mean {near!r}?", near=near[0]) if near else _("keys are {keys}", keys=", ".join(keys)),
                )
            if not value.empty:
                found[name] = value
        for name in required:
            if name not in found:
                raise self.error(_("{name!r} is missing", name=name), _("add `{name}:`", name=name))
        return found


def read_yaml(path: Path) -> Entry | None:
    """The value that a YAML file holds, or None where it is empty."""
    node = compose_yaml(path)
    return None if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == _NULL) else Entry(path, node)

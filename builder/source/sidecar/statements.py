"""`relations:` and `progress:` of a sidecar: what persons state of a notice besides its text."""

from __future__ import annotations

from typing import Any

import yaml

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.statements import Progress, ProgressState, Relation, RelationKind
from builder.source.sidecar.values import Reader, Value, one_of_words, read_date, read_text

RELATIONS: dict[str, RelationKind] = {"废止": "repeals", "修改": "amends", "代替": "replaces", "解读": "interprets"}
STATES: dict[str, ProgressState] = {"已完成": "done", "推进中": "in-progress", "未完成": "not-done", "其他": "other"}

RELATION: dict[str, tuple[str, Value]] = {
    "kind": ("kind", one_of_words(*RELATIONS.values(), chinese=RELATIONS)),
    "notice": ("notice", read_text),
    "title": ("title", read_text),
    "number": ("number", read_text),
}


def _source(reader: Reader, node: Any) -> str:
    value = read_text(reader, node)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*|https?://[^\s<>\"]+", value):
        raise reader.error(
            node,
            _("{value!r} is no notice and no web address", value=value),
            _("give the id of a notice, or https://…"),
        )
    return value


PROGRESS: dict[str, tuple[str, Value]] = {
    "task": ("task", read_text),
    "as_of": ("as_of", read_date),
    "state": ("state", one_of_words(*STATES.values(), chinese=STATES)),
    "said_by": ("said_by", read_text),
    "source": ("source", _source),
    "quote": ("quote", read_text),
}


def read_relations(reader: Reader, node: Any) -> tuple[Relation, ...]:
    found = []
    for entry in _list(reader, node, "- kind:"):
        said = reader.mapping(entry, RELATION, ())
        if "kind" not in said:
            hint = _("say what it does to the other: `{key}:` {values}", key="kind", values=", ".join(RELATIONS))
            raise reader.error(entry, _("{name!r} is missing", name="kind"), hint)
        if ("notice" in said) is ("title" in said):
            raise reader.error(entry, _("names not one notice"), _("give `notice` (published here), or `title`"))
        found.append(Relation(**said, line=entry.start_mark.line + 1))
    return tuple(found)


def read_progress(reader: Reader, node: Any) -> tuple[Progress, ...]:
    return tuple(
        Progress(**reader.mapping(entry, PROGRESS, tuple(PROGRESS)), line=entry.start_mark.line + 1)
        for entry in _list(reader, node, "- task:")
    )


def _list(reader: Reader, node: Any, begin: str) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, _("expected a list"), _("begin each entry with `{begin}`", begin=begin))
    return list(node.value)

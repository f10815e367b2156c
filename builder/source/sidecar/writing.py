"""Entries written into a sidecar that a person wrote: only their own lines change.

All other lines, comments, order and the way in which a person writes YAML stay as they are, byte for byte; a YAML
library that writes what it read would format the whole file anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from builder.config.yaml_nodes import compose_yaml
from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.recurrence import Recurrence
from builder.model.review import Review
from builder.model.statements import Progress
from builder.source.sidecar.readings import (
    COMPARES,
    FACTS,
    LIMIT_TYPES,
    PERIODS,
    ROLES,
    TASK_KINDS,
    ReadingCorrection,
)
from builder.source.sidecar.statements import STATES
from builder.source.sidecar.status import STATUSES

_PLAIN = re.compile(r"[\w《〔（“][\w《》〔〕（）“”、，。；：·/%().-]*")
_NOT_PLAIN = frozenset({"null", "Null", "NULL", "true", "false", "yes", "no", "on", "off"})
_CHINESE: Mapping[str, Mapping[str, str]] = {
    "role": ROLES,
    "kind": TASK_KINDS,
    "type": LIMIT_TYPES,
    "compare": COMPARES,
}


def write_readings(
    content: bytes,
    path: Path,
    *,
    added: Sequence[ReadingCorrection] = (),
    replaced: Mapping[int, ReadingCorrection] | None = None,
    removed: Sequence[int] = (),
    progress: Sequence[Progress] = (),
    reviewed: Review | None = None,
) -> bytes:
    """`content` of the sidecar at `path` with these entries of `readings:` added at its end, `replaced` and `removed`
    at their lines (counted from 1), entries of `progress:` added, and `reviewed:`, where it is given. InputError where
    the file is no block of `key: value` lines."""
    file = _File(content, path)
    file.readings(added, replaced or {}, removed)
    file.progress(progress)
    if reviewed is not None:
        file.reviewed(reviewed)
    return file.content()


def write_status(content: bytes, path: Path, status: str, withdrawn: Mapping[str, str] | None) -> bytes:
    """`content` with `status:` and, where it is given, `withdrawn:`. InputError as `write_readings`."""
    file = _File(content, path)
    file.put("status", [f"status: {_scalar(_chinese(STATUSES, status))}"])
    if withdrawn is not None:
        file.put("withdrawn", ["withdrawn:", *(f"  {key}: {_scalar(value)}" for key, value in withdrawn.items())])
    return file.content()


class _File:
    def __init__(self, content: bytes, path: Path) -> None:
        self._path = path
        root = compose_yaml(path, content=content) if content.strip() else None
        self._root = root if isinstance(root, yaml.MappingNode) else None
        if self._root is not None and self._root.flow_style:
            raise self._flow(self._root)
        text = content.decode("utf-8-sig")
        self._mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._lines: list[str | None] = list(text.splitlines(keepends=True))
        if self._lines and not str(self._lines[-1]).endswith(("\n", "\r")):
            self._lines[-1] = f"{self._lines[-1]}{self._end}"
        self._after: dict[int, list[str]] = {}

    def _flow(self, node: Any) -> InputError:
        line = node.start_mark.line + 1
        return InputError(_("is written in brackets"), _("write one `key: value` a line below it"), self._path, line)

    def _find(self, name: str) -> tuple[Any, Any] | None:
        pairs = self._root.value if self._root is not None else ()
        return next(((key, value) for key, value in pairs if key.value == name), None)

    def readings(
        self, added: Sequence[ReadingCorrection], replaced: Mapping[int, ReadingCorrection], removed: Sequence[int]
    ) -> None:
        found = self._find("readings")
        if found is None or not found[1].value or not isinstance(found[1], yaml.SequenceNode):
            if added:
                self.put("readings", ["readings:", *(line for each in added for line in _entry_lines(each, 0))])
            return
        key, node = found
        if node.flow_style:
            raise self._flow(node)
        indent = node.start_mark.column
        last = node.start_mark.line
        for entry in node.value:
            first, last = entry.start_mark.line, self._last(entry)
            if first + 1 in replaced:
                self._replace(first, last, _entry_lines(replaced[first + 1], indent))
            elif first + 1 in removed:
                self._replace(first, last, [])
        self._after.setdefault(last, []).extend(line for each in added for line in _entry_lines(each, indent))
        if not added and len(set(removed)) == len(node.value):
            self._lines[key.start_mark.line] = None

    def progress(self, added: Sequence[Progress]) -> None:
        found = self._find("progress")
        if not added:
            return
        if found is None or not found[1].value or not isinstance(found[1], yaml.SequenceNode):
            self.put("progress", ["progress:", *(line for each in added for line in _progress_lines(each, 0))])
            return
        node = found[1]
        if node.flow_style:
            raise self._flow(node)
        lines = [line for each in added for line in _progress_lines(each, node.start_mark.column)]
        self._after.setdefault(self._last(node), []).extend(lines)

    def reviewed(self, review: Review) -> None:
        values = {
            "by": review.by,
            "date": review.date,
            "checked": review.checked,
            "of": review.of,
            "reading": review.reading,
        }
        lines = [f"  {name}: {_scalar(value)}" for name, value in values.items()]
        self.put("reviewed", ["reviewed:", *lines])

    def put(self, name: str, block: list[str]) -> None:
        """The lines of a key: in its place, else at the end of the file."""
        found = self._find(name)
        if found is None:
            self._after.setdefault(len(self._lines) - 1, []).extend(block)
        else:
            key, node = found
            self._replace(key.start_mark.line, max(key.start_mark.line, self._last(node)), block)

    def _replace(self, first: int, last: int, lines: list[str]) -> None:
        self._lines[first : last + 1] = [None] * (last + 1 - first)
        self._after.setdefault(first, [])[:0] = lines

    def _last(self, node: Any) -> int:
        """The last line of a node, counted from 0, without the blank lines and comments that follow it."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._last(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.line, node.end_mark.line
        if end > start and node.end_mark.column == 0:
            end -= 1
        while end > start and re.fullmatch(r"\s*(?:#.*)?\s*", str(self._lines[end])):
            end -= 1
        return int(end)

    def content(self) -> bytes:
        parts = [*(f"{line}{self._end}" for line in self._after.get(-1, ()))]
        for number, line in enumerate(self._lines):
            parts += [line] if line is not None else []
            parts += (f"{new}{self._end}" for new in self._after.get(number, ()))
        return self._mark + "".join(parts).encode("utf-8")


def _entry_lines(entry: ReadingCorrection, indent: int) -> list[str]:
    """An entry as a person would write it, in Chinese where a value has a Chinese word."""
    said: list[tuple[str, object]] = [("task", entry.task)] if entry.task else []
    said += [(entry.operation, _chinese(FACTS, entry.fact)), ("quote", " ".join(entry.quote.split()))]
    said += [("nth", entry.nth)] if entry.nth > 1 else []
    said += [(key, _chinese(_CHINESE.get(key, {}), value)) for key, value in entry.values]
    said += [("by", entry.by), ("date", entry.date), ("reason", entry.reason)]
    return _block(said, indent)


def _progress_lines(entry: Progress, indent: int) -> list[str]:
    said: list[tuple[str, object]] = [("task", entry.task), ("as_of", entry.as_of)]
    said += [("state", _chinese(STATES, entry.state)), ("said_by", entry.said_by)]
    said += [("source", entry.source), ("quote", " ".join(entry.quote.split()))]
    return _block(said, indent)


def _block(said: Sequence[tuple[str, object]], indent: int) -> list[str]:
    """The lines of one entry of a list."""
    space = " " * indent
    return [f"{space}{'  ' if at else '- '}{key}: {_scalar(value)}" for at, (key, value) in enumerate(said)]


def _chinese(words: Mapping[str, str], value: object) -> object:
    return next((chinese for chinese, known in words.items() if known == value), value)


def _scalar(value: object) -> str:
    if isinstance(value, Recurrence):
        parts: dict[str, object | None] = {
            "unit": _chinese(PERIODS, value.unit),
            "count": value.count if value.count > 1 else None,
            "month": value.month,
            "day": value.day,
            "since": value.since,
            "until": value.until,
        }
        return "{" + ", ".join(f"{key}: {_scalar(part)}" for key, part in parts.items() if part is not None) + "}"
    words = str(value)
    if isinstance(value, int | float) or (_PLAIN.fullmatch(words) and words not in _NOT_PLAIN):
        return words
    return json.dumps(words, ensure_ascii=False)

"""`readings:` of a sidecar: what a person put right in what the program read, fact by fact.

Each entry says one thing of one fact: that it is missing (`add`), to be read otherwise (`change`) or none (`remove`).
The fact is found by its task and by the words that it is about, as the restored text has them, so that an entry
whose words or task are gone is seen to be out of date. Values are plain: no value holds a rule to be parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import yaml

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.notice import FactKind
from builder.model.recurrence import UNITS, Recurrence
from builder.model.review import Review
from builder.source.sidecar.values import Reader, Value, is_null, one_of_words, read_date, read_line, read_text

Operation = Literal["add", "change", "remove"]
Said = str | int | float | Recurrence

FACTS: Mapping[str, FactKind] = {
    "单位": "agency",
    "责任单位": "agency",
    "时限": "deadline",
    "指标": "target",
    "引用": "citation",
    "任务": "task",
}
ROLES = {"牵头": "lead", "责任": "responsible", "负责": "responsible", "配合": "supporting"}
TASK_KINDS = {"任务": "task", "报告事项": "progress"}
LIMIT_TYPES = {
    "截止": "by",
    "期间": "during",
    "起始": "from",
    "定期": "recurring",
    "限期": "within",
    "长期": "open",
}
COMPARES = {"不低于": ">=", "不高于": "<=", "等于": "=", "超过": ">", "低于": "<"}
PERIODS = {
    "年": "year",
    "半年": "half-year",
    "季度": "quarter",
    "月": "month",
    "半月": "half-month",
    "周": "week",
    "日": "day",
    "工作日": "working day",
    "学期": "term",
    "学年": "school year",
}
"""What a person may write in Chinese for the values of the data."""

_DATED = ("by", "during", "from")


@dataclass(frozen=True, slots=True)
class ReadingCorrection:
    """One entry. `task`: the id of the task, None for what stands outside tasks. `quote`: the words of the fact as the
    restored text has them (of a task: some of its words); `nth`: which of the same words, from 1. `values`: key →
    what is to be read, only what the entry says. `line`: where it stands in the sidecar."""

    task: str | None
    operation: Operation
    fact: FactKind
    quote: str
    by: str
    date: str
    reason: str
    values: tuple[tuple[str, Said], ...] = ()
    nth: int = 1
    line: int = 0

    @property
    def target(self) -> tuple[str | None, FactKind, str, int]:
        """What two entries may not both decide; one of a task is about the whole task, whatever it quotes."""
        quote = ("", 0) if self.fact == "task" else (self.quote, self.nth)
        return self.task, self.fact, *quote


def _number(reader: Reader, node: Any) -> int | float:
    value = read_text(reader, node)
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,6})?", value, re.ASCII):
        raise reader.error(
            node, _("{value!r} is no number", value=value), _("write figures without a unit, as 60 or 12.5")
        )
    return float(value) if "." in value else int(value)


def _count(reader: Reader, node: Any) -> int:
    value = read_text(reader, node)
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise reader.error(node, _("{value!r} is no count", value=value), _("write figures, as 12"))
    return int(value)


def _unit(reader: Reader, node: Any) -> str:
    """The unit of a figure; "" for one that has none."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else read_text(reader, node)


def _time(reader: Reader, node: Any) -> str:
    value = read_text(reader, node)
    if not re.fullmatch(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?", value, re.ASCII):
        raise reader.error(node, _("{value!r} is no year or month", value=value), _("write 2018 or 2018-10"))
    return value


_EVERY: dict[str, tuple[str, Value]] = {
    "unit": ("unit", one_of_words(*UNITS, chinese=PERIODS)),
    "count": ("count", read_line),
    "month": ("month", read_line),
    "day": ("day", read_line),
    "since": ("since", _time),
    "until": ("until", _time),
}


def _every(reader: Reader, node: Any) -> Recurrence:
    """How often a limit comes back: {unit: 年, month: 1, day: 31}."""
    said = {"count": 1} | reader.mapping(node, _EVERY, ("unit",))
    months = {"year": 12, "quarter": 3}.get(said["unit"])
    if "month" in said and (months is None or said["month"] > months or "day" not in said):
        raise reader.error(
            node, _("`month` does not fit"), _("give it with `day`, of a year (1 to 12) or a quarter (1 to 3)")
        )
    if said.get("day", 1) > 31 or (said["unit"] == "year" and "day" in said and "month" not in said):
        raise reader.error(node, _("`day` does not fit"), _("give the day of the month, of a year with `month`"))
    if said["count"] > 1 and said["unit"] in ("half-year", "half-month"):
        raise reader.error(node, _("`count` does not fit"), _("count in years or months"))
    if "until" in said and "since" not in said:
        raise reader.error(node, _("`until` without `since`"), _("add `since:`"))
    return Recurrence(**said, of_year=said["unit"] == "year" and "month" in said)


VALUES: dict[FactKind, dict[str, tuple[str, Value]]] = {
    "task": {
        "kind": ("kind", one_of_words("task", "progress", chinese=TASK_KINDS)),
        "heading": ("heading", read_text),
    },
    "agency": {
        "role": ("role", one_of_words("lead", "responsible", "supporting", chinese=ROLES)),
        "name": ("name", read_text),
        "written": ("written", read_text),
    },
    "deadline": {
        "type": ("type", one_of_words(*LIMIT_TYPES.values(), chinese=LIMIT_TYPES)),
        "day": ("day", read_date),
        "from": ("from", read_date),
        "every": ("every", _every),
        "what": ("what", read_text),
        "written": ("written", read_text),
    },
    "target": {
        "value": ("value", _number),
        "unit": ("unit", _unit),
        "compare": ("compare", one_of_words(*COMPARES.values(), chinese=COMPARES)),
        "what": ("what", read_text),
        "written": ("written", read_text),
    },
    "citation": {
        "title": ("title", read_text),
        "number": ("number", read_text),
        "written": ("written", read_text),
    },
}
"""By kind of fact: what an entry may say of it. `written`: its words, where it reaches further or less far than the
words quoted."""
REQUIRED: Mapping[FactKind, tuple[str, ...]] = {
    "task": (),
    "agency": ("role",),
    "deadline": (),
    "target": ("value",),
    "citation": (),
}
"""What an entry must say to add a fact of a kind."""

_fact = one_of_words(*dict.fromkeys(FACTS.values()), chinese=FACTS)
ENTRY: dict[str, tuple[str, Value]] = {
    "task": ("task", read_text),
    "add": ("add", _fact),
    "change": ("change", _fact),
    "remove": ("remove", _fact),
    "quote": ("quote", read_text),
    "nth": ("nth", read_line),
    "by": ("by", read_text),
    "date": ("date", read_date),
    "reason": ("reason", read_text),
}
REVIEWED: dict[str, tuple[str, Value]] = {
    "by": ("by", read_text),
    "date": ("date", read_date),
    "checked": ("checked", _count),
    "of": ("of", _count),
    "reading": ("reading", read_text),
}


def read_readings(reader: Reader, node: Any) -> tuple[ReadingCorrection, ...]:
    """The entries below `readings:`. InputError for what is none, and for two that decide the same fact."""
    if not isinstance(node, yaml.SequenceNode):
        raise reader.error(node, _("expected a list of readings"), _("begin each with `- task:`"))
    found: list[ReadingCorrection] = []
    decided: dict[object, ReadingCorrection] = {}
    for entry in node.value:
        correction = _entry(reader, entry)
        # Several facts may be added at the same words, one may be changed or removed once.
        same = (correction.target, correction.values if correction.operation == "add" else None)
        if (first := decided.setdefault(same, correction)) is not correction:
            raise reader.error(
                entry, _("decides the same fact as line {line}", line=first.line), _("keep one of the two")
            )
        found.append(correction)
    return tuple(found)


def read_reviewed(reader: Reader, node: Any) -> Review:
    return Review(**reader.mapping(node, REVIEWED, tuple(REVIEWED)))


def _entry(reader: Reader, node: Any) -> ReadingCorrection:
    if not isinstance(node, yaml.MappingNode):
        raise reader.error(node, _("expected `key: value` lines"), _("keys are {keys}", keys=", ".join(ENTRY)))
    keys = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode) and not is_null(value)}
    operations = [each for each in ("add", "change", "remove") if each in keys]
    if len(operations) != 1:
        raise reader.error(node, _("says not one thing"), _("give `add`, `change` or `remove`, and one of them only"))
    operation: Any = operations[0]
    fact: FactKind = _fact(reader, keys[operation])
    values = {} if operation == "remove" else VALUES[fact]
    must = (*(("quote",)), "by", "date", "reason", *(("task",) if fact != "citation" else ()))
    said = reader.mapping(node, {**ENTRY, **values}, (*must, *(REQUIRED[fact] if operation == "add" else ())))
    given = {key: said[key] for key in values if key in said}
    if operation == "change" and not given:
        raise reader.error(node, _("changes nothing"), _("say what is to be read: {keys}", keys=", ".join(values)))
    if operation == "add" and fact == "task" and "heading" in given:
        raise reader.error(
            node, _("gives an added task a heading"), _("leave `heading` away: the text has it or has none")
        )
    if fact == "deadline" and operation != "remove":
        _check_limit(reader, node, given, operation)
    return ReadingCorrection(
        task=said.get("task"),
        operation=operation,
        fact=fact,
        quote=said["quote"],
        by=said["by"],
        date=said["date"],
        reason=said["reason"],
        values=tuple(given.items()),
        nth=said.get("nth", 1),
        line=node.start_mark.line + 1,
    )


def _check_limit(reader: Reader, node: Any, given: Mapping[str, Any], operation: Operation) -> None:
    """InputError where the type of a limit and its days do not go together."""
    kind = given.get("type")
    if "every" in given and ("day" in given or kind not in (None, "recurring")):
        raise reader.error(node, _("`every` and a day or another type"), _("a limit comes back, or it has a day"))
    if kind == "recurring" and "every" not in given:
        raise reader.error(node, _("'recurring' without `every`"), _("add `every: {unit: 年, month: 1, day: 31}`"))
    if kind in _DATED and "day" not in given and operation == "add":
        raise reader.error(node, _("{kind!r} without `day`", kind=kind), _("add `day:`, as 2016-12-31"))
    if kind in ("within", "open") and ("day" in given or "from" in given):
        raise reader.error(
            node, _("{kind!r} has no day", kind=kind), _("leave `day` and `from` away, or give another type")
        )
    if operation == "add" and kind is None and not ("day" in given or "every" in given):
        raise reader.error(node, _("adds a limit without a day"), _("add `day:`, `every:`, or `type: open`"))
    if "from" in given and "day" in given and given["from"] > given["day"]:
        raise reader.error(node, _("`from` lies after `day`"), _("give the first day as `from`, the last as `day`"))

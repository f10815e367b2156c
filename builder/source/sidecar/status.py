"""`status:` and `withdrawn:` of a sidecar: whether a notice is shown to the public."""

from __future__ import annotations

from typing import Any, Literal

from builder.language.lazy_dataclasses import dataclass
from builder.source.sidecar.values import Reader, Value, one_of_words, read_date, read_text

Status = Literal["draft", "published", "withdrawn"]
STATUSES: dict[str, Status] = {"草稿": "draft", "发布": "published", "撤下": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When (ISO 8601) and why a notice was withdrawn."""

    date: str
    reason: str


read_status = one_of_words(*STATUSES.values(), chinese=STATUSES)


def read_withdrawn(reader: Reader, node: Any) -> Withdrawal:
    keys: dict[str, tuple[str, Value]] = {"date": ("date", read_date), "reason": ("reason", read_text)}
    return Withdrawal(**reader.mapping(node, keys, ("date", "reason")))

"""One time limit as the grammar finds it, in offsets of its prose, before its words are quoted."""

from __future__ import annotations

from datetime import date
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import DeadlineType
from builder.model.recurrence import Recurrence

Kind = Literal["plan", "report", "task", "progress"]


@dataclass(frozen=True, slots=True)
class Limit:
    """`day` is the date of a by, during, from or within; `rule` says how often a recurring limit comes back,
    `first` the day from which it runs. `labelled`: the value of 完成时限:…, which binds the whole item."""

    start: int
    end: int
    type: DeadlineType
    day: date | None = None
    rule: Recurrence | None = None
    first: date | None = None
    labelled: bool = False

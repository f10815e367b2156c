"""Names of places in the full text on a notice's page, so that every fact is one click from its words.

`p12` is the twelfth paragraph; `i2-1-1` the numbered item 二/(一)/1; `t2-1-1-d1` the words of the
first time limit of that task (`b` bodies, `d` time limits, `n` figures, `l` documents); `c1` the
first rule that the text states for itself; `l1` the first document named outside tasks.
"""

from __future__ import annotations

from typing import Literal

from builder.model.addresses import task_slug

FactKind = Literal["b", "d", "n", "l"]


def item_anchor(item_id: str) -> str:
    return f"i{task_slug(item_id)}"


def fact_anchor(task_id: str | None, kind: FactKind, index: int) -> str:
    """`index` counts from 0 in the order of the notice; outside tasks, `task_id` is None."""
    return f"t{task_slug(task_id)}-{kind}{index + 1}" if task_id else f"{kind}{index + 1}"


def convention_anchor(index: int) -> str:
    return f"c{index + 1}"


def paragraph_anchor(text: str, offset: int) -> str:
    """The paragraph of `text` that the character at `offset` stands in."""
    return f"p{text.count(chr(10), 0, offset) + 1}"

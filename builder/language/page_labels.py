"""The metadata block of a page (索引号, 文号, 发文机关 …), by the names that pages give its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_NOTHING = frozenset(["无", "/", "-", "—", "暂无", "空"])


@cache
def _names() -> dict[str, list[str]]:
    import yaml

    known = yaml.safe_load(Path(__file__).with_name("page_labels.yml").read_text(encoding="utf-8"))
    return {what: names.split() for what, names in known.items()}


def read_metadata(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a block says, from its (name, value) entries, by the keys of `metadata.yml`; an entry without
    a value says nothing, and of two with one name the first counts."""
    given: dict[str, str] = {}
    for name, value in entries:
        words = " ".join(value.split())
        if words and words not in _NOTHING:
            given.setdefault(re.sub(r"[\s：:\u3000]", "", name), words)
    found = {}
    for what, names in _names().items():
        if value := next((given[name] for name in names if name in given), ""):
            found[what] = value
    return found

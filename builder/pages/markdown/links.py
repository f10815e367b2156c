"""Paths of pages below docs/, relative links between them, and the names of places in a notice's full text.

A page with the address `tasks/<notice>/2-1-1/` is the file `tasks/<notice>/2-1-1/index.md`: what
belongs to a page (its data, its pictures) lies in the page's own folder.

Anchors on a notice's page, so that every fact is one click from its words: `p12` is the twelfth paragraph; `i2-1-1`
the numbered item 二/(一)/1; `t2-1-1-d1` the words of the
first time limit of that task (`b` bodies, `d` time limits, `n` figures, `l` documents); `c1` the
first rule that the text states for itself; `l1` the first document named outside tasks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from builder.model.notice import Notice

FactKind = Literal["b", "d", "n", "l"]


def page_path(address: str) -> str:
    """The Markdown file of the page at `address` ("" is the home page)."""
    return f"{address}index.md"


@lru_cache(maxsize=100_000)
def relative(here: str, target: str, anchor: str = "") -> str:
    """A link from the page at address `here` to `target`: the address of a page (ends in a slash,
    or "" for home) or the path of a file; `anchor` without its #."""
    path = page_path(target) if target == "" or target.endswith("/") else target
    if anchor and target == here:
        return f"#{anchor}"
    link = quote(_relative_path(path, here))
    return f"{link}#{anchor}" if anchor else link


def _relative_path(path: str, here: str) -> str:
    """As `posixpath.relpath` for two normal paths, which asks the system for the working folder twice."""
    to, start = path.split("/"), here.split("/")[:-1]
    common = 0
    for one, other in zip(to[:-1], start, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(start) - common) + to[common:])


def item_anchor(notice: Notice, item_id: str) -> str:
    return f"i{notice.slugs[item_id]}"


def fact_anchor(notice: Notice, task_id: str | None, kind: FactKind, index: int) -> str:
    """`index` counts from 0 in the order of the notice; outside tasks, `task_id` is None."""
    return f"t{notice.slugs[task_id]}-{kind}{index + 1}" if task_id else f"{kind}{index + 1}"


def convention_anchor(index: int) -> str:
    return f"c{index + 1}"


def paragraph_anchor(text: str, offset: int) -> str:
    """The paragraph of `text` that the character at `offset` stands in."""
    return f"p{text.count(chr(10), 0, offset) + 1}"

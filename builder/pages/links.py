"""Paths of pages below docs/, and relative links between them.

A page with the address `tasks/<notice>/2-1-1/` is the file `tasks/<notice>/2-1-1/index.md`: what
belongs to a page (its data, its pictures) lies in the page's own folder.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote


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
    link = quote(posixpath.relpath(path, here or "."))
    return f"{link}#{anchor}" if anchor else link

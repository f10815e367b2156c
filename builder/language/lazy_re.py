"""`re` with patterns that are compiled when first used: `from builder.language import lazy_re as re`.

The rooms have about a thousand patterns as constants. Compiling them takes longer than reading a notice does, and a
command uses a part of them; so `compile` gives a stand-in, which becomes the pattern at the first question put to it.
All else is the standard library's.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    I,
    M,
    Match,
    Pattern,
    S,
    X,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "I",
    "M",
    "Match",
    "Pattern",
    "S",
    "X",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_METHODS = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "flags",
    "groups",
    "groupindex",
)


class Later:
    """Stands for a pattern. Its methods are those of the pattern once one of them was asked for, so that no later call
    passes through here."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        vars(self).update((each, getattr(compiled, each)) for each in _METHODS)
        return vars(self)[name]

    def __repr__(self) -> str:
        return f"lazy_re.compile({self.pattern!r})"


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """The `pattern`, compiled when first used: a mistake in it is known only then (a test compiles all)."""
    return cast(Pattern[AnyStr], Later(pattern, flags))

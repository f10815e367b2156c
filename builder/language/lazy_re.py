"""`re` with patterns that are compiled when first used: `from builder.language import lazy_re as re`.

The rooms have about a thousand patterns as constants. Compiling them takes longer than reading a notice does, and a
command uses a part of them; so `compile` gives a stand-in, which becomes the pattern at the first question put to it,
from what was kept of an earlier run where it can (`kept_patterns.py`). A pattern made of a notice's own words, which no
other run asks for, is for `compile_now`. The functions `search`, `sub` and the like take constant patterns and keep
them likewise; all else is the standard library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
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
)
from re import (
    compile as compile_now,
)
from typing import Any, AnyStr, cast

from builder.language.kept_patterns import kept

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
    "compile_now",
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
        given = self.pattern
        compiled = kept(given, self._given) if isinstance(given, str) else re.compile(given, self._given)
        vars(self).update((each, getattr(compiled, each)) for each in _METHODS)
        return vars(self)[name]

    def __repr__(self) -> str:
        return f"lazy_re.compile({self.pattern!r})"


@cache
def _of(pattern: AnyStr, flags: int) -> Pattern[AnyStr]:
    return cast(Pattern[AnyStr], Later(pattern, flags))


def search(pattern: AnyStr, string: AnyStr, flags: int = 0) -> Match[AnyStr] | None:
    return _of(pattern, flags).search(string)


def match(pattern: AnyStr, string: AnyStr, flags: int = 0) -> Match[AnyStr] | None:
    return _of(pattern, flags).match(string)


def fullmatch(pattern: AnyStr, string: AnyStr, flags: int = 0) -> Match[AnyStr] | None:
    return _of(pattern, flags).fullmatch(string)


def finditer(pattern: AnyStr, string: AnyStr, flags: int = 0) -> Iterator[Match[AnyStr]]:
    return _of(pattern, flags).finditer(string)


def findall(pattern: AnyStr, string: AnyStr, flags: int = 0) -> list[Any]:
    return _of(pattern, flags).findall(string)


def split(pattern: AnyStr, string: AnyStr, maxsplit: int = 0, flags: int = 0) -> list[AnyStr | Any]:
    return _of(pattern, flags).split(string, maxsplit)


def sub(
    pattern: AnyStr,
    repl: AnyStr | Callable[[Match[AnyStr]], AnyStr],
    string: AnyStr,
    count: int = 0,
    flags: int = 0,
) -> AnyStr:
    return _of(pattern, flags).sub(repl, string, count)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """The `pattern`, compiled when first used: a mistake in it is known only then (a test compiles all). It is one and
    the same wherever it is asked for."""
    return _of(pattern, flags)

"""The signs with which a match of a pattern may begin, told to the engine, which then passes over all others.

Python's compiler finds them for patterns whose alternatives all begin with a literal; ours begin with what may not
stand before, with words that may be absent, with groups of groups. A search that knows them costs a tenth where they
are few. The same matches are found: the engine tries a pattern at each place whose sign is one of them.
"""

from __future__ import annotations

from re import _compiler, _constants  # type: ignore[attr-defined]
from typing import Any

Range = tuple[int, int]
Signs = tuple[set[Range], set[Any]]
"""Ranges of code points, both ends included, and classes as the compiler has them (a digit, a space)."""

_MOST = 10_000
"""Signs beyond which nearly every place of a text has one: to ask would only cost."""
_LAST = 0x10FFFF
_HEAD = 5
"""Words of the engine's code before the signs: INFO, its length, what it holds, the shortest and longest match."""
_CLASSES = (_constants.CATEGORY_DIGIT, _constants.CATEGORY_SPACE)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_WIDTHLESS = (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT)


def with_first_signs(code: list[int], tree: Any, flags: int) -> list[int]:
    """The engine's `code` of the parsed pattern `tree`, with its first signs where it has none and they are few."""
    head = code[:_HEAD]
    if head[0] != _constants.INFO or head[2] or flags & (_constants.SRE_FLAG_IGNORECASE | _constants.SRE_FLAG_LOCALE):
        return code
    found = _first(tree)
    if found is None or found[1]:
        return code
    ranges, classes = found[0]
    if not ranges | classes or sum(last - first + 1 for first, last in ranges) > _MOST:
        return code
    charset: list[Any] = [(_constants.RANGE, each) for each in sorted(ranges)]
    charset += [(_constants.CATEGORY, each) for each in sorted(classes, key=str)]
    signs: list[int] = []
    _compiler._compile_charset(_compiler._optimize_charset(charset)[0], flags, signs)
    head[1] += len(signs)
    head[2] = _constants.SRE_INFO_CHARSET
    return [*head, *signs, *code[_HEAD:]]


def _first(items: Any) -> tuple[Signs, bool] | None:
    """The signs with which `items` may begin, and whether they may match nothing; None where any sign may."""
    ranges: set[Range] = set()
    classes: set[Any] = set()
    for operation, value in items:
        found = _first_of(operation, value)
        if found is None:
            return None
        ranges |= found[0][0]
        classes |= found[0][1]
        if not found[1]:
            return (ranges, classes), False
    return (ranges, classes), True


def _first_of(operation: Any, value: Any) -> tuple[Signs, bool] | None:
    if operation in _WIDTHLESS:
        return (set(), set()), True
    if operation is _constants.LITERAL:
        return ({(value, value)}, set()), False
    if operation is _constants.IN:
        signs = _of_class(value)
        return signs and (signs, False)
    if operation is _constants.BRANCH:
        return _first_of_any(value[1])
    if operation is _constants.SUBPATTERN and not value[1]:
        return _first(value[3])
    if operation is _constants.ATOMIC_GROUP:
        return _first(value)
    if operation in _REPEATS:
        found = _first(value[2])
        return found and (found[0], found[1] or value[0] == 0)
    return None


def _first_of_any(alternatives: Any) -> tuple[Signs, bool] | None:
    ranges: set[Range] = set()
    classes: set[Any] = set()
    empty = False
    for each in alternatives:
        found = _first(each)
        if found is None:
            return None
        ranges |= found[0][0]
        classes |= found[0][1]
        empty |= found[1]
    return (ranges, classes), empty


def _of_class(items: Any) -> Signs | None:
    """The signs of […]; None of one that says which it does not hold, or holds all of some kind of letters."""
    ranges: set[Range] = set()
    classes: set[Any] = set()
    for operation, value in items:
        if operation is _constants.LITERAL:
            ranges.add((value, value))
        elif operation is _constants.RANGE:
            ranges.add(value)
        elif operation is _constants.CATEGORY and value in _CLASSES:
            classes.add(value)
        else:
            return None
    return ranges, classes

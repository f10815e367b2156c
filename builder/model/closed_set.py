"""The base of closed sets of words: finding codes, kinds of edits."""

from __future__ import annotations

from enum import StrEnum


class ClosedSet(StrEnum):
    """Members are pickled by class and value: Python 3.11.0 to 3.11.3 would call `getattr`, which the cache of
    notices does not let an entry do."""

    def __reduce_ex__(self, protocol: object) -> tuple[type[ClosedSet], tuple[str]]:
        return type(self), (self.value,)

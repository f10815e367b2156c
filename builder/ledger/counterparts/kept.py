"""The pairs of tasks of two notices as an earlier run found them.

Which tasks of two notices answer each other follows from the two alone, from how they stand to each other, and from the
registry: so an edit of one notice leaves all pairs of the others as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from itertools import chain

from builder.ledger.counterparts.pairing import Pairing
from builder.model.ledger import Counterpart
from builder.model.notice import Notice

Found = tuple[Counterpart, ...]


class KeptPairs:
    """`last`: what `record` gave; `identities`: by the id of a notice, a text that is another one where anything is
    that it was read from; `world`: the same of the program and the registry. Without any of them all is found anew."""

    def __init__(self, last: object = None, identities: Mapping[str, str] | None = None, world: str = "") -> None:
        self.identities = identities or {}
        self._world = world
        self._last: dict[bytes, Found] = {}
        if isinstance(last, tuple) and len(last) == 2 and last[0] == world:
            self._last = last[1]
        self._next: dict[bytes, Found] = {}

    def resolved(self, notice: Notice) -> str | None:
        """The identity of a notice that is resolved: by the registry, and by what its citations lead to."""
        read = self.identities.get(notice.id)
        citations = chain(notice.citations, *(task.citations for task in notice.tasks))
        said = repr((read, self._world, [each.notice for each in citations]))
        return read and hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def found(self, pairing: Pairing, find: Callable[[], Found]) -> Found:
        """What `find` finds, or found."""
        one, other = (self.identities.get(notice.id) for notice in (pairing.a, pairing.b))
        if one is None or other is None:
            return find()
        asked = repr((one, other, pairing.relation, pairing.cited, pairing.akin))
        key = hashlib.blake2b(asked.encode(), digest_size=16).digest()
        pairs = self._last.get(key)
        self._next[key] = found = find() if pairs is None else pairs
        return found

    @property
    def changed(self) -> bool:
        """Whether `record` gives anything else than it gave."""
        return self._next.keys() != self._last.keys()

    def record(self) -> object:
        """What the next run may know."""
        return self._world, self._next

"""The pairs of tasks of two notices as an earlier run found them.

Which tasks of two notices answer each other follows from the two alone, from how they stand to each other, and from the
registry: so an edit of one notice leaves all pairs of the others as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain

from builder.ledger.counterparts.pairing import Pairing
from builder.model.ledger import Counterpart
from builder.model.notice import Notice

Found = tuple[Counterpart, ...]
Share = Callable[[Sequence[Callable[[], list[Found]]]], list[list[Found]]]
"""Does portions of work, wherever, and gives what they return, in order."""
_PORTION = 100
"""So many pairs of notices are compared together; most have hardly a task in common."""


def _one_by_one(portions: Sequence[Callable[[], list[Found]]]) -> list[list[Found]]:
    return [portion() for portion in portions]


class KeptPairs:
    """`last`: what `record` gave; `identities`: by the id of a notice, a text that is another one where anything is
    that it was read from; `world`: the same of the program and the registry. Without any of them all is found anew.
    `share` says who finds it."""

    def __init__(
        self,
        last: object = None,
        identities: Mapping[str, str] | None = None,
        world: str = "",
        share: Share = _one_by_one,
    ) -> None:
        self.identities = identities or {}
        self._share = share
        self._world = world
        self._last: dict[bytes | None, Found] = {}
        if isinstance(last, tuple) and len(last) == 2 and last[0] == world:
            self._last = last[1]
        self._next: dict[bytes | None, Found] = {}

    def resolved(self, notice: Notice) -> str | None:
        """The identity of a notice that is resolved: by the registry, and by what its citations lead to."""
        read = self.identities.get(notice.id)
        citations = chain(notice.citations, *(task.citations for task in notice.tasks))
        said = repr((read, self._world, [each.notice for each in citations]))
        return read and hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def found(self, pairings: Sequence[Pairing], find: Callable[[Pairing], Found]) -> list[Found]:
        """What `find` finds of each pair of notices, or found; it may be asked in other processes."""
        keys = list(map(self._key, pairings))
        left = [pairing for pairing, key in zip(pairings, keys, strict=True) if key not in self._last]
        portions = [partial(_found, left[at : at + _PORTION], find) for at in range(0, len(left), _PORTION)]
        made = chain.from_iterable(self._share(portions))
        found = [self._last[key] if key in self._last else next(made) for key in keys]
        self._next.update((key, pairs) for key, pairs in zip(keys, found, strict=True) if key is not None)
        return found

    def _key(self, pairing: Pairing) -> bytes | None:
        """What the pairs of two notices are kept by; None where one of the two has no identity."""
        one, other = (self.identities.get(notice.id) for notice in (pairing.a, pairing.b))
        if one is None or other is None:
            return None
        asked = repr((one, other, pairing.relation, pairing.cited, pairing.akin))
        return hashlib.blake2b(asked.encode(), digest_size=16).digest()

    @property
    def changed(self) -> bool:
        """Whether `record` gives anything else than it gave."""
        return self._next.keys() != self._last.keys()

    def record(self) -> object:
        """What the next run may know."""
        return self._world, self._next


def _found(pairings: Sequence[Pairing], find: Callable[[Pairing], Found]) -> list[Found]:
    return list(map(find, pairings))

"""Divisions that took the place of others: 双流县 → 双流区, 郫县 → 郫都区."""

from __future__ import annotations

from functools import cache

from builder.model.ledger import Jurisdiction
from builder.places.divisions import load_divisions, short_name


@cache
def renamed(place: Jurisdiction) -> tuple[Jurisdiction, ...]:
    """The divisions that took the place of this one or that it took the place of: in the same parent, one known until
    just before the other, with the same short name; a county of one sign took a second on becoming a district or
    city."""
    divisions = load_divisions()
    if not (place.since or place.until):
        return ()
    editions = list(divisions.editions)
    return tuple(
        other
        for other in divisions.by_id.values()
        if other.parent == place.parent
        and any(
            old.until in editions
            and new.since in editions
            and editions.index(new.since) == editions.index(old.until) + 1
            and _same(old, new)
            for old, new in ((place, other), (other, place))
            if old.until and new.since
        )
    )


def _same(old: Jurisdiction, new: Jurisdiction) -> bool:
    if old.name == short_name(old.name) and len(old.name) == 2:
        return len(short_name(new.name)) == 2 and new.name[0] == old.name[0]
    return short_name(old.name) == short_name(new.name)


def later_name(place: Jurisdiction) -> tuple[str, str] | None:
    """What a place that is no more is called today, and since when (2015年12月); the months between which it changed
    where the lists of divisions know no more. None for one that is, or that no other took the place of."""
    following = [other for other in renamed(place) if place.until and other.since and other.since > place.until]
    if len(following) != 1 or following[0].until:
        return None
    (new,) = following
    before, since = _month(place.until), _month(new.since)
    known = since[0] * 12 + since[1] - before[0] * 12 - before[1] == 1
    words = f"{since[0]}年{since[1]}月"
    return new.name, f"{words}起" if known else f"{before[0]}年{before[1]}月至{words}之间改"


def _month(edition: int | None) -> tuple[int, int]:
    return divmod(edition or 0, 100)

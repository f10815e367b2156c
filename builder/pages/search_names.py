"""The names by which a reader asks search for a page: its own names, and names by which it may be meant."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Container, Iterable

from builder.ledger.index import LedgerIndex
from builder.model.ledger import Agency, Document, Jurisdiction
from builder.places.divisions import load_divisions, short_name
from builder.places.renaming import renamed

_LEVELS = "省市州盟县旗区镇乡"
_QUARTERS = {3: "一", 6: "二", 9: "三", 12: "四"}
_HALVES = {6: "上半年", 12: "下半年"}
_PARTS = {10: "上旬", 20: "中旬"}
_Names = tuple[tuple[str, ...], tuple[str, ...]]


def _unique(own: Iterable[str], other: Iterable[str]) -> _Names:
    first = dict.fromkeys(filter(None, own))
    return tuple(first), tuple(name for name in dict.fromkeys(filter(None, other)) if name not in first)


def body_names(index: LedgerIndex, body: Agency) -> _Names:
    """Own: as the notices and the site write it. Other: each with and without its place (编办, 县编办, 广宁编办), the
    registry's names for its kind there, and its successor's."""
    place = index.ledger.jurisdictions.get(body.jurisdiction or "")
    own = [body.name, body.full_name, *body.names_as_written]
    later = [body.successor.name] if body.successor else []
    known = dict.fromkeys([*own, *body.aliases, *later])
    return _unique(own, [*known, *(each for name in known for each in _around_place(name, place))])


def _around_place(name: str, place: Jurisdiction | None) -> list[str]:
    """县编办 of 广宁县 → 编办, 县编办, 广宁编办, 广宁县编办."""
    if place is None or place.level == "nation":
        return []
    level = place.name[-1] if place.name[-1] in _LEVELS else ""
    called = {place.path, place.name, short_name(place.name), *place.names, *_once_called(place)}
    begins = [word for word in sorted({*called, level}, key=len, reverse=True) if word and name.startswith(word)]
    rest = name[len(begins[0]) :] if begins else name
    if len(rest) < 2:
        return []
    return [
        rest,
        *(word + rest for word in sorted({*called, level}) if word and (word != place.path or word == place.name)),
    ]


def _once_called(place: Jurisdiction) -> list[str]:
    """双流县 → 双流区: what it was called before or since."""
    return [other.name for other in renamed(place)]


def place_names(place: Jurisdiction, listed: Container[str] = ()) -> _Names:
    """Own: full and short. Other: with what it lies in, and what it was called before or since (双流县, 双流区); what it
    lies in itself, as far as that has no page, being none of the `listed` ids (四川 of 成都市)."""
    own = [place.name, place.path, *place.names]
    outer = load_divisions().by_id.get(place.parent or "")
    before = [outer.name, short_name(outer.name)] if outer and outer.level != "nation" else []
    later = _once_called(place)
    inside = [word + name for word in before for name in (place.name, short_name(place.name), *later)]
    above = []
    while outer and outer.level != "nation" and outer.id not in listed:
        above += [outer.name, *outer.names]
        outer = load_divisions().by_id.get(outer.parent or "")
    return _unique(own, [*later, *inside, *above])


def document_names(document: Document) -> _Names:
    """Its number and title; how the notices write the title."""
    return _unique([document.number or "", document.title], [citation.title for _, _, citation in document.cited_by])


def day_names(day: str) -> _Names:
    """2016-12-31 → 2016年12月31日, 2016年底, 2016年12月底 …; nothing for a page of no day."""
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return (), ()
    year, month = f"{date.year}年", f"{date.year}年{date.month}月"
    own = [day, f"{month}{date.day}日", f"{date:%Y%m%d}", f"{date.year}.{date.month}.{date.day}"]
    own += [f"{date.year}/{date.month}/{date.day}", f"{date.year}-{date.month}-{date.day}"]
    other = [f"{month}{_PARTS[date.day]}"] if date.day in _PARTS else []
    if date.day != calendar.monthrange(date.year, date.month)[1]:
        return _unique(own, other)
    own += [f"{month}底", f"{month}末"]
    other += [month, f"{month}下旬", f"{date.year}-{date.month:02d}"]
    if date.month in _QUARTERS:
        for number in (_QUARTERS[date.month], str(date.month // 3)):
            other += [f"{year}{the}{number}季度{end}" for the in ("第", "") for end in ("", "末", "底")]
    if date.month in _HALVES:
        other.append(f"{year}{_HALVES[date.month]}")
    if date.month == 12:
        own += [f"{year}底", f"{year}年底", f"{year}末", f"{year}年末"]
        other += [year, f"{year}内", str(date.year)]
    return _unique(own, other)

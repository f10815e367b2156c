"""Names of places in running text, and which place is meant where several bear a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import read_words
from builder.model.ledger import Jurisdiction
from builder.places.divisions import Divisions

_RANK = {"nation": 0, "province": 1, "prefecture": 2, "county": 3}
INSTITUTION = r"(?:人民)?(?:政府|委|代表大会|检察院|法院|管理委员会|管委会)"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place's name in a text, with the places that it may be."""

    start: int
    end: int
    places: tuple[Jurisdiction, ...]


def find_places(text: str, divisions: Divisions) -> Iterator[PlaceMention]:
    """The names of places in `text`, leftmost and longest, a chain of them (肇庆市广宁县) as one mention.

    Short names (广宁) count only in front of a level word, an institution or another place, since many
    are ordinary words; names of one character and a level (和县, 城区) only in a chain or at the start."""
    at = 0
    longest = 16
    chain: PlaceMention | None = None
    while at < len(text):
        found = next(
            (
                (end, divisions.by_name[text[at:end]])
                for end in range(min(len(text), at + longest), at + 1, -1)
                if text[at:end] in divisions.by_name
            ),
            None,
        )
        if found is not None and (is_word := _is_word(text, at, found[0])):
            at = is_word - 1
            found = None
        if found is None:
            if chain:
                yield chain
                chain = None
            at += 1
            continue
        end, places = found
        if chain and chain.end == at:
            inner = tuple(
                p for p in places if any(divisions.inside(p, outer) and p.id != outer.id for outer in chain.places)
            )
            if inner:
                chain = PlaceMention(chain.start, end, inner)
                at = end
                continue
        if chain:
            yield chain
            chain = None
        word = text[at:end]
        full = tuple(p for p in places if p.name == word)
        if full and (len(word) > 2 or at == 0):
            chain = PlaceMention(at, end, full)
            at = end
        elif not full and _short_counts(text, at, end, places, divisions):
            chain = PlaceMention(at, end, places)
            at = end
        else:
            # 上海 is passed over whole: 上海城市 holds no 海城市
            at = end if any(place.level != "county" for place in places) else at + 1
    if chain:
        yield chain


def _is_word(text: str, start: int, end: int) -> int:
    """Where the ordinary word ends that the name `text[start:end]` of a place is part of, or 0: 合作市 in 合作市场;
    老城区 where no institution follows; 北京 in 北京路."""
    goes_on = _WORD_GOES_ON.match(text, end - 1) or STREET.match(text, end)
    if goes_on:
        return goes_on.end()
    return end if is_ordinary(text[start:end]) and not re.match(INSTITUTION, text[end:]) and start else 0


_WORD_GOES_ON = re.compile(
    "市(?:场|容|民|郊|政(?!府|协|法|务))|区(?:域|划|间|块|位|别)|县(?:域|处)|州(?:际)|省(?:际|级)"
)
STREET = re.compile("[东西南北中]?[一二三四五六七八九十]*(?:路(?!桥)|大道|大街|街(?!道)|巷|胡同|广场)")
"""What a place's name before it is given to: 北京路, 上海大街."""


@cache
def _ordinary() -> frozenset[str]:
    lists = read_words("bodies.yml")
    return frozenset([*lists["fields"], *lists["ordinary_places"]])


def is_ordinary(name: str) -> bool:
    """Whether a place's name is also an ordinary word: 公安, 会同, 老城区."""
    return name in _ordinary()


def _short_counts(text: str, start: int, end: int, places: Sequence[Jurisdiction], divisions: Divisions) -> bool:
    """Whether a short name stands where a place is meant: 广东省… is full; 广州、深圳; 四川成都; 广东自贸区.

    The short name of a county (资源, 会同) needs an institution or a list of places."""
    rest = text[end:]
    if re.match(r"(?:自贸|自由贸易|开发区|高新|" + INSTITUTION + ")", rest):
        return not is_ordinary(text[start:end])
    is_listed = bool(re.match(r"[、及和等]", rest))
    if all(place.level == "county" for place in places):
        listed = re.match(r"[、及和](?P<next>[一-龥]{2,8})", rest)
        return (
            bool(listed)
            and listed is not None
            and any(listed["next"][:n] in divisions.by_name for n in range(8, 1, -1))
        )
    return is_listed or any(rest[:n] in divisions.by_name for n in range(6, 1, -1))


def choose(places: Iterable[Jurisdiction], context: str, divisions: Divisions) -> Jurisdiction | None:
    """The one place meant where several bear a name: that whose province or prefecture the context
    names; a present one rather than a former. None where it stays open."""
    candidates = list(places)
    if len(candidates) > 1:
        named = [p for p in candidates if _outer_named(p, context, divisions)]
        candidates = named or candidates
    if len(candidates) > 1:
        latest = max(p.until or 999999 for p in candidates)
        candidates = [p for p in candidates if (p.until or 999999) == latest]
    if len({p.name for p in candidates}) > 1:
        # A name without its level word: 吉林 is the province, 西安 the city and no 西安区.
        highest = min(_RANK.get(p.level, len(_RANK)) for p in candidates)
        candidates = [p for p in candidates if _RANK.get(p.level, len(_RANK)) == highest]
    return candidates[0] if len(candidates) == 1 else None


def _outer_named(place: Jurisdiction, context: str, divisions: Divisions) -> bool:
    outers = list(divisions.ancestors(place))[1:]
    return any(
        name in context
        for outer in outers
        for name in (outer.name, *outer.names)
        if len(name) > 1 and name != place.name
    )

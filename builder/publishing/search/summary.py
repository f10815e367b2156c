"""What a bundle brings to the index besides its words and their places: addresses, facets, names and their sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.places.slugs import syllables
from builder.publishing.search.folding import fold
from builder.publishing.search.page_reading import FACETS, SearchPage
from builder.publishing.search.tables import BREAK, piece_of

_OWN, _OTHER, _PINYIN = 2, 1, 0
"""How well a name is a page's own: its name; a name by which it may be meant; the sounds of either."""
_SPOKEN = ("机构", "地区")
_LONGEST_SPOKEN = 12
_RANKS = "0123"
_INITIALS = _RANKS[-1]
_BETWEEN = "\t"
_NUMBER = re.compile(r"〔\d{4}〕\d+号$")


@dataclass(frozen=True, slots=True)
class Summary:
    """`pages`: address, title, kind and place of each; `length` of the text in signs, folded. Where the title, the own
    and the other words of each page begin (`starts`), and each slice of the text, from the bundle's beginning.
    `facets`: name → value → how many pages, their piece; `called`: full names of bodies → what their pages call them;
    `heard`: the syllables of all that is known by its sound."""

    pages: list[list[str]]
    length: int
    starts: list[int]
    slice_starts: list[int]
    facets: dict[str, dict[str, tuple[int, str]]]
    called: dict[str, str]
    heard: list[str]


def summary_of(pages: Sequence[SearchPage], length: int, starts: list[int], slice_starts: list[int]) -> Summary:
    return Summary(
        [[page.address, page.title, page.facet("kind"), _place(page)] for page in pages],
        length,
        starts,
        slice_starts,
        {name: _facet(pages, name) for name in FACETS},
        _called(pages),
        sorted({syllable for name, _ in _spoken(pages) for syllable in syllables(name)}),
    )


def _place(page: SearchPage) -> str:
    """The place that is told beside a page's title: the only one that it is of."""
    places = page.facets.get("place", ())
    return places[0] if len(places) == 1 else ""


def _called(pages: Iterable[SearchPage]) -> dict[str, str]:
    """Full names of bodies → what their pages call them, where that is another name."""
    return {
        full: page.names[0]
        for page in pages
        if page.facet("kind") == "机构" and page.names and (full := page.facet("agency")) != page.names[0]
    }


def _facet(pages: Iterable[SearchPage], name: str) -> dict[str, tuple[int, str]]:
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for value in page.facets.get(name, ()):
            found.setdefault(value, []).append(number)
    return {value: (len(numbers), piece_of(numbers)) for value, numbers in found.items()}


def names_of(pages: Iterable[SearchPage]) -> dict[str, str]:
    """Folded name → its piece: 4 × page + how well the name is its own."""
    found: dict[str, dict[int, int]] = {}
    for number, page in enumerate(pages):
        known = [(name, _OWN) for name in page.names] + [(name, _OTHER) for name in page.other_names]
        if page.facet("kind") != "任务":
            known.append((page.title, _OWN))
        spoken = (
            [(sound, _PINYIN) for name, _ in known for sound in sounds(name)] if page.facet("kind") in _SPOKEN else []
        )
        bare = [(re.sub(r"[\[\]]", "", fold(name)), weight) for name, weight in known if _NUMBER.search(name)]
        for name, weight in (*known, *bare, *spoken):
            of = found.setdefault(fold(name), {})
            of[number] = max(weight, of.get(number, 0))
    return {name: piece_of([4 * page + weight for page, weight in of.items()]) for name, of in found.items() if name}


def sounds_of(pages: Sequence[SearchPage]) -> dict[str, str]:
    """Sound → the names that sound so, each behind the sign of its rank."""
    found: dict[str, dict[str, None]] = {}
    for name, rank in _spoken(pages):
        sound = sounds(name)[rank == _INITIALS]
        found.setdefault(sound, {})[rank + name] = None
    return {sound: _BETWEEN.join(of) for sound, of in found.items()}


def _spoken(pages: Sequence[SearchPage]) -> Iterator[tuple[str, str]]:
    """What is known by its sound, and its rank: own names before others, so that a near miss is put right to a name
    that is told."""
    bodies = [page for page in pages if page.facet("kind") in _SPOKEN]
    subjects = [name for page in pages for name in page.subjects]
    own = [name for page in bodies for name in page.names]
    other = [name for page in bodies for name in page.other_names]
    for rank, names in zip(_RANKS, (own, subjects, other, subjects), strict=True):
        for name in dict.fromkeys(names):
            if sounds(name) and (rank == _INITIALS or len(name) <= _LONGEST_SPOKEN):
                yield name, rank


def told_sounds(row: bytes, mark: int) -> bytes:
    """The names of a row of sounds: those of the first rank first, each once. `mark`: bytes of a bundle's mark with
    its break."""
    between = _BETWEEN.encode()
    if row.find(BREAK, 1) < 0 and between not in row:
        return row[mark + 1 :]
    ranked = [name for piece in row.split(BREAK)[1:] for name in piece[mark - 1 :].split(between)]
    ranked.sort(key=lambda name: name[:1])
    return between.join(dict.fromkeys(name[1:] for name in ranked))


@lru_cache(maxsize=65_536)
def sounds(name: str) -> list[str]:
    """省法制办 → shengfazhiban, sfzb. Nothing for a name with other signs than Chinese characters."""
    spoken = syllables(name)
    return ["".join(spoken), "".join(each[0] for each in spoken)] if len(spoken) > 1 else []


def joined_facet(
    summaries: Sequence[Summary], marked: Sequence[str], name: str
) -> tuple[dict[str, str], dict[str, int]]:
    """The rows of a facet, and of how many pages each value is."""
    counts: dict[str, int] = {}
    for summary in summaries:
        for value, (count, _) in summary.facets[name].items():
            counts[value] = counts.get(value, 0) + count
    pieces = [{value: piece for value, (_, piece) in summary.facets[name].items()} for summary in summaries]
    return dict(sorted(_joined(marked, pieces).items())), dict(sorted(counts.items()))


def _joined(marked: Sequence[str], pieces: Sequence[Mapping[str, str]]) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for mark, of in zip(marked, pieces, strict=True):
        for key, piece in of.items():
            rows.setdefault(key, []).append(mark + piece)
    return {key: "".join(row) for key, row in rows.items()}

"""The parts that the index is put together from: pages that stand side by side, with all that they bring to it.

A bundle depends on its pages alone, so it is made in a process of its own and kept until one of them changes; then only
the pages that changed are read again. Where bundles end is decided by the addresses of pages, and by what pages are
large: a page more or less changes the bundle that it is in.
"""

from __future__ import annotations

import hashlib
import html
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import add
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.search.folding import fold
from builder.publishing.search.page_reading import SEARCHED, SearchPage, read_page
from builder.publishing.search.summary import Summary, names_of, sounds_of, summary_of
from builder.publishing.search.tables import piece_of

END = "\x01"
NAMED, SOUNDING, HOLDING = "\x02", "\x03", "\x04"
_SLICE = 4_500
_SIZE, _LARGEST = 64, 256
"""How many pages a bundle has on average, and at most."""
_LONG, _FEW_LONG = 24_000, 8
"""Bytes of a page that says much; a bundle has fewer of these, as all signs of a bundle are counted again when one of
its pages changes."""
_LARGE = 100_000
"""Bytes of a page that is a bundle of its own: lists, which change with any notice."""
_OFTEN = 15
"""How often a page says a sign is told up to this number."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of the site before it is read: `digest` of its bytes, their number, and the `kind` that it seems to be
    of."""

    path: str
    address: str
    digest: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """`slices` of the text, the blocks of each. `pages` without their blocks, with the digests of their files, and how
    many blocks their own words and the other ones have."""

    slices: list[list[str]]
    pages: list[tuple[SearchPage, str, int, int]]

    def by_digest(self) -> Iterator[tuple[tuple[str, str], SearchPage]]:
        """The pages as they were read, by address and digest."""
        blocks = (block for slice_ in self.slices for block in slice_)
        for page, digest, own, beside in self.pages:
            said = tuple(islice(blocks, 1 + own))
            for _ in islice(blocks, beside):
                pass
            yield (
                (page.address, digest),
                SearchPage(page.address, page.title, said, page.names, page.other_names, page.subjects, page.facets),
            )


@dataclass(frozen=True, slots=True)
class Bundle:
    """`rows`: its pieces of the rows of tables, by their keys: two neighbouring signs, or one that ends a block →
    places; `NAMED` and a name → pages; `SOUNDING` and a sound → names; `HOLDING` and a sign → pages."""

    summary: Summary
    words: Words
    rows: dict[bytes, bytes]


_KIND = re.compile(rb'<span\b[^>]*\bdata-facet="kind"[^>]*\bdata-value="([^"\n]*)')


def look_at(job: tuple[str, str]) -> PageFile | None:
    """A page by its path and address, without reading its words; None where it has nothing to search."""
    path, address = job
    raw = Path(path).read_bytes()
    if SEARCHED.encode() not in raw:
        return None
    kind = _KIND.search(raw)
    words = html.unescape(kind[1].decode("utf-8", "replace")).strip() if kind else ""
    return PageFile(path, address, hashlib.sha256(raw).hexdigest(), len(raw), words)


def cut(files: Sequence[PageFile]) -> Iterator[tuple[PageFile, ...]]:
    """The pages of each bundle, in order."""
    begun: list[PageFile] = []
    for file in files:
        large = file.size >= _LARGE
        if begun and (
            large
            or begun[-1].size >= _LARGE
            or len(begun) == _LARGEST
            or zlib.crc32(file.address.encode("utf-8", "surrogateescape")) % _usual(file) == 0
        ):
            yield tuple(begun)
            begun = []
        begun.append(file)
    if begun:
        yield tuple(begun)


def _usual(file: PageFile) -> int:
    """How many such pages a bundle has on average."""
    return min(_SIZE, _FEW_LONG) if file.size >= _LONG else _SIZE


def make_bundle(files: Iterable[PageFile], known: Mapping[tuple[str, str], SearchPage] | None = None) -> Bundle:
    """Read pages, but those that are `known` by address and digest, and count their signs."""
    found = [
        ((known or {}).get((file.address, file.digest)) or read_page(Path(file.path), file.address), file)
        for file in files
    ]
    read = [(page, file.digest) for page, file in found if page]
    text: list[str] = []
    starts: list[int] = []
    slice_starts: list[int] = []
    slices: list[list[str]] = []
    pages: list[tuple[SearchPage, str, int, int]] = []
    length = 0
    parts: list[list[str]] = []
    for page, digest in read:
        own, beside = _without_title(page), _beside(page)
        pages.append((_without_blocks(page), digest, len(own), len(beside)))
        for blocks in ([page.title], own, beside):
            starts.append(length)
            before = len(text)
            for block in blocks:
                if not slices or length - slice_starts[-1] >= _SLICE:
                    slice_starts.append(length)
                    slices.append([])
                slices[-1].append(block)
                text.append(fold(block))
                length += len(text[-1]) + 1
            parts.append(text[before:])
    # Control signs, which nobody searches for, begin the keys of other tables.
    rows = {gram: piece_of(at) for gram, at in grams_of(text).items() if gram > HOLDING}
    rows.update((HOLDING + sign, piece_of(of)) for sign, of in holders_of(parts).items() if sign > HOLDING)
    said = [page for page, _ in read]
    rows.update((NAMED + name, piece) for name, piece in names_of(said).items())
    rows.update((SOUNDING + sound, piece) for sound, piece in sounds_of(said).items())
    return Bundle(
        summary_of(said, length, starts, slice_starts),
        Words(slices, pages),
        {key.encode("utf-8"): piece.encode("utf-8") for key, piece in rows.items()},
    )


def grams_of(blocks: Iterable[str]) -> dict[str, list[int]]:
    """Where each two neighbouring signs of folded blocks stand, and each sign that ends one, which `END` follows."""
    text = "".join(block + END for block in blocks)
    places: dict[str, list[int]] = defaultdict(list)
    for at, gram in enumerate(map(add, text, islice(text, 1, None))):
        places[gram].append(at)
    return {gram.removesuffix(END): at for gram, at in places.items() if not gram.startswith(END)}


def holders_of(parts: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The pages that hold each sign, given the folded title, own words and other words of each page in turn: 32 × page
    + 2 × how often it says the sign itself (15 at most) + whether its title does."""
    pages: dict[str, list[int]] = defaultdict(list)
    for number, (title, own, beside) in enumerate(zip(parts[::3], parts[1::3], parts[2::3], strict=True)):
        times = Counter("".join((*title, *own)))
        page = 32 * number
        for sign, often in times.items():
            pages[sign].append(page + 2 * (often if often < _OFTEN else _OFTEN))
        for sign in frozenset("".join(title)):
            pages[sign][-1] += 1
        for sign in frozenset("".join(beside)) - times.keys():
            pages[sign].append(page)
    return pages


def _without_blocks(page: SearchPage) -> SearchPage:
    return SearchPage(page.address, page.title, (), page.names, page.other_names, page.subjects, page.facets)


def _without_title(page: SearchPage) -> list[str]:
    """The blocks after the heading, which is the title."""
    rest = list(page.blocks)
    if page.title in rest:
        rest.remove(page.title)
    return rest


def _beside(page: SearchPage) -> list[str]:
    """What a page is known by besides its own words: its names, place and years."""
    years = [f"{year}年" if re.fullmatch(r"\d{4}", year) else year for year in page.facets.get("year", ())]
    return list(dict.fromkeys([*page.names, *page.other_names, *page.facets.get("place", ()), *years]))

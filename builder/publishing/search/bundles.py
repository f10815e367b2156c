"""The parts that the index is put together from: pages that stand side by side, with all that they bring to it.

A bundle depends on its pages alone, so it is made in a process of its own and kept until one of them changes. Where
bundles end is decided by the addresses of pages: a page more or less changes the bundle that it is in.
"""

from __future__ import annotations

import hashlib
import html
import json
import sys
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from builder.language import lazy_re as re
from builder.publishing.search.folding import fold
from builder.publishing.search.page_reading import SEARCHED, SearchPage, read_page
from builder.publishing.search.tables import written

END = "\x01"
_SLICE = 4_500
_SIZE, _LARGEST = 64, 256
"""How many pages a bundle has on average, and at most."""
SUFFIX = ".bundle"


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of the site before it is read: `digest` of its bytes, and the `kind` that it seems to be of."""

    path: Path
    address: str
    digest: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pages without their words, and what these bring. Places count from the bundle's beginning: where the title, the
    own and the other words of each page begin (`starts`), and each slice of the text; `slices` are the blocks of
    each. `grams`: two neighbouring signs, or one that ends a block; of each the `first` place, the `last`, and the
    others as encoded differences (`rest`)."""

    pages: list[SearchPage]
    length: int
    starts: list[int]
    slice_starts: list[int]
    slices: list[list[str]]
    grams: list[str]
    first: list[int]
    last: list[int]
    rest: list[str]


_KIND = re.compile(rb'<span\b[^>]*\bdata-facet="kind"[^>]*\bdata-value="([^"\n]*)')


def look_at(job: tuple[Path, str]) -> PageFile | None:
    """A page by its path and address, without reading its words; None where it has nothing to search."""
    path, address = job
    raw = path.read_bytes()
    if SEARCHED.encode() not in raw:
        return None
    kind = _KIND.search(raw)
    words = html.unescape(kind[1].decode("utf-8", "replace")).strip() if kind else ""
    return PageFile(path, address, hashlib.sha256(raw).hexdigest(), words)


def cut(files: Sequence[PageFile]) -> Iterator[tuple[PageFile, ...]]:
    """The pages of each bundle, in order."""
    begun: list[PageFile] = []
    for file in files:
        if begun and (
            len(begun) == _LARGEST or zlib.crc32(file.address.encode("utf-8", "surrogateescape")) % _SIZE == 0
        ):
            yield tuple(begun)
            begun = []
        begun.append(file)
    if begun:
        yield tuple(begun)


def make_bundle(files: Iterable[PageFile]) -> Bundle:
    """Read pages, and count their signs."""
    read = [page for file in files if (page := read_page(file.path, file.address))]
    text: list[str] = []
    starts: list[int] = []
    slice_starts: list[int] = []
    slices: list[list[str]] = []
    length = 0
    for page in read:
        for blocks in ((page.title,), _without_title(page), _beside(page)):
            starts.append(length)
            for block in blocks:
                if not slices or length - slice_starts[-1] >= _SLICE:
                    slice_starts.append(length)
                    slices.append([])
                slices[-1].append(block)
                text.append(fold(block))
                length += len(text[-1]) + 1
    places = grams_of(text)
    return Bundle(
        [SearchPage(p.address, p.title, (), p.names, p.other_names, p.subjects, p.facets) for p in read],
        length,
        starts,
        slice_starts,
        slices,
        list(places),
        [at[0] for at in places.values()],
        [at[-1] for at in places.values()],
        ["".join(written(second - first) for first, second in pairwise(at)) for at in places.values()],
    )


def grams_of(blocks: Iterable[str]) -> dict[str, list[int]]:
    """Where each two neighbouring signs of folded blocks stand, and each sign that ends one, which `END` follows."""
    text = "".join(block + END for block in blocks)
    places: dict[str, list[int]] = defaultdict(list)
    for at, (first, second) in enumerate(pairwise(text)):
        places[first + second].append(at)
    return {gram.removesuffix(END): at for gram, at in places.items() if not gram.startswith(END)}


def _without_title(page: SearchPage) -> Iterable[str]:
    """The blocks after the heading, which is the title."""
    rest = list(page.blocks)
    if page.title in rest:
        rest.remove(page.title)
    return rest


def _beside(page: SearchPage) -> list[str]:
    """What a page is known by besides its own words: its names, place and years."""
    years = [f"{year}年" if re.fullmatch(r"\d{4}", year) else year for year in page.facets.get("year", ())]
    return list(dict.fromkeys([*page.names, *page.other_names, *page.facets.get("place", ()), *years]))


def name_of(files: Iterable[PageFile]) -> str:
    """The name of the file that a bundle is kept in, by all that it depends on."""
    digest = hashlib.sha256(_program().encode())
    for file in files:
        digest.update(f"\n{file.address} {file.digest}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest() + SUFFIX


@cache
def _program() -> str:
    """A fingerprint of what makes bundles."""
    digest = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version} {version('lxml')}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def store(path: Path, bundle: Bundle) -> bool:
    """Keep a bundle, as JSON behind its checksum: one that is cut counts as none. False where it cannot be kept."""
    values = {name: getattr(bundle, name) for name in Bundle.__slots__}
    values["pages"] = [asdict(page) for page in bundle.pages]
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    try:
        path.write_bytes(hashlib.sha256(content).hexdigest().encode() + content)
    except OSError:
        return False
    return True


def load(path: Path) -> Bundle | None:
    """The bundle kept in `path`; None where there is none, or it is damaged."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    checksum, content = kept[:64], kept[64:]
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        return None
    try:
        found = json.loads(content.decode("utf-8", "surrogatepass"))
        pages = [
            SearchPage(
                page["address"],
                page["title"],
                (),
                tuple(page["names"]),
                tuple(page["other_names"]),
                tuple(page["subjects"]),
                {name: tuple(values) for name, values in page["facets"].items()},
            )
            for page in found.pop("pages")
        ]
        return Bundle(pages, **found)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None

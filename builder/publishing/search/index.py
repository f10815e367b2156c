"""The index of a built site, in `search-index/`.

All pages are written one after the other in one long text, folded, each block ended by `END`; a page is its title, its
other blocks, then the words that it is known by and does not say itself. Of this text there are

- `grams-N.json`: each two neighbouring signs (and each sign that ends a block) → the places where they stand
- `words-N.json`: the text itself, as written, in slices that end where a block or a bundle ends
- `names-N.json`: folded name → pages, each number 4 × page + how well the name is its own
- `sounds-N.json`: pinyin, of subjects also its initials → names of bodies and places, subjects, a line each
- `syllables.json`: pinyin of the signs of these → the characters that sound so
- `pages-N.json`: address, title, kind, place of each page
- `facet-NAME.json`: value → pages
- `index.json`: where titles, own words and other words of pages begin, where slices and files begin; kinds of pages
- `filters.json`: values of facets with their counts, what the pages call bodies otherwise than by their full names
- `signs.json`: the traditional forms of signs in the text, and what they are in simplified Chinese

The numbers of a page are those of `index.json`, in which pages are in the order in which equals are shown.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import opencc

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.places.slugs import characters_by_sound, syllables
from builder.publishing.processes import can_fork, end_with_parent
from builder.publishing.search.bundles import SUFFIX, Bundle, PageFile, cut, load, look_at, make_bundle, name_of, store
from builder.publishing.search.folding import fold
from builder.publishing.search.page_reading import FACETS, SearchPage
from builder.publishing.search.tables import encode, write_json, write_table, written

INDEX = "search-index"
"""The folder of the site that the index stands in."""
_TABLE_SIZE = 16_000
_PAGES_A_FILE = 200
_FILES_AT_ONCE = 64
_KINDS = ("任务", "报告事项", "通知", "机构", "期限", "地区", "提到的文件", "主题", "对照", "栏目", "说明")
_OWN, _OTHER, _PINYIN = 2, 1, 0
"""How well a name is a page's own: its name; a name by which it may be meant; the sounds of either."""
_SPOKEN = ("机构", "地区")
_LONGEST_SPOKEN = 12
_NUMBER = re.compile(r"〔\d{4}〕\d+号$")


def index_site(site: Path, jobs: int = 1, cache: Path | None = None) -> int:
    """Write the search index of the pages of `site`, which `jobs` processes read. What pages bring to it is kept in the
    folder `cache` until they change. Returns the number of pages in it. InputError where there are none."""
    folder = site / INDEX
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    with _kept(cache) as kept, _workers(jobs) as run:
        files = _searched(site, run)
        parts = _bundled(files, kept, run)
        if not parts:
            raise InputError(
                _("the search index could not be made: no page is marked as searched"), _("see the theme"), site
            )
        pages = _write(folder, parts, kept)
        if kept == cache:
            forget_bundles(kept, {name_of(part) for part in parts})
    return pages


@contextlib.contextmanager
def _kept(cache: Path | None) -> Iterator[Path]:
    """Where bundles are kept: in the cache, or where there is none that can be written, until the index is made."""
    if cache is not None and _is_there(cache):
        yield cache
        return
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        yield Path(folder)


def _is_there(cache: Path) -> bool:
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def forget_bundles(cache: Path, but: Collection[str] = ()) -> None:
    """Remove the bundles in a folder `but` those that are named, and it where nothing is left in it."""
    with contextlib.suppress(OSError):
        for path in cache.glob(f"*{SUFFIX}"):
            if path.name not in but:
                path.unlink()
        if not but:
            cache.rmdir()


_Run = Callable[[Callable[[Any], Any], Sequence[Any], int], Iterator[Any]]
"""A function, what to give it, and how much of that at once → what it returns of each, in order."""


@contextlib.contextmanager
def _workers(jobs: int) -> Iterator[_Run]:
    if jobs > 1 and can_fork():
        with ProcessPoolExecutor(jobs, get_context("fork"), end_with_parent) as pool:
            yield lambda step, work, size: pool.map(step, work, chunksize=size)
    else:
        yield lambda step, work, size: map(step, work)


def _searched(site: Path, run: _Run) -> list[PageFile]:
    paths = sorted(site.rglob("*.html"))
    work = [(path, path.relative_to(site).as_posix().removesuffix("index.html")) for path in paths]
    return [file for file in run(look_at, work, _FILES_AT_ONCE) if file is not None]


def _bundled(files: list[PageFile], kept: Path, run: _Run) -> list[tuple[PageFile, ...]]:
    """The pages in the order of the index, bundled; all bundles are in the folder `kept` then."""
    while True:
        files.sort(key=lambda file: (_order(file.kind, file.address), file.address))
        parts = list(cut(files))
        true = dict(chain.from_iterable(run(_keep, [(part, kept) for part in parts], 1)))
        files = [file for file in files if file.address in true]
        if all(file.kind == true[file.address] for file in files):
            return [part for part in parts if any(file.address in true for file in part)]
        files = [replace(file, kind=true[file.address]) for file in files]


def _keep(job: tuple[tuple[PageFile, ...], Path]) -> list[tuple[str, str]]:
    """Make a bundle where none is kept. Returns the address and kind of its pages."""
    part, kept = job
    path = kept / name_of(part)
    bundle = load(path)
    if bundle is None:
        bundle = make_bundle(part)
        store(path, bundle)
    return [(page.address, page.facet("kind")) for page in bundle.pages]


def _order(kind: str, address: str) -> tuple[int, str, list[tuple[int, str]]]:
    """Kind by kind, and by number within: tasks/x/2-1-9/ before tasks/x/2-1-10/."""
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return rank, kind, [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D+|$)", address)]


def _write(folder: Path, parts: list[tuple[PageFile, ...]], kept: Path) -> int:
    """Put bundles together, one at a time. Returns the number of pages."""
    grams = Grams()
    pages: list[SearchPage] = []
    starts: list[int] = []
    slices: list[int] = []
    for part in parts:
        bundle = load(kept / name_of(part)) or make_bundle(part)
        pages += bundle.pages
        starts += [grams.length + start for start in bundle.starts]
        for start, blocks in zip(bundle.slice_starts, bundle.slices, strict=True):
            write_json(folder / f"words-{len(slices)}.json", blocks)
            slices.append(grams.length + start)
        grams.add(bundle)
    facets = {name: _facet(pages, name) for name in FACETS}
    for name, values in facets.items():
        write_json(folder / f"facet-{name}.json", {value: encode(numbers) for value, numbers in values.items()})
    for first in range(0, len(pages), _PAGES_A_FILE):
        rows = [[p.address, p.title, p.facet("kind"), _place(p)] for p in pages[first : first + _PAGES_A_FILE]]
        write_json(folder / f"pages-{first // _PAGES_A_FILE}.json", rows)
    write_json(folder / "signs.json", traditional(grams.signs()))
    spoken = _sounds(pages)
    heard = {syllable for names in spoken.values() for name in names.split("\n") for syllable in syllables(name)}
    write_json(folder / "syllables.json", {each: of for each, of in characters_by_sound().items() if each in heard})
    kinds = [page.facet("kind") for page in pages]
    write_json(
        folder / "index.json",
        {
            "length": grams.length,
            "pagesAFile": _PAGES_A_FILE,
            "starts": encode(starts),
            "slices": encode(slices),
            "grams": write_table(folder, "grams", grams, _TABLE_SIZE),
            "names": write_table(folder, "names", _names(pages), _TABLE_SIZE),
            "sounds": write_table(folder, "sounds", spoken, _TABLE_SIZE),
            "kinds": [[kind, kinds.index(kind)] for kind in dict.fromkeys(kinds)],
        },
    )
    write_json(
        folder / "filters.json",
        {
            "facets": {name: {value: len(of) for value, of in values.items()} for name, values in facets.items()},
            "called": _called(pages),
        },
    )
    return len(pages)


def _place(page: SearchPage) -> str:
    """The place that is told beside a page's title: the only one that it is of."""
    places = page.facets.get("place", ())
    return places[0] if len(places) == 1 else ""


def _called(pages: list[SearchPage]) -> dict[str, str]:
    """Full names of bodies → what their pages call them, where that is another name."""
    return {
        full: page.names[0]
        for page in pages
        if page.facet("kind") == "机构" and page.names and (full := page.facet("agency")) != page.names[0]
    }


def _facet(pages: list[SearchPage], name: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for value in page.facets.get(name, ()):
            found.setdefault(value, []).append(number)
    return dict(sorted(found.items()))


def _names(pages: list[SearchPage]) -> dict[str, str]:
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
    return {
        name: encode(4 * page + weight for page, weight in sorted(of.items())) for name, of in found.items() if name
    }


def _sounds(pages: list[SearchPage]) -> dict[str, str]:
    """What sounds so: own names before others, so that a near miss is put right to a name that is told."""
    found: dict[str, dict[str, None]] = {}
    for names in (
        (name for page in pages if page.facet("kind") in _SPOKEN for name in page.names),
        (name for page in pages for name in page.subjects),
        (name for page in pages if page.facet("kind") in _SPOKEN for name in page.other_names),
    ):
        for name in names:
            if len(name) <= _LONGEST_SPOKEN and (spoken := sounds(name)):
                found.setdefault(spoken[0], {})[name] = None
    for name in (name for page in pages for name in page.subjects):
        for initials in sounds(name)[1:]:
            found.setdefault(initials, {})[name] = None
    return {sound: "\n".join(names) for sound, names in found.items()}


@lru_cache(maxsize=65_536)
def sounds(name: str) -> list[str]:
    """省法制办 → shengfazhiban, sfzb. Nothing for a name with other signs than Chinese characters."""
    spoken = syllables(name)
    return ["".join(spoken), "".join(each[0] for each in spoken)] if len(spoken) > 1 else []


def traditional(signs: Iterable[str]) -> list[str]:
    """Traditional forms, then in the same order the sign of the text that each of them is in simplified Chinese."""
    known = set(signs)
    forms = [chr(code) for code in range(0x3400, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(forms)).split("\n")
    pairs = [(form, sign) for form, sign in zip(forms, simple, strict=True) if form != sign and sign in known]
    return ["".join(form for form, _ in pairs), "".join(sign for _, sign in pairs)]


class Grams(Mapping[str, str]):
    """Each two neighbouring signs → where they stand in the whole text, encoded; of bundles that follow each other."""

    def __init__(self) -> None:
        self.length = 0
        self._rows: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, bundle: Bundle) -> None:
        base, rows, last = self.length, self._rows, self._last
        for gram, first, end, rest in zip(bundle.grams, bundle.first, bundle.last, bundle.rest, strict=True):
            piece = (written(base + first - last.get(gram, 0)) + rest).encode("ascii")
            if gram in rows:
                rows[gram] += piece
            else:
                rows[gram] = bytearray(piece)
            last[gram] = base + end
        self.length += bundle.length

    def signs(self) -> set[str]:
        return {gram[0] for gram in self._rows}

    def __getitem__(self, gram: str) -> str:
        return self._rows[gram].decode("ascii")

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

"""The index of a built site, in `search-index/`.

All pages are written one after the other in one long text, folded, each block ended by `END`; a page is its title, its
other blocks, then the words that it is known by and does not say itself. Pages that stand side by side are a bundle. Of
this text there are

- `grams-N.txt`: each two neighbouring signs (and each sign that ends a block) → the places where they stand
- `holders-N.txt`: each sign → the pages that hold it, each number 32 × page + 2 × how often the page says it itself, 15
  at most, + whether its title does
- `words-N.json`: the text itself, as written, in slices that end where a block or a bundle ends; in the place of each
  title [address, title, kind, place] of its page
- `names-N.txt`: folded name → pages, each number 4 × page + how well the name is its own
- `sounds-N.txt`: pinyin, of subjects also its initials → names of bodies and places, subjects
- `syllables.json`: pinyin of the signs of these → the characters that sound so
- `facet-NAME.json`: value → pages
- `index.json`: where titles, own words and other words of pages begin, where slices and files begin; the first page of
  each bundle; kinds of pages
- `filters.json`: values of facets with their counts, what the pages call bodies otherwise than by their full names
- `signs.json`: the traditional forms of signs in the text, and what they are in simplified Chinese

The numbers of a page are those of `index.json`, in which pages are in the order in which equals are shown. Rows of
numbers (grams, names, facets) are in pieces, one for each bundle (`tables.py`).
"""

from __future__ import annotations

import contextlib
import tempfile
from bisect import insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.listing import pages_below
from builder.publishing.processes import can_fork, forked
from builder.publishing.search.bundles import PageFile, cut, look_at, make_bundle
from builder.publishing.search.kept_bundles import forget, load_summary, load_words, name_of, program, store
from builder.publishing.search.record import KnownPage, Record, forget_record, read_record, store_record
from builder.publishing.search.summary import Summary
from builder.publishing.search.writing import Index, Part
from builder.publishing.tree_writer import Stamp, stamp

INDEX = "search-index"
"""The folder of the site that the index stands in."""
_FILES_AT_ONCE = 64
_NUMBERED = re.compile(r"(\d*)(\D+|$)")
_KINDS = ("任务", "报告事项", "通知", "机构", "期限", "地区", "提到的文件", "主题", "对照", "栏目", "说明")


class Indexed(NamedTuple):
    """`pages`: how many are in the index; `same`: files of the site, by path, that are those of the last one."""

    pages: int
    same: frozenset[str]


def index_site(
    site: Path,
    jobs: int = 1,
    cache: Path | None = None,
    last: Path | None = None,
    pages: Mapping[str, Stamp | None] | None = None,
) -> Indexed:
    """Write the search index of the pages of `site`, which `jobs` processes read. What pages bring to it is kept in the
    folder `cache` until they change; what has not changed in the site `last` is taken over, and stays where its files
    are in `site` already. `pages`: all of them, by path, with the stamps of those that were looked at just now; where
    it is None, they are looked for. InputError where there are none."""
    folder = site / INDEX
    folder.mkdir(exist_ok=True)
    with _kept(cache) as kept, _workers(jobs) as run:
        record = read_record(kept, program())
        if pages is None:
            pages = dict.fromkeys(pages_below(site))
        stamps, files = _searched(site, pages, record, run)
        parts = _bundled(files, record, kept, run)
        if not parts:
            raise InputError(
                _("the search index could not be made: no page is marked as searched"), _("see the theme"), site
            )
        index = Index(folder, parts, kept)
        made = index.write(record, last / INDEX if last else None)
        if kept == cache:
            made.pages = _known(stamps, parts)
            store_record(kept, made)
            forget(kept, {*index.names})
    return Indexed(len(index.pages), frozenset(f"{INDEX}/{name}" for name in index.same))


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


def forget_bundles(cache: Path) -> None:
    """Remove all that is kept in a folder of how indexes were made, and it where nothing is left in it."""
    forget(cache)
    forget_record(cache)
    with contextlib.suppress(OSError):
        cache.rmdir()


_Run = Callable[[Callable[[Any], Any], Sequence[Any], int], Iterator[Any]]
"""A function, what to give it, and how much of that at once → what it returns of each, in order."""


@contextlib.contextmanager
def _workers(jobs: int) -> Iterator[_Run]:
    with contextlib.ExitStack() as begun:
        pool: Executor | None = None

        def run(step: Callable[[Any], Any], work: Sequence[Any], size: int) -> Iterator[Any]:
            nonlocal pool
            if jobs <= 1 or len(work) <= _FEW * size or not can_fork():
                return map(step, work)
            pool = pool or begun.enter_context(forked(jobs))
            return pool.map(step, work, chunksize=size)

        yield run


_FEW = 16
"""So many portions of work are done here: workers cost more than they would do."""


def _searched(
    site: Path, pages: Mapping[str, Stamp | None], record: Record, run: _Run
) -> tuple[dict[str, Stamp], list[PageFile]]:
    """The stamps of all pages, by address; the pages that are searched."""
    stamps: dict[str, Stamp] = {}
    files: list[PageFile] = []
    new: list[tuple[str, str]] = []
    for below, known in pages.items():
        path = f"{site}/{below}"
        now = known or stamp(path) or ""
        address = below.removesuffix("index.html")
        stamps[address] = now
        page = record.pages.get(address)
        if page is None or page.stamp != now:
            new.append((path, address))
        elif page.digest:
            files.append(PageFile(path, address, page.digest, page.size, page.kind))
    files += (file for file in run(look_at, new, _FILES_AT_ONCE) if file is not None)
    return stamps, files


def _bundled(files: list[PageFile], record: Record, kept: Path, run: _Run) -> list[tuple[Part, str, Summary]]:
    """The pages in the order of the index, bundled, with the name of each bundle and what it brings; all bundles are in
    the folder `kept` then."""
    known: dict[str, Summary] = {}
    while True:
        files = _in_order(files, record)
        parts = [(part, name_of(part)) for part in cut(files)]
        known.update((name, found) for _part, name in parts if (found := known.get(name) or load_summary(kept / name)))
        missing = [(part, name) for part, name in parts if name not in known]
        for _made in run(_make, [(part, kept, _sources(part, record)) for part, _name in missing], 1):
            pass
        known.update((name, load_summary(kept / name) or make_bundle(part).summary) for part, name in missing)
        true = {page[0]: page[2] for _part, name in parts for page in known[name].pages}
        files = [file for file in files if file.address in true]
        if all(file.kind == true[file.address] for file in files):
            return [(part, name, known[name]) for part, name in parts if known[name].pages]
        files = [replace(file, kind=true[file.address]) for file in files]


def _sources(part: Part, record: Record) -> list[str]:
    """The bundles of the last index that pages of this one stand in."""
    pages = [(record.pages.get(file.address), file) for file in part]
    return sorted({page.bundle for page, file in pages if page and page.digest == file.digest and page.bundle})


def _make(job: tuple[Part, Path, list[str]]) -> None:
    """Make a bundle and keep it."""
    part, kept, sources = job
    words = [found for name in sources if (found := load_words(kept / name))]
    store(kept / name_of(part), make_bundle(part, dict(chain.from_iterable(each.by_digest() for each in words))))


def _order(kind: str, address: str) -> tuple[int, str, list[tuple[int, str]]]:
    """Kind by kind, and by number within: tasks/x/2-1-9/ before tasks/x/2-1-10/."""
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return rank, kind, [(int(digits or 0), rest) for digits, rest in _NUMBERED.findall(address)]


def _in_order(files: list[PageFile], record: Record) -> list[PageFile]:
    """The pages in the order of the index, in which the `record` has those that it knows."""
    places = {address: at for at, (address, page) in enumerate(record.pages.items()) if page.digest}
    known: list[PageFile] = []
    others: list[PageFile] = []
    for file in files:
        stays = file.address in places and record.pages[file.address].kind == file.kind
        (known if stays else others).append(file)
    if len(others) > _MOST_PUT_IN:
        return sorted(files, key=_place)
    known.sort(key=lambda file: places[file.address])
    for file in others:
        insort(known, file, key=_place)
    return known


_MOST_PUT_IN = 500
"""So many pages are each put into the order of the others; to sort all costs less beyond."""


def _place(file: PageFile) -> tuple[tuple[int, str, list[tuple[int, str]]], str]:
    return _order(file.kind, file.address), file.address


def _known(stamps: dict[str, Stamp], parts: list[tuple[Part, str, Summary]]) -> dict[str, KnownPage]:
    """What the next index may know of all pages, those that are searched in their order."""
    pages: dict[str, KnownPage] = {}
    for part, name, summary in parts:
        kinds = {page[0]: page[2] for page in summary.pages}
        for file in part:
            if file.address in kinds:
                now = stamps[file.address]
                pages[file.address] = KnownPage(now, file.digest, file.size, kinds[file.address], name)
    for address, now in stamps.items():
        if address not in pages:
            pages[address] = KnownPage(now, "", 0, "", "")
    return pages

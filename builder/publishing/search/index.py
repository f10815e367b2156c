"""The index of a built site, in `search-index/`.

All pages are written one after the other in one long text, folded, each block ended by `END`; a page is its title, its
other blocks, then the words that it is known by and does not say itself. Of this text there are

- `grams-N.json`: each two neighbouring signs (and each sign that ends a block) → the places where they stand
- `words-N.json`: the text itself, as written, in slices that end where a block ends
- `names-N.json`: folded name → pages, each number 4 × page + how well the name is its own
- `sounds-N.json`: pinyin, of subjects also its initials → names of bodies and places, subjects, a line each
- `syllables.json`: pinyin of the signs of these → the characters that sound so
- `pages-N.json`: address, title, kind, place of each page
- `facet-NAME.json`: value → pages
- `index.json`: where titles, own words and other words of pages begin, where slices and files begin; kinds of pages,
  values of facets with their counts, what the pages call bodies otherwise than by their full names
- `signs.json`: the traditional forms of signs in the text, and what they are in simplified Chinese

The numbers of a page are those of `index.json`, in which pages are in the order in which equals are shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import opencc

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.places.slugs import characters_by_sound, syllables
from builder.publishing.processes import can_fork, end_with_parent
from builder.publishing.search.folding import fold
from builder.publishing.search.page_reading import FACETS, SearchPage, read_page
from builder.publishing.search.tables import encode, write_json, write_table

INDEX = "search-index"
"""The folder of the site that the index stands in."""
END = "\x01"
_TABLE_SIZE = 16_000
_SLICE = 4_500
_PAGES_A_FILE = 200
_KINDS = ("任务", "报告事项", "通知", "机构", "期限", "地区", "提到的文件", "主题", "对照", "栏目", "说明")
_OWN, _OTHER, _PINYIN = 2, 1, 0
"""How well a name is a page's own: its name; a name by which it may be meant; the sounds of either."""
_SPOKEN = ("机构", "地区")
_LONGEST_SPOKEN = 12
_NUMBER = re.compile(r"〔\d{4}〕\d+号$")


def index_site(site: Path, jobs: int = 1) -> int:
    """Write the search index of the pages of `site`, which `jobs` processes read. Returns the number of pages in it.
    InputError where there are none."""
    folder = site / INDEX
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    ordered = sorted(_read(site, jobs), key=lambda page: (_order(page.facet("kind"), page.address), page.address))
    if not ordered:
        raise InputError(
            _("the search index could not be made: no page is marked as searched"), _("see the theme"), site
        )
    _write_texts(folder, ordered)
    return len(ordered)


def _read(site: Path, jobs: int) -> Iterator[SearchPage]:
    paths = sorted(site.rglob("*.html"))
    addresses = [path.relative_to(site).as_posix().removesuffix("index.html") for path in paths]
    if jobs > 1 and can_fork():
        with ProcessPoolExecutor(jobs, get_context("fork"), end_with_parent) as pool:
            yield from filter(None, pool.map(read_page, paths, addresses, chunksize=32))
    else:
        yield from filter(None, map(read_page, paths, addresses))


def _order(kind: str, address: str) -> tuple[int, str, list[tuple[int, str]]]:
    """Kind by kind, and by number within: tasks/x/2-1-9/ before tasks/x/2-1-10/."""
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return rank, kind, [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D+|$)", address)]


def _write_texts(folder: Path, pages: list[SearchPage]) -> None:
    grams = Grams()
    slices = Slices(folder)
    starts: list[int] = []

    def write(blocks: Iterable[str]) -> None:
        starts.append(grams.length)
        for block in blocks:
            slices.add(grams.length, block)
            grams.add(fold(block))

    for page in pages:
        write([page.title])
        write(_without_title(page))
        write(_beside(page))
    slices.close()
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
            "slices": encode(slices.starts),
            "grams": write_table(folder, "grams", grams.rows(), _TABLE_SIZE),
            "names": write_table(folder, "names", _names(pages), _TABLE_SIZE),
            "sounds": write_table(folder, "sounds", spoken, _TABLE_SIZE),
            "kinds": [[kind, kinds.index(kind)] for kind in dict.fromkeys(kinds)],
            "facets": {name: {value: len(of) for value, of in values.items()} for name, values in facets.items()},
            "called": _called(pages),
        },
    )


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


class Grams:
    """Where each two neighbouring signs stand in the text."""

    def __init__(self) -> None:
        self.length = 0
        self._places: dict[str, array[int]] = {}

    def add(self, block: str) -> None:
        """The next block, folded; END follows it."""
        for first, second in pairwise(block + END):
            gram = first if second == END else first + second
            found = self._places.get(gram)
            if found is None:
                found = self._places[gram] = array("I")
            found.append(self.length)
            self.length += 1
        self.length += 1

    def signs(self) -> set[str]:
        return {gram[0] for gram in self._places}

    def rows(self) -> dict[str, str]:
        return {gram: encode(places) for gram, places in self._places.items()}


class Slices:
    """The text as written, cut where a block ends."""

    def __init__(self, folder: Path) -> None:
        self.starts: list[int] = []
        self._folder = folder
        self._blocks: list[str] = []

    def add(self, at: int, block: str) -> None:
        """A block that begins at `at` in the folded text."""
        if not self.starts or at - self.starts[-1] >= _SLICE:
            self._write()
            self.starts.append(at)
        self._blocks.append(block)

    def close(self) -> None:
        self._write()

    def _write(self) -> None:
        if self._blocks:
            write_json(self._folder / f"words-{len(self.starts) - 1}.json", self._blocks)
            self._blocks = []

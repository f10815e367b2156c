"""The files of the index, written from bundles that follow each other; what the last index has of it is taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

import opencc

from builder.places.slugs import characters_by_sound
from builder.publishing.atomic_write import link_or_copy
from builder.publishing.search.bundles import NAMED, SOUNDING, Bundle, PageFile, Words, make_bundle
from builder.publishing.search.kept_bundles import load_rows, load_words
from builder.publishing.search.page_reading import FACETS
from builder.publishing.search.record import Record, RowsFile, last_rows
from builder.publishing.search.rows import Pieces, Rows, UnprovenError, joined, renew
from builder.publishing.search.summary import Summary, joined_facet, told_sounds
from builder.publishing.search.tables import encode, in_order, marks, write_json, write_table
from builder.publishing.tree_writer import Stamp, stamp

_PAGES_A_FILE = 200
_MOST_CHANGED = 0.4
"""The share of bundles up to which it costs less to change the last rows than to join all."""
Part = tuple[PageFile, ...]
_T = TypeVar("_T")


class Index:
    """The index in `folder` of the bundles `parts`, which are kept in the folder `kept`."""

    def __init__(self, folder: Path, parts: Iterable[tuple[Part, str, Summary]], kept: Path) -> None:
        self.folder = folder
        self.kept = kept
        self.parts, self.names, self.summaries = map(list, zip(*parts, strict=True))
        self.pages = [page for summary in self.summaries for page in summary.pages]
        self._marks = marks(len(self.names))

    def write(self, record: Record, last: Path | None) -> Record:
        """Write the index. What the `record` knows of the one in the folder `last`, and of the rows that are kept, is
        taken over. Returns a record of the index written, its pages aside."""
        words = self._write_words(record.words, last)
        tables, checksum = self._write_tables(self._rows(record))
        self._write_pages(tables)
        return Record(record.program, {}, self.names, words, checksum)

    def _write_tables(self, rows: Rows) -> tuple[dict[str, list[str]], str]:
        """Write what is looked up by keys. Returns the first keys of the files of each table, and the checksum of the
        rows, which are kept."""
        mark = len(self._marks[0])
        named, sounding = NAMED.encode(), SOUNDING.encode()
        kept = RowsFile(self.kept)
        parts: dict[bytes, list[bytes]] = {b"": [], named: [], sounding: []}
        for key in in_order(rows):
            kept.write(key, rows[key])
            parts[key[:1] if key[:1] in parts else b""].append(key)
        write_json(self.folder / "signs.json", traditional({key.decode("utf-8")[0] for key in parts[b""]}))
        told = ((key[1:], told_sounds(bytes(rows[key]), mark)) for key in parts[sounding])
        tables = {
            "grams": write_table(self.folder, "grams", ((key, rows[key]) for key in parts[b""])),
            "names": write_table(self.folder, "names", ((key[1:], rows[key]) for key in parts[named])),
            "sounds": write_table(self.folder, "sounds", told),
        }
        return tables, kept.keep()

    def _write_words(
        self, known: dict[str, list[tuple[str, Stamp]]], last: Path | None
    ) -> dict[str, list[tuple[str, Stamp]]]:
        """Write the slices of the text. Returns the files of each bundle."""
        written: dict[str, list[tuple[str, Stamp]]] = {}
        count = 0
        for number, (name, summary) in enumerate(zip(self.names, self.summaries, strict=True)):
            new = [self.folder / f"words-{count + n}.json" for n in range(len(summary.slice_starts))]
            count += len(new)
            if last is None or not _taken_over(last, known.get(name, []), new):
                for path, blocks in zip(new, self._words(number).slices, strict=True):
                    path.unlink(missing_ok=True)
                    write_json(path, blocks)
            written[name] = [(path.name, stamp(path) or "") for path in new]
        return written

    def _rows(self, record: Record) -> Rows:
        if len(self.names) == len(record.bundles):
            both = enumerate(zip(self.names, record.bundles, strict=True))
            changed = [number for number, (new, old) in both if new != old]
            if len(changed) <= _MOST_CHANGED * len(self.names) and (rows := self._renewed(record, changed)):
                return rows
        return joined(len(self.names), self._marks, self._pieces)

    def _renewed(self, record: Record, changed: list[int]) -> Rows | None:
        """The rows of the last index with those bundles that changed; None where they cannot be had."""
        before = {number: load_rows(self.kept / record.bundles[number]) for number in changed}
        if None in before.values():
            return None
        rows = last_rows(self.kept, record.rows)
        if rows is None:
            return None
        try:
            for number, old in before.items():
                renew(rows, self._marks, number, old or {}, self._pieces(number))
        except UnprovenError:
            return None
        return rows

    def _pieces(self, number: int) -> Pieces:
        return self._part(load_rows, lambda bundle: bundle.rows, number)

    def _words(self, number: int) -> Words:
        return self._part(load_words, lambda bundle: bundle.words, number)

    def _part(self, load: Callable[[Path], _T | None], of: Callable[[Bundle], _T], number: int) -> _T:
        found = load(self.kept / self.names[number])
        return of(make_bundle(self.parts[number])) if found is None else found

    def _write_pages(self, tables: dict[str, list[str]]) -> None:
        """Write all that is told of pages besides their words."""
        for first in range(0, len(self.pages), _PAGES_A_FILE):
            rows = self.pages[first : first + _PAGES_A_FILE]
            write_json(self.folder / f"pages-{first // _PAGES_A_FILE}.json", rows)
        heard = {syllable for summary in self.summaries for syllable in summary.heard}
        by_sound = {each: of for each, of in characters_by_sound().items() if each in heard}
        write_json(self.folder / "syllables.json", by_sound)
        marked = [mark.decode("ascii") for mark in self._marks]
        counts: dict[str, dict[str, int]] = {}
        for name in FACETS:
            values, counts[name] = joined_facet(self.summaries, marked, name)
            write_json(self.folder / f"facet-{name}.json", values)
        called = {full: name for summary in self.summaries for full, name in summary.called.items()}
        write_json(self.folder / "filters.json", {"facets": counts, "called": called})
        kinds = [kind for _, _, kind, _ in self.pages]
        bases = [0, *accumulate(summary.length for summary in self.summaries)]
        first_pages = [0, *accumulate(len(summary.pages) for summary in self.summaries)]
        placed = list(zip(bases[:-1], self.summaries, strict=True))
        write_json(
            self.folder / "index.json",
            {
                "length": bases[-1],
                "pagesAFile": _PAGES_A_FILE,
                "bundles": encode(first_pages[:-1]),
                "starts": encode(base + start for base, summary in placed for start in summary.starts),
                "slices": encode(base + start for base, summary in placed for start in summary.slice_starts),
                **tables,
                "kinds": [[kind, kinds.index(kind)] for kind in dict.fromkeys(kinds)],
            },
        )


def _taken_over(last: Path, known: list[tuple[str, Stamp]], new: list[Path]) -> bool:
    """Let files of the folder `last`, by their names and stamps, be those at `new` too. False where they are not as
    they are known."""
    if len(known) != len(new):
        return False
    for (name, then), path in zip(known, new, strict=True):
        if not then or stamp(last / name) != then:
            return False
        try:
            link_or_copy(last / name, path)
        except OSError:
            return False
    return True


def traditional(signs: Iterable[str]) -> list[str]:
    """Traditional forms, then in the same order the sign of the text that each of them is in simplified Chinese."""
    known = set(signs)
    forms = [chr(code) for code in range(0x3400, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(forms)).split("\n")
    pairs = [(form, sign) for form, sign in zip(forms, simple, strict=True) if form != sign and sign in known]
    return ["".join(form for form, _ in pairs), "".join(sign for _, sign in pairs)]

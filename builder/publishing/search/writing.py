"""The files of the index, written from bundles that follow each other; what the last index has of it is taken over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count
from pathlib import Path
from typing import TypeVar

import opencc

from builder.language import lazy_re as re
from builder.places.slugs import characters_by_sound
from builder.publishing.atomic_write import link_or_copy
from builder.publishing.search.bundles import HOLDING, NAMED, SOUNDING, Bundle, PageFile, Words, make_bundle
from builder.publishing.search.kept_bundles import load_rows, load_words
from builder.publishing.search.page_reading import FACETS
from builder.publishing.search.record import Record, last_rows, store_rows
from builder.publishing.search.rows import Pieces, Rows, UnprovenError, joined, renew, renew_table
from builder.publishing.search.summary import Summary, joined_facet, told_sounds
from builder.publishing.search.tables import TableFile, TableWriter, encode, in_order, marks, write_json, write_table
from builder.publishing.tree_writer import Stamp, stamp

_MOST_CHANGED = 0.4
"""The share of bundles up to which it costs less to change the last rows than to join all."""
_STARTS = {"grams": b"", "names": NAMED.encode(), "holders": HOLDING.encode()}
"""Tables, and what the keys of their rows in bundles begin with."""
_SOUNDS, _SOUNDING = "sounds", SOUNDING.encode()
_TABLE = re.compile(rf"(?:{'|'.join((*_STARTS, _SOUNDS))})-\d+\.txt")
"""The name of a file of a table."""
Part = tuple[PageFile, ...]
_Tables = tuple[dict[str, list[TableFile]], Rows | None]
"""The files of each table, and the rows of sounds that are still to be written."""
_T = TypeVar("_T")
_R = TypeVar("_R", bytes, bytes | bytearray)


class Index:
    """The index in `folder` of the bundles `parts`, which are kept in the folder `kept`. `same`: the names of its files
    that are those of the last index."""

    def __init__(self, folder: Path, parts: Iterable[tuple[Part, str, Summary]], kept: Path) -> None:
        self.folder = folder
        self.kept = kept
        self.parts, self.names, self.summaries = map(list, zip(*parts, strict=True))
        self.pages = [page for summary in self.summaries for page in summary.pages]
        self.same: set[str] = set()
        self._marks = marks(len(self.names))

    def write(self, record: Record, last: Path | None) -> Record:
        """Write the index. What the `record` knows of the one in the folder `last` is taken over. Returns a record of
        the index written, its pages aside."""
        words = self._write_words(record.words, last)
        tables, checksum = self._write_tables(record, last)
        self._drop_tables(tables)
        for name, files in tables.items():
            both = enumerate(zip(files, record.tables.get(name, ()), strict=False))
            self.same.update(f"{name}-{at}.txt" for at, (new, old) in both if new.stamp == old.stamp)
        self._write_pages({name: [file.first for file in files] for name, files in tables.items()})
        return Record(record.program, {}, self.names, words, tables, checksum)

    def _write_tables(self, record: Record, last: Path | None) -> tuple[dict[str, list[TableFile]], str]:
        """Write what is looked up by keys. Returns the files of each table, and the checksum of the rows of sounds,
        which are kept."""
        tables, sounds = (last and self._renewed(record, last)) or self._joined()
        signs = {sign for file in tables["grams"] for sign in file.signs}
        write_json(self.folder / "signs.json", traditional(signs))
        if sounds is None:
            return tables, record.rows
        mark = len(self._marks[0])
        told = ((key, told_sounds(bytes(sounds[key]), mark)) for key in in_order(sounds))
        tables[_SOUNDS] = write_table(self.folder, _SOUNDS, told)
        return tables, store_rows(self.kept, sounds)

    def _joined(self) -> _Tables:
        """Write tables from all bundles. Returns their files, and the rows of sounds."""
        rows = _by_start(joined(len(self.names), self._marks, self._pieces))
        tables = {
            name: write_table(self.folder, name, ((key, rows[start][key]) for key in in_order(rows[start])))
            for name, start in _STARTS.items()
        }
        return tables, rows[_SOUNDING]

    def _renewed(self, record: Record, last: Path) -> _Tables | None:
        """Write the tables of the last index with those bundles that changed; None where they cannot be had, or would
        cost more."""
        both = list(enumerate(zip(self.names, record.bundles, strict=False)))
        changed = [number for number, (new, old) in both if new != old]
        if len(self.names) != len(record.bundles) or len(changed) > _MOST_CHANGED * len(self.names):
            return None
        before = {number: load_rows(self.kept / record.bundles[number]) for number in changed}
        if None in before.values() or not _stand(last, record.tables):
            return None
        pieces = {number: (_by_start(old or {}), _by_start(self._pieces(number))) for number, old in before.items()}
        are_told_anew = any(old[_SOUNDING] != new[_SOUNDING] for old, new in pieces.values())
        sounds = last_rows(self.kept, record.rows) if are_told_anew else None
        if are_told_anew and sounds is None:
            return None
        tables = {}
        try:
            for name, start in _STARTS.items():
                writer = TableWriter(self.folder, name, last)
                changes = {number: (old[start], new[start]) for number, (old, new) in pieces.items()}
                renew_table(writer, record.tables[name], self._marks, changes)
                tables[name] = writer.files
            if sounds is None:
                writer = TableWriter(self.folder, _SOUNDS, last)
                renew_table(writer, record.tables[_SOUNDS], self._marks, {})
                tables[_SOUNDS] = writer.files
            else:
                for number, (old, new) in pieces.items():
                    renew(sounds, self._marks, number, old[_SOUNDING], new[_SOUNDING])
        except UnprovenError:
            for name in _STARTS:
                for path in self.folder.glob(f"{name}-*.txt"):
                    path.unlink()
            return None
        return tables, sounds

    def _write_words(
        self, known: dict[str, list[tuple[str, Stamp]]], last: Path | None
    ) -> dict[str, list[tuple[str, Stamp]]]:
        """Write the slices of the text; whatever else was in the folder, tables aside, is removed before. Returns the
        files of each bundle."""
        written: dict[str, list[tuple[str, Stamp]]] = {}
        files: dict[str, list[str]] = {}
        begun = 0
        for name, summary in zip(self.names, self.summaries, strict=True):
            files[name] = [f"words-{begun + n}.json" for n in range(len(summary.slice_starts))]
            begun += len(files[name])
        for name, new in files.items() if last else ():
            if [each for each, _ in known.get(name, [])] == new and self._stay(known[name]):
                written[name] = known[name]
                self.same.update(new)
        for other in set(os.listdir(self.folder)) - self.same:
            if not _TABLE.fullmatch(other):
                os.unlink(f"{self.folder}/{other}")
        for number, (name, new) in enumerate(files.items()):
            if name in written:
                continue
            before = known.get(name, [])
            if last is not None and _taken_over(last, before, self.folder, new):
                self.same.update(each for each, (old, _) in zip(new, before, strict=True) if each == old)
            else:
                for each, blocks in zip(new, _with_pages(self._words(number), self.summaries[number]), strict=True):
                    (self.folder / each).unlink(missing_ok=True)
                    write_json(self.folder / each, blocks)
            written[name] = [(each, stamp(f"{self.folder}/{each}") or "") for each in new]
        return written

    def _drop_tables(self, tables: Mapping[str, Sequence[TableFile]]) -> None:
        """Remove files of tables that were in the folder and are none of these."""
        now = {f"{name}-{at}.txt" for name, files in tables.items() for at in range(len(files))}
        for other in filter(_TABLE.fullmatch, set(os.listdir(self.folder)) - now):
            os.unlink(f"{self.folder}/{other}")

    def _stay(self, known: Iterable[tuple[str, Stamp]]) -> bool:
        """Whether these files are in the folder already."""
        return all(then and stamp(f"{self.folder}/{name}") == then for name, then in known)

    def _pieces(self, number: int) -> Pieces:
        return self._part(load_rows, lambda bundle: bundle.rows, number)

    def _words(self, number: int) -> Words:
        return self._part(load_words, lambda bundle: bundle.words, number)

    def _part(self, load: Callable[[Path], _T | None], of: Callable[[Bundle], _T], number: int) -> _T:
        found = load(self.kept / self.names[number])
        return of(make_bundle(self.parts[number])) if found is None else found

    def _write_pages(self, tables: dict[str, list[str]]) -> None:
        """Write all that is told of pages besides their words and addresses."""
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
                "bundles": encode(first_pages[:-1]),
                "starts": encode(base + start for base, summary in placed for start in summary.starts),
                "slices": encode(base + start for base, summary in placed for start in summary.slice_starts),
                **tables,
                "kinds": [[kind, kinds.index(kind)] for kind in dict.fromkeys(kinds)],
            },
        )


def _with_pages(words: Words, summary: Summary) -> Iterator[list[str | list[str]]]:
    """The slices of a bundle's text; in the place of the title of a page, which begins its text, all that is told of
    it."""
    titles: set[int] = set()
    at = 0
    for _, _, own, beside in words.pages:
        titles.add(at)
        at += 1 + own + beside
    pages, number = iter(summary.pages), count()
    for blocks in words.slices:
        yield [next(pages) if next(number) in titles else block for block in blocks]


def _by_start(rows: Mapping[bytes, _R]) -> dict[bytes, dict[bytes, _R]]:
    """Rows, or pieces of them, by what their keys begin with, which is taken off."""
    found: dict[bytes, dict[bytes, _R]] = {start: {} for start in (*_STARTS.values(), _SOUNDING)}
    for key, row in rows.items():
        start = key[:1] if key[:1] in found else b""
        found[start][key[len(start) :]] = row
    return found


def _stand(last: Path, tables: Mapping[str, list[TableFile]]) -> bool:
    """Whether the files of tables in the folder `last` are still those that are known."""
    return tables.keys() == {*_STARTS, _SOUNDS} and all(
        file.stamp and stamp(f"{last}/{name}-{number}.txt") == file.stamp
        for name, files in tables.items()
        for number, file in enumerate(files)
    )


def _taken_over(last: Path, known: list[tuple[str, Stamp]], folder: Path, new: list[str]) -> bool:
    """Let files of the folder `last`, by their names and stamps, be the `new` ones of `folder`. False where they are
    others than they are known."""
    if len(known) != len(new):
        return False
    for (name, then), each in zip(known, new, strict=True):
        if not then or stamp(f"{last}/{name}") != then:
            return False
        try:
            link_or_copy(f"{last}/{name}", f"{folder}/{each}")
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

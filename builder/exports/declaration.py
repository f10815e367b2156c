"""What an export says of itself: its files, their media types, and the pages that offer them for download; and what
its files are made from."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, groupby
from typing import cast
from zlib import crc32

from builder.exports.changes import Withdrawn
from builder.exports.columns import table_forms
from builder.exports.rows.ledger import notice_row, notice_rows, other_rows
from builder.exports.rows.row import Row
from builder.exports.rows.written import Written, written
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import index_of
from builder.model.ledger import Ledger
from builder.model.notice import Notice

Files = dict[str, str | bytes]
"""By path below `docs/`."""

LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons CC0 1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Of the arrangement. The notices themselves are official documents and not under copyright
(中华人民共和国著作权法 第五条)."""

DATA = "data/"
"""Where the data of the whole site lie below `docs/`, and the address of the page that describes them."""


@dataclass(frozen=True, slots=True)
class ExportSite:
    """What exports know of the site: `url` with a slash at its end (None where unknown), `name`,
    the day of the build in seconds since 1970, and the notices that persons withdrew."""

    name: str
    url: str | None
    epoch: int
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def built(self) -> str:
        """The day of the build (ISO 8601)."""
        return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Offer:
    """One file as a page offers it. `page`: the page's address, "" for home, `data/#tasks` for the section of a
    table; `path`: where the file lies below `docs/`; `label` in Chinese."""

    page: str
    label: str
    path: str


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """One data format. `media_types`: of its files, by their ending. `form`: its name for `taizhang export`, None
    for what makes sense beside a site's pages only. `describes`: the forms that its files speak of, which
    `taizhang export` writes with them."""

    media_types: Mapping[str, str]
    files: Callable[[ExportInput], Files]
    offers: Callable[[Ledger], Iterable[Offer]]
    form: str | None = None
    describes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Files, and what else is to be known of them: texts, bytes, numbers, and tuples, lists and dicts of them."""

    files: Mapping[str, str | bytes]
    note: object = None


class KeptFiles:
    """Files of the last build that would be made from the same values again. `last`: what `record` gave then, by a
    program of the fingerprint `program`; `stands(path, stamp)`: whether a file still has its stamp. Without any of
    them all is made anew. `standing`: path → stamp of the files that need not be written. `leaves`: whether files that
    nothing else depends on wait for `portions`."""

    def __init__(
        self,
        last: object = None,
        program: str = "",
        stands: Callable[[str, str], bool] = lambda _path, _stamp: False,
        *,
        leaves: bool = False,
    ) -> None:
        self._program = program
        self._stands = stands
        self._last: dict[str, tuple[bytes, dict[str, str], object]] = {}
        if isinstance(last, tuple) and len(last) == 2 and last[0] == program:
            self._last = last[1]
        self._next: dict[str, tuple[bytes, tuple[str, ...], object]] = {}
        self.standing: dict[str, str] = {}
        self._leaves = leaves
        self._left: list[tuple[str, Callable[[], Made]]] = []

    @property
    def changed(self) -> bool:
        """Whether there is anything else than there was, the files aside."""
        now, before = ({name: digest for name, (digest, *_) in each.items()} for each in (self._next, self._last))
        return now != before

    def add(self, files: Files, name: str, values: object, make: Callable[[], Made]) -> object:
        """Add to `files` those that `make` makes of `values` (and of nothing else): texts, numbers, days, and lists,
        tuples, dicts and dataclasses of them; nothing where they stand. Returns the note on them. `name`: another one
        for each call."""
        digest = _digest(values)
        if self._taken(name, digest):
            return self._next[name][2]
        made = make()
        files.update(made.files)
        self._next[name] = digest, tuple(made.files), made.note
        return made.note

    def leave(self, files: Files, name: str, values: object, make: Callable[[], Made]) -> None:
        """As `add`, of files on which there is no note; made later where they may be left."""
        if not self._leaves:
            self.add(files, name, values, make)
        elif not self._taken(name, digest := _digest(values)):
            self._next[name] = digest, (), None
            self._left.append((name, make))

    def _taken(self, name: str, digest: bytes) -> bool:
        """Whether the files of the last build stand and were made from values of this digest."""
        before, stamps, note = self._last.get(name, (b"", {}, None))
        if before != digest or not all(self._stands(*each) for each in stamps.items()):
            return False
        self.standing.update(stamps)
        self._next[name] = digest, tuple(stamps), note
        return True

    def portions(self, put: Callable[[str, str | bytes], object]) -> list[Callable[[], MadeLater]]:
        """What was left, in portions that may each be made in a process of its own. `put` keeps the content of a file,
        by its path; `files` takes what becomes of them."""
        left = self._left
        return [partial(_make, left[at : at + _PORTION], put) for at in range(0, len(left), _PORTION)]

    def files(self, made: Iterable[MadeLater]) -> dict[str, object]:
        """The files that were left, as `put` kept them, given what became of all portions."""
        files: dict[str, object] = {}
        for name, own in chain.from_iterable(made):
            self._next[name] = self._next[name][0], tuple(own), None
            files.update(own)
        return files

    def record(self, stamp_of: Callable[[str], str | None]) -> object:
        """What the next build may know, when all files are written."""
        known: dict[str, tuple[bytes, dict[str, str], object]] = {}
        for name, (digest, paths, note) in self._next.items():
            stamps = {path: self.standing.get(path) or stamp_of(path) for path in paths}
            if all(stamps.values()):
                known[name] = digest, {path: stamp for path, stamp in stamps.items() if stamp}, note
        return self._program, known


MadeLater = list[tuple[str, dict[str, object]]]
"""Files by the name that they were left by."""
_PORTION = 32
"""So many of what was left are made together."""


def _make(left: Iterable[tuple[str, Callable[[], Made]]], put: Callable[[str, str | bytes], object]) -> MadeLater:
    return [(name, {path: put(path, content) for path, content in make().files.items()}) for name, make in left]


def _digest(values: object) -> bytes:
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def identity(ledger: Ledger, notice: Notice) -> str:
    """A text that is another one where anything in a notice of the ledger is."""
    return ledger.identities.get(notice.id) or repr(notice)


class ExportInput:
    """What the files of one build are made from: the ledger and the site; what several formats need is made once.
    `kept`: what need not be made again; `pieces`: the same of the rows of tables, in parts that are kept apart."""

    def __init__(
        self, ledger: Ledger, site: ExportSite, kept: KeptFiles | None = None, pieces: Sequence[KeptFiles] = ()
    ) -> None:
        self.ledger = ledger
        self.site = site
        self.kept = kept or KeptFiles()
        self._pieces = pieces or (self.kept,)
        self._files: dict[Export, Files] = {}

    @cached_property
    def other_rows(self) -> dict[str, list[Row]]:
        """The rows of the data tables that do not go by notice."""
        return other_rows(self.ledger)

    @cached_property
    def tables(self) -> dict[str, list[Written]]:
        """The rows of every data table as files write them, in pieces: of the tables that go by notice one for each."""
        pieces: dict[str, list[Written]] = {form.name: [] for form in table_forms()}
        for notice in self.ledger.notices:
            self._add(pieces, notice.id, self.said(notice), partial(notice_rows, self.ledger, notice))
        for table, rows in self.other_rows.items():
            # Bodies lie by place; other tables are short.
            for name, own in groupby(rows, lambda row: row.get("jurisdiction_id", "")):
                listed = list(own)
                first = next(iter(listed[0].values()))
                self._add(pieces, f"{table} {name} {first}", listed, partial(dict, {table: listed}))
        return pieces

    def _add(
        self, pieces: dict[str, list[Written]], name: str, values: object, rows: Callable[[], dict[str, list[Row]]]
    ) -> None:
        """Add the pieces of some `rows`, which follow from the `values`."""

        def made() -> Made:
            return Made({}, {table: tuple(written(_names()[table], own)) for table, own in rows().items()})

        kept = self._pieces[crc32(name.encode("utf-8", "surrogatepass")) % len(self._pieces)]
        note = kept.add({}, f"{DATA} {name}", values, made)
        for table, piece in cast(dict[str, tuple[bytes, bytes, bytes]], note).items():
            pieces[table].append(Written(*piece))

    def said(self, notice: Notice) -> object:
        """Another value where anything is that the rows of a notice say: of the notice, its place and issuers, what the
        ledger found in it, and what members of groups are called, which other notices may add to."""
        named = (mention for task in notice.tasks for mention in task.agencies)
        bound = (mention for task in notice.tasks for limit in task.deadlines for mention in limit.binds)
        members = sorted({member for mention in chain(named, bound) for member in mention.members})
        names = [(member, self.ledger.agencies[member].name) for member in members]
        return self.identity(notice), notice_row(self.ledger, notice), self.ledger.findings.get(notice.id), names

    def identity(self, notice: Notice) -> str:
        return identity(self.ledger, notice)

    @cached_property
    def told_of(self) -> dict[str, str]:
        """By body: a text that is another one where anything is in a notice that gives it a task or a limit."""
        index = index_of(self.ledger)
        known = {notice.id: self.identity(notice) for notice in self.ledger.notices}
        told = {}
        for body in self.ledger.agencies:
            tasks = chain((part.task for part in index.duties_of.get(body, ())), index.limits_of.get(body, ()))
            said = [known[notice] for notice in dict.fromkeys(task.notice_id for task in tasks)]
            told[body] = _digest(said).hex()
        return told

    def files(self, export: Export) -> Files:
        """The files of one format, without those that stand."""
        if export not in self._files:
            self._files[export] = export.files(self)
        return self._files[export]


@cache
def _names() -> dict[str, list[str]]:
    """The names of the columns of each table."""
    return {form.name: form.names for form in table_forms()}

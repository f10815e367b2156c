"""What an export says of itself: its files, their media types, and the pages that offer them for download; and what
its files are made from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.exports.changes import Withdrawn
from builder.exports.rows.ledger import table_rows
from builder.exports.rows.row import Row
from builder.model.ledger import Ledger

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


class ExportInput:
    """What the files of one build are made from: the ledger and the site; what several formats need is made once."""

    def __init__(self, ledger: Ledger, site: ExportSite) -> None:
        self.ledger = ledger
        self.site = site
        self._files: dict[Export, Files] = {}

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows of every data table."""
        return table_rows(self.ledger)

    def files(self, export: Export) -> Files:
        """The files of one format."""
        if export not in self._files:
            self._files[export] = export.files(self)
        return self._files[export]

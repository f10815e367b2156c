"""What an export says of itself: its files, their media types, and the pages that offer them for download."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from builder.model.ledger import Ledger

Files = dict[str, str | bytes]
"""By path below `docs/`."""

DATA = "data/"
"""Where the data of the whole site lie below `docs/`, and the address of the page that describes them."""


@dataclass(frozen=True, slots=True)
class ExportSite:
    """What exports know of the site: `url` with a slash at its end (None where unknown), `name`,
    and the day of the build in seconds since 1970."""

    name: str
    url: str | None
    epoch: int

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


@dataclass(frozen=True, slots=True)
class Export:
    """One data format. `media_types`: of its files, by their ending. `form`: its name for `taizhang export`, None
    for what makes sense beside a site's pages only. `describes`: the forms that its files speak of, which
    `taizhang export` writes with them."""

    media_types: Mapping[str, str]
    files: Callable[[Ledger, ExportSite], Files]
    offers: Callable[[Ledger], Iterable[Offer]]
    form: str | None = None
    describes: tuple[str, ...] = ()

"""Exports: the ledger as data that other programs read. Nothing here decides anything; it only
puts what the ledger says into the forms that people take along."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.exports.calendars import agency_calendars, whole_calendar
from builder.exports.feeds import agency_feeds, site_feed
from builder.exports.package import package_files
from builder.exports.page_json import page_json
from builder.exports.tables import csv_files, json_files
from builder.exports.workbooks import notice_tables
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.ledger import Ledger

Files = dict[str, str | bytes]

MEDIA_TYPES = {"json": "application/json", "atom": "application/atom+xml", "ics": "text/calendar", "csv": "text/csv"}
"""By the ending of a file that a page may offer as its own data."""


@dataclass(frozen=True, slots=True)
class ExportSite:
    """What exports know of the site: `url` with a slash at its end (None where unknown), `name`,
    and the day of the build in seconds since 1970."""

    name: str
    url: str | None
    epoch: int


def plan_exports(ledger: Ledger, site: ExportSite) -> Files:
    """All data files of the site by their path below `docs/`."""
    files: Files = {}
    built = datetime.datetime.fromtimestamp(site.epoch, datetime.UTC).date().isoformat()
    files.update(json_files(ledger, "data/"))
    files.update(csv_files(ledger, "data/"))
    files.update(package_files(ledger, site.name, "data/", site.epoch, site.url))
    files.update(page_json(ledger))
    files.update(notice_tables(ledger))
    files.update(agency_calendars(ledger, site.epoch, site.url))
    files["data/taizhang.ics"] = whole_calendar(ledger, site.epoch, site.url)
    files.update(agency_feeds(ledger, site.name, site.url, built))
    files["data/taizhang.atom"] = site_feed(ledger, site.name, site.url, built)
    return files


FORMATS: Mapping[str, Callable[[Ledger], Files]] = {
    "json": lambda ledger: json_files(ledger, ""),
    "csv": lambda ledger: csv_files(ledger, ""),
    "package": lambda ledger: {**csv_files(ledger, ""), **package_files(ledger, "台账", "")},
    "xlsx": lambda ledger: notice_tables(ledger),
    "ics": lambda ledger: {**agency_calendars(ledger, 0), "taizhang.ics": whole_calendar(ledger, 0)},
}


def export(ledger: Ledger, form: str) -> Files:
    """The data files of one format by their path; InputError for a format that there is not."""
    if form not in FORMATS:
        raise InputError(
            _("there is no export format {form!r}", form=form), _("formats are {formats}", formats=", ".join(FORMATS))
        )
    return FORMATS[form](ledger)

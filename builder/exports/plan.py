"""Exports: the ledger as data that other programs read. Nothing here decides anything; it only
puts what the ledger says into the forms that people take along."""

from __future__ import annotations

from builder.config.site import Download
from builder.exports.archive import ARCHIVE
from builder.exports.calendars import CALENDARS
from builder.exports.database import DATABASE
from builder.exports.declaration import DATA, ExportInput, ExportSite, Files
from builder.exports.feeds import FEEDS
from builder.exports.package import PACKAGE
from builder.exports.page_json import PAGE_JSON
from builder.exports.site.browse import BROWSE
from builder.exports.site.robots import ROBOTS
from builder.exports.tables import CSV, JSON
from builder.exports.word import WORD
from builder.exports.workbooks import WORKBOOKS
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.ledger import Ledger

EXPORTS = (CSV, JSON, PACKAGE, DATABASE, ARCHIVE, WORKBOOKS, WORD, CALENDARS, FEEDS, PAGE_JSON, BROWSE, ROBOTS)
"""All formats, in the order in which a page offers them."""

FORMATS = {export.form: export for export in EXPORTS if export.form}
"""By the name that `taizhang export` knows them by."""

MEDIA_TYPES = {ending: media_type for export in EXPORTS for ending, media_type in export.media_types.items()}
"""By the ending of a file. The servers' samples in `deploy/` are made from it."""


def plan_exports(made: ExportInput) -> Files:
    """All data files of the site by their path below `docs/`."""
    files: Files = {}
    for export in EXPORTS:
        files.update(made.files(export))
    return files


def plan_downloads(ledger: Ledger) -> dict[str, tuple[Download, ...]]:
    """What there is to take along, by the page that offers it (`Offer.page`)."""
    offered: dict[str, tuple[Download, ...]] = {}
    for export in EXPORTS:
        for offer in export.offers(ledger):
            media_type = export.media_types[offer.path.rpartition(".")[2]]
            download = Download(offer.label, offer.path, media_type)
            offered[offer.page] = (*offered.get(offer.page, ()), download)
    return offered


def export_files(ledger: Ledger, form: str, epoch: int) -> Files:
    """The data files of one format, those of the whole at the top, made at `epoch`
    (seconds since 1970). InputError for a format that there is not."""
    if form not in FORMATS:
        raise InputError(
            _("there is no export format {form!r}", form=form), _("formats are {formats}", formats=", ".join(FORMATS))
        )
    made = ExportInput(ledger, ExportSite("台账", None, epoch))
    files: Files = {}
    for name in (*FORMATS[form].describes, form):
        files.update(made.files(FORMATS[name]))
    return {path.removeprefix(DATA): content for path, content in files.items()}

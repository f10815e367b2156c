"""All data files of the whole in one ZIP: the tables as CSV, JSON and SQLite, and the data package that describes them.

The same files give the same bytes: entries have no date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from builder.exports.database import DATABASE
from builder.exports.declaration import DATA, Export, ExportInput, Files, Offer
from builder.exports.package import PACKAGE
from builder.exports.tables import CSV, JSON

_FILE = f"{DATA}taizhang.zip"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can hold."""
_LEVEL = 3
"""Half the time of the usual one (6), for a tenth more bytes."""
_READABLE = 0o100644 << 16


def zip_bytes(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of `files` by their path, in the order of their paths."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, content, compresslevel=_LEVEL)
    return out.getvalue()


def _files(made: ExportInput) -> Files:
    files: Files = {}
    for export in (CSV, JSON, PACKAGE, DATABASE):
        files.update(made.files(export))
    return {_FILE: zip_bytes({path.removeprefix(DATA): content for path, content in files.items()})}


ARCHIVE = Export({"zip": "application/zip"}, _files, lambda _: [Offer(DATA, "全部数据（ZIP）", _FILE)], "zip")

"""The text of a workbook, within limits; what cannot be read is one line."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from builder.messages.translation import _
from builder.model.errors import InputError
from builder.source.sheets.rendering import SheetText, compose_sheets
from builder.source.sheets.sheet import Sheet
from builder.source.sheets.xls import read_xls
from builder.source.sheets.xlsx import read_xlsx
from builder.source.word.package import LimitExceeded, Package

_LARGEST_OLD = 64 << 20
"""Bytes of an .xls, which is not compressed."""
_DAMAGE = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, LookupError, ValueError, zlib.error, lzma.LZMAError,
           struct.error)  # fmt: skip


def extract_sheets(raw: bytes, path: Path, *, old: bool) -> SheetText:
    """The text of an .xlsx, or (`old`) of an .xls. InputError where it is damaged, locked or too large."""
    try:
        return compose_sheets(_read_old(raw, path) if old else read_workbook(raw, path))
    except LimitExceeded as error:
        hint = _("leave out what is no table of the notice, also empty rows with borders, and save it anew")
        raise InputError(_("is no notice's workbook: {why}", why=error), hint, path) from None


def read_workbook(raw: bytes, path: Path) -> list[Sheet]:
    """The sheets of an .xlsx. InputError where it is damaged, LimitExceeded where it is larger than any notice's."""
    try:
        package = Package(raw)
        main = package.related("", "officeDocument") or "xl/workbook.xml"
        if main not in package.names:
            raise InputError(
                _("is a workbook without its main part"), _("open it in Excel or WPS and save it anew"), path
            )
        return list(read_xlsx(package, main))
    except LimitExceeded:
        raise
    except (ParseError, *_DAMAGE):
        raise _damaged(path) from None


def _read_old(raw: bytes, path: Path) -> list[Sheet]:
    from xlrd import XLRDError

    if len(raw) > _LARGEST_OLD:
        raise LimitExceeded(_("it is larger than {size} MB", size=_LARGEST_OLD >> 20))
    try:
        return list(read_xls(raw))
    except (LimitExceeded, MemoryError):
        raise
    except Exception as error:  # xlrd raises whatever its own code meets in a broken file
        if isinstance(error, XLRDError) and "encrypted" in str(error).lower():
            raise InputError(_("is locked with a password"), _("save it without a password"), path) from None
        raise _damaged(path) from None


def _damaged(path: Path) -> InputError:
    return InputError(_("is a damaged workbook"), _("open it in Excel or WPS and save it anew"), path)

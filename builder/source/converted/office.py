"""Old office documents made .docx and .xlsx by LibreOffice, which is found by itself where it is installed.

Of what reads these formats alone, antiword and striprtf lose merged cells and counted labels, of which tables of tasks
are made; LibreOffice keeps both.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from builder.config.input_files import read_input
from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.source.converted.programs import run_program
from builder.source.kinds import EXCEL_XML, ODS, Kind

SECONDS = 180
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_VERSION = re.compile(r"LibreOffice [0-9.]+")


class Made(NamedTuple):
    """What a program made of a file: the ending of its name after the id, its bytes, and the program's name."""

    ending: str
    content: bytes
    by: str


def find_office() -> str | None:
    """The command that starts LibreOffice, where it is installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(place) for place in _PLACES if place.is_file()), None)


def convert(raw: bytes, kind: Kind, path: Path) -> Made:
    """The bytes of a document or workbook of an old `kind` as .docx or .xlsx. InputError where there is no LibreOffice,
    or it cannot read them."""
    office = find_office()
    if office is None:
        raise InputError(
            _("is {kind}, and LibreOffice, which converts it, is not installed", kind=_(kind.name)),
            _("install LibreOffice, or save the file as .docx or .xlsx"),
            path,
        )
    form = "xlsx" if kind in (ODS, EXCEL_XML) else "docx"
    with tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        version = _VERSION.search(run_program([office, profile, "--version"], folder, SECONDS, path))
        given = folder / f"notice{kind.suffixes[0] if kind.suffixes else '.xml'}"
        given.write_bytes(raw)
        options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", _FILTERS[form]]
        run_program([office, profile, *options, "--outdir", str(folder / "made"), str(given)], folder, SECONDS, path)
        made = folder / "made" / f"notice.{form}"
        if not made.is_file():  # it ends without a word where a file is damaged or locked
            raise InputError(
                _("is {kind} that LibreOffice cannot read: it is damaged or locked with a password", kind=_(kind.name)),
                _("open it in the program that wrote it and save it as .docx or .xlsx"),
                path,
            )
        return Made(f".converted.{form}", read_input(made), version[0] if version else "LibreOffice")

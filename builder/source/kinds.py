"""The kinds of files that offices have: the one list, by what a file's bytes are and by the ending of its name.

What a file is is told by its bytes; its ending only says that somebody meant it to be read. Kinds that are not
read are listed too, so that each is refused by its own name with what to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import N_, _
from builder.model.errors import InputError

Way = Literal["read", "convert", "refuse"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`name`: what a file of it is called in a message. `way`: read as it is, converted by LibreOffice first, or
    refused with `hint`. `suffixes`: endings of the names of such files, as far as they are taken."""

    name: str
    way: Way
    suffixes: tuple[str, ...] = ()
    hint: str = ""


HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_AS_WORD = N_("save it as .docx or PDF")

TEXT = Kind(N_("a text"), "read", (".txt",))
MARKDOWN = Kind(N_("a Markdown text"), "read", (".md", ".markdown"))
HTML = Kind(N_("a web page"), "read", HTML_SUFFIXES)
DOCX = Kind(N_("a Word document"), "read", (".docx", ".docm"))
PDF = Kind(N_("a PDF"), "read", (".pdf",))
XLSX = Kind(N_("an Excel workbook"), "read", (".xlsx", ".xlsm"))
XLS = Kind(N_("an Excel 97–2003 workbook"), "read", (".xls", ".et"))
DOC = Kind(N_("a Word 97–2003 document"), "convert", (".doc", ".wps"))
RTF = Kind(N_("a rich text (RTF)"), "convert", (".rtf",))
ODT = Kind(N_("an OpenDocument text"), "convert", (".odt",))
WORD_XML = Kind(N_("a Word 2003 XML document"), "convert")
EXCEL_XML = Kind(N_("an Excel 2003 XML workbook"), "convert")
ODS = Kind(N_("an OpenDocument spreadsheet"), "convert", (".ods",))

OFD = Kind(N_("an OFD document"), "refuse", (), N_("open it in an OFD reader and save it as PDF"))
MHTML = Kind(
    N_("a web archive (MHTML)"), "refuse", (), N_("open it in a browser and save the page as HTML, or its text")
)
LOCKED = Kind(N_("a document locked with a password"), "refuse", (), N_("save it without a password"))
SLIDES = Kind(N_("a presentation"), "refuse", (), N_("save the notice that it shows as text"))
XLSB = Kind(N_("a binary Excel workbook (.xlsb)"), "refuse", (), N_("save it as .xlsx"))
UNKNOWN_OLE = Kind(N_("a file of an old office program"), "refuse", (), _AS_WORD)
ZIP = Kind(N_("a zip archive without a document"), "refuse", (), N_("unpack it and add the notice in it"))

KINDS = (TEXT, MARKDOWN, HTML, DOCX, PDF, XLSX, XLS, DOC, RTF, ODT, ODS)
"""The kinds that are taken, in the order in which they are named to a person."""
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
"""What counts as a raw notice in the folder of sources; anything else there is refused by name."""


def is_readable(path: Path) -> bool:
    """Whether the name of a file ends like that of a notice."""
    return path.suffix.lower() in SUFFIXES


def refuse_kind(path: Path) -> InputError:
    """What is said of a file whose name ends otherwise."""
    return InputError(
        _("not a kind of file that can be read"), _("convert it to one of {kinds}", kinds=" ".join(SUFFIXES)), path
    )

"""The kinds of files that offices have: the one list, by what a file's bytes are and by the ending of its name.

What a file is is told by its bytes; its ending only says that somebody meant it to be read. Kinds that are not
read are listed too, so that each is refused by its own name with what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
_AS_WORD = "save it as .docx or PDF"

TEXT = Kind("a text", "read", (".txt",))
MARKDOWN = Kind("a Markdown text", "read", (".md", ".markdown"))
HTML = Kind("a web page", "read", HTML_SUFFIXES)
DOCX = Kind("a Word document", "read", (".docx", ".docm"))
PDF = Kind("a PDF", "read", (".pdf",))
XLSX = Kind("an Excel workbook", "read", (".xlsx", ".xlsm"))
XLS = Kind("an Excel 97–2003 workbook", "read", (".xls", ".et"))
DOC = Kind("a Word 97–2003 document", "convert", (".doc", ".wps"))
RTF = Kind("a rich text (RTF)", "convert", (".rtf",))
ODT = Kind("an OpenDocument text", "convert", (".odt",))
WORD_XML = Kind("a Word 2003 XML document", "convert")
EXCEL_XML = Kind("an Excel 2003 XML workbook", "convert")
ODS = Kind("an OpenDocument spreadsheet", "convert", (".ods",))

OFD = Kind("an OFD document", "refuse", (), "open it in an OFD reader and save it as PDF")
MHTML = Kind("a web archive (MHTML)", "refuse", (), "open it in a browser and save the page as HTML, or its text")
LOCKED = Kind("a document locked with a password", "refuse", (), "save it without a password")
SLIDES = Kind("a presentation", "refuse", (), "save the notice that it shows as text")
XLSB = Kind("a binary Excel workbook (.xlsb)", "refuse", (), "save it as .xlsx")
UNKNOWN_OLE = Kind("a file of an old office program", "refuse", (), _AS_WORD)
ZIP = Kind("a zip archive without a document", "refuse", (), "unpack it and add the notice in it")

KINDS = (TEXT, MARKDOWN, HTML, DOCX, PDF, XLSX, XLS, DOC, RTF, ODT, ODS)
"""The kinds that are taken, in the order in which they are named to a person."""
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
"""What counts as a raw notice in the folder of sources; anything else there is refused by name."""


def is_readable(path: Path) -> bool:
    """Whether the name of a file ends like that of a notice."""
    return path.suffix.lower() in SUFFIXES


def refuse_kind(path: Path) -> InputError:
    """What is said of a file whose name ends otherwise."""
    return InputError("not a kind of file that can be read", f"convert it to one of {' '.join(SUFFIXES)}", path)

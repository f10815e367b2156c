"""What a file is, by its bytes: signatures, the names in an archive, the streams of an OLE file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from builder.language import lazy_re as re
from builder.messages.translation import N_
from builder.source import kinds
from builder.source.kinds import Kind

_TEXT = N_("save it as plain text, UTF-8")
_SCAN = N_("save its pages as one PDF and add that with --ocr")
_UNPACK = N_("unpack it and add the notice in it")


def _refused(name: str, hint: str) -> Kind:
    return Kind(name, "refuse", (), hint)


_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", kinds.RTF),
    (b"\x89PNG", _refused(N_("a PNG picture"), _SCAN)),
    (b"\xff\xd8\xff", _refused(N_("a JPEG picture"), _SCAN)),
    (b"GIF8", _refused(N_("a GIF picture"), _SCAN)),
    (b"II*\x00", _refused(N_("a TIFF picture"), _SCAN)),
    (b"MM\x00*", _refused(N_("a TIFF picture"), _SCAN)),
    (b"RIFF", _refused(N_("a picture or sound"), _TEXT)),
    (b"\x1f\x8b", _refused(N_("a gzip archive"), _UNPACK)),
    (b"Rar!", _refused(N_("a RAR archive"), _UNPACK)),
    (b"7z\xbc\xaf", _refused(N_("a 7z archive"), _UNPACK)),
    (b"\x7fELF", _refused(N_("a program"), _TEXT)),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (  # MS-CFB 2.6.1: a name is UTF-16, at the beginning of its entry
    ("EncryptedPackage", kinds.LOCKED),
    ("WordDocument", kinds.DOC),
    ("Workbook", kinds.XLS),
    ("Book", kinds.XLS),
    ("PowerPoint Document", kinds.SLIDES),
)
_OLE_ENTRY = 128
_PDF_WITHIN = 1024  # bytes in which a PDF may begin (ISO 32000-1, note 13 of annex H)
_OPEN_DOCUMENT = ((b"text", kinds.ODT), (b"spreadsheet", kinds.ODS), (b"presentation", kinds.SLIDES))
_MIMETYPE = 100  # bytes
_OFFICE_XML = re.compile(rb"<\?mso-application\s+progid=[\"'](?P<program>Word\.Document|Excel\.Sheet)[\"']")
_XML_WITHIN = 2000  # bytes
_ARCHIVED_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[A-Za-z-]{1,40}:[^\r\n]{0,500}\r?\n(?:[ \t][^\r\n]{0,500}\r?\n)*){0,30}?"
    rb"Content-Type:\s*multipart/related",
    re.I,
)
_UNPACKING = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error, struct.error)


def kind_of(raw: bytes, path: Path) -> Kind | None:
    """What the bytes are; None where they are text of any sort, or of no kind known here."""
    if raw.find(b"%PDF-", 0, _PDF_WITHIN) >= 0:
        return kinds.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _zip_kind(raw, path)
    if raw.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS if _has_stream(raw, name)), kinds.UNKNOWN_OLE)
    if _ARCHIVED_PAGE.match(raw):
        return kinds.MHTML
    if program := _OFFICE_XML.search(raw, 0, _XML_WITHIN):
        return kinds.WORD_XML if program["program"].startswith(b"Word") else kinds.EXCEL_XML
    return next((kind for signature, kind in _SIGNATURES if raw.startswith(signature)), None)


def _zip_kind(raw: bytes, path: Path) -> Kind:
    """By the names in an archive; where it is damaged, by the ending of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            said = b""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    said = file.read(_MIMETYPE)
    except _UNPACKING:
        return kinds.XLSX if path.suffix.lower() in kinds.XLSX.suffixes else kinds.DOCX
    for what, kind in _OPEN_DOCUMENT:
        if b"opendocument." + what in said:
            return kind
    if "OFD.xml" in names:
        return kinds.OFD
    if "xl/workbook.bin" in names:
        return kinds.XLSB
    for folder, kind in (("word/", kinds.DOCX), ("xl/", kinds.XLSX), ("ppt/", kinds.SLIDES)):
        if any(name.startswith(folder) for name in names):
            return kind
    return kinds.DOCX if "[Content_Types].xml" in names else kinds.ZIP


def _has_stream(raw: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of that name."""
    entry = (name + "\0").encode("utf-16-le")
    at = raw.find(entry)
    while at >= 0 and at % _OLE_ENTRY:
        at = raw.find(entry, at + 1)
    return at >= 0

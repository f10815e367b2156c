"""The chain from bytes to JSON, as a fuzzer drives it, and what must hold at its end.

The first byte of an input says how the rest comes in: as the bytes of a file, or wrapped so that mutations reach
what lies behind a container (a .docx whose body is the input, a PDF whose page is).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from builder.exports.notice_json import as_json
from builder.model.errors import InputError
from builder.reading.notice import read
from builder.restoration.pipeline import restore
from builder.restoration.revision import rebuild_source, rebuild_text
from builder.source.source import read_source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def wrap_docx(body: bytes, numbering: bytes | None = None) -> bytes:
    """A .docx with this XML as its body, and as its numbering."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, root, inner in (
            ("document", "document", b"<w:body>" + body + b"</w:body>"),
            ("numbering", "numbering", _NUMBERING.encode() if numbering is None else numbering),
        ):
            words = f'<w:{root} xmlns:w="{W}">'.encode() + inner + f"</w:{root}>".encode()
            archive.writestr(f"word/{name}.xml", words)
    return packed.getvalue()


_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def wrap_xlsx(sheet: bytes) -> bytes:
    """An .xlsx with one sheet, and this XML below its root."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        sheets = '<sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{_S}" xmlns:r="{_R}">{sheets}</workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", _LINK)
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_S}">'.encode() + sheet + b"</worksheet>")
    return packed.getvalue()


def wrap_pdf(content: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page with this content stream, in a Chinese font that is not embedded; `more` objects at its end."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/FontDescriptor 7 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752"
        b"/Descent -271/CapHeight 737/StemV 58>>",
    ]
    if more:
        objects.append(more)
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, xref)


def _as_text(raw: bytes) -> bytes:
    return raw.decode("utf-8", "ignore").encode()


WAYS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "t": ("n.txt", _as_text),
    "r": ("n.txt", bytes),
    "h": ("n.html", _as_text),
    "m": ("n.md", _as_text),
    "d": ("n.docx", wrap_docx),
    "n": (
        "n.docx",
        lambda raw: wrap_docx(b'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' * 3, raw),
    ),
    "z": ("n.docx", bytes),
    "x": ("n.xlsx", wrap_xlsx),
    "o": ("n.xls", bytes),
    "c": ("n.pdf", wrap_pdf),
    "p": ("n.pdf", bytes),
}
"""First byte of an input → the name of the file, and what its bytes are."""


def run(data: bytes, folder: Path) -> str:
    """Takes an input through the chain; `folder` holds its file. Returns what became of it: read, or refused why.

    AssertionError where something was lost, or a refusal is not one line; any other exception is a fault as well."""
    name, wrapped = WAYS.get(chr(data[0]) if data else "t", WAYS["t"])
    path = folder / name
    path.write_bytes(wrapped(data[1:]))
    try:
        source = read_source(path)
    except InputError as refused:
        line = str(refused)
        assert line
        assert len(line.splitlines()) == 1, line
        return line
    restored = restore(source)
    assert rebuild_source(restored.text, restored.edits) == source.text
    assert rebuild_text(source.text, restored.edits) == restored.text
    found = as_json(read(restored, source))
    json.dumps(found, ensure_ascii=False).encode()
    for task in found["tasks"]:
        assert 0 <= task["start"] <= task["end"] <= len(restored.text)
        for fact in (*task["agencies"], *task["deadlines"], *task["targets"]):
            assert restored.text[fact["start"] : fact["end"]] == fact["written"], fact
    for finding in found["findings"]:
        assert 0 <= finding["start"] <= finding["end"] <= len(restored.text)
    return "read"

"""What a PDF may ask of its reader: limits far above what an office writes, each refused by its name.

A file may be made to harm: a few bytes that unpack to gigabytes, drawings that draw each other again and again,
a million objects.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from builder.language import lazy_re as re
from builder.messages.translation import _

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

_LARGEST = 256 << 20
"""Bytes to which all compressed parts of a file unpack."""
_LARGEST_PAGE = 2 << 20
"""Bytes of drawing for one page, all drawings in it each time they are drawn: a page of text has about 20,000."""
_MOST_OBJECTS = 300_000
_DEEPEST = 4  # compressions on top of each other
_PIECE = 1 << 16
_ZLIB = (b"\x78", b"\x68", b"\x58", b"\x48")
"""How data begins that is compressed by zlib."""
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"\d\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


class LimitExceeded(ValueError):
    """What is larger than any notice; `str()` names the limit."""


def check_file(raw: bytes) -> None:
    """LimitExceeded where a file holds too many objects or unpacks to too much."""
    objects = sum(1 for _ in _OBJECT.finditer(raw))
    if objects > _MOST_OBJECTS:
        raise LimitExceeded(_("it has more than {most:,} objects", most=_MOST_OBJECTS))
    left = _LARGEST
    for found in _STREAM.finditer(raw):
        left -= _unpacked(memoryview(raw)[found.end() :], left, _DEEPEST)
        if left <= 0:
            raise LimitExceeded(_("it unpacks to more than {size} MB", size=_LARGEST >> 20))


def _unpacked(data: bytes | memoryview, most: int, deep: int) -> int:
    """How many bytes a compressed part unpacks to, one that is compressed again included; `most` where it is more, 0
    where it is not compressed."""
    if bytes(data[:1]) not in _ZLIB or not deep:
        return 0
    unpacker = zlib.decompressobj()
    total, at = 0, 0
    again: list[bytes] = []
    try:
        while total < most and not unpacker.eof and (unpacker.unconsumed_tail or at < len(data)):
            if unpacker.unconsumed_tail:
                piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
            else:
                piece = unpacker.decompress(data[at : at + _PIECE], _PIECE)
                at += _PIECE
            total += len(piece)
            if piece and (again or (total == len(piece) and piece[:1] in _ZLIB)):
                again.append(piece)
    except zlib.error:
        pass  # what no reader can unpack harms none
    return min(total + _unpacked(b"".join(again), most, deep - 1), most)


def check_page(page: PDFPage, number: int) -> None:
    """LimitExceeded where the page of that number draws too much."""
    from pdfminer.pdftypes import PDFStream, list_value, resolve1

    known: dict[int, int] = {}

    def size(data: bytes, resources: Any, above: frozenset[int]) -> int:
        total = len(data)
        forms = resolve1((resolve1(resources) or {}).get("XObject")) if isinstance(resolve1(resources), dict) else None
        if not isinstance(forms, dict):
            return total
        for match in _DRAWN.finditer(data):
            form = resolve1(forms.get(match[1].decode("latin-1")))
            if isinstance(form, PDFStream) and str(form.get("Subtype")) == "/'Form'":
                key = id(form)
                if key in above or len(above) > 30:
                    raise LimitExceeded(_("its drawings draw each other without end"))
                if key not in known:
                    known[key] = size(form.get_data(), form.get("Resources", resources), above | {key})
                total += known[key]
            if total > _LARGEST_PAGE:
                break
        if total > _LARGEST_PAGE:
            raise LimitExceeded(
                _("page {page} has more than {size} MB of drawing", page=number, size=_LARGEST_PAGE >> 20)
            )
        return total

    streams = (resolve1(each) for each in list_value(page.contents) if each is not None)
    data = b"\n".join(each.get_data() for each in streams if isinstance(each, PDFStream))
    size(data, page.resources, frozenset())

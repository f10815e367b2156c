"""The parts of an Office Open XML file (ISO/IEC 29500-2): found by their relationships, within limits.

A file may be made to harm: a few bytes that unpack to gigabytes, entities that multiply, elements that
nest without end. Each has a limit here, far above what an office writes, and is refused by its name.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from builder.messages.translation import _

LARGEST = 64 << 20
"""Bytes of unpacked XML in all the parts that are read."""
DEEPEST = 200
"""Elements within each other: Word and WPS write about ten for a paragraph, three for a table."""
MOST = 2_000_000
"""Elements of one part."""
_CHUNK = 1 << 16

_STRICT = (  # namespaces of the strict form (ISO/IEC 29500-1) → those of the common one
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
_ROOT = 20_000  # bytes in which the namespaces of a part are declared


class LimitExceeded(ValueError):
    """What is larger than any notice; `str()` names the limit."""


class Package:
    """An opened archive. BadZipFile, LimitExceeded or ParseError where it or one of its parts cannot be read."""

    def __init__(self, raw: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(raw))
        self.names = frozenset(self._archive.namelist())
        self._read = 0

    def main(self) -> str | None:
        """The name of the Word document's main part."""
        found = self.related("", "officeDocument") or "word/document.xml"
        return found if found in self.names else None

    def related(self, name: str, kind: str) -> str | None:
        """The part to which the part `name` ("" the package itself) has a relationship of `kind`."""
        return next(iter(self.all_related(name, kind)), None)

    def all_related(self, name: str, kind: str) -> list[str]:
        """The parts to which the part `name` has relationships of `kind`, in the order in which they are listed."""
        return [target for _, type_, target in self._relationships(name) if type_.endswith(f"/{kind}")]

    def target(self, name: str, number: str) -> str | None:
        """The part to which the relationship with the id `number` of the part `name` leads."""
        return next((target for id_, _, target in self._relationships(name) if id_ == number), None)

    def _relationships(self, name: str) -> Iterator[tuple[str, str, str]]:
        """(id, type, name of the part) of what the part `name` is related to inside the package."""
        folder, base = posixpath.split(name)
        relationships = posixpath.join(folder, "_rels", f"{base}.rels")
        if relationships not in self.names:
            return
        for entry in self.part(relationships):
            if entry.get("TargetMode") != "External":
                target = entry.get("Target", "")
                joined = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
                yield entry.get("Id", ""), entry.get("Type", ""), posixpath.normpath(joined)

    def part(self, name: str) -> Element:
        """The root of a part's XML."""
        self._read += self._archive.getinfo(name).file_size
        if self._read > LARGEST:
            raise LimitExceeded(_("it unpacks to more than {size} MB", size=LARGEST >> 20))
        raw = self._archive.read(name)
        if b"<!DOCTYPE" in raw.replace(b"\x00", b""):  # zeros: UTF-16
            raise LimitExceeded(_("its XML declares a document type, which the format forbids"))
        head = raw[:_ROOT]
        for strict, common in _STRICT:
            head = head.replace(strict, common)
        return _parse(head + raw[_ROOT:])


def _parse(raw: bytes) -> Element:
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    depth = count = 0
    root: Element | None = None
    for at in range(0, len(raw), _CHUNK):
        parser.feed(raw[at : at + _CHUNK])
        for each in parser.read_events():
            event, element = cast(tuple[str, Element], each)
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth += 1
            count += 1
            if depth > DEEPEST:
                raise LimitExceeded(_("its elements stand more than {most} deep within each other", most=DEEPEST))
            if count > MOST:
                raise LimitExceeded(_("a part has more than {most:,} elements", most=MOST))
    parser.close()
    if root is None:
        raise ParseError("no element found")
    return root

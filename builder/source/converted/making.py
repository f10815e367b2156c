"""What is done before a notice can be read: an old document is converted, a scan recognised where that is asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.source.converted.kept import Conversion
from builder.source.kinds import PDF
from builder.source.raw_file import RawFile, RawNotice
from builder.source.sidecar.keys import Sidecar, read_sidecar
from builder.source.signatures import kind_of
from builder.source.source import source_from


def make_readable(notice: RawNotice, *, ocr: bool = False) -> RawNotice:
    """The notice with what LibreOffice makes of it where its kind needs that, or (`ocr`) with the characters that
    Tesseract recognises on its pages; as it is where its sidecar records what was made before. InputError where that
    cannot be done, and where `ocr` is asked for a file that has its text."""
    file = notice.file
    facts = read_sidecar(notice.sidecar.path, notice.sidecar.content) if notice.sidecar else Sidecar()
    if facts.conversion is not None:
        return notice
    kind = kind_of(file.content, file.path)
    if ocr:
        if kind is not PDF:
            raise InputError(_("is no PDF: --ocr reads scanned pages of a PDF"), _("leave --ocr away"), file.path)
        if _has_text(notice):
            raise InputError(_("has its text: there is nothing to recognise"), _("leave --ocr away"), file.path)
        from builder.source.converted.recognition import recognise

        made = recognise(file.content, file.path)
    elif kind is not None and kind.way == "convert":
        from builder.source.converted.office import convert  # few files need it

        made = convert(file.content, kind, file.path)
    else:
        return notice
    digest = hashlib.sha256(made.content).hexdigest()
    record = Conversion(file.sha256, digest, made.by, "recognised" if ocr else "converted")
    beside = file.path.with_name(file.path.stem + made.ending)
    return replace(notice, made=RawFile(beside, made.content, (0, 0, 0)), conversion=record)


def _has_text(notice: RawNotice) -> bool:
    """Whether all pages of a PDF can be read as they are."""
    try:
        found = source_from(notice)
    except InputError:
        return False
    return all(finding.code is not FindingCode.PAGE_UNREAD for finding in found.findings)

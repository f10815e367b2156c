"""Sources: raw files as they were received, decoded and nothing more.

`read_source` is the only door: everything that cannot be read is refused here, with one line that
names the file, the place and the hint (`InputError`). What comes after never fails on a text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding
from builder.model.table import Table
from builder.source.converted.kept import Conversion, check_record
from builder.source.extraction import Extracted, Media, extract, media_of
from builder.source.raw_file import RawNotice, read_raw_notice
from builder.source.sidecar.keys import Sidecar, place_corrections, read_sidecar

_LEGAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """One raw notice. `text` is the decoded file (line ends as they are; for documents and workbooks the text
    that was extracted, one paragraph or line a line, table cells joined by tabs, pages by form
    feeds); `tables` its tables where the format knows them and `findings` what of it could not be read, with offsets
    in `text`; `sha256` is of
    the bytes; `name` the file's name; `encoding` a codec's name, or the format of a document or workbook."""

    id: str
    path: Path
    name: str
    sha256: str
    text: str
    encoding: str
    media: Media
    sidecar: Sidecar = field(default_factory=Sidecar)
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    recognised_by: str | None = None
    """The program that recognised the characters of a scan."""
    heads: tuple[tuple[int, int], ...] = ()
    """Running heads of pages, where the places of words tell them."""


def read_source(path: Path | str, sidecar: Path | str | None = None) -> Source:
    """The notice in the file at `path`, with its sidecar: `sidecar`, or `<stem>.yml` beside the file
    where there is one. InputError where either cannot be read, or a
    correction in the sidecar does not fit the text."""
    return source_from(read_raw_notice(Path(path), Path(sidecar) if sidecar is not None else None))


def source_from(notice: RawNotice) -> Source:
    """The notice in a file that was read before. InputError as `read_source`."""
    path, raw, digest = notice.file.path, notice.file.content, notice.file.sha256
    facts = read_sidecar(notice.sidecar.path, notice.sidecar.content) if notice.sidecar else Sidecar()
    record = notice.conversion or facts.conversion
    if record is not None:
        made = (notice.made.path, notice.made.sha256) if notice.made else None
        check_record(record, digest, made, path)
        raw = notice.made.content if notice.made else raw
    recognised = record is not None and record.made == "recognised"
    found = _recognised(raw, record) if record and recognised else extract(raw, path, facts.encoding)
    if all(char.isspace() or char == "\ufeff" for char in found.text):
        scan = _("a scan is read with `taizhang add --ocr`, where tesseract is installed")
        hint = scan if found.media == "pdf" else _("put the notice's text into it")
        raise InputError(_("holds no text"), hint, path)
    place_corrections(facts.corrections, found.text, facts.path)
    return Source(
        notice_id(path.stem, digest),
        path,
        path.name,
        digest,
        found.text,
        found.encoding,
        found.media,
        facts,
        found.tables,
        found.findings,
        record.by if record and recognised else None,
        found.heads,
    )


def _recognised(raw: bytes, record: Conversion) -> Extracted:
    text = raw.decode("utf-8")
    message = f"全文由 {record.by} 从扫描件识别，字句、单位、数字和日期都可能有误，均须对照原件。"
    told = Finding(FindingCode.TEXT_RECOGNISED, message, 0, len(text))
    return Extracted(text, "utf-8", "pdf", (), (told,))


def source_of(text: str, name: str = "text.txt") -> Source:
    """A source from text that is already in memory, without a file or sidecar."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    path = Path(name)
    return Source(notice_id(path.stem, digest), path, name, digest, text, "utf-8", media_of(text, path))


def notice_id(stem: str, sha256: str) -> str:
    """The id of a notice: its file's stem where that is a legal slug (`[a-z0-9-]+`), else derived
    from it (`000_10ED` → `000-10ed`); from the file's bytes where nothing ASCII is left."""
    if _LEGAL_ID.fullmatch(stem):
        return stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug or f"notice-{sha256[:8]}"


def check_ids(sources: Iterable[Source]) -> None:
    """InputError where two sources have one id."""
    seen: dict[str, Source] = {}
    for source in sources:
        first = seen.setdefault(source.id, source)
        if first is not source:
            raise InputError(
                _("has the id {id!r}, which {other} has too", id=source.id, other=first.path),
                _("rename one of the two files"),
                source.path,
            )

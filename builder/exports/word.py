"""The table of a notice (责任分工表, 事项表) as a Word document (ECMA-376), to print or to send with a notice.

Written by hand: a table needs four small parts, and the same notice must give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import partial
from xml.sax.saxutils import escape

from builder.exports.declaration import Export, ExportInput, Files, Made, Offer
from builder.exports.rows.row import Row
from builder.exports.workbooks import Said, responsibility_rows, said_of, sheet_name
from builder.language.invisible import legible
from builder.ledger.statements import progress_told
from builder.model.addresses import notice_address
from builder.model.ledger import Ledger
from builder.model.notice import Notice

_COLUMNS = {
    "plan": {"序号": 1100, "原文": 6200, "牵头单位": 1900, "责任单位": 2400, "配合单位": 1900, "时限（原文）": 1638},
    "report": {"序号": 1100, "原文": 8400, "由谁做的": 3600, "报告的数字": 2038},
}
"""By kind of notice: header → width in twentieths of a point; together as wide as A4 across within its margins."""
_WIDTH, _HEIGHT, _MARGIN = 16838, 11906, 850
_DATE = (1980, 1, 1, 0, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def document_bytes(notice: Notice, said: Said, home: str | None = None) -> bytes:
    """The document: the title of the notice, its table with the header on each page, and where the table is from.
    `said`: what was said of the progress of tasks; `home`: the site's address."""
    columns = _COLUMNS[notice.front.kind]
    rows = responsibility_rows(notice, home, said)
    title = notice.front.plan_title or notice.front.title or notice.id
    words = "任务（原文）" if notice.front.kind == "plan" else "事项（原文）"
    head = _row([words if name == "原文" else name for name in columns], columns.values(), header=True)
    body = "".join(_row([_cell_words(row, name) for name in columns], columns.values()) for row in rows)
    source = f"{home}{notice_address(notice.id)}" if home else "本表由程序从通知中整理，以通知原文为准。"
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns.values())
    text = (
        f'<w:document xmlns:w="{_WORD}"><w:body>'
        f"{_paragraph(title, size=36, bold=True, centred=True)}"
        f"{_paragraph(sheet_name(notice), size=28, centred=True)}"
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns.values())}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
        f"{_paragraph(source, size=18)}"
        f'<w:sectPr><w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}" w:orient="landscape"/><w:pgMar w:top="{_MARGIN}" '
        f'w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="400" w:footer="400" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    return _zipped({**_PARTS, "word/document.xml": text})


def _cell_words(row: Row, name: str) -> str:
    """What stands in a cell; what was said of a task stands below its words."""
    words = str(row[name])
    return f"{words}\n{row['完成情况']}" if name == "原文" and row.get("完成情况") else words


def _row(cells: Sequence[str], widths: Iterable[int], *, header: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(_paragraph(line, size=21, bold=header) for line in words.splitlines() or [''])}</w:tc>"
        for words, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{made}</w:tr>"


def _paragraph(words: str, *, size: int, bold: bool = False, centred: bool = False) -> str:
    """`size` in half points."""
    place = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    form = f'<w:rPr>{font}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    shown = escape(legible(words).replace("\t", "　"))
    return f'<w:p>{place}<w:r>{form}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            package.writestr(zipfile.ZipInfo(name, _DATE), declared, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(made: ExportInput) -> Files:
    """`tasks.docx` beside each notice's page."""
    said, home = progress_told(made.ledger.progress), made.site.url

    def of(notice: Notice, path: str) -> Made:
        return Made({path: document_bytes(notice, said, home)})

    files: Files = {}
    for notice in made.ledger.notices:
        path = f"{notice_address(notice.id)}tasks.docx"
        values = made.identity(notice), said_of(notice, said), home
        made.kept.leave(files, path, values, partial(of, notice, path))
    return files


def _offers(ledger: Ledger) -> Iterable[Offer]:
    for notice in ledger.notices:
        page = notice_address(notice.id)
        yield Offer(page, f"{sheet_name(notice)}（Word）", f"{page}tasks.docx")


WORD = Export(
    {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, _files, _offers, "docx"
)

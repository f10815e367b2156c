"""One notice in the forms that offices keep: the same tasks, bodies, dates and titles from each.

.doc, .odt and .rtf are made by LibreOffice and read through it; where it is not installed those three are skipped,
and tests/test_source_converted.py reads them through a stub.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.source.converted import office
from tests.test_source_docx import cell, docx, p, row
from tests.test_source_pdf import lines, pdf, words

ABOVE = tuple(
    """\
青禾县人民政府办公室关于印发《青禾县农村供水保障工作方案》的通知
青政办发〔2027〕8号
各乡镇人民政府，县政府各部门：
现将《青禾县农村供水保障工作方案》印发给你们，请认真贯彻执行。
青禾县人民政府办公室
2027年3月5日
青禾县农村供水保障工作方案
一、改造管网。2027年6月底前改造老旧管网40公里，管网漏损率降到12%以下。（县水利局牵头，县财政局、县住建局配合）
二、保护水源。2028年底前完成水源地围网和标识牌设置。（责任单位：县生态环境局）
三、检测水质。每月检测出厂水不少于2次，结果向社会公布。（责任单位：县卫生健康局、各乡镇人民政府）
附件
青禾县农村供水保障重点任务分工表""".splitlines()
)
TABLE = [
    ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "建成城东水厂", "县水利局", "县发展改革局", "2027年9月30日"),
    ("2", "铺设城东水厂主管道", "县水利局", "县交通运输局", "2027年12月"),
    ("3", "建立供水服务热线", "县住建局", "各乡镇人民政府", "2028年3月"),
]
FLUSH = (0, 1, 2, 4, 5, 6, 10, 11)
"""Lines that are no indented paragraphs."""


def indented() -> list[str]:
    return [line if number in FLUSH else "　　" + line for number, line in enumerate(ABOVE)]


def as_text() -> bytes:
    return "\n".join([*indented(), *map("\t".join, TABLE)]).encode()


def as_page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in cells)}</tr>" for cells in TABLE)
    paragraphs = "".join(f"<p>{line}</p>" for line in indented())
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{paragraphs}<table>{rows}</table></body></html>".encode()


def as_word() -> bytes:
    width = '<w:tcW w:w="1700" w:type="dxa"/>'
    rows = "".join(row(*(cell(said, width) for said in cells)) for cells in TABLE)
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1700"/>' * 5 + "</w:tblGrid>"
    table = f'<w:tbl><w:tblPr><w:tblW w:w="8500" w:type="dxa"/></w:tblPr>{grid}{rows}</w:tbl>'
    return docx("".join(map(p, ABOVE)) + table + p(""))


def as_whole_word() -> bytes:
    """The document with the parts that Word and LibreOffice ask for."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    held = io.BytesIO(as_word())
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
    return held.getvalue()


def as_pdf() -> bytes:
    """Rows of at most 38 characters on a page, the title, number, signature and date in their places, a ruled table."""
    placed: list[tuple[float, float, str]] = []
    y = 800.0
    for number, line in enumerate(indented()):
        for at in range(0, len(line), 38):
            part = line[at : at + 38]
            indent = len(part) - len(part.lstrip("　"))
            left = {0: 110, 1: 240, 4: 380, 5: 420, 6: 200, 11: 190}.get(number, 60 + 12 * indent)
            placed.append((left, y, part.strip("　")))
            y -= 24
    xs, top = [60.0, 100.0, 240.0, 330.0, 430.0, 540.0], y
    ys = [top - 24 * number + 16 for number in range(len(TABLE) + 1)]
    for number, cells in enumerate(TABLE):
        placed += [(x + 4, ys[number] - 16, said) for x, said in zip(xs, cells, strict=False)]
    return pdf(lines(xs, ys) + words(*placed))


def as_sheet(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ABOVE:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=5)
    for cells in TABLE:
        sheet.append(list(cells))
    book.save(tmp_path / "n.xlsx")
    return (tmp_path / "n.xlsx").read_bytes()


def facts(notice: Notice) -> dict[str, object]:
    front = notice.front
    return {
        "title": front.title,
        "plan": front.plan_title,
        "number": front.document_number,
        "issuers": front.issuers,
        "addressees": front.addressees,
        "written": front.written,
        "tasks": [
            (
                task.id,
                task.heading,
                [(body.name, body.role) for body in task.agencies],
                [(limit.type, limit.date) for limit in task.deadlines],
                [(target.value, target.unit) for target in task.targets],
            )
            for task in notice.tasks
        ],
    }


@cache
def expected(folder: Path) -> dict[str, object]:
    (folder / "n.txt").write_bytes(as_text())
    return facts(read_notice(folder / "n.txt"))


@pytest.fixture(scope="module")
def of_text(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return expected(tmp_path_factory.mktemp("text"))


def test_notice_as_plain_text_is_read_as_meant(of_text: dict[str, object]) -> None:
    assert of_text["title"] == ABOVE[0]
    assert (of_text["number"], of_text["written"]) == ("青政办发〔2027〕8号", "2027-03-05")
    assert of_text["issuers"] == ("青禾县人民政府办公室",)
    tasks = of_text["tasks"]
    assert isinstance(tasks, list)
    assert [task[0] for task in tasks] == ["一", "二", "三", "附件/1", "附件/2", "附件/3"]
    assert tasks[0][2:4] == (
        [("县水利局", "lead"), ("县财政局", "supporting"), ("县住建局", "supporting")],
        [("by", "2027-06-30")],
    )
    assert tasks[4][2:4] == ([("县水利局", "lead"), ("县交通运输局", "supporting")], [("by", "2027-12-31")])


FORMS: dict[str, Callable[[Path], bytes]] = {
    "html": lambda _: as_page(),
    "docx": lambda _: as_word(),
    "pdf": lambda _: as_pdf(),
    "xlsx": as_sheet,
    "md": lambda _: as_text(),
}


@pytest.mark.parametrize("ending", FORMS)
def test_each_form_reads_alike(ending: str, tmp_path: Path, of_text: dict[str, object]) -> None:
    path = tmp_path / f"n.{ending}"
    path.write_bytes(FORMS[ending](tmp_path))
    assert facts(read_notice(path)) == of_text


@pytest.mark.slow
@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "xls"])
def test_each_old_form_reads_alike(ending: str, tmp_path: Path, of_text: dict[str, object]) -> None:
    given = tmp_path / ("n.xlsx" if ending == "xls" else "n.docx")
    given.write_bytes(as_sheet(tmp_path) if ending == "xls" else as_whole_word())
    command = [str(office.find_office()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", str(tmp_path), str(given)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert facts(read_notice(tmp_path / f"n.{ending}")) == of_text

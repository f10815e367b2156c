"""Workbooks: tables with the titles above and the notes below them, numbers and dates as they are shown, what is hidden
or cannot be read told, and limits."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlrd
from openpyxl.worksheet.worksheet import Worksheet

from builder.model.errors import InputError
from builder.model.table import words_of
from builder.pipeline import read_notice
from builder.restoration.pipeline import restore
from builder.source.sheets.number_formats import show
from builder.source.source import Source, read_source
from tests.conftest import ROOT
from tests.fuzz.chain import wrap_xlsx

HEAD = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
SAID = "为做好水库巡查，各乡镇负责在汛期以前检修完全部堤坝并登记造册，县水利局负责汇总。"
OLD = ROOT / "tests" / "data" / "sheets" / "duties.xls"
"""The workbook of `duties`, saved as Excel 97–2003."""


def made(tmp_path: Path, *fill: Callable[[Worksheet], None]) -> Source:
    """The source of a workbook with a sheet for each of `fill`."""
    return read_source(saved(tmp_path, *fill))


def saved(tmp_path: Path, *fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, each in enumerate(fill, 1):
        each(book.create_sheet(f"Sheet{number}"))
    path = tmp_path / "n.xlsx"
    book.save(path)
    return path


def rows(sheet: Worksheet, *lines: tuple[object, ...]) -> None:
    for line in lines:
        sheet.append(list(line))


def duties(sheet: Worksheet) -> None:
    rows(
        sheet,
        ("附件2",),
        ("青禾县水库除险任务分工表",),
        HEAD,
        ("一、除险加固",),
        (1, "加固东沟水库大坝", "县水利局", "县财政局、\n县应急局", datetime.date(2027, 6, 30)),
        (2, "重建溢洪道闸门", None, "县住建局", datetime.date(2027, 9, 1)),
        ("二、管护",),
        (3, "落实巡查人员", "县水利局", "各乡镇人民政府", 2028),
        ("注：时限为完成的最后一日。",),
    )
    for row in (2, 4, 7, 9):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
    sheet.merge_cells("C5:C6")
    sheet["E5"].number_format = "yyyy/m/d"
    sheet["E6"].number_format = 'yyyy"年"m"月"'


TEXT = """\
附件2
青禾县水库除险任务分工表
序号\t工作任务\t牵头单位\t配合单位\t完成时限
一、除险加固\t\t\t\t
1\t加固东沟水库大坝\t县水利局\t县财政局、 县应急局\t2027年6月30日
2\t重建溢洪道闸门\t\t县住建局\t2027年9月
二、管护\t\t\t\t
3\t落实巡查人员\t县水利局\t各乡镇人民政府\t2028
注：时限为完成的最后一日。"""


def test_a_table_with_its_title_groups_and_note(tmp_path: Path) -> None:
    source = made(tmp_path, duties)
    assert source.text == TEXT
    assert (source.media, source.encoding, source.findings) == ("sheet", "xlsx", ())
    (table,) = source.tables
    assert len(table.rows) == 6
    assert [words_of(row[2], source.text) for row in table.rows] == [
        "牵头单位",
        "一、除险加固",
        "县水利局",
        "县水利局",
        "二、管护",
        "县水利局",
    ]
    assert table.rows[2][2] == table.rows[3][2]


def test_tasks_of_a_workbook(tmp_path: Path) -> None:
    notice = read_notice(saved(tmp_path, duties))
    assert notice.front.title == "青禾县水库除险任务分工表"
    found = [
        ([(a.name, a.role) for a in task.agencies], [limit.date for limit in task.deadlines]) for task in notice.tasks
    ]
    assert found == [
        ([("县水利局", "lead"), ("县财政局", "supporting"), ("县应急局", "supporting")], ["2027-06-30"]),
        ([("县水利局", "lead"), ("县住建局", "supporting")], ["2027-09-30"]),
        ([("县水利局", "lead"), ("各乡镇人民政府", "supporting")], ["2028-12-31"]),
    ]


def test_an_old_workbook_reads_like_a_new_one(tmp_path: Path) -> None:
    new, old = made(tmp_path, duties), read_source(OLD)
    assert (old.text, old.tables, old.findings) == (new.text, new.tables, ())
    assert (old.media, old.encoding) == ("sheet", "xls")


def test_an_old_workbook_that_lacks_its_formats_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some programs name formats that they do not write."""
    before = read_source(OLD)

    def without_formats(*given: object, **options: object) -> xlrd.Book:
        book = open_workbook(*given, **options)
        for each in book.format_map.values():
            each.format_str = None
        return book

    open_workbook = xlrd.open_workbook
    monkeypatch.setattr(xlrd, "open_workbook", without_formats)
    found = read_source(OLD)
    assert len(found.text.splitlines()) == len(before.text.splitlines())
    assert "加固东沟水库大坝" in found.text


def test_the_bytes_count_and_not_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "n.doc"
    path.write_bytes(saved(tmp_path, duties).read_bytes())
    assert read_source(path).text == TEXT


def test_sheets_one_after_the_other_under_their_names(tmp_path: Path) -> None:
    def named(sheet: Worksheet) -> None:
        sheet.title = "乡镇任务"
        rows(sheet, HEAD, (1, "清理河道", "城关镇", None, None))

    def said(sheet: Worksheet) -> None:
        sheet.title = "部门任务"
        rows(sheet, ("青禾县部门任务 分工表",), HEAD, (1, "修好水渠", "县水利局", None, None))

    source = made(tmp_path, named, said, lambda sheet: None)
    assert source.text.splitlines()[0] == "乡镇任务"
    assert source.text.splitlines()[3] == "青禾县部门任务 分工表"
    assert len(source.tables) == 2


def test_tables_below_each_other(tmp_path: Path) -> None:
    def two(sheet: Worksheet) -> None:
        rows(sheet, ("表一",), HEAD, (1, "清理河道", "县水利局", None, None), ("说明",), (), ("表二",))
        rows(sheet, HEAD, (1, "修好水渠", "县农业农村局", None, None))

    source = made(tmp_path, two)
    assert [len(table.rows) for table in source.tables] == [2, 2]
    assert source.text.splitlines()[3:5] == ["说明", "表二"]


def test_rows_of_a_table_are_no_page_around_it(tmp_path: Path) -> None:
    head, diary = ("日期", "工作安排", "备注"), ("2027/07/06 16:50", "召开会议", "首页")
    found = restore(made(tmp_path, lambda sheet: rows(sheet, head, ("打印", "收藏", "分享"), diary, ("", SAID, ""))))
    assert [row.split("\t")[0] for row in found.text.split("\n")] == ["日期", "打印", "2027/07/06 16:50", SAID]


def test_words_in_single_cells_are_lines(tmp_path: Path) -> None:
    def notice(sheet: Worksheet) -> None:
        rows(sheet, ("关于修好水渠的通知",), ("各乡镇：\n一、清理河道。\n\n二、修好水渠。",))

    source = made(tmp_path, notice)
    assert source.text == "关于修好水渠的通知\n各乡镇：\n一、清理河道。\n二、修好水渠。"
    assert source.tables == ()


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    def partly(sheet: Worksheet) -> None:
        duties(sheet)
        sheet.row_dimensions[8].hidden = True
        sheet.row_dimensions[30].hidden = True
        sheet.column_dimensions["D"].hidden = True

    def wholly(sheet: Worksheet) -> None:
        rows(sheet, ("底稿",))
        sheet.title, sheet.sheet_state = "底稿", "hidden"

    source = made(tmp_path, partly, wholly)
    assert "巡查" not in source.text
    assert "配合" not in source.text
    assert "底稿" not in source.text
    assert [(finding.code, finding.message) for finding in source.findings] == [
        ("cells-hidden", "工作表“Sheet1”第 8 行、第 D 列是隐藏的（或被筛选掉），没有读出。"),
        ("cells-hidden", "工作表“底稿”是隐藏的，没有读出。"),
    ]


def test_a_merged_cell_shows_where_its_first_row_is_hidden(tmp_path: Path) -> None:
    def partly(sheet: Worksheet) -> None:
        duties(sheet)
        sheet.row_dimensions[5].hidden = True

    source = made(tmp_path, partly)
    assert "2\t重建溢洪道闸门\t县水利局\t县住建局\t2027年9月" in source.text


@pytest.mark.parametrize(
    ("cell", "words", "why"),
    [
        ('<c t="str"><f>A1</f><v>县水利局</v></c>', "县水利局", None),
        ("<c><f>1+1</f><v>2</v></c>", "2", None),
        ("<c><f>1+1</f></c>", "", "公式没有存下结果"),
        ('<c t="e"><f>A9</f><v>#REF!</v></c>', "#REF!", "公式出错"),
        ('<c t="b"><v>1</v></c>', "TRUE", None),
        ('<c t="d"><v>2027-06-30T00:00:00</v></c>', "2027年6月30日", None),
        (
            '<c t="inlineStr"><is><r><t>县</t></r><r><t>水利局</t></r><rPh sb="0" eb="1"><t>xian</t></rPh></is></c>',
            "县水利局",
            None,
        ),
        ('<c t="str"><v>县_x000A_水利局</v></c>', "县 水利局", None),
    ],
)
def test_cell_is_read_as_shown_or_reported(tmp_path: Path, cell: str, words: str, why: str | None) -> None:
    path = tmp_path / "n.xlsx"
    path.write_bytes(
        wrap_xlsx(
            f'<sheetData><row><c t="str"><v>修渠</v></c>{cell}<c t="str"><v>末</v></c></row></sheetData>'.encode()
        )
    )
    source = read_source(path)
    assert source.text.split("\t")[1:-1] == ([words] if words else [])
    assert [finding.message for finding in source.findings] == ([f"单元格 B1：{why}。"] if why else [])


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (46203, "General", "46203"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012345, "General", "123456789012345"),
        (0.8, "0%", "80%"),
        (0.755, "0.0%", "75.5%"),
        (2.5, "0", "3"),
        (12345.6, "#,##0.00", "12,345.60"),
        (12345678, "#,##0,", "12,346"),
        (7, "000", "007"),
        (1.5, "0.##", "1.5"),
        (3, '"不少于"0"座"', "不少于3座"),
        (3, "0\\座", "3座"),
        (-3, "0", "-3"),
        (-3, "0;[Red](0)", "(3)"),
        (0, '0;-0;"—"', "—"),
        (5, '[>3]"多";"少"', "多"),
        (2, '[>3]"多";"少"', "少"),
        (46203, "yyyy-mm-dd", "2026年6月30日"),
        (46203, "[$-804]yyyy年m月d日;@", "2026年6月30日"),
        (46203, "[DBNum1][$-804]yyyy年m月", "2026年6月"),
        (46203, "m月d日", "2026年6月30日"),
        (46203, "d-mmm-yy", "2026年6月30日"),
        (46203, "yyyy", "2026年"),
        (46203.5, "yyyy/m/d h:mm", "2026年6月30日 12:00"),
        (0.5, "h:mm", "12:00"),
        (1, "yyyy/m/d", "1900年1月1日"),
        (60, "yyyy/m/d", None),
        (-1, "yyyy/m/d", None),
        (1e9, "yyyy/m/d", None),
        (1.5, "# ?/?", None),
        (1.5, "0.00E+00", None),
        (1.5, "[h]:mm", None),
        (5, ";;;", ""),
    ],
)
def test_numbers_as_their_format_shows_them(value: float, code: str, shown: str | None) -> None:
    assert show(value, code) == shown


def test_dates_counted_from_1904() -> None:
    assert show(46203 - 1462, "yyyy/m/d", since_1904=True) == "2026年6月30日"


def test_each_character_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, duties)
    sheet = openpyxl.load_workbook(path)["Sheet1"]
    words = "".join(
        str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str | int)
    )
    text = read_source(path).text.replace("2027年6月30日", "").replace("2027年9月", "")
    assert "".join(text.split()) == "".join(words.split())


CELL = '<c t="str"><v>修渠</v></c>'


def merged(area: str) -> str:
    return f'<mergeCell ref="{area}"/>'


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (f'<sheetData><row r="30000">{CELL}</row></sheetData>', "beyond 20,000 rows or 200 columns"),
        ('<sheetData><row><c r="XFD1" t="str"><v>修渠</v></c></row></sheetData>', "beyond 20,000 rows"),
        (
            f"<sheetData><row>{CELL}</row></sheetData><mergeCells>{merged('A1:B2') * 20_001}</mergeCells>",
            "20,000",
        ),
        (
            f"<sheetData>{f'<row>{CELL * 50}</row>' * 500}</sheetData>"
            f"<mergeCells>{merged('A1:AX500') * 50}</mergeCells>",
            "cover more than 1,000,000 places",
        ),
        ('<sheetData><row r="x"/></sheetData>', "is a damaged workbook"),
        ('<sheetData><row><c t="s"><v>9</v></c></row></sheetData>', "is a damaged workbook"),
        ("<sheetData>", "is a damaged workbook"),
        ("<!DOCTYPE x>", "document type"),
        (" " * (65 << 20), "unpacks to more than 64 MB"),
    ],
)
def test_refused_in_one_line(tmp_path: Path, sheet: str, said: str) -> None:
    path = tmp_path / "n.xlsx"
    path.write_bytes(wrap_xlsx(sheet.encode()))
    with pytest.raises(InputError, match=said) as refused:
        read_source(path)
    assert "\n" not in str(refused.value)
    assert refused.value.hint


def test_format_that_an_old_file_names_by_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """58 is m月d日 in the Chinese edition; xlrd knows the number and no code for it."""
    opened = xlrd.open_workbook

    def named(**options: object) -> xlrd.Book:
        book = opened(**options)
        book.format_map[58] = SimpleNamespace(format_str=None)
        for style in book.xf_list:
            style.format_key = 58
        return book

    monkeypatch.setattr(xlrd, "open_workbook", named)
    found = read_source(OLD)
    assert "6月30日" in found.text
    assert "46568" not in found.text


@pytest.mark.parametrize("kept", [520, 1024, 3000])
def test_cut_old_workbook_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "n.xls"
    path.write_bytes(OLD.read_bytes()[:kept] + "Workbook\0".encode("utf-16-le") * (kept % 128 == 0))
    with pytest.raises(InputError, match=r"is a damaged workbook|is a file of an old office program"):
        read_source(path)


def packed(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (packed(OFD_dot_xml=b""), "is an OFD document"),
        (packed(xl__workbook_dot_bin=b""), "is a binary Excel workbook"),
        (packed(ppt__presentation_dot_xml=b""), "is a presentation"),
        (packed(a_dot_txt=b""), "is a zip archive without a document"),
        (packed(word__x_dot_xml=b""), "is a Word document without its main part"),
        (packed(xl__x_dot_xml=b""), "is a workbook without its main part"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "is a document locked with a password"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "is a presentation"),
        (OLE + b"1" + "WordDocument\0".encode("utf-16-le"), "is a file of an old office program"),
        (b"Rar!\x1a\x07\x00", "is a RAR archive"),
        (
            b"MIME-Version: 1.0\r\nX: a\r\n b\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n",
            "is a web archive",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["doc", "xlsx", "txt"])
def test_each_refusal_names_the_true_kind(tmp_path: Path, raw: bytes, said: str, ending: str) -> None:
    path = tmp_path / f"n.{ending}"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=said) as refused:
        read_source(path)
    assert "\n" not in str(refused.value)
    assert refused.value.hint


def test_headings_over_two_rows_below_an_entry_line_are_no_unread_table(tmp_path: Path) -> None:
    def ledger(sheet: Worksheet) -> None:
        rows(
            sheet,
            ("青禾县水库除险工作台账",),
            ("填报单位：县水利局", None, None, None, "填报日期：2027年3月1日"),
            ("序号", "工作任务", "责任分工", None, "完成时限"),
            (None, None, "牵头单位", "配合单位", None),
            (1, "加固东沟水库大坝", "县水利局", "县财政局", "2027年6月底前"),
            (2, "重建溢洪道闸门", "县住建局", "县应急局", "2027年9月底前"),
        )
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("C3:D3")
        for column in "ABE":
            sheet.merge_cells(f"{column}3:{column}4")

    found = read_notice(saved(tmp_path, ledger))
    assert [[body.name for body in task.agencies] for task in found.tasks] == [
        ["县水利局", "县财政局"],
        ["县住建局", "县应急局"],
    ]
    assert not {finding.code for finding in found.findings} & {"table-unread", "column-unread"}

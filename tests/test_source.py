"""Reading raw files: encodings, formats, ids, and what is refused with one clear line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.errors import InputError
from builder.model.table import words_of
from builder.source.source import check_ids, notice_id, read_source, source_of
from builder.source.word.numbering import written

SIMPLIFIED = (
    "关于印发《法治政府建设规划(2015-2020年)》的通知\n各区(市)县政府,市政府各部门:\n现印发你们,请认真组织实施。\n"
)
TRADITIONAL = (
    "關於印發《法治政府建設規劃(2015-2020年)》的通知\n各區(市)縣政府,市政府各部門:\n現印發你們,請認真組織實施。\n"
)


def read(tmp_path: Path, raw: bytes, name: str = "notice.txt") -> str:
    path = tmp_path / name
    path.write_bytes(raw)
    return read_source(path).text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("length", [12, None])
def test_simplified_encodings_are_detected(tmp_path: Path, encoding: str, length: int | None) -> None:
    assert read(tmp_path, SIMPLIFIED[:length].encode(encoding)) == SIMPLIFIED[:length]


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8"])
def test_traditional_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param('<meta charset="gbk">联通'.encode("gbk"), '<meta charset="gbk">联通', id="declared-wins-over-the-look-of-utf-8"),
        pytest.param(f"<meta charset=big5>{TRADITIONAL}".encode("big5"), f"<meta charset=big5>{TRADITIONAL}", id="big5-declared"),
        pytest.param(
            f'<?xml version="1.0" encoding="GB2312"?>{SIMPLIFIED}'.encode("gbk"),
            f'<?xml version="1.0" encoding="GB2312"?>{SIMPLIFIED}',
            id="xml-declaration",
        ),
        pytest.param(f"<meta charset=gb2312>{SIMPLIFIED}".encode(), f"<meta charset=gb2312>{SIMPLIFIED}", id="saved-anew-in-utf-8"),
        pytest.param(f"<meta charset=iso-8859-1>{SIMPLIFIED}".encode("gbk"), f"<meta charset=iso-8859-1>{SIMPLIFIED}", id="western-says-nothing"),
    ],
)  # fmt: skip
def test_declared_encoding_precedes_detection(tmp_path: Path, raw: bytes, expected: str) -> None:
    assert read(tmp_path, raw, "page.txt") == expected


def test_sidecar_encoding_overrides_detection(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_bytes("联通".encode("gbk"))
    (tmp_path / "n.yml").write_text("encoding: gb18030\n", encoding="utf-8")
    assert read_source(tmp_path / "n.txt").text == "联通"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n\t", "is empty", id="only-a-mark-and-spaces"),
        pytest.param("　\n　".encode(), "holds no text", id="only-wide-spaces"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0JFIF", "is a JPEG picture", id="jpeg"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a file of an old office program", id="ole"),
        pytest.param(SIMPLIFIED.encode() + b"\xff\xfe", "offset 148 is not UTF-8", id="invalid-utf-8"),
        pytest.param(SIMPLIFIED.encode()[:-3], "offset 144 is not UTF-8", id="cut-inside-a-character"),
        pytest.param(b"abc\xff", "byte 0xff at offset 3 is not UTF-8", id="invalid-byte-after-ascii"),
        pytest.param(b"\xff\xfea", "offset 2 is not UTF-16-LE", id="odd-utf-16"),
        pytest.param("通知\x00正文".encode(), "NUL", id="nul-inside"),
        pytest.param(b"PK\x03\x04garbage", "is a damaged .docx", id="broken-zip"),
        pytest.param(b"%PDF-1.4 garbage", "is a damaged PDF", id="broken-pdf"),
    ],
)
def test_unreadable_file_is_an_error(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, raw)
    line = str(refused.value)
    assert said in line
    assert "\n" not in line
    assert line.startswith(str(tmp_path / "notice.txt"))
    assert refused.value.hint


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_source(tmp_path / "no.txt")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("chengdu-2015-fazhi-guihua", "chengdu-2015-fazhi-guihua"),
        ("000_10ed9dcf17ae917f", "000-10ed9dcf17ae917f"),
        ("Notice (2)", "notice-2"),
        ("成府发2015-20号", "2015-20"),
        ("关于印发规划的通知", "notice-01234567"),
        ("-x-", "x"),
    ],
)
def test_notice_id_is_a_slug_of_the_file_name(stem: str, expected: str) -> None:
    assert notice_id(stem, "0123456789abcdef") == expected


def test_duplicate_id_is_an_error(tmp_path: Path) -> None:
    first, second = source_of("甲", "a_b.txt"), source_of("乙", "a-b.txt")
    with pytest.raises(InputError, match="has the id 'a-b'"):
        check_ids([first, second])
    check_ids([first, source_of("丙", "c.txt")])


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_rejected(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(raw)
    try:
        said = read_source(path).text.strip()
    except InputError as refused:
        said = str(refused)
        assert "\n" not in said
    assert said


# ---- web pages

SAID = "各乡镇人民政府负责在汛期以前检修完全县的水库堤坝并登记造册。"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param(f"<html><body><textarea>{SAID}</textarea></body></html>", "in <textarea>", id="form"),
        pytest.param(f"<html><title>方案</title><script>var a = {{b: '{SAID}'}}</script></html>", "in <script>", id="script"),
        pytest.param("<html><frameset cols='20%,*'><frame src='a.html'></frameset></html>", "around a frame", id="frame"),
        pytest.param(f"<html><body><!-- {SAID} --></body></html>", "in <!-->", id="comment"),
        pytest.param("<html><h1>404</h1><p>您访问的页面不存在或者已经删除，请返回网站首页重新查找。</p></html>", "shows “404 您访问的", id="error"),
        pytest.param("<html><h2>水库公开</h2><object data='a.pdf'></object></html>", "around a frame", id="file-within"),
        pytest.param("<html><script>load()</script></html>", "shows nothing", id="nothing"),
        pytest.param(f"From: <Saved by a browser>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n\r\n--a\r\n{SAID}", "web archive", id="archive"),
    ],
)  # fmt: skip
def test_pages_without_text_are_rejected(tmp_path: Path, page: str, said: str) -> None:
    (tmp_path / "n.html").write_text(page, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_source(tmp_path / "n.html")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<html><iframe src='top.html'></iframe><p>{SAID}</p></html>", id="text-beside-a-frame"),
        pytest.param("<html><p>" + "".join(f"&#x{ord(char):x};" for char in SAID) + "</p></html>", id="entities"),
    ],
)
def test_pages_with_their_text_are_read(tmp_path: Path, page: str) -> None:
    assert read(tmp_path, page.encode(), "n.html") == page


@pytest.mark.parametrize("of", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "read_as", ["latin-1", "cp1252", "cp437", "mac_roman", "cp1251", "koi8-r", "cp949", "shift_jis", "big5"]
)
def test_pages_of_wrong_code_page_are_read(tmp_path: Path, of: str, read_as: str) -> None:
    """What they say is the affair of restoration, which reads it or says that it cannot."""
    page = f"<html><p>{(SAID * 2).encode(of).decode(read_as, 'replace')}</p></html>"
    assert read(tmp_path, page.encode(), "n.html") == page


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(SAID.encode("unicode_escape").decode(), id="json"),
        pytest.param("".join(f"\\x{byte:02x}" for byte in SAID.encode()), id="bytes"),
        pytest.param(quote(SAID), id="address"),
        pytest.param("".join(f"%u{ord(char):04X}" for char in SAID), id="escape"),
        pytest.param(SAID.encode("gb18030").hex("=").upper(), id="mail"),
        pytest.param("".join(f"&amp;#{ord(char)};" for char in SAID), id="entities-escaped-twice"),
    ],
)
def test_pages_of_escapes_are_read(tmp_path: Path, words: str) -> None:
    page = f"<html><p>={words}</p></html>"
    assert read(tmp_path, page.encode(), "n.html") == page


@pytest.mark.parametrize(
    "words",
    ["", "Chargement de la page : vérifiez l’accès au réseau, s’il vous plaît. " * 8, "首页 > 通知公告 · © 2021"],
)
def test_pages_that_are_only_another_language_or_a_menu_are_rejected(tmp_path: Path, words: str) -> None:
    (tmp_path / "n.html").write_text(f"<html><p>{words}</p></html>", encoding="utf-8")
    with pytest.raises(InputError, match="without a notice"):
        read_source(tmp_path / "n.html")


# ---- docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, numbering: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if numbering:
            archive.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>')
    return packed.getvalue()


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_docx_gives_visible_text_only(tmp_path: Path) -> None:
    body = (
        p("关于印发方案的通知")
        + "<w:p><w:r><w:t>现印发</w:t></w:r><w:del><w:r><w:delText>废除</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>你们</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent>" + p("一、任务") + "</w:sdtContent></w:sdt>"
    )
    assert read(tmp_path, docx(body)) == "关于印发方案的通知\n现印发你们\n一、任务"


def test_docx_list_labels_are_written_out(tmp_path: Path) -> None:
    def level(depth: int, form: str, pattern: str) -> str:
        return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'

    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "chineseCountingThousand", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3.")
        + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )

    def item(depth: int, words: str) -> str:
        return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>')

    body = (
        item(0, "总则")
        + item(1, "甲")
        + item(2, "子")
        + item(2, "丑")
        + item(1, "乙")
        + item(0, "附则")
        + item(1, "丙")
    )
    assert read(tmp_path, docx(body, numbering)).split("\n") == [
        "一、总则",
        "（一）甲",
        "1.子",
        "2.丑",
        "（二）乙",
        "二、附则",
        "（一）丙",
    ]


def test_docx_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in words.split('/'))}</w:tc>"

    body = (
        "<w:tbl><w:tr>" + cell("任务") + cell("责任", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + cell("甲", '<w:vMerge w:val="restart"/>') + cell("牵头") + cell("财政局/民政局") + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("配合") + cell("") + "</w:tr></w:tbl>"
    )
    (tmp_path / "t.docx").write_bytes(docx(body))
    source = read_source(tmp_path / "t.docx")
    assert source.text == "任务\t责任\t\n甲\t牵头\t财政局 民政局\n\t配合\t"
    assert [[words_of(cell, source.text) for cell in row] for row in source.tables[0].rows] == [
        ["任务", "责任", "责任"],
        ["甲", "牵头", "财政局 民政局"],
        ["甲", "配合", ""],
    ]


@pytest.mark.parametrize(("number", "form", "expected"), [(105, "chineseCounting", "一百零五"), (3, "upperRoman", "III"), (27, "lowerLetter", "aa"), (4, "decimalEnclosedCircleChinese", "④"), (7, "someday", "7")])  # fmt: skip
def test_list_numbers_in_each_format_of_word(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


# ---- pdf


def pdf(lines: list[tuple[int, int, str]]) -> bytes:
    """A page of Chinese text in a font that is not embedded, as office programs write it."""
    content = "BT /F 14 Tf " + " ".join(
        f"1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj" for x, y, words in lines
    ) + " ET"  # fmt: skip
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R/DW 1000>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF".encode()


def test_pdf_lines_keep_indentation(tmp_path: Path) -> None:
    raw = pdf(
        [
            (88, 700, "为深入推进依法行政加快建设法治政府结合本市实际"),
            (60, 670, "制定本规划并请各区县人民政府认真组织实施到位"),
            (270, 640, "一"),
        ]
    )
    assert read(tmp_path, raw, "n.pdf").split("\n") == [
        "　　为深入推进依法行政加快建设法治政府结合本市实际",
        "制定本规划并请各区县人民政府认真组织实施到位",
        "　" * 15 + "一",
    ]


def test_pdf_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no text"):
        read(tmp_path, pdf([]), "scan.pdf")

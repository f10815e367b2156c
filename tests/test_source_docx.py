"""Reading .docx: labels that Word counts, tables, notes, hidden text, parts by their relationships, limits."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.model.table import words_of
from builder.outline.outline import outline
from builder.restoration.pipeline import restore
from builder.source.source import Source, read_source
from builder.source.word.package import DEEPEST, LARGEST

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def pack(**parts: str) -> bytes:
    """An archive; `word_document` is word/document.xml, `rels` _rels/.rels, other names below word/."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr("_rels/.rels" if name == "rels" else f"word/{name.replace('__', '/')}.xml", words)
    return packed.getvalue()


def docx(body: str, **parts: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    wrapped = {name: f'<w:{name} xmlns:w="{W}">{words}</w:{name}>' for name, words in parts.items()}
    return pack(document=document, **wrapped)


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def source(tmp_path: Path, raw: bytes) -> Source:
    (tmp_path / "n.docx").write_bytes(raw)
    return read_source(tmp_path / "n.docx")


def grid(found: Source) -> list[list[str]]:
    return [[words_of(place, found.text) for place in cells] for cells in found.tables[0].rows]


# ---- what stands on the page


def test_hidden_text_by_run_style_and_base_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="d"/></w:style><w:style w:styleId="d"><w:basedOn w:val="c"/></w:style>'
    )
    body = (
        p("修订旧稿", '<w:pStyle w:val="b"/>')
        + '<w:p><w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>内部批语</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr>'
        "<w:t>修好村道</w:t></w:r></w:p>" + p("照常公布", '<w:pStyle w:val="c"/>')
    )
    assert source(tmp_path, docx(body, styles=styles)).text.split() == ["修好村道", "照常公布"]


def test_notes_follow_their_paragraph(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>一、清理河道</w:t><w:footnoteReference w:id="5"/></w:r></w:p>' + p("二、修缮堤坝")
    notes = f'<w:footnote w:id="0">{p("-")}</w:footnote><w:footnote w:id="5">{p("指县级以上河道。")}</w:footnote>'
    assert source(tmp_path, docx(body, footnotes=notes)).text.split("\n") == [
        "一、清理河道〔脚注1〕",
        "〔脚注1〕指县级以上河道。",
        "二、修缮堤坝",
    ]


def test_parts_are_found_by_relationships(tmp_path: Path) -> None:
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Type="{OFFICE}/officeDocument" Target="/word/main7.xml"/></Relationships>'
    inner = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Type="{OFFICE}/styles" Target="looks.xml"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{W}"><w:body>{p("在册", "")}{p("不在册", chr(60) + "w:pStyle w:val=" + chr(34) + "h" + chr(34) + "/>")}</w:body></w:document>'
    looks = f'<w:styles xmlns:w="{W}"><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    raw = pack(rels=rels, main7=main, looks=looks)
    packed = io.BytesIO(raw)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/_rels/main7.xml.rels", inner)
    assert source(tmp_path, packed.getvalue()).text.split() == ["在册"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [("各镇要检修水库。", ["临水发〔2021〕7号", "各镇要检修水库。"]), ("临水发〔2021〕7号", ["临水发〔2021〕7号"])],
)
def test_number_in_page_header(tmp_path: Path, body: str, expected: list[str]) -> None:
    head = f'<w:hdr xmlns:w="{W}">{p("临溪市水务局")}{p("临水发〔2021〕7号")}</w:hdr>'
    main = f'<w:document xmlns:w="{W}"><w:body>{p(body)}</w:body></w:document>'
    rels = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Type="{OFFICE}/header" Target="header1.xml"/></Relationships>'
    )
    packed = io.BytesIO(pack(document=main, header1=head))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", rels)
    assert source(tmp_path, packed.getvalue()).text.split() == expected


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    body = f'<w:document xmlns:w="{STRICT}"><w:body>{p("严格格式")}</w:body></w:document>'
    assert source(tmp_path, pack(document=body)).text == "严格格式"


def test_lone_surrogate_becomes_replacement_character(tmp_path: Path) -> None:
    found = source(tmp_path, docx('<w:p><w:r><w:t>甲</w:t><w:sym w:char="D83D"/><w:sym w:char="2460"/></w:r></w:p>'))
    assert found.text == "甲\ufffd①"


# ---- labels


def level(depth: int, pattern: str, form: str = "chineseCounting", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(key: int, *inner: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(inner)}</w:abstractNum>'


def number(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(words: str, key: int, depth: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


def test_level_override_of_one_list(tmp_path: Path) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）")}</w:lvlOverride>'
    numbering = abstract(4, level(0, "%1、")) + number(1, 4) + number(2, 4, override)
    body = item("种树", 1) + item("修路", 2)
    assert source(tmp_path, docx(body, numbering=numbering)).text.split() == ["一、种树", "（二）修路"]


def test_list_levels_from_numbering_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="公文"><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(1, '<w:styleLink w:val="公文"/>', level(0, "%1、"))
        + abstract(2, '<w:numStyleLink w:val="公文"/>')
        + number(8, 1)
        + number(9, 2)
    )
    assert source(tmp_path, docx(item("种树", 9), numbering=numbering, styles=styles)).text == "一、种树"


def test_list_levels_from_paragraph_styles(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in "甲乙"
    )
    tied = [level(0, "%1、", more='<w:pStyle w:val="甲"/>'), level(1, "（%2）", more='<w:pStyle w:val="乙"/>')]
    body = (
        p("种树", '<w:pStyle w:val="甲"/>') + p("育苗", '<w:pStyle w:val="乙"/>') + p("修路", '<w:pStyle w:val="甲"/>')
    )
    found = source(tmp_path, docx(body, numbering=abstract(1, *tied) + number(1, 1), styles=styles))
    assert found.text.split() == ["一、种树", "（一）育苗", "二、修路"]


def test_level_without_restart_and_legal_numbering(tmp_path: Path) -> None:
    levels = level(0, "%1、"), level(1, "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    body = item("种树", 1) + item("育苗", 1, 1) + item("修路", 1) + item("勘测", 1, 1)
    found = source(tmp_path, docx(body, numbering=abstract(1, *levels) + number(1, 1)))
    assert found.text.split() == ["一、种树", "1.1育苗", "二、修路", "2.2勘测"]


def test_labels_beyond_letters_are_numbers(tmp_path: Path) -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="999999999"/></w:lvlOverride>'
    numbering = abstract(1, level(0, "%1.", "lowerLetter")) + number(1, 1, start)
    assert source(tmp_path, docx(item("种树", 1), numbering=numbering)).text == "999999999.种树"


# ---- tables


def test_nested_tables_are_read_once(tmp_path: Path) -> None:
    table = "<w:tbl>" + row(cell("里"), cell("层")) + "</w:tbl>"
    for _ in range(40):
        table = f"<w:tbl><w:tr><w:tc>{table}</w:tc>{cell('外')}</w:tr></w:tbl>"
    text = source(tmp_path, docx(table)).text
    assert (text.count("里"), text.count("层"), text.count("外")) == (1, 1, 40)


def test_content_control_cells_and_grid_gaps(tmp_path: Path) -> None:
    wrapped = f"<w:sdt><w:sdtContent>{cell('县水务局')}</w:sdtContent></w:sdt>"
    table = (
        row(cell("序号"), cell("任务"), cell("牵头单位"))
        + row(cell("1"), cell("疏浚"), wrapped)
        + row(cell("县林业局"), properties='<w:gridBefore w:val="2"/>')
        + row(cell("2"), properties='<w:gridAfter w:val="2"/>')
    )
    found = source(tmp_path, docx(f"<w:tbl>{table}</w:tbl>"))
    assert grid(found) == [["序号", "任务", "牵头单位"], ["1", "疏浚", "县水务局"], ["", "", "县林业局"], ["2", "", ""]]
    assert found.text.split("\n") == ["序号\t任务\t牵头单位", "1\t疏浚\t县水务局", "\t\t县林业局", "2\t\t"]


# ---- limits

NESTED = "<w:r>" * 3000 + "<w:t>词</w:t>" + "</w:r>" * 3000
TABLES = "<w:tbl><w:tr><w:tc>" * 500 + p("词") + "</w:tc></w:tr></w:tbl>" * 500
DIGITS = "9" * 5000
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "词词词词词词词词词词">'
    + "".join(f'<!ENTITY {chr(99 + at)} "{f"&{chr(98 + at)};" * 10}">' for at in range(9))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(docx(f"<w:p>{NESTED}</w:p>"), f"more than {DEEPEST} deep", id="nested-runs"),
        pytest.param(docx(TABLES), f"more than {DEEPEST} deep", id="nested-tables"),
        pytest.param(docx(p(" " * LARGEST)), f"more than {LARGEST >> 20} MB", id="zip-bomb"),
        pytest.param(pack(document=ENTITIES), "declares a document type", id="entity-bomb"),
        pytest.param(
            docx(item("词", 1), numbering=abstract(1, level(0, "%1、")) + number(1, 1, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{DIGITS}"/></w:lvlOverride>')),
            "more than 9 digits",
            id="list-number",
        ),
        pytest.param(docx(item("词", 1), numbering=abstract(1, level(0, "词" * 9000)) + number(1, 1)), "more than 255 characters", id="list-pattern"),
        pytest.param(docx("<w:tbl>" + row(*[cell("词")] * 300) + "</w:tbl>"), "more than 200 columns", id="wide-table"),
        pytest.param(docx("<w:tbl>" + row(cell("词", '<w:gridSpan w:val="99999999"/>')) + "</w:tbl>"), "more than 200 columns", id="wide-cell"),
        pytest.param(docx("<w:altChunk/>"), "altChunk", id="another-file-within"),
        pytest.param(docx(p("词"))[:-40], "is a damaged .docx", id="cut-off"),
        pytest.param(pack(document="<w:document"), "XML that cannot be read", id="broken-xml"),
    ],
)  # fmt: skip
def test_limits_are_named_in_errors(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        source(tmp_path, raw)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


# ---- pictures


def drawing(width: float, height: float, holds: str = "<a:blip/>") -> str:
    """A paragraph with a picture of so many millimetres."""
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    size = f'<wp:extent cx="{width * 36000:.0f}" cy="{height * 36000:.0f}"/>'
    return f"<w:p><w:r><w:drawing><wp:inline {names}>{size}{holds}</wp:inline></w:drawing></w:r></w:p>"


def old_picture(style: str) -> str:
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{style}"><v:imagedata/></v:shape>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        pytest.param(drawing(150, 200), True, id="a-page"),
        pytest.param(drawing(42, 42), False, id="a-seal"),
        pytest.param(drawing(150, 200, "<a:ln/>"), False, id="a-frame-without-picture"),
        pytest.param(old_picture("position:absolute;width:430pt;height:600pt;z-index:1"), True, id="old-page"),
        pytest.param(old_picture("width:120pt;height:120pt;mso-width-percent:0"), False, id="old-seal"),
        pytest.param(old_picture("width:1.2.3pt;height:600pt"), False, id="old-broken-size"),
    ],
)
def test_large_picture_is_finding(tmp_path: Path, picture: str, told: bool) -> None:
    found = source(tmp_path, docx(p("一、检修水库") + picture + p("二、疏浚沟渠")))
    assert [found.text[: each.start] for each in found.findings] == ["一、检修水库\n"] * told


def test_document_of_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pictures"):
        source(tmp_path, docx(drawing(150, 200)))


def test_red_head_in_a_table_is_no_table_of_the_text(tmp_path: Path) -> None:
    head = f"<w:tbl>{row(cell('临溪市林业局'), cell('文件'))}</w:tbl><w:tbl>{row(cell('临林发〔2027〕8号'), cell('签发人：林某某'))}</w:tbl>"
    body = "".join(p(words) for words in ("临溪市林业局关于补植行道树的通知", "各乡镇：", "现将有关事项通知如下。"))
    restored = restore(source(tmp_path, docx(head + body)))
    kinds = [block.kind for block in outline(restored.text, restored.tables).blocks]
    assert kinds == ["note", "number", "title", "addressee", "paragraph"]

"""Reading PDF: rows by their place, columns, tables with lines and without, pages that are pictures, limits."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.table import words_of
from builder.restoration.pipeline import restore
from builder.source.source import Source, read_source

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>>>]>>"
)
UNNAMED = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 0 1000 1000]>>>>]>>"
)
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def pdf(
    *pages: bytes, font: bytes = FONT, page: bytes = b"/MediaBox[0 0 595 842]", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF with a content stream a page; `page`: more entries of each; `more`: objects from number 5 on."""
    kids = b" ".join(b"%d 0 R" % (5 + len(more) + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        font,
        PICTURE,
    ]
    objects += more
    for at, content in enumerate(pages):
        own = (
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R/D 5 0 R>>>>/Contents %d 0 R>>"
        )
        objects += [own % (page, 6 + len(more) + 2 * at), stream(content)]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, xref)


def words(*placed: tuple[float, float, str], size: int = 12) -> bytes:
    """Words at (x, y), in points from the left and the foot of the page."""
    shown = (b"1 0 0 1 %g %g Tm <%s> Tj " % (x, y, said.encode("utf-16-be").hex().encode()) for x, y, said in placed)
    return b"BT /F %d Tf " % size + b"".join(shown) + b"ET "


def lines(xs: list[float], ys: list[float]) -> bytes:
    """Ruling lines at all xs and ys."""
    across = b"".join(b"%g %g m %g %g l S " % (xs[0], y, xs[-1], y) for y in ys)
    return across + b"".join(b"%g %g m %g %g l S " % (x, ys[0], x, ys[-1]) for x in xs)


def source(tmp_path: Path, raw: bytes) -> Source:
    (tmp_path / "n.pdf").write_bytes(raw)
    return read_source(tmp_path / "n.pdf")


def grid(found: Source, number: int = 0) -> list[list[str]]:
    return [[words_of(cell, found.text) for cell in row] for row in found.tables[number].rows]


# ---- rows


def test_character_in_unembedded_font(tmp_path: Path) -> None:
    assert source(tmp_path, pdf(words((60, 700, "一")))).text == "一"


def test_rows_follow_position(tmp_path: Path) -> None:
    content = words((60, 600, "三、巡查山林"), (132, 700, "堤坝"), (60, 650, "二、疏浚沟渠"), (60, 700, "一、检修水库"))
    assert source(tmp_path, pdf(content)).text.split("\n") == ["一、检修水库堤坝", "二、疏浚沟渠", "三、巡查山林"]


def test_double_printed_characters_are_read_once(tmp_path: Path) -> None:
    assert source(tmp_path, pdf(words((60, 700, "检修"), (60.2, 700, "检修")))).text == "检修"


def test_rotated_page_is_read_upright(tmp_path: Path) -> None:
    content = b"q 0 1 -1 0 595 0 cm " + words((100, 500, "检修水库"), (100, 470, "疏浚沟渠")) + b"Q"
    raw = pdf(content, page=b"/MediaBox[0 0 595 842]/Rotate 90")
    assert source(tmp_path, raw).text.split() == ["检修水库", "疏浚沟渠"]


@pytest.mark.parametrize(
    "turn",
    [pytest.param(b"0 1 -1 0 595 0", id="words-run-up"), pytest.param(b"0 -1 1 0 0 842", id="words-run-down")],
)
def test_page_that_lies_on_its_side_is_read_upright(tmp_path: Path, turn: bytes) -> None:
    table = lines(XS, [480, 510, 540]) + words(*row_of(520, *HEAD), *row_of(490, "1", "疏浚沟渠", "县水利局"))
    found = source(tmp_path, pdf(b"q %s cm " % turn + words((100, 560, "检修水库")) + table + b"Q"))
    assert found.text.split("\n")[0].strip() == "检修水库"
    assert grid(found) == [list(HEAD), ["1", "疏浚沟渠", "县水利局"]]


@pytest.mark.parametrize("middle", [298, 330])
def test_columns_of_headings_and_short_items_are_read_in_order(tmp_path: Path, middle: float) -> None:
    said = ["检修水库。各乡镇要在六月", "底前完成。", "二、疏浚沟渠", "（县水利局负责）", "三、巡查山林，", "组织实施"]
    left, right = ([side + row for row in (*said, *said)] for side in "左右")
    placed = [(x, 700 - 20 * at, row) for x, rows in ((60, left), (middle + 16, right)) for at, row in enumerate(rows)]
    rows = source(tmp_path, pdf(words(*placed, (280, 60, "— 1 —")))).text.split("\n")
    assert [row.strip()[0] for row in rows] == [*"左" * 12, *"右" * 12, "—"]


def test_list_of_names_and_numbers_is_read_by_rows(tmp_path: Path) -> None:
    offices = [
        "县水利局",
        "县林业和草原局",
        "城关镇",
        "县自然资源和规划局",
        "东风乡人民政府",
        "县教育局",
        "县档案馆",
        "河口镇",
    ]
    placed = [
        place
        for at, office in enumerate(offices)
        for place in ((60, 700 - 20 * at, office), (330, 700 - 20 * at, f"8231{at}00"))
    ]
    rows = source(tmp_path, pdf(words(*placed))).text.split("\n")
    assert [row.split() for row in rows] == [[office, f"8231{at}00"] for at, office in enumerate(offices)]


def test_two_columns_are_read_in_order(tmp_path: Path) -> None:
    left = [(60, 700 - 20 * at, f"左栏第{'甲乙丙丁戊己庚辛壬癸'[at]}行检修水库堤坝并巡查") for at in range(10)]
    right = [(320, 695 - 20 * at, f"右栏第{'甲乙丙丁戊己庚辛壬癸'[at]}行疏浚沟渠河道并清淤") for at in range(10)]
    rows = source(tmp_path, pdf(words((150, 740, "水利简报总第九期增刊号外特刊合订本全文"), *left, *right))).text.split(
        "\n"
    )
    assert [row.strip()[:2] for row in rows] == ["水利", *["左栏"] * 10, *["右栏"] * 10]
    assert {len(row) - len(row.lstrip()) for row in rows[1:]} == {0}


def test_row_across_two_columns_is_read_whole(tmp_path: Path) -> None:
    left = [(60, 700 - 20 * at, "左栏检修水库堤坝并巡查河道") for at in range(10)]
    right = [(320, 700 - 20 * at, "右栏疏浚沟渠河道并登记造册") for at in range(10)]
    across = "为扎实做好汛前各项准备工作，保障人民群众生命财产安全，结合本县实际，制定"
    rows = source(tmp_path, pdf(words((84, 740, across), (60, 720, "本方案。"), *left, *right))).text.split("\n")
    assert [row.strip() for row in rows[:2]] == [across, "本方案。"]
    assert [row.strip()[:2] for row in rows[2:]] == [*["左栏"] * 10, *["右栏"] * 10]


def test_right_column_that_ends_early(tmp_path: Path) -> None:
    left = [(60, 700 - 20 * at, "左栏检修水库堤坝并巡查河道") for at in range(12)]
    right = [(320, 700 - 20 * at, "右栏疏浚沟渠河道并登记造册") for at in range(4)]
    more = [(320, 700, "右栏的末行")]
    above = (84, 740, "为扎实做好汛前各项准备工作，保障人民群众生命财产安全，结合本县实际，制定本方案")
    pages = words(above, *left, *right, (290, 60, "— 1 —")), words(*left[:5], *more, (290, 60, "— 2 —"))
    rows = [row.strip()[:2] for row in source(tmp_path, pdf(*pages)).text.replace("\f", "\n").split("\n")]
    assert rows == ["为扎", *["左栏"] * 12, *["右栏"] * 4, "— ", *["左栏"] * 5, "右栏", "— "]


def test_signature_beside_short_rows_is_no_column(tmp_path: Path) -> None:
    left = [(60, 700 - 20 * at, "检修水库堤坝并巡查河道。") for at in range(12)]
    right = [(400, 700 - 20 * at, said) for at, said in enumerate(("县水利局", "2027年6月1日", "县长签发"))]
    rows = source(tmp_path, pdf(words(*left, *right))).text.split("\n")
    assert [row.split()[1:] for row in rows[:3]] == [["县水利局"], ["2027年6月1日"], ["县长签发"]]


def test_red_head_that_returns_on_a_later_page_is_cut(tmp_path: Path) -> None:
    def page(*said: str) -> bytes:
        rows = [(60.0, 700.0 - 20 * at, row) for at, row in enumerate(said)]
        return words((200, 790, "云桥县水利局文件"), size=26) + words(*rows)

    first = page("云桥县水利局关于清淤的通知", "各乡镇：", "一、清理全县沟渠，（县财政局、县农业")
    second = page("农村局负责）", "二、检修水库堤坝。")
    text = restore(source(tmp_path, pdf(first, second))).text
    assert "县农业农村局负责" in text
    assert text.count("云桥县水利局文件") == 1


def test_footnote_of_a_column(tmp_path: Path) -> None:
    left = [(60, 700 - 20 * at, "检修水库堤坝并巡查全县河道") for at in range(10)]
    right = [(320, 700 - 20 * at, "疏浚沟渠河道并逐一登记造册") for at in range(10)]
    mark = words((60 + 12 * 13, 624, "1"), size=7)
    page = words(*left, *right, (60, 500, "二、清淤。")) + mark + words((60, 460, "1以县水利局的名录为准。"), size=9)
    rows = [row.strip() for row in source(tmp_path, pdf(page)).text.split("\n")]
    at = rows.index("〔脚注1〕以县水利局的名录为准。")
    assert rows[at + 1] == "二、清淤。"


def test_margin_of_uniform_pages(tmp_path: Path) -> None:
    body = [(80, 700 - 20 * at, "各乡镇人民政府要按照本方案认真组织实施") for at in range(20)]
    body[3] = (104, 640, body[3][2])
    title = (68, 760, "全县水库堤坝检修与沟渠疏浚三年行动工作方案")
    rows = source(tmp_path, pdf(words(title, *body))).text.split("\n")
    assert [len(row) - len(row.lstrip("\u3000")) for row in rows[:5]] == [0, 0, 0, 0, 2]


def test_footnote_stands_behind_the_item_that_refers_to_it(tmp_path: Path) -> None:
    said = ["一、各乡镇要在汛期以前检修全部堤坝。", "二、各村清理沟渠，并将物资的清单报送县"]
    first = words(*((60, 700 - 24 * at, row) for at, row in enumerate(said)))
    first += words((60 + 12 * len(said[0]), 704, "1"), size=8)
    first += words((60, 80, "1以县统计局公布的数据为准，"), (60, 66, "每年更新。"), size=9) + words((290, 40, "— 1 —"))
    second = words((60, 700, "应急局。"), (60, 676, "三、附则。"))
    rows = [row.strip("\u3000") for row in source(tmp_path, pdf(first, second)).text.replace("\f", "\n").split("\n")]
    assert rows == [
        said[0] + "〔脚注1〕",
        "〔脚注1〕以县统计局公布的数据为准，每年更新。",
        said[1],
        "— 1 —",
        "应急局。",
        "三、附则。",
    ]


@pytest.mark.parametrize("foot", ["1以县统计局公布的数据为准。", "12座水库由县水利局管理。"])
def test_row_at_the_foot_that_nothing_refers_to_is_no_note(tmp_path: Path, foot: str) -> None:
    first = words((60, 700, "一、检修堤坝。")) + words((60, 80, foot), size=9)
    assert source(tmp_path, pdf(first, words((60, 700, "二、附则。")))).text.split("\f")[0].split("\n")[1] == foot


@pytest.mark.parametrize(
    ("head", "size", "y", "cut"),
    [("县防汛工作简报", 9, 800, True), ("县防汛工作简报", 12, 800, False), ("县防汛工作简报", 9, 716, False), ("附件1", 9, 800, False)],
)  # fmt: skip
def test_running_head_of_the_only_page(tmp_path: Path, head: str, size: int, y: float, cut: bool) -> None:
    said = ["关于防汛的通知", "各乡镇：", "一、检修水库。", "二、疏浚沟渠。", "三、巡查山林。"]
    body = words(*((60, 700 - 24 * at, row) for at, row in enumerate(said)))
    restored = restore(source(tmp_path, pdf(words((60, y, head), size=size) + body)))
    assert (head not in restored.text) is cut
    assert [each.code for each in restored.findings] == [FindingCode.RESTORED_WITHOUT_PROOF] * cut


# ---- tables

XS, HEAD = [60, 110, 260, 360], ("序号", "工作任务", "牵头单位")


def row_of(y: float, *cells: str, xs: list[float] = XS) -> list[tuple[float, float, str]]:
    return [(x + 4, y, cell) for x, cell in zip(xs, cells, strict=False) if cell]


def test_ruled_table_with_merged_cell(tmp_path: Path) -> None:
    ruled = lines(XS, [700, 670, 610]) + b"110 640 m 360 640 l S "
    placed = [
        *row_of(680, *HEAD),
        *row_of(650, "", "检修水库", "县水利局"),
        *row_of(635, "1"),
        *row_of(620, "", "疏浚", "县农业局"),
    ]
    found = source(tmp_path, pdf(ruled + words((60, 740, "任务分工表"), *placed, (60, 560, "附则"))))
    assert found.text.split("\n") == [
        "任务分工表",
        "序号\t工作任务\t牵头单位",
        "1\t检修水库\t县水利局",
        "\t疏浚\t县农业局",
        "附则",
    ]
    assert grid(found) == [list(HEAD), ["1", "检修水库", "县水利局"], ["1", "疏浚", "县农业局"]]


def test_wrapped_lines_in_cell_are_joined(tmp_path: Path) -> None:
    xs = [60, 110, 182, 258]
    ruled = lines(xs, [700, 670, 600])
    placed = [
        *row_of(680, *HEAD, xs=xs),
        *row_of(650, "1", "检修全县", "县水利局", xs=xs),
        *row_of(635, "", "水库堤坝", "县财政局", xs=xs),
    ]
    placed[4] = (114, 650, "检修全县大")
    found = source(tmp_path, pdf(ruled + words(*placed)))
    assert grid(found)[1] == ["1", "检修全县大水库堤坝", "县水利局 县财政局"]


def test_unruled_table_has_columns_and_joined_lines(tmp_path: Path) -> None:
    placed = [
        *row_of(700, *HEAD),
        *row_of(675, "1", "检修全县水库堤坝并登", "县水利局"),
        *row_of(660, "", "记造册"),
        *row_of(635, "2", "疏浚沟渠", "县农业局"),
    ]
    found = source(tmp_path, pdf(words((60, 740, "任务分工表"), *placed)))
    assert grid(found) == [list(HEAD), ["1", "检修全县水库堤坝并登记造册", "县水利局"], ["2", "疏浚沟渠", "县农业局"]]


def test_spaced_labels_head_no_table(tmp_path: Path) -> None:
    labels = [
        (60 + 40 * at, 700 - 30 * row, sign)
        for row, label in enumerate(("联系电话", "申报学校", "填表日期"))
        for at, sign in enumerate(label)
    ]
    assert source(tmp_path, pdf(words(*labels))).tables == ()


def test_table_continues_on_next_page(tmp_path: Path) -> None:
    first = lines(XS, [200, 170, 140, 110]) + words(
        *row_of(180, *HEAD),
        *row_of(150, "1", "检修水库", "县水利局"),
        *row_of(120, "2", "疏浚全县沟", "县农业局"),
        (290, 60, "— 1 —"),
    )
    second = lines(XS, [760, 730, 700, 670]) + words(
        *row_of(740, *HEAD),
        *row_of(710, "", "渠河道", ""),
        *row_of(680, "3", "巡查山林", "县林业局"),
        (60, 600, "附则"),
    )
    found = source(tmp_path, pdf(first, second))
    assert len(found.tables) == 1
    assert grid(found) == [
        list(HEAD),
        ["1", "检修水库", "县水利局"],
        ["2", "疏浚全县沟渠河道", "县农业局"],
        ["3", "巡查山林", "县林业局"],
    ]


@pytest.mark.parametrize(
    ("below", "bodies", "told"),
    [
        pytest.param(
            [("3", ""), ("4", "县林业局")], ["县水利局", "县农业局", "县农业局", "县林业局"], True, id="merged"
        ),
        pytest.param([("3", ""), ("4", "")], ["县水利局", "县农业局", "", ""], False, id="column-has-blank-cells"),
        pytest.param([("3", "县林业局")], ["县水利局", "县农业局", "县林业局"], False, id="no-blank-cell"),
    ],
)
def test_cell_merged_over_the_end_of_a_page(
    tmp_path: Path, below: list[tuple[str, str]], bodies: list[str], told: bool
) -> None:
    first = lines(XS, [200, 170, 140, 110]) + words(
        *row_of(180, *HEAD), *row_of(150, "1", "检修水库", "县水利局"), *row_of(120, "2", "疏浚沟渠", "县农业局")
    )
    placed = [each for at, (number, body) in enumerate(below) for each in row_of(740 - 30 * at, number, "巡查", body)]
    second = lines(XS, [760 - 30 * at for at in range(len(below) + 1)]) + words(*placed)
    found = source(tmp_path, pdf(first, second))
    assert [row[2] for row in grid(found)[1:]] == bodies
    assert [each.code for each in found.findings] == [FindingCode.CELL_MERGED] * told


def test_merged_cell_below_headings_that_return(tmp_path: Path) -> None:
    """No line divides the heading from the rest of the cell."""
    first = lines(XS, [200, 170, 140]) + words(*row_of(180, *HEAD), *row_of(150, "1", "检修水库", "县水利局"))
    open_cell = b"%g 730 m %g 730 l S " % (XS[0], XS[2])
    second = (
        lines(XS, [760, 700, 670])
        + open_cell
        + words(*row_of(740, *HEAD), *row_of(710, "2", "巡查", ""), *row_of(680, "3", "修渠", "县林业局"))
    )
    assert [row[2] for row in grid(source(tmp_path, pdf(first, second)))[1:]] == ["县水利局", "县水利局", "县林业局"]


WIDE_XS = [40, 100, 150, 300, 380, 440]
WIDE_HEAD = ("类别", "序号", "工作任务", "牵头单位", "时限")


def halves(above: list[tuple[str, ...]], below: list[tuple[str, ...]], missing: dict[int, list[int]]) -> bytes:
    """A ruled table of two pages, its rows 30 points high. `missing`: by the number of a row of the second page the
    columns whose upper line is not drawn, where a cell is merged."""
    pages = []
    for number, rows in enumerate((above, below)):
        ys = [780 - 30 * at for at in range(len(rows) + 1)]
        content = b"".join(b"%g %g m %g %g l S " % (x, ys[0], x, ys[-1]) for x in WIDE_XS)
        for at, y in enumerate(ys):
            for column in range(5):
                if not (number and column in missing.get(at, [])):
                    content += b"%g %g m %g %g l S " % (WIDE_XS[column], y, WIDE_XS[column + 1], y)
        placed = [each for at, row in enumerate(rows) for each in row_of(760 - 30 * at, *row, xs=WIDE_XS)]
        pages.append(content + words(*placed, size=10))
    return pdf(*pages)


ABOVE = [
    WIDE_HEAD,
    ("防汛", "1", "检修全县水库堤坝。", "县水利局", "6月底前"),
    ("防火", "2", "巡查全县国有山林。", "县林业局", "5月底前"),
    ("供水", "3", "清洗全部供水管网。", "县住建局", "7月底前"),
]


@pytest.mark.parametrize(
    ("last", "below", "missing", "rows"),
    [
        pytest.param(
            ("修渠", "4", "疏浚全县灌溉沟渠。", "县农业局", "8月底前"),
            [("", "5", "登记受损沟渠。", "", "9月底前"), ("", "6", "硬化渠道。", "", "10月底前")],
            {1: [0, 3]},
            [("修渠", "5", "登记受损沟渠。", "县农业局", "9月底前"), ("修渠", "6", "硬化渠道。", "县农业局", "10月底前")],
            id="group-and-lead",
        ),
        pytest.param(
            ("修渠", "4", "疏浚全县灌溉沟渠并公布结果，", "县农业局", "8月底前"),
            [WIDE_HEAD, ("", "", "接受监督。", "", ""), ("", "5", "硬化渠道。", "", "9月底前")],
            {2: [0, 3]},
            [("修渠", "5", "硬化渠道。", "县农业局", "9月底前")],
            id="rest-of-a-row-below-headings",
        ),
        pytest.param(
            ("修渠", "4", "疏浚全县灌溉沟渠。", "县政府办公室", "8月底前"),
            [("", "5", "登记受损沟渠。", "县财政局", "9月底前"), ("", "6", "硬化渠道。", "县审计局", "10月底前")],
            {1: [0]},
            [("修渠", "5", "登记受损沟渠。", "县财政局", "9月底前"), ("修渠", "6", "硬化渠道。", "县审计局", "10月底前")],
            id="full-cell-above-a-row-of-its-own",
        ),
    ],
)  # fmt: skip
def test_merged_cells_over_the_end_of_a_page(
    tmp_path: Path,
    last: tuple[str, ...],
    below: list[tuple[str, ...]],
    missing: dict[int, list[int]],
    rows: list[tuple[str, ...]],
) -> None:
    found = source(tmp_path, halves([*ABOVE, last], below, missing))
    assert [tuple(row) for row in grid(found)[5:]] == rows
    assert len(found.tables) == 1


def test_last_words_of_a_merged_cell_stand_on_the_next_page(tmp_path: Path) -> None:
    above = [*ABOVE, ("修渠", "4", "疏浚全县灌溉沟渠。", "县农业农村环境", "8月底前")]
    above[3] = ("", "3", "清洗全部供水管网。", "县住建局", "7月底前")
    below = [("", "5", "登记受损沟渠。", "保护局", "9月底前"), ("", "6", "硬化渠道。", "", "10月底前")]
    found = grid(source(tmp_path, halves(above, below, {1: [0, 3]})))
    assert [row[3] for row in found[4:]] == ["县农业农村环境保护局"] * 3


def test_row_whose_sentence_is_open_goes_on_below(tmp_path: Path) -> None:
    """Though the cell beside it seems to go on too, and might be another."""
    above = [*ABOVE, ("", "", "疏浚全县灌溉沟渠并公布情况，", "县财政局", "8月")]
    below = [("", "", "接受监督。", "", "底前"), ("", "", "硬化渠道。", "县审计局", "9月")]
    above[1:4] = [("", "", words, "", limit) for _, _, words, _, limit in ABOVE[1:]]
    found = grid(source(tmp_path, halves(above, below, {})))
    assert found[4][2:] == ["疏浚全县灌溉沟渠并公布情况，接受监督。", "县财政局", "8月底前"]


def test_chapters_of_a_table_say_nothing_of_rows_that_are_cut(tmp_path: Path) -> None:
    """Though the first cell above the end of the page is full, and ends no sentence."""
    task = ("清理全县河道垃圾", "逐村逐段登记，立行立改。", "县水利局")
    above = [("任务", "要求", "牵头单位"), ("一、防汛",), task, task, ("二、防火",), task, task]
    below = [("巡查全县国有山林", "逐片落实管护人。", "县林业局"), ("三、供水",), task]
    xs = [60.0, 160, 300, 420]
    pages = []
    for rows in (above, below):
        ys = [780 - 30 * at for at in range(len(rows) + 1)]
        content = level(*ys, left=60, right=420) + lines([60, 420], [ys[-1], ys[0]])
        for at, row in enumerate(rows):
            inner = xs[1:-1] if len(row) > 1 else []
            content += b"".join(b"%g %g m %g %g l S " % (x, ys[at], x, ys[at + 1]) for x in inner)
        pages.append(
            content + words(*(each for at, row in enumerate(rows) for each in row_of(760 - 30 * at, *row, xs=xs)))
        )
    found = grid(source(tmp_path, pdf(*pages)))
    assert [row[0] for row in found[6:]] == [task[0], "巡查全县国有山林", "三、供水", task[0]]


def test_end_of_a_name_and_another_name_at_the_top_of_a_page(tmp_path: Path) -> None:
    xs = [60, 110, 188]
    placed = [
        *row_of(680, "序号", "责任单位", xs=xs),
        (114, 635, "建设管理局"),
        (114, 620, "县应急分局"),
        (64, 650, "1"),
    ]
    found = source(tmp_path, pdf(lines(xs, [700, 670, 600]) + words(*placed)))
    assert grid(found)[1] == ["1", "建设管理局 县应急分局"]


def test_signs_spread_over_a_narrow_cell(tmp_path: Path) -> None:
    xs = [60, 110, 170]
    placed = [
        (114, 650, "县"),
        (134, 650, "信"),
        (154, 650, "访"),
        (114, 635, "局、县林"),
        (114, 620, "业局"),
        (64, 650, "1"),
    ]
    raw = pdf(lines(xs, [700, 670, 600]) + words(*row_of(680, "序号", "责任单位", xs=xs), *placed))
    assert grid(source(tmp_path, raw))[1] == ["1", "县信访局、县林业局"]


def test_two_rows_of_headings_return(tmp_path: Path) -> None:
    parts = ("", "", "", "牵头", "日期")
    above = [("类别", "序号", "工作任务", "分工", "时限"), parts, ("防汛", "1", "检修水库，", "县水利局", "6月底前")]
    below = [above[0], parts, ("", "", "报送结果。", "", ""), ("防火", "2", "巡查山林。", "县林业局", "5月底前")]
    found = grid(source(tmp_path, halves(above, below, {})))
    assert [row[2] for row in found[2:]] == ["检修水库，报送结果。", "巡查山林。"]


def test_headings_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    found = source(tmp_path, halves([WIDE_HEAD], ABOVE[1:], {}))
    assert [tuple(row) for row in grid(found)] == ABOVE


def test_columns_that_a_page_does_not_divide(tmp_path: Path) -> None:
    """Where no cell of a page ends at the line between two columns, the page does not draw it."""
    xs = [60, 110, 260, 310, 360]
    first = lines(xs, [200, 170, 140]) + words(*row_of(180, "序号", "工作任务", "牵头", "配合", xs=xs),
                                               *row_of(150, "1", "检修水库", "水利局", "财政局", xs=xs))  # fmt: skip
    second = lines(XS, [760, 730, 700]) + words(*row_of(740, "2", "巡查", "各镇"), *row_of(710, "3", "修渠", "各村"))
    found = source(tmp_path, pdf(first, second))
    assert grid(found)[2:] == [["2", "巡查", "各镇", "各镇"], ["3", "修渠", "各村", "各村"]]


def test_last_row_alone_on_next_page(tmp_path: Path) -> None:
    first = lines(XS, [200, 170, 140]) + words(*row_of(180, *HEAD), *row_of(150, "1", "检修水库", "县水利局"))
    second = lines(XS, [760, 730]) + words(*row_of(740, "2", "巡查山林", "县林业局"), (60, 600, "附则"))
    found = source(tmp_path, pdf(first, second))
    assert grid(found) == [list(HEAD), ["1", "检修水库", "县水利局"], ["2", "巡查山林", "县林业局"]]


def test_row_that_fills_a_page_is_no_frame(tmp_path: Path) -> None:
    first = lines(XS, [100, 130, 160]) + words(*row_of(140, *HEAD), *row_of(110, "1", "各乡镇要在汛期前", "县水利局"))
    tall = words(*((115, 780 - 20 * at, "逐一登记造册并检修堤坝水闸") for at in range(30)))
    second = lines(XS, [140, 800]) + tall
    third = lines(XS, [740, 770, 800]) + words(
        *row_of(780, "", "并报送结果。", ""), *row_of(750, "2", "疏浚沟渠", "县农业局")
    )
    rows = grid(source(tmp_path, pdf(first, second, third)))
    assert [row[0] for row in rows] == ["序号", "1", "2"]
    assert rows[1][1].startswith("各乡镇要在汛期前逐一登记造册")
    assert rows[1][1].endswith("并报送结果。")
    assert rows[-1] == ["2", "疏浚沟渠", "县农业局"]


def test_row_cut_by_page_end_inside_a_name(tmp_path: Path) -> None:
    xs = [60, 110, 184, 232]
    first = lines(xs, [200, 170, 140]) + words(
        *row_of(180, "序号", "工作任务", "单位", xs=xs), *row_of(150, "1", "检修水库堤", "县水", xs=xs)
    )
    first = first.replace(words((188, 150, "县水")), b"")
    first += words((188, 150, "县农业"))
    second = lines(xs, [760, 730]) + words(*row_of(740, "", "坝", "农村局", xs=xs))
    assert grid(source(tmp_path, pdf(first, second)))[1][0] == "1"
    assert grid(source(tmp_path, pdf(first, second)))[1][1] == "检修水库堤坝"


@pytest.mark.parametrize(
    ("below", "rows"),
    [("水利局", [["县农田水利局", "检修水库堤坝"]]), ("县妇联", [["县农田", "检修水库"], ["县妇联", "堤坝"]])],
)
def test_name_in_the_first_column_cut_by_page_end(tmp_path: Path, below: str, rows: list[list[str]]) -> None:
    xs = [60, 104, 160]
    first = lines(xs, [200, 170, 140]) + words(
        *row_of(180, "单位", "职责", xs=xs), *row_of(150, "县农田", "检修水库", xs=xs)
    )
    second = lines(xs, [760, 730]) + words(*row_of(740, below, "堤坝", xs=xs))
    assert grid(source(tmp_path, pdf(first, second)))[1:] == rows


@pytest.mark.parametrize(("below", "count"), [("0", 2), ("2", 3)])
def test_number_cut_by_page_end(tmp_path: Path, below: str, count: int) -> None:
    """1 above 0 is 10 below a row 9; 2 begins a row."""
    xs = [60, 104, 160]
    first = lines(xs, [200, 170, 140]) + words(*row_of(180, "9", "巡查", xs=xs), *row_of(150, "1", "检修水库", xs=xs))
    second = lines(xs, [760, 730]) + words(*row_of(740, below, "堤坝", xs=xs))
    rows = grid(source(tmp_path, pdf(first, second)))
    assert len(rows) == count
    assert rows[1] == (["10", "检修水库堤坝"] if count == 2 else ["1", "检修水库"])


def test_unruled_table_continues_on_next_page(tmp_path: Path) -> None:
    first = words(
        *row_of(130, *HEAD), *row_of(105, "1", "检修水库", "县水利局"), *row_of(80, "2", "疏浚沟渠", "县农业局")
    )
    second = words(*row_of(780, "3", "巡查山林并登记造册", "县林业局"), *row_of(755, "4", "防火", "县应急局"))
    found = source(tmp_path, pdf(first, second))
    assert grid(found)[3:] == [["3", "巡查山林并登记造册", "县林业局"], ["4", "防火", "县应急局"]]


def test_names_and_figures_in_narrow_cells(tmp_path: Path) -> None:
    xs = [60, 110, 176, 200]
    placed = [
        *row_of(680, "序号", "责任单位", "分", xs=xs),
        (114, 650, "县河长办"),
        (114, 635, "县水利局"),
        (180, 650, "10"),
        (180, 635, "0"),
        (64, 650, "1"),
    ]
    xs[3] = 208
    found = source(tmp_path, pdf(lines(xs, [700, 670, 600]) + words(*placed)))
    assert grid(found)[1] == ["1", "县河长办 县水利局", "100"]


def test_frame_around_text_is_no_table(tmp_path: Path) -> None:
    body = [(80, 640 - 20 * at, "各乡镇人民政府要按照本方案认真组织实施并报告") for at in range(12)]
    frame = lines([60, 80, 540], [700, 670, 300])
    found = source(tmp_path, pdf(frame + words((64, 680, "首页"), *body)))
    assert found.tables == ()
    assert found.text.count("\n") == 12


# ---- what cannot be read


@pytest.mark.parametrize("colour", ["1 1 1 rg", "1 g", "0 0 0 0 k", "0.9 g"])
def test_backgrounds_of_paragraphs_are_no_table(tmp_path: Path, colour: str) -> None:
    """Text copied from a page brings a background, as wide as each paragraph."""
    body = [
        (64, 700, "一、水库巡查"),
        (94, 670, "1.汛期每日巡查一次。"),
        (94, 640, "2.发现险情立即报告。"),
        (64, 610, "二、物资储备"),
    ]
    boxes = (
        colour.encode()
        + b" "
        + b" ".join(
            f"{left} {low - 8} {500 - left} 30 re f".encode()
            for left, low, _ in ((x - 4, y, words) for x, y, words in body)
        )
    )
    found = source(tmp_path, pdf(boxes + b" 0 g " + words(*body)))
    assert found.tables == ()
    assert [line.strip("\u3000") for line in found.text.split("\n")] == [said for _, _, said in body]


def test_white_backgrounds_of_words_are_no_cells(tmp_path: Path) -> None:
    said = [
        (64, 700, "修好水库"),
        (120, 700, "疏浚"),
        (160, 700, "沟渠"),
        (64, 670, "储备"),
        (120, 670, "物资"),
        (160, 670, "编织袋"),
    ]
    boxes = b" ".join(f"{x - 1} {y - 6} 40 30 re f".encode() for x, y, _ in said)
    assert source(tmp_path, pdf(b"1 g " + boxes + b" 0 g " + words(*said))).tables == ()
    assert source(tmp_path, pdf(b"0.8 g " + boxes + b" 0 g " + words(*said))).tables != ()


def test_image_only_page_is_finding(tmp_path: Path) -> None:
    found = source(
        tmp_path, pdf(words((60, 700, "检修水库")), b"q 500 0 0 700 40 60 cm /I Do Q", words((60, 700, "附则")))
    )
    assert [(each.code, "第 2 页" in each.message, each.start) for each in found.findings] == [("page-unread", True, 5)]


PICTURE_PAGE = b"q 500 0 0 700 40 60 cm /I Do Q "


@pytest.mark.parametrize(
    "edge",
    [(290, 40, "— 2 —"), (60, 810, "临溪市人民政府公报"), (200, 20, "某扫描软件创建")],
    ids=["number", "head", "mark"],
)
def test_picture_with_words_at_its_edge_is_finding(tmp_path: Path, edge: tuple[float, float, str]) -> None:
    found = source(tmp_path, pdf(words((60, 700, "检修水库")), PICTURE_PAGE + words(edge)))
    assert ["第 2 页" in each.message for each in found.findings] == [True]
    with pytest.raises(InputError, match="pictures"):
        source(tmp_path, pdf(PICTURE_PAGE + words(edge), PICTURE_PAGE + words(edge)))


SCAN = b"q 600 0 0 850 0 0 cm /I Do Q "  # a picture of the whole page
STAMP = b"q 90 0 0 90 400 60 cm /I Do Q"
SAID = [(60.0, 700.0 - 20 * row, f"检修水库第{row}闸门并清理河道") for row in range(9)]


@pytest.mark.parametrize("page", [words(*SAID) + SCAN, SCAN + b"3 Tr " + words(*SAID)], ids=["below", "no-ink"])
def test_what_a_scanner_recognised_is_told(tmp_path: Path, page: bytes) -> None:
    found = source(tmp_path, pdf(page, page))
    assert SAID[0][2] in found.text
    assert [each.code for each in found.findings] == [FindingCode.TEXT_RECOGNISED]
    assert found.findings[0].end == len(found.text)


@pytest.mark.parametrize(
    "page",
    [SCAN + words(*SAID), words(*SAID), words(*SAID) + STAMP, SCAN + words(*SAID) + STAMP],
    ids=["on-a-ground", "no-picture", "seal", "seal-on-a-ground"],
)
def test_words_that_are_seen_are_recognised_by_nobody(tmp_path: Path, page: bytes) -> None:
    assert source(tmp_path, pdf(page)).findings == ()


def test_page_typed_below_scans_is_no_scan(tmp_path: Path) -> None:
    found = source(tmp_path, pdf(words(*SAID) + SCAN, words(*SAID)))
    assert FindingCode.TEXT_RECOGNISED not in [each.code for each in found.findings]


def test_scan_over_which_no_chinese_is_laid_is_refused(tmp_path: Path) -> None:
    noise = words(*((60, y, "~~*%ft W~I $}*-") for _, y, _ in SAID))
    with pytest.raises(InputError, match="no Chinese text is laid"):
        source(tmp_path, pdf(noise + SCAN))


def test_seal_is_no_finding(tmp_path: Path) -> None:
    assert source(tmp_path, pdf(words((60, 700, "检修水库")) + b"q 90 0 0 90 400 60 cm /I Do Q")).findings == ()


def test_row_that_the_end_of_a_page_leaves_open(tmp_path: Path) -> None:
    """As browsers print tables: the upright lines go on to the end of the page, and no level one closes the row."""
    above = b"".join(b"60 %g m 360 %g l S " % (y, y) for y in (200, 170, 140))
    above += b"".join(b"%g 100 m %g 200 l S " % (x, x) for x in XS)
    rows = [
        *row_of(180, *HEAD),
        *row_of(150, "1", "检修水库", "县水利局"),
        *row_of(110, "2", "疏浚全县的灌溉沟渠和", "县农业局"),
    ]
    second = lines(XS, [760, 730, 700]) + words(*row_of(740, "", "河道。", ""), *row_of(710, "3", "巡查", "县林业局"))
    foot = words((40, 40, "https://www.example.gov.cn/art/2024/notice-of-the-office.html"), (520, 40, "1/2"))
    found = grid(source(tmp_path, pdf(above + words(*rows) + foot, second)))
    assert found[2:] == [["2", "疏浚全县的灌溉沟渠和河道。", "县农业局"], ["3", "巡查", "县林业局"]]


def test_table_with_open_sides(tmp_path: Path) -> None:
    ruled = b"".join(b"60 %g m 360 %g l S " % (y, y) for y in (700, 670, 640))
    ruled += b"".join(b"%g 640 m %g 700 l S " % (x, x) for x in XS[1:-1])
    found = source(tmp_path, pdf(ruled + words(*row_of(680, *HEAD), *row_of(650, "1", "检修水库", "县水利局"))))
    assert grid(found) == [list(HEAD), ["1", "检修水库", "县水利局"]]


def level(*ys: float, left: float = 60, right: float = 360) -> bytes:
    return b"".join(b"%g %g m %g %g l S " % (left, y, right, y) for y in ys)


def test_table_with_level_lines_only(tmp_path: Path) -> None:
    rows = [
        *((130, 680, "工作任务"), (74, 680, "序号"), (290, 680, "牵头单位")),
        *((80, 640, "1"), (114, 650, "检修水库堤坝并登记造"), (114, 635, "册。"), (254, 640, "县水利局")),
        *((80, 610, "2"), (114, 610, "疏浚沟渠。"), (254, 617, "县农业局、"), (254, 602, "县财政局")),
    ]
    found = source(tmp_path, pdf(level(700, 670, 628, 598) + words(*rows)))
    assert grid(found) == [
        list(HEAD),
        ["1", "检修水库堤坝并登记造册。", "县水利局"],
        ["2", "疏浚沟渠。", "县农业局、 县财政局"],
    ]


def test_columns_whose_middles_the_headings_have(tmp_path: Path) -> None:
    """The cells are 50, 110 and 140 points wide: 县供销联社 fills no row, so another name follows below it."""
    rows = [
        *((151, 680, "任务"), (73, 680, "序号"), (266, 680, "牵头单位")),
        *(
            (82, 650, "1"),
            (114, 650, "检修水库堤坝并登"),
            (114, 635, "记造册。"),
            (260, 650, "县供销联社"),
            (260, 635, "水文站"),
        ),
        *((82, 610, "2"), (114, 610, "疏浚沟渠。"), (224, 610, "县农业和农村工作局、县"), (224, 595, "财政局")),
    ]
    found = source(tmp_path, pdf(level(700, 670, 628, 590) + words(*rows)))
    assert [row[2] for row in grid(found)[1:]] == ["县供销联社 水文站", "县农业和农村工作局、县财政局"]


def test_names_on_centred_rows_of_a_cell_are_two(tmp_path: Path) -> None:
    xs = [60.0, 110, 220, 360]
    rows = [
        *row_of(680, "序号", "任务", "牵头单位", xs=xs),
        *(
            (82, 650, "1"),
            (114, 650, "检修水库堤坝并登"),
            (114, 635, "记造册。"),
            (260, 650, "县供销联社"),
            (260, 635, "水文站"),
        ),
    ]
    found = source(tmp_path, pdf(lines(xs, [700, 670, 628]) + words(*rows)))
    assert grid(found)[1][1:] == ["检修水库堤坝并登记造册。", "县供销联社 水文站"]


def test_month_broken_within_its_figures(tmp_path: Path) -> None:
    rows = [*row_of(680, "序号", "任务", "完成时限"), *row_of(650, "1", "清淤", "2027.1"), *row_of(636, "", "", "2")]
    found = source(tmp_path, pdf(lines(XS, [700, 670, 625]) + words(*rows)))
    assert grid(found)[1][2] == "2027.12"


def test_merged_cells_of_a_table_with_level_lines_only(tmp_path: Path) -> None:
    rows = [
        *((130, 680, "工作任务"), (74, 680, "类别"), (290, 680, "牵头单位")),
        *((64, 650, "防汛"), (114, 650, "检修水库。"), (254, 650, "县水利局")),
        *((114, 620, "疏浚沟渠。"), (254, 620, "县农业局")),
        (64, 590, "一、以下各项年底前完成，逐月通报，按季考核"),
        *((64, 560, "造林"), (114, 560, "补植苗木。"), (254, 560, "县林业局")),
    ]
    ruled = level(700, 670, 610, 580, 550) + level(640, left=110)
    found = source(tmp_path, pdf(ruled + words(*rows)))
    assert grid(found) == [
        ["类别", *HEAD[1:]],
        ["防汛", "检修水库。", "县水利局"],
        ["防汛", "疏浚沟渠。", "县农业局"],
        ["一、以下各项年底前完成，逐月通报，按季考核"] * 3,
        ["造林", "补植苗木。", "县林业局"],
    ]


def test_table_with_level_lines_goes_on_over_a_page(tmp_path: Path) -> None:
    head = [(130, 180, "工作任务"), (74, 180, "序号"), (290, 180, "牵头单位")]
    first = [
        *head,
        (80, 150, "1"),
        (114, 150, "检修水库。"),
        (254, 150, "县水利局"),
        (80, 120, "2"),
        (114, 120, "清淤。"),
    ]
    second = [(80, 750, "3"), (114, 750, "补植苗木。"), (254, 750, "县林业局")]
    pages = level(200, 170, 140, 110) + words(*first), level(770, 740) + words(*second)
    found = source(tmp_path, pdf(*pages))
    assert grid(found) == [
        list(HEAD),
        ["1", "检修水库。", "县水利局"],
        ["2", "清淤。", ""],
        ["3", "补植苗木。", "县林业局"],
    ]


def test_rules_between_paragraphs_are_no_table(tmp_path: Path) -> None:
    said = [
        (60, 680, "牵头单位   责任单位   任务"),
        (60, 650, "各乡镇人民政府要组织检修水库堤坝"),
        (60, 620, "并按月通报"),
        (60, 590, "进度。"),
    ]
    assert not source(tmp_path, pdf(level(700, 670, 640, 610, 580) + words(*said))).tables


@pytest.mark.parametrize(("xs", "cut"), [([40.0, 200, 360, 595], True), ([40.0, 200, 360, 560], False)])
def test_table_wider_than_its_page_is_finding(tmp_path: Path, xs: list[float], cut: bool) -> None:
    table = lines(xs, [480, 510, 540]) + words(*row_of(520, *HEAD, xs=xs), *row_of(490, "1", "疏浚沟渠", "县水", xs=xs))
    found = source(tmp_path, pdf(words((60, 700, "附表")) + table))
    told = [found.text[each.start : each.end] for each in found.findings if each.code is FindingCode.TABLE_CUT]
    assert [words.split()[-1] for words in told] == ["县水"] * cut


def clipped(x: float, y: float, width: float, height: float, content: bytes) -> bytes:
    return b"q %g %g %g %g re W* n %s Q " % (x, y, width, height, content)


def told(found: Source) -> list[str]:
    """The words that findings on words which are not seen lie at."""
    return [found.text[each.start : each.end] for each in found.findings if each.code is FindingCode.WORDS_COVERED]


def test_words_too_long_for_their_cell_stay_in_it(tmp_path: Path) -> None:
    """A workbook that does not wrap its cells draws their words over the next ones, and hides what is beyond."""
    rows = [*row_of(680, *HEAD), (64, 650, "1"), (264, 650, "县水利局")]
    long = clipped(110, 640, 150, 30, words((114, 650, "检修全县水库堤坝并登记造册，公布2024年结果")))
    found = source(tmp_path, pdf(lines(XS, [700, 670, 640]) + words(*rows) + long))
    assert grid(found)[1] == ["1", "检修全县水库堤坝并登记造册，公布2024年结果", "县水利局"]
    assert told(found) == ["检修全县水库堤坝并登记造册，公布2024年结果"]


def test_rectangle_as_large_as_its_words_hides_nothing(tmp_path: Path) -> None:
    rows = words(*row_of(680, *HEAD), *row_of(650, "1", "检修水库", "县水利局"))
    found = source(
        tmp_path, pdf(clipped(60, 640, 300, 60, lines(XS, [700, 670, 640]) + rows) + words((380, 650, "附则")))
    )
    assert grid(found)[1] == ["1", "检修水库", "县水利局"]
    assert "附则" in found.text
    assert told(found) == []


@pytest.mark.parametrize(
    ("placed", "covered"),
    [
        pytest.param([(114, 650, "检修全县水库"), (126, 650, "疏浚全部沟渠")], True, id="on-one-line"),
        pytest.param([(114, 650, "检修全县水库"), (114, 644, "疏浚全部沟渠")], True, id="lines-too-near"),
        pytest.param([(114, 655, "检修全县水库"), (114, 642, "疏浚全部沟渠")], False, id="two-lines"),
    ],
)
def test_words_that_lie_on_each_other_are_told(
    tmp_path: Path, placed: list[tuple[float, float, str]], covered: bool
) -> None:
    rows = [*row_of(680, *HEAD), (64, 650, "1"), (264, 650, "县水利局"), *placed]
    found = source(tmp_path, pdf(lines(XS, [700, 670, 640]) + words(*rows)))
    assert bool(told(found)) is covered
    assert grid(found)[1][2] == "县水利局"


@pytest.mark.parametrize("right", [("牵头单位", "完成时限"), ("牵头单位",)], ids=["two-columns", "one-column"])
def test_right_half_of_a_wide_table_on_pages_of_its_own(tmp_path: Path, right: tuple[str, ...]) -> None:
    xs, others, ys = [60, 110, 260], [60, 160, 240][: len(right) + 1], [760, 730, 690, 660]
    below = [("县水利局", "6月"), ("县林业局", "7月"), ("县农业局", "8月"), ("县住建局", "9月")]
    tasks = [("1", "检修水库"), ("2", "巡查山林"), ("3", "疏浚沟渠"), ("4", "清洗管网")]

    def page(columns: list[float], rows: list[tuple[str, ...]]) -> bytes:
        placed = [each for y, row in zip((740, 705, 670), rows, strict=True) for each in row_of(y, *row, xs=columns)]
        return lines(columns, ys) + words(*placed)

    short = [row[: len(right)] for row in below]
    raw = pdf(
        page(xs, [("序号", "工作任务"), *tasks[:2]]),
        page(xs, [("序号", "工作任务"), *tasks[2:]]),
        page(others, [right, *short[:2]]),
        page(others, [right, *short[2:]]),
    )
    found = source(tmp_path, raw)
    assert [tuple(row) for row in grid(found)] == [
        ("序号", "工作任务", *right),
        *((*task, *rest) for task, rest in zip(tasks, short, strict=True)),
    ]
    assert sum("第 3 页" in each.message for each in found.findings) == 1


def test_bytes_before_pdf_header_are_passed_over(tmp_path: Path) -> None:
    assert source(tmp_path, b"HTTP header\r\n\r\n" + pdf(words((60, 700, "检修水库")))).text == "检修水库"


def _drawing(times: int) -> tuple[bytes, ...]:
    """Drawings that each draw the next one `times` times."""
    made = []
    for at in range(5, 15):
        content = b"/D Do " * times if at < 14 else b"0 0 m 1 1 l S " * 200
        made.append(
            stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</D %d 0 R>>>>" % (at + 1))
        )
    return tuple(made)


ENDLESS = (stream(b"/D Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</D 5 0 R>>>>"),)
BOMB = zlib.compress(zlib.compress(b"0 0 m 1 1 l S " * 20_000_000, 1), 9)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(pdf(words((60, 700, "检修")), font=UNNAMED), "do not say which characters", id="font-without-names"),
        pytest.param(pdf(b"/D Do", more=_drawing(10)), "more than 2 MB of drawing", id="drawings-in-drawings"),
        pytest.param(pdf(b"/D Do", more=ENDLESS), "draw each other without end", id="drawings-in-a-circle"),
        pytest.param(pdf(b"0 0 m 1 1 l S " * 200_000), "more than 2 MB of drawing", id="long-drawing"),
        pytest.param(pdf(b"", more=(stream(BOMB, b"/Filter[/FlateDecode/FlateDecode]"),)), "unpacks to more than", id="bomb"),
        pytest.param(b"%PDF-1.4\n" + b"9 0 obj\n1\nendobj\n" * 310_000, "more than 300,000 objects", id="objects"),
        pytest.param(pdf(b"").replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "holds no text", id="pages-in-a-circle"),
        pytest.param(pdf(b"q 500 0 0 700 40 60 cm /I Do Q"), "holds no text", id="scan"),
        pytest.param(b"%PDF-1.4\nnothing", "is a damaged PDF", id="damaged"),
    ],
)  # fmt: skip
def test_unreadable_pdf_is_an_error(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        source(tmp_path, raw)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)

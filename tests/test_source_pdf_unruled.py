"""Tables that no lines divide: rows told by the numbers that count them, wherever in its row a number stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode
from builder.restoration.pipeline import restore
from tests.test_source_pdf import grid, lines, pdf, source, words

PITCH = 16
AT = (60, 110, 260, 360)
HEADINGS = ("序号", "工作任务", "责任单位", "完成时限")
TASKS = [
    (["加固东沟水库大坝，", "重建溢洪道闸门，年", "内完成。"], ["县水利局"], ["2027年6", "月底"]),
    (["疏浚灌渠。"], ["县农业农村局", "县财政局"], ["全年"]),
    (["巡查山林，登记隐患，", "逐处落实管护人。"], ["县林业局"], ["2027年9", "月底"]),
]
READ = [
    [*HEADINGS],
    ["1", "加固东沟水库大坝，重建溢洪道闸门，年内完成。", "县水利局", "2027年6月底"],
    ["2", "疏浚灌渠。", "县农业农村局 县财政局", "全年"],
    ["3", "巡查山林，登记隐患，逐处落实管护人。", "县林业局", "2027年9月底"],
]
Placed = list[tuple[float, float, str]]


def laid(align: str, first: int = 1, top: float = 700, gap: float = 0, without_heading: bool = False) -> Placed:
    """The table as a program prints it whose cells are aligned so: "top", "middle" or "foot"; `gap` between rows."""
    placed: Placed = [] if without_heading else [(x, top, said) for x, said in zip(AT, HEADINGS, strict=True)]
    y = top - PITCH - gap
    for number, cells in enumerate(TASKS, first):
        columns = [[str(number)], *cells]
        height = max(map(len, columns))
        for x, said in zip(AT, columns, strict=True):
            shift = {"top": 0.0, "middle": (height - len(said)) / 2, "foot": float(height - len(said))}[align]
            placed += [(x, y - PITCH * (at + shift), line) for at, line in enumerate(said)]
        y -= PITCH * height + gap
    return placed


@pytest.mark.parametrize("align", ["top", "middle", "foot"])
@pytest.mark.parametrize("gap", [0, 8])
def test_rows_by_the_numbers_that_count_them(tmp_path: Path, align: str, gap: int) -> None:
    assert grid(source(tmp_path, pdf(words(*laid(align, gap=gap))))) == READ


def test_words_below_a_counted_table_are_none_of_it(tmp_path: Path) -> None:
    placed = laid("middle")
    note = (84, min(y for _, y, _ in placed) - PITCH, "注：各单位可以结合实际细化任务，报县政府办公室备案。")
    found = source(tmp_path, pdf(words(*placed, note)))
    assert grid(found) == READ
    assert found.text.endswith(note[2])


def test_heading_of_numbers_on_two_lines(tmp_path: Path) -> None:
    placed = [each for each in laid("middle") if each[2] != "序号"]
    narrow = [(60.0, 700 + PITCH / 2, "序"), (60.0, 700 - PITCH / 2, "号")]
    assert grid(source(tmp_path, pdf(words(*placed, *narrow)))) == READ


def test_row_cut_by_the_end_of_a_page(tmp_path: Path) -> None:
    """The last words of row 3 stand at the top of the next page, above row 4, below headings that return."""
    above = [each for each in laid("middle", top=200) if each[2] != "逐处落实管护人。"]
    below = [(x, 780.0, said) for x, said in zip(AT, HEADINGS, strict=True)]
    below += [(110, 764, "逐处落实管护人。")]
    below += [
        (110, 748, "修订预案，报县政府"),
        (60, 740, "4"),
        (260, 740, "县应急局"),
        (360, 740, "全年"),
        (110, 732, "备案。"),
    ]
    assert grid(source(tmp_path, pdf(words(*above), words(*below)))) == [
        *READ,
        ["4", "修订预案，报县政府备案。", "县应急局", "全年"],
    ]


def test_rows_go_on_without_headings(tmp_path: Path) -> None:
    found = source(tmp_path, pdf(words(*laid("middle", top=300)), words(*laid("middle", 4, 790, without_heading=True))))
    assert grid(found) == [*READ, *([str(at), *row[1:]] for at, row in enumerate(READ[1:], 4))]


def test_rows_that_could_be_divided_in_two_ways_are_no_table(tmp_path: Path) -> None:
    """All lines as far apart, each number where both the first line of its row and the middle of three may be."""
    placed: Placed = [(x, 700.0, said) for x, said in zip(AT, HEADINGS, strict=True)]
    for at in range(9):
        placed.append((110, 684 - PITCH * at, "巡查堤坝和闸门登记隐患"))
    placed += [(60, 684, "1"), (60, 684 - 3 * PITCH, "2"), (60, 684 - 5 * PITCH, "3")]
    found = source(tmp_path, pdf(words(*placed)))
    assert not found.tables


@pytest.mark.parametrize(("size", "times"), [(9, 0), (18, 2)])
def test_head_that_returns_on_two_of_three_pages(tmp_path: Path, size: int, times: int) -> None:
    """Smaller than the text it is one; as large as the title it may be none."""
    head = words((320, 810, "青禾县工作简报"), size=size)
    pages = [
        words(*((84, 700 - 24 * at, f"{9 * page + at + 1}.检修水库堤坝并登记造册。") for at in range(9)))
        for page in range(3)
    ]
    title = words((200, 760, "青禾县防汛工作方案"), size=18)
    text = restore(source(tmp_path, pdf(title + pages[0], head + pages[1], head + pages[2]))).text
    assert text.count("青禾县工作简报") == times
    assert text.startswith("青禾县防汛工作方案\n1.")


def test_number_in_the_head_of_pages_is_kept_once(tmp_path: Path) -> None:
    head = words((60, 810, "青政办发〔2027〕8号"), size=9)
    pages = [
        head
        + words((200, 760, "关于防汛的通知"), size=18)
        + words((60, 700, "各乡镇人民政府："), (84, 676, "一、检修水库。")),
        head + words((84, 760, "二、疏浚沟渠。"), (84, 736, "三、巡查山林。")),
    ]
    for count in (2, 3):
        text = restore(source(tmp_path, pdf(*pages, *pages[1:] * (count - 2)))).text
        assert text.split("\n")[:2] == ["青政办发〔2027〕8号", "关于防汛的通知"]
        assert text.count("〔2027〕") == 1


def test_words_in_a_box_beside_the_text_follow_its_paragraph(tmp_path: Path) -> None:
    body = words(
        (84, 700, "一、检修全县水库堤坝并登记造册。（责任单位：县水利"), (60, 676, "局）"), (84, 652, "二、疏浚沟渠。")
    )
    text = restore(source(tmp_path, pdf(body + words((380, 677, "内部资料"), size=9)))).text
    assert text.split("\n") == ["一、检修全县水库堤坝并登记造册。（责任单位：县水利局）", "内部资料", "二、疏浚沟渠。"]


@pytest.mark.parametrize(("y", "told"), [(705, True), (697, False)])
def test_words_that_a_line_runs_through_are_told(tmp_path: Path, y: int, told: bool) -> None:
    """A line below them is none."""
    body = words((84, 700, "一、检修水库。县水利局应当上报。"), (84, 676, "二、疏浚沟渠。"))
    found = source(tmp_path, pdf(body + b"168 %d m 276 %d l S " % (y, y)))
    assert [each.code for each in found.findings] == [FindingCode.WORDS_COVERED] * told


def test_headings_alone_on_the_last_page_are_cut(tmp_path: Path) -> None:
    xs = [60, 110, 260, 360, 460]
    said = [HEADINGS, *([str(at), f"检修第{at}处水库。", "县水利局", "全年"] for at in range(1, 4))]
    placed = [(x + 4, 180 - 30 * at, cell) for at, cells in enumerate(said) for x, cell in zip(xs, cells, strict=False)]
    first = lines(xs, [200, 170, 140, 110, 80]) + words(*placed)
    second = lines(xs, [780, 750]) + words(*((x + 4, 760, cell) for x, cell in zip(xs, HEADINGS, strict=False)))
    found = source(tmp_path, pdf(first, second))
    assert len(found.tables) == 1
    assert restore(found).text.count("完成时限") == 1


@pytest.mark.parametrize("align", ["middle", "foot"])
def test_lines_of_a_cell_stand_nearer_than_those_of_two_rows(tmp_path: Path, align: str) -> None:
    """Of the two ways to divide these rows one would make cells of lines that are not as far apart."""
    placed: Placed = [(x, 700.0, said) for x, said in zip(AT, HEADINGS, strict=True)]
    y = 680.0
    tasks = [
        (["检修水库。"], ["县水利局、县农业", "农村局"]),
        (["疏浚灌渠。"], ["县水利局、县乡村", "振兴局"]),
        (["巡查山林。"], ["县林业局"]),
    ]
    for number, (task, bodies) in enumerate(tasks, 1):
        lower = y - (len(bodies) - 1) * 12
        at = lower if align == "foot" else (y + lower) / 2
        placed += [(60, at, str(number)), (110, at, task[0]), (360, at, "全年")]
        placed += [(260, y - 12 * line, words) for line, words in enumerate(bodies)]
        y = lower - 13
    found = grid(source(tmp_path, pdf(words(*placed, size=9))))
    assert [row[0] for row in found[1:]] == ["1", "2", "3"]
    assert [row[2] for row in found[1:]] == ["县水利局、县农业农村局", "县水利局、县乡村振兴局", "县林业局"]


def test_band_that_reaches_under_a_heading_divides_once(tmp_path: Path) -> None:
    """Short names stand left of the middle of their column, as does the band behind them."""
    xs = (60, 100, 300, 430)
    placed: Placed = [(60, 700, "序号"), (180, 700, "工作任务"), (345, 700, "牵头单位"), (450, 700, "完成时限")]
    for number, y in enumerate((676, 650, 624), 1):
        placed += [
            (x, y, said)
            for x, said in zip(
                xs, (str(number), f"检修第{number}处水库堤坝并登记造册。", "水利局", "全年"), strict=True
            )
        ]
    placed += [(100, 664, "报县政府备案。")]
    found = grid(source(tmp_path, pdf(words(*placed))))
    assert found[1] == ["1", "检修第1处水库堤坝并登记造册。报县政府备案。", "水利局", "全年"]
    assert [row[2] for row in found] == ["牵头单位", *["水利局"] * 3]


def test_row_of_short_cells_heads_no_counted_table(tmp_path: Path) -> None:
    placed = [each for each in laid("middle") if each[1] != 700]
    placed += [(60, 720, "6"), (260, 720, "水利局"), (360, 720, "全年")]
    assert not source(tmp_path, pdf(words(*placed))).tables


@pytest.mark.parametrize("off", [-3, 3])
def test_figures_in_a_font_of_their_own_stand_higher_or_lower(tmp_path: Path, off: float) -> None:
    placed = [(x, y + off if said.isdecimal() else y, said) for x, y, said in laid("top")]
    assert grid(source(tmp_path, pdf(words(*placed)))) == READ


def test_numbers_that_stand_left_of_their_heading(tmp_path: Path) -> None:
    placed = [(AT[0] + 14 if said == "序号" else x, y, said) for x, y, said in laid("top")]
    assert grid(source(tmp_path, pdf(words(*placed)))) == READ


def test_two_names_on_centred_lines_of_a_cell(tmp_path: Path) -> None:
    placed = [(x, 700, said) for x, said in zip(AT, HEADINGS, strict=True)]
    cells = [
        ("1", "疏浚灌渠。", "县自然资源局", "全年"),
        ("2", "巡查山林。", "", "全年"),
        ("3", "清淤。", "县水利局", "全年"),
    ]
    for y, row in zip((684, 668, 636), cells, strict=True):
        placed += [(x, y, said) for x, said in zip(AT, row, strict=True) if said]
    placed += [(AT[1], 652, "落实管护。"), (AT[2] + 18, 668, "县妇联"), (AT[2] + 18, 652, "县残联")]
    found = grid(source(tmp_path, pdf(words(*placed))))
    assert found[2] == ["2", "巡查山林。落实管护。", "县妇联 县残联", "全年"]

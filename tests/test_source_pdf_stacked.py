"""Tables that draw only upright lines: where their rows begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_source_pdf import grid, pdf, source, words

XS = (60.0, 150, 320, 410)
HEADINGS = ("任务", "目标要求", "牵头单位")
Placed = list[tuple[float, float, str]]


def table(top: float, bottom: float, rows: Placed, xs: tuple[float, ...] = XS) -> bytes:
    ruled = b"".join(b"%g %g m %g %g l S " % (x, bottom, x, top) for x in xs)
    ruled += b"".join(b"%g %g m %g %g l S " % (xs[0], y, xs[-1], y) for y in (top, bottom))
    return ruled + words(*rows, size=10)


def placed(top: float, *rows: tuple[list[str], ...], xs: tuple[float, ...] = XS) -> Placed:
    """Rows of cells, each of lines 14 points high, whose words begin at the top."""
    found: Placed = []
    for cells in rows:
        for x, lines in zip(xs, cells, strict=False):
            found += [(x + 4, top - 14 * at, line) for at, line in enumerate(lines) if line]
        top -= 14 * max(map(len, cells))
    return found


HEAD = tuple([each] for each in HEADINGS)
WATER = (["清淤"], ["疏浚全县沟渠并逐段登记造册上报，", "汛前完成。"], ["县水利局"])
TREES = (["造林"], ["补植苗木。"], ["县林业局和县财政", "局"])
ROADS = (["修路"], ["硬化村道，增设护栏。"], ["县交通运输局"])


def test_rows_begin_where_all_cells_do_and_no_sentence_is_open(tmp_path: Path) -> None:
    raw = pdf(table(710, 600, placed(696, HEAD, WATER, TREES, ROADS)))
    assert grid(source(tmp_path, raw)) == [
        list(HEADINGS),
        ["清淤", "疏浚全县沟渠并逐段登记造册上报，汛前完成。", "县水利局"],
        ["造林", "补植苗木。", "县林业局和县财政局"],
        ["修路", "硬化村道，增设护栏。", "县交通运输局"],
    ]


def test_chapters_are_rows_of_their_own(tmp_path: Path) -> None:
    chapter = (["一、汛期以前"], [], [])
    raw = pdf(table(710, 600, placed(696, HEAD, chapter, WATER, ROADS)))
    assert [row[0] for row in grid(source(tmp_path, raw))] == ["任务", "一、汛期以前", "清淤", "修路"]


def test_rows_that_cannot_be_told_are_no_table(tmp_path: Path) -> None:
    """Which of the cells that close no sentence go on below is open: their words are not put into one row."""
    rows = [([f"任务{sign}"], [f"要求{sign}，", "登记造册"], [f"县{sign}局"]) for sign in "甲乙丙"]
    rows[1] = (["任务乙"], ["要求乙。", "登记"], ["县乙局"])
    rows.append((["任务丁"], ["要求丁。"], ["县丁局"]))
    found = source(tmp_path, pdf(table(710, 560, placed(696, HEAD, *rows))))
    assert all(len(row[0]) < 12 for number in range(len(found.tables)) for row in grid(found, number))


NUMBERED = (60.0, 100, 250, 400)
FIRST = [
    tuple([each] for each in ("序号", "工作任务", "责任单位")),
    (["1"], ["疏浚沟渠"], ["县水利局、县农业农村局", "和县财政局"]),
    (["2"], ["补植全县国道和省道两旁的行道", "树"], ["县林业局"]),
]


@pytest.mark.parametrize("rest", [True, False])
def test_numbers_tell_rows_over_the_end_of_a_page(tmp_path: Path, rest: bool) -> None:
    """The end of the page may cut a row; its rest stands above the next number, below no line."""
    cut = ([""], ["增设护栏。"], [""])
    more = [(["3"], ["硬化村道，"] if rest else ["硬化村道。"], ["县交通运输局"])]
    below = [*([cut] if rest else []), (["4"], ["加固堤坝"], ["县水利局"]), (["5"], ["巡查山林"], ["县林业局"])]
    first = table(200, 110, placed(186, *FIRST, *more, xs=NUMBERED), NUMBERED)
    second = table(780, 700, placed(766, *below, xs=NUMBERED), NUMBERED)
    found = grid(source(tmp_path, pdf(first, second)))
    assert [row[0] for row in found] == ["序号", "1", "2", "3", "4", "5"]
    assert found[2][1] == "补植全县国道和省道两旁的行道树"
    assert found[3][1].replace(" ", "") == ("硬化村道，增设护栏。" if rest else "硬化村道。")

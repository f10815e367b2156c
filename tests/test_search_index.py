"""The search index: what a page says of itself, folded, every pair of signs with its places."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.errors import InputError
from builder.publishing.search import bundles, page_reading
from builder.publishing.search.bundles import END, grams_of
from builder.publishing.search.folding import fold
from builder.publishing.search.index import index_site
from builder.publishing.search.page_reading import read_page
from builder.publishing.search.summary import sounds
from builder.publishing.search.tables import DIGITS, encode, in_order, marks, piece_of, write_table
from builder.publishing.search.writing import traditional

PAGE = """<html><body><nav>首页</nav><article data-searched>
<span hidden data-facet="kind" data-value="任务"></span><span hidden data-facet="agency" data-value="青山县水利局
青山县财政局"></span>
<span hidden data-facet="name" data-value="青政发〔2021〕3号"></span><span hidden data-facet="other-name" data-value="节水办"></span>
<nav data-unsearched><ol><li>首页</li></ol></nav>
<h1>推行 <b>节水</b>器具</h1><p>到2022年底，覆盖率达到<em>80%</em>以上。</p>
<h3 data-quoted="1">推广节水灌溉</h3><div data-quoted><p>灌溉定额</p></div>
<table><tr><td>牵头</td><td>县水利局</td></tr></table><p data-unsearched>报告错误</p></article></body></html>"""


def decode(written: str, bases: list[int] | None = None) -> list[int]:
    """Numbers of a list; of a row where the `bases` of bundles are given."""
    numbers, number, rest, unit, at = [], 0, 0, 1, 0
    width = len(marks(len(bases))[0]) if bases else 0
    while at < len(written):
        value = DIGITS.index(written[at])
        if bases and value == 0:
            number = bases[[mark.decode() for mark in marks(len(bases))].index(written[at : at + width])] - 1
            at += width
            continue
        at += 1
        rest += value % 32 * unit
        unit *= 32
        if value < 32:
            number += rest
            numbers.append(number)
            rest, unit = 0, 1
    return numbers


def table(content: bytes) -> dict[str, str]:
    """The rows in a file of a table."""
    lines = content.decode("utf-8").split("\n")[:-1]
    return {key: row for line in lines for key, _, row in [line.partition(" ")]}


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    for address, body in pages.items():
        (folder / address).mkdir(parents=True)
        (folder / address / "index.html").write_text(f"<article data-searched>{body}</article>", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("青政发〔２０２１〕 3号", "青政发[2021]3号"),
        ("青政发［2021］3号", "青政发[2021]3号"),
        ("覆盖率\u3000８０％", "覆盖率80%"),
        ("“一网（通办）”", "“一网(通办)”"),
        ("A级", "a级"),
    ],
)
def test_folding_puts_width_case_and_brackets_aside(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_page_says_only_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(PAGE, "utf-8")
    page = read_page(path, "tasks/a/1/")
    assert page is not None
    assert page.title == "推行 节水器具"
    assert page.blocks == ("推行 节水器具", "到2022年底，覆盖率达到80%以上。", "牵头", "县水利局")
    assert page.names == ("青政发〔2021〕3号",)
    assert page.other_names == ("节水办",)
    assert page.facets == {"kind": ("任务",), "place": (), "agency": ("青山县水利局", "青山县财政局"), "year": ()}


@pytest.mark.parametrize(("kind", "found"), [("栏目", False), ("通知", True)])
def test_long_list_is_found_by_its_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, found: bool
) -> None:
    monkeypatch.setattr(page_reading, "_LONGEST_LIST", 20)
    mark = f'<span hidden data-facet="kind" data-value="{kind}"></span>'
    site = site_of(tmp_path, {"a": f"{mark}<h1>水表</h1><p>{'安装水表' * 9}</p>", "b": f"{mark}<h1>渠</h1><p>修渠</p>"})
    index_site(site)
    grams = table((site / "search-index" / "grams-0.txt").read_bytes())
    assert "水表" in grams
    assert "修渠" in grams
    assert ("安装" in grams) == found


def test_sounds_of_subjects_and_bodies(tmp_path: Path) -> None:
    body = '<span hidden data-facet="kind" data-value="机构"></span><span hidden data-facet="name" data-value="省水利厅"></span>'
    topic = '<span hidden data-facet="subject" data-value="节水\n用水、排水"></span>'
    site = site_of(tmp_path, {"a": f"{body}<h1>某省水利厅</h1>", "b": f"{topic}<h1>水</h1>"})
    index_site(site)
    files = (site / "search-index").glob("sounds-*.txt")
    found = {key: value for path in files for key, value in table(path.read_bytes()).items()}
    assert found == {"shengshuiliting": "省水利厅", "jieshui": "节水", "js": "节水"}
    heard = json.loads((site / "search-index" / "syllables.json").read_text("utf-8"))
    assert set(heard) == {"sheng", "shui", "li", "ting", "jie"}
    assert "睡" in heard["shui"]


def test_what_pages_call_bodies(tmp_path: Path) -> None:
    marks = [("kind", "机构"), ("agency", "某省水利厅"), ("name", "省水利厅")]
    spans = "".join(f'<span hidden data-facet="{name}" data-value="{value}"></span>' for name, value in marks)
    site = site_of(tmp_path, {"a": f"{spans}<h1>某省水利厅</h1>"})
    index_site(site)
    assert json.loads((site / "search-index" / "filters.json").read_text("utf-8"))["called"] == {
        "某省水利厅": "省水利厅"
    }


def test_page_without_mark_is_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text("<article><h1>搜索</h1></article>", "utf-8")
    assert read_page(path, "search/") is None


@given(st.lists(st.integers(0, 10**7)))
def test_encoded_numbers_round_trip(numbers: list[int]) -> None:
    assert decode(encode(sorted(numbers))) == sorted(numbers)


@given(st.lists(st.sets(st.integers(0, 10**7), min_size=1), min_size=1, max_size=70))
def test_rows_of_pieces_round_trip(numbers: list[set[int]]) -> None:
    bases = [number * 10**8 for number in range(len(numbers))]
    pieces = zip(marks(len(numbers)), map(sorted, numbers), strict=True)
    row = "".join(mark.decode() + piece_of(of) for mark, of in pieces)
    wanted = [base + number for base, of in zip(bases, numbers, strict=True) for number in sorted(of)]
    assert decode(row, bases) == wanted


def test_falling_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        encode([3, 2])


@settings(max_examples=30, deadline=None)
@given(rows=st.dictionaries(st.text(min_size=1, max_size=3), st.text("AB", max_size=9), min_size=1, max_size=40))
def test_each_key_is_in_the_file_that_its_neighbours_name(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, str]
) -> None:
    rows = {key: value for key, value in rows.items() if key.isprintable() and " " not in key}
    content = {key.encode("utf-8"): value.encode("utf-8") for key, value in rows.items()}
    folder = tmp_path_factory.mktemp("table")
    written = write_table(folder, "t", [(key, content[key]) for key in in_order(content)], 40)
    firsts = [file.first.encode("utf-16-be") for file in written]
    assert firsts == sorted(firsts)
    for key, value in rows.items():
        part = bisect_right(firsts, key.encode("utf-16-be")) - 1
        assert table((folder / f"t-{part}.txt").read_bytes())[key] == value


@settings(max_examples=40, deadline=None)
@given(blocks=st.lists(st.text("节水办法〔2021〕3号 年底前", max_size=30), min_size=1, max_size=6), data=st.data())
def test_every_part_of_a_block_is_found_where_it_stands(blocks: list[str], data: st.DataObject) -> None:
    text = "".join(fold(block) + END for block in blocks)
    places = grams_of(map(fold, blocks))
    block = fold(data.draw(st.sampled_from(blocks)))
    if len(block) < 2:
        return
    start = data.draw(st.integers(0, len(block) - 2))
    words = block[start : data.draw(st.integers(start + 2, len(block)))]
    found = set(places[words[:2]])
    for at in range(1, len(words) - 1):
        found &= {place - at for place in places[words[at : at + 2]]}
    assert found == {place for place in range(len(text)) if text.startswith(words, place)}


def test_index_lists_pages_by_kind_and_name(tmp_path: Path) -> None:
    pages = {
        "tasks/a/1-10": '<span hidden data-facet="kind" data-value="任务"></span><h1>安装水表</h1><p>安装水表</p>',
        "tasks/a/1-9": '<span hidden data-facet="kind" data-value="任务"></span><h1>节约用水</h1>',
        "places/qingshan": '<span hidden data-facet="kind" data-value="地区"></span>'
        '<span hidden data-facet="name" data-value="青山"></span><h1>青山县</h1>',
    }
    site = site_of(tmp_path, pages)
    assert index_site(site).pages == 3
    folder = site / "search-index"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    head = json.loads(first["index.json"])
    assert [row[0] for row in told(first)] == ["tasks/a/1-9/", "tasks/a/1-10/", "places/qingshan/"], (
        "9 stands before 10"
    )
    assert head["kinds"] == [["任务", 0], ["地区", 2]]
    assert json.loads(first["filters.json"])["facets"]["kind"] == {"任务": 2, "地区": 1}
    names = table(first["names-0.txt"])
    bases = [4 * page for page in decode(head["bundles"])]
    assert decode(names["青山"], bases) == [4 * 2 + 2]
    assert decode(names["qingshan"], bases) == decode(names["qs"], bases) == [4 * 2 + 0]
    assert "节约用水" not in names, "a task is found by its words"
    holders = table(first["holders-0.txt"])
    bases = [32 * page for page in decode(head["bundles"])]
    assert decode(holders["水"], bases) == [32 * 0 + 2 * 1 + 1, 32 * 1 + 2 * 2 + 1]
    assert decode(holders["表"], bases) == [32 * 1 + 2 * 2 + 1]
    assert decode(holders["县"], bases) == [32 * 2 + 2 * 1 + 1]
    index_site(site, 2)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first, (
        "the same bytes each time, by any number of processes"
    )


def test_site_without_searched_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page"):
        index_site(tmp_path)


def told(index: dict[str, bytes]) -> list[list[str]]:
    """What an index tells of each page besides its words, in order."""
    slices = [json.loads(index[f"words-{number}.json"]) for number in range(sum(name[:5] == "words" for name in index))]
    return [block for blocks in slices for block in blocks if isinstance(block, list)]


def _index(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "search-index").iterdir()}


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of a dozen pages in several bundles."""
    monkeypatch.setattr(bundles, "_SIZE", 2)
    mark = '<span hidden data-facet="kind" data-value="任务"></span>'
    return site_of(tmp_path / "site", {f"t/{n}": f"{mark}<h1>第{n}项</h1><p>安装{n}只水表</p>" for n in range(12)})


def test_changed_page_renews_its_bundle_alone(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    index_site(many, cache=cache)
    before = {path.name for path in cache.iterdir()}
    assert len(before) > 3
    page = many / "t/7/index.html"
    page.write_text(page.read_text("utf-8").replace("只水表", "只新水表"), "utf-8")
    read: list[str] = []
    monkeypatch.setattr(bundles, "read_page", lambda path, address: read.append(address) or read_page(path, address))
    index_site(many, cache=cache)
    assert "t/7/" in read
    assert len(read) < 12
    assert len({path.name for path in cache.iterdir()} - before) == 1
    assert len(list(cache.iterdir())) == len(before), "what is no longer used is removed"
    kept = _index(many)
    index_site(many)
    assert _index(many) == kept


@pytest.mark.parametrize("harm", [lambda raw: b"", lambda raw: raw[:-9], lambda raw: raw[:64] + b"{}"])
def test_damaged_bundle_is_made_again(many: Path, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    cache = tmp_path / "cache"
    index_site(many, cache=cache)
    whole = _index(many)
    for path in cache.iterdir():
        path.write_bytes(harm(path.read_bytes()))
    index_site(many, cache=cache)
    assert _index(many) == whole


def test_bundle_under_the_name_of_another_is_made_again(many: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    index_site(many, cache=cache)
    whole = _index(many)
    one, *others = sorted(cache.glob("*.bundle"))
    for path in others:
        path.write_bytes(one.read_bytes())
    (cache / "last.json").unlink()
    index_site(many, cache=cache)
    assert _index(many) == whole


def test_cache_that_cannot_be_written_is_no_error(many: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert index_site(many, cache=tmp_path / "file" / "cache").pages == 12


def test_kind_is_what_the_page_says_however_it_is_written(tmp_path: Path) -> None:
    marks = {
        "a": '<span hidden data-value="地区" data-facet="kind"></span>',
        "b": '<span hidden data-facet="kind" data-value="任务"></span>',
        "c": '<!-- <span data-facet="kind" data-value="地区"> --><span data-facet="kind" data-value=" 任务"></span>',
    }
    site = site_of(tmp_path, {address: f"{mark}<h1>{address}</h1>" for address, mark in marks.items()})
    index_site(site)
    assert [row[0] for row in told(_index(site))] == ["b/", "c/", "a/"]


def test_traditional_forms_of_the_signs_used() -> None:
    forms, signs = traditional("权单力")
    assert dict(zip(forms, signs, strict=True))["權"] == "权"
    assert "單" in forms
    assert "議" not in forms, "議 is no form of a sign of this text"


def test_sounds_are_syllables_and_initials() -> None:
    assert sounds("省法制办") == ["shengfazhiban", "sfzb"]
    assert sounds("A局") == []

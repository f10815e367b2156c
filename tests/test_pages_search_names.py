"""The names by which search finds bodies, places and days."""

from __future__ import annotations

import pytest

from builder.pages.search_names import _around_place, day_names, place_names
from builder.places.divisions import load_divisions
from builder.places.renaming import later_name, renamed

DIVISIONS = load_divisions().by_id


@pytest.mark.parametrize(
    ("day", "own", "other"),
    [
        ("2016-12-31", {"2016-12-31", "2016年12月31日", "2016年底", "2016年12月底"}, {"2016年", "2016年第四季度"}),
        ("2017-10-31", {"2017年10月31日", "2017年10月底", "2017.10.31"}, {"2017年10月"}),
        ("2018-06-30", {"2018年6月底"}, {"2018年上半年", "2018年第二季度", "2018年二季度末"}),
        ("2020-02-29", {"2020年2月底"}, {"2020年2月"}),
        ("2019-03-10", {"2019年3月10日"}, {"2019年3月上旬"}),
    ],
)
def test_a_day_has_the_names_of_the_time_that_it_ends(day: str, own: set[str], other: set[str]) -> None:
    names, others = day_names(day)
    assert own <= set(names)
    assert other <= set(others)


@pytest.mark.parametrize(("day", "foreign"), [("2019-03-10", "2019年3月底"), ("2017-10-31", "2017年底")])
def test_a_day_has_no_name_of_another(day: str, foreign: str) -> None:
    assert foreign not in [name for names in day_names(day) for name in names]


def test_pages_of_no_day_have_no_names_of_days() -> None:
    assert day_names("recurring") == ((), ())


@pytest.mark.parametrize(
    ("name", "place", "wanted"),
    [
        ("广宁县水务局", "guangdong-zhaoqing-guangning", {"水务局", "县水务局", "广宁水务局"}),
        ("县编办", "guangdong-zhaoqing-guangning", {"编办", "广宁编办", "广宁县编办"}),
        ("省经信委", "guangdong", {"经信委", "广东经信委", "广东省经信委"}),
    ],
)
def test_a_body_is_called_with_and_without_its_place(name: str, place: str, wanted: set[str]) -> None:
    assert wanted <= set(_around_place(name, DIVISIONS[place]))


def test_names_of_places() -> None:
    own, other = place_names(DIVISIONS["guangdong-zhaoqing-guangning"])
    assert {"广宁县", "广宁"} <= set(own)
    assert {"肇庆市广宁县", "肇庆广宁"} <= set(other)


def test_a_place_has_the_name_of_what_it_lies_in_where_that_has_no_page() -> None:
    county = DIVISIONS["guangdong-zhaoqing-guangning"]
    assert {"肇庆", "广东省"} <= set(place_names(county)[1])
    assert not {"肇庆", "广东省"} & set(place_names(county, {"guangdong-zhaoqing"})[1])
    assert "广东省" not in place_names(county, {"guangdong"})[1]


@pytest.mark.parametrize(
    ("place", "others", "later"),
    [
        ("beijing-miyun-xian", ["密云区"], ("密云区", "2015年11月起")),
        ("beijing-miyun", ["密云县"], None),
        ("beijing-dongcheng", [], None),
        ("hubei-shiyan-yunxian", ["郧阳区"], ("郧阳区", "2013年12月至2014年10月之间改")),
        ("anhui-luan-shouxian", [], None),  # it went to another city; 叶集区 is another place
    ],
)
def test_old_and_new_names_of_a_county(place: str, others: list[str], later: tuple[str, str] | None) -> None:
    assert [other.name for other in renamed(DIVISIONS[place])] == others
    assert later_name(DIVISIONS[place]) == later

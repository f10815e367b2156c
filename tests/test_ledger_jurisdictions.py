"""The place of a notice, from its own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.places.divisions import load_divisions
from builder.places.jurisdictions import find_jurisdiction

CASES = [
    # (issuers, title, addressees, opening, expected path)
    (["省府办公厅"], "广东省人民政府办公厅关于印发《广东省创建珠三角法治政府示范区工作方案》的通知", [], "", "广东省"),
    (["省府办公厅"], "", ["广州", "深圳", "珠海", "肇庆市人民政府", "省有关单位"], "", "广东省"),
    (["中共广宁县委", "广宁县人民政府"], "", [], "", "广东省肇庆市广宁县"),
    (["成都市人民政府"], "", [], "", "四川省成都市"),
    ([], "", [], "2019年,江门市人民政府坚持以新思想为指导,建设法治广东,考评全省排名逐年提升。我市", "广东省江门市"),
    (["中共鹤岗市委全面依法治市委员会办公室"], "", [], "", "黑龙江省鹤岗市"),
    (["国务院办公厅"], "", [], "", "全国"),
    (["教育部", "财政部"], "", [], "", "全国"),
    (["国家税务总局广东省税务局"], "", [], "", "广东省"),
    (["北京市政务公开领导小组办公室"], "", [], "", "北京市"),
    (["象州县人民政府办公室"], "", [], "", "广西壮族自治区来宾市象州县"),
    (["句容市人民政府办公室"], "", [], "", "江苏省镇江市句容市"),
    ([], "2026年河北省政府工作报告", [], "", "河北省"),
    ([], "平潭综合实验区法治政府建设报告", [], "", "福建省平潭综合实验区"),
    (["沈阳市和平区人民政府"], "", [], "", "辽宁省沈阳市和平区"),
    (["市政府办公室"], "关于印发杭州市法治政府建设实施方案的通知", [], "", "浙江省杭州市"),
    (["县委办公室"], "中共长阳土家族自治县委办公室关于印发工作要点的通知", [], "", "湖北省宜昌市长阳土家族自治县"),
    (["恩施州人民政府"], "", [], "", "湖北省恩施土家族苗族自治州"),
    (["广宁县排沙镇人民政府"], "", [], "", "广东省肇庆市广宁县排沙镇"),
    (["吉林市人民政府"], "", [], "", "吉林省吉林市"),
    (["重庆市江北区人民政府"], "", [], "", "重庆市江北区"),
    (["济源市人民政府"], "", [], "", "河南省济源市"),
    (["襄樊市人民政府"], "", [], "", "湖北省襄樊市"),
    (["西安国际港务区管委会"], "", [], "", "陕西省西安市"),
    ([], "", [], "各地区、各部门要结合实际抓好落实。", "全国"),
    (["霞浔县人民政府"], "", [], "各地区、各部门要结合实际抓好落实。", None),
    # 河流入海口市级断面 holds no 海口市.
    ([], "", [], "对河流入海口市级断面采样。", None),
    (["省政府办公厅"], "", [], "各地区、各部门要结合实际抓好落实。", None),
    (["和平街道办事处"], "", [], "", None),
    # A street bears a place's name.
    ([], "关于印发《南京路沿线整治方案》的通知", ["各街道办事处"], "", None),
    # Several places bear the name, and nothing tells them apart.
    (["和平区人民政府"], "", [], "", None),
    # 市和县 is no 和县, 各城区 no 城区.
    (["市和县各部门"], "", [], "各城区", None),
    ([], "", [], "", None),
]


@pytest.mark.parametrize(("issuers", "title", "addressees", "opening", "expected"), CASES)
def test_jurisdiction_of_notice(
    issuers: list[str], title: str, addressees: list[str], opening: str, expected: str | None
) -> None:
    found = find_jurisdiction(issuers, title, addressees, opening)
    assert (found.path if found else None) == expected


def test_ids_are_unique_ascii_paths() -> None:
    divisions = load_divisions()
    assert len(divisions.by_id) > 3500
    for key, place in divisions.by_id.items():
        assert key.isascii()
        assert key == key.lower()
        if place.parent not in (None, "quanguo"):
            parent = divisions.by_id[place.parent or ""]
            assert key.startswith(parent.id + "-")
            assert place.path == parent.path + place.name


def test_expected_jurisdictions_exist() -> None:
    divisions = load_divisions()
    wanted = {
        "guangdong": "广东省",
        "guangdong-zhaoqing-guangning": "广东省肇庆市广宁县",
        "shaanxi": "陕西省",
        "quanguo": "全国",
    }
    assert {key: divisions.by_id[key].path for key in wanted} == wanted


@pytest.mark.parametrize(
    ("parent", "date", "count"),
    [
        ("guangdong", "2015-11-30", 21),
        ("sichuan-chengdu", "2015-07-06", 19),  # before 双流 became a district and 简阳 came
        ("sichuan-chengdu", "2016-12-31", 20),
        ("sichuan-chengdu", "2021-01-01", None),  # 新津 became a district between two lists
        ("sichuan-chengdu", "1999-01-01", None),
        ("heilongjiang-hegang", "2019-07-15", 8),
    ],
)
def test_divisions_by_date(parent: str, date: str, count: int | None) -> None:
    divisions = load_divisions()
    found = divisions.children_at(divisions.by_id[parent], ("prefecture", "county"), date)
    assert (len(found) if found is not None else None) == count


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("中共省市县区委府人民政办公室广东宁和平城新、《》关于 ", max_size=20), max_size=3),
    st.text(max_size=40),
)
def test_any_text_gives_known_jurisdiction_or_none(issuers: list[str], title: str) -> None:
    found = find_jurisdiction(issuers, title, issuers, title)
    assert found is None or found.path


def test_places_have_codes_of_the_standard() -> None:
    """GB/T 2260: two digits each for province, prefecture and county; zones have none."""
    divisions = load_divisions()
    coded = [place for place in divisions.by_id.values() if place.code]
    assert len(coded) > 3600
    for place in coded:
        assert re.fullmatch(r"\d{6}", place.code or ""), place.path
        assert place.level != "zone", place.path
        province = list(divisions.ancestors(place))[-2]
        assert (place.code or "")[:2] == (province.code or "")[:2], place.path
        assert ((place.code or "")[2:] == "0000") == (place.level == "province"), place.path
    wanted = {"guangdong-zhaoqing-guangning": "441223", "sichuan-chengdu": "510100", "hubei-xiantao": "429004"}
    assert {key: divisions.by_id[key].code for key in wanted} == wanted

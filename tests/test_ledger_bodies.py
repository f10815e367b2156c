"""Who a body's name means: place and kind, with the full official name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ledger.agencies.collectives import open_group, read_collective
from builder.ledger.agencies.identity import expand, read_body
from builder.ledger.agencies.open_groups import may_include
from builder.ledger.resolving import resolve
from builder.places.divisions import load_divisions
from tests.ledger_making import mention, notice, registry, task

REGISTRY = registry()
PLACES = {place.path: place for place in REGISTRY.divisions.by_id.values()}

GUANGDONG, GUANGNING, CHENGDU, HEGANG = "广东省", "广东省肇庆市广宁县", "四川省成都市", "黑龙江省鹤岗市"
XIANGZHOU, JURONG, BEIJING, PINGTAN = (
    "广西壮族自治区来宾市象州县",
    "江苏省镇江市句容市",
    "北京市",
    "福建省平潭综合实验区",
)

MAY_INCLUDE = [
    # (group, the notice's place, body, its place, whether)
    ("县直各单位", GUANGNING, "县公安局", GUANGNING, True),
    ("县直有关执法单位", GUANGNING, "县公安局", GUANGNING, True),
    ("县直各单位", GUANGNING, "县委政法委", GUANGNING, True),
    ("县政府有关部门", GUANGNING, "县委政法委", GUANGNING, False),
    ("县直各行政执法单位", GUANGNING, "县检察院", GUANGNING, False),
    ("县直各单位", GUANGNING, "县政府", GUANGNING, False),
    ("县政府及其部门", GUANGNING, "县政府", GUANGNING, True),
    ("各镇政府", GUANGNING, "县公安局", GUANGNING, False),
    ("全县各级工会", GUANGNING, "县公安局", GUANGNING, False),
    ("政府部门的法制机构", GUANGNING, "县公安局", GUANGNING, False),
    ("市直各单位", CHENGDU, "县公安局", GUANGNING, False),
    ("全省各级行政机关", GUANGDONG, "县公安局", GUANGNING, True),
    ("省直各单位", GUANGDONG, "县公安局", GUANGNING, False),
]


@pytest.mark.parametrize(("group", "at", "body", "of", "expected"), MAY_INCLUDE)
def test_open_group_may_include_offices_of_its_place(group: str, at: str, body: str, of: str, expected: bool) -> None:
    made = resolve([notice("a", at, [task("一", bodies=[mention(group, collective=True)])]),
                    notice("b", of, [task("一", bodies=[body])])], REGISTRY)  # fmt: skip
    groups = [each for each in made.agencies.values() if each.group]
    single = [each for each in made.agencies.values() if not each.group]
    assert [may_include(one, other, made.jurisdictions) for one in groups for other in single] == [expected]


BODIES = [
    # (name, the notice's place, id, full official name)
    # a level word is read against the notice's place
    ("省编办", GUANGDONG, "guangdong/bianban", "广东省机构编制委员会办公室"),
    ("省法制办", GUANGDONG, "guangdong/fazhi", "广东省人民政府法制办公室"),
    ("省府办公厅", GUANGDONG, "guangdong/zhengfuban", "广东省人民政府办公厅"),
    ("省经济和信息化委", GUANGDONG, "guangdong/jingxin", "广东省经济和信息化委员会"),
    ("省国资委", GUANGDONG, "guangdong/guozi", "广东省人民政府国有资产监督管理委员会"),
    ("省港澳办", GUANGDONG, "guangdong/gangaoban", "广东省人民政府港澳事务办公室"),
    ("省社科院", GUANGDONG, "guangdong/shekeyuan", "广东省社会科学院"),
    ("省检察院", GUANGDONG, "guangdong/jianchayuan", "广东省人民检察院"),
    ("省司法厅", GUANGNING, "guangdong/sifa", "广东省司法厅"),
    ("市编办", GUANGNING, "guangdong-zhaoqing/bianban", "肇庆市机构编制委员会办公室"),
    ("县编办", GUANGNING, "guangdong-zhaoqing-guangning/bianban", "广宁县机构编制委员会办公室"),
    ("县府办", GUANGNING, "guangdong-zhaoqing-guangning/zhengfuban", "广宁县人民政府办公室"),
    ("县委政法委", GUANGNING, "guangdong-zhaoqing-guangning/zhengfawei", "中共广宁县委政法委员会"),
    ("县政府", GUANGNING, "guangdong-zhaoqing-guangning/zhengfu", "广宁县人民政府"),
    ("县检察院", GUANGNING, "guangdong-zhaoqing-guangning/jianchayuan", "广宁县人民检察院"),
    ("市政府法制办", CHENGDU, "sichuan-chengdu/fazhi", "成都市人民政府法制办公室"),
    ("市委编办", CHENGDU, "sichuan-chengdu/bianban", "中共成都市委机构编制委员会办公室"),
    ("市政府政务中心", CHENGDU, "sichuan-chengdu/zhengwuzhongxin", "成都市人民政府政务服务中心"),
    ("市政府办公厅", CHENGDU, "sichuan-chengdu/zhengfuban", "成都市人民政府办公厅"),
    ("依法治市办", HEGANG, "heilongjiang-hegang/fazhiweiban", "中共鹤岗市委全面依法治市委员会办公室"),
    ("省委依法治省办", HEGANG, "heilongjiang/fazhiweiban", "中共黑龙江省委全面依法治省委员会办公室"),
    ("自治区党委宣传部", XIANGZHOU, "guangxi/xuanchuanbu", "中共广西壮族自治区党委宣传部"),
    ("自治区交通运输厅", XIANGZHOU, "guangxi/jiaotong", "广西壮族自治区交通运输厅"),
    ("区党委组织部", "广西壮族自治区", "guangxi/zuzhibu", "中共广西壮族自治区党委组织部"),
    # a county-level city is the 市 of its own notices
    ("市财政局", JURONG, "jiangsu-zhenjiang-jurong/caizheng", "句容市财政局"),
    # 市 begins 市场, and is no level word there
    ("市场监管局", JURONG, "jiangsu-zhenjiang-jurong/shichang", "句容市市场监督管理局"),
    ("市市场监管局", JURONG, "jiangsu-zhenjiang-jurong/shichang", "句容市市场监督管理局"),
    ("县市场监管局", GUANGNING, "guangdong-zhaoqing-guangning/shichang", "广宁县市场监督管理局"),
    # no word for the place: the notice's own
    ("财政局", GUANGNING, "guangdong-zhaoqing-guangning/caizheng", "广宁县财政局"),
    ("发展改革委", "全国", "quanguo/fagai", "国家发展和改革委员会"),
    ("发展改革委", BEIJING, "beijing/fagai", "北京市发展和改革委员会"),
    # bodies of the nation in a notice of a place
    ("国家发展改革委", GUANGDONG, "quanguo/fagai", "国家发展和改革委员会"),
    ("教育部", GUANGDONG, "quanguo/jiaoyu", "中华人民共和国教育部"),
    ("中央编办", GUANGNING, "quanguo/bianban", "中央机构编制委员会办公室"),
    # the place is said
    ("广州市", GUANGDONG, "guangdong-guangzhou/zhengfu", "广州市人民政府"),
    ("深圳福田区", GUANGDONG, "guangdong-shenzhen-futian/zhengfu", "深圳市福田区人民政府"),
    ("广宁县编办", GUANGDONG, "guangdong-zhaoqing-guangning/bianban", "广宁县机构编制委员会办公室"),
    ("朝阳区政府", BEIJING, "beijing-chaoyang/zhengfu", "北京市朝阳区人民政府"),
    ("中共广宁县委", GUANGNING, "guangdong-zhaoqing-guangning/dangwei", "中共广宁县委员会"),
    ("赣江新区管委会", "江西省", "jiangxi-ganjiang/guanweihui", "赣江新区管理委员会"),
    ("南昌海关", "江西省", "jiangxi-nanchang/haiguan", "中华人民共和国南昌海关"),
    ("镇江市句容生态环境局", JURONG, "jiangsu-zhenjiang-jurong/shengtai", "镇江市句容生态环境局"),
    ("象州生态环境局", XIANGZHOU, "guangxi-laibin-xiangzhou/shengtai", "来宾市象州生态环境局"),
    # vertical and mass organisations
    ("省税务局", "江西省", "jiangxi/shuiwu", "国家税务总局江西省税务局"),
    ("团省委", "江西省", "jiangxi/tuanwei", "共青团江西省委员会"),
    ("市高级法院", BEIJING, "beijing/fayuan", "北京市高级人民法院"),
    ("县法院", GUANGNING, "guangdong-zhaoqing-guangning/fayuan", "广宁县人民法院"),
    ("县公安局交警大队", XIANGZHOU, "guangxi-laibin-xiangzhou/jiaojing", "象州县公安局交通警察大队"),
]


@pytest.mark.parametrize(("name", "place", "body", "full_name"), BODIES)
def test_name_resolves_to_body(name: str, place: str, body: str, full_name: str) -> None:
    found = read_body(name, PLACES[place], REGISTRY)
    assert found.kind is not None
    assert found.full is not None
    assert f"{found.place.id}/{found.kind.id}" == body
    assert expand(found.full.pattern, found.place, REGISTRY.divisions) == full_name


@pytest.mark.parametrize(
    ("name", "place", "rest"),
    [
        ("省重点办", GUANGDONG, "重点办"),
        ("省法制研究办", GUANGDONG, "法制研究办"),  # like 法制办, and not it
        ("法规安全处", PINGTAN, "法规安全处"),
        ("象州公路局养护站", XIANGZHOU, "公路局养护站"),
        ("市编办", GUANGDONG, "市编办"),  # a province has no city in particular
    ],
)
def test_unregistered_name_is_unresolved(name: str, place: str, rest: str) -> None:
    found = read_body(name, PLACES[place], REGISTRY)
    assert found.kind is None
    assert found.rest == rest


GROUPS = [
    # (name, place, date, id, number of members or None where the group is open)
    ("珠三角九市政府", GUANGDONG, "2015-11-30", "guangdong/zhusanjiao-jiushi-zhengfu", 9),
    ("珠三角九市", GUANGDONG, "2015-11-30", "guangdong/zhusanjiao-jiushi-zhengfu", 9),
    ("珠三角九市政府", GUANGNING, "2017-07-07", "guangdong/zhusanjiao-jiushi-zhengfu", 9),
    ("各区(市)县政府", CHENGDU, "2015-07-06", "sichuan-chengdu/ge-shi-xian-qu-zhengfu", 19),
    ("各区（市）县政府", CHENGDU, "2015-07-06", "sichuan-chengdu/ge-shi-xian-qu-zhengfu", 19),
    ("区(市)县政府", CHENGDU, "2015-07-06", "sichuan-chengdu/ge-shi-xian-qu-zhengfu", 19),
    ("市和区(市)县政府", CHENGDU, "2015-07-06", "sichuan-chengdu/benji-shi-xian-qu-zhengfu", 20),
    ("各区(市)县政府", CHENGDU, None, "sichuan-chengdu/ge-shi-xian-qu-zhengfu", None),
    ("各县(区)政府", HEGANG, "2019-07-15", "heilongjiang-hegang/ge-xian-qu-zhengfu", 8),
    ("各县(区)", HEGANG, "2019-07-15", "heilongjiang-hegang/ge-xian-qu", 8),
    ("各设区市人民政府", "江西省", "2025-01-01", "jiangxi/ge-dishi-zhengfu", 11),
    ("各市人民政府", GUANGDONG, "2015-11-30", "guangdong/ge-shi-zhengfu", 21),
    ("各市州人民政府", "四川省", "2015-07-06", "sichuan/ge-shi-zhou-zhengfu", 21),
    ("各区政府", BEIJING, "2024-03-01", "beijing/ge-qu-zhengfu", 16),
    ("各省、自治区、直辖市人民政府", "全国", "2018-12-29", "quanguo/ge-sheng-zhengfu", 31),
    ("各市、县(区)人民政府", "江西省", "2025-01-01", "jiangxi/ge-shi-xian-qu-zhengfu", None),
    ("各镇人民政府", GUANGNING, "2017-07-07", "guangdong-zhaoqing-guangning/ge-zhen-zhengfu", None),
    ("各镇政府", GUANGNING, "2017-07-07", "guangdong-zhaoqing-guangning/ge-zhen-zhengfu", None),
    ("有关区(市)县政府", CHENGDU, "2015-07-06", "sichuan-chengdu/youguan-shi-xian-qu-zhengfu", None),
]


@pytest.mark.parametrize(("name", "place", "date", "group", "members"), GROUPS)
def test_group_members(name: str, place: str, date: str | None, group: str, members: int | None) -> None:
    found = read_collective(name, PLACES[place], date, REGISTRY)
    assert found is not None
    assert found.id == group
    assert (len(found.members) if found.members else None) == members


@pytest.mark.parametrize("name", ["县直各单位", "市政府有关部门", "各部门", "各地区", "县编办", "市场监管局", "区域办"])
def test_name_that_is_no_group_of_places(name: str) -> None:
    assert read_collective(name, PLACES[GUANGNING], "2017-07-07", REGISTRY) is None


def test_spellings_of_open_group_are_one_body() -> None:
    here = PLACES[GUANGNING]
    assert open_group("县直各单位", here, REGISTRY) == open_group("县直属各单位", here, REGISTRY)
    assert open_group("县直各单位", here, REGISTRY).full_name == "广宁县直各单位"
    assert open_group("县直各有关单位", here, REGISTRY) == open_group("县直有关单位", here, REGISTRY)
    assert open_group("各级政府及其部门", here, REGISTRY) == open_group("各级政府及部门", here, REGISTRY)
    apart = ["县直各单位", "县直有关单位", "县直各部门", "县直有关执法单位", "县政府及部门"]
    assert len({open_group(name, here, REGISTRY).id for name in apart}) == len(apart)
    # all are not those concerned
    assert open_group("县直各单位", here, REGISTRY).id != open_group("县直有关单位", here, REGISTRY).id
    assert open_group("国务院有关部门", here, REGISTRY).place.id == "quanguo"
    assert open_group("省重点领域信息公开牵头单位", here, REGISTRY).full_name == "广东省重点领域信息公开牵头单位"


def test_same_office_of_two_places_is_two_bodies() -> None:
    one, other = (
        read_body(name, PLACES[place], REGISTRY) for name, place in (("省法制办", GUANGDONG), ("市政府法制办", CHENGDU))
    )
    assert one.kind == other.kind
    assert one.place != other.place


@settings(max_examples=80, deadline=None)
@given(
    st.text("省市县区委府人民政办公厅室法制编各有关直属单位部门国家广东宁州()（）、和 某", max_size=14),
    st.sampled_from([GUANGDONG, GUANGNING, "全国", PINGTAN, BEIJING]),
)
def test_any_name_resolves_without_error(name: str, place: str) -> None:
    found = read_body(name, PLACES[place], REGISTRY)
    if found.kind:
        assert found.full is not None
        assert "某" not in expand(found.full.pattern, found.place, load_divisions())
    read_collective(name, PLACES[place], "2016-01-01", REGISTRY)
    open_group(name, PLACES[place], REGISTRY)

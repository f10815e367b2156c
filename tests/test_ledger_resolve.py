"""The ledger of the project's notices, and what must hold for any."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from builder.model.notice import AgencyMention, Notice
from builder.registry.loading import load_registry
from tests.ledger_making import five, mention, notice, registry, task

pytestmark = pytest.mark.slow

GUANGDONG, CHENGDU = "guangdong-2015-fazhi-shifanqu", "chengdu-2015-fazhi-guihua"
GUANGNING, HEGANG, JIANGMEN = (
    "guangning-2017-fazhi-fangan",
    "hegang-2019-shifan-chuangjian",
    "jiangmen-2019-fazhi-baogao",
)


@cache
def notices() -> tuple[Notice, ...]:
    return five()


@cache
def ledger() -> Ledger:
    return resolve(notices(), registry(), with_counterparts=True)


def test_every_clause_body_has_page() -> None:
    found = ledger()
    mentions = [body for n in found.notices for task in n.tasks for body in task.agencies if body.basis == "clause"]
    assert len(mentions) > 300
    assert all(body.agency in found.agencies for body in mentions)
    unresolved = {body.name for body in mentions if not found.agencies[body.agency or ""].resolved}
    assert unresolved == set()


FULL_NAMES = {
    # Guangdong 2015
    "省编办": "广东省机构编制委员会办公室",
    "省法制办": "广东省人民政府法制办公室",
    "省经济和信息化委": "广东省经济和信息化委员会",
    "省发展改革委": "广东省发展和改革委员会",
    "省工商局": "广东省工商行政管理局",
    "省府办公厅": "广东省人民政府办公厅",
    "省社科院": "广东省社会科学院",
    "省发展研究中心": "广东省人民政府发展研究中心",
    "省监察厅": "广东省监察厅",
    "省审计厅": "广东省审计厅",
    "省环境保护厅": "广东省环境保护厅",
    "省住房城乡建设厅": "广东省住房和城乡建设厅",
    "省人力资源社会保障厅": "广东省人力资源和社会保障厅",
    "省检察院": "广东省人民检察院",
    "省公安厅": "广东省公安厅",
    "省财政厅": "广东省财政厅",
    "省司法厅": "广东省司法厅",
    "省国资委": "广东省人民政府国有资产监督管理委员会",
    "省信访局": "广东省信访局",
    "省网信办": "广东省互联网信息办公室",
    "省港澳办": "广东省人民政府港澳事务办公室",
    # Chengdu 2015
    "市委编办": "中共成都市委机构编制委员会办公室",
    "市政府法制办": "成都市人民政府法制办公室",
    "市政务服务办": "成都市政务服务管理办公室",
    "市政府政务中心": "成都市人民政府政务服务中心",
    "市政府办公厅": "成都市人民政府办公厅",
    "市工商局": "成都市工商行政管理局",
    "市发改委": "成都市发展和改革委员会",
    "市财政局": "成都市财政局",
    "市监察局": "成都市监察局",
    "市审计局": "成都市审计局",
    "市司法局": "成都市司法局",
    # Guangning 2017
    "县编办": "广宁县机构编制委员会办公室",
    "县发改局": "广宁县发展和改革局",
    "县财政局": "广宁县财政局",
    "县法制局": "广宁县法制局",
    "县行政服务中心": "广宁县行政服务中心",
    "县经信局": "广宁县经济和信息化局",
    "县民政局": "广宁县民政局",
    "县信息中心": "广宁县信息中心",
    "县监察局": "广宁县监察局",
    "县市场监管局": "广宁县市场监督管理局",
    "县委政法委": "中共广宁县委政法委员会",
    "县综治办": "广宁县社会治安综合治理委员会办公室",
    "县公安局": "广宁县公安局",
    "县环保局": "广宁县环境保护局",
    "县国土资源局": "广宁县国土资源局",
    "县住建局": "广宁县住房和城乡建设局",
    "县水务局": "广宁县水务局",
    "县交通运输局": "广宁县交通运输局",
    "县公路局": "广宁县公路局",
    "县检察院": "广宁县人民检察院",
    "县人社局": "广宁县人力资源和社会保障局",
    "县司法局": "广宁县司法局",
    "县卫计局": "广宁县卫生和计划生育局",
    "县审计局": "广宁县审计局",
    "县信访局": "广宁县信访局",
    "县府办": "广宁县人民政府办公室",
    "县政务公开办": "广宁县政务公开办公室",
    # Hegang 2019
    "省委依法治省办": "中共黑龙江省委全面依法治省委员会办公室",
    "依法治市办": "中共鹤岗市委全面依法治市委员会办公室",
}


@pytest.mark.parametrize(("name", "full_name"), FULL_NAMES.items())
def test_full_names(name: str, full_name: str) -> None:
    shares = ledger().responsibilities
    named = {share.agency for share in shares if not share.via and name in (share.mention.name, share.mention.alias)}
    found = [ledger().agencies[body] for body in sorted(named)]
    assert [body.full_name for body in found] == [full_name]
    assert found[0].basis == "pattern"


def test_written_names_occur_in_notice() -> None:
    """港澳办 in a row that 省 begins is 港澳办, and not the 省港澳办 that it is read as; 江门 in 江门、肇庆市 likewise."""
    texts = ["".join(notice.text.split()) for notice in ledger().notices]
    for body in ledger().agencies.values():
        for name in body.names_as_written:
            assert any(name in text for text in texts), (body.id, name)
    assert ledger().agencies["guangdong/gangaoban"].names_as_written == ("港澳办",)


def test_group_keeps_written_name() -> None:
    """Its place stands beside it in brackets: no full name is made up (江门市全市各级行政复议机关)."""
    for body in ledger().agencies.values():
        if body.group and body.basis in ("written", "pattern"):
            assert body.name in body.names_as_written, body.id
            assert body.full_name.partition("（")[0] == body.name
    assert ledger().agencies["sichuan-chengdu/ge-shi-xian-qu-zhengfu"].full_name == "各区(市)县政府（成都市）"


def test_group_tasks_apply_to_members() -> None:
    jiangmen = [share for share in ledger().responsibilities if share.agency == "guangdong-jiangmen/zhengfu"]
    group = "guangdong/zhusanjiao-jiushi-zhengfu"
    assert len({share.task for share in jiangmen if share.via == group}) >= 37
    assert ledger().agencies[group].members[0] == "guangdong-guangzhou/zhengfu"
    assert len(ledger().agencies[group].members) == 9
    # and it is named itself in the pilot tasks
    assert any(share.via is None and share.task.endswith("三/(四)") for share in jiangmen)


def test_open_group_is_marked() -> None:
    found = [body for body in ledger().agencies.values() if "县直各单位" in body.names_as_written]
    assert len(found) == 1
    assert found[0].open_group
    assert found[0].members == ()
    assert "县直属各单位" in found[0].names_as_written


def test_merged_body_names_successor() -> None:
    successor = ledger().agencies["guangdong/fazhi"].successor
    assert successor is not None
    assert (successor.agency, successor.name, successor.date) == ("guangdong/sifa", "广东省司法厅", "2018-03-21")
    assert successor.document == "中共中央《深化党和国家机构改革方案》"
    # 广宁县生态环境局 has no page here: its name alone
    successor = ledger().agencies["guangdong-zhaoqing-guangning/huanbao"].successor
    assert successor is not None
    assert (successor.agency, successor.name) == (None, "肇庆市生态环境局广宁分局")


def test_office_that_moved_to_party_names_it() -> None:
    agencies = ledger().agencies
    successor = agencies["guangdong-zhaoqing-guangning/bianban"].successor
    assert successor is not None
    assert (successor.agency, successor.name) == (None, "中共广宁县委机构编制委员会办公室")
    assert successor.document == "《中国共产党机构编制工作条例》"
    assert agencies["sichuan-chengdu/bianban"].full_name == "中共成都市委机构编制委员会办公室"
    assert agencies["sichuan-chengdu/bianban"].successor is None


def test_registry_says_what_one_body_became() -> None:
    successor = ledger().agencies["guangdong/jingxin"].successor
    assert successor is not None
    assert (successor.name, successor.date, successor.document) == (
        "广东省工业和信息化厅",
        None,
        "《广东省机构改革方案》",
    )
    assert ledger().agencies["guangdong-zhaoqing-guangning/jingxin"].successor is None


def test_cited_notice_is_resolved() -> None:
    guangning = next(n for n in ledger().notices if n.id == GUANGNING)
    cited = [c for c in guangning.citations if c.title == "广东省创建珠三角法治政府示范区工作方案"]
    assert [c.notice for c in cited] == [GUANGDONG]


def test_ledger_is_independent_of_order() -> None:
    assert resolve(notices()[::-1], registry(), with_counterparts=True) == ledger()


def _sixth() -> Notice:
    return notice(
        "zhaoqing-2018-fazhi-yaodian",
        "广东省肇庆市",
        [
            task("一", "市、县两级政府全面公布权力清单,推行行政执法公示制度。", ["省法制办", "市编办", "县编办", "市重点办", mention("市直各单位", collective=True)]),
            task("二", "广宁县法制局做好《广宁县法治政府建设实施方案(2016—2020年)》的落实。", ["广宁县法制局", "珠三角九市"]),
        ],
        title="肇庆市2018年法治政府建设工作要点",
        written="2018-03-01",
    )  # fmt: skip


@pytest.mark.parametrize("extra", [_sixth(), replace(_sixth(), id="aaa-first-of-all")])
def test_added_notice_changes_nothing_of_others(extra: Notice) -> None:
    """Links between notices may be added; pages, names and facts of the others stay as they are."""
    before, after = ledger(), resolve((*notices(), extra), registry(), with_counterparts=True)
    assert set(before.agencies) <= set(after.agencies)
    assert set(before.documents) <= set(after.documents)
    assert {n.id: n for n in before.notices} == {n.id: n for n in after.notices if n.id != extra.id}
    for key, body in before.agencies.items():
        kept = replace(after.agencies[key], names_as_written=body.names_as_written)
        if kept.successor and body.successor:
            kept = replace(kept, successor=replace(kept.successor, agency=body.successor.agency))
        assert kept == body
        assert set(body.names_as_written) <= set(after.agencies[key].names_as_written)
    own = f"{extra.id}/"
    assert [s for s in after.responsibilities if not s.task.startswith(own)] == list(before.responsibilities)
    assert [e for e in after.due if not e.task.startswith(own)] == list(before.due)
    assert [c for c in after.counterparts if not (c.a + c.b).count(own)] == list(before.counterparts)
    topics = {topic.id: topic for topic in after.topics}
    for topic in before.topics:
        assert tuple(key for key in topics[topic.id].tasks if not key.startswith(own)) == topic.tasks
    assert {key: found for key, found in after.findings.items() if key != extra.id} == dict(before.findings)


def test_unknown_body_has_page_and_finding() -> None:
    found = resolve([_sixth()], registry())
    page = next(body for body in found.agencies.values() if "市重点办" in body.names_as_written)
    assert not page.resolved
    assert page.id.isascii()
    assert page.id.startswith("guangdong-zhaoqing/zhongdianban-")
    assert page.full_name == "肇庆市重点办"
    codes = [finding.code for finding in found.findings["zhaoqing-2018-fazhi-yaodian"]]
    assert codes == ["unresolved-body", "unresolved-body"]  # 县编办 of a city is nobody in particular either
    assert found.agencies["guangdong/fazhi"].names_as_written == ("省法制办",)


def test_zone_without_office_is_unresolved() -> None:
    """广东自贸区 does not say who acts for it: no 管委会 is made up, the page is marked."""
    made = notice("g", "广东省", [task("一", "甲", ["广东自贸区"]), task("二", "乙", ["广州开发区管委会"])])
    found = resolve([made], registry())
    assert list(found.agencies) == ["guangdong-guangzhou-kaifaqu/guanweihui", "guangdong-zimaoqu/quyu"]
    page = found.agencies["guangdong-zimaoqu/quyu"]
    assert page.place_only
    assert not page.resolved
    assert (page.name, page.full_name) == ("广东自贸区", "广东自贸区")
    assert (page.kind, page.successor) == (None, None)
    assert [f.code for f in found.findings["g"] if "广东自贸区" in f.message] == ["unresolved-body"]
    assert not any("管理委员会" in body.full_name and "自由贸易" in body.full_name for body in found.agencies.values())


def test_short_names_defined_in_notice() -> None:
    text = "成立象州县农村公路“路长制”工作领导小组(以下简称领导小组)。"
    made = notice(
        "xiangzhou", "广西壮族自治区来宾市象州县", [task("一", text, ["领导小组", "领导小组办公室", "县交通运输局"])]
    )
    bodies = {body.full_name: body for body in resolve([made], registry()).agencies.values()}
    assert "象州县农村公路“路长制”工作领导小组" in bodies
    assert "象州县农村公路“路长制”工作领导小组办公室" in bodies
    assert bodies["象州县农村公路“路长制”工作领导小组"].resolved


def test_bracketed_alias_is_same_body() -> None:
    first: AgencyMention = mention("市委编办", alias="市审改办")
    made = notice("chengdu", "四川省成都市", [task("一", "甲", [first]), task("二", "乙", ["市审改办"])])
    found = resolve([made], registry())
    assert list(found.agencies) == ["sichuan-chengdu/bianban"]
    assert found.agencies["sichuan-chengdu/bianban"].names_as_written == ("市委编办", "市审改办")


def test_notice_without_jurisdiction() -> None:
    found = resolve([notice("nowhere", None, [task("一", "甲", ["财政局", "教育部"])])], registry())
    nation, own = sorted(found.agencies)
    assert nation == "quanguo/jiaoyu"
    assert own.startswith("weizhi-nowhere/caizhengju-")  # whose 财政局 it is, nobody knows
    assert not found.agencies[own].resolved
    assert "place-unknown" in [finding.code for finding in found.findings["nowhere"]]


def test_registry_place_by_id() -> None:
    found = resolve([notice("zone", "guangdong-zimaoqu", [task("一", "甲", ["管委会"])])], registry())
    assert found.notices[0].front.jurisdiction == "广东省中国（广东）自由贸易试验区"
    assert list(found.agencies) == ["guangdong-zimaoqu/guanweihui"]


def test_national_bodies_resolve_outside_any_project() -> None:
    found = resolve([_sixth()], load_registry(None))
    assert found.agencies["guangdong-zhaoqing/bianban"].resolved
    assert not any(body.members for body in found.agencies.values() if "珠三角九市" in body.names_as_written)

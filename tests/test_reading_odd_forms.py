"""What notices of rare forms brought up: letters, replies, measures by articles, speeches, plans of villages."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.language.document_lines import is_addressee
from builder.model.finding_codes import FindingCode as Code
from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.places.jurisdictions import find_jurisdiction
from builder.reading.agencies.sentences.mentions import read_inline
from builder.source.markdown import is_markdown, read_markdown


def read(tmp_path: Path, text: str, name: str = "notice.txt") -> Notice:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_notice(path)


def told(made: Notice, code: Code) -> list[str]:
    return [made.text[each.start : each.end] for each in made.findings if each.code is code]


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        # a title after a body's name is no part of it
        ("国务院《护林员管理条例》第三条规定的职责", []),
        # what a name only belongs to
        ("国家机关以外的团体可以入会", []),
        ("县政府重点工程实行分线挂帅", []),
        ("县审批局审批事项移到大厅后，由县政务服务局办理", ["县政务服务局"]),
        # an office-holder after 由
        ("副主任由县政府联系副秘书长、县林业局局长担任", []),
        ("组长由县科协负责人担任", []),
        # adverb and verb of a power
        ("由县林权登记服务中心集中行使发证权", ["县林权登记服务中心"]),
        # zones beside other places
        ("县林业局、松岭经开区、柳河园区按属地原则负责清理", ["县林业局", "松岭经开区", "柳河园区"]),
        # an opening that singles out
        ("各镇，特别是县水利局，要备足沙袋", ["各镇", "县水利局"]),
        # what was done binds nobody, what must be done does
        ("今年以来，各镇、县水利局按照部署修渠，全县水利有了改观", []),
        ("2003年县政府开会以来，各镇在修渠上做了不少事", []),
        ("今年以来，各镇进展不一，县水利局要逐镇督办", ["县水利局"]),
        ("今年，各镇按照部署修渠", ["各镇"]),
        # anybody of a kind, who is bound only by a word of duty
        ("企事业单位主动补种，给予补助", []),
        ("清理旧泵站12座，各镇保留约6座", []),
        ("企事业单位应当配合清查", ["企事业单位"]),
        # each for itself, among themselves
        ("职能部门各负其责，合力修渠", ["职能部门"]),
        ("各镇、县直各部门之间要互通雨情", ["各镇", "县直各部门"]),
        # a class that is at something when it must act
        ("使用单位在签订合同时，必须约定工期", ["使用单位"]),
        ("住户在签订合同时，必须约定工期", []),
    ],
)
def test_who_acts_in_a_sentence(said: str, bodies: list[str]) -> None:
    found = read_inline(said + "。", 0, len(said) + 1, "松岭县", {}, "plan")
    assert [each.name for each in found] == bodies


@pytest.mark.parametrize(
    ("line", "addressed"),
    [
        ("赵明、钱亮委员", True),
        ("孙立代表：", True),
        ("周文副主席：", True),
        ("各位代表：", True),
        ("请各位人大代表审议", False),
        ("赵明委员提出的建议", False),
    ],
)
def test_an_answer_is_addressed_to_persons(line: str, addressed: bool) -> None:
    assert is_addressee(line) == addressed


def test_persons_are_the_addressees_of_an_answer(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "松岭县水利局关于对县政协第12号提案的答复\n赵明、钱亮委员\n《关于修渠的建议》收悉，现答复如下：\n"
        "一、修渠一事由各镇负责。\n二、明年动工。\n松岭县水利局\n2021年5月6日\n",
    )
    assert made.front.addressees == ("赵明", "钱亮委员")


def test_a_circular_of_inspection_is_a_report(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "松岭县修渠情况督查通报\n一、督查情况\n3月以来，各镇共修渠12公里，完成了8处加固。\n二、好的做法\n柳河镇已完成3处。\n",
    )
    assert made.front.kind == "report"
    assert [(task.id, task.kind) for task in made.tasks] == [("一", "progress")]


@pytest.mark.parametrize(("title", "place"), [("广宁镇修渠制度", None), ("广宁县修渠制度", "广东省肇庆市广宁县")])
def test_a_town_is_not_the_county_of_its_name(title: str, place: str | None) -> None:
    found = find_jurisdiction([], title)
    assert (found.path if found else None) == place


def test_a_page_is_no_issuer(tmp_path: Path) -> None:
    page = "发文机构：县政府网站\n发布日期：2021-03-04\n松岭县修渠规则\n一、各镇应当修渠。\n二、各镇应当清淤。\n"
    assert read(tmp_path, page).front.issuers == ()


HEAD = "松岭县护林办法\n第一章 总则\n第一条 为护林制定本办法。\n"


@pytest.mark.parametrize(
    ("article", "is_told"),
    [
        ("护林所需经费由县财政足额保障。", True),
        ("采伐计划应当列入镇里的年度计划。", True),
        ("护林应当遵循预防为主的原则。", False),
    ],
)
def test_general_rules_that_bid_are_told(tmp_path: Path, article: str, is_told: bool) -> None:
    made = read(tmp_path, f"{HEAD}第二条 {article}\n第二章 巡护\n第三条 各镇应当组织巡护。\n")
    assert any(article[:8] in words for words in told(made, Code.ITEM_UNLISTED)) == is_told


@pytest.mark.parametrize(
    ("aim", "is_told"),
    [("硬化村道。长300米，投入资金12万元，施工时间5月底", True), ("村道更好走，环境更整洁，村民更满意", False)],
)
def test_works_below_aims_are_told(tmp_path: Path, aim: str, is_told: bool) -> None:
    made = read(tmp_path, f"柳河村整治方案\n一、工作目标\n1、{aim}。\n2、村里干净。\n二、要求\n1、各组应当清扫。\n")
    assert any(aim[5:10] in words for words in told(made, Code.ITEM_UNLISTED)) == is_told


PLAN = "松岭县修渠要点\n一、加固水库。（{first}）\n二、疏浚河道。（{second}）\n{rule}松岭县人民政府\n2021年5月6日\n"
ALIKE = "县水利局、县财政局、各镇人民政府"


@pytest.mark.parametrize(
    ("second", "rule", "count"),
    [
        ("县水利局，县财政局、县审计局", "", 1),
        ("县水利局，县财政局、县审计局", "注：排在首位的为牵头单位。\n", 0),
        ("县水利局牵头，县财政局、县审计局配合", "", 0),
        ("县水利局，县财政局，县审计局", "", 0),
        (ALIKE, "", 0),
    ],
)
def test_groups_that_a_comma_parts_are_told_once(tmp_path: Path, second: str, rule: str, count: int) -> None:
    for first in (ALIKE, second):
        made = read(tmp_path, PLAN.format(first=first, second=second, rule=rule))
        assert len([each for each in made.findings if each.code is Code.ROLE_UNCERTAIN]) == count


@pytest.mark.parametrize(("text", "holds"), [("# 甲\n## 一、目标\n### 二、任务\n", True), ("#3楼\n# 1\n正文\n", False)])
def test_markdown_is_told_by_its_heads(text: str, holds: bool) -> None:
    assert is_markdown(text) == holds


def test_a_sign_within_a_line_is_no_quotation() -> None:
    assert read_markdown("> 引文\n水位>5米\n") == ("引文\n水位>5米\n", ())


def test_a_text_with_heads_is_read_as_markdown(tmp_path: Path) -> None:
    made = read(tmp_path, "# 松岭县修渠方案\n## 一、修渠\n各镇应当修渠。\n## 二、清淤\n各镇应当清淤。\n")
    assert made.front.title == "松岭县修渠方案"
    assert [item.id for item in made.outline] == ["一", "二"]


def test_the_number_of_a_title_that_was_cut_is_told(tmp_path: Path) -> None:
    cut = (
        "• 索引号:0042-7/2027-9\n  • 发布机构:县水利局\n  • 公开方式:政府网站\n"
        "2027年清淤任务(松政发〔2027〕9号)\n来源:松岭县政府   2027-05-06 08:30\n浏览量:7 | | | |\n"
    )
    made = read(
        tmp_path, f"{cut}\n各镇水利站、县直有关单位:\n现将任务印发给你们。\n一、各镇应当修渠。\n二、各镇应当清淤。\n"
    )
    (message,) = (each.message for each in made.findings if each.code is Code.NUMBER_UNREAD)
    assert made.front.document_number is None
    assert "松政发〔2027〕9号" in message


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        # a list of who does what, a line each; two lines are none
        ("分工：\n校办：整理信息材料\n总务处：准备防汛沙袋\n住管部：排查宿舍隐患", ["校办", "总务处", "住管部"]),
        ("分工：\n校办：整理信息材料\n总务处：准备防汛沙袋", []),
        (
            "部门职责\n县气象局：加强预报。县财政局：管好资金。县供电公司：维护电网",
            ["县气象局", "县财政局", "县供电公司"],
        ),
        ("部门职责\n按照属地原则负责巡堤", []),
        # called by what it is, behind 由; office-holders are not
        ("津贴由派出单位发放", ["派出单位"]),
        ("灌渠维修费由工程业主单位自筹", ["工程业主单位"]),
        ("图纸由主管部门领导签字", []),
        # the treasury of a level that pays
        ("确需扶助的，同级财政给予贴息", ["同级财政"]),
        ("县财政收入要增长", []),
        ("经费由县财政安排", []),
        # with whom, where nobody else is named
        ("堤坝漫水要会同水利、消防救援部门疏散群众", ["水利部门", "消防救援部门"]),
        # a group named after its work
        ("省提升灌溉服务工作领导小组办公室要排定日程", ["省提升灌溉服务工作领导小组办公室"]),
        ("各类企业、事业单位应当守法", ["各类企业", "各类事业单位"]),
        ("有关省、市、自治区应按规定修渠", ["有关省、市、自治区"]),
        ("各党总支、支部要组织学习", ["各党总支", "各支部"]),
        ("渣土车到同一工地装运的间隔不得超过两天", []),
    ],
)
def test_who_acts_by_place_and_kind(said: str, bodies: list[str]) -> None:
    found = read_inline(said + "。", 0, len(said) + 1, "松岭县", {}, "plan")
    assert [each.name for each in found] == bodies


@pytest.mark.parametrize(
    ("article", "is_told"),
    [
        ("登记机关履行下列职责：\n（一）登记树木；\n（二）核对数量。", True),
        ("登记的职责：\n（一）登记树木；\n（二）核对数量。", False),
    ],
)
def test_who_does_what_the_items_below_list_is_told(tmp_path: Path, article: str, is_told: bool) -> None:
    made = read(tmp_path, f"松岭县护林办法\n第一条 {article}\n第二条 各镇应当巡护。\n")
    assert any("登记" in words for words in told(made, Code.UNNUMBERED_DUTY)) == is_told


def test_the_scope_of_a_plan_is_no_task(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        "松岭县防汛预案\n1 总则\n1.1 适用范围\n本预案适用于需由县政府负责处置的洪水。\n2 职责\n2.1 巡堤\n各镇应当巡堤。\n",
    )
    assert [task.heading for task in made.tasks] == ["巡堤"]


def test_addressees_keep_their_line_where_the_text_follows(tmp_path: Path) -> None:
    text = (
        "松岭县防汛办关于清淤督查的通知\n县直有关单位、各灌区管理所:为疏通灌渠,县防汛办将逐段察看。现将事项通知如下:\n"
    )
    made = read(tmp_path, f"{text}一、各镇应当修渠。\n二、各镇应当清淤。\n")
    assert made.front.addressees == ("县直有关单位", "各灌区管理所")


def test_a_label_whose_colon_is_a_slip_is_no_body(tmp_path: Path) -> None:
    made = read(
        tmp_path, "修渠要点\n一、修渠。（责任单位；县水利局、各镇人民政府）\n二、清淤。（责任单位：县水利局）\n"
    )
    assert [body.name for body in made.tasks[0].agencies] == ["县水利局", "各镇人民政府"]

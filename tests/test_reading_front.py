"""The front matter, from the text, from a page's metadata and from the sidecar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from builder.language.dates import read_date
from builder.model.notice import Front
from builder.outline.outline import outline
from builder.pipeline import read_notice
from builder.places.divisions import load_divisions
from builder.reading.front_matter.addressees import split_addressees
from builder.reading.front_matter.front import read_front
from builder.reading.front_matter.titles import bare_title, named_plan
from builder.restoration.pipeline import restore
from builder.restoration.restored import Fact, Restored
from builder.source.sidecar.keys import Sidecar
from builder.source.source import source_of

PLAN = "为加强工作，制定本方案。\n一、任务\n（一）甲。做好甲工作。\n（二）乙。做好乙工作。"


def front(words: str, *facts: tuple[str, str], sidecar: Sidecar | None = None) -> Front:
    text = dedent(words).strip()
    restored = Restored(text, (), metadata=tuple(Fact(key, value, 0, 0) for key, value in facts))
    source = source_of(text)
    if sidecar:
        source = replace(source, sidecar=sidecar)
    return read_front(restored, source, outline(text), load_divisions())[0]


def test_date_and_contents_of_a_cover_are_no_title() -> None:
    cover = "附录B（资料性附录）\n青禾县水务有限公司\n防汛物资调查报告\n青禾县水务有限公司\n二〇二七年四月\n目录"
    found = front(f"{cover}\n1 防汛物资\n1.1 储备情况\n各水库储备编织袋。\n1.2 检查情况\n每月检查一次。")
    assert found.title == "附录B（资料性附录）青禾县水务有限公司防汛物资调查报告"


def test_number_in_characters() -> None:
    assert (
        front(f"国务院关于河道管理的通知\n国发〔一九八九〕十四号\n{PLAN}").document_number == "国发〔一九八九〕十四号"
    )


RULES = "\n一、任务\n（一）甲。做好甲工作。\n（二）乙。做好乙工作。"


@pytest.mark.parametrize(
    ("words", "issuers", "written"),
    [
        (
            "会议制度不刻印章。\n广宁县水务局2027年3月4日河湖会议制度为管好河湖，制定本制度。",
            ("广宁县水务局",),
            "2027-03-04",
        ),
        (
            "请于5月9日前反馈（传真同号）。广宁县水务局2027年3月4日广宁县水务局公文稿纸各镇：",
            ("广宁县水务局",),
            "2027-03-04",
        ),
        ("会议听取了汇报。广宁县水务局2027年3月4日开展了检查。", (), None),
        ("会议听取了汇报。广宁县水务局2027年3月4日前报送。", (), None),
        ("会议同意广宁县水务局2027年3月4日的意见。", (), None),
    ],
)
def test_signature_within_a_paragraph(words: str, issuers: tuple[str, ...], written: str | None) -> None:
    found = front(f"关于建立河湖会议制度的函\n{words}{RULES}")
    assert (found.issuers, found.written) == (issuers, written)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("附件：河湖会议制度广宁县水务局\n2027年3月4日（此件公开发布）", "2027-03-04"),
        ("请会签。电话1234广宁县水务局2027年3月4日加强河湖管理办法为管好河湖，制定本办法。", "2027-03-04"),
        ("会上，广宁县水务局2027年3月4日发布的办法得到肯定。", None),
        ("会议听取广宁县水务局2027年3月4日开展检查的情况。", None),
    ],
)
def test_date_behind_the_issuer_of_the_title(words: str, written: str | None) -> None:
    assert front(f"广宁县水务局关于建立河湖会议制度的函\n{words}{RULES}").written == written


@pytest.mark.parametrize(
    ("words", "addressees"),
    [
        ("市水务局：你局关于建立河湖会议制度的请示收悉。现函复如下：同意。", ("市水务局",)),
        ("北街街道办事处：《关于设立河湖站的请示》（北办〔2027〕3号）收悉。现批复如下：", ("北街街道办事处",)),
        ("市水务局：要做好河湖管理。", ()),
        ("同意市水务局意见：你局要做好管理。收悉", ()),
    ],
)
def test_whom_a_letter_answers(words: str, addressees: tuple[str, ...]) -> None:
    assert front(f"关于同意建立河湖会议制度的函\n{words}{RULES}").addressees == addressees


@pytest.mark.parametrize(
    "opening",
    ["为了管好河湖，各站要做好如下几项工作：", "结合本县实际作出如下决定：", "主办单位：水务局答复：满意："],
)
def test_words_before_a_colon_that_address_nobody(opening: str) -> None:
    assert front(f"做好河湖管理的通知\n{opening}{RULES}").addressees == ()


@pytest.mark.parametrize(("words", "to"), [("各幼儿园：", "各幼儿园"), ("全体教职工：", "全体教职工")])
def test_schools_and_their_staff_are_addressed(words: str, to: str) -> None:
    assert front(f"关于防溺水的通知\n{words}\n请落实以下工作。{RULES}").addressees == (to,)


def test_letterhead_signs_where_nobody_else_does() -> None:
    assert front(f"广宁县水务局\n宁水函〔2027〕3号\n关于修订河湖制度的函\n各镇水务所：\n请会签。{RULES}").issuers == (
        "广宁县水务局",
    )
    assert front(f"广宁县水务局会议纪要\n宁水纪〔2027〕3号\n关于河湖整治的纪要\n会议议定如下。{RULES}").issuers == (
        "广宁县水务局",
    )


def test_adoption_in_a_line_without_brackets() -> None:
    found = front(
        f"广宁县人民代表大会常务委员会关于管好河湖的决定\n2027年3月4日广宁县第九届人民代表大会常务委员会第三次会议通过\n为了管好河湖，作出如下决定：{RULES}"
    )
    assert found.title == "广宁县人民代表大会常务委员会关于管好河湖的决定"
    assert (found.written, found.addressees) == ("2027-03-04", ())


def test_a_page_of_a_place_is_no_issuer() -> None:
    found = front(f"广宁县水务局关于管好河湖的通知\n请落实。{RULES}", ("来源", "中国广宁"))
    assert found.issuers == ("广宁县水务局",)


LETTER = "各市水利局：根据防汛工作部署，现将修订稿送你们会签，请于6月9日前反馈我厅，逾期视为同意。"


@pytest.mark.parametrize(
    ("head", "title", "number", "issuers"),
    [
        pytest.param(
            "青禾省水利厅青水防函（2027）39号关于会签《青禾省防汛预案》的函",
            "关于会签《青禾省防汛预案》的函",
            "青水防函（2027）39号",
            (),
            id="letterhead and number",
        ),
        pytest.param(
            "青禾省水利厅公文稿纸青禾省水利厅青禾省水利厅关于会签《青禾省防汛预案》的函",
            "青禾省水利厅关于会签《青禾省防汛预案》的函",
            None,
            ("青禾省水利厅",),
            id="a sheet for drafts",
        ),
        pytest.param(
            "青禾省水利厅青禾省林业局文件青水防[2027] 3号青禾省水利厅青禾省林业局关于印发《青禾省防汛方案》的通知",
            "青禾省水利厅青禾省林业局关于印发《青禾省防汛方案》的通知",
            "青水防[2027]3号",
            ("青禾省水利厅", "青禾省林业局"),
            id="two bodies",
        ),
    ],
)
def test_what_is_printed_above_a_title_on_its_line(
    head: str, title: str, number: str | None, issuers: tuple[str, ...]
) -> None:
    source = source_of(head + LETTER)
    restored = restore(source)
    found = read_front(restored, source, outline(restored.text), load_divisions())[0]
    assert (found.title, found.document_number, found.issuers) == (title, number, issuers)


def test_an_address_of_mail_signs_nothing() -> None:
    found = front(f"青禾县农村供水方案\n{PLAN}\n联系人赵某(zhao@qinghe.example)青禾县水利局\n2027年3月5日")
    assert found.issuers == ()


def test_covering_notice_and_plan() -> None:
    found = front(
        f"""
        成府发〔2015〕20号
        成都市人民政府关于印发
        《成都市法治政府建设规划（2015—2020年）》的通知
        各区（市）县政府，市政府各部门：
        现将《成都市法治政府建设规划（2015—2020年）》印发你们，请认真组织实施。
        成都市人民政府
        2015年7月6日
        成都市法治政府建设规划
        （2015—2020年）
        {PLAN}
        """.replace("\n        ", "\n")
    )
    assert found == Front(
        title="成都市人民政府关于印发《成都市法治政府建设规划（2015—2020年）》的通知",
        plan_title="成都市法治政府建设规划（2015—2020年）",
        kind="plan",
        issuers=("成都市人民政府",),
        document_number="成府发〔2015〕20号",
        index_number=None,
        written="2015-07-06",
        published=None,
        jurisdiction="四川省成都市",
        addressees=("各区（市）县政府", "市政府各部门"),
    )


def test_document_signed_at_foot() -> None:
    found = front(
        f"""
        江西省人民政府办公厅关于将健康融入所有政策的意见
        赣府厅发〔2025〕6号
        各市、县（区）人民政府，省政府各部门：
        {PLAN}
        各地、各部门要抓好落实。
        江西省人民政府办公厅
        二〇二五年四月三日
        （此件主动公开）
        """.replace("\n        ", "\n")
    )
    assert found.title == found.plan_title == "江西省人民政府办公厅关于将健康融入所有政策的意见"
    assert found.issuers == ("江西省人民政府办公厅",)
    assert (found.written, found.document_number) == ("2025-04-03", "赣府厅发〔2025〕6号")
    assert found.addressees == ("各市、县（区）人民政府", "省政府各部门")


def test_notice_inside_reposting_page() -> None:
    """The page forwards; the title is that of the covering notice that the text holds."""
    found = front(
        f"""
        关于转发《广宁县某某实施方案的通知》的通知
        中共广宁县委 广宁县人民政府关于印发《广宁县某某实施方案
        （2016—2020年）》的通知
        各镇党委、人民政府，县直各单位：
        现将《广宁县某某实施方案（2016—2020年）》印发给你们，请贯彻执行。
        中共广宁县委
        广宁县人民政府
        2017年7月7日
        广宁县某某实施方案
        （2016—2020年）
        {PLAN}
        """.replace("\n        ", "\n"),
        ("索引号", "GN-0346"),
        ("文号", "宁发〔2017〕10号"),
        ("公开日期", "2017-09-28"),
        ("信息有效性", "有效"),
        ("公开责任部门", "排沙镇"),
    )
    assert found.title == "中共广宁县委 广宁县人民政府关于印发《广宁县某某实施方案（2016—2020年）》的通知"
    assert found.plan_title == "广宁县某某实施方案（2016—2020年）"
    assert found.issuers == ("中共广宁县委", "广宁县人民政府")
    assert found.jurisdiction == "广东省肇庆市广宁县"
    assert (found.document_number, found.index_number) == ("宁发〔2017〕10号", "GN-0346")
    assert (found.written, found.published) == ("2017-07-07", "2017-09-28")
    assert (found.validity, found.publisher) == ("有效", "排沙镇")


def test_forwarding_notice() -> None:
    found = front(
        f"""
        肇庆市人民政府办公室转发广东省人民政府办公厅关于印发某某工作方案的通知
        各县（市、区）人民政府：
        现将《广东省人民政府办公厅关于印发某某工作方案的通知》转发给你们，请遵照执行。
        肇庆市人民政府办公室
        2020年5月6日
        广东省人民政府办公厅关于印发某某工作方案的通知
        各地级以上市人民政府：
        现将《某某工作方案》印发给你们。
        广东省人民政府办公厅
        2020年4月2日
        某某工作方案
        {PLAN}
        """.replace("\n        ", "\n")
    )
    assert found.title == "肇庆市人民政府办公室转发广东省人民政府办公厅关于印发某某工作方案的通知"
    assert found.plan_title == "某某工作方案"
    assert found.issuers == ("肇庆市人民政府办公室",)
    assert (found.written, found.jurisdiction) == ("2020-05-06", "广东省肇庆市")


def test_joint_issuers_seal_and_notes() -> None:
    found = front(
        f"""
        广州市卫生健康委等2部门关于印发某某实施方案的通知
        各区卫生健康局、财政局，市医保中心：
        现将《某某实施方案》印发给你们，请执行。
        广州市卫生健康委员会            广州市财政局
        （广州市某局代章）
        2023年10月19日
        （联系人：张三，联系电话：12345678）
        某某实施方案
        {PLAN}
        """.replace("\n        ", "\n")
    )
    assert found.issuers == ("广州市卫生健康委员会", "广州市财政局")
    assert found.addressees == ("各区卫生健康局", "财政局", "市医保中心")
    assert found.jurisdiction == "广东省广州市"


def test_numbered_order() -> None:
    found = front(
        """
        某某省人民政府令
        第278号
        《某某省规范行政执法裁量权规定》已经审议通过，现予公布，自2014年7月1日起施行。
        省长 某某
        2014年5月8日
        某某省规范行政执法裁量权规定
        第一条 为了规范裁量权，制定本规定。
        第二条 行政机关应当公开裁量标准。
        """
    )
    assert found.document_number == "某某省人民政府令第278号"
    assert found.plan_title == "某某省规范行政执法裁量权规定"
    assert found.written == "2014-05-08"


def test_report_front_matter() -> None:
    found = front(
        """
        江门市人民政府2019年度法治政府建设情况报告
        2019年，江门市人民政府深入推进依法行政。具体情况如下：
        一、2019年度工作情况
        （一）强化领导。召开会议10次。
        （二）强化考核。开展考核2次。
        二、下一步工作意见
        （一）加强统筹。要统筹推进。
        （二）加强督察。要加强督察。
        """
    )
    assert (found.kind, found.jurisdiction) == ("report", "广东省江门市")


def test_untitled_report_is_recognised_by_chapters() -> None:
    found = front(
        """
        2019年，江门市人民政府深入推进依法行政。具体情况如下：
        一、2019年度工作情况
        召开会议10次。
        二、下一步工作意见
        要统筹推进。
        """
    )
    assert (found.title, found.kind) == ("", "report")


def test_matters_made_public_are_no_report() -> None:
    found = front(
        """
        经研究，我站现招用巡护工作人员3名，现将有关招用事宜公布如下：
        一、报名时间
        2019年5月6日至5月10日。
        二、报名材料
        应提交登记表。
        """
    )
    assert found.kind == "plan"


def test_sidecar_overrides_text_and_page() -> None:
    sidecar = Sidecar(
        title="甲", written="2019-01-02", issuers=("江门市人民政府",), jurisdiction="guangdong-jiangmen", kind="report"
    )
    found = front(f"某市某某方案\n某市政府\n2020年1月1日\n{PLAN}", ("标题", "乙"), sidecar=sidecar)
    assert (found.title, found.written, found.issuers, found.kind) == (
        "甲",
        "2019-01-02",
        ("江门市人民政府",),
        "report",
    )
    assert found.jurisdiction == "广东省江门市"


def test_page_metadata_fills_missing_fields() -> None:
    found = front(
        PLAN,
        ("标 题", "国务院办公厅关于印发某某方案的通知"),
        ("发文机关：", "国务院办公厅"),
        ("发文字号", "国办发〔2018〕128号"),
        ("成文日期", "2018年12月29日"),
        ("发布日期", "2019年01月21日"),
        ("主题分类", "城乡建设、环境保护"),
        ("文号", ""),
    )
    assert found.title == "国务院办公厅关于印发某某方案的通知"
    assert found.plan_title == "国务院办公厅关于印发某某方案的通知"
    assert (found.issuers, found.document_number) == (("国务院办公厅",), "国办发〔2018〕128号")
    assert (found.written, found.published) == ("2018-12-29", "2019-01-21")
    assert found.topic_class == "城乡建设、环境保护"


NUMBERS = [
    ("〔2019〕第12号", "〔2019〕第12号"),
    ("京公开办发〔2024〕2 号", "京公开办发〔2024〕2号"),
    ("某政办发[2015]20号", "某政办发[2015]20号"),
    ("某政办函（2015）20号", "某政办函（2015）20号"),
    ("（某政发〔2015〕20号）", "某政发〔2015〕20号"),
    ("文号：某政规〔2021〕3号", "某政规〔2021〕3号"),
    ("国务院令第492号", "国务院令第492号"),
    ("2020年第5号公告", None),
    ("某局公告2020年第5号", "某局公告2020年第5号"),
]


@pytest.mark.parametrize(("line", "number"), NUMBERS)
def test_document_numbers(line: str, number: str | None) -> None:
    words = f"某市人民政府关于印发某某方案的通知\n{line}\n各部门：\n现将《某某方案》印发给你们。\n某市人民政府\n2020年1月2日\n某某方案\n{PLAN}"
    assert front(words).document_number == number


DATES = [
    ("2015年11月30日", "2015-11-30"),
    ("2024年4月22 日", "2024-04-22"),
    ("二〇一五年十一月三十日", "2015-11-30"),
    ("二OO八年五月十二日", "2008-05-12"),
    ("二○○八年十月一日", "2008-10-01"),
    ("二零一零年元月二十一日", "2010-01-21"),
    ("一九九九年十二月三十一日", "1999-12-31"),
    ("２０１９年７月１５日", "2019-07-15"),
    ("2017-09-28", "2017-09-28"),
    ("2018/11/14 09:03:51", "2018-11-14"),
    ("2019.7.5", "2019-07-05"),
    ("2019年2月30日", None),  # no such day
    ("2019 年715", None),  # characters lost: not guessed
    ("2019年7月", None),
]


@pytest.mark.parametrize(("words", "date"), DATES)
def test_signature_dates(words: str, date: str | None) -> None:
    assert read_date(words) == date


ADDRESSEES = [
    ("广州、深圳、肇庆市人民政府,省有关单位:", ["广州", "深圳", "肇庆市人民政府", "省有关单位"]),
    ("各区(市)县政府,市政府各部门:", ["各区(市)县政府", "市政府各部门"]),
    ("各市、县（区）人民政府，省政府各部门：", ["各市、县（区）人民政府", "省政府各部门"]),
    (
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"],
    ),
    ("各区人民政府，市政府各委、办、局，各市属机构：", ["各区人民政府", "市政府各委、办、局", "各市属机构"]),
    ("各乡镇人民政府，驻县区直、市直各有关单位：", ["各乡镇人民政府", "驻县区直、市直各有关单位"]),
    ("各市、州、直管市、青杉林区住（城）建局，各有关单位：", ["各市、州、直管市、青杉林区住（城）建局", "各有关单位"]),
    ("各县（市、区）财政局、教育局：", ["各县（市、区）财政局", "教育局"]),
    ("各区人民政府，市政府有关委、办、局：", ["各区人民政府", "市政府有关委、办、局"]),
    ("主送：各镇人民政府、街道办事处，各管委会：", ["各镇人民政府", "街道办事处", "各管委会"]),
    (
        "各县(区)委全面依法县(区)委员会市委各有关部委,市直各有关单位:",
        ["各县(区)委全面依法县(区)委员会", "市委各有关部委", "市直各有关单位"],
    ),
    ("广宁县人民政府各部门：", ["广宁县人民政府各部门"]),
    ("各省、自治区、直辖市渔业主管部门，各流域机构：", ["各省、自治区、直辖市渔业主管部门", "各流域机构"]),
    (
        "各省、自治区、直辖市水利（水务）厅（局），各流域机构：",
        ["各省、自治区、直辖市水利（水务）厅（局）", "各流域机构"],
    ),
    ("各省、自治区、直辖市及新疆生产建设兵团渔业委员会：", ["各省、自治区、直辖市及新疆生产建设兵团渔业委员会"]),
]


@pytest.mark.parametrize(("words", "expected"), ADDRESSEES)
def test_addressees_are_read(words: str, expected: list[str]) -> None:
    assert split_addressees(words) == expected


TITLES = [
    ("《某市人民政府关于某事的通知》", "某市人民政府关于某事的通知"),
    ("某政发〔2020〕1号《某市人民政府关于某事的通知》", "某市人民政府关于某事的通知"),
    ("某市人民政府关于某事的通知（某政发〔2020〕1号）", "某市人民政府关于某事的通知"),
    ("某市人民政府关于某事的通知（某政发〔2020〕1号 2020年3月2日）", "某市人民政府关于某事的通知"),
    ("【某市人民政府】关于某事的通知", "关于某事的通知"),
    ("【全国】《某市人民政府关于某事的通知》", "某市人民政府关于某事的通知"),
    ("【试行】某市护林办法", "【试行】某市护林办法"),
    ("关于印发护林行动方案的通知\n护林行动方案", "关于印发护林行动方案的通知"),
    ("关于印发护林工作实施方案的通知\n护林工作\n实施方案", "关于印发护林工作实施方案的通知"),
    ("关于做好2020年第1号台风防御工作的通知", "关于做好2020年第1号台风防御工作的通知"),
    ("某市某某规划（2016—2020年）", "某市某某规划（2016—2020年）"),
    ("关于印发《甲》和《乙》的通知", "关于印发《甲》和《乙》的通知"),
]


@pytest.mark.parametrize(("printed", "title"), TITLES)
def test_page_titles(printed: str, title: str) -> None:
    found = front(
        f"{printed}\n各部门：\n现就有关事项通知如下：\n一、加强领导。各部门要重视。\n二、严格考核。各部门要落实。"
    )
    assert found.title == title
    assert found.document_number == ("某政发〔2020〕1号" if "〔2020〕" in printed else None)


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("某市关于印发《清溪护林办法》的通知", "清溪护林办法"),
        ("某市关于印发贯彻落实《清溪护林办法》措施的通知", "贯彻落实《清溪护林办法》措施"),
        ("某市关于印发《清溪护林意见》重点任务分工方案的通知", "《清溪护林意见》重点任务分工方案"),
        ("某市关于印发《清溪护林办法》等三个文件的通知", "清溪护林办法"),
    ],
)
def test_the_plan_that_a_title_names(title: str, plan: str) -> None:
    assert named_plan(title) == plan


def test_a_date_with_the_time_of_day_above_the_text_is_the_page_s() -> None:
    body = "各镇：\n现将有关事项通知如下。\n一、加强巡护。\n二、加强宣传。\n"
    stamped = front(f"清溪市人民政府关于护林的通知\n2021年3月9日08:15:30\n{body}清溪市人民政府\n2020年12月1日\n")
    assert (stamped.written, stamped.published) == ("2020-12-01", "2021-03-09")
    unsigned = front(f"清溪市人民政府关于护林的通知\n2021年3月9日08:15\n{body}")
    assert (unsigned.written, unsigned.published) == (None, "2021-03-09")


def test_page_entries_in_boxes_and_the_date_beside_a_number_are_no_part_of_the_title() -> None:
    found = front(
        "【发布单位】70311\n【发布日期】1996-04-09\n【所属类别】地方法规\n\n清溪市人民政府关于护林工作的决定\n\n"
        "（1996年4月2日清政发〔1996〕8号）\n\n为了护林，决定如下：\n一、加强巡护。各镇要巡护。\n二、加强宣传。各镇要宣传。"
    )
    assert (found.title, found.document_number) == ("清溪市人民政府关于护林工作的决定", "清政发〔1996〕8号")
    assert (found.written, found.published, found.issuers) == ("1996-04-02", "1996-04-09", ("清溪市人民政府",))


@pytest.mark.parametrize("date", ["2021-03-05", "2021.3.5", "2021年3月5日"])
def test_a_date_below_a_signature_is_the_notice_s_however_written(date: str) -> None:
    words = f"清溪市关于护林的通知\n各镇：\n现将有关事项通知如下。\n一、加强巡护。\n二、加强宣传。\n清溪市人民政府\n{date}\n"
    found = restore(source_of(words))
    assert front(found.text).written == "2021-03-05"
    assert front(found.text).published is None


def test_a_date_of_the_page_is_no_date_of_the_notice() -> None:
    words = "清溪市关于护林的通知\n2021-03-08 10:10\n各镇：\n现将有关事项通知如下。\n一、加强巡护。\n二、加强宣传。\n清溪市人民政府\n2021年3月5日\n"
    found = restore(source_of(words))
    assert front(found.text, *((fact.key, fact.value) for fact in found.metadata)).written == "2021-03-05"


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("（2021年7月2日清溪市人民政府令第51号公布 自2021年9月1日起施行）", "清溪市人民政府令第51号"),
        ("（2021年7月2日清溪市人民代表大会常务委员会第三次会议通过）", None),
    ],
)
def test_the_number_of_an_order_in_the_caption(caption: str, number: str | None) -> None:
    found = front(f"清溪市护林办法\n{caption}\n第一条 市林业局负责护林工作。\n第二条 各镇应当组织巡护。")
    assert found.document_number == number


def test_published_results_are_a_report() -> None:
    found = front(
        """
        现对我县河道整改完成情况进行公示。
        整改完成情况：
        1.清理漂浮物。
        2.加固堤防。
        某县水务局
        2019年11月6日
        """
    )
    assert found.kind == "report"


def test_page_entries_above_text() -> None:
    found = front(f"发布时间：2019-01-02 10:00\n访问量：687\n索引号：AB-1\n某市某某方案\n{PLAN}")
    assert (found.title, found.published, found.index_number) == ("某市某某方案", "2019-01-02", "AB-1")


def test_red_head_of_joint_issuers_with_the_signer_beside_the_number() -> None:
    found = front("""\
        临溪市教育局
        临溪市财政局文件
        临溪市人力资源和社会保障局
        临教字〔2023〕8号　签发人：林某某 周某
        关于报送校园食堂改造情况的请示
        市人民政府：
        现将有关情况报告如下。
        临溪市教育局
        2023年4月6日
        """)
    assert (found.title, found.document_number) == ("关于报送校园食堂改造情况的请示", "临教字〔2023〕8号")
    assert found.issuers == ("临溪市教育局",)


@pytest.mark.parametrize("number", ["临教字〔2023〕8号", "临教字〔2023〕8号\t签发人：林某某", ""])
def test_issuers_below_those_of_the_red_head(number: str) -> None:
    head = "临溪市教育局\t文件\n临溪市财政局\t\n" + f"{number}\n" * bool(number)
    found = front(
        f"{head}临溪市教育局、临溪市财政局关于报送校园食堂改造情况的通知\n各学校：\n现将有关事项通知如下。\n临溪市教育局\n2023年4月6日"
    )
    assert found.title == "临溪市教育局、临溪市财政局关于报送校园食堂改造情况的通知"
    assert found.document_number == (number.split("\t")[0] or None)
    assert found.addressees == ("各学校",)


def test_issuer_below_its_own_red_head_is_of_the_title() -> None:
    found = front(
        "临溪市教育局文件\n临溪市教育局\n关于修缮校舍的通知\n各学校：\n现通知如下。\n临溪市教育局\n2023年4月6日"
    )
    assert found.title == "临溪市教育局关于修缮校舍的通知"


def test_running_head_above_the_title_is_no_part_of_it() -> None:
    found = front(
        "临溪政务选编\n临溪市教育局关于开展校舍检查的通知\n各学校：\n现通知如下。\n临溪市教育局\n2023年4月6日"
    )
    assert found.title == "临溪市教育局关于开展校舍检查的通知"


@pytest.mark.parametrize(
    ("remark", "written"),
    [
        (
            "（1997年6月1日清溪市人民政府令第12号公布 根据2010年3月2日《关于废止、修改部分规章的决定》修正）",
            "1997-06-01",
        ),
        ("（根据2010年3月2日发布的《关于废止部分规章的决定》废止）", None),
        ("2010年3月2日起已失效", None),
    ],
)
def test_remark_on_what_became_of_text_is_not_its_date(remark: str, written: str | None) -> None:
    found = front(f"清溪市护林办法\n{remark}\n第一条 为了护林，制定本办法。\n第二条 市林业局负责护林工作。\n")
    assert found.written == written


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清溪市林业局关于加强护林工作意见的报告", "plan"),
        ("清溪市人民政府关于提请审议护林办法的报告", "plan"),
        ("清溪市人民政府关于护林工作方案落实情况的报告", "report"),
        ("清溪市林业局关于落实护林方案的报告", "report"),
        ("清溪市林业局2020年工作报告", "report"),
        ("清溪市林业局关于市政协第12号提案的答复", "report"),
        ("清溪市林业局关于答复提案的规定", "plan"),
    ],
)
def test_report_that_proposes_is_a_plan(title: str, kind: str) -> None:
    assert front(f"{title}\n市委：\n现将有关事项报告如下。\n一、加强巡护。\n二、加强宣传。\n").kind == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("王某某委员：\n您提出的关于修建栈道的提案收悉，现答复如下：\n", "report"),
        ("提案人：王某某，主办单位：市林业局，办复内容：栈道已经修好。\n", "report"),
        ("各县林业局：\n提案应当在三个月内答复。\n", "plan"),
    ],
)
def test_answer_to_a_proposal_is_a_report(opening: str, kind: str) -> None:
    assert front(f"关于修建护林栈道的建议\n{opening}一、修建栈道。修栈道三处。\n").kind == kind


@pytest.mark.parametrize(
    ("bidding", "items", "kind"),
    [
        ("请遵照执行", "一、各县要检修窑炉。\n二、窑厂应当登记台账。\n", "plan"),
        ("请遵照执行", "一、各县共检修窑炉30座。\n二、已清点台账。\n", "report"),
        ("供参阅", "一、各县要检修窑炉。\n二、窑厂应当登记台账。\n", "report"),
    ],
)
def test_report_that_is_passed_on_to_be_carried_out_is_a_plan(bidding: str, items: str, kind: str) -> None:
    letter = f"现将市工信局《关于加强窑炉管理的报告》批转给你们，{bidding}。\n清溪市人民政府\n1991年3月5日\n"
    text = f"清溪市人民政府批转市工信局关于加强窑炉管理报告的通知\n各县人民政府：\n{letter}关于加强窑炉管理的报告\n"
    assert front(f"{text}市政府：\n我局研究，提出以下意见：\n{items}").kind == kind


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ("一、落实责任。各县应当排查窑炉。\n二、严格检查。各县要清点台账。\n", "plan"),
        ("一、完成整治。各县共整治窑炉30座。\n二、完成检查。已清点台账。\n", "report"),
        ("一、完成整治。各县共整治窑炉30座。\n二、严格检查。各县要清点台账。\n", "report"),
    ],
)
def test_circular_that_mostly_orders_is_a_plan(items: str, kind: str) -> None:
    assert front(f"清溪市人民政府关于窑炉事故情况的通报\n各县人民政府：\n现通报如下。\n{items}").kind == kind


def test_signature_with_second_name_and_seal() -> None:
    found = front(
        f"关于检修水库的通知\n各乡镇：\n请抓紧。\n临溪市爱卫会（健康促进委员会）（代章）\n2031年3月7日\n{PLAN}"
    )
    assert found.written == "2031-03-07"
    assert found.issuers[0].startswith("临溪市爱卫会")


def test_credits_of_an_article_are_no_signature() -> None:
    assert front(f"临溪市检修水库\n编辑|王某某 主办|临溪市融媒体中心\n2031年3月7日\n{PLAN}").issuers == ()


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        ("中共中央国务院", ("中共中央", "国务院")),
        ("中共中央 国务院", ("中共中央", "国务院")),
        ("中共临溪市委临溪市人民政府", ("中共临溪市委", "临溪市人民政府")),
        ("中共临溪市委办公室临溪市人民政府办公室", ("中共临溪市委办公室", "临溪市人民政府办公室")),
        ("临溪市人民政府", ("临溪市人民政府",)),
    ],
)
def test_two_issuers_without_a_space(signature: str, issuers: tuple[str, ...]) -> None:
    assert front(f"关于检修水库的通知\n各单位：\n请抓紧。\n{signature}\n2031年3月7日\n{PLAN}").issuers == issuers


def test_the_number_of_an_issue_is_completed_by_its_head() -> None:
    found = front(
        """
        督查通报
        第十七期
        广宁县人民政府督查室　2023年3月6日
        关于河道巡查情况的通报
        各镇人民政府：
        现将有关事项通报如下。
        一、加强巡查。各镇人民政府要组织巡查。
        """.replace("\n        ", "\n")
    )
    assert found.title == "关于河道巡查情况的通报"
    assert (found.document_number, found.written) == ("督查通报第十七期", "2023-03-06")
    assert (found.issuers, found.addressees) == (("广宁县人民政府督查室",), ("各镇人民政府",))


def test_an_imprint_gives_the_date_where_nothing_else_does() -> None:
    body = "关于做好河道巡查工作的通知\n各镇人民政府：\n一、巡查。各镇人民政府要组织巡查。\n"
    assert front(body + "广宁县人民政府办公室　2023年3月8日印发").written == "2023-03-08"
    assert front(body + "广宁县水利局\n2023年3月6日\n广宁县水利局办公室　2023年3月8日印发").written == "2023-03-06"


@pytest.mark.parametrize("title", ["关于第45号提案的答复", "关于河道项目验收的决定书", "关于限期整改的通知书"])
def test_more_kinds_of_paper_close_a_title(title: str) -> None:
    assert front(f"{title}\n宁水函〔2023〕8号\n李某委员：\n一、巡查。县水利局要组织巡查。").title == title


def test_the_notice_s_own_file_names_its_number() -> None:
    words = "广宁县河道巡查办法\n一、巡查。各镇要组织巡查。\n附件：宁府规〔2023〕3号{}.pdf"
    assert front(words.format("河道巡查办法")).document_number == "宁府规〔2023〕3号"
    assert front(words.format("林业补助办法")).document_number is None


def test_whom_only_the_centre_addresses() -> None:
    found = front(
        "关于开展河道普查的通知\n各省、自治区、直辖市水利厅（局），某生产建设兵团水利局：\n一、普查。各地要开展普查。"
    )
    assert found.jurisdiction == "全国"


def test_day_that_a_page_puts_behind_a_title_is_none_of_it() -> None:
    assert bare_title("关于清淤的通知( 2022-05-11)") == "关于清淤的通知"
    assert bare_title("清淤办法（2022年5月11日通过）") == "清淤办法（2022年5月11日通过）"


def test_key_that_no_list_knows_is_no_part_of_the_number_before_it() -> None:
    page = "标题：关于清淤的通知\n文号：宁水发〔2022〕3号 主题：防汛 公开日期：2022-03-05\n"
    assert front(f"{page}关于清淤的通知\n各乡镇人民政府：\n一、清淤。").document_number == "宁水发〔2022〕3号"


@pytest.mark.parametrize("line", ["宁川县统计局召开年报填报培训会", "国家及各省市统计局"])
def test_what_happened_and_an_entry_of_a_menu_sign_nothing(line: str) -> None:
    words = "一、清淤。县水利局要组织清淤。\n二、巡查。各镇要组织巡查。"
    assert front(f"{line}\n{words}\n2022年6月5日\n").issuers == ()
    assert front(f"关于清淤的通知\n{words}\n{line}\n2022年6月5日\n").issuers == ()
    assert front(f"关于清淤的通知\n{words}\n宁川县统计局\n2022年6月5日\n").issuers == ("宁川县统计局",)


def test_entries_of_the_page_that_a_copy_has_numbered(tmp_path: Path) -> None:
    path = tmp_path / "hedao.txt"
    path.write_text(
        "  1. [发文字号] 清政办发〔1992〕53号\n  2. [发布日期] 1992-07-30\n  3. [有效性]\n"
        "清溪县人民政府办公室关于河道管理的通知\n清政办发〔1992〕53号\n各镇人民政府：\n现通知如下：\n"
        "一、各镇要清理河道。\n二、县水利局：牵头检修闸门。\n",
        encoding="utf-8",
    )
    made = read_notice(path)
    assert (made.front.title, made.front.published) == ("清溪县人民政府办公室关于河道管理的通知", "1992-07-30")
    assert [(body.name, body.role) for task in made.tasks for body in task.agencies] == [
        ("各镇", "responsible"),
        ("县水利局", "lead"),
    ]

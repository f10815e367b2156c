"""Repairs of the page's layout: broken and lost lines, page numbers, spaces.

Tables by origin: `wild` cut from real files, `made` by the same mechanism, `keep` must not change.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.restoration.layout.blank_lines import drop_layout
from builder.restoration.layout.contents import drop_contents, drop_repeated_heads, drop_run_on_contents
from builder.restoration.layout.label_rows import articles_inside
from builder.restoration.layout.line_order import reorder_lines
from builder.restoration.layout.lost_line_breaks import restore_line_ends
from builder.restoration.layout.page_furniture import drop_bold_marks, drop_page_furniture
from builder.restoration.layout.rows import columns
from builder.restoration.layout.spaces import drop_spaces
from builder.restoration.layout.wrapped_lines import join_lines
from builder.restoration.pipeline import restore
from builder.restoration.revision import Change, Revision
from builder.source.source import source_of
from tests.counting import grows_linearly

GOLD = [
    path.read_text(encoding="utf-8").strip() for path in sorted((Path(__file__).parent / "gold").glob("*.clean.txt"))
]


def repaired(text: str, *repairs: Callable[[str], list[Change]]) -> str:
    revision = Revision.of(text)
    for repair in (*repairs, drop_layout):
        revision = revision.apply(repair(revision.text))
    return revision.text


# ---- broken lines

WRAPPED = """\
  （一）健全健康优先发展机制。将落实健康优先战略纳入党委和政府重要议事
日程，将增进人民健康福祉、促进人的全面发展作为推动经济社会发展的重要任

务，建立稳定的健康治理财政投入保障机制。坚持党委领导、政府主导、部门协
作、全民参与。（省委组织部、省发展改革委、省财政厅、省
卫生健康委按职责分工负责。以下责任单位均包括各设区市人民政府，不再列出）
  （二）强化健康优先法治保障。研究制定健康环境、健康服务、健康产业等方
面的法规规章制度。
                                 2025年4月3日
"""


def test_lines_of_wrapped_page_are_joined() -> None:
    lines = repaired(WRAPPED, join_lines).split("\n")
    assert [line[:6] for line in lines] == ["（一）健全健", "（二）强化健", "2025年4"]
    assert lines[0].endswith("不再列出）")
    assert "重要任务，建立" in lines[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "关于印发《海南省将健康融入所有政策\n                  实施方案》的通知",
            "关于印发《海南省将健康融入所有政策实施方案》的通知",
            id="wild-bracket-open",
        ),
        pytest.param(
            "国务院办公厅关于印发“无废城市”建设\n试点工作方案的通知\n国办发〔2018〕128号",
            "国务院办公厅关于印发“无废城市”建设试点工作方案的通知\n国办发〔2018〕128号",
            id="wild-no-kind-of-document-yet",
        ),
        pytest.param(
            "现将《广东省创建珠三角法治政府示范区工作方案》印发给你们。\n广东省创建珠三角法治政府\n示范区工作方案\n为贯彻落实，制定本方案。",
            "现将《广东省创建珠三角法治政府示范区工作方案》印发给你们。\n广东省创建珠三角法治政府示范区工作方案\n为贯彻落实，制定本方案。",
            id="wild-named-in-the-covering-letter",
        ),
        pytest.param(
            "海南省健康海南建设委员会\n（爱国卫生运动委员会）（代章）\n2025年3月17日",
            "海南省健康海南建设委员会（爱国卫生运动委员会）（代章）\n2025年3月17日",
            id="wild-signature-with-its-alias",
        ),
        pytest.param("关于印发《某市实施意见》\n的通知", "关于印发《某市实施意见》的通知", id="made-rest-of-a-title"),
        pytest.param("加强领导，\n落实责任\n。", "加强领导，落实责任。", id="made-inside-a-sentence"),
        pytest.param("成都市法治政府建设规划\n(2015-2020年)", "成都市法治政府建设规划\n(2015-2020年)", id="keep-title-and-its-years"),
        pytest.param(
            "临溪市人民政府关于全面推行\n告知承诺制度信用修复制度\n一业一证制度的意见\n临政发〔2022〕3号",
            "临溪市人民政府关于全面推行告知承诺制度信用修复制度一业一证制度的意见\n临政发〔2022〕3号",
            id="made-title-of-three-lines",
        ),
        pytest.param(
            "临溪市人民政府办公室关于印发城市更新三年行动\n计划的通知",
            "临溪市人民政府办公室关于印发城市更新三年行动计划的通知",
            id="made-title-whose-first-line-ends-like-one",
        ),
        pytest.param("临溪市人民政府办公室转发市审计局\n关于加强内部审计意见的通知", "临溪市人民政府办公室转发市审计局关于加强内部审计意见的通知", id="made-forwarded-title"),
        pytest.param("完成时限：2020年\n11月底前", "完成时限：2020年11月底前", id="made-date-behind-the-year"),
        pytest.param("完成时限：2020年9月20\n日前", "完成时限：2020年9月20日前", id="made-date-before-the-day"),
        pytest.param("完成时限：2020年\n逐月抽查。", "完成时限：2020年\n逐月抽查。", id="keep-year-that-is-whole"),
        pytest.param("关于清理意见\n通知", "关于清理意见通知", id="made-kind-alone"),
        pytest.param("关于开展清理工作\n临溪市水务局文件\n某某", "关于开展清理工作\n临溪市水务局文件\n某某", id="keep-what-closes-no-title"),
        pytest.param("关于加强绿化工作的意见\n关于推进造林的通知", "关于加强绿化工作的意见\n关于推进造林的通知", id="keep-two-titles"),
        pytest.param(
            "临溪市财政局 临溪市民政局 临溪市应急管\n理局关于印发救灾物资管理办法的通知",
            "临溪市财政局 临溪市民政局 临溪市应急管理局关于印发救灾物资管理办法的通知",
            id="made-title-that-breaks-a-name",
        ),
        pytest.param(
            "临溪市财政局 临溪市民政局\n临溪市应急管理局关于印发办法的通知",
            "临溪市财政局 临溪市民政局\n临溪市应急管理局关于印发办法的通知",
            id="keep-names-that-end-with-their-row",
        ),
        pytest.param(
            "临溪市财政局 临溪市民政局 临\n溪市应急管理局关于\n印发救灾物资管理办法的通知",
            "临溪市财政局 临溪市民政局 临溪市应急管理局关于印发救灾物资管理办法的通知",
            id="made-title-that-breaks-a-name-behind-its-first-sign",
        ),
        pytest.param(
            "现将《临溪市贯彻〈省委关于植树造林的意见〉责任分解》印发给你们。\n临溪市贯彻《省委关于植树造林的意见》\n责任分解\n一、造林",
            "现将《临溪市贯彻〈省委关于植树造林的意见〉责任分解》印发给你们。\n临溪市贯彻《省委关于植树造林的意见》责任分解\n一、造林",
            id="made-title-that-names-another-and-goes-on",
        ),
        pytest.param(
            "临溪市财政局        临溪市民政局        临溪市应急\n管理局        临溪市水务局",
            "临溪市财政局        临溪市民政局        临溪市应急管理局        临溪市水务局",
            id="made-signatures-side-by-side-that-break-a-name",
        ),
        pytest.param(
            "临溪市财政局        文件\n临溪市民政局",
            "临溪市财政局        文件\n临溪市民政局",
            id="keep-issuers-of-a-red-head",
        ),
        pytest.param(
            "云桥县发展和改革委员\n会\n关于修路的通知", "云桥县发展和改革委员会\n关于修路的通知", id="made-body-whose-last-sign-is-below"
        ),
        pytest.param(
            "云桥县粮食局\n关于印发\n云桥县秋粮收储工作方案的通知",
            "云桥县粮食局\n关于印发云桥县秋粮收储工作方案的通知",
            id="made-title-that-breaks-behind-its-verb",
        ),
        pytest.param("云桥县秋粮收储任务分工\n表\n一、备仓", "云桥县秋粮收储任务分工表\n一、备仓", id="made-title-of-a-table"),
        pytest.param(
            "附件：1.云桥县秋粮收储\n任务分工表\n云桥县粮食局\n云桥县秋粮收储任务分工表\n备仓。",
            "附件：1.云桥县秋粮收储任务分工表\n云桥县粮食局\n云桥县秋粮收储任务分工表\n备仓。",
            id="made-attachment-that-stands-whole-below",
        ),
        pytest.param(
            "临溪市财政局        临溪市民政局\n临溪市水务局        临溪市林业局",
            "临溪市财政局        临溪市民政局\n临溪市水务局        临溪市林业局",
            id="keep-signatures-that-end-with-their-row",
        ),
        pytest.param(
            "临溪市水务局临溪市应急管\n理局关于印发防汛办法的通知",
            "临溪市水务局临溪市应急管理局关于印发防汛办法的通知",
            id="made-title-of-bodies-without-spaces-that-breaks-a-name",
        ),
        pytest.param(
            "临溪市水务局\n临溪市应急管理局关于印发防汛办法的通知",
            "临溪市水务局\n临溪市应急管理局关于印发防汛办法的通知",
            id="keep-body-above-another",
        ),
        pytest.param(
            "苗木于2025年\n4月底前栽完，202\n6年补植，2025年1\n1月底前验收。",
            "苗木于2025年4月底前栽完，2026年补植，2025年11月底前验收。",
            id="made-dates-broken-within-their-figures",
        ),
        pytest.param(
            "\n".join(["1.扩建苗圃温室，更新喷灌设备，按月检查。（林业局负责）", "平整林道路面，增设护栏，补齐标牌。（交通局负责）"] * 4),
            "\n".join(["1.扩建苗圃温室，更新喷灌设备，按月检查。（林业局负责）", "平整林道路面，增设护栏，补齐标牌。（交通局负责）"] * 4),
            id="keep-items-whose-last-words-say-who",
        ),
        pytest.param("全镇栽树202\n5棵。", "全镇栽树202\n5棵。", id="keep-figures-that-are-no-year"),
        pytest.param("全镇补栽苗木12\n8年生的不动。", "全镇补栽苗木12\n8年生的不动。", id="keep-years-of-no-calendar"),
        pytest.param("茂林镇党政办公室\n关于印发方案的通知", "茂林镇党政办公室\n关于印发方案的通知", id="keep-issuer-above-the-title"),
        pytest.param("一、总体要求\n（一）指导思想\n坚持改革。", "一、总体要求\n（一）指导思想\n坚持改革。", id="keep-headings"),
        pytest.param("中共广宁县委\n广宁县人民政府\n2017年7月7日", "中共广宁县委\n广宁县人民政府\n2017年7月7日", id="keep-signatures"),
        pytest.param("序号\t任务，\n1\t深化改革", "序号\t任务，\n1\t深化改革", id="keep-rows-of-tables"),
    ],
)  # fmt: skip
def test_broken_lines_are_joined(text: str, expected: str) -> None:
    assert repaired(text, join_lines) == expected


NARROW = [
    *(
        "　　一、清仓腾库。对全县各处粮仓",
        "逐一登记造册，七月底前腾出仓容",
        "三万吨。（县粮食局、县财政局、",
        "县供销社负责）",
    ),
    *(
        "　　二、备足资金。农业发展银行云",
        "桥支行按收储进度发放贷款，不打",
        "白条。（县财政局负责）",
        "　　三、检定衡器。收购点的地磅全",
    ),
    *(
        "部检定，张贴合格标志，公布举报",
        "电话。（县市场监管局负责）",
        "　　四、疏导交通。送粮车辆集中的",
        "路口设岗，分时放行，做到不堵不",
    ),
    *(
        "等。（县公安局、县交通运输局、",
        "各乡镇人民政府负责）",
        "　　五、培训质检员。收储前对两百",
        "名质检员集中培训，考核合格的方",
    ),
    *("能上岗。（县粮食局负责）", "　　六、每日通报收储进度。"),
]


def test_rows_of_a_page_in_columns_are_joined_by_their_own_width() -> None:
    wide = "　　各乡镇人民政府要把秋粮收储作为下半年的大事来抓，主要负责人亲自过问，遇到卖粮难的立即协\n调解决。"
    text = "\n".join([*[wide] * 6]) + "\f" + "\n".join([wide, *NARROW])
    items = [line for line in repaired(text, join_lines).split("\n") if line.strip()[:2] in ("一、", "二、", "四、")]
    assert [item[-3:] for item in items] == ["负责）"] * 3


def test_columns_that_end_on_a_page_of_few_rows() -> None:
    wide = "　　各乡镇人民政府要把秋粮收储作为下半年的大事来抓，主要负责人亲自过问，遇到卖粮难的立即协\n调解决。"
    rest = ["　　七、逐仓验收，按仓容核定补贴", "数额，张榜公布。（县财政局、县粮", "食局负责）", "— 3 —"]
    text = "\n".join([wide] * 6) + "\f" + "\n".join([wide, *NARROW]) + "\f" + "\n".join(rest)
    assert "数额，张榜公布。（县财政局、县粮食局负责）" in repaired(text, join_lines)


def test_number_at_the_edge_is_a_line_of_its_own() -> None:
    wide = "　　各乡镇人民政府要把秋粮收储作为下半年的大事来抓，主要负责人亲自过问，遇到卖粮难的立即协\n调解决。"
    text = "\n".join(["　" * 34 + "云粮发〔2027〕8号", "云桥县粮食局 云桥县财政局", *[wide] * 6])
    assert repaired(text, join_lines).startswith("云粮发〔2027〕8号\n云桥县粮食局")


def test_short_rows_below_wide_ones_are_no_columns() -> None:
    wide = "　　各乡镇人民政府要把秋粮收储作为下半年的大事来抓，主要负责人亲自过问，遇到卖粮难的立即协\n调解决。"
    cover = "\n".join(
        ["云桥县粮食局 云桥县财政局关于", "印发秋粮收储工作要点的通知", "各乡镇：", wide, "　　请抓好落实"] * 3
    )
    assert "财政局关于\n印发" not in (text := repaired(cover + "\f" + "\n".join([wide] * 6), join_lines))
    assert "工作要点的通知\n各乡镇：" in text


def test_paragraph_behind_a_full_row_that_closes_no_sentence() -> None:
    wide = "　　把秋粮收储作为下半年的大事来抓，主要负责人亲自过问，遇到卖粮难的立即协调解决，\n绝不拖延推诿，收购点排队超过一个时辰的现场办公。"
    full = "　　责任单位：县粮食局、县财政局、县供销社、各乡镇人民政府；完成时限：二〇二七年十月"
    text = "\n".join([*[wide] * 5, full, "　　请各单位按月报送进展情况。"])
    assert repaired(text, join_lines).endswith("十月\n请各单位按月报送进展情况。")


@pytest.mark.parametrize("below", ["前完成全部仓库的清理，", "起施行，", "，逐仓登记"])
def test_day_that_goes_on_below_is_that_of_no_signature(below: str) -> None:
    text = f"三、云桥县粮食局组织各乡镇人民政府清理全部粮仓。2027年9月15日\n{below}并向社会公布。"
    assert repaired(text, restore_line_ends) == text


def test_few_rows_of_a_printed_page_are_joined() -> None:
    text = "各乡镇人民政府：\n　　现将《云桥县二〇二七年秋粮收储重点任务分工表》印发给你们，请认真组\n织实施。\n　　　　　　　　　　　　云桥县粮食局"
    assert "认真组织实施。" in repaired(text, partial(join_lines, printed=True))
    assert "认真组\n织实施。" in repaired(text, join_lines)


def test_attachments_never_go_on_with_the_row_above() -> None:
    rows = ["对全县各处粮仓逐一登记造册，七月底前腾出仓容", "三万吨，收购点的地磅全部检定，张贴合格标志，"] * 4
    text = "\n".join([*rows, "公布举报电话，完成时限为二〇二七年七月十五日前", "附件：云桥县秋粮收储任务分工表"])
    assert repaired(text, join_lines).endswith("\n附件：云桥县秋粮收储任务分工表")


def wrapped(text: str, width: int, shift: str) -> Iterator[str]:
    """The paragraphs of `text` set on lines of `width` characters, with page numbers between them."""
    number = rows = 0
    for paragraph in text.split("\n"):
        line = shift if len(paragraph) > width else ""
        for piece in re.findall(r"[A-Za-z0-9.%-]+|.", paragraph):
            if columns(line + piece) > 2 * width and piece not in "，。、；：！？）》”,;:)]%":
                yield line
                rows, line = rows + 1, ""
                if rows % 22 == 0:
                    number += 1
                    yield f"— {number} —"
            line += piece
        yield line


@pytest.mark.parametrize("text", GOLD, ids=["guangdong", "chengdu", "hegang"])
@pytest.mark.parametrize(("width", "shift"), [(30, "　　"), (36, ""), (28, "    ")])
def test_gold_survives_page_layout(text: str, width: int, shift: str) -> None:
    restored = restore(source_of("\n".join(wrapped(text, width, shift)))).text
    assert restored.replace("\n", "") == text.replace("\n", "")
    lines, expected = restored.split("\n"), text.split("\n")
    missed = [line for line in expected if line not in lines]
    assert len(missed) <= max(2, len(expected) // 20), missed


# ---- lost line ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "某市人民政府关于加快发展的意见某府发〔2019〕17号各区县（自治县）人民政府，市政府有关部门：近年来，发展迅速。为促进发展，现提出如下意见。一、总体要求（一）指导思想。",
            "某市人民政府关于加快发展的意见\n某府发〔2019〕17号\n各区县（自治县）人民政府，市政府有关部门：\n近年来，发展迅速。为促进发展，现提出如下意见。\n一、总体要求\n（一）指导思想。",
            id="wild-whole-head",
        ),
        pytest.param(
            "北岸市人民政府关于封山育林的命令北政发〔1991〕3号各乡镇人民政府：现命令如下。一、严禁砍伐。二、加强巡护。（联系人：北岸市林业局）北岸市人民政府1991年3月2日",
            "北岸市人民政府关于封山育林的命令\n北政发〔1991〕3号\n各乡镇人民政府：\n现命令如下。\n一、严禁砍伐。\n二、加强巡护。（联系人：北岸市林业局）\n北岸市人民政府\n1991年3月2日",
            id="order-with-contact-before-signature",
        ),
        pytest.param(
            "情况总结如下：一、工作开展情况（一）党政主要负责人履行第一责任人职责一是加强组织领导，二是加强制度建设。（二）强化管理 一是积极协调。二、下一步打算",
            "情况总结如下：\n一、工作开展情况\n（一）党政主要负责人履行第一责任人职责\n一是加强组织领导，二是加强制度建设。\n（二）强化管理\n一是积极协调。\n二、下一步打算",
            id="wild-report",
        ),
        pytest.param(
            "　　各乡镇人民政府：　　现印发给你们。　　2021年11月4日　　（此件公开发布）",
            "各乡镇人民政府：\n现印发给你们。\n2021年11月4日\n（此件公开发布）",
            id="wild-two-ideographic-spaces",
        ),
        pytest.param(
            "一、把政策落实好，提高时效性和精准性（一）研究制度化。（财政部负责）具体措施：1．及时总结。（财政部牵头）2．简化程序。（税务总局牵头）（二）创新模式。二、继续改革",
            "一、把政策落实好，提高时效性和精准性\n（一）研究制度化。（财政部负责）具体措施：\n1．及时总结。（财政部牵头）\n2．简化程序。（税务总局牵头）\n（二）创新模式。\n二、继续改革",
            id="wild-measures",
        ),
        pytest.param(
            "现将《某市规划》印发你们，请认真组织实施。某市人民政府2015年7月6日某市规划(2015-2020年)为深入推进工作，制定本规划。",
            "现将《某市规划》印发你们，请认真组织实施。\n某市人民政府\n2015年7月6日\n某市规划(2015-2020年)\n为深入推进工作，制定本规划。",
            id="made-foot-of-the-covering-letter",
        ),
        pytest.param(
            "三、工作保障1.加强领导，推动落实。各处室要抓好。2.完善机制，增强实效。健全制度。四、附则（一）效率提高1.结构得到改进（1）加快建设。形成机制。（2）加强队伍。配齐配强。",
            "三、工作保障\n1.加强领导，推动落实。各处室要抓好。\n2.完善机制，增强实效。健全制度。\n四、附则\n（一）效率提高\n1.结构得到改进\n（1）加快建设。形成机制。\n（2）加强队伍。配齐配强。",
            id="made-items-right-after-headings",
        ),
        pytest.param(
            "二、目标任务（一）建立队伍。（二）落实巡查。（三）合格率达到98%，确保不发生事件（四）配合上级检测。三、重点",
            "二、目标任务\n（一）建立队伍。\n（二）落实巡查。\n（三）合格率达到98%，确保不发生事件\n（四）配合上级检测。\n三、重点",
            id="made-a-stop-forgotten",
        ),
        pytest.param(
            "为了促进发展，结合实际，制定《某片区2022年工作计划》，请认真抓好落实。 某市某某局办公室 2022年11月17日 某片区2022年工作计划 为落实责任，制定计划。",
            "为了促进发展，结合实际，制定《某片区2022年工作计划》，请认真抓好落实。\n某市某某局办公室\n2022年11月17日\n某片区2022年工作计划\n为落实责任，制定计划。",
            id="made-foot-with-spaces",
        ),
        pytest.param(
            "某市财政局关于印发实施方案的通知局机关各处室：为贯彻落实要求，制定方案，请认真组织实施。附件：某市财政局实施方案某市财政局 2018年6月29日 （此件主动公开）某市财政局实施方案为贯彻落实要求，制定方案。一、指导思想全面贯彻。二、任务公开政策。某市财政局 2018年6月29日印发",
            "某市财政局关于印发实施方案的通知\n局机关各处室：\n为贯彻落实要求，制定方案，请认真组织实施。\n附件：某市财政局实施方案\n某市财政局\n2018年6月29日\n（此件主动公开）\n某市财政局实施方案\n为贯彻落实要求，制定方案。\n一、指导思想全面贯彻。\n二、任务公开政策。\n某市财政局 2018年6月29日印发",
            id="made-signature-after-an-attachment-and-imprint",
        ),
        pytest.param(
            "一、工作目标 深入贯彻落实文件精神，动员全局力量，建立协作机制，定期研究，共同做好教育培训工作。提高防控能力。 二、组织领导 局长为责任人，对工作负总责。成立小组。 三、主要任务 值班员每月初检查一次，办公室每季度联合检查一次。查出隐患，能立即整改的立即整改。 对不能立即整改的，下发整改通知书。督促整改。制定措施，定期测试维护消防设施，及时发现整改火灾隐患，严格落实火灾隐患整改期间的安全防范措施，不定期开展宣传教育。 阶段任务另行安排。注意安全。各处室抓好落实。",
            "一、工作目标\n深入贯彻落实文件精神，动员全局力量，建立协作机制，定期研究，共同做好教育培训工作。提高防控能力。\n二、组织领导\n局长为责任人，对工作负总责。成立小组。\n三、主要任务\n值班员每月初检查一次，办公室每季度联合检查一次。查出隐患，能立即整改的立即整改。\n对不能立即整改的，下发整改通知书。督促整改。制定措施，定期测试维护消防设施，及时发现整改火灾隐患，严格落实火灾隐患整改期间的安全防范措施，不定期开展宣传教育。\n阶段任务另行安排。注意安全。各处室抓好落实。",
            id="made-spaces-where-lines-ended",
        ),
        pytest.param(
            "一、工作总结。成效明显。二、工作计划我们将继续深化改革。主要抓好以下两方面工作：（一）深化改革。着重推动。（二）推动建设。计划投资。有以下情形的：（一）弄虚作假；（二）逾期不改。",
            "一、工作总结。成效明显。\n二、工作计划我们将继续深化改革。主要抓好以下两方面工作：\n（一）深化改革。着重推动。\n（二）推动建设。计划投资。有以下情形的：（一）弄虚作假；（二）逾期不改。",
            id="made-items-announced",
        ),
        pytest.param(
            "对有关任务分工如下：一、支持口岸建设。支持监管场地建设和报批验收，发展中高端保税加工和对台转口贸易，常态化运行。牵头单位：区经发局、区口岸办配合单位：某海关实施单位：区交通集团完成时限：2019年8月完成二、支持大桥建设。加强对监管设施与信息化项目建设的指导、推进和督促，保障如期建成通车。牵头单位：区口岸办完成时限：2019年11月底三、支持政策落地，推动建设。参照经验，提前规划，做好监管方案设计，指导监管配套设施建设。责任单位：各片区管理局，区农业农村局各片区管理局、相关单位要提高认识，抓好落实，及时报告。",
            "对有关任务分工如下：\n一、支持口岸建设。支持监管场地建设和报批验收，发展中高端保税加工和对台转口贸易，常态化运行。\n牵头单位：区经发局、区口岸办\n配合单位：某海关\n实施单位：区交通集团\n完成时限：2019年8月完成\n二、支持大桥建设。加强对监管设施与信息化项目建设的指导、推进和督促，保障如期建成通车。\n牵头单位：区口岸办\n完成时限：2019年11月底\n三、支持政策落地，推动建设。参照经验，提前规划，做好监管方案设计，指导监管配套设施建设。\n责任单位：各片区管理局，区农业农村局\n各片区管理局、相关单位要提高认识，抓好落实，及时报告。",
            id="made-clauses-without-stops",
        ),
        pytest.param(
            "结合实际，制定本方案。四、工作内容 （三）传承共建行动 8.完善设施体系。推进场馆建设。责任单位：区旅游文体局，各非遗保护单位 9.融入教育体系。支持进校园。责任单位：区社会事业局，区内各学校10．探索结对共建。开展共建活动。责任单位：各有关部门（四）提质行动 11.推进研究应用。推动成立研究院。责任单位：区旅游文化中心",
            "结合实际，制定本方案。\n四、工作内容\n（三）传承共建行动\n8.完善设施体系。推进场馆建设。责任单位：区旅游文体局，各非遗保护单位\n9.融入教育体系。支持进校园。责任单位：区社会事业局，区内各学校\n10．探索结对共建。开展共建活动。责任单位：各有关部门\n（四）提质行动\n11.推进研究应用。推动成立研究院。责任单位：区旅游文化中心",
            id="made-excerpt-of-a-later-chapter",
        ),
        pytest.param(
            "1.育苗（1）扩建温室。建成三座。（2）更新喷灌。全部换新。2.造林（1）整地。深翻一遍。（2）栽植。栽满山坡。3.抚育。除草两次。",
            "1.育苗\n（1）扩建温室。建成三座。\n（2）更新喷灌。全部换新。\n2.造林\n（1）整地。深翻一遍。\n（2）栽植。栽满山坡。\n3.抚育。除草两次。",
            id="made-subitems-below-figures",
        ),
        pytest.param(
            "一、育苗①扩建温室。建成三座。②更新喷灌。全部换新。二、造林①整地。深翻一遍。②栽植。选用①②号苗。",
            "一、育苗\n①扩建温室。建成三座。\n②更新喷灌。全部换新。\n二、造林\n①整地。深翻一遍。\n②栽植。选用①②号苗。",
            id="made-circled-figures",
        ),
        pytest.param(
            "某县护林方案一、强化巡护1.划定网格。（责任单位：县林业局）2.配齐人员。（责任单位：各乡镇）二、强化宣传1.张贴告示。（责任单位：县应急局）",
            "某县护林方案\n一、强化巡护\n1.划定网格。（责任单位：县林业局）\n2.配齐人员。（责任单位：各乡镇）\n二、强化宣传\n1.张贴告示。（责任单位：县应急局）",
            id="made-chapters-after-a-title-and-clauses",
        ),
        pytest.param(
            "关于印发某县古树保护分工方案的通知各镇人民政府：现印发给你们，请遵照执行。附件：某县古树保护分工方案某县林业局2019年4月2日附件某县古树保护分工方案一、摸清底数。各镇普查。二、落实管护。各镇签订责任书。",
            "关于印发某县古树保护分工方案的通知\n各镇人民政府：\n现印发给你们，请遵照执行。\n附件：某县古树保护分工方案\n某县林业局\n2019年4月2日\n附件\n某县古树保护分工方案\n一、摸清底数。各镇普查。\n二、落实管护。各镇签订责任书。",
            id="made-letter-list-signature-and-attachment",
        ),
        pytest.param(
            "某县人民政府关于命名园林村的决定某政发〔2003〕12号（二〇〇三年八月九日）　　经研究，决定如下：　　一、命名石桥村为园林村。",
            "某县人民政府关于命名园林村的决定\n某政发〔2003〕12号\n（二〇〇三年八月九日）\n经研究，决定如下：\n一、命名石桥村为园林村。",
            id="made-head-before-ideographic-spaces",
        ),
        pytest.param(
            "关于印发落实《湿地条例》办法的通知 某林〔2021〕5号 各区人民政府：     为做好保护，现通知如下。     一、加强领导。各区要加强领导。",
            "关于印发落实《湿地条例》办法的通知\n某林〔2021〕5号\n各区人民政府：\n为做好保护，现通知如下。\n一、加强领导。各区要加强领导。",
            id="made-title-that-goes-on-after-a-name",
        ),
        pytest.param(
            "县政办〔2011〕33号 某县人民政府办公室关于秋粮收购的通知 各镇人民政府：",
            "县政办〔2011〕33号\n某县人民政府办公室关于秋粮收购的通知\n各镇人民政府：",
            id="made-short-head",
        ),
        pytest.param(
            "按照某省人民政府办公厅关于加强秋粮收购工作的通知要求，各镇人民政府：抓紧腾仓。",
            "按照某省人民政府办公厅关于加强秋粮收购工作的通知要求，各镇人民政府：抓紧腾仓。",
            id="keep-a-document-that-is-spoken-of",
        ),
        pytest.param("DOCCONTENT: 某县关于护林的通知", "DOCCONTENT:\n某县关于护林的通知", id="made-field-of-a-record"),
        pytest.param(
            "二、报送总结。各村要于7月10日前报送。 河口镇人民政府 2022年4月1日",
            "二、报送总结。各村要于7月10日前报送。\n河口镇人民政府\n2022年4月1日",
            id="made-signature-on-the-last-line",
        ),
        pytest.param(
            "三、县水务局要加强检查。　　　 某县人民政府　　　　二○○九年五月六日",
            "三、县水务局要加强检查。\n某县人民政府\n二○○九年五月六日",
            id="made-signature-with-a-date-in-characters",
        ),
        pytest.param(
            "第一条　县林业局主管护林。第二条　县林业局每季通报。第二章　检查第三条　县林业局按月检查。\n第四条　依照第一条、第三条规定处罚。",
            "第一条　县林业局主管护林。\n第二条　县林业局每季通报。\n第二章　检查\n第三条　县林业局按月检查。\n第四条　依照第一条、第三条规定处罚。",
            id="made-articles-and-chapters-after-sentences",
        ),
        pytest.param(
            "一、机构第一条渡口小组议事。第二条组长一人。第三条办公室设在港航站。二、职责第四条小组管三件事。第五条各镇登记渡口。",
            "一、机构\n第一条渡口小组议事。\n第二条组长一人。\n第三条办公室设在港航站。\n二、职责\n第四条小组管三件事。\n第五条各镇登记渡口。",
            id="made-articles-in-a-row-on-one-line",
        ),
        pytest.param(
            "某县渡口管理细则第一章总则第一条为了管好渡口。第二条本细则管内河。第三条港航站主管。第二章登记第四条各镇登记渡口。",
            "某县渡口管理细则\n第一章总则\n第一条为了管好渡口。\n第二条本细则管内河。\n第三条港航站主管。\n第二章登记\n第四条各镇登记渡口。",
            id="made-first-chapter-behind-the-title",
        ),
        pytest.param(
            "某省渡口安全实施方案的通知五、更换缆绳，补齐救生衣（十九）更换缆绳。各镇更换缆绳。（二十）补齐救生衣。",
            "某省渡口安全实施方案的通知\n五、更换缆绳，补齐救生衣\n（十九）更换缆绳。各镇更换缆绳。\n（二十）补齐救生衣。",
            id="made-chapter-of-an-excerpt-behind-the-title",
        ),
        pytest.param(
            "一、任务（一）更换缆绳，补齐救生衣1.更换缆绳。（各镇负责）2.补齐救生衣。（港航站负责）",
            "一、任务\n（一）更换缆绳，补齐救生衣\n1.更换缆绳。（各镇负责）\n2.补齐救生衣。（港航站负责）",
            id="made-item-behind-a-heading-of-two",
        ),
        pytest.param(
            "一、任务1.更换缆绳。牵头责任单位：县港航站。协同责任单位：各镇。2.补齐救生衣。" + "县航道站巡查航道。" * 20,
            "一、任务\n1.更换缆绳。\n牵头责任单位：县港航站。\n协同责任单位：各镇。\n2.补齐救生衣。" + "县航道站巡查航道。" * 20,
            id="made-clauses-by-their-whole-label",
        ),
        pytest.param(
            "一、要求（一）做法。先查渡口。（二）目标。缆绳全换。渡口一览二、更换缆绳（三）领取缆绳。各镇领取。（四）更换。",
            "一、要求\n（一）做法。先查渡口。\n（二）目标。缆绳全换。渡口一览\n二、更换缆绳\n（三）领取缆绳。各镇领取。\n（四）更换。",
            id="made-chapter-behind-words-without-a-stop",
        ),
        pytest.param(
            "县港航站要抓紧登记。第一条渡口。第三条渡口。第五条渡口。第七条渡口。",
            "县港航站要抓紧登记。第一条渡口。第三条渡口。第五条渡口。第七条渡口。",
            id="keep-numbers-that-are-no-row-of-articles",
        ),
        pytest.param(
            "内部事项渡江航运集团有限公司部门文件渡江办〔2031〕5号渡江航运集团安全部关于印发《缆绳更换安排》的通知各单位：请执行。",
            "内部事项渡江航运集团有限公司部门文件\n渡江办〔2031〕5号\n渡江航运集团安全部关于印发《缆绳更换安排》的通知\n各单位：\n请执行。",
            id="made-head-of-a-company",
        ),
        pytest.param(
            "一、分工（一）各镇：登记渡口。（二）支撑单位：港航站、船队备好缆绳。二、检查。" + "县航道站巡查航道。" * 20,
            "一、分工\n（一）各镇：登记渡口。\n（二）支撑单位：港航站、船队备好缆绳。\n二、检查。" + "县航道站巡查航道。" * 20,
            id="keep-the-label-before-a-role",
        ),
        pytest.param(
            "关于办理的说明。第三条所列材料由各镇报送。第五条规定的除外。",
            "关于办理的说明。第三条所列材料由各镇报送。第五条规定的除外。",
            id="keep-articles-of-another-document",
        ),
        pytest.param(
            "一、总则。按照第二条（一）规定执行（二）项要求。二、其他。参照（一）和（二）办理。",
            "一、总则。按照第二条（一）规定执行（二）项要求。\n二、其他。参照（一）和（二）办理。",
            id="keep-references-in-a-run-on-text",
        ),
        pytest.param(
            "示范地区有下列情形之一的，撤销命名：1.弄虚作假的；2.不达标的；3.其他情形。",
            "示范地区有下列情形之一的，撤销命名：1.弄虚作假的；2.不达标的；3.其他情形。",
            id="keep-enumeration-inside-a-sentence",
        ),
        pytest.param(
            "提出如下意见。一、指导思想以发展为主线。三、扩大销售（一）加强采购。开展活动。〔市商务局负责〕（三）鼓励参与。开展行动。四、完善体系（二）提升效率。健全网络。",
            "提出如下意见。\n一、指导思想以发展为主线。\n三、扩大销售\n（一）加强采购。开展活动。〔市商务局负责〕\n（三）鼓励参与。开展行动。\n四、完善体系\n（二）提升效率。健全网络。",
            id="items-left-out-of-rows",
        ),
        pytest.param("一、建医院。四、五级医院不建。", "一、建医院。四、五级医院不建。", id="keep-quantity-ahead-of-its-row"),
        pytest.param(
            "一、重点任务1. 2021 年6月底前开展巡护。2.2021.9.30前补种林木。3.加强宣传。",
            "一、重点任务\n1. 2021 年6月底前开展巡护。\n2.2021.9.30前补种林木。\n3.加强宣传。",
            id="items-that-open-with-a-date",
        ),
        pytest.param("包括：一、甲；二、乙。", "包括：一、甲；二、乙。", id="keep-enumeration-after-colon"),
        pytest.param(
            "一、巡护。\n完成时限：2020年5月底前二、补种。\n完成时限：长期",
            "一、巡护。\n完成时限：2020年5月底前\n二、补种。\n完成时限：长期",
            id="label-behind-a-limit",
        ),
        pytest.param("责任单位：1.市林业局 2.市水务局", "责任单位：1.市林业局 2.市水务局", id="keep-numbers-of-bodies"),
        pytest.param("责任单位：各二、三级医院", "责任单位：各二、三级医院", id="keep-ranks-behind-a-label"),
        pytest.param("清理沟渠。　　　　　临溪市水务局\n2020年1月2日", "清理沟渠。\n临溪市水务局\n2020年1月2日", id="signature-behind-a-wide-space"),
        pytest.param("清理沟渠。抄送：临溪市水务局\n2020年1月2日", "清理沟渠。抄送：临溪市水务局\n2020年1月2日", id="keep-words-before-a-date"),
        pytest.param("推动发布集中统 一、推送精准", "推动发布集中统 一、推送精准", id="keep-numeral-of-a-word"),
        pytest.param("市政府2015年7月6日召开会议。某局2016年1月1日成立。", "市政府2015年7月6日召开会议。某局2016年1月1日成立。", id="keep-dates-in-sentences"),
        pytest.param("附　　件", "附　　件", id="keep-characters-set-wide"),
        pytest.param("按照第一条（一）（二）项的规定执行。这一是为了发展。", "按照第一条（一）（二）项的规定执行。这一是为了发展。", id="keep-references"),
    ],
)  # fmt: skip
def test_lost_line_breaks_are_restored(text: str, expected: str) -> None:
    assert repaired(text, restore_line_ends) == expected


# ---- pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("健康风险提\n-2—\n\n示与就医", "健康风险提\n示与就医", id="wild-number-between-lines"),
        pytest.param("甲。\n—5—\n\n（四）乙", "甲。\n（四）乙", id="wild-em-dashes"),
        pytest.param("对入区\n— 3 —\n企业", "对入区\n企业", id="made-spaced"),
        pytest.param("甲\n第 3 页 共 10 页\n乙", "甲\n乙", id="made-in-words"),
        pytest.param("甲页\n上一页 1 [2] 下一页\n乙", "甲页\n乙", id="made-pager"),
        pytest.param("在上一页签字", "在上一页签字", id="keep-words-of-pages"),
        pytest.param("（不含2000元）—3—者,交纳3元", "（不含2000元）者,交纳3元", id="wild-left-in-the-sentence"),
        pytest.param("甲甲\n1\f乙乙\n2\f丙丙\n3", "甲甲\n乙乙\n丙丙", id="made-bare-figures-at-page-ends"),
        pytest.param("?\n关于通知\n?\n|", "关于通知", id="wild-signs-that-say-nothing"),
        pytest.param(
            "# 关于治水的通知\n## 一、目标\n甲。", "关于治水的通知\n一、目标\n甲。", id="made-headings-of-markdown"
        ),
        pytest.param("用C#语言，#3机组", "用C#语言，#3机组", id="keep-hash-in-a-sentence"),
        pytest.param("2022/4/9 10:21 某通知_某县政府\n甲", "甲", id="print-head-of-one-page"),
        pytest.param(
            "甲\n2022/4/9 10:21 某通知_某县政府\n乙\n2022/4/9 10:22 某通知_某县政府\n丙",
            "甲\n乙\n丙",
            id="print-heads-without-pages",
        ),
        pytest.param(
            "会议安排\n2022/4/9 10:21 宣读决定\n2022/4/9 11:00 讨论\n完",
            "会议安排\n2022/4/9 10:21 宣读决定\n2022/4/9 11:00 讨论\n完",
            id="keep-timetable",
        ),
        pytest.param(
            "时间\t事项\n2022/4/9 10:21\t报到\n完", "时间\t事项\n2022/4/9 10:21\t报到\n完", id="keep-timetable-in-cells"
        ),
        pytest.param("工资5000元—5499元者", "工资5000元—5499元者", id="keep-ranges"),
        pytest.param(
            "序号\n任务\n1\n修坝\n2\n清淤\n\f3\n护林\n4\n铺路",
            "序号\n任务\n1\n修坝\n2\n清淤\n3\n护林\n4\n铺路",
            id="keep-figure-of-a-row-at-a-page-end",
        ),
        pytest.param("2019-3-5\n1\n甲\n2\n乙", "2019-3-5\n1\n甲\n2\n乙", id="keep-figures-of-a-list"),
        pytest.param("——2026年1月26日在大会上", "——2026年1月26日在大会上", id="keep-subtitle"),
    ],
)
def test_page_furniture_is_removed(text: str, expected: str) -> None:
    assert repaired(text, drop_page_furniture) == expected


CHAPTERS = "临溪市防汛方案\n一、加固堤防\n加固全部堤防。\n二、备足物资\n备足物资。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**一、目标**\n**（一）检修。**修好堤坝。\n**二、保障**", "一、目标\n（一）检修。修好堤坝。\n二、保障"),
        ("**一、目标**\n修好堤坝。", "**一、目标**\n修好堤坝。"),
        ("2**3**4 ** 甲 ** 乙 **", "2**3**4 ** 甲 ** 乙 **"),
        ("名单：张**、李**和王**、赵**\n陈**和周**", "名单：张**、李**和王**、赵**\n陈**和周**"),
    ],
)
def test_marks_of_bold_type_are_removed(text: str, expected: str) -> None:
    assert repaired(text, drop_bold_marks) == expected


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param("目　录\n一、加固堤防……………1\n二、备足物资……………12", id="dots"),
        pytest.param("目录\n一、加固堤防 1\n二、备足物资 2\n附件：物资表 9", id="pages"),
        pytest.param("目次\n一、加固堤防\n二、备足物资", id="without-pages"),
        pytest.param("目录 一、加固堤防 1 二、备足物资 2", id="on-one-line"),
        pytest.param("目录一、加固堤防……1二、备足物资……2", id="on-one-line-without-gaps"),
    ],
)
def test_table_of_contents_is_removed(contents: str) -> None:
    assert repaired(f"{contents}\n{CHAPTERS}", drop_contents) == CHAPTERS


@pytest.mark.parametrize("head", ["目录", "【目 录】", "目　录 1"])
def test_contents_below_the_title_of_the_plan(head: str) -> None:
    title, *chapters = CHAPTERS.split("\n")
    entries = [line for line in chapters if line[1:2] == "、"]
    assert repaired("\n".join([title, head, *entries, *chapters]), drop_contents) == CHAPTERS


HEADINGS = ["1 总则", "1.1 目的", "1.2 范围", "2 组织", "2.1 机构", "2.2 职责", "3 附则"]


def test_contents_without_their_heading_are_removed() -> None:
    body = "\n".join(f"{head}\n说明之{head[-2:]}。" for head in HEADINGS)
    (change,) = drop_repeated_heads("\n".join(["临溪市防汛预案", *HEADINGS, body]))
    assert change.certain
    assert repaired("\n".join(["临溪市防汛预案", *HEADINGS, body]), drop_repeated_heads) == f"临溪市防汛预案\n{body}"


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("\n".join(HEADINGS), id="headings-that-stand-once"),
        pytest.param("\n".join([*HEADINGS[:3], *(f"{head}\n说明。" for head in HEADINGS[:3])]), id="few"),
        pytest.param("\n".join([*HEADINGS, *(f"{head}\n说明。" for head in reversed(HEADINGS))]), id="other-order"),
    ],
)
def test_other_rows_of_headings_are_kept(kept: str) -> None:
    assert drop_repeated_heads(kept) == []


def test_contents_are_certain_where_every_entry_stands_below() -> None:
    entries = [line for line in CHAPTERS.split("\n") if line[1:2] == "、"]
    (whole,) = drop_contents("\n".join(["目录", *entries, CHAPTERS]))
    (partly,) = drop_contents("\n".join(["目录", *entries, "九、另行规定", CHAPTERS]))
    assert (whole.certain, partly.certain) == (True, False)


PLAN_HEADINGS = ["1 总则", "1.1 目的", "1.2 范围", "2 组织机构", "2.1 职责", "3 附则"]
PLAN_BODY = [line for heading in PLAN_HEADINGS for line in (heading, f"防汛工作按{heading[-2:]}办理，各单位照此执行。")]


@pytest.mark.parametrize(
    ("headings", "body", "cut"),
    [
        pytest.param(PLAN_HEADINGS, PLAN_BODY, True, id="decimals"),
        pytest.param([*PLAN_HEADINGS, "4 名词解释", "5 附表"], PLAN_BODY, True, id="excerpt"),
        pytest.param(
            [f"第{at}章 {at}事" for at in "一二三四五"],
            [row for at in "一二三四五" for row in (f"第{at}章 {at}事", f"第{at}条 各镇要办好{at}事。")],
            True,
            id="articles",
        ),
        pytest.param(PLAN_HEADINGS[:3], PLAN_BODY, False, id="few"),
        pytest.param(PLAN_HEADINGS, PLAN_HEADINGS, False, id="only-a-list-twice"),
        pytest.param(["一、甲事", "二、乙事", "三、丙事", "四、丁事", "五、戊事"], PLAN_BODY, False, id="others"),
    ],
)
def test_headings_that_begin_anew_are_a_table_of_contents(headings: list[str], body: list[str], cut: bool) -> None:
    text = "\n".join(["临溪市防汛预案", *headings, *body])
    assert repaired(text, drop_repeated_heads) == ("\n".join(["临溪市防汛预案", *body]) if cut else text)


def test_a_table_of_contents_without_the_word_is_certain_where_all_is_found() -> None:
    (whole,) = drop_repeated_heads("\n".join([*PLAN_HEADINGS, *PLAN_BODY]))
    (partly,) = drop_repeated_heads("\n".join([*PLAN_HEADINGS, "4 名词解释", *PLAN_BODY]))
    assert (whole.certain, partly.certain) == (True, False)


RUN_ON = "".join(
    f"{heading}各镇各单位要把防汛工作摆在突出位置，落实责任，备足物资，" + "守住堤防，" * 9 + "不得有误。"
    for heading in PLAN_HEADINGS
)


@pytest.mark.parametrize(
    ("contents", "certain"),
    [
        pytest.param("".join(PLAN_HEADINGS), True, id="all stand below"),
        pytest.param("".join([*PLAN_HEADINGS, "4 名词解释"]), False, id="excerpt"),
    ],
)
def test_contents_on_a_line_in_which_all_runs_on(contents: str, certain: bool) -> None:
    (change,) = drop_run_on_contents(f"临溪市防汛预案{contents}{RUN_ON}")
    assert change.certain is certain
    assert repaired(f"临溪市防汛预案{contents}{RUN_ON}", drop_run_on_contents) == f"临溪市防汛预案{RUN_ON}"


@pytest.mark.parametrize("text", [RUN_ON, RUN_ON + RUN_ON, "".join(PLAN_HEADINGS[:3]) + RUN_ON])
def test_what_is_no_table_of_contents_on_such_a_line_is_kept(text: str) -> None:
    assert drop_run_on_contents(text) == []


def test_decimals_below_the_word_contents() -> None:
    text = "\n".join(["目录", *PLAN_HEADINGS, *PLAN_BODY])
    assert repaired(text, drop_contents) == "\n".join(PLAN_BODY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年3月5日　　（此件公开发布） 临溪市防汛应急预案　　1　总则",
            "2021年3月5日\n（此件公开发布）\n临溪市防汛应急预案\n1　总则",
        ),
        ("（此件公开发布）请按《临溪市防汛应急预案》办理。", "（此件公开发布）请按《临溪市防汛应急预案》办理。"),
    ],
)
def test_a_title_on_the_line_of_the_note_above_it(text: str, expected: str) -> None:
    assert repaired(text, restore_line_ends) == expected


def test_a_list_that_is_called_contents_is_kept() -> None:
    text = "目录\n一、办理取水许可 1\n二、办理排水许可 2\n以上事项由水务局办理。"
    assert repaired(text, drop_contents) == text


def test_running_heads_are_removed() -> None:
    bodies = [
        [f"{first}、甲甲甲", f"{first}乙乙乙", "丙丙丙" * page, f"丁丁{first}丁"]
        for page, first in enumerate("一二三四", 1)
    ]
    pages = ["\n".join(["某市公报 2015年第3期", *body, f"www.gov.cn {page}"]) for page, body in enumerate(bodies, 1)]
    kept = repaired("\f".join(pages), drop_page_furniture)
    assert kept.count("某市公报") == 1, "the first may be the title"
    assert "www" not in kept
    assert all(line in kept for body in bodies for line in body)


def test_running_head_above_a_title() -> None:
    pages = [
        "临溪文件汇编\n临溪市防汛方案\n甲。\n乙。\n丙。\n1",
        "临溪文件汇编\n丁。\n戊。\n己。\n庚。\n2",
        "临溪文件汇编\n辛。\n3",
    ]
    assert repaired("\f".join(pages), drop_page_furniture).split() == [
        "临溪市防汛方案",
        "甲。",
        "乙。",
        "丙。",
        "丁。",
        "戊。",
        "己。",
        "庚。",
        "辛。",
    ]


@pytest.mark.parametrize(("shift", "kept"), [("　　　　　", 0), ("", 1)])
def test_running_head_of_a_gazette_at_one_place_of_each_page(shift: str, kept: int) -> None:
    """Named like a document; at the margin it may be the title of its own text."""
    bodies = [
        "临溪市人民政府令\n第7号\n甲。\n　　　　　临溪市渔港办法\n乙。\n1",
        "丙。\n丁。\n戊。\n己。\n2",
        "庚。\n辛。\n3",
    ]
    text = "\f".join(f"{shift}临溪市政府公报\n{body}" for body in bodies)
    assert repaired(text, drop_page_furniture).count("公报") == kept


def test_notice_whose_lines_are_whole_keeps_them() -> None:
    """Its long lines differ in width, though some are alike."""
    text = (Path(__file__).parent / "data" / "notices" / "renwu-fenjie-lingdao.txt").read_text("utf-8")
    assert repaired(text, join_lines) == text.strip()


def test_one_row_wider_than_its_page_stops_no_joining() -> None:
    rows = ["　　为做好水库的检修工作，根据省里的统一部署，", "制定本方案，请各乡镇、各部门结合各自的实际情", "况认真抓好落实，并于年底以前报送工作的总结。",
            "　　各乡镇要在汛期以前检修完全部的堤坝和水闸，", "并将检修的情况登记造册，由县水务局统一汇总后", "上报。"]  # fmt: skip
    wide = "　　抄送：县委各部门，县人大常委会办公室，县政协办公室，县法院，县检察院，县人武部。"
    joined = repaired("\n".join([*rows, *rows, wide]), join_lines).split("\n")
    assert [line[:4] for line in joined] == ["为做好水", "各乡镇要", "为做好水", "各乡镇要", "抄送：县"]


def test_rows_of_items_that_hang_behind_their_labels_are_joined() -> None:
    """As Word sets numbered lists: the rows of an item stand below its words."""
    items = [
        "1. 检修全部水库堤坝，发现渗漏、裂缝的，一小时以内报告县防汛办。（县水利局负责，六月完成）",
        "2. 储备编织袋、块石和救生衣等各种物资，逐月清点并公布存放的地点。（县应急局负责，五月完成）",
        "3. 清理排水沟渠和河道里的淤泥、杂物，低洼地带的群众提前转移安置。（县住建局负责，四月完成）",
    ]
    rows = [row for item in items for row in (item[:26], "\u3000" + item[26:])]
    text = "\n".join(["\u3000\u3000一、任务", *rows, "\u3000\u3000二、各乡镇抓好落实。", "\u3000\u3000三、附则"])
    kept = repaired(text, join_lines).split("\n")
    assert [row.strip("\u3000") for row in kept] == ["一、任务", *items, "二、各乡镇抓好落实。", "三、附则"]


def test_wide_space_behind_a_label_divides_no_columns() -> None:
    items = [
        "一、      检修全部水库堤坝，发现渗漏、裂缝的，一小时以内报告县防汛办。责任单位：县水利局、县住房和城乡建设局。",
        "二、      储备编织袋、块石和救生衣等各种物资，逐月清点并公布存放的地点。责任单位：县应急管理局、县水利局。",
        "三、      清理排水沟渠和河道里的淤泥、杂物，低洼地带的群众提前转移安置。责任单位：县自然资源局、县林业局。",
    ]
    rows = [row for item in items for row in ("\u3000" + item[:34], "\u3000" * 3 + item[34:])]
    kept = repaired("\n".join(["\u3000\u3000（一）任务", *rows, "\u3000\u3000（二）附则"]), join_lines).split("\n")
    assert [row.strip("\u3000") for row in kept] == ["（一）任务", *items, "（二）附则"]


def test_headings_of_a_table_on_each_page_are_kept_once() -> None:
    head = "序号\t工作任务\t牵头单位"
    pages = [
        ["县政府公报", head, *(f"{at}\t办理事项\t县水利局" for at in range(5 * page, 5 * page + 5))]
        for page in range(4)
    ]
    text = "\f".join("\n".join(page) for page in [["县政府关于防汛的通知", "各乡镇：", "请落实。"], *pages])
    assert repaired(text, drop_page_furniture).count(head) == 1


def test_rows_of_tables_with_blank_cells_are_no_lines_of_the_page() -> None:
    wide = (
        "\t\t办理全县水库堤坝检修和疏浚事项，逐一登记造册并向社会公布结果，接受群众监督，办结率达到百分之九十五\t\t六月"
    )
    kept = repaired("\n".join([WRAPPED, *[wide] * 12]), join_lines).split("\n")
    assert kept[0].endswith("不再列出）")


@pytest.mark.parametrize(("foot", "left"), [("\u3000" * 16 + "1", False), ("1", True)])
def test_number_of_the_only_page(foot: str, left: bool) -> None:
    text = "县政府关于防汛的通知\n各乡镇：\n一、检修水库。（县水利局负责）\n" + foot
    assert repaired(text, drop_page_furniture).endswith("1") is left


def test_row_that_begins_like_a_label_inside_a_sentence() -> None:
    rows = ["　　第一条 各部门要把检修和疏浚、巡查和防护统", "一、相衔接，做到责任明确、措施到位、资金落实，", "并按时报送进展的情况，由县水务局逐项核对以后",
            "一并上报。", "　　第二条 各乡镇要在汛期以前检修完全部堤坝，", "并将检修的情况登记造册，按月送县水务局汇总。"]  # fmt: skip
    assert repaired("\n".join(rows), join_lines).count("\n") == 1


def test_label_that_refers_begins_no_paragraph() -> None:
    rows = ["　　第九条　申请人应当符合本办法第五条第（二）项、第（三）项以及", "（四）项所列的全部条件，并向所在地的水务局提交书面的申请材料，",
            "水务局应当在十日以内作出是否准予的决定，并以书面的形式告知申请", "人；不准予的，应当在告知书中逐一说明理由。"]  # fmt: skip
    assert "以及（四）项所列" in repaired("\n".join([*rows, *rows]), join_lines)


PAGE = """\
　　　　临溪市人民政府办公室关于印发临溪市防汛
　　　　　　抢险应急预案的通知
各乡镇人民政府，市政府各部门，各直属机构，市级各人民
团体，驻市各单位：
　　现将《临溪市防汛抢险应急预案》印发给你们，请结合
实际认真组织实施，重大情况及时报告市政府，并做好各项
准备工作。
　　　　　　　　　　　　　　　　　　　2023年5月6日
2023年5月6日
临溪市城区和各乡镇防汛抢险队伍及主要物资的储备和调
　　　　　　　　　拨安排汇总
为做好防汛抢险各项准备工作，保障人民群众生命财产安全
和社会稳定大局，结合我市工作实际，制定本安排并认真组
织实施。"""


def test_heads_and_dates_of_a_page_stay_apart() -> None:
    assert [line[:9] for line in repaired(PAGE, join_lines).split("\n")] == [
        "临溪市人民政府办公",
        "各乡镇人民政府，市",
        "现将《临溪市防汛抢",
        "2023年5月6日",
        "2023年5月6日",
        "临溪市城区和各乡镇",
        "为做好防汛抢险各项",
    ]


def test_misplaced_lines_are_reordered() -> None:
    text = (
        "推进健康步道、健康主题公园、配套体育设施建设，满足群众需求。推进老旧小区改造，\n"
        "                                （省住房城\n"
        "加快完整社区建设试点工作，完善十五分钟生活服务圈，推动环境改善提升。\n"
        "乡建设厅、省自然资源厅负责）"
    )
    assert "改善提升。（省住房城\n乡建设厅" in repaired(text, reorder_lines)
    assert (
        repaired("甲：\n                （印章）\n某某单位公章某某\n乙", reorder_lines)
        == "甲：\n（印章）\n某某单位公章某某\n乙"
    )


@pytest.mark.parametrize(("words", "moved"), [("青政办发〔2027〕18号", False), ("2027年11月15日上", True)])
def test_row_that_ends_in_a_number_of_a_document_is_not_moved(words: str, moved: bool) -> None:
    """One that would fill the row below, as the end of a sentence would; the last words do."""
    rows = [
        " " * 20 + words,
        "青禾县人民政府办公室关于印发青禾县农村供水",
        "保障工作方案的通知",
        "各乡镇人民政府和县政府各部门要加强领导、落实责任并定期上报工作进展情况",
    ]
    expected = [rows[1] + words, *rows[2:]] if moved else [words, *rows[1:]]
    assert repaired("\n".join(rows), reorder_lines) == "\n".join(expected)


# ---- spaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("完成政府网 站集约化工作，实现资 源优 化融合，确定北京 、广 东、广西 试点地 区。", "完成政府网站集约化工作，实现资源优化融合，确定北京、广东、广西试点地区。", id="wild-scattered"),
        pytest.param("交流传播“江西窗口”。 （省药监局负责）", "交流传播“江西窗口”。（省药监局负责）", id="wild-beside-signs"),
        pytest.param("2024年4月22 日，京公开办发〔2024〕2 号", "2024年4月22日，京公开办发〔2024〕2号", id="wild-dates-and-numbers"),
        pytest.param("2019年度鹤岗市法治政府建设 示范创建活动", "2019年度鹤岗市法治政府建设示范创建活动", id="wild-title-of-two-lines"),
        pytest.param("附  件\n通 知", "附件\n通知", id="wild-characters-set-wide"),
        pytest.param("到 2035 年，共 5 项", "到2035年，共5项", id="made-beside-figures"),
        pytest.param("《中共江西省委 江西省人民政府关于》", "《中共江西省委 江西省人民政府关于》", id="keep-two-issuers"),
        pytest.param("广州市卫生健康委员会            广州市财政局", "广州市卫生健康委员会  广州市财政局", id="keep-signatures-apart"),
        pytest.param("第十八条 各级财政应当", "第十八条 各级财政应当", id="keep-after-a-label"),
        pytest.param("1. 建立工作机制", "1. 建立工作机制", id="keep-after-a-numeral"),
        pytest.param("一　总体要求\n好。\n二　主要任务", "一　总体要求\n好。\n二　主要任务", id="keep-after-numerals-that-count"),
        pytest.param("一 2019年情况\n好。\n二 打算", "一 2019年情况\n好。\n二 打算", id="keep-numeral-before-a-year"),
        pytest.param("三　农工作\n好。", "三农工作\n好。", id="one-numeral-is-a-word-set-wide"),
        pytest.param("省长 王某某", "省长 王某某", id="keep-office-and-name"),
        pytest.param("牵头：县水务局　配合：县林业局", "牵头：县水务局　配合：县林业局", id="keep-before-a-role"),
        pytest.param("责任单位：县委统战部 县总商会", "责任单位：县委统战部 县总商会", id="keep-between-bodies-behind-a-role"),
        pytest.param("使用 APP 办理 GB/T 9704 标准", "使用 APP 办理 GB/T 9704 标准", id="keep-beside-letters"),
        pytest.param("首页 关于我们 新闻中心 产品展示", "首页 关于我们 新闻中心 产品展示", id="keep-lists"),
        pytest.param("1 深化改革，完成清理 市委编办", "1 深化改革，完成清理 市委编办", id="keep-rows"),
        pytest.param("部  门\t牵 头", "部  门\t牵 头", id="keep-cells"),
        pytest.param("1\t1.检修闸门12座 2.更换启闭机3台 （3）清淤\t县水利局", "1\t1.检修闸门12座 2.更换启闭机3台 （3）清淤\t县水利局", id="keep-points-of-a-cell"),
        pytest.param("1\t新建 3 座泵站，达 1.5 公里\t县水利局", "1\t新建3座泵站，达1.5公里\t县水利局", id="figures-in-a-cell-are-no-points"),
        pytest.param("1\t修渠。\t县水利局 县林业局 县供水站 农机站 县气象局 县气象台\t年底前", "1\t修渠。\t县水利局 县林业局 县供水站 农机站 县气象局 县气象台\t年底前", id="keep-bodies-of-a-cell"),
        pytest.param("1\t做好水 库除险，修好水 渠，管好水 闸，护好水 源，用好水 量。\t县水利局 县林业局\t年底前", "1\t做好水库除险，修好水渠，管好水闸，护好水源，用好水量。\t县水利局 县林业局\t年底前", id="scattered-row-keeps-bodies"),
        pytest.param("1\t做好水 库除险，修好水 渠，管好水 闸，护好水 源，用好水 量。\t县发展 改革局\t年底前", "1\t做好水库除险，修好水渠，管好水闸，护好水源，用好水量。\t县发展改革局\t年底前", id="scattered-row-joins-a-name"),
    ],
)  # fmt: skip
def test_stray_spaces_are_removed(text: str, expected: str) -> None:
    assert repaired(text, drop_spaces) == expected


@pytest.mark.parametrize("text", GOLD, ids=["guangdong", "chengdu", "hegang"])
def test_gold_survives_stray_spaces(text: str) -> None:
    chance = random.Random(7)
    spaced = re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff，。])", lambda _: " " if chance.random() < 0.05 else "", text
    )
    assert restore(source_of(spaced)).text == text


# ---- layout


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n \n", "\u2028", "\x0b"])
def test_one_paragraph_per_line(line_end: str) -> None:
    assert repaired(f"　　甲乙丙。  {line_end}\ufeff  丁戊己。{line_end}") == "甲乙丙。\n丁戊己。"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("一二、（）().1。，：\n　 甲《》关于的通知年月日—-\t\f|"), max_size=80))
def test_layout_repairs_add_only_whitespace(text: str) -> None:
    after = repaired(text, drop_page_furniture, reorder_lines, restore_line_ends, join_lines, drop_spaces)
    assert not Counter("".join(after.split())) - Counter("".join(text.split()))


def test_date_behind_the_list_of_attachments_stands_alone() -> None:
    text = "一、按期报送。二、及时汇总。附件：1．登记表2．汇总表2020年3月5日（联系人：张某；电话：1234）"
    lines = repaired(text, restore_line_ends).split("\n")
    assert lines[-3:] == ["附件：1．登记表2．汇总表", "2020年3月5日", "（联系人：张某；电话：1234）"]


def test_rows_of_a_table_that_differ_in_figures_are_no_running_foot() -> None:
    rows = [f"{number}\t办理第{number}类事项\t县水利局" for number in range(1, 25)]
    text = "\f".join("\n".join(rows[at : at + 6]) for at in range(0, 24, 6))
    kept = repaired(text, drop_page_furniture)
    assert all(row in kept for row in rows)


def test_paragraphs_whose_rows_are_all_shifted_are_joined() -> None:
    """As a list is set under its heading: each row begins at the list's own margin."""
    items = [
        "1.乡镇要安排专人巡查本地水库堤坝并登记造册发现渗漏裂缝等险情的要在一小时以内报告县防汛指挥部办公室",
        "2.水利站要储备足够的编织袋块石和救生衣等防汛物资逐月清点并公布存放地点和保管人员的姓名与联系电话号码",
        "3.村委会要组织群众清理排水沟渠和河道里的淤泥杂物保持畅通遇有大雨要提前转移低洼地带的老人儿童和病人",
    ]
    above = (
        "为了做好今年汛期的水库巡查工作保障沿江群众的生命财产安全县水务局会同各乡镇对全部堤坝逐座排查登记造册并限期整改"
    )
    flush = [above[at : at + 26] for at in range(0, len(above), 26)]
    shifted = [f"\u3000\u3000{item[at : at + 24]}" for item in items for at in range(0, len(item), 24)]
    kept = repaired("\n".join([*flush, "一、防汛", *shifted, "二、完"]), join_lines).split("\n")
    assert [row.strip("\u3000") for row in kept] == [above, "一、防汛", *items, "二、完"]


def test_an_item_that_opens_with_a_year_is_no_part_of_the_heading_above() -> None:
    rows = [
        "　　（一）减少审批环节，优化营商环境并降低成本",
        "　　1.2031年10月底前完成流程再造，各窗口推行了",
        "一并受理，实行首席代表制度。（县政务服务局负责）",
    ]
    assert "\n1.2031年" in restore(source_of("\n".join(rows * 2), "n.txt")).text


@pytest.mark.parametrize(
    ("third", "broken"),
    [("1.3救援队伍职责抢修渡船", True), ("1.3以上的船只职责抢修渡船", False), ("1.3艘渡船由船主抢修", False)],
)
def test_decimal_label_behind_words_without_a_stop(third: str, broken: bool) -> None:
    text = (
        "1总则1.1编制目的为规范渡口工作，制定本预案。1.2适用范围本预案适用于全县渡口，包括渡船和码头"
        f"{third}。2组织体系2.1县指挥部职责负责指挥。2.2县办公室职责负责联络。2.3工作组职责负责现场。"
    )
    assert ("\n1.3" in repaired(text, restore_line_ends)) is broken


def test_decimal_labels_that_count_on_are_given_their_lines() -> None:
    text = (
        "清溪市森林火灾应急预案1 总则1.1 编制目的为规范扑救工作，制定本预案。1.2 适用范围本预案适用于清溪市。2 组织指挥体系"
        "2.1 指挥部职责负责全市扑救工作。2.2 办公室职责（1）传达部署；（2）汇总火情。3 响应3.1 启动响应达到3.5级的，启动响应。"
    )
    lines = restore(source_of(text)).text.split("\n")
    labels = [label[0] for line in lines if (label := re.match(r"[0-9.]+|（.）", line))]
    assert labels == ["1", "1.1", "1.2", "2", "2.1", "2.2", "（1）", "（2）", "3", "3.1"]


def test_items_with_commas_on_a_line_whose_ends_are_lost() -> None:
    text = (
        "清溪县教育局帮扶方案 一、帮扶对象 1、局机关联系两所村小： (1)上坪小学 (2)下坪小学 2、各学校联系困难学生，每校十名。 "
        "二、工作要求 1、每月走访1、2所村小，记好台账。2、年底总结。"
    )
    lines = restore(source_of(text)).text.split("\n")
    labels = [label[0] for line in lines if (label := re.match(r"[一二]、|[0-9]、|\(.\)", line))]
    assert labels == ["一、", "1、", "(1)", "(2)", "2、", "二、", "1、", "2、"]
    for kept in (
        "请填写附件1、2，于周五前报送。各组按1、2号楼分工，不得拖延。",
        "拨付1、2月份经费。发放3、4月份补贴。",
    ):
        assert restore_line_ends(kept) == []


def test_figures_with_a_point_are_no_row_of_labels() -> None:
    text = "全市投资1.1亿元，增长1.2个百分点，占1.3成，支出2.1亿元，结余2.2亿元，各项工作都有进展，资金按时拨付到位。"
    assert restore_line_ends(text) == []


def test_paragraphs_of_many_widths_are_not_joined() -> None:
    """Wider rows are many: the width that most rows share is no page's."""
    text = (Path(__file__).parent / "data" / "notices" / "renwu-fenjie-lingdao.txt").read_text("utf-8").strip()
    joined = repaired(text, join_lines)
    assert "\n牵头市领导：赵某\n" in joined
    assert joined.count("\n") == text.count("\n")


@pytest.mark.parametrize("unit", ["第九条登记", "第九条：二、"])
def test_articles_that_open_nothing_are_looked_for_once(unit: str) -> None:
    assert grows_linearly(lambda size: list(articles_inside(unit * (size // len(unit)))), 30_000)


def test_a_bracket_left_open_joins_a_short_row_on_a_page_without_shifts() -> None:
    rows = [
        "（一）检修水闸。各镇要在汛期之前把水闸逐一检修，",
        "检修的结果要逐一登记；没有检修的水闸，汛期里一概",
        "不得启用。（县水利局牵头，各县市",
        "区人民政府落实）",
        "（二）清理河道。各镇要在汛期之前把河道逐一清理，",
        "清理的结果要逐一登记；没有清理的河道，汛期里一概",
        "要派专人值守。各镇每天要把值守的情况报县水利局，",
        "县水利局汇总以后，再报县政府办公室备查。",
    ]
    assert "各县市区人民政府落实）\n（二）" in repaired("\n".join(rows), join_lines)

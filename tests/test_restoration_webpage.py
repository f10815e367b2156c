"""The page around a notice: markup, tables, menus, metadata.

Tables by origin: `wild` cut from real pages, `made` like them, `keep` must not change.
"""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.language.page_labels import read_metadata
from builder.model.table import words_of
from builder.restoration.pipeline import restore
from builder.restoration.restored import Restored
from builder.restoration.revision import Revision, rebuild_source
from builder.restoration.webpage.boilerplate import drop_page
from builder.restoration.webpage.markup import drop_markup, resolve_entities
from builder.restoration.webpage.metadata import read_entries
from builder.restoration.webpage.stored_fields import drop_stored_fields
from builder.source.source import source_of

BODY = "为贯彻落实上级部署，深入推进依法行政，加快建设法治政府，结合本市实际，制定本方案。"


def restored(text: str, name: str = "a.txt") -> Restored:
    source = source_of(text, name)
    found = restore(source)
    assert rebuild_source(found.text, found.edits) == source.text
    return found


def page(body: str) -> str:
    return restored(f"<!doctype html><html><head><title>网站</title></head><body>{body}</body></html>", "a.html").text


# ---- markup


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>甲</p> <p>乙</p>", "甲\n乙", id="paragraphs"),
        pytest.param("甲<br>乙<br/>丙", "甲\n乙\n丙", id="breaks"),
        pytest.param("<p><span>一、</span>\n   <span>总体\n要求</span></p>", "一、总体要求", id="line-ends-of-the-author"),
        pytest.param("<p>中共江西省委 <b>江西省人民政府</b>关于</p>", "中共江西省委 江西省人民政府关于", id="a-space-before-a-tag"),
        pytest.param("<p>GB/T\n9704</p>", "GB/T 9704", id="line-end-between-latin-words"),
        pytest.param("<script>var a = '<p>甲</p>';</script><style>p{}</style><p>乙</p><!-- <p>丙</p> -->", "乙", id="scripts-and-comments"),
        pytest.param("<div style='display: none'>隐藏</div><p>甲</p><select><option>一</option></select>", "甲", id="hidden-and-controls"),
        pytest.param("<p>甲<p>乙<div>丙", "甲\n乙\n丙", id="unclosed"),
        pytest.param("<p title='a>b' data-x=\"<p>\">甲</p>", "甲", id="brackets-in-attributes"),
        pytest.param("<p title='a>b' class=\"c\",（一）>\"甲\"</p><p id='d'>乙</p>", "\"甲\"\n乙", id="quotes-that-open-no-value"),
        pytest.param("<pre>甲\n乙</pre>", "甲\n乙", id="preformatted"),
        pytest.param("<p>&nbsp;&#20013;&#x6587;&lt;甲&gt;&amp;nbsp;乙 R&amp;D</p>", "中文<甲>乙 R&D", id="entities"),
    ],
)  # fmt: skip
def test_page_markup_is_removed(html: str, expected: str) -> None:
    assert page(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('<p align="">甲。</p> <p style="x">国务院&nbsp;&nbsp;</p> <p>（此件公开发布）', "甲。\n国务院\n（此件公开发布）", id="wild-fragment"),
        pytest.param("2019年1月1日<span>至12月31日", "2019年1月1日至12月31日", id="wild-stray-span"),
        pytest.param("员和社会</span></p>体育指导员", "员和社会体育指导员", id="wild-stray-closing-tags"),
        pytest.param("PM2.5<35且R&D>2%，a<b>c", "PM2.5<35且R&D>2%，a<b>c", id="keep-comparison"),
        pytest.param("温度<20℃，<重点>任务&措施", "温度<20℃，<重点>任务&措施", id="keep-signs"),
        pytest.param("甲&nbsp乙&ldquo;丙&rdquo;&copy2024", "甲 乙“丙”©2024", id="made-entities-without-semicolon"),
    ],
)  # fmt: skip
def test_markup_residue_is_removed(text: str, expected: str) -> None:
    found = Revision.of(text)
    found = found.apply(drop_markup(found.text, page=False).changes)
    found = found.apply(resolve_entities(found.text))
    assert (
        found.text.replace("\xa0", " ").replace("\n", "|").strip("| ").replace("  |", "|").replace("|", "\n")
        == expected
    )


TABLE = """
<table><tr><td colspan="4">任务分工表<p>（2023年）</p></td></tr>
<tr><th>序号</th><th>工作事项</th><th>主要内容</th><th>牵头单位</th></tr>
<tr><td rowspan=2>1</td><td rowspan="2">扩大供给</td><td><p>引导医师。</p><p>优先用人。</p></td><td>市卫健委</td></tr>
<tr><td>规范管理。<td>各区</td></tr>
<tr><td>2</td><td>加强宣传</td><td></td><td>/</td></tr></table>
"""


def test_tables_keep_cells_and_merges() -> None:
    found = restored(f"<!doctype html><html><body><p>{BODY}</p>{TABLE}</body></html>", "a.html")
    assert found.text.split("\n")[1:] == [
        "任务分工表",
        "（2023年）",
        "序号\t工作事项\t主要内容\t牵头单位",
        "1\t扩大供给\t引导医师。优先用人。\t市卫健委",
        "规范管理。\t各区",
        "2\t加强宣传\t\t/",
    ]
    rows = [[words_of(cell, found.text) for cell in row] for row in found.tables[0].rows]
    assert rows[2:] == [
        ["1", "扩大供给", "引导医师。优先用人。", "市卫健委"],
        ["1", "扩大供给", "规范管理。", "各区"],
        ["2", "加强宣传", "", "/"],
    ]


def test_layout_tables_become_lines() -> None:
    nested = f"<table><tr><td><table><tr><td>{BODY}</td></tr></table></td><td><p>侧栏</p></td></tr></table>"
    found = restored(f"<!doctype html><html><body>{nested}</body></html>", "a.html")
    assert found.tables == ()
    assert "\t" not in found.text


def test_a_table_around_the_page_is_lines() -> None:
    words = "".join(f"<p>{line}</p>" for line in (TITLE, *[BODY] * 5))
    table = f"<table><tr><td>首页</td><td>{words}</td></tr><tr><td>导航</td><td>页脚</td></tr></table>"
    found = restored(f"<!doctype html><html><body>{table}</body></html>", "a.html")
    assert found.tables == ()
    assert "\t" not in found.text


def test_tags_that_were_escaped_once_too_often() -> None:
    words = f"&lt;p&gt;{TITLE}&lt;/p&gt;&lt;p style=&quot;a&quot;&gt;{BODY}&lt;/p&gt;"
    assert restored(f"<!doctype html><html><body>{words}</body></html>", "a.html").text == f"{TITLE}\n{BODY}"
    once = "<!doctype html><html><body><p>标签写作&lt;p&gt;与&lt;/p&gt;。</p></body></html>"
    assert "<p>" in restored(once, "a.html").text


def test_buttons_inside_a_sentence_are_removed() -> None:
    found = restored(f"{TITLE}\n{BODY}\n打印 收藏\n各乡镇要按月报送进度，县水务局负责汇总。").text
    assert found.endswith("各乡镇要按月报送进度，县水务局负责汇总。")
    broken = restored(f"{TITLE}\n{BODY}\n一、加固堤防，\n打印 关闭\n确保平安，完成验收。（县水务局负责）").text
    assert broken.endswith("一、加固堤防，确保平安，完成验收。（县水务局负责）")


def test_tabbed_lines_are_a_table() -> None:
    text = f"{BODY}\n附件\n部门\t领域\t因素\n市政府办\t成立委员会\n市委宣传部\t建设文明城市\t健康环境\n完"
    found = restored(text)
    assert found.text == text
    assert [[words_of(cell, text) for cell in row] for row in found.tables[0].rows] == [
        ["部门", "领域", "因素"],
        ["市政府办", "成立委员会", ""],
        ["市委宣传部", "建设文明城市", "健康环境"],
    ]


# ---- metadata


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("索引号: GNps-04-2017-0346 公开责任部门 排沙镇", [("索引号", "GNps-04-2017-0346"), ("公开责任部门", "排沙镇")], id="wild-two-on-a-row"),
        pytest.param("公开日期 2017-09-28 关键词", [("公开日期", "2017-09-28"), ("关键词", "")], id="wild-without-value"),
        pytest.param("索 引 号：\t000014349/2018-00230\t主题分类：\t城乡建设", [("索引号", "000014349/2018-00230"), ("主题分类", "城乡建设")], id="wild-cells"),
        pytest.param("标　　题：国务院办公厅关于印发方案的通知", [("标题", "国务院办公厅关于印发方案的通知")], id="wild-set-wide"),
        pytest.param("浏览量:          时间:2018-11-14 09:03:51", [("浏览量", ""), ("时间", "2018-11-14 09:03:51")], id="wild-counter"),
        pytest.param("2019-07-15 来源:政务公开市司法局", [("时间", "2019-07-15"), ("来源", "政务公开市司法局")], id="wild-bare-date"),
        pytest.param("时间紧、任务重，来源广泛", [], id="keep-words"),
        pytest.param("2019年7月15日", [], id="keep-signature-date"),
        pytest.param("责任部门要加强监管", [], id="keep-sentence"),
    ],
)  # fmt: skip
def test_row_of_page_data_gives_entries_with_places(row: str, expected: list[tuple[str, str]]) -> None:
    entries = read_entries(row, 100)
    assert [(entry.key, entry.value) for entry in entries] == expected
    assert all(row[entry.start - 100 : entry.end - 100] == entry.value for entry in entries)


# ---- the page around

TITLE = "某市人民政府关于印发法治政府建设方案的通知"

HEADS = [
    pytest.param(f"{TITLE}\n浏览量:    时间:2018-11-14 09:03:51\n{TITLE}\n某府发〔2015〕20号\n各区县政府:", f"{TITLE}\n某府发〔2015〕20号\n各区县政府:", id="wild-own-title-above"),
    pytest.param("政府信息公开系统\n索引号: GN-04 公开责任部门 某镇\n公开日期 2017-09-28 关键词\n内容概述\n\n关于转发《方案》的通知\n\n【字体: 】【关闭窗口\n" + TITLE, TITLE, id="wild-block-and-buttons"),
    pytest.param(f"下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】\n{TITLE}\n——2026年1月26日在某会议上\n来源：某日报\n时间：2026-02-02\n本报记者 张某摄", f"{TITLE}\n——2026年1月26日在某会议上", id="wild-newspaper"),
    pytest.param(f"关怀版   繁   EN   用户空间\n  首页       省政府     要闻     政策\n请输入您要搜索的关键字\n 首页 > 政府信息公开目录 > 政策\n   索 引 号： 0145/2025\n   有 效 性： 有效\n    {TITLE}", TITLE, id="wild-printed-page"),
    pytest.param(f"标题: {TITLE}\n发布时间: 2023-03-31 10:09\n文号: \n栏目: 政策\n原文链接: https://example.org/a.htm\n==== 正文 ====\n{TITLE}", TITLE, id="wild-crawler"),
    pytest.param(f"当前位置： 首页政务公开 {TITLE} 时间：2023-03-31 10:09 微信 微博 QQ空间", TITLE, id="wild-on-one-line"),
    pytest.param(f"DOCTITLE: {TITLE}\nSITENAME: 某市\nPUBDATE: 2021-05-06T03:35:00.000Z\nDOCCONTENT:\n{TITLE}", TITLE, id="made-record"),
    pytest.param(f"{TITLE}\n访问量：687   \n各镇人民政府:", f"{TITLE}\n各镇人民政府:", id="wild-counter-below-the-title"),
    pytest.param(f"索引号：\n0145/2025\n发布机构：\n某市司法局\n文号：\n某府发〔2015〕20号\n{TITLE}", TITLE, id="made-values-below-their-keys"),
    pytest.param(f"{TITLE}_某市人民政府门户网站\n{TITLE}", TITLE, id="made-title-of-the-window"),
    pytest.param(f"公开事项名称\t{TITLE}\n索引号\txx-1\n公开日期\t2021-05-06\n{TITLE}", TITLE, id="made-cells-without-colons"),
    pytest.param(f"{TITLE}\n2021年05月06日 10:22\n字号：\nT\n|\nT\n新华社北京5月6日电，某市印发通知。", f"{TITLE}\n新华社北京5月6日电，某市印发通知。", id="keep-lead-of-a-report"),
    pytest.param(f"{TITLE}\n某府发〔2015〕20号\n各区县政府:", f"{TITLE}\n某府发〔2015〕20号\n各区县政府:", id="keep-a-notice-without-page"),
    pytest.param(f"---\n标题: {TITLE}\n层级: 市级\n类型: 实施意见\n状态: 有效\n---\n{TITLE}", TITLE, id="made-block-of-markdown"),
    pytest.param("第一条 为加强管理", "第一条 为加强管理", id="keep-articles"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_boilerplate_before_notice(head: str, expected: str) -> None:
    assert restored(f"{head}\n{BODY}").text == f"{expected}\n{BODY}"


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("某服务中心微信公众号\n\n扫描二维码 关注我们\n本文链接://www.example.org/1.html\n本文关键词: 某市", id="wild-links"),
        pytest.param("相关报道：", id="wild-related"),
        pytest.param("  相关解读：我省建立治理体系\n   打印   收藏\n国家部委网站     各省区市政府网站\n主办：某省人民政府办公厅\n 某ICP备05004294号-1", id="wild-imprint"),
        pytest.param("来源:转载于某县委、县人民政府公开发文资料", id="wild-source"),
        pytest.param("编辑：王五\n审核：赵六\n终审：孙七", id="made-editors"),
        pytest.param("上一篇：关于甲的通知\n下一篇：关于乙的通知", id="made-neighbours"),
        pytest.param("版权所有：某市人民政府。未经许可，不得转载本网站所载的任何内容，违者必究。", id="made-copyright"),
    ],
)  # fmt: skip
def test_boilerplate_after_notice(tail: str) -> None:
    assert restored(f"{TITLE}\n{BODY}\n\n{tail}").text == f"{TITLE}\n{BODY}"


def test_buttons_on_line_of_last_clause() -> None:
    tail = "十、加强宣传。营造良好氛围。\n责任单位：省教育厅、人社厅 附件下载 方案全文.pdf"
    assert restored(f"{TITLE}\n{BODY}\n\n{tail}").text.endswith("\n责任单位：省教育厅、人社厅")


@pytest.mark.parametrize(
    "tail",
    [
        "相关附件：某府规〔2023〕9号防汛命令.pdf(/col1/123/abc.pdf)二维码开始扫一扫在手机打开当前页",
        "相关附件：防汛命令.docx",
        "相关附件：防汛命令.pdf扫一扫在手机打开当前页",
        "扫一扫在手机打开当前页",
    ],
)
def test_words_of_the_page_right_behind_the_date(tail: str) -> None:
    assert restored(f"{TITLE}\n{BODY}\n某市水务局2023年12月27日{tail}").text.endswith("\n某市水务局2023年12月27日")


@pytest.mark.parametrize("tail", ["二维码在手机打开，县财政局负责拨款", "扫一扫手机端缴费由县医保局负责"])
def test_words_that_follow_those_of_the_page_are_kept(tail: str) -> None:
    shown = "".join(restored(f"{TITLE}\n{BODY}县水务局负责修渠。{tail}").text.split())
    assert shown.endswith("".join(tail.split()))


def test_bullets_before_entries_of_page_data() -> None:
    rows = "  • 索 引 号:008/2023-1\n  • 公文种类:通知\n  • 发布机构:某市水务局\n  • 发布日期: 2016-06-28\n"
    assert restored(f"{rows}\n{TITLE}\n{BODY}").text == f"{TITLE}\n{BODY}"


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("某市人民政府\n2015年7月6日\n（此件公开发布）", id="signature"),
        pytest.param("公开方式：主动公开", id="note"),
        pytest.param("1.加固河堤。\n牵头单位：县水务局\n协办单位：县财政局、东乡镇", id="who-works-with-whom"),
        pytest.param("主题词：政务 公开 通知", id="subject-words"),
        pytest.param("主办单位：县水务局\n承办单位：各乡镇\n完成时限：2023年底前", id="host-above-a-time-limit"),
        pytest.param("政策解读：本方案由县水务局负责解释。\n2023年5月6日", id="who-explains"),
        pytest.param(
            "相关附件：进度表\n各乡镇要按月报送进度。（县水务局负责）\n2023年5月6日", id="duty-below-attachments"
        ),
        pytest.param("附件：1.任务分工表\n2.指标体系", id="attachments"),
        pytest.param("抄送：市委办公室，市人大常委会办公室。\n某市人民政府办公室2015年7月6日印发", id="copies"),
        pytest.param("附件\n任务分工表\n序号\t任务\t来源：市财政局\n1\t打印\t关闭窗口", id="tables"),
        pytest.param(
            "（五）加强宣传。通过微信公众号、微博等发布解读，扫描二维码即可关注我们，分享到更多平台。",
            id="words-of-pages-in-the-notice",
        ),
    ],
)
def test_text_after_last_paragraph_is_kept(tail: str) -> None:
    assert restored(f"{TITLE}\n{BODY}\n{tail}").text == f"{TITLE}\n{BODY}\n{tail}"


def test_removed_page_data_is_kept_as_metadata() -> None:
    text = dedent(
        f"""
        索引号: GN-04 公开责任部门 某镇
        信息有效性 有效
        关于转发的通知
        【字体:大 中 小】
        {TITLE}
        {BODY}
        来源:某县政府
        """
    )
    found = restored(text)
    assert [(fact.key, fact.value) for fact in found.metadata] == [
        ("索引号", "GN-04"),
        ("公开责任部门", "某镇"),
        ("信息有效性", "有效"),
        ("标题", "关于转发的通知"),
        ("来源", "某县政府"),
    ]
    assert all(text[fact.source_start : fact.source_end] == fact.value for fact in found.metadata)


def test_links_around_notice_are_removed() -> None:
    """Rows that are nothing but links are menus and other articles; a linked title and attachments stay."""
    html = (
        f"<ul><li><a href=1>市情概况</a></li></ul><h1><a href=#>{TITLE}</a></h1><div>2021-05-06 来源：政府办</div><p>{BODY}</p>"
        "<p>某市人民政府</p><p>2021年5月6日</p><p><a href=x.docx>附件：任务分解表.docx</a></p>"
        "<ul><li><a href=3>关于做好防汛工作的通知</a> 2021-04-03</li><li><a href=4>某市召开会议部署工作</a></li></ul>"
    )
    assert page(html).split("\n") == [TITLE, BODY, "某市人民政府", "2021年5月6日", "附件：任务分解表.docx"]


@pytest.mark.parametrize(
    "words",
    [
        "相关链接：由市融媒体中心在网站首页设置。",
        "附件下载：市水务局负责在网站提供下载。",
        "政策咨询：各县（区）设立电话。",
    ],
)
def test_duty_behind_page_word_is_kept(words: str) -> None:
    assert words in page(f"<h1>{TITLE}</h1><p>{BODY}</p><p>责任单位：市水务局</p><p>{words}</p><p>2021年5月6日</p>")


def test_cut_list_of_files_is_uncertain() -> None:
    found = restored(f"<html><h1>{TITLE}</h1><p>{BODY}</p><p>相关附件：</p><p>任务清单.xlsx</p></html>", "a.html")
    assert [edit.certain for edit in found.edits if "任务清单" in edit.source] == [False]


def test_row_that_only_stands_among_those_of_page_is_cut_without_certainty() -> None:
    """In a text nothing but the rows around it says that it is the page's; a web page is one."""
    text = f"某县资料汇编\n当前位置：首页 > 政务公开\n{TITLE}\n{BODY}"
    assert [edit.certain for edit in restored(text).edits if "资料汇编" in edit.source] == [False]
    assert [edit.certain for edit in restored(text.partition("\n")[2]).edits if "首页" in edit.source] == [True]
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    assert [edit.certain for edit in restored(f"<html>{lines}</html>", "a.html").edits if "首页" in edit.source] == [
        True
    ]


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("工作任务\n|\n责任科室\n|\n修好水渠", id="cells-between-strokes"),
        pytest.param("登记表\n2\n修好水渠", id="a-figure"),
        pytest.param("任务\n}\n{\n修好水渠", id="brackets-of-a-program"),
        pytest.param("任务\n*,\n],\n修好水渠", id="more-of-a-program"),
        pytest.param("| 文种 | 字体 |\n|---|:-:|\n| 标题 | — | 楷体 |\n| 正文 | — | 仿宋 |", id="rows-of-a-table"),
        pytest.param("写入 `<目录>/<名字>/out` 后结束", id="a-path-with-gaps-to-fill"),
    ],
)
def test_rows_above_signs_that_say_nothing_are_kept(above: str) -> None:
    text = f"{above}\n{BODY}"
    assert re.findall(r"\w+", restored(text).text) == re.findall(r"\w+", text)


def test_meta_tags_are_metadata() -> None:
    head = '<meta name="ArticleTitle" content="某通知"><meta name="PubDate" content="2023-11-07 15:02"><meta name="viewport" content="x">'
    found = restored(f"<!doctype html><html><head>{head}</head><body><p>{BODY}</p></body></html>", "a.html")
    assert [(fact.key, fact.value) for fact in found.metadata] == [("标题", "某通知"), ("发布日期", "2023-11-07 15:02")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<table>", "<tr>", "<td>", "</td>", "<td rowspan=3>", "</table>", "<p>", "<!--", "-->", "<script>", "甲", " ", "\n", "&nbsp;", "<", ">", '"', "索引号：", "来源：", "打印", f"{BODY}\n", "相关报道"]),
        max_size=40,
    )
)  # fmt: skip
def test_any_page_is_restored(pieces: list[str]) -> None:
    text = "".join(pieces)
    for name in ("a.txt", "a.html"):
        found = restored(text, name)
        for table in found.tables:
            assert len({len(row) for row in table.rows}) == 1
            assert all(words_of(cell, found.text) for row in table.rows for cell in row if cell)
    drop_page(text)


ITEMS = "<li>检修全县水库堤坝并登记造册。</li><li>疏浚沟渠。</li>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(f"<html><p>一、任务</p><ol>{ITEMS}</ol></html>", ["一、任务", "1.检修全县水库堤坝并登记造册。", "2.疏浚沟渠。"], id="numbered"),
        pytest.param(f'<html><p>一、任务</p><ol start="4">{ITEMS}</ol></html>', ["一、任务", "4.检修全县水库堤坝并登记造册。", "5.疏浚沟渠。"], id="from-four"),
        pytest.param(f'<html><ol style="list-style-type:cjk-ideographic">{ITEMS}</ol></html>', ["一、检修全县水库堤坝并登记造册。", "二、疏浚沟渠。"], id="chinese"),
        pytest.param("<html><p>一、任务</p><ol type=a><li><p>检修全县水库堤坝并登记造册。</p></li><li><p>疏浚沟渠。</p></li></ol></html>", ["一、任务", "1.检修全县水库堤坝并登记造册。", "2.疏浚沟渠。"], id="paragraphs-in-items"),
        pytest.param(f"<html><ol><li>水利任务<ol>{ITEMS}</ol></li></ol></html>", ["1.水利任务", "（1）检修全县水库堤坝并登记造册。", "（2）疏浚沟渠。"], id="list-in-list"),
        pytest.param(f"<html><ol><li>任务<ol><li>水利<ol>{ITEMS}</ol></ol></ol></html>", ["1.任务", "（1）水利", "①检修全县水库堤坝并登记造册。", "②疏浚沟渠。"], id="third-level"),
        pytest.param(f"<html><p>一、任务</p><ul>{ITEMS}</ul></html>", ["一、任务", "检修全县水库堤坝并登记造册。", "疏浚沟渠。"], id="keep-bullets"),
        pytest.param("<html><p>一、任务</p><ol><li>1.检修全县水库堤坝并登记造册。</li><li>2.疏浚沟渠。</li></ol></html>", ["一、任务", "1.检修全县水库堤坝并登记造册。", "2.疏浚沟渠。"], id="keep-typed"),
    ],
)  # fmt: skip
def test_numbers_of_html_lists_are_written_out(page: str, expected: list[str]) -> None:
    assert restore(source_of(page, "n.html")).text.split("\n") == expected


COPIED = "<p>一、检修全县水库堤坝。(县水利局负责)</p><p>二、疏浚全县沟渠河道。(县农业局负责)</p>"
LONG = "".join(f"<p>{label}、检修本县沿江堤坝并登记造册，逐处落实管护人员和抢险物资。</p>" for label in "三四五六七")


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('style="display:none"', COPIED),
        ('style="color:red; visibility: hidden"', COPIED),
        ("hidden", COPIED),
        ('class="m" aria-hidden="true"', COPIED),
        ('style="position:absolute;left:-9999px"', COPIED),
        ('class="wap"', COPIED + LONG),
    ],
)
def test_copy_for_narrow_screens_is_removed(attributes: str, words: str) -> None:
    shown, copy = f'<div class="pc">{words}</div>', f"<div {attributes}>{words}</div>"
    for page in (shown + copy, copy + shown):
        assert restore(source_of(f"<html>{page}</html>", "n.html")).text.count("县水利局") == 1


def test_article_that_a_script_holds_too_is_kept() -> None:
    words = COPIED + LONG
    page = f"<html><script>var a = '{words}'</script><!-- {words} --><div class=a>{words}</div></html>"
    assert restore(source_of(page, "n.html")).text.count("县水利局") == 1


@pytest.mark.parametrize("attributes", ['style="overflow:hidden"', "style=overflow:hidden", 'class="hidden-xs"'])
def test_what_only_its_overflow_hides_is_kept(attributes: str) -> None:
    page = f"<html><h1 {attributes}>关于修好水渠的通知</h1>{COPIED}</html>"
    assert restore(source_of(page, "n.html")).text.startswith("关于修好水渠的通知")


def test_what_two_cells_or_short_sections_share_is_kept() -> None:
    page = f'<html><div class="a">{COPIED}</div><div class="b">{COPIED}</div></html>'
    assert restore(source_of(page, "n.html")).text.count("县水利局") == 2


def test_hidden_text_without_copy_is_kept() -> None:
    words = COPIED
    unfolded = restore(source_of(f'<html><p>修渠方案</p><div style="display:none">{words}</div></html>', "n.html"))
    assert unfolded.text.count("县水利局") == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("一", "二", id="tasks-whose-paragraphs-are-the-same"),
        pytest.param("（一）", "（二）", id="parts-whose-paragraphs-are-the-same"),
    ],
)
def test_same_paragraphs_of_two_tasks_are_kept(first: str, second: str) -> None:
    same = "检修本县沿江堤坝并登记造册，逐处落实管护人员和抢险物资。" * 5
    page = "".join(
        f'<p>{label}、{place}堤坝</p><div class="task">{same}</div>'
        for label, place in ((first, "东乡"), (second, "西乡"))
    )
    assert restore(source_of(f"<html>{page}{LONG}</html>", "n.html")).text.count("登记造册") == 15


@pytest.mark.parametrize("attributes", ['aria-hidden="true"', 'style="margin-left:-1000px"'])
def test_words_that_are_seen_are_kept(attributes: str) -> None:
    page = f"<html><p>修渠方案</p>{COPIED}<p><span {attributes}>三、清理河道</span></p></html>"
    assert "三、清理河道" in restore(source_of(page, "n.html")).text


def test_hidden_copy_within_much_markup_is_removed() -> None:
    """What is a copy is measured in words: the markup of one may be longer than the rest of the page."""
    marked = COPIED.replace(
        "<p>", '<p class="MsoNormal" style="margin-left: 24pt; line-height: 28pt; text-indent: 32pt">' * 3
    )
    page = f'<html><p>修渠方案</p>{COPIED}<div style="display:none">{marked}</div></html>'
    assert restore(source_of(page, "n.html")).text.count("县水利局") == 1


def test_number_of_a_footnote_is_named() -> None:
    note = '<p><a class="footnotesym" href="#r1">1</a>含街道办事处。</p>'
    page = '<html><p>责任单位：各乡镇<a href="#n1"><sup>1</sup></a></p>'
    assert (
        restore(source_of(page + note + "</html>", "n.html")).text
        == "责任单位：各乡镇〔脚注1〕\n〔脚注1〕含街道办事处。"
    )


@pytest.mark.parametrize("mark", ["<sup>1</sup>", '<a href="/x"><sup>1</sup></a>', '<a href="#n1">1</a>'])
def test_number_without_a_note_is_no_footnote(mark: str) -> None:
    assert restore(source_of(f"<html><p>责任单位：各乡镇{mark}</p></html>", "n.html")).text == "责任单位：各乡镇1"


def test_deleted_words_and_the_foot_of_pages_are_left_out() -> None:
    page = '<html><p>一、检修水库<del>和堤坝</del>。</p><div title="footer"><p>2</p></div></html>'
    assert restore(source_of(page, "n.html")).text == "一、检修水库。"


def test_number_of_empty_list_item_is_left_out() -> None:
    page = "<html><ol><li>检修全县水库堤坝并登记造册。</li><li>&nbsp;</li><li></li><li>疏浚沟渠。</li></ol><p>某县水利局</p></html>"
    assert restore(source_of(page, "n.html")).text.split("\n") == [
        "1.检修全县水库堤坝并登记造册。",
        "4.疏浚沟渠。",
        "某县水利局",
    ]


@pytest.mark.parametrize("words", ["技术支持：县大数据中心负责维护。", "技术支持：某信息技术有限公司单位负责运维。"])
def test_imprint_that_names_who_keeps_the_site_is_removed(words: str) -> None:
    for tail in (f"网站地图\n{words}", f"{words}\n网站地图", words):
        found = restored(f"{TITLE}\n{BODY}\n某市人民政府\n2021年5月6日\n{tail}")
        assert found.text.endswith("2021年5月6日")


# ---- what real portals do


ITEMS = "".join(
    f"<p>{label}、{name}。县{name}工作专班要会同有关单位摸清底数，建立名册，逐户走访，并于每季度末报送进展。</p>"
    for label, name in zip(
        "一二三四五六", ("河塘清淤", "危桥改造", "校车管理", "旱厕改造", "粮库修缮", "路灯更新"), strict=True
    )
)
HEADED = "<h1>某县办公室关于做好六件实事的通知</h1><p>各乡镇人民政府：</p><p>现就有关事项通知如下：</p>"


def test_a_hidden_copy_without_marks_of_its_own_is_dropped() -> None:
    words = "".join((HEADED + ITEMS).replace("<p>", "").replace("</p>", "").replace("<h1>", "").replace("</h1>", ""))
    bar = "<ul><li>打印</li><li>分享到</li></ul>"
    shown = HEADED.replace("</h1>", f"</h1>{bar}") + ITEMS
    assert page(f"{shown}<div style='display:none'>某政〔2031〕7号{words * 2}</div>").count("河塘清淤。") == 1


def test_a_hidden_text_of_its_own_is_kept() -> None:
    other = ITEMS.replace("县", "市").replace("建立名册", "公示名单").replace("每季度末", "次月五日前")
    assert "市粮库修缮工作专班" in page(f"{HEADED}{ITEMS}<div style='display:none'>{other}</div>")


@pytest.mark.parametrize(
    "bar",
    [
        "<ul><li>浏览次数</li><li><span>-</span>次</li></ul>",
        "<div>字号：<a>A+大</a><a>A+中</a><a>A-小</a></div>",
        "<div>字体大小：【 <i>A-</i> <i>A</i> <i>A+</i> 】</div>",
        "<div><b>字体大小：</b> <a>大</a> <a>中</a> <a>小</a></div>",
        "<div><span>发布时间：2031-05-06 10:11</span><span>信息来源：<b>某县民政局 某县养老服务中心</b></span>"
        "<span>浏览字号：<a>大</a><a>中</a><a>小</a></span></div>",
        "<div><span>2031-05-06</span><span>来源:<span>某县民政局</span></span><span>【字号: <a>大</a><a>中</a><a>小</a>】</span></div>",
    ],
)
def test_the_bars_of_portals_are_cut(bar: str) -> None:
    title, rest = HEADED.split("</h1>")
    lines = page(f"{title}</h1>{bar}{rest}{ITEMS}").split("\n")
    assert lines[:2] == ["某县办公室关于做好六件实事的通知", "各乡镇人民政府："]


def test_buttons_for_the_size_of_signs_are_no_number() -> None:
    assert (
        read_metadata([("字号", "大 中 小"), ("发文字号", "某政〔2031〕7号")])["document_number"] == "某政〔2031〕7号"
    )
    assert "document_number" not in read_metadata([("字号", "大 中 小")])


def test_what_turns_the_pages_of_an_article_is_cut() -> None:
    first, rest = ITEMS.split("<p>三、")
    turner = "<p>共2页：<a>[1]</a> <a>[2]</a> <a>下一页</a> <a>尾页</a></p>"
    found = page(f"{HEADED}{first}{turner}<p>三、{rest}")
    assert "尾页" not in found
    assert "\n三、校车管理。" in found


FIELDS = '---\ntitle: "某县河道巡查办法"\nnumber: 某府〔2023〕3号\nsynced: "2026-06-08"\ntags:\n  - 规章\n---\n'


def test_fields_of_a_store_are_facts_and_no_text() -> None:
    made = restore(source_of(f"{FIELDS}# 某县河道巡查办法\n\n一、各镇要组织巡查。\n"))
    assert made.text == "某县河道巡查办法\n一、各镇要组织巡查。"
    assert [(fact.key, fact.value) for fact in made.metadata][:2] == [
        ("标题", "某县河道巡查办法"),
        ("文号", "某府〔2023〕3号"),
    ]


def test_a_block_with_words_of_the_notice_is_no_store_s() -> None:
    text = f"{FIELDS.replace('tags:', '本办法自发布之日起施行。')}一、各镇要组织巡查。\n"
    assert drop_stored_fields(text) == ([], [])


def test_cells_behind_a_label_are_entries() -> None:
    text = (
        "文件名称 | 河道巡查情况的通报 | ||\n文号 | 督查通报第七期 | 成文日期: | 2023年3月6日 |\n"
        "近期对河道巡查情况开展了督查，现通报如下。\n一、各镇要组织巡查。\n"
    )
    assert {(fact.key, fact.value) for fact in restore(source_of(text)).metadata} >= {
        ("文件名称", "河道巡查情况的通报"),
        ("文号", "督查通报第七期"),
    }


# ---- what the head of a page calls its article


def tagged(title: str, body: str) -> str:
    head = f'<meta name="ArticleTitle" content="{title}">'
    return f"<!doctype html><html><head>{head}<title>网站</title></head><body>{body}</body></html>"


MENU = "<ul><li>云岭县权责清单</li><li>云岭县年度报表</li><li>首页</li><li>科室动态</li></ul>"


def test_rows_above_the_title_that_the_head_tells_are_the_page_s() -> None:
    found = restored(tagged("渔港开展清淤", f"{MENU}<h1>渔港 开展清淤</h1><p>{BODY}</p>"), "a.html")
    assert found.text == f"渔港开展清淤\n{BODY}"
    assert read_metadata((fact.key, fact.value) for fact in found.metadata)["title"] == "渔港开展清淤"


def test_number_above_the_told_title_is_kept() -> None:
    number = "云政发〔2022〕8号"
    found = restored(tagged("关于清淤的通知", f"{MENU}<p>{number}</p><h1>关于清淤的通知</h1><p>{BODY}</p>"), "a.html")
    assert found.text == f"{number}\n关于清淤的通知\n{BODY}"


def test_told_title_that_the_page_does_not_say_cuts_nothing() -> None:
    first = "云岭县权责清单"
    assert restored(tagged("别的题目", f"<p>{first}</p><p>{BODY}</p>"), "a.html").text == f"{first}\n{BODY}"


def test_keys_side_by_side_have_their_values_below() -> None:
    cells = (
        ["索取号", "发布时间", "发布机构", "文件编号", "备注"],
        ["K1-9", "", "云岭县水利局", "云水发〔2022〕3号", ""],
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    found = restored(tagged("关于清淤的通知", f"<h1>关于清淤的通知</h1><table>{table}</table><p>{BODY}</p>"), "a.html")
    assert found.text == f"关于清淤的通知\n{BODY}"
    said = read_metadata((fact.key, fact.value) for fact in found.metadata)
    assert (said["issuer"], said["document_number"]) == ("云岭县水利局", "云水发〔2022〕3号")


def test_key_with_its_value_beside_it_takes_none_from_below() -> None:
    rows = "<tr><td>文号：</td><td>云水发〔2022〕3号</td><td>来源：</td><td>县报</td></tr><tr><td>水泵</td><td>闸门</td></tr>"
    found = restored(tagged("清淤", f"<h1>清淤</h1><table>{rows}</table><p>{BODY}</p>"), "a.html")
    assert read_metadata((fact.key, fact.value) for fact in found.metadata)["document_number"] == "云水发〔2022〕3号"


def test_empty_keys_one_below_the_other_take_none_as_value() -> None:
    rows = "<tr><td>信息来源：</td><td></td><td>文号：</td></tr><tr><td>主题：</td><td>文化</td><td>日期：</td></tr>"
    found = restored(tagged("清淤", f"<h1>清淤</h1><table>{rows}</table><p>{BODY}</p>"), "a.html")
    assert "日期：" not in [fact.value for fact in found.metadata]


def test_imprint_between_two_parts_of_a_page_is_cut() -> None:
    imprint = ["主办：云岭县办公室", "地址：云岭县东街9号", "网站标识码1100000000"]
    rows = "".join(f"<p>{row}</p>" for row in imprint)
    assert page(f"<p>{BODY}</p>{rows}<p>{BODY}其余照旧。</p>") == f"{BODY}\n{BODY}其余照旧。"


def test_address_without_a_licence_is_the_notice_s() -> None:
    told = "地址：云岭县东街9号"
    assert page(f"<p>{BODY}</p><p>{told}</p><p>{BODY}其余照旧。</p>") == f"{BODY}\n{told}\n{BODY}其余照旧。"


def test_told_title_at_the_foot_is_the_page_s() -> None:
    rows = f"<h1>渔港开展清淤工作会</h1><p>{BODY}</p><p>2022年6月5日</p>"
    found = restored(tagged("渔港开展清淤工作会", rows + "<div>渔港开展清淤工作会</div>"), "a.html")
    assert found.text == f"渔港开展清淤工作会\n{BODY}\n2022年6月5日"


def test_page_on_one_line_that_ends_with_the_addressees() -> None:
    head = "当前位置：首页 > 政务公开 发布时间：2031-05-06 来源：某县政府网 字体：大 中 小"
    lines = [
        "某县人民政府关于印发《渡口修缮方案》的通知",
        "各镇人民政府，县政府各部门：",
        "现将方案印发给你们，请认真贯彻执行，按时修好。",
    ]
    assert restored(f"{head} {lines[0]} {lines[1]}\n  {lines[2]}\n").text.split("\n") == lines

"""Words of a notice on a page: shown letter for letter, never markup, a link, an attribute or a shortcode."""

from __future__ import annotations

import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.pages.markdown.escaping import inline, one_line, yaml_value
from builder.pages.markdown.marking import Mark, marked
from builder.pages.markdown.rendering import Head, outward, render
from builder.pages.markdown.tables import table
from tests.conftest import ROOT

# The site's own extensions, and those that an engine might add: none may find anything in the words.
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "footnotes", "abbr", "def_list", "admonition", "smarty"]
MORE = ["pymdownx.magiclink", "pymdownx.emoji", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.keys"]


def html(text: str, extensions: list[str]) -> Tag:
    return BeautifulSoup(Markdown(extensions=extensions).convert(text), "html.parser")


SITE = ["attr_list", "md_in_html", "tables", "toc"]

CASES = [
    ("*强调* 和 **加粗** 和 _下划_", "emphasis"),
    ("<script>alert(1)</script>", "script"),
    ("<img src=x onerror=alert(1)>", "attribute that runs"),
    ("[点这里](http://evil.example)", "link"),
    ("[点这里][1] 和 [1]: http://evil.example", "reference"),
    ("![图](http://evil.example/a.png)", "image"),
    ("<http://evil.example>", "autolink"),
    ("http://evil.example 和 www.evil.example 和 a@b.example", "bare addresses"),
    ("`代码` 和 ``代码``", "code"),
    ("# 标题", "heading"),
    ("标题 {#id .class onclick=alert(1)}", "attribute list"),
    ("{: #id .class }", "attribute list of a block"),
    ("- 列表", "list"),
    ("+ 列表", "list with plus"),
    ("1. 列表", "ordered list"),
    ("2019.列入", "year before a full stop"),
    ("1) 列表", "ordered list with bracket"),
    ("> 引文", "quotation"),
    ("---", "rule"),
    ("===", "underline of a heading"),
    ("    缩进", "indented code"),
    ("```\n代码\n```", "fenced code"),
    ("|a|b|\n|-|-|\n|c|d|", "table"),
    ("&lt;b&gt; &#60; &nbsp;", "entities are shown as written"),
    (":smile: 和 :时限:", "shortcode"),
    ("!!! note\n    提示", "admonition"),
    ("[^1] 和 *[甲]: 乙", "footnote and abbreviation"),
    (": 定义", "definition"),
    ("~~删除~~ ^上^ ==标记== ++ctrl++", "signs of further extensions"),
    ("a\\*b\\\\c", "backslashes"),
    ("甲\x02乙\x03丙\x00丁", "signs that the converter uses itself"),
    ("</p></div><h1>大</h1>", "closing what is open"),
    ("\"引号\" '单引号'", "quotation marks"),
    ("<!-- 注释 -->", "comment"),
    ("{{ config }} {% raw %}", "template"),
    ("《中华人民共和国〈立法法〉》(试行)、“双随机”", "what notices do hold"),
]


def test_escaped_text_renders_verbatim() -> None:
    for words, case in CASES:
        for extensions in (SITE, [e for e in EXTENSIONS if e != "smarty"], SITE + MORE):
            shown = html(str(inline(words)), extensions)
            assert [node.name for node in shown.find_all()] == ["p"], (case, str(shown))
            assert shown.get_text() == one_line(words), case


def spaced(text: str) -> str:
    """Spaces of any kind compared as one: Markdown trims those at the ends of a block."""
    return " ".join(one_line(text).split())


NASTY = st.text(
    st.one_of(
        st.sampled_from("*_`[](){}<>#+-=.!|~^:&;\\\"'@$%/ \n\t1a甲，。《》(一)\x00\x02\x03\u2028\u3000😀"),
        st.characters(),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_any_text_renders_verbatim_in_paragraph(words: str) -> None:
    shown = html(f"{inline(words)}\n\n后", SITE)
    paragraphs = [spaced(node.get_text()) for node in shown.find_all("p")]
    assert {node.name for node in shown.find_all()} == {"p"}
    assert paragraphs == list(filter(None, [spaced(words), "后"]))


@settings(max_examples=150, deadline=None)
@given(NASTY)
@example("&#0;")
@example("&lt;b&gt; &amp;amp;")
def test_any_text_renders_verbatim_in_links_cells_attributes(words: str) -> None:
    if not spaced(words):
        return
    link = html(f"前[{inline(words)}](a/index.md){{ .m }}后", SITE)
    assert spaced(link.get_text()) == spaced(f"前{one_line(words)}后")
    assert [(a["href"], a["class"]) for a in link.find_all("a")] == [("a/index.md", ["m"])]
    cells = html(str(table(words, [words, "b"], [[words, words]])), SITE)
    assert {node.name for node in cells.find_all()} <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    for node in (cells.select_one("caption"), cells.select_one("tbody th"), cells.select_one("tbody td")):
        assert node is not None
        assert spaced(node.get_text()) == spaced(words)
    label = cells.select_one("tbody th")
    assert label is not None
    assert label["data-label"] == one_line(words)


@settings(max_examples=150, deadline=None)
@given(NASTY, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=4))
def test_marks_keep_words(words: str, places: list[tuple[int, int, bool]]) -> None:
    words = spaced(words) or "甲"
    marks = [
        Mark(min(a, b), min(max(a, b), len(words)), "m-time", "a/index.md" if linked else None, f"d{index}")
        for index, (a, b, linked) in enumerate(places)
        if min(a, b) < min(max(a, b), len(words))
    ]
    remarks = [(1, 3, "m-unsure")] if len(words) > 3 else []
    shown = html(f"前{marked(words, 0, len(words), marks, remarks)}后", SITE)
    assert spaced(shown.get_text()) == spaced(f"前{words}后")
    assert {node.name for node in shown.find_all()} <= {"p", "a", "span"}
    anchors = [node["id"] for node in shown.select("[id]")]
    assert sorted(anchors) == sorted(mark.anchor for mark in marks if mark.anchor)


@settings(max_examples=100, deadline=None)
@given(NASTY)
def test_front_matter_round_trips(words: str) -> None:
    assert yaml.safe_load(f"title: {yaml_value(words)}\n") == {"title": one_line(words)}


def test_templates_escape_text() -> None:
    text = render(
        "index.md.j2",
        Head("x/", "<b>", "说明", "x"),
        SiteFacts("站"),
        lead="<script>",
        listing=Markup("| 表 |"),
        empty="",
    )
    assert "<script>" not in text
    assert "# &lt;b&gt;" in text
    assert "| 表 |" in text


def test_external_links_are_http_only() -> None:
    assert "离开本站" in outward("https://www.gd.gov.cn/a b(c)", "来源")
    assert (
        html(str(outward("https://www.gd.gov.cn/a b(c)", "来源")), SITE).a["href"]
        == "https://www.gd.gov.cn/a%20b%28c%29"
    )  # type: ignore[index]
    assert html(str(outward("javascript:alert(1)", "来源")), SITE).a is None


def test_markdown_extensions_are_those_tested() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    names = [
        name if isinstance(name, str) else next(iter(name)) for name in yaml.safe_load(text)["markdown_extensions"]
    ]
    assert sorted(names) == sorted(SITE)

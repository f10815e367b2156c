"""Markdown of our templates, read without the converter: what comes out is what Python-Markdown makes of it, or nothing."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from builder.pages.markdown.escaping import inline
from builder.pages.markdown.marking import Mark, marked
from builder.pages.markdown.rendering import Head, link, outward
from builder.pages.markdown.tables import Cell, table
from builder.publishing.rendering.article import Article, read_article
from builder.publishing.rendering.front_matter import read_front_matter
from builder.publishing.rendering.known_lines import KnownLines
from builder.publishing.rendering.links import PageLinks, Target
from builder.publishing.rendering.markup import UnknownMarkdown

os.environ["NO_MKDOCS_2_WARNING"] = "1"
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]


def converted(source: str) -> str:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"toc_depth": "2-4"}}).convert(source)


def read(source: str) -> str:
    return read_article(source, lambda link: link).content


FORMS = {
    "paragraph with attributes": "修渠。\n{: .tz-note }",
    "lines of a paragraph": "修渠\n筑坝\n{: .tz-alone #s1-1 data-quoted=\"1\" }",
    "headings": "# 修渠2021\n\n## 筑坝 { #dam }\n\n### [清淤](a.md) { .tz-pair-title data-quoted=\"1\" }\n\n## 修渠2021",
    "heading without letters": "# 修渠\n\n## 筑坝\n\n<div id=\"_1\" markdown=\"1\">\n\n修\n\n</div>",
    "list": "- [甲](a.md)\n- 乙",
    "list with blank lines": "- 甲\n\n- 乙\n- 丙\n\n- 丁\n\n筑坝",
    "numbered list": "1. 甲\n1. 乙",
    "item of two lines": "- 甲  \n  <span class=\"tz-aside\">乙</span>\n- 丙",
    "nested elements": "<dl class=\"b\" markdown=\"1\">\n<div markdown=\"1\"><dt>甲</dt><dd markdown=\"span\">**乙**：[丙](c.md){ .m .n }</dd></div>\n"
    "<div markdown=\"1\" data-unsearched><dt>丁</dt><dd markdown=\"span\">戊</dd></div>\n</dl>",
    "items around elements": "<ol class=\"a\" markdown=\"1\">\n<li markdown=\"1\">\n<p class=\"b\" markdown=\"span\">甲</p>\n"
    "<ul markdown=\"1\">\n<li markdown=\"span\">乙</li>\n<li markdown=\"span\">丙</li>\n</ul>\n</li>\n</ol>",
    "empty element": "<nav class=\"tz-turn\" aria-label=\"上\" data-unsearched markdown=\"1\">\n\n</nav>",
    "picture": "<figure class=\"p\" markdown=\"1\">\n<figcaption markdown=\"span\">甲</figcaption>\n![甲](a.svg){ .d width=1 loading=lazy }\n"
    "![甲](b.svg){ .e }\n<details markdown=\"1\"><summary>乙</summary>\n\n丙\n\n</details>\n</figure>",
    "raw element": "甲\n\n<div class=\"q\" data-unsearched><svg role=\"img\"><path d=\"M2\"/></svg><p>乙</p></div>\n\n丙",
    "raw element at the end": "甲\n\n<div id=\"tz-browse\"></div>\n\n",
    "bold": "<div class=\"c\" markdown=\"1\">\n\n**待核实**：甲\n\n</div>",
    "bold alone": "**甲**",
    "two blank lines": "甲\n\n\n乙",
}  # fmt: skip


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_known_lines_are_what_they_were_read_as(source: str, tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def read_knowing(body: str) -> Article:
        asked.append([])
        known = KnownLines(tmp_path / "lines.json", "world")
        article = read_article(body, lambda link: (asked[-1].append(link), f"to/{link}")[1], known)
        known.store()
        return article

    plain = read_article(source, lambda link: f"to/{link}")
    assert [read_knowing(source), read_knowing(source)] == [plain, plain]
    assert {*asked[0]} == {*asked[1]}
    changed = source.replace("甲", "癸")
    assert read_knowing(changed) == read_article(changed, lambda link: f"to/{link}")


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_forms_of_templates_come_out_as_converted(source: str) -> None:
    assert read(source) == converted(source)


LEFT = {
    "code": "    修渠",
    "code in a line": "修`渠`",
    "quote": "> 修渠",
    "nested list": "- 甲\n    - 乙",
    "item of a paragraph": "- 甲\n\n    乙",
    "list below a paragraph": "甲\n- 乙",
    "item that is a list": "- - 甲",
    "line below an item": "- 甲\n乙",
    "heading below an item": "- 甲\n# 乙",
    "item that is a heading": "- # 甲",
    "list of two kinds": "- 甲\n\n1. 乙",
    "rule": "甲\n\n---",
    "underlined heading": "甲\n==",
    "pipe table": "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
    "reference": "[甲][b]\n\n[b]: c.md",
    "emphasis": "甲*乙*丙_丁_",
    "backslash": "甲\\*",
    "open tag": "<div markdown=\"1\">\n\n甲",
    "closed twice": "甲\n\n</div>",
    "comment": "<!-- 甲 -->",
    "raw element of two lines": "<div>\n甲</div>",
    "raw element beside text": "<div>甲</div>\n乙",
    "script": "<script>1</script>",
    "address in brackets": "<https://example.org>",
    "blank at the end": "甲\u3000",
    "ideographic space first": "\u3000甲",
    "tab": "甲\t乙",
    "sign of the converter": "甲\x02wzxhzdk:0\x03",
    "lone ampersand": "甲 & 乙",
    "text around an element": "<div markdown=\"1\">甲\n\n乙\n\n</div>",
}  # fmt: skip


@pytest.mark.parametrize("source", LEFT.values(), ids=LEFT)
def test_other_forms_are_left_to_converter(source: str) -> None:
    with pytest.raises(UnknownMarkdown):
        read(source)


WORDS = st.text(
    st.sampled_from("修渠筑坝2021年 　a-_*`[](){}<>&#!|~^$+=:.;\"'\\\n\t\u2028\ufeff\u200b/@%，。《》“”"), max_size=24
)
ADDRESS = st.sampled_from(["tasks/a/1-1/", "tasks/a/1-2/", "agencies/b/c/", "", "data/x.json"])
HERE = "tasks/a/1-1/"


@st.composite
def spans(draw: st.DrawFn) -> Markup:
    """The words of a notice with marks in them, as templates print them."""
    text = draw(WORDS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    marks = [
        Mark(
            start, end, "m-time", draw(st.sampled_from([None, "../1-2/index.md"])), draw(st.sampled_from([None, "t1"]))
        )
        for start, end in pairwise(cuts)
    ]
    return marked(text.replace("\n", " "), 0, len(text), marks, [(cuts[0], cuts[-1], "m-unsure")])


PIECE = st.one_of(
    WORDS.map(inline),
    spans(),
    st.builds(
        lambda to, words, anchor: link(HERE, to, words, anchor, "m"), ADDRESS, WORDS, st.sampled_from(["", "t1"])
    ),
    WORDS.map(lambda words: outward("https://example.org/a?b=c", words)),
    WORDS.map(lambda words: Markup(f"**{inline(words)}**")),
)
PIECES = st.lists(PIECE, max_size=4).map(lambda found: Markup("").join(found))


def block(pieces: Markup, other: Markup, form: int) -> str:
    """Words as the templates put them: one of the forms that these know."""
    rows = [[pieces, Cell(other, "1")], [Cell(pieces), other]]
    return [
        f"{pieces}",
        f"{pieces}\n{{: .tz-note }}",
        f"## {pieces} {{ #place }}",
        f"# {pieces}",
        f"- {pieces}\n- {other}",
        f"- {pieces}\n\n- {other}\n",
        f"1. {pieces}\n1. {other}",
        f'<div class="a" data-quoted markdown="1">\n\n{pieces}\n\n- {other}\n\n</div>',
        f'<dl markdown="1">\n<div markdown="1"><dt>甲</dt><dd markdown="span">{pieces}</dd></div>\n</dl>',
        f'<ul markdown="1">\n<li markdown="span">{pieces}</li>\n<li>{other}</li>\n</ul>',
        str(table(pieces, ["甲", "乙"], rows, tools=True, found_by=[str(other), ""])),
    ][form]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(block, PIECES, PIECES, st.integers(0, 10)), min_size=1, max_size=4))
def test_what_templates_can_write_comes_out_as_converted(blocks: list[str]) -> None:
    source = "\n\n".join(blocks)
    try:
        ours = read(source)
    except UnknownMarkdown:
        return
    assert ours == converted(source)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["- ", "1. ", "# ", "甲", "**", "[甲](a.md)", "{: .b }", " ", "\n", "\n\n", "<br>", "&lt;",
    '<div markdown="1">', "</div>", '<p markdown="span">', "</p>", "  \n  ", "<table markdown=\"span\">", "</table>",
    '<span class="m">', "</span>", "{ .m #n }", "![乙](b.svg)", "<div>乙</div>", '<ul markdown="1">', "</ul>",
    '<li markdown="1">', "</li>", ":", "-", "|", ">", "*"]), max_size=14))  # fmt: skip
def test_any_markdown_comes_out_as_converted_or_is_left(pieces: list[str]) -> None:
    source = "".join(pieces)
    try:
        ours = read(source)
    except UnknownMarkdown:
        return
    assert ours == converted(source)


def test_ids_and_contents_are_those_of_the_converter() -> None:
    source = '# 修渠\n\n## 甲 [乙](a.md) { #b }\n\n#### 丙2021\n\n<div id="c" markdown="1">\n\n[丁](d.md){ #e .m }\n\n</div>\n\n<span id="f">戊</span>己'
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"toc_depth": "2-4"}})
    converter.convert(source)
    ours = read_article(source, lambda link: link)
    assert [(token["level"], token["id"], token["name"]) for token in converter.toc_tokens] == [
        (token["level"], token["id"], token["name"]) for token in ours.contents
    ]
    assert ours.anchors == {"_1", "b", "2021", "c", "e", "f"}


TARGETS = {
    "index.md": Target("./", "index.md", 0),
    "about.md": Target("about/", "about.md", 1),
    "tasks/index.md": Target("tasks/", "tasks/index.md", 2),
    "tasks/a/1-1/index.md": Target("tasks/a/1-1/", "tasks/a/1-1/index.md", 3),
    "tasks/a/1-2/index.md": Target("tasks/a/1-2/", "tasks/a/1-2/index.md", 4),
    "tasks/a/1-1/task.json": Target("tasks/a/1-1/task.json", None, 6),
    "notices/a/index.md": Target("notices/a/", "notices/a/index.md", 5),
}


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../../../index.md", "../../../"),
        ("../../../notices/a/index.md#i1", "../../../notices/a/#i1"),
        ("../1-2/index.md", "../1-2/"),
        ("../1-1/index.md", "./"),
        ("../../index.md", "../../"),
        ("index.md", "./"),
        ("task.json", "task.json"),
        ("../../../about.md#a", "../../../about/#a"),
        ("#here", "#here"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_lead_to_addresses_of_the_site(link: str, address: str) -> None:
    assert PageLinks("tasks/a/1-1/index.md", "tasks/a/1-1/", TARGETS).resolve(link) == address


def test_anchors_that_links_lead_to_are_kept_once() -> None:
    links = PageLinks("tasks/a/1-1/index.md", "tasks/a/1-1/", TARGETS)
    for each in ("../1-2/index.md#b", "#c", "../1-2/index.md#b", "task.json#d", "../1-2/index.md"):
        links.resolve(each)
    assert list(links.anchored) == [("tasks/a/1-2/index.md", "b"), ("tasks/a/1-1/index.md", "c")]
    assert links.reached == {4, 6}


@pytest.mark.parametrize("link", ["../1-3/index.md", "/tasks/", "1-2/", "none.json"])
def test_links_that_mkdocs_speaks_of_are_left_to_it(link: str) -> None:
    with pytest.raises(UnknownMarkdown):
        PageLinks("tasks/a/1-1/index.md", "tasks/a/1-1/", TARGETS).resolve(link)


@settings(max_examples=200, deadline=None)
@given(title=WORDS, words=st.lists(WORDS, max_size=3), tags=st.dictionaries(st.sampled_from(["A", "B"]), WORDS))
def test_front_matter_is_what_yaml_reads(title: str, words: list[str], tags: dict[str, str]) -> None:
    from mkdocs.utils import meta

    head = Head("a/", title, "任务", "甲", agency=tuple(words), portal=tags, names=tuple(words))
    source = f"---\n{head.front_matter()}---\n\n# 甲\n"
    found = read_front_matter(source)
    assert found is None or found == meta.get_data(source)


@pytest.mark.parametrize(
    "source",
    [
        "# 甲\n",
        "---\ntitle: 甲\n---\n\n甲",
        '---\ntitle: "a\\u0085b"\n---\n',
        '---\ntitle: "a"\ntitle: "b"\n---\n甲',
        "---\na: [1]\n---\n甲",
    ],
)
def test_other_front_matter_is_left_to_yaml(source: str) -> None:
    assert read_front_matter(source) is None

"""Citations: tables of sentences and the documents they name, counter-examples, properties."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.reading.citations import read_citations

Expected = tuple[str, str | None]

TABLE: list[tuple[str, list[Expected]]] = [
    ("落实《行政诉讼法》规定。", [("行政诉讼法", None)]),
    ("省政府《关于深入推进依法行政的意见》(川府发〔2015〕1号)", [("关于深入推进依法行政的意见", "川府发〔2015〕1号")]),
    ("《关于印发〈四川省行政决策合法性审查规定〉的通知》(川办发〔2015〕3号)", [("关于印发〈四川省行政决策合法性审查规定〉的通知", "川办发〔2015〕3号")]),
    ("《关于印发《四川省行政决策合法性审查规定》的通知》(川办发〔2015〕3号)", [("关于印发《四川省行政决策合法性审查规定》的通知", "川办发〔2015〕3号")]),
    ("《条例》(国务院令第492号)", [("条例", "国务院令第492号")]),
    ("《规定》(省政府令第278号)和《办法》(市政府令第185号)", [("规定", "省政府令第278号"), ("办法", "市政府令第185号")]),
    ("《实施纲要(2015-2020年)》(中发〔2015〕36号)", [("实施纲要(2015-2020年)", "中发〔2015〕36号")]),
    ("《意见》（国办发〔2019〕45号）", [("意见", "国办发〔2019〕45号")]),
    ("《决定》（国发〔一九八九〕十四号）", [("决定", "国发〔一九八九〕十四号")]),
    ("《意见》(国办发[2019]45号)", [("意见", "国办发[2019]45号")]),
    ("《意见》(国办发(2019)45号)", [("意见", "国办发(2019)45号")]),
    ("《意见》【国办发〔2019〕45号】", [("意见", "国办发〔2019〕45号")]),
    ("《意见》[粤府〔2019〕5号]", [("意见", "粤府〔2019〕5号")]),
    ("《意见》(国办发〔2019〕 45 号)", [("意见", "国办发〔2019〕45号")]),
    ("《方案》(成府发〔2015〕20号,以下简称《方案》)", [("方案", "成府发〔2015〕20号")]),
    ("《细则》(成委办发电〔2014〕56号)", [("细则", "成委办发电〔2014〕56号")]),
    ("《立法法》、《行政许可法》、《监督管理条例》等", [("立法法", None), ("行政许可法", None), ("监督管理条例", None)]),
    ("《宪法》《统计法》和《应急条例》", [("宪法", None), ("统计法", None), ("应急条例", None)]),
    ("《标准》(GB/T 9704-2012)", [("标准", "GB/T9704-2012")]),
    ("《锅炉规程》(TSG91)、《电梯规范》(GB/T7588)", [("锅炉规程", "TSG91"), ("电梯规范", "GB/T7588")]),
    ("《公告》(2015年第3号公告)", [("公告", "2015年第3号公告")]),
    ("《税收征管法》(主席令第七十号)", [("税收征管法", "主席令第七十号")]),
    ("《安全生产法》(中华人民共和国主席令第13号)", [("安全生产法", "中华人民共和国主席令第13号")]),
    ("《规定》(公安部令第146号)", [("规定", "公安部令第146号")]),
    ("《指导意见》(国卫基层发〔2022〕10号)和《实施方案》(粤卫基层函〔2023〕2号)", [("指导意见", "国卫基层发〔2022〕10号"), ("实施方案", "粤卫基层函〔2023〕2号")]),
    ("《方案》(试行)", [("方案", None)]),
    ("《规划》(2016—2020年)", [("规划", None)]),
    ("《目录》(2018年版)", [("目录", None)]),
    ("《体系》(以下简称指标体系)", [("体系", None)]),
    ("签订《依法行政责任书》。", [("依法行政责任书", None)]),
    ("《关于“先照后证”改革后加强事中事后监管的意见》", [("关于“先照后证”改革后加强事中事后监管的意见", None)]),
    ("贯彻《条例》,落实《条例》。", [("条例", None)]),
    ("贯彻《条例》,落实《条例》(国令第711号)。", [("条例", "国令第711号")]),
    ("《甲、《乙办法》的规定", [("乙办法", None)]),
    ("《甲办法》》的规定", [("甲办法", None)]),
    ("《甲办法\n第二行《乙办法》", [("乙办法", None)]),
    ("》《甲》《", [("甲", None)]),
    ("《实施方案\n(2016—2020年)》的通知", [("实施方案(2016—2020年)", None)]),
    ("《中共中央 国务院关于深化改革的意见》", [("中共中央 国务院关于深化改革的意见", None)]),
    ("《“健康中国2030”规划纲要》", [("“健康中国2030”规划纲要", None)]),
    ("《通知》（赣府厅字〔2025〕6号）要求", [("通知", "赣府厅字〔2025〕6号")]),
    ("《决定》(成委发〔2014〕19号)、《意见》(成委发〔2014〕20号)", [("决定", "成委发〔2014〕19号"), ("意见", "成委发〔2014〕20号")]),
    ("根据《党政主要负责人履行推进法治建设第一责任人职责规定》", [("党政主要负责人履行推进法治建设第一责任人职责规定", None)]),
    ("《纲要》（中发〔2021〕 33号文件）", [("纲要", "中发〔2021〕33号")]),
    ("《意见》（国发〔2016〕51号、国发〔2017〕1号）", [("意见", "国发〔2016〕51号")]),
]  # fmt: skip

NONE = [
    "川府发〔2015〕1号文件要求。",
    "人民调解品牌栏目《敬叔调解室》全省推广。",
    "发布原创普法动画《小马里奥成长记》。",
    "《》",
    "《 》",
    "没有书名号的条例。",
    "《没有右括号的办法",
    "没有左括号的办法》",
]


def read(text: str) -> list[Expected]:
    found = read_citations(text, 0, len(text))
    for citation in found:
        assert text[citation.start] == "《"
        assert text[citation.end - 1] == "》"
    return [(citation.title, citation.number) for citation in found]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_cited_documents(text: str, expected: list[Expected]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_words_that_cite_no_document(text: str) -> None:
    assert read(text) == []


def test_offsets_respect_given_bounds() -> None:
    text = "《甲》前,《乙》(国令第711号)中,《丙》后"
    (citation,) = read_citations(text, 5, 18)
    assert (citation.title, citation.number, text[citation.start : citation.end]) == ("乙", "国令第711号", "《乙》")


@given(
    st.lists(
        st.sampled_from(["《", "》", "〈", "〉", "(", ")", "〔2015〕1号", "国令第7号", "甲", "\n", ","]), max_size=40
    ).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_citations_never_overlap(text: str) -> None:
    found = sorted(read_citations(text, 0, len(text)), key=lambda citation: citation.start)
    for citation in found:
        assert text[citation.start] + text[citation.end - 1] == "《》"
    for before, after in pairwise(found):
        assert before.end <= after.start

"""Citations, conventions and addressees as notices write them, expected values first."""

from __future__ import annotations

import datetime

import pytest

from builder.model.notice import ShortName
from builder.reading.citations import read_citations
from builder.reading.conventions import read_conventions
from builder.reading.front_matter.addressees import split_addressees

BASE = datetime.date(2021, 3, 15)

CITATIONS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("根据《国务院办公厅关于全面推行行政执法公示制度的指导意见》（国办发〔2018〕118号）要求", [("国务院办公厅关于全面推行行政执法公示制度的指导意见", "国办发〔2018〕118号")]),
    ("落实《关于印发〈某省行政复议体制改革实施方案〉的通知》（某办发〔2021〕5号，以下简称《方案》）", [("关于印发〈某省行政复议体制改革实施方案〉的通知", "某办发〔2021〕5号"), ("方案", None)]),
    ("执行《环境空气质量标准》（GB 3095—2012）。", [("环境空气质量标准", "GB3095—2012")]),
    ("符合《信息安全技术 网络安全等级保护基本要求》（GB/T 22239-2019）", [("信息安全技术 网络安全等级保护基本要求", "GB/T22239-2019")]),
    ("贯彻《优化营商环境条例》（国务院令第722号）。", [("优化营商环境条例", "国务院令第722号")]),
    ("依据《生活饮用水卫生监督管理办法》（建设部、卫生部令第53号）", [("生活饮用水卫生监督管理办法", "建设部、卫生部令第53号")]),
    ("《某省行政执法监督条例》（2019年修订）", [("某省行政执法监督条例", None)]),
    ("按照《甲办法》（某政规〔2020〕3 号）、《乙办法》（某政办发[2021]12号）执行", [("甲办法", "某政规〔2020〕3号"), ("乙办法", "某政办发[2021]12号")]),
    ("深入实施《纲要》《规划》《意见》。", [("纲要", None), ("规划", None), ("意见", None)]),
    ("《关于做好 2021 年度工作的通知》（某委发﹝2021﹞2号）", [("关于做好 2021 年度工作的通知", "某委发﹝2021﹞2号")]),
    ("《产业结构调整指导目录（2019年本）》（国家发展改革委令第29号）", [("产业结构调整指导目录（2019年本）", "国家发展改革委令第29号")]),
    ("《中华人民共和国土地管理法》第四十六条", [("中华人民共和国土地管理法", None)]),
    ("《某市城市总体规划（2011－2030年）》", [("某市城市总体规划（2011－2030年）", None)]),
    ("原《某办法》（市政府令第 45 号）同时废止", [("某办法", "市政府令第45号")]),
    ("《市场准入负面清单（2020年版）》（发改体改规〔2020〕1880号）", [("市场准入负面清单（2020年版）", "发改体改规〔2020〕1880号")]),
]  # fmt: skip

CONVENTIONS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("责任分解中，列第一位的责任单位为牵头单位或汇总单位。", [("lead-is-first", "first")]),
    ("（省发展改革委、省财政厅负责。排第一位的单位为牵头单位，下同）", [("lead-is-first", "first")]),
    ("备注：责任单位中排名第一的为牵头单位，其余为配合单位。", [("lead-is-first", "first")]),
    ("（市住建局、市城管局等负责，排在首位的为牵头部门，下同）", [("lead-is-first", "first")]),
    ("各项任务列在首位的单位为牵头单位。", [("lead-is-first", "first")]),
    ("第一责任单位为牵头单位，其他单位为配合单位。", [("lead-is-first", "first")]),
    ("牵头单位列首位，下同。", [("lead-is-first", "first")]),
    ("以上任务未注明完成时限的，均应于2021年12月底前完成。", [("default-deadline", "2021-12-31")]),
    ("本方案各项任务除有明确时限要求外，均须在2021年11月30日前完成。", [("default-deadline", "2021-11-30")]),
    ("未明确时间节点的任务，原则上2021年12月底前完成。", [("default-deadline", "2021-12-31")]),
    ("没有标明完成时限的工作任务，年底前完成。", [("default-deadline", "2021-12-31")]),
    ("除特别标注的时限外，其他任务于2022年6月底前完成。", [("default-deadline", "2022-06-30")]),
    ("以下各项工作均需各市、县（市、区）政府落实，不再逐一列出。", [("other", None)]),
    ("本方案所称“以上”均包括本数。", [("other", None)]),
    ("（以下简称“三线一单”）", []),
    ("某市优化营商环境工作领导小组办公室（以下简称市营商办）", [("other", ShortName("市营商办", "某市优化营商环境工作领导小组办公室"))]),
    ("各责任单位排名不分先后。", [("other", None)]),
]  # fmt: skip

ADDRESSEES: list[tuple[str, list[str]]] = [
    ("各市、县（区）人民政府，市政府各委、办、局：", ["各市、县（区）人民政府", "市政府各委、办、局"]),
    ("各乡镇人民政府、县直各单位:", ["各乡镇人民政府", "县直各单位"]),
    ("各县（市、区）人民政府，市直有关单位，驻县区直、市直各有关单位：", ["各县（市、区）人民政府", "市直有关单位", "驻县区直、市直各有关单位"]),
    ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]),
    ("各镇（街道）人民政府（办事处），临港经济开发区管委会，区政府各部门、直属机构:", ["各镇（街道）人民政府（办事处）", "临港经济开发区管委会", "区政府各部门", "直属机构"]),
    ("各县、区人民政府，市人民政府有关部门，各有关单位:", ["各县、区人民政府", "市人民政府有关部门", "各有关单位"]),
    ("甲区、乙区、丙县人民政府，市发展改革委、市财政局：", ["甲区", "乙区", "丙县人民政府", "市发展改革委", "市财政局"]),
    ("市委各部委，市级国家机关各委、办、局，各人民团体：", ["市委各部委", "市级国家机关各委、办、局", "各人民团体"]),
    ("主送：局机关各科室、局属各单位", ["局机关各科室", "局属各单位"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITATIONS, ids=[text for text, _ in CITATIONS])
def test_citation_phrases(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c.title, c.number) for c in read_citations(text, 0, len(text))] == expected


@pytest.mark.parametrize(("text", "expected"), CONVENTIONS, ids=[text for text, _ in CONVENTIONS])
def test_convention_phrases(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c.kind, c.value) for c in read_conventions(text, base=BASE)] == expected


@pytest.mark.parametrize(("words", "expected"), ADDRESSEES, ids=[words for words, _ in ADDRESSEES])
def test_addressee_phrases(words: str, expected: list[str]) -> None:
    assert split_addressees(words) == expected

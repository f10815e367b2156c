"""A deterministic corpus: notices that look like real ones, any number of them, the same for the same seed."""

from __future__ import annotations

import random

_CHAPTERS = (
    "依法全面履行政府职能",
    "健全依法决策机制",
    "严格规范公正文明执法",
    "强化对行政权力的监督",
    "全面推进政务公开",
    "提升依法行政能力",
)
_VERBS = ("建立健全", "全面推行", "严格落实", "深入推进", "进一步完善", "加快建设", "统筹推进", "规范和加强")
_OBJECTS = (
    "行政审批标准化建设",
    "重大行政决策公众参与机制",
    "规范性文件合法性审查制度",
    "行政执法全过程记录制度",
    "权力清单和责任清单制度",
    "政府法律顾问制度",
    "行政复议案件办理机制",
    "政务服务事项目录管理",
    "行政执法人员持证上岗制度",
    "公共资源交易平台建设",
)
_ENDS = (
    "切实提高工作质量和效率,接受社会监督。",
    "明确责任主体、办理程序和完成标准,及时公布有关结果。",
    "加强业务培训和指导检查,对存在的问题及时督促整改。",
    "推动有关工作制度化、规范化、信息化,不断增强人民群众的获得感。",
)
_BODIES = (
    "市司法局",
    "市发展改革委",
    "市财政局",
    "市政务服务局",
    "市市场监管局",
    "市公安局",
    "市生态环境局",
    "市人力资源社会保障局",
    "各县(区)人民政府",
)
_NUMERALS = "一二三四五六七八九"


def notice_text(seed: int, tasks: int) -> str:
    """One plan of a city with `tasks` tasks in up to six chapters, each with a clause, some with a time limit."""
    pick = random.Random(seed)
    year = pick.randint(2014, 2024)
    lines = [
        f"江门市人民政府关于印发江门市第{seed + 1}批重点工作任务分工方案的通知",
        f"江府〔{year}〕{seed % 90 + 1}号",
        "各县(市、区)人民政府,市政府各部门:",
        f"现将《江门市第{seed + 1}批重点工作任务分工方案》印发给你们,请认真组织实施。",
        "江门市人民政府",
        f"{year}年{pick.randint(1, 12)}月{pick.randint(1, 28)}日",
        f"江门市第{seed + 1}批重点工作任务分工方案",
        "一、总体要求",
        "坚持问题导向和目标导向,把各项任务落到实处。",
        "二、主要任务",
    ]
    number, chapters = 0, min(len(_CHAPTERS), max(1, tasks // 4))
    for chapter in range(chapters):
        lines.append(f"({_NUMERALS[chapter]}){_CHAPTERS[chapter]}。")
        share = tasks // chapters + (chapter < tasks % chapters)
        for _ in range(share):
            number += 1
            sentences = [
                f"{pick.choice(_VERBS)}{pick.choice(_OBJECTS)},{pick.choice(_ENDS)}" for _ in range(pick.randint(2, 5))
            ]
            if pick.random() < 0.4:
                sentences.insert(1, f"{year + pick.randint(0, 3)}年底前,{pick.choice(_VERBS)}{pick.choice(_OBJECTS)}。")
            if pick.random() < 0.2:
                sentences.append(f"全年组织开展检查不少于{pick.randint(2, 12)}次。")
            lead, *others = pick.sample(_BODIES, pick.randint(2, 5))
            lines.append(f"{number}.{''.join(sentences)}(牵头单位:{lead};责任单位:{'、'.join(others)})")
    return "\n".join(lines) + "\n"

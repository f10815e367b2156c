"""The metadata block of a page (索引号, 文号, 发文机关 …), by the names that pages give its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol


class FactLike(Protocol):
    """An entry of the block, as the restoration passes it."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> str: ...


# What pages call each thing; the first name found with a value wins.
NAMES = {
    "title": ("标题", "名称", "文件名称", "题名", "信息名称", "文件标题", "公文标题", "公文名称"),
    "document_number": ("发文字号", "文号", "文件编号", "发文文号", "公文文号", "文件号", "字号", "文件文号", "发文号"),
    "index_number": ("索引号", "信息索引号", "索取号", "索引编号", "信息索引"),
    "issuer": (
        "发文机关",
        "发文机构",
        "发文单位",
        "制发机关",
        "印发机关",
        "制定机关",
        "发布机构",
        "发布机关",
        "发布单位",
        "公开机构",
        "来文单位",
    ),
    "publisher": (
        "公开责任部门",
        "责任部门",
        "发布机构",
        "公开主体",
        "信息公开责任部门",
        "公开机构",
        "发布单位",
    ),
    "written": (
        "成文日期",
        "成文时间",
        "生成日期",
        "印发日期",
        "签发日期",
        "发文日期",
        "发文时间",
        "制定日期",
        "生成时间",
        "形成日期",
    ),
    "published": (
        "公开日期",
        "发布日期",
        "发布时间",
        "公开时间",
        "公布日期",
        "发文时间",
        "发文日期",
        "时间",
        "日期",
        "更新时间",
        "更新日期",
    ),
    "validity": (
        "有效性",
        "信息有效性",
        "时效性",
        "时效",
        "效力状态",
        "文件状态",
        "效力",
        "是否有效",
        "有效状态",
        "文件有效性",
    ),
    "topic_class": ("主题分类", "主题类别", "信息分类", "体裁主题分类", "主题"),
}


def read_metadata(facts: Iterable[FactLike]) -> dict[str, str]:
    """What the block says, by the keys of `NAMES`; entries without a value are left out."""
    given: dict[str, str] = {}
    for fact in facts:
        key = re.sub(r"[\s：:\u3000]", "", fact.key)
        words = " ".join(fact.value.split())
        if words and words not in ("无", "/", "-", "—", "暂无"):
            given.setdefault(key, words)
    found = {}
    for what, names in NAMES.items():
        value = next((given[name] for name in names if name in given), "")
        if value:
            found[what] = value
    return found

"""The page of the data tables: every table and column, what it holds and where it leads, source and licence."""

from __future__ import annotations

from builder.config.site import SiteFacts
from builder.exports.columns import Column, TableForm, table_forms
from builder.exports.declaration import DATA
from builder.ledger.index import LedgerIndex, made_from
from builder.pages.linked_data import data_set
from builder.pages.markdown.escaping import inline
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import column_tags
from builder.pages.markdown.rendering import Head, link, render
from builder.pages.markdown.tables import Cell, table

HERE = DATA
_TYPES = {
    "string": "文字",
    "date": "日期",
    "integer": "整数",
    "number": "数",
    "boolean": "是否",
    "array": "数组",
    "object": "对象",
    "any": "任意",
}
"""Types of Table Schema, as readers who do not program see them."""


def plan_data(index: LedgerIndex, site: SiteFacts) -> tuple[str, str]:
    description = "全部通知、任务、机构、时限的数据表及其说明"
    head = Head(
        HERE,
        "开放数据",
        "数据",
        made_from(index.ledger.notices),
        description,
        portal=column_tags("开放数据", description, "开放数据,数据表,CSV,JSON", "数据"),
        contents=True,
        linked=data_set(site, index.ledger.notices, description, HERE),
    )
    tables = [(form, _table(form), site.downloads.get(f"{HERE}#{form.name}", ())) for form in table_forms()]
    return page_path(HERE), render("data.md.j2", head, site, tables=tables)


def _table(form: TableForm) -> object:
    rows: list[list[Cell | object]] = [
        [column.name, f"{_TYPES.get(column.type, column.type)}（{column.type}）", column.about, _key(form, column)]
        for column in form.columns
    ]
    return table(f"表 {form.name} 的列", ["列", "类型", "含义", "联到"], rows, style="tz-names")


def _key(form: TableForm, column: Column) -> object:
    """Where a column leads: to the description of the table that its values are keys of."""
    if column.key is None:
        return "—"
    target = column.key.partition(".")[0]
    return inline(column.key) if target == form.name else link(HERE, HERE, column.key, target)

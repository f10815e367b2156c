"""The whole as a Frictionless data package (Data Package v1, Table Schema), and the page that explains it."""

from __future__ import annotations

from typing import Any

from builder.exports.tables import TableForm, csv_files, json_text, table_forms
from builder.ledger.model import Ledger

LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons CC0 1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Of the arrangement. The notices themselves are official documents and not under copyright
(中华人民共和国著作权法 第五条)."""


def _field(form: TableForm, name: str, type_: str, about: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": type_, "description": about}
    if name in form.primary:
        field["constraints"] = {"required": True, "unique": True}
    if type_ == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def package_files(ledger: Ledger, name: str, folder: str) -> dict[str, str | bytes]:
    """`<folder>datapackage.json`, describing the CSV tables that lie beside it."""
    resources = []
    tables = csv_files(ledger, "")
    for form in table_forms():
        schema: dict[str, Any] = {
            "fields": [_field(form, column.name, column.type, column.about) for column in form.columns],
            "missingValues": [""],
        }
        if form.primary:
            schema["primaryKey"] = list(form.primary)
        keys = [(column.name, *column.key.split(".")) for column in form.columns if column.key]
        if keys:
            schema["foreignKeys"] = [
                {"fields": [column], "reference": {"resource": "" if table == form.name else table, "fields": [target]}}
                for column, table, target in keys
            ]
        content = tables[f"{form.name}.csv"]
        resources.append(
            {
                "name": form.name,
                "title": form.title,
                "description": form.about,
                "path": f"{form.name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "bytes": len(content),
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
                "schema": schema,
            }
        )
    sources = [{"title": notice.front.title or notice.id} for notice in ledger.notices]
    return {
        f"{folder}datapackage.json": json_text(
            {
                "profile": "tabular-data-package",
                "name": "taizhang",
                "title": name,
                "description": "政府通知中的任务、责任机构、时限、指标与引用,逐条可查到原文。",
                "licenses": [LICENCE],
                "sources": sources,
                "resources": resources,
            }
        )
    }


def data_page() -> str:
    """The Markdown page that explains every table and column, source and licence."""
    lines = [
        "---",
        "title: 开放数据",
        "kind: 数据",
        "portal:",
        "  ColumnName: 开放数据",
        "  ColumnDescription: 全部通知、任务、机构、时限的数据表及其说明",
        "  ColumnKeywords: 开放数据,数据表,CSV,JSON",
        "  ColumnType: 数据",
        "---",
        "",
        "# 开放数据",
        "",
        "全站内容都可以作为数据取用。每张表有 CSV(可用 Excel 直接打开)与 JSON 两种形式,表与表之间用编号相连。",
        "",
        "- [数据包说明 datapackage.json](datapackage.json)(Frictionless Data Package)",
        "- [全部期限的日历 taizhang.ics](taizhang.ics)",
        "- [新增通知的订阅 taizhang.atom](taizhang.atom)",
        "",
        "通知原文是国家机关的公文,依《中华人民共和国著作权法》第五条不受著作权保护;本站对它们的整理以 CC0 1.0 放弃权利,可自由使用,请注明出处并核对原文。",
        "CSV 中以 `=`、`+`、`-`、`@` 开头的文字前加了一个单引号,以免被当作公式;数组写成 JSON。日期为 ISO 8601 格式。位置按修复后全文的字符计数,从 0 起,不含终点。",
        "",
    ]
    for form in table_forms():
        lines += [
            f"## {form.title} {form.name} {{#{form.name}}}",
            "",
            f"{form.about}。下载:[{form.name}.csv]({form.name}.csv)、[{form.name}.json]({form.name}.json)。",
            "",
            f"| 列(表 {form.name}) | 类型 | 含义 | 联到 |",
            "|---|---|---|---|",
            *(
                f"| `{column.name}` | {column.type} | {column.about} | {f'`{column.key}`' if column.key else '—'} |"
                for column in form.columns
            ),
            "",
        ]
    return "\n".join(lines)

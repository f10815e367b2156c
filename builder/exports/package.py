"""The whole as a Frictionless data package (Data Package v1, Table Schema)."""

from __future__ import annotations

import datetime
from typing import Any

from builder.exports.columns import TableForm, table_forms
from builder.exports.tables import csv_files, json_file
from builder.model.addresses import notice_address
from builder.model.ledger import Ledger

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


def package_files(
    ledger: Ledger, name: str, folder: str, epoch: int | None = None, home: str | None = None
) -> dict[str, str | bytes]:
    """`<folder>datapackage.json`, describing the CSV tables that lie beside it. `epoch`: the date of the build,
    else that of the latest notice; `home`: the site's address, where its sources have their pages."""
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
    sources = [
        {
            "title": notice.front.title or notice.id,
            **({"path": f"{home}{notice_address(notice.id)}"} if home else {}),
            "file": notice.source_name,
            "sha256": notice.source_sha256,
        }
        for notice in ledger.notices
    ]
    dates = [date for notice in ledger.notices if (date := notice.front.written or notice.front.published)]
    day = datetime.datetime.fromtimestamp(epoch, datetime.UTC).date().isoformat() if epoch else max(dates, default="")
    return {
        f"{folder}datapackage.json": json_file(
            {
                "profile": "tabular-data-package",
                "name": "taizhang",
                "title": name,
                **({"version": day.replace("-", "."), "created": f"{day}T00:00:00Z"} if day else {}),
                **({"homepage": home} if home else {}),
                "description": "政府通知中的任务、责任机构、时限、指标与引用，逐条可查到原文。",
                "licenses": [LICENCE],
                "sources": sources,
                "resources": resources,
            }
        )
    }

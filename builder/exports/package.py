"""The whole as a Frictionless data package (Data Package v1, Table Schema)."""

from __future__ import annotations

from typing import Any

from builder.exports.columns import TableForm, table_forms
from builder.exports.declaration import DATA, LICENCE, Export, ExportInput, Files, Offer
from builder.exports.tables import CSV, json_file
from builder.model.addresses import notice_address

_FILE = f"{DATA}datapackage.json"


def _field(form: TableForm, name: str, type_: str, about: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": type_, "description": about}
    if name in form.primary:
        field["constraints"] = {"required": True, "unique": True}
    if type_ == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def _files(made: ExportInput) -> Files:
    """`data/datapackage.json`, describing the CSV tables that lie beside it. Its date is the day of the build."""
    site, tables = made.site, made.files(CSV)
    resources = []
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
        content = tables[f"{DATA}{form.name}.csv"]
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
            **({"path": f"{site.url}{notice_address(notice.id)}"} if site.url else {}),
            "file": notice.source_name,
            "sha256": notice.source_sha256,
        }
        for notice in made.ledger.notices
    ]
    return {
        _FILE: json_file(
            {
                "profile": "tabular-data-package",
                "name": "taizhang",
                "title": site.name,
                "version": site.built.replace("-", "."),
                "created": f"{site.built}T00:00:00Z",
                **({"homepage": site.url} if site.url else {}),
                "description": "政府通知中的任务、责任机构、时限、指标与引用，逐条可查到原文。",
                "licenses": [LICENCE],
                "sources": sources,
                "resources": resources,
            }
        )
    }


PACKAGE = Export(
    {"json": "application/json"},
    _files,
    lambda _: [Offer(DATA, "数据包说明（Frictionless Data Package）", _FILE)],
    "package",
    describes=("csv",),
)

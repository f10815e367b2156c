"""The data tables as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from builder.exports.columns import table_forms
from builder.exports.declaration import DATA, Export, ExportInput, Files, Offer
from builder.exports.rows.row import Row
from builder.exports.rows.written import csv_table, json_table, written
from builder.language.invisible import json_text


def _json_files(made: ExportInput) -> Files:
    """`data/<table>.json`, each an array of objects."""
    return {f"{DATA}{name}.json": json_table(pieces) for name, pieces in made.tables.items()}


def json_file(value: object) -> str:
    """The text of a JSON file: one space a level, a line end at its end, no invisible characters."""
    return json_text(value, indent=1) + "\n"


def _csv_files(made: ExportInput) -> Files:
    """`data/<table>.csv`, as Excel opens it right."""
    return {f"{DATA}{form.name}.csv": csv_table(form.names, made.tables[form.name]) for form in table_forms()}


def csv_bytes(header: list[str], rows: list[Row]) -> bytes:
    """The CSV of `rows`, which have a value for each name of `header`."""
    return csv_table(header, [written(header, rows)])


def _by_table(ending: str) -> Iterable[Offer]:
    """Each table's file, in the section that describes the table."""
    for form in table_forms():
        yield Offer(f"{DATA}#{form.name}", f"{form.name}.{ending}", f"{DATA}{form.name}.{ending}")


CSV = Export({"csv": "text/csv"}, _csv_files, lambda _: _by_table("csv"), "csv")
JSON = Export({"json": "application/json"}, _json_files, lambda _: _by_table("json"), "json")

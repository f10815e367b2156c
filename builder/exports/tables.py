"""The data tables as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from builder.exports.columns import table_forms
from builder.exports.declaration import DATA, Export, ExportInput, Files, Offer, Values, shown_values
from builder.exports.rows.row import Row
from builder.language.invisible import json_text


def _json_files(made: ExportInput) -> Files:
    """`data/<table>.json`, each an array of objects."""
    return {f"{DATA}{name}.json": json_file(rows) for name, rows in made.rows.items()}


def json_file(value: object) -> str:
    """The text of a JSON file: one space a level, a line end at its end, no invisible characters."""
    return json_text(value, indent=1) + "\n"


def _csv_files(made: ExportInput) -> Files:
    """`data/<table>.csv`: UTF-8 with a byte order mark and CRLF, as Excel opens it right."""
    return {
        f"{DATA}{form.name}.csv": _written([column.name for column in form.columns], made.columns[form.name])
        for form in table_forms()
    }


def csv_bytes(header: list[str], rows: list[Row]) -> bytes:
    """UTF-8 with a byte order mark, CRLF; `rows` have a value for each name of `header`. Lone surrogates become ?."""
    return _written(header, [shown_values([row[name] for row in rows]) for name in header])


def _written(header: list[str], columns: list[Values]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(zip(*map(_cells, columns), strict=True))
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(values: Values) -> Values:
    """The cells of a column. The writer knows texts, numbers and None by itself."""
    if set(map(type, values)) <= _WRITABLE:
        return [harmless(value) if isinstance(value, str) and value[:1] in _FORMULA else value for value in values]
    return list(map(cell_text, values))


def cell_text(value: object) -> str:
    """A CSV cell of a legible value. Arrays are JSON; a text that a spreadsheet would take for a formula gets a leading
    apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | Mapping):
        return json_text(value)
    return harmless(value) if isinstance(value, str) else str(value)


_WRITABLE = frozenset({str, int, float, type(None)})
_FORMULA = frozenset("=+-@\t\r＝＋－＠")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (OWASP "CSV injection")."""
    return f"'{text}" if text[:1] in _FORMULA else text


def _by_table(ending: str) -> Iterable[Offer]:
    """Each table's file, in the section that describes the table."""
    for form in table_forms():
        yield Offer(f"{DATA}#{form.name}", f"{form.name}.{ending}", f"{DATA}{form.name}.{ending}")


CSV = Export({"csv": "text/csv"}, _csv_files, lambda _: _by_table("csv"), "csv")
JSON = Export({"json": "application/json"}, _json_files, lambda _: _by_table("json"), "json")
